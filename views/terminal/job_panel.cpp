// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/terminal/job_panel.h"

#include <algorithm>

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include "core/catalog/messages.h"
#include "core/session/exchange.h"
#include "core/session/lines_job.h"
#include "views/kit/event_text.h"
#include "views/kit/theme.h"

namespace atscope::views {

using session::SendJob;

namespace {

constexpr int ShowEveryMs = 100;
constexpr int BarSteps = 1000;
constexpr int LongestLine = 60;

QString shortened(const std::string &line)
{
    const auto text = QString::fromStdString(line);
    return text.size() <= LongestLine ? text : text.left(LongestLine - 1) + QChar(u'…');
}

} // namespace

JobPanel::JobPanel(session::Workbench &workbench, QWidget *parent) : QWidget(parent), m_workbench(workbench)
{
    m_words = new QLabel(this);
    m_numbers = new QLabel(this);
    for (auto *label : {m_words, m_numbers})
        label->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_bar = new QProgressBar(this);
    m_bar->setRange(0, BarSteps);
    m_bar->setTextVisible(false);
    m_bar->setMaximumHeight(8);
    m_pause = new QPushButton(this);
    m_end = new QPushButton(this);
    for (auto *button : {m_pause, m_end})
        button->setAutoDefault(true);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_words);
    texts->addWidget(m_bar);
    texts->addWidget(m_numbers);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addLayout(texts, 1);
    row->addWidget(m_pause);
    row->addWidget(m_end);
    m_soon.setSingleShot(true);
    m_soon.setInterval(ShowEveryMs);
    connect(&m_soon, &QTimer::timeout, this, &JobPanel::refresh);
    connect(m_pause, &QPushButton::clicked, this, [this] {
        if (m_job)
            m_job->pause(m_job->state() == SendJob::State::Running);
    });
    connect(m_end, &QPushButton::clicked, this, [this] {
        if (runs())
            m_job->cancel();
        else
            Q_EMIT closeWanted();
    });
    connect(&Theme::instance(), &Theme::changed, this, &JobPanel::refresh);
    connect(&workbench, &session::Workbench::languageChanged, this, &JobPanel::refresh);
    retranslate();
}

JobPanel::~JobPanel() = default;

void JobPanel::run(std::unique_ptr<SendJob> job, Kind kind)
{
    m_job = std::move(job);
    m_kind = kind;
    connect(m_job.get(), &SendJob::changed, this, [this] {
        if (!m_soon.isActive())
            m_soon.start();
    });
    connect(m_job.get(), &SendJob::over, this, [this] {
        m_soon.stop();
        refresh();
        QAccessibleEvent told(m_words, QAccessible::Alert);
        QAccessible::updateAccessibility(&told);
        Q_EMIT over();
    });
    m_job->start();
    refresh();
}

void JobPanel::stop()
{
    if (runs())
        m_job->cancel();
}

void JobPanel::focusFirst()
{
    m_end->setFocus(Qt::OtherFocusReason);
}

QString JobPanel::words() const
{
    return m_words->text();
}

QString JobPanel::numbers() const
{
    return m_numbers->text();
}

void JobPanel::refresh()
{
    if (!m_job)
        return;
    const auto &progress = m_job->progress();
    const bool runs = m_job->runs();
    const bool paused = m_job->state() == SendJob::State::Paused;
    const auto name = shortened(m_job->name());
    if (!runs) {
        m_words->setText(endWords());
    } else {
        QString words;
        switch (m_kind) {
        case Kind::File: words = tr("Sending %1 as it is").arg(name); break;
        case Kind::Lines:
            words = m_job->name().empty() ? tr("Sending lines") : tr("Sending %1").arg(name);
            if (!progress.current.empty())
                words += QStringLiteral(" · ") + shortened(catalog::masked(progress.current, progress.secrets));
            break;
        case Kind::Repeat:
            if (const auto *repeat = qobject_cast<session::RepeatJob *>(m_job.get()))
                words = tr("%1 every %2").arg(name, durationText(repeat->options().everyMs));
            break;
        }
        m_words->setText(paused ? tr("Paused: %1").arg(words) : words);
    }
    QStringList numbers;
    if (m_kind == Kind::File) {
        numbers << (progress.total == 0 ? sizeText(progress.done) : tr("%1 of %2").arg(sizeText(progress.done), sizeText(progress.total)));
        if (runs && progress.perSecond >= 0)
            numbers << tr("%1/s").arg(sizeText(static_cast<std::uint64_t>(progress.perSecond)));
        if (runs && progress.stalled && !paused)
            numbers << tr("the port takes nothing: its flow control, or the other side, holds it up");
    } else {
        numbers << (progress.total == 0 ? tr("sent %1").arg(progress.done) : tr("%1 of %2").arg(progress.done).arg(progress.total))
                << tr("✓ %1 ok").arg(progress.ok) << tr("✗ %1 failed").arg(progress.failed);
    }
    if (runs && progress.left >= 0 && !paused)
        numbers << tr("about %1 left").arg(durationText(progress.left));
    if (!runs && m_job->ms() >= 0)
        numbers << durationText(m_job->ms());
    m_numbers->setText(numbers.join(QStringLiteral(" · ")));
    m_bar->setVisible(runs && progress.total != 0);
    m_bar->setValue(progress.total == 0 ? 0 : static_cast<int>(progress.done * BarSteps / progress.total));
    m_bar->setAccessibleDescription(m_numbers->text());
    m_pause->setVisible(runs);
    m_pause->setText(paused ? tr("Go on") : tr("Pause"));
    m_end->setText(!runs ? tr("Close") : m_kind == Kind::Repeat ? tr("Stop") : tr("Cancel"));
}

QString JobPanel::endWords() const
{
    const auto name = m_job->name().empty() ? tr("The lines") : shortened(m_job->name());
    const auto &progress = m_job->progress();
    QString words;
    switch (m_job->end()) {
    case SendJob::End::None: break;
    case SendJob::End::Done: words = m_kind == Kind::File ? tr("%1 was sent").arg(name) : tr("%1: all sent").arg(name); break;
    case SendJob::End::Cancelled: words = m_kind == Kind::Repeat ? tr("%1: stopped").arg(name) : tr("%1: cancelled").arg(name); break;
    case SendJob::End::Failed: words = tr("%1: stopped at a failure").arg(name); break;
    case SendJob::End::PortClosed: words = tr("%1: stopped, the port was closed").arg(name); break;
    case SendJob::End::Unreadable:
        if (m_job->problem())
            words = QString::fromStdString(catalog::Messages::render(*m_job->problem(), m_workbench.language()));
        break;
    }
    const bool bad = m_job->end() != SendJob::End::Done || progress.failed != 0;
    words = (bad ? QStringLiteral("⚠ ") : QStringLiteral("✓ ")) + words;
    const auto failure = failureWords();
    return failure.isEmpty() ? words : words + QLatin1Char('\n') + failure;
}

// What the module said to the last line that failed.
QString JobPanel::failureWords() const
{
    const auto &failure = m_job->progress().failure;
    if (!failure)
        return {};
    QString said;
    switch (failure->outcome.result) {
    case engine::Result::Timeout: said = tr("no answer in time"); break;
    case engine::Result::Cancelled: said = tr("cancelled"); break;
    default: break;
    }
    const auto *log = m_workbench.log(m_job->log());
    if (failure->outcome.promptWithoutData) {
        said = tr("the module asked for data, and a line has none");
    } else if (said.isEmpty() && log && failure->outcome.command != 0) {
        const auto exchange = session::exchangeOf(log->store(), failure->outcome.command);
        said = QString::fromStdString(exchange.completion != 0 && exchange.failed && !exchange.completionText.empty() ? exchange.completionText
                                                                                                                      : exchange.finalText);
        if (const auto meaning = exchange.errorMeaning.in(m_workbench.chinese()); !meaning.empty())
            said += QStringLiteral(" — ") + QString::fromStdString(meaning);
    }
    const auto text = shortened(catalog::masked(failure->text, failure->secrets));
    return failure->line > 0 ? tr("Failed last: line %1, %2: %3").arg(failure->line).arg(text, said) : tr("Failed last: %1").arg(said);
}

void JobPanel::retranslate()
{
    m_bar->setAccessibleName(tr("Progress"));
    m_pause->setToolTip(tr("What is under way ends first"));
    refresh();
}

void JobPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace atscope::views
