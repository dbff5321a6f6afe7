// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include <QString>

namespace atscope::views {

// What a piece of text is; the theme gives it a colour, and never a colour alone (a sign, a weight or words go with it).
enum class Tone : std::uint8_t { Plain, Dim, Sent, Received, Good, Bad, Warning, Urc, Symbol, Link };

// A run of one tone in a cell's text.
struct ToneRun
{
    int from = 0; // UTF-16 units of the cell's text
    int length = 0;
    Tone tone = Tone::Plain;
    bool bold = false;
    std::uint32_t colour = 0; // 0xAARRGGBB of an SGR sequence; 0: the tone's
};

struct LogCell
{
    QString text;
    Tone tone = Tone::Plain;
    bool bold = false;
    std::vector<ToneRun> runs; // over parts of it, in order
};

struct LogRow
{
    std::vector<LogCell> cells; // one a column
    Tone edge = Tone::Plain;    // a bar at the left: bad, warning …
    bool faint = false;         // not final yet (the open tail)
};

struct LogColumn
{
    QString title;
    int characters = 12; // width to begin with, in digits; 0: takes the rest
    bool right = false;  // aligned
    bool monospace = true;
};

// What a LogView shows. Rows are known by number (for painting) and by a 64-bit id that stays the same when rows come, go or are
// filtered. GUI thread. Text is made on demand: the view asks for the visible rows only, once a paint.
class LogSource
{
public:
    virtual ~LogSource() = default;
    virtual std::vector<LogColumn> columns() const = 0; // in the language of now
    virtual std::int64_t rows() const = 0;
    virtual LogRow row(std::int64_t row) const = 0;
    virtual std::uint64_t idOf(std::int64_t row) const = 0;
    virtual std::int64_t rowOf(std::uint64_t id) const = 0; // −1: not here
    // What goes to the clipboard for a row. Default: cells joined by tabs.
    virtual QString copyText(std::int64_t row) const;
    // Shown in the middle of an empty view: what to do (the views teach).
    virtual QString emptyText() const = 0;
};

} // namespace atscope::views
