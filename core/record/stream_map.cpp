// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/stream_map.h"

#include <algorithm>
#include <utility>

#include "core/record/recording.h"

namespace atscope::record {

void StreamMap::add(base::Direction direction, std::uint64_t offset, std::uint64_t bytes)
{
    std::vector<Entry> &entries = m_entries[index(direction)];
    std::uint64_t &end = m_end[index(direction)];
    if (bytes == 0)
        return;
    if (entries.empty() || end >= entries.back().position + Stride)
        entries.push_back({end, offset});
    end += bytes;
}

std::optional<StreamMap::Entry> StreamMap::find(base::Direction direction, std::uint64_t position) const
{
    if (position < begin(direction) || position >= end(direction))
        return std::nullopt;
    const std::vector<Entry> &entries = m_entries[index(direction)];
    const auto after = std::upper_bound(entries.begin(), entries.end(), position,
                                        [](std::uint64_t where, const Entry &entry) { return where < entry.position; });
    return *std::prev(after); // the first entry is at the beginning
}

StreamReader::StreamReader(std::shared_ptr<const ByteSource> source, int channel)
    : m_source(source), m_channel(channel), m_walker(std::move(source), channel)
{}

bool StreamReader::follow(std::size_t blocks)
{
    Packet packet;
    for (; blocks > 0; --blocks) {
        m_state = m_walker.next(packet);
        if (m_state == BlockReader::Step::Damaged) {
            m_state = BlockReader::Step::Block;
            continue;
        }
        if (m_state != BlockReader::Step::Block)
            return true;
        if (!std::exchange(m_begun, true))
            m_map.beginAt(beginOf(m_walker.layout()));
        if (const auto direction = streamOf(packet))
            m_map.add(*direction, packet.offset, packet.data.size());
    }
    return false;
}

// Calls take(packet, position of its first byte) for the blocks of the stream from the one that holds `position` on, until it
// says false.
template<class Take>
void StreamReader::walk(base::Direction direction, std::uint64_t position, Take take) const
{
    const auto entry = m_map.find(direction, position);
    if (!entry)
        return;
    PacketWalker walker(m_source, m_channel, m_walker.layout());
    walker.seek(entry->offset);
    std::uint64_t at = entry->position;
    Packet packet;
    while (at < end(direction)) {
        const auto step = walker.next(packet);
        if (step != BlockReader::Step::Block && step != BlockReader::Step::Damaged)
            return;
        if (step == BlockReader::Step::Damaged || streamOf(packet) != direction)
            continue;
        const std::uint64_t next = at + packet.data.size();
        if (next > position && !take(packet, at))
            return;
        at = next;
    }
}

std::string StreamReader::read(base::Direction direction, std::uint64_t position, std::size_t length) const
{
    std::string out;
    if (position < begin(direction) || position >= end(direction))
        return out;
    length = static_cast<std::size_t>(std::min<std::uint64_t>(length, end(direction) - position));
    walk(direction, position, [&](const Packet &packet, std::uint64_t at) {
        const std::size_t skip = at < position ? static_cast<std::size_t>(position - at) : 0;
        out += packet.data.substr(skip, length - out.size());
        return out.size() < length;
    });
    return out;
}

std::optional<StreamReader::Place> StreamReader::locate(base::Direction direction, std::uint64_t position) const
{
    std::optional<Place> place;
    walk(direction, position, [&](const Packet &packet, std::uint64_t at) {
        place = Place{packet.offset, at, packet.stamp};
        return false;
    });
    return place;
}

} // namespace atscope::record
