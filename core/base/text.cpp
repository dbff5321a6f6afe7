// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace atscope::base {

namespace {

constexpr std::string_view HexDigits = "0123456789abcdef";

constexpr std::uint8_t byteOf(char c)
{
    return static_cast<std::uint8_t>(c);
}

constexpr bool isContinuation(char c)
{
    return (byteOf(c) & 0xC0U) == 0x80U;
}

// Bytes of the well-formed character that begins at `at`, 0 when none does (table 3-7 of the Unicode standard).
std::size_t characterAt(std::string_view text, std::size_t at)
{
    const std::uint8_t lead = byteOf(text[at]);
    if (lead < 0x80)
        return 1;
    std::size_t length = 0;
    std::uint8_t low = 0x80;
    std::uint8_t high = 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF) {
        length = 2;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
        length = 3;
        if (lead == 0xE0)
            low = 0xA0; // overlong below
        else if (lead == 0xED)
            high = 0x9F; // surrogates above
    } else if (lead >= 0xF0 && lead <= 0xF4) {
        length = 4;
        if (lead == 0xF0)
            low = 0x90;
        else if (lead == 0xF4)
            high = 0x8F; // beyond U+10FFFF
    } else {
        return 0;
    }
    if (text.size() - at < length)
        return 0;
    const std::uint8_t second = byteOf(text[at + 1]);
    if (second < low || second > high)
        return 0;
    for (std::size_t i = 2; i < length; ++i)
        if (!isContinuation(text[at + i]))
            return 0;
    return length;
}

void appendEscapedByte(std::string &out, char c)
{
    out += "\\x";
    out += HexDigits[byteOf(c) >> 4U];
    out += HexDigits[byteOf(c) & 0x0FU];
}

// std::from_chars knows only the minus.
std::string_view withoutPlus(std::string_view text)
{
    if (text.size() > 1 && text[0] == '+' && text[1] != '-')
        text.remove_prefix(1);
    return text;
}

} // namespace

std::string upper(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), toUpper);
    return out;
}

std::string lower(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), toLower);
    return out;
}

bool equalsNoCase(std::string_view a, std::string_view b)
{
    return a.size() == b.size()
           && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return toLower(x) == toLower(y); });
}

bool startsWithNoCase(std::string_view text, std::string_view prefix)
{
    return text.size() >= prefix.size() && equalsNoCase(text.substr(0, prefix.size()), prefix);
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

std::optional<std::int64_t> toInteger(std::string_view text, int base)
{
    if (base < 2 || base > 36)
        return std::nullopt;
    text = withoutPlus(text);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::optional<double> toDouble(std::string_view text)
{
    text = withoutPlus(text);
    const auto fits = [](char c) { return isDigit(c) || c == '.' || c == 'e' || c == 'E' || c == '+' || c == '-'; };
    if (!std::all_of(text.begin(), text.end(), fits))
        return std::nullopt; // from_chars would take "inf", "nan" and "infinity"
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::general);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::string fromDouble(double value)
{
    std::array<char, 32> buffer{};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return error == std::errc() ? std::string(buffer.data(), end) : std::string();
}

std::string fromInteger(std::int64_t value)
{
    std::array<char, 24> buffer{};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return error == std::errc() ? std::string(buffer.data(), end) : std::string();
}

bool utf8Valid(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = characterAt(text, at);
        if (length == 0)
            return false;
        at += length;
    }
    return true;
}

std::size_t utf8Length(std::string_view text)
{
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count)
        at += std::max<std::size_t>(characterAt(text, at), 1);
    return count;
}

std::string escapedUtf8(std::string_view bytes, bool escapeControls)
{
    std::string out;
    out.reserve(bytes.size());
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t length = characterAt(bytes, at);
        const bool control = length == 1 && (byteOf(bytes[at]) < 0x20 || byteOf(bytes[at]) == 0x7F);
        if (length == 0 || (control && escapeControls))
            appendEscapedByte(out, bytes[at]);
        else
            out.append(bytes, at, length);
        at += std::max<std::size_t>(length, 1);
    }
    return out;
}

std::string toHex(std::string_view bytes)
{
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        out += HexDigits[byteOf(c) >> 4U];
        out += HexDigits[byteOf(c) & 0x0FU];
    }
    return out;
}

int editDistance(std::string_view a, std::string_view b, int limit)
{
    if (limit < 0)
        return 0; // limit + 1 would be no distance at all
    if (a.size() > b.size())
        std::swap(a, b);
    const std::size_t most = static_cast<std::size_t>(limit);
    const int tooFar = limit == std::numeric_limits<int>::max() ? limit : limit + 1;
    if (b.size() - a.size() > most)
        return tooFar;
    // Two rows of the usual table; a row whose smallest entry is above the limit cannot lead below it again.
    std::vector<int> row(a.size() + 1);
    for (std::size_t i = 0; i <= a.size(); ++i)
        row[i] = static_cast<int>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
        int diagonal = row[0];
        row[0] = static_cast<int>(j);
        int smallest = row[0];
        for (std::size_t i = 1; i <= a.size(); ++i) {
            const int change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[i];
            row[i] = std::min({change, row[i] + 1, row[i - 1] + 1});
            smallest = std::min(smallest, row[i]);
        }
        if (smallest > limit)
            return tooFar;
    }
    return row[a.size()] > limit ? tooFar : row[a.size()];
}

} // namespace atscope::base
