// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QKeyEvent>
#include <QMenu>

#include "core/base/text.h"
#include "views/composer/assistant.h"
#include "views/composer/composer.h"
#include "views/composer/line_editor.h"
#include "views/composer/line_place.h"
#include "views/composer/paste_bar.h"

// What the user does with keys and the menu.
namespace atscope::views {

bool Composer::handleKey(QKeyEvent &event)
{
    if (m_editor->composing())
        return false; // the input method's keys
    if (m_assistant->handleKey(event))
        return true;
    const auto modifiers = event.modifiers() & ~Qt::KeypadModifier;
    const bool block = m_blockState == BlockState::Asked || m_blockState == BlockState::Edited;
    switch (event.key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return handleEnter(event);
    case Qt::Key_Tab:
        return modifiers == Qt::NoModifier && handleTab(true);
    case Qt::Key_Backtab:
        return handleTab(false);
    case Qt::Key_Up:
    case Qt::Key_Down:
        return modifiers == Qt::NoModifier && !block && walkHistory(event.key() == Qt::Key_Up);
    case Qt::Key_Z:
        if (modifiers == Qt::ControlModifier)
            undo();
        else if (modifiers == (Qt::ControlModifier | Qt::ShiftModifier))
            redo();
        else
            return false;
        return true;
    case Qt::Key_Y:
        if (modifiers != Qt::ControlModifier)
            return false;
        redo();
        return true;
    default:
        return false;
    }
}

void Composer::undo()
{
    // The paste of a block is no step of the draft: taking it back puts the block aside, where it is not lost.
    if (m_blockState == BlockState::Asked || m_blockState == BlockState::Edited)
        setBlockState(BlockState::Aside);
    else
        m_draft.undo();
}

void Composer::redo()
{
    if (m_blockState == BlockState::None || m_blockState == BlockState::Aside)
        m_draft.redo();
}

bool Composer::handleEnter(QKeyEvent &event)
{
    const auto modifiers = event.modifiers() & ~Qt::KeypadModifier;
    if (modifiers == Qt::AltModifier) {
        offerFixes();
    } else if (modifiers == Qt::ControlModifier) {
        send(false);
    } else if (modifiers == Qt::ShiftModifier && m_blockState == BlockState::Edited) {
        const auto from = std::min(m_editor->anchor(), m_editor->position());
        const auto to = std::max(m_editor->anchor(), m_editor->position());
        m_editor->replace({from, to - from}, "\n"); // a further line of the block
    } else if (modifiers == Qt::NoModifier) {
        send(true);
    }
    return true; // an Enter never makes a second line by itself
}

bool Composer::handleTab(bool forward)
{
    if (m_blockState == BlockState::Asked || m_blockState == BlockState::Edited)
        return false;
    const auto &line = m_draft.line();
    // From the far end of a selected parameter, so that Tab after Tab goes on.
    const auto from = forward ? std::max(m_editor->position(), m_editor->anchor()) : std::min(m_editor->position(), m_editor->anchor());
    const auto target = forward ? nextPlace(line, m_draft.parsed(), from, m_draft.context())
                                : previousPlace(line, m_draft.parsed(), from, m_draft.context());
    if (!target)
        return false; // Tab goes to the next control
    if (target->appendComma) {
        m_draft.endStep();
        m_editor->replace({target->select.offset, 0}, ",");
    } else {
        m_editor->select(target->select.offset, target->select.end());
        m_assistant->openTip();
        if (target->select.length == 0)
            m_assistant->openList(false);
    }
    return true;
}

bool Composer::walkHistory(bool older)
{
    const std::string line = m_draft.line();
    // All of it selected: the next key would replace it, so nothing was typed yet.
    const bool untouched = m_editor->hasSelection() && std::min(m_editor->position(), m_editor->anchor()) == 0
        && std::max(m_editor->position(), m_editor->anchor()) == line.size();
    const auto found = older ? m_history.older(line, untouched ? std::string() : line) : m_history.newer();
    if (found) {
        m_draft.setLine(*found, session::DraftEditor::History);
        m_editor->select(found->size(), found->size());
    }
    return true;
}

void Composer::send(bool wait)
{
    if (m_hexMode) {
        sendHex(!wait);
        return;
    }
    m_assistant->close();
    if (m_blockState == BlockState::Asked) {
        m_bar->focusFirst(); // a block does not go out by an Enter that was meant for a line
        return;
    }
    if (m_blockState == BlockState::Edited) {
        sendBlock();
        return;
    }
    if (base::trimmed(m_draft.line()).empty())
        return;
    if (!m_sendable) {
        m_notice = m_reason;
        refreshStrip();
        return;
    }
    m_draft.endStep();
    m_history.endWalk();
    m_editor->select(0, m_editor->bytes().size()); // Enter again repeats it, any other key begins the next line
    if (wait)
        Q_EMIT sendWanted();
    else
        Q_EMIT sendNoWaitWanted();
}

void Composer::contextMenu(const QPoint &global)
{
    m_assistant->close();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("composerMenu"));
    // The keys are the editor's own; here they are only told.
    const auto add = [menu](const QString &text, const QKeySequence &key, bool enabled, auto action) {
        auto *entry = menu->addAction(text);
        entry->setShortcut(key);
        entry->setShortcutContext(Qt::WidgetShortcut);
        entry->setShortcutVisibleInContextMenu(true);
        entry->setEnabled(enabled);
        QObject::connect(entry, &QAction::triggered, menu, action);
    };
    const bool block = m_blockState == BlockState::Asked || m_blockState == BlockState::Edited;
    if (const auto *problem = mendable()) {
        addFixes(*menu, *problem);
        menu->addSeparator();
    }
    const auto command = [this](unsigned message) { return [this, message] { m_editor->SendScintilla(message); }; };
    add(tr("&Undo"), QKeySequence(Qt::CTRL | Qt::Key_Z), block || m_draft.canUndo(), [this] { undo(); });
    add(tr("&Redo"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), !block && m_draft.canRedo(), [this] { redo(); });
    menu->addSeparator();
    add(tr("Cu&t"), QKeySequence(Qt::CTRL | Qt::Key_X), m_editor->hasSelection(), command(QsciScintillaBase::SCI_CUT));
    add(tr("&Copy"), QKeySequence(Qt::CTRL | Qt::Key_C), m_editor->hasSelection(), command(QsciScintillaBase::SCI_COPY));
    add(tr("&Paste"), QKeySequence(Qt::CTRL | Qt::Key_V), m_editor->SendScintilla(QsciScintillaBase::SCI_CANPASTE) != 0,
        command(QsciScintillaBase::SCI_PASTE));
    add(tr("Select &all"), QKeySequence(Qt::CTRL | Qt::Key_A), !m_editor->bytes().empty(), command(QsciScintillaBase::SCI_SELECTALL));
    menu->addSeparator();
    add(tr("&Send"), QKeySequence(Qt::Key_Return), m_sendable && !m_editor->bytes().empty(), [this] { send(true); });
    menu->popup(global);
}

} // namespace atscope::views
