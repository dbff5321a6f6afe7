// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "core/base/anchor.h"
#include "core/record/recording.h"

// What a Recording puts into its ring and the Recorder takes out of it, and the bounds of both.
namespace atscope::record {

// A record in the ring: this, then its bytes. Never leaves the process.
struct Head
{
    std::int64_t stamp;
    std::uint64_t lost;
    RecordKind kind;
    base::Direction direction;
    RtacEvent event;
    std::uint8_t lines;
    std::uint32_t part; // 0: a record; else here begins another file
};

constexpr int MostAttempts = 100; // names that are taken
constexpr int RetryMs = 500;      // while a file cannot be written

} // namespace atscope::record
