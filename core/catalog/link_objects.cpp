// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Objects that several lines make, and named objects of registries.
#include <algorithm>

#include "core/base/text.h"
#include "core/catalog/linker.h"

namespace atscope::catalog::linking {

namespace {

// The fields of the lines that a part is for. False: there is no such line.
bool addPartFields(const Family &family, const ObjectPart &part, std::vector<std::string> &names, FieldTypes &types)
{
    bool found = false;
    if (!part.line.empty() && part.command.empty())
        for (const Urc &u : family.urcs)
            if (u.name == part.line) {
                found = true;
                for (const LineShape &shape : u.shapes)
                    addFields(shape.fields, names, types);
            }
    for (const Command &command : family.commands) {
        if (!part.command.empty() && command.name != part.command)
            continue;
        found = found || (part.line.empty() && (command.name == part.command || command.name == part.sent));
        for (const Form &form : command.forms) {
            if (command.name == part.sent)
                addFields(form.parameters, names, types);
            for (const LineShape &shape : form.answer.lines)
                if (!part.line.empty() && shape.prefix == part.line) {
                    found = true;
                    addFields(shape.fields, names, types);
                }
        }
    }
    return found;
}

} // namespace

void Linker::linkObject(const Family &family, ObjectShape &object)
{
    object.fieldNames.clear();
    FieldTypes types;
    for (const ObjectPart &part : object.parts)
        if (!addPartFields(family, part, object.fieldNames, types))
            error("catalog-unknown-line", {{"name", !part.line.empty() ? part.line : part.sent.empty() ? part.command : part.sent}});
    const auto needField = [&](const std::string &name) {
        if (!name.empty() && std::find(object.fieldNames.begin(), object.fieldNames.end(), name) == object.fieldNames.end())
            error("catalog-unknown-field", {{"name", name}, {"known", joinedNames(object.fieldNames)}});
    };
    for (const std::string &name : object.key)
        needField(name);
    const Symbols facts(m_facts);
    duration(object.silenceAtLeast, facts);
    Symbols symbols(m_facts);
    symbols.setFirst(First::Fields);
    symbols.setFields(&object.fieldNames, &types);
    for (ObjectPart &part : object.parts) {
        condition(part.when, symbols);
        condition(part.last, symbols);
        if (part.data != "payload")
            needField(part.data);
        for (const std::string *name : {&part.length, &part.through, &part.number, &part.count, &part.size, &part.type})
            needField(*name);
        for (const std::string &name : part.path)
            needField(name);
    }
}

void Linker::linkNamedObjects()
{
    auto &all = m_model.namedObjects;
    std::stable_sort(all.begin(), all.end(), [](const NamedObject &a, const NamedObject &b) { return a.id < b.id; });
    for (std::size_t i = 1; i < all.size(); ++i)
        if (all[i].id == all[i - 1].id) {
            m_place = {nullptr, &all[i].file, all[i].line, 1};
            error("catalog-double-object", {{"name", base::fromInteger(all[i].id)}});
        }
}

} // namespace atscope::catalog::linking
