// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/form/parameter_row.h"

#include <QGridLayout>
#include <QLabel>
#include <QToolButton>

#include "core/base/text.h"
#include "views/form/shown_text.h"
#include "views/form/small_buttons.h"
#include "views/kit/theme.h"

namespace atscope::views {

ParameterRow::ParameterRow(QWidget *parent)
    : QWidget(parent), m_grid(new QGridLayout(this)), m_label(new QLabel(this)), m_unit(new QLabel(this)), m_hint(new QLabel(this)),
      m_problems(new ProblemList(this)), m_propose(smallButton({}, this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(6);
    m_grid->setVerticalSpacing(2);
    m_grid->setColumnStretch(0, 5);
    m_grid->setColumnStretch(1, 6);
    for (QLabel *label : {m_label, m_hint})
        label->setWordWrap(true);
    m_label->setTextFormat(Qt::RichText);
    m_unit->setTextFormat(Qt::PlainText);
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_unit->setForegroundRole(QPalette::PlaceholderText);
    m_propose->hide();
    connect(m_problems, &ProblemList::fixWanted, this, &ParameterRow::fixWanted);
    connect(m_propose, &QToolButton::clicked, this, [this] {
        m_editor->setFocus(); // the button goes with what it proposed
        Q_EMIT proposalTaken(m_proposal);
    });
}

void ParameterRow::configure(const EditorSpec &spec, bool required, const QString &forbidden)
{
    const bool stays = m_editor != nullptr && sameEditor(m_spec, spec);
    m_spec = spec;
    m_required = required;
    m_forbidden = forbidden;
    if (stays) {
        m_editor->configure(spec);
    } else {
        const bool focused = m_editor != nullptr && m_editor->isAncestorOf(focusWidget());
        if (m_editor) { // it may be what the change came from
            m_editor->hide();
            m_editor->disconnect(this);
            m_grid->removeWidget(m_editor);
            m_editor->deleteLater();
        }
        m_editor = makeEditor(spec, this);
        connect(m_editor, &ArgumentEditor::edited, this, &ParameterRow::edited);
        connect(m_editor, &ArgumentEditor::noticed, this, &ParameterRow::noticed);
        arrange();
        m_editor->show();
        if (focused)
            m_editor->setFocus();
    }
    m_label->setBuddy(m_editor->focusTarget());
    m_editor->setEnabled(forbidden.isEmpty());
    m_editor->setToolTip(forbidden.isEmpty() ? spec.description : forbidden);
    relabel();
}

void ParameterRow::arrange()
{
    for (QWidget *widget : {static_cast<QWidget *>(m_label), static_cast<QWidget *>(m_unit), static_cast<QWidget *>(m_hint),
                            static_cast<QWidget *>(m_problems), static_cast<QWidget *>(m_propose)})
        m_grid->removeWidget(widget);
    if (m_editor->isNarrow()) {
        m_grid->addWidget(m_label, 0, 0);
        m_grid->addWidget(m_editor, 0, 1);
        m_grid->addWidget(m_unit, 0, 2);
        m_grid->addWidget(m_propose, 0, 3);
        m_grid->addWidget(m_hint, 1, 1, 1, 3);
    } else {
        m_grid->addWidget(m_label, 0, 0, 1, 4);
        m_grid->addWidget(m_editor, 1, 0, 1, 2);
        m_grid->addWidget(m_unit, 1, 2);
        m_grid->addWidget(m_propose, 1, 3);
        m_grid->addWidget(m_hint, 2, 0, 1, 4);
    }
    m_grid->addWidget(m_problems, 3, 0, 1, 2); // in line with the editors
}

void ParameterRow::relabel()
{
    const auto &parameter = *m_spec.parameter;
    const QString dim = Theme::instance().colour(Tone::Dim).name();
    QString text = QStringLiteral("<b>%1</b>").arg(fromUtf8(parameter.name).toHtmlEscaped());
    if (const auto &title = parameter.title.in(m_spec.chinese); !title.empty())
        text += QStringLiteral("&nbsp; ") + fromUtf8(title).toHtmlEscaped();
    if (!m_required)
        text += QStringLiteral(" <span style=\"color:%1\">%2</span>").arg(dim, tr("optional"));
    if (isFixed())
        text += QStringLiteral(" <span style=\"color:%1\">%2</span>").arg(dim, tr("always %1").arg(fromUtf8(parameter.fixed)).toHtmlEscaped());
    m_label->setText(text);
    m_label->setToolTip(m_spec.description);
    m_label->setAccessibleName(m_spec.name);
    m_unit->setText(fromUtf8(parameter.unit));
    m_unit->setVisible(!parameter.unit.empty());
    showHint();
}

void ParameterRow::present(const ArgumentState &state, bool own)
{
    if (own)
        m_editor->accept(state);
    else
        m_editor->present(state);
    showHint();
}

// What the value means, or why there may be none.
void ParameterRow::showHint()
{
    QString hint = m_forbidden;
    const auto &state = m_editor->state();
    if (hint.isEmpty() && state.given && !m_spec.masked) {
        const auto number = base::toInteger(state.text);
        for (const auto *value : m_spec.values) {
            if (value->value != state.text && (!number || base::toInteger(value->value) != number))
                continue;
            hint = fromUtf8(value->text.in(m_spec.chinese));
            if (value->reserved)
                hint += tr(" (reserved)");
            break;
        }
        if (!state.name.empty())
            hint = fromUtf8(state.name) + (hint.isEmpty() ? QString() : QStringLiteral("; ") + hint);
        if (!hint.isEmpty())
            hint = QStringLiteral("= ") + hint;
    }
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
}

void ParameterRow::setProposal(const std::string &text)
{
    m_proposal = text;
    m_propose->setVisible(!text.empty());
    if (text.empty())
        return;
    const QString shown = toShown(text);
    m_propose->setText(tr("Use %1").arg(m_propose->fontMetrics().elidedText(shown, Qt::ElideRight, 120)).replace(QLatin1Char('&'), QLatin1String("&&")));
    m_propose->setToolTip(catalog::proposedFromFacts(*m_spec.parameter) ? tr("What fits the session so far: %1").arg(shown)
                          : catalog::proposedFromLine(*m_spec.parameter) ? tr("What fits the rest of the line: %1").arg(shown)
                                                                         : tr("What is usual: %1").arg(shown));
    m_propose->setAccessibleName(tr("Use %1").arg(shown));
    m_propose->setAccessibleDescription(m_propose->toolTip() + QLatin1Char('\n') + m_spec.name);
}

void ParameterRow::setProblems(std::vector<ShownProblem> problems)
{
    m_problems->setProblems(std::move(problems));
    // What is wrong is heard where it is typed.
    const QString words = m_problems->words();
    m_editor->focusTarget()->setAccessibleDescription(words.isEmpty() ? m_spec.description : words + QLatin1Char('\n') + m_spec.description);
}

std::vector<QWidget *> ParameterRow::focusChain() const
{
    std::vector<QWidget *> chain;
    for (QWidget *widget : m_editor->findChildren<QWidget *>())
        if ((widget->focusPolicy() & Qt::TabFocus) != 0 && widget->focusProxy() == nullptr && widget->window() == window())
            chain.push_back(widget);
    chain.push_back(m_propose);
    const auto fixes = m_problems->focusChain();
    chain.insert(chain.end(), fixes.begin(), fixes.end());
    return chain;
}

} // namespace atscope::views
