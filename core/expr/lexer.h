// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

#include "core/expr/value.h"

namespace atscope::expr {

enum class TokenKind : std::uint8_t {
    End, Bad, Literal, Name,
    And, Or, Not, In, Contains, Matches, If, Then, Else, True, False, Unknown,
    Plus, Minus, Star, Slash, Percent,
    Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual,
    Open, Close, OpenSet, CloseSet, Comma, Range,
};

struct Token
{
    TokenKind kind = TokenKind::End;
    std::string_view raw;      // as written
    int column = 1;            // in bytes, from 1
    std::string_view expected; // Bad: what should stand here
    Value value;               // Literal
};

// Cuts an expression into tokens, one at a time. Holds a view of the source only.
class Lexer final
{
public:
    explicit Lexer(std::string_view source) : m_source(source) {}
    Token next();

private:
    char at(std::size_t index) const { return index < m_source.size() ? m_source[index] : '\0'; }
    Token make(TokenKind kind, std::size_t length);
    Token bad(std::size_t length, std::string_view expected);
    Token name();
    Token number();
    Token text();

    std::string_view m_source;
    std::size_t m_at = 0;
};

} // namespace atscope::expr
