// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expr/parser.h"

#include <algorithm>
#include <utility>

#include "core/base/text.h"
#include "core/expr/types.h"

// The operators, from the loosest to the tightest. What stands between them is in parser_operands.cpp.
namespace atscope::expr {

Parser::Parser(std::string_view source, const Symbols &symbols)
    : m_symbols(symbols), m_program(std::make_shared<Expression::Program>()), m_lexer({})
{
    m_program->source = source;
    m_lexer = Lexer(m_program->source); // the tokens are views of the copy
    advance();
}

base::Result<std::shared_ptr<const Expression::Program>> Parser::run()
{
    const Maybe whole = expression();
    if (whole && !is(TokenKind::End))
        unexpected("operator");
    if (m_error)
        return *m_error;
    m_program->root = whole->node;
    m_program->type = whole->type;
    return std::shared_ptr<const Expression::Program>(std::move(m_program));
}

std::nullopt_t Parser::fail(base::Message message, int column)
{
    if (!m_error)
        m_error = base::Error(std::move(message), base::SourcePlace{{}, 1, column});
    return std::nullopt;
}

std::nullopt_t Parser::unexpected(std::string_view expected)
{
    if (is(TokenKind::Bad) && !m_token.expected.empty())
        expected = m_token.expected;
    return fail(base::Message("expr-syntax", {{"expected", std::string(expected)}, {"found", base::escapedUtf8(m_token.raw)}}),
                m_token.column);
}

std::nullopt_t Parser::wrongType(std::string_view what, std::string expected, const Operand &found)
{
    return fail(base::Message("expr-type", {{"operator", std::string(what)},
                                            {"expected", std::move(expected)},
                                            {"found", std::string(typeName(found.type))}}),
                found.column);
}

std::nullopt_t Parser::wrongType(std::string_view what, Type expected, const Operand &found)
{
    return wrongType(what, std::string(typeName(expected)), found);
}

std::nullopt_t Parser::tooDeep(int column)
{
    return fail(base::Message("expr-too-deep", {{"limit", base::fromInteger(MaxLevel)}}), column);
}

Maybe Parser::add(const Node &node, Type type, int column, int height)
{
    if (height > MaxHeight)
        return tooDeep(column);
    m_program->nodes.push_back(node);
    m_heights.push_back(height);
    return Operand{static_cast<std::int32_t>(m_program->nodes.size()) - 1, type, column};
}

// `links` are nodes, in the order a, b, c.
Maybe Parser::add(Op op, Type type, int column, std::initializer_list<std::int32_t> links)
{
    Node node{op};
    int height = 0;
    std::int32_t *const fields[] = {&node.a, &node.b, &node.c};
    std::size_t i = 0;
    for (const std::int32_t link : links) {
        *fields[i++] = link;
        height = std::max(height, heightOf(link));
    }
    return add(node, type, column, height + 1);
}

// subject -1: the items themselves are the operands (and, or).
Maybe Parser::addList(Op op, Type type, int column, std::int32_t subject, const std::vector<std::int32_t> &items)
{
    const auto first = static_cast<std::int32_t>(m_program->children.size());
    const auto count = static_cast<std::int32_t>(items.size());
    int height = heightOf(subject);
    for (const std::int32_t item : items)
        height = std::max(height, heightOf(item));
    m_program->children.insert(m_program->children.end(), items.begin(), items.end());
    return add(subject < 0 ? Node{op, first, count} : Node{op, subject, first, count}, type, column, height + 1);
}

Maybe Parser::constant(Value value, Type type, int column)
{
    m_program->constants.push_back(std::move(value));
    return add(Node{Op::Constant, static_cast<std::int32_t>(m_program->constants.size()) - 1}, type, column, 1);
}

Maybe Parser::expression()
{
    const Level level(m_level);
    if (m_level > MaxLevel + 1) // the expression itself is no nesting yet
        return tooDeep(m_token.column);
    return is(TokenKind::If) ? conditional() : disjunction();
}

Maybe Parser::conditional()
{
    const int column = m_token.column;
    advance();
    const Maybe condition = expression();
    if (!condition)
        return std::nullopt;
    if (!couldBe(condition->type, Type::Bool))
        return wrongType("if", Type::Bool, *condition);
    if (!expect(TokenKind::Then, "then"))
        return std::nullopt;
    const Maybe yes = expression();
    if (!yes || !expect(TokenKind::Else, "else"))
        return std::nullopt;
    const Maybe no = expression();
    if (!no)
        return std::nullopt;
    if (!couldBe(no->type, yes->type))
        return wrongType("else", yes->type, *no);
    const auto isUnknown = [this](const Operand &operand) {
        const Node &node = m_program->nodes[static_cast<std::size_t>(operand.node)];
        return node.op == Op::Constant && !m_program->constants[static_cast<std::size_t>(node.a)].known();
    };
    const Type type = isUnknown(*yes) ? no->type : isUnknown(*no) || no->type == yes->type ? yes->type : Type::Any;
    return add(Op::If, type, column, {condition->node, yes->node, no->node});
}

// a and b and c is one node with three children, so that a long list of alternatives is not deep.
Maybe Parser::logical(TokenKind sign, std::string_view name, Op op, Maybe (Parser::*tighter)())
{
    const Maybe first = (this->*tighter)();
    if (!first || !is(sign))
        return first;
    if (!couldBe(first->type, Type::Bool))
        return wrongType(name, Type::Bool, *first);
    std::vector<std::int32_t> items{first->node};
    while (accept(sign)) {
        const Maybe item = (this->*tighter)();
        if (!item)
            return std::nullopt;
        if (!couldBe(item->type, Type::Bool))
            return wrongType(name, Type::Bool, *item);
        items.push_back(item->node);
    }
    return addList(op, Type::Bool, first->column, -1, items);
}

Maybe Parser::negation()
{
    if (!is(TokenKind::Not))
        return comparison();
    const Level level(m_level);
    const int column = m_token.column;
    if (m_level > MaxLevel + 1)
        return tooDeep(column);
    advance();
    const Maybe operand = negation();
    if (!operand)
        return std::nullopt;
    if (!couldBe(operand->type, Type::Bool))
        return wrongType("not", Type::Bool, *operand);
    return add(Op::Not, Type::Bool, column, {operand->node});
}

Maybe Parser::comparison()
{
    const Maybe left = sum();
    if (!left)
        return std::nullopt;
    switch (m_token.kind) {
    case TokenKind::Equal: return compared(Op::Equal, "==", *left);
    case TokenKind::NotEqual: return compared(Op::NotEqual, "!=", *left);
    case TokenKind::Less: return compared(Op::Less, "<", *left);
    case TokenKind::LessEqual: return compared(Op::LessEqual, "<=", *left);
    case TokenKind::Greater: return compared(Op::Greater, ">", *left);
    case TokenKind::GreaterEqual: return compared(Op::GreaterEqual, ">=", *left);
    case TokenKind::In: return membership(*left);
    case TokenKind::Contains: return containment(*left);
    case TokenKind::Matches: return match(*left);
    case TokenKind::Not: return negated(*left);
    default: return left;
    }
}

// a not in {1, 2} · a not contains 'x' · a not matches '^x': behind an operand, `not` can be nothing else.
Maybe Parser::negated(const Operand &left)
{
    const int column = m_token.column;
    advance();
    Maybe test;
    switch (m_token.kind) {
    case TokenKind::In: test = membership(left); break;
    case TokenKind::Contains: test = containment(left); break;
    case TokenKind::Matches: test = match(left); break;
    default: return unexpected("in");
    }
    return test ? add(Op::Not, Type::Bool, column, {test->node}) : std::nullopt;
}

Maybe Parser::compared(Op op, std::string_view sign, const Operand &left)
{
    advance();
    const Maybe right = sum();
    if (!right)
        return std::nullopt;
    if (op != Op::Equal && op != Op::NotEqual) {
        for (const Operand &side : {left, *right})
            if (!ordered(side.type))
                return wrongType(sign, "number/text/duration/time", side);
    }
    if (!couldBe(right->type, left.type))
        return wrongType(sign, left.type, *right);
    return add(op, Type::Bool, left.column, {left.node, right->node});
}

Maybe Parser::membership(const Operand &left)
{
    advance();
    std::vector<std::int32_t> items;
    if (accept(TokenKind::OpenSet)) {
        do {
            if (!member(left, items))
                return std::nullopt;
        } while (accept(TokenKind::Comma));
        if (!expect(TokenKind::CloseSet, "}"))
            return std::nullopt;
        return addList(Op::In, Type::Bool, left.column, left.node, items);
    }
    const int column = m_token.column;
    Maybe right;
    if (!is(TokenKind::Range)) {
        right = sum();
        if (!right)
            return std::nullopt;
        if (!is(TokenKind::Range)) {
            if (!couldBe(right->type, Type::List))
                return wrongType("in", Type::List, *right);
            return add(Op::InList, Type::Bool, left.column, {left.node, right->node});
        }
    }
    const Maybe bounds = range(left, right, column);
    if (!bounds)
        return std::nullopt;
    return addList(Op::In, Type::Bool, left.column, left.node, {bounds->node});
}

// A value or a range between the braces.
bool Parser::member(const Operand &left, std::vector<std::int32_t> &items)
{
    const int column = m_token.column;
    Maybe item;
    if (!is(TokenKind::Range)) {
        item = sum();
        if (!item)
            return false;
    }
    if (is(TokenKind::Range))
        item = range(left, item, column);
    else if (!couldBe(item->type, left.type))
        item = wrongType("in", left.type, *item);
    if (!item)
        return false;
    items.push_back(item->node);
    return true;
}

Maybe Parser::range(const Operand &left, const Maybe &low, int column)
{
    advance();
    Maybe high;
    if (startsOperand() || !low) { // "10.." ends here, ".." alone is nothing
        high = sum();
        if (!high)
            return std::nullopt;
    }
    if (!ordered(left.type))
        return wrongType("..", "number/text/duration/time", left);
    for (const Maybe &bound : {low, high}) {
        if (bound && !ordered(bound->type))
            return wrongType("..", "number/text/duration/time", *bound);
        if (bound && !couldBe(bound->type, left.type))
            return wrongType("in", left.type, *bound);
    }
    if (low && high && !couldBe(high->type, low->type))
        return wrongType("..", low->type, *high);
    return add(Op::Range, left.type, column, {low ? low->node : -1, high ? high->node : -1});
}

Maybe Parser::containment(const Operand &left)
{
    advance();
    const Maybe right = sum();
    if (!right)
        return std::nullopt;
    if (!couldBe(left.type, Type::Text) && !couldBe(left.type, Type::List))
        return wrongType("contains", "text/list", left);
    if (left.type == Type::Text && !couldBe(right->type, Type::Text))
        return wrongType("contains", Type::Text, *right);
    return add(Op::Contains, Type::Bool, left.column, {left.node, right->node});
}

Maybe Parser::match(const Operand &left)
{
    advance();
    if (!is(TokenKind::Literal) || !m_token.value.isText())
        return unexpected("text");
    if (!couldBe(left.type, Type::Text))
        return wrongType("matches", Type::Text, left);
    auto pattern = Pattern::compile(m_token.value.text());
    if (!pattern) // behind the opening quote; doubled quotes before it are not worth counting
        return fail(pattern.error().message, m_token.column + pattern.error().place.column);
    advance();
    m_program->patterns.push_back(std::move(pattern).value());
    const auto index = static_cast<std::int32_t>(m_program->patterns.size()) - 1;
    return add(Node{Op::Matches, left.node, index}, Type::Bool, left.column, heightOf(left.node) + 1);
}

Maybe Parser::sum()
{
    Maybe left = product();
    while (left && (is(TokenKind::Plus) || is(TokenKind::Minus))) {
        const bool plus = is(TokenKind::Plus);
        advance();
        const Maybe right = product();
        left = right ? arithmetic(plus ? Op::Add : Op::Subtract, plus ? "+" : "-", *left, *right) : std::nullopt;
    }
    return left;
}

Maybe Parser::product()
{
    Maybe left = unary();
    while (left && (is(TokenKind::Star) || is(TokenKind::Slash) || is(TokenKind::Percent))) {
        const Token sign = m_token;
        const Op op = is(TokenKind::Star) ? Op::Multiply : is(TokenKind::Slash) ? Op::Divide : Op::Remainder;
        advance();
        const Maybe right = unary();
        left = right ? arithmetic(op, sign.raw, *left, *right) : std::nullopt;
    }
    return left;
}

Maybe Parser::arithmetic(Op op, std::string_view sign, const Operand &left, const Operand &right)
{
    if (const auto type = arithmeticType(op, left.type, right.type))
        return add(op, *type, left.column, {left.node, right.node});
    // Whose fault? The left side's if nothing on the right would do. Say what would.
    const bool leftFits = arithmeticType(op, left.type, Type::Any).has_value();
    std::string expected;
    for (const Type type : {Type::Number, Type::Text, Type::Duration, Type::Time}) {
        if (!(leftFits ? arithmeticType(op, left.type, type) : arithmeticType(op, type, right.type)))
            continue;
        expected.append(expected.empty() ? "" : "/").append(typeName(type));
    }
    return wrongType(sign, expected.empty() ? "number" : expected, leftFits ? right : left);
}

Maybe Parser::unary()
{
    if (!is(TokenKind::Minus))
        return primary();
    const Level level(m_level);
    const int column = m_token.column;
    if (m_level > MaxLevel + 1)
        return tooDeep(column);
    advance();
    if (is(TokenKind::Literal) && (m_token.value.isNumber() || m_token.value.isDuration())) { // -3 is a constant
        const Value &value = m_token.value;
        Value negated = value.isInteger()    ? Value(-value.integer()) // a literal is never the smallest integer
                        : value.isDuration() ? Value(Value::Duration{-value.millis()})
                                             : Value(-value.number());
        const Type type = value.isDuration() ? Type::Duration : Type::Number;
        advance();
        return constant(std::move(negated), type, column);
    }
    const Maybe operand = unary();
    if (!operand)
        return std::nullopt;
    if (!couldBe(operand->type, Type::Number) && operand->type != Type::Duration)
        return wrongType("-", "number/duration", *operand);
    return add(Op::Negate, operand->type, column, {operand->node});
}

base::Result<std::shared_ptr<const Expression::Program>> compile(std::string_view source, const Symbols &symbols)
{
    return Parser(source, symbols).run();
}

} // namespace atscope::expr
