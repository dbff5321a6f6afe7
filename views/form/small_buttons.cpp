// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/form/small_buttons.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>

namespace atscope::views {

EyeButton::EyeButton(QWidget *parent) : QToolButton(parent)
{
    setCheckable(true);
    setAutoRaise(true);
    setFocusPolicy(Qt::TabFocus);
    retranslate();
    connect(this, &QToolButton::toggled, this, [this] { retranslate(); });
}

QSize EyeButton::sizeHint() const
{
    const int side = fontMetrics().height() + 6;
    return {side + 4, side};
}

void EyeButton::paintEvent(QPaintEvent *event)
{
    QToolButton::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double unit = fontMetrics().height() / 2.0;
    painter.translate(QRectF(rect()).center());
    QPainterPath lid(QPointF(-unit * 0.95, 0));
    lid.quadTo(QPointF(0, -unit * 1.1), QPointF(unit * 0.95, 0));
    lid.quadTo(QPointF(0, unit * 1.1), QPointF(-unit * 0.95, 0));
    const QColor ink = palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, QPalette::ButtonText);
    painter.setPen(QPen(ink, 1.3));
    painter.drawPath(lid);
    painter.setBrush(ink);
    painter.drawEllipse(QPointF(0, 0), unit * 0.28, unit * 0.28);
    if (!isChecked())
        painter.drawLine(QPointF(-unit * 0.8, unit * 0.75), QPointF(unit * 0.8, -unit * 0.75));
}

void EyeButton::changeEvent(QEvent *event)
{
    QToolButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void EyeButton::retranslate()
{
    const QString words = isChecked() ? tr("Hide the secret") : tr("Show the secret");
    setToolTip(words);
    setAccessibleName(words);
    setAccessibleDescription(words);
}

QToolButton *smallButton(const QString &text, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setText(text);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace atscope::views
