// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace atscope::transport
{

enum class Parity : std::uint8_t { None, Even, Odd, Mark, Space };
enum class StopBits : std::uint8_t { One, OneAndHalf, Two };
enum class FlowControl : std::uint8_t { None, RtsCts, XonXoff };
enum class LineEnding : std::uint8_t { Cr, Lf, CrLf };

// One of them as the programs' help has it.
struct LineOption {
    std::string_view name;     // without dashes
    std::string_view value;    // its placeholder
    std::string_view expected; // what it may be
    std::string_view help;
    std::string_view helpZh;
};

// How a serial line is run: the line options of the command line. A value; a TCP port knows only `wait` and `ending` of it.
struct LineOptions {
    int baud = 115200; // bit/s, 50 to 12,000,000
    int dataBits = 8;  // 5 to 8
    Parity parity = Parity::None;
    StopBits stopBits = StopBits::One;
    FlowControl flow = FlowControl::None;
    std::optional<bool> dtr;          // not given: as the system sets it when a port is opened
    std::optional<bool> rts;          // the same; not together with flow control RTS/CTS, which owns that line
    std::optional<LineEnding> ending; // not given: as the module's profile says
    double wait = 0;                  // seconds to wait for the port to appear (or the TCP peer to listen), 0 to 86,400

    // Sets one option by its name on the command line without dashes: baud data parity stop flow dtr rts wait ending.
    // What stands in the way: `line-option-unknown` {option}, `line-option-value` {option, value, expected}.
    std::optional<base::Message> set(std::string_view option, std::string_view value);
    // What does not go together: `line-option-conflict` {option, other}, `line-option-value`. Ask after the last set().
    std::optional<base::Message> check() const;
    static std::span<const LineOption> all();
    // What an option may be, for messages ("none|even|odd|mark|space"); empty for an unknown one.
    static std::string_view expected(std::string_view option);
    // 115200 8N1, with what differs from the usual behind it: "9600 7E1 rtscts".
    std::string text() const;

    bool operator==(const LineOptions &) const = default;
};

std::string_view bytesOf(LineEnding ending);

} // namespace atscope::transport
