// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QFrame>
#include <QPointer>

#include "core/session/file_reader.h"
#include "core/session/workbench.h"

class QLabel;
class QPushButton;

namespace atscope::views {

class FileQuestion;
class JobPanel;
class RepeatQuestion;

// The bar of one log for what goes out for a while: it asks how, shows how far it is, and how it ended. One thing at a time. Hidden
// while there is nothing. GUI thread; the workbench outlives it. Destroying it ends what runs.
class SendBar final : public QFrame
{
    Q_OBJECT
public:
    SendBar(session::Workbench &workbench, int log, QWidget *parent = nullptr);
    ~SendBar() override;

    void sendFile(const QString &path);
    // Asks only where a line has problems, is costly or destructive.
    void sendLines(const QStringList &lines);
    void repeatDraft();

    bool runs() const;
    FileQuestion &file() { return *m_file; }
    RepeatQuestion &repeat() { return *m_repeat; }
    JobPanel &panel() { return *m_panel; }

Q_SIGNALS:
    void lineSent(const QString &line);
    void refused(const QString &why); // something runs already

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    enum class Page : std::uint8_t { None, Reading, File, Repeat, Job, Message };
    bool mayBegin();
    void show(Page page);
    void closeNow();
    void looked();
    void say();

    session::Workbench &m_workbench;
    const int m_log;
    Page m_page = Page::None;
    std::unique_ptr<session::FileReader> m_reader;
    QString m_path;
    base::Message m_problem;
    bool m_closesItself = false; // lines that all went well need no last word
    QPointer<QWidget> m_before;  // where the focus was
    QWidget *m_message = nullptr;
    QLabel *m_words = nullptr;
    QPushButton *m_close = nullptr;
    FileQuestion *m_file = nullptr;
    RepeatQuestion *m_repeat = nullptr;
    JobPanel *m_panel = nullptr;
};

} // namespace atscope::views
