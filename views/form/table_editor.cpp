// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/form/table_editor.h"

#include <algorithm>

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QScrollBar>
#include <QTableView>
#include <QToolButton>

#include "views/form/cell_model.h"
#include "views/form/shown_text.h"
#include "views/form/small_buttons.h"
#include "views/kit/theme.h"

namespace atscope::views {

using catalog::TypeKind;

TableEditor::TableEditor(QWidget *parent)
    : ArgumentEditor(parent), m_model(new CellModel(this)), m_view(new QTableView(this)), m_add(smallButton({}, this)),
      m_remove(smallButton({}, this)), m_up(smallButton(QStringLiteral("↑"), this)), m_down(smallButton(QStringLiteral("↓"), this)),
      m_now(smallButton({}, this)), m_eye(new EyeButton(this)), m_count(new QLabel(this)), m_problem(new QLabel(this))
{
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(2);
    box->addWidget(m_view);
    m_problem->setWordWrap(true);
    m_problem->hide();
    box->addWidget(m_problem);
    auto *line = new QHBoxLayout;
    line->setSpacing(2);
    for (QWidget *button : {static_cast<QWidget *>(m_add), static_cast<QWidget *>(m_remove), static_cast<QWidget *>(m_up),
                            static_cast<QWidget *>(m_down), static_cast<QWidget *>(m_now), static_cast<QWidget *>(m_eye)})
        line->addWidget(button);
    line->addStretch(1);
    line->addWidget(m_count);
    box->addLayout(line);
    m_count->setForegroundRole(QPalette::PlaceholderText);

    m_view->setModel(m_model);
    auto *delegate = new CellDelegate(m_view);
    m_view->setItemDelegate(delegate);
    m_view->setTabKeyNavigation(false); // Tab leaves the table
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::SelectedClicked | QAbstractItemView::EditKeyPressed
                            | QAbstractItemView::AnyKeyPressed);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    m_view->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->setWordWrap(false);
    m_view->installEventFilter(this);
    setFocusProxy(m_view);

    connect(m_model, &CellModel::edited, this, [this] {
        tell({});
        Q_EMIT edited(text(), false);
    });
    connect(m_model, &CellModel::refused, this, &TableEditor::tell);
    connect(delegate, &CellDelegate::typed, this, &TableEditor::tell);
    connect(delegate, &CellDelegate::closeEditor, this, [this](QWidget *, QAbstractItemDelegate::EndEditHint hint) {
        if (hint == QAbstractItemDelegate::RevertModelCache) // Escape: what was there stands again
            tell({});
    });
    connect(m_add, &QToolButton::clicked, this, &TableEditor::addRow);
    connect(m_remove, &QToolButton::clicked, this, &TableEditor::removeRow);
    connect(m_up, &QToolButton::clicked, this, [this] { moveRow(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { moveRow(1); });
    connect(m_now, &QToolButton::clicked, this, &TableEditor::putNow);
    connect(m_eye, &QToolButton::toggled, m_model, &CellModel::setRevealed);
}

void TableEditor::tell(const QString &problem)
{
    m_problem->setText(problem.isEmpty() ? QString() : QStringLiteral("✗ ") + problem);
    m_problem->setVisible(!problem.isEmpty());
    QPalette palette = m_problem->palette();
    palette.setColor(QPalette::WindowText, Theme::instance().colour(Tone::Bad));
    m_problem->setPalette(palette);
}

void TableEditor::configure(const EditorSpec &spec)
{
    m_spec = spec;
    m_model->configure(spec);
    m_view->setAccessibleName(spec.name);
    m_view->setAccessibleDescription(spec.description);
    m_view->setToolTip(tr("Insert adds a row, Ctrl+Delete removes it, Alt+Up and Alt+Down move it, several lines are pasted as rows"));
    const auto name = [&](QToolButton *button, const QString &words) {
        button->setToolTip(words);
        button->setAccessibleName(words);
        button->setAccessibleDescription(spec.name);
    };
    m_add->setText(tr("Add"));
    m_remove->setText(tr("Remove"));
    m_now->setText(tr("Now"));
    name(m_add, tr("Add a row"));
    name(m_remove, tr("Remove the row"));
    name(m_up, tr("Move the row up"));
    name(m_down, tr("Move the row down"));
    name(m_now, tr("Put the time of this computer into the row"));
    m_now->setVisible(m_model->timeColumn() >= 0);
    for (int column = 0; column < m_model->columnCount(); ++column) // a time cut short says nothing
        m_view->horizontalHeader()->setSectionResizeMode(column, column == m_model->timeColumn() ? QHeaderView::ResizeToContents : QHeaderView::Stretch);
    m_eye->setVisible(spec.masked || m_model->hasSecretItems());
    stateTaken();
}

QWidget *TableEditor::focusTarget()
{
    return m_view;
}

std::string TableEditor::text() const
{
    return m_model->write();
}

void TableEditor::display()
{
    if (m_model->write() == state().text)
        return;
    const QModelIndex current = m_view->currentIndex();
    const int row = current.row();
    const int column = current.column();
    tell({});
    m_model->read(state().text);
    if (row >= 0 && m_model->rowCount() > 0)
        m_view->setCurrentIndex(m_model->index(std::min(row, m_model->rowCount() - 1), std::min(column, m_model->columnCount() - 1)));
}

void TableEditor::stateTaken()
{
    const int rows = m_model->rowCount();
    m_count->setText(m_spec.type != nullptr && m_spec.type->kind == TypeKind::Records ? tr("Records: %1").arg(rows)
                                                                                      : tr("Entries: %1").arg(rows));
    m_remove->setEnabled(rows > 0);
    m_up->setEnabled(rows > 1);
    m_down->setEnabled(rows > 1);
    m_now->setEnabled(rows > 0);
    fitHeight();
}

// As high as its rows, up to six: beyond that it scrolls in itself.
void TableEditor::fitHeight()
{
    const int rowHeight = m_view->fontMetrics().height() + 8;
    m_view->verticalHeader()->setDefaultSectionSize(rowHeight);
    const int rows = std::clamp(m_model->rowCount(), 2, 6);
    const int header = m_view->horizontalHeader()->sizeHint().height();
    m_view->setFixedHeight(header + rows * rowHeight + 2 * m_view->frameWidth() + 2);
}

bool TableEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        const bool alt = key->modifiers() == Qt::AltModifier;
        if (key->matches(QKeySequence::Paste))
            return paste(), true;
        if (key->matches(QKeySequence::Copy))
            return copyRow(), true;
        if (key->key() == Qt::Key_Insert && key->modifiers() == Qt::NoModifier)
            return addRow(), true;
        if (key->key() == Qt::Key_Delete && key->modifiers() == Qt::ControlModifier)
            return removeRow(), true;
        if (key->key() == Qt::Key_Delete && key->modifiers() == Qt::NoModifier && m_view->currentIndex().isValid())
            return m_model->setData(m_view->currentIndex(), QString(), Qt::EditRole), true;
        if (alt && (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down))
            return moveRow(key->key() == Qt::Key_Up ? -1 : 1), true;
    }
    return ArgumentEditor::eventFilter(watched, event);
}

void TableEditor::changed(int row, int column)
{
    tell({});
    Q_EMIT edited(text(), false);
    if (m_model->rowCount() > 0)
        m_view->setCurrentIndex(m_model->index(std::clamp(row, 0, m_model->rowCount() - 1), std::max(column, 0)));
}

void TableEditor::addRow()
{
    const int row = m_view->currentIndex().isValid() ? m_view->currentIndex().row() + 1 : m_model->rowCount();
    m_model->insert(row, {m_model->emptyRow()});
    changed(row, 0);
    m_view->setFocus();
}

void TableEditor::removeRow()
{
    if (m_model->rowCount() == 0)
        return;
    const QModelIndex current = m_view->currentIndex();
    const int row = current.isValid() ? current.row() : m_model->rowCount() - 1;
    m_model->remove(row);
    changed(row, current.column());
}

void TableEditor::moveRow(int by)
{
    const QModelIndex current = m_view->currentIndex();
    const int to = current.row() + by;
    if (!current.isValid() || to < 0 || to >= m_model->rowCount())
        return;
    m_model->move(current.row(), by);
    changed(to, current.column());
}

void TableEditor::putNow()
{
    const int column = m_model->timeColumn();
    const int row = m_view->currentIndex().isValid() ? m_view->currentIndex().row() : m_model->rowCount() - 1;
    if (column < 0 || row < 0)
        return;
    m_model->setData(m_model->index(row, column), toShown(formatted(m_spec.clock(), m_model->item(column)->type.format)), Qt::EditRole);
}

// Several lines (or records as they stand on the wire) become rows; one value goes into the cell.
void TableEditor::paste()
{
    QString text = QApplication::clipboard()->text();
    text.replace(QLatin1String("\r\n"), QLatin1String("\n")).replace(QLatin1Char('\r'), QLatin1Char('\n'));
    const auto &table = m_model->table();
    const auto bytes = toBytes(text);
    const bool several = text.contains(QLatin1Char('\n')) || text.contains(QLatin1Char('\t'))
        || (!table.separator.empty() && bytes.find(table.separator) != std::string::npos)
        || (!table.itemSeparator.empty() && bytes.find(table.itemSeparator) != std::string::npos);
    const QModelIndex current = m_view->currentIndex();
    if (!several && current.isValid()) {
        m_model->setData(current, text, Qt::EditRole);
        return;
    }
    std::vector<std::vector<std::string>> rows;
    for (const QString &line : text.split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        if (line.trimmed().isEmpty())
            continue;
        if (line.contains(QLatin1Char('\t'))) {
            std::vector<std::string> cells;
            for (const QString &cell : line.split(QLatin1Char('\t'))) {
                cells.push_back(toBytes(cell.trimmed()));
                for (const auto &separator : {table.separator, table.itemSeparator}) {
                    if (!separator.empty() && cells.back().find(separator) != std::string::npos) {
                        tell(tr("%1 separates the values: it cannot stand inside one").arg(toShown(separator)));
                        return;
                    }
                }
            }
            rows.push_back(std::move(cells));
            continue;
        }
        TableText lines = table;
        lines.read(toBytes(line.trimmed()));
        rows.insert(rows.end(), lines.rows.begin(), lines.rows.end());
    }
    if (rows.empty())
        return;
    const int row = current.isValid() ? current.row() + 1 : m_model->rowCount();
    const int last = row + static_cast<int>(rows.size()) - 1;
    m_model->insert(row, std::move(rows));
    changed(last, 0);
}

void TableEditor::copyRow()
{
    const QModelIndex current = m_view->currentIndex();
    if (current.isValid() && !m_model->isMasked(current.column()))
        QApplication::clipboard()->setText(current.data(Qt::EditRole).toString());
}

} // namespace atscope::views
