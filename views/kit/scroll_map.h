// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>

namespace atscope::views {

// Scroll bars count in int. Up to BarMax a unit is a row, beyond that it is several; both ends are exact always.
struct ScrollMap
{
    static constexpr int BarMax = 1 << 30;

    std::int64_t most = 0; // the largest first row

    int range() const { return static_cast<int>(std::min<std::int64_t>(most, BarMax)); }
    int value(std::int64_t top) const
    {
        if (most <= BarMax || top >= most)
            return static_cast<int>(std::min<std::int64_t>(top, range()));
        return static_cast<int>(static_cast<double>(top) / static_cast<double>(most) * BarMax);
    }
    std::int64_t top(int value) const
    {
        if (most <= BarMax)
            return value;
        return value >= BarMax ? most : static_cast<std::int64_t>(static_cast<double>(value) / BarMax * static_cast<double>(most));
    }
};

} // namespace atscope::views
