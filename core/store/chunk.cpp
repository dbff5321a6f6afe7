// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/chunk.h"

#include <algorithm>
#include <limits>

namespace atscope::store {

namespace {

// Positions and times may go back a little within one recording (a note stands at the end of what was taken, the open line that
// follows it began before; what expired is stamped with its deadline): the base lies so far below the first value.
constexpr std::uint64_t OffsetSlack = std::uint64_t{1} << 28U; // bytes
constexpr std::int64_t TimeSlack = std::int64_t{1} << 28U;     // microseconds, four and a half minutes

void lower(std::atomic<std::uint64_t> &value, std::uint64_t to)
{
    if (to < value.load(std::memory_order_relaxed))
        value.store(to, std::memory_order_relaxed);
}

template<class T>
void raise(std::atomic<T> &value, T to)
{
    if (to > value.load(std::memory_order_relaxed))
        value.store(to, std::memory_order_relaxed);
}

std::uint64_t endOf(base::Span span)
{
    return span.length > UINT64_MAX - span.offset ? UINT64_MAX : span.end();
}

} // namespace

std::int64_t microseconds(base::Stamp stamp)
{
    constexpr std::int64_t Lowest = std::numeric_limits<std::int64_t>::min() / 1000;
    const std::int64_t us = stamp.ns / 1000 - (stamp.ns % 1000 < 0 ? 1 : 0);
    return std::max(us, Lowest);
}

Chunk::Chunk() : m_body(std::make_shared_for_overwrite<Body>())
{
    m_records = m_body.get();
}

void Chunk::put(std::uint32_t index, Record record, base::Stamp stamp, base::Span span)
{
    const base::Direction direction = directionIn(record);
    const auto d = base::index(direction);
    const bool timed = stamp.known();
    const std::int64_t us = timed ? microseconds(stamp) : 0;
    const auto fits = [&] {
        const bool offsetFits = span.offset >= m_now.offset[d] && span.offset - m_now.offset[d] <= UINT32_MAX;
        return offsetFits && (!timed || (us >= m_now.time && us - m_now.time < std::int64_t{UnknownTime}));
    };
    if (index == 0 || !fits())
        rebase(index, direction, span.offset, timed, us);
    record.offset = static_cast<std::uint32_t>(span.offset - m_now.offset[d]);
    record.time = timed ? static_cast<std::uint32_t>(us - m_now.time) : UnknownTime;
    m_records->records[index] = record;

    lower(m_low[d], span.offset);
    raise(m_high[d], endOf(span));
    if (timed)
        raise(m_latest, us);
}

// Moves only what does not fit: the other direction goes on from where it is.
void Chunk::rebase(std::uint32_t index, base::Direction direction, std::uint64_t offset, bool timed, std::int64_t us)
{
    const auto d = base::index(direction);
    m_now.from = index;
    if (index == 0 || offset < m_now.offset[d] || offset - m_now.offset[d] > UINT32_MAX)
        m_now.offset[d] = offset - std::min(offset, OffsetSlack);
    if (timed && (index == 0 || us < m_now.time || us - m_now.time >= std::int64_t{UnknownTime}))
        m_now.time = us - TimeSlack;
    m_bases.append(m_now);
}

const Bases &Chunk::basesAt(std::uint32_t index) const
{
    return m_bases[m_bases.firstAfter(m_bases.size(), index, [](const Bases &bases) { return bases.from; }) - 1];
}

void Chunk::letGo()
{
    std::shared_ptr<Body> body;
    const std::lock_guard lock(m_mutex);
    body.swap(m_body); // freed behind the lock
}

bool Chunk::mayHold(base::Direction direction, std::uint64_t position) const
{
    const auto d = base::index(direction);
    return m_low[d].load(std::memory_order_relaxed) <= position && m_high[d].load(std::memory_order_relaxed) >= position;
}

} // namespace atscope::store
