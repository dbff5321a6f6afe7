// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/catalog/line.h"
#include "core/expr/expression.h"
#include "core/simulator/behaviour.h"

// Private to the room: the names in expressions of a behaviour, and the values behind those of behaviour and catalog.
namespace atscope::simulator {

class ModuleSymbols final : public expr::Symbols
{
public:
    ModuleSymbols(const catalog::Model &model, const std::vector<Variable> &variables, const catalog::Form *form)
        : m_model(model), m_variables(variables), m_form(form)
    {
    }
    std::optional<Symbol> find(std::string_view name) const override;

private:
    const catalog::Model &m_model;
    const std::vector<Variable> &m_variables;
    const catalog::Form *m_form; // may be null
};

using VariableValues = std::vector<std::optional<std::string>>;

// Holds pointers only; all but `view`, `facts` and `variables` may be null.
class ModuleScope final : public expr::Scope
{
public:
    ModuleScope(const catalog::CatalogView &view, const catalog::FactState &facts, const VariableValues &variables,
                const catalog::ParsedCommand *command = nullptr, const std::vector<catalog::Argument> *fields = nullptr)
        : m_view(view), m_facts(facts), m_variables(variables), m_command(command), m_fields(fields)
    {
    }
    expr::Value value(int slot) const override;
    bool given(int slot) const override;
    std::string bytesOf(int slot) const override;

private:
    const catalog::Argument *argument(int slot) const;
    const catalog::CatalogView &m_view;
    const catalog::FactState &m_facts;
    const VariableValues &m_variables;
    const catalog::ParsedCommand *m_command;
    const std::vector<catalog::Argument> *m_fields;
};

} // namespace atscope::simulator
