// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/resource_names.h"

#include <algorithm>
#include <array>

#include "core/base/text.h"

namespace atscope::decode {

namespace {

// Objects and resources lie in the order of their ids.
template<class T> const T *withId(const std::vector<T> &all, std::string_view text)
{
    const auto id = base::toInteger(text);
    if (!id)
        return nullptr;
    const auto it = std::lower_bound(all.begin(), all.end(), *id, [](const T &entry, std::int64_t wanted) { return entry.id < wanted; });
    return it != all.end() && it->id == *id ? &*it : nullptr;
}

// Object, instance, resource, and what is behind them.
std::array<std::string_view, 4> partsOf(std::string_view path)
{
    std::array<std::string_view, 4> parts;
    if (path.starts_with('/'))
        path.remove_prefix(1);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto slash = i + 1 < parts.size() ? path.find('/') : std::string_view::npos;
        parts[i] = path.substr(0, slash);
        if (slash == std::string_view::npos)
            break;
        path.remove_prefix(slash + 1);
    }
    return parts;
}

} // namespace

ResourceName resourceOf(const catalog::Model &model, std::string_view path)
{
    const auto parts = partsOf(path);
    ResourceName name;
    name.object = withId(model.namedObjects, parts[0]);
    if (name.object)
        name.resource = withId(name.object->resources, parts[2]);
    return name;
}

catalog::Text pathWords(const catalog::Model &model, std::string_view path)
{
    const auto parts = partsOf(path);
    const auto name = resourceOf(model, path);
    catalog::Text words;
    const auto add = [&](std::string_view number, const catalog::Text *title) {
        if (number.empty())
            return;
        const std::string plain(number == "-1" ? "*" : number);
        words.en += (words.en.empty() ? "" : "/") + (title ? title->in(false) : plain);
        words.zh += (words.zh.empty() ? "" : "/") + (title ? title->in(true) : plain);
    };
    add(parts[0], name.object ? &name.object->title : nullptr);
    add(parts[1], nullptr);
    add(parts[2], name.resource ? &name.resource->title : nullptr);
    add(parts[3], nullptr);
    return words;
}

namespace {

// Where another variant of the type is in force, the number is something else (a message id).
bool plays(const catalog::Argument &field, std::string_view role)
{
    return field.given && field.parameter && field.parameter->role == role && field.type == &field.parameter->type;
}

const catalog::Argument *playing(const std::vector<catalog::Argument> &fields, std::string_view role)
{
    const auto it = std::find_if(fields.begin(), fields.end(), [role](const auto &field) { return plays(field, role); });
    return it == fields.end() ? nullptr : &*it;
}

constexpr std::string_view ObjectRole = "lwm2m.object";
constexpr std::string_view InstanceRole = "lwm2m.instance";
constexpr std::string_view ResourceRole = "lwm2m.resource";

} // namespace

std::string pathOf(const std::vector<catalog::Argument> &fields)
{
    std::string path;
    for (const auto role : {ObjectRole, InstanceRole, ResourceRole}) {
        const auto *field = playing(fields, role);
        if (!field)
            break;
        path += (path.empty() ? "" : "/") + std::string(base::trimmed(field->text));
    }
    return path;
}

catalog::Text nameOf(const catalog::Model &model, const catalog::Argument &field, const std::vector<catalog::Argument> &fields)
{
    const auto *object = playing(fields, ObjectRole);
    const auto *named = object ? withId(model.namedObjects, base::trimmed(object->text)) : nullptr;
    if (!named)
        return {};
    if (plays(field, ObjectRole))
        return named->title;
    catalog::Text words;
    const auto add = [&](std::string_view number) {
        const auto *resource = withId(named->resources, base::trimmed(number));
        if (!resource)
            return;
        words.en += (words.en.empty() ? "" : "; ") + resource->title.in(false);
        words.zh += (words.zh.empty() ? "" : "；") + resource->title.in(true);
    };
    const auto *type = field.type;
    if (plays(field, ResourceRole)) {
        add(field.text);
    } else if (field.given && type && type->kind == catalog::TypeKind::List && !type->items.empty()
               && type->items.front().role == ResourceRole && !type->separator.empty()) {
        for (std::string_view rest = field.text; !rest.empty();) {
            const auto end = rest.find(type->separator);
            add(rest.substr(0, end));
            rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + type->separator.size());
        }
    }
    return words;
}

expr::Value typedValue(const ObjectValue &value)
{
    const auto text = base::trimmed(value.text);
    if (value.type == "integer") {
        if (const auto number = base::toInteger(text))
            return expr::Value(*number);
    } else if (value.type == "float") {
        if (const auto number = base::toDouble(text))
            return expr::Value(*number);
    } else if (value.type == "bool") {
        if (text == "0" || text == "1")
            return expr::Value(text == "1");
    }
    return expr::Value(value.text);
}

} // namespace atscope::decode
