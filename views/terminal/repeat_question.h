// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/session/draft.h"
#include "core/session/lines_job.h"

class QLabel;
class QPushButton;
class QSpinBox;

namespace atscope::views {

// Asks how often a line is to go out. GUI thread.
class RepeatQuestion final : public QWidget
{
    Q_OBJECT
public:
    explicit RepeatQuestion(QWidget *parent = nullptr);

    // The draft's line of now, with what is wrong with it and what it destroys or costs.
    void ask(const session::Draft &draft, catalog::Language language);
    const std::string &line() const { return m_line; }
    void focusFirst();

Q_SIGNALS:
    void wanted(const atscope::session::RepeatJob::Options &options);
    void cancelled();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void refresh();

    std::string m_line;
    int m_errors = 0;
    QStringList m_dangers;
    QLabel *m_what = nullptr;
    QLabel *m_everyLabel = nullptr;
    QSpinBox *m_every = nullptr;
    QSpinBox *m_times = nullptr;
    QLabel *m_warning = nullptr;
    QPushButton *m_start = nullptr;
    QPushButton *m_cancel = nullptr;
};

} // namespace atscope::views
