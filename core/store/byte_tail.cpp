// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/byte_tail.h"

#include <algorithm>
#include <utility>

namespace atscope::store {

void ByteTail::setRecording(RecordedBytes *recorded, Worker *worker)
{
    m_recorded = recorded;
    m_worker = worker;
}

void ByteTail::beginAt(std::uint64_t position)
{
    m_begin.store(position, std::memory_order_relaxed);
    m_first.store(position / BlockBytes * BlockBytes, std::memory_order_release);
    m_taken.store(position, std::memory_order_release);
}

void ByteTail::standsAt(std::uint64_t begin, std::uint64_t end)
{
    m_begin.store(begin, std::memory_order_relaxed);
    m_first.store(end, std::memory_order_release);
    m_taken.store(end, std::memory_order_release);
    m_worker->post([recorded = m_recorded, worker = m_worker] { recorded->follow([worker] { return worker->quitting(); }); });
}

void ByteTail::take(std::string_view bytes)
{
    std::uint64_t taken = m_taken.load(std::memory_order_relaxed);
    while (!bytes.empty()) {
        const auto at = static_cast<std::size_t>(taken % BlockBytes);
        if (at == 0 || m_slots.size() == 0) {
            std::shared_ptr<char[]> block(new char[BlockBytes]); // not make_shared: pages that nobody wrote cost nothing
            m_open = block.get();
            m_slots.append(std::move(block));
        }
        const std::size_t size = std::min(bytes.size(), BlockBytes - at);
        std::copy_n(bytes.data(), size, m_open + at);
        bytes.remove_prefix(size);
        taken += size;
        m_taken.store(taken, std::memory_order_release);
    }
    letGo();
}

void ByteTail::released(std::uint64_t written)
{
    m_released = std::max(m_released, written);
    letGo();
}

void ByteTail::letGo()
{
    if (!m_recorded)
        return;
    const std::uint64_t taken = m_taken.load(std::memory_order_relaxed);
    std::uint64_t first = m_first.load(std::memory_order_relaxed);
    bool gone = false;
    while (first + BlockBytes <= std::min(taken, m_released) && taken - (first + BlockBytes) >= m_keep) {
        Slot &slot = m_slots[slotOf(first)];
        std::shared_ptr<char[]> block; // freed behind the lock
        {
            const std::unique_lock lock(slot.mutex, std::try_to_lock);
            if (!lock)
                break; // a reader copies the pointer just now: the next time
            block.swap(slot.block);
        }
        first += BlockBytes;
        m_first.store(first, std::memory_order_release);
        gone = true;
    }
    if (gone)
        m_worker->post([recorded = m_recorded, worker = m_worker] { recorded->follow([worker] { return worker->quitting(); }); });
}

std::string ByteTail::read(base::Span span) const
{
    std::string out;
    const std::uint64_t end = taken();
    if (span.offset >= end || span.offset < begin())
        return out;
    auto left = static_cast<std::size_t>(std::min(span.length, end - span.offset));
    out.reserve(left);
    std::uint64_t at = span.offset;
    while (left > 0) {
        const std::uint64_t index = at / BlockBytes;
        const auto within = static_cast<std::size_t>(at % BlockBytes);
        const std::size_t size = std::min(left, BlockBytes - within);
        std::shared_ptr<char[]> block;
        if (slotOf(at) < m_slots.size()) {
            const Slot &slot = m_slots[slotOf(at)];
            const std::lock_guard lock(slot.mutex);
            block = slot.block;
        }
        if (block) {
            out.append(block.get() + within, size);
        } else {
            if (!m_recorded)
                break;
            const auto bytes = m_recorded->block(m_direction, index);
            if (bytes->size() <= within)
                break;
            const std::size_t got = std::min(size, bytes->size() - within);
            out.append(*bytes, within, got);
            if (got < size)
                break;
        }
        at += size;
        left -= size;
    }
    return out;
}

} // namespace atscope::store
