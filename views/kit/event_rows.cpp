// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/event_rows.h"

namespace atscope::views {

void EventRows::setStore(const store::EventStore *store)
{
    m_store = store;
    m_filter.clear();
    m_filter.hideUpTo(0);
    extend();
}

bool EventRows::extend()
{
    return m_store == nullptr || m_filter.extend(*m_store, Step);
}

void EventRows::refilter(store::RowFilter::WantedEvent wanted)
{
    m_filter = store::RowFilter(std::move(wanted));
    extend();
}

EventRows::Row EventRows::read(std::uint64_t id) const
{
    Row row;
    if (m_store == nullptr || !m_store->event(id, row.event))
        return row;
    row.bytes = m_store->bytes(row.event, store::EventStore::ShownBytes);
    row.dialect = m_store->dialectAt(id);
    row.facts = m_store->factsAt(id);
    row.valid = row.dialect != nullptr;
    return row;
}

} // namespace atscope::views
