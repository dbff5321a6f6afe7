// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/terminal/send_bar.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

#include "core/session/file_job.h"
#include "core/session/lines_job.h"
#include "views/kit/theme.h"
#include "views/terminal/file_question.h"
#include "views/terminal/job_panel.h"
#include "views/terminal/repeat_question.h"

namespace atscope::views {

using session::SendJob;

SendBar::SendBar(session::Workbench &workbench, int log, QWidget *parent) : QFrame(parent), m_workbench(workbench), m_log(log)
{
    m_message = new QWidget(this);
    m_words = new QLabel(m_message);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_close = new QPushButton(m_message);
    m_close->setAutoDefault(true);
    auto *row = new QHBoxLayout(m_message);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_words, 1);
    row->addWidget(m_close);
    m_file = new FileQuestion(this);
    m_repeat = new RepeatQuestion(this);
    m_panel = new JobPanel(workbench, this);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(8, 4, 8, 4);
    for (auto *page : std::initializer_list<QWidget *>{m_message, m_file, m_repeat, m_panel}) {
        all->addWidget(page);
        page->hide();
    }
    hide();

    connect(m_close, &QPushButton::clicked, this, &SendBar::closeNow);
    connect(m_file, &FileQuestion::cancelled, this, &SendBar::closeNow);
    connect(m_repeat, &RepeatQuestion::cancelled, this, &SendBar::closeNow);
    connect(m_panel, &JobPanel::closeWanted, this, &SendBar::closeNow);
    connect(m_file, &FileQuestion::rawWanted, this, [this](const session::FileJob::Options &options) {
        m_closesItself = false;
        show(Page::Job);
        m_panel->run(std::make_unique<session::FileJob>(m_workbench, m_log, m_path.toStdString(), options), JobPanel::Kind::File);
    });
    connect(m_file, &FileQuestion::linesWanted, this, [this](const session::LinesJob::Options &options) {
        const auto name = m_path.isEmpty() ? std::string() : m_path.section(QLatin1Char('/'), -1).toStdString();
        auto job = std::make_unique<session::LinesJob>(m_workbench, m_log, name, m_file->takeLines(), options);
        connect(job.get(), &SendJob::lineSent, this, &SendBar::lineSent);
        show(Page::Job);
        m_panel->run(std::move(job), JobPanel::Kind::Lines);
    });
    connect(m_repeat, &RepeatQuestion::wanted, this, [this](const session::RepeatJob::Options &options) {
        Q_EMIT lineSent(QString::fromStdString(m_repeat->line()));
        m_closesItself = false;
        show(Page::Job);
        m_panel->run(std::make_unique<session::RepeatJob>(m_workbench, m_log, m_repeat->line(), options), JobPanel::Kind::Repeat);
    });
    connect(m_panel, &JobPanel::over, this, [this] {
        const auto &job = *m_panel->job();
        if (m_closesItself && job.end() == SendJob::End::Done && job.progress().failed == 0)
            closeNow();
    });
    connect(&workbench, &session::Workbench::languageChanged, this, &SendBar::say);
    connect(&Theme::instance(), &Theme::changed, this, QOverload<>::of(&QWidget::update));
    say();
}

SendBar::~SendBar()
{
    m_panel->disconnect(this);
}

bool SendBar::runs() const
{
    return m_panel->runs();
}

bool SendBar::mayBegin()
{
    if (runs()) {
        m_panel->focusFirst();
        Q_EMIT refused(tr("Something is being sent on this port already: cancel it first, or wait until it is over."));
        return false;
    }
    return true;
}

void SendBar::sendFile(const QString &path)
{
    if (!mayBegin())
        return;
    m_path = path;
    m_closesItself = false;
    // A reader that is still at work ends with this: only the newest one is listened to.
    m_reader = std::make_unique<session::FileReader>(path.toStdString());
    connect(m_reader.get(), &session::FileReader::looked, this, &SendBar::looked);
    show(Page::Reading);
    m_reader->look(m_workbench.dialect());
}

void SendBar::looked()
{
    if (m_page != Page::Reading)
        return;
    const auto &look = m_reader->result();
    if (look.problem) {
        m_problem = *look.problem;
        show(Page::Message);
        return;
    }
    m_file->ask(look, m_workbench.language());
    show(Page::File);
}

void SendBar::sendLines(const QStringList &lines)
{
    if (!mayBegin())
        return;
    m_path.clear();
    m_closesItself = true;
    const std::atomic<bool> goesOn{false};
    auto list = session::LineList::read(lines.join(QLatin1Char('\n')).toStdString(), *m_workbench.dialect(), goesOn);
    const bool asks = list.withProblems + list.dangerous != 0;
    if (list.lines.empty())
        return;
    m_file->ask(std::move(list), m_workbench.language());
    if (asks) {
        show(Page::File);
        return;
    }
    Q_EMIT m_file->linesWanted({.stopOnFailure = false});
}

void SendBar::repeatDraft()
{
    if (!mayBegin())
        return;
    m_repeat->ask(m_workbench.draft(), m_workbench.language());
    show(Page::Repeat);
}

void SendBar::show(Page page)
{
    if (page != Page::None && page != Page::Job && !isAncestorOf(QApplication::focusWidget()))
        m_before = QApplication::focusWidget();
    const bool focused = isAncestorOf(QApplication::focusWidget());
    m_page = page;
    m_message->setVisible(page == Page::Reading || page == Page::Message);
    m_file->setVisible(page == Page::File);
    m_repeat->setVisible(page == Page::Repeat);
    m_panel->setVisible(page == Page::Job);
    say();
    setVisible(page != Page::None);
    switch (page) {
    case Page::Reading:
    case Page::Message: m_close->setFocus(Qt::OtherFocusReason); break;
    case Page::File: m_file->focusFirst(); break;
    case Page::Repeat: m_repeat->focusFirst(); break;
    case Page::Job:
        if (focused && m_before) // the work goes on where it was
            m_before->setFocus(Qt::OtherFocusReason);
        break;
    case Page::None:
        if (focused && m_before)
            m_before->setFocus(Qt::OtherFocusReason);
        break;
    }
}

void SendBar::closeNow()
{
    m_reader.reset();
    show(Page::None);
}

void SendBar::say()
{
    setAccessibleName(tr("Sending"));
    if (m_page == Page::Reading)
        m_words->setText(tr("Reading %1 …").arg(m_path.section(QLatin1Char('/'), -1)));
    else if (m_page == Page::Message)
        m_words->setText(QStringLiteral("⚠ ") + QString::fromStdString(catalog::Messages::render(m_problem, m_workbench.language())));
    m_close->setText(m_page == Page::Reading ? tr("Cancel") : tr("Close"));
    m_close->setAccessibleDescription(m_words->text());
}

void SendBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !runs()) {
        closeNow();
        return;
    }
    QFrame::keyPressEvent(event);
}

void SendBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        say();
    QFrame::changeEvent(event);
}

void SendBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Theme::instance().wash(Tone::Link));
}

} // namespace atscope::views
