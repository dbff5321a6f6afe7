// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What changes facts, and with which values.
#include <algorithm>

#include "core/catalog/linker.h"

namespace atscope::catalog::linking {

void Linker::linkEffects(std::vector<Effect> &effects, const Symbols &symbols)
{
    for (Effect &effect : effects) {
        Symbols own = symbols;
        const bool incoming = effect.on == EffectOn::Answer || effect.on == EffectOn::Completion ||
                              effect.on == EffectOn::Failure || effect.on == EffectOn::Urc;
        own.setFirst(incoming ? First::Fields : First::Parameters);
        own.setCode(effect.on == EffectOn::Error);
        condition(effect.when, own);
        compile(effect.key, own, expr::Type::Any);
        compile(effect.value, own, expr::Type::Any);
        needFact(effect.fact);
        if (effect.what == EffectDo::Set && !effect.key.present())
            checkFactValue(effect);
        checkDeed(effect);
    }
}

// Adding needs a list, keys need a map.
void Linker::checkDeed(Effect &effect)
{
    const auto it = m_factOf.find(effect.fact);
    if (it == m_factOf.end())
        return;
    effect.partial = it->second->partial;
    const FactKind kind = it->second->kind;
    const bool list = kind == FactKind::List;
    const bool map = kind == FactKind::Map;
    const bool fits = effect.what == EffectDo::Add                                    ? list
        : effect.what == EffectDo::Remove || effect.what == EffectDo::Clear ? list || map
        : effect.what == EffectDo::Set                                       ? (effect.key.present() ? map : !list && !map)
        : effect.what == EffectDo::Platform                                  ? !list && !map
                                                                                     : true;
    if (!fits)
        error("catalog-fact-deed", {{"name", effect.fact}});
}

// A plain text that the fact cannot have is a slip of the pen: value: "'runing'".
void Linker::checkFactValue(const Effect &effect)
{
    if (const auto fact = m_facts.find(effect.fact); fact && effect.value.compiled.present()) {
        const expr::Type type = effect.value.compiled.type();
        if (fact->type != expr::Type::Any && type != expr::Type::Any && type != fact->type) {
            complain(Severity::Error, effect.value.line, effect.value.column, "catalog-fact-type",
                     {{"name", effect.fact}, {"expected", fact->type == expr::Type::Number ? "number" : "text"}});
            return;
        }
    }
    const auto it = m_factOf.find(effect.fact);
    const std::string &s = effect.value.source;
    if (it == m_factOf.end() || it->second->values.empty() || s.size() < 2 || s.front() != '\'' ||
        s.find('\'', 1) != s.size() - 1)
        return;
    const auto &values = it->second->values;
    const std::string text = s.substr(1, s.size() - 2);
    if (std::find(values.begin(), values.end(), text) == values.end())
        complain(Severity::Error, effect.value.line, effect.value.column, "catalog-fact-value",
                 {{"name", effect.fact}, {"value", text}});
}

} // namespace atscope::catalog::linking
