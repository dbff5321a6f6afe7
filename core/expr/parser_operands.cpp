// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <utility>

#include "core/expr/parser.h"
#include "core/expr/types.h"

// Literals, names, brackets and calls.
namespace atscope::expr {

struct Function
{
    std::string_view name;
    Op op;
    int arguments;
    Type argument;
    Type result; // Any: the argument's
};

namespace {

constexpr std::array<Function, 18> Functions{{
    {"given", Op::Given, 1, Type::Any, Type::Bool},
    {"bytes", Op::Bytes, 1, Type::Text, Type::Number},
    {"chars", Op::Chars, 1, Type::Text, Type::Number},
    {"digits", Op::Digits, 1, Type::Text, Type::Number},
    {"count", Op::Count, 1, Type::List, Type::Number},
    {"records", Op::Count, 1, Type::List, Type::Number},
    {"lower", Op::Lower, 1, Type::Text, Type::Text},
    {"upper", Op::Upper, 1, Type::Text, Type::Text},
    {"number", Op::ToNumber, 1, Type::Text, Type::Number},
    {"text", Op::ToText, 1, Type::Any, Type::Text},
    {"floor", Op::Floor, 1, Type::Number, Type::Number},
    {"ceil", Op::Ceil, 1, Type::Number, Type::Number},
    {"abs", Op::Abs, 1, Type::Any, Type::Any},
    {"min", Op::Min, 2, Type::Any, Type::Any},
    {"max", Op::Max, 2, Type::Any, Type::Any},
    {"hex", Op::ToHex, 1, Type::Text, Type::Text},
    {"at", Op::At, 2, Type::Any, Type::Any},
    {"replace", Op::Replace, 3, Type::Text, Type::Text},
}};

} // namespace

bool Parser::startsOperand() const
{
    switch (m_token.kind) {
    case TokenKind::Bad: // complain about it rather than about what does not follow
    case TokenKind::Literal:
    case TokenKind::Name:
    case TokenKind::True:
    case TokenKind::False:
    case TokenKind::Unknown:
    case TokenKind::Minus:
    case TokenKind::Open: return true;
    default: return false;
    }
}

Maybe Parser::primary()
{
    const int column = m_token.column;
    switch (m_token.kind) {
    case TokenKind::Literal: {
        Value value = std::move(m_token.value);
        const Type type = value.isText() ? Type::Text : value.isDuration() ? Type::Duration : Type::Number;
        advance();
        return constant(std::move(value), type, column);
    }
    case TokenKind::True:
    case TokenKind::False: {
        const bool value = is(TokenKind::True);
        advance();
        return constant(value, Type::Bool, column);
    }
    case TokenKind::Unknown:
        advance();
        return constant(Value(), Type::Any, column);
    case TokenKind::Open: {
        advance();
        Maybe inner = expression();
        if (!inner || !expect(TokenKind::Close, ")"))
            return std::nullopt;
        inner->column = column;
        return inner;
    }
    case TokenKind::Name:
        return nameOrCall();
    default:
        return unexpected("operand");
    }
}

Maybe Parser::nameOrCall()
{
    const Token name = m_token;
    advance();
    if (is(TokenKind::Open))
        return call(name.raw, name.column);
    if (name.raw == "time" && is(TokenKind::Literal) && m_token.value.isText()) {
        const base::Stamp stamp = base::fromRfc3339(m_token.value.text());
        if (!stamp.known())
            return unexpected("time");
        advance();
        return constant(stamp, Type::Time, name.column);
    }
    return symbol(name.raw, name.column);
}

Maybe Parser::call(std::string_view name, int column)
{
    const auto found = std::find_if(Functions.begin(), Functions.end(), [name](const Function &f) { return f.name == name; });
    if (found == Functions.end())
        return fail(base::Message("expr-unknown-name", {{"name", std::string(name) + "()"}}), column);
    const Function &function = *found;
    advance();
    const bool byName = function.op == Op::Bytes || function.op == Op::Chars || function.op == Op::Digits;
    if (function.op == Op::Given || (byName && is(TokenKind::Name)))
        return callOfName(function, column);
    const Maybe first = expression();
    if (!first)
        return std::nullopt;
    if (!couldBe(first->type, function.argument) && !(function.op == Op::ToNumber && first->type == Type::Number))
        return wrongType(name, function.argument, *first);
    if (function.arguments == 1) {
        if (!expect(TokenKind::Close, ")"))
            return std::nullopt;
        if (function.op == Op::Abs && !couldBe(first->type, Type::Number) && first->type != Type::Duration)
            return wrongType(name, "number/duration", *first);
        return add(function.op, function.result == Type::Any ? first->type : function.result, column, {first->node});
    }
    if (!expect(TokenKind::Comma, ","))
        return std::nullopt;
    const Maybe second = expression();
    if (!second)
        return std::nullopt;
    if (function.op == Op::Replace) {
        if (!couldBe(second->type, Type::Text))
            return wrongType(name, Type::Text, *second);
        if (!expect(TokenKind::Comma, ","))
            return std::nullopt;
        const Maybe third = expression();
        if (!third || !expect(TokenKind::Close, ")"))
            return std::nullopt;
        if (!couldBe(third->type, Type::Text))
            return wrongType(name, Type::Text, *third);
        return add(function.op, function.result, column, {first->node, second->node, third->node});
    }
    if (!expect(TokenKind::Close, ")"))
        return std::nullopt;
    if (function.op == Op::At) {
        if (!couldBe(first->type, Type::List) && first->type != Type::Text)
            return wrongType(name, "list/text", *first);
        return add(function.op, first->type == Type::Text ? Type::Text : Type::Any, column, {first->node, second->node});
    }
    Maybe result = arithmetic(function.op, name, *first, *second);
    if (result)
        result->column = column;
    return result;
}

// given(x), and bytes(x), chars(x), digits(x) of a name: asked of the scope by slot. The name may turn out to be the start of
// an expression (bytes(lower(x))): then its value is what counts.
Maybe Parser::callOfName(const Function &function, int column)
{
    if (!is(TokenKind::Name))
        return unexpected("name");
    const Lexer here = m_lexer;
    const Token name = m_token;
    advance();
    if (is(TokenKind::Close)) {
        advance();
        Type type = Type::Any;
        const auto slot = slotOf(name.raw, name.column, type);
        if (!slot)
            return std::nullopt;
        const Op op = function.op == Op::Bytes    ? Op::SlotBytes
                      : function.op == Op::Chars  ? Op::SlotChars
                      : function.op == Op::Digits ? Op::SlotDigits
                                                  : Op::Given;
        return add(Node{op, *slot}, function.result, column, 1);
    }
    if (function.op == Op::Given)
        return unexpected(")");
    m_lexer = here;
    m_token = name;
    const Maybe argument = expression();
    if (!argument)
        return std::nullopt;
    if (!couldBe(argument->type, Type::Text))
        return wrongType(function.name, Type::Text, *argument);
    if (!expect(TokenKind::Close, ")"))
        return std::nullopt;
    return add(function.op, function.result, column, {argument->node});
}

std::optional<int> Parser::slotOf(std::string_view name, int column, Type &type)
{
    const auto found = m_symbols.find(name);
    if (!found)
        return fail(base::Message("expr-unknown-name", {{"name", std::string(name)}}), column);
    type = found->type;
    std::vector<int> &used = m_program->usedSlots;
    if (std::find(used.begin(), used.end(), found->slot) == used.end())
        used.push_back(found->slot);
    return found->slot;
}

Maybe Parser::symbol(std::string_view name, int column)
{
    Type type = Type::Any;
    const auto slot = slotOf(name, column, type);
    if (!slot)
        return std::nullopt;
    return add(Node{Op::Slot, *slot, static_cast<std::int32_t>(type)}, type, column, 1);
}

} // namespace atscope::expr
