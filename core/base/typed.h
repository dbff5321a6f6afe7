// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace atscope::base {

// A line as it was typed: a backspace (V.250 S5, default 8) takes back the byte before it, as the module does.

// The bytes that are not part of the line then, in order: each backspace, and what it took back.
std::vector<std::size_t> takenBack(std::string_view typed);
// The line without them; `typed` itself where there is no backspace.
std::string asTyped(std::string_view typed);

} // namespace atscope::base
