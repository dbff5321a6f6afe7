// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "core/catalog/messages.h"
#include "core/session/draft.h"

class QKeyEvent;

namespace atscope::views {

class CompletionPopup;
class LineEditor;
class TipWindow;

// Completion list, call tip and hover text of one editor whose text is the line of a Draft. Its owner hands it keys first and tells
// it of changes. An opened list is an offer: Tab takes it, Enter still sends, until the user has moved in it or has asked for it
// (Ctrl+Space). GUI thread.
class Assistant final : public QObject
{
    Q_OBJECT
public:
    Assistant(session::Draft &draft, LineEditor &editor, QObject *parent);

    void setLanguage(catalog::Language language);
    void setEnabled(bool enabled); // off while the editor holds something else than the draft

    bool handleKey(QKeyEvent &event); // true: done
    void typed(bool grew);            // the user changed the text; the draft has it
    void moved();                     // the cursor is somewhere else
    void close();                     // everything

    void openList(bool asked);
    void openTip();
    void showProblem(const catalog::Problem &problem, std::size_t position);
    void showMeaning(std::size_t position); // of what is at the mouse
    void hideHover();

    bool listShown() const;
    bool tipShown() const;
    CompletionPopup &list(); // made when they are first wanted
    TipWindow &tip();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum class TipOf : std::uint8_t { Nothing, Parameter, Hover };
    void accept(int row);
    void fillList();
    void updateTip();
    void place();

    session::Draft &m_draft;
    LineEditor &m_editor;
    CompletionPopup *m_list = nullptr;
    TipWindow *m_tip = nullptr;
    catalog::Language m_language = catalog::Language::English;
    TipOf m_tipOf = TipOf::Nothing;
    const catalog::Parameter *m_dismissed = nullptr; // its tip was closed by Esc: not again while typing in it
    bool m_enabled = true;
    bool m_asked = false;     // the list was asked for
    bool m_accepting = false; // the change comes from the list
};

} // namespace atscope::views
