// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace atscope::views {

class LogView;

// A LogView to a screen reader is a table of the visible rows; each cell has its text as name and the whole row as description.
void installLogAccessible(); // once; more do no harm
void announceLogRow(LogView *view, std::int64_t row); // it has the focus now
void announceAllNew(LogView *view);

} // namespace atscope::views
