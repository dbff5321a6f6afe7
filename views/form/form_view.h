// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include <QDateTime>
#include <QWidget>

#include "core/catalog/messages.h"
#include "core/session/draft.h"

class QLabel;
class QPushButton;
class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace atscope::views {

struct EditorSpec;
class FormHeader;
class LinePreview;
class ParameterRow;
class ProblemList;
class QuestionBar;

// The draft's first command as a form: one row with a typed editor a parameter, its problems right under it, the line that comes
// of it and the button that sends it. It shows the draft and writes to it only what the user does. GUI thread; the draft outlives
// the view.
class FormView final : public QWidget
{
    Q_OBJECT
public:
    explicit FormView(session::Draft &draft, QWidget *parent = nullptr);
    ~FormView() override;

    void setLanguage(catalog::Language language);
    // Can a line be sent now? `reason` (no port is open, …) is the tooltip of the button that cannot be pressed.
    void setSendable(bool sendable, const QString &reason = {});
    // What 'now' buttons read; the local clock unless set.
    void setClock(std::function<QDateTime()> clock);

    // As the Send button: asks first, in the form, where the line has errors or the command is costly or destructive; then
    // sendWanted(). Does nothing when it cannot be sent.
    void send();
    void focusFirst(); // into the first editor that wants something

Q_SIGNALS:
    void sendWanted(); // the draft's line, all questions answered
    void copyWanted(); // the draft's line, with its secrets
    // A sentence the user should read (a file that is too long); it is shown in the form as well.
    void noticed(const QString &text);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override; // undo and redo are the draft's

private:
    void onChanged(session::DraftEditor editor);
    void rebuild();
    void refresh();
    void refreshProblems();
    void refreshButtons();
    void chainFocus();
    void onFocusChanged(QWidget *old, QWidget *now);
    void edit(ParameterRow *row, const std::string &text, bool keepEmpty);
    void fix(const session::LineFix &fix);
    void chooseForm(const catalog::Form *form);
    void retranslate();
    void notice(const QString &text);
    void onAnswered(bool yes);
    EditorSpec specOf(const catalog::Argument &argument, const catalog::ParsedCommand &command) const;
    QString words(const catalog::Problem &problem) const; // without secrets
    bool chinese() const { return m_language == catalog::Language::Chinese; }

    session::Draft &m_draft;
    catalog::Language m_language = catalog::Language::English;
    std::function<QDateTime()> m_clock;
    const catalog::Command *m_command = nullptr;
    const catalog::Form *m_form = nullptr;
    std::vector<ParameterRow *> m_rows; // by parameter of the form
    ParameterRow *m_editing = nullptr;  // whose edit the draft is answering
    std::vector<QWidget *> m_chain;     // the tab order that is set
    bool m_showsFixed = false;
    bool m_sendable = true;
    QString m_reason;
    std::string m_asked; // the line that a question stands about

    QLabel *m_empty;
    QWidget *m_body;
    QScrollArea *m_scroll;
    FormHeader *m_header;
    QVBoxLayout *m_rowBox;
    QToolButton *m_fixed;
    ProblemList *m_lineProblems;
    QuestionBar *m_bar;
    LinePreview *m_preview;
    QPushButton *m_send;
    QPushButton *m_copy;
};

} // namespace atscope::views
