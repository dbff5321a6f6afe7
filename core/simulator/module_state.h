// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/catalog/facts.h"
#include "core/catalog/line.h"
#include "core/simulator/behaviour.h"
#include "core/simulator/scope.h"

namespace atscope::simulator {

// The memory of a virtual module: its variables and facts. A value type but for the behaviour it shares. No fact is unknown.
class ModuleState final
{
public:
    ModuleState(std::shared_ptr<const Behaviour> behaviour, std::uint64_t seed);

    void factory();    // as it left the works, power just on
    void powerCycle(); // what is not kept goes back to its start

    const catalog::FactState &facts() const { return m_facts; }
    const VariableValues &variables() const { return m_variables; }
    const std::optional<std::string> &variable(int index) const { return m_variables[static_cast<std::size_t>(index)]; }
    void set(int variable, std::optional<std::string> value); // then settle()
    void setFact(const std::string &fact, const expr::Value &value); // unknown: its start; facts that follow from others stay
    std::uint64_t keptChanges() const { return m_keptChanges; } // how often something changed that survives power-off
    void settle(); // facts that follow from variables are what they must be

    ModuleScope scope(const catalog::ParsedCommand *command = nullptr,
                      const std::vector<catalog::Argument> *fields = nullptr) const
    {
        return ModuleScope(m_behaviour->view(), m_facts, m_variables, command, fields);
    }
    std::string filled(std::string_view pattern) const; // {variable} put in; not set: nothing

    // Kept variables and facts as JSON, and back: {"atscope-simulator":1,"module":"ML302","variables":{…},"facts":{…}}.
    // Errors of restore: simulator-state-json {reason}, simulator-state-version {version}, simulator-state-module {found,
    // module}, simulator-state-value {name}; then nothing is changed. Names that this behaviour does not have are passed over.
    std::string toJson() const;
    std::optional<base::Message> restore(std::string_view json);

private:
    const FactRule *rule(std::string_view fact) const;
    expr::Value start(const catalog::Fact &fact) const;
    void resetFacts(bool keptToo);
    std::string generated(const Variable &variable) const;

    std::shared_ptr<const Behaviour> m_behaviour;
    std::uint64_t m_seed;
    VariableValues m_variables;
    catalog::FactState m_facts;
    std::uint64_t m_keptChanges = 0;
};

} // namespace atscope::simulator
