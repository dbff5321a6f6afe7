// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/question_bar.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <utility>

#include "views/kit/theme.h"

namespace atscope::views {

QuestionBar::QuestionBar(QWidget *parent) : QFrame(parent), m_words(new QLabel(this)), m_yes(new QPushButton(this)), m_no(new QPushButton(this))
{
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(8, 6, 8, 6);
    box->setSpacing(6);
    box->addWidget(m_words);
    auto *line = new QHBoxLayout;
    line->addStretch(1);
    line->addWidget(m_yes);
    line->addWidget(m_no);
    box->addLayout(line);
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::PlainText);
    m_yes->setAutoDefault(false);
    m_no->setAutoDefault(false);
    connect(m_yes, &QPushButton::clicked, this, [this] { answer(true); });
    connect(m_no, &QPushButton::clicked, this, [this] { answer(false); });
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
    hide();
}

void QuestionBar::ask(const QString &words, const QString &yes, const QString &no)
{
    m_asks = true;
    m_words->setText(words);
    m_yes->setText(yes);
    m_yes->setAccessibleDescription(words);
    m_yes->show();
    m_no->setText(no);
    m_no->setAccessibleDescription(words);
    setAccessibleName(words);
    show();
    m_no->setFocus();
}

void QuestionBar::ask(const session::SendQuestion &question)
{
    QStringList words;
    if (question.errors > 0)
        words << tr("Errors in the line: %1.").arg(question.errors);
    for (const auto &hazard : question.hazards)
        words << QString::fromStdString(hazard);
    ask(QStringLiteral("⚠ ") + words.join(QLatin1Char('\n')), question.errors > 0 ? tr("Send anyway") : tr("Send"), tr("Do not send"));
}

void QuestionBar::say(const QString &words, const QString &close)
{
    m_asks = false;
    m_words->setText(words);
    m_yes->hide();
    m_no->setText(close);
    m_no->setAccessibleDescription(words);
    setAccessibleName(words);
    show();
}

void QuestionBar::dismiss()
{
    m_asks = false;
    hide();
}

void QuestionBar::answer(bool yes)
{
    const bool asked = std::exchange(m_asks, false);
    hide();
    if (asked)
        Q_EMIT answered(yes);
}

void QuestionBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        answer(false);
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_yes->hasFocus())
        answer(true); // gone to by hand; an Enter that comes twice falls on the other one, and does nothing there
    else
        QFrame::keyPressEvent(event);
}

void QuestionBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(Theme::instance().colour(Tone::Warning));
    painter.setBrush(Theme::instance().wash(Tone::Warning));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace atscope::views
