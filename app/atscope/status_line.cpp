// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/atscope/status_line.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include "core/transport/clock.h"
#include "views/kit/event_text.h"
#include "views/kit/theme.h"

namespace atscope {

using views::Theme;
using views::Tone;

namespace {

// A label of fixed size does not lay out the whole window again when its numbers run: its size follows in steps.
// Markup only where there is some: a label that may hold it makes a document of every text.
void showIn(QLabel *label, const QString &text, Qt::TextFormat format = Qt::PlainText)
{
    if (label->text() == text)
        return;
    label->setTextFormat(format);
    label->setText(text);
    constexpr int Step = 24;
    const QSize hint = label->sizeHint();
    if (hint.width() > label->width() || hint.width() <= label->width() - 2 * Step || hint.height() != label->height())
        label->setFixedSize((hint.width() / Step + 1) * Step, hint.height());
}

} // namespace

StatusLine::StatusLine(session::Workbench &workbench, QWidget *parent)
    : QWidget(parent), m_workbench(workbench), m_counters(new QLabel(this)), m_recording(new QLabel(this)), m_language(new QToolButton(this)),
      m_theme(new QToolButton(this))
{
    m_recording->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_language->setAutoRaise(true);
    m_language->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored); // its text comes later, and nothing that is seen moves
    m_theme->setAutoRaise(true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(6, 0, 6, 0);
    row->setSpacing(10);
    row->addWidget(m_counters);
    row->addStretch();
    row->addWidget(m_recording);
    row->addWidget(m_language);
    row->addWidget(m_theme);
    connect(m_language, &QToolButton::clicked, this, &StatusLine::languageWanted);
    connect(m_theme, &QToolButton::clicked, this, &StatusLine::themeWanted);
    connect(&workbench, &session::Workbench::currentChanged, this, &StatusLine::refresh);
    connect(&workbench, &session::Workbench::stateChanged, this, &StatusLine::refresh);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        retranslate();
        refresh();
    });
    // Numbers that run are read four times a second, and only while a log is there.
    m_timer.setInterval(250);
    connect(&m_timer, &QTimer::timeout, this, &StatusLine::refresh);
    retranslate();
    refresh();
}

void StatusLine::refresh()
{
    const auto *log = m_workbench.current();
    if (!log) {
        m_timer.stop();
        showIn(m_counters, tr("Nothing is open"));
        showIn(m_recording, {});
        return;
    }
    if (!m_timer.isActive())
        m_timer.start();
    const auto &theme = Theme::instance();
    const auto dot = QStringLiteral(" · ");
    if (log->file) {
        const bool done = log->file->done(); // asked first: what is counted behind it is all there is
        const int percent = static_cast<int>(log->file->progress() * 100);
        showIn(m_counters, tr("%1 events").arg(log->store().count()) + (done ? QString() : dot + tr("reading, %1 %").arg(percent)));
        showIn(m_recording, QString::fromStdString(log->title()));
        if (done)
            m_timer.stop();
        return;
    }
    const auto counters = log->live->counters();
    QString lost = tr("%1 lost").arg(counters.lost);
    if (counters.lost != 0)
        lost = QStringLiteral("<b style='color:%1'>✗ %2</b>").arg(theme.colour(Tone::Bad).name(), lost);
    QString text = QStringLiteral("rx ") + views::sizeText(counters.rx) + dot + QStringLiteral("tx ") + views::sizeText(counters.tx) + dot + lost + dot
        + tr("queue %1").arg(counters.queued);
    if (log->lastAnswerMs >= 0)
        text += dot + tr("last answer %1").arg(views::durationText(log->lastAnswerMs));
    showIn(m_counters, text, counters.lost != 0 ? Qt::RichText : Qt::PlainText);
    if (log->live->recordingPath().empty()) {
        showIn(m_recording, QStringLiteral("<span style='color:%1'>○ %2</span>").arg(theme.colour(Tone::Warning).name(), tr("not recorded")), Qt::RichText);
        return;
    }
    const auto seconds = static_cast<qint64>(base::millisBetween(log->live->metadata().started, transport::SystemClock::instance().now()) / 1000);
    const auto clock = QStringLiteral("%1:%2:%3").arg(seconds / 3600, 2, 10, QLatin1Char('0')).arg(seconds / 60 % 60, 2, 10, QLatin1Char('0')).arg(seconds % 60, 2, 10, QLatin1Char('0'));
    if (counters.recordingFails)
        showIn(m_recording, QStringLiteral("<b style='color:%1'>✗ %2</b>").arg(theme.colour(Tone::Bad).name(), tr("recording cannot be written")), Qt::RichText);
    else if (log->state == transport::ChannelState::Closed)
        showIn(m_recording, QStringLiteral("○ ") + tr("recorded") + dot + views::sizeText(counters.fileSize));
    else
        showIn(m_recording, QStringLiteral("<span style='color:%1'>●</span> %2 %3 · %4").arg(theme.colour(Tone::Bad).name(), tr("rec"), clock, views::sizeText(counters.fileSize)), Qt::RichText);
    m_recording->setToolTip(QString::fromStdString(log->live->recordingPath()));
}

void StatusLine::nameLanguage()
{
    m_namesLanguage = true;
    retranslate();
}

void StatusLine::retranslate()
{
    if (m_namesLanguage)
        m_language->setText(m_workbench.chinese() ? QStringLiteral("English") : QStringLiteral("中文"));
    m_language->setToolTip(tr("Switch the language"));
    m_theme->setText(Theme::instance().dark() ? tr("Light") : tr("Dark"));
    m_theme->setToolTip(tr("Switch between light and dark"));
}

void StatusLine::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        refresh();
    }
    QWidget::changeEvent(event);
}

} // namespace atscope
