// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "core/catalog/catalog.h"
#include "core/expr/value.h"

namespace atscope::catalog {

// A value as a catalog file writes it (initial, facts of a profile), typed as expressions see the fact: whole numbers as
// numbers when all the fact's values are numbers, or when it has no list of values.
expr::Value factValue(const Fact &fact, std::string_view text);

// What is known of a module's state at one moment (design decision 11). A value type. A fact without an entry is unknown.
class FactState final
{
public:
    expr::Value value(std::string_view fact) const
    {
        const auto it = m_values.find(fact);
        return it == m_values.end() ? expr::Value() : it->second;
    }
    void set(std::string_view fact, expr::Value value)
    {
        if (value.known())
            m_values.insert_or_assign(std::string(fact), std::move(value));
        else
            forget(fact);
    }
    void forget(std::string_view fact)
    {
        if (const auto it = m_values.find(fact); it != m_values.end())
            m_values.erase(it);
    }
    // Power-off: what does not survive goes back to its initial value, or to unknown.
    void powerCycle(const CatalogView &view);
    const std::map<std::string, expr::Value, std::less<>> &all() const { return m_values; }
    bool operator==(const FactState &) const = default;

private:
    std::map<std::string, expr::Value, std::less<>> m_values;
};

} // namespace atscope::catalog
