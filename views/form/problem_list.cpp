// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/form/problem_list.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <utility>

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
        if (!shown.problem.suggestion.empty()) {
            auto *fix = new QPushButton(tr("Fix"), line);
            fix->setAutoDefault(false);
            fix->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
            fix->setToolTip(tr("Repair the line"));
            fix->setAccessibleName(tr("Fix: %1").arg(shown.words));
            fix->setAccessibleDescription(fix->toolTip());
            // A copy: the list is rebuilt while the answer to the click is under way.
            connect(fix, &QPushButton::clicked, this, [this, problem = shown.problem] { Q_EMIT fixWanted(problem); });
            box->addWidget(fix, 0, Qt::AlignTop);
            m_buttons.push_back(fix);
        }
        m_box->addWidget(line);
        line->show();
        m_lines.push_back(line);
    }
    setVisible(!m_problems.empty());
    setAccessibleName(words());
}

} // namespace atscope::views
