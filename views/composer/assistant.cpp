// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/composer/assistant.h"

#include <algorithm>

#include <QEvent>
#include <QKeyEvent>
#include <QScreen>

#include "core/session/line_writer.h"
#include "views/composer/call_tip.h"
#include "views/composer/catalog_completion.h"
#include "views/composer/completion_popup.h"
#include "views/composer/line_editor.h"
#include "views/composer/line_place.h"
#include "views/composer/tip_window.h"

namespace atscope::views {

Assistant::Assistant(session::Draft &draft, LineEditor &editor, QObject *parent)
    : QObject(parent), m_draft(draft), m_editor(editor)
{
    connect(&m_editor, &LineEditor::focusChanged, this, [this](bool focus) {
        if (!focus)
            close();
    });
    connect(&m_editor, &LineEditor::scrolledOrResized, this, &Assistant::place);
    m_editor.installEventFilter(this);
}

CompletionPopup &Assistant::list()
{
    if (m_list == nullptr) {
        m_list = new CompletionPopup(&m_editor);
        connect(m_list, &CompletionPopup::picked, this, &Assistant::accept);
    }
    return *m_list;
}

TipWindow &Assistant::tip()
{
    if (m_tip == nullptr)
        m_tip = new TipWindow(&m_editor);
    return *m_tip;
}

void Assistant::setLanguage(catalog::Language language)
{
    m_language = language;
    close();
}

void Assistant::setEnabled(bool enabled)
{
    m_enabled = enabled;
    if (!enabled)
        close();
}

bool Assistant::listShown() const
{
    return m_list != nullptr && m_list->isVisible();
}

bool Assistant::tipShown() const
{
    return m_tip != nullptr && m_tip->isVisible();
}

void Assistant::close()
{
    if (m_list != nullptr) {
        m_list->hide();
        m_list->setTouched(false);
    }
    if (m_tip != nullptr)
        m_tip->hide();
    m_tipOf = TipOf::Nothing;
}

bool Assistant::handleKey(QKeyEvent &event)
{
    const auto modifiers = event.modifiers() & ~Qt::KeypadModifier;
    if (event.key() == Qt::Key_Escape) {
        if (!listShown() && !tipShown())
            return false;
        if (m_tipOf == TipOf::Parameter)
            m_dismissed = placeAt(m_draft.line(), m_draft.parsed(), m_editor.position(), m_draft.context()).parameter;
        close();
        return true;
    }
    if (event.key() == Qt::Key_Space && modifiers.testFlag(Qt::ControlModifier)) {
        if (modifiers.testFlag(Qt::ShiftModifier))
            openTip();
        else
            openList(true);
        return true;
    }
    if (m_tipOf == TipOf::Hover)
        hideHover();
    if (!listShown() || modifiers != Qt::NoModifier)
        return false;
    const bool taken = m_asked || list().touched();
    const auto step = [this](int rows) {
        list().setTouched(true);
        list().step(rows);
        return true;
    };
    switch (event.key()) {
    case Qt::Key_Down:
        // The first row is marked already: the first step into an offered list picks it.
        return step(taken ? 1 : 0);
    case Qt::Key_Up:
        if (taken)
            return step(-1);
        list().hide(); // the history's key
        return false;
    case Qt::Key_PageDown:
        return taken && step(9);
    case Qt::Key_PageUp:
        return taken && step(-9);
    case Qt::Key_Tab:
        accept(list().current());
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (taken)
            accept(list().current());
        return taken;
    default:
        return false;
    }
}

void Assistant::accept(int row)
{
    if (row < 0 || row >= static_cast<int>(list().items().size()))
        return;
    const auto item = list().items()[static_cast<std::size_t>(row)];
    if (item.replaces.end() > m_draft.line().size())
        return;
    list().hide();
    list().setTouched(false);
    m_draft.endStep(); // taking it is a step of its own, what is typed behind it another
    m_accepting = true;
    m_editor.replace(item.replaces, item.text);
    m_accepting = false;
    m_draft.endStep();
    if (item.goesOn && !listShown())
        openList(false);
    updateTip();
}

void Assistant::typed(bool grew)
{
    if (!m_enabled)
        return;
    if (m_tipOf == TipOf::Hover)
        hideHover();
    if (m_accepting)
        return; // accept() goes on by itself
    if (listShown())
        fillList();
    else if (grew)
        openList(false);
    const auto place = placeAt(m_draft.line(), m_draft.parsed(), m_editor.position(), m_draft.context());
    if (place.parameter != m_dismissed || place.parameter == nullptr)
        m_dismissed = nullptr;
    if (place.part == LinePlace::Part::Parameter && m_dismissed == nullptr)
        openTip();
    else
        updateTip();
}

void Assistant::moved()
{
    if (listShown())
        fillList();
    updateTip();
}

void Assistant::openList(bool asked)
{
    if (!m_enabled || m_editor.composing())
        return;
    m_asked = asked;
    list().setTouched(asked);
    list().setItems(completionsAt(m_draft, m_editor.position(), m_language, asked));
    fillList();
    if (!list().items().empty())
        place();
}

void Assistant::fillList()
{
    const auto position = m_editor.position();
    auto items = completionsAt(m_draft, position, m_language, m_asked);
    // What is written whole needs no list, unless the user asked for it.
    const bool done = !m_asked && items.size() == 1
        && m_draft.line().substr(items.front().replaces.offset, items.front().replaces.length) == items.front().text;
    const bool blank = !m_asked && (position == 0 || m_draft.line().empty());
    if (items.empty() || done || blank || m_editor.hasSelection()) {
        list().hide();
        list().setItems({});
        return;
    }
    list().setItems(std::move(items));
    list().setTouched(m_asked || list().touched());
    if (listShown())
        place();
}

void Assistant::openTip()
{
    if (!m_enabled)
        return;
    m_tipOf = TipOf::Parameter;
    updateTip();
}

void Assistant::updateTip()
{
    if (m_tipOf != TipOf::Parameter)
        return;
    const auto words = callTipAt(m_draft.line(), m_draft.parsed(), m_editor.position(), m_draft.context(), m_language);
    if (words.empty()) {
        if (m_tip != nullptr)
            m_tip->hide();
        return;
    }
    tip().setCallTip(words);
    tip().showAt(m_editor.characterRect(0), true);
}

void Assistant::showProblem(const catalog::Problem &problem, std::size_t position)
{
    if (listShown())
        return;
    m_tipOf = TipOf::Hover;
    tip().setProblem(QString::fromStdString(session::problemText(problem, m_language)), problem.severity == catalog::Severity::Error,
                     session::fixesOf(problem, m_language));
    tip().showAt(m_editor.characterRect(position), true);
}

void Assistant::showMeaning(std::size_t position)
{
    if (listShown() || !m_enabled)
        return;
    const auto words = callTipAt(m_draft.line(), m_draft.parsed(), position, m_draft.context(), m_language);
    if (words.empty())
        return;
    m_tipOf = TipOf::Hover;
    tip().setCallTip(words);
    tip().showAt(m_editor.characterRect(position), true);
}

void Assistant::hideHover()
{
    if (m_tipOf != TipOf::Hover)
        return;
    m_tip->hide();
    m_tipOf = TipOf::Nothing;
}

// The list goes below the line; where the window ends at the end of the screen, above the tip.
void Assistant::place()
{
    if (m_list != nullptr && !m_list->items().empty()) {
        const auto at = m_editor.characterRect(list().items().front().replaces.offset);
        list().showAt(at, false);
        const auto *screen = m_editor.screen();
        if (screen != nullptr && list().geometry().bottom() > screen->availableGeometry().bottom()) {
            auto over = at;
            if (tipShown() && m_tip->geometry().top() < over.top())
                over.setTop(m_tip->geometry().top());
            list().showAt(over, true);
        }
    }
    updateTip();
}

bool Assistant::eventFilter(QObject *watched, QEvent *event)
{
    // The window moves or goes: what hangs on the text goes too.
    if (watched == &m_editor && (event->type() == QEvent::Hide || event->type() == QEvent::WindowDeactivate || event->type() == QEvent::Move))
        close();
    return QObject::eventFilter(watched, event);
}

} // namespace atscope::views
