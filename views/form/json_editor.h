// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/form/argument_editor.h"

class QLabel;
class QPlainTextEdit;
class QToolButton;

namespace atscope::views {

class EyeButton;

// JSON over several lines (the line that is sent has none), with its mistake underlined and placed by line and column. Where it
// holds secrets it is shown masked, and not editable, until the eye is opened or the user is typing them himself.
class JsonEditor final : public ArgumentEditor
{
    Q_OBJECT
public:
    explicit JsonEditor(QWidget *parent);
    void configure(const EditorSpec &spec) override;
    QWidget *focusTarget() override;
    std::string text() const override;
    void place(std::size_t from, std::size_t length, const QString &words) override;
    void takeFile(const QString &path);

protected:
    void display() override;
    void stateTaken() override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool hides() const;
    void underline();
    void pickFile();
    void put(const std::string &text);

    EditorSpec m_spec;
    QPlainTextEdit *m_edit;
    QLabel *m_count;
    EyeButton *m_eye;
    QToolButton *m_file;
    bool m_typing = false; // the user is in it: his own text stays readable
    bool m_hidden = false; // bullets stand there
    std::string m_behind;  // and this text behind them
    std::size_t m_from = 0;
    std::size_t m_length = 0;
    QString m_words;
};

} // namespace atscope::views
