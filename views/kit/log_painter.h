// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QFont>
#include <QRect>

#include "views/kit/cell_font.h"
#include "views/kit/log_source.h"

class QPainter;

namespace atscope::views {

// How a row of a LogView looks. Columns are given by their x in the view (scrolled); the last entry is the end.
struct LogLook
{
    static constexpr int Padding = 6; // at both sides of a column's text
    static constexpr int Edge = 3;    // width of the bar at the left

    const CellFont *cells = nullptr;
    QFont plain;
    bool alternate = false;
    bool selected = false;
    bool current = false;
    bool focused = false; // the view has the focus
};

// Paints it, background and all. Returns the width that the text of the last visible column wants.
int paintLogRow(QPainter &painter, const QRect &at, const LogRow &row, const std::vector<LogColumn> &columns,
    const std::vector<int> &left, const LogLook &look);

// Width of a cell's text without padding.
int logCellWidth(const LogCell &cell, const LogColumn &column, const LogLook &look);

} // namespace atscope::views
