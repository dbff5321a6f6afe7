// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>

#include "core/base/anchor.h"
#include "core/base/stamp.h"
#include "core/engine/event.h"
#include "core/store/append_list.h"

namespace atscope::store {

class Packer;
class Unpacker;

// An event as it lies in memory and in the spill file.
struct Record
{
    std::uint32_t offset; // from the base of its direction
    std::uint32_t time;   // microseconds from the base; UnknownTime
    std::uint16_t length; // InSideTable
    std::uint16_t name;   // symbol; InSideTable
    std::uint16_t bits;   // kind, direction, success, flags
    std::uint16_t back;   // how many ids before it its command stands, 0: none; InSideTable
};
static_assert(sizeof(Record) == 16);

inline constexpr std::uint16_t InSideTable = 0xFFFF;
inline constexpr std::uint32_t UnknownTime = 0xFFFF'FFFF;

constexpr std::uint16_t bitsOf(engine::EventKind kind, base::Direction direction, bool success, std::uint16_t flags)
{
    return static_cast<std::uint16_t>(static_cast<unsigned>(kind) | static_cast<unsigned>(direction) << 4U | (success ? 1U << 5U : 0U)
                                      | static_cast<unsigned>(flags) << 6U);
}
static_assert(static_cast<unsigned>(engine::EventKind::Note) < 16 && engine::EventFlag::Opens < (1 << 10), "bits of a record");

constexpr engine::EventKind kindIn(const Record &record) { return static_cast<engine::EventKind>(record.bits & 15U); }
constexpr base::Direction directionIn(const Record &record) { return static_cast<base::Direction>(record.bits >> 4U & 1U); }
constexpr bool successIn(const Record &record) { return (record.bits >> 5U & 1U) != 0; }
constexpr std::uint16_t flagsIn(const Record &record) { return static_cast<std::uint16_t>(record.bits >> 6U); }

// Whole microseconds, rounded down; a stamp that is known stays a known stamp.
std::int64_t microseconds(base::Stamp stamp);
constexpr base::Stamp stampOf(std::int64_t us) { return {us * 1000}; }

// What offsets and times of the records from `from` on count from.
struct Bases
{
    std::uint32_t from = 0;
    std::int64_t time = 0; // microseconds
    std::array<std::uint64_t, 2> offset{};

    base::Stamp stamp(const Record &record) const
    {
        return record.time == UnknownTime ? base::Stamp::none() : stampOf(time + record.time);
    }
    std::uint64_t position(const Record &record) const
    {
        return offset[static_cast<std::size_t>(directionIn(record))] + record.offset;
    }
};

// 65,536 records, and what is known about all of them. The records may be let go once they are in the spill file (spill.h), the
// rest stays. One writer, which alone calls put(); everything const: any thread, for records that were published.
class Chunk final
{
public:
    static constexpr std::uint32_t Records = 65'536;
    struct Body
    {
        std::array<Record, Records> records;
    };

    Chunk(); // with a body that holds nothing yet
    struct Bodiless
    {};
    explicit Chunk(Bodiless) {} // for load(): its records stand in a file
    Chunk(const Chunk &) = delete;
    Chunk &operator=(const Chunk &) = delete;

    // Fills the offset and time of the record and stores it. A base that does not fit any more is followed by a new one.
    void put(std::uint32_t index, Record record, base::Stamp stamp, base::Span span);

    const Bases &basesAt(std::uint32_t index) const;
    // From the first index on, as long as take(index, bases) says so.
    template<class Take>
    void forBases(std::uint32_t count, Take take) const
    {
        const std::uint64_t bases = m_bases.size();
        std::uint64_t next = 0;
        for (std::uint32_t index = 0; index < count; ++index) {
            while (next < bases && m_bases[next].from <= index)
                ++next;
            if (!take(index, m_bases[next - 1]))
                return;
        }
    }

    // Null: let go.
    std::shared_ptr<const Body> body() const
    {
        const std::lock_guard lock(m_mutex);
        return m_body;
    }
    void letGo(); // the spill's worker

    // All but the records, to the side index and back. load() before anybody reads.
    void save(Packer &out) const;
    void load(Unpacker &in);

    bool mayHold(base::Direction direction, std::uint64_t position) const;
    std::int64_t latest() const { return m_latest.load(std::memory_order_relaxed); } // microseconds

    void used(std::uint64_t tick) const { m_used.store(tick, std::memory_order_relaxed); }
    std::uint64_t lastUsed() const { return m_used.load(std::memory_order_relaxed); }

private:
    void rebase(std::uint32_t index, base::Direction direction, std::uint64_t offset, bool timed, std::int64_t us);

    AppendList<Bases, 0, 17> m_bases;
    // Of all spans of a direction, so that a search by position leaves out most chunks: the lowest begin, the highest end.
    std::array<std::atomic<std::uint64_t>, 2> m_low{UINT64_MAX, UINT64_MAX};
    std::array<std::atomic<std::uint64_t>, 2> m_high{0, 0};
    std::atomic<std::int64_t> m_latest{INT64_MIN};
    mutable std::atomic<std::uint64_t> m_used{0};

    Bases m_now; // the writer's copy of the last one
    Body *m_records = nullptr; // the writer's way past the mutex
    mutable std::mutex m_mutex; // held for the copy of one pointer
    std::shared_ptr<Body> m_body;
};

} // namespace atscope::store
