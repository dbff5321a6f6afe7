// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/objects.h"

#include <algorithm>
#include <map>
#include <utility>

#include "core/base/text.h"
#include "core/catalog/line.h"
#include "core/decode/resource_names.h"

namespace atscope::session {

using catalog::Language;
using catalog::ObjectKind;
using decode::Object;
using engine::EventKind;

namespace {

constexpr std::size_t MostBody = decode::Spool::Memory;

std::string keyText(const Object &object)
{
    std::string text;
    for (const auto &[name, value] : object.key)
        text += (text.empty() ? "" : ", ") + name + ' ' + value;
    return text;
}

const char *stateWords(decode::ObjectState state, bool chinese)
{
    switch (state) {
    case decode::ObjectState::Open: return chinese ? "接收中" : "not complete yet";
    case decode::ObjectState::Complete: return chinese ? "完整" : "complete";
    case decode::ObjectState::Broken: return chinese ? "有缺损" : "broken";
    case decode::ObjectState::Abandoned: return chinese ? "未完成" : "abandoned";
    }
    return "";
}

} // namespace

decode::ObjectInput objectInput(const engine::Event &event, std::string_view bytes)
{
    using Kind = decode::ObjectInput::Kind;
    decode::ObjectInput input;
    switch (event.kind) {
    case EventKind::Command: input.kind = Kind::Sent; break;
    case EventKind::Echo: // of one direction alone it is the command itself
        input.kind = engine::isCommand(event.kind, event.flags) ? Kind::Sent : Kind::Other;
        break;
    case EventKind::Answer:
    case EventKind::Urc: input.kind = Kind::Line; break;
    case EventKind::Payload: input.kind = event.direction == base::Direction::Rx ? Kind::Payload : Kind::Other; break;
    case EventKind::Final: input.kind = Kind::Final; break;
    case EventKind::Gap: input.kind = Kind::Lost; break;
    default: break;
    }
    input.id = event.id;
    input.stamp = event.stamp;
    input.direction = event.direction;
    input.span = event.span;
    input.form = event.form;
    input.urc = event.urc;
    input.shape = event.shape;
    input.of = event.of;
    input.success = event.success;
    input.broken = (event.flags & engine::EventFlag::Broken) != 0;
    input.bytes = bytes;
    return input;
}

decode::StreamBytes bytesOf(const store::EventStore &store)
{
    return [&store](base::Direction direction, base::Span span) { return store.bytes(direction, span); };
}

ObjectSearch::ObjectSearch(const store::EventStore &store, std::uint64_t event, bool ended, std::uint64_t reach)
    : m_store(store), m_dialect(store.dialectAt(event)), m_event(event), m_reach(reach), m_ended(ended)
{
    constexpr std::uint64_t AnswerWithin = 200;
    engine::Event of;
    if (!m_dialect || !store.event(event, of))
        return;
    m_assembler.emplace(m_dialect);
    const auto concerns = [this](const engine::Event &e) {
        const auto input = objectInput(e, {});
        return (input.kind == decode::ObjectInput::Kind::Line || input.kind == decode::ObjectInput::Kind::Payload) && m_assembler->concerns(input);
    };
    if (objectInput(of, {}).kind == decode::ObjectInput::Kind::Sent) {
        engine::Event answer;
        for (auto id = event + 1; id <= std::min(store.count(), event + AnswerWithin); ++id)
            if (store.event(id, answer) && answer.of == event && concerns(answer)) {
                m_event = id;
                break;
            }
    } else if (!concerns(of)) {
        return;
    }
    begin(reach);
}

void ObjectSearch::begin(std::uint64_t reach)
{
    m_assembler.emplace(m_dialect);
    m_found.reset();
    m_object = 0;
    m_passed = false;
    m_back = reach;
    m_next = m_first = m_event > reach ? m_event - reach : 1;
    m_last = std::min(m_store.count(), m_event + m_reach);
    m_over = false;
}

// The beginning of a long object may lie before what was looked at.
bool ObjectSearch::reachesFurther()
{
    constexpr std::uint64_t Times = 8, Most = 2'000'000;
    const bool whole = m_found && m_found->state != decode::ObjectState::Broken && m_found->state != decode::ObjectState::Abandoned;
    if (whole || m_first == 1 || m_back >= Most)
        return false;
    begin(m_back * Times);
    return true;
}

bool ObjectSearch::has(const Object &object) const
{
    return std::any_of(object.events.rbegin(), object.events.rend(), [this](const auto &e) { return e.id == m_event; });
}

void ObjectSearch::onObject(const Object &object, Change change)
{
    if (m_object == 0 ? !(m_passed && has(object)) : object.id != m_object)
        return;
    m_object = object.id;
    if (!m_over)
        m_last = std::max(m_last, std::min(m_store.count(), m_next + m_reach)); // it goes on: so does the search
    // While it grows there is nothing to keep: at the end it is asked for as it stands.
    if (m_over || change == Change::Ended || change == Change::Repeated)
        m_found = object;
}

bool ObjectSearch::step(std::size_t events)
{
    for (; !m_over && m_next <= m_last && events > 0; ++m_next, --events) {
        engine::Event event;
        if (!m_store.event(m_next, event))
            continue;
        auto input = objectInput(event, {});
        m_passed = m_passed || m_next == m_event;
        if (input.kind == decode::ObjectInput::Kind::Other || !m_assembler->concerns(input))
            continue;
        const auto bytes = input.kind == decode::ObjectInput::Kind::Lost ? std::string() : m_store.bytes(event);
        input.bytes = bytes;
        const auto dialect = m_store.dialectAt(m_next);
        m_assembler->feed(input, dialect ? *dialect : *m_dialect, m_store.factsAt(m_next), *this);
        m_over = m_found && m_found->state != decode::ObjectState::Open;
    }
    if (!m_over && m_next > m_last) {
        m_over = true; // what is open is shown as it stands
        if (m_ended && m_next > m_store.count())
            m_assembler->finish(*this);
        else
            m_assembler->show(*this);
    }
    return m_over && !reachesFurther();
}

ObjectView::ObjectView(const Object &object, const decode::StreamBytes &bytes, const catalog::Model &model,
                       const decode::ContentOptions &options)
    : m_object(object), m_model(model), m_content(decode::contentOf(object, bytes, options))
{
}

std::vector<base::Message> ObjectView::reasons() const
{
    auto all = m_object.reasons;
    all.insert(all.end(), m_content.problems.begin(), m_content.problems.end());
    return all;
}

void ObjectView::writeHttp(base::JsonWriter &out) const
{
    out.key("status");
    if (m_content.status != 0)
        out.value(m_content.status);
    else
        out.null();
    if (!m_content.head.reason.empty())
        out.member("reason", m_content.head.reason);
    // A header that comes several times has all its values.
    std::map<std::string, std::vector<std::string>> values;
    std::vector<std::pair<std::string, std::string>> names;
    for (const auto &[name, value] : m_content.head.headers) {
        const auto key = base::lower(name);
        auto &all = values[key];
        if (all.empty())
            names.emplace_back(key, name);
        all.push_back(value);
    }
    out.key("headers").beginObject();
    for (const auto &[key, name] : names) {
        out.key(base::escapedUtf8(name));
        const auto &all = values[key];
        if (all.size() == 1) {
            out.value(base::escapedUtf8(all.front()));
            continue;
        }
        out.beginArray();
        for (const auto &value : all)
            out.value(base::escapedUtf8(value));
        out.endArray();
    }
    out.endObject();
}

void ObjectView::writeBody(base::JsonWriter &out, bool hex) const
{
    bool exact = false;
    const auto text = m_content.text(MostBody, exact);
    out.member("body", text);
    if (!exact || hex)
        out.member("hex", base::toHex(m_content.body.read(0, MostBody)));
    out.member("length", m_content.body.size());
    if (m_content.body.size() > MostBody)
        out.member("truncated", true);
    if (!m_content.encoding.empty()) {
        out.member("encoding", m_content.encoding);
        out.member("received", m_content.received);
    }
}

void ObjectView::writeValues(base::JsonWriter &out, Language language) const
{
    out.key("values").beginArray();
    for (const auto &value : m_object.values) {
        out.beginObject();
        out.member("path", value.path);
        const auto name = decode::resourceOf(m_model, value.path);
        if (name.object)
            out.member("name", decode::pathWords(m_model, value.path).in(language == Language::Chinese));
        if (!value.type.empty())
            out.member("type", value.type);
        out.key("value");
        catalog::writeJson(out, decode::typedValue(value));
        if (name.resource && !name.resource->unit.empty())
            out.member("unit", name.resource->unit);
        out.member("n", value.event);
        out.endObject();
    }
    out.endArray();
}

void ObjectView::write(base::JsonWriter &out, Language language, bool hex) const
{
    const auto stamp = [&out](const char *name, base::Stamp at) {
        out.key(name);
        if (at.known())
            out.value(base::toRfc3339(at));
        else
            out.null();
    };
    out.beginObject();
    out.member("object", m_object.shape->id);
    out.member("id", m_object.id);
    out.member("family", m_object.family->id);
    out.key("key").beginObject();
    for (const auto &[name, value] : m_object.key) {
        out.key(name);
        const auto number = base::toInteger(value);
        catalog::writeJson(out, number ? expr::Value(*number) : expr::Value(value));
    }
    out.endObject();
    out.member("state", decode::stateName(m_object.state));
    out.member("complete", m_object.state == decode::ObjectState::Complete);
    out.key("events").beginArray();
    for (const auto &event : m_object.events)
        out.value(event.id);
    out.endArray();
    stamp("t", m_object.begun);
    stamp("ended", m_object.ended);
    if (m_object.shape->kind == ObjectKind::Http)
        writeHttp(out);
    if (m_object.shape->kind == ObjectKind::Values)
        writeValues(out, language);
    else
        writeBody(out, hex);
    out.member("missing", m_object.missing);
    out.member("repeated", static_cast<std::uint64_t>(m_object.repeated));
    out.key("reasons").beginArray();
    for (const auto &reason : reasons()) {
        out.beginObject();
        out.member("code", reason.code);
        out.member("message", catalog::Messages::render(reason, language));
        out.endObject();
    }
    out.endArray();
    out.endObject();
}

std::string objectHeadline(const Object &object, Language language)
{
    const bool chinese = language == Language::Chinese;
    const char *comma = chinese ? "，" : ", ";
    std::string text = object.shape->title.in(chinese);
    if (const auto key = keyText(object); !key.empty())
        text += " (" + base::escapedUtf8(key, true) + ')';
    text += chinese ? "：" : ": ";
    if (object.status != 0)
        text += base::fromInteger(object.status) + comma;
    const bool values = object.shape->kind == ObjectKind::Values;
    const auto count = values ? static_cast<std::int64_t>(object.values.size()) : static_cast<std::int64_t>(object.bytes);
    text += base::fromInteger(count);
    if (chinese)
        text += values ? " 个值" : " 字节";
    else
        text += std::string(values ? " value" : " byte") + (count == 1 ? "" : "s");
    text += comma + std::string(stateWords(object.state, chinese));
    if (!object.reasons.empty())
        text += chinese ? "。" : ".";
    for (const auto &reason : object.reasons) // sentences, each with its full stop
        text += (chinese ? "" : " ") + catalog::Messages::render(reason, language);
    return text;
}

std::string ObjectView::shownHeader(const std::string &name, const std::string &value, bool hidden) const
{
    const auto &secret = m_object.shape->secretHeaders;
    const bool isSecret = hidden && std::any_of(secret.begin(), secret.end(), [&name](const auto &s) { return base::equalsNoCase(s, name); });
    return isSecret ? catalog::SecretShown : base::escapedUtf8(value, true);
}

std::string ObjectView::shownValue(const decode::ObjectValue &value, bool hidden) const
{
    if (!hidden)
        return base::escapedUtf8(value.text, true);
    const auto *resource = decode::resourceOf(m_model, value.path).resource;
    if (resource && resource->secret)
        return catalog::SecretShown;
    return base::escapedUtf8(catalog::masked(value.text, catalog::secretSpans(value.text, m_object.shape->secret)), true);
}

std::string ObjectView::toText(Language language, std::size_t mostBody, bool hidden) const
{
    std::string text = "== " + objectHeadline(m_object, language);
    for (const auto &problem : m_content.problems)
        text += "\n   ! " + catalog::Messages::render(problem, language);
    if (!m_content.encoding.empty())
        text += "\n   " + m_content.encoding + ": " + base::fromInteger(static_cast<std::int64_t>(m_content.received)) + " → "
            + base::fromInteger(static_cast<std::int64_t>(m_content.body.size()));
    for (const auto &[name, value] : m_content.head.headers)
        text += "\n   " + base::escapedUtf8(name, true) + ": " + shownHeader(name, value, hidden);
    for (const auto &value : m_object.values) {
        text += "\n   " + base::escapedUtf8(value.path, true);
        if (decode::resourceOf(m_model, value.path).object)
            text += "  " + decode::pathWords(m_model, value.path).in(language == Language::Chinese);
        text += " = " + shownValue(value, hidden) + (value.type.empty() ? "" : "  [" + value.type + ']');
    }
    if (m_content.body.size() > 0) {
        bool exact = false;
        auto body = m_content.text(mostBody, exact);
        if (hidden)
            body = catalog::masked(body, catalog::secretSpans(body, m_object.shape->secret));
        std::string line;
        for (const char c : body + '\n') {
            if (c != '\n') {
                line += c;
                continue;
            }
            if (!line.empty() && line.back() == '\r')
                line.pop_back();
            text += "\n   | " + base::escapedUtf8(line, true);
            line.clear();
        }
        if (m_content.body.size() > mostBody)
            text += "\n   | …";
    }
    return text;
}

} // namespace atscope::session
