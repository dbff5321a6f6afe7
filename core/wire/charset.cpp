// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/charset.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "core/base/text.h"
#include "core/wire/hex.h"

namespace atscope::wire {

namespace {

constexpr std::size_t Rows = 126;
constexpr std::size_t Beyond = 189000; // the number of 90 30 81 30: U+10000

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

// 3GPP TS 23.038, 6.2.1: the number of each septet; 0x1B begins one of the extension table.
constexpr std::array<char16_t, 128> GsmCharacters{
    u'@',      u'\u00A3', u'$',      u'\u00A5', u'\u00E8', u'\u00E9', u'\u00F9', u'\u00EC', u'\u00F2', u'\u00C7', u'\n',     u'\u00D8',
    u'\u00F8', u'\r',     u'\u00C5', u'\u00E5', u'\u0394', u'_',      u'\u03A6', u'\u0393', u'\u039B', u'\u03A9', u'\u03A0', u'\u03A8',
    u'\u03A3', u'\u0398', u'\u039E', 0x1B,      u'\u00C6', u'\u00E6', u'\u00DF', u'\u00C9', u' ',      u'!',      u'"',      u'#',
    u'\u00A4', u'%',      u'&',      u'\'',     u'(',      u')',      u'*',      u'+',      u',',      u'-',      u'.',      u'/',
    u'0',      u'1',      u'2',      u'3',      u'4',      u'5',      u'6',      u'7',      u'8',      u'9',      u':',      u';',
    u'<',      u'=',      u'>',      u'?',      u'\u00A1', u'A',      u'B',      u'C',      u'D',      u'E',      u'F',      u'G',
    u'H',      u'I',      u'J',      u'K',      u'L',      u'M',      u'N',      u'O',      u'P',      u'Q',      u'R',      u'S',
    u'T',      u'U',      u'V',      u'W',      u'X',      u'Y',      u'Z',      u'\u00C4', u'\u00D6', u'\u00D1', u'\u00DC', u'\u00A7',
    u'\u00BF', u'a',      u'b',      u'c',      u'd',      u'e',      u'f',      u'g',      u'h',      u'i',      u'j',      u'k',
    u'l',      u'm',      u'n',      u'o',      u'p',      u'q',      u'r',      u's',      u't',      u'u',      u'v',      u'w',
    u'x',      u'y',      u'z',      u'\u00E4', u'\u00F6', u'\u00F1', u'\u00FC', u'\u00E0'};

// Behind 0x1B.
constexpr std::pair<std::uint8_t, char16_t> GsmExtension[] = {{0x0A, u'\f'}, {0x14, u'^'}, {0x28, u'{'}, {0x29, u'}'}, {0x2F, u'\\'},
                                                              {0x3C, u'['}, {0x3D, u'~'}, {0x3E, u']'}, {0x40, u'|'}, {0x65, u'\u20AC'}};
constexpr std::uint8_t GsmEscape = 0x1B;

Character gsmCharacter(std::string_view bytes)
{
    if (bytes.empty() || byteOf(bytes[0]) >= GsmCharacters.size())
        return {};
    if (byteOf(bytes[0]) != GsmEscape)
        return {1, GsmCharacters[byteOf(bytes[0])]};
    if (bytes.size() > 1)
        for (const auto &[septet, code] : GsmExtension)
            if (septet == byteOf(bytes[1]))
                return {2, code};
    return {};
}

bool appendGsm(std::string &out, char32_t code)
{
    for (std::size_t i = 0; i < GsmCharacters.size(); ++i)
        if (GsmCharacters[i] == code && i != GsmEscape) {
            out += static_cast<char>(i);
            return true;
        }
    for (const auto &[septet, character] : GsmExtension)
        if (character == code) {
            out += static_cast<char>(GsmEscape);
            out += static_cast<char>(septet);
            return true;
        }
    return false;
}

// Two bytes for each character of the basic plane that has them; 0 for the others.
const std::vector<std::uint16_t> &twoByteCodes()
{
    static const std::vector<std::uint16_t> s_codes = [] {
        std::vector<std::uint16_t> out(0x10000);
        for (unsigned first = 0x81; first <= 0xFE; ++first)
            for (unsigned second = 0x40; second <= 0xFE; ++second)
                if (const char32_t code = twoBytes(first, second); code != 0)
                    out[code] = static_cast<std::uint16_t>(first << 8 | second);
        return out;
    }();
    return s_codes;
}

bool appendGb18030(std::string &out, char32_t code)
{
    const auto put = [&out](unsigned byte) { out += static_cast<char>(static_cast<std::uint8_t>(byte)); };
    if (code < 0x80) {
        put(code);
        return true;
    }
    std::size_t number = 0;
    if (code < 0x10000) {
        if (const unsigned two = twoByteCodes()[code]; two != 0) {
            put(two >> 8);
            put(two & 0xFF);
            return true;
        }
        const auto &four = fourByteCharacters();
        const auto it = std::lower_bound(four.begin(), four.end(), static_cast<char16_t>(code));
        if (it == four.end() || *it != code)
            return false;
        number = static_cast<std::size_t>(it - four.begin());
    } else {
        number = Beyond + (code - 0x10000);
    }
    put(static_cast<unsigned>(0x81 + number / 12600));
    put(static_cast<unsigned>(0x30 + number / 1260 % 10));
    put(static_cast<unsigned>(0x81 + number / 10 % 126));
    put(static_cast<unsigned>(0x30 + number % 10));
    return true;
}

bool appendUtf16(std::string &out, char32_t code)
{
    const auto put = [&out](char32_t unit) {
        out += static_cast<char>(static_cast<std::uint8_t>(unit >> 8));
        out += static_cast<char>(static_cast<std::uint8_t>(unit & 0xFF));
    };
    if (code >= 0x10000) {
        put(0xD800 + ((code - 0x10000) >> 10));
        put(0xDC00 + ((code - 0x10000) & 0x3FF));
    } else {
        put(code);
    }
    return true;
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
    if (number < fourByteCharacters().size())
        return {4, fourByteCharacters()[number]};
    if (number >= Beyond && number - Beyond < 0x100000)
        return {4, static_cast<char32_t>(0x10000 + (number - Beyond))};
    return {};
}

Character utf8Character(std::string_view bytes)
{
    if (bytes.empty())
        return {};
    const unsigned first = byteOf(bytes[0]);
    if (first < 0x80)
        return {1, first};
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || bytes.size() < length || !base::utf8Valid(bytes.substr(0, length)))
        return {};
    char32_t code = first & (length == 4 ? 0x07U : length == 3 ? 0x0FU : 0x1FU);
    for (std::size_t i = 1; i < length; ++i)
        code = code << 6 | (byteOf(bytes[i]) & 0x3FU);
    return {length, code};
}

namespace {

// One character of a set that is not written in hexadecimal.
Character characterOf(std::string_view bytes, Charset charset)
{
    switch (charset) {
    case Charset::Utf8: return utf8Character(bytes);
    case Charset::Gb18030: return gb18030Character(bytes);
    case Charset::Gsm: return gsmCharacter(bytes);
    case Charset::Latin1:
    case Charset::GsmHex:
    case Charset::Ucs2Hex: break;
    }
    return bytes.empty() ? Character{} : Character{1, byteOf(bytes[0])};
}

// UTF-16, most significant byte first.
Character utf16Character(std::string_view bytes)
{
    const auto unit = [&bytes](std::size_t at) { return static_cast<char32_t>(byteOf(bytes[at]) << 8 | byteOf(bytes[at + 1])); };
    if (bytes.size() < 2)
        return {};
    const char32_t high = unit(0);
    if (high < 0xD800 || high > 0xDFFF)
        return {2, high};
    if (high > 0xDBFF || bytes.size() < 4 || unit(2) < 0xDC00 || unit(2) > 0xDFFF)
        return {};
    return {4, 0x10000 + ((high - 0xD800) << 10) + (unit(2) - 0xDC00)};
}

} // namespace

DecodedText decodeText(std::string_view bytes, Charset charset)
{
    if (charset == Charset::Utf8)
        return {base::escapedUtf8(bytes), base::utf8Valid(bytes)};
    std::string digits;
    if (charset == Charset::GsmHex || charset == Charset::Ucs2Hex) {
        Decoded read = decodeHex(bytes);
        if (!read.ok())
            return {base::escapedUtf8(bytes), false};
        digits = std::move(read.bytes);
        bytes = digits;
    }
    DecodedText out;
    out.text.reserve(bytes.size() + bytes.size() / 2);
    for (std::size_t at = 0; at < bytes.size();) {
        const Character one = charset == Charset::Ucs2Hex ? utf16Character(bytes.substr(at))
            : characterOf(bytes.substr(at), charset == Charset::GsmHex ? Charset::Gsm : charset);
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

EncodedText encodeText(std::string_view text, Charset charset)
{
    EncodedText out;
    for (std::size_t at = 0; at < text.size();) {
        const Character one = utf8Character(text.substr(at));
        bool there = one.length != 0;
        switch (charset) {
        case Charset::Utf8:
            out.bytes += text.substr(at, one.length);
            break;
        case Charset::Gb18030:
            there = there && appendGb18030(out.bytes, one.code);
            break;
        case Charset::Latin1:
            there = there && one.code < 0x100;
            if (there)
                out.bytes += static_cast<char>(static_cast<std::uint8_t>(one.code));
            break;
        case Charset::Gsm:
        case Charset::GsmHex:
            there = there && appendGsm(out.bytes, one.code);
            break;
        case Charset::Ucs2Hex:
            there = there && appendUtf16(out.bytes, one.code);
            break;
        }
        if (!there) {
            out.errorAt = at;
            break;
        }
        at += one.length;
    }
    if (charset == Charset::GsmHex || charset == Charset::Ucs2Hex)
        out.bytes = encodeHex(out.bytes);
    return out;
}

std::string packSeptets(std::string_view septets)
{
    std::string out;
    unsigned bits = 0;
    int held = 0;
    for (const char septet : septets) {
        bits |= (byteOf(septet) & 0x7FU) << held;
        for (held += 7; held >= 8; held -= 8, bits >>= 8)
            out += static_cast<char>(static_cast<std::uint8_t>(bits & 0xFF));
    }
    if (held > 0)
        out += static_cast<char>(static_cast<std::uint8_t>(bits & 0xFF));
    return out;
}

std::string unpackSeptets(std::string_view bytes, std::size_t count)
{
    std::string out;
    unsigned bits = 0;
    int held = 0;
    for (const char byte : bytes) {
        bits |= static_cast<unsigned>(byteOf(byte)) << held;
        for (held += 8; held >= 7 && out.size() < count; held -= 7, bits >>= 7)
            out += static_cast<char>(static_cast<std::uint8_t>(bits & 0x7F));
        if (out.size() == count)
            break;
    }
    return out;
}

} // namespace atscope::wire
