// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/stamp.h"

namespace atscope::wire {

// The bytes that are still needed, with the stamps of the blocks they came in. Positions are positions in the stream.
class StreamBuffer final
{
public:
    static constexpr std::uint64_t None = std::numeric_limits<std::uint64_t>::max();

    // The stream begins at `position`, behind a byte with that stamp; before the first append().
    void beginAt(std::uint64_t position, base::Stamp before);
    void append(base::Stamp stamp, std::string_view bytes);
    void discard(std::uint64_t before); // amortised: moves bytes only when at least as many are dropped

    std::uint64_t end() const { return m_base + m_bytes.size(); }
    char at(std::uint64_t position) const { return m_bytes[static_cast<std::size_t>(position - m_base)]; }
    std::string_view view(std::uint64_t from, std::uint64_t to) const
    {
        return std::string_view(m_bytes).substr(static_cast<std::size_t>(from - m_base), static_cast<std::size_t>(to - from));
    }

    base::Stamp stampAt(std::uint64_t position) const;
    base::Stamp lastStamp() const { return m_blocks.empty() ? base::Stamp() : m_blocks.back().stamp; }
    // Where the first block begins, behind the byte at `from`, that came `silence` or longer after the one before it.
    std::uint64_t firstGap(std::uint64_t from, base::Millis silence);
    base::Stamp stampBefore(std::uint64_t position) const { return stampAt(position - 1); }
    // Calls take(stamp, bytes) for every block from the position on.
    template<class Take>
    void forBlocks(std::uint64_t from, Take take) const
    {
        for (std::size_t i = m_firstBlock; i < m_blocks.size(); ++i) {
            const std::uint64_t begin = std::max(from, m_blocks[i].offset);
            const std::uint64_t last = i + 1 < m_blocks.size() ? m_blocks[i + 1].offset : end();
            if (begin < last)
                take(m_blocks[i].stamp, view(begin, last));
        }
    }

private:
    struct Block
    {
        std::uint64_t offset = 0;
        base::Stamp stamp;
    };
    std::size_t blockOf(std::uint64_t position) const;

    std::string m_bytes;
    std::uint64_t m_base = 0; // position of m_bytes[0]
    std::vector<Block> m_blocks;
    std::size_t m_firstBlock = 0; // those before it are not needed
    // Between the blocks that begin at m_calmFrom and m_calmTo there is no gap of m_calmSilence: not looked at twice.
    std::uint64_t m_calmFrom = None;
    std::uint64_t m_calmTo = 0;
    base::Millis m_calmSilence = 0;
};

// Finds one byte value, looking at each byte of the stream once as long as it is asked for rising positions.
class ByteFinder final
{
public:
    explicit ByteFinder(char byte) : m_byte(byte) {}

    // The first one at or behind `from`, or None.
    std::uint64_t find(const StreamBuffer &in, std::uint64_t from)
    {
        if (m_found != StreamBuffer::None && m_found >= from && from >= m_asked)
            return m_found;
        return search(in, from);
    }

private:
    std::uint64_t search(const StreamBuffer &in, std::uint64_t from);

    char m_byte;
    std::uint64_t m_found = StreamBuffer::None;
    std::uint64_t m_asked = 0;   // there is none between this and what was found or searched
    std::uint64_t m_searched = 0;
};

} // namespace atscope::wire
