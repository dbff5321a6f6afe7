// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/anchor.h"

// PCRE2 patterns of the catalog, compiled once a process. Any thread.
namespace atscope::catalog::detail {

// Does the whole text match? A pattern that does not compile, or passes the match limit, is never unmatched: the catalog is
// wrong then, not the line.
bool matchesWhole(const std::string &pattern, std::string_view text);

// Is there a match anywhere in the text? No, where the pattern is wrong or passes the match limit.
bool isFoundIn(const std::string &pattern, std::string_view text);

// The groups of the first match, those that took no part without a value. False: there is no match.
bool groupsIn(const std::string &pattern, std::string_view text, std::vector<std::optional<base::Span>> &out);

// The first group of every match (the whole match if there is no group), in order; what is empty is left out, and
// what stands behind very many of them is one more.
std::vector<base::Span> firstGroups(const std::string &pattern, std::string_view text);

// Which bytes the inside of a character class allows: 0-9A-Za-z.
using ByteSet = std::array<bool, 256>;
const ByteSet &bytesOfClass(const std::string &chars);

} // namespace atscope::catalog::detail
