// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/base/text.h"
#include "core/catalog/compiler_parts.h"
#include "core/expr/pattern.h"

namespace atscope::catalog::reader {

using yaml::Node;

namespace {

constexpr double UsualSilence = 2000; // ms, where an expression says the rest

int fieldIndex(const std::vector<Parameter> &fields, std::string_view name)
{
    const auto it = std::find_if(fields.begin(), fields.end(), [&](const Parameter &field) { return field.name == name; });
    return it == fields.end() ? -1 : static_cast<int>(it - fields.begin());
}

void unknownField(Context &c, const Node &at, const std::string &name, const std::vector<Parameter> &fields)
{
    std::vector<std::string_view> all;
    for (const Parameter &field : fields)
        all.push_back(field.name);
    c.error(at, "catalog-unknown-field", {{"name", name}, {"known", joined(all)}});
}

void readCounted(Context &c, const Node &node, const std::vector<Parameter> &fields, Counted &out)
{
    out = {};
    Keys keys(c, node, "counted");
    out.present = true;
    if (const Node *count = keys.get("count")) {
        std::string name;
        if (readString(c, *count, "count", name)) {
            out.countField = fieldIndex(fields, name);
            if (out.countField < 0)
                unknownField(c, *count, name, fields);
        }
    }
    keys.choice<Place>("place", {{"same", Place::SameLine}, {"next", Place::NextLine}}, out.place);
    keys.choice<Unit>("unit",
                      {{"bytes", Unit::Bytes},
                       {"hex-digits", Unit::HexDigits},
                       {"either", Unit::Either},
                       {"http", Unit::Http},
                       {"line", Unit::Line}},
                      out.unit);
    keys.string("after", out.dataAfter);
    keys.integer("fields-after", 0, 64, out.fieldsAfter);
    keys.integer("field-count", 1, 64, out.fieldCount);
    if (const Node *match = keys.get("match"))
        readMatch(c, *match, fields, out.match);
    readSilence(keys, out.silence, out.silenceAtLeast);
    keys.choice<bool>("event", {{"payload", true}, {"own-field", false}}, out.ownEvent);
    if (const Node *secret = keys.get("secret")) {
        readSecret(c, *secret, out.secret);
        if (!out.ownEvent)
            c.error(*secret, "catalog-key-besides", {{"key", "secret"}, {"other", "event: own-field"}});
        if (out.secret.when.present())
            c.error(*secret, "catalog-key-besides", {{"key", "when"}, {"other", "counted"}});
    }
    if (out.place == Place::SameLine && out.dataAfter.empty())
        out.dataAfter = ",";
    if (node.isMap() && !out.ownEvent && fields.empty())
        c.error(node, "catalog-counted-without-field", {});
}

// A pattern whose groups are the fields has as many of them. `must`: else it may also have none.
void needGroups(Context &c, const Node &node, const std::string &pattern, std::size_t fields, bool must)
{
    const auto compiled = expr::Pattern::compile(pattern);
    if (!compiled)
        return;
    const auto groups = static_cast<std::size_t>(compiled->groups());
    if (groups != fields && (must || groups != 0))
        c.error(node, "catalog-groups",
                {{"groups", base::fromInteger(static_cast<std::int64_t>(groups))},
                 {"fields", base::fromInteger(static_cast<std::int64_t>(fields))}});
}

void checkShape(Context &c, const Node &node, const LineShape &shape)
{
    if (shape.exact && !shape.fields.empty())
        c.error(node, "catalog-exact-with-fields", {{"name", shape.prefix}});
}

// pattern: for lines without a prefix. A URC may have it, too: its name is then a name only.
void readBarePattern(Keys &keys, LineShape &out)
{
    if (const Node *node = keys.get("pattern"); node != nullptr && readPattern(keys.context(), *node, "pattern", out.pattern)) {
        needGroups(keys.context(), *node, out.pattern, out.fields.size(), false);
        if (out.counted.present)
            keys.context().error(*node, "catalog-key-besides", {{"key", "pattern"}, {"other", "counted"}});
    }
}

} // namespace

void readSilence(Keys &keys, double &fixed, Expr &atLeast)
{
    const Node *node = keys.get("silence");
    if (node == nullptr)
        return;
    if (!node->isScalar() || isMillis(*node))
        readMillis(keys.context(), *node, "silence", fixed);
    else if (readExpr(keys.context(), *node, "silence", atLeast) && fixed <= 0)
        fixed = UsualSilence;
}

void readMatch(Context &c, const Node &node, const std::vector<Parameter> &fields, std::vector<FieldMatch> &out)
{
    out.clear();
    Keys names(c, node, "match");
    for (const auto &entry : node.entries) {
        const auto &name = entry.first; // no structured binding: clang 14 does not let a lambda have one
        const auto &value = entry.second;
        if (!name->isScalar() || names.get(name->text) == nullptr)
            continue;
        FieldMatch match;
        match.field = fieldIndex(fields, name->text);
        if (match.field < 0)
            unknownField(c, *name, name->text, fields);
        const auto read = [&](const Node &item) {
            std::string text;
            if (!readString(c, item, name->text, text))
                return;
            std::vector<Range> range;
            if (text.find("..") != std::string::npos && readRanges(c, item, range))
                match.ranges.push_back(range.front());
            else
                match.texts.push_back(std::move(text));
        };
        if (value->isSequence())
            for (const Node *item : value->items)
                read(*item);
        else
            read(*value);
        out.push_back(std::move(match));
    }
}

void readShapeKeys(Keys &keys, LineShape &out)
{
    Context &c = keys.context();
    readParameters(keys, "fields", out.fields);
    keys.boolean("exact", out.exact);
    keys.names("aliases", NameKind::Prefix, out.aliases);
    if (const Node *node = keys.get("fields-pattern"); node != nullptr && readPattern(c, *node, "fields-pattern", out.fieldsPattern))
        needGroups(c, *node, out.fieldsPattern, out.fields.size(), true);
    if (const Node *node = keys.get("match"))
        readMatch(c, *node, out.fields, out.match);
    if (const Node *counted = keys.get("counted"))
        readCounted(c, *counted, out.fields, out.counted);
}

void readShape(Context &c, const Node &node, const std::string *prefix, LineShape &out)
{
    Keys keys(c, node, prefix != nullptr ? "shapes" : "answer");
    if (prefix != nullptr) {
        out.prefix = *prefix;
    } else {
        keys.name("prefix", NameKind::Prefix, out.prefix);
        keys.boolean("repeated", out.repeated);
        keys.boolean("optional", out.optional);
    }
    readShapeKeys(keys, out);
    readBarePattern(keys, out);
    if (prefix == nullptr && keys.valid()) {
        if (!out.prefix.empty() && !out.pattern.empty())
            c.error(node, "catalog-prefix-and-pattern", {{"name", out.prefix}});
        // A bare line is one field at most, unless it is a list of them ("a,b,c" without a prefix).
        if (out.prefix.empty() && out.pattern.empty() && out.fields.empty())
            c.error(node, "catalog-missing-key", {{"key", "prefix"}, {"in", "answer"}});
    }
    checkShape(c, node, out);
}

void readAnswer(Context &c, const Node &node, Answer &out)
{
    out = {};
    const auto readLines = [&](const Node &item) {
        out.lines.emplace_back();
        readShape(c, item, nullptr, out.lines.back());
    };
    if (node.isScalar()) {
        if (node.text == "none")
            out.kind = AnswerKind::None;
        else
            c.error(node, "catalog-bad-choice", {{"key", "answer"}, {"value", node.text}, {"choices", "none"}});
        return;
    }
    if (node.isSequence()) {
        out.kind = AnswerKind::Lines;
        for (const Node *item : node.items)
            readLines(*item);
        if (node.items.empty())
            c.error(node, "catalog-empty-value", {{"key", "answer"}});
        return;
    }
    Keys keys(c, node, "answer");
    if (!keys.valid())
        return;
    out.kind = AnswerKind::Lines;
    keys.choice<AnswerKind>(
        "kind",
        {{"none", AnswerKind::None}, {"lines", AnswerKind::Lines}, {"http", AnswerKind::Http}, {"text", AnswerKind::Text}},
        out.kind);
    keys.list("lines", readLines);
    keys.choice<FinalRule>(
        "final", {{"required", FinalRule::Required}, {"optional", FinalRule::Optional}, {"none", FinalRule::None}}, out.final);
    readSilence(keys, out.silence, out.silenceAtLeast);
    keys.strings("finals", out.finals);
    keys.strings("failures", out.failures);
    keys.boolean("ok-is-not-final", out.okIsNotFinal);
    if (out.kind == AnswerKind::None && !out.lines.empty())
        c.error(node, "catalog-lines-without-answer", {});
    if (out.okIsNotFinal && out.finals.empty())
        c.error(node, "catalog-missing-key", {{"key", "finals"}, {"in", "answer"}});
}

namespace {

// What an effect does: exactly one of these keys says it.
void readDeed(Keys &keys, Effect &out)
{
    static constexpr std::pair<const char *, EffectDo> Deeds[] = {{"value", EffectDo::Set},      {"add", EffectDo::Add},
                                                                  {"remove", EffectDo::Remove},  {"clear", EffectDo::Clear},
                                                                  {"forget", EffectDo::Forget},  {"platform-of", EffectDo::Platform},
                                                                  {"dialect", EffectDo::Dialect}};
    Context &c = keys.context();
    int deeds = 0;
    for (const auto &[key, what] : Deeds) {
        const Node *node = keys.get(key);
        if (node == nullptr)
            continue;
        ++deeds;
        out.what = what;
        if (what == EffectDo::Dialect)
            readString(c, *node, key, out.dialect);
        else if (what != EffectDo::Clear && what != EffectDo::Forget)
            readExpr(c, *node, key, out.value);
        else if (!node->isScalar() || node->text != "true")
            c.error(*node, "catalog-bad-choice", {{"key", key}, {"value", node->text}, {"choices", "true"}});
    }
    if (deeds != 1 && keys.valid())
        c.error(keys.node(), "catalog-effect-deed", {});
    keys.expr("key", out.key);
    if (out.key.present() && out.what != EffectDo::Set)
        c.error(keys.node(), "catalog-key-needs", {{"key", "key"}, {"other", "value"}});
    keys.text("reason", out.reason);
    if (out.what == EffectDo::Dialect) {
        if (out.reason.empty() && keys.valid())
            c.error(keys.node(), "catalog-missing-key", {{"key", "reason"}, {"in", "effects"}});
        keys.refuse("fact", "catalog-key-besides", {{"other", "dialect"}});
    } else {
        keys.needName("fact", NameKind::Fact, out.fact);
    }
}

} // namespace

void readEffects(Keys &keys, std::vector<Effect> &out)
{
    keys.fresh("effects", out);
    keys.list("effects", [&](const Node &item) {
        out.emplace_back();
        Effect &effect = out.back();
        Keys each(keys.context(), item, "effects");
        each.choice<EffectOn>("on",
                              {{"sent", EffectOn::Sent},
                               {"ok", EffectOn::Ok},
                               {"error", EffectOn::Error},
                               {"answer", EffectOn::Answer},
                               {"completion", EffectOn::Completion},
                               {"failure", EffectOn::Failure},
                               {"urc", EffectOn::Urc}},
                              effect.on);
        each.expr("when", effect.when);
        readDeed(each, effect);
    });
}

void readSamples(Keys &keys, std::vector<Sample> &out)
{
    keys.fresh("samples", out);
    keys.list("samples", [&](const Node &item) {
        Context &c = keys.context();
        out.emplace_back();
        Sample &sample = out.back();
        sample.line = item.line;
        Keys each(c, item, "samples");
        int kinds = 0;
        static constexpr std::pair<const char *, SampleKind> Kinds[] = {
            {"line", SampleKind::Line}, {"answer", SampleKind::Answer}, {"urc", SampleKind::Urc}};
        for (const auto &[key, kind] : Kinds) {
            const Node *text = each.get(key);
            if (text == nullptr)
                continue;
            ++kinds;
            sample.kind = kind;
            // An answer of several lines may be a list of them.
            if (text->isSequence()) {
                for (const Node *line : text->items) {
                    std::string one;
                    if (readString(c, *line, key, one))
                        sample.text += (sample.text.empty() ? "" : "\n") + one;
                }
            } else {
                readString(c, *text, key, sample.text);
            }
        }
        if (each.valid() && kinds != 1)
            c.error(item, "catalog-sample-kind", {});
        each.pairs("values", sample.values);
        each.strings("problems", sample.problems);
        each.string("suggestion", sample.suggestion);
        each.pairs("facts", sample.facts);
        each.string("dialect", sample.dialect);
        each.string("module", sample.module);
        each.string("manual", sample.manual);
    });
}

void readUrc(Context &c, const Node &node, const Family &family, Urc &out)
{
    Keys keys(c, node, "urcs");
    const Extension extension(c, keys, "urcs");
    extension.begin(family, &Family::urcs, out);
    out.line = node.line;
    out.column = node.column;
    keys.needName("name", NameKind::Urc, out.name);
    keys.choice<UrcKind>(
        "kind",
        {{"event", UrcKind::Event}, {"boot", UrcKind::Boot}, {"request", UrcKind::Request}, {"completion", UrcKind::Completion}},
        out.kind);
    extension.title(out.title);
    keys.text("help", out.help);
    keys.string("group", out.group);
    keys.boolean("glued", out.closesWithoutLineEnd);
    keys.string("role", out.role);
    keys.names("modules", NameKind::Module, out.modules);
    keys.string("manual", out.manual);
    if (const Node *shapes = keys.get("shapes")) {
        keys.refuse("fields", "catalog-key-besides", {{"other", "shapes"}});
        keys.refuse("counted", "catalog-key-besides", {{"other", "shapes"}});
        keys.refuse("exact", "catalog-key-besides", {{"other", "shapes"}});
        for (const char *key : {"pattern", "fields-pattern", "match"})
            keys.refuse(key, "catalog-key-besides", {{"other", "shapes"}});
        out.shapes.clear();
        std::vector<std::string> aliases;
        keys.names("aliases", NameKind::Prefix, aliases);
        if (!shapes->isSequence() || shapes->items.empty())
            c.error(*shapes, "catalog-wrong-type", {{"key", "shapes"}, {"expected", "list"}, {"found", "nothing"}});
        for (const Node *item : shapes->items) {
            out.shapes.emplace_back();
            readShape(c, *item, &out.name, out.shapes.back());
            auto &mine = out.shapes.back().aliases;
            mine.insert(mine.end(), aliases.begin(), aliases.end());
        }
    } else {
        if (out.shapes.empty())
            out.shapes.emplace_back();
        for (LineShape &shape : out.shapes)
            shape.prefix = out.name;
        // Of a URC with several shapes that is extended, these keys are of the first.
        readShapeKeys(keys, out.shapes.front());
        readBarePattern(keys, out.shapes.front());
        checkShape(c, node, out.shapes.front());
    }
    if (const Node *reply = keys.get("reply")) {
        out.reply = {};
        Keys each(c, *reply, "reply");
        each.needName("command", NameKind::Command, out.reply.command);
        each.pairs("agree", out.reply.agree);
        each.expr("within", out.reply.within);
        each.expr("when", out.reply.when);
    }
    readEffects(keys, out.effects);
    readSamples(keys, out.samples);
    if (c.shipped() && keys.valid() && out.samples.empty())
        c.warning(node, "catalog-without-sample", {{"name", out.name}});
}

} // namespace atscope::catalog::reader
