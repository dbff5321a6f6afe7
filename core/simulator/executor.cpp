// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/executor.h"

#include <algorithm>

#include "core/base/text.h"

namespace atscope::simulator {

using catalog::EffectOn;
using catalog::LineShape;
using catalog::NameMatch;
using catalog::ParsedCommand;
using catalog::Severity;
using catalog::TypeKind;

namespace {

// Could the declared answer be nothing but a final?
bool mayBeEmpty(const catalog::Form &form)
{
    const auto &answer = form.answer;
    return answer.kind != catalog::AnswerKind::Http && answer.final != catalog::FinalRule::None && !answer.okIsNotFinal
        && form.prompt.text.empty() && !form.completion.present()
        && std::all_of(answer.lines.begin(), answer.lines.end(), [](const LineShape &shape) { return shape.optional; });
}

bool isText(TypeKind kind)
{
    switch (kind) {
    case TypeKind::String:
    case TypeKind::Hex:
    case TypeKind::Host:
    case TypeKind::HostPort:
    case TypeKind::Topic:
    case TypeKind::TopicFilter:
    case TypeKind::DateTime:
    case TypeKind::KeyValues:
    case TypeKind::Records:
    case TypeKind::List:
        return true;
    case TypeKind::Integer:
    case TypeKind::Float:
    case TypeKind::Enumeration:
    case TypeKind::Flags:
    case TypeKind::Json:
    case TypeKind::Bitmap:
    case TypeKind::Literal:
    case TypeKind::Rest:
        return false;
    }
    return false;
}

bool needsQuotes(std::string_view text)
{
    return text.empty() || text.find_first_of(",;\" ") != std::string_view::npos;
}

} // namespace

Outcome Executor::tooLong() const
{
    Outcome out;
    out.answered = true;
    out.final = m_behaviour.errorText;
    return out;
}

Outcome Executor::execute(std::string_view line)
{
    Outcome out;
    auto parsed = catalog::parseLine(line, context());
    if (parsed.commands.empty())
        return out;
    out.answered = true;
    const std::size_t count = parsed.commands.size();
    for (std::size_t i = 0; i < count; ++i) {
        // What the ones before changed (separators) counts for the ones behind.
        if (i > 0)
            parsed = catalog::parseLine(line, context());
        if (i >= parsed.commands.size() || !run(line, parsed, parsed.commands[i], out)) {
            out.success = false;
            if (out.final.empty())
                out.final = m_behaviour.errorText;
            return out;
        }
    }
    out.success = true;
    if (out.final.empty())
        out.final = m_behaviour.okText;
    return out;
}

// One command; false: refused, the final is set.
bool Executor::run(std::string_view line, const catalog::ParsedLine &parsed, const ParsedCommand &command, Outcome &out)
{
    out.final.clear();
    const auto &profile = m_behaviour.view().module();
    const Manners *manners = command.command ? m_behaviour.manners(command.command.family->id) : nullptr;
    if (manners == nullptr || command.match == NameMatch::Misprint || !catalog::onModule(command.command->modules, profile)) {
        out.final = m_behaviour.errorText;
        return false;
    }
    if (command.form == nullptr || !catalog::onModule(command.form->modules, profile))
        return refuse(command, manners, manners->form, out);
    catalog::ParsedLine single;
    single.commands.push_back(command);
    single.problems = parsed.problems;
    for (const catalog::Problem &problem : catalog::validate(line, single, context())) {
        const bool other = std::any_of(parsed.commands.begin(), parsed.commands.end(), [&](const ParsedCommand &another) {
            return !(another.span == command.span) && problem.span.offset >= another.span.offset &&
                   problem.span.offset < another.span.end();
        });
        if (problem.severity == Severity::Error && !other)
            return refuse(command, manners, manners->parameter, out);
    }
    for (const catalog::Requirement &requirement : command.form->requirements)
        if (requirement.that.compiled.isFalse(m_state.scope(&command)))
            return refuse(command, manners, requirement.errorCode.empty() ? manners->state : requirement.errorCode, out);
    if (perform(command, *manners, out))
        return true;
    apply(command, EffectOn::Error);
    return false;
}

bool Executor::perform(const ParsedCommand &command, const Manners &manners, Outcome &out)
{
    const Binding *binding = m_behaviour.binding(command.form);
    if (binding == nullptr) {
        if (!mayBeEmpty(*command.form))
            return refuse(command, &manners, manners.state, out);
        apply(command, EffectOn::Sent);
        apply(command, EffectOn::Ok);
        m_state.settle();
        return true;
    }
    return bound(command, *binding, manners, out);
}

bool Executor::bound(const ParsedCommand &command, const Binding &binding, const Manners &manners, Outcome &out)
{
    for (const Check &check : binding.checks)
        if (!check.that.compiled.isTrue(m_state.scope(&command)))
            return refuse(command, &manners, check.error, out);
    if (binding.needsCloud)
        return refuse(command, &manners, binding.cloud.empty() ? manners.state : binding.cloud, out);

    apply(command, EffectOn::Sent);
    for (const Assignment &assignment : binding.stored)
        if (const expr::Value value = assignment.value.compiled.evaluate(m_state.scope(&command)); value.known())
            m_state.set(assignment.variable, value.toText());
    for (const int variable : binding.cleared)
        m_state.set(variable, std::nullopt);
    m_state.settle();

    std::vector<std::string> lines;
    std::vector<int> shapes;
    bool any = false;
    answer(command, binding, manners, lines, shapes, any);
    if (binding.hasUnset && !any)
        return refuse(command, &manners, binding.unset, out);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const LineShape &shape = command.form->answer.lines[static_cast<std::size_t>(shapes[i])];
        const std::size_t from = shape.prefix.empty() ? 0 : shape.prefix.size() + 1;
        const auto fields = catalog::parseFields(lines[i], std::min(from, lines[i].size()), shape.fields, context());
        apply(command, EffectOn::Answer, &fields);
        out.lines.push_back(std::move(lines[i]));
    }
    for (const std::string &text : binding.text)
        out.lines.push_back(m_state.filled(text));
    apply(command, EffectOn::Ok);
    m_state.settle();
    out.final = binding.final;
    if (binding.deed != Deed::None && (!binding.deedWhen.present() || binding.deedWhen.compiled.isTrue(m_state.scope(&command))))
        out.deed = binding.deed;
    return true;
}

bool Executor::answer(const ParsedCommand &command, const Binding &binding, const Manners &manners,
                      std::vector<std::string> &lines, std::vector<int> &shapes, bool &any) const
{
    for (const AnswerLine &wanted : binding.answer) {
        const ModuleScope scope = m_state.scope(&command);
        if (wanted.when.present() && !wanted.when.compiled.isTrue(scope))
            continue;
        const LineShape &shape = command.form->answer.lines[static_cast<std::size_t>(wanted.shape)];
        std::vector<std::pair<std::string, bool>> texts; // empty and false: left out
        for (std::size_t i = 0; i < wanted.fields.size(); ++i) {
            const catalog::Parameter &field = shape.fields[i];
            auto &[text, quoted] = texts.emplace_back();
            const expr::Value value = wanted.fields[i].value.compiled.evaluate(scope);
            if (!value.known()) {
                text = field.fixed;
                continue;
            }
            any = true;
            text = value.toText();
            const bool wish = isText(field.type.kind) && (manners.quotes == Quotes::Always || needsQuotes(text));
            quoted = wanted.fields[i].quoted || field.type.quoting == catalog::Quoting::Required ||
                     (wish && field.type.quoting != catalog::Quoting::Forbidden &&
                      !(shape.prefix.empty() && shape.fields.size() == 1));
        }
        lines.push_back(line(shape, texts, manners));
        shapes.push_back(wanted.shape);
    }
    return any;
}

std::string Executor::line(const LineShape &shape, const std::vector<std::pair<std::string, bool>> &texts,
                           const Manners &manners) const
{
    std::size_t count = texts.size(); // what is left out at the end takes no comma
    while (count > 0 && texts[count - 1].first.empty() && !texts[count - 1].second)
        --count;
    std::string fields;
    for (std::size_t i = 0; i < count; ++i) {
        const auto &[text, quoted] = texts[i];
        fields += i > 0 ? "," : "";
        fields += quoted ? '"' + text + '"' : text;
    }
    if (shape.prefix.empty())
        return fields;
    return shape.exact ? shape.prefix : shape.prefix + (manners.blank ? ": " : ":") + fields;
}

int Executor::level() const
{
    const expr::Value value = m_behaviour.errorLevel.compiled.evaluate(m_state.scope());
    return value.isInteger() ? static_cast<int>(std::clamp<std::int64_t>(value.integer(), 0, 2)) : 0;
}

bool Executor::refuse(const ParsedCommand &command, const Manners *manners, const std::string &code, Outcome &out) const
{
    const int how = level();
    out.final = m_behaviour.errorText;
    if (manners == nullptr || manners->refusal.empty() || code.empty() || code == m_behaviour.errorText)
        return false;
    out.code = code;
    if (how == 0)
        return false;
    std::string shown = code;
    if (how == 2)
        if (const auto known = m_behaviour.view().errorCode(manners->refusal, code, command.command); !known.empty())
            shown = known.front()->name.empty() ? known.front()->text.en : known.front()->name;
    out.final = manners->refusal + ": " + shown;
    return false;
}

void Executor::apply(const ParsedCommand &command, EffectOn on, const std::vector<catalog::Argument> *fields)
{
    for (const catalog::Effect &effect : command.form->effects) {
        const ModuleScope scope = m_state.scope(&command, fields);
        if (effect.on != on || effect.what == catalog::EffectDo::Dialect)
            continue;
        catalog::FactState after = m_state.facts();
        catalog::applyEffect(effect, scope, m_behaviour.view().catalog().model(), after);
        if (after.revision() != m_state.facts().revision())
            m_state.setFact(effect.fact, after.value(effect.fact));
    }
}

} // namespace atscope::simulator
