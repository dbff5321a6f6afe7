// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/virtual_port.h"

#include "core/record/names.h"
#include "core/record/output_file.h"
#include "core/transport/pty.h"

namespace atscope::session {

base::Result<std::unique_ptr<simulator::ModuleHost>> startVirtualModule(Workspace &workspace, const std::string &module,
                                                                        const std::string &stateFolder)
{
    const auto *profile = workspace.catalog().module(module);
    const auto &name = profile ? profile->id : module;
    auto behaviour = simulator::Behaviour::builtIn(workspace.sharedCatalog(), name);
    if (!behaviour)
        return behaviour.error();
    simulator::HostOptions host;
    host.behaviour = std::move(behaviour).value();
    host.language = workspace.settings().language;
#ifdef ATSCOPE_HAVE_PTY
    host.link.kind = simulator::LinkKind::Pty;
#else
    host.link.kind = simulator::LinkKind::Tcp;
    host.link.address = "127.0.0.1:0";
#endif
    if (!stateFolder.empty()) {
        if (const auto wrong = record::makeFolder(stateFolder))
            return *wrong;
        host.stateFile = stateFolder + '/' + record::sanitised(name, "module") + ".json";
    }
    return simulator::ModuleHost::start(std::move(host));
}

} // namespace atscope::session
