// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expr/expression.h"

#include <cmath>

#include "core/expr/program.h"

namespace atscope::expr {

base::Result<Expression> Expression::parse(std::string_view source, const Symbols &symbols)
{
    auto program = compile(source, symbols);
    if (!program)
        return program.error();
    Expression expression;
    expression.m_program = std::move(program).value();
    return expression;
}

Type Expression::type() const
{
    return present() ? m_program->type : Type::Any;
}

const std::string &Expression::source() const
{
    static const std::string s_none;
    return present() ? m_program->source : s_none;
}

Value Expression::evaluate(const Scope &scope) const
{
    return present() ? expr::evaluate(*m_program, scope) : Value();
}

bool Expression::isTrue(const Scope &scope) const
{
    return present() && test(*m_program, scope) == Tri::True;
}

bool Expression::isFalse(const Scope &scope) const
{
    return present() && test(*m_program, scope) == Tri::False;
}

std::optional<base::Millis> Expression::millis(const Scope &scope) const
{
    const Value value = evaluate(scope);
    base::Millis ms = 0;
    if (value.isDuration())
        ms = value.millis();
    else if (value.isNumber())
        ms = value.number() * 1000.0;
    else
        return std::nullopt;
    return std::isfinite(ms) ? std::optional(ms) : std::nullopt;
}

const std::vector<int> &Expression::usedSlots() const
{
    static const std::vector<int> s_none;
    return present() ? m_program->usedSlots : s_none;
}

} // namespace atscope::expr
