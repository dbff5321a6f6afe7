// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/contexts.h"

#include <functional>
#include <utility>
#include <vector>

namespace atscope::store {

namespace {

constexpr std::uint64_t chunkOf(std::uint64_t id)
{
    return (id - 1) >> 16U;
}

// 1 and 1.0 are equal and yet not the same.
bool same(const expr::Value &a, const expr::Value &b)
{
    return a.isInteger() == b.isInteger() && a == b;
}

} // namespace

void Contexts::set(std::uint64_t from, std::shared_ptr<const decode::Dialect> dialect, const catalog::FactState &facts)
{
    const auto id = static_cast<std::uint32_t>(from);
    const std::uint64_t dialects = m_dialects.size();
    if (dialects == 0 ? dialect != nullptr : m_dialects[dialects - 1].dialect != dialect)
        m_dialects.append(DialectChange{id, std::move(dialect)});

    // Not by revision(): states of different origin may have the same.
    using Entry = std::pair<const std::string *, const expr::Value *>; // no value: forgotten
    std::vector<Entry> changed;
    auto was = m_last.all().begin();
    auto is = facts.all().begin();
    const auto wasEnd = m_last.all().end();
    const auto isEnd = facts.all().end();
    while (was != wasEnd || is != isEnd) {
        if (is == isEnd || (was != wasEnd && was->first < is->first)) {
            changed.emplace_back(&was->first, nullptr);
            ++was;
        } else if (was == wasEnd || is->first < was->first) {
            changed.emplace_back(&is->first, &is->second);
            ++is;
        } else {
            if (!same(was->second, is->second))
                changed.emplace_back(&is->first, &is->second);
            ++was;
            ++is;
        }
    }
    if (changed.empty())
        return;
    const bool whole = m_snapshotChunk != chunkOf(from);
    for (const auto &[fact, value] : changed) {
        if (!whole)
            change(id, *fact, value ? *value : expr::Value());
        if (value) {
            m_last.forget(*fact); // set() takes 1 for 1.0
            m_last.set(*fact, *value);
        } else {
            m_last.forget(std::string(*fact)); // the name is the entry's own
        }
    }
    if (whole) {
        m_snapshots.append(Snapshot{id, m_changes.size(), m_last});
        m_snapshotChunk = chunkOf(from);
    }
}

void Contexts::change(std::uint32_t from, const std::string &fact, const expr::Value &value)
{
    m_changes.append(Change{from, assignment(fact, value)});
}

std::uint32_t Contexts::assignment(const std::string &fact, const expr::Value &value)
{
    const std::hash<std::string_view> hashOf;
    const std::size_t hash = hashOf(fact) * 31 + hashOf(value.toText());
    const auto [first, last] = m_remembered.equal_range(hash);
    for (auto it = first; it != last; ++it) {
        const Assignment &known = m_assignments[it->second];
        if (*known.fact == fact && same(known.value, value))
            return it->second;
    }
    auto name = m_nameOf.find(fact);
    if (name == m_nameOf.end()) {
        const std::string &own = m_names.append(fact);
        name = m_nameOf.emplace(own, &own).first;
    }
    const auto number = static_cast<std::uint32_t>(m_assignments.size());
    m_assignments.append(Assignment{name->second, value});
    if (m_remembered.size() < MostRemembered)
        m_remembered.emplace(hash, number);
    return number;
}

std::shared_ptr<const decode::Dialect> Contexts::dialectAt(std::uint64_t id) const
{
    const auto after = m_dialects.firstAfter(m_dialects.size(), id, [](const DialectChange &c) { return std::uint64_t{c.from}; });
    return after == 0 ? nullptr : m_dialects[after - 1].dialect;
}

catalog::FactState Contexts::factsAt(std::uint64_t id) const
{
    // Snapshots first: what stands behind the changes that were counted then is looked at as far as it belongs to the id.
    const auto after = m_snapshots.firstAfter(m_snapshots.size(), id, [](const Snapshot &s) { return std::uint64_t{s.from}; });
    if (after == 0)
        return {};
    const Snapshot &snapshot = m_snapshots[after - 1];
    catalog::FactState facts = snapshot.facts;
    const std::uint64_t size = m_changes.size();
    for (std::uint64_t i = snapshot.changes; i < size && m_changes[i].from <= id; ++i) {
        const Assignment &assignment = m_assignments[m_changes[i].assignment];
        facts.forget(*assignment.fact);
        facts.set(*assignment.fact, assignment.value);
    }
    return facts;
}

} // namespace atscope::store
