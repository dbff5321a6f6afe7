// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace atscope::simulator {

// The editor of V.25ter: makes command lines of single bytes. CR ends a line, LF is ignored, backspace and DEL take the last
// character back, A/ at the beginning repeats the last line at once, what stands before the AT is noise (NUL and 0xFF among it).
// A value; memory bounded by `most`.
class LineInput final
{
public:
    explicit LineInput(std::size_t most) : m_most(most) {}

    enum class Got { Nothing, Line, Repeat };
    // After Line and Repeat, `line()` is what to execute, until the next byte.
    Got take(char byte);
    const std::string &line() const { return m_done; }
    bool tooLong() const { return m_doneTooLong; } // the line was longer and is cut
    bool atStart() const { return m_open.empty() && !m_tooLong; } // nothing of a line yet
    std::size_t size() const { return m_open.size(); }
    void clear(); // power-off
    void forgetLast() { m_last.clear(); }

private:
    std::size_t m_most;
    std::string m_open;
    std::string m_done;
    std::string m_last; // for A/
    bool m_tooLong = false;
    bool m_doneTooLong = false;
};

} // namespace atscope::simulator
