// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/store/append_list.h"
#include "core/store/byte_tail.h"
#include "core/store/chunk.h"
#include "core/store/contexts.h"
#include "core/store/event_store.h"
#include "core/store/links.h"
#include "core/store/recorded_bytes.h"
#include "core/store/spill.h"
#include "core/store/symbols.h"
#include "core/store/worker.h"

namespace atscope::store {

// What an EventStore is made of: event_store.cpp has what readers ask, store_writer.cpp what the writer does.
class EventStore::Impl final
{
public:
    // Ids fit 32 bits.
    static constexpr std::uint64_t MostEvents = UINT32_MAX;

    explicit Impl(const Options &options);

    // The writer.
    void append(const engine::Event &event, std::string_view name, std::string_view text);

    // Readers. The records of a chunk for as long as they are held; null: neither in memory nor readable.
    std::shared_ptr<const Chunk::Body> pin(std::uint64_t chunk) const;
    std::uint64_t lengthOf(std::uint64_t id, const Record &record) const;
    const Symbol &symbolOf(std::uint64_t id, const Record &record) const;
    base::Stamp stampOf(std::uint64_t id) const;
    bool read(std::uint64_t id, engine::Event &out) const;
    // The first id of the chunk below `count` whose record take(id, record, bases) accepts; 0: none.
    template<class Take>
    std::uint64_t scan(std::uint64_t chunk, std::uint64_t count, Take take) const;
    std::uint64_t find(const base::Anchor &anchor) const;
    std::uint64_t findTime(base::Stamp stamp) const;

    // The side index (store_index.cpp).
    struct Loaded
    {
        std::string note;
        std::vector<std::uint64_t> digests; // of the chunks
        std::uint64_t count = 0;
        std::array<std::uint64_t, 2> begin{};
        std::array<std::uint64_t, 2> end{};
    };
    void saveTables(Packer &out, std::string_view note) const;
    bool loadTables(Unpacker &in, const DialectFor &dialectFor, Loaded &loaded);
    bool fits(const Chunk::Body &body, std::uint64_t chunk, std::uint32_t records) const;
    bool readChunks(const record::ByteSource &source, const Loaded &loaded, const std::function<bool()> &stop) const;

    // What does not fit into a record.
    struct Side
    {
        enum class What : std::uint32_t { Length, Name, Of, Completes };
        std::uint32_t id = 0;
        What what = What::Length;
        std::uint64_t value = 0;
    };
    std::uint64_t side(std::uint64_t id, Side::What what) const;

    // Of what takes no room in the stream.
    struct Text
    {
        std::uint64_t id = 0;
        std::string text;
    };
    static constexpr std::size_t MostText = 65'536;
    std::string_view textOf(std::uint64_t id) const;

    Spill::Chunks chunks;
    AppendList<Side, 6, 34> sides; // by id
    AppendList<Text> texts; // by id
    Symbols symbols;
    Links links;
    Contexts contexts;
    std::array<std::atomic<std::uint64_t>, 2> covered{};
    std::atomic<std::uint64_t> count{0};
    std::atomic<std::uint64_t> refused{0};
    std::atomic<bool> saved{false};
    mutable std::atomic<std::uint64_t> clock{0}; // ticks with every use of a chunk
    std::unique_ptr<RecordedBytes> recorded;
    std::array<ByteTail, 2> tails;
    std::unique_ptr<Spill> spill; // null: all chunks stay
    Chunk *filling = nullptr;     // the writer's
    Worker worker;                // last: ends before what it works on
};

} // namespace atscope::store
