// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

#include "core/session/line_fixes.h"
#include "views/composer/call_tip.h"

namespace atscope::views {

// A note at the text: a call tip, or what is wrong at the mouse. Takes no focus and no mouse. GUI thread.
class TipWindow final : public QLabel
{
    Q_OBJECT
public:
    explicit TipWindow(QWidget *owner);

    void setCallTip(const CallTip &tip);
    void setProblem(const QString &sentence, bool error, const std::vector<session::LineFix> &fixes);
    void showAt(const QRect &anchor, bool above);

    static QString html(const CallTip &tip); // rich text, with the colours of the theme
    // The same in one line, without its syntax: <num> Number of records — integer 0…10
    static QString line(const CallTip &tip);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void applyTheme();
};

} // namespace atscope::views
