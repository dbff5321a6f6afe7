// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// The character sets that modules and platforms send text in.
namespace atscope::wire {

enum class Charset : std::uint8_t {
    Utf8,
    Gb18030, // also GBK and GB2312
    Latin1,  // ISO 8859-1
    Gsm,     // 3GPP TS 23.038, default alphabet with its extension table, a byte a septet (AT+CSCS="GSM")
    GsmHex,  // the same as hexadecimal digits (AT+CSCS="HEX")
    Ucs2Hex, // UTF-16, four hexadecimal digits a unit (AT+CSCS="UCS2")
};

struct DecodedText
{
    std::string text;  // UTF-8; bytes that are no character as \xNN
    bool valid = true; // no such bytes
};

DecodedText decodeText(std::string_view bytes, Charset charset);

// The other way. `text` is UTF-8; `errorAt` is the first byte of a character that the set does not have (or of no character), and
// `bytes` what came before it.
struct EncodedText
{
    static constexpr std::size_t NoError = static_cast<std::size_t>(-1);
    std::string bytes;
    std::size_t errorAt = NoError;
    bool ok() const { return errorAt == NoError; }
};
EncodedText encodeText(std::string_view text, Charset charset);

// Septets (a byte each) packed eight into seven bytes, as in a PDU, and back; `count` is how many there are.
std::string packSeptets(std::string_view septets);
std::string unpackSeptets(std::string_view bytes, std::size_t count);

// The character that begins at the first byte: how many bytes it has (0: none begins here) and its number.
struct Character
{
    std::size_t length = 0;
    char32_t code = 0;
};
Character gb18030Character(std::string_view bytes);
Character utf8Character(std::string_view bytes);

} // namespace atscope::wire
