// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace atscope::views {

// Asks, inside the window, what is to become of a pasted block of lines. GUI thread.
class PasteBar final : public QFrame
{
    Q_OBJECT
public:
    enum class Question : std::uint8_t { Pasted, Edited, Aside };

    explicit PasteBar(QWidget *parent = nullptr);
    void ask(Question question, int lines);
    void focusFirst();

Q_SIGNALS:
    void sendWanted();
    void editWanted();
    void discardWanted();

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void retranslate();

    QLabel *m_label = nullptr;
    QPushButton *m_send = nullptr;
    QPushButton *m_edit = nullptr;
    QPushButton *m_discard = nullptr;
    Question m_question = Question::Pasted;
    int m_lines = 0;
};

} // namespace atscope::views
