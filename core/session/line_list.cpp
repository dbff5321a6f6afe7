// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/line_list.h"

#include <algorithm>

#include "core/base/text.h"

namespace atscope::session {

LineList LineList::read(std::string_view text, const decode::Dialect &dialect, const std::atomic<bool> &stop)
{
    LineList out;
    const catalog::LineContext context{&dialect.view(), dialect.name(), nullptr};
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    int number = 0;
    while (!text.empty() && !stop.load(std::memory_order_relaxed)) {
        const auto end = text.find_first_of("\r\n");
        const auto line = base::trimmed(text.substr(0, end));
        ++number;
        if (end == std::string_view::npos)
            text = {};
        else
            text.remove_prefix(end + (text.substr(end).starts_with("\r\n") ? 2 : 1));
        if (line.empty() || line.starts_with('#') || line.starts_with("//")) {
            ++out.skipped;
            continue;
        }
        ListedLine entry;
        entry.number = number;
        entry.text = std::string(line);
        const auto parsed = catalog::parseLine(line, context);
        entry.problems = catalog::validate(line, parsed, context);
        entry.secrets = catalog::secretSpans(line, parsed, context);
        for (const auto &command : parsed.commands)
            for (const auto *hazard : catalog::hazardsOf(command, context))
                entry.hazards.push_back(*hazard);
        out.withProblems += entry.problems.empty() ? 0 : 1;
        out.dangerous += entry.hazards.empty() ? 0 : 1;
        out.lines.push_back(std::move(entry));
    }
    return out;
}

} // namespace atscope::session
