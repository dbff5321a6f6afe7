// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/messages.h"
#include "core/engine/event.h"
#include "core/session/event_writer.h"
#include "core/store/event_store.h"
#include "core/store/row_filter.h"
#include "views/kit/log_source.h"

namespace atscope::views {

// The events of a store as rows: what terminal, timeline and URC log have in common. Concrete sources give columns and cells.
// Ids are the store's. GUI thread.
class EventRows : public LogSource
{
public:
    // Null: empty. The store must outlive it or be taken away first.
    void setStore(const store::EventStore *store);
    const store::EventStore *store() const { return m_store; }
    void setLanguage(catalog::Language language) { m_language = language; }
    void setMasked(bool masked) { m_masked = masked; } // secrets are dots (design.md, decision 6): so it begins
    // Looks at what was published since; before LogView::sourceGrew(). False: there is more, call again (a big file is taken in
    // steps so that the window goes on).
    bool extend();
    void hideUpTo(std::uint64_t id) { m_filter.hideUpTo(id); }

    std::int64_t rows() const override { return static_cast<std::int64_t>(m_filter.rows()); }
    std::uint64_t idOf(std::int64_t row) const override { return m_filter.idOf(static_cast<std::uint64_t>(row)); }
    std::int64_t rowOf(std::uint64_t id) const override { return m_filter.rowOf(id); }

    static constexpr std::size_t Step = 1'000'000; // events looked at in one call of extend()

protected:
    explicit EventRows(store::RowFilter::WantedEvent wanted) : m_filter(std::move(wanted)) {}

    // Everything about the event of a row. `valid` false: it cannot be read.
    struct Row
    {
        engine::Event event;
        std::string bytes;
        std::shared_ptr<const decode::Dialect> dialect;
        catalog::FactState facts;
        bool valid = false;
        session::EventView view() const { return {event, bytes, *dialect, facts}; }
    };
    bool masked() const { return m_masked; }
    Row read(std::uint64_t id) const;
    bool chinese() const { return m_language == catalog::Language::Chinese; }
    catalog::Language language() const { return m_language; }
    void refilter(store::RowFilter::WantedEvent wanted);

private:
    store::RowFilter m_filter;
    const store::EventStore *m_store = nullptr;
    bool m_masked = true;
    catalog::Language m_language = catalog::Language::English;
};

} // namespace atscope::views
