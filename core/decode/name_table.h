// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace atscope::decode {

// The first eight bytes as a number, zeros behind a shorter text. Only good for comparing with another such number.
inline std::uint64_t firstBytes(std::string_view text)
{
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data(), std::min(text.size(), sizeof bytes));
    return bytes;
}

// Names to numbers, for tables that are made once and asked for every line: one multiplication and one comparison a question.
// The texts must outlive the table.
class NameTable final
{
public:
    static constexpr int None = -1;

    // The number of a name that is there already stays; gives the one in force.
    int add(std::string_view name, int number)
    {
        if (const int known = find(name); known != None)
            return known;
        if ((m_used + 1) * 2 > m_slots.size())
            grow();
        put({name, number});
        ++m_used;
        return number;
    }

    int find(std::string_view name) const
    {
        if (m_slots.empty())
            return None;
        for (std::size_t at = placeOf(name);; at = (at + 1) & (m_slots.size() - 1)) {
            const Slot &slot = m_slots[at];
            if (slot.number == None || slot.name == name)
                return slot.number;
        }
    }

private:
    struct Slot
    {
        std::string_view name;
        int number = None;
    };

    // By length, beginning and end. Lines of a hostile stream can meet only at places where names of the table stand.
    std::size_t placeOf(std::string_view name) const
    {
        std::uint64_t hash = firstBytes(name);
        if (name.size() > sizeof hash)
            hash ^= firstBytes(name.substr(name.size() - sizeof hash)) * 0x9E37'79B9'7F4A'7C15U;
        hash = (hash ^ name.size()) * 0xD6E8'FEB8'6659'FD93U;
        return static_cast<std::size_t>(hash >> 32U) & (m_slots.size() - 1);
    }

    void put(Slot slot)
    {
        std::size_t at = placeOf(slot.name);
        while (m_slots[at].number != None)
            at = (at + 1) & (m_slots.size() - 1);
        m_slots[at] = slot;
    }

    void grow()
    {
        std::vector<Slot> old(std::max<std::size_t>(16, m_slots.size() * 2));
        old.swap(m_slots);
        for (const Slot &slot : old)
            if (slot.number != None)
                put(slot);
    }

    std::vector<Slot> m_slots; // a power of two of them, at most half of them used
    std::size_t m_used = 0;
};

} // namespace atscope::decode
