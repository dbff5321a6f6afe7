// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/link_symbols.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/catalog/facts.h"

namespace atscope::catalog::linking {

using expr::Type;

namespace {

// As toValue() (line.h) reads the values of an enumeration: numbers as numbers, the rest as it stands.
Type enumerationType(const TypeSpec &type)
{
    std::size_t numbers = 0;
    for (const ValueMeaning &meaning : type.values)
        numbers += base::toInteger(meaning.value) && meaning.value.front() != '+' ? 1 : 0;
    if (type.open || type.values.empty())
        return Type::Any;
    return numbers == type.values.size() ? Type::Number : numbers == 0 ? Type::Text : Type::Any;
}

} // namespace

Type typeOf(const TypeSpec &type)
{
    switch (type.kind) {
    case TypeKind::Integer:
    case TypeKind::Float:
    case TypeKind::Flags: return Type::Number;
    case TypeKind::Enumeration: return enumerationType(type);
    case TypeKind::String:
    case TypeKind::Hex:
    case TypeKind::Host:
    case TypeKind::HostPort:
    case TypeKind::Topic:
    case TypeKind::TopicFilter:
    case TypeKind::Bitmap:
    case TypeKind::Literal:
    case TypeKind::Rest: return Type::Text;
    case TypeKind::DateTime: return Type::Time;
    case TypeKind::Records:
    case TypeKind::List: return Type::List;
    case TypeKind::KeyValues:
    case TypeKind::Json: return Type::Any;
    }
    return Type::Any;
}

Type typeOf(const Parameter &parameter)
{
    const Type type = typeOf(parameter.type);
    const bool same = std::all_of(parameter.variants.begin(), parameter.variants.end(),
                                  [&](const TypeVariant &variant) { return typeOf(variant.type) == type; });
    return same ? type : Type::Any;
}

void FactTable::add(const Fact &fact)
{
    const auto [it, added] = m_index.emplace(fact.name, static_cast<int>(m_names.size()));
    if (!added)
        return;
    const FactKind kind = kindOf(fact);
    m_names.push_back(fact.name);
    m_kinds.push_back(kind);
    m_types.push_back(kind == FactKind::Number ? Type::Number
                      : kind == FactKind::Text ? Type::Text
                      : kind == FactKind::List ? Type::List
                                               : Type::Any); // of a map, too
}

int FactTable::indexOf(std::string_view name) const
{
    const auto it = m_index.find(name);
    return it == m_index.end() ? -1 : it->second;
}

std::optional<expr::Symbols::Symbol> FactTable::find(std::string_view name) const
{
    const auto it = m_index.find(name);
    if (it == m_index.end())
        return std::nullopt;
    return expr::Symbols::Symbol{Slots::Fact + it->second, m_types[static_cast<std::size_t>(it->second)]};
}

void addFields(const std::vector<Parameter> &fields, std::vector<std::string> &names, FieldTypes &types)
{
    for (const Parameter &field : fields) {
        const auto it = std::find(names.begin(), names.end(), field.name);
        if (it == names.end()) {
            names.push_back(field.name);
            types.push_back(typeOf(field));
        } else if (Type &type = types[static_cast<std::size_t>(it - names.begin())]; type != typeOf(field)) {
            type = Type::Any;
        }
    }
}

std::optional<expr::Symbols::Symbol> Symbols::parameter(std::string_view name, int base) const
{
    if (m_parameters == nullptr)
        return std::nullopt;
    for (std::size_t i = 0; i < m_parameters->size(); ++i)
        if ((*m_parameters)[i].name == name)
            return Symbol{base + static_cast<int>(i), typeOf((*m_parameters)[i])};
    return std::nullopt;
}

std::optional<expr::Symbols::Symbol> Symbols::field(std::string_view name) const
{
    if (m_fields == nullptr)
        return std::nullopt;
    if (m_only != nullptr
        && std::none_of(m_only->begin(), m_only->end(), [&](const Parameter &field) { return field.name == name; }))
        return std::nullopt;
    for (std::size_t i = 0; i < m_fields->size(); ++i)
        if ((*m_fields)[i] == name)
            return Symbol{Slots::Field + static_cast<int>(i), (*m_types)[i]};
    return std::nullopt;
}

std::optional<expr::Symbols::Symbol> Symbols::find(std::string_view name) const
{
    if (name == "module")
        return Symbol{Slots::Module, Type::Text};
    if (name == "dialect")
        return Symbol{Slots::Dialect, Type::Text};
    if (name.substr(0, 5) == "fact.")
        return m_facts.find(name.substr(5));
    if (name.substr(0, 4) == "cmd.")
        return parameter(name.substr(4), Slots::Command);
    if (name.substr(0, 4) == "urc.")
        return field(name.substr(4));
    if (name.substr(0, 7) == "answer.") {
        if (m_answer == nullptr)
            return std::nullopt;
        const auto it = std::find(m_answer->begin(), m_answer->end(), name.substr(7));
        if (it == m_answer->end())
            return std::nullopt;
        const auto index = it - m_answer->begin();
        return Symbol{Slots::Answer + static_cast<int>(index), (*m_answerTypes)[static_cast<std::size_t>(index)]};
    }
    if (m_code && name == "code")
        return Symbol{Slots::Code, Type::Any};
    auto found = m_first == First::Parameters ? parameter(name, Slots::Parameter) : field(name);
    if (!found)
        found = m_first == First::Parameters ? field(name) : parameter(name, Slots::Parameter);
    return found;
}

} // namespace atscope::catalog::linking
