// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Texts: how long they are, which signs they have, and the parts of those that have any.
#include <algorithm>

#include "core/base/text.h"
#include "core/catalog/line_json.h"
#include "core/catalog/line_pattern.h"
#include "core/catalog/line_split.h"
#include "core/catalog/line_syntax.h"
#include "core/catalog/line_value_check.h"

namespace atscope::catalog::detail {

namespace {

std::string number(std::size_t value)
{
    return base::fromInteger(static_cast<std::int64_t>(value));
}

} // namespace

void ValueCheck::lengths(const TypeSpec &type, std::string_view text, const char *unit)
{
    const auto size = static_cast<std::int64_t>(text.size());
    if (type.maxBytes && size > *type.maxBytes)
        add("too-long", text, {{"size", number(text.size())}, {"limit", base::fromInteger(*type.maxBytes)}, {"unit", unit}});
    else if (type.minBytes && size < *type.minBytes)
        add("too-short", text, {{"size", number(text.size())}, {"limit", base::fromInteger(*type.minBytes)}, {"unit", unit}});
    else
        return;
    if (type.kind == TypeKind::Hex)
        m_out.back().problem.message.code += "-digits"; // in words of its own
}

void ValueCheck::characters(const TypeSpec &type, std::string_view text)
{
    if (!type.chars.empty()) {
        const ByteSet &allowed = bytesOfClass(type.chars);
        const auto wrong =
            std::find_if(text.begin(), text.end(), [&allowed](char c) { return !allowed[static_cast<unsigned char>(c)]; });
        if (wrong != text.end()) {
            const auto at = static_cast<std::size_t>(wrong - text.begin());
            std::size_t length = 1; // the whole character
            while (at + length < text.size() && length < 4 && (static_cast<unsigned char>(text[at + length]) & 0xC0U) == 0x80U
                   && static_cast<unsigned char>(*wrong) >= 0xC0)
                ++length;
            add("bad-characters", text.substr(at, length),
                {{"character", excerpt(text.substr(at, length))}, {"allowed", type.chars}});
            return;
        }
    }
    if (!type.pattern.empty() && !matchesWhole(type.pattern, text))
        patternMismatch(text);
}

void ValueCheck::hex(const TypeSpec &type, std::string_view text)
{
    const auto wrong = std::find_if_not(text.begin(), text.end(), base::isHexDigit);
    if (wrong != text.end()) {
        const auto at = static_cast<std::size_t>(wrong - text.begin());
        add("not-hex", text.substr(at, 1), {{"character", excerpt(text.substr(at, 1))}});
        return;
    }
    if (type.even && text.size() % 2 != 0)
        add("odd-digits", text, {{"size", number(text.size())}});
    lengths(type, text, "digits");
    if (!type.pattern.empty() && !matchesWhole(type.pattern, text))
        patternMismatch(text);
}

void ValueCheck::host(const TypeSpec &type, std::string_view text)
{
    if (type.kind == TypeKind::Host) {
        if (!isHost(text))
            add("bad-host", text, {{"host", excerpt(text)}});
        return;
    }
    switch (checkHostPort(text)) {
    case HostPortFault::None:
        break;
    case HostPortFault::Host:
        add("bad-host", text, {{"host", excerpt(text)}});
        break;
    case HostPortFault::Port:
        add("bad-port", text, {{"port", excerpt(text.substr(text.rfind(':') + 1))}});
        break;
    }
}

void ValueCheck::json(std::string_view text)
{
    const JsonResult read = readQuotedJson(text);
    if (read.ok)
        return;
    const bool escaped = hasEscapedQuotes(text);
    const std::size_t at = escaped ? 0 : std::min(read.position, text.size());
    add("bad-json", escaped ? text : text.substr(at, std::min<std::size_t>(1, text.size() - at)),
        {{"position", number(read.position + 1)}, {"expected", read.expected}});
    m_out.back().problem.message.code += "-" + read.expected; // bad-json-comma: each in words of its own
}

// pmin=1;pmax=2
void ValueCheck::pairs(const TypeSpec &type, std::string_view text)
{
    for (const std::string_view pair : recordsOf(text, type, m_context)) {
        const KeyAndValue split = keyAndValue(pair, type, m_context);
        if (!split.separated || split.key.empty()) {
            add("bad-pair", pair, {{"pair", excerpt(pair)}});
            return;
        }
        const Parameter *item = itemOf(type, split.key);
        if (item == nullptr) {
            if (!type.items.empty() && !type.open)
                add("unknown-key", split.key, {{"key", excerpt(split.key)}});
            continue;
        }
        ++m_depth;
        this->text(item->type, base::trimmed(split.value));
        --m_depth;
    }
}

// te,,22.5;hy,,35%
void ValueCheck::records(const TypeSpec &type, std::string_view text)
{
    std::size_t count = 0;
    for (const std::string_view record : recordsOf(text, type, m_context)) {
        ++count;
        const auto fields = fieldsOf(record, type, m_context);
        std::size_t least = type.items.size();
        while (least > 0 && type.items[least - 1].optional)
            --least;
        if (!type.items.empty() && (fields.size() > type.items.size() || fields.size() < least)) {
            add("bad-record", record, {{"record", number(count)}, {"fields", number(fields.size())},
                                       {"expected", number(fields.size() > type.items.size() ? type.items.size() : least)}});
            return;
        }
        for (std::size_t i = 0; i < fields.size() && i < type.items.size(); ++i) {
            if (fields[i].empty()) {
                if (!type.items[i].optional) {
                    add("empty-item", record, {{"record", number(count)}, {"item", type.items[i].name}});
                    return;
                }
                continue;
            }
            const std::size_t before = m_out.size();
            ++m_depth;
            this->text(type.items[i].type, fields[i]);
            --m_depth;
            if (m_out.size() > before)
                return; // one bad record says enough
        }
    }
}

// 5700;5701
void ValueCheck::list(const TypeSpec &type, std::string_view text)
{
    std::size_t count = 0;
    for (const std::string_view element : recordsOf(text, type, m_context)) {
        ++count;
        if (element.empty()) {
            add("empty-item", text, {{"record", number(count)}, {"item", m_name}});
            return;
        }
        if (type.items.empty())
            continue;
        const std::size_t before = m_out.size();
        ++m_depth;
        this->text(type.items.front().type, element);
        --m_depth;
        if (m_out.size() > before)
            return;
    }
}

} // namespace atscope::catalog::detail
