// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/live_recording.h"

#include <algorithm>
#include <cstring>

#include "core/record/ring_record.h"

namespace atscope::record {

namespace {

constexpr std::size_t NoteReserve = std::size_t{1} << 20U;
constexpr std::size_t RingCost = sizeof(Head) + base::RecordRing::Overhead;
constexpr std::uint64_t LeastPart = 4096; // bytes behind its beginning
constexpr std::uint64_t ClosingRoom = 128; // for the note at its end

} // namespace

Recording::Recording(std::unique_ptr<RecordingWriter> writer, Limits limits, std::function<void(bool urgent)> bell)
    : m_path(writer->path()), m_limits(std::move(limits)), m_ring(m_limits.budget, std::min(NoteReserve, m_limits.budget / 8)),
      m_bell(std::move(bell)), m_parts(std::make_shared<PartList>(m_path)), m_writer(std::move(writer))
{
    m_partBytes = m_headBytes = m_writer->fileSize();
    m_fileSize = m_writer->fileSize();
}

bool Recording::push(const RecordView &record, base::RecordRing::Room room, std::uint32_t part)
{
    Head head{};
    head.stamp = record.stamp.ns;
    head.lost = record.lost;
    head.kind = record.kind;
    head.direction = record.direction;
    head.event = record.event;
    head.lines = record.lines;
    head.part = part;
    char bytes[sizeof head];
    std::memcpy(bytes, &head, sizeof head);
    if (!m_ring.push(std::string_view(bytes, sizeof bytes), record.bytes, room))
        return false;
    if (part == 0)
        m_partBytes += RecordingWriter::sizeOf(record);
    return true;
}

bool Recording::isFull(const RecordView &next) const
{
    return m_limits.partSize > 0 && m_partBytes >= m_headBytes + std::max(m_headBytes, LeastPart)
        && m_partBytes + RecordingWriter::sizeOf(next) + ClosingRoom > m_limits.partSize;
}

bool Recording::beginPart(PartHead head, base::Stamp stamp)
{
    const RecordView closing = RecordView::note(stamp, head.closing, m_lines);
    // Both or none; only this thread puts something in.
    if (m_stopped.load(std::memory_order_relaxed) || m_ring.budget() < m_ring.used() + head.closing.size() + 3 * RingCost)
        return false;
    std::uint64_t bytes = RecordingWriter::sizeOfHead(head.metadata);
    for (const std::string &note : head.notes)
        bytes += RecordingWriter::sizeOf(RecordView::note(stamp, note));
    for (const PartHead::Bytes &open : head.open)
        bytes += RecordingWriter::sizeOf(RecordView::data(open.direction, open.stamp, open.bytes));
    const std::uint32_t part = m_part + 1;
    m_heads.push({part, std::move(head)});
    if (!push(closing, base::RecordRing::Room::Reserve) || !push(RecordView::note(stamp, {}, m_lines), base::RecordRing::Room::Reserve, part))
        return false; // no memory; the head is passed over
    m_part = part;
    m_partBytes = m_headBytes = bytes;
    m_bell(false);
    return true;
}

bool Recording::pushLosses(base::Stamp stamp, Told *told)
{
    for (const auto direction : {base::Direction::Rx, base::Direction::Tx}) {
        std::uint64_t &bytes = m_unreported[index(direction)];
        if (bytes != 0 && !push(RecordView::loss(direction, stamp, bytes, m_lines), base::RecordRing::Room::Reserve))
            return false;
        if (told)
            (*told)[index(direction)] += bytes;
        bytes = 0;
    }
    return true;
}

bool Recording::append(const RecordView &record, Told *told)
{
    if (m_stopped.load(std::memory_order_relaxed))
        return false;
    const bool isData = record.kind == RecordKind::Data;
    const std::uint64_t bytes = isData ? record.bytes.size() : 0;
    m_taken[index(record.direction)].fetch_add(bytes, std::memory_order_relaxed);
    m_lines = record.lines;
    m_lastStamp = record.stamp;
    // A loss is told where it happened, before what comes next; but only once that fits too, or a ring that stays full would
    // fill up with losses.
    const bool behindLoss = m_unreported[0] != 0 || m_unreported[1] != 0;
    const bool reserved = record.kind == RecordKind::Note;
    bool taken = true;
    if (behindLoss && !reserved)
        taken = m_ring.room() >= record.bytes.size() + 3 * RingCost;
    if (taken && behindLoss)
        taken = pushLosses(record.stamp, told);
    if (taken)
        taken = push(record, reserved ? base::RecordRing::Room::Reserve : base::RecordRing::Room::Common);
    if (!taken && isData) {
        m_unreported[index(record.direction)] += bytes;
        m_lost[index(record.direction)].fetch_add(bytes, std::memory_order_relaxed);
    }
    m_bell(m_ring.used() > m_ring.budget() / 4);
    return taken;
}

std::size_t Recording::room() const
{
    const std::size_t free = m_ring.room();
    return free > 3 * RingCost ? free - 3 * RingCost : 0;
}

void Recording::finish()
{
    if (!m_stopped.exchange(true))
        pushLosses(m_lastStamp);
}

Recording::Counters Recording::counters() const
{
    Counters out;
    for (std::size_t i = 0; i < 2; ++i) {
        out.taken[i] = m_taken[i].load(std::memory_order_relaxed);
        out.lost[i] = m_lost[i].load(std::memory_order_relaxed);
        out.written[i] = m_written[i].load(std::memory_order_relaxed);
    }
    out.waiting = m_ring.used();
    out.fileSize = m_fileSize.load(std::memory_order_relaxed);
    out.failing = m_failing.load(std::memory_order_relaxed);
    return out;
}

} // namespace atscope::record
