// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include "core/session/workspace.h"
#include "core/simulator/module_host.h"

namespace atscope::session {

// Starts the module behind `virtual:MODULE`: on a pty, where there are none on TCP at loopback. What it keeps lies in
// stateFolder/MODULE.json; empty: it keeps nothing. Errors: of Behaviour::builtIn, record::makeFolder, ModuleHost::start. Any thread.
base::Result<std::unique_ptr<simulator::ModuleHost>> startVirtualModule(Workspace &workspace, const std::string &module,
                                                                        const std::string &stateFolder);

} // namespace atscope::session
