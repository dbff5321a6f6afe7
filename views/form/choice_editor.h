// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/form/argument_editor.h"

class QComboBox;

namespace atscope::views {

// Values with meanings: a list to pick from, and free text, which may be wrong.
class ChoiceEditor final : public ArgumentEditor
{
    Q_OBJECT
public:
    explicit ChoiceEditor(QWidget *parent);
    void configure(const EditorSpec &spec) override;
    QWidget *focusTarget() override;
    std::string text() const override;
    bool isNarrow() const override { return true; }

protected:
    void display() override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QComboBox *m_combo;
};

} // namespace atscope::views
