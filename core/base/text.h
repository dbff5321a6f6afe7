// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Small pure helpers on bytes and text. Nothing here depends on the process's locale.
namespace atscope::base {

constexpr bool isDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool isLower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool isAlpha(char c) { return isUpper(c) || isLower(c); }
constexpr bool isAlnum(char c) { return isAlpha(c) || isDigit(c); }
constexpr bool isHexDigit(char c) { return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
constexpr bool isBlank(char c) { return c == ' ' || c == '\t'; }
constexpr char toUpper(char c) { return isLower(c) ? static_cast<char>(c - 32) : c; }
constexpr char toLower(char c) { return isUpper(c) ? static_cast<char>(c + 32) : c; }

std::string upper(std::string_view text);
std::string lower(std::string_view text);
bool equalsNoCase(std::string_view a, std::string_view b);
bool startsWithNoCase(std::string_view text, std::string_view prefix);
std::string_view trimmed(std::string_view text); // blanks and tabs at both ends

// Whole-string numbers in the C notation whatever the locale; nothing when a single byte does not fit.
std::optional<std::int64_t> toInteger(std::string_view text, int base = 10); // an optional sign
std::optional<double> toDouble(std::string_view text);                      // 1, -2.5, 1e3; not "inf", "nan", hexadecimal
std::string fromDouble(double value);                                       // shortest text that reads back the same
std::string fromInteger(std::int64_t value);

// UTF-8. `utf8Valid` refuses overlong forms, surrogates and anything beyond U+10FFFF.
bool utf8Valid(std::string_view text);
std::size_t utf8Length(std::string_view text); // characters; every byte that is not valid counts as one
// Bytes that are not valid UTF-8 (and, when asked, control characters) as \xNN; what is valid stays.
std::string escapedUtf8(std::string_view bytes, bool escapeControls = false);
std::string toHex(std::string_view bytes); // lower case, no separators

// Smallest number of single-byte insertions, deletions and changes that makes a into b; anything above `limit` is limit + 1.
int editDistance(std::string_view a, std::string_view b, int limit);

} // namespace atscope::base
