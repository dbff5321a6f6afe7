// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QStringList>

#include "core/session/send_question.h"

class QLabel;
class QPushButton;

namespace atscope::views {

// Asks or says something inside a view, where a dialog would stop everything: words and up to two buttons.
class QuestionBar final : public QFrame
{
    Q_OBJECT
public:
    explicit QuestionBar(QWidget *parent = nullptr);
    // The last button takes the focus: it is the harmless one. Esc is it, too.
    void ask(const QString &words, const QString &yes, const QString &no);
    // Whether a line is to be sent all the same.
    void ask(const session::SendQuestion &question);
    void say(const QString &words, const QString &close);
    void dismiss();
    bool asks() const { return m_asks; }

Q_SIGNALS:
    void answered(bool yes);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void answer(bool yes);
    QLabel *m_words;
    QPushButton *m_yes;
    QPushButton *m_no;
    bool m_asks = false;
};

} // namespace atscope::views
