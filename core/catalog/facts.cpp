// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/facts.h"

#include <algorithm>

#include "core/base/text.h"

namespace atscope::catalog {

expr::Value factValue(const Fact &fact, std::string_view text)
{
    const bool numbers =
        std::all_of(fact.values.begin(), fact.values.end(), [](const std::string &v) { return base::toInteger(v); });
    if (const auto n = base::toInteger(text); n && numbers)
        return expr::Value(*n);
    return expr::Value(text);
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
