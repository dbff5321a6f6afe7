// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/catalog/compiler.h"
#include "core/catalog/link_symbols.h"

// Private to link().
namespace atscope::catalog::linking {

// One pass over the model: run() once, then read what came out. Families that come out wrong are named in `bad`. The model must
// outlive it and is changed in place.
class Linker final
{
public:
    explicit Linker(Model &model) : m_model(model) {}

    void run();

    std::vector<Complaint> complaints;
    std::unordered_set<const Family *> bad;

private:
    using Args = std::vector<std::pair<std::string, std::string>>;
    // Where complaints belong to while one command or URC is looked at.
    struct Place
    {
        const Family *family = nullptr;
        const std::string *file = nullptr;
        int line = 0;
        int column = 0;
    };

    void complain(Severity severity, int line, int column, const char *code, Args args);
    void error(const char *code, Args args) { complain(Severity::Error, m_place.line, m_place.column, code, std::move(args)); }
    void warning(const char *code, Args args)
    {
        complain(Severity::Warning, m_place.line, m_place.column, code, std::move(args));
    }

    void collect();
    void linkFamily(Family &family);
    // Names that must be there; an empty one is none. They complain otherwise.
    void needFact(const std::string &name);
    void needTable(const std::string &id);
    void needParameter(const Form &form, const std::string &name);
    bool hasFamily(const std::string &id) const;
    static bool hasParameter(const Form &form, std::string_view name);
    // The URC of that name: of the family itself, else of the first that has one.
    const Urc *urc(const Family &family, const std::string &name) const;
    static std::string joinedNames(const std::vector<std::string> &names);

    void compile(Expr &e, const Symbols &symbols, expr::Type wanted);
    void condition(Expr &e, const Symbols &symbols) { compile(e, symbols, expr::Type::Bool); }
    void duration(Expr &e, const Symbols &symbols) { compile(e, symbols, expr::Type::Duration); }

    // link_forms.cpp: what is sent, and what comes back
    void linkType(TypeSpec &type, const Symbols &symbols);
    void linkParameter(Parameter &parameter, const Symbols &symbols);
    void linkShape(LineShape &shape, Symbols symbols);
    void linkForm(const Family &family, Form &form);
    void linkRule(const Form &form, Rule &rule, const Symbols &symbols);
    void checkPlaceholders(const Form &form, const std::string &text);
    void checkRole(const Form &form, const Parameter &parameter);
    void linkCompletion(const Family &family, Form &form, const Symbols &all, const FieldTypes &types);
    void linkUrc(Urc &u);

    // link_effects.cpp: what changes facts
    void linkEffects(std::vector<Effect> &effects, const Symbols &symbols);
    void checkDeed(Effect &effect);
    void checkFactValue(const Effect &effect);

    // link_objects.cpp
    void linkObject(const Family &family, ObjectShape &object);
    void linkNamedObjects();

    // link_profiles.cpp: modules and platforms
    void linkModule(ModuleProfile &module);
    void linkPlatform(const PlatformProfile &platform);

    Model &m_model;
    Place m_place;
    FactTable m_facts;
    std::unordered_map<std::string, const Fact *> m_factOf;
    std::unordered_set<std::string> m_tables;
    std::unordered_set<std::string> m_finals;
    std::unordered_map<std::string, const Command *> m_commands;
    std::unordered_map<std::string, std::vector<std::pair<const Family *, const Urc *>>> m_urcs;
};

} // namespace atscope::catalog::linking
