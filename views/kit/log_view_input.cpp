// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QInputMethod>
#include <QKeyEvent>
#include <QScrollBar>
#include <QTimerEvent>
#include <QToolTip>

#include <algorithm>

#include "views/kit/log_accessible.h"
#include "views/kit/log_painter.h"
#include "views/kit/log_view.h"

using namespace atscope::views;

namespace {

constexpr int DragScrollMs = 30;
constexpr int TipCharacters = 4000;

// What a key sends in the terminal's key mode; nothing for keys that stay with the program (Alt, function keys, Ctrl+Shift).
std::optional<QByteArray> bytesOf(const QKeyEvent *event)
{
    const Qt::KeyboardModifiers modifiers = event->modifiers() & ~(Qt::KeypadModifier | Qt::GroupSwitchModifier);
    const int key = event->key();
    if (modifiers == Qt::ControlModifier) {
        if (key >= Qt::Key_A && key <= Qt::Key_Z)
            return QByteArray(1, static_cast<char>(key - Qt::Key_A + 1));
        if (key >= Qt::Key_BracketLeft && key <= Qt::Key_BracketRight)
            return QByteArray(1, static_cast<char>(key - Qt::Key_BracketLeft + 0x1B));
        return std::nullopt;
    }
    if (modifiers == Qt::NoModifier || modifiers == Qt::ShiftModifier) {
        switch (key) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            return QByteArray("\r");
        case Qt::Key_Backspace:
            return QByteArray("\b");
        case Qt::Key_Escape:
            return QByteArray("\x1B");
        default:
            break;
        }
    }
    if (modifiers == Qt::NoModifier) {
        switch (key) { // as VT100 does
        case Qt::Key_Tab:
            return QByteArray("\t");
        case Qt::Key_Up:
            return QByteArray("\x1B[A");
        case Qt::Key_Down:
            return QByteArray("\x1B[B");
        case Qt::Key_Right:
            return QByteArray("\x1B[C");
        case Qt::Key_Left:
            return QByteArray("\x1B[D");
        case Qt::Key_Home:
            return QByteArray("\x1B[H");
        case Qt::Key_End:
            return QByteArray("\x1B[F");
        case Qt::Key_Delete:
            return QByteArray("\x1B[3~");
        default:
            break;
        }
    }
    // AltGr comes as Ctrl+Alt on some systems and makes printable text.
    const bool altGr = modifiers.testFlag(Qt::ControlModifier) && modifiers.testFlag(Qt::AltModifier);
    if (!altGr && (modifiers & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)))
        return std::nullopt;
    const QString text = event->text();
    if (text.isEmpty() || !text.at(0).isPrint())
        return text.isEmpty() || !text.at(0).isSurrogate() ? std::nullopt : std::optional(text.toUtf8());
    return text.toUtf8();
}

} // namespace

std::int64_t LogView::currentRow() const
{
    if (!m_source || !m_current)
        return -1;
    const std::int64_t row = m_source->rowOf(*m_current);
    return row < m_rows ? row : -1;
}

std::pair<std::int64_t, std::int64_t> LogView::selectedRows() const
{
    const std::int64_t current = currentRow();
    if (current < 0)
        return {-1, -2};
    std::int64_t anchor = m_anchor ? m_source->rowOf(*m_anchor) : current;
    if (anchor < 0 || anchor >= m_rows)
        anchor = current;
    return std::minmax(anchor, current);
}

void LogView::setCurrent(quint64 id)
{
    if (!m_source)
        return;
    std::int64_t row = m_source->rowOf(id);
    if (row >= m_rows && !m_paused)
        takeGrowth(); // it came after the last repaint
    row = m_source->rowOf(id);
    setCurrentTo(id, row < m_rows ? row : -1, false, By::Program);
}

void LogView::setCurrentTo(quint64 id, std::int64_t row, bool extend, By by)
{
    const auto before = selectedRows();
    const std::int64_t rowBefore = currentRow();
    const bool other = m_current != id;
    if (!extend || !m_anchor)
        m_anchor = extend && m_current ? *m_current : id;
    m_current = id;
    if (row >= 0)
        ensureRowVisible(row, by);
    const auto after = selectedRows();
    noteTop();
    if (before != after || rowBefore != row) {
        repaintRows(before.first, before.second);
        repaintRows(after.first, after.second);
        Q_EMIT selectionChanged();
    }
    if (other) {
        announceCurrent();
        Q_EMIT currentChanged(id, by == By::User);
    }
}

void LogView::moveCurrent(std::int64_t row, bool extend, By by)
{
    if (!m_source || m_rows == 0)
        return;
    row = std::clamp<std::int64_t>(row, 0, m_rows - 1);
    setCurrentTo(m_source->idOf(row), row, extend, by);
}

void LogView::clearSelection()
{
    if (!m_current)
        return;
    m_current.reset();
    m_anchor.reset();
    m_currentOffset = -1;
    viewport()->update();
    Q_EMIT selectionChanged();
}

void LogView::selectAll()
{
    if (!m_source || m_rows == 0)
        return;
    m_anchor = m_source->idOf(0);
    const quint64 last = m_source->idOf(m_rows - 1);
    const bool other = m_current != last;
    m_current = last; // the view stays where it is
    noteTop();
    viewport()->update();
    Q_EMIT selectionChanged();
    if (other)
        Q_EMIT currentChanged(last, true);
}

std::vector<quint64> LogView::selectedIds(std::int64_t limit) const
{
    std::vector<quint64> out;
    const auto [first, last] = selectedRows();
    for (std::int64_t row = first; row <= last && row >= 0 && static_cast<std::int64_t>(out.size()) < limit; ++row)
        out.push_back(m_source->idOf(row));
    return out;
}

QString LogView::selectedText() const
{
    QString out;
    const auto [first, last] = selectedRows();
    if (first < 0)
        return out;
    const std::int64_t end = std::min(last, first + CopyCap - 1);
    for (std::int64_t row = first; row <= end; ++row) {
        if (row > first)
            out += QLatin1Char('\n');
        out += m_source->copyText(row);
    }
    return out;
}

void LogView::copy()
{
    const auto [first, last] = selectedRows();
    if (first < 0)
        return;
    QGuiApplication::clipboard()->setText(selectedText());
    if (last - first + 1 > CopyCap)
        Q_EMIT copyCapped(CopyCap);
}

bool LogView::event(QEvent *event)
{
    // Keys the view uses itself are not to start a shortcut of the window.
    if (event->type() == QEvent::ShortcutOverride && wantsKey(static_cast<const QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    return QAbstractScrollArea::event(event);
}

bool LogView::wantsKey(const QKeyEvent *event) const
{
    if (m_keyInput)
        return bytesOf(event).has_value();
    return event->matches(QKeySequence::Copy) || event->matches(QKeySequence::SelectAll);
}

bool LogView::focusNextPrevChild(bool next)
{
    if (m_keyInput && next) // Tab is typed; Shift+Tab leaves
        return false;
    return QAbstractScrollArea::focusNextPrevChild(next);
}

void LogView::keyPressEvent(QKeyEvent *event)
{
    if (m_keyInput ? typed(event) : navigate(event))
        event->accept();
    else
        event->ignore();
}

bool LogView::typed(QKeyEvent *event)
{
    if (event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier) && event->key() == Qt::Key_C) {
        copy();
        return true;
    }
    if (event->modifiers() == Qt::ShiftModifier && (event->key() == Qt::Key_PageUp || event->key() == Qt::Key_PageDown)) {
        setTop(m_top + (event->key() == Qt::Key_PageUp ? -1 : 1) * visibleRows(), By::User);
        return true;
    }
    const std::optional<QByteArray> bytes = bytesOf(event);
    if (!bytes)
        return false;
    Q_EMIT keyTyped(*bytes);
    return true;
}

bool LogView::navigate(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
        return true;
    }
    if (event->matches(QKeySequence::SelectAll)) {
        selectAll();
        return true;
    }
    if (event->modifiers() & (Qt::AltModifier | Qt::MetaModifier))
        return false;
    const bool extend = event->modifiers().testFlag(Qt::ShiftModifier);
    const std::int64_t current = currentRow();
    // Without a current row the keys begin at what is on the screen.
    const std::int64_t lastVisible = std::min(m_top + visibleRows(), m_rows) - 1;
    switch (event->key()) {
    case Qt::Key_Up:
        moveCurrent(current < 0 ? lastVisible : current - 1, extend, By::User);
        return true;
    case Qt::Key_Down:
        moveCurrent(current < 0 ? m_top : current + 1, extend, By::User);
        return true;
    case Qt::Key_PageUp:
        moveCurrent((current < 0 ? m_top : current) - visibleRows(), extend, By::User);
        return true;
    case Qt::Key_PageDown:
        moveCurrent((current < 0 ? lastVisible : current) + visibleRows(), extend, By::User);
        return true;
    case Qt::Key_Home:
        moveCurrent(0, extend, By::User);
        return true;
    case Qt::Key_End:
        if (m_pacer.pending() && !m_paused)
            takeGrowth();
        moveCurrent(m_rows - 1, extend, By::User);
        setFollow(true);
        return true;
    case Qt::Key_Left:
        horizontalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepSub);
        return true;
    case Qt::Key_Right:
        horizontalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepAdd);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (current < 0)
            return false;
        Q_EMIT activated(*m_current);
        return true;
    default:
        return false;
    }
}

void LogView::setKeyInput(bool on)
{
    if (m_keyInput == on)
        return;
    m_keyInput = on;
    m_preedit.clear();
    setAttribute(Qt::WA_InputMethodEnabled, on);
    if (hasFocus())
        QGuiApplication::inputMethod()->update(Qt::ImQueryAll);
    viewport()->update();
}

void LogView::inputMethodEvent(QInputMethodEvent *event)
{
    if (!m_keyInput) {
        event->ignore();
        return;
    }
    m_preedit = event->preeditString();
    viewport()->update();
    if (!event->commitString().isEmpty())
        Q_EMIT keyTyped(event->commitString().toUtf8());
    event->accept();
}

QVariant LogView::inputMethodQuery(Qt::InputMethodQuery query) const
{
    switch (query) {
    case Qt::ImEnabled:
        return m_keyInput;
    case Qt::ImCursorRectangle:
        return cursorRect();
    case Qt::ImFont:
        return m_font.font();
    case Qt::ImHints:
        return static_cast<int>(Qt::ImhNoAutoUppercase | Qt::ImhNoPredictiveText);
    default:
        return QAbstractScrollArea::inputMethodQuery(query);
    }
}

// Below the last row, where what is typed would stand: in the coordinates of the view.
QRect LogView::cursorRect() const
{
    const int y = static_cast<int>(std::min<std::int64_t>(m_rows - m_top, visibleRows() - 1)) * m_rowHeight;
    return QRect(LogLook::Padding, y, m_font.cellWidth(), m_rowHeight).translated(viewport()->pos());
}

void LogView::mousePressEvent(QMouseEvent *event)
{
    const std::int64_t row = rowAt(event->pos().y());
    if (row < 0)
        return;
    if (event->button() == Qt::LeftButton) {
        moveCurrent(row, event->modifiers().testFlag(Qt::ShiftModifier), By::User);
    } else if (event->button() == Qt::RightButton) {
        const auto [first, last] = selectedRows();
        if (row < first || row > last)
            moveCurrent(row, false, By::User);
    }
}

void LogView::mouseMoveEvent(QMouseEvent *event)
{
    if (!(event->buttons() & Qt::LeftButton) || !m_current)
        return;
    dragTo(event->pos());
    const bool outside = event->pos().y() < 0 || event->pos().y() >= viewport()->height();
    if (outside && !m_dragTimer.isActive())
        m_dragTimer.start(DragScrollMs, this);
    else if (!outside)
        m_dragTimer.stop();
}

void LogView::dragTo(const QPoint &at)
{
    m_dragAt = at;
    std::int64_t row = 0;
    if (at.y() < 0)
        row = m_top - 1;
    else if (at.y() >= viewport()->height())
        row = m_top + visibleRows();
    else
        row = std::min(m_top + at.y() / m_rowHeight, m_rows - 1);
    if (row != currentRow())
        moveCurrent(row, true, By::User);
}

void LogView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_dragTimer.timerId())
        dragTo(m_dragAt);
    else
        QAbstractScrollArea::timerEvent(event);
}

void LogView::mouseReleaseEvent(QMouseEvent *)
{
    m_dragTimer.stop();
}

void LogView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const std::int64_t row = rowAt(event->pos().y());
    if (row >= 0 && event->button() == Qt::LeftButton) {
        moveCurrent(row, false, By::User);
        Q_EMIT activated(m_source->idOf(row));
    }
}

void LogView::contextMenuEvent(QContextMenuEvent *event)
{
    QPoint global = event->globalPos();
    quint64 id = 0;
    if (event->reason() == QContextMenuEvent::Keyboard) {
        const QRect at = rowRect(currentRow());
        global = viewport()->mapToGlobal(at.isEmpty() ? QPoint(LogLook::Padding, LogLook::Padding) : at.bottomLeft());
        id = m_current.value_or(0);
    } else if (const std::int64_t row = rowAt(event->pos().y()); row >= 0) {
        id = m_source->idOf(row);
    }
    event->accept();
    Q_EMIT contextMenuWanted(global, id);
}

bool LogView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<const QHelpEvent *>(event);
        if (!showTip(help->pos(), help->globalPos()))
            QToolTip::hideText();
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

// Text that its column cuts is shown whole.
bool LogView::showTip(const QPoint &at, const QPoint &global)
{
    const std::int64_t row = rowAt(at.y());
    if (!m_source || row < 0 || row >= m_source->rows())
        return false;
    const LogRow content = m_source->row(row);
    LogLook look;
    look.cells = &m_font;
    look.plain = m_plainFont;
    for (std::size_t i = 0; i < std::min(m_columns.size(), content.cells.size()); ++i) {
        const int left = columnLeft(static_cast<int>(i));
        const int width = columnWidth(static_cast<int>(i));
        if (at.x() < left || at.x() >= left + width)
            continue;
        if (logCellWidth(content.cells[i], m_columns[i], look) <= width - 2 * LogLook::Padding)
            return false;
        // Text from the wire is never read as HTML.
        const QString text = CellFont::shown(QStringView(content.cells[i].text).left(TipCharacters)).toHtmlEscaped();
        QToolTip::showText(global, QStringLiteral("<p style='white-space:pre-wrap'>%1</p>").arg(text), viewport());
        return true;
    }
    return false;
}

void LogView::announceCurrent()
{
    announceLogRow(this, currentRow());
}
