// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/facts.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/catalog/line_pattern.h"

namespace atscope::catalog {

FactKind kindOf(const Fact &fact)
{
    if (fact.kind != FactKind::Auto || fact.values.empty())
        return fact.kind;
    return std::all_of(fact.values.begin(), fact.values.end(), [](const std::string &v) { return base::toInteger(v); })
        ? FactKind::Number
        : FactKind::Text;
}

expr::Value factValue(const Fact &fact, std::string_view text)
{
    switch (kindOf(fact)) {
    case FactKind::Text:
        return expr::Value(text);
    case FactKind::List:
    case FactKind::Map:
        return {}; // only effects make them
    case FactKind::Number:
    case FactKind::Auto:
        break;
    }
    if (const auto n = base::toInteger(text))
        return expr::Value(*n);
    if (const auto n = base::toDouble(text); n && fact.kind == FactKind::Number)
        return expr::Value(*n);
    return expr::Value(text);
}

void FactState::add(std::string_view fact, const expr::Value &member, bool partial)
{
    const expr::Value old = value(fact);
    if (!member.known() || (!old.isList() && !partial))
        return;
    expr::Value::List list = old.isList() ? old.list() : expr::Value::List();
    std::erase(list, member);
    list.push_back(member);
    if (list.size() > MostMembers)
        list.erase(list.begin());
    set(fact, expr::Value(std::move(list)));
}

void FactState::put(std::string_view fact, const expr::Value &key, expr::Value member, bool partial)
{
    const expr::Value old = value(fact);
    if (!key.known() || (!old.isRecord() && !partial))
        return;
    expr::Value::Record map = old.isRecord() ? old.record() : expr::Value::Record();
    const std::string name = key.toText();
    std::erase_if(map, [&](const auto &entry) { return entry.first == name; });
    if (member.known())
        map.emplace_back(name, std::move(member));
    if (map.size() > MostMembers)
        map.erase(map.begin());
    set(fact, expr::Value(std::move(map)));
}

void FactState::remove(std::string_view fact, const expr::Value &member)
{
    const expr::Value old = value(fact);
    if (!member.known())
        return;
    if (old.isList()) {
        expr::Value::List list = old.list();
        std::erase(list, member);
        set(fact, expr::Value(std::move(list)));
    } else if (old.isRecord()) {
        expr::Value::Record map = old.record();
        std::erase_if(map, [name = member.toText()](const auto &entry) { return entry.first == name; });
        set(fact, expr::Value(std::move(map)));
    }
}

void FactState::clear(std::string_view fact, FactKind kind)
{
    set(fact, kind == FactKind::Map ? expr::Value(expr::Value::Record()) : expr::Value(expr::Value::List()));
}

expr::Value factAt(const Model &model, const FactState &facts, std::size_t index)
{
    if (index >= model.factNames.size())
        return {};
    expr::Value own = facts.value(model.factNames[index]);
    if (own.known() || index >= model.implied.size())
        return own;
    for (const Implied &implied : model.implied[index])
        if (const expr::Value of = facts.value(model.factNames[static_cast<std::size_t>(implied.fact)]);
            of.known() && of.toText() == implied.value)
            return implied.gives;
    return {};
}

std::string_view applyEffect(const Effect &effect, const expr::Scope &scope, const Model &model, FactState &facts)
{
    if (effect.when.present() && !effect.when.compiled.isTrue(scope))
        return {};
    const auto kind = [&] {
        const auto it = std::find(model.factNames.begin(), model.factNames.end(), effect.fact);
        const auto index = static_cast<std::size_t>(it - model.factNames.begin());
        return index < model.factKinds.size() ? model.factKinds[index] : FactKind::Auto;
    };
    switch (effect.what) {
    case EffectDo::Set:
        if (effect.key.present())
            facts.put(effect.fact, effect.key.compiled.evaluate(scope), effect.value.compiled.evaluate(scope), effect.partial);
        else
            facts.set(effect.fact, effect.value.compiled.evaluate(scope));
        break;
    case EffectDo::Add:
        facts.add(effect.fact, effect.value.compiled.evaluate(scope), effect.partial);
        break;
    case EffectDo::Remove:
        facts.remove(effect.fact, effect.value.compiled.evaluate(scope));
        break;
    case EffectDo::Clear:
        facts.clear(effect.fact, kind());
        break;
    case EffectDo::Forget:
        facts.forget(effect.fact);
        break;
    case EffectDo::Platform: {
        const expr::Value host = effect.value.compiled.evaluate(scope);
        if (!host.isText())
            break;
        for (const PlatformProfile &platform : model.platforms)
            if (platform.fact == effect.fact
                && std::any_of(platform.hosts.begin(), platform.hosts.end(),
                               [&](const std::string &pattern) { return detail::isFoundIn(pattern, host.text()); })) {
                facts.set(effect.fact, expr::Value(platform.id));
                break;
            }
        break;
    }
    case EffectDo::Dialect:
        return effect.dialect;
    }
    return {};
}

void FactState::powerCycle(const CatalogView &view)
{
    const ModuleProfile &module = view.module();
    std::map<std::string, expr::Value, std::less<>> after;
    for (const Family *family : view.families()) {
        for (const Fact &fact : family->facts) {
            if (after.count(fact.name) != 0)
                continue;
            expr::Value value;
            if (fact.keeps)
                value = this->value(fact.name);
            if (!value.known()) {
                const auto known = std::find_if(module.facts.begin(), module.facts.end(),
                                                [&](const auto &entry) { return entry.first == fact.name; });
                if (known != module.facts.end())
                    value = factValue(fact, known->second);
                else if (!fact.initial.empty() && !fact.keeps) // what is kept may be anything already
                    value = factValue(fact, fact.initial);
            }
            if (value.known())
                after.emplace(fact.name, std::move(value));
        }
    }
    m_values = std::move(after);
    ++m_revision;
}

} // namespace atscope::catalog
