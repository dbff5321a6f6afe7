// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/base/text.h"
#include "core/catalog/line.h"
#include "core/catalog/line_parts.h"
#include "core/catalog/line_scope.h"

namespace atscope::catalog
{

namespace
{

using namespace detail;

// Does a text of this type stand in quotes when nobody said how it was written?
bool wantsQuotes(const TypeSpec &type, const Form &form)
{
    if (type.kind == TypeKind::Rest || type.quoting == Quoting::Forbidden)
        return false;
    if (type.quoting == Quoting::Required)
        return true;
    if (isNumeric(type))
        return false;
    if (type.kind != TypeKind::Enumeration && type.kind != TypeKind::Literal)
        return true;
    // "platform" with LwM2M, BLOCKSIZE with Wi-Fi: as the texts beside it.
    return std::none_of(form.parameters.begin(), form.parameters.end(), [](const Parameter &parameter) {
        return parameter.type.quoting == Quoting::Forbidden || parameter.type.kind == TypeKind::Rest;
    });
}

// Bare text that would fall apart.
bool needsQuotes(std::string_view text, const TypeSpec &type)
{
    return !eatsAll(type) && type.kind != TypeKind::DateTime && text.find_first_of(",;\"") != std::string_view::npos;
}

void append(std::string &line, const Argument &argument)
{
    if (!argument.given)
        return;
    if (argument.quoted)
        line += '"';
    line += argument.wire();
    if (argument.quoted)
        line += '"';
}

// The arguments up to the last one that is there, empty places between them.
std::string joinedArguments(const std::vector<Argument> &arguments, std::size_t from)
{
    std::size_t count = arguments.size();
    while (count > from && !arguments[count - 1].given)
        --count;
    std::string text;
    for (std::size_t i = from; i < count; ++i) {
        if (i > from)
            text += ',';
        append(text, arguments[i]);
    }
    return text;
}

// A bare text ends before its last `;`, which would be taken for the end of the command. An empty place behind it keeps it.
std::string withoutTail(std::string text, const Form *form, const std::vector<Argument> &arguments)
{
    for (std::size_t i = arguments.size(); i > 0; --i) {
        const Argument &last = arguments[i - 1];
        if (!last.given)
            continue;
        const bool keeps = last.quoted || (form != nullptr && i == form->parameters.size() && last.type != nullptr && eatsAll(*last.type));
        if (!keeps && i < arguments.size() && text.ends_with(';'))
            return text + ',';
        const auto whole = text.size();
        while (!keeps && !text.empty() && (text.back() == ';' || base::isBlank(text.back())))
            text.pop_back();
        // Nothing is left of it: its place goes as well, but for one that keeps the `;` before it.
        while (text.size() < whole && text.ends_with(',') && !text.ends_with(";,"))
            text.pop_back();
        break;
    }
    return text;
}

// Would a text right behind the name of a basic command be read as a sign of its own? (ATD with =5 or 1=1: ATD==5, ATD=1=1.)
bool looksLikeSign(std::string_view text)
{
    std::size_t at = 0;
    while (at < text.size() && base::isDigit(text[at]))
        ++at;
    while (at < text.size() && base::isBlank(text[at]))
        ++at;
    return at < text.size() && (text[at] == '=' || text[at] == '?');
}

std::string written(const std::string &name, FormKind kind, const Form *form, const std::vector<Argument> &arguments)
{
    std::string line = name;
    const bool extended = isExtended(name);
    switch (kind) {
    case FormKind::Test:
        return line + "=?";
    case FormKind::Read:
        return line + (!extended && !arguments.empty() ? joinedArguments(arguments, 0) : std::string()) + "?";
    case FormKind::Execute:
        return line;
    case FormKind::Set:
        break;
    }
    if (extended)
        return line + "=" + withoutTail(joinedArguments(arguments, 0), form, arguments);
    if (form == nullptr || !isRegister(name)) { // ATE0, ATD12345; what is unknown holds its = itself
        const std::string text = withoutTail(joinedArguments(arguments, 0), form, arguments);
        return line + (form != nullptr && looksLikeSign(text) ? "=" : "") + text;
    }
    if (name.size() > 3) // ATS0=1
        return line + "=" + joinedArguments(arguments, 0);
    if (!arguments.empty()) // ATS, 7, 60
        append(line, arguments.front());
    return arguments.size() > 1 && arguments[1].given ? line + "=" + joinedArguments(arguments, 1) : line;
}

void put(Argument &argument, const std::string &text, const TypeSpec &type, const LineContext &context)
{
    argument.given = true;
    setText(argument, text, type, context);
}

// A damaged line loses what could not be read when it is written; what is left may fit another alternative of the command, and
// is read and written until it stays the same.
std::string settled(std::string line, const ParsedCommand &command, const LineContext &context)
{
    const bool damaged = !command.problems.empty() || isRegister(command.name) ||
                         (command.form != nullptr && command.arguments.size() > command.form->parameters.size());
    for (int round = 0; damaged && round < 8; ++round) {
        const ParsedLine again = parseLine(line, context);
        if (again.commands.empty())
            break;
        const ParsedCommand &read = again.commands.front();
        std::string next = written(read.alias.empty() ? read.name : read.alias, read.kind, read.form, read.arguments);
        if (next == line)
            break;
        line = std::move(next);
    }
    return line;
}

} // namespace

base::Result<std::string> compose(const Command &command, const Form &form, const NamedTexts &values, const LineContext &context)
{
    std::vector<Argument> arguments(form.parameters.size());
    for (std::size_t i = 0; i < form.parameters.size(); ++i) {
        arguments[i].parameter = &form.parameters[i];
        arguments[i].type = &form.parameters[i].type;
    }
    for (const auto &[name, text] : values) {
        const auto it = std::find_if(arguments.begin(), arguments.end(),
                                     [&key = name](const Argument &argument) { return base::equalsNoCase(argument.parameter->name, key); });
        if (it == arguments.end())
            return base::Message("unknown-parameter", {{"parameter", name}, {"command", command.name}});
        put(*it, text, *it->type, context);
    }
    const LineScope scope(&arguments, context);
    settleTypes(arguments, scope, context);
    for (Argument &argument : arguments) {
        if (!argument.given)
            continue;
        argument.quoted = wantsQuotes(*argument.type, form) ||
                          (argument.type->quoting != Quoting::Forbidden && needsQuotes(argument.wire(), *argument.type));
        argument.given = argument.quoted || !argument.text.empty();
    }
    return written(command.name, form.kind, &form, arguments);
}

std::string compose(const ParsedCommand &command, const NamedTexts &replaced, const LineContext &context)
{
    const std::string &name = command.alias.empty() ? command.name : command.alias;
    if (replaced.empty() || command.form == nullptr)
        return settled(written(name, command.kind, command.form, command.arguments), command, context);
    std::vector<Argument> arguments = command.arguments;
    std::vector<Argument *> touched;
    for (const auto &[parameter, text] : replaced) {
        const auto it = std::find_if(arguments.begin(), arguments.end(), [&key = parameter](const Argument &argument) {
            return argument.parameter != nullptr && base::equalsNoCase(argument.parameter->name, key);
        });
        if (it == arguments.end())
            continue;
        // What was quoted stays so; what was bare, too, as long as the new text can be.
        const bool was = it->given;
        put(*it, text, *it->type, context);
        if (!was)
            touched.push_back(&*it);
        else if (!it->quoted && it->type->quoting != Quoting::Forbidden && needsQuotes(it->wire(), *it->type))
            it->quoted = true;
        it->given = it->quoted || !text.empty();
    }
    const LineScope scope(&arguments, context);
    settleTypes(arguments, scope, context);
    for (Argument *argument : touched) {
        argument->quoted = wantsQuotes(*argument->type, *command.form) ||
                           (argument->type->quoting != Quoting::Forbidden && needsQuotes(argument->wire(), *argument->type));
        argument->given = argument->quoted || !argument->text.empty();
    }
    return written(name, command.kind, command.form, arguments);
}

} // namespace atscope::catalog
