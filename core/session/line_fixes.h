// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/catalog/line.h"
#include "core/catalog/messages.h"

namespace atscope::session
{

// One thing that mends a problem, for a button or an entry of a menu. Draft::apply carries it out.
struct LineFix {
    enum class Kind : std::uint8_t {
        Replace, // the repaired line instead of the present one
        Before,  // another line is to be sent first
    };
    Kind kind = Kind::Replace;
    std::string words; // a few: "Put \r before it", "First AT+CIOTSTART=0"; the only repair of a problem: "Repair"
    std::string line;  // the repaired line; the line to send first, or the beginning of one (AT+X=, AT+X=0,)
    bool operator==(const LineFix &) const = default;
};

// All that mends it, the best first; none: empty. Pure; any thread.
std::vector<LineFix> fixesOf(const catalog::Problem &problem, catalog::Language language);

} // namespace atscope::session
