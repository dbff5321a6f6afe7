// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/stamp.h"
#include "core/simulator/random.h"

namespace atscope::simulator {

enum class FaultKind : std::uint8_t {
    Delay,   // the answer comes `ms` late
    Split,   // … in pieces of `bytes` bytes with `ms` between them
    Garbage, // `bytes` random bytes stand before it
    Drop,    // `bytes` bytes of it are lost
    Glue,    // the line end between its lines is missing; an answer of one line lacks its closing one
    Echo,    // one byte of the echo is wrong
    Silence, // the line is neither echoed nor answered; with `ms`: nothing at all for that time
    Reboot,  // instead of an answer the module restarts
};

struct Fault
{
    FaultKind kind = FaultKind::Delay;
    int count = 1; // answers (Echo, Silence, Reboot: command lines) still to be hit
    base::Millis ms = 0;
    std::size_t bytes = 0;
    std::string data; // Garbage: these instead of random ones
};

// A piece of output, `after` ms behind the one before it (the first: behind the moment it is due).
struct Piece
{
    std::string bytes;
    base::Millis after = 0;
};

// The faults that are armed. Each kind once; a new one of a kind takes the place of the old one. A value.
class Faults final
{
public:
    void arm(const Fault &fault); // count 0 takes it away
    void clear() { m_armed.clear(); }
    // Is one of these armed? Uses up one hit.
    bool hit(FaultKind kind);
    const Fault *armed(FaultKind kind) const;

    // What becomes of an answer or URC (its framing included) on its way out. Uses up one hit of every kind that applies, in
    // the order glue, drop, garbage, split, delay.
    std::vector<Piece> apply(std::string answer, Random &random);

private:
    std::optional<Fault> use(FaultKind kind);
    std::vector<Fault> m_armed;
};

} // namespace atscope::simulator
