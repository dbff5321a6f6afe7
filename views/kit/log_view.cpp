// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/log_view.h"

#include <QApplication>
#include <QDockWidget>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

#include "views/kit/log_accessible.h"
#include "views/kit/log_header.h"
#include "views/kit/log_painter.h"
#include "views/kit/steady_scroll_bar.h"
#include "views/kit/theme.h"

using namespace atscope::views;

LogView::LogView(QWidget *parent, RepaintPacer::Clock clock)
    : QAbstractScrollArea(parent), m_header(new LogHeader(this)), m_vertical(new SteadyScrollBar(Qt::Vertical, this)),
      m_horizontal(new SteadyScrollBar(Qt::Horizontal, this)), m_pacer(nullptr, std::move(clock))
{
    installLogAccessible();
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    // The view paints every pixel, so the viewport can be scrolled as it is.
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    viewport()->setCursor(Qt::ArrowCursor);
    setVerticalScrollBar(m_vertical);
    setHorizontalScrollBar(m_horizontal);
    m_pacer.setVisible(false);
    connect(&m_pacer, &RepaintPacer::due, this, &LogView::takeGrowth);
    connect(&Theme::instance(), &Theme::changed, this, &LogView::readTheme);
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget *, const QWidget *now) { focusMoved(now); });
    connect(verticalScrollBar(), &QAbstractSlider::actionTriggered, this, &LogView::stepBar);
    readTheme();
}

LogView::~LogView()
{
    // A widget that dies gives the focus away, when this is no LogView any more.
    disconnect(qApp, nullptr, this, nullptr);
}

void LogView::setSource(LogSource *source)
{
    m_source = source;
    m_current.reset();
    m_anchor.reset();
    m_columns.clear();
    m_characters.clear();
    m_hidden.clear();
    m_rows = 0;
    m_top = 0;
    m_currentOffset = -1;
    takeAll();
}

void LogView::sourceGrew()
{
    m_pacer.request();
}

void LogView::rowsChanged(quint64 firstId, quint64 lastId)
{
    if (!m_source)
        return;
    const std::int64_t first = m_source->rowOf(firstId);
    const std::int64_t last = m_source->rowOf(lastId);
    // An end that is not shown may lie on either side: then all of them are looked at again.
    repaintRows(first < 0 ? 0 : first, last < 0 ? m_rows - 1 : last);
}

void LogView::sourceChanged()
{
    takeAll();
}

void LogView::setActive(bool active)
{
    m_activeIsSet = true;
    m_pacer.setActive(active);
}

void LogView::pause(bool paused)
{
    if (m_paused == paused)
        return;
    m_paused = paused;
    if (!paused)
        takeGrowth();
}

// Active is the view whose dock (or window) has the focus. While another program has it, nothing changes: people look at one
// window and type in another.
void LogView::focusMoved(const QWidget *now)
{
    if (m_activeIsSet || !now)
        return;
    const QWidget *dock = this;
    while (dock->parentWidget() && !dock->isWindow() && !qobject_cast<const QDockWidget *>(dock))
        dock = dock->parentWidget();
    m_pacer.setActive(dock == now || dock->isAncestorOf(now));
}

void LogView::readColumns()
{
    std::vector<LogColumn> columns = m_source ? m_source->columns() : std::vector<LogColumn>();
    const bool same = columns.size() == m_columns.size();
    m_columns = std::move(columns);
    if (same)
        return;
    m_characters.clear();
    for (const LogColumn &column : m_columns)
        m_characters.push_back(column.characters);
    m_hidden.assign(m_columns.size(), false);
}

void LogView::readTheme()
{
    m_font = CellFont(Theme::instance().monospace());
    m_plainFont = Theme::instance().font();
    m_rowHeight = m_font.height() + 3;
    const int header = m_headerVisible ? m_header->sizeHint().height() : 0;
    setViewportMargins(0, header, 0, 0);
    m_header->setVisible(m_headerVisible);
    m_restWidth = 0;
    layoutColumns();
    moveTop(m_follow ? maximumTop() : m_top);
    updateBars();
    m_header->update();
    viewport()->update();
}

void LogView::setHeaderVisible(bool visible)
{
    m_headerVisible = visible;
    readTheme();
}

// Rows were added, perhaps some were dropped at the front. The picture that stands is scrolled and only what is new is painted.
void LogView::takeGrowth()
{
    m_pacer.satisfied();
    if (!m_source)
        return;
    std::int64_t shift = 0; // rows dropped before the first visible one
    bool lost = false;      // that one is dropped too
    if (m_rows > 0) {
        const std::int64_t row = m_source->rowOf(m_topId);
        lost = row < 0;
        shift = lost ? m_top : m_top - row;
    }
    const bool moved = lost || shift != 0;
    const std::int64_t before = m_rows - shift;
    if (m_paused) {
        if (!moved)
            return;
        const std::int64_t end = m_source->rowOf(m_endId); // an open line that stood last has another id when it is closed
        m_rows = end >= 0 && end < m_rows ? end + 1 : std::max<std::int64_t>(before, 0);
    } else {
        m_rows = m_source->rows();
    }
    if (!moved && m_rows == before && m_faintRows.empty())
        return;
    m_pacer.setFlood(m_follow && !m_paused && m_rows - before >= visibleRows());
    if (moved || before <= 0 || m_rows < before) {
        m_top = std::clamp<std::int64_t>(m_follow && !m_paused ? maximumTop() : m_top - shift, 0, maximumTop());
        m_faintRows.clear();
        viewport()->update();
    } else {
        for (const std::int64_t row : std::exchange(m_faintRows, {}))
            repaintRows(row, row);
        if (m_follow)
            moveTop(maximumTop());
        repaintRows(before, m_rows - 1);
    }
    noteTop();
    updateBars();
}

// Everything is new. The current row stays where it is on the screen, otherwise the first visible one does.
void LogView::takeAll()
{
    readColumns();
    m_restWidth = 0;
    m_faintRows.clear();
    m_rows = m_source ? m_source->rows() : 0;
    layoutColumns();
    m_top = m_follow ? maximumTop() : std::clamp<std::int64_t>(findTop(), 0, maximumTop());
    noteTop();
    updateBars();
    m_pacer.satisfied();
    m_header->update();
    viewport()->update();
    announceAllNew(this);
}

void LogView::repaintRows(std::int64_t first, std::int64_t last)
{
    first = std::max(first, m_top);
    last = std::min(last, m_top + visibleRows() + 1);
    if (first > last)
        return;
    viewport()->update(0, static_cast<int>(first - m_top) * m_rowHeight, viewport()->width(),
        static_cast<int>(last - first + 1) * m_rowHeight);
}

void LogView::paintEvent(QPaintEvent *event)
{
    const Theme &theme = Theme::instance();
    QPainter painter(viewport());
    const QRect area = viewport()->rect();
    const std::int64_t rows = m_source ? std::min(m_rows, m_source->rows()) : 0;

    LogLook look;
    look.cells = &m_font;
    look.plain = m_plainFont;
    look.focused = hasFocus();
    const auto [firstSelected, lastSelected] = selectedRows();
    const std::int64_t current = currentRow();
    std::vector<int> left = m_left;
    for (int &x : left)
        x -= horizontalScrollBar()->value();

    const QRect dirty = event->rect();
    int wanted = m_restWidth;
    const std::int64_t firstRow = m_top + dirty.top() / m_rowHeight;
    const std::int64_t endRow = std::min(rows, m_top + dirty.bottom() / m_rowHeight + 1);
    for (std::int64_t row = firstRow; row < endRow; ++row) {
        const QRect at(0, static_cast<int>(row - m_top) * m_rowHeight, area.width(), m_rowHeight);
        if (!event->region().intersects(at))
            continue;
        const LogRow content = m_source->row(row);
        look.alternate = (row & 1) != 0;
        look.selected = row >= firstSelected && row <= lastSelected;
        look.current = row == current;
        wanted = std::max(wanted, paintLogRow(painter, at, content, m_columns, left, look));
        ++m_paintedRows;
        if (content.faint && std::find(m_faintRows.begin(), m_faintRows.end(), row) == m_faintRows.end())
            m_faintRows.push_back(row);
    }
    const int below = static_cast<int>(std::min<std::int64_t>(std::max<std::int64_t>(rows - m_top, 0) * m_rowHeight, area.height()));
    if (dirty.bottom() >= below)
        painter.fillRect(0, below, area.width(), area.height() - below, theme.colour(Theme::Role::Background));
    if (rows == 0 && m_source) {
        const int margin = std::max(16, area.width() / 8);
        painter.setPen(theme.colour(Tone::Dim));
        painter.setFont(theme.font());
        painter.drawText(area.adjusted(margin, 8, -margin, -8), Qt::AlignCenter | Qt::TextWordWrap, m_source->emptyText());
    }
    if (!m_preedit.isEmpty()) {
        const QRect at = cursorRect().translated(-viewport()->pos());
        const int width = CellFont::cellsOf(m_preedit) * m_font.cellWidth();
        painter.fillRect(at.x(), at.y(), width + 8, at.height(), theme.colour(Theme::Role::Match));
        m_font.draw(painter, at.x() + 4, at.y() + 1 + m_font.ascent(), m_preedit, {theme.colour(Tone::Plain), false, false, true});
    }
    noteWidth(wanted);
}

// The column that takes the rest grows with the widest text seen in it, if it is the last one.
void LogView::noteWidth(int wanted)
{
    std::size_t last = m_columns.size();
    while (last > 0 && m_hidden[last - 1])
        --last;
    if (last == 0 || m_characters[last - 1] > 0 || wanted <= m_restWidth)
        return;
    m_restWidth = wanted;
    // Not now: another width of the columns would repaint what is being painted.
    if (wanted + 2 * LogLook::Padding > m_left[last] - m_left[last - 1] && !m_layoutWanted) {
        m_layoutWanted = true;
        QMetaObject::invokeMethod(this, &LogView::layoutColumns, Qt::QueuedConnection);
    }
}

void LogView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::LanguageChange && m_source)
        takeAll();
}

void LogView::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    m_pacer.setVisible(true);
}

void LogView::hideEvent(QHideEvent *event)
{
    m_pacer.setVisible(false);
    QAbstractScrollArea::hideEvent(event);
}

void LogView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    m_header->update();
    viewport()->update();
    announceCurrent();
}

void LogView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    m_header->update();
    viewport()->update();
}
