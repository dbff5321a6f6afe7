// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "core/base/anchor.h"
#include "core/store/append_list.h"
#include "core/store/recorded_bytes.h"
#include "core/store/worker.h"

namespace atscope::store {

// The bytes of one direction: the last ones in memory, in blocks of 256 KiB, the ones before them in the recording. One writer:
// take() and released(); the others: any thread.
class ByteTail final
{
public:
    static constexpr std::size_t BlockBytes = RecordedBytes::BlockBytes;

    ByteTail(base::Direction direction, std::size_t keep) : m_direction(direction), m_keep(keep) {}

    // Where the stream begins, before the first take().
    void beginAt(std::uint64_t position);
    // All of the stream is there and in the recording; nothing is taken after it.
    void standsAt(std::uint64_t begin, std::uint64_t end);
    // Before the first take(). Both outlive this.
    void setRecording(RecordedBytes *recorded, Worker *worker);
    void take(std::string_view bytes);
    void released(std::uint64_t written);

    std::uint64_t begin() const { return m_begin.load(std::memory_order_relaxed); }
    std::uint64_t taken() const { return m_taken.load(std::memory_order_acquire); }
    std::size_t inMemory() const
    {
        const std::uint64_t first = m_first.load(std::memory_order_acquire); // before taken(), which only grows
        return static_cast<std::size_t>(taken() - first);
    }
    // Fewer: the stream ends, or the file cannot be read.
    std::string read(base::Span span) const;

private:
    struct Slot
    {
        explicit Slot(std::shared_ptr<char[]> made) : block(std::move(made)) {}
        mutable std::mutex mutex; // held for the copy of one pointer; the writer only ever tries it
        std::shared_ptr<char[]> block;
    };
    void letGo();

    std::uint64_t slotOf(std::uint64_t position) const { return position / BlockBytes - begin() / BlockBytes; }

    const base::Direction m_direction;
    const std::size_t m_keep;
    std::atomic<std::uint64_t> m_begin{0};
    RecordedBytes *m_recorded = nullptr;
    Worker *m_worker = nullptr;
    AppendList<Slot, 2> m_slots;
    std::atomic<std::uint64_t> m_taken{0};
    std::atomic<std::uint64_t> m_first{0}; // where the first block in memory begins
    // The writer's.
    char *m_open = nullptr; // the block that is being filled
    std::uint64_t m_released = 0;
};

} // namespace atscope::store
