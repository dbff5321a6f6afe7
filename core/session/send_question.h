// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/catalog/line.h"
#include "core/catalog/messages.h"

namespace atscope::session {

class Draft;

// What has to be asked before a line goes out, wherever it was written: form, composer, repetition, a file. Pure functions; the
// Draft's thread where one is given, else any.
struct SendQuestion
{
    int errors = 0;                   // problems that are errors
    std::vector<std::string> hazards; // what it destroys or costs, in words, worst first
    bool needed() const { return errors > 0 || !hazards.empty(); }
};

SendQuestion questionBefore(const Draft &draft, catalog::Language language);
// Of a hazard without words of its own its kind.
std::string wordsOf(const catalog::Hazard &hazard, catalog::Language language);

} // namespace atscope::session
