// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/line_scope.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/catalog/line_parts.h"

namespace atscope::catalog::detail {

void LineScope::setFields(const std::vector<Argument> *fields, const std::vector<std::string> *fieldNames)
{
    m_fields = fields;
    m_fieldNames = fieldNames;
}

const Argument *LineScope::argument(int slot) const
{
    if (slot >= Slots::Field) {
        if (slot >= Slots::Module || m_fields == nullptr || m_fieldNames == nullptr)
            return nullptr;
        const auto index = static_cast<std::size_t>(slot - Slots::Field);
        if (index >= m_fieldNames->size())
            return nullptr;
        for (const Argument &field : *m_fields)
            if (field.parameter != nullptr && field.parameter->name == (*m_fieldNames)[index])
                return &field;
        return nullptr;
    }
    const auto index = static_cast<std::size_t>(slot >= Slots::Command ? slot - Slots::Command : slot);
    return m_arguments != nullptr && index < m_arguments->size() ? &(*m_arguments)[index] : nullptr;
}

expr::Value LineScope::value(int slot) const
{
    if (slot < 0)
        return {};
    if (slot >= Slots::Fact) {
        if (m_context->facts == nullptr || m_context->view == nullptr)
            return {};
        return factAt(m_context->view->catalog().model(), *m_context->facts, static_cast<std::size_t>(slot - Slots::Fact));
    }
    if (slot == Slots::Module) {
        if (!m_module.empty())
            return expr::Value(m_module);
        // No module was chosen: nobody knows which one it is.
        return m_context->view != nullptr && !m_context->view->module().lenient ? expr::Value(m_context->view->module().id)
                                                                                : expr::Value();
    }
    if (slot == Slots::Dialect) {
        if (!m_context->dialect.empty())
            return expr::Value(m_context->dialect);
        if (m_context->view == nullptr || m_context->view->module().dialects.empty())
            return {};
        return expr::Value(m_context->view->module().dialects.front());
    }
    const Argument *found = argument(slot);
    if (found == nullptr)
        return {};
    if (found->given)
        return found->value;
    if (found->parameter == nullptr || found->parameter->defaultValue.empty())
        return {};
    return toValue(found->parameter->defaultValue, found->type != nullptr ? *found->type : found->parameter->type, *m_context);
}

bool LineScope::given(int slot) const
{
    if (slot >= Slots::Module)
        return value(slot).known();
    const Argument *found = slot < 0 ? nullptr : argument(slot);
    return found != nullptr && found->given;
}

std::string LineScope::bytesOf(int slot) const
{
    if (slot >= Slots::Module)
        return value(slot).toText();
    const Argument *found = slot < 0 ? nullptr : argument(slot);
    return found != nullptr && found->given ? found->text : std::string();
}

const TypeSpec &typeOf(const Parameter &parameter, const LineScope &scope)
{
    for (const TypeVariant &variant : parameter.variants)
        if (variant.when.compiled.isTrue(scope))
            return variant.type;
    return parameter.type;
}

bool isSecret(const Argument &argument, const LineScope &scope)
{
    if (argument.parameter == nullptr)
        return false;
    const Secret &secret = argument.parameter->secret;
    if (secret.always || !secret.part.empty() || !secret.jsonKeys.empty()
        || (secret.when.present() && secret.when.compiled.isTrue(scope)))
        return true;
    return argument.type != nullptr && std::any_of(argument.type->items.begin(), argument.type->items.end(),
                                                   [](const Parameter &item) { return item.secret.any(); });
}

bool isForbidden(const Parameter &parameter, const LineScope &scope)
{
    return parameter.forbidden.present() && parameter.forbidden.compiled.isTrue(scope);
}

bool isRequired(const Parameter &parameter, const LineScope &scope)
{
    if (isForbidden(parameter, scope))
        return false;
    if (parameter.required.present())
        return parameter.required.compiled.isTrue(scope);
    // forbidden-when alone does not make a parameter optional: READRSP has all eleven unless its result forbids them.
    return !parameter.optional && parameter.defaultValue.empty() && parameter.defaultText.empty();
}

void setText(Argument &argument, std::string_view inner, const TypeSpec &type, const LineContext &context)
{
    argument.type = &type;
    argument.raw.clear();
    if (type.escapes && (inner.find('\\') != std::string_view::npos || inner.find("\"\"") != std::string_view::npos)) {
        argument.text = withoutEscapes(inner, !type.bareQuotes);
        if (argument.text != inner)
            argument.raw = inner;
    } else {
        argument.text = inner;
    }
    argument.value = toValue(argument.text, type, context);
}

void settleTypes(std::vector<Argument> &arguments, const LineScope &scope, const LineContext &context)
{
    for (Argument &argument : arguments) {
        if (argument.parameter == nullptr || argument.parameter->variants.empty())
            continue;
        const TypeSpec &type = typeOf(*argument.parameter, scope);
        if (argument.type == &type)
            continue;
        if (argument.given)
            setText(argument, std::string(argument.wire()), type, context);
        else
            argument.type = &type;
    }
}

std::string separatorOf(const std::string &fact, const std::string &fixed, std::string_view otherwise, const LineContext &context)
{
    if (!fact.empty() && context.facts != nullptr) {
        const expr::Value known = context.facts->value(fact);
        if (known.known() && !known.toText().empty())
            return known.toText();
    }
    return fixed.empty() ? std::string(otherwise) : fixed;
}

std::string withoutEscapes(std::string_view text, bool doubledQuotes)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (doubledQuotes && c == '"' && i + 1 < text.size() && text[i + 1] == '"') { // a doubled quote
            out += '"';
            ++i;
            continue;
        }
        if (c != '\\' || i + 1 >= text.size()) {
            out += c;
            continue;
        }
        const char escaped = text[i + 1];
        constexpr std::string_view letters = "abfnrtv\\'\"?";
        constexpr std::string_view meanings = "\a\b\f\n\r\t\v\\'\"?";
        if (const auto known = letters.find(escaped); known != std::string_view::npos) {
            out += meanings[known]; // "Connection: close\r\n"
            ++i;
        } else if (escaped >= '0' && escaped <= '7') { // \12, \012
            unsigned code = 0;
            std::size_t digits = 0;
            while (digits < 3 && i + 1 + digits < text.size() && text[i + 1 + digits] >= '0' && text[i + 1 + digits] <= '7') {
                code = code * 8 + static_cast<unsigned>(text[i + 1 + digits] - '0');
                ++digits;
            }
            out += static_cast<char>(static_cast<unsigned char>(code & 0xFFU));
            i += digits;
        } else if (escaped == 'x' && i + 2 < text.size() && base::isHexDigit(text[i + 2])) { // "a"\x2C"b"
            const std::size_t digits = i + 3 < text.size() && base::isHexDigit(text[i + 3]) ? 2 : 1;
            out += static_cast<char>(static_cast<unsigned char>(*base::toInteger(text.substr(i + 2, digits), 16)));
            i += 1 + digits;
        } else {
            out += c;
        }
    }
    return out;
}

std::string withEscapes(std::string_view text, bool bareQuotes)
{
    static constexpr std::string_view Digits = "0123456789ABCDEF";
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\\' || (c == '"' && !bareQuotes)) {
            out += '\\';
            out += c;
        } else if (c == '\r') {
            out += "\\r";
        } else if (c == '\n') {
            out += "\\n";
        } else if (byte < 0x20 || byte == 0x7F) {
            out += "\\x";
            out += Digits[byte >> 4U];
            out += Digits[byte & 0xFU];
        } else {
            out += c;
        }
    }
    return out;
}

} // namespace atscope::catalog::detail
