// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/line_normal.h"

#include <algorithm>

#include "core/base/text.h"

namespace atscope::catalog::detail {

namespace {

// One character of UTF-8; 0 and length 1 where it is none.
char32_t decoded(std::string_view text, std::size_t at, std::size_t &length)
{
    length = 1;
    const auto byte = [&text](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
    const std::uint32_t first = byte(at);
    if (first < 0x80)
        return first;
    const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
    if (size == 0 || first > 0xF4 || at + size > text.size() || !base::utf8Valid(text.substr(at, size)))
        return 0;
    length = size;
    std::uint32_t code = first & (size == 4 ? 0x07U : size == 3 ? 0x0FU : 0x1FU);
    for (std::size_t i = 1; i < size; ++i)
        code = (code << 6) | (byte(at + i) & 0x3FU);
    return code;
}

bool isDoubleQuote(char32_t c)
{
    return (c >= 0x201C && c <= 0x201F) || c == 0x2033 || c == 0x2036 || c == 0x301D || c == 0x301E || c == 0x301F || c == 0xFF02
        || c == 0x00AB || c == 0x00BB;
}

bool isSingleQuote(char32_t c)
{
    return (c >= 0x2018 && c <= 0x201B) || c == 0x2032 || c == 0x2035 || c == 0xFF07 || c == 0x00B4;
}

bool isOddBlank(char32_t c)
{
    return c == 0x00A0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool isZeroWidth(char32_t c)
{
    return (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF || c == 0x00AD;
}

OddCharacter classified(char32_t c, bool ascii, std::size_t length)
{
    const auto as = [length](Oddity kind) { return OddCharacter{kind, length, false, '\0', 0}; };
    const auto meant = [length](Oddity kind, char byte) { return OddCharacter{kind, length, true, byte, 0}; };
    if (ascii)
        return meant(Oddity::Control, '\0');
    if (isDoubleQuote(c))
        return meant(Oddity::TypographicQuote, '"');
    if (isSingleQuote(c))
        return meant(Oddity::TypographicQuote, '\'');
    if (c >= 0xFF01 && c <= 0xFF5E)
        return meant(Oddity::FullWidth, static_cast<char>(c - 0xFEE0));
    if (isOddBlank(c))
        return meant(c == 0x3000 ? Oddity::FullWidth : Oddity::Invisible, ' ');
    if (isZeroWidth(c))
        return meant(Oddity::Invisible, '\0');
    if (c == 0x2010 || c == 0x2011 || c == 0x2012 || c == 0x2013 || c == 0x2014 || c == 0x2212) // a hyphen that was improved
        return meant(Oddity::NotAscii, '-');
    return as(Oddity::NotAscii);
}

} // namespace

OddCharacter characterAt(std::string_view text, std::size_t at)
{
    std::size_t length = 1;
    const char32_t c = decoded(text, at, length);
    if ((c >= 0x20 && c < 0x7F) || c == '\t')
        return {};
    OddCharacter character = classified(c, static_cast<unsigned char>(text[at]) < 0x80, length);
    character.code = c;
    return character;
}

bool hides(const OddCharacter &character, std::string_view text, std::size_t at)
{
    if (character.kind != Oddity::Invisible)
        return false;
    const bool joins = character.code >= 0x200C && character.code <= 0x200F;
    return !joins || at == 0 || static_cast<unsigned char>(text[at - 1]) < 0x80;
}

bool isPlain(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return (c >= 0x20 && c < 0x7F) || c == '\t'; });
}

bool endsArgument(std::string_view text, std::size_t at)
{
    while (at < text.size()) {
        std::size_t length = 1;
        const char32_t c = decoded(text, at, length);
        if (!(c == ' ' || c == '\t' || isOddBlank(c) || isZeroWidth(c)))
            return c == ',' || c == ';' || c == 0xFF0C || c == 0xFF1B || (c == '/' && text.substr(at, 2) == "//");
        at += length;
    }
    return true;
}

} // namespace atscope::catalog::detail
