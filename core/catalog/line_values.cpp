// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/base/text.h"
#include "core/catalog/line.h"
#include "core/catalog/line_datetime.h"
#include "core/catalog/line_json.h"
#include "core/catalog/line_parts.h"
#include "core/catalog/line_scope.h"
#include "core/catalog/line_split.h"

namespace atscope::catalog {

namespace {

using namespace detail;

// 0x200 as well as 512.
std::optional<std::int64_t> flagNumber(std::string_view text)
{
    if (text.size() > 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X') && base::isHexDigit(text[2]))
        return base::toInteger(text.substr(2), 16);
    return base::toInteger(text);
}

// A value inside a record, list or pair: a time stays text, nothing is nothing.
expr::Value itemValue(std::string_view text, const Parameter *item, const LineContext &context)
{
    if (item == nullptr)
        return expr::Value(text);
    const expr::Value value = toValue(text, item->type, context);
    return value.isTime() ? expr::Value(text) : value;
}

const Parameter *itemAt(const TypeSpec &type, std::size_t index)
{
    return index < type.items.size() ? &type.items[index] : nullptr;
}

// te,,22.5;hy,,35%
expr::Value recordsValue(std::string_view text, const TypeSpec &type, const LineContext &context)
{
    expr::Value::List list;
    for (const std::string_view record : recordsOf(text, type, context)) {
        expr::Value::Record fields;
        std::size_t index = 0;
        for (const std::string_view field : fieldsOf(record, type, context)) {
            const Parameter *item = itemAt(type, index++);
            if (!field.empty())
                fields.emplace_back(item != nullptr ? item->name : "field" + base::fromInteger(static_cast<std::int64_t>(index)),
                                    itemValue(field, item, context));
        }
        list.emplace_back(std::move(fields));
    }
    return expr::Value(std::move(list));
}

// 5700;5701
expr::Value listValue(std::string_view text, const TypeSpec &type, const LineContext &context)
{
    expr::Value::List list;
    for (const std::string_view element : recordsOf(text, type, context))
        list.push_back(itemValue(element, itemAt(type, 0), context));
    return expr::Value(std::move(list));
}

// pmin=1;pmax=2
expr::Value pairsValue(std::string_view text, const TypeSpec &type, const LineContext &context)
{
    expr::Value::Record pairs;
    for (const std::string_view pair : recordsOf(text, type, context)) {
        const KeyAndValue split = keyAndValue(pair, type, context);
        const Parameter *item = itemOf(type, split.key);
        if (!pair.empty())
            pairs.emplace_back(item != nullptr ? item->name : std::string(split.key), itemValue(split.value, item, context));
    }
    return expr::Value(std::move(pairs));
}

} // namespace

expr::Value toValue(std::string_view text, const TypeSpec &type, const LineContext &context)
{
    switch (type.kind) {
    case TypeKind::Integer:
        if (const auto number = base::toInteger(text))
            return expr::Value(*number);
        if (const auto number = flagNumber(text))
            return expr::Value(*number);
        break;
    case TypeKind::Enumeration: // numbers as numbers, BLOCKSIZE and 0x200 as they stand
        if (const auto number = base::toInteger(text); number && text.front() != '+')
            return expr::Value(*number);
        break;
    case TypeKind::Flags:
        if (const auto number = flagNumber(text))
            return expr::Value(*number);
        break;
    case TypeKind::Float:
        if (const auto number = base::toDouble(text))
            return expr::Value(*number);
        break;
    case TypeKind::DateTime:
        if (const auto read = readDateTime(text, type.format); read.stamp.known())
            return expr::Value(read.stamp);
        break;
    case TypeKind::Json:
        if (JsonResult read = readQuotedJson(text); read.ok)
            return std::move(read.value);
        break;
    case TypeKind::KeyValues:
        return pairsValue(text, type, context);
    case TypeKind::Records:
        return recordsValue(text, type, context);
    case TypeKind::List:
        return listValue(text, type, context);
    case TypeKind::String:
    case TypeKind::Hex:
    case TypeKind::Host:
    case TypeKind::HostPort:
    case TypeKind::Topic:
    case TypeKind::TopicFilter:
    case TypeKind::Bitmap:
    case TypeKind::Literal:
    case TypeKind::Rest:
        break;
    }
    return expr::Value(text);
}

expr::Value Argument::shown() const
{
    if (type != nullptr && type->kind == TypeKind::DateTime && value.isTime() && !readDateTime(text, type->format).hasZone)
        return expr::Value(text);
    return value;
}

const Argument *ParsedCommand::argument(std::string_view parameter) const
{
    for (const Argument &argument : arguments)
        if (argument.parameter != nullptr && base::equalsNoCase(argument.parameter->name, parameter))
            return &argument;
    return nullptr;
}

std::vector<std::pair<std::string, expr::Value>> ParsedCommand::values() const
{
    std::vector<std::pair<std::string, expr::Value>> out;
    for (const Argument &argument : arguments)
        if (argument.given && argument.parameter != nullptr)
            out.emplace_back(argument.parameter->name, argument.shown());
    return out;
}

void writeJson(base::JsonWriter &out, const expr::Value &value)
{
    if (value.isBool()) {
        out.value(value.boolean());
    } else if (value.isInteger()) {
        out.value(value.integer());
    } else if (value.isDouble()) {
        out.value(value.number());
    } else if (value.isText()) {
        out.value(value.text());
    } else if (value.isDuration()) {
        out.value(value.millis());
    } else if (value.isTime()) {
        if (value.time().known())
            out.value(base::toRfc3339(value.time()));
        else
            out.null();
    } else if (value.isList()) {
        out.beginArray();
        for (const expr::Value &item : value.list())
            writeJson(out, item);
        out.endArray();
    } else if (value.isRecord()) {
        out.beginObject();
        for (const auto &[name, member] : value.record()) {
            out.key(name);
            writeJson(out, member);
        }
        out.endObject();
    } else {
        out.null();
    }
}

} // namespace atscope::catalog
