// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expr/value.h"

#include <cmath>

#include "core/base/text.h"

namespace atscope::expr {

namespace {

std::string durationText(base::Millis ms)
{
    if (std::isfinite(ms) && std::abs(ms) >= 1000.0 && std::fmod(ms, 1000.0) == 0.0)
        return base::fromDouble(ms / 1000.0) + "s";
    return base::fromDouble(ms) + "ms";
}

std::partial_ordering compare(std::int64_t whole, double real)
{
    // 2^63 and -2^63 are doubles, the integers next to them are not: only what is between them can be truncated.
    constexpr double beyond = 9223372036854775808.0;
    if (std::isnan(real))
        return std::partial_ordering::unordered;
    if (real >= beyond)
        return std::partial_ordering::less;
    if (real < -beyond)
        return std::partial_ordering::greater;
    const double floor = std::floor(real);
    const auto below = static_cast<std::int64_t>(floor);
    if (whole != below)
        return whole < below ? std::partial_ordering::less : std::partial_ordering::greater;
    return real > floor ? std::partial_ordering::less : std::partial_ordering::equivalent;
}

} // namespace

std::string_view typeName(Type type)
{
    switch (type) {
    case Type::Any: return "any";
    case Type::Bool: return "bool";
    case Type::Number: return "number";
    case Type::Text: return "text";
    case Type::Duration: return "duration";
    case Type::Time: return "time";
    case Type::List: return "list";
    }
    return {};
}

bool Value::fits(Type type) const
{
    if (!known())
        return true;
    switch (type) {
    case Type::Any: return true;
    case Type::Bool: return isBool();
    case Type::Number: return isNumber();
    case Type::Text: return isText();
    case Type::Duration: return isDuration();
    case Type::Time: return isTime();
    case Type::List: return isList();
    }
    return false;
}

std::string Value::toText() const
{
    if (isBool())
        return boolean() ? "true" : "false";
    if (isInteger())
        return base::fromInteger(integer());
    if (isDouble())
        return base::fromDouble(number());
    if (isText())
        return text();
    if (isDuration())
        return durationText(millis());
    if (isTime())
        return base::toRfc3339(time());
    std::string out;
    std::string_view comma;
    if (isList()) {
        for (const Value &item : list()) {
            out.append(comma).append(item.toText());
            comma = ", ";
        }
    } else if (isRecord()) {
        for (const auto &[key, value] : record()) {
            out.append(comma).append(key).append(": ").append(value.toText());
            comma = ", ";
        }
    }
    return out;
}

bool Value::operator==(const Value &other) const
{
    if (isNumber() && other.isNumber())
        return compareNumbers(*this, other) == 0;
    if (isList() && other.isList())
        return list() == other.list();
    if (isRecord() && other.isRecord())
        return record() == other.record();
    return m_data == other.m_data;
}

std::partial_ordering compareNumbers(const Value &a, const Value &b)
{
    if (a.isInteger() && b.isInteger())
        return a.integer() <=> b.integer();
    if (a.isInteger())
        return compare(a.integer(), b.number());
    if (b.isInteger())
        return 0 <=> compare(b.integer(), a.number());
    return a.number() <=> b.number();
}

} // namespace atscope::expr
