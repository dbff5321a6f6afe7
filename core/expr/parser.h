// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/expr/lexer.h"
#include "core/expr/program.h"

namespace atscope::expr {

struct Function;

inline constexpr int MaxLevel = 64;
// Of the tree of nodes: one level of the source makes several, and so does a long a + b + c …
inline constexpr int MaxHeight = 256;

struct Operand
{
    std::int32_t node = -1;
    Type type = Type::Any;
    int column = 1;
};
using Maybe = std::optional<Operand>;

// Counts how deep the parser stands in its own recursion.
class Level final
{
public:
    explicit Level(int &level) : m_level(level) { ++m_level; }
    ~Level() { --m_level; }
    Level(const Level &) = delete;
    Level &operator=(const Level &) = delete;

private:
    int &m_level;
};

// Recursive descent, one method for each strength of binding. A method that fails has set m_error and returns nothing.
class Parser final
{
public:
    Parser(std::string_view source, const Symbols &symbols);
    base::Result<std::shared_ptr<const Expression::Program>> run();

private:
    void advance() { m_token = m_lexer.next(); }
    bool is(TokenKind kind) const { return m_token.kind == kind; }
    bool accept(TokenKind kind)
    {
        if (!is(kind))
            return false;
        advance();
        return true;
    }
    bool expect(TokenKind kind, std::string_view sign)
    {
        if (accept(kind))
            return true;
        unexpected(sign);
        return false;
    }

    // The first complaint is kept, the ones it causes are not.
    std::nullopt_t fail(base::Message message, int column);
    std::nullopt_t unexpected(std::string_view expected);
    std::nullopt_t wrongType(std::string_view what, std::string expected, const Operand &found);
    std::nullopt_t wrongType(std::string_view what, Type expected, const Operand &found);
    std::nullopt_t tooDeep(int column);

    Maybe add(const Node &node, Type type, int column, int height);
    Maybe add(Op op, Type type, int column, std::initializer_list<std::int32_t> links);
    Maybe addList(Op op, Type type, int column, std::int32_t subject, const std::vector<std::int32_t> &items);
    Maybe constant(Value value, Type type, int column);
    int heightOf(std::int32_t node) const { return node < 0 ? 0 : m_heights[static_cast<std::size_t>(node)]; }

    Maybe expression();
    Maybe conditional();
    Maybe logical(TokenKind sign, std::string_view name, Op op, Maybe (Parser::*tighter)());
    Maybe disjunction() { return logical(TokenKind::Or, "or", Op::Or, &Parser::conjunction); }
    Maybe conjunction() { return logical(TokenKind::And, "and", Op::And, &Parser::negation); }
    Maybe negation();
    Maybe comparison();
    Maybe negated(const Operand &left);
    Maybe compared(Op op, std::string_view sign, const Operand &left);
    Maybe membership(const Operand &left);
    bool member(const Operand &left, std::vector<std::int32_t> &items);
    Maybe range(const Operand &left, const Maybe &low, int column);
    Maybe containment(const Operand &left);
    Maybe match(const Operand &left);
    Maybe sum();
    Maybe product();
    Maybe arithmetic(Op op, std::string_view sign, const Operand &left, const Operand &right);
    Maybe unary();
    Maybe primary();
    Maybe nameOrCall();
    Maybe call(std::string_view name, int column);
    Maybe callOfName(const Function &function, int column);
    Maybe symbol(std::string_view name, int column);
    std::optional<int> slotOf(std::string_view name, int column, Type &type);
    bool startsOperand() const;

    const Symbols &m_symbols;
    std::shared_ptr<Expression::Program> m_program;
    Lexer m_lexer;
    Token m_token;
    std::optional<base::Error> m_error;
    std::vector<int> m_heights; // of the nodes
    int m_level = 0;
};

} // namespace atscope::expr
