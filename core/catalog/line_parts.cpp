// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/line_parts.h"

#include <algorithm>
#include <iterator>

#include "core/base/text.h"

namespace atscope::catalog::detail {

Finding finding(Severity severity, std::string code, std::string parameter, base::Span span, MessageArgs args)
{
    Finding made;
    made.problem.severity = severity;
    made.problem.parameter = std::move(parameter);
    made.problem.span = span;
    made.problem.message = base::Message(code, std::move(args));
    made.problem.code = std::move(code);
    return made;
}

Places::Places(const std::vector<Repair> &repairs)
{
    m_spans.reserve(repairs.size());
    m_reach.reserve(repairs.size());
    for (const Repair &repair : repairs)
        m_spans.push_back(repair.span);
    std::sort(m_spans.begin(), m_spans.end(), [](const base::Span &a, const base::Span &b) { return a.offset < b.offset; });
    for (const base::Span &span : m_spans)
        m_reach.push_back(std::max(span.end(), m_reach.empty() ? 0 : m_reach.back()));
}

bool Places::touch(const base::Span &span) const
{
    const auto behind = std::lower_bound(m_spans.begin(), m_spans.end(), span.end(),
                                         [](const base::Span &one, std::uint64_t end) { return one.offset < end; });
    return behind != m_spans.begin() && m_reach[static_cast<std::size_t>(behind - m_spans.begin()) - 1] > span.offset;
}

std::string applied(std::string_view line, const std::vector<Repair> &repairs, std::vector<Repair> edits)
{
    const auto before = [](const Repair &a, const Repair &b) { return a.span.offset < b.span.offset; };
    std::stable_sort(edits.begin(), edits.end(), before);
    const Places edited(edits);
    for (const Repair &repair : repairs)
        if (!edited.touch(repair.span))
            edits.push_back(repair);
    std::stable_sort(edits.begin(), edits.end(), before);
    std::string out;
    out.reserve(line.size() + 16);
    std::size_t at = 0;
    for (const Repair &edit : edits) {
        if (edit.span.offset < at || edit.span.end() > line.size())
            continue; // repairs that overlap each other: the first one counts
        out.append(line.substr(at, edit.span.offset - at));
        out.append(edit.text);
        at = edit.span.end();
    }
    out.append(line.substr(at));
    return out;
}

std::string withPlaceholders(const std::string &text, const MessageArgs &values)
{
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto close = text[i] == '{' ? text.find('}', i) : std::string::npos;
        const std::string_view name =
            close == std::string::npos ? std::string_view() : std::string_view(text).substr(i + 1, close - i - 1);
        const auto value = std::find_if(values.begin(), values.end(), [name](const auto &entry) { return entry.first == name; });
        if (close == std::string::npos || value == values.end()) {
            out += text[i++];
            continue;
        }
        out += value->second;
        i = close + 1;
    }
    return out;
}

Problem finished(Finding finding, std::string_view line, const std::vector<Repair> &repairs)
{
    if (finding.mend) {
        std::vector<Repair> kept;
        if (finding.counted)
            std::copy_if(repairs.begin(), repairs.end(), std::back_inserter(kept),
                         [](const Repair &repair) { return !repair.inValue; });
        finding.problem.suggestion = applied(line, finding.counted ? kept : repairs, std::move(finding.edits));
        if (finding.problem.suggestion == line)
            finding.problem.suggestion.clear();
        for (Finding::Way &way : finding.ways) {
            std::string mended = applied(line, finding.counted ? kept : repairs, std::move(way.edits));
            if (mended != line)
                finding.problem.ways.push_back({std::move(way.message), std::move(way.text), std::move(mended)});
        }
        if (!finding.problem.ways.empty())
            finding.problem.suggestion = finding.problem.ways.front().line;
    }
    return std::move(finding.problem);
}

bool isNumeric(const TypeSpec &type)
{
    switch (type.kind) {
    case TypeKind::Integer:
    case TypeKind::Float:
    case TypeKind::Flags:
        return true;
    case TypeKind::Enumeration: // 0x200 is a number too, "platform" is none
        return std::all_of(type.values.begin(), type.values.end(), [](const ValueMeaning &meaning) {
            return !meaning.value.empty() && (base::isDigit(meaning.value.front()) || meaning.value.front() == '-');
        });
    default:
        return false;
    }
}

bool eatsAll(const TypeSpec &type)
{
    switch (type.kind) {
    case TypeKind::Rest:
    case TypeKind::Json:
    case TypeKind::Records:
    case TypeKind::List:
    case TypeKind::KeyValues:
        return true;
    default:
        return false;
    }
}

bool isOptional(const Parameter &parameter)
{
    return parameter.optional || parameter.required.present() || parameter.forbidden.present() || !parameter.defaultValue.empty()
        || !parameter.defaultText.empty();
}

bool isExtended(std::string_view name)
{
    return name.size() > 2 && std::string_view("+^*#$%").find(name[2]) != std::string_view::npos;
}

bool isRegister(std::string_view name)
{
    if (name.size() < 3 || base::toUpper(name[2]) != 'S')
        return false;
    return std::all_of(name.begin() + 3, name.end(), base::isDigit);
}

std::string_view formName(FormKind kind)
{
    switch (kind) {
    case FormKind::Test:
        return "test";
    case FormKind::Read:
        return "read";
    case FormKind::Set:
        return "set";
    case FormKind::Execute:
        break;
    }
    return "execute";
}

std::string excerpt(std::string_view text, std::size_t most)
{
    if (text.size() <= most)
        return base::escapedUtf8(text, true);
    // Not in the middle of a character.
    std::size_t length = most;
    while (length > most - 4 && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U)
        --length;
    return base::escapedUtf8(text.substr(0, length), true) + "…";
}

} // namespace atscope::catalog::detail
