// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/behaviour_reader.h"

#include <algorithm>
#include <limits>

#include "core/base/json_writer.h"
#include "core/base/text.h"
#include "core/simulator/scope.h"

namespace atscope::simulator {

namespace {

using catalog::Form;
using catalog::FormKind;
using catalog::Severity;
using catalog::reader::readExpr;
using catalog::reader::readInteger;
using catalog::reader::readMillis;
using catalog::reader::readString;
namespace yaml = catalog::yaml;

constexpr int MostExtends = 4;
constexpr std::size_t MostVariables = 1000;

const char *kindWord(FormKind kind)
{
    switch (kind) {
    case FormKind::Test: return "test";
    case FormKind::Read: return "read";
    case FormKind::Set: return "set";
    case FormKind::Execute: return "execute";
    }
    return "execute";
}

bool isVariableName(std::string_view name)
{
    return !name.empty() && name.size() <= 64 && base::isLower(name.front()) && name != "module"
        && std::all_of(name.begin(), name.end(), [](char c) { return base::isLower(c) || base::isDigit(c) || c == '_'; });
}

// YAML as JSON, for control messages: plain true, false, null and numbers are what they look like, all else is text.
void toJson(const yaml::Node &node, base::JsonWriter &out)
{
    switch (node.kind) {
    case yaml::Kind::Null:
        out.null();
        break;
    case yaml::Kind::Scalar:
        if (node.style == yaml::Style::Plain && (node.text == "true" || node.text == "false"))
            out.value(node.text == "true");
        else if (const auto number = base::toInteger(node.text); number && node.style == yaml::Style::Plain)
            out.value(*number);
        else if (const auto real = base::toDouble(node.text); real && node.style == yaml::Style::Plain)
            out.value(*real);
        else
            out.value(node.text);
        break;
    case yaml::Kind::Sequence:
        out.beginArray();
        for (const yaml::Node *item : node.items)
            toJson(*item, out);
        out.endArray();
        break;
    case yaml::Kind::Map:
        out.beginObject();
        for (const auto &[key, value] : node.entries) {
            out.key(key->text);
            toJson(*value, out);
        }
        out.endObject();
        break;
    }
}

} // namespace

std::shared_ptr<const Behaviour> BehaviourReader::read(std::string_view text, const std::string &file)
{
    m_behaviour.reset(new Behaviour);
    m_behaviour->m_catalog = m_catalog;
    const bool whole = readFile(text, file, 0);
    const bool wrong = std::any_of(m_complaints.begin(), m_complaints.end(),
                                   [](const catalog::Complaint &complaint) { return complaint.severity == Severity::Error; });
    if (!whole || wrong)
        return nullptr;
    return m_behaviour;
}

bool BehaviourReader::readFile(std::string_view text, const std::string &file, int depth)
{
    const auto document = yaml::Document::read(text, file);
    if (!document) {
        m_complaints.push_back({document.error(), Severity::Error});
        return false;
    }
    const catalog::CompileOptions options;
    Context c(*document, options, m_complaints);
    Keys keys(c, document->root(), "file");
    if (!keys.valid())
        return false;
    int version = 0;
    if (const Node *node = keys.need("atscope"))
        readInteger(c, *node, "atscope", 1, 1, version);
    if (const Node *node = keys.get("module"))
        chooseModule(c, *node);
    else if (depth == 0 && keys.get("extends") == nullptr)
        keys.need("module");
    if (const Node *node = keys.get("extends"))
        extend(c, *node, depth);
    if (m_behaviour->m_dialect == nullptr) {
        if (m_module == nullptr)
            return false;
        m_behaviour->m_dialect = std::make_unique<decode::Dialect>(m_catalog, m_module);
    }
    // What others refer to first, wherever it stands in the file.
    const std::pair<const char *, void (BehaviourReader::*)(Context &, const Node &)> parts[] = {
        {"variables", &BehaviourReader::variables}, {"facts", &BehaviourReader::facts}, {"families", &BehaviourReader::families},
        {"results", &BehaviourReader::results},     {"line", &BehaviourReader::line},   {"boot", &BehaviourReader::boot},
        {"commands", &BehaviourReader::commands},   {"start", &BehaviourReader::start}};
    for (const auto &[key, part] : parts)
        if (const Node *node = keys.get(key))
            (this->*part)(c, *node);
    return true;
}

void BehaviourReader::chooseModule(Context &c, const Node &node)
{
    std::string name;
    if (!readString(c, node, "module", name) || m_module != nullptr) // the file that extends has the say
        return;
    m_module = m_catalog->module(name);
    if (m_module == nullptr)
        c.error(node, "simulator-no-profile", {{"module", name}});
}

void BehaviourReader::extend(Context &c, const Node &node, int depth)
{
    std::string name;
    if (!readString(c, node, "extends", name))
        return;
    if (depth >= MostExtends) {
        c.error(node, "simulator-extends-depth");
        return;
    }
    for (const auto &[file, text] : shippedBehaviours()) {
        if (file == name + ".yaml") {
            readFile(text, "resources/simulator/" + file, depth + 1);
            return;
        }
    }
    c.error(node, "simulator-unknown-base", {{"name", name}});
}

void BehaviourReader::variables(Context &c, const Node &node)
{
    Keys keys(c, node, "variables");
    for (const auto &[key, value] : node.entries) {
        if (keys.get(key->text) == nullptr)
            continue;
        if (!isVariableName(key->text) || m_behaviour->m_variables.size() >= MostVariables) {
            c.error(*key, "simulator-variable-name", {{"name", key->text}});
            continue;
        }
        Variable variable;
        variable.name = key->text;
        if (value->isScalar()) { // short for {initial: …}
            variable.initial = value->text;
            variable.hasInitial = true;
        } else if (!value->isNull()) {
            Keys inner(c, *value, key->text);
            inner.boolean("kept", variable.kept);
            if (const Node *initial = inner.get("initial"))
                variable.hasInitial = readString(c, *initial, "initial", variable.initial);
            inner.string("generate", variable.generate);
            inner.boolean("luhn", variable.luhn);
        }
        const int known = m_behaviour->variable(variable.name);
        if (known >= 0)
            m_behaviour->m_variables[static_cast<std::size_t>(known)] = std::move(variable);
        else
            m_behaviour->m_variables.push_back(std::move(variable));
    }
}

void BehaviourReader::facts(Context &c, const Node &node)
{
    Keys keys(c, node, "facts");
    const auto &names = m_catalog->model().factNames;
    for (const auto &[key, value] : node.entries) {
        if (keys.get(key->text) == nullptr)
            continue;
        if (std::find(names.begin(), names.end(), key->text) == names.end()) {
            c.error(*key, "catalog-unknown-fact", {{"name", key->text}});
            continue;
        }
        FactRule rule;
        rule.fact = key->text;
        for (const catalog::Family *family : m_behaviour->view().families())
            for (const catalog::Fact &fact : family->facts)
                if (fact.name == rule.fact && rule.declared == nullptr)
                    rule.declared = &fact;
        if (value->isScalar()) { // short for {start: …}
            expression(c, *value, key->text, nullptr, rule.start);
        } else {
            Keys inner(c, *value, key->text);
            expression(inner, "is", nullptr, rule.is);
            expression(inner, "start", nullptr, rule.start);
        }
        auto &all = m_behaviour->m_facts;
        const auto same = std::find_if(all.begin(), all.end(), [&](const FactRule &other) { return other.fact == rule.fact; });
        if (same != all.end())
            *same = std::move(rule);
        else
            all.push_back(std::move(rule));
    }
}

void BehaviourReader::families(Context &c, const Node &node)
{
    Keys keys(c, node, "families");
    for (const auto &[key, value] : node.entries) {
        if (keys.get(key->text) == nullptr)
            continue;
        if (m_catalog->family(key->text) == nullptr) {
            c.error(*key, "catalog-unknown-family", {{"name", key->text}});
            continue;
        }
        Manners manners;
        manners.family = key->text;
        Keys inner(c, *value, key->text);
        inner.string("refusal", manners.refusal);
        inner.string("parameter", manners.parameter);
        inner.string("form", manners.form);
        inner.string("state", manners.state);
        inner.choice("quotes", {{"needed", Quotes::Needed}, {"always", Quotes::Always}}, manners.quotes);
        inner.boolean("blank", manners.blank);
        auto &all = m_behaviour->m_manners;
        const auto same =
            std::find_if(all.begin(), all.end(), [&](const Manners &other) { return other.family == manners.family; });
        if (same != all.end())
            *same = std::move(manners);
        else
            all.push_back(std::move(manners));
    }
}

void BehaviourReader::results(Context &c, const Node &node)
{
    Keys keys(c, node, "results");
    keys.string("ok", m_behaviour->okText);
    keys.string("error", m_behaviour->errorText);
    keys.string("ok-digit", m_behaviour->okDigits);
    keys.string("error-digit", m_behaviour->errorDigits);
    expression(keys, "level", nullptr, m_behaviour->errorLevel);
    expression(keys, "silent", nullptr, m_behaviour->silent);
    expression(keys, "numeric", nullptr, m_behaviour->numeric);
}

void BehaviourReader::line(Context &c, const Node &node)
{
    Keys keys(c, node, "line");
    expression(keys, "echo", nullptr, m_behaviour->echo);
    expression(keys, "baud", nullptr, m_behaviour->baud);
    int most = static_cast<int>(m_behaviour->maxLine);
    keys.integer("max", 16, 1 << 20, most);
    m_behaviour->maxLine = static_cast<std::size_t>(most);
}

void BehaviourReader::boot(Context &c, const Node &node)
{
    Keys keys(c, node, "boot");
    keys.millis("delay", m_behaviour->bootDelay);
    if (const Node *lines = keys.get("lines")) {
        m_behaviour->bootLines.clear();
        texts(c, *lines, "lines", m_behaviour->bootLines);
    }
}

void BehaviourReader::start(Context &c, const Node &node)
{
    if (!node.isSequence()) {
        c.error(node, "catalog-wrong-type", {{"key", "start"}, {"expected", "list"}, {"found", "map"}});
        return;
    }
    for (const Node *item : node.items) {
        base::JsonWriter out;
        toJson(*item, out);
        m_behaviour->m_start.push_back(out.take());
    }
}

void BehaviourReader::commands(Context &c, const Node &node)
{
    Keys keys(c, node, "commands");
    for (const auto &[key, value] : node.entries) {
        if (keys.get(key->text) == nullptr)
            continue;
        catalog::NameMatch match = catalog::NameMatch::Name;
        const auto command = m_behaviour->view().command(key->text, &match);
        if (!command || match != catalog::NameMatch::Name) {
            c.error(*key, "catalog-unknown-command", {{"name", key->text}});
            continue;
        }
        Keys forms(c, *value, key->text);
        for (const auto &[id, form] : value->entries)
            if (forms.get(id->text) != nullptr)
                binding(c, *form, command, id->text);
    }
}

// `id`: of one form; else a kind, for all its alternatives.
void BehaviourReader::binding(Context &c, const Node &node, const catalog::Found<catalog::Command> &command,
                              const std::string &id)
{
    bool found = false;
    const bool exact = std::any_of(command->forms.begin(), command->forms.end(), [&](const Form &form) { return form.id == id; });
    for (const Form &form : command->forms) {
        if (exact ? form.id != id : kindWord(form.kind) != id)
            continue;
        found = true;
        Binding out;
        out.form = &form;
        if (node.isScalar()) {
            if (node.text != "ok")
                c.error(node, "simulator-unknown-action", {{"name", node.text}});
        } else {
            Keys keys(c, node, command->name + ' ' + id);
            if (const Node *list = keys.get("require"))
                checks(c, *list, out);
            if (const Node *code = keys.get("cloud"))
                out.needsCloud = readString(c, *code, "cloud", out.cloud);
            if (const Node *map = keys.get("store"))
                stored(c, *map, out);
            if (const Node *list = keys.get("clear"))
                for (const Node *item : list->isSequence() ? list->items : std::vector<const Node *>{list})
                    if (const int index = variable(c, *item, item->text); index >= 0)
                        out.cleared.push_back(index);
            if (const Node *list = keys.get("answer"))
                answers(c, *list, out);
            if (const Node *code = keys.get("unset"))
                out.hasUnset = readString(c, *code, "unset", out.unset);
            if (const Node *list = keys.get("text"))
                texts(c, *list, "text", out.text);
            keys.string("final", out.final);
            if (const Node *then = keys.get("then"))
                deed(c, *then, out);
        }
        auto &all = m_behaviour->m_bindings;
        const auto [it, added] = m_behaviour->m_byForm.emplace(&form, all.size());
        if (added)
            all.push_back(std::move(out));
        else
            all[it->second] = std::move(out);
    }
    if (!found) {
        std::vector<std::string_view> ids;
        for (const Form &form : command->forms)
            ids.push_back(form.id);
        c.error(node, "simulator-unknown-form", {{"name", command->name}, {"form", id}, {"known", catalog::reader::joined(ids)}});
    }
}

void BehaviourReader::checks(Context &c, const Node &node, Binding &out)
{
    for (const Node *item : node.isSequence() ? node.items : std::vector<const Node *>{&node}) {
        Keys keys(c, *item, "require");
        Check check;
        if (keys.need("that") != nullptr)
            expression(c, *std::find_if(item->entries.begin(), item->entries.end(),
                                        [](const auto &entry) { return entry.first->text == "that"; })->second,
                       "that", out.form, check.that);
        keys.needString("error", check.error);
        out.checks.push_back(std::move(check));
    }
}

// {variable: expression}, or names of parameters that are variables as well.
void BehaviourReader::stored(Context &c, const Node &node, Binding &out)
{
    if (node.isMap()) {
        Keys keys(c, node, "store");
        for (const auto &[key, value] : node.entries) {
            if (keys.get(key->text) == nullptr)
                continue;
            Assignment assignment;
            assignment.variable = variable(c, *key, key->text);
            expression(c, *value, key->text, out.form, assignment.value);
            if (assignment.variable >= 0)
                out.stored.push_back(std::move(assignment));
        }
        return;
    }
    for (const Node *item : node.isSequence() ? node.items : std::vector<const Node *>{&node}) {
        Assignment assignment;
        assignment.variable = variable(c, *item, item->text);
        Node named = *item;
        named.text = "cmd." + item->text;
        expression(c, named, "store", out.form, assignment.value);
        if (assignment.variable >= 0)
            out.stored.push_back(std::move(assignment));
    }
}

void BehaviourReader::answers(Context &c, const Node &node, Binding &out)
{
    for (const Node *item : node.isSequence() ? node.items : std::vector<const Node *>{&node})
        answerLine(c, *item, out);
}

// {field: expression, …}; `when` and `shape` (from 1) may stand beside `fields` in the long form.
void BehaviourReader::answerLine(Context &c, const Node &node, Binding &out)
{
    AnswerLine line;
    const Node *fields = &node;
    int shape = 1;
    const bool longForm =
        std::any_of(node.entries.begin(), node.entries.end(), [](const auto &e) { return e.first->text == "fields"; });
    const int most = static_cast<int>(out.form->answer.lines.size());
    if (most == 0) {
        c.error(node, "simulator-no-answer", {{"form", out.form->id}});
        return;
    }
    if (longForm) {
        Keys keys(c, node, "answer");
        expression(keys, "when", out.form, line.when);
        keys.integer("shape", 1, most, shape);
        fields = keys.get("fields");
    }
    line.shape = shape - 1;
    const catalog::LineShape &declared = out.form->answer.lines[static_cast<std::size_t>(line.shape)];
    Keys keys(c, *fields, "fields");
    for (const catalog::Parameter &field : declared.fields) {
        AnswerField value;
        value.name = field.name;
        const auto entry = std::find_if(fields->entries.begin(), fields->entries.end(),
                                        [&](const auto &e) { return e.first->text == field.name; });
        if (entry != fields->entries.end() && keys.get(field.name) != nullptr) {
            if (entry->second->isMap()) {
                Keys inner(c, *entry->second, field.name);
                expression(inner, "value", out.form, value.value);
                inner.boolean("quoted", value.quoted);
            } else {
                expression(c, *entry->second, field.name, out.form, value.value);
            }
        }
        line.fields.push_back(std::move(value));
    }
    out.answer.push_back(std::move(line));
}

// reboot, power-off, or {do: reboot, when: …}
void BehaviourReader::deed(Context &c, const Node &node, Binding &out)
{
    const auto word = [&](const Node &at) {
        if (at.text == "reboot")
            out.deed = Deed::Reboot;
        else if (at.text == "power-off")
            out.deed = Deed::PowerOff;
        else
            c.error(at, "simulator-unknown-action", {{"name", at.text}});
    };
    if (node.isScalar()) {
        word(node);
        return;
    }
    Keys keys(c, node, "then");
    if (const Node *what = keys.need("do"))
        word(*what);
    expression(keys, "when", out.form, out.deedWhen);
}

void BehaviourReader::expression(Keys &keys, std::string_view key, const Form *form, catalog::Expr &out)
{
    if (const Node *node = keys.get(key))
        expression(keys.context(), *node, key, form, out);
}

void BehaviourReader::expression(Context &c, const Node &node, std::string_view key, const Form *form, catalog::Expr &out)
{
    if (!readExpr(c, node, key, out))
        return;
    const ModuleSymbols symbols(m_catalog->model(), m_behaviour->m_variables, form);
    auto parsed = expr::Expression::parse(out.source, symbols);
    if (parsed) {
        out.compiled = std::move(parsed).value();
        return;
    }
    const base::Error &error = parsed.error();
    c.errorInside(node, static_cast<std::size_t>(std::max(error.place.column - 1, 0)), error.message.code.c_str(),
                  error.message.args);
}

int BehaviourReader::variable(Context &c, const Node &node, std::string_view name)
{
    const int index = m_behaviour->variable(name);
    if (index < 0)
        c.error(node, "simulator-unknown-variable", {{"name", std::string(name)}});
    return index;
}

void BehaviourReader::texts(Context &c, const Node &node, std::string_view key, std::vector<std::string> &out)
{
    for (const Node *item : node.isSequence() ? node.items : std::vector<const Node *>{&node}) {
        std::string text;
        if (!readString(c, *item, key, text))
            continue;
        for (std::size_t open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1)) {
            const std::size_t close = text.find('}', open);
            const std::string name = text.substr(open + 1, close == std::string::npos ? close : close - open - 1);
            if (close == std::string::npos || (name != "module" && m_behaviour->variable(name) < 0))
                c.errorInside(*item, open, "simulator-unknown-variable", {{"name", name}});
        }
        out.push_back(std::move(text));
    }
}

} // namespace atscope::simulator
