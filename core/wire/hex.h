// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// Bytes as hexadecimal digits, as modules send and take them.
namespace atscope::wire {

// What was decoded up to the first place that does not fit.
struct Decoded
{
    static constexpr std::size_t NoError = static_cast<std::size_t>(-1);
    std::string bytes;
    std::size_t errorAt = NoError; // in the text that was given

    bool ok() const { return errorAt == NoError; }
};

// Upper or lower case, blanks and line ends anywhere between the digits. An odd digit at the end is an error at its place.
Decoded decodeHex(std::string_view text);

// Upper case, as modules print it; `separator` (0: none) stands between the bytes.
std::string encodeHex(std::string_view bytes, char separator = 0);

// Hexadecimal digits in the text, or −1 when there is anything but digits and blanks.
std::ptrdiff_t hexDigitCount(std::string_view text);

} // namespace atscope::wire
