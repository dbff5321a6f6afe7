// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QFrame>
#include <QPointer>

class QLabel;
class QLineEdit;
class QPushButton;

namespace atscope {

// A line above the work that asks for a name. Enter takes it, Escape gives it up; then the focus is back where it was. GUI thread.
class NameBar final : public QFrame
{
    Q_OBJECT
public:
    // What is wrong with a name; empty: it was taken, and the bar goes.
    using Take = std::function<QString(const QString &name)>;

    explicit NameBar(QWidget *parent);

    void ask(const QString &question, const QString &name, Take take);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void retranslate();
    void take();
    void leave();

    QLabel *m_question = nullptr;
    QLineEdit *m_name = nullptr;
    QLabel *m_wrong = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_cancel = nullptr;
    QPointer<QWidget> m_before; // had the focus
    Take m_take;
};

} // namespace atscope
