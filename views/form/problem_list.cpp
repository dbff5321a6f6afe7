// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/form/problem_list.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <utility>

#include "views/form/shown_text.h"
#include "views/kit/theme.h"

namespace atscope::views {

ProblemList::ProblemList(QWidget *parent) : QWidget(parent), m_box(new QVBoxLayout(this))
{
    m_box->setContentsMargins(0, 0, 0, 0);
    m_box->setSpacing(2);
    connect(&Theme::instance(), &Theme::changed, this, &ProblemList::rebuild);
    hide();
}

void ProblemList::setProblems(std::vector<ShownProblem> problems)
{
    if (problems == m_problems) {
        m_problems = std::move(problems); // spans may have moved
        return;
    }
    m_problems = std::move(problems);
    rebuild();
}

QString ProblemList::words() const
{
    QStringList all;
    for (const auto &shown : m_problems)
        all << (shown.problem.severity == catalog::Severity::Error ? tr("Error: %1") : tr("Warning: %1")).arg(shown.words);
    return all.join(QLatin1Char('\n'));
}

std::vector<QWidget *> ProblemList::focusChain() const
{
    return {m_buttons.begin(), m_buttons.end()};
}

void ProblemList::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        rebuild();
}

QPushButton *ProblemList::fixButton(const session::LineFix &fix, const QString &text, QWidget *parent)
{
    QString shown = text;
    auto *button = new QPushButton(shown.replace(QLatin1Char('&'), QLatin1String("&&")), parent);
    button->setAutoDefault(false);
    button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    button->setToolTip(fix.kind == session::LineFix::Kind::Before
                           ? tr("Writes that line first; this one waits and comes back when it is done")
                           : tr("Repair the line"));
    button->setAccessibleName(text);
    button->setAccessibleDescription(button->toolTip());
    // A copy: the list is rebuilt while the answer to the click is under way.
    connect(button, &QPushButton::clicked, this, [this, fix] { Q_EMIT fixWanted(fix); });
    m_buttons.push_back(button);
    return button;
}

void ProblemList::rebuild()
{
    // A button may be what brought us here: it lives until it has finished.
    for (QWidget *line : m_lines) {
        line->hide();
        m_box->removeWidget(line);
        line->deleteLater();
    }
    m_lines.clear();
    m_buttons.clear();
    for (const auto &shown : m_problems) {
        const bool error = shown.problem.severity == catalog::Severity::Error;
        const QColor ink = Theme::instance().colour(error ? Tone::Bad : Tone::Warning);
        auto *line = new QWidget(this);
        auto *box = new QHBoxLayout(line);
        box->setContentsMargins(0, 0, 0, 0);
        box->setSpacing(4);
        const auto tinted = [&](QLabel *label) {
            QPalette palette = label->palette();
            palette.setColor(QPalette::WindowText, ink);
            label->setPalette(palette);
            label->setTextFormat(Qt::PlainText);
        };
        auto *sign = new QLabel(error ? QStringLiteral("✖") : QStringLiteral("⚠"), line);
        tinted(sign);
        sign->setToolTip(error ? tr("Error") : tr("Warning"));
        sign->setAccessibleName(sign->toolTip());
        box->addWidget(sign, 0, Qt::AlignTop);
        auto *words = new QLabel(shown.words, line);
        tinted(words);
        words->setWordWrap(true);
        words->setTextInteractionFlags(Qt::TextSelectableByMouse);
        words->setAccessibleName((error ? tr("Error: %1") : tr("Warning: %1")).arg(shown.words));
        if (!shown.problem.manual.empty())
            words->setToolTip(tr("Manual: %1").arg(QString::fromStdString(shown.problem.manual)));
        box->addWidget(words, 1);
        const bool single = shown.fixes.size() == 1 && shown.fixes.front().kind == session::LineFix::Kind::Replace;
        if (single) {
            auto *fix = fixButton(shown.fixes.front(), tr("Fix"), line);
            fix->setAccessibleName(tr("Fix: %1").arg(shown.words));
            box->addWidget(fix, 0, Qt::AlignTop);
        }
        m_box->addWidget(line);
        line->show();
        m_lines.push_back(line);
        if (single || shown.fixes.empty())
            continue;
        auto *ways = new QWidget(this);
        auto *column = new QVBoxLayout(ways);
        column->setContentsMargins(sign->sizeHint().width() + 4, 0, 0, 0);
        column->setSpacing(2);
        for (const auto &each : shown.fixes)
            column->addWidget(fixButton(each, toShown(each.words), ways), 0, Qt::AlignLeft);
        m_box->addWidget(ways);
        ways->show();
        m_lines.push_back(ways);
    }
    setVisible(!m_problems.empty());
    setAccessibleName(words());
}

} // namespace atscope::views
