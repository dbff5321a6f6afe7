// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include "core/base/text.h"
#include "core/catalog/linker.h"

namespace atscope::catalog {

namespace linking {

namespace {

// Column of the n-th byte of an expression's text in its file.
int columnIn(const Expr &e, int n)
{
    if (e.style == '|')
        return e.column;
    const std::string_view before = std::string_view(e.source).substr(0, static_cast<std::size_t>(std::max(n - 1, 0)));
    int column = e.column + static_cast<int>(base::utf8Length(before));
    for (const char c : before) // '' and \" take two
        column += (e.style == '\'' && c == '\'') || (e.style == '"' && (c == '"' || c == '\\')) ? 1 : 0;
    return column;
}

} // namespace

void Linker::run()
{
    collect();
    for (Family &family : m_model.families)
        linkFamily(family);
    if (!bad.empty())
        return; // there will be another round
    for (ModuleProfile &module : m_model.modules)
        linkModule(module);
    m_model.factNames = m_facts.names();
    m_model.factKinds = m_facts.kinds();
    m_model.implied.assign(m_model.factNames.size(), {});
    for (const PlatformProfile &platform : m_model.platforms)
        linkPlatform(platform);
    linkNamedObjects();
}

void Linker::complain(Severity severity, int line, int column, const char *code, Args args)
{
    complaints.push_back({base::Error(base::Message(code, std::move(args)), {*m_place.file, line, column}), severity});
    if (severity == Severity::Error && m_place.family != nullptr)
        bad.insert(m_place.family);
}

void Linker::collect()
{
    std::set<std::string_view> ids;
    for (const Family &family : m_model.families) {
        m_place = {&family, &family.file, 1, 1};
        if (!ids.insert(family.id).second)
            error("catalog-double-family", {{"name", family.id}});
        for (const Fact &fact : family.facts) {
            const auto [it, added] = m_factOf.emplace(fact.name, &fact);
            if (!added && (it->second->values != fact.values || it->second->kind != fact.kind))
                error("catalog-fact-differs", {{"name", fact.name}});
            m_facts.add(fact);
        }
        for (const ErrorTable &table : family.errors)
            m_tables.insert(table.id);
        for (const Final &final : family.finals)
            m_finals.insert(final.text);
        for (const Command &command : family.commands) {
            m_commands.emplace(command.name, &command);
            for (const std::string &alias : command.aliases)
                m_commands.emplace(alias, &command);
        }
        for (const Urc &urc : family.urcs) {
            m_urcs[urc.name].push_back({&family, &urc});
            for (const LineShape &shape : urc.shapes)
                for (const std::string &alias : shape.aliases)
                    m_urcs[alias].push_back({&family, &urc});
        }
    }
}

void Linker::linkFamily(Family &family)
{
    m_place = {&family, &family.file, 1, 1};
    needTable(family.defaultErrors);
    for (const Final &final : family.finals)
        needTable(final.errorTable);
    for (Command &command : family.commands) {
        const auto place = [&] {
            m_place = {&family, command.file.empty() ? &family.file : &command.file, command.line, command.column};
        };
        place();
        needTable(command.errors);
        for (Form &form : command.forms) {
            place();
            linkForm(family, form);
        }
    }
    for (Urc &u : family.urcs) {
        m_place = {&family, u.file.empty() ? &family.file : &u.file, u.line, u.column};
        linkUrc(u);
    }
    for (ObjectShape &object : family.objects) {
        m_place = {&family, &family.file, object.line, object.column};
        linkObject(family, object);
    }
    // Families that are not there make no mistake: another file may be missing.
    m_place = {&family, &family.file, 1, 1};
    for (const Final &final : family.finals)
        for (const std::string &id : final.families)
            if (!hasFamily(id))
                warning("catalog-unknown-family", {{"name", id}});
}

void Linker::needFact(const std::string &name)
{
    if (!name.empty() && m_factOf.count(name) == 0)
        error("catalog-unknown-fact", {{"name", name}});
}

void Linker::needTable(const std::string &id)
{
    if (!id.empty() && m_tables.count(id) == 0)
        error("catalog-unknown-table", {{"name", id}});
}

bool Linker::hasParameter(const Form &form, std::string_view name)
{
    return std::any_of(form.parameters.begin(), form.parameters.end(), [&](const Parameter &p) { return p.name == name; });
}

void Linker::needParameter(const Form &form, const std::string &name)
{
    if (!name.empty() && !hasParameter(form, name))
        error("catalog-unknown-parameter", {{"name", name}});
}

bool Linker::hasFamily(const std::string &id) const
{
    return std::any_of(m_model.families.begin(), m_model.families.end(),
                       [&](const Family &family) { return family.id == id; });
}

const Urc *Linker::urc(const Family &family, const std::string &name) const
{
    const auto it = m_urcs.find(name);
    if (it == m_urcs.end())
        return nullptr;
    for (const auto &[owner, found] : it->second)
        if (owner == &family)
            return found;
    return it->second.front().second;
}

std::string Linker::joinedNames(const std::vector<std::string> &names)
{
    std::string all;
    for (const std::string &name : names)
        all += (all.empty() ? "" : ", ") + name;
    return all;
}

void Linker::compile(Expr &e, const Symbols &symbols, expr::Type wanted)
{
    if (!e.present())
        return;
    auto result = expr::Expression::parse(e.source, symbols);
    if (!result) {
        complain(Severity::Error, e.line, columnIn(e, result.error().place.column), result.error().message.code.c_str(),
                 result.error().message.args);
        return;
    }
    e.compiled = std::move(result).value();
    const expr::Type type = e.compiled.type();
    const bool fits = wanted == expr::Type::Any || type == expr::Type::Any || type == wanted
                      || (wanted == expr::Type::Duration && type == expr::Type::Number);
    if (!fits)
        complain(Severity::Error, e.line, e.column,
                 wanted == expr::Type::Bool ? "catalog-not-a-condition" : "catalog-not-a-duration", {{"source", e.source}});
}

} // namespace linking

std::vector<Complaint> link(Model &model)
{
    std::vector<Complaint> all;
    // A family that is taken out may be missed by another: once more until all that is left is right.
    for (;;) {
        linking::Linker linker(model);
        linker.run();
        const bool done = linker.bad.empty();
        for (Complaint &complaint : linker.complaints) {
            // Warnings come again in the next round. One place complains once, however many aliases (*name) lead to it.
            const bool again = std::any_of(all.begin(), all.end(), [&](const Complaint &other) {
                return other.error.place == complaint.error.place && other.error.message == complaint.error.message;
            });
            if (!again && (done || complaint.severity == Severity::Error))
                all.push_back(std::move(complaint));
        }
        if (done)
            return all;
        std::vector<Family> kept;
        for (Family &family : model.families)
            if (linker.bad.count(&family) == 0)
                kept.push_back(std::move(family));
        model.families = std::move(kept);
    }
}

} // namespace atscope::catalog
