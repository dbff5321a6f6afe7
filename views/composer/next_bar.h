// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QToolButton;

namespace atscope::views
{

// Says which line waits for the one above it, and takes it back. GUI thread.
class NextBar final : public QFrame
{
    Q_OBJECT
public:
    explicit NextBar(QWidget *parent = nullptr);
    // `more`: lines that wait behind this one.
    void setNext(const QString &line, int more);

Q_SIGNALS:
    void backWanted(); // to that line, now
    void dropWanted(); // all that waits

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void retranslate();
    void elide();

    QLabel *m_label;
    QToolButton *m_back;
    QToolButton *m_drop;
    QString m_line;
    int m_more = 0;
};

} // namespace atscope::views
