// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/catalog/messages.h"
#include "core/session/file_job.h"
#include "core/session/lines_job.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;
class QSpinBox;

namespace atscope::views {

// What is asked once before a file or a block of lines goes out: how, with which pauses, and whether in spite of what was found in
// it. It sends nothing itself. GUI thread.
class FileQuestion final : public QWidget
{
    Q_OBJECT
public:
    explicit FileQuestion(QWidget *parent = nullptr);

    void ask(session::FileReader::Look look, catalog::Language language);
    // A pasted block: lines are all it can be.
    void ask(session::LineList list, catalog::Language language);
    void focusFirst();

Q_SIGNALS:
    void linesWanted(const atscope::session::LinesJob::Options &options);
    void rawWanted(const atscope::session::FileJob::Options &options);
    void cancelled();

public:
    // The lines that were asked about; they go over to who sends them.
    std::vector<session::ListedLine> takeLines() { return std::move(m_look.list.lines); }

protected:
    void changeEvent(QEvent *event) override;

private:
    bool raw() const;
    void refresh();
    void retranslate();
    void showProblems();
    void send();

    session::FileReader::Look m_look;
    bool m_file = false;
    catalog::Language m_language = catalog::Language::English;
    QLabel *m_what = nullptr;
    QLabel *m_howLabel = nullptr;
    QComboBox *m_how = nullptr;
    QLabel *m_pauseLabel = nullptr;
    QComboBox *m_pauseAfter = nullptr;
    QSpinBox *m_pauseMs = nullptr;
    QCheckBox *m_stop = nullptr;
    QLabel *m_warning = nullptr;
    QPushButton *m_lookAt = nullptr;
    QListWidget *m_problems = nullptr;
    QPushButton *m_send = nullptr;
    QPushButton *m_cancel = nullptr;
};

} // namespace atscope::views
