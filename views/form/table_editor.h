// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/form/argument_editor.h"
#include "views/form/table_text.h"

class QLabel;
class QTableView;
class QToolButton;

namespace atscope::views {

class CellModel;
class EyeButton;

// Records as rows of named cells, key=value pairs, and lists as one column. Rows are added, removed, moved, and pasted from
// several lines (cells by tabs or by the separator of the module).
class TableEditor final : public ArgumentEditor
{
    Q_OBJECT
public:
    explicit TableEditor(QWidget *parent);
    void configure(const EditorSpec &spec) override;
    QWidget *focusTarget() override;
    std::string text() const override;

protected:
    void display() override;
    void stateTaken() override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addRow();
    void removeRow();
    void moveRow(int by);
    void putNow();
    void paste();
    void copyRow();
    void changed(int row, int column);
    void fitHeight();
    void tell(const QString &problem); // below the table; empty: nothing is wrong

    EditorSpec m_spec;
    CellModel *m_model;
    QTableView *m_view;
    QToolButton *m_add;
    QToolButton *m_remove;
    QToolButton *m_up;
    QToolButton *m_down;
    QToolButton *m_now;
    EyeButton *m_eye;
    QLabel *m_count;
    QLabel *m_problem;
};

} // namespace atscope::views
