// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/shape_match.h"

#include <algorithm>
#include <optional>

#include "core/base/text.h"
#include "core/decode/line_head.h"

namespace atscope::decode {

using catalog::LineShape;
using catalog::TypeKind;

namespace {

constexpr std::size_t Many = 1u << 20;

// The type whose text runs to the end of the line, commas included.
bool takesTheRest(const LineShape &shape)
{
    if (shape.fields.empty())
        return false;
    switch (shape.fields.back().type.kind) {
    case TypeKind::Rest:
    case TypeKind::Json:
    case TypeKind::Records:
    case TypeKind::KeyValues:
        return true;
    default:
        return shape.counted.present && shape.counted.place == catalog::Place::SameLine;
    }
}

std::string_view unquoted(std::string_view text)
{
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
        return text.substr(1, text.size() - 2);
    return text;
}

bool fits(const catalog::FieldMatch &match, std::string_view fields)
{
    const auto field = fieldAt(fields, match.field);
    if (field.data() == nullptr)
        return false;
    const auto text = base::trimmed(unquoted(field));
    if (std::find(match.texts.begin(), match.texts.end(), text) != match.texts.end())
        return true;
    const auto number = match.ranges.empty() ? std::nullopt : base::toDouble(text);
    return number && std::any_of(match.ranges.begin(), match.ranges.end(), [&](const catalog::Range &range) {
        return (!range.low || *number >= *range.low) && (!range.high || *number <= *range.high);
    });
}

} // namespace

std::size_t fewestFields(const LineShape &shape)
{
    std::size_t n = shape.fields.size();
    while (n > 0 && shape.fields[n - 1].optional)
        --n;
    return n;
}

std::size_t mostFields(const LineShape &shape)
{
    return takesTheRest(shape) ? Many : shape.fields.size();
}

std::string_view firstLiteral(const LineShape &shape)
{
    if (shape.fields.empty())
        return {};
    const auto &first = shape.fields.front();
    return first.type.kind == TypeKind::Literal ? std::string_view(first.type.literal) : std::string_view(first.fixed);
}

bool isFor(const LineShape &shape, std::string_view fields)
{
    const auto literal = firstLiteral(shape);
    if (!literal.empty() && unquoted(fieldAt(fields, 0)) != literal)
        return false;
    return std::all_of(shape.match.begin(), shape.match.end(), [fields](const auto &match) { return fits(match, fields); });
}

} // namespace atscope::decode
