// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/draft.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "core/base/text.h"

namespace atscope::session {

namespace {

std::int64_t monotonicMs()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

const catalog::Form *favourite(const catalog::Command &command)
{
    using catalog::FormKind;
    for (const auto kind : {FormKind::Set, FormKind::Execute, FormKind::Read, FormKind::Test})
        for (const auto &form : command.forms)
            if (form.kind == kind)
                return &form;
    return nullptr;
}

// The parameter whose count or length this one states ("count-of:data"); empty: none.
std::string_view counted(const catalog::Parameter &parameter, bool &isCount)
{
    const std::string_view role = parameter.role;
    for (const std::string_view word : {"count-of:", "length-of:"}) {
        if (role.starts_with(word)) {
            isCount = word == "count-of:";
            return role.substr(word.size());
        }
    }
    return {};
}

std::size_t entriesOf(const catalog::Argument &argument)
{
    if (!argument.given || argument.text.empty())
        return 0;
    const std::string &separator = argument.type->separator;
    if (separator.empty())
        return 1;
    std::size_t count = 1;
    for (auto at = argument.text.find(separator); at != std::string::npos; at = argument.text.find(separator, at + separator.size()))
        ++count;
    // A separator behind the last record ends it, it begins no other.
    return argument.text.ends_with(separator) ? count - 1 : count;
}

std::string stated(const catalog::Argument &of, bool isCount)
{
    if (isCount)
        return std::to_string(entriesOf(of));
    const auto bytes = of.text.size();
    return std::to_string(of.type->kind == catalog::TypeKind::Hex ? bytes / 2 : bytes);
}

} // namespace

Draft::Draft(QObject *parent) : QObject(parent)
{
}

void Draft::setContext(std::shared_ptr<const decode::Dialect> dialect, catalog::FactState facts)
{
    if (m_dialect == dialect && m_facts == facts)
        return;
    m_dialect = std::move(dialect);
    m_facts = std::move(facts);
    check();
    Q_EMIT changed(DraftEditor::Program);
}

catalog::LineContext Draft::context() const
{
    return m_dialect ? catalog::LineContext{&m_dialect->view(), m_dialect->name(), &m_facts} : catalog::LineContext{};
}

bool Draft::hasErrors() const
{
    return std::any_of(m_problems.begin(), m_problems.end(), [](const auto &problem) { return problem.severity == catalog::Severity::Error; });
}

const catalog::ParsedCommand *Draft::command() const
{
    if (m_parsed.commands.empty() || !m_parsed.commands.front().command || m_parsed.commands.front().form == nullptr)
        return nullptr;
    return &m_parsed.commands.front();
}

std::string Draft::keyOf(const catalog::ParsedCommand &command) const
{
    return command.command.family->id + ' ' + command.command->name + ' ' + command.form->id;
}

void Draft::check()
{
    m_parsed = {};
    m_problems.clear();
    if (m_dialect && !base::trimmed(m_line).empty()) {
        m_parsed = catalog::parseLine(m_line, context());
        m_problems = catalog::validate(m_line, m_parsed, context());
    }
    const auto *now = command();
    const auto *form = now ? now->form : nullptr;
    const auto *item = now ? now->command.item : nullptr;
    const bool otherForm = std::exchange(m_shownForm, form) != form;
    const bool otherCommand = std::exchange(m_shownCommand, item) != item;
    if (otherForm || otherCommand)
        Q_EMIT commandChanged();
}

void Draft::take(std::string line, DraftEditor editor)
{
    m_line = std::move(line);
    settleWaiting();
    check();
    if (const auto *now = command(); now && (m_drafts.size() < MostDrafts || m_drafts.contains(keyOf(*now))))
        m_drafts[keyOf(*now)] = m_line;
    Q_EMIT changed(editor);
}

// What waited is being written again, however it came back (undo, the tree).
void Draft::settleWaiting()
{
    m_waiting.erase(std::find(m_waiting.begin(), m_waiting.end(), m_line), m_waiting.end());
}

void Draft::setLine(std::string line, DraftEditor editor)
{
    // A line is one line: what was pasted with ends of lines in it is the composer's business.
    std::erase_if(line, [](char c) { return c == '\r' || c == '\n'; });
    if (line == m_line)
        return;
    const std::int64_t now = monotonicMs();
    const bool merge = m_mergeable && editor == m_lastEditor && now - m_lastChange < MergeMs && m_at > 0;
    m_history.resize(m_at + 1);
    if (merge) {
        m_history.back() = line;
    } else {
        m_history.push_back(line);
        if (m_history.size() > HistorySteps)
            m_history.erase(m_history.begin());
        m_at = m_history.size() - 1;
    }
    m_mergeable = editor == DraftEditor::Composer || editor == DraftEditor::Form;
    m_lastEditor = editor;
    m_lastChange = now;
    take(std::move(line), editor);
}

void Draft::setArguments(const catalog::NamedTexts &texts, DraftEditor editor)
{
    const auto *first = command();
    if (first == nullptr)
        return;
    const auto where = context();
    // An empty text leaves the argument out, also where quotes stood around the old one.
    catalog::ParsedCommand from = *first;
    catalog::NamedTexts all;
    for (const auto &entry : texts) {
        if (!entry.second.empty()) {
            all.push_back(entry);
            continue;
        }
        for (auto &argument : from.arguments) {
            if (argument.parameter == nullptr || !base::equalsNoCase(argument.parameter->name, entry.first))
                continue;
            argument.given = false;
            argument.quoted = false;
            argument.text.clear();
            argument.raw.clear();
            argument.value = {};
        }
    }
    const auto named = [&texts](std::string_view name) {
        return std::any_of(texts.begin(), texts.end(), [&](const auto &entry) { return base::equalsNoCase(entry.first, name); });
    };
    // What the line states of the new texts is read from the line they make.
    const std::string draftLine = catalog::compose(from, all, where);
    const auto draft = catalog::parseLine(draftLine, where);
    if (!draft.commands.empty() && draft.commands.front().form == first->form) {
        for (const auto &argument : first->arguments) {
            if (argument.parameter == nullptr || named(argument.parameter->name))
                continue;
            bool isCount = false;
            const auto target = counted(*argument.parameter, isCount);
            if (target.empty()) {
                if (!catalog::proposedFromLine(*argument.parameter))
                    continue;
                const auto now = catalog::proposedFor(*argument.parameter, draft.commands.front(), where);
                if (!now.empty() && (!argument.given || argument.text == catalog::proposedFor(*argument.parameter, *first, where)))
                    all.emplace_back(argument.parameter->name, now);
                continue;
            }
            const auto *before = first->argument(target);
            const auto *after = draft.commands.front().argument(target);
            if (before == nullptr || after == nullptr || before->type == nullptr || after->type == nullptr)
                continue;
            if (!argument.given || argument.text == stated(*before, isCount))
                all.emplace_back(argument.parameter->name, stated(*after, isCount));
        }
    }
    std::string line = catalog::compose(from, all, where);
    if (m_parsed.commands.size() > 1) // the other commands of the line stay as they are
        line = m_line.substr(0, first->span.offset) + line + m_line.substr(first->span.end());
    setLine(std::move(line), editor);
}

void Draft::choose(const catalog::Command &command, const catalog::Form *form, DraftEditor editor)
{
    if (!m_dialect)
        return;
    if (form == nullptr)
        form = favourite(command);
    if (form == nullptr) {
        setLine(command.name, editor);
        return;
    }
    const auto found = m_dialect->view().command(command.name);
    const std::string family = found && found.item == &command ? found.family->id : std::string();
    if (const auto it = m_drafts.find(family + ' ' + command.name + ' ' + form->id); it != m_drafts.end()) {
        setLine(it->second, editor);
        return;
    }
    catalog::NamedTexts values;
    if (form->selectParameter >= 0 && !form->selectValues.empty())
        values.emplace_back(form->parameters[static_cast<std::size_t>(form->selectParameter)].name, form->selectValues.front());
    for (const auto &parameter : form->parameters)
        if (!parameter.fixed.empty())
            values.emplace_back(parameter.name, parameter.fixed);
    if (auto line = catalog::compose(command, *form, proposals(command, *form, values), context()); line)
        setLine(std::move(line).value(), editor);
}

// What the session knows of the parameters that must be there: with them the line is begun.
catalog::NamedTexts Draft::proposals(const catalog::Command &command, const catalog::Form &form, const catalog::NamedTexts &values) const
{
    catalog::NamedTexts all = values;
    const auto line = catalog::compose(command, form, values, context());
    if (!line)
        return all;
    const auto parsed = catalog::parseLine(*line, context());
    if (parsed.commands.empty() || parsed.commands.front().form != &form)
        return all;
    const auto &begun = parsed.commands.front();
    for (const auto &argument : begun.arguments) {
        if (argument.parameter == nullptr || argument.given || !catalog::proposedFromFacts(*argument.parameter))
            continue;
        const auto text = catalog::proposedFor(*argument.parameter, begun, context());
        if (!text.empty() && catalog::stateOf(argument, begun, context()).required)
            all.emplace_back(argument.parameter->name, text);
    }
    return all;
}

void Draft::apply(const LineFix &fix)
{
    if (fix.kind == LineFix::Kind::Replace) {
        setLine(fix.line, DraftEditor::Fix);
        return;
    }
    if (fix.line.empty() || fix.line == m_line)
        return;
    if (!base::trimmed(m_line).empty()) {
        m_waiting.push_back(m_line);
        if (m_waiting.size() > MostWaiting)
            m_waiting.erase(m_waiting.begin());
    }
    m_mergeable = false;
    if (fix.line.ends_with('=') && m_dialect) {
        const auto command = m_dialect->view().command(std::string_view(fix.line).substr(0, fix.line.size() - 1));
        const auto *form = command ? favourite(*command) : nullptr;
        if (form != nullptr && form->kind == catalog::FormKind::Set) {
            choose(*command, form, DraftEditor::Tree);
            settleWaiting();
            return;
        }
    }
    setLine(fix.line, DraftEditor::Tree);
}

void Draft::takeNext()
{
    if (m_waiting.empty())
        return;
    m_mergeable = false;
    setLine(m_waiting.back(), DraftEditor::Tree); // take() sees that it does not wait any more
}

void Draft::dropWaiting()
{
    if (m_waiting.empty())
        return;
    m_waiting.clear();
    Q_EMIT changed(DraftEditor::Program);
}

void Draft::undo()
{
    if (!canUndo())
        return;
    m_mergeable = false;
    take(m_history[--m_at], DraftEditor::History);
}

void Draft::redo()
{
    if (!canRedo())
        return;
    m_mergeable = false;
    take(m_history[++m_at], DraftEditor::History);
}

void Draft::restore(std::map<std::string, std::string> drafts, std::string line)
{
    m_drafts = std::move(drafts);
    m_history = {line};
    m_at = 0;
    take(std::move(line), DraftEditor::Program);
}

} // namespace atscope::session
