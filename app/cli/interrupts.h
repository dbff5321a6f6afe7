// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace atscope::cli {

// From here on SIGINT and SIGTERM are counted instead of ending the program; the second one ends it with 130.
void watchInterrupts();
bool interrupted(); // any thread

} // namespace atscope::cli
