// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QStringList>
#include <QWidget>

#include "core/catalog/messages.h"
#include "core/session/draft.h"
#include "views/composer/line_history.h"

class QAction;
class QMenu;
class QPushButton;
class QTimer;
class QToolButton;

namespace atscope::views {

class AtLexer;
class Assistant;
class HexInput;
class LineEditor;
class NextBar;
class PasteBar;
class ProblemStrip;
struct PastedText;

// The editor of the command line: the Draft as text, with styles, completion, call tips and problems from the catalog, a Send
// button, a strip that says in one line what is wrong or what stands at the cursor, and a bar that asks about a pasted block.
// It edits the Draft and follows it; it sends nothing itself. The Draft must outlive it. GUI thread.
//
// Enter asks to send; so who sends calls addHistory() for what went out, whoever asked for it (form, workflow, a macro).
// The Draft holds one line. A pasted block of several lines stays out of it until the user has decided about the block.
//
// In hexadecimal mode the editor gives way to a field for bytes; the Draft stays as it is. What else can be sent (a file, the line
// again and again, a break) are actions, in the menu beside Send and wherever the owner puts them.
class Composer final : public QWidget
{
    Q_OBJECT
public:
    explicit Composer(session::Draft &draft, QWidget *parent = nullptr);
    ~Composer() override;

    // May something be sent now? If not, `reason` is shown to who tries ("Not connected"), already translated. Editing goes on.
    void setSendable(bool sendable, const QString &reason = {});
    bool isSendable() const { return m_sendable; }
    // Can the port of now send a break? If not, the actions are grey and say why.
    enum class Break : std::uint8_t { NotOpen, NoSerialPort, Possible };
    void setBreak(Break possible);
    // Hexadecimal, a file, repeat, break: with their keys; texts follow the language.
    QList<QAction *> sendActions() const;
    void setHexMode(bool on);
    bool hexMode() const { return m_hexMode; }
    HexInput &hex();
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
    void sendBytesWanted(const QByteArray &bytes, bool atOnce); // exactly these; at once: without waiting for what runs
    void sendFileWanted(const QString &path); // chosen or dropped
    void repeatWanted();                      // the Draft's line
    void breakWanted(int ms);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override; // files dropped on the editors
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

    // composer_fixes.cpp
    void offerFixes(); // does the only one of the problem at hand, or opens a menu
    const catalog::Problem *mendable() const;
    void addFixes(QMenu &menu, const catalog::Problem &problem);
    void mend(const session::LineFix &fix);
    void refreshNext();

    bool handleKey(QKeyEvent &event);
    bool handleEnter(QKeyEvent &event);
    bool handleTab(bool forward);
    bool walkHistory(bool older);
    void send(bool wait);
    void hover(std::ptrdiff_t position);
    void contextMenu(const QPoint &global);

    // composer_sending.cpp
    void addSendActions();
    void retranslateSending();
    void sendHex(bool atOnce);
    void chooseFile();
    bool refuse(); // says why nothing can be sent now; false: it can
    void refreshHexStrip();

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
    QToolButton *m_more = nullptr;
    QMenu *m_sendMenu = nullptr;
    QMenu *m_breakMenu = nullptr;
    QAction *m_hexAction = nullptr;
    QAction *m_fileAction = nullptr;
    QAction *m_repeatAction = nullptr;
    HexInput *m_hex = nullptr;
    Break m_break = Break::NotOpen;
    bool m_hexMode = false;
    bool m_dropping = false; // a file hangs over it
    PasteBar *m_bar = nullptr;
    NextBar *m_next = nullptr;
    ProblemStrip *m_strip = nullptr;
    Assistant *m_assistant = nullptr;
    LineHistory m_history;
    catalog::Language m_language = catalog::Language::English;
    bool m_sendable = true; // until the owner says otherwise
    QString m_reason;
    QString m_notice; // until the next change of the text
    std::string m_block; // of several lines; empty: none
    std::vector<catalog::Problem> m_blockProblems; // spans in m_block
    BlockState m_blockState = BlockState::None;
    QTimer *m_typed = nullptr; // runs: the last key is so young that nothing is said about what is half written
};

} // namespace atscope::views
