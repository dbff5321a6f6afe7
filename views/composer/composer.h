// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QStringList>
#include <QWidget>

#include "core/catalog/messages.h"
#include "core/session/draft.h"
#include "views/composer/line_history.h"

class QPushButton;
class QTimer;

namespace atscope::views {

class AtLexer;
class Assistant;
class LineEditor;
class PasteBar;
class ProblemStrip;
struct PastedText;

// The editor of the command line: the Draft as text, with styles, completion, call tips and problems from the catalog, a Send
// button, a strip that says in one line what is wrong or what stands at the cursor, and a bar that asks about a pasted block.
// It edits the Draft and follows it; it sends nothing itself. The Draft must outlive it. GUI thread.
//
// Enter asks to send; so who sends calls addHistory() for what went out, whoever asked for it (form, workflow, a macro).
// The Draft holds one line. A pasted block of several lines stays out of it until the user has decided about the block.
class Composer final : public QWidget
{
    Q_OBJECT
public:
    explicit Composer(session::Draft &draft, QWidget *parent = nullptr);
    ~Composer() override;

    // May something be sent now? If not, `reason` is shown to who tries ("Not connected"), already translated. Editing goes on.
    void setSendable(bool sendable, const QString &reason = {});
    bool isSendable() const { return m_sendable; }
    // Language of what the catalog says; words of the widget itself follow the installed translators.
    void setLanguage(catalog::Language language);
    // Puts the cursor into the line, all of it selected: the next key begins a new one.
    void focusEditor();

    // Lines that were sent, oldest first, for Up and Down. Repetitions are kept once, at their last place.
    void addHistory(const QString &line);
    QStringList history() const;
    void setHistory(const QStringList &lines);

    LineEditor &editor() { return *m_editor; }
    Assistant &assistant() { return *m_assistant; }
    bool hasBlock() const { return !m_block.empty(); } // lines were pasted and not yet decided about

Q_SIGNALS:
    void sendWanted();       // Enter or Send: the Draft's line
    void sendNoWaitWanted(); // Ctrl+Enter: without waiting for the answer to what runs
    void sendLinesWanted(const QStringList &lines); // a pasted block, one by one; no empty lines

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    enum class BlockState : std::uint8_t { None, Asked, Edited, Aside };

    void build();
    void retranslate();
    void applyTheme();
    void fit(); // height by the number of lines

    void textEdited(); // by the user
    void draftChanged(session::DraftEditor who);
    void showLine(const std::string &line, session::DraftEditor who);
    void refresh(); // styles, squiggles, strip
    void refreshStrip();
    std::size_t firstGap() const;
    const std::vector<catalog::Problem> &editorProblems() const;
    const catalog::Problem *shownProblem() const;
    void tellPaste(const PastedText &pasted);
    bool applyFix();

    bool handleKey(QKeyEvent &event);
    bool handleEnter(QKeyEvent &event);
    bool handleTab(bool forward);
    bool walkHistory(bool older);
    void send(bool wait);
    void hover(std::ptrdiff_t position);
    void contextMenu(const QPoint &global);

    void undo();
    void redo();
    void checkBlock();
    void setBlockState(BlockState state);
    void sendBlock();
    QStringList blockLines() const;

    session::Draft &m_draft;
    LineEditor *m_editor = nullptr;
    AtLexer *m_lexer = nullptr;
    QPushButton *m_send = nullptr;
    PasteBar *m_bar = nullptr;
    ProblemStrip *m_strip = nullptr;
    Assistant *m_assistant = nullptr;
    LineHistory m_history;
    catalog::Language m_language = catalog::Language::English;
    bool m_sendable = true;
    QString m_reason;
    QString m_notice; // until the next change of the text
    std::string m_block; // of several lines; empty: none
    std::vector<catalog::Problem> m_blockProblems; // spans in m_block
    BlockState m_blockState = BlockState::None;
    QTimer *m_typed = nullptr; // runs: the last key is so young that nothing is said about what is half written
};

} // namespace atscope::views
