// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/base/text.h"
#include "core/catalog/compiler_parts.h"

// Objects that several lines make together, and the names of LwM2M objects.
namespace atscope::catalog::reader {

using yaml::Node;

namespace {

constexpr int MostId = 65'535;
constexpr std::string_view ValueTypes[] = {"string", "opaque", "integer", "float", "bool", "hex", "time", "objlink"};

bool isValueType(std::string_view name)
{
    return std::find(std::begin(ValueTypes), std::end(ValueTypes), name) != std::end(ValueTypes);
}

void needValueType(Context &c, const Node &node, std::string_view key, const std::string &value)
{
    if (!isValueType(value))
        c.error(node, "catalog-bad-choice",
                {{"key", std::string(key)}, {"value", value}, {"choices", joined({std::begin(ValueTypes), std::end(ValueTypes)})}});
}

void readPart(Context &c, const Node &node, ObjectKind kind, ObjectPart &out)
{
    Keys keys(c, node, "parts");
    keys.name("line", NameKind::Prefix, out.line);
    keys.name("sent", NameKind::Command, out.sent);
    keys.name("command", NameKind::Command, out.command);
    if (keys.valid() && out.line.empty() && out.sent.empty() && out.command.empty())
        c.error(node, "catalog-missing-key", {{"key", "line"}, {"in", "parts"}});
    if (!out.sent.empty() && (!out.line.empty() || !out.command.empty()))
        keys.refuse("sent", "catalog-key-besides", {{"other", out.line.empty() ? "command" : "line"}});
    out.role = kind == ObjectKind::Values ? PartRole::Value : PartRole::Body;
    keys.choice<PartRole>("is",
                          {{"status", PartRole::Status},
                           {"head", PartRole::Head},
                           {"body", PartRole::Body},
                           {"message", PartRole::Message},
                           {"value", PartRole::Value},
                           {"total", PartRole::Total},
                           {"loss", PartRole::Loss},
                           {"failure", PartRole::Failure},
                           {"close", PartRole::Close}},
                          out.role);
    keys.expr("when", out.when);
    keys.string("data", out.data);
    keys.string("length", out.length);
    keys.string("through", out.through);
    keys.string("number", out.number);
    keys.integer("first", 0, MostId, out.first);
    keys.boolean("down", out.down);
    keys.string("count", out.count);
    keys.string("size", out.size);
    keys.strings("path", out.path);
    keys.string("type", out.type);
    keys.pairs("types", out.types);
    for (const auto &[text, type] : out.types)
        needValueType(c, node, "types", type);
    keys.expr("last", out.last);
    out.starts = out.role == PartRole::Head || out.role == PartRole::Body || out.role == PartRole::Message
                 || out.role == PartRole::Value || out.role == PartRole::Total;
    keys.boolean("starts", out.starts);
    const bool carries = out.role == PartRole::Status || out.role == PartRole::Head || out.role == PartRole::Body
                         || out.role == PartRole::Message || out.role == PartRole::Value;
    if (keys.valid() && carries && out.data.empty())
        c.error(node, "catalog-missing-key", {{"key", "data"}, {"in", "parts"}});
}

} // namespace

void readObject(Context &c, const Node &node, ObjectShape &out)
{
    Keys keys(c, node, "objects");
    out.line = node.line;
    out.column = node.column;
    keys.needName("object", NameKind::Family, out.id);
    keys.needText("title", out.title);
    keys.text("help", out.help);
    keys.choice<ObjectKind>("kind", {{"http", ObjectKind::Http}, {"values", ObjectKind::Values}, {"data", ObjectKind::Data}}, out.kind);
    keys.strings("key", out.key);
    readSilence(keys, out.silence, out.silenceAtLeast);
    if (const Node *secret = keys.get("secret"))
        readSecret(c, *secret, out.secret);
    keys.strings("secret-headers", out.secretHeaders);
    keys.string("manual", out.manual);
    if (keys.valid() && !keys.has("parts"))
        c.error(node, "catalog-missing-key", {{"key", "parts"}, {"in", "objects"}});
    keys.list("parts", [&](const Node &item) { readPart(c, item, out.kind, out.parts.emplace_back()); });
}

void readNamedObject(Context &c, const Node &node, NamedObject &out)
{
    Keys keys(c, node, "named-objects");
    out.file = c.file();
    out.line = node.line;
    if (const Node *id = keys.need("object"))
        readInteger(c, *id, "object", 0, MostId, out.id);
    keys.needText("title", out.title);
    keys.list("resources", [&](const Node &item) {
        NamedResource &resource = out.resources.emplace_back();
        Keys each(c, item, "resources");
        if (const Node *id = each.need("id"))
            readInteger(c, *id, "id", 0, MostId, resource.id);
        each.needText("title", resource.title);
        if (const Node *type = each.get("type"); type != nullptr && readString(c, *type, "type", resource.type))
            needValueType(c, *type, "type", resource.type);
        each.string("unit", resource.unit);
        each.boolean("secret", resource.secret);
    });
    std::stable_sort(out.resources.begin(), out.resources.end(),
                     [](const NamedResource &a, const NamedResource &b) { return a.id < b.id; });
    const auto twice = std::adjacent_find(out.resources.begin(), out.resources.end(),
                                          [](const NamedResource &a, const NamedResource &b) { return a.id == b.id; });
    if (twice != out.resources.end())
        c.error(node, "catalog-double-value", {{"value", base::fromInteger(twice->id)}});
}

} // namespace atscope::catalog::reader
