// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <QMenu>

#include "views/composer/assistant.h"
#include "views/composer/composer.h"
#include "views/composer/line_editor.h"
#include "views/composer/next_bar.h"

// What mends the line, and the line that waits while the step before it is written.
namespace atscope::views
{

namespace
{

constexpr int MostShown = 60; // characters of a line in a menu

bool isMendable(const catalog::Problem &problem)
{
    return !problem.suggestion.empty() || !problem.step.empty();
}

} // namespace

// The one that the strip shows, else the first that can be mended.
const catalog::Problem *Composer::mendable() const
{
    if (&editorProblems() == &m_blockProblems)
        return nullptr;
    if (const auto *problem = shownProblem(); problem != nullptr && isMendable(*problem))
        return problem;
    const auto &problems = m_draft.problems();
    const auto it = std::find_if(problems.begin(), problems.end(), isMendable);
    return it == problems.end() ? nullptr : &*it;
}

void Composer::mend(const session::LineFix &fix)
{
    m_draft.apply(fix);
    m_editor->setFocus(Qt::OtherFocusReason);
}

void Composer::addFixes(QMenu &menu, const catalog::Problem &problem)
{
    for (const auto &fix : session::fixesOf(problem, m_language)) {
        QString text = QString::fromStdString(fix.words);
        if (fix.kind == session::LineFix::Kind::Replace) {
            const auto line = QString::fromStdString(fix.line);
            text += QStringLiteral(":  ") + (line.size() > MostShown ? line.left(MostShown) + u'…' : line);
        }
        auto *entry = menu.addAction(text.replace(u'&', QLatin1String("&&")));
        connect(entry, &QAction::triggered, this, [this, fix] { mend(fix); });
    }
}

void Composer::offerFixes()
{
    const auto *problem = mendable();
    if (problem == nullptr)
        return;
    const auto fixes = session::fixesOf(*problem, m_language);
    if (fixes.size() == 1) {
        mend(fixes.front());
        return;
    }
    m_assistant->close();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("composerFixes"));
    addFixes(*menu, *problem);
    menu->setActiveAction(menu->actions().front());
    menu->popup(m_editor->characterRect(problem->span.offset).bottomLeft());
}

void Composer::refreshNext()
{
    const auto &waiting = m_draft.waiting();
    const bool shown = !waiting.empty() && !m_hexMode && (m_blockState == BlockState::None || m_blockState == BlockState::Aside);
    if (shown)
        m_next->setNext(QString::fromStdString(waiting.back()), static_cast<int>(waiting.size()) - 1);
    m_next->setVisible(shown);
}

} // namespace atscope::views
