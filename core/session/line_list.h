// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/catalog/line.h"
#include "core/decode/dialect.h"

namespace atscope::session {

// A command line of a file or of a pasted block, and what is to be said before it is sent.
struct ListedLine
{
    int number = 0;   // in the file, from 1
    std::string text; // without blanks around it
    std::vector<catalog::Problem> problems;
    std::vector<catalog::Hazard> hazards; // that it surely has: nothing is known of the module here
    std::vector<base::Span> secrets; // in the text: what is not shown
    bool questionable() const { return !problems.empty() || !hazards.empty(); }
};

// The lines of a text that are commands to send, one after the other. Empty lines and remarks (# and //) are left out.
struct LineList
{
    std::vector<ListedLine> lines;
    int skipped = 0;
    int withProblems = 0;
    int dangerous = 0;

    static constexpr std::size_t MostBytes = std::size_t{16} << 20U;

    // Checked without facts, as lint does: what a line needs may be what the line before it brings. Any thread; stops early, with
    // what it has, when `stop` becomes true. Lines end with LF, CR or CR LF; a byte order mark is no text.
    static LineList read(std::string_view text, const decode::Dialect &dialect, const std::atomic<bool> &stop);
};

} // namespace atscope::session
