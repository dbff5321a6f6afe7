// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace atscope::base {

// Rx: from the module to us. Tx: from us (or another host) to the module.
enum class Direction : std::uint8_t { Rx = 0, Tx = 1 };

// Where a direction stands in an array of both.
constexpr std::size_t index(Direction direction)
{
    return static_cast<std::size_t>(direction);
}

// A run of bytes: offset and length.
struct Span
{
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
    constexpr std::uint64_t end() const { return offset + length; }
    constexpr bool operator==(const Span &) const = default;
};

using SessionId = std::array<std::uint8_t, 16>; // UUID, RFC 4122 byte order

// Names a run of bytes of one direction of one session; survives re-decoding, export and another machine.
struct Anchor
{
    SessionId session{};
    Direction direction = Direction::Rx;
    Span span; // positions in the byte stream of that direction, record headers not counted
    bool operator==(const Anchor &) const = default;
};

} // namespace atscope::base
