// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/hex.h"

#include "core/base/text.h"

namespace atscope::wire {

namespace {

constexpr bool isFiller(char c)
{
    return base::isBlank(c) || c == '\r' || c == '\n';
}

constexpr unsigned valueOf(char c)
{
    return static_cast<unsigned>(base::isDigit(c) ? c - '0' : base::toUpper(c) - 'A' + 10);
}

} // namespace

Decoded decodeHex(std::string_view text)
{
    Decoded out;
    out.bytes.reserve(text.size() / 2);
    bool half = false;
    unsigned high = 0;
    std::size_t highAt = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (isFiller(text[i]))
            continue;
        if (!base::isHexDigit(text[i])) { // C7AC******F8
            out.errorAt = i;
            return out;
        }
        if (half)
            out.bytes += static_cast<char>(static_cast<unsigned char>(high * 16 + valueOf(text[i])));
        high = valueOf(text[i]);
        highAt = i;
        half = !half;
    }
    if (half)
        out.errorAt = highAt;
    return out;
}

std::string encodeHex(std::string_view bytes, char separator)
{
    constexpr std::string_view Digits = "0123456789ABCDEF";
    std::string out;
    out.reserve(bytes.size() * (separator != 0 ? 3 : 2));
    for (const char c : bytes) {
        if (separator != 0 && !out.empty())
            out += separator;
        const auto byte = static_cast<unsigned char>(c);
        out += Digits[byte >> 4U];
        out += Digits[byte & 0x0FU];
    }
    return out;
}

std::ptrdiff_t hexDigitCount(std::string_view text)
{
    std::ptrdiff_t count = 0;
    for (const char c : text) {
        if (base::isHexDigit(c))
            ++count;
        else if (!isFiller(c))
            return -1;
    }
    return count;
}

} // namespace atscope::wire
