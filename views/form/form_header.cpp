// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/form/form_header.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QRadioButton>
#include <QToolButton>

#include "core/catalog/line.h"
#include "core/session/explanation.h"
#include "views/form/shown_text.h"
#include "views/kit/theme.h"

namespace atscope::views {

using catalog::FormKind;

QString formKindName(FormKind kind)
{
    switch (kind) {
    case FormKind::Set: return QCoreApplication::translate("atscope::views::FormHeader", "Set");
    case FormKind::Read: return QCoreApplication::translate("atscope::views::FormHeader", "Read");
    case FormKind::Test: return QCoreApplication::translate("atscope::views::FormHeader", "Test");
    case FormKind::Execute: return QCoreApplication::translate("atscope::views::FormHeader", "Execute");
    }
    return {};
}

FormHeader::FormHeader(QWidget *parent)
    : QWidget(parent), m_title(new QLabel(this)), m_helpText(new QLabel(this)), m_more(new QToolButton(this)),
      m_danger(new QLabel(this)), m_choice(new QVBoxLayout)
{
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(4);
    m_title->setTextFormat(Qt::RichText);
    m_title->setWordWrap(true);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    box->addWidget(m_title);
    auto *line = new QHBoxLayout;
    line->setSpacing(4);
    m_helpText->setTextFormat(Qt::PlainText);
    m_helpText->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_helpText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_helpText->setForegroundRole(QPalette::PlaceholderText);
    line->addWidget(m_helpText, 1);
    m_more->setAutoRaise(true);
    m_more->setFocusPolicy(Qt::TabFocus);
    line->addWidget(m_more, 0, Qt::AlignTop);
    box->addLayout(line);
    m_choice->setSpacing(2);
    box->addLayout(m_choice);
    m_danger->setTextFormat(Qt::PlainText);
    m_danger->setWordWrap(true);
    box->addWidget(m_danger);
    connect(m_more, &QToolButton::clicked, this, [this] {
        m_open = !m_open;
        showHelp();
    });
}

void FormHeader::present(const catalog::Family &family, const catalog::Command &command, const catalog::Form &form,
                         const catalog::ModuleProfile &module, bool chinese)
{
    if (m_command != &command)
        m_open = false;
    m_command = &command;
    m_form = &form;
    m_chinese = chinese;
    m_title->setText(QStringLiteral("<span style=\"font-family:'%1'; font-weight:600\">%2</span>&nbsp; %3")
                         .arg(Theme::instance().monospace().family(), fromUtf8(command.name).toHtmlEscaped(),
                              fromUtf8(command.title.in(chinese)).toHtmlEscaped()));
    m_title->setToolTip(fromUtf8(session::syntaxOf(command, form)));
    QStringList help;
    if (!command.help.empty())
        help << fromUtf8(command.help.in(chinese));
    if (command.kept)
        help << tr("The setting survives power-off.");
    for (const auto &note : command.notes)
        help << fromUtf8(note.in(chinese));
    const auto &section = form.manual.empty() ? command.manual : form.manual;
    if (!section.empty())
        help << tr("Manual: %1 %2").arg(fromUtf8(family.manualFile), fromUtf8(section));
    if (family.fromUser || !command.file.empty())
        help << tr("From your own catalog folder: %1").arg(fromUtf8(command.file.empty() ? family.file : command.file));
    m_help = help.join(QLatin1Char('\n'));
    rebuildChoice(module);
    showHelp();
}

void FormHeader::setHazards(const std::vector<const catalog::Hazard *> &hazards)
{
    m_danger->setVisible(!hazards.empty());
    QPalette palette = m_danger->palette();
    palette.setColor(QPalette::WindowText, Theme::instance().colour(Tone::Warning));
    m_danger->setPalette(palette);
    QStringList lines;
    for (const auto *hazard : hazards) {
        const QString kind = hazard->kind == catalog::Danger::Destructive ? tr("Destructive") : tr("Costly");
        const QString words = fromUtf8(hazard->text.in(m_chinese));
        lines << QStringLiteral("⚠ ") + (words.isEmpty() ? kind : tr("%1: %2").arg(kind, words));
    }
    m_danger->setText(lines.join(QLatin1Char('\n')));
}

std::vector<QWidget *> FormHeader::focusChain() const
{
    std::vector<QWidget *> chain{m_more};
    chain.insert(chain.end(), m_buttons.begin(), m_buttons.end());
    return chain;
}

void FormHeader::rebuildChoice(const catalog::ModuleProfile &module)
{
    const bool focused = m_choiceHost != nullptr && m_choiceHost->isAncestorOf(focusWidget());
    if (m_choiceHost) { // one of its buttons may be the reason for this
        m_choiceHost->hide();
        m_choiceHost->deleteLater();
    }
    m_buttons.clear();
    m_choiceHost = new QWidget(this);
    auto *box = new QVBoxLayout(m_choiceHost);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(2);
    // A parent of their own: what excludes each other are brothers.
    auto *kindHost = new QWidget(m_choiceHost);
    auto *kinds = new QHBoxLayout(kindHost);
    kinds->setContentsMargins(0, 0, 0, 0);
    kinds->setSpacing(0);
    QWidget *checked = nullptr;
    for (const auto kind : {FormKind::Set, FormKind::Execute, FormKind::Read, FormKind::Test}) {
        const catalog::Form *first = nullptr;
        for (const auto &form : m_command->forms)
            if (form.kind == kind && (first == nullptr || &form == m_form))
                if (&form == m_form || catalog::onModule(form.modules, module))
                    first = &form;
        if (first == nullptr)
            continue;
        auto *button = new QToolButton(kindHost);
        button->setText(formKindName(kind));
        button->setCheckable(true);
        button->setAutoExclusive(true);
        button->setChecked(kind == m_form->kind);
        button->setFocusPolicy(Qt::StrongFocus);
        button->setAccessibleName(tr("Form: %1").arg(button->text()));
        button->setToolTip(fromUtf8(session::syntaxOf(*m_command, *first)));
        button->setAccessibleDescription(button->toolTip());
        connect(button, &QToolButton::clicked, this, [this, first] {
            if (first != m_form)
                Q_EMIT formChosen(first);
        });
        if (button->isChecked()) {
            checked = button;
            QFont strong = button->font();
            strong.setBold(true);
            button->setFont(strong);
        }
        kinds->addWidget(button);
        m_buttons.push_back(button);
    }
    kinds->addStretch(1);
    box->addWidget(kindHost);
    std::vector<const catalog::Form *> alternatives;
    for (const auto &form : m_command->forms)
        if (form.kind == m_form->kind && (&form == m_form || catalog::onModule(form.modules, module)))
            alternatives.push_back(&form);
    for (const auto *form : alternatives) {
        if (alternatives.size() < 2)
            break;
        const QString title = fromUtf8(form->title.in(m_chinese));
        auto *button = new QRadioButton(m_choiceHost);
        QString words = title.isEmpty() ? fromUtf8(session::syntaxOf(*m_command, *form)) : title;
        button->setText(words.replace(QLatin1Char('&'), QLatin1String("&&")));
        button->setChecked(form == m_form);
        button->setToolTip(fromUtf8(session::syntaxOf(*m_command, *form)));
        button->setAccessibleName(tr("Alternative: %1").arg(button->text()));
        button->setAccessibleDescription(button->toolTip());
        connect(button, &QRadioButton::clicked, this, [this, form] {
            if (form != m_form)
                Q_EMIT formChosen(form);
        });
        if (form == m_form)
            checked = button;
        box->addWidget(button);
        m_buttons.push_back(button);
    }
    m_choice->addWidget(m_choiceHost);
    m_choiceHost->setVisible(m_buttons.size() > 1);
    if (focused && checked && checked->isVisibleTo(this))
        checked->setFocus();
}

void FormHeader::showHelp()
{
    m_helpText->setVisible(!m_help.isEmpty());
    m_helpText->setWordWrap(m_open);
    const QString first = m_help.section(QLatin1Char('\n'), 0, 0);
    const int room = std::max(80, m_helpText->width());
    const QString line = fontMetrics().elidedText(first, Qt::ElideRight, room);
    m_helpText->setText(m_open ? m_help : line);
    m_helpText->setAccessibleName(m_help);
    m_more->setVisible(m_open || line != m_help);
    m_more->setText(m_open ? tr("less") : tr("more"));
    m_more->setAccessibleName(m_open ? tr("Less help") : tr("More help"));
    m_more->setAccessibleDescription(m_help);
}

void FormHeader::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (!m_open && m_command)
        showHelp();
}

} // namespace atscope::views
