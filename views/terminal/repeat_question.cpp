// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/terminal/repeat_question.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

#include "core/session/send_question.h"
#include "views/kit/theme.h"

namespace atscope::views {

namespace {
constexpr int MostEveryMs = 86'400'000;
constexpr int MostTimes = 1'000'000'000;
} // namespace

RepeatQuestion::RepeatQuestion(QWidget *parent) : QWidget(parent)
{
    m_what = new QLabel(this);
    m_everyLabel = new QLabel(this);
    m_every = new QSpinBox(this);
    m_every->setRange(session::RepeatJob::LeastMs, MostEveryMs);
    m_every->setSingleStep(100);
    m_every->setValue(1000);
    m_times = new QSpinBox(this);
    m_times->setRange(0, MostTimes);
    m_warning = new QLabel(this);
    m_start = new QPushButton(this);
    m_cancel = new QPushButton(this);
    for (auto *button : {m_start, m_cancel})
        button->setAutoDefault(true);
    for (auto *label : {m_what, m_warning}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_everyLabel->setBuddy(m_every);
    auto *row = new QHBoxLayout;
    row->addWidget(m_everyLabel);
    row->addWidget(m_every);
    row->addWidget(m_times);
    row->addStretch(1);
    row->addWidget(m_start);
    row->addWidget(m_cancel);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(4);
    all->addWidget(m_what);
    all->addLayout(row);
    all->addWidget(m_warning);
    connect(m_start, &QPushButton::clicked, this, [this] {
        Q_EMIT wanted({m_every->value(), static_cast<std::uint64_t>(m_times->value())});
    });
    connect(m_cancel, &QPushButton::clicked, this, &RepeatQuestion::cancelled);
    connect(&Theme::instance(), &Theme::changed, this, &RepeatQuestion::refresh);
    retranslate();
}

void RepeatQuestion::ask(const session::Draft &draft, catalog::Language language)
{
    m_line = draft.line();
    const auto question = session::questionBefore(draft, language);
    m_errors = question.errors;
    m_dangers.clear();
    for (const auto &words : question.hazards)
        m_dangers << QString::fromStdString(words);
    refresh();
}

void RepeatQuestion::focusFirst()
{
    // Where it is asked whether at all, the harmless answer is the near one.
    if (m_warning->isVisibleTo(this)) {
        m_cancel->setFocus(Qt::OtherFocusReason);
        return;
    }
    m_every->setFocus(Qt::OtherFocusReason);
    m_every->selectAll();
}

void RepeatQuestion::refresh()
{
    m_what->setText(tr("Repeat %1").arg(QString::fromStdString(m_line)));
    QStringList warnings;
    if (m_errors > 0)
        warnings << tr("Errors in the line: %1.").arg(m_errors);
    warnings << m_dangers;
    m_warning->setVisible(!warnings.isEmpty());
    m_warning->setText(QStringLiteral("⚠ ") + warnings.join(QLatin1Char('\n')));
    auto colours = m_warning->palette();
    colours.setColor(QPalette::WindowText, Theme::instance().colour(Tone::Warning));
    m_warning->setPalette(colours);
    m_start->setText(warnings.isEmpty() ? tr("Start") : tr("Repeat anyway"));
    m_start->setAccessibleDescription(warnings.join(QLatin1Char('\n')));
}

void RepeatQuestion::retranslate()
{
    m_everyLabel->setText(tr("every"));
    m_every->setSuffix(tr(" ms"));
    m_every->setAccessibleName(tr("Milliseconds from one sending to the next"));
    m_every->setToolTip(tr("The next one never goes out before the one before has its answer"));
    m_times->setSpecialValueText(tr("until stopped"));
    m_times->setSuffix(tr(" times"));
    m_times->setAccessibleName(tr("How many times; 0: until it is stopped"));
    m_cancel->setText(tr("Cancel"));
    refresh();
}

void RepeatQuestion::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace atscope::views
