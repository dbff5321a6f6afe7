// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expr/operations.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/text.h"

namespace atscope::expr {

namespace {

using Integer = std::int64_t;
constexpr Integer Lowest = std::numeric_limits<Integer>::min();
constexpr Integer Highest = std::numeric_limits<Integer>::max();

template<class T>
Order orderOf(const T &a, const T &b)
{
    return a < b ? Order::Less : b < a ? Order::Greater : a == b ? Order::Equal : Order::Unknown; // NaN: unknown
}

Value finite(double number)
{
    return std::isfinite(number) ? Value(number) : Value();
}

Value duration(double ms)
{
    return std::isfinite(ms) ? Value(Value::Duration{ms}) : Value();
}

// Signed overflow is undefined, so it is asked about first (the compilers' built-ins are not portable).
Value integers(Op op, Integer a, Integer b)
{
    switch (op) {
    case Op::Add:
        if (b > 0 ? a > Highest - b : a < Lowest - b)
            return {};
        return a + b;
    case Op::Subtract:
        if (b < 0 ? a > Highest + b : a < Lowest + b)
            return {};
        return a - b;
    case Op::Multiply:
        if (a == 0 || b == 0)
            return Integer{0};
        if ((a == -1 && b == Lowest) || (b == -1 && a == Lowest))
            return {};
        if (a != -1 && b != -1) {
            const bool same = (a > 0) == (b > 0);
            if (same ? (a > 0 ? a > Highest / b : a < Highest / b) : (a > 0 ? b < Lowest / a : a < Lowest / b))
                return {};
        }
        return a * b;
    case Op::Divide:
        if (b == 0 || (a == Lowest && b == -1))
            return {};
        if (a % b == 0)
            return a / b;
        return static_cast<double>(a) / static_cast<double>(b);
    case Op::Remainder:
        if (b == 0)
            return {};
        return b == -1 ? Integer{0} : a % b;
    default:
        return {};
    }
}

Value doubles(Op op, double a, double b)
{
    switch (op) {
    case Op::Add: return finite(a + b);
    case Op::Subtract: return finite(a - b);
    case Op::Multiply: return finite(a * b);
    case Op::Divide: return b == 0.0 ? Value() : finite(a / b);
    default: return {};
    }
}

Value moved(base::Stamp time, double ms)
{
    const double ns = std::round(ms * 1e6);
    if (!time.known() || !(std::abs(ns) < 9.2e18))
        return {};
    const Value sum = integers(Op::Add, time.ns, static_cast<Integer>(ns));
    if (!sum.known() || sum.integer() == base::Stamp::NoTime)
        return {};
    return base::Stamp{sum.integer()};
}

Value between(base::Stamp later, base::Stamp earlier)
{
    if (!later.known() || !earlier.known())
        return {};
    const Value ns = integers(Op::Subtract, later.ns, earlier.ns);
    return ns.known() ? duration(static_cast<double>(ns.integer()) / 1e6) : Value();
}

} // namespace

Order compare(const Value &a, const Value &b)
{
    if (!a.known() || !b.known())
        return Order::Unknown;
    if (a.isNumber() && b.isNumber()) {
        const std::partial_ordering order = compareNumbers(a, b);
        return order < 0 ? Order::Less : order > 0 ? Order::Greater : order == 0 ? Order::Equal : Order::Unknown;
    }
    if (a.isText() && b.isText()) {
        const int order = a.text().compare(b.text());
        return order < 0 ? Order::Less : order > 0 ? Order::Greater : Order::Equal;
    }
    if (a.isDuration() && b.isDuration())
        return orderOf(a.millis(), b.millis());
    if (a.isTime() && b.isTime())
        return a.time().known() && b.time().known() ? orderOf(a.time().ns, b.time().ns) : Order::Unknown;
    if ((a.isBool() && b.isBool()) || (a.isList() && b.isList()) || (a.isRecord() && b.isRecord()))
        return a == b ? Order::Equal : Order::Different;
    return Order::Mismatch;
}

Tri answer(Op op, Order order)
{
    if (order == Order::Unknown || order == Order::Mismatch)
        return Tri::Unknown;
    if (op == Op::Equal)
        return tri(order == Order::Equal);
    if (op == Op::NotEqual)
        return tri(order != Order::Equal);
    if (order == Order::Different)
        return Tri::Unknown;
    switch (op) {
    case Op::Less: return tri(order == Order::Less);
    case Op::LessEqual: return tri(order != Order::Greater);
    case Op::Greater: return tri(order == Order::Greater);
    case Op::GreaterEqual: return tri(order != Order::Less);
    default: return Tri::Unknown;
    }
}

bool hasOrder(const Value &value)
{
    return value.isNumber() || value.isText() || value.isDuration() || value.isTime();
}

Tri inList(const Value &value, const Value &list)
{
    if (!value.known() || (!list.isList() && !list.isRecord()))
        return Tri::Unknown;
    if (list.isRecord()) { // a map has its keys
        const std::string key = value.toText();
        return tri(std::any_of(list.record().begin(), list.record().end(), [&](const auto &member) { return member.first == key; }));
    }
    if (list.list().empty())
        return Tri::False;
    Search search;
    for (const Value &item : list.list()) {
        search.add(compare(value, item));
        if (search.found())
            break;
    }
    return search.result();
}

Value arithmetic(Op op, const Value &a, const Value &b)
{
    if (a.isInteger() && b.isInteger())
        return integers(op, a.integer(), b.integer());
    if (a.isNumber() && b.isNumber())
        return doubles(op, a.number(), b.number());
    if (a.isText() && b.isText())
        return op == Op::Add ? Value(a.text() + b.text()) : Value();
    if (a.isDuration() && b.isDuration()) {
        const Value result = op == Op::Multiply ? Value() : doubles(op, a.millis(), b.millis());
        return result.known() && op != Op::Divide ? duration(result.number()) : result;
    }
    if (a.isDuration() && b.isNumber()) {
        if (op != Op::Multiply && op != Op::Divide)
            return {};
        const Value result = doubles(op, a.millis(), b.number());
        return result.known() ? duration(result.number()) : Value();
    }
    if (a.isNumber() && b.isDuration())
        return op == Op::Multiply ? duration(a.number() * b.millis()) : Value();
    if (a.isTime() && b.isDuration() && (op == Op::Add || op == Op::Subtract))
        return moved(a.time(), op == Op::Add ? b.millis() : -b.millis());
    if (a.isDuration() && b.isTime() && op == Op::Add)
        return moved(b.time(), a.millis());
    if (a.isTime() && b.isTime() && op == Op::Subtract)
        return between(a.time(), b.time());
    return {};
}

Value memberOf(const Value &whole, const Value &key)
{
    if (!key.known())
        return {};
    if (whole.isRecord()) {
        const std::string name = key.toText();
        for (const auto &[known, value] : whole.record())
            if (known == name)
                return value;
        return {};
    }
    if (!key.isInteger())
        return {};
    if (!whole.isList() && !whole.isText())
        return {};
    const auto size = static_cast<Integer>(whole.isText() ? whole.text().size() : whole.list().size());
    const Integer index = key.integer() < 0 ? key.integer() + size : key.integer();
    if (index < 0 || index >= size)
        return {};
    if (whole.isText())
        return std::string(1, whole.text()[static_cast<std::size_t>(index)]);
    return whole.list()[static_cast<std::size_t>(index)];
}

Value replaced(const Value &text, const Value &old, const Value &by)
{
    if (!text.isText() || !old.isText() || !by.isText() || old.text().empty())
        return {};
    constexpr std::size_t Most = 1u << 20; // what a line could never hold
    std::string out;
    std::size_t at = 0;
    for (std::size_t found = text.text().find(old.text()); found != std::string::npos && out.size() < Most;
         found = text.text().find(old.text(), at)) {
        out.append(text.text(), at, found - at);
        out += by.text();
        at = found + old.text().size();
    }
    out.append(text.text(), at, std::string::npos);
    return out.size() < Most ? Value(std::move(out)) : Value();
}

Value negative(const Value &value)
{
    if (value.isInteger())
        return integers(Op::Subtract, 0, value.integer());
    if (value.isDouble())
        return finite(-value.number());
    return value.isDuration() ? duration(-value.millis()) : Value();
}

Value absolute(const Value &value)
{
    const bool below = (value.isInteger() && value.integer() < 0) || (value.isDouble() && value.number() < 0)
                       || (value.isDuration() && value.millis() < 0);
    if (below)
        return negative(value);
    return value.isNumber() || value.isDuration() ? value : Value();
}

Value wholeNumber(double number)
{
    if (number >= -9223372036854775808.0 && number < 9223372036854775808.0)
        return static_cast<Integer>(number);
    return finite(number);
}

Value numberOf(const Value &value)
{
    if (value.isNumber())
        return value;
    if (!value.isText())
        return {};
    if (const auto integer = base::toInteger(value.text()))
        return *integer;
    if (const auto number = base::toDouble(value.text()))
        return *number;
    return {};
}

} // namespace atscope::expr
