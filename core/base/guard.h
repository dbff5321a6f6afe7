// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "core/base/result.h"

namespace atscope::base {

// Runs what a thread of its own does. An exception that leaves `body` ends there: it is told to the program (onFailure) and comes
// back as `worker-failed` {worker, reason}, for whoever waits for the thread. `worker`: what it does, in English, in one word or
// two. Any thread.
std::optional<Message> guarded(std::string_view worker, const std::function<void()> &body);

// Who hears of it, on the thread that failed; must not throw. Set by the program before it starts threads; nobody at first.
void onFailure(std::function<void(const Message &)> heard);

} // namespace atscope::base
