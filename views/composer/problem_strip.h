// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QWidget>

#include "core/session/line_fixes.h"

class QLabel;
class QToolButton;

namespace atscope::views {

// One calm line under the editor: what is wrong, with its fix, or what stands at the cursor. GUI thread.
class ProblemStrip final : public QWidget
{
    Q_OBJECT
public:
    enum class Kind : std::uint8_t { Info, Notice, Warning, Error };

    explicit ProblemStrip(QWidget *parent = nullptr);

    // `more`: problems that are not shown. `fixes`: what mends it; none: no link.
    void setMessage(Kind kind, const QString &text, int more = 0, std::vector<session::LineFix> fixes = {});
    Kind kind() const { return m_kind; }
    QString message() const { return m_text; }
    bool fixOffered() const { return !m_fixes.empty(); }

Q_SIGNALS:
    void fixWanted(); // the only one, or a choice

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void retranslate();
    void applyTheme();
    void elide();

    QLabel *m_sign = nullptr;
    QLabel *m_label = nullptr;
    QToolButton *m_link = nullptr;
    Kind m_kind = Kind::Info;
    QString m_text;
    std::vector<session::LineFix> m_fixes;
    int m_more = 0;
};

} // namespace atscope::views
