// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expr/lexer.h"

#include <array>
#include <optional>

#include "core/base/text.h"

namespace atscope::expr {

namespace {

struct Word
{
    std::string_view text;
    TokenKind kind;
};

constexpr std::array<Word, 12> Keywords{{
    {"and", TokenKind::And},
    {"or", TokenKind::Or},
    {"not", TokenKind::Not},
    {"in", TokenKind::In},
    {"contains", TokenKind::Contains},
    {"matches", TokenKind::Matches},
    {"if", TokenKind::If},
    {"then", TokenKind::Then},
    {"else", TokenKind::Else},
    {"true", TokenKind::True},
    {"false", TokenKind::False},
    {"unknown", TokenKind::Unknown},
}};

// Longer ones first.
constexpr std::array<Word, 17> Signs{{
    {"==", TokenKind::Equal},
    {"!=", TokenKind::NotEqual},
    {"<=", TokenKind::LessEqual},
    {">=", TokenKind::GreaterEqual},
    {"..", TokenKind::Range},
    {"<", TokenKind::Less},
    {">", TokenKind::Greater},
    {"+", TokenKind::Plus},
    {"-", TokenKind::Minus},
    {"*", TokenKind::Star},
    {"/", TokenKind::Slash},
    {"%", TokenKind::Percent},
    {"(", TokenKind::Open},
    {")", TokenKind::Close},
    {"{", TokenKind::OpenSet},
    {"}", TokenKind::CloseSet},
    {",", TokenKind::Comma},
}};

struct Unit
{
    std::string_view text;
    double ms;
};

constexpr std::array<Unit, 4> Units{{{"ms", 1.0}, {"s", 1'000.0}, {"min", 60'000.0}, {"h", 3'600'000.0}}};

constexpr bool startsName(char c)
{
    return base::isAlpha(c) || c == '_';
}

constexpr bool inName(char c)
{
    return base::isAlnum(c) || c == '_';
}

bool hasDots(std::string_view prefix)
{
    return prefix == "fact" || prefix == "cmd" || prefix == "urc" || prefix == "answer";
}

} // namespace

Token Lexer::make(TokenKind kind, std::size_t length)
{
    Token token;
    token.kind = kind;
    token.raw = m_source.substr(m_at, length);
    token.column = static_cast<int>(m_at) + 1;
    m_at += token.raw.size();
    return token;
}

Token Lexer::bad(std::size_t length, std::string_view expected)
{
    Token token = make(TokenKind::Bad, length);
    token.expected = expected;
    return token;
}

Token Lexer::next()
{
    while (m_at < m_source.size() && (base::isBlank(at(m_at)) || at(m_at) == '\n' || at(m_at) == '\r'))
        ++m_at;
    if (m_at >= m_source.size())
        return make(TokenKind::End, 0);
    const char c = at(m_at);
    if (startsName(c))
        return name();
    if (base::isDigit(c))
        return number();
    if (c == '\'' || c == '"')
        return text();
    for (const Word &sign : Signs)
        if (m_source.compare(m_at, sign.text.size(), sign.text) == 0)
            return make(sign.kind, sign.text.size());
    // Show a character beyond ASCII whole.
    std::size_t length = 1;
    while (length < 4 && (static_cast<unsigned char>(at(m_at + length)) & 0xC0U) == 0x80U)
        ++length;
    return bad(length, {});
}

Token Lexer::name()
{
    std::size_t end = m_at;
    while (inName(at(end)))
        ++end;
    if (hasDots(m_source.substr(m_at, end - m_at)) && at(end) == '.' && inName(at(end + 1))) {
        while (inName(at(end)) || (at(end) == '.' && inName(at(end + 1))) || (at(end) == '-' && base::isAlpha(at(end + 1))))
            ++end;
    }
    const std::string_view word = m_source.substr(m_at, end - m_at);
    for (const Word &keyword : Keywords)
        if (keyword.text == word)
            return make(keyword.kind, word.size());
    return make(TokenKind::Name, word.size());
}

Token Lexer::number()
{
    std::size_t end = m_at;
    bool real = false;
    const bool hexadecimal = at(end) == '0' && (at(end + 1) == 'x' || at(end + 1) == 'X');
    if (hexadecimal) {
        end += 2;
        while (base::isHexDigit(at(end)))
            ++end;
    } else {
        while (base::isDigit(at(end)))
            ++end;
        if (at(end) == '.' && base::isDigit(at(end + 1))) { // "1..5" is a range
            real = true;
            ++end;
            while (base::isDigit(at(end)))
                ++end;
        }
        if (at(end) == 'e' || at(end) == 'E') {
            const std::size_t sign = at(end + 1) == '+' || at(end + 1) == '-' ? 1 : 0;
            if (base::isDigit(at(end + 1 + sign))) {
                real = true;
                end += 1 + sign;
                while (base::isDigit(at(end)))
                    ++end;
            }
        }
    }
    const std::string_view digits = m_source.substr(m_at, end - m_at);
    std::size_t whole = end; // with the unit
    while (inName(at(whole)))
        ++whole;
    const std::string_view unit = m_source.substr(end, whole - end);
    const std::size_t length = whole - m_at;
    const auto integer = hexadecimal ? base::toInteger(digits.substr(2), 16)
                         : real      ? std::nullopt
                                     : base::toInteger(digits);
    if (unit.empty() && integer) {
        Token token = make(TokenKind::Literal, length);
        token.value = *integer;
        return token;
    }
    const auto number = base::toDouble(digits);
    if (hexadecimal || !number || (!real && !integer))
        return bad(length, "number");
    if (unit.empty()) {
        Token token = make(TokenKind::Literal, length);
        token.value = *number;
        return token;
    }
    for (const Unit &known : Units) {
        if (known.text != unit)
            continue;
        Token token = make(TokenKind::Literal, length);
        token.value = Value::Duration{*number * known.ms};
        return token;
    }
    return bad(length, "number");
}

Token Lexer::text()
{
    const char quote = at(m_at);
    std::string content;
    std::size_t end = m_at + 1;
    for (;; ++end) {
        if (end >= m_source.size())
            return bad(m_source.size() - m_at, quote == '"' ? "\"" : "'");
        if (at(end) == quote) {
            if (at(end + 1) != quote)
                break;
            ++end; // a doubled quote is one
        }
        content += at(end);
    }
    Token token = make(TokenKind::Literal, end + 1 - m_at);
    token.value = std::move(content);
    return token;
}

} // namespace atscope::expr
