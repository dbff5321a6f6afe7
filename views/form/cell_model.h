// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QStyledItemDelegate>

#include "views/form/argument_editor.h"
#include "views/form/table_text.h"

namespace atscope::views {

// The rows of a table editor. Cells are bytes (shown_text.h); a cell that would break its row is refused with a sentence.
class CellModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    void configure(const EditorSpec &spec);
    void setRevealed(bool revealed);
    void read(const std::string &text);
    std::string write() const { return m_table.write(); }
    const TableText &table() const { return m_table; }
    const catalog::Parameter *item(int column) const; // null: surplus, or keys of pairs
    int timeColumn() const;                           // −1: none
    bool isMasked(int column) const;
    bool hasSecretItems() const;
    // Why a cell cannot hold the text: it has a sign in it that separates cells or rows. Empty: it can.
    QString problemOf(int column, const QString &text) const;
    void insert(int row, std::vector<std::vector<std::string>> rows);
    void remove(int row);
    void move(int row, int by);
    std::vector<std::string> emptyRow() const;

Q_SIGNALS:
    void edited(); // by setData, not by the others
    void refused(const QString &why); // by setData, with what was not taken

private:
    QString columnTitle(int column) const;
    EditorSpec m_spec;
    TableText m_table;
    bool m_revealed = false;
};

class CellDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

Q_SIGNALS:
    void typed(const QString &problem) const; // in an open cell; empty: what stands there can be taken

protected:
    // A text that cannot be taken stays in its open cell: Enter and Tab do not leave it.
    bool eventFilter(QObject *object, QEvent *event) override;
};

} // namespace atscope::views
