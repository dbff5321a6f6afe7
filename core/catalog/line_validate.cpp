// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <iterator>
#include <optional>

#include "core/base/text.h"
#include "core/catalog/line.h"
#include "core/catalog/line_check.h"
#include "core/catalog/line_parts.h"
#include "core/catalog/line_scope.h"

// Every code of the line checker, its severity (E, W) and its arguments. Rules of the catalog bring their own codes and texts.
//
// The line as a whole
//   not-a-command        E  text                        does not begin with AT
//   not-ascii            E  character, count            hyphens, any character beyond ASCII outside quotes
//   invisible-character  E  character, count            odd blanks and what has no width; W between quotes (parameter, character)
//   typographic-quote    E  character, count
//   full-width           E  character, count
//   control-character    E  character, count
//   blank-in-name        W                              AT +X, AT+ X, AT+X =1
//   blank-in-arguments   W                              AT+X=1, 2
//   pasted-remark        W  text                        AT+X=1 //remark
//   pasted-prefix        W  text                        [10:23:45] AT+X; E where it is not ASCII: → AT+X
//   pasted-answer        W  text                        AT+X=1OK, where OK cannot be of the argument
//   wrapped-line         E                              a line end inside the command
//   continued-line       W                              of lint: the rest of a wrapped line
//   empty-command        W                              AT+X;
//   too-many-commands    E  limit
//   line-too-long        E  size, limit
// A command
//   unknown-command      W  name, nearest               nearest: names joined by ", ", may be empty; module, modules: where they
//                                                       are another module's
//   urc-not-command      E  name                        AT before the name of a URC
//   misprint             E  name, right                 a spelling that the manual prints by mistake
//   unknown-form         E  name, form, forms, written, possible   form: test read set execute; forms: those there are, joined
//                                                       by ", "; the other two: the same as lines (AT+X=…)
//   not-on-module        W  name, module, modules       modules: those that have it, joined by ", "
//   trailing-text        E  text                        behind the end of a command
//   equals-expected      E  found                       AT+X:1
// Arguments as they stand
//   unclosed-quote       E
//   quote-inside         E                              a bare quote inside an argument that must not have any
//   text-after-quote     E  text
//   blank-in-quotes      W  parameter                   " 89172"
//   quoting-required     E  parameter
//   quoting-forbidden    E  parameter
//   separator-in-value   E  parameter, separator        M531X: ", and the like inside an argument; its message is
//                                                       separator-in-value-only where it cannot be written otherwise
//   bad-escape           W  parameter, escape           M531X: a backslash that begins no escape
// Presence
//   missing-parameter    E  parameter
//   forbidden-parameter  E  parameter
//   surplus-parameter    E  count, most                 places there are, places there may be
//   all-or-none          E  parameters, missing
//   at-least-one         E  parameters
//   at-most-one          E  parameters
// Values
//   not-a-number         E  parameter, value
//   out-of-range         E  parameter, value, range     range: 0..5, 7, ≥ 10
//   out-of-table         E  parameter, value, values
//   value-not-here       E  parameter, value, module    listed, but not with these other parameters; W: not in this dialect or state
//   value-not-on-module  W  parameter, value, module    a lenient profile: module lists the ones without it. E where the catalog
//                                                       says that the module refuses it
//   reserved-value       W  parameter, value
//   unknown-bits         E  parameter, value, bits
//   too-long, too-short  E  parameter, size, limit, unit    unit: bytes, digits; of digits its message is too-long-digits and so on
//   bad-characters       E  parameter, character, allowed   allowed: inside of a character class
//   pattern-mismatch     E  parameter, value            the parameter's help follows, as `text`
//   not-hex              E  parameter, character
//   odd-digits           E  parameter, size
//   bad-host             E  parameter, host
//   bad-port             E  parameter, port
//   bad-topic            E  parameter, topic, filter    filter: yes, no
//   bad-date             E  parameter, value, format
//   bad-json             E  parameter, position, expected   expected: value string colon comma end depth escape; its message is
//                                                       bad-json-comma and so on. Characters count from 1
//   bad-bitmap           E  parameter, value
//   bad-pair             E  parameter, pair
//   unknown-key          E  parameter, key
//   bad-record           E  parameter, record, fields, expected
//   empty-item           E  parameter, record, item
// State
//   requirement          W  error, fix                  text of the catalog; fix: the missing step's line, may be empty
// compose (errors, not problems)
//   unknown-parameter       parameter, command
namespace atscope::catalog {

namespace {

using namespace detail;

std::string joined(const std::vector<std::string> &names)
{
    std::string text;
    for (const std::string &name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

bool readsModule(const Expr &expression)
{
    const auto &used = expression.compiled.usedSlots();
    return std::find(used.begin(), used.end(), static_cast<int>(Slots::Module)) != used.end();
}

// Does the text name each module of the list "A, B"?
bool names(std::string_view text, std::string_view modules)
{
    while (!modules.empty()) {
        const auto end = modules.find(", ");
        if (text.find(modules.substr(0, end)) == std::string_view::npos)
            return false;
        modules.remove_prefix(end == std::string_view::npos ? modules.size() : end + 2);
    }
    return true;
}

bool hasProblem(const ParsedCommand &command, std::string_view code)
{
    return std::any_of(command.problems.begin(), command.problems.end(),
                       [code](const Problem &problem) { return problem.code == code; });
}

// Presence, groups, rules and requirements of one command.
class CommandCheck final
{
public:
    CommandCheck(const ParsedCommand &command, const LineContext &context, std::vector<Finding> &out)
        : m_command(command), m_context(context), m_out(out), m_scope(&command.arguments, context)
    {
    }

    void presence();
    void groups();
    void rules(bool first);
    void requirements();
    void modules();
    // Ways to repair that are values so far become edits. For findings from `from` on.
    void settleWays(std::size_t from, bool first) { writeWays(from, first); }

private:
    Finding &add(std::string code, const Argument &argument, MessageArgs args = {});
    void surplus();
    bool broken(const Rule &rule, const LineScope &scope) const;
    void tell(const Rule &rule, const LineScope &scope, const std::string &onModules, bool first);
    std::optional<NamedTexts> valuesOf(const std::vector<Fix> &fixes, const LineScope &scope) const;
    std::optional<std::vector<Repair>> editsFor(const NamedTexts &values, bool first) const;
    void writeWays(std::size_t from, bool first);
    std::string rendered(const std::string &text, const NamedTexts &fixes = {}, std::string_view at = {}) const;
    std::string manual(const std::string &section) const;

    const ParsedCommand &m_command;
    const LineContext &m_context;
    std::vector<Finding> &m_out;
    LineScope m_scope;
    std::string m_onModules; // {module} of the rule that is told
};

Finding &CommandCheck::add(std::string code, const Argument &argument, MessageArgs args)
{
    const std::string name = argument.parameter != nullptr ? argument.parameter->name : std::string();
    return m_out.emplace_back(finding(Severity::Error, std::move(code), name, argument.span, std::move(args)));
}

std::string CommandCheck::manual(const std::string &section) const
{
    const std::string &own = !section.empty()                                                ? section
        : m_command.form != nullptr && !m_command.form->manual.empty() ? m_command.form->manual
                                                                        : m_command.command->manual;
    return own.empty() ? std::string() : m_command.command.family->manualFile + " " + own;
}

void CommandCheck::presence()
{
    if (m_command.kind != FormKind::Set)
        return;
    const bool broken = hasProblem(m_command, "unclosed-quote"); // what is missing may be inside
    for (const Argument &argument : m_command.arguments) {
        if (argument.parameter == nullptr)
            continue;
        const Parameter &parameter = *argument.parameter;
        if (argument.given) {
            if (isForbidden(parameter, m_scope)) {
                add("forbidden-parameter", argument, {{"parameter", parameter.name}});
                m_out.back().problem.text = parameter.forbiddenText;
            }
        } else if (!broken && isRequired(parameter, m_scope)) {
            add("missing-parameter", argument, {{"parameter", parameter.name}});
            if (parameter.required.present())
                m_out.back().problem.text = parameter.requiredText;
        }
    }
    surplus();
}

void CommandCheck::surplus()
{
    const std::size_t most = m_command.form->parameters.size();
    const auto &arguments = m_command.arguments;
    if (arguments.size() <= most)
        return;
    const base::Span from = arguments[most].span;
    Finding &found = m_out.emplace_back(finding(Severity::Error, "surplus-parameter", {},
                                                {from.offset, arguments.back().span.end() - from.offset},
                                                {{"count", base::fromInteger(static_cast<std::int64_t>(arguments.size()))},
                                                 {"most", base::fromInteger(static_cast<std::int64_t>(most))}}));
    if (arguments.size() != most + 1 || most == 0)
        return;
    if (!arguments.back().given) { // AT+X=1,2,
        found.mend = true;
        found.edits.push_back({{arguments[most - 1].span.end(), from.end() - arguments[most - 1].span.end()}, {}});
        return;
    }
    // AT+MIPLWRITERSP=,0,25845,2: one comma too many where something must stand
    for (std::size_t i = 0; i < most; ++i) {
        if (arguments[i].given || !isRequired(*arguments[i].parameter, m_scope))
            continue;
        const std::uint64_t at = arguments[i].span.offset;
        found.mend = true;
        found.edits.push_back({{at, arguments[i + 1].span.offset - at}, {}});
        return;
    }
}

void CommandCheck::groups()
{
    for (const Group &group : m_command.form->groups) {
        const Argument *given = nullptr;
        const Argument *absent = nullptr;
        std::string missing;
        std::size_t count = 0;
        for (const std::string &name : group.parameters) {
            const Argument *argument = m_command.argument(name);
            if (argument == nullptr)
                continue;
            if (argument->given) {
                ++count;
                given = argument; // the last one
            } else {
                missing += (missing.empty() ? "" : ", ") + name;
                absent = absent == nullptr ? argument : absent;
            }
        }
        const Argument *at = nullptr;
        const char *code = nullptr;
        MessageArgs args{{"parameters", joined(group.parameters)}};
        if (group.kind == GroupKind::AllOrNone && given != nullptr && absent != nullptr) {
            code = "all-or-none";
            at = absent;
            args.emplace_back("missing", missing);
        } else if (group.kind == GroupKind::AtLeastOne && given == nullptr && absent != nullptr) {
            code = "at-least-one";
            at = absent;
        } else if (group.kind == GroupKind::AtMostOne && count > 1) {
            code = "at-most-one";
            at = given;
        }
        if (code == nullptr)
            continue;
        Finding &found = add(code, *at, std::move(args));
        for (const std::string &name : group.parameters)
            if (name != at->parameter->name)
                found.problem.also.push_back(name);
    }
}

bool CommandCheck::broken(const Rule &rule, const LineScope &scope) const
{
    if (rule.when.present() && !rule.when.compiled.isTrue(scope))
        return false;
    if (!rule.require.present())
        return rule.when.present();
    return rule.require.compiled.isFalse(scope);
}

void CommandCheck::rules(bool first)
{
    const bool lenient = m_context.view->module().lenient;
    for (const Rule &rule : m_command.form->rules) {
        if (broken(rule, m_scope)) {
            tell(rule, m_scope, {}, first);
        } else if (lenient && (readsModule(rule.when) || readsModule(rule.require))) {
            // No module chosen: what breaks on some is worth a warning.
            std::string names;
            bool everywhere = true;
            for (const ModuleProfile *module : modulesWith(m_command.command.family, *m_context.view)) {
                LineScope scope = m_scope;
                scope.setModule(module->id);
                if (broken(rule, scope))
                    names += (names.empty() ? "" : ", ") + module->id;
                else
                    everywhere = false;
            }
            if (!names.empty())
                tell(rule, m_scope, everywhere ? std::string() : names, first);
        }
    }
}

// {name}: what stands in the line; {fix}: what the fix would put there.
std::string CommandCheck::rendered(const std::string &text, const NamedTexts &fixes, std::string_view at) const
{
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto close = text[i] == '{' ? text.find('}', i) : std::string::npos;
        if (close == std::string::npos) {
            out += text[i++];
            continue;
        }
        const std::string_view name = std::string_view(text).substr(i + 1, close - i - 1);
        i = close + 1;
        if (name == "fix" || name == "actual") {
            auto own = std::find_if(fixes.begin(), fixes.end(), [at](const auto &fix) { return fix.first == at; });
            if (own == fixes.end())
                own = fixes.begin();
            const Argument *of = own != fixes.end() ? m_command.argument(own->first) : nullptr;
            if (own != fixes.end())
                out += of != nullptr && isSecret(*of, m_scope) ? SecretShown : own->second;
        } else if (name == "module") {
            out += m_onModules.empty() ? m_context.view->module().id : m_onModules;
        } else if (name.substr(0, 5) == "fact.") {
            const auto &names = m_context.view->catalog().model().factNames;
            const auto it = std::find(names.begin(), names.end(), name.substr(5));
            if (it != names.end() && m_context.facts != nullptr)
                out += factAt(m_context.view->catalog().model(), *m_context.facts, static_cast<std::size_t>(it - names.begin())).toText();
        } else if (const Argument *argument = m_command.argument(name)) {
            out += !argument->given                ? argument->parameter->defaultValue
                : isSecret(*argument, m_scope) ? std::string(SecretShown)
                                                   : excerpt(argument->text, 80);
        } else {
            out += '{';
            out += name;
            out += '}';
        }
    }
    return out;
}

void CommandCheck::tell(const Rule &rule, const LineScope &scope, const std::string &onModules, bool first)
{
    const Argument *at = rule.at.empty() ? nullptr : m_command.argument(rule.at);
    m_onModules = onModules;
    Finding found = finding(onModules.empty() ? rule.severity : Severity::Warning, rule.code, rule.at,
                            at != nullptr ? at->span : m_command.span);
    found.problem.also = rule.also;
    found.problem.manual = manual(rule.manual);
    const std::optional<NamedTexts> made = valuesOf(rule.fixes, scope);
    const NamedTexts fixes = made.value_or(NamedTexts());
    // Whose rule it is where no module was chosen, unless the words say so themselves.
    const auto words = [&](const std::string &text, const NamedTexts &fixed) {
        const std::string said = rendered(text, fixed, rule.at);
        return onModules.empty() || said.empty() || names(said, onModules) ? said : onModules + ": " + said;
    };
    found.problem.text = {words(rule.text.en, fixes), words(rule.text.zh, fixes)};
    if (!fixes.empty())
        if (auto edits = editsFor(fixes, first)) {
            found.mend = found.counted = true;
            found.edits = std::move(*edits);
        }
    // The plain fix is the first way where there are more.
    if (found.mend && !rule.remedies.empty())
        found.ways.push_back({base::Message("way-fix"), found.edits, {}, {}});
    for (const Remedy &remedy : rule.remedies) {
        const std::optional<NamedTexts> values = valuesOf(remedy.fixes, scope);
        auto edits = values && !values->empty() ? editsFor(*values, first) : std::nullopt;
        if (!edits)
            continue;
        found.mend = found.counted = true;
        const auto title = [&](const std::string &text) { return rendered(text, *values, rule.at); };
        found.ways.push_back({base::Message("way-fix"), std::move(*edits), {}, {title(remedy.title.en), title(remedy.title.zh)}});
    }
    m_out.push_back(std::move(found));
}

// What the fixes put in; nothing when one of them is not known.
std::optional<NamedTexts> CommandCheck::valuesOf(const std::vector<Fix> &fixes, const LineScope &scope) const
{
    NamedTexts values;
    for (const Fix &fix : fixes) {
        const expr::Value value = fix.value.compiled.evaluate(scope);
        if (!value.known())
            return std::nullopt;
        std::string text = value.toText();
        if (const Argument *argument = m_command.argument(fix.parameter); argument && argument->type && argument->type->escapes)
            text = withEscapes(text, argument->type->bareQuotes);
        values.emplace_back(fix.parameter, std::move(text));
    }
    return values;
}

// Puts values into the line: in their places where they stand already, else the command is written anew.
std::optional<std::vector<Repair>> CommandCheck::editsFor(const NamedTexts &values, bool first) const
{
    std::vector<Repair> edits;
    for (const auto &[name, text] : values) {
        const Argument *argument = m_command.argument(name);
        if (argument == nullptr)
            return std::nullopt;
        const bool fits = argument->quoted || text.find_first_of(",;\" ") == std::string::npos;
        if (argument->given && fits && !text.empty()) {
            edits.push_back({argument->inner, text});
            continue;
        }
        const std::string whole = compose(m_command, values, m_context);
        return std::vector<Repair>{{m_command.span, first ? whole : whole.substr(2)}};
    }
    return edits;
}

void CommandCheck::writeWays(std::size_t from, bool first)
{
    for (std::size_t i = from; i < m_out.size(); ++i)
        for (Finding::Way &way : m_out[i].ways)
            if (!way.values.empty())
                if (auto edits = editsFor(way.values, first))
                    way.edits = std::move(*edits);
}

void CommandCheck::requirements()
{
    for (const Requirement &requirement : m_command.form->requirements) {
        if (!requirement.that.compiled.isFalse(m_scope))
            continue;
        Finding found = finding(Severity::Warning, "requirement", {}, m_command.span,
                                {{"error", requirement.errorCode}, {"fix", rendered(requirement.fix)}});
        found.problem.text = {rendered(requirement.text.en), rendered(requirement.text.zh)};
        found.problem.step = rendered(requirement.fix);
        found.problem.manual = manual(requirement.manual);
        m_out.push_back(std::move(found));
    }
}

void CommandCheck::modules()
{
    const CatalogView &view = *m_context.view;
    const ModuleProfile &module = view.module();
    const Command &command = *m_command.command;
    std::string with;
    const auto &families = view.families();
    if (std::find(families.begin(), families.end(), m_command.command.family) == families.end()) {
        if (!command.modules.empty())
            with = joined(command.modules);
        else
            for (const ModuleProfile *other : modulesWith(m_command.command.family, view))
                with += (with.empty() ? "" : ", ") + other->id;
    } else if (!onModule(command.modules, module)) {
        with = joined(command.modules);
    } else if (m_command.form != nullptr && !onModule(m_command.form->modules, module)) {
        with = joined(m_command.form->modules);
    } else {
        return;
    }
    m_out.push_back(finding(Severity::Warning, "not-on-module", {}, m_command.nameSpan,
                            {{"name", m_command.name}, {"module", module.id}, {"modules", with}}));
}

// An argument that chooses between alternatives of one kind may also be what chooses the others.
void addChoices(const ParsedCommand &command, const std::string &parameter, base::Message &message)
{
    const auto listed = std::find_if(message.args.begin(), message.args.end(), [](const auto &arg) { return arg.first == "values"; });
    if (listed == message.args.end() || command.form == nullptr)
        return;
    std::vector<std::string> choices;
    for (const Form &form : command.command->forms) {
        const auto key = static_cast<std::size_t>(form.selectParameter);
        if (&form != command.form && form.kind == command.form->kind && key < form.parameters.size() && form.parameters[key].name == parameter)
            choices.insert(choices.end(), form.selectValues.begin(), form.selectValues.end());
    }
    if (choices.empty())
        return;
    const auto first = base::toInteger(choices.front());
    const auto own = base::toInteger(std::string_view(listed->second).substr(0, listed->second.find(',')));
    const bool before = first && own && *first < *own;
    listed->second = before ? joined(choices) + ", " + listed->second : listed->second + ", " + joined(choices);
}

} // namespace

bool onModule(const std::vector<std::string> &modules, const ModuleProfile &module)
{
    return modules.empty() || module.lenient || std::any_of(modules.begin(), modules.end(), [&module](const std::string &id) {
               return base::equalsNoCase(id, module.id);
           });
}

void detail::checkArguments(const ParsedCommand &command, const LineContext &context, std::vector<Finding> &out)
{
    CommandCheck(command, context, out).presence();
    const LineScope scope(&command.arguments, context);
    for (const Argument &argument : command.arguments) {
        const std::size_t before = out.size();
        checkValue(argument, scope, command.command.family, context, out);
        if (argument.parameter != nullptr && out.size() > before && out[before].problem.code == "out-of-table")
            addChoices(command, argument.parameter->name, out[before].problem.message);
    }
}

std::vector<Problem> detail::problemsOf(std::string_view line, const ParsedLine &parsed, const LineContext &context)
{
    std::vector<Problem> problems = parsed.problems;
    std::vector<Finding> findings;
    bool first = true;
    for (const ParsedCommand &command : parsed.commands) {
        problems.insert(problems.end(), command.problems.begin(), command.problems.end());
        if (command.command && context.view != nullptr) {
            const std::size_t before = findings.size();
            CommandCheck check(command, context, findings);
            check.modules();
            if (command.form != nullptr) {
                checkArguments(command, context, findings);
                check.groups();
                check.rules(first);
                check.requirements();
                check.settleWays(before, first);
            }
            const std::string &own =
                command.form != nullptr && !command.form->manual.empty() ? command.form->manual : command.command->manual;
            if (!own.empty())
                for (std::size_t i = before; i < findings.size(); ++i)
                    if (findings[i].problem.manual.empty())
                        findings[i].problem.manual = command.command.family->manualFile + " " + own;
        }
        first = false;
    }
    if (context.view != nullptr) {
        const int most = context.view->module().maxLine;
        if (most > 0 && line.size() > static_cast<std::size_t>(most))
            findings.push_back(finding(Severity::Error, "line-too-long", {}, spanOf(static_cast<std::size_t>(most), line.size()),
                                       {{"size", base::fromInteger(static_cast<std::int64_t>(line.size()))},
                                        {"limit", base::fromInteger(most)}}));
    }
    for (Finding &found : findings)
        problems.push_back(finished(std::move(found), line, parsed.repairs));
    if (problems.size() > 1)
        std::stable_sort(problems.begin(), problems.end(),
                         [](const Problem &a, const Problem &b) { return a.span.offset < b.span.offset; });
    return problems;
}

} // namespace atscope::catalog
