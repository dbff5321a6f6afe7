// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/decode/dialect.h"

// Lines that the product sends by itself when it is asked to. The catalog says by roles which forms those are; no command is
// named in code. Pure functions, any thread.
namespace atscope::session {

// Sets whether refusals carry an error code, by its first parameter: 0 is off, 1 is on.
inline constexpr std::string_view ErrorCodesRole = "cmee.set";

struct RoleLine
{
    std::string role;
    std::string line;
    const catalog::Command *command = nullptr; // of the dialect's catalog
    const catalog::Form *form = nullptr;
};

// Lines of all forms whose role begins with `prefix` and that need no argument, in the order of the catalog; what the module does
// not have is left out. `oneEach`: only the first of each role.
std::vector<RoleLine> linesOfRoles(const decode::Dialect &dialect, std::string_view prefix, bool oneEach);
// The first form with exactly this role, with `value` for its first parameter where that is given. None: the module has no such.
std::optional<RoleLine> lineOfRole(const decode::Dialect &dialect, std::string_view role, const std::string &value = {});

} // namespace atscope::session
