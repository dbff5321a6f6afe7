// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/json_writer.h"
#include "core/catalog/line.h"
#include "core/catalog/messages.h"

namespace atscope::session {

// The sentence of a problem: the rule's own text, or the message of the checker.
std::string problemText(const catalog::Problem &problem, catalog::Language language);
// What one of several ways to repair it does, in a few words.
std::string wayText(const catalog::Problem::Way &way, catalog::Language language);
// One problem as JSON (design.md, Problem).
void writeProblem(base::JsonWriter &out, const catalog::Problem &problem, catalog::Language language);
// One checked line as JSON: line, text, command, form, values, problems; `commands` besides where the line holds several.
void writeLint(base::JsonWriter &out, int number, std::string_view line, const catalog::ParsedLine &parsed,
               const std::vector<catalog::Problem> &problems, catalog::Language language);
// file:line:column: error: text [code] for people and editors.
std::string problemLine(std::string_view file, int number, const catalog::Problem &problem, catalog::Language language);

} // namespace atscope::session
