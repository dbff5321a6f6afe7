// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

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

    // `more`: problems that are not shown. `fix`: the line that the Fix link puts in; empty: no link.
    void setMessage(Kind kind, const QString &text, int more = 0, const QString &fix = {});
    Kind kind() const { return m_kind; }
    QString message() const { return m_text; }
    bool fixOffered() const { return !m_fix.isEmpty(); }

Q_SIGNALS:
    void fixWanted();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void retranslate();
    void applyTheme();
    void elide();

    QLabel *m_sign = nullptr;
    QLabel *m_label = nullptr;
    QToolButton *m_link = nullptr;
    Kind m_kind = Kind::Info;
    QString m_text;
    QString m_fix;
    int m_more = 0;
};

} // namespace atscope::views
