// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/session/workbench.h"
#include "views/kit/event_rows.h"
#include "views/kit/log_view.h"

class QHBoxLayout;

namespace atscope::views {

// A view over the events of the workbench's current log: rows, the one selection, the language, growth. Timeline, URC log and the
// like put their columns (an EventRows) and their tool bar into it. GUI thread.
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
    QHBoxLayout *bar() { return m_bar; } // above the rows; empty at first
    virtual void logChanged() {}         // another log, or none; the rows have it
    virtual void logGrew() {}            // after extend()

private:
    void takeCurrent();
    void grow();

    session::Workbench &m_workbench;
    std::unique_ptr<EventRows> m_rows;
    LogView *m_lines = nullptr;
    QHBoxLayout *m_bar = nullptr;
    int m_log = 0;
};

} // namespace atscope::views
