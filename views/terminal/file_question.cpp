// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/terminal/file_question.h"

#include <algorithm>

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>

#include "views/kit/event_text.h"
#include "core/session/send_question.h"
#include "views/kit/theme.h"

namespace atscope::views {

namespace {

constexpr int MostPauseMs = 60'000;
constexpr int MostListed = 1000;
constexpr int RowsShown = 6;
enum Way : std::uint8_t { ByLine, AsItIs };

} // namespace

FileQuestion::FileQuestion(QWidget *parent) : QWidget(parent)
{
    m_what = new QLabel(this);
    m_howLabel = new QLabel(this);
    m_how = new QComboBox(this);
    m_pauseLabel = new QLabel(this);
    m_pauseAfter = new QComboBox(this);
    m_pauseMs = new QSpinBox(this);
    m_pauseMs->setRange(0, MostPauseMs);
    m_pauseMs->setSingleStep(10);
    m_stop = new QCheckBox(this);
    m_stop->setChecked(true);
    m_warning = new QLabel(this);
    m_lookAt = new QPushButton(this);
    m_lookAt->setCheckable(true);
    m_problems = new QListWidget(this);
    m_problems->setUniformItemSizes(true);
    m_problems->hide();
    m_send = new QPushButton(this);
    m_cancel = new QPushButton(this);
    for (auto *button : {m_lookAt, m_send, m_cancel})
        button->setAutoDefault(true);
    for (auto *label : {m_what, m_warning}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_howLabel->setBuddy(m_how);
    m_pauseLabel->setBuddy(m_pauseAfter);

    auto *ways = new QHBoxLayout;
    ways->addWidget(m_howLabel);
    ways->addWidget(m_how);
    ways->addSpacing(8);
    ways->addWidget(m_pauseLabel);
    ways->addWidget(m_pauseAfter);
    ways->addWidget(m_pauseMs);
    ways->addSpacing(8);
    ways->addWidget(m_stop);
    ways->addStretch(1);
    auto *warning = new QHBoxLayout;
    warning->addWidget(m_warning, 1);
    warning->addWidget(m_lookAt);
    warning->addWidget(m_send);
    warning->addWidget(m_cancel);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(4);
    all->addWidget(m_what);
    all->addLayout(ways);
    all->addLayout(warning);
    all->addWidget(m_problems);

    connect(m_how, &QComboBox::currentIndexChanged, this, &FileQuestion::refresh);
    connect(m_pauseAfter, &QComboBox::currentIndexChanged, this, &FileQuestion::refresh);
    connect(m_lookAt, &QPushButton::toggled, this, &FileQuestion::showProblems);
    connect(m_send, &QPushButton::clicked, this, &FileQuestion::send);
    connect(m_cancel, &QPushButton::clicked, this, &FileQuestion::cancelled);
    connect(&Theme::instance(), &Theme::changed, this, &FileQuestion::refresh);
    retranslate();
}

void FileQuestion::ask(session::FileReader::Look look, catalog::Language language)
{
    m_look = std::move(look);
    m_file = true;
    m_language = language;
    m_lookAt->setChecked(false);
    m_how->setCurrentIndex(!m_look.notLines && m_look.commands ? ByLine : AsItIs);
    refresh();
}

void FileQuestion::ask(session::LineList list, catalog::Language language)
{
    m_look = {};
    m_look.list = std::move(list);
    m_file = false;
    m_language = language;
    m_lookAt->setChecked(false);
    m_how->setCurrentIndex(ByLine);
    m_stop->setChecked(false);
    refresh();
}

void FileQuestion::focusFirst()
{
    (m_lookAt->isVisibleTo(this) ? m_lookAt : m_send)->setFocus(Qt::OtherFocusReason);
}

bool FileQuestion::raw() const
{
    return m_file && m_how->currentIndex() == AsItIs;
}

void FileQuestion::refresh()
{
    const auto &list = m_look.list;
    const int lines = static_cast<int>(list.lines.size());
    const bool asItIs = raw();
    QStringList what;
    if (m_file)
        what << QString::fromStdString(m_look.name) << sizeText(m_look.size);
    if (!m_look.notLines)
        what << tr("%n command lines", nullptr, lines);
    if (list.skipped > 0 && m_file)
        what << tr("%n empty lines and remarks are left out", nullptr, list.skipped);
    m_what->setText(what.join(QStringLiteral(" · ")));

    m_howLabel->setVisible(m_file);
    m_how->setVisible(m_file);
    m_pauseLabel->setVisible(m_file);
    m_pauseAfter->setVisible(m_file && asItIs);
    const bool paused = !asItIs || m_pauseAfter->currentIndex() != 0;
    m_pauseMs->setVisible(m_file && paused);
    m_pauseLabel->setText(asItIs ? tr("Pause after") : tr("Pause between lines"));
    m_pauseLabel->setBuddy(asItIs ? static_cast<QWidget *>(m_pauseAfter) : m_pauseMs);
    m_stop->setVisible(!asItIs);

    QStringList warnings;
    bool questionable = false;
    if (!asItIs && m_look.notLines) {
        warnings << QString::fromStdString(catalog::Messages::render(*m_look.notLines, m_language));
    } else if (!asItIs) {
        if (list.withProblems > 0)
            warnings << tr("%n lines have problems", nullptr, list.withProblems);
        if (list.dangerous > 0)
            warnings << tr("%n lines are destructive or costly", nullptr, list.dangerous);
        questionable = !warnings.isEmpty();
    }
    m_warning->setText(warnings.isEmpty() ? QString() : QStringLiteral("⚠ ") + warnings.join(QStringLiteral(", ")));
    auto colours = m_warning->palette();
    colours.setColor(QPalette::WindowText, Theme::instance().colour(Tone::Warning));
    m_warning->setPalette(colours);
    m_lookAt->setVisible(questionable);
    m_problems->setVisible(questionable && m_lookAt->isChecked());
    m_send->setText(questionable ? tr("Send anyway") : tr("Send"));
    m_send->setAccessibleDescription(m_warning->text());
    m_send->setEnabled(asItIs || !m_look.notLines);
}

void FileQuestion::showProblems()
{
    m_problems->clear();
    if (m_lookAt->isChecked()) {
        const bool chinese = m_language == catalog::Language::Chinese;
        const auto add = [this](const session::ListedLine &line, const QString &words) {
            m_problems->addItem(tr("line %1: %2 — %3").arg(line.number).arg(QString::fromStdString(catalog::masked(line.text, line.secrets)), words));
        };
        for (const auto &line : m_look.list.lines) {
            if (m_problems->count() >= MostListed)
                break;
            for (const auto &hazard : line.hazards)
                add(line, QString::fromStdString(session::wordsOf(hazard, m_language)));
            for (const auto &problem : line.problems) {
                const auto text = problem.text.in(chinese);
                add(line, QString::fromStdString(text.empty() ? catalog::Messages::render(problem.message, m_language) : text));
            }
        }
        const int rows = std::clamp(m_problems->count(), 1, RowsShown);
        m_problems->setFixedHeight(rows * m_problems->sizeHintForRow(0) + 2 * m_problems->frameWidth());
        m_problems->setCurrentRow(0);
    }
    refresh();
    if (m_lookAt->isChecked())
        m_problems->setFocus(Qt::OtherFocusReason);
}

void FileQuestion::send()
{
    if (raw()) {
        session::FileJob::Options options;
        options.pauseAfter = static_cast<session::FileJob::PauseAfter>(m_pauseAfter->currentIndex());
        options.pauseMs = m_pauseMs->value();
        Q_EMIT rawWanted(options);
    } else {
        session::LinesJob::Options options;
        options.stopOnFailure = m_stop->isChecked();
        options.pauseMs = m_file ? m_pauseMs->value() : 0;
        Q_EMIT linesWanted(options);
    }
}

void FileQuestion::retranslate()
{
    const auto fill = [](QComboBox *box, const QStringList &items) {
        const QSignalBlocker quiet(box);
        const int at = std::max(0, box->currentIndex());
        box->clear();
        box->addItems(items);
        box->setCurrentIndex(at);
    };
    m_howLabel->setText(tr("Send"));
    fill(m_how, {tr("line by line, each waits for its answer"), tr("as it is, byte for byte")});
    m_how->setAccessibleName(tr("How the file is sent"));
    fill(m_pauseAfter, {tr("nothing"), tr("each line"), tr("each 1024 bytes")});
    m_pauseAfter->setAccessibleName(tr("Pause after"));
    m_pauseMs->setSuffix(tr(" ms"));
    m_pauseMs->setAccessibleName(tr("Pause in milliseconds"));
    m_stop->setText(tr("Stop at the first failure"));
    m_lookAt->setText(tr("Look"));
    m_lookAt->setToolTip(tr("Show the lines and what is wrong with them"));
    m_problems->setAccessibleName(tr("Lines with problems"));
    m_cancel->setText(tr("Cancel"));
    refresh();
}

void FileQuestion::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace atscope::views
