// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/queue.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <memory>
#include <new>

namespace atscope::base {

namespace {

constexpr std::size_t ChunkBytes = std::size_t{64} << 10U;

} // namespace

// A list of chunks. The producer fills the last one and publishes its records by `written`, a full chunk's successor by `next`;
// the consumer empties the first one. No chunk is ever written by both.
struct RecordRing::Chunk
{
    std::atomic<std::size_t> written{0};
    std::atomic<Chunk *> next{nullptr};
    std::size_t capacity = 0;
    std::unique_ptr<char[]> bytes;
};

RecordRing::RecordRing(std::size_t budget, std::size_t reserve)
    : m_budget(budget), m_reserve(std::min(reserve, budget))
{
    m_tail = m_head = new Chunk; // without bytes: the first record brings the first real one
}

RecordRing::~RecordRing()
{
    for (Chunk *chunk = m_head; chunk != nullptr;)
        delete std::exchange(chunk, chunk->next.load(std::memory_order_acquire));
    delete m_spare.load(std::memory_order_acquire);
}

RecordRing::Chunk *RecordRing::chunkFor(std::size_t need)
{
    if (need <= ChunkBytes)
        if (Chunk *spare = m_spare.exchange(nullptr, std::memory_order_acquire))
            return spare;
    std::unique_ptr<Chunk> chunk(new (std::nothrow) Chunk);
    if (!chunk)
        return nullptr;
    chunk->capacity = std::max(need, ChunkBytes);
    chunk->bytes.reset(new (std::nothrow) char[chunk->capacity]);
    return chunk->bytes ? chunk.release() : nullptr;
}

bool RecordRing::push(std::string_view head, std::string_view body, Room room)
{
    const std::size_t size = head.size() + body.size();
    const std::size_t need = size + Overhead;
    const std::size_t limit = room == Room::Reserve ? m_budget : m_budget - m_reserve;
    bool fits = size <= std::numeric_limits<std::uint32_t>::max() && need <= limit && used() <= limit - need;
    if (fits) {
        std::size_t at = m_tail->written.load(std::memory_order_relaxed);
        Chunk *chunk = m_tail;
        if (chunk->capacity - at < need) {
            chunk = chunkFor(need);
            at = 0;
        }
        fits = chunk != nullptr;
        if (fits) {
            const auto length = static_cast<std::uint32_t>(size);
            char *out = chunk->bytes.get() + at;
            std::memcpy(out, &length, sizeof length);
            std::copy(head.begin(), head.end(), out + Overhead);
            std::copy(body.begin(), body.end(), out + Overhead + head.size());
            m_used.fetch_add(need, std::memory_order_relaxed);
            chunk->written.store(at + need, std::memory_order_release);
            if (chunk != m_tail) {
                m_tail->next.store(chunk, std::memory_order_release);
                m_tail = chunk;
            }
            return true;
        }
    }
    m_droppedRecords.fetch_add(1, std::memory_order_relaxed);
    m_droppedBytes.fetch_add(size, std::memory_order_relaxed);
    return false;
}

bool RecordRing::front(std::string_view &record)
{
    while (m_head->written.load(std::memory_order_acquire) == m_read) {
        Chunk *next = m_head->next.load(std::memory_order_acquire);
        if (next == nullptr)
            return false;
        if (m_head->written.load(std::memory_order_acquire) != m_read)
            break; // filled on after the first look; nothing comes after `next` is set
        Chunk *done = std::exchange(m_head, next);
        m_read = 0;
        if (done->capacity != ChunkBytes) {
            delete done;
            continue;
        }
        done->written.store(0, std::memory_order_relaxed);
        done->next.store(nullptr, std::memory_order_relaxed);
        delete m_spare.exchange(done, std::memory_order_acq_rel);
    }
    std::uint32_t length = 0;
    const char *in = m_head->bytes.get() + m_read;
    std::memcpy(&length, in, sizeof length);
    record = std::string_view(in + Overhead, length);
    return true;
}

void RecordRing::pop()
{
    std::uint32_t length = 0;
    std::memcpy(&length, m_head->bytes.get() + m_read, sizeof length);
    m_read += length + Overhead;
    m_used.fetch_sub(length + Overhead, std::memory_order_relaxed);
}

} // namespace atscope::base
