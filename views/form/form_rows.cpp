// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// FormView: how rows come from the draft.
#include "views/form/form_view.h"

#include <algorithm>

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/decode/resource_names.h"
#include "core/base/text.h"
#include "core/catalog/line.h"
#include "core/session/explanation.h"
#include "core/session/line_writer.h"
#include "views/form/argument_editor.h"
#include "views/form/form_header.h"
#include "views/form/line_preview.h"
#include "views/form/parameter_row.h"
#include "views/form/problem_list.h"
#include "views/form/shown_text.h"

namespace atscope::views {

namespace {

using catalog::TypeKind;

constexpr std::size_t MostLine = 64 * 1024; // where the profile has no limit of its own

bool touches(const base::Span &a, const base::Span &b)
{
    return a.offset < b.end() && b.offset < a.end();
}

// Is it what a length elsewhere in the form counts, or big enough to come from a file?
bool isPayload(const catalog::Parameter &parameter, const catalog::TypeSpec &type, const catalog::Form &form)
{
    if (type.kind != TypeKind::Hex && type.kind != TypeKind::String && type.kind != TypeKind::Json && type.kind != TypeKind::Rest)
        return false;
    const bool measured = std::any_of(form.parameters.begin(), form.parameters.end(), [&](const auto &other) {
        return other.role == "length-of:" + parameter.name || other.role == "digits-of:" + parameter.name;
    });
    return measured || (type.kind == TypeKind::Hex && type.maxBytes.value_or(0) >= 128)
        || (type.kind == TypeKind::String && type.maxBytes.value_or(0) >= 256);
}

std::size_t bytesForFile(const catalog::TypeSpec &type, const catalog::ModuleProfile &module)
{
    const auto line = module.maxLine > 0 ? static_cast<std::size_t>(module.maxLine) : MostLine;
    const auto most = type.maxBytes ? std::min(line, static_cast<std::size_t>(std::max(*type.maxBytes, 0))) : line;
    return type.kind == TypeKind::Hex ? most / 2 : most;
}

} // namespace

void FormView::rebuild()
{
    const auto *command = m_draft.command();
    m_command = command ? command->command.item : nullptr;
    m_form = command ? command->form : nullptr;
    const std::size_t wanted = m_form ? m_form->parameters.size() : 0;
    // Rows stay where they are for another form: whoever types the value that chooses it keeps the cursor.
    while (m_rows.size() > wanted) {
        auto *row = m_rows.back();
        m_rows.pop_back();
        row->hide();
        row->disconnect(this);
        m_rowBox->removeWidget(row);
        row->deleteLater();
    }
    while (m_rows.size() < wanted) {
        auto *row = new ParameterRow(m_body);
        connect(row, &ParameterRow::edited, this, [this, row](const std::string &text, bool keepEmpty) { edit(row, text, keepEmpty); });
        connect(row, &ParameterRow::fixWanted, this, &FormView::fix);
        connect(row, &ParameterRow::noticed, this, &FormView::notice);
        connect(row, &ParameterRow::proposalTaken, this, [this, row](const std::string &text) {
            m_draft.endStep();
            m_draft.setArguments({{row->name(), text}}, session::DraftEditor::Form);
            m_draft.endStep();
        });
        m_rowBox->addWidget(row);
        m_rows.push_back(row);
    }
}

EditorSpec FormView::specOf(const catalog::Argument &argument, const catalog::ParsedCommand &command) const
{
    const auto context = m_draft.context();
    const auto state = catalog::stateOf(argument, command, context);
    const auto &parameter = *argument.parameter;
    EditorSpec spec;
    spec.parameter = &parameter;
    spec.type = argument.type ? argument.type : &parameter.type;
    spec.chinese = chinese();
    spec.clock = m_clock;
    spec.values = state.values;
    spec.separator = state.separator;
    spec.itemSeparator = state.itemSeparator;
    spec.masked = state.secret;
    if (!spec.masked && argument.given)
        for (const auto &span : catalog::secretSpans(command, context))
            spec.masked = spec.masked || touches(span, argument.inner);
    spec.payload = isPayload(parameter, *spec.type, *command.form);
    spec.mostFileBytes = bytesForFile(*spec.type, context.view->module());

    catalog::Parameter shown;
    shown.type = *spec.type;
    const QString type = fromUtf8(session::typeWords(shown, chinese()));
    const QString title = fromUtf8(parameter.title.in(chinese()));
    spec.name = fromUtf8(parameter.name) + (title.isEmpty() ? QString() : QStringLiteral(", ") + title);
    QStringList words{type + (parameter.unit.empty() ? QString() : QStringLiteral(", ") + fromUtf8(parameter.unit))};
    QString whenLeftOut;
    if (!parameter.defaultValue.empty())
        whenLeftOut = fromUtf8(parameter.defaultValue + (parameter.unit.empty() ? "" : " " + parameter.unit));
    else
        whenLeftOut = fromUtf8(parameter.defaultText.in(chinese()));
    if (!whenLeftOut.isEmpty())
        words << tr("The module takes %1 when it is left out.").arg(whenLeftOut);
    if (const auto &help = parameter.help.in(chinese()); !help.empty())
        words << fromUtf8(help);
    spec.description = words.join(QLatin1Char('\n'));
    spec.placeholder = whenLeftOut.isEmpty() ? type : tr("%1 when left out").arg(whenLeftOut);
    if (whenLeftOut.isEmpty() && !spec.values.empty() && spec.type->ranges.empty()) {
        QStringList values;
        for (const auto *value : spec.values)
            values << toShown(value->value);
        spec.placeholder = values.size() > 6 ? tr("choose…") : values.join(QStringLiteral(", "));
    }
    return spec;
}

void FormView::refresh()
{
    const auto *command = m_draft.command();
    if (m_form != (command ? command->form : nullptr) || m_command != (command ? command->command.item : nullptr)
        || m_rows.size() != (m_form ? m_form->parameters.size() : 0))
        rebuild();
    m_empty->setVisible(command == nullptr && m_draft.problems().empty());
    m_scroll->setVisible(!m_empty->isVisibleTo(this));
    m_header->setVisible(command != nullptr);
    if (command) {
        const auto context = m_draft.context();
        m_header->present(*command->command.family, *m_command, *m_form, context.view->module(), chinese());
        m_header->setHazards(catalog::hazardsOf(*command, context));
        for (std::size_t i = 0; i < m_rows.size() && i < command->arguments.size(); ++i) {
            const auto &argument = command->arguments[i];
            const auto state = catalog::stateOf(argument, *command, context);
            QString forbidden;
            if (!argument.given && state.forbidden) {
                const QString why = fromUtf8(state.why.in(chinese()));
                forbidden = why.isEmpty() ? tr("Must be left out here.") : tr("Must be left out: %1").arg(why);
            }
            m_rows[i]->configure(specOf(argument, *command), state.required, forbidden);
            // Between the quotes as it stands there: escapes are the user's.
            m_rows[i]->present({argument.given, argument.wire(), argument.text.size(), decode::nameOf(context.view->catalog().model(), argument, command->arguments).in(chinese())}, m_rows[i] == m_editing);
            const auto proposed = forbidden.isEmpty() && argument.parameter->fixed.empty() ? catalog::proposedFor(*argument.parameter, *command, context)
                                                                                           : std::string();
            m_rows[i]->setProposal(argument.given && argument.text == proposed ? std::string() : proposed);
        }
    }
    refreshProblems();
    bool anyFixed = false;
    for (auto *row : m_rows) {
        const bool quiet = row->isFixed() && row->editor()->state().given && row->problems().problems().empty();
        anyFixed = anyFixed || quiet;
        row->setVisible(!quiet || m_showsFixed);
    }
    m_fixed->setVisible(anyFixed);
    m_fixed->setText(m_showsFixed ? tr("Hide fixed parameters") : tr("Show fixed parameters"));
    m_fixed->setAccessibleName(m_fixed->text());

    std::vector<base::Span> secrets;
    for (const auto &each : m_draft.parsed().commands)
        for (const auto &span : catalog::secretSpans(each, m_draft.context()))
            secrets.push_back(span);
    m_preview->setLine(m_draft.line(), secrets);
    refreshButtons();
    chainFocus();
}

QString FormView::words(const catalog::Problem &problem) const
{
    std::string text = session::problemText(problem, m_language);
    for (const auto &command : m_draft.parsed().commands) {
        for (const auto &span : catalog::secretSpans(command, m_draft.context())) {
            // Messages quote at most forty bytes of a value.
            const auto secret = m_draft.line().substr(span.offset, std::min<std::size_t>(span.length, 40));
            for (auto at = secret.size() < 2 ? std::string::npos : text.find(secret); at != std::string::npos; at = text.find(secret, at))
                text.replace(at, secret.size(), catalog::SecretShown);
        }
    }
    return toShown(text);
}

void FormView::refreshProblems()
{
    const auto *command = m_draft.command();
    std::vector<std::vector<ShownProblem>> byRow(m_rows.size());
    std::vector<ShownProblem> rest;
    for (const auto &problem : m_draft.problems()) {
        const ShownProblem shown{problem, words(problem), session::fixesOf(problem, m_language)};
        // A parameter of this name may be in another command of the line, too.
        const bool first = command != nullptr && problem.span.offset <= command->span.end();
        const auto it = std::find_if(m_rows.begin(), m_rows.end(),
                                     [&](const auto *row) { return base::equalsNoCase(row->name(), problem.parameter); });
        if (!first || problem.parameter.empty() || it == m_rows.end()) {
            rest.push_back(shown);
            continue;
        }
        const auto index = static_cast<std::size_t>(it - m_rows.begin());
        byRow[index].push_back(shown);
        const auto &argument = command->arguments[index];
        // A part of the value: the editor shows which.
        if (argument.given && touches(problem.span, argument.inner) && problem.span.length < argument.inner.length
            && problem.span.offset >= argument.inner.offset)
            (*it)->editor()->place(problem.span.offset - argument.inner.offset, problem.span.length, shown.words);
        else if (argument.given && problem.span.offset == argument.inner.end() && problem.span.length == 0)
            (*it)->editor()->place(argument.inner.length, 0, shown.words);
    }
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        m_rows[i]->setProblems(std::move(byRow[i]));
    m_lineProblems->setProblems(std::move(rest));
}

// Tab follows the line.
void FormView::chainFocus()
{
    std::vector<QWidget *> chain = m_header->focusChain();
    const auto add = [&chain](const std::vector<QWidget *> &more) { chain.insert(chain.end(), more.begin(), more.end()); };
    for (const auto *row : m_rows) {
        const auto widgets = row->focusChain();
        for (QWidget *widget : widgets)
            widget->installEventFilter(this); // the same one twice is once
        add(widgets);
    }
    add({m_fixed});
    add(m_lineProblems->focusChain());
    add({m_send, m_copy});
    if (chain == m_chain)
        return;
    m_chain = chain;
    for (std::size_t i = 1; i < chain.size(); ++i)
        setTabOrder(chain[i - 1], chain[i]);
}

} // namespace atscope::views
