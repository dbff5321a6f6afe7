// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "core/catalog/catalog.h"
#include "core/expr/value.h"

namespace atscope::catalog {

// A value as a catalog file writes it (initial, facts of a profile), typed as expressions see the fact: by its declared type; else
// whole numbers as numbers when all the fact's values are numbers, or when it has no list of values.
expr::Value factValue(const Fact &fact, std::string_view text);
// What expressions may expect of it: Auto is Number or Text where the values say so, and Auto where anything may be.
FactKind kindOf(const Fact &fact);

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
        if (!value.known()) {
            forget(fact);
            return;
        }
        const auto it = m_values.find(fact);
        if (it != m_values.end() && it->second == value)
            return;
        m_values.insert_or_assign(std::string(fact), std::move(value));
        ++m_revision;
    }
    void forget(std::string_view fact)
    {
        if (const auto it = m_values.find(fact); it != m_values.end()) {
            m_values.erase(it);
            ++m_revision;
        }
    }
    // Lists hold each value once, maps each key; both at most `MostMembers`, the oldest go. `partial`: begins an unknown one.
    static constexpr std::size_t MostMembers = 256;
    void add(std::string_view fact, const expr::Value &value, bool partial);
    void put(std::string_view fact, const expr::Value &key, expr::Value value, bool partial);
    void remove(std::string_view fact, const expr::Value &member);
    void clear(std::string_view fact, FactKind kind);
    // Power-off: what does not survive goes back to its initial value, or to unknown.
    void powerCycle(const CatalogView &view);
    const std::map<std::string, expr::Value, std::less<>> &all() const { return m_values; }
    bool operator==(const FactState &other) const { return m_values == other.m_values; }
    // Rises with every change: who keeps a copy sees cheaply whether it is still the same.
    std::uint64_t revision() const { return m_revision; }

private:
    std::map<std::string, expr::Value, std::less<>> m_values;
    std::uint64_t m_revision = 0;
};

// The fact of Slots::Fact + index: as it is known itself, else as it follows from the platform.
expr::Value factAt(const Model &model, const FactState &facts, std::size_t index);

// Carries one effect out, when its condition holds. Gives the dialect that it speaks of, where it is about that; else nothing.
// `scope` answers for the effect's names, `model` is the one that the effect is of.
std::string_view applyEffect(const Effect &effect, const expr::Scope &scope, const Model &model, FactState &facts);

} // namespace atscope::catalog
