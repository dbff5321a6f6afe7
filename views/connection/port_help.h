// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QElapsedTimer>
#include <QScrollArea>
#include <QTimer>

#include "core/session/workbench.h"

class QLabel;
class QVBoxLayout;

namespace atscope::views {

// What stands where the terminal will be while nothing is open: which ports there are, why one cannot be used and what to do about
// it, virtual modules, recordings, and what this build leaves out. GUI thread.
class PortHelp final : public QScrollArea
{
    Q_OBJECT
public:
    explicit PortHelp(session::Workbench &workbench, QWidget *parent = nullptr);

    static constexpr int FirstLookMs = 1000; // so long nobody can say that there are none
    static constexpr int LookMs = 3000; // at USB devices without a driver, while it is seen

Q_SIGNALS:
    void connectWanted(const QString &port); // as --port takes it
    void openWanted();                       // a recording

protected:
    void changeEvent(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void look();
    void fill();
    QLabel *put(const QString &text, bool dim = false);
    void putPort(const transport::PortInfo &port);
    void putButton(const QString &text, const QString &toolTip, const std::function<void()> &does);

    session::Workbench &m_workbench;
    QWidget *m_inside = nullptr; // while it is being filled
    QVBoxLayout *m_column = nullptr;
    QElapsedTimer m_since; // the first time it was seen
    bool m_blank = false; // shown, and nothing in it yet
    QTimer m_timer;
    std::vector<transport::PortInfo> m_withoutDriver;
};

} // namespace atscope::views
