// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupts.h"

#include <atomic>
#include <csignal>
#include <cstdlib>

namespace atscope::cli {

namespace {

std::atomic<int> s_interrupts{0}; // lock-free: written by a signal handler

extern "C" void countInterrupt(int)
{
    if (++s_interrupts > 1)
        std::_Exit(130);
}

} // namespace

void watchInterrupts()
{
    std::signal(SIGINT, countInterrupt);
    std::signal(SIGTERM, countInterrupt);
#ifdef SIGHUP
    if (std::signal(SIGHUP, countInterrupt) == SIG_IGN)
        std::signal(SIGHUP, SIG_IGN); // started so that the end of its terminal does not matter
#endif
}

bool interrupted()
{
    return s_interrupts > 0;
}

} // namespace atscope::cli
