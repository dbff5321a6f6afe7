// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "core/base/text.h"
#include "core/catalog/compiler_parts.h"

namespace atscope::catalog::reader {

using yaml::Node;

namespace {

struct TypeName
{
    std::string_view name;
    TypeKind kind;
};

constexpr std::array<TypeName, 18> TypeNames{{
    {"integer", TypeKind::Integer},      {"float", TypeKind::Float},
    {"enum", TypeKind::Enumeration},     {"flags", TypeKind::Flags},
    {"string", TypeKind::String},        {"hex", TypeKind::Hex},
    {"host", TypeKind::Host},            {"host-port", TypeKind::HostPort},
    {"topic", TypeKind::Topic},          {"topic-filter", TypeKind::TopicFilter},
    {"date-time", TypeKind::DateTime},   {"json", TypeKind::Json},
    {"key-values", TypeKind::KeyValues}, {"records", TypeKind::Records},
    {"list", TypeKind::List},            {"bitmap", TypeKind::Bitmap},
    {"literal", TypeKind::Literal},      {"rest", TypeKind::Rest},
}};

std::string_view typeName(TypeKind kind)
{
    for (const TypeName &type : TypeNames)
        if (type.kind == kind)
            return type.name;
    return "string";
}

constexpr std::uint32_t bit(TypeKind kind)
{
    return 1u << static_cast<unsigned>(kind);
}

template<class... K>
constexpr std::uint32_t bits(K... kinds)
{
    return (bit(kinds) | ...);
}

using K = TypeKind;

// Which types a key fits.
struct KeyFit
{
    std::string_view key;
    std::uint32_t kinds;
};
constexpr std::uint32_t Quotable = ~bits(K::Flags);
constexpr std::uint32_t Sized = bits(K::String, K::Host, K::HostPort, K::Topic, K::TopicFilter, K::Json, K::KeyValues, K::Records,
                                     K::List, K::Bitmap, K::Rest);
constexpr std::array<KeyFit, 23> Fits{{
    {"range", bits(K::Integer, K::Float, K::Flags, K::Enumeration)},
    {"values", bits(K::Integer, K::Float, K::Enumeration, K::String, K::Hex, K::Flags)},
    {"bits", bits(K::Flags)},
    {"open", bits(K::Enumeration, K::Integer, K::Flags)},
    {"quoting", Quotable},
    {"escapes", bits(K::String, K::Json, K::Topic, K::TopicFilter, K::KeyValues, K::Records)},
    {"bare-quotes", bits(K::String, K::Json, K::KeyValues, K::Records)},
    {"bytes", Sized},
    {"chars", bits(K::String, K::Rest, K::Topic, K::TopicFilter, K::Host)},
    {"pattern", bits(K::String, K::Rest, K::Hex, K::Host, K::HostPort, K::Topic, K::TopicFilter, K::Bitmap)},
    {"digits", bits(K::Hex)},
    {"even", bits(K::Hex)},
    {"default-port", bits(K::HostPort)},
    {"format", bits(K::DateTime)},
    {"items", bits(K::KeyValues, K::Records, K::List)},
    {"separator", bits(K::KeyValues, K::Records, K::List)},
    {"item-separator", bits(K::KeyValues, K::Records)},
    {"separator-fact", bits(K::Records, K::List, K::KeyValues)},
    {"item-separator-fact", bits(K::Records)},
    {"literal", bits(K::Literal)},
    {"hex-when", bits(K::String, K::Rest, K::Json)},
    {"charset", bits(K::String, K::Hex, K::Rest)},
    {"charset-fact", bits(K::String, K::Hex, K::Rest)},
}};

constexpr int MaxItemDepth = 4;

void readValue(Context &c, const Node &node, ValueMeaning &out)
{
    if (node.isScalar()) {
        out.value = node.text;
        return;
    }
    Keys keys(c, node, "values");
    keys.needString("value", out.value);
    keys.text("text", out.text);
    keys.expr("when", out.when);
    if (!keys.has("when")) {
        keys.refuse("severity", "catalog-key-needs", {{"other", "when"}});
        keys.refuse("why", "catalog-key-needs", {{"other", "when"}});
    }
    Severity severity = Severity::Error;
    const bool said = keys.has("severity") && keys.has("when");
    keys.choice<Severity>("severity", {{"error", Severity::Error}, {"warning", Severity::Warning}}, severity);
    if (said)
        out.severity = severity;
    keys.text("why", out.why);
    keys.boolean("reserved", out.reserved);
}

void readValues(Context &c, const Node &node, std::vector<ValueMeaning> &all)
{
    std::vector<ValueMeaning> out;
    if (node.isMap()) {
        Keys keys(c, node, "values");
        for (const auto &[name, text] : node.entries) {
            if (!name->isScalar() || keys.get(name->text) == nullptr)
                continue;
            out.emplace_back();
            out.back().value = name->text;
            if (!text->isNull())
                readText(c, *text, name->text, out.back().text);
        }
    } else if (node.isSequence()) {
        for (const Node *item : node.items) {
            out.emplace_back();
            readValue(c, *item, out.back());
            // The same value twice is right only where conditions tell which one holds.
            const ValueMeaning &mine = out.back();
            for (std::size_t i = 0; i + 1 < out.size(); ++i)
                if (out[i].value == mine.value && !out[i].when.present() && !mine.when.present())
                    c.error(*item, "catalog-double-value", {{"value", mine.value}});
        }
    } else {
        c.error(node, "catalog-wrong-type", {{"key", "values"}, {"expected", "list"}, {"found", "text"}});
    }
    if ((node.isMap() || node.isSequence()) && out.empty())
        c.error(node, "catalog-empty-value", {{"key", "values"}});
    // Values of a parameter that is extended stay, but for those that are said anew.
    std::erase_if(all, [&](const ValueMeaning &old) {
        return !c.extending() || std::any_of(out.begin(), out.end(), [&](const ValueMeaning &mine) { return mine.value == old.value; });
    });
    all.insert(all.end(), std::make_move_iterator(out.begin()), std::make_move_iterator(out.end()));
}

void readBits(Context &c, const Node &node, std::vector<BitMeaning> &out)
{
    out.clear();
    Keys keys(c, node, "bits");
    for (const auto &[name, text] : node.entries) {
        if (!name->isScalar() || keys.get(name->text) == nullptr)
            continue;
        BitMeaning meaning;
        if (readInteger(c, *name, "bits", 0, 63, meaning.bit) && readText(c, *text, name->text, meaning.text))
            out.push_back(std::move(meaning));
    }
}

// The keys of a type, out of the map they stand in (a parameter, or a variant). `base` is the kind when `type` is left out.
void readType(Keys &keys, TypeKind base, TypeSpec &out, int depth)
{
    Context &c = keys.context();
    out.kind = base;
    if (const Node *node = keys.get("type")) {
        std::string name;
        if (readString(c, *node, "type", name)) {
            const auto it =
                std::find_if(TypeNames.begin(), TypeNames.end(), [&](const TypeName &type) { return type.name == name; });
            if (it != TypeNames.end()) {
                if (it->kind != base && c.extending())
                    out = {}; // nothing of the other type's fits
                out.kind = it->kind;
            } else {
                std::vector<std::string_view> all;
                for (const TypeName &type : TypeNames)
                    all.push_back(type.name);
                c.error(*node, "catalog-bad-choice", {{"key", "type"}, {"value", name}, {"choices", joined(all)}});
            }
        }
    }
    const std::string kind(typeName(out.kind));
    for (const KeyFit &fit : Fits)
        if ((fit.kinds & bit(out.kind)) == 0)
            keys.refuse(fit.key, "catalog-key-unfit", {{"type", kind}});

    if (const Node *node = keys.get("range"))
        readRanges(c, *node, out.ranges);
    if (const Node *node = keys.get("values"))
        readValues(c, *node, out.values);
    if (const Node *node = keys.get("bits"))
        readBits(c, *node, out.bits);
    keys.boolean("open", out.open);
    keys.choice<Quoting>("quoting",
                         {{"optional", Quoting::Optional}, {"required", Quoting::Required}, {"forbidden", Quoting::Forbidden}},
                         out.quoting);
    keys.boolean("escapes", out.escapes);
    keys.boolean("bare-quotes", out.bareQuotes);
    if (const Node *node = keys.get("bytes"))
        readBytesRange(c, *node, "bytes", out.minBytes, out.maxBytes);
    if (const Node *node = keys.get("digits"))
        readBytesRange(c, *node, "digits", out.minBytes, out.maxBytes);
    if (const Node *node = keys.get("chars"))
        readPattern(c, *node, "chars", out.chars, "[", "]");
    if (const Node *node = keys.get("pattern"))
        readPattern(c, *node, "pattern", out.pattern, "^(?:", ")$");
    keys.boolean("even", out.even);
    keys.integer("default-port", 1, 65535, out.defaultPort);
    keys.string("literal", out.literal);
    keys.string("format", out.format);
    readParameters(keys, "items", out.items, depth + 1);
    keys.string("separator", out.separator);
    keys.string("item-separator", out.itemSeparator);
    keys.name("separator-fact", NameKind::Fact, out.separatorFact);
    keys.name("item-separator-fact", NameKind::Fact, out.itemSeparatorFact);
    keys.name("charset-fact", NameKind::Fact, out.charsetFact);
    if (const Node *node = keys.get("charset"); node != nullptr && readString(c, *node, "charset", out.charset)) {
        static constexpr std::array<std::string_view, 6> Charsets{"utf-8", "gb18030", "latin1", "gsm", "ucs2-hex", "hex"};
        if (std::find(Charsets.begin(), Charsets.end(), out.charset) == Charsets.end())
            c.error(*node, "catalog-bad-choice",
                    {{"key", "charset"}, {"value", out.charset}, {"choices", joined({Charsets.begin(), Charsets.end()})}});
    }
    std::vector<std::pair<std::string, std::string>> hexWhen;
    keys.pairs("hex-when", hexWhen);
    if (hexWhen.size() == 1) {
        out.hexParameter = hexWhen.front().first;
        out.hexValue = hexWhen.front().second;
    } else if (!hexWhen.empty()) {
        c.error(keys.node(), "catalog-one-pair", {{"key", "hex-when"}});
    }

    const Node &at = keys.node();
    const auto must = [&](bool there, const char *key) {
        if (!there)
            c.error(at, "catalog-missing-key", {{"key", key}, {"in", kind}});
    };
    switch (out.kind) {
    case K::Enumeration: must(!out.values.empty() || out.open, "values"); break;
    case K::Literal: must(!out.literal.empty(), "literal"); break;
    case K::DateTime: must(!out.format.empty(), "format"); break;
    case K::Records:
        must(!out.items.empty(), "items");
        if (out.itemSeparator.empty())
            out.itemSeparator = ",";
        break;
    case K::KeyValues:
        if (out.itemSeparator.empty())
            out.itemSeparator = "=";
        break;
    case K::List:
        if (out.items.size() > 1)
            c.error(at, "catalog-list-items", {});
        break;
    default: break;
    }
    if ((bits(K::Records, K::KeyValues, K::List) & bit(out.kind)) != 0 && out.separator.empty())
        out.separator = ";";
}

} // namespace

void readSecret(Context &c, const Node &node, Secret &out)
{
    if (node.isScalar()) {
        if (node.text == "true" || node.text == "false")
            out.always = node.text == "true";
        else
            c.error(node, "catalog-wrong-type", {{"key", "secret"}, {"expected", "boolean"}, {"found", "text"}});
        return;
    }
    Keys keys(c, node, "secret");
    keys.expr("when", out.when);
    if (const Node *part = keys.get("part")) {
        if (readPattern(c, *part, "part", out.part) && out.part.find('(') == std::string::npos)
            c.error(*part, "catalog-secret-without-group", {{"value", out.part}});
    }
    keys.strings("json-keys", out.jsonKeys);
    if (node.isMap() && !out.any())
        c.error(node, "catalog-empty-value", {{"key", "secret"}});
}

void readParameter(Context &c, const Node &node, Parameter &out, int depth)
{
    if (node.isScalar()) {
        readName(c, node, NameKind::Parameter, out.name);
        return;
    }
    if (depth > MaxItemDepth) {
        c.error(node, "catalog-too-deep", {{"limit", base::fromInteger(MaxItemDepth)}});
        return;
    }
    Keys keys(c, node, "parameter");
    keys.needName("name", NameKind::Parameter, out.name);
    keys.text("title", out.title);
    keys.text("help", out.help);
    keys.boolean("optional", out.optional);
    keys.expr("required-when", out.required);
    keys.text("required-text", out.requiredText);
    keys.expr("forbidden-when", out.forbidden);
    keys.text("forbidden-text", out.forbiddenText);
    keys.expr("propose", out.propose);
    keys.strings("aliases", out.aliases);
    keys.string("default", out.defaultValue);
    keys.text("default-text", out.defaultText);
    keys.string("fixed", out.fixed);
    keys.string("unit", out.unit);
    keys.string("role", out.role);
    if (const Node *secret = keys.get("secret")) {
        out.secret = {};
        readSecret(c, *secret, out.secret);
    }
    readType(keys, out.type.kind, out.type, depth); // a new one is a string
    keys.fresh("variants", out.variants);
    keys.list("variants", [&](const Node &item) { // behind the type: a variant without `type` has the same
        Keys variant(c, item, "variants");
        out.variants.emplace_back();
        if (const Node *when = variant.need("when"))
            readExpr(c, *when, "when", out.variants.back().when);
        readType(variant, out.type.kind, out.variants.back().type, depth);
    });
    if (out.required.present())
        out.optional = true; // a must only when …
}

void readParameters(Keys &keys, std::string_view key, std::vector<Parameter> &out, int depth)
{
    Context &c = keys.context();
    std::vector<std::string> names; // of this list
    keys.list(key, [&](const Node &item) {
        // One of the entry that is extended is changed in its place.
        std::string_view wanted = item.isScalar() ? std::string_view(item.text) : std::string_view();
        for (const auto &[name, value] : item.entries)
            if (name->isScalar() && name->text == "name" && value->isScalar())
                wanted = value->text;
        const auto old = c.extending() ? std::find_if(out.begin(), out.end(), [&](const Parameter &p) { return p.name == wanted; })
                                       : out.end();
        Parameter parameter;
        if (old != out.end())
            parameter = *old;
        readParameter(c, item, parameter, depth);
        if (!parameter.name.empty() && std::find(names.begin(), names.end(), parameter.name) != names.end())
            c.error(item, "catalog-double-parameter", {{"name", parameter.name}});
        names.push_back(parameter.name);
        if (old != out.end())
            *old = std::move(parameter);
        else
            out.push_back(std::move(parameter));
    });
}

} // namespace atscope::catalog::reader
