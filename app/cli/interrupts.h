// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace atscope::cli {

// From here on SIGINT, SIGTERM and SIGHUP (the terminal was closed; not where it was ignored at the start) are counted instead of
// ending the program; the second one ends it with 130.
void watchInterrupts();
bool interrupted(); // any thread

} // namespace atscope::cli
