// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expr/types.h"

#include <array>

namespace atscope::expr {

namespace {

constexpr std::array<Type, 6> Concrete{Type::Bool, Type::Number, Type::Text, Type::Duration, Type::Time, Type::List};

std::optional<Type> concreteType(Op op, Type l, Type r)
{
    const bool numbers = l == Type::Number && r == Type::Number;
    const bool durations = l == Type::Duration && r == Type::Duration;
    switch (op) {
    case Op::Add:
        if (numbers || durations || (l == Type::Text && r == Type::Text))
            return l;
        if ((l == Type::Time && r == Type::Duration) || (l == Type::Duration && r == Type::Time))
            return Type::Time;
        return std::nullopt;
    case Op::Subtract:
        if (numbers || durations)
            return l;
        if (l == Type::Time && r == Type::Duration)
            return Type::Time;
        if (l == Type::Time && r == Type::Time)
            return Type::Duration;
        return std::nullopt;
    case Op::Multiply:
        if (numbers)
            return Type::Number;
        if ((l == Type::Duration && r == Type::Number) || (l == Type::Number && r == Type::Duration))
            return Type::Duration;
        return std::nullopt;
    case Op::Divide:
        if (numbers || durations)
            return Type::Number;
        if (l == Type::Duration && r == Type::Number)
            return Type::Duration;
        return std::nullopt;
    case Op::Remainder:
        return numbers ? std::optional(Type::Number) : std::nullopt;
    case Op::Min:
    case Op::Max:
        return l == r && ordered(l) ? std::optional(l) : std::nullopt;
    default:
        return std::nullopt;
    }
}

} // namespace

std::optional<Type> arithmeticType(Op op, Type l, Type r)
{
    std::optional<Type> result;
    for (const Type left : Concrete) {
        if (!couldBe(l, left))
            continue;
        for (const Type right : Concrete) {
            if (!couldBe(r, right))
                continue;
            const auto type = concreteType(op, left, right);
            if (!type)
                continue;
            if (result && *result != *type)
                return Type::Any;
            result = type;
        }
    }
    return result;
}

} // namespace atscope::expr
