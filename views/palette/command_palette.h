// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QPointer>

#include "views/palette/palette_model.h"

class QLabel;
class QLineEdit;
class QListView;

namespace atscope::views {

// Every command and every action, typed (Ctrl+K). Lies over the window it is made in, asks nothing and sends nothing: a command is
// told, an action is triggered. Escape, a click beside it or another place that takes the focus closes it. GUI thread.
//
// Use: fill model() with what there is now, then open().
class CommandPalette final : public QFrame
{
    Q_OBJECT
public:
    explicit CommandPalette(QWidget *window);

    PaletteModel &model() { return *m_model; }
    void open(); // with an empty query; open already: closes
    void withdraw();

Q_SIGNALS:
    void commandChosen(const atscope::catalog::Command *command); // the palette is closed by then
    void recentChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void retranslate();
    void place();
    void refresh();   // after the rows have changed
    void showCurrent(); // what the current row is, for eyes and for screen readers
    void choose(const QModelIndex &index);
    bool key(int key, bool repeated);
    void step(int rows);

    PaletteModel *m_model;
    QLineEdit *m_edit;
    QListView *m_list;
    QLabel *m_hint;
    QPointer<QWidget> m_before; // had the focus
};

} // namespace atscope::views
