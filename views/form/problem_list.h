// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QWidget>

#include "core/catalog/line.h"
#include "core/session/line_fixes.h"

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace atscope::views {

// A problem as it is shown: its words have no secret in them.
struct ShownProblem
{
    catalog::Problem problem;
    QString words;
    std::vector<session::LineFix> fixes;
    bool operator==(const ShownProblem &other) const
    {
        return words == other.words && problem.code == other.problem.code && problem.severity == other.problem.severity
            && fixes == other.fixes;
    }
};

// Problems, one under the other: a sign, the words, and buttons for what mends it: beside the words where it is one repaired line,
// else under them, each with its words.
class ProblemList final : public QWidget
{
    Q_OBJECT
public:
    explicit ProblemList(QWidget *parent = nullptr);
    void setProblems(std::vector<ShownProblem> problems);
    const std::vector<ShownProblem> &problems() const { return m_problems; }
    QString words() const; // all of them, for screen readers
    std::vector<QWidget *> focusChain() const;

Q_SIGNALS:
    void fixWanted(const atscope::session::LineFix &fix);

protected:
    void changeEvent(QEvent *event) override;

private:
    void rebuild();
    QPushButton *fixButton(const session::LineFix &fix, const QString &text, QWidget *parent);
    std::vector<ShownProblem> m_problems;
    std::vector<QPushButton *> m_buttons;
    std::vector<QWidget *> m_lines;
    QVBoxLayout *m_box;
};

} // namespace atscope::views
