// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/atscope/send_gate.h"

#include "core/session/workbench.h"
#include "views/composer/composer.h"
#include "views/kit/question_bar.h"

namespace atscope {

SendGate::SendGate(session::Workbench &workbench, views::Composer &composer, QWidget *parent)
    : QObject(parent), m_workbench(workbench), m_composer(composer), m_bar(new views::QuestionBar(parent))
{
    connect(m_bar, &views::QuestionBar::answered, this, [this](bool yes) {
        m_composer.focusEditor();
        // The port may have gone while the question stood there.
        if (yes && m_composer.isSendable() && m_asked == m_workbench.draft().line())
            Q_EMIT granted(m_wait);
    });
    connect(&m_workbench.draft(), &session::Draft::changed, this, [this] {
        if (m_bar->asks() && m_asked != m_workbench.draft().line())
            m_bar->dismiss();
    });
}

void SendGate::want(bool wait)
{
    const auto question = session::questionBefore(m_workbench.draft(), m_workbench.language());
    if (!question.needed()) {
        Q_EMIT granted(wait);
        return;
    }
    m_wait = wait;
    m_asked = m_workbench.draft().line();
    m_bar->ask(question);
}

} // namespace atscope
