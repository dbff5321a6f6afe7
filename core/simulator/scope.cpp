// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/scope.h"

#include <algorithm>

namespace atscope::simulator {

using catalog::Argument;
using catalog::Slots;

std::optional<expr::Symbols::Symbol> ModuleSymbols::find(std::string_view name) const
{
    if (name.starts_with("fact.")) {
        const auto &names = m_model.factNames;
        const auto it = std::find(names.begin(), names.end(), name.substr(5));
        if (it == names.end())
            return std::nullopt;
        return Symbol{Slots::Fact + static_cast<int>(it - names.begin()), expr::Type::Any};
    }
    if (name.starts_with("cmd.")) {
        for (std::size_t i = 0; m_form != nullptr && i < m_form->parameters.size(); ++i)
            if (m_form->parameters[i].name == name.substr(4))
                return Symbol{Slots::Command + static_cast<int>(i), expr::Type::Any};
        return std::nullopt;
    }
    for (std::size_t i = 0; i < m_variables.size(); ++i)
        if (m_variables[i].name == name)
            return Symbol{VariableSlot + static_cast<int>(i), expr::Type::Text};
    if (name == "module")
        return Symbol{Slots::Module, expr::Type::Text};
    return std::nullopt;
}

const Argument *ModuleScope::argument(int slot) const
{
    if (m_command == nullptr || m_command->form == nullptr || slot < 0 || slot >= Slots::Module)
        return nullptr;
    if (slot >= Slots::Field) {
        const auto &names = m_command->form->fieldNames;
        const auto index = static_cast<std::size_t>(slot - Slots::Field);
        if (m_fields == nullptr || index >= names.size())
            return nullptr;
        const auto it = std::find_if(m_fields->begin(), m_fields->end(), [&](const Argument &field) {
            return field.parameter != nullptr && field.parameter->name == names[index];
        });
        return it == m_fields->end() ? nullptr : &*it;
    }
    const auto index = static_cast<std::size_t>(slot % Slots::Command);
    return index < m_command->arguments.size() ? &m_command->arguments[index] : nullptr;
}

expr::Value ModuleScope::value(int slot) const
{
    if (slot >= Slots::Fact) {
        const auto &names = m_view.catalog().model().factNames;
        const auto index = static_cast<std::size_t>(slot - Slots::Fact);
        return index < names.size() ? m_facts.value(names[index]) : expr::Value();
    }
    if (slot >= VariableSlot) {
        const auto index = static_cast<std::size_t>(slot - VariableSlot);
        return index < m_variables.size() && m_variables[index] ? expr::Value(*m_variables[index]) : expr::Value();
    }
    if (slot == Slots::Module)
        return expr::Value(m_view.module().id);
    if (slot == Slots::Dialect)
        return m_view.module().dialects.empty() ? expr::Value() : expr::Value(m_view.module().dialects.front());
    const Argument *found = argument(slot);
    if (found == nullptr)
        return {};
    if (found->given)
        return found->value;
    if (found->parameter == nullptr || found->parameter->defaultValue.empty())
        return {};
    const catalog::LineContext context{&m_view, {}, &m_facts};
    return catalog::toValue(found->parameter->defaultValue, found->type != nullptr ? *found->type : found->parameter->type,
                            context);
}

bool ModuleScope::given(int slot) const
{
    const Argument *found = argument(slot);
    return found != nullptr ? found->given : value(slot).known();
}

std::string ModuleScope::bytesOf(int slot) const
{
    const Argument *found = argument(slot);
    return found != nullptr && found->given ? found->text : value(slot).toText();
}

} // namespace atscope::simulator
