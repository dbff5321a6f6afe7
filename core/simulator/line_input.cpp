// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/line_input.h"

#include "core/base/text.h"

namespace atscope::simulator {

namespace {
constexpr char BackSpace = 0x08;
constexpr char Delete = 0x7F;

// From the first AT on; nothing if there is none.
std::string_view fromAt(std::string_view line)
{
    for (std::size_t i = 0; i + 1 < line.size(); ++i)
        if (base::toUpper(line[i]) == 'A' && base::toUpper(line[i + 1]) == 'T')
            return line.substr(i);
    return {};
}
} // namespace

LineInput::Got LineInput::take(char byte)
{
    if (byte == '\r') {
        m_done = fromAt(m_open);
        m_doneTooLong = m_tooLong;
        m_open.clear();
        m_tooLong = false;
        if (m_done.empty())
            return Got::Nothing;
        m_last = m_doneTooLong ? std::string() : m_done;
        return Got::Line;
    }
    if (byte == '\n')
        return Got::Nothing;
    if (byte == BackSpace || byte == Delete) {
        if (!m_open.empty())
            m_open.pop_back();
        return Got::Nothing;
    }
    // What noise on the line looks like, before the first character that could be one.
    if (m_open.empty() && !m_tooLong && (byte == '\0' || byte == '\xFF' || base::isBlank(byte)))
        return Got::Nothing;
    if (m_open.size() >= m_most) {
        m_tooLong = true;
        return Got::Nothing;
    }
    m_open += byte;
    if (byte == '/' && m_open.size() == 2 && base::toUpper(m_open.front()) == 'A') {
        m_open.clear();
        m_done = m_last;
        m_doneTooLong = false;
        return Got::Repeat;
    }
    return Got::Nothing;
}

void LineInput::clear()
{
    *this = LineInput(m_most);
}

} // namespace atscope::simulator
