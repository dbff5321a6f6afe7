// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/typed.h"

#include <algorithm>

namespace atscope::base {

std::vector<std::size_t> takenBack(std::string_view typed)
{
    std::vector<std::size_t> taken;
    if (typed.find('\b') == std::string_view::npos)
        return taken;
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < typed.size(); ++i) {
        if (typed[i] != '\b') {
            kept.push_back(i);
            continue;
        }
        taken.push_back(i);
        if (!kept.empty()) {
            taken.push_back(kept.back());
            kept.pop_back();
        }
    }
    std::sort(taken.begin(), taken.end());
    return taken;
}

std::string asTyped(std::string_view typed)
{
    std::string line;
    line.reserve(typed.size());
    for (const char byte : typed) {
        if (byte != '\b')
            line += byte;
        else if (!line.empty())
            line.pop_back();
    }
    return line;
}

} // namespace atscope::base
