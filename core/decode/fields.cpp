// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/fields.h"

#include <algorithm>

#include "core/base/text.h"

namespace atscope::decode {

using catalog::Argument;
using catalog::Slots;
using catalog::TypeKind;

std::vector<Argument> fieldsOf(const Dialect &dialect, const ShapeRef &ref, std::string_view line, const catalog::FactState *facts,
                               const catalog::ParsedCommand *command)
{
    const auto *shape = dialect.shape(ref);
    if (!shape || shape->fields.empty())
        return {};
    std::size_t from = 0;
    if (shape->pattern.empty()) {
        const auto head = headOf(line);
        from = head.fieldsAt;
        // "+IPD,4:" — the prefix ends in its own separator, and the separator before the data is no field
        const auto *urc = dialect.urc(ref.urc).urc;
        const std::string_view prefix = shape->prefix.empty() && urc ? std::string_view(urc->name) : std::string_view(shape->prefix);
        if (!prefix.empty() && !base::isAlnum(prefix.back()) && line.starts_with(prefix))
            from = prefix.size();
        const auto &after = shape->counted.dataAfter;
        if (shape->counted.present && shape->counted.ownEvent && shape->counted.place == catalog::Place::SameLine
            && line.ends_with(after.empty() ? "," : after))
            line.remove_suffix(1);
    }
    catalog::NamedTexts given;
    if (command)
        for (const auto &argument : command->arguments)
            if (argument.parameter && argument.given)
                given.emplace_back(argument.parameter->name, argument.text);
    const catalog::LineContext context{&dialect.view(), dialect.name(), facts};
    return catalog::parseFields(line, from, shape->fields, context, given);
}

namespace {

void append(catalog::Text &text, const std::string &en, const std::string &zh)
{
    text.en += (text.en.empty() ? "" : "; ") + en;
    text.zh += (text.zh.empty() ? "" : "；") + (zh.empty() ? en : zh);
}

} // namespace

catalog::Text meaningOf(const std::vector<Argument> &fields, const catalog::LineContext &)
{
    catalog::Text text;
    for (const auto &field : fields) {
        if (!field.type || !field.given)
            continue;
        if (field.type->kind == TypeKind::Flags && field.value.isInteger()) {
            for (const auto &bit : field.type->bits)
                if (bit.bit >= 0 && bit.bit < 63 && (field.value.integer() >> bit.bit & 1))
                    append(text, bit.text.en, bit.text.zh);
            continue;
        }
        for (const auto &meaning : field.type->values)
            if (meaning.value == field.text) {
                append(text, meaning.text.en, meaning.text.zh);
                break;
            }
    }
    return text;
}

std::vector<ErrorMeaning> errorMeanings(const Dialect &dialect, const FinalMatch &final, const FormRef &command)
{
    std::vector<ErrorMeaning> meanings;
    if (final.value.empty())
        return meanings;
    const catalog::Found<catalog::Command> found{command.family, command.command};
    for (const auto &code : dialect.view().errorCode(final.text, final.value, found)) {
        ErrorMeaning meaning{code->text, code->todo, {}};
        for (const auto &table : code.family->errors)
            for (const auto &entry : table.codes)
                if (&entry == code.item)
                    meaning.table = table.id;
        meanings.push_back(std::move(meaning));
    }
    return meanings;
}

EventScope::EventScope(const Dialect &dialect, const catalog::FactState *facts, const catalog::ParsedCommand *command,
                       const std::vector<Argument> *fields, const std::vector<std::string> *fieldNames)
    : m_dialect(dialect), m_facts(facts), m_command(command), m_fields(fields), m_fieldNames(fieldNames)
{
}

const Argument *EventScope::argument(int slot) const
{
    if (slot >= Slots::Parameter && slot < Slots::Field) {
        const auto index = static_cast<std::size_t>(slot % Slots::Command);
        if (!m_command || !m_command->form || index >= m_command->form->parameters.size())
            return nullptr;
        return m_command->argument(m_command->form->parameters[index].name);
    }
    if (slot >= Slots::Field && slot < Slots::Module) {
        const auto index = static_cast<std::size_t>(slot - Slots::Field);
        if (!m_fields || !m_fieldNames || index >= m_fieldNames->size())
            return nullptr;
        const auto &name = (*m_fieldNames)[index];
        const auto it = std::find_if(m_fields->begin(), m_fields->end(),
                                     [&](const Argument &a) { return a.parameter && a.parameter->name == name; });
        return it == m_fields->end() ? nullptr : &*it;
    }
    return nullptr;
}

expr::Value EventScope::value(int slot) const
{
    if (slot == Slots::Module)
        return m_dialect.view().module().id;
    if (slot == Slots::Dialect)
        return m_dialect.name().empty() ? expr::Value() : expr::Value(m_dialect.name());
    if (slot >= Slots::Fact) {
        const auto &names = m_dialect.view().catalog().model().factNames;
        const auto index = static_cast<std::size_t>(slot - Slots::Fact);
        return m_facts && index < names.size() ? m_facts->value(names[index]) : expr::Value();
    }
    const auto *found = argument(slot);
    return found && found->given ? found->value : expr::Value();
}

bool EventScope::given(int slot) const
{
    const auto *found = argument(slot);
    return found ? found->given : value(slot).known();
}

std::string EventScope::bytesOf(int slot) const
{
    const auto *found = argument(slot);
    return found ? found->text : value(slot).toText();
}

} // namespace atscope::decode
