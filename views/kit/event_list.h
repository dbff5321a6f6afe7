// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/session/workbench.h"
#include "views/kit/event_rows.h"
#include "views/kit/log_view.h"

class QHBoxLayout;
class QToolButton;

namespace atscope::views {

class ObjectStrip;

// A view over the events of the workbench's current log: rows, the one selection, the language, growth, secrets masked until they are
// asked for, and below it what the selected event is part of. Timeline, URC log and the like put their columns (an EventRows) and
// their tool bar into it. GUI thread.
class EventList : public QWidget
{
    Q_OBJECT
public:
    EventList(session::Workbench &workbench, std::unique_ptr<EventRows> rows, QWidget *parent = nullptr);
    ~EventList() override;

    LogView &lines() { return *m_lines; }

protected:
    EventRows &rows() { return *m_rows; }
    session::Workbench &workbench() { return m_workbench; }
    QHBoxLayout *bar() { return m_bar; } // above the rows; at first a stretch and, behind it, "Show secrets"
    void addBelow(QWidget *widget);      // between the rows and the object
    void changeEvent(QEvent *event) override;
    virtual void logChanged() {}         // another log, or none; the rows have it
    virtual void logGrew() {}            // after extend()

private:
    void takeCurrent();
    void grow();
    void retranslate();

    session::Workbench &m_workbench;
    std::unique_ptr<EventRows> m_rows;
    LogView *m_lines = nullptr;
    QHBoxLayout *m_bar = nullptr;
    QToolButton *m_reveal = nullptr;
    ObjectStrip *m_strip = nullptr;
    int m_log = 0;
};

} // namespace atscope::views
