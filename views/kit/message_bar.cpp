// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/message_bar.h"

#include <QApplication>
#include <QAccessible>
#include <QClipboard>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include "views/kit/theme.h"

namespace atscope::views {

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent), m_sign(new QLabel(this)), m_text(new QLabel(this)), m_copy(new QToolButton(this)), m_close(new QToolButton(this))
{
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_copy->setAutoRaise(true);
    m_close->setAutoRaise(true);
    m_close->setText(QStringLiteral("✕"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 4, 4, 4);
    row->addWidget(m_sign);
    row->addWidget(m_text, 1);
    row->addWidget(m_copy);
    row->addWidget(m_close);
    connect(m_close, &QToolButton::clicked, this, &MessageBar::withdraw);
    connect(m_copy, &QToolButton::clicked, this, [this] { QApplication::clipboard()->setText(m_text->text()); });
    connect(&Theme::instance(), &Theme::changed, this, &MessageBar::applyTheme);
    setAutoFillBackground(true);
    retranslate();
    applyTheme();
    hide();
}

void MessageBar::tell(Kind kind, std::function<QString()> words)
{
    tell(kind, words());
    m_words = std::move(words);
}

void MessageBar::tell(Kind kind, const QString &text)
{
    m_kind = kind;
    m_words = nullptr;
    m_text->setText(text);
    applyTheme();
    show();
    QAccessibleEvent event(m_text, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void MessageBar::withdraw()
{
    m_words = nullptr;
    m_text->clear();
    hide();
}

QString MessageBar::text() const
{
    return m_text->text();
}

void MessageBar::applyTheme()
{
    const auto tone = m_kind == Kind::Failure ? Tone::Bad : Tone::Warning;
    const auto &theme = Theme::instance();
    auto colours = palette();
    colours.setColor(QPalette::Window, theme.wash(tone));
    setPalette(colours);
    auto sign = m_sign->palette();
    sign.setColor(QPalette::WindowText, theme.colour(tone));
    m_sign->setPalette(sign);
    m_sign->setText(m_kind == Kind::Failure ? QStringLiteral("✗") : QStringLiteral("⚠"));
}

void MessageBar::retranslate()
{
    m_copy->setText(tr("Copy"));
    m_copy->setToolTip(tr("Copy this message"));
    m_close->setToolTip(tr("Close this message"));
    m_close->setAccessibleName(tr("Close this message"));
}

void MessageBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        if (m_words)
            m_text->setText(m_words());
        else if (m_kind == Kind::Notice)
            withdraw();
    }
    QFrame::changeEvent(event);
}

} // namespace atscope::views
