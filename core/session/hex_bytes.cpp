// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/hex_bytes.h"

#include <algorithm>

namespace atscope::session {

namespace {

int digitOf(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool separates(char c)
{
    return std::string_view(" \t\r\n,;:-").find(c) != std::string_view::npos;
}

// The length of the character that begins there; a stray byte is one.
std::size_t characterAt(std::string_view text, std::size_t at)
{
    std::size_t length = 1;
    while (at + length < text.size() && (static_cast<unsigned char>(text[at + length]) & 0xC0U) == 0x80 && length < 4)
        ++length;
    return length;
}

std::string placeOf(std::string_view text, std::size_t at)
{
    const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; };
    return std::to_string(std::count_if(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), begins) + 1);
}

} // namespace

HexBytes readHexBytes(std::string_view text)
{
    HexBytes out;
    const auto wrong = [&out](base::Message message, base::Span where) {
        out.problem = std::move(message);
        out.where = where;
        return out;
    };
    std::size_t at = 0;
    while (at < text.size()) {
        if (separates(text[at])) {
            ++at;
            continue;
        }
        const bool marked = at + 1 < text.size() && (text[at] == '0' || text[at] == '\\') && (text[at + 1] == 'x' || text[at + 1] == 'X');
        const auto from = at + (marked ? 2 : 0);
        auto end = from;
        while (end < text.size() && digitOf(text[end]) >= 0) {
            // 0x410x54: the 0 belongs to the next mark.
            if (text[end] == '0' && end > from && end + 1 < text.size() && (text[end + 1] == 'x' || text[end + 1] == 'X'))
                break;
            ++end;
        }
        const auto digits = end - from;
        if (end < text.size() && !separates(text[end]) && text[end] != '0' && (text[end] != '\\' || digits == 0)) {
            const auto length = characterAt(text, end);
            return wrong({"hex-bad-digit", {{"digit", std::string(text.substr(end, length))}, {"place", placeOf(text, end)}}}, {end, length});
        }
        if (digits == 0)
            return wrong({"hex-odd", {{"digits", "0"}, {"place", placeOf(text, at)}}}, {at, std::max<std::size_t>(end - at, 1)});
        if (marked && digits == 1) {
            out.bytes += static_cast<char>(digitOf(text[from]));
        } else if (digits % 2 != 0) {
            return wrong({"hex-odd", {{"digits", std::to_string(digits)}, {"place", placeOf(text, end - 1)}}}, {from, digits});
        } else {
            for (auto i = from; i < end; i += 2)
                out.bytes += static_cast<char>(digitOf(text[i]) * 16 + digitOf(text[i + 1]));
        }
        if (out.bytes.size() > HexBytes::Most) {
            out.bytes.resize(HexBytes::Most);
            return wrong({"hex-too-long", {{"most", std::to_string(HexBytes::Most)}}}, {from, text.size() - from});
        }
        at = end;
    }
    return out;
}

} // namespace atscope::session
