// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/form/table_text.h"

namespace atscope::views {

void TableText::read(std::string_view text)
{
    rows.clear();
    ended = false;
    while (!text.empty()) {
        const auto end = separator.empty() ? std::string_view::npos : text.find(separator);
        rows.push_back(cellsOf(text.substr(0, end)));
        if (end == std::string_view::npos)
            break;
        text.remove_prefix(end + separator.size());
        ended = text.empty();
    }
}

std::string TableText::write() const
{
    std::string text;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (row > 0)
            text += separator;
        for (std::size_t cell = 0; cell < rows[row].size(); ++cell) {
            if (cell > 0)
                text += itemSeparator;
            text += rows[row][cell];
        }
    }
    return ended && !rows.empty() ? text + separator : text;
}

std::vector<std::string> TableText::cellsOf(std::string_view row) const
{
    std::vector<std::string> cells;
    for (;;) {
        const bool last = itemSeparator.empty() || (mostCells > 0 && cells.size() + 1 == mostCells);
        const auto end = last ? std::string_view::npos : row.find(itemSeparator);
        cells.emplace_back(row.substr(0, end));
        if (end == std::string_view::npos)
            return cells;
        row.remove_prefix(end + itemSeparator.size());
    }
}

} // namespace atscope::views
