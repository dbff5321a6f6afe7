// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/wire/frame_table.h"

namespace atscope::wire {

constexpr bool isLineEnd(char c)
{
    return c == '\r' || c == '\n';
}

// How far the data of an announcer reaches.
struct Extent
{
    enum class State : std::uint8_t {
        More,   // cannot be said yet
        Done,   // `length` bytes
        Broken, // the count cannot be kept: `length` bytes were of the data
        Unkept, // the input ended before the count: nothing is known but the bytes
    };
    State state = State::More;
    std::size_t length = 0;
    std::size_t seen = 0; // so many bytes had to come before this was known
    bool byEnd = false;   // known only because nothing more comes
};

struct DataShape
{
    DataPlace place = DataPlace::SameLine;
    DataUnit unit = DataUnit::Bytes; // not Http
    int fieldsAfter = 0;
    std::int64_t count = -1;
};

// Remembers between calls how far it has looked, so that data which comes byte by byte is not read again and again.
struct MeasureMemo
{
    std::size_t scanned = 0;
};

// `data` begins right behind the separator or line end; `ended`: nothing will follow (silence or the end of the input). The
// answer does not depend on how the bytes were cut: what is Done with some bytes is the same with more.
Extent measure(const DataShape &shape, std::string_view data, bool ended, MeasureMemo &memo);

} // namespace atscope::wire
