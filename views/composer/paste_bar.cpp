// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/composer/paste_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

#include "views/kit/theme.h"

namespace atscope::views {

PasteBar::PasteBar(QWidget *parent) : QFrame(parent)
{
    m_label = new QLabel(this);
    m_send = new QPushButton(this);
    m_edit = new QPushButton(this);
    m_discard = new QPushButton(this);
    for (auto *button : {m_send, m_edit, m_discard})
        button->setAutoDefault(true); // Enter presses it
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->addWidget(m_label, 1);
    layout->addWidget(m_send);
    layout->addWidget(m_edit);
    layout->addWidget(m_discard);
    connect(m_send, &QPushButton::clicked, this, &PasteBar::sendWanted);
    connect(m_edit, &QPushButton::clicked, this, &PasteBar::editWanted);
    connect(m_discard, &QPushButton::clicked, this, &PasteBar::discardWanted);
    connect(&Theme::instance(), &Theme::changed, this, QOverload<>::of(&QWidget::update));
    retranslate();
}

void PasteBar::ask(Question question, int lines)
{
    m_question = question;
    m_lines = lines;
    m_edit->setVisible(question != Question::Edited); // that is what goes on
    retranslate();
}

void PasteBar::focusFirst()
{
    m_send->setFocus(Qt::OtherFocusReason);
}

void PasteBar::retranslate()
{
    switch (m_question) {
    case Question::Pasted: m_label->setText(tr("%n lines pasted", nullptr, m_lines)); break;
    case Question::Edited: m_label->setText(tr("%n lines, one command each", nullptr, m_lines)); break;
    case Question::Aside: m_label->setText(tr("%n lines put aside", nullptr, m_lines)); break;
    }
    m_send->setText(tr("Send one by one"));
    m_edit->setText(tr("Edit"));
    m_discard->setText(tr("Discard"));
    setAccessibleName(m_label->text());
}

void PasteBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void PasteBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Theme::instance().wash(Tone::Link));
}

} // namespace atscope::views
