// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/behaviour.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/simulator/behaviour_reader.h"

namespace atscope::simulator {

std::vector<std::string> Behaviour::modules()
{
    // A file is named after its module; what others extend is in lower case.
    std::vector<std::string> names;
    for (const auto &[file, text] : shippedBehaviours())
        if (const std::string name = file.substr(0, file.find('.')); name != base::lower(name))
            names.push_back(name);
    return names;
}

base::Result<std::shared_ptr<const Behaviour>> Behaviour::builtIn(std::shared_ptr<const catalog::Catalog> catalog,
                                                                  std::string_view module)
{
    std::string known;
    for (const std::string &name : modules()) {
        known += (known.empty() ? "" : ", ") + name;
        if (!base::equalsNoCase(name, module))
            continue;
        for (const auto &[file, text] : shippedBehaviours()) {
            if (file != name + ".yaml")
                continue;
            std::vector<catalog::Complaint> complaints;
            if (auto behaviour = load(catalog, text, "resources/simulator/" + file, complaints))
                return behaviour;
            return complaints.empty()
                       ? base::Error(base::Message("simulator-unknown-module", {{"module", name}, {"known", name}}))
                       : complaints.front().error;
        }
    }
    return base::Message("simulator-unknown-module", {{"module", std::string(module)}, {"known", known}});
}

std::shared_ptr<const Behaviour> Behaviour::load(std::shared_ptr<const catalog::Catalog> catalog, std::string_view text,
                                                 const std::string &file, std::vector<catalog::Complaint> &complaints)
{
    return BehaviourReader(std::move(catalog), complaints).read(text, file);
}

int Behaviour::variable(std::string_view name) const
{
    const auto it = std::find_if(m_variables.begin(), m_variables.end(), [&](const Variable &v) { return v.name == name; });
    return it == m_variables.end() ? -1 : static_cast<int>(it - m_variables.begin());
}

const Manners *Behaviour::manners(std::string_view family) const
{
    const auto it = std::find_if(m_manners.begin(), m_manners.end(), [&](const Manners &m) { return m.family == family; });
    return it == m_manners.end() ? nullptr : &*it;
}

const Binding *Behaviour::binding(const catalog::Form *form) const
{
    const auto it = m_byForm.find(form);
    return it == m_byForm.end() ? nullptr : &m_bindings[it->second];
}

} // namespace atscope::simulator
