// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/base/anchor.h"
#include "core/wire/frame_table.h"

namespace atscope::wire {

// Looks along a line for the place where the data of a SameLine announcer begins, a few bytes at a time: nothing is looked at
// twice, so a line that comes byte by byte costs no more than one that comes whole.
class HeadScan final
{
public:
    HeadScan(std::uint16_t announcer, std::size_t fieldsAt) : m_announcer(announcer), m_fieldsAt(fieldsAt), m_at(fieldsAt) {}

    enum class State : std::uint8_t { Looking, Complete, Dead };

    // `text` is the line as far as it is known, from its first byte.
    State run(const Announcer &announcer, std::string_view text);

    void kill() { m_state = State::Dead; }
    State state() const { return m_state; }
    std::uint16_t announcer() const { return m_announcer; }
    std::size_t fieldsAt() const { return m_fieldsAt; }
    std::size_t separatorAt() const { return m_at; } // Complete: the byte before the data

private:
    std::uint16_t m_announcer;
    State m_state = State::Looking;
    bool m_quote = false;
    int m_commas = 0;
    std::size_t m_fieldsAt;
    std::size_t m_at;
};

// What the fields before the data say.
struct Stated
{
    enum class Kind : std::uint8_t {
        Unfit, // another shape of the line: announces nothing
        Bad,   // ought to announce, but the count is no number, or too large to be believed
        Good,
    };
    Kind kind = Kind::Unfit;
    std::int64_t count = -1;
};

// `fields` is the text from the first field to the end of the line (NextLine) or to the separator before the data (SameLine).
Stated readHead(const Announcer &announcer, std::string_view fields);

// Where the data of a SameLine announcer lies in a line that is whole: for those who read the line again. Nothing, where the
// line does not announce or its count is not kept.
std::optional<base::Span> inlineData(const Announcer &announcer, std::string_view line);

} // namespace atscope::wire
