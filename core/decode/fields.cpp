// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/fields.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/decode/resource_names.h"

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
        const auto *named = dialect.urc(ref.urc).urc;
        const std::string_view prefix = shape->prefix.empty() && named ? std::string_view(named->name) : std::string_view(shape->prefix);
        if (!prefix.empty() && !base::isAlnum(prefix.back()) && line.starts_with(prefix))
            from = prefix.size();
        const auto &after = shape->counted.dataAfter;
        if (shape->counted.present && shape->counted.ownEvent && shape->counted.place == catalog::Place::SameLine
            && line.ends_with(after.empty() ? "," : after))
            line.remove_suffix(1);
    }
    const auto *form = dialect.form(ref.form).form;
    const auto *urc = dialect.urc(ref.urc).urc;
    const catalog::LineContext context{&dialect.view(), dialect.name(), facts};
    catalog::FieldOwner owner;
    owner.form = form;
    owner.fieldNames = form ? &form->fieldNames : urc ? &urc->fieldNames : nullptr;
    if (form && command && command->form == form)
        owner.arguments = &command->arguments;
    if (!shape->pattern.empty()) {
        owner.pattern = &shape->pattern;
    } else if (!shape->fieldsPattern.empty()) {
        owner.pattern = &shape->fieldsPattern;
        while (from < line.size() && base::isBlank(line[from]))
            ++from;
    }
    if (const auto data = dialect.inlineData(ref, line)) {
        owner.hasData = true;
        owner.data = data->span;
        owner.fieldsAfter = data->fieldsAfter;
    }
    auto fields = catalog::parseFields(line, from, shape->fields, context, owner);
    for (auto &field : fields)
        if (auto text = decodedText(field, context))
            field.value = expr::Value(std::move(*text));
    return fields;
}

namespace {

// Character sets as AT+CSCS names them, and as catalogs do.
std::optional<wire::Charset> charsetOf(std::string_view name)
{
    const auto key = base::lower(name);
    static constexpr std::pair<std::string_view, wire::Charset> Names[] = {
        {"utf-8", wire::Charset::Utf8},   {"utf8", wire::Charset::Utf8},     {"gb18030", wire::Charset::Gb18030},
        {"gbk", wire::Charset::Gb18030},  {"gb2312", wire::Charset::Gb18030}, {"latin1", wire::Charset::Latin1},
        {"8859-1", wire::Charset::Latin1}, {"gsm", wire::Charset::Gsm},       {"ucs2-hex", wire::Charset::Ucs2Hex},
        {"ucs2", wire::Charset::Ucs2Hex}, {"hex", wire::Charset::GsmHex}};
    for (const auto &[known, charset] : Names)
        if (known == key)
            return charset;
    return std::nullopt;
}

} // namespace

std::optional<wire::Charset> charsetFor(const catalog::TypeSpec &type, const catalog::LineContext &context)
{
    if (!type.charsetFact.empty() && context.facts)
        if (const auto known = context.facts->value(type.charsetFact); known.isText())
            if (const auto charset = charsetOf(known.text()))
                return charset;
    return type.charset.empty() ? std::nullopt : charsetOf(type.charset);
}

std::optional<std::string> decodedText(const Argument &argument, const catalog::LineContext &context)
{
    if (!argument.given || !argument.type)
        return std::nullopt;
    const auto charset = charsetFor(*argument.type, context);
    if (!charset || *charset == wire::Charset::Utf8)
        return std::nullopt;
    auto decoded = wire::decodeText(argument.text, *charset);
    if (!decoded.valid)
        return std::nullopt; // as it stands
    return std::move(decoded.text);
}

namespace {

void append(catalog::Text &text, const std::string &en, const std::string &zh)
{
    text.en += (text.en.empty() ? "" : "; ") + en;
    text.zh += (text.zh.empty() ? "" : "；") + (zh.empty() ? en : zh);
}

} // namespace

catalog::Text valueWords(const std::vector<Argument> &fields, const catalog::LineContext &context)
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
        // One number may mean different things on different modules: all that may hold.
        for (const auto *meaning : catalog::listedValues(field, context))
            append(text, meaning->text.en, meaning->text.zh);
    }
    return text;
}

catalog::Text meaningOf(const std::vector<Argument> &fields, const catalog::LineContext &context)
{
    catalog::Text text;
    if (const auto path = pathOf(fields); !path.empty() && context.view) {
        const auto &model = context.view->catalog().model();
        if (resourceOf(model, path).object)
            text = pathWords(model, path);
    }
    if (const auto words = valueWords(fields, context); !words.empty())
        append(text, words.en, words.zh);
    return text;
}

namespace {

ErrorMeaning toMeaning(const catalog::Found<catalog::ErrorCode> &code)
{
    ErrorMeaning meaning{code->text, code->todo, {}};
    for (const auto &table : code.family->errors)
        for (const auto &entry : table.codes)
            if (&entry == code.item)
                meaning.table = table.id;
    return meaning;
}

} // namespace

std::vector<ErrorMeaning> errorMeanings(const Dialect &dialect, const FinalMatch &final, const FormRef &command)
{
    std::vector<ErrorMeaning> meanings;
    if (final.value.empty())
        return meanings;
    const catalog::Found<catalog::Command> found{command.family, command.command};
    for (const auto &code : dialect.view().errorCode(final.text, final.value, found))
        meanings.push_back(toMeaning(code));
    return meanings;
}

std::vector<ErrorMeaning> urcErrors(const Dialect &dialect, const UrcRef &urc, const std::vector<Argument> &fields)
{
    std::vector<ErrorMeaning> meanings;
    if (urc.urc == nullptr)
        return meanings;
    for (const auto &field : fields)
        if (field.given && field.type != nullptr && field.type->kind == TypeKind::Enumeration)
            for (const auto &code : dialect.view().errorCode(urc.urc->name, field.text, {}))
                if (code.family == urc.family)
                    meanings.push_back(toMeaning(code));
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
        return m_dialect.view().module().lenient ? expr::Value() : expr::Value(m_dialect.view().module().id);
    if (slot == Slots::Code)
        return m_code;
    if (slot == Slots::Dialect)
        return m_dialect.name().empty() ? expr::Value() : expr::Value(m_dialect.name());
    if (slot >= Slots::Fact) {
        return m_facts ? catalog::factAt(m_dialect.view().catalog().model(), *m_facts, static_cast<std::size_t>(slot - Slots::Fact))
                       : expr::Value();
    }
    if (slot >= Slots::Answer) {
        if (m_answered)
            for (const auto &[index, value] : *m_answered)
                if (index == slot - Slots::Answer)
                    return value;
        return {};
    }
    const auto *found = argument(slot);
    if (!found || found->given || slot >= Slots::Field || !found->parameter || found->parameter->defaultValue.empty())
        return found && found->given ? found->value : expr::Value();
    // A parameter that was left out has its default, as the checker sees it.
    const catalog::LineContext context{&m_dialect.view(), m_dialect.name(), m_facts};
    return catalog::toValue(found->parameter->defaultValue, found->type ? *found->type : found->parameter->type, context);
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
