// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Modules and platforms.
#include <algorithm>

#include "core/catalog/facts.h"
#include "core/catalog/linker.h"

namespace atscope::catalog::linking {

void Linker::linkModule(ModuleProfile &module)
{
    m_place = {nullptr, &module.file, module.line, 1};
    for (const std::string &id : module.families)
        if (!hasFamily(id))
            error("catalog-unknown-family", {{"name", id}});
    module.families.erase(
        std::remove_if(module.families.begin(), module.families.end(), [&](const auto &id) { return !hasFamily(id); }),
        module.families.end());
    for (const auto &[name, value] : module.facts)
        needFact(name);
}

void Linker::linkPlatform(const PlatformProfile &platform)
{
    m_place = {nullptr, &platform.file, platform.line, 1};
    needFact(platform.fact);
    const int of = m_facts.indexOf(platform.fact);
    if (of < 0)
        return;
    const Fact &chosen = *m_factOf.find(platform.fact)->second;
    if (!chosen.values.empty() && std::find(chosen.values.begin(), chosen.values.end(), platform.id) == chosen.values.end())
        error("catalog-fact-value", {{"name", platform.fact}, {"value", platform.id}});
    for (const auto &[name, value] : platform.facts) {
        needFact(name);
        const int index = m_facts.indexOf(name);
        if (index < 0)
            continue;
        const Fact &fact = *m_factOf.find(name)->second;
        if (!fact.values.empty() && std::find(fact.values.begin(), fact.values.end(), value) == fact.values.end())
            error("catalog-fact-value", {{"name", name}, {"value", value}});
        m_model.implied[static_cast<std::size_t>(index)].push_back({of, platform.id, factValue(fact, value)});
    }
}

} // namespace atscope::catalog::linking
