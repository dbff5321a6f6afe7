// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/log_accessible.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QHash>
#include <QPointer>

#include <algorithm>
#include <utility>

#include "views/kit/log_view.h"

using namespace atscope::views;

namespace {

using CellKey = std::pair<quint64, int>; // row id, column

// Cells are of row ids, not of places on the screen: a screen reader that holds one goes on reading the same event.
class Cell final : public QAccessibleInterface, public QAccessibleTableCellInterface
{
public:
    Cell(LogView *view, quint64 id, int column) : m_view(view), m_id(id), m_column(column) {}

    std::int64_t sourceRow() const { return m_view && m_view->source() ? m_view->source()->rowOf(m_id) : -1; }
    bool isValid() const override
    {
        return sourceRow() >= 0 && m_column < static_cast<int>(m_view->columns().size());
    }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_view); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QString text(QAccessible::Text what) const override
    {
        if (!isValid())
            return {};
        if (what == QAccessible::Description)
            return m_view->source()->copyText(sourceRow());
        const LogRow row = m_view->source()->row(sourceRow());
        const auto column = static_cast<std::size_t>(m_column);
        if ((what != QAccessible::Name && what != QAccessible::Value) || column >= row.cells.size())
            return {};
        return row.cells[column].text;
    }
    void setText(QAccessible::Text, const QString &) override {}
    QRect rect() const override
    {
        const QRect row = isValid() ? m_view->rowRect(sourceRow()) : QRect();
        if (row.isEmpty())
            return {};
        const QRect at(m_view->columnLeft(m_column), row.y(), m_view->columnWidth(m_column), row.height());
        const QRect seen = at.intersected(m_view->viewport()->rect());
        return {m_view->viewport()->mapToGlobal(seen.topLeft()), seen.size()};
    }
    QAccessible::Role role() const override { return QAccessible::Cell; }
    QAccessible::State state() const override
    {
        QAccessible::State out;
        out.invalid = !isValid();
        out.selectable = true;
        out.focusable = true;
        out.readOnly = true;
        if (out.invalid)
            return out;
        out.selected = isSelected();
        out.focused = m_view->hasFocus() && m_column == 0 && m_view->currentId() == m_id;
        out.offscreen = m_view->rowRect(sourceRow()).isEmpty();
        return out;
    }
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::TableCellInterface ? static_cast<QAccessibleTableCellInterface *>(this) : nullptr;
    }
    bool isSelected() const override
    {
        const auto [first, last] = m_view ? m_view->selectedRows() : std::pair<std::int64_t, std::int64_t>(-1, -2);
        const std::int64_t row = sourceRow();
        return row >= 0 && row >= first && row <= last;
    }
    QList<QAccessibleInterface *> columnHeaderCells() const override { return {}; } // titles: columnDescription of the table
    QList<QAccessibleInterface *> rowHeaderCells() const override { return {}; }
    int columnIndex() const override { return m_column; }
    int rowIndex() const override { return m_view ? static_cast<int>(sourceRow() - m_view->firstVisibleRow()) : -1; }
    int columnExtent() const override { return 1; }
    int rowExtent() const override { return 1; }
    QAccessibleInterface *table() const override { return parent(); }

private:
    QPointer<LogView> m_view;
    quint64 m_id;
    int m_column;
};

class Table final : public QAccessibleWidget, public QAccessibleTableInterface
{
public:
    explicit Table(LogView *view) : QAccessibleWidget(view, QAccessible::Table), m_view(view) {}
    ~Table() override
    {
        for (const QAccessible::Id id : std::as_const(m_cells))
            QAccessible::deleteAccessibleInterface(id);
    }

    QString text(QAccessible::Text what) const override
    {
        const QString out = QAccessibleWidget::text(what);
        return what == QAccessible::Name && out.isEmpty() ? LogView::tr("Log") : out;
    }
    QAccessible::State state() const override
    {
        QAccessible::State out = QAccessibleWidget::state();
        out.multiSelectable = true;
        out.readOnly = true;
        return out;
    }
    int childCount() const override { return rowCount() * columnCount(); }
    QAccessibleInterface *child(int index) const override
    {
        const int columns = columnCount();
        return columns > 0 && index >= 0 ? cellAt(index / columns, index % columns) : nullptr;
    }
    int indexOfChild(const QAccessibleInterface *child) const override
    {
        const auto *cell = dynamic_cast<const Cell *>(child);
        if (!cell || cell->rowIndex() < 0 || cell->rowIndex() >= rowCount())
            return -1;
        return cell->rowIndex() * columnCount() + cell->columnIndex();
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        const QPoint at = m_view->viewport()->mapFromGlobal(QPoint(x, y));
        const std::int64_t row = m_view->rowAt(at.y());
        for (int column = 0; row >= 0 && column < columnCount(); ++column) {
            const int left = m_view->columnLeft(column);
            if (at.x() >= left && at.x() < left + m_view->columnWidth(column))
                return cellAt(static_cast<int>(row - m_view->firstVisibleRow()), column);
        }
        return nullptr;
    }
    QAccessibleInterface *focusChild() const override
    {
        const std::int64_t row = m_view->currentRow();
        return m_view->hasFocus() && row >= 0 ? cellAt(static_cast<int>(row - m_view->firstVisibleRow()), 0) : nullptr;
    }
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::TableInterface)
            return static_cast<QAccessibleTableInterface *>(this);
        return QAccessibleWidget::interface_cast(type);
    }

    QAccessibleInterface *caption() const override { return nullptr; }
    QAccessibleInterface *summary() const override { return nullptr; }
    QAccessibleInterface *cellAt(int row, int column) const override
    {
        if (row < 0 || row >= rowCount() || column < 0 || column >= columnCount())
            return nullptr;
        const CellKey key(m_view->source()->idOf(m_view->firstVisibleRow() + row), column);
        const auto known = m_cells.constFind(key);
        if (known != m_cells.constEnd())
            return QAccessible::accessibleInterface(*known);
        forgetFarOnes();
        auto *cell = new Cell(m_view, key.first, column);
        m_cells.insert(key, QAccessible::registerAccessibleInterface(cell));
        return cell;
    }
    int selectedCellCount() const override { return selectedRowCount() * columnCount(); }
    QList<QAccessibleInterface *> selectedCells() const override
    {
        QList<QAccessibleInterface *> out;
        for (const int row : selectedRows()) {
            for (int column = 0; column < columnCount(); ++column)
                out << cellAt(row, column);
        }
        return out;
    }
    QString columnDescription(int column) const override
    {
        return column >= 0 && column < columnCount() ? m_view->columns()[static_cast<std::size_t>(column)].title : QString();
    }
    QString rowDescription(int row) const override
    {
        return row >= 0 && row < rowCount() ? m_view->source()->copyText(m_view->firstVisibleRow() + row) : QString();
    }
    int selectedColumnCount() const override { return 0; }
    int selectedRowCount() const override { return static_cast<int>(selectedRows().size()); }
    int columnCount() const override { return static_cast<int>(m_view->columns().size()); }
    int rowCount() const override
    {
        if (!m_view->source())
            return 0;
        const std::int64_t rows = std::min(m_view->shownRows(), m_view->source()->rows()) - m_view->firstVisibleRow();
        return static_cast<int>(std::clamp<std::int64_t>(rows, 0, m_view->visibleRows()));
    }
    QList<int> selectedColumns() const override { return {}; }
    QList<int> selectedRows() const override // of those visible
    {
        QList<int> out;
        const auto [first, last] = m_view->selectedRows();
        const std::int64_t top = m_view->firstVisibleRow();
        for (std::int64_t row = std::max(first, top); row >= 0 && row <= std::min(last, top + rowCount() - 1); ++row)
            out << static_cast<int>(row - top);
        return out;
    }
    bool isColumnSelected(int) const override { return false; }
    bool isRowSelected(int row) const override { return selectedRows().contains(row); }
    bool selectRow(int row) override
    {
        if (row < 0 || row >= rowCount())
            return false;
        m_view->setCurrent(m_view->source()->idOf(m_view->firstVisibleRow() + row));
        return true;
    }
    bool selectColumn(int) override { return false; }
    bool unselectRow(int row) override
    {
        if (!isRowSelected(row))
            return false;
        m_view->clearSelection();
        return true;
    }
    bool unselectColumn(int) override { return false; }
    void modelChange(QAccessibleTableModelChangeEvent *) override {}

private:
    // A log scrolls by for hours: cells that are far off the screen go when there are many.
    void forgetFarOnes() const
    {
        if (m_cells.size() < 8 * std::max(64, childCount()))
            return;
        for (auto it = m_cells.begin(); it != m_cells.end();) {
            const std::int64_t row = m_view->source()->rowOf(it.key().first);
            if (m_view->rowRect(row).isEmpty() && m_view->currentId() != it.key().first) {
                QAccessible::deleteAccessibleInterface(it.value());
                it = m_cells.erase(it);
            } else {
                ++it;
            }
        }
    }

    LogView *m_view;
    mutable QHash<CellKey, QAccessible::Id> m_cells;
};

QAccessibleInterface *make(const QString &, QObject *object)
{
    auto *view = qobject_cast<LogView *>(object);
    return view ? new Table(view) : nullptr;
}

} // namespace

void atscope::views::installLogAccessible()
{
    static const bool s_done = [] {
        QAccessible::installFactory(make);
        return true;
    }();
    Q_UNUSED(s_done)
}

void atscope::views::announceLogRow(LogView *view, std::int64_t row)
{
    if (!view->hasFocus() || view->rowRect(row).isEmpty())
        return;
    QAccessibleEvent event(view, QAccessible::Focus);
    event.setChild(static_cast<int>(row - view->firstVisibleRow()) * static_cast<int>(view->columns().size()));
    QAccessible::updateAccessibility(&event);
}

void atscope::views::announceAllNew(LogView *view)
{
    QAccessibleTableModelChangeEvent event(view, QAccessibleTableModelChangeEvent::ModelReset);
    QAccessible::updateAccessibility(&event);
}
