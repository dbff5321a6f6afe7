// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace atscope::views {

class HexView;

// A HexView to a screen reader is a read-only text: its visible rows, with the cursor at the byte's digits.
void installHexAccessible(); // once; more do no harm
void announceHexCursor(HexView *view);

} // namespace atscope::views
