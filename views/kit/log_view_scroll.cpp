// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QResizeEvent>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

#include "views/kit/log_header.h"
#include "views/kit/log_painter.h"
#include "views/kit/log_view.h"
#include "views/kit/scroll_map.h"
#include "views/kit/steady_scroll_bar.h"

using namespace atscope::views;

namespace {

constexpr int WheelNotch = 120;

} // namespace

int LogView::visibleRows() const
{
    return std::max(1, viewport()->height() / m_rowHeight);
}

std::int64_t LogView::maximumTop() const
{
    return std::max<std::int64_t>(0, m_rows - visibleRows());
}

QRect LogView::rowRect(std::int64_t row) const
{
    if (row < m_top || row >= m_rows || row > m_top + visibleRows())
        return {};
    return {0, static_cast<int>(row - m_top) * m_rowHeight, viewport()->width(), m_rowHeight};
}

std::int64_t LogView::rowAt(int y) const
{
    const std::int64_t row = m_top + y / m_rowHeight;
    return y >= 0 && y < viewport()->height() && row < m_rows ? row : -1;
}

int LogView::barValue(std::int64_t top) const
{
    return ScrollMap{maximumTop()}.value(top);
}

std::int64_t LogView::topOfBar(int value) const
{
    return ScrollMap{maximumTop()}.top(value);
}

void LogView::updateBars()
{
    m_settingBars = true;
    m_vertical->place(ScrollMap{maximumTop()}.range(), visibleRows(), 1, barValue(m_top));
    const int width = m_left.empty() ? 0 : m_left.back();
    m_horizontal->place(std::max(0, width - viewport()->width()), std::max(1, viewport()->width()), m_font.cellWidth() * 4, horizontalScrollBar()->value());
    m_settingBars = false;
}

// Steps are rows whatever a unit of the bar stands for.
void LogView::stepBar(int action)
{
    std::int64_t top = m_top;
    switch (action) {
    case QAbstractSlider::SliderSingleStepAdd:
        top += 1;
        break;
    case QAbstractSlider::SliderSingleStepSub:
        top -= 1;
        break;
    case QAbstractSlider::SliderPageStepAdd:
        top += visibleRows();
        break;
    case QAbstractSlider::SliderPageStepSub:
        top -= visibleRows();
        break;
    default: // dragging, and the two ends: as the bar says
        return;
    }
    setTop(top, By::User);
    verticalScrollBar()->setSliderPosition(barValue(m_top));
}

void LogView::scrollContentsBy(int dx, int dy)
{
    if (dx != 0) {
        m_header->update();
        viewport()->update();
    }
    if (dy != 0 && !m_settingBars && verticalScrollBar()->value() != barValue(m_top))
        setTop(topOfBar(verticalScrollBar()->value()), By::User);
}

void LogView::scrollToRow(std::int64_t row)
{
    setTop(row, By::Program);
}

// Whoever leaves the end, by hand or by a jump, wants to look at what is there: the view lets go. At the end it follows again.
void LogView::setTop(std::int64_t top, By by)
{
    const std::int64_t before = m_top;
    moveTop(top);
    if (by == By::User || m_top != before)
        setFollowing(m_top >= maximumTop());
}

void LogView::moveTop(std::int64_t top)
{
    top = std::clamp<std::int64_t>(top, 0, maximumTop());
    const std::int64_t delta = top - m_top;
    if (delta == 0)
        return;
    m_top = top;
    if (std::abs(delta) < visibleRows() && m_preedit.isEmpty())
        viewport()->scroll(0, static_cast<int>(-delta) * m_rowHeight);
    else
        viewport()->update();
    noteTop();
    updateBars();
}

void LogView::setFollow(bool follow)
{
    if (follow && !m_paused && m_pacer.pending())
        takeGrowth();
    if (follow)
        moveTop(maximumTop());
    setFollowing(follow);
}

void LogView::setFollowing(bool follow)
{
    if (m_follow == follow)
        return;
    m_follow = follow;
    Q_EMIT followChanged(follow);
}

void LogView::noteTop()
{
    m_currentOffset = -1;
    if (!m_source || m_rows == 0)
        return;
    m_topId = m_source->idOf(m_top);
    m_endId = m_source->idOf(m_rows - 1);
    const std::int64_t row = currentRow();
    if (row >= m_top && row < m_top + visibleRows())
        m_currentOffset = static_cast<int>(row - m_top);
}

// Where the view stands in a source that is new to it. Ids rise with the rows, so the first one not before the old first visible
// one is found by halving.
std::int64_t LogView::findTop() const
{
    if (!m_source || m_rows == 0)
        return 0;
    if (m_currentOffset >= 0) {
        const std::int64_t row = currentRow();
        if (row >= 0)
            return row - m_currentOffset;
    }
    std::int64_t row = m_source->rowOf(m_topId);
    if (row >= 0)
        return row;
    std::int64_t low = 0;
    std::int64_t high = m_rows;
    while (low < high) {
        row = low + (high - low) / 2;
        if (m_source->idOf(row) < m_topId)
            low = row + 1;
        else
            high = row;
    }
    return low;
}

void LogView::ensureRowVisible(std::int64_t row, By by)
{
    if (row < m_top)
        setTop(row, by);
    else if (row >= m_top + visibleRows())
        setTop(row - visibleRows() + 1, by);
}

void LogView::layoutColumns()
{
    m_layoutWanted = false;
    m_left.assign(1, 0);
    const int digit = m_font.cellWidth();
    int fixed = 0;
    std::size_t rest = m_columns.size();
    std::vector<int> widths(m_columns.size(), 0);
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (m_hidden[i])
            continue;
        if (m_characters[i] <= 0 && rest == m_columns.size()) {
            rest = i;
            continue;
        }
        const double characters = m_characters[i] > 0 ? m_characters[i] : 24.0;
        widths[i] = static_cast<int>(std::lround(characters * digit)) + 2 * LogLook::Padding;
        fixed += widths[i];
    }
    if (rest < m_columns.size()) {
        // Text that is wider than the view makes it scroll sideways, if nothing stands to the right of it.
        bool last = true;
        for (std::size_t i = rest + 1; i < m_columns.size(); ++i)
            last = last && m_hidden[i];
        const int wanted = std::max(last ? m_restWidth : 0, 12 * digit) + 2 * LogLook::Padding;
        widths[rest] = std::max(viewport()->width() - fixed, wanted);
    }
    for (const int width : widths)
        m_left.push_back(m_left.back() + width);
    updateBars();
    m_header->update();
    viewport()->update();
}

int LogView::columnLeft(int column) const
{
    return m_left.at(static_cast<std::size_t>(column)) - horizontalScrollBar()->value();
}

int LogView::columnWidth(int column) const
{
    const auto index = static_cast<std::size_t>(column);
    return m_left.at(index + 1) - m_left.at(index);
}

std::vector<double> LogView::columnCharacters() const
{
    return m_characters;
}

void LogView::setColumnCharacters(const std::vector<double> &characters)
{
    for (std::size_t i = 0; i < std::min(characters.size(), m_characters.size()); ++i) {
        if (m_columns[i].characters > 0 && characters[i] > 0 && std::isfinite(characters[i]))
            m_characters[i] = std::min(characters[i], 1000.0);
    }
    layoutColumns();
}

bool LogView::columnVisible(int column) const
{
    return !m_hidden.at(static_cast<std::size_t>(column));
}

void LogView::setColumnVisible(int column, bool visible)
{
    m_hidden.at(static_cast<std::size_t>(column)) = !visible;
    layoutColumns();
}

void LogView::fitColumn(int column)
{
    const auto index = static_cast<std::size_t>(column);
    if (!m_source || index >= m_columns.size() || m_columns[index].characters <= 0)
        return;
    LogLook look;
    look.cells = &m_font;
    look.plain = m_plainFont;
    int width = m_header->fontMetrics().horizontalAdvance(m_columns[index].title) + 1;
    const std::int64_t end = std::min({m_rows, m_source->rows(), m_top + visibleRows() + 1});
    for (std::int64_t row = m_top; row < end; ++row) {
        const LogRow content = m_source->row(row);
        if (index < content.cells.size())
            width = std::max(width, logCellWidth(content.cells[index], m_columns[index], look));
    }
    std::vector<double> characters = m_characters;
    characters[index] = std::max(2.0, static_cast<double>(width) / m_font.cellWidth());
    setColumnCharacters(characters);
}

void LogView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    const QRect at = viewport()->geometry();
    const int height = m_header->sizeHint().height();
    m_header->setGeometry(at.x(), at.y() - height, at.width(), height);
    const std::int64_t top = std::clamp<std::int64_t>(m_follow ? maximumTop() : m_top, 0, maximumTop());
    if (top != m_top) {
        m_top = top;
        viewport()->update();
    }
    noteTop();
    layoutColumns();
}

void LogView::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers() & Qt::ControlModifier) { // text size, the owner's business
        event->ignore();
        return;
    }
    QPoint angle = event->angleDelta();
    if (event->modifiers() & (Qt::ShiftModifier | Qt::AltModifier))
        angle = QPoint(angle.x() + angle.y(), 0);
    if (angle.x() != 0) {
        QScrollBar *const bar = horizontalScrollBar();
        bar->setValue(bar->value() - angle.x() * bar->singleStep() * QApplication::wheelScrollLines() / WheelNotch);
    }
    if (angle.y() != 0) {
        // Fine wheels and touch pads send parts of a notch.
        m_wheelRest += angle.y() * QApplication::wheelScrollLines();
        const int rows = m_wheelRest / WheelNotch;
        m_wheelRest -= rows * WheelNotch;
        if (rows != 0)
            setTop(m_top - rows, By::User);
    }
    event->accept();
}
