// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <atomic>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <utility>

namespace atscope::store {

// A list that one thread appends to while any number of others read it without a lock. Owns its values; they never move, and
// what was published never changes (unless T itself has atomics). Segments double in size and stand behind a fixed array of
// pointers; a segment is raw memory until its values are made, so that its unused end costs no pages.
// size() is the release point: whoever has seen it may read all values before it.
template<class T, unsigned FirstBits = 6, unsigned MostBits = 32>
class AppendList final
{
public:
    static constexpr std::uint64_t Most = std::uint64_t{1} << MostBits;

    AppendList() = default;
    ~AppendList()
    {
        for (std::uint64_t i = size(); i-- > 0;)
            at(i).~T();
        for (unsigned s = 0; s < Segments; ++s)
            if (T *segment = m_segments[s].load(std::memory_order_relaxed))
                std::allocator<T>().deallocate(segment, segmentSize(s));
    }
    AppendList(const AppendList &) = delete;
    AppendList &operator=(const AppendList &) = delete;

    // The writer. Less than Most values.
    template<class... Args>
    T &append(Args &&...args)
    {
        const std::uint64_t index = m_size.load(std::memory_order_relaxed);
        assert(index < Most);
        const unsigned s = segmentOf(index);
        T *segment = m_segments[s].load(std::memory_order_relaxed);
        if (!segment) {
            segment = std::allocator<T>().allocate(segmentSize(s));
            m_segments[s].store(segment, std::memory_order_release);
        }
        T *value = std::construct_at(segment + (index - segmentStart(s)), std::forward<Args>(args)...);
        m_size.store(index + 1, std::memory_order_release);
        return *value;
    }

    // Any thread.
    std::uint64_t size() const { return m_size.load(std::memory_order_acquire); }
    const T &operator[](std::uint64_t index) const { return at(index); }
    T &operator[](std::uint64_t index) { return at(index); }

    // The first of `count` values, sorted by `key`, whose key is greater.
    template<class Key, class KeyOf>
    std::uint64_t firstAfter(std::uint64_t count, const Key &key, KeyOf keyOf) const
    {
        std::uint64_t from = 0;
        while (count > 0) {
            const std::uint64_t half = count / 2;
            if (key < keyOf(at(from + half))) {
                count = half;
            } else {
                from += half + 1;
                count -= half + 1;
            }
        }
        return from;
    }

private:
    static constexpr unsigned Segments = MostBits - FirstBits + 1;

    static constexpr unsigned segmentOf(std::uint64_t index)
    {
        return static_cast<unsigned>(std::bit_width(index >> FirstBits));
    }
    static constexpr std::uint64_t segmentStart(unsigned segment)
    {
        return segment == 0 ? 0 : std::uint64_t{1} << (FirstBits + segment - 1);
    }
    static constexpr std::size_t segmentSize(unsigned segment)
    {
        return std::size_t{1} << (segment == 0 ? FirstBits : FirstBits + segment - 1);
    }
    T &at(std::uint64_t index) const
    {
        const unsigned s = segmentOf(index);
        return m_segments[s].load(std::memory_order_acquire)[index - segmentStart(s)];
    }

    std::array<std::atomic<T *>, Segments> m_segments{};
    std::atomic<std::uint64_t> m_size{0};
};

} // namespace atscope::store
