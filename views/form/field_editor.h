// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/form/argument_editor.h"

class QLabel;
class QToolButton;

namespace atscope::views {

class EyeButton;

// One line of text: numbers, texts, hosts, topics, dates and times, the rest of the line, and every secret of one line. Anything
// may be typed; what is wrong gets its problem, nothing is clamped.
class FieldEditor final : public ArgumentEditor
{
    Q_OBJECT
public:
    explicit FieldEditor(QWidget *parent);
    void configure(const EditorSpec &spec) override;
    QWidget *focusTarget() override;
    std::string text() const override;
    bool isNarrow() const override;
    void takeFile(const QString &path);

protected:
    void display() override;
    void stateTaken() override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool step(int by);
    bool quotable() const;
    void put(const std::string &text, bool keepEmpty = false);
    void showMenu(const QPoint &at);
    void pickFile();

    EditorSpec m_spec;
    QLineEdit *m_edit;
    QLabel *m_count;
    QToolButton *m_now;
    QToolButton *m_file;
    EyeButton *m_eye;
};

} // namespace atscope::views
