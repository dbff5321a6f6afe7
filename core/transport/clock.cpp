// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/clock.h"

#include <chrono>

#ifdef ATSCOPE_HAVE_PTY
#include <ctime>
#endif

namespace atscope::transport
{

namespace
{

std::int64_t monotonicNs()
{
#ifdef ATSCOPE_HAVE_PTY
    timespec time{};
    if (::clock_gettime(CLOCK_BOOTTIME, &time) == 0)
        return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
#endif
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

std::int64_t wallNs()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

} // namespace

SystemClock::SystemClock() : m_base(wallNs() - monotonicNs()) {}

const SystemClock &SystemClock::instance()
{
    static const SystemClock s_clock;
    return s_clock;
}

base::Stamp SystemClock::now() const
{
    return {m_base + monotonicNs()};
}

std::int64_t SystemClock::wallAheadNs() const
{
    return wallNs() - now().ns;
}

} // namespace atscope::transport
