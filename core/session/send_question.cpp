// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/send_question.h"

#include <algorithm>

#include "core/session/draft.h"

namespace atscope::session {

std::string wordsOf(const catalog::Hazard &hazard, catalog::Language language)
{
    if (const auto &own = hazard.text.in(language == catalog::Language::Chinese); !own.empty())
        return own;
    return catalog::Messages::render(base::Message(hazard.kind == catalog::Danger::Destructive ? "hazard-destructive" : "hazard-costly"), language);
}

SendQuestion questionBefore(const Draft &draft, catalog::Language language)
{
    SendQuestion question;
    question.errors = static_cast<int>(std::count_if(draft.problems().begin(), draft.problems().end(),
                                                     [](const auto &problem) { return problem.severity == catalog::Severity::Error; }));
    for (const auto &command : draft.parsed().commands)
        for (const auto *hazard : catalog::hazardsOf(command, draft.context()))
            question.hazards.push_back(wordsOf(*hazard, language));
    return question;
}

} // namespace atscope::session
