// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <QObject>

#include "core/catalog/facts.h"
#include "core/catalog/line.h"
#include "core/decode/dialect.h"
#include "core/session/line_fixes.h"

namespace atscope::session {

// Who changed the draft: the others follow.
enum class DraftEditor : std::uint8_t { Composer, Form, Tree, History, Fix, Program };

// The command line that is being written: one text, edited by the form and by the composer, with one undo history for both.
// It is read by its form and checked after every change, against the module and the facts of the current session. GUI thread.
class Draft final : public QObject
{
    Q_OBJECT
public:
    explicit Draft(QObject *parent = nullptr);

    // What the line is read against; checks it again. Facts may be empty: nothing is known.
    void setContext(std::shared_ptr<const decode::Dialect> dialect, catalog::FactState facts);
    const std::shared_ptr<const decode::Dialect> &dialect() const { return m_dialect; }
    const catalog::FactState &facts() const { return m_facts; }
    catalog::LineContext context() const; // valid until the next change of the context

    const std::string &line() const { return m_line; } // UTF-8, without line end
    const catalog::ParsedLine &parsed() const { return m_parsed; }
    const std::vector<catalog::Problem> &problems() const { return m_problems; }
    bool hasErrors() const;
    // The first command of the line, if the catalog has it with that form; null otherwise.
    const catalog::ParsedCommand *command() const;

    // A new text. Changes of one editor that follow each other within `mergeMs` are one step of the history.
    void setLine(std::string line, DraftEditor editor);
    // Some arguments of the first command get other texts (an empty one: left out). Counts and lengths (parameters of the role
    // count-of: and length-of:, and those whose proposal is made of the line) that were right before, or empty, follow by themselves.
    void setArguments(const catalog::NamedTexts &texts, DraftEditor editor);
    // A command picked somewhere: its last draft comes back, else a line of its fixed values and of what the session knows that must
    // be there (the next free id). `form` null: the form people want first (set, then execute, read, test).
    void choose(const catalog::Command &command, const catalog::Form *form, DraftEditor editor = DraftEditor::Tree);
    // Carries one of fixesOf(problem) out. A line that is to be sent first is written now, as chosen in the tree where it is only the
    // beginning of one; the present line waits.
    void apply(const LineFix &fix);

    // Lines that wait for the one before them to be sent, the next one last.
    const std::vector<std::string> &waiting() const { return m_waiting; }
    void takeNext(); // the next one is the line again
    void dropWaiting();
    static constexpr std::size_t MostWaiting = 8; // the oldest go; each is also the draft of its command

    bool canUndo() const { return m_at > 0; }
    bool canRedo() const { return m_at + 1 < m_history.size(); }
    void undo();
    void redo();
    void endStep() { m_mergeable = false; } // the next change is a step of its own

    // Drafts by command and form, for the settings: they survive a restart.
    const std::map<std::string, std::string> &drafts() const { return m_drafts; }
    void restore(std::map<std::string, std::string> drafts, std::string line);

    static constexpr int MergeMs = 800;
    static constexpr std::size_t HistorySteps = 500;
    static constexpr std::size_t MostDrafts = 500;

Q_SIGNALS:
    // Text, reading or problems are others now. `editor`: who did it; Program: the context changed.
    void changed(atscope::session::DraftEditor editor);
    void commandChanged(); // another command or form than before; comes before changed()

private:
    void take(std::string line, DraftEditor editor);
    void check();
    void settleWaiting();
    catalog::NamedTexts proposals(const catalog::Command &command, const catalog::Form &form, const catalog::NamedTexts &values) const;
    std::string keyOf(const catalog::ParsedCommand &command) const;

    std::shared_ptr<const decode::Dialect> m_dialect;
    catalog::FactState m_facts;
    std::string m_line;
    catalog::ParsedLine m_parsed;
    std::vector<catalog::Problem> m_problems;
    std::vector<std::string> m_history{std::string()};
    std::size_t m_at = 0;
    DraftEditor m_lastEditor = DraftEditor::Program;
    std::int64_t m_lastChange = 0; // ms, monotonic
    bool m_mergeable = false;
    std::map<std::string, std::string> m_drafts;
    std::vector<std::string> m_waiting;
    const catalog::Form *m_shownForm = nullptr;
    const catalog::Command *m_shownCommand = nullptr;
};

} // namespace atscope::session
