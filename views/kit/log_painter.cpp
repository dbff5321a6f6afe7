// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/log_painter.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

#include "views/kit/theme.h"

using namespace atscope::views;

namespace {

// The tone runs of a cell made into parts that cover its text without gaps; what is cut off or upside down in them is mended.
std::vector<CellFont::Part> partsOf(const LogCell &cell, int length, bool faint, const QColor &background)
{
    const Theme &theme = Theme::instance();
    const auto style = [&](Tone tone, bool bold, std::uint32_t colour) {
        CellFont::Style out;
        if (colour != 0)
            out.colour = theme.readable(QColor::fromRgb(colour), background);
        else
            out.colour = theme.colour(faint && tone == Tone::Plain ? Tone::Dim : tone);
        out.bold = bold;
        out.italic = faint;
        out.underline = tone == Tone::Link;
        return out;
    };
    const CellFont::Style own = style(cell.tone, cell.bold, 0);
    std::vector<CellFont::Part> parts;
    int at = 0;
    for (const ToneRun &run : cell.runs) {
        const int from = std::clamp(run.from, at, length);
        const int to = std::clamp(run.from + run.length, from, length);
        if (to == from)
            continue;
        if (from > at)
            parts.push_back({at, from - at, own});
        parts.push_back({from, to - from, style(run.tone, run.bold, run.colour)});
        at = to;
    }
    if (at < length)
        parts.push_back({at, length - at, own});
    return parts;
}

QFont fontOf(const QFont &plain, const CellFont::Style &style)
{
    QFont out = plain;
    out.setBold(style.bold);
    out.setItalic(style.italic);
    out.setUnderline(style.underline);
    return out;
}

} // namespace

int atscope::views::logCellWidth(const LogCell &cell, const LogColumn &column, const LogLook &look)
{
    if (column.monospace)
        return CellFont::cellsOf(cell.text) * look.cells->cellWidth();
    QFont font = look.plain;
    // Bold is the widest it may get.
    font.setBold(cell.bold || std::any_of(cell.runs.begin(), cell.runs.end(), [](const ToneRun &run) { return run.bold; }));
    return QFontMetrics(font).horizontalAdvance(cell.text);
}

int atscope::views::paintLogRow(QPainter &painter, const QRect &at, const LogRow &row, const std::vector<LogColumn> &columns,
    const std::vector<int> &left, const LogLook &look)
{
    const Theme &theme = Theme::instance();
    QColor background = theme.colour(look.alternate ? Theme::Role::AlternateRow : Theme::Role::Background);
    if (look.selected)
        background = theme.colour(look.focused ? Theme::Role::Selection : Theme::Role::SelectionIdle);
    painter.fillRect(at, background);

    const int baseline = at.top() + (at.height() - look.cells->height()) / 2 + look.cells->ascent();
    const std::size_t count = std::min({row.cells.size(), columns.size(), left.size() - 1});
    std::size_t last = count;
    while (last > 0 && left[last] == left[last - 1])
        --last;
    int wanted = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const LogCell &cell = row.cells[i];
        const int from = left[i] + LogLook::Padding;
        const int to = left[i + 1] - LogLook::Padding;
        const bool isLast = i + 1 == last;
        if (cell.text.isEmpty() || to <= from)
            continue;
        const int width = logCellWidth(cell, columns[i], look);
        if (isLast)
            wanted = width;
        if (to < at.left() || from > at.right())
            continue;
        QString text = CellFont::shown(cell.text);
        const bool cut = width > to - from;
        const int room = to - from;
        int x = columns[i].right && !cut ? to - width : from;
        if (columns[i].monospace) {
            int shownUnits = static_cast<int>(text.size());
            if (cut) { // the sign goes where the text ends
                shownUnits = CellFont::unitsIn(text, std::max(0, room / look.cells->cellWidth() - 1));
                text = text.left(shownUnits) + QChar(0x2026);
            }
            look.cells->draw(painter, x, baseline, text,
                partsOf(cell, static_cast<int>(text.size()), row.faint, background), at.left(), at.right() + 1);
            continue;
        }
        if (cut)
            text = QFontMetrics(look.plain).elidedText(text, Qt::ElideRight, room);
        for (const CellFont::Part &part : partsOf(cell, static_cast<int>(text.size()), row.faint, background)) {
            const QFont font = fontOf(look.plain, part.style);
            const QString piece = text.mid(part.from, part.length);
            painter.setFont(font);
            painter.setPen(part.style.colour);
            painter.drawText(QPointF(x, baseline), piece);
            x += QFontMetrics(font).horizontalAdvance(piece);
        }
    }
    if (row.edge != Tone::Plain)
        painter.fillRect(at.left(), at.top(), LogLook::Edge, at.height(), theme.colour(row.edge));
    if (look.current && look.focused) {
        painter.fillRect(at.left(), at.top(), at.width(), 1, theme.colour(Theme::Role::Focus));
        painter.fillRect(at.left(), at.bottom(), at.width(), 1, theme.colour(Theme::Role::Focus));
    }
    return wanted;
}
