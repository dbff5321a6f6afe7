// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "core/base/text.h"
#include "core/catalog/compiler.h"
#include "core/catalog/facts.h"
#include "core/catalog/link_symbols.h"

namespace atscope::catalog {

using namespace linking;

namespace {

using Args = std::vector<std::pair<std::string, std::string>>;

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

// One pass over the model. Families that come out wrong are named in `bad`.
class Linker final
{
public:
    explicit Linker(Model &model) : m_model(model) {}

    std::vector<Complaint> complaints;
    std::unordered_set<const Family *> bad;

    void run()
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

private:
    // Where complaints belong to while one command or URC is looked at.
    struct Place
    {
        const Family *family = nullptr;
        const std::string *file = nullptr;
        int line = 0;
        int column = 0;
    };

    void complain(Severity severity, int line, int column, const char *code, Args args)
    {
        complaints.push_back({base::Error(base::Message(code, std::move(args)), {*m_place.file, line, column}), severity});
        if (severity == Severity::Error && m_place.family != nullptr)
            bad.insert(m_place.family);
    }
    void error(const char *code, Args args) { complain(Severity::Error, m_place.line, m_place.column, code, std::move(args)); }
    void warning(const char *code, Args args)
    {
        complain(Severity::Warning, m_place.line, m_place.column, code, std::move(args));
    }

    void collect()
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

    // The URC of that name: of the family itself, else of the first that has one.
    const Urc *urc(const Family &family, const std::string &name) const
    {
        const auto it = m_urcs.find(name);
        if (it == m_urcs.end())
            return nullptr;
        for (const auto &[owner, found] : it->second)
            if (owner == &family)
                return found;
        return it->second.front().second;
    }

    void compile(Expr &e, const Symbols &symbols, expr::Type wanted)
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
    void condition(Expr &e, const Symbols &symbols) { compile(e, symbols, expr::Type::Bool); }
    void duration(Expr &e, const Symbols &symbols) { compile(e, symbols, expr::Type::Duration); }

    void linkType(TypeSpec &type, const Symbols &symbols)
    {
        for (ValueMeaning &meaning : type.values)
            condition(meaning.when, symbols);
        for (const std::string *fact : {&type.separatorFact, &type.itemSeparatorFact, &type.charsetFact})
            needFact(*fact);
        for (Parameter &item : type.items)
            linkParameter(item, symbols);
    }
    void linkParameter(Parameter &parameter, const Symbols &symbols)
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
    void needFact(const std::string &name)
    {
        if (!name.empty() && m_factOf.count(name) == 0)
            error("catalog-unknown-fact", {{"name", name}});
    }
    void linkEffects(std::vector<Effect> &effects, const Symbols &symbols)
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
    void checkDeed(Effect &effect)
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
    void checkFactValue(const Effect &effect)
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

    static bool hasParameter(const Form &form, std::string_view name)
    {
        return std::any_of(form.parameters.begin(), form.parameters.end(), [&](const Parameter &p) { return p.name == name; });
    }
    void needParameter(const Form &form, const std::string &name)
    {
        if (!name.empty() && !hasParameter(form, name))
            error("catalog-unknown-parameter", {{"name", name}});
    }
    // {name} in the text of a rule.
    void checkPlaceholders(const Form &form, const std::string &text)
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

    void linkShape(LineShape &shape, Symbols symbols)
    {
        symbols.setFirst(First::Fields);
        for (Parameter &field : shape.fields)
            linkParameter(field, symbols);
        const Symbols facts(m_facts);
        duration(shape.counted.silenceAtLeast, facts);
    }

    void linkForm(const Family &family, Form &form)
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
    // What the answer said is kept for the completion only as far as that asks for it.
    static void remember(Form &form)
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
    void linkRule(const Form &form, Rule &rule, const Symbols &symbols)
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
    void checkRole(const Form &form, const Parameter &parameter)
    {
        for (const std::string_view role : {"count-of:", "length-of:", "digits-of:"})
            if (parameter.role.rfind(role, 0) == 0)
                needParameter(form, parameter.role.substr(role.size()));
    }
    void linkCompletion(const Family &family, Form &form, const Symbols &all, const FieldTypes &types)
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

    void linkUrc(Urc &u)
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
    static std::string joinedNames(const std::vector<std::string> &names)
    {
        std::string all;
        for (const std::string &name : names)
            all += (all.empty() ? "" : ", ") + name;
        return all;
    }

    void needTable(const std::string &id)
    {
        if (!id.empty() && m_tables.count(id) == 0)
            error("catalog-unknown-table", {{"name", id}});
    }
    void linkFamily(Family &family)
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
    // The fields of the lines that a part is for. False: there is no such line.
    static bool addPartFields(const Family &family, const ObjectPart &part, std::vector<std::string> &names, FieldTypes &types)
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
    void linkObject(const Family &family, ObjectShape &object)
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
    void linkNamedObjects()
    {
        auto &all = m_model.namedObjects;
        std::stable_sort(all.begin(), all.end(), [](const NamedObject &a, const NamedObject &b) { return a.id < b.id; });
        for (std::size_t i = 1; i < all.size(); ++i)
            if (all[i].id == all[i - 1].id) {
                m_place = {nullptr, &all[i].file, all[i].line, 1};
                error("catalog-double-object", {{"name", base::fromInteger(all[i].id)}});
            }
    }
    bool hasFamily(const std::string &id) const
    {
        return std::any_of(m_model.families.begin(), m_model.families.end(),
                           [&](const Family &family) { return family.id == id; });
    }
    void linkModule(ModuleProfile &module)
    {
        m_place = {nullptr, &module.file, module.line, 1};
        for (const std::string &id : module.families)
            if (!hasFamily(id))
                error("catalog-unknown-family", {{"name", id}});
        module.families.erase(
            std::remove_if(module.families.begin(), module.families.end(), [&](const auto &id) { return !hasFamily(id); }),
            module.families.end());
        for (const auto &[name, value] : module.facts)
            needFact(name);
    }
    void linkPlatform(const PlatformProfile &platform)
    {
        m_place = {nullptr, &platform.file, platform.line, 1};
        needFact(platform.fact);
        const int of = m_facts.indexOf(platform.fact);
        if (of < 0)
            return;
        const Fact &chosen = *m_factOf.find(platform.fact)->second;
        if (!chosen.values.empty() && std::find(chosen.values.begin(), chosen.values.end(), platform.id) == chosen.values.end())
            error("catalog-fact-value", {{"name", platform.fact}, {"value", platform.id}});
        for (const auto &[name, value] : platform.facts) {
            needFact(name);
            const int index = m_facts.indexOf(name);
            if (index < 0)
                continue;
            const Fact &fact = *m_factOf.find(name)->second;
            if (!fact.values.empty() && std::find(fact.values.begin(), fact.values.end(), value) == fact.values.end())
                error("catalog-fact-value", {{"name", name}, {"value", value}});
            m_model.implied[static_cast<std::size_t>(index)].push_back({of, platform.id, factValue(fact, value)});
        }
    }

    Model &m_model;
    Place m_place;
    FactTable m_facts;
    std::unordered_map<std::string, const Fact *> m_factOf;
    std::unordered_set<std::string> m_tables;
    std::unordered_set<std::string> m_finals;
    std::unordered_map<std::string, const Command *> m_commands;
    std::unordered_map<std::string, std::vector<std::pair<const Family *, const Urc *>>> m_urcs;
};

} // namespace

std::vector<Complaint> link(Model &model)
{
    std::vector<Complaint> all;
    // A family that is taken out may be missed by another: once more until all that is left is right.
    for (;;) {
        Linker linker(model);
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
