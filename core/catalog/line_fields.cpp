// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/base/text.h"
#include "core/catalog/line.h"
#include "core/catalog/line_json.h"
#include "core/catalog/line_pattern.h"
#include "core/catalog/line_parts.h"
#include "core/catalog/line_scope.h"

// Fields of answers and URCs: read like arguments, but nothing is wrong here. Modules disagree with their manuals and with
// each other about blanks, quotes and the number of fields; what they sent is shown.
namespace atscope::catalog {

namespace {

using namespace detail;

constexpr std::size_t MostSurplus = 32;

class FieldReader final
{
public:
    FieldReader(std::string_view text, const LineContext &context, const FieldOwner &owner, const std::vector<Argument> *command)
        : m_text(text), m_context(context), m_scope(command, context)
    {
        m_scope.setFields(&m_out, owner.fieldNames);
    }

    void reserve(std::size_t count) { m_out.reserve(count); }
    // Reads `fields` [from, to) in [at, end) of the text. Gives where it stopped: `end`, or behind a comma.
    std::size_t read(std::size_t at, std::size_t end, const std::vector<Parameter> &fields, std::size_t from, std::size_t to);
    void surplus(std::size_t at, std::size_t end);
    // The fields are the groups of a pattern. False: it does not match.
    bool groups(const std::string &pattern, std::size_t from, const std::vector<Parameter> &fields);
    void data(const Parameter &field, base::Span span);
    std::vector<Argument> take()
    {
        settleTypes(m_out, m_scope, m_context);
        return std::move(m_out);
    }

private:
    char at(std::size_t i) const { return i < m_text.size() ? m_text[i] : '\0'; }
    std::size_t behindBlanks(std::size_t i, std::size_t end) const;
    std::size_t quoteEnd(std::size_t open, std::size_t end, const TypeSpec &type) const;
    std::size_t bareEnd(std::size_t i, std::size_t end, const TypeSpec &type, bool last) const;
    const TypeSpec &add(const Parameter &field);
    void give(const TypeSpec &type, bool quoted, base::Span span, base::Span inner);

    std::string_view m_text;
    const LineContext &m_context;
    std::vector<Argument> m_out;
    LineScope m_scope;
};

std::size_t FieldReader::behindBlanks(std::size_t i, std::size_t end) const
{
    while (i < end && base::isBlank(m_text[i]))
        ++i;
    return i;
}

const TypeSpec &FieldReader::add(const Parameter &field)
{
    const TypeSpec &type = field.variants.empty() ? field.type : typeOf(field, m_scope);
    Argument &argument = m_out.emplace_back();
    argument.parameter = &field;
    argument.type = &type;
    return type;
}

void FieldReader::give(const TypeSpec &type, bool quoted, base::Span span, base::Span inner)
{
    Argument &argument = m_out.back();
    argument.given = true;
    argument.quoted = quoted;
    argument.span = span;
    argument.inner = inner;
    setText(argument, m_text.substr(inner.offset, inner.length), type, m_context);
}

void FieldReader::data(const Parameter &field, base::Span span)
{
    const TypeSpec &type = add(field);
    const base::Span inside =
        spanOf(std::min<std::size_t>(span.offset, m_text.size()), std::min<std::size_t>(span.end(), m_text.size()));
    give(type, false, inside, inside);
}

// The quote that is followed by a comma or the end; values are not escaped on the wire and may hold both.
std::size_t FieldReader::quoteEnd(std::size_t open, std::size_t end, const TypeSpec &type) const
{
    std::size_t first = end;
    std::size_t from = open + 1;
    if (type.kind == TypeKind::Json && (at(behindBlanks(from, end)) == '{' || at(behindBlanks(from, end)) == '[')) {
        const std::size_t behind = jsonEnd(m_text.substr(0, end), behindBlanks(from, end));
        from = behind == std::string_view::npos ? from : behind;
    }
    for (std::size_t i = from; i < end; ++i) {
        if (m_text[i] == '\\' && type.escapes) {
            ++i;
            continue;
        }
        if (m_text[i] != '"')
            continue;
        first = std::min(first, i);
        const std::size_t next = behindBlanks(i + 1, end);
        if (next >= end || m_text[next] == ',')
            return i;
    }
    return first;
}

std::size_t FieldReader::bareEnd(std::size_t i, std::size_t end, const TypeSpec &type, bool last) const
{
    if (type.kind == TypeKind::Json && i < end && (m_text[i] == '{' || m_text[i] == '[')) { // +IDMGPR:3,200,{},success
        if (last)
            return end;
        const std::size_t behind = jsonEnd(m_text.substr(0, end), i);
        return std::min(m_text.find(',', behind == std::string_view::npos ? i : behind), end);
    }
    if (last && eatsAll(type)) // timeout=5,tls=1
        return end;
    std::size_t stop = std::min(m_text.find(',', i), end);
    if (type.kind == TypeKind::DateTime) // +CCLK: 24/01/31,10:00:00+32
        for (auto commas = std::count(type.format.begin(), type.format.end(), ','); commas > 0 && stop < end; --commas)
            stop = std::min(m_text.find(',', stop + 1), end);
    return stop;
}

std::size_t FieldReader::read(std::size_t position, std::size_t end, const std::vector<Parameter> &fields, std::size_t from,
                              std::size_t to)
{
    bool more = position < end;
    for (std::size_t i = from; i < to; ++i) {
        const TypeSpec &type = add(fields[i]);
        m_out.back().span = m_out.back().inner = {std::min(position, end), 0};
        if (!more)
            continue;
        const std::size_t begin = behindBlanks(position, end);
        const bool last = i + 1 == fields.size();
        std::size_t stop = end;
        if (type.kind == TypeKind::Rest) {
            if (begin < end)
                give(type, false, spanOf(begin, end), spanOf(begin, end));
        } else if (at(begin) == '"' && begin < end) {
            const std::size_t close = quoteEnd(begin, end, type);
            give(type, true, spanOf(begin, std::min(close + 1, end)), spanOf(begin + 1, close));
            stop = std::min(m_text.find(',', close), end);
        } else {
            stop = bareEnd(begin, end, type, last);
            std::size_t trimmed = stop;
            while (trimmed > begin && base::isBlank(m_text[trimmed - 1]))
                --trimmed;
            if (trimmed > begin)
                give(type, false, spanOf(begin, trimmed), spanOf(begin, trimmed));
        }
        more = stop < end;
        position = more ? stop + 1 : end;
    }
    return more ? position : end;
}

// +MIPLREAD: 0,39123,3,0,-1,0 where five fields are declared
void FieldReader::surplus(std::size_t position, std::size_t end)
{
    for (std::size_t count = 1; position <= end; ++count) {
        const std::size_t begin = behindBlanks(position, end);
        const TypeSpec text;
        std::size_t stop = count > MostSurplus ? end : std::min(m_text.find(',', begin), end);
        Argument &argument = m_out.emplace_back();
        if (at(begin) == '"' && begin < end && count <= MostSurplus) {
            const std::size_t close = quoteEnd(begin, end, text);
            argument.quoted = true;
            argument.span = spanOf(begin, std::min(close + 1, end));
            argument.inner = spanOf(begin + 1, close);
            stop = std::min(m_text.find(',', close), end);
        } else {
            const std::string_view trimmed = base::trimmed(m_text.substr(begin, stop - begin));
            argument.span = argument.inner = {begin, trimmed.size()};
        }
        argument.given = argument.quoted || argument.span.length > 0;
        argument.text = m_text.substr(argument.inner.offset, argument.inner.length);
        if (argument.given)
            argument.value = expr::Value(argument.text);
        if (stop >= end)
            return;
        position = stop + 1;
    }
}

bool FieldReader::groups(const std::string &pattern, std::size_t from, const std::vector<Parameter> &fields)
{
    std::vector<std::optional<base::Span>> found;
    if (!groupsIn(pattern, m_text.substr(from), found) || found.size() != fields.size())
        return false;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const TypeSpec &type = add(fields[i]);
        m_out.back().span = m_out.back().inner = {m_text.size(), 0};
        if (!found[i])
            continue;
        const base::Span span{found[i]->offset + from, found[i]->length};
        const std::string_view text = m_text.substr(span.offset, span.length);
        const bool quoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
        give(type, quoted, span, quoted ? base::Span{span.offset + 1, span.length - 2} : span);
    }
    return true;
}

// The command's arguments as the scope wants them, from texts.
std::vector<Argument> argumentsOf(const Form &form, const NamedTexts &texts, const LineContext &context)
{
    std::vector<Argument> arguments(form.parameters.size());
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        arguments[i].parameter = &form.parameters[i];
        arguments[i].type = &form.parameters[i].type;
        for (const auto &[name, text] : texts) {
            if (!base::equalsNoCase(name, form.parameters[i].name))
                continue;
            arguments[i].given = true;
            setText(arguments[i], text, *arguments[i].type, context);
        }
    }
    return arguments;
}

} // namespace

std::vector<Argument> parseFields(std::string_view text, std::size_t from, const std::vector<Parameter> &fields,
                                  const LineContext &context, const NamedTexts &command)
{
    return parseFields(text, from, fields, context, FieldOwner(), command);
}

std::vector<Argument> parseFields(std::string_view text, std::size_t from, const std::vector<Parameter> &fields,
                                  const LineContext &context, const FieldOwner &owner, const NamedTexts &command)
{
    std::vector<Argument> made;
    if (owner.arguments == nullptr && owner.form != nullptr && !command.empty())
        made = argumentsOf(*owner.form, command, context);
    FieldOwner seen = owner;
    if (seen.fieldNames == nullptr && owner.form != nullptr)
        seen.fieldNames = &owner.form->fieldNames;
    FieldReader reader(text, context, seen, owner.arguments != nullptr ? owner.arguments : made.empty() ? nullptr : &made);
    reader.reserve(fields.size());
    from = std::min(from, text.size());
    if (owner.pattern != nullptr && !owner.pattern->empty() && reader.groups(*owner.pattern, from, fields))
        return reader.take();
    const auto after = static_cast<std::size_t>(std::max(owner.fieldsAfter, 0));
    if (owner.hasData && fields.size() > after && owner.data.offset >= from && owner.data.end() <= text.size()) {
        // +MIPLWRITE: 0,1,3200,0,5750,1,4,a,b",0: the value by its count, flag and index behind it
        const std::size_t index = fields.size() - 1 - after;
        std::size_t end = owner.data.offset;
        if (end > from) // the separator before the data
            --end;
        reader.read(from, end, fields, 0, index);
        reader.data(fields[index], owner.data);
        std::size_t next = owner.data.end();
        while (next < text.size() && text[next] != ',')
            ++next;
        next = std::min(next + 1, text.size());
        next = reader.read(next, text.size(), fields, index + 1, fields.size());
        if (next < text.size())
            reader.surplus(next, text.size());
        return reader.take();
    }
    const std::size_t next = reader.read(from, text.size(), fields, 0, fields.size());
    if (next < text.size())
        reader.surplus(next, text.size());
    return reader.take();
}

} // namespace atscope::catalog
