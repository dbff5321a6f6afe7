// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/event_writer.h"

#include <algorithm>

#include "core/base/text.h"

namespace atscope::session {

using engine::EventKind;
namespace EventFlag = engine::EventFlag;

std::vector<std::string_view> flagNames(std::uint16_t flags)
{
    static constexpr std::pair<std::uint16_t, std::string_view> Names[] = {
        {EventFlag::Unknown, "unknown"},   {EventFlag::Orphan, "orphan"},   {EventFlag::Unsolicited, "unsolicited"},
        {EventFlag::Late, "late"},         {EventFlag::Repeated, "repeated"}, {EventFlag::Damaged, "damaged"},
        {EventFlag::Broken, "broken"},     {EventFlag::Partial, "partial"}, {EventFlag::Truncated, "truncated"}};
    std::vector<std::string_view> names;
    for (const auto &[flag, name] : Names)
        if (flags & flag)
            names.push_back(name);
    return names;
}

EventView::EventView(const engine::Event &event, std::string_view bytes, const decode::Dialect &dialect,
                     const catalog::FactState &facts)
    : m_event(event), m_bytes(bytes), m_dialect(dialect), m_facts(facts)
{
    const catalog::LineContext context{&dialect.view(), dialect.name(), &facts};
    switch (event.kind) {
    case EventKind::Command:
    case EventKind::Echo:
        m_command = catalog::parseLine(bytes, context);
        if (!m_command.commands.empty())
            m_fields = m_command.commands.front().arguments;
        break;
    case EventKind::Answer:
    case EventKind::Urc:
        m_fields = decode::fieldsOf(dialect, {event.urc == decode::NoEntry ? event.form : decode::NoEntry, event.urc, event.shape}, bytes,
                                    &facts);
        if (event.urc != decode::NoEntry)
            m_errors = decode::urcErrors(dialect, dialect.urc(event.urc), m_fields); // the fields have the words, these what to try
        break;
    case EventKind::Final: {
        const std::vector<int> forms = event.form == decode::NoEntry ? std::vector<int>{} : std::vector<int>{event.form};
        m_final = dialect.final(bytes, forms);
        if (m_final && !m_final.success)
            m_errors = decode::errorMeanings(dialect, m_final, dialect.form(event.form));
        break;
    }
    default:
        break;
    }
    m_meaning = decode::meaningOf(m_fields, context);
    if (m_meaning.empty() && event.urc != decode::NoEntry)
        m_meaning = dialect.urc(event.urc).urc->title;
    // Every reading of a code that cannot be attributed is shown: 103 of EDP is not 103 of 27.007.
    for (const auto &error : m_errors) {
        if (event.kind != EventKind::Final)
            break;
        m_meaning.en += (m_meaning.en.empty() ? "" : " | ") + error.text.en;
        m_meaning.zh += (m_meaning.zh.empty() ? "" : " | ") + error.text.zh;
        if (dialect.form(event.form).command)
            break; // attributed: its own family's table came first
    }
}

std::string EventView::name() const
{
    switch (m_event.kind) {
    case EventKind::Command:
    case EventKind::Echo:
        return m_command.commands.empty() ? std::string() : m_command.commands.front().name;
    case EventKind::Final:
        return m_final ? std::string(m_final.text) : std::string();
    case EventKind::Urc:
    case EventKind::Answer:
    case EventKind::Payload: {
        if (const auto urc = m_dialect.urc(m_event.urc).urc)
            return urc->name;
        if (const auto *shape = m_dialect.shape({m_event.form, decode::NoEntry, m_event.shape}); shape && !shape->prefix.empty())
            return shape->prefix;
        if (m_event.kind == EventKind::Payload)
            return {};
        return std::string(decode::headOf(m_bytes).name);
    }
    default:
        return {};
    }
}

std::string EventView::family() const
{
    if (const auto urc = m_dialect.urc(m_event.urc); urc.family)
        return urc.family->id;
    if (const auto form = m_dialect.form(m_event.form); form.family)
        return form.family->id;
    return {};
}

std::string EventView::form() const
{
    const auto ref = m_dialect.form(m_event.form);
    return ref.form ? ref.form->id : std::string();
}

catalog::Text EventView::meaning() const
{
    return m_meaning;
}

catalog::Text EventView::todo() const
{
    return m_errors.empty() ? catalog::Text() : m_errors.front().todo;
}

std::string EventView::errorCode() const
{
    return m_final && !m_final.success ? std::string(m_final.value) : std::string();
}

std::vector<base::Span> EventView::secrets() const
{
    const catalog::LineContext context{&m_dialect.view(), m_dialect.name(), &m_facts};
    if (m_event.kind == EventKind::Command || m_event.kind == EventKind::Echo)
        return catalog::secretSpans(m_bytes, m_command, context);
    if (m_event.kind == EventKind::Payload)
        return secretsOfPayload();
    return catalog::secretSpans(m_fields, context);
}

// What the line that announced it says of it; and a payload is part of an object: what is secret in that is secret here.
std::vector<base::Span> EventView::secretsOfPayload() const
{
    const auto urc = m_dialect.urc(m_event.urc);
    const auto form = m_dialect.form(m_event.form);
    const auto *family = urc.family ? urc.family : form.family;
    std::vector<base::Span> spans;
    if (family == nullptr)
        return spans;
    if (const auto *line = m_dialect.shape({urc.urc ? decode::NoEntry : m_event.form, m_event.urc, m_event.shape}))
        spans = catalog::secretSpans(m_bytes, line->counted.secret);
    for (const auto &shape : family->objects) {
        const bool its = std::any_of(shape.parts.begin(), shape.parts.end(), [&](const catalog::ObjectPart &part) {
            return part.sent.empty() && (urc.urc ? part.line == urc.urc->name : form.command && part.command == form.command->name);
        });
        if (!its)
            continue;
        auto own = catalog::secretSpans(m_bytes, shape.secret);
        // Header lines: the value behind "name:".
        for (std::size_t at = 0; at < m_bytes.size() && !shape.secretHeaders.empty();) {
            const auto end = std::min(m_bytes.find_first_of("\r\n", at), m_bytes.size());
            const auto line = m_bytes.substr(at, end - at);
            const auto colon = line.find(':');
            const bool secret = colon != std::string_view::npos && std::any_of(shape.secretHeaders.begin(), shape.secretHeaders.end(), [&](const auto &name) {
                return base::equalsNoCase(name, base::trimmed(line.substr(0, colon)));
            });
            if (secret && colon + 1 < line.size())
                own.push_back({at + colon + 1, line.size() - colon - 1});
            at = end + 1;
        }
        spans.insert(spans.end(), own.begin(), own.end());
    }
    std::sort(spans.begin(), spans.end(), [](const auto &a, const auto &b) { return a.offset < b.offset; });
    return spans;
}

void EventView::write(base::JsonWriter &out, catalog::Language language, bool hex) const
{
    const bool chinese = language == catalog::Language::Chinese;
    out.beginObject();
    out.member("n", m_event.id);
    out.key("t");
    if (m_event.stamp.known())
        out.value(base::toRfc3339(m_event.stamp));
    else
        out.null();
    out.member("dir", m_event.direction == base::Direction::Rx ? "rx" : "tx");
    out.member("kind", engine::kindName(m_event.kind));
    const auto text = base::escapedUtf8(m_bytes);
    out.member("text", text);
    if (hex || text != m_bytes)
        out.member("hex", base::toHex(m_bytes));
    out.member("at", m_event.span.offset);
    out.member("len", m_event.span.length);
    if (const auto value = name(); !value.empty())
        out.member("name", value);
    if (const auto value = form(); !value.empty())
        out.member("form", value);
    if (const auto value = family(); !value.empty())
        out.member("family", value);
    const bool fielded = std::any_of(m_fields.begin(), m_fields.end(), [](const auto &f) { return f.parameter && f.given; });
    if (fielded) {
        out.key("fields").beginObject();
        for (const auto &field : m_fields)
            if (field.parameter && field.given) {
                out.key(field.parameter->name);
                catalog::writeJson(out, field.value);
            }
        out.endObject();
    }
    if (const auto &value = m_meaning.in(chinese); !value.empty())
        out.member("meaning", value);
    if (const auto value = todo(); !value.empty())
        out.member("todo", value.in(chinese));
    out.key("of");
    if (m_event.of != 0)
        out.value(m_event.of);
    else
        out.null();
    if (m_event.completes != 0)
        out.member("completes", m_event.completes);
    if (m_event.ms >= 0)
        out.member("ms", m_event.ms);
    out.key("flags").beginArray();
    for (const auto flag : flagNames(m_event.flags))
        out.value(flag);
    out.endArray();
    out.member("why", engine::whyCode(m_event.why));
    out.endObject();
}

std::string EventView::toLine(catalog::Language language) const
{
    std::string line;
    if (m_event.stamp.known())
        line += base::toRfc3339(m_event.stamp).substr(11, 12) + ' ';
    line += m_event.direction == base::Direction::Rx ? "← " : "→ ";
    std::string kind = engine::kindName(m_event.kind);
    kind.resize(8, ' ');
    line += kind + base::escapedUtf8(m_bytes, true);
    const auto &words = m_meaning.in(language == catalog::Language::Chinese);
    if (!words.empty())
        line += "   // " + words;
    if (const auto remedy = todo(); !remedy.empty())
        line += (words.empty() ? "   // → " : " → ") + remedy.in(language == catalog::Language::Chinese);
    for (const auto flag : flagNames(m_event.flags))
        line += " [" + std::string(flag) + ']';
    return line;
}

} // namespace atscope::session
