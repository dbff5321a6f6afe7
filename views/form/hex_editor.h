// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/form/argument_editor.h"

class QLabel;
class QToolButton;

namespace atscope::views {

class EyeButton;

// Hexadecimal digits and, beside them, the text they stand for; either may be edited.
class HexEditor final : public ArgumentEditor
{
    Q_OBJECT
public:
    explicit HexEditor(QWidget *parent);
    void configure(const EditorSpec &spec) override;
    QWidget *focusTarget() override;
    std::string text() const override;
    void takeFile(const QString &path);

protected:
    void display() override;
    void stateTaken() override;

private:
    void showText();
    void showCount();
    void mask();
    void pickFile();

    EditorSpec m_spec;
    QLineEdit *m_hex;
    QLineEdit *m_text;
    QLabel *m_count;
    QToolButton *m_file;
    EyeButton *m_eye;
};

} // namespace atscope::views
