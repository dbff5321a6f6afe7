// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/wire/hex.h"

// The escapes of the M531x HTTP commands (manual, chapter 5): \a \b \f \n \r \t \v \\ \' \" \? \ddd (one to three octal digits)
// \xhh (one or two hexadecimal digits). A length in such a command counts what they stand for: \r\n is two bytes.
namespace atscope::wire {

// Stops at the first backslash that begins no escape, at an octal number above 255, at \x without a digit.
Decoded decodeEscapes(std::string_view text);

// Control characters, bytes from 0x7F on, backslashes and quotes as escapes, and whatever stands in `also`. Numbers are always
// written as \xhh with two digits, so that a digit behind them cannot be taken for theirs.
std::string encodeEscapes(std::string_view bytes, std::string_view also = {});

} // namespace atscope::wire
