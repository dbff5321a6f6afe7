// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/hex_accessible.h"

#include <QAccessible>
#include <QAccessibleWidget>

#include <algorithm>

#include "views/kit/hex_view.h"

using namespace atscope::views;

namespace {

// The text is the visible rows, each as rowText() gives it, joined by line ends; all rows but the last one are equally long.
class HexText final : public QAccessibleWidget, public QAccessibleTextInterface
{
public:
    explicit HexText(HexView *view) : QAccessibleWidget(view, QAccessible::EditableText), m_view(view) {}

    QString text(QAccessible::Text what) const override
    {
        if (what == QAccessible::Value)
            return content();
        if (what == QAccessible::Description)
            return m_view->statusText();
        const QString out = QAccessibleWidget::text(what);
        return what == QAccessible::Name && out.isEmpty() ? HexView::tr("Bytes") : out;
    }
    QAccessible::State state() const override
    {
        QAccessible::State out = QAccessibleWidget::state();
        out.readOnly = true;
        out.multiLine = true;
        out.selectableText = true;
        return out;
    }
    int childCount() const override { return 0; }
    QAccessibleInterface *child(int) const override { return nullptr; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::TextInterface)
            return static_cast<QAccessibleTextInterface *>(this);
        return QAccessibleWidget::interface_cast(type);
    }

    void selection(int index, int *start, int *end) const override
    {
        *start = *end = 0;
        const auto [from, length] = m_view->selection();
        if (index != 0 || length == 0)
            return;
        *start = offsetOf(from);
        *end = offsetOf(from + length - 1) + 2;
    }
    int selectionCount() const override { return m_view->selection().second > 0 ? 1 : 0; }
    void addSelection(int start, int end) override { setSelection(0, start, end); }
    void removeSelection(int) override { m_view->setCursor(m_view->cursor()); }
    void setSelection(int, int start, int end) override
    {
        const qint64 from = positionOf(start);
        m_view->select(from, std::max<qint64>(1, positionOf(std::max(start, end - 1)) - from + 1));
    }
    int cursorPosition() const override { return m_view->cursor() < 0 ? 0 : offsetOf(m_view->cursor()); }
    void setCursorPosition(int offset) override { m_view->setCursor(positionOf(offset)); }
    QString text(int start, int end) const override { return content().mid(start, end - start); }
    int characterCount() const override { return static_cast<int>(content().size()); }
    QRect characterRect(int offset) const override
    {
        const QRect at = m_view->hexRect(positionOf(offset));
        return at.isEmpty() ? QRect() : QRect(m_view->viewport()->mapToGlobal(at.topLeft()), at.size());
    }
    int offsetAtPoint(const QPoint &point) const override
    {
        const qint64 position = m_view->positionAt(m_view->viewport()->mapFromGlobal(point));
        return position < 0 ? -1 : offsetOf(position);
    }
    void scrollToSubstring(int start, int) override { m_view->ensureVisible(positionOf(start)); }
    QString attributes(int, int *start, int *end) const override
    {
        *start = 0;
        *end = characterCount();
        return {};
    }

private:
    int rowLength() const { return static_cast<int>(m_view->rowText(m_view->firstVisible() / m_view->bytesPerRow()).size()) + 1; }
    // "00000000  00 01 …": the digits of a byte in its row. Rows that are not visible are held at the ends.
    int offsetOf(qint64 position) const
    {
        const qint64 last = m_view->firstVisible() + static_cast<qint64>(m_view->visibleRows()) * m_view->bytesPerRow() - 1;
        position = std::clamp(position, m_view->firstVisible(), std::max(m_view->firstVisible(), last));
        const qint64 index = position - m_view->firstVisible();
        return static_cast<int>(index / m_view->bytesPerRow()) * rowLength()
            + m_view->hexOffset(static_cast<int>(index % m_view->bytesPerRow()));
    }
    qint64 positionOf(int offset) const
    {
        const int row = offset / rowLength();
        const int inRow = offset % rowLength();
        int column = 0;
        while (column + 1 < m_view->bytesPerRow() && m_view->hexOffset(column + 1) <= inRow)
            ++column;
        return m_view->firstVisible() + static_cast<qint64>(row) * m_view->bytesPerRow() + column;
    }
    QString content() const
    {
        QStringList out;
        const qint64 first = m_view->firstVisible() / m_view->bytesPerRow();
        for (int i = 0; i < m_view->visibleRows(); ++i) {
            const QString row = m_view->rowText(first + i);
            if (row.isEmpty())
                break;
            out << row;
        }
        return out.join(QLatin1Char('\n'));
    }

    HexView *m_view;
};

QAccessibleInterface *make(const QString &, QObject *object)
{
    auto *view = qobject_cast<HexView *>(object);
    return view ? new HexText(view) : nullptr;
}

} // namespace

void atscope::views::installHexAccessible()
{
    static const bool s_done = [] {
        QAccessible::installFactory(make);
        return true;
    }();
    Q_UNUSED(s_done)
}

void atscope::views::announceHexCursor(HexView *view)
{
    QAccessibleInterface *shown = QAccessible::queryAccessibleInterface(view);
    if (!shown || !shown->textInterface())
        return;
    QAccessibleTextCursorEvent event(view, shown->textInterface()->cursorPosition());
    QAccessible::updateAccessibility(&event);
}
