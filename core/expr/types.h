// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/expr/program.h"
#include "core/expr/value.h"

// Which types go together, asked by the parser; the evaluator looks at the values themselves.
namespace atscope::expr {

constexpr bool couldBe(Type found, Type wanted)
{
    return found == wanted || found == Type::Any || wanted == Type::Any;
}

// Bool and List have no order. Any may have one.
constexpr bool ordered(Type type)
{
    return type != Type::Bool && type != Type::List;
}

// The type of l op r for + - * / % min max; Any where it depends on values; nothing where no values would do.
std::optional<Type> arithmeticType(Op op, Type l, Type r);

} // namespace atscope::expr
