// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

// Lines that went through a word processor or a chat: typographic quotes, full-width signs, odd blanks.
namespace atscope::catalog::detail {

enum class Oddity : std::uint8_t { None, NotAscii, TypographicQuote, FullWidth, Control, Invisible };

struct OddCharacter
{
    Oddity kind = Oddity::None;
    std::size_t length = 1;  // bytes
    bool replaced = false;   // `replacement` says what it stands for; '\0': nothing
    char replacement = '\0';
    char32_t code = 0;       // of UTF-8; 0: it is none
};

// The character at `at`. Kind None: printable ASCII and tab.
OddCharacter characterAt(std::string_view text, std::size_t at);

// Is it one that no reader would find between quotes? What joins signs of scripts beyond ASCII belongs to them.
bool hides(const OddCharacter &character, std::string_view text, std::size_t at);

// Nothing but printable ASCII and tabs: most lines.
bool isPlain(std::string_view text);

// Is the quote before `at` followed by what ends an argument? Full-width separators count.
bool endsArgument(std::string_view text, std::size_t at);

} // namespace atscope::catalog::detail
