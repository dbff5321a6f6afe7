// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTimer>

namespace atscope::session {
class Workbench;
}

namespace atscope {

class MainWindow;

// Writes the painted window once the port is open (or at once, where none was asked for) and quits: 0; 3: it did not open, or the
// picture cannot be written, or what `ended` says. Deleted with the window. GUI thread.
class Screenshot final : public QObject
{
public:
    // A message code (argument `file`), null where all went well; gives the exit status.
    using Ended = std::function<int(const char *wrong)>;
    Screenshot(MainWindow &window, session::Workbench &workbench, QString file, bool waitForPort, double waitSeconds, Ended ended);

private:
    void look();
    void leave(const char *wrong);

    static constexpr int LongestMs = 30'000;
    MainWindow &m_window;
    session::Workbench &m_workbench;
    QString m_file;
    Ended m_ended;
    bool m_waits;
    double m_waitSeconds; // what the port may take to appear
    int m_quiet = 0;
    QElapsedTimer m_since;
    QTimer m_look;
};

} // namespace atscope
