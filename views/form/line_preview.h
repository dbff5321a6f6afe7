// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <QWidget>

#include "core/base/anchor.h"

class QPlainTextEdit;

namespace atscope::views {

class EyeButton;

// The line that would be sent, its secrets as dots until the eye is opened.
class LinePreview final : public QWidget
{
    Q_OBJECT
public:
    explicit LinePreview(QWidget *parent = nullptr);
    void setLine(const std::string &line, const std::vector<base::Span> &secrets);
    QString shown() const;
    EyeButton *eye() const { return m_eye; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    std::string m_line;
    std::vector<base::Span> m_secrets;
    QPlainTextEdit *m_text;
    EyeButton *m_eye;
};

} // namespace atscope::views
