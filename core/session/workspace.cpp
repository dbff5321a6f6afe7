// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/workspace.h"

#include <algorithm>

namespace atscope::session {

base::Result<std::unique_ptr<Workspace>> Workspace::open(Settings settings)
{
    std::unique_ptr<Workspace> workspace(new Workspace);
    if (settings.dialect == "auto")
        settings.dialect.clear();
    if (!settings.dialect.empty() && settings.dialect != "v4" && settings.dialect != "classic")
        return base::Message("unknown-dialect", {{"dialect", settings.dialect}});
    workspace->m_catalog = settings.catalogFolder.empty()
        ? catalog::Catalog::builtIn()
        : catalog::Catalog::withOverlay(settings.catalogFolder, workspace->m_complaints);
    if (!settings.module.empty()) {
        const auto *module = workspace->m_catalog->module(settings.module);
        if (!module) {
            std::string known;
            for (const auto &profile : workspace->m_catalog->model().modules)
                known += (known.empty() ? "" : ", ") + profile.id;
            return base::Message("unknown-module", {{"module", settings.module}, {"known", known}});
        }
        settings.module = module->id;
    }
    workspace->m_settings = std::move(settings);
    return workspace;
}

std::shared_ptr<const decode::Dialect> Workspace::dialect(std::string_view module, std::string_view name)
{
    const auto *profile = m_catalog->module(module.empty() ? "generic" : module);
    // Without a name it is the profile's first: the same thing under one key.
    const bool first = name.empty() && profile && !profile->dialects.empty();
    const std::pair<std::string, std::string> key{profile ? profile->id : "", first ? profile->dialects.front() : std::string(name)};
    const std::lock_guard lock(m_mutex);
    auto &entry = m_dialects[key];
    if (!entry)
        entry = std::make_shared<const decode::Dialect>(m_catalog, profile, key.second);
    return entry;
}

std::shared_ptr<const decode::Dialect> Workspace::chosenDialect()
{
    return dialect(m_settings.module, m_settings.dialect);
}

} // namespace atscope::session
