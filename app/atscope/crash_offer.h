// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "app/atscope/own_log.h"

namespace atscope::session {
class Workbench;
}
namespace atscope::views {
class QuestionBar;
}

namespace atscope {

class MainWindow;

// After a crash the window says so under its message bar, and offers the recordings of then. Lives with the window. GUI thread.
class CrashOffer final : public QObject
{
    Q_OBJECT
public:
    CrashOffer(MainWindow &window, session::Workbench &workbench, OwnLog::Crash crash);

private:
    void ask();
    void answered(bool yes);

    session::Workbench &m_workbench;
    OwnLog::Crash m_crash;
    views::QuestionBar *m_bar;
};

} // namespace atscope
