// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/form/argument_editor.h"

class QCheckBox;
class QGridLayout;
class QLabel;
class QToolButton;

namespace atscope::views {

// A number and a box for each of its bits that means something; the other bits stay as they are.
class FlagsEditor final : public ArgumentEditor
{
    Q_OBJECT
public:
    explicit FlagsEditor(QWidget *parent);
    void configure(const EditorSpec &spec) override;
    QWidget *focusTarget() override;
    std::string text() const override;

protected:
    void display() override;
    void stateTaken() override;

private:
    void toggle(int bit, bool on);

    QLineEdit *m_number;
    QGridLayout *m_grid;
    const catalog::TypeSpec *m_type = nullptr;
    std::vector<QCheckBox *> m_boxes; // by bit of the type
};

// A text of 0 and 1, with a box for each.
class BitmapEditor final : public ArgumentEditor
{
    Q_OBJECT
public:
    explicit BitmapEditor(QWidget *parent);
    void configure(const EditorSpec &spec) override;
    QWidget *focusTarget() override;
    std::string text() const override;

    static constexpr std::size_t MostBoxes = 64;

protected:
    void display() override;
    void stateTaken() override;

private:
    void put(const std::string &text);

    QLineEdit *m_edit;
    QToolButton *m_less;
    QToolButton *m_more;
    QGridLayout *m_grid;
    QString m_name;
    std::vector<QCheckBox *> m_boxes;
};

// One word that is there or not.
class LiteralEditor final : public ArgumentEditor
{
    Q_OBJECT
public:
    explicit LiteralEditor(QWidget *parent);
    void configure(const EditorSpec &spec) override;
    QWidget *focusTarget() override;
    std::string text() const override;
    bool isNarrow() const override { return true; }

protected:
    void display() override;

private:
    QCheckBox *m_box;
    QLabel *m_other; // what stands there instead
    std::string m_literal;
    std::string m_text;
};

} // namespace atscope::views
