// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/catalog/line.h"
#include "core/catalog/line_parts.h"

namespace atscope::catalog::detail {

// What a quoted text cannot hold as it stands because of how the module reads the line (M531X HTTP): signs that separate arguments
// wherever they stand, and escapes that are in no table. `name` is the parameter's.
void checkSeparators(const Argument &argument, const TypeSpec &type, const std::string &name, std::vector<Finding> &out);

} // namespace atscope::catalog::detail
