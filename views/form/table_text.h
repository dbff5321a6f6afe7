// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/catalog/model.h"

namespace atscope::views {

// The text of records, lists and key=value pairs as rows of cells, and back: what was read comes out the same, byte by byte.
struct TableText
{
    std::string itemSeparator; // between cells; empty: a row has one cell
    std::string separator;     // between rows
    std::size_t mostCells = 0; // the last cell takes the rest; 0: any number
    bool ended = false;        // a separator stands behind the last row
    std::vector<std::vector<std::string>> rows;

    void read(std::string_view text);
    std::string write() const;
    std::vector<std::string> cellsOf(std::string_view row) const;
};

} // namespace atscope::views
