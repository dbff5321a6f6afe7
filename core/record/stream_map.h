// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/anchor.h"
#include "core/base/result.h"
#include "core/base/stamp.h"
#include "core/record/packet.h"

namespace atscope::record {

// Where the bytes of both streams stand in the file: the first block at or behind every 64 KiB of each stream.
class StreamMap final
{
public:
    static constexpr std::uint64_t Stride = std::uint64_t{64} << 10U;

    struct Entry
    {
        std::uint64_t position = 0; // of the block's first byte in its stream
        std::uint64_t offset = 0;   // of the block in the file
        bool operator==(const Entry &) const = default;
    };

    // Where the streams begin; before the first add().
    void beginAt(const std::array<std::uint64_t, 2> &begin) { m_begin = m_end = begin; }
    std::uint64_t begin(base::Direction direction) const { return m_begin[index(direction)]; }
    // The next block of a stream, in the order of the file.
    void add(base::Direction direction, std::uint64_t offset, std::uint64_t bytes);
    std::uint64_t end(base::Direction direction) const { return m_end[index(direction)]; }
    // The last entry at or before the position; nothing when it is outside of the stream.
    std::optional<Entry> find(base::Direction direction, std::uint64_t position) const;
    const std::vector<Entry> &entries(base::Direction direction) const { return m_entries[index(direction)]; }

private:
    std::array<std::vector<Entry>, 2> m_entries;
    std::array<std::uint64_t, 2> m_begin{};
    std::array<std::uint64_t, 2> m_end{};
};

// The bytes of both streams by position, read from the file with the block headers stripped (no mmap: the file may grow).
// One thread; several may each have their own on the same file.
class StreamReader final
{
public:
    StreamReader(std::shared_ptr<const ByteSource> source, int channel = 0);

    // Walks what was appended since the last time, at most `blocks` packets. True: the end (for now) was reached.
    bool follow(std::size_t blocks = SIZE_MAX);
    BlockReader::Step state() const { return m_state; } // how the walk ended: End, Cut or Broken; Block: not yet
    const base::Message &problem() const { return m_walker.problem(); }
    const StreamMap &map() const { return m_map; }
    // Positions of the stream that the file holds, as far as it was walked. A later part of a recording does not begin at 0.
    std::uint64_t begin(base::Direction direction) const { return m_map.begin(direction); }
    std::uint64_t end(base::Direction direction) const { return m_map.end(direction); }

    // Up to `length` bytes from `position` on; fewer only at the end of what follow() has seen, or when the file cannot be read;
    // none before the beginning.
    std::string read(base::Direction direction, std::uint64_t position, std::size_t length) const;

    struct Place
    {
        std::uint64_t offset = 0;   // of the block in the file
        std::uint64_t position = 0; // of the block's first byte
        base::Stamp stamp;
    };
    // The block that holds the byte.
    std::optional<Place> locate(base::Direction direction, std::uint64_t position) const;

private:
    template<class Take>
    void walk(base::Direction direction, std::uint64_t position, Take take) const;

    std::shared_ptr<const ByteSource> m_source;
    int m_channel;
    PacketWalker m_walker;
    BlockReader::Step m_state = BlockReader::Step::Block;
    bool m_begun = false; // the map knows where the streams begin
    StreamMap m_map;
};

} // namespace atscope::record
