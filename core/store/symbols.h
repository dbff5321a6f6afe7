// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/engine/event.h"
#include "core/store/append_list.h"

namespace atscope::store {

class Packer;
class Unpacker;

// What many events have in common: everything but place, time, length, kind, flags and command.
struct Symbol
{
    enum class Completes : std::uint8_t { Nothing, ItsCommand, Another };
    int form = decode::NoEntry;
    int urc = decode::NoEntry;
    int shape = decode::NoEntry;
    int completionStep = -1;
    std::uint32_t name = 0; // index of a name; 0: none
    engine::Why why = engine::Why::NoRule;
    bool timed = false; // Event::ms is known
    Completes completes = Completes::Nothing;
    bool operator==(const Symbol &) const = default;
};

// Symbols and names by number. One writer; at(), size() and name(): any thread.
class Symbols final
{
public:
    // A hostile stream brings a new name with every line: the ones over this have none, longer ones are cut.
    static constexpr std::uint32_t MostNames = 4096;
    static constexpr std::size_t MostNameBytes = 128;

    Symbols();

    std::uint32_t intern(const Symbol &symbol);
    std::uint32_t internName(std::string_view name);

    std::uint64_t size() const { return m_symbols.size(); }
    const Symbol &at(std::uint64_t index) const { return m_symbols[index]; }
    const std::string &name(std::uint32_t index) const { return m_names[index]; }

    void save(Packer &out) const; // to the side index
    void load(Unpacker &in);      // and back, before anybody reads; nothing is interned after it

private:
    struct Hash
    {
        std::size_t operator()(const Symbol &symbol) const;
    };
    struct TextHash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    AppendList<Symbol, 8> m_symbols;
    AppendList<std::string, 4> m_names;
    // The writer's.
    std::unordered_map<Symbol, std::uint32_t, Hash> m_numbers;
    std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> m_nameNumbers;
    std::array<std::uint32_t, 256> m_recent{}; // by hash, number + 1: saves most look-ups in the map
};

} // namespace atscope::store
