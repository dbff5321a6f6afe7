// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace atscope::base {

// Milliseconds as the catalog states them; may have a fraction.
using Millis = double;

// A point in time, nanoseconds since 1970-01-01 UTC, or "none" where the input has no times (a raw file).
struct Stamp
{
    static constexpr std::int64_t NoTime = std::numeric_limits<std::int64_t>::min();
    std::int64_t ns = NoTime;

    static constexpr Stamp none() { return {}; }
    constexpr bool known() const { return ns != NoTime; }
    constexpr Stamp plus(Millis ms) const { return known() ? Stamp{ns + static_cast<std::int64_t>(ms * 1e6)} : Stamp{}; }
    constexpr bool operator==(const Stamp &) const = default;
    constexpr auto operator<=>(const Stamp &) const = default;
};

// Milliseconds from `from` to `to`; 0 when one of them is not known.
constexpr Millis millisBetween(Stamp from, Stamp to)
{
    return from.known() && to.known() ? static_cast<Millis>(to.ns - from.ns) / 1e6 : 0.0;
}

// RFC 3339, UTC, nine decimals: 2026-11-21T10:22:31.004000000Z. Empty for "none".
std::string toRfc3339(Stamp stamp);

// The way back, and what people write: a date, or date and time with a T or a blank between them, seconds and up to nine
// decimals optional, then Z, an offset (+08:00) or nothing, which is UTC. Years 1678 to 2261; anything else is "none".
Stamp fromRfc3339(std::string_view text);

} // namespace atscope::base
