// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "core/base/stamp.h"

namespace atscope::transport
{

// Where stamps come from. Any thread. Tests inject their own.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual base::Stamp now() const = 0;
};

// The clock of the process: the wall clock read once, plus monotonic time that goes on while the machine sleeps (where the system
// has such a clock). So stamps never jump and never run backwards, and all sessions of a process share one time line.
class SystemClock final : public Clock
{
public:
    static const SystemClock &instance();

    base::Stamp now() const override;
    // How far the wall clock is ahead of now(), nanoseconds. It starts at 0; somebody who sets the clock makes it jump, and
    // whoever records looks at it from time to time and writes a note.
    std::int64_t wallAheadNs() const;

    SystemClock(const SystemClock &) = delete;
    SystemClock &operator=(const SystemClock &) = delete;

private:
    SystemClock();
    std::int64_t m_base; // wall clock minus monotonic clock at the start, nanoseconds
};

} // namespace atscope::transport
