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

class SendBar;

// The terminal of one log: its lines, what one does with them, and the bar of what is being sent for a while. Follows the workbench's selection while its log is the current
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
    SendBar &sending() { return *m_sending; }
    void grew(); // events came
    void clear(); // the view only; the recording keeps everything
    void setEmptyText(const QString &text);

Q_SIGNALS:
    void copied(qint64 rows);
    void lineSent(const QString &line);  // one of a file or a block, or one that is repeated
    void noticed(const QString &words);

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
    SendBar *m_sending = nullptr;
    QComboBox *m_mode = nullptr;
    QComboBox *m_charset = nullptr;
    QToolButton *m_echo = nullptr;
    QToolButton *m_follow = nullptr;
    QToolButton *m_pause = nullptr;
    QToolButton *m_keys = nullptr;
    QToolButton *m_clear = nullptr;
};

} // namespace atscope::views
