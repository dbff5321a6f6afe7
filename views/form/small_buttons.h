// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace atscope::views {

// Shows or hides a secret. It paints its eye itself: it has the colours of every theme.
class EyeButton final : public QToolButton
{
    Q_OBJECT
public:
    explicit EyeButton(QWidget *parent = nullptr);
    bool reveals() const { return isChecked(); }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
};

// A small flat button with a word or a sign.
QToolButton *smallButton(const QString &text, QWidget *parent);

} // namespace atscope::views
