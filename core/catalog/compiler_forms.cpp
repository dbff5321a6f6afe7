// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/base/text.h"
#include "core/catalog/compiler_parts.h"

namespace atscope::catalog::reader {

using yaml::Node;

namespace {

void readFixes(Context &c, const Node &node, const char *what, std::vector<Fix> &out)
{
    out.clear();
    Keys each(c, node, what);
    for (const auto &[name, value] : node.entries) {
        if (!name->isScalar() || each.get(name->text) == nullptr)
            continue;
        out.emplace_back();
        readName(c, *name, NameKind::Parameter, out.back().parameter);
        readExpr(c, *value, name->text, out.back().value);
    }
}

// `known`: a rule of that code is changed, its other keys stay.
void readRule(Context &c, const Node &node, Rule &out, bool known)
{
    Keys keys(c, node, "rules");
    keys.needName("code", NameKind::RuleCode, out.code);
    keys.expr("when", out.when);
    if (const Node *require = known ? keys.get("require") : keys.need("require"))
        readExpr(c, *require, "require", out.require);
    keys.name("at", NameKind::Parameter, out.at);
    keys.names("also", NameKind::Parameter, out.also);
    keys.choice<Severity>("severity", {{"error", Severity::Error}, {"warning", Severity::Warning}}, out.severity);
    if (const Node *text = known ? keys.get("text") : keys.need("text"))
        readText(c, *text, "text", out.text);
    if (const Node *fix = keys.get("fix"))
        readFixes(c, *fix, "fix", out.fixes);
    keys.fresh("fixes", out.remedies);
    keys.list("fixes", [&](const Node &item) {
        Remedy &remedy = out.remedies.emplace_back();
        Keys each(c, item, "fixes");
        if (const Node *title = each.need("title"))
            readText(c, *title, "title", remedy.title);
        if (const Node *set = each.need("set"))
            readFixes(c, *set, "set", remedy.fixes);
    });
    keys.string("manual", out.manual);
}

void readHazard(Context &c, const Node &node, Hazard &out)
{
    Keys keys(c, node, "dangers");
    keys.choice<Danger>("danger", {{"destructive", Danger::Destructive}, {"costly", Danger::Costly}}, out.kind);
    keys.expr("when", out.when);
    if (const Node *text = keys.need("text"))
        readText(c, *text, "text", out.text);
}

// danger, danger-text and danger-when are the one that most forms have, `dangers` a list of them.
void readHazards(Context &c, Keys &keys, Form &out)
{
    if (keys.has("danger") || keys.has("danger-text") || keys.has("danger-when")) {
        Hazard one;
        one.kind = Danger::None;
        keys.choice<Danger>("danger", {{"destructive", Danger::Destructive}, {"costly", Danger::Costly}}, one.kind);
        keys.text("danger-text", one.text);
        keys.expr("danger-when", one.when);
        if (keys.valid() && ((one.kind == Danger::None) != one.text.empty() || one.kind == Danger::None))
            c.error(keys.node(), "catalog-danger-text", {});
        out.hazards = {std::move(one)};
        keys.refuse("dangers", "catalog-key-besides", {{"other", "danger"}});
    } else {
        for (const char *key : {"danger", "danger-text", "danger-when"})
            (void)keys.get(key); // known, for the complaint about a misspelt one
        keys.fresh("dangers", out.hazards);
        keys.list("dangers", [&](const Node &item) { readHazard(c, item, out.hazards.emplace_back()); });
    }
    out.danger = Danger::None;
    out.dangerText = {};
    for (const Hazard &hazard : out.hazards) {
        if (hazard.kind <= out.danger)
            continue;
        out.danger = hazard.kind;
        out.dangerText = hazard.text;
    }
}

void readGroup(Context &c, const Node &node, Group &out)
{
    Keys keys(c, node, "groups");
    int kinds = 0;
    static constexpr std::pair<const char *, GroupKind> Kinds[] = {
        {"all-or-none", GroupKind::AllOrNone}, {"at-least-one", GroupKind::AtLeastOne}, {"at-most-one", GroupKind::AtMostOne}};
    for (const auto &[key, kind] : Kinds) {
        std::vector<std::string> names;
        keys.names(key, NameKind::Parameter, names);
        if (names.empty())
            continue;
        ++kinds;
        out.kind = kind;
        out.parameters = std::move(names);
    }
    if (keys.valid() && (kinds != 1 || out.parameters.size() < 2))
        c.error(node, "catalog-bad-group", {});
}

void readRequirement(Context &c, const Node &node, Requirement &out)
{
    Keys keys(c, node, "requires");
    if (const Node *that = keys.need("that"))
        readExpr(c, *that, "that", out.that);
    keys.string("error", out.errorCode);
    if (const Node *text = keys.need("text"))
        readText(c, *text, "text", out.text);
    keys.string("fix", out.fix);
    keys.string("manual", out.manual);
}

void readCompletion(Context &c, const Node &node, Completion &out)
{
    out = {};
    Keys keys(c, node, "completion");
    keys.choice<CompletionMode>(
        "mode", {{"any", CompletionMode::AnyOf}, {"all", CompletionMode::AllOf}, {"in-order", CompletionMode::InOrder}},
        out.mode);
    keys.expr("when", out.when);
    keys.expr("deadline", out.deadline);
    keys.list("steps", [&](const Node &item) {
        out.steps.emplace_back();
        CompletionStep &step = out.steps.back();
        Keys each(c, item, "steps");
        if (each.has("final")) {
            each.needString("final", step.urc);
            each.refuse("urc", "catalog-key-besides", {{"other", "final"}});
        } else {
            each.needName("urc", NameKind::Urc, step.urc);
            (void)each.get("final");
        }
        each.expr("when", step.when);
        each.boolean("progress", step.progress);
        if (step.progress)
            for (const char *other : {"optional", "failure"}) // it ends nothing
                each.refuse(other, "catalog-key-besides", {{"other", "progress"}});
        each.boolean("optional", step.optional);
        each.boolean("failure", step.failure);
        each.text("meaning", step.meaning);
    });
    if (keys.valid() &&
        std::none_of(out.steps.begin(), out.steps.end(), [](const CompletionStep &step) { return !step.failure && !step.progress; }))
        c.error(node, "catalog-missing-key", {{"key", "steps"}, {"in", "completion"}});
}

void readSelect(Context &c, const Node &node, Form &out)
{
    Keys keys(c, node, "select");
    if (const Node *parameter = keys.need("parameter")) {
        // A position, or the parameter's name.
        const auto it = std::find_if(out.parameters.begin(), out.parameters.end(),
                                     [&](const Parameter &p) { return parameter->isScalar() && p.name == parameter->text; });
        if (it != out.parameters.end())
            out.selectParameter = static_cast<int>(it - out.parameters.begin());
        else
            readInteger(c, *parameter, "parameter", 0, 63, out.selectParameter);
        if (out.selectParameter >= static_cast<int>(out.parameters.size()))
            c.error(*parameter, "catalog-unknown-parameter", {{"name", parameter->text}});
    }
    keys.strings("values", out.selectValues);
    if (keys.valid() && out.selectValues.empty())
        c.error(node, "catalog-missing-key", {{"key", "values"}, {"in", "select"}});
}

const char *formWord(FormKind kind)
{
    switch (kind) {
    case FormKind::Test: return "test";
    case FormKind::Read: return "read";
    case FormKind::Set: return "set";
    case FormKind::Execute: return "execute";
    }
    return "execute";
}

void checkParameters(Context &c, const Node &node, const Form &form)
{
    for (std::size_t i = 0; i + 1 < form.parameters.size(); ++i)
        if (form.parameters[i].type.kind == TypeKind::Rest)
            c.error(node, "catalog-rest-not-last", {{"name", form.parameters[i].name}});
}

// Of a form, before it is read: its id, or its kind. Empty: there is none.
std::string idIn(const Node &node)
{
    std::string found;
    for (const auto &[key, value] : node.entries)
        if (key->isScalar() && value->isScalar() && (key->text == "id" || (key->text == "form" && found.empty())))
            found = value->text;
    return found;
}

void readForm(Context &c, const Node &node, const Command &command, Form &out)
{
    Keys keys(c, node, "forms");
    out.line = node.line;
    if (const Node *kind = keys.need("form"); kind != nullptr) {
        std::string word;
        if (readString(c, *kind, "form", word)) {
            if (word == "test")
                out.kind = FormKind::Test;
            else if (word == "read")
                out.kind = FormKind::Read;
            else if (word == "set")
                out.kind = FormKind::Set;
            else if (word == "execute")
                out.kind = FormKind::Execute;
            else
                c.error(*kind, "catalog-bad-choice", {{"key", "form"}, {"value", word}, {"choices", "test, read, set, execute"}});
        }
    }
    out.id = formWord(out.kind);
    if (const Node *id = keys.get("id")) {
        const std::string kind = out.id;
        if (readString(c, *id, "id", out.id) && out.id != kind && out.id.rfind(kind + ":", 0) != 0)
            c.error(*id, "catalog-bad-form-id", {{"id", out.id}, {"form", kind}});
    }
    for (const Form &other : command.forms) // an extended command has it already, and it is laid over
        if (!c.extending() && &other != &out && other.id == out.id)
            c.error(node, "catalog-double-form", {{"id", out.id}, {"line", base::fromInteger(other.line)}});
    keys.text("title", out.title);
    readParameters(keys, "params", out.parameters);
    checkParameters(c, node, out);
    if (const Node *select = keys.get("select"))
        readSelect(c, *select, out);
    keys.names("modules", NameKind::Module, out.modules);
    keys.string("role", out.role);
    keys.fresh("groups", out.groups);
    keys.list("groups", [&](const Node &item) { readGroup(c, item, out.groups.emplace_back()); });
    std::vector<std::string> codes; // of this list
    keys.list("rules", [&](const Node &item) {
        Rule rule;
        auto old = out.rules.end();
        if (c.extending()) {
            for (const auto &entry : item.entries) // no structured binding: clang 14 does not let a lambda have one
                if (entry.first->isScalar() && entry.first->text == "code")
                    old = std::find_if(out.rules.begin(), out.rules.end(), [&](const Rule &r) { return r.code == entry.second->text; });
            if (old != out.rules.end())
                rule = *old;
        }
        readRule(c, item, rule, old != out.rules.end());
        if (std::find(codes.begin(), codes.end(), rule.code) != codes.end())
            c.error(item, "catalog-double-rule", {{"code", rule.code}});
        codes.push_back(rule.code);
        if (old != out.rules.end())
            *old = std::move(rule);
        else
            out.rules.push_back(std::move(rule));
    });
    keys.fresh("requires", out.requirements);
    keys.list("requires", [&](const Node &item) { readRequirement(c, item, out.requirements.emplace_back()); });
    readEffects(keys, out.effects);
    keys.expr("timeout", out.timeout);
    if (const Node *answer = keys.get("answer"))
        readAnswer(c, *answer, out.answer);
    if (const Node *prompt = keys.get("prompt")) {
        out.prompt = {};
        Keys each(c, *prompt, "prompt");
        each.needString("text", out.prompt.text);
        each.name("count", NameKind::Parameter, out.prompt.countParameter);
        each.string("end", out.prompt.end);
        each.millis("timeout", out.prompt.timeout);
        if (each.valid() && out.prompt.countParameter.empty() && out.prompt.end.empty())
            c.error(*prompt, "catalog-prompt-without-end", {});
    }
    if (const Node *completion = keys.get("completion"))
        readCompletion(c, *completion, out.completion);
    readHazards(c, keys, out);
    readSamples(keys, out.samples);
    keys.string("manual", out.manual);
    const bool trivial = out.parameters.empty() && (out.answer.kind == AnswerKind::None || out.answer.kind == AnswerKind::Text);
    if (c.shipped() && keys.valid() && !trivial && out.samples.empty())
        c.warning(node, "catalog-without-sample", {{"name", command.name + " " + out.id}});
}

} // namespace

void readCommand(Context &c, const Node &node, const Family &family, Command &out)
{
    Keys keys(c, node, "commands");
    const Extension extension(c, keys, "commands");
    extension.begin(family, &Family::commands, out);
    out.line = node.line;
    out.column = node.column;
    keys.needName("name", NameKind::Command, out.name);
    extension.title(out.title);
    keys.text("help", out.help);
    keys.string("group", out.group);
    keys.boolean("kept", out.kept);
    keys.string("manual", out.manual);
    keys.names("aliases", NameKind::Command, out.aliases);
    keys.names("misprints", NameKind::Command, out.misprints);
    keys.name("errors", NameKind::Family, out.errors);
    keys.names("modules", NameKind::Module, out.modules);
    keys.fresh("notes", out.notes);
    keys.list("notes", [&](const Node &item) { readText(c, item, "notes", out.notes.emplace_back()); });
    std::vector<std::string> ids; // of this list
    keys.list("forms", [&](const Node &item) {
        // Read on its own: the form looks at those before it.
        Form form;
        auto old = out.forms.end();
        if (c.extending())
            old = std::find_if(out.forms.begin(), out.forms.end(), [&](const Form &f) { return f.id == idIn(item); });
        if (old != out.forms.end())
            form = *old;
        readForm(c, item, out, form);
        if (c.extending() && std::find(ids.begin(), ids.end(), form.id) != ids.end())
            c.error(item, "catalog-double-form", {{"id", form.id}, {"line", base::fromInteger(item.line)}});
        ids.push_back(form.id);
        if (old != out.forms.end())
            *old = std::move(form);
        else
            out.forms.push_back(std::move(form));
    });
    if (keys.valid() && out.forms.empty() && !extension.active()) // who extends nothing has been told
        c.error(node, "catalog-missing-key", {{"key", "forms"}, {"in", "commands"}});
}

} // namespace atscope::catalog::reader
