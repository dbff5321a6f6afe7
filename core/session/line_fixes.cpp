// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/line_fixes.h"

#include "core/session/line_writer.h"

namespace atscope::session
{

std::vector<LineFix> fixesOf(const catalog::Problem &problem, catalog::Language language)
{
    std::vector<LineFix> fixes;
    for (const auto &way : problem.ways)
        fixes.push_back({LineFix::Kind::Replace, wayText(way, language), way.line});
    if (fixes.empty() && !problem.suggestion.empty())
        fixes.push_back({LineFix::Kind::Replace, catalog::Messages::render(base::Message("way-fix"), language), problem.suggestion});
    if (!problem.step.empty()) {
        const auto shown = problem.step.ends_with('=') || problem.step.ends_with(',') ? problem.step + "…" : problem.step;
        fixes.push_back(
            {LineFix::Kind::Before, catalog::Messages::render(base::Message("way-step", {{"line", shown}}), language), problem.step});
    }
    return fixes;
}

} // namespace atscope::session
