// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace atscope::views {

// Lines that were sent, and the walk through them as in a shell: what was typed before the first step is the prefix that
// every shown line begins with (case does not matter), and comes back behind the newest one. A value type.
class LineHistory final
{
public:
    static constexpr std::size_t Most = 1000;

    void add(std::string line); // a line that is there already moves to the end; ends the walk
    void set(std::vector<std::string> lines); // oldest first
    const std::vector<std::string> &lines() const { return m_lines; }

    // The next older line that begins with `prefix`; `typed`, the text now, comes back at the end of the walk. Both count for the
    // step that begins a walk. Nothing: there is none.
    std::optional<std::string> older(const std::string &typed, const std::string &prefix);
    std::optional<std::string> newer(); // nothing: not walking
    bool walking() const { return m_at != m_lines.size(); }
    void endWalk() { m_at = m_lines.size(); }

private:
    bool fits(std::size_t index) const;

    std::vector<std::string> m_lines;
    std::size_t m_at = 0; // size(): not walking
    std::string m_typed;
    std::string m_prefix;
};

} // namespace atscope::views
