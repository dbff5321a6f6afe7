// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/catalog/model.h"
#include "core/expr/expression.h"

// Private to link(): what names mean in the expressions of a form or URC (model.h, Slots).
namespace atscope::catalog::linking {

using FieldTypes = std::vector<expr::Type>; // beside fieldNames

expr::Type typeOf(const TypeSpec &type);
expr::Type typeOf(const Parameter &parameter); // with its variants: Any where they differ

// All facts of all families.
class FactTable final
{
public:
    void add(const Fact &fact);
    const std::vector<std::string> &names() const { return m_names; }
    const std::vector<FactKind> &kinds() const { return m_kinds; }
    int indexOf(std::string_view name) const; // −1: there is none
    std::optional<expr::Symbols::Symbol> find(std::string_view name) const;

private:
    std::vector<std::string> m_names;
    std::vector<expr::Type> m_types;
    std::vector<FactKind> m_kinds;
    std::map<std::string, int, std::less<>> m_index;
};

// Adds the fields to `names`, each once; a field that has different types in different places is of type Any.
void addFields(const std::vector<Parameter> &fields, std::vector<std::string> &names, FieldTypes &types);

enum class First : std::uint8_t { Parameters, Fields };

class Symbols final : public expr::Symbols
{
public:
    explicit Symbols(const FactTable &facts) : m_facts(facts) {}
    void setParameters(const std::vector<Parameter> *parameters) { m_parameters = parameters; }
    // `only` given: of the fields just these are in sight.
    void setFields(const std::vector<std::string> *names, const FieldTypes *types, const std::vector<Parameter> *only = nullptr)
    {
        m_fields = names;
        m_types = types;
        m_only = only;
    }
    void setFirst(First first) { m_first = first; }
    // answer.name: what the answer of the command said, for what comes behind it.
    void setAnswer(const std::vector<std::string> *names, const FieldTypes *types)
    {
        m_answer = names;
        m_answerTypes = types;
    }
    // `code`: the value of a final.
    void setCode(bool code) { m_code = code; }
    std::optional<Symbol> find(std::string_view name) const override;

private:
    std::optional<Symbol> parameter(std::string_view name, int base) const;
    std::optional<Symbol> field(std::string_view name) const;

    const FactTable &m_facts;
    const std::vector<Parameter> *m_parameters = nullptr;
    const std::vector<std::string> *m_fields = nullptr;
    const FieldTypes *m_types = nullptr;
    const std::vector<Parameter> *m_only = nullptr;
    const std::vector<std::string> *m_answer = nullptr;
    const FieldTypes *m_answerTypes = nullptr;
    bool m_code = false;
    First m_first = First::Parameters;
};

} // namespace atscope::catalog::linking
