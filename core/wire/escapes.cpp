// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/escapes.h"

#include "core/base/text.h"

namespace atscope::wire {

namespace {

constexpr std::string_view Letters = "abfnrtv\\'\"?";
constexpr std::string_view Meanings = "\a\b\f\n\r\t\v\\'\"?";

constexpr bool isOctal(char c)
{
    return c >= '0' && c <= '7';
}

constexpr unsigned hexValue(char digit)
{
    return static_cast<unsigned>(base::isDigit(digit) ? digit - '0' : base::toUpper(digit) - 'A' + 10);
}

} // namespace

Decoded decodeEscapes(std::string_view text)
{
    Decoded out;
    out.bytes.reserve(text.size());
    std::size_t at = 0;
    while (at < text.size()) {
        if (text[at] != '\\') {
            out.bytes += text[at++];
            continue;
        }
        const std::size_t from = at++;
        const char c = at < text.size() ? text[at] : '\0';
        const std::size_t letter = at < text.size() ? Letters.find(c) : std::string_view::npos;
        if (letter != std::string_view::npos) {
            out.bytes += Meanings[letter]; // \r
            ++at;
            continue;
        }
        unsigned value = 0;
        int digits = 0;
        if (c == 'x') { // \x2C
            for (++at; at < text.size() && digits < 2 && base::isHexDigit(text[at]); ++at, ++digits)
                value = value * 16 + hexValue(text[at]);
        } else { // \054
            for (; at < text.size() && digits < 3 && isOctal(text[at]); ++at, ++digits)
                value = value * 8 + static_cast<unsigned>(text[at] - '0');
        }
        if (digits == 0 || value > 255) {
            out.errorAt = from;
            return out;
        }
        out.bytes += static_cast<char>(static_cast<unsigned char>(value));
    }
    return out;
}

std::string encodeEscapes(std::string_view bytes, std::string_view also)
{
    constexpr std::string_view Hex = "0123456789ABCDEF";
    std::string out;
    out.reserve(bytes.size() + 16);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        const std::size_t meaning = Meanings.find(c);
        const bool wanted = also.find(c) != std::string_view::npos;
        // ' and ? need no escape between double quotes; the module knows one all the same.
        if (meaning != std::string_view::npos && ((c != '\'' && c != '?') || wanted)) {
            out += '\\';
            out += Letters[meaning];
        } else if (byte < 0x20 || byte >= 0x7F || wanted) {
            out += "\\x";
            out += Hex[byte >> 4U];
            out += Hex[byte & 0x0FU];
        } else {
            out += c;
        }
    }
    return out;
}

} // namespace atscope::wire
