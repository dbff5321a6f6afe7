// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/catalog/line.h"
#include "core/catalog/line_parts.h"
#include "core/catalog/line_scope.h"

namespace atscope::catalog::detail {

// Presence and types of the arguments of a command whose form is known. What reading it said already is not said again.
void checkArguments(const ParsedCommand &command, const LineContext &context, std::vector<Finding> &out);

// One given argument by its type.
void checkValue(const Argument &argument, const LineScope &scope, const Family *family, const LineContext &context,
                std::vector<Finding> &out);

// What validate() tells, with suggestions that nobody has tried yet.
std::vector<Problem> problemsOf(std::string_view line, const ParsedLine &parsed, const LineContext &context);

// The modules proper that have this family; without the lenient profile.
std::vector<const ModuleProfile *> modulesWith(const Family *family, const CatalogView &view);

} // namespace atscope::catalog::detail
