// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>

#include "views/kit/hex_accessible.h"
#include "views/kit/hex_view.h"

using namespace atscope::views;

namespace {
constexpr int WheelNotch = 120;
constexpr int WheelRows = 3;
constexpr char16_t Bullet = 0x2022;
} // namespace

std::pair<qint64, qint64> HexView::selection() const
{
    if (m_anchor < 0 || m_cursor < 0)
        return {0, 0};
    return {std::min(m_anchor, m_cursor), std::abs(m_anchor - m_cursor) + 1};
}

void HexView::setRange(qint64 anchor, qint64 cursor)
{
    if (m_size == 0)
        return;
    const auto before = selection();
    const qint64 cursorBefore = m_cursor;
    m_cursor = std::clamp<qint64>(cursor, 0, m_size - 1);
    m_anchor = std::clamp<qint64>(anchor, -1, m_size - 1);
    ensureVisible(m_cursor);
    if (before == selection() && cursorBefore == m_cursor)
        return;
    showStatus();
    viewport()->update();
    if (cursorBefore != m_cursor) {
        announceHexCursor(this);
        Q_EMIT cursorMoved(m_cursor);
    }
    if (before != selection())
        Q_EMIT selectionChanged(selection().first, selection().second);
}

void HexView::moveCursor(qint64 position, bool extend)
{
    setRange(extend ? (m_anchor >= 0 ? m_anchor : m_cursor) : -1, position);
}

void HexView::setCursor(qint64 position)
{
    setRange(-1, position);
}

void HexView::select(qint64 from, qint64 length)
{
    if (length <= 0)
        setRange(-1, from);
    else
        setRange(from + length - 1, from);
}

void HexView::selectAll()
{
    if (m_size > 0)
        select(0, m_size);
}

void HexView::ensureVisible(qint64 from, qint64 length)
{
    const qint64 first = from / m_perRow;
    const qint64 last = std::max(first, (from + length - 1) / m_perRow);
    if (last >= m_topRow + visibleRows())
        setTopRow(last - visibleRows() + 1);
    if (first < m_topRow || first >= m_topRow + visibleRows()) // of a range longer than the view its beginning
        setTopRow(first);
}

HexView::Piece HexView::pieceToCopy() const
{
    const auto [from, length] = selection();
    if (length > 0)
        return piece(from, std::min<qint64>(length, CopyCap));
    return m_cursor >= 0 ? piece(m_cursor, 1) : Piece();
}

QString HexView::hexText() const
{
    const Piece taken = pieceToCopy();
    QString out;
    out.reserve(taken.bytes.size() * 3);
    const QByteArray digits = taken.bytes.toHex().toUpper();
    for (int i = 0; i < taken.bytes.size(); ++i) {
        if (i > 0)
            out += QLatin1Char(' ');
        if (taken.hidden[static_cast<std::size_t>(i)])
            out += QString(2, QChar(Bullet));
        else
            out += QLatin1String(digits.constData() + 2 * i, 2);
    }
    return out;
}

// UTF-8; what is none, and NUL, which clipboards end at, become the replacement character.
QString HexView::plainText() const
{
    Piece taken = pieceToCopy();
    QString out;
    int from = 0;
    const int size = static_cast<int>(taken.bytes.size());
    for (int i = 0; i <= size; ++i) {
        if (i < size && !taken.hidden[static_cast<std::size_t>(i)])
            continue;
        out += QString::fromUtf8(taken.bytes.mid(from, i - from));
        if (i < size)
            out += QChar(Bullet);
        from = i + 1;
    }
    return out.replace(QChar(0), QChar(QChar::ReplacementCharacter));
}

void HexView::copyHex()
{
    QGuiApplication::clipboard()->setText(hexText());
    if (selection().second > CopyCap)
        Q_EMIT copyCapped(CopyCap);
}

void HexView::copyText()
{
    QGuiApplication::clipboard()->setText(plainText());
    if (selection().second > CopyCap)
        Q_EMIT copyCapped(CopyCap);
}

qint64 HexView::positionAt(const QPoint &at) const
{
    if (at.y() < 0 || at.y() >= viewport()->height())
        return -1;
    const int cell = m_font.cellWidth();
    const qint64 row = m_topRow + at.y() / m_rowHeight;
    int column = -1;
    if (at.x() >= textX(0) && at.x() < textX(m_perRow)) {
        column = (at.x() - textX(0)) / cell;
    } else if (at.x() >= hexX(0) - cell / 2 && at.x() < hexX(m_perRow - 1) + 2 * cell + cell / 2) {
        column = 0;
        while (column + 1 < m_perRow && at.x() >= hexX(column + 1) - cell / 2)
            ++column;
    }
    const qint64 position = row * m_perRow + column;
    return column >= 0 && position < m_size ? position : -1;
}

void HexView::mousePressEvent(QMouseEvent *event)
{
    const qint64 position = positionAt(event->pos());
    if (position < 0)
        return;
    m_inText = event->pos().x() >= textX(0);
    const auto [from, length] = selection();
    if (event->button() == Qt::LeftButton)
        moveCursor(position, event->modifiers().testFlag(Qt::ShiftModifier));
    else if (event->button() == Qt::RightButton && (position < from || position >= from + length))
        moveCursor(position, false);
}

void HexView::mouseMoveEvent(QMouseEvent *event)
{
    if (!(event->buttons() & Qt::LeftButton) || m_cursor < 0)
        return;
    // Outside of the bytes the nearest one of the column that was begun in; beyond the view a row further.
    const int left = m_inText ? textX(0) : hexX(0);
    const int right = m_inText ? textX(m_perRow) - 1 : hexX(m_perRow - 1);
    const int y = std::clamp(event->pos().y(), 0, std::max(0, viewport()->height() - 1));
    qint64 position = positionAt(QPoint(std::clamp(event->pos().x(), left, right), y));
    if (position < 0)
        position = m_size - 1;
    if (event->pos().y() < 0)
        position -= m_perRow;
    else if (event->pos().y() >= viewport()->height())
        position += m_perRow;
    if (position != m_cursor || m_anchor >= 0)
        moveCursor(position, true);
}

// Ours, as the press was; the window behind is not to see half a click.
void HexView::mouseReleaseEvent(QMouseEvent *event)
{
    event->accept();
}

void HexView::contextMenuEvent(QContextMenuEvent *event)
{
    QPoint global = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard)
        global = viewport()->mapToGlobal(hexRect(m_cursor).bottomLeft());
    event->accept();
    Q_EMIT contextMenuWanted(global);
}

void HexView::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers() & Qt::ControlModifier) { // text size, the owner's business
        event->ignore();
        return;
    }
    QPoint angle = event->angleDelta();
    if (event->modifiers() & (Qt::ShiftModifier | Qt::AltModifier))
        angle = QPoint(angle.x() + angle.y(), 0);
    QScrollBar *const bar = horizontalScrollBar();
    bar->setValue(bar->value() - angle.x() * bar->singleStep() * WheelRows / WheelNotch);
    m_wheelRest += angle.y() * WheelRows;
    const int rows = m_wheelRest / WheelNotch;
    m_wheelRest -= rows * WheelNotch;
    setTopRow(m_topRow - rows);
    event->accept();
}

bool HexView::navigate(int key, bool control, bool extend)
{
    const qint64 rowStart = m_cursor - m_cursor % m_perRow;
    const qint64 page = static_cast<qint64>(visibleRows()) * m_perRow;
    qint64 to = m_cursor;
    switch (key) {
    case Qt::Key_Left:
        to -= 1;
        break;
    case Qt::Key_Right:
        to += 1;
        break;
    case Qt::Key_Up:
        to -= m_cursor >= m_perRow ? m_perRow : 0;
        break;
    case Qt::Key_Down:
        to += m_cursor + m_perRow < m_size ? m_perRow : 0;
        break;
    case Qt::Key_PageUp:
        to -= page;
        break;
    case Qt::Key_PageDown:
        to += page;
        break;
    case Qt::Key_Home:
        to = control ? 0 : rowStart;
        break;
    case Qt::Key_End:
        to = control ? m_size - 1 : rowStart + m_perRow - 1;
        break;
    default:
        return false;
    }
    moveCursor(to, extend);
    return true;
}

void HexView::keyPressEvent(QKeyEvent *event)
{
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
    if (event->matches(QKeySequence::Copy))
        m_inText ? copyText() : copyHex();
    else if (event->key() == Qt::Key_C && control && shift)
        copyText();
    else if (event->matches(QKeySequence::SelectAll))
        selectAll();
    else if (m_cursor < 0 || (event->modifiers() & Qt::AltModifier) || !navigate(event->key(), control, shift))
        event->ignore();
}

void HexView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void HexView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

QVariant HexView::inputMethodQuery(Qt::InputMethodQuery query) const
{
    if (query == Qt::ImEnabled)
        return false;
    if (query == Qt::ImCursorRectangle)
        return hexRect(m_cursor).translated(viewport()->pos());
    return QAbstractScrollArea::inputMethodQuery(query);
}
