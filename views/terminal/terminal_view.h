// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/session/workbench.h"
#include "views/kit/log_view.h"
#include "views/terminal/terminal_rows.h"

class QAction;
class QActionGroup;
class QComboBox;
class QToolButton;

namespace atscope::views {

// The terminal of one log: its lines, and what one does with them. Follows the workbench's selection while its log is the current
// one. GUI thread; the log must outlive it.
class TerminalView final : public QWidget
{
    Q_OBJECT
public:
    TerminalView(session::Workbench &workbench, int log, QWidget *parent = nullptr);
    ~TerminalView() override;

    int log() const { return m_log; }
    LogView &lines() { return *m_lines; }
    TerminalRows &rows() { return m_rows; }
    void grew(); // events came
    void clear(); // the view only; the recording keeps everything
    void setEmptyText(const QString &text);

Q_SIGNALS:
    void copied(qint64 rows);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void retranslate();
    void setMode(TerminalMode mode);
    void showMenu(const QPoint &at, quint64 id);
    void copyAs(bool hex, bool stamps);
    void selectFromWorkbench();

    session::Workbench &m_workbench;
    const int m_log;
    TerminalRows m_rows;
    LogView *m_lines = nullptr;
    QComboBox *m_mode = nullptr;
    QComboBox *m_charset = nullptr;
    QToolButton *m_echo = nullptr;
    QToolButton *m_follow = nullptr;
    QToolButton *m_pause = nullptr;
    QToolButton *m_keys = nullptr;
    QToolButton *m_clear = nullptr;
};

} // namespace atscope::views
