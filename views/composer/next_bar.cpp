// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/composer/next_bar.h"

#include <algorithm>

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

#include "views/kit/theme.h"

namespace atscope::views
{

NextBar::NextBar(QWidget *parent) : QFrame(parent), m_label(new QLabel(this)), m_back(new QToolButton(this)), m_drop(new QToolButton(this))
{
    m_label->setTextFormat(Qt::PlainText);
    m_label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 1, 2, 1);
    layout->addWidget(m_label, 1);
    for (auto *button : {m_back, m_drop}) {
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
        layout->addWidget(button);
    }
    connect(m_back, &QToolButton::clicked, this, &NextBar::backWanted);
    connect(m_drop, &QToolButton::clicked, this, &NextBar::dropWanted);
    connect(&Theme::instance(), &Theme::changed, this, QOverload<>::of(&QWidget::update));
    retranslate();
}

void NextBar::setNext(const QString &line, int more)
{
    m_line = line;
    m_more = more;
    elide();
}

void NextBar::retranslate()
{
    m_back->setText(tr("Back to it"));
    m_back->setToolTip(tr("Write this line again now, without waiting for the one before it"));
    m_back->setAccessibleDescription(m_back->toolTip());
    m_drop->setText(QStringLiteral("✕"));
    m_drop->setToolTip(tr("Forget what waits"));
    m_drop->setAccessibleName(m_drop->toolTip());
    m_drop->setAccessibleDescription(m_drop->toolTip());
    elide();
}

void NextBar::elide()
{
    QString text = tr("Then: %1").arg(m_line);
    m_label->setAccessibleName(text);
    m_label->setToolTip(text);
    if (m_more > 0)
        text += QStringLiteral("  ") + tr("(+%n more)", nullptr, m_more);
    m_label->setText(m_label->fontMetrics().elidedText(text, Qt::ElideRight, std::max(m_label->width(), 40)));
}

void NextBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::FontChange)
        elide();
}

void NextBar::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    elide();
}

void NextBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Theme::instance().wash(Tone::Link));
}

} // namespace atscope::views
