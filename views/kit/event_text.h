// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include <QString>

#include "core/base/anchor.h"
#include "core/base/stamp.h"
#include "core/wire/charset.h"
#include "views/kit/log_source.h"

// Bytes and times as views show them. Free functions, any thread.
namespace atscope::views {

// The text of bytes: what is no character of the set is shown as \xNN (tone Symbol), SGR colours become runs, a
// backspace takes back the character before it, every other control sequence and control character is a marked symbol and is never
// executed.
LogCell textCell(std::string_view bytes, wire::Charset charset, Tone tone);
// "41 54 0d 0a"
QString hexText(std::string_view bytes, std::size_t most = 256);
// 10:22:31.004 in local time; empty for "none".
QString clockText(base::Stamp stamp);
QString dateText(base::Stamp stamp); // 2026-11-21 10:22:31.004
// 0.12 ms, 15 ms, 3.1 s, 2 min 5 s; empty below 0.
QString durationText(base::Millis ms);
QString sizeText(std::uint64_t bytes); // 14 kB, 1.2 MB

} // namespace atscope::views
