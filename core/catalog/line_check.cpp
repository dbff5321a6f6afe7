// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/line_check.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/catalog/line_datetime.h"
#include "core/catalog/line_separators.h"
#include "core/catalog/line_syntax.h"
#include "core/catalog/line_value_check.h"
#include "core/catalog/messages.h"

namespace atscope::catalog::detail {

bool sameValue(std::string_view text, std::string_view value)
{
    if (text == value)
        return true;
    const auto a = base::toInteger(text);
    return a && a == base::toInteger(value); // 01 is 1
}

// `part` is a view into the argument's text.
base::Span ValueCheck::span(std::string_view part) const
{
    const char *begin = m_argument.text.data();
    if (!m_exact || part.data() < begin || part.data() > begin + m_argument.text.size())
        return m_argument.span;
    return {m_argument.inner.offset + static_cast<std::uint64_t>(part.data() - begin), part.size()};
}

void ValueCheck::add(std::string code, std::string_view at, MessageArgs args, Severity severity)
{
    if (m_secret) // a problem of a secret is shown and written where the secret must not be
        for (auto &[name, value] : args)
            if (name == "value" || name == "character" || name == "host" || name == "port" || name == "topic" || name == "pair"
                || name == "key" || name == "record")
                value = SecretShown;
    args.insert(args.begin(), {"parameter", m_name});
    const bool whole = at.size() == m_argument.text.size();
    m_out.push_back(finding(severity, std::move(code), m_name, whole ? m_argument.span : span(at), std::move(args)));
}

// What form it is the parameter's help says; a regular expression would tell nobody.
void ValueCheck::patternMismatch(std::string_view text)
{
    add("pattern-mismatch", text, {{"value", excerpt(text)}});
    if (m_argument.parameter == nullptr || m_depth > 0 || m_argument.parameter->help.empty())
        return;
    Problem &problem = m_out.back().problem;
    const Text &help = m_argument.parameter->help;
    problem.text = {Messages::render(problem.message, Language::English) + ' ' + help.en,
                    Messages::render(problem.message, Language::Chinese) + help.zh};
}

void ValueCheck::quoting(const TypeSpec &type)
{
    if (type.kind == TypeKind::Rest)
        return;
    // A parameter that is a number whatever the others say stands bare; where a variant makes a text a number (NOTIFY's value,
    // "-12"), quotes may stay.
    const bool number = isNumeric(type) && type.quoting == Quoting::Optional && m_argument.parameter != nullptr
        && isNumeric(m_argument.parameter->type);
    if (m_argument.quoted && (type.quoting == Quoting::Forbidden || number)) {
        add("quoting-forbidden", m_argument.text, {});
        const bool several = isNumeric(type) && m_argument.text.find_first_of(",; \"") != std::string::npos; // no number at all
        m_out.back().mend = !m_argument.text.empty() && !several;
        std::string bare = m_argument.wire();
        for (std::size_t at = bare.find("\\\""); at != std::string::npos; at = bare.find("\\\"", at + 1))
            bare.erase(at, 1); // {\"a\":1}: without quotes around it, nothing escapes the ones inside
        m_out.back().edits.push_back({m_argument.span, std::move(bare)});
    } else if (!m_argument.quoted
               && (type.quoting == Quoting::Required
                   // te,,22.5 without quotes: each comma would begin another parameter
                   || (type.kind == TypeKind::Records && m_argument.text.find(',') != std::string::npos))) {
        add("quoting-required", m_argument.text, {});
        m_out.back().mend = true;
        m_out.back().edits.push_back({{m_argument.span.offset, 0}, "\""});
        m_out.back().edits.push_back({{m_argument.span.end(), 0}, "\""});
    }
}

void ValueCheck::fixedValue(const std::string &fixed, std::string_view text)
{
    if (sameValue(text, fixed))
        return;
    add("out-of-table", text, {{"value", excerpt(text)}, {"values", fixed}});
    m_out.back().mend = text.find_first_of(":;,") == std::string_view::npos; // 0:3000 says more than one thing
    m_out.back().edits.push_back({m_argument.inner, fixed});
}

void ValueCheck::text(const TypeSpec &type, std::string_view text)
{
    switch (type.kind) {
    case TypeKind::Integer:
    case TypeKind::Float:
        numbers(type, text);
        break;
    case TypeKind::Enumeration:
        values(type, text);
        break;
    case TypeKind::Flags:
        flags(type, text);
        break;
    case TypeKind::String:
        lengths(type, text, "bytes");
        characters(type, text);
        if (type.bareQuotes && m_argument.quoted && m_depth == 0)
            checkSeparators(m_argument, type, m_name, m_out);
        if (!type.values.empty())
            values(type, text);
        break;
    case TypeKind::Hex:
        hex(type, text);
        break;
    case TypeKind::Host:
    case TypeKind::HostPort:
        lengths(type, text, "bytes");
        host(type, text);
        break;
    case TypeKind::Topic:
    case TypeKind::TopicFilter:
        lengths(type, text, "bytes");
        if (type.kind == TypeKind::Topic ? !isTopic(text) : !isTopicFilter(text))
            add("bad-topic", text, {{"topic", excerpt(text)}, {"filter", type.kind == TypeKind::Topic ? "no" : "yes"}});
        break;
    case TypeKind::DateTime:
        if (!readDateTime(text, type.format).stamp.known())
            add("bad-date", text,
                {{"value", excerpt(text)}, {"format", type.format.empty() ? "YYYY-MM-DD hh:mm:ss" : type.format}});
        break;
    case TypeKind::Json:
        lengths(type, text, "bytes");
        json(text);
        break;
    case TypeKind::KeyValues:
        lengths(type, text, "bytes");
        pairs(type, text);
        break;
    case TypeKind::Records:
        lengths(type, text, "bytes");
        records(type, text);
        break;
    case TypeKind::List:
        lengths(type, text, "bytes");
        list(type, text);
        break;
    case TypeKind::Bitmap:
        lengths(type, text, "bytes");
        if (const auto wrong = text.find_first_not_of("01"); wrong != std::string_view::npos || text.empty())
            add("bad-bitmap", text, {{"value", excerpt(text)}});
        break;
    case TypeKind::Literal:
        if (text != type.literal) {
            add("out-of-table", text, {{"value", excerpt(text)}, {"values", type.literal}});
            m_out.back().mend = base::equalsNoCase(text, type.literal) && m_exact;
            m_out.back().edits.push_back({span(text), type.literal});
        }
        break;
    case TypeKind::Rest:
        lengths(type, text, "bytes");
        break;
    }
}

std::vector<const ModuleProfile *> modulesWith(const Family *family, const CatalogView &view)
{
    std::vector<const ModuleProfile *> modules;
    for (const ModuleProfile &module : view.catalog().model().modules)
        if (family != nullptr && !module.lenient
            && std::find(module.families.begin(), module.families.end(), family->id) != module.families.end())
            modules.push_back(&module);
    return modules;
}

void checkValue(const Argument &argument, const LineScope &scope, const Family *family, const LineContext &context,
                std::vector<Finding> &out)
{
    if (!argument.given || argument.parameter == nullptr || argument.type == nullptr)
        return;
    const TypeSpec &type = *argument.type;
    ValueCheck check(argument, scope, family, context, out);
    check.quoting(type);
    std::string_view text = argument.text;
    if (argument.quoted && isTrimmedKind(type) && !base::trimmed(text).empty())
        text = base::trimmed(text); // " 89172" has been told
    if (text.empty() && isOptional(*argument.parameter))
        return; // "": as good as left out
    if (!argument.parameter->fixed.empty()) {
        check.fixedValue(argument.parameter->fixed, text);
        return;
    }
    check.text(type, text);
}

} // namespace atscope::catalog::detail
