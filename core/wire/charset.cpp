// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/charset.h"

#include <algorithm>
#include <array>
#include <vector>

#include "core/base/text.h"

namespace atscope::wire {

namespace {

constexpr std::size_t Rows = 126;

constexpr std::array<const char16_t *, Rows> Gb18030Rows = {
#include "core/wire/gb18030_table.inc"
};

constexpr std::uint8_t byteOf(char c)
{
    return static_cast<std::uint8_t>(c);
}

// Two bytes to a number of the basic plane; 0 when they are none.
char32_t twoBytes(unsigned first, unsigned second)
{
    if (first < 0x81 || first > 0xFE || second < 0x40 || second == 0x7F || second > 0xFE)
        return 0;
    if (second >= 0xA1) { // user-defined areas 1 and 2
        if (first >= 0xAA && first <= 0xAF)
            return 0xE000 + (first - 0xAA) * 94 + (second - 0xA1);
        if (first >= 0xF8)
            return 0xE234 + (first - 0xF8) * 94 + (second - 0xA1);
    } else if (first >= 0xA1 && first <= 0xA7) { // user-defined area 3
        return 0xE4C6 + (first - 0xA1) * 96 + (second - 0x40) - (second > 0x7F ? 1 : 0);
    }
    return Gb18030Rows[first - 0x81][second - 0x40 - (second > 0x7F ? 1 : 0)];
}

// Four bytes count through what the basic plane has besides: all its characters in rising order, those with one or two bytes and
// the surrogates left out.
const std::vector<char16_t> &fourByteCharacters()
{
    static const std::vector<char16_t> s_characters = [] {
        std::vector<bool> taken(0x10000);
        std::fill(taken.begin(), taken.begin() + 0x80, true);
        std::fill(taken.begin() + 0xD800, taken.begin() + 0xE000, true);
        for (unsigned first = 0x81; first <= 0xFE; ++first)
            for (unsigned second = 0x40; second <= 0xFE; ++second)
                taken[twoBytes(first, second)] = true;
        std::vector<char16_t> out;
        for (unsigned code = 0; code < 0x10000; ++code)
            if (!taken[code])
                out.push_back(static_cast<char16_t>(code));
        return out;
    }();
    return s_characters;
}

void appendUtf8(std::string &out, char32_t code)
{
    const auto put = [&out](char32_t byte) { out += static_cast<char>(static_cast<std::uint8_t>(byte)); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0 | code >> 6);
        put(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        put(0xE0 | code >> 12);
        put(0x80 | (code >> 6 & 0x3F));
        put(0x80 | (code & 0x3F));
    } else {
        put(0xF0 | code >> 18);
        put(0x80 | (code >> 12 & 0x3F));
        put(0x80 | (code >> 6 & 0x3F));
        put(0x80 | (code & 0x3F));
    }
}

void appendEscaped(std::string &out, char c)
{
    out += "\\x";
    out += base::toHex(std::string_view(&c, 1));
}

} // namespace

Character gb18030Character(std::string_view bytes)
{
    if (bytes.empty())
        return {};
    const unsigned first = byteOf(bytes[0]);
    if (first < 0x80)
        return {1, first};
    if (first == 0x80 || first == 0xFF || bytes.size() < 2)
        return {};
    const unsigned second = byteOf(bytes[1]);
    if (second < 0x30 || second > 0x39) {
        const char32_t code = twoBytes(first, second);
        return code == 0 ? Character{} : Character{2, code};
    }
    if (bytes.size() < 4)
        return {};
    const unsigned third = byteOf(bytes[2]);
    const unsigned fourth = byteOf(bytes[3]);
    if (third < 0x81 || third > 0xFE || fourth < 0x30 || fourth > 0x39)
        return {};
    const std::size_t number = (((first - 0x81) * 10 + (second - 0x30)) * 126 + (third - 0x81)) * 10 + (fourth - 0x30);
    constexpr std::size_t Beyond = 189000; // 90 30 81 30: U+10000
    if (number < fourByteCharacters().size())
        return {4, fourByteCharacters()[number]};
    if (number >= Beyond && number - Beyond < 0x100000)
        return {4, static_cast<char32_t>(0x10000 + (number - Beyond))};
    return {};
}

DecodedText decodeText(std::string_view bytes, Charset charset)
{
    if (charset == Charset::Utf8)
        return {base::escapedUtf8(bytes), base::utf8Valid(bytes)};
    DecodedText out;
    out.text.reserve(bytes.size() + bytes.size() / 2);
    for (std::size_t at = 0; at < bytes.size();) {
        const Character one = gb18030Character(bytes.substr(at));
        if (one.length == 0) {
            appendEscaped(out.text, bytes[at++]);
            out.valid = false;
            continue;
        }
        appendUtf8(out.text, one.code);
        at += one.length;
    }
    return out;
}

} // namespace atscope::wire
