// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/composer/problem_strip.h"

#include <algorithm>
#include <utility>

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include "views/kit/theme.h"

namespace atscope::views {

ProblemStrip::ProblemStrip(QWidget *parent) : QWidget(parent)
{
    m_sign = new QLabel(this);
    m_label = new QLabel(this);
    for (auto *label : {m_sign, m_label})
        label->setTextFormat(Qt::PlainText);
    m_label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_label->installEventFilter(this);
    m_link = new QToolButton(this);
    m_link->setAutoRaise(true);
    m_link->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_link->setFocusPolicy(Qt::TabFocus);
    m_link->setCursor(Qt::PointingHandCursor);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 0, 2, 0);
    layout->setSpacing(6);
    layout->addWidget(m_sign);
    layout->addWidget(m_label, 1);
    layout->addWidget(m_link);
    connect(m_link, &QToolButton::clicked, this, &ProblemStrip::fixWanted);
    connect(&Theme::instance(), &Theme::changed, this, &ProblemStrip::applyTheme);
    retranslate();
    applyTheme();
}

void ProblemStrip::setMessage(Kind kind, const QString &text, int more, std::vector<session::LineFix> fixes)
{
    if (kind == m_kind && text == m_text && more == m_more && fixes == m_fixes)
        return;
    m_kind = kind;
    m_text = text;
    m_more = more;
    m_fixes = std::move(fixes);
    retranslate();
    applyTheme();
}

void ProblemStrip::retranslate()
{
    switch (m_kind) {
    case Kind::Info: m_sign->clear(); break;
    case Kind::Notice: m_sign->setText(QStringLiteral("ℹ")); break;
    case Kind::Warning: m_sign->setText(QStringLiteral("⚠ ") + tr("Warning:")); break;
    case Kind::Error: m_sign->setText(QStringLiteral("✖ ") + tr("Error:")); break;
    }
    m_sign->setVisible(m_kind != Kind::Info);
    if (m_fixes.size() > 1) {
        QStringList ways;
        for (const auto &fix : m_fixes)
            ways << QString::fromStdString(fix.words);
        m_link->setText(tr("Fix…"));
        m_link->setToolTip(tr("Ways to repair it (Alt+Enter):\n%1").arg(ways.join(u'\n')));
    } else if (!m_fixes.empty() && m_fixes.front().kind == session::LineFix::Kind::Before) {
        m_link->setText(QString::fromStdString(m_fixes.front().words).replace(u'&', QLatin1String("&&")));
        m_link->setToolTip(tr("Writes that line first; this one waits and comes back when it is done (Alt+Enter)"));
    } else {
        m_link->setText(tr("Fix"));
        m_link->setToolTip(tr("Puts this line in (Alt+Enter):\n%1").arg(m_fixes.empty() ? QString() : QString::fromStdString(m_fixes.front().line)));
    }
    m_link->setAccessibleDescription(m_link->toolTip());
    // Kept in the layout, so that the strip does not jump.
    auto policy = m_link->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    m_link->setSizePolicy(policy);
    m_link->setVisible(!m_fixes.empty());
    elide();
}

void ProblemStrip::applyTheme()
{
    const auto &theme = Theme::instance();
    const auto paint = [](QWidget *widget, const QColor &colour) {
        QPalette colours = widget->palette();
        colours.setColor(QPalette::WindowText, colour);
        colours.setColor(QPalette::ButtonText, colour);
        widget->setPalette(colours);
    };
    const bool calm = m_kind == Kind::Info;
    paint(m_sign, theme.colour(m_kind == Kind::Error ? Tone::Bad : m_kind == Kind::Warning ? Tone::Warning : Tone::Link));
    paint(m_label, calm ? theme.colour(Tone::Dim) : theme.colour(Theme::Role::Text));
    paint(m_link, theme.colour(Tone::Link));
    auto bold = theme.font();
    bold.setBold(true);
    m_sign->setFont(bold);
    auto link = theme.font();
    link.setUnderline(true);
    m_link->setFont(link);
    elide();
}

void ProblemStrip::elide()
{
    QString text = m_text;
    text.replace(u'\n', u' ');
    if (m_more > 0)
        text += QStringLiteral("  ") + tr("(+%n more)", nullptr, m_more);
    const auto shown = m_label->fontMetrics().elidedText(text, Qt::ElideRight, std::max(m_label->width(), 40));
    m_label->setText(shown);
    m_label->setToolTip(shown == text ? QString() : m_text);
    m_label->setAccessibleName(m_sign->text() + u' ' + m_text);
}

void ProblemStrip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::FontChange)
        elide();
}

// The room for the words changes with the link and the sign beside them, too.
bool ProblemStrip::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_label && event->type() == QEvent::Resize)
        elide();
    return QWidget::eventFilter(watched, event);
}

} // namespace atscope::views
