// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/form/line_preview.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTextDocument>

#include "core/catalog/line.h"
#include "views/form/shown_text.h"
#include "views/form/small_buttons.h"
#include "views/kit/theme.h"

namespace atscope::views {

LinePreview::LinePreview(QWidget *parent) : QWidget(parent), m_text(new QPlainTextEdit(this)), m_eye(new EyeButton(this))
{
    auto *box = new QHBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(2);
    box->addWidget(m_text, 1);
    box->addWidget(m_eye, 0, Qt::AlignTop);
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setWordWrapMode(QTextOption::WrapAnywhere);
    m_text->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_eye->hide();
    connect(m_eye, &QToolButton::toggled, this, &LinePreview::refresh);
    connect(&Theme::instance(), &Theme::changed, this, &LinePreview::refresh);
    refresh();
}

void LinePreview::setLine(const std::string &line, const std::vector<base::Span> &secrets)
{
    m_line = line;
    m_secrets = secrets;
    m_eye->setVisible(!secrets.empty());
    refresh();
}

QString LinePreview::shown() const
{
    return m_text->document()->toRawText();
}

void LinePreview::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange)
        refresh();
}

void LinePreview::refresh()
{
    m_text->setFont(Theme::instance().monospace());
    m_text->setFixedHeight(m_text->fontMetrics().lineSpacing() * 2 + 2 * static_cast<int>(m_text->document()->documentMargin())
                           + 2 * m_text->frameWidth() + 4);
    m_text->setAccessibleName(tr("Command line"));
    m_text->setAccessibleDescription(tr("What would be sent"));
    m_text->setPlainText(toShown(m_eye->reveals() ? m_line : catalog::masked(m_line, m_secrets)));
}

} // namespace atscope::views
