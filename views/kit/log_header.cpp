// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/log_header.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "views/kit/log_painter.h"
#include "views/kit/log_view.h"
#include "views/kit/theme.h"

using namespace atscope::views;

namespace {
constexpr int Grip = 4; // px at both sides of an edge
constexpr double Narrowest = 2.0; // characters
} // namespace

LogHeader::LogHeader(LogView *view) : QWidget(view), m_view(view)
{
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
}

QSize LogHeader::sizeHint() const
{
    return {0, QFontMetrics(font()).height() + 7};
}

int LogHeader::edgeAt(int x) const
{
    // From the right, so that of two edges at one place (a column of no width) the further one is taken.
    for (int i = static_cast<int>(m_view->m_columns.size()) - 1; i >= 0; --i) {
        const auto index = static_cast<std::size_t>(i);
        if (m_view->m_hidden[index] || m_view->m_characters[index] <= 0)
            continue;
        if (std::abs(m_view->columnLeft(i) + m_view->columnWidth(i) - x) <= Grip)
            return i;
    }
    return -1;
}

void LogHeader::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::instance();
    QPainter painter(this);
    painter.fillRect(rect(), theme.colour(Theme::Role::Header));
    const QFontMetrics metrics(font());
    const int columns = static_cast<int>(m_view->m_columns.size());
    for (int i = 0; i < columns; ++i) {
        const int left = m_view->columnLeft(i);
        const int width = m_view->columnWidth(i);
        if (width == 0)
            continue;
        const LogColumn &column = m_view->m_columns[static_cast<std::size_t>(i)];
        const QRect text(left + LogLook::Padding, 0, width - 2 * LogLook::Padding, height() - 1);
        painter.setPen(theme.colour(Theme::Role::HeaderText));
        painter.drawText(text, (column.right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter,
            metrics.elidedText(column.title, Qt::ElideRight, text.width()));
        if (i + 1 < columns)
            painter.fillRect(left + width - 1, 4, 1, height() - 9, theme.colour(Theme::Role::Border));
    }
    // The line below shows which view has the keys.
    const bool focused = m_view->hasFocus();
    painter.fillRect(0, height() - (focused ? 2 : 1), width(), 2, theme.colour(focused ? Theme::Role::Focus : Theme::Role::Border));
}

void LogHeader::mousePressEvent(QMouseEvent *event)
{
    m_dragged = event->button() == Qt::LeftButton ? edgeAt(event->pos().x()) : -1;
    if (m_dragged >= 0)
        m_grip = event->pos().x() - m_view->columnLeft(m_dragged) - m_view->columnWidth(m_dragged);
}

void LogHeader::mouseMoveEvent(QMouseEvent *event)
{
    if (m_dragged < 0) {
        setCursor(edgeAt(event->pos().x()) >= 0 ? Qt::SplitHCursor : Qt::ArrowCursor);
        return;
    }
    const int width = event->pos().x() - m_grip - m_view->columnLeft(m_dragged) - 2 * LogLook::Padding;
    std::vector<double> characters = m_view->columnCharacters();
    characters[static_cast<std::size_t>(m_dragged)] = std::max(Narrowest, static_cast<double>(width) / m_view->m_font.cellWidth());
    m_view->setColumnCharacters(characters);
}

void LogHeader::mouseReleaseEvent(QMouseEvent *)
{
    if (m_dragged >= 0)
        Q_EMIT m_view->columnsResized();
    m_dragged = -1;
}

void LogHeader::mouseDoubleClickEvent(QMouseEvent *event)
{
    const int column = edgeAt(event->pos().x());
    m_dragged = -1;
    if (column >= 0) {
        m_view->fitColumn(column);
        Q_EMIT m_view->columnsResized();
    }
}
