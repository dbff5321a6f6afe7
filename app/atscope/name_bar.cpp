// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/atscope/name_bar.h"

#include <utility>

#include <QAccessible>
#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace atscope {

NameBar::NameBar(QWidget *parent)
    : QFrame(parent), m_question(new QLabel(this)), m_name(new QLineEdit(this)), m_wrong(new QLabel(this)), m_save(new QPushButton(this)),
      m_cancel(new QPushButton(this))
{
    m_question->setBuddy(m_name);
    m_wrong->setTextFormat(Qt::PlainText);
    m_wrong->setWordWrap(true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 4, 8, 4);
    row->addWidget(m_question);
    row->addWidget(m_name, 1);
    row->addWidget(m_wrong, 1);
    row->addWidget(m_save);
    row->addWidget(m_cancel);
    m_name->installEventFilter(this);
    connect(m_name, &QLineEdit::returnPressed, this, &NameBar::take);
    connect(m_name, &QLineEdit::textEdited, this, [this] { m_wrong->hide(); });
    connect(m_save, &QPushButton::clicked, this, &NameBar::take);
    connect(m_cancel, &QPushButton::clicked, this, &NameBar::leave);
    retranslate();
    hide();
}

void NameBar::ask(const QString &question, const QString &name, Take take)
{
    if (!isVisible())
        m_before = QApplication::focusWidget();
    m_take = std::move(take);
    m_question->setText(question);
    m_name->setAccessibleName(question);
    m_name->setText(name);
    m_wrong->hide();
    show();
    m_name->selectAll();
    m_name->setFocus(Qt::OtherFocusReason);
}

void NameBar::take()
{
    const auto wrong = m_take ? m_take(m_name->text()) : QString();
    if (wrong.isEmpty()) {
        leave();
        return;
    }
    m_wrong->setText(wrong);
    m_wrong->show();
    QAccessibleEvent event(m_wrong, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
    m_name->setFocus(Qt::OtherFocusReason);
}

void NameBar::leave()
{
    m_take = {};
    hide();
    if (m_before)
        m_before->setFocus(Qt::OtherFocusReason);
}

bool NameBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_name && event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        leave();
        return true;
    }
    return QFrame::eventFilter(watched, event);
}

void NameBar::retranslate()
{
    m_save->setText(tr("Save"));
    m_cancel->setText(tr("Cancel"));
}

void NameBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

} // namespace atscope
