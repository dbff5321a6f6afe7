// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// The character sets that modules and platforms send text in.
namespace atscope::wire {

enum class Charset : std::uint8_t { Utf8, Gb18030 };

struct DecodedText
{
    std::string text;  // UTF-8; bytes that are no character as \xNN
    bool valid = true; // no such bytes
};

DecodedText decodeText(std::string_view bytes, Charset charset);

// The character that begins at the first byte: how many bytes it has (0: none begins here) and its number.
struct Character
{
    std::size_t length = 0;
    char32_t code = 0;
};
Character gb18030Character(std::string_view bytes);

} // namespace atscope::wire
