// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "core/store/event_store.h"

namespace atscope::store {

// Which events of a store a view shows, as a bitmap with a rank directory: row ↔ id in constant or logarithmic time, one bit an
// event. One thread.
class RowFilter final
{
public:
    using Wanted = std::function<bool(const EventStore::Brief &)>; // empty: every event
    // For what the brief does not tell; asked once an event, so it should look at the brief first.
    using WantedEvent = std::function<bool(const EventStore &, std::uint64_t id, const EventStore::Brief &)>;

    explicit RowFilter(Wanted wanted = {});
    explicit RowFilter(WantedEvent wanted);
    void clear(); // another store, another epoch; nothing is hidden any more

    // Looks at what was published since, at most `most` events. True: all of it was seen. False with seen() where it was: the
    // store cannot read its spill file.
    bool extend(const EventStore &store, std::size_t most = SIZE_MAX);
    std::uint64_t seen() const { return m_seen; } // ids 1 … seen() were looked at
    // Hides everything up to this id ("clear the view"); the recording keeps it. 0: shows all again.
    void hideUpTo(std::uint64_t id);

    std::uint64_t rows() const;
    std::uint64_t idOf(std::uint64_t row) const;   // row < rows()
    std::int64_t rowOf(std::uint64_t id) const;    // −1: not shown
    std::uint64_t rowAtOrAfter(std::uint64_t id) const; // rows(): none

private:
    void add(bool wanted);
    std::uint64_t rank(std::uint64_t ids) const;

    WantedEvent m_wanted;
    std::vector<std::uint64_t> m_bits;
    std::vector<std::uint64_t> m_ranks; // rows before each 512 bits
    std::uint64_t m_seen = 0;
    std::uint64_t m_rows = 0;
    std::uint64_t m_hiddenTo = 0;
    std::uint64_t m_hiddenRows = 0; // of m_rows: those up to m_hiddenTo
    std::vector<EventStore::Brief> m_briefs;
};

} // namespace atscope::store
