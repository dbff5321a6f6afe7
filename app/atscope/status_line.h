// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

#include "core/session/workbench.h"

class QLabel;
class QToolButton;

namespace atscope {

// The right and left ends of the status bar: counters of the current log, the recording, language and theme. GUI thread.
class StatusLine final : public QWidget
{
    Q_OBJECT
public:
    explicit StatusLine(session::Workbench &workbench, QWidget *parent = nullptr);

    // Puts the name on the language button: in an English window a Chinese one, whose font is then loaded. Once the window is seen.
    void nameLanguage();

Q_SIGNALS:
    void languageWanted();
    void themeWanted();

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void retranslate();

    session::Workbench &m_workbench;
    bool m_namesLanguage = false;
    QLabel *m_counters = nullptr;
    QLabel *m_recording = nullptr;
    QToolButton *m_language = nullptr;
    QToolButton *m_theme = nullptr;
    QTimer m_timer;
};

} // namespace atscope
