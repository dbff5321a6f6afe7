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

std::string pathOf(const std::vector<catalog::Argument> &fields)
{
    std::string path;
    for (const std::string_view role : {"path.object", "path.instance", "path.resource"}) {
        const auto it = std::find_if(fields.begin(), fields.end(), [role](const auto &f) { return f.parameter && f.given && f.parameter->role == role; });
        if (it == fields.end())
            break;
        path += (path.empty() ? "" : "/") + it->text;
    }
    return path;
}

const catalog::Text *nameOf(const catalog::Model &model, const std::vector<catalog::Argument> &fields, const catalog::Argument &field)
{
    if (field.parameter == nullptr || !field.parameter->role.starts_with("path."))
        return nullptr;
    const auto name = resourceOf(model, pathOf(fields));
    if (field.parameter->role == "path.object" && name.object)
        return &name.object->title;
    if (field.parameter->role == "path.resource" && name.resource)
        return &name.resource->title;
    return nullptr;
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
