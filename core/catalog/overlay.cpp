// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/base/text.h"
#include "core/catalog/compiler.h"

namespace atscope::catalog {

namespace {

// Replaces the entry with the same key where it stands, or adds it at the end.
template<class T, class Key>
void lay(std::vector<T> &base, std::vector<T> &over, Key key)
{
    for (T &entry : over) {
        const auto it = std::find_if(base.begin(), base.end(), [&](const T &old) { return old.*key == entry.*key; });
        if constexpr (requires { entry.origin; })
            entry.origin = it == base.end() ? Origin::Added : entry.origin == Origin::Extended ? Origin::Extended : Origin::Replaced;
        if (it != base.end())
            *it = std::move(entry);
        else
            base.push_back(std::move(entry));
    }
}

void layFamily(Family &base, Family over)
{
    for (Command &command : over.commands)
        command.file = over.file;
    for (Urc &urc : over.urcs)
        urc.file = over.file;
    if (!over.title.empty())
        base.title = std::move(over.title);
    if (!over.manualFile.empty())
        base.manualFile = std::move(over.manualFile);
    if (!over.defaultErrors.empty())
        base.defaultErrors = std::move(over.defaultErrors);
    lay(base.facts, over.facts, &Fact::name);
    lay(base.errors, over.errors, &ErrorTable::id);
    lay(base.commands, over.commands, &Command::name);
    lay(base.urcs, over.urcs, &Urc::name);
    lay(base.objects, over.objects, &ObjectShape::id);
    // One text may be there several times (for several families): all of them go.
    std::erase_if(base.finals, [&](const Final &old) {
        return std::any_of(over.finals.begin(), over.finals.end(), [&](const Final &f) { return f.text == old.text; });
    });
    base.finals.insert(base.finals.end(), over.finals.begin(), over.finals.end());
}

} // namespace

void overlay(Model &model, CompiledFile over)
{
    for (Family &family : over.families) {
        const auto it =
            std::find_if(model.families.begin(), model.families.end(), [&](const Family &old) { return old.id == family.id; });
        if (it != model.families.end()) {
            layFamily(*it, std::move(family));
        } else {
            family.fromUser = true;
            model.families.push_back(std::move(family));
        }
    }
    for (ModuleProfile &module : over.modules) {
        const auto it = std::find_if(model.modules.begin(), model.modules.end(),
                                     [&](const ModuleProfile &old) { return base::equalsNoCase(old.id, module.id); });
        const bool extended = module.origin == Origin::Extended;
        module.origin = it == model.modules.end() ? Origin::Added : extended ? Origin::Extended : Origin::Replaced;
        if (it != model.modules.end())
            *it = std::move(module);
        else
            model.modules.push_back(std::move(module));
    }
    lay(model.platforms, over.platforms, &PlatformProfile::id);
    lay(model.namedObjects, over.namedObjects, &NamedObject::id);
    std::stable_sort(model.namedObjects.begin(), model.namedObjects.end(),
                     [](const NamedObject &a, const NamedObject &b) { return a.id < b.id; });
}

} // namespace atscope::catalog
