// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include "core/session/port_probe.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace atscope::session {
class Workbench;
}

namespace atscope::views {

// The strip below the connection bar while the baud rate of a port is looked for, and after that what came of it. GUI thread.
class BaudFinder final : public QFrame
{
    Q_OBJECT
public:
    explicit BaudFinder(session::Workbench &workbench, QWidget *parent = nullptr);
    ~BaudFinder() override;

    // One at a time: another one is cancelled.
    void start(const transport::PortAddress &port, const transport::LineOptions &line);
    bool running() const { return m_probe != nullptr; }
    void withdraw(); // cancels

Q_SIGNALS:
    void found(int baud, const QString &module); // module: a profile's id, or empty
    void connectWanted();

protected:
    void changeEvent(QEvent *event) override;

private:
    void customEvent(QEvent *event) override; // the probe rang
    void ring();
    void ended(const session::ProbeResult &result);
    void retranslate();
    void applyTheme();

    session::Workbench &m_workbench;
    QLabel *m_text = nullptr;
    QProgressBar *m_bar = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_connect = nullptr;
    QToolButton *m_close = nullptr;
    QString m_port;
    session::ProbeNews m_news; // the last
    std::atomic<bool> m_rung{false};
    std::unique_ptr<session::PortProbe> m_probe; // last: ends first
};

} // namespace atscope::views
