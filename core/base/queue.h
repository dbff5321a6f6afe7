// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string_view>
#include <utility>
#include <vector>

// The one way data takes from thread to thread. What is handed over is published by an atomic or under a mutex in here, never
// by a queued Qt event: that may only say that there is something (a Bell), so that ThreadSanitizer sees every hand-over.
namespace atscope::base {

// "There is something to fetch." Carries nothing, may come too often, never too late. Called on the thread that put something in.
using Bell = std::function<void()>;

// Records (runs of bytes) from one producer thread to one consumer thread, in order, up to a budget of bytes. Never waits: what
// does not fit is refused and counted. Memory grows with what is inside, not with the budget.
class RecordRing final
{
public:
    static constexpr std::size_t DefaultBudget = std::size_t{64} << 20U;
    static constexpr std::size_t Overhead = 4; // bytes of the budget that each record costs besides its own

    enum class Room : std::uint8_t {
        Common, // leaves the reserve alone
        Reserve // what must not get lost behind a flood of bytes
    };

    explicit RecordRing(std::size_t budget = DefaultBudget, std::size_t reserve = 0);
    ~RecordRing();
    RecordRing(const RecordRing &) = delete;
    RecordRing &operator=(const RecordRing &) = delete;

    // Producer. One record made of two parts. False: there is no room (or no memory), it was not taken and is counted.
    bool push(std::string_view head, std::string_view body = {}, Room room = Room::Common);

    // Consumer. The oldest record stays valid until pop(); false: there is none now.
    bool front(std::string_view &record);
    void pop(); // only after front() said true

    // Any thread.
    std::size_t used() const { return m_used.load(std::memory_order_relaxed); }
    std::size_t budget() const { return m_budget; }
    std::size_t room() const // what a record may have at most to be taken now
    {
        const std::size_t taken = used() + m_reserve + Overhead;
        return taken < m_budget ? m_budget - taken : 0;
    }
    std::uint64_t droppedRecords() const { return m_droppedRecords.load(std::memory_order_relaxed); }
    std::uint64_t droppedBytes() const { return m_droppedBytes.load(std::memory_order_relaxed); }

private:
    struct Chunk;
    Chunk *chunkFor(std::size_t need);

    const std::size_t m_budget;
    const std::size_t m_reserve;
    std::atomic<std::size_t> m_used{0};
    std::atomic<std::uint64_t> m_droppedRecords{0};
    std::atomic<std::uint64_t> m_droppedBytes{0};
    std::atomic<Chunk *> m_spare{nullptr}; // one emptied chunk on its way back

    Chunk *m_tail = nullptr; // producer
    Chunk *m_head = nullptr; // consumer
    std::size_t m_read = 0;  // consumer: where the oldest record stands in its chunk
};

// Values from any number of threads to one that takes all there is at once. The bell rings when the queue was empty before.
template<class T>
class BatchQueue final
{
public:
    explicit BatchQueue(Bell bell = {}) : m_bell(std::move(bell)) {}

    void push(T value)
    {
        bool first = false;
        {
            const std::lock_guard lock(m_mutex);
            first = m_values.empty();
            m_values.push_back(std::move(value));
        }
        if (first && m_bell)
            m_bell();
    }

    // All values in the order they came; empty when there are none.
    std::vector<T> takeAll()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_values, {});
    }

    std::size_t size() const
    {
        const std::lock_guard lock(m_mutex);
        return m_values.size();
    }

private:
    const Bell m_bell;
    mutable std::mutex m_mutex;
    std::vector<T> m_values;
};

} // namespace atscope::base
