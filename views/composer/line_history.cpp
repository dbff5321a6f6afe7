// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/composer/line_history.h"

#include <algorithm>
#include <utility>

#include "core/base/text.h"

namespace atscope::views {

void LineHistory::add(std::string line)
{
    std::erase(m_lines, line);
    if (!line.empty())
        m_lines.push_back(std::move(line));
    if (m_lines.size() > Most)
        m_lines.erase(m_lines.begin(), m_lines.end() - static_cast<std::ptrdiff_t>(Most));
    endWalk();
}

void LineHistory::set(std::vector<std::string> lines)
{
    m_lines.clear();
    for (auto &line : lines)
        add(std::move(line));
    endWalk();
}

bool LineHistory::fits(std::size_t index) const
{
    return base::startsWithNoCase(m_lines[index], m_prefix) && m_lines[index] != m_typed;
}

std::optional<std::string> LineHistory::older(const std::string &typed, const std::string &prefix)
{
    if (!walking()) {
        m_typed = typed;
        m_prefix = prefix;
    }
    for (std::size_t i = m_at; i > 0; --i) {
        if (!fits(i - 1))
            continue;
        m_at = i - 1;
        return m_lines[m_at];
    }
    return std::nullopt;
}

std::optional<std::string> LineHistory::newer()
{
    if (!walking())
        return std::nullopt;
    for (std::size_t i = m_at + 1; i < m_lines.size(); ++i) {
        if (!fits(i))
            continue;
        m_at = i;
        return m_lines[i];
    }
    endWalk();
    return m_typed;
}

} // namespace atscope::views
