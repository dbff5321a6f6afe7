// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QWidget>

#include "core/catalog/catalog.h"

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace atscope::views {

// Name, title, help and manual section of a command, and the choice of its form: kinds beside each other, alternatives of one
// kind under them.
class FormHeader final : public QWidget
{
    Q_OBJECT
public:
    explicit FormHeader(QWidget *parent = nullptr);
    void present(const catalog::Family &family, const catalog::Command &command, const catalog::Form &form,
                 const catalog::ModuleProfile &module, bool chinese);
    // What the line of now destroys or costs, worst first.
    void setHazards(const std::vector<const catalog::Hazard *> &hazards);
    std::vector<QWidget *> focusChain() const;

Q_SIGNALS:
    void formChosen(const atscope::catalog::Form *form);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void rebuildChoice(const catalog::ModuleProfile &module);
    void showHelp();

    const catalog::Command *m_command = nullptr;
    const catalog::Form *m_form = nullptr;
    bool m_chinese = false;
    bool m_open = false;
    QString m_help;
    QLabel *m_title;
    QLabel *m_helpText;
    QToolButton *m_more;
    QLabel *m_danger;
    QVBoxLayout *m_choice;
    QWidget *m_choiceHost = nullptr;
    std::vector<QWidget *> m_buttons;
};

QString formKindName(catalog::FormKind kind);

} // namespace atscope::views
