// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

#include "core/engine/observer.h"
#include "core/store/event_store.h"

namespace atscope::session {

// Puts an Observer's events into a store, with the dialect and the facts they were found under. One thread: the store's writer.
class StoreFeeder final
{
public:
    explicit StoreFeeder(store::EventStore &store) : m_store(store) {}
    void append(const engine::Event &event, std::string_view bytes, const engine::Observer &observer);
    // What the last event changed holds from the next one on: readers find it there without waiting for one. True: there was something.
    bool settle(const engine::Observer &observer);

private:
    store::EventStore &m_store;
    const decode::Dialect *m_dialect = nullptr;
    std::uint64_t m_factsRevision = ~std::uint64_t{0};
};

} // namespace atscope::session
