// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/atscope/screenshot.h"

#include <utility>

#include <QCoreApplication>

#include "app/atscope/main_window.h"

namespace atscope {

Screenshot::Screenshot(MainWindow &window, session::Workbench &workbench, QString file, bool waitForPort, double waitSeconds, Ended ended)
    : QObject(&window), m_window(window), m_workbench(workbench), m_file(std::move(file)), m_ended(std::move(ended)), m_waits(waitForPort), m_waitSeconds(waitSeconds)
{
    m_since.start();
    connect(&m_look, &QTimer::timeout, this, &Screenshot::look);
    m_look.start(50);
}

void Screenshot::look()
{
    const auto *log = m_workbench.current();
    const bool open = log && (log->file ? log->file->done() : log->state == transport::ChannelState::Open);
    if (m_waits && !open) {
        const bool failed = !log || (log->live && log->state == transport::ChannelState::Closed && !log->lastProblem.code.empty());
        if (failed || m_since.elapsed() > LongestMs + static_cast<qint64>(m_waitSeconds * 1000))
            leave("screenshot-not-open");
        return;
    }
    if (++m_quiet < 10) // half a second for what the module says, and for the paint
        return;
    leave(m_window.grab().save(m_file) ? nullptr : "screenshot-unwritable");
}

void Screenshot::leave(const char *wrong)
{
    m_look.stop();
    const int status = m_ended(wrong);
    m_window.close();
    QCoreApplication::exit(status);
}

} // namespace atscope
