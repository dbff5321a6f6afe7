// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/base/text.h"
#include "core/catalog/line.h"
#include "core/catalog/line_scope.h"

// What a line does beyond being right: dangers, proposals, and what is known behind it.
namespace atscope::catalog {

using namespace detail;

std::vector<const ValueMeaning *> listedValues(const Argument &argument, const LineContext &context)
{
    std::vector<const ValueMeaning *> found;
    if (argument.type == nullptr || !argument.given)
        return found;
    const LineScope scope(nullptr, context);
    const auto number = base::toInteger(argument.text);
    for (const ValueMeaning &meaning : argument.type->values) {
        const bool same = meaning.value == argument.text || (number && number == base::toInteger(meaning.value)); // 01 is 1
        if (same && (!meaning.when.present() || !meaning.when.compiled.isFalse(scope)))
            found.push_back(&meaning);
    }
    return found;
}

ParameterState stateOf(const Argument &argument, const ParsedCommand &command, const LineContext &context)
{
    ParameterState state;
    if (argument.parameter == nullptr)
        return state;
    const Parameter &parameter = *argument.parameter;
    const TypeSpec &type = argument.type != nullptr ? *argument.type : parameter.type;
    const LineScope scope(&command.arguments, context);
    state.forbidden = isForbidden(parameter, scope);
    state.required = isRequired(parameter, scope);
    if (state.forbidden)
        state.why = parameter.forbiddenText;
    else if (state.required && parameter.required.present())
        state.why = parameter.requiredText;
    const Secret &secret = parameter.secret;
    state.secret = secret.always || (secret.when.present() && secret.when.compiled.isTrue(scope)) || !secret.part.empty();
    for (const ValueMeaning &value : type.values)
        if (!value.when.present() || !value.when.compiled.isFalse(scope))
            state.values.push_back(&value);
    state.separator = separatorOf(type.separatorFact, type.separator, ";", context);
    state.itemSeparator =
        separatorOf(type.itemSeparatorFact, type.itemSeparator, type.kind == TypeKind::KeyValues ? "=" : ",", context);
    return state;
}

std::vector<const Hazard *> hazardsOf(const ParsedCommand &command, const LineContext &context)
{
    std::vector<const Hazard *> found;
    if (command.form == nullptr)
        return found;
    const LineScope scope(&command.arguments, context);
    for (const Hazard &hazard : command.form->hazards)
        if (!hazard.when.present() || hazard.when.compiled.isTrue(scope))
            found.push_back(&hazard);
    std::stable_sort(found.begin(), found.end(), [](const Hazard *a, const Hazard *b) { return a->kind > b->kind; });
    return found;
}

std::string proposedFor(const Parameter &parameter, const ParsedCommand &command, const LineContext &context)
{
    if (!parameter.fixed.empty())
        return parameter.fixed;
    if (!parameter.propose.present())
        return {};
    const LineScope scope(&command.arguments, context);
    return parameter.propose.compiled.evaluate(scope).toText();
}

bool proposedFromFacts(const Parameter &parameter)
{
    const auto &used = parameter.propose.compiled.usedSlots();
    return parameter.propose.present() && std::any_of(used.begin(), used.end(), [](int slot) { return slot >= Slots::Fact; });
}

bool proposedFromLine(const Parameter &parameter)
{
    const auto &used = parameter.propose.compiled.usedSlots();
    return parameter.propose.present() && std::any_of(used.begin(), used.end(), [](int slot) { return slot < Slots::Field; });
}

void assumeDone(const ParsedCommand &command, const LineContext &context, FactState &facts)
{
    if (command.form == nullptr || context.view == nullptr)
        return;
    LineContext now = context; // each effect sees those before it
    now.facts = &facts;
    const LineScope scope(&command.arguments, now);
    for (const EffectOn on : {EffectOn::Sent, EffectOn::Ok, EffectOn::Completion})
        for (const Effect &effect : command.form->effects)
            if (effect.on == on)
                applyEffect(effect, scope, context.view->catalog().model(), facts);
}

} // namespace atscope::catalog
