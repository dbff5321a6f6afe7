// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/form/cell_model.h"

#include <algorithm>
#include <utility>

#include <QAbstractItemView>
#include <QKeyEvent>
#include <QLineEdit>

#include "views/form/shown_text.h"

namespace atscope::views {

using catalog::TypeKind;

namespace {

constexpr const char *ColumnProperty = "atscopeColumn";

} // namespace

int CellModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_table.rows.size());
}

int CellModel::columnCount(const QModelIndex &parent) const
{
    if (parent.isValid() || m_spec.type == nullptr)
        return 0;
    std::size_t columns = m_spec.type->kind == TypeKind::KeyValues ? 2 : std::max<std::size_t>(m_spec.type->items.size(), 1);
    for (const auto &row : m_table.rows) // what is too much is shown, too: it is what is wrong
        columns = std::max(columns, row.size());
    return static_cast<int>(columns);
}

QVariant CellModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto &row = m_table.rows[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<std::size_t>(index.column());
    const QString text = column < row.size() ? toShown(row[column]) : QString();
    switch (role) {
    case Qt::DisplayRole: return isMasked(index.column()) && !text.isEmpty() ? QString(6, QChar(0x2022)) : text;
    case Qt::EditRole: return text;
    case Qt::AccessibleTextRole:
        return tr("row %1, %2: %3").arg(index.row() + 1).arg(columnTitle(index.column()),
                                                             isMasked(index.column()) && !text.isEmpty() ? tr("hidden") : text);
    default: return {};
    }
}

bool CellModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || role != Qt::EditRole)
        return false;
    auto &row = m_table.rows[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<std::size_t>(index.column());
    const std::string text = toBytes(value.toString());
    if ((column < row.size() ? row[column] : std::string()) == text)
        return true;
    if (const auto problem = problemOf(index.column(), value.toString()); !problem.isEmpty()) {
        Q_EMIT refused(isMasked(index.column()) ? problem : tr("“%1” was not taken. %2").arg(value.toString(), problem));
        return false;
    }
    if (row.size() <= column)
        row.resize(column + 1);
    row[column] = text;
    Q_EMIT dataChanged(index, index);
    Q_EMIT edited();
    return true;
}

QString CellModel::problemOf(int column, const QString &text) const
{
    const auto bytes = toBytes(text);
    const bool last = m_table.mostCells > 0 && static_cast<std::size_t>(column) + 1 == m_table.mostCells;
    for (const auto &separator : {m_table.separator, last ? std::string() : m_table.itemSeparator})
        if (!separator.empty() && bytes.find(separator) != std::string::npos)
            return tr("%1 separates the values: it cannot stand inside one").arg(toShown(separator));
    return {};
}

QVariant CellModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return role == Qt::DisplayRole ? QVariant(section + 1) : QVariant();
    if (role == Qt::DisplayRole)
        return columnTitle(section);
    if (role == Qt::ToolTipRole && item(section) != nullptr)
        return fromUtf8(item(section)->title.in(m_spec.chinese));
    return {};
}

Qt::ItemFlags CellModel::flags(const QModelIndex &index) const
{
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable | Qt::ItemNeverHasChildren : Qt::NoItemFlags;
}

void CellModel::configure(const EditorSpec &spec)
{
    const bool other = m_spec.type != spec.type || m_table.separator != spec.separator || m_table.itemSeparator != spec.itemSeparator;
    if (!other) {
        m_spec = spec;
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
        return;
    }
    beginResetModel();
    const std::string text = m_table.write();
    m_spec = spec;
    m_table.separator = spec.separator;
    m_table.itemSeparator = spec.type->kind == TypeKind::List ? std::string() : spec.itemSeparator;
    const bool restLast = !spec.type->items.empty() && spec.type->items.back().type.kind == TypeKind::Rest;
    m_table.mostCells = spec.type->kind == TypeKind::KeyValues ? 2 : restLast ? spec.type->items.size() : 0;
    m_table.read(text);
    endResetModel();
}

void CellModel::setRevealed(bool revealed)
{
    m_revealed = revealed;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void CellModel::read(const std::string &text)
{
    beginResetModel();
    m_table.read(text);
    endResetModel();
}

const catalog::Parameter *CellModel::item(int column) const
{
    if (m_spec.type == nullptr || m_spec.type->kind == TypeKind::KeyValues || column < 0
        || static_cast<std::size_t>(column) >= m_spec.type->items.size())
        return nullptr;
    return &m_spec.type->items[static_cast<std::size_t>(column)];
}

int CellModel::timeColumn() const
{
    for (int column = 0; column < columnCount(); ++column)
        if (const auto *parameter = item(column); parameter && (parameter->type.kind == TypeKind::DateTime || parameter->role == "now"))
            return column;
    return -1;
}

bool CellModel::hasSecretItems() const
{
    return std::any_of(m_spec.type->items.begin(), m_spec.type->items.end(), [](const auto &parameter) { return parameter.secret.any(); });
}

bool CellModel::isMasked(int column) const
{
    if (m_revealed || m_spec.type == nullptr)
        return false;
    if (m_spec.type->kind == TypeKind::KeyValues)
        return column > 0 && (m_spec.masked || hasSecretItems());
    const auto *parameter = item(column);
    return hasSecretItems() ? parameter != nullptr && parameter->secret.any() : m_spec.masked;
}

void CellModel::insert(int row, std::vector<std::vector<std::string>> rows)
{
    if (rows.empty())
        return;
    // Rows with more cells than there are columns make more columns.
    const auto columns = columnCount();
    std::size_t most = 0;
    for (const auto &cells : rows)
        most = std::max(most, cells.size());
    const bool wider = static_cast<int>(most) > columns;
    if (wider)
        beginResetModel();
    else
        beginInsertRows({}, row, row + static_cast<int>(rows.size()) - 1);
    m_table.rows.insert(m_table.rows.begin() + row, std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
    if (wider)
        endResetModel();
    else
        endInsertRows();
}

void CellModel::remove(int row)
{
    beginResetModel(); // the number of columns may shrink with it
    m_table.rows.erase(m_table.rows.begin() + row);
    endResetModel();
}

void CellModel::move(int row, int by)
{
    std::swap(m_table.rows[static_cast<std::size_t>(row)], m_table.rows[static_cast<std::size_t>(row + by)]);
    Q_EMIT dataChanged(index(std::min(row, row + by), 0), index(std::max(row, row + by), columnCount() - 1));
}

std::vector<std::string> CellModel::emptyRow() const
{
    return std::vector<std::string>(m_spec.type->kind == TypeKind::KeyValues ? 2 : std::max<std::size_t>(m_spec.type->items.size(), 1));
}

QString CellModel::columnTitle(int column) const
{
    if (m_spec.type != nullptr && m_spec.type->kind == TypeKind::KeyValues)
        return column == 0 ? tr("key") : tr("value");
    const auto *parameter = item(column);
    return parameter ? fromUtf8(parameter->name) : tr("surplus");
}

QWidget *CellDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QWidget *editor = QStyledItemDelegate::createEditor(parent, option, index);
    const auto *model = qobject_cast<const CellModel *>(index.model());
    if (auto *edit = qobject_cast<QLineEdit *>(editor); edit && model) {
        edit->setMaxLength(1 << 24);
        edit->setAccessibleName(model->headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString());
        if (const auto *parameter = model->item(index.column()); parameter && parameter->type.kind == TypeKind::DateTime)
            edit->setPlaceholderText(fromUtf8(parameter->type.format));
        if (model->isMasked(index.column()))
            edit->setEchoMode(QLineEdit::Password);
        connect(edit, &QLineEdit::textChanged, this, [this, model, column = index.column()](const QString &text) { Q_EMIT typed(model->problemOf(column, text)); });
        edit->setProperty(ColumnProperty, index.column());
        Q_EMIT typed({});
    }
    return editor;
}

bool CellDelegate::eventFilter(QObject *object, QEvent *event)
{
    const auto *edit = qobject_cast<QLineEdit *>(object);
    const auto *view = qobject_cast<QAbstractItemView *>(parent());
    const auto *model = view ? qobject_cast<const CellModel *>(view->model()) : nullptr;
    if (edit && model && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const bool leaves = key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Tab || key == Qt::Key_Backtab;
        if (leaves && !model->problemOf(edit->property(ColumnProperty).toInt(), edit->text()).isEmpty())
            return true;
    }
    return QStyledItemDelegate::eventFilter(object, event);
}

} // namespace atscope::views
