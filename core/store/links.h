// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>

#include "core/engine/event.h"
#include "core/store/append_list.h"
#include "core/store/event_store.h"

namespace atscope::store {

class Packer;
class Unpacker;

// How the events of every command hang together: one entry a command, in the order of their ids. One writer: add(); find(): any
// thread.
class Links final
{
public:
    void add(const engine::Event &event);
    // What was published up to `count` events.
    CommandLinks find(std::uint64_t command, std::uint64_t count) const;

    void save(Packer &out) const; // to the side index
    void load(Unpacker &in);      // and back, before anybody reads

private:
    // Ids of events fit 32 bits: a store holds less than 2^32 of them.
    struct Entry
    {
        explicit Entry(std::uint32_t command) : id(command) {}
        const std::uint32_t id;
        std::atomic<std::uint32_t> echo{0};
        std::atomic<std::uint32_t> final{0};
        std::atomic<std::uint32_t> completion{0};
        std::atomic<std::uint32_t> answers{0};
        std::atomic<std::uint32_t> firstAnswer{0};
        std::atomic<std::uint32_t> status{0};
    };
    const Entry *entry(std::uint64_t command) const;

    AppendList<Entry> m_entries;
};

} // namespace atscope::store
