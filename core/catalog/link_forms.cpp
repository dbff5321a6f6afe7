// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What is sent and what comes back: the forms of commands, URCs, their parameters and fields.
#include <algorithm>

#include "core/base/text.h"
#include "core/catalog/linker.h"

namespace atscope::catalog::linking {

namespace {

// What the answer said is kept for the completion only as far as that asks for it.
void remember(Form &form)
{
    form.remembered.clear();
    const auto look = [&form](const Expr &e) {
        for (const int slot : e.compiled.present() ? e.compiled.usedSlots() : std::vector<int>())
            if (slot >= Slots::Answer && slot < Slots::Fact
                && std::find(form.remembered.begin(), form.remembered.end(), slot - Slots::Answer) == form.remembered.end())
                form.remembered.push_back(slot - Slots::Answer);
    };
    look(form.completion.when);
    look(form.completion.deadline);
    for (const CompletionStep &step : form.completion.steps)
        look(step.when);
    for (const Effect &effect : form.effects) {
        look(effect.when);
        look(effect.key);
        look(effect.value);
    }
}

} // namespace

void Linker::linkType(TypeSpec &type, const Symbols &symbols)
{
    for (ValueMeaning &meaning : type.values)
        condition(meaning.when, symbols);
    for (const std::string *fact : {&type.separatorFact, &type.itemSeparatorFact, &type.charsetFact})
        needFact(*fact);
    for (Parameter &item : type.items)
        linkParameter(item, symbols);
}

void Linker::linkParameter(Parameter &parameter, const Symbols &symbols)
{
    linkType(parameter.type, symbols);
    for (TypeVariant &variant : parameter.variants) {
        condition(variant.when, symbols);
        linkType(variant.type, symbols);
    }
    condition(parameter.required, symbols);
    condition(parameter.forbidden, symbols);
    compile(parameter.propose, symbols, expr::Type::Any);
    condition(parameter.secret.when, symbols);
}

// {name} in the text of a rule.
void Linker::checkPlaceholders(const Form &form, const std::string &text)
{
    for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1)) {
        const std::size_t end = text.find('}', at);
        if (end == std::string::npos)
            return;
        const std::string name = text.substr(at + 1, end - at - 1);
        if (name.rfind("fact.", 0) == 0) {
            needFact(name.substr(5));
            continue;
        }
        const bool plain = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
            return base::isLower(c) || base::isDigit(c) || c == '_';
        });
        if (plain && name != "fix" && name != "actual" && name != "module" && !hasParameter(form, name))
            error("catalog-unknown-placeholder", {{"name", name}});
    }
}

void Linker::linkShape(LineShape &shape, Symbols symbols)
{
    symbols.setFirst(First::Fields);
    for (Parameter &field : shape.fields)
        linkParameter(field, symbols);
    const Symbols facts(m_facts);
    duration(shape.counted.silenceAtLeast, facts);
}

void Linker::linkForm(const Family &family, Form &form)
{
    m_place.line = form.line;
    m_place.column = 1;
    form.fieldNames.clear();
    FieldTypes types;
    for (const LineShape &shape : form.answer.lines)
        addFields(shape.fields, form.fieldNames, types);
    const std::size_t answered = form.fieldNames.size();
    for (const CompletionStep &step : form.completion.steps)
        if (const Urc *found = urc(family, step.urc))
            for (const LineShape &shape : found->shapes)
                addFields(shape.fields, form.fieldNames, types);

    Symbols symbols(m_facts); // of what is sent
    symbols.setParameters(&form.parameters);
    Symbols all = symbols; // … and what came back
    all.setFields(&form.fieldNames, &types);
    const std::vector<std::string> answers(form.fieldNames.begin(), form.fieldNames.begin() + static_cast<std::ptrdiff_t>(answered));
    all.setAnswer(&answers, &types);

    for (Parameter &parameter : form.parameters) {
        linkParameter(parameter, symbols);
        checkRole(form, parameter);
        needParameter(form, parameter.type.hexParameter);
        for (const TypeVariant &variant : parameter.variants)
            needParameter(form, variant.type.hexParameter);
    }
    for (Hazard &hazard : form.hazards)
        condition(hazard.when, symbols);
    for (const Group &group : form.groups)
        for (const std::string &name : group.parameters)
            needParameter(form, name);
    for (Rule &rule : form.rules)
        linkRule(form, rule, symbols);
    for (Requirement &requirement : form.requirements)
        condition(requirement.that, symbols);
    duration(form.timeout, symbols);
    duration(form.answer.silenceAtLeast, symbols);
    for (LineShape &shape : form.answer.lines)
        linkShape(shape, all);
    needParameter(form, form.prompt.countParameter);
    linkEffects(form.effects, all);
    linkCompletion(family, form, all, types);
    remember(form);
}

void Linker::linkRule(const Form &form, Rule &rule, const Symbols &symbols)
{
    condition(rule.when, symbols);
    condition(rule.require, symbols);
    needParameter(form, rule.at);
    for (const std::string &name : rule.also)
        needParameter(form, name);
    const auto linkFixes = [&](std::vector<Fix> &fixes) {
        for (Fix &fix : fixes) {
            needParameter(form, fix.parameter);
            compile(fix.value, symbols, expr::Type::Any);
        }
    };
    linkFixes(rule.fixes);
    for (Remedy &remedy : rule.remedies)
        linkFixes(remedy.fixes);
    checkPlaceholders(form, rule.text.en);
    checkPlaceholders(form, rule.text.zh);
}

// count-of:data and its like name another parameter.
void Linker::checkRole(const Form &form, const Parameter &parameter)
{
    for (const std::string_view role : {"count-of:", "length-of:", "digits-of:"})
        if (parameter.role.rfind(role, 0) == 0)
            needParameter(form, parameter.role.substr(role.size()));
}

void Linker::linkCompletion(const Family &family, Form &form, const Symbols &all, const FieldTypes &types)
{
    condition(form.completion.when, all);
    duration(form.completion.deadline, all);
    for (CompletionStep &step : form.completion.steps) {
        const Urc *found = urc(family, step.urc);
        std::vector<Parameter> fields;
        if (found != nullptr)
            for (const LineShape &shape : found->shapes)
                fields.insert(fields.end(), shape.fields.begin(), shape.fields.end());
        bool answer = false; // a line of the form's own answer
        for (const LineShape &shape : form.answer.lines) {
            if (shape.prefix != step.urc)
                continue;
            answer = true;
            fields.insert(fields.end(), shape.fields.begin(), shape.fields.end());
        }
        const bool final = m_finals.count(step.urc) != 0;
        if (found == nullptr && !answer && !final) {
            error("catalog-unknown-urc", {{"name", step.urc}});
            continue;
        }
        Symbols own = all;
        own.setCode(final);
        own.setFirst(First::Fields);
        own.setFields(&form.fieldNames, &types, &fields);
        condition(step.when, own);
    }
}

void Linker::linkUrc(Urc &u)
{
    u.fieldNames.clear();
    FieldTypes types;
    for (const LineShape &shape : u.shapes)
        addFields(shape.fields, u.fieldNames, types);
    Symbols symbols(m_facts);
    symbols.setFields(&u.fieldNames, &types);
    for (LineShape &shape : u.shapes)
        linkShape(shape, symbols);
    linkEffects(u.effects, symbols);
    if (u.reply.command.empty())
        return;
    duration(u.reply.within, symbols);
    condition(u.reply.when, symbols);
    const auto it = m_commands.find(u.reply.command);
    if (it == m_commands.end()) {
        error("catalog-unknown-command", {{"name", u.reply.command}});
        return;
    }
    for (const auto &[field, parameter] : u.reply.agree) {
        if (std::find(u.fieldNames.begin(), u.fieldNames.end(), field) == u.fieldNames.end())
            error("catalog-unknown-field", {{"name", field}, {"known", joinedNames(u.fieldNames)}});
        const auto &forms = it->second->forms;
        if (std::none_of(forms.begin(), forms.end(),
                         [&, name = &parameter](const Form &form) { return hasParameter(form, *name); }))
            error("catalog-unknown-parameter", {{"name", parameter}});
    }
}

} // namespace atscope::catalog::linking
