// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/row_filter.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace atscope::store {

namespace {

constexpr std::size_t BatchEvents = 4096;
constexpr std::uint64_t WordBits = 64;
constexpr std::uint64_t BlockWords = 8; // what one rank stands for: 512 bits

} // namespace

RowFilter::RowFilter(Wanted wanted)
{
    if (wanted)
        m_wanted = [wanted = std::move(wanted)](const EventStore &, std::uint64_t, const EventStore::Brief &brief) { return wanted(brief); };
}

RowFilter::RowFilter(WantedEvent wanted) : m_wanted(std::move(wanted)) {}

void RowFilter::clear()
{
    m_bits.clear();
    m_ranks.clear();
    m_seen = m_rows = m_hiddenTo = m_hiddenRows = 0;
}

bool RowFilter::extend(const EventStore &store, std::size_t most)
{
    const std::uint64_t count = store.count();
    const std::uint64_t to = m_seen + std::min<std::uint64_t>(count - std::min(count, m_seen), most);
    const bool openHiding = m_hiddenTo > m_seen;
    while (m_seen < to) {
        const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(to - m_seen, BatchEvents));
        if (!m_wanted) {
            for (std::size_t i = 0; i < size; ++i)
                add(true);
            continue;
        }
        const std::size_t got = store.briefs(m_seen + 1, size, m_briefs);
        for (const EventStore::Brief &brief : m_briefs)
            add(m_wanted(store, m_seen + 1, brief));
        if (got < size)
            break; // the spill file cannot be read
    }
    if (openHiding)
        m_hiddenRows = rank(std::min(m_hiddenTo, m_seen));
    return m_seen >= count;
}

void RowFilter::add(bool wanted)
{
    const std::uint64_t bit = m_seen % WordBits;
    if (bit == 0) {
        if (m_bits.size() % BlockWords == 0)
            m_ranks.push_back(m_rows);
        m_bits.push_back(0);
    }
    m_bits.back() |= std::uint64_t{wanted} << bit;
    m_rows += wanted ? 1 : 0;
    ++m_seen;
}

void RowFilter::hideUpTo(std::uint64_t id)
{
    m_hiddenTo = id;
    m_hiddenRows = rank(std::min(id, m_seen));
}

std::uint64_t RowFilter::rows() const
{
    return m_rows - m_hiddenRows;
}

// How many of the ids 1 … `ids` are wanted, hidden or not.
std::uint64_t RowFilter::rank(std::uint64_t ids) const
{
    if (ids >= m_seen)
        return m_rows;
    const std::uint64_t word = ids / WordBits;
    std::uint64_t rows = m_ranks[word / BlockWords];
    for (std::uint64_t w = word - word % BlockWords; w < word; ++w)
        rows += static_cast<std::uint64_t>(std::popcount(m_bits[w]));
    const std::uint64_t below = (std::uint64_t{1} << ids % WordBits) - 1;
    return rows + static_cast<std::uint64_t>(std::popcount(m_bits[word] & below));
}

std::uint64_t RowFilter::idOf(std::uint64_t row) const
{
    std::uint64_t left = row + m_hiddenRows;
    const auto block = std::upper_bound(m_ranks.begin(), m_ranks.end(), left) - 1;
    left -= *block;
    std::size_t word = static_cast<std::size_t>(block - m_ranks.begin()) * BlockWords;
    for (;; ++word) {
        const auto here = static_cast<std::uint64_t>(std::popcount(m_bits[word]));
        if (left < here)
            break;
        left -= here;
    }
    std::uint64_t bits = m_bits[word];
    for (; left > 0; --left)
        bits &= bits - 1;
    return word * WordBits + static_cast<std::uint64_t>(std::countr_zero(bits)) + 1;
}

std::int64_t RowFilter::rowOf(std::uint64_t id) const
{
    if (id <= m_hiddenTo || id > m_seen || (m_bits[(id - 1) / WordBits] >> (id - 1) % WordBits & 1U) == 0)
        return -1;
    return static_cast<std::int64_t>(rank(id - 1) - m_hiddenRows);
}

std::uint64_t RowFilter::rowAtOrAfter(std::uint64_t id) const
{
    return rank(std::max(id, m_hiddenTo + 1) - 1) - m_hiddenRows;
}

} // namespace atscope::store
