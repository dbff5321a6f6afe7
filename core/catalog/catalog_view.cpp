// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <tuple>

#include "core/base/text.h"
#include "core/catalog/catalog.h"
#include "core/expr/pattern.h"

namespace atscope::catalog {

namespace {

// ATE0, AT&F, ATS0=1: V.25ter's basic commands, whose names may touch what follows. AT+… never does.
bool isBasic(std::string_view name)
{
    return name.size() >= 3 && name.substr(0, 2) == "AT" && (base::isUpper(name[2]) || name[2] == '&' || name[2] == '\\');
}

bool sameCode(const ErrorCode &entry, std::string_view code)
{
    if (entry.code == code || (!entry.name.empty() && base::equalsNoCase(entry.name, code)))
        return true;
    const auto a = base::toInteger(entry.code);
    const auto b = base::toInteger(code);
    return a && b && *a == *b;
}

bool hasName(const std::vector<std::string> &names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

// Two neighbours that changed places are one slip: AT+CQS.
int nameDistance(std::string_view a, std::string_view b, int limit)
{
    const auto from = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin();
    const auto at = static_cast<std::size_t>(from);
    if (a.size() == b.size() && at + 1 < a.size() && a[at] == b[at + 1] && a[at + 1] == b[at] && a.substr(at + 2) == b.substr(at + 2))
        return 1;
    return base::editDistance(a, b, limit);
}

} // namespace

CatalogView::CatalogView(std::shared_ptr<const Catalog> catalog, const ModuleProfile *module)
    : m_catalog(std::move(catalog)), m_module(module != nullptr ? module : m_catalog->module("generic"))
{
    for (const std::string &id : m_module->families)
        if (const Family *family = m_catalog->family(id);
            family != nullptr && std::find(m_families.begin(), m_families.end(), family) == m_families.end())
            m_families.push_back(family);

    // A name goes before every alias, and that before every misprint, whatever the order of the families.
    for (const Family *family : m_families)
        for (const Command &command : family->commands)
            if (m_byName.emplace(command.name, std::pair(Found<Command>{family, &command}, NameMatch::Name)).second)
                m_commands.push_back({family, &command});
    const auto others = [&](const std::vector<std::string> Command::*names, NameMatch match) {
        for (const Found<Command> &found : m_commands)
            for (const std::string &name : *found.*names)
                m_byName.emplace(name, std::pair(found, match));
    };
    others(&Command::aliases, NameMatch::Alias);
    others(&Command::misprints, NameMatch::Misprint);

    for (const Family *family : m_families)
        for (const Urc &urc : family->urcs)
            if (m_urcByName.emplace(urc.name, Found<Urc>{family, &urc}).second)
                m_urcs.push_back({family, &urc});
    for (const Found<Urc> &found : m_urcs)
        for (const LineShape &shape : found->shapes)
            for (const std::string &alias : shape.aliases)
                m_urcByName.emplace(alias, found);
}

Found<Command> CatalogView::command(std::string_view name, NameMatch *match) const
{
    const auto it = m_byName.find(std::string(name));
    if (it == m_byName.end())
        return {};
    if (match != nullptr)
        *match = it->second.second;
    return it->second.first;
}

Found<Command> CatalogView::elsewhere(std::string_view name) const
{
    for (const Family &family : m_catalog->model().families) {
        if (std::find(m_families.begin(), m_families.end(), &family) != m_families.end())
            continue;
        for (const Command &command : family.commands)
            if (command.name == name || hasName(command.aliases, name) || hasName(command.misprints, name))
                return {&family, &command};
    }
    return {};
}

Found<Urc> CatalogView::urc(std::string_view name) const
{
    const auto it = m_urcByName.find(std::string(name));
    return it == m_urcByName.end() ? Found<Urc>() : it->second;
}

const Fact *CatalogView::fact(std::string_view name) const
{
    for (const Family *family : m_families)
        for (const Fact &fact : family->facts)
            if (fact.name == name)
                return &fact;
    return nullptr;
}

Found<Command> CatalogView::longestBasic(std::string_view line) const
{
    for (std::size_t n = std::min<std::size_t>(line.size(), 16); n >= 3; --n) {
        const std::string_view name = line.substr(0, n);
        if (!isBasic(name))
            continue;
        NameMatch match = NameMatch::Name;
        if (const Found<Command> found = command(name, &match); found && match != NameMatch::Misprint)
            return found;
    }
    return {};
}

std::vector<std::string> CatalogView::nearest(std::string_view name, int most) const
{
    // A short name that is changed in two places is another command: AT+NOPE is no AT+COPS.
    const std::size_t own = name.size() - std::min<std::size_t>(name.size(), 3);
    const int limit = own < 6 ? 1 : own < 12 ? 2 : 3;
    std::vector<std::pair<int, const std::string *>> found;
    const auto take = [&](const Command &command) {
        int best = nameDistance(name, command.name, limit);
        for (const std::vector<std::string> *others : {&command.aliases, &command.misprints})
            for (const std::string &other : *others)
                best = std::min(best, nameDistance(name, other, limit));
        const bool there = std::any_of(found.begin(), found.end(), [&](const auto &one) { return *one.second == command.name; });
        if (best <= limit && !there)
            found.emplace_back(best, &command.name);
    };
    for (const Found<Command> &entry : m_commands)
        take(*entry);
    if (found.empty())
        for (const Family &family : m_catalog->model().families)
            std::for_each(family.commands.begin(), family.commands.end(), take);
    std::stable_sort(found.begin(), found.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    std::vector<std::string> names;
    for (const auto &[distance, text] : found) {
        if (static_cast<int>(names.size()) >= most || distance > found.front().first)
            break;
        names.push_back(*text);
    }
    return names;
}

std::vector<Found<Final>> CatalogView::finals() const
{
    std::vector<Found<Final>> all;
    for (const Family *family : m_families) {
        for (const Final &final : family->finals) {
            const auto same = [&](const Found<Final> &other) {
                return std::tie(other->text, other->families, other->tail, other->value)
                       == std::tie(final.text, final.families, final.tail, final.value);
            };
            if (std::none_of(all.begin(), all.end(), same))
                all.push_back({family, &final});
        }
    }
    return all;
}

std::vector<Found<ErrorCode>> CatalogView::errorCode(std::string_view final, std::string_view code, const Found<Command> &command,
                                                     std::string_view firmware) const
{
    std::vector<Found<ErrorCode>> all;
    const auto take = [&](const Family &family, const ErrorTable &table) {
        if (!hasName(table.finals, final))
            return;
        if (!table.firmware.empty() && !firmware.empty()) {
            const auto pattern = expr::Pattern::compile(table.firmware);
            if (!pattern || pattern->search(firmware) != expr::Tri::True)
                return;
        }
        for (const ErrorCode &entry : table.codes) {
            const bool there =
                std::any_of(all.begin(), all.end(), [&](const Found<ErrorCode> &other) { return other.item == &entry; });
            if (!there && sameCode(entry, code))
                all.push_back({&family, &entry});
        }
    };
    const auto takeById = [&](const std::string &id) {
        if (id.empty())
            return;
        // The table of that id in the command's own family, else in the first that has one.
        const auto takeFrom = [&](const Family &family) {
            bool there = false;
            for (const ErrorTable &table : family.errors) {
                if (table.id != id)
                    continue;
                there = true;
                take(family, table);
            }
            return there;
        };
        if (takeFrom(*command.family))
            return;
        for (const Family *family : m_families)
            if (takeFrom(*family))
                return;
        for (const Family &family : m_catalog->model().families)
            if (takeFrom(family))
                return;
    };
    if (command) {
        takeById(command->errors);
        if (all.empty())
            takeById(command.family->defaultErrors);
        if (!all.empty())
            return all; // attributed
    }
    for (const Family *family : m_families)
        for (const ErrorTable &table : family->errors)
            take(*family, table);
    return all;
}

} // namespace atscope::catalog
