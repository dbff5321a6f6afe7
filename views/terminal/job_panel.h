// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QTimer>
#include <QWidget>

#include "core/session/send_job.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace atscope::views {

// What is being sent, how far it is, how long it takes; Pause and Cancel; and, when it is over, how it ended. GUI thread.
class JobPanel final : public QWidget
{
    Q_OBJECT
public:
    enum class Kind : std::uint8_t { File, Lines, Repeat };

    JobPanel(session::Workbench &workbench, QWidget *parent = nullptr);
    ~JobPanel() override;

    // Takes it over, and starts it. Another one must not run.
    void run(std::unique_ptr<session::SendJob> job, Kind kind);
    bool runs() const { return m_job && m_job->runs(); }
    session::SendJob *job() const { return m_job.get(); }
    QString words() const;   // what it shows
    QString numbers() const;
    void focusFirst();
    void stop(); // cancels what runs

Q_SIGNALS:
    void over();
    void closeWanted();

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void retranslate();
    QString endWords() const;
    QString failureWords() const;

    session::Workbench &m_workbench;
    std::unique_ptr<session::SendJob> m_job;
    Kind m_kind = Kind::Lines;
    QLabel *m_words = nullptr;
    QLabel *m_numbers = nullptr;
    QProgressBar *m_bar = nullptr;
    QPushButton *m_pause = nullptr;
    QPushButton *m_end = nullptr;
    QTimer m_soon; // numbers that change all the time are shown now and then
};

} // namespace atscope::views
