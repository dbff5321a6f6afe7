// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QWidget>

#include "views/form/argument_editor.h"
#include "views/form/problem_list.h"

class QGridLayout;
class QLabel;
class QToolButton;

namespace atscope::views {

// One parameter: label, editor, unit, what its value means, and its problems right under it.
class ParameterRow final : public QWidget
{
    Q_OBJECT
public:
    explicit ParameterRow(QWidget *parent = nullptr);

    // Takes the parameter on, or tells its news. `forbidden` not empty: it must be left out now, and why.
    void configure(const EditorSpec &spec, bool required, const QString &forbidden);
    void present(const ArgumentState &state, bool own); // own: the answer to an edit of this row
    void setProblems(std::vector<ShownProblem> problems);
    // A value that the session or the rest of the line proposes, where it is not what stands there; empty: none.
    void setProposal(const std::string &text);

    const std::string &name() const { return m_spec.parameter->name; }
    ArgumentEditor *editor() const { return m_editor; }
    const ProblemList &problems() const { return *m_problems; }
    bool isFixed() const { return !m_spec.parameter->fixed.empty(); }
    std::vector<QWidget *> focusChain() const;

Q_SIGNALS:
    void edited(const std::string &text, bool keepEmpty);
    void fixWanted(const atscope::session::LineFix &fix);
    void proposalTaken(const std::string &text);
    void noticed(const QString &text);

private:
    void arrange();
    void relabel();
    void showHint();

    EditorSpec m_spec;
    bool m_required = true;
    QString m_forbidden;
    QGridLayout *m_grid;
    QLabel *m_label;
    QLabel *m_unit;
    QLabel *m_hint;
    ArgumentEditor *m_editor = nullptr;
    ProblemList *m_problems;
    QToolButton *m_propose;
    std::string m_proposal;
};

} // namespace atscope::views
