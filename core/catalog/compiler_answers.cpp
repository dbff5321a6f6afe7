// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/base/text.h"
#include "core/catalog/compiler_parts.h"

namespace atscope::catalog::reader {

using yaml::Node;

namespace {

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
    if (const Node *match = keys.get("match")) {
        Keys names(c, *match, "match");
        for (const auto &[name, value] : match->entries) {
            std::string text;
            if (!name->isScalar() || names.get(name->text) == nullptr || !readString(c, *value, name->text, text))
                continue;
            if (const int index = fieldIndex(fields, name->text); index >= 0)
                out.match.emplace_back(index, std::move(text));
            else
                unknownField(c, *name, name->text, fields);
        }
    }
    keys.millis("silence", out.silence);
    keys.choice<bool>("event", {{"payload", true}, {"own-field", false}}, out.ownEvent);
    if (out.place == Place::SameLine && out.dataAfter.empty())
        out.dataAfter = ",";
    if (node.isMap() && !out.ownEvent && fields.empty())
        c.error(node, "catalog-counted-without-field", {});
}

void checkShape(Context &c, const Node &node, const LineShape &shape)
{
    if (shape.exact && !shape.fields.empty())
        c.error(node, "catalog-exact-with-fields", {{"name", shape.prefix}});
}

} // namespace

void readShapeKeys(Keys &keys, LineShape &out)
{
    readParameters(keys, "fields", out.fields);
    keys.boolean("exact", out.exact);
    keys.names("aliases", NameKind::Prefix, out.aliases);
    if (const Node *counted = keys.get("counted"))
        readCounted(keys.context(), *counted, out.fields, out.counted);
}

void readShape(Context &c, const Node &node, const std::string *prefix, LineShape &out)
{
    Keys keys(c, node, prefix != nullptr ? "shapes" : "answer");
    if (prefix != nullptr) {
        out.prefix = *prefix;
    } else {
        keys.name("prefix", NameKind::Prefix, out.prefix);
        keys.pattern("pattern", out.pattern);
        keys.boolean("repeated", out.repeated);
        keys.boolean("optional", out.optional);
    }
    readShapeKeys(keys, out);
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
    keys.millis("silence", out.silence);
    keys.strings("finals", out.finals);
    keys.strings("failures", out.failures);
    keys.boolean("ok-is-not-final", out.okIsNotFinal);
    if (out.kind == AnswerKind::None && !out.lines.empty())
        c.error(node, "catalog-lines-without-answer", {});
    if (out.okIsNotFinal && out.finals.empty())
        c.error(node, "catalog-missing-key", {{"key", "finals"}, {"in", "answer"}});
}

void readEffects(Keys &keys, std::vector<Effect> &out)
{
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
        each.needName("fact", NameKind::Fact, effect.fact);
        if (const Node *value = each.need("value"))
            readExpr(keys.context(), *value, "value", effect.value);
    });
}

void readSamples(Keys &keys, std::vector<Sample> &out)
{
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
        each.string("module", sample.module);
        each.string("manual", sample.manual);
    });
}

void readUrc(Context &c, const Node &node, Urc &out)
{
    Keys keys(c, node, "urcs");
    out.line = node.line;
    out.column = node.column;
    keys.needName("name", NameKind::Urc, out.name);
    keys.choice<UrcKind>(
        "kind",
        {{"event", UrcKind::Event}, {"boot", UrcKind::Boot}, {"request", UrcKind::Request}, {"completion", UrcKind::Completion}},
        out.kind);
    keys.needText("title", out.title);
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
        out.shapes.emplace_back();
        out.shapes.back().prefix = out.name;
        readShapeKeys(keys, out.shapes.back());
        checkShape(c, node, out.shapes.back());
    }
    if (const Node *reply = keys.get("reply")) {
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
