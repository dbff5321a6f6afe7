// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/atscope/ending_signals.h"

namespace atscope {

struct EndingSignals::Pipe
{
};

EndingSignals::EndingSignals(std::function<void(int signal)>) {}
EndingSignals::~EndingSignals() = default;

} // namespace atscope
