// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/composer/tip_window.h"

#include <algorithm>

#include <QPainter>
#include <QScreen>
#include <QStringList>

#include "views/kit/theme.h"

namespace atscope::views {

namespace {

constexpr int MostWidth = 560;

QString escaped(const std::string &text)
{
    return QString::fromStdString(text).toHtmlEscaped();
}

QString coloured(const QString &html, const QColor &colour, bool bold = false)
{
    const auto span = QStringLiteral("<span style=\"color:%1\">%2</span>").arg(colour.name(), html);
    return bold ? QStringLiteral("<b>%1</b>").arg(span) : span;
}

} // namespace

TipWindow::TipWindow(QWidget *owner) : QLabel(owner, Qt::ToolTip | Qt::FramelessWindowHint | Qt::WindowDoesNotAcceptFocus)
{
    setAttribute(Qt::WA_ShowWithoutActivating);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    setTextFormat(Qt::RichText);
    setMargin(6);
    setAlignment(Qt::AlignLeft | Qt::AlignTop);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        hide(); // its text has the old colours
        applyTheme();
    });
    applyTheme();
}

void TipWindow::applyTheme()
{
    const auto &theme = Theme::instance();
    QPalette colours = palette();
    colours.setColor(QPalette::Window, theme.colour(Theme::Role::Background));
    colours.setColor(QPalette::WindowText, theme.colour(Theme::Role::Text));
    setPalette(colours);
    setAutoFillBackground(true);
    setFont(theme.font());
}

QString TipWindow::line(const CallTip &tip)
{
    QStringList parts;
    if (!tip.type.empty())
        parts << QString::fromStdString(tip.unit.empty() ? tip.type : tip.type + ' ' + tip.unit);
    if (!tip.fixed.empty())
        parts << tr("always %1").arg(QString::fromStdString(tip.fixed));
    else if (!tip.byDefault.empty())
        parts << tr("default %1").arg(QString::fromStdString(tip.byDefault));
    if (tip.optional)
        parts << tr("optional");
    if (!tip.value.empty())
        parts.prepend(QString::fromStdString(tip.value));
    QString text = QString::fromStdString(tip.parameter.empty() ? tip.syntax : tip.parameter);
    if (!tip.title.empty())
        text += QStringLiteral("  ") + QString::fromStdString(tip.title);
    return parts.isEmpty() ? text : text + QStringLiteral(" — ") + parts.join(QStringLiteral(" · "));
}

QString TipWindow::html(const CallTip &tip)
{
    const auto &theme = Theme::instance();
    const auto from = static_cast<std::size_t>(tip.highlight.offset);
    const auto length = static_cast<std::size_t>(tip.highlight.length);
    QString syntax = coloured(escaped(tip.syntax.substr(0, from)), theme.colour(Tone::Dim));
    if (length > 0)
        syntax += coloured(escaped(tip.syntax.substr(from, length)), theme.colour(Tone::Link), true);
    syntax += coloured(escaped(tip.syntax.substr(std::min(from + length, tip.syntax.size()))), theme.colour(Tone::Dim));
    QString text = QStringLiteral("<div style=\"font-family:'%1'\">%2</div>").arg(theme.monospace().family(), syntax);
    const auto second = tip.parameter.empty() ? QString::fromStdString(tip.title).toHtmlEscaped() : line(tip).toHtmlEscaped();
    if (!second.isEmpty())
        text += QStringLiteral("<div>%1</div>").arg(second);
    if (!tip.help.empty())
        text += QStringLiteral("<div>%1</div>").arg(coloured(escaped(tip.help), theme.colour(Tone::Dim)));
    return text;
}

void TipWindow::setCallTip(const CallTip &tip)
{
    setText(html(tip));
}

void TipWindow::setProblem(const QString &sentence, bool error, const std::vector<session::LineFix> &fixes)
{
    const auto &theme = Theme::instance();
    const auto sign = error ? tr("Error:") : tr("Warning:");
    QString text = QStringLiteral("<div>%1 %2</div>")
                       .arg(coloured(sign.toHtmlEscaped(), theme.colour(error ? Tone::Bad : Tone::Warning), true), sentence.toHtmlEscaped());
    for (const auto &fix : fixes) {
        const bool before = fix.kind == session::LineFix::Kind::Before;
        if (fixes.size() > 1 || before)
            text += QStringLiteral("<div>%1</div>").arg(escaped(fix.words));
        if (!before)
            text += QStringLiteral("<div style=\"font-family:'%1'\">%2</div>").arg(theme.monospace().family(), escaped(fix.line));
    }
    if (!fixes.empty()) {
        const auto key = fixes.size() > 1                                     ? tr("Alt+Enter offers them")
            : fixes.front().kind == session::LineFix::Kind::Before ? tr("Alt+Enter writes it; this line waits behind it")
                                                                              : tr("Alt+Enter puts this line in");
        text += QStringLiteral("<div>%1</div>").arg(coloured(key.toHtmlEscaped(), theme.colour(Tone::Dim)));
    }
    setText(text);
}

void TipWindow::paintEvent(QPaintEvent *event)
{
    QLabel::paintEvent(event);
    QPainter painter(this);
    painter.setPen(Theme::instance().colour(Theme::Role::Border));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void TipWindow::showAt(const QRect &anchor, bool above)
{
    setWordWrap(false);
    QSize size = sizeHint();
    if (size.width() > MostWidth) {
        setWordWrap(true);
        size = QSize(MostWidth, heightForWidth(MostWidth));
    }
    QRect where(QPoint(anchor.left() - 8, above ? anchor.top() - size.height() - 4 : anchor.bottom() + 4), size);
    if (const auto *screen = parentWidget()->screen()) {
        const auto free = screen->availableGeometry();
        where.moveLeft(std::clamp(where.left(), free.left(), std::max(free.left(), free.right() - where.width())));
        if (above && where.top() < free.top())
            where.moveTop(anchor.bottom() + 4);
        else if (!above && where.bottom() > free.bottom())
            where.moveBottom(anchor.top() - 4);
    }
    setGeometry(where);
    if (!isVisible())
        show();
}

} // namespace atscope::views
