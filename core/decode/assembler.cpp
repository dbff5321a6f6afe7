// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/assembler.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/decode/fields.h"
#include "core/wire/hex.h"

// What events say as parts of objects. What is made of them: assembler_objects.cpp.
namespace atscope::decode {

using catalog::PartRole;

namespace {

constexpr std::size_t MostKey = 256;
constexpr std::size_t MostSent = 16;

std::uint64_t hashOf(std::string_view bytes) // FNV-1a
{
    std::uint64_t hash = 0xcbf29ce484222325u;
    for (const char c : bytes)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    return hash;
}

const catalog::Argument *fieldOf(const std::vector<catalog::Argument> &fields, std::string_view name)
{
    if (name.empty())
        return nullptr;
    for (const auto &field : fields)
        if (field.given && field.parameter && field.parameter->name == name)
            return &field;
    return nullptr;
}

std::optional<std::uint64_t> numberOf(const std::vector<catalog::Argument> &fields, std::string_view name)
{
    const auto *field = fieldOf(fields, name);
    const auto number = field ? base::toInteger(field->text) : std::nullopt;
    return number && *number >= 0 ? std::optional(static_cast<std::uint64_t>(*number)) : std::nullopt;
}

bool allHex(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), base::isHexDigit);
}

} // namespace

const char *stateName(ObjectState state)
{
    switch (state) {
    case ObjectState::Open: return "open";
    case ObjectState::Complete: return "complete";
    case ObjectState::Broken: return "broken";
    case ObjectState::Abandoned: return "abandoned";
    }
    return "open";
}

Assembler::Assembler(std::shared_ptr<const Dialect> dialect) : m_dialect(std::move(dialect))
{
    index(*m_dialect);
}

void Assembler::index(const Dialect &dialect)
{
    for (const auto &family : dialect.view().catalog().model().families)
        for (const auto &shape : family.objects)
            for (const auto &part : shape.parts)
                if (!part.sent.empty())
                    m_sent[part.sent].push_back({&family, &shape, &part});
    for (int id = 0;; ++id) {
        const auto ref = dialect.urc(id);
        if (!ref.urc)
            break;
        for (const auto &shape : ref.family->objects)
            for (const auto &part : shape.parts)
                if (part.command.empty() && part.line == ref.urc->name)
                    m_urcs[id].push_back({ref.family, &shape, &part});
    }
    for (int id = 0;; ++id) {
        const auto ref = dialect.form(id);
        if (!ref.form)
            break;
        for (const auto &shape : ref.family->objects)
            for (const auto &part : shape.parts) {
                if (!part.command.empty() && part.command != ref.command->name)
                    continue;
                const auto &lines = ref.form->answer.lines;
                if (part.line.empty() && part.sent.empty() && ref.form->answer.kind == catalog::AnswerKind::Http)
                    m_raw[id].push_back({ref.family, &shape, &part});
                else if (!part.line.empty() && std::any_of(lines.begin(), lines.end(), [&](const auto &l) { return l.prefix == part.line; }))
                    m_forms[id].push_back({ref.family, &shape, &part});
            }
    }
}

const std::vector<Assembler::Rule> *Assembler::rulesOf(const ObjectInput &input) const
{
    const auto in = [](const auto &table, int id) -> const std::vector<Rule> * {
        const auto it = table.find(id);
        return it == table.end() ? nullptr : &it->second;
    };
    switch (input.kind) {
    case ObjectInput::Kind::Line:
        return input.urc != NoEntry ? in(m_urcs, input.urc) : input.shape != NoEntry ? in(m_forms, input.form) : nullptr;
    case ObjectInput::Kind::Payload:
        if (input.shape == NoEntry)
            return in(m_raw, input.form);
        return input.urc != NoEntry ? in(m_urcs, input.urc) : in(m_forms, input.form);
    default:
        return nullptr;
    }
}

bool Assembler::concerns(const ObjectInput &input) const
{
    if (input.kind == ObjectInput::Kind::Sent || input.kind == ObjectInput::Kind::Final)
        return !m_sent.empty();
    if (input.kind == ObjectInput::Kind::Lost)
        return true;
    if (input.kind == ObjectInput::Kind::Line && input.urc != NoEntry && m_dialect->urc(input.urc).urc->kind == catalog::UrcKind::Boot)
        return true;
    return rulesOf(input) != nullptr;
}

void Assembler::feed(const ObjectInput &input, const Dialect &dialect, const catalog::FactState &facts, ObjectSink &sink)
{
    expire(input.stamp, sink);
    switch (input.kind) {
    case ObjectInput::Kind::Line:
        takeLine(input, dialect, facts, sink);
        break;
    case ObjectInput::Kind::Payload:
        takePayload(input, dialect, facts, sink);
        break;
    case ObjectInput::Kind::Sent:
        takeSent(input, dialect, facts);
        break;
    case ObjectInput::Kind::Final:
        takeFinal(input, sink);
        break;
    case ObjectInput::Kind::Lost:
        for (auto &open : m_open)
            damage(open, "object-bytes-lost");
        break;
    case ObjectInput::Kind::Other:
        break;
    }
    bound(sink);
}

// Everything that a line says as this part; nothing: its condition does not hold.
std::optional<Assembler::Found> Assembler::read(const Rule &rule, const ObjectInput &input, const std::vector<catalog::Argument> &fields,
                                                const Dialect &dialect, const catalog::FactState &facts) const
{
    const auto &part = *rule.part;
    const EventScope scope(dialect, &facts, nullptr, &fields, &rule.shape->fieldNames);
    if (part.when.present() && !part.when.compiled.isTrue(scope))
        return std::nullopt;
    Found found;
    found.rule = rule;
    found.event = {input.id, input.direction, input.span};
    found.stamp = input.stamp;
    found.keyed = rule.shape->key.empty();
    for (const auto &name : rule.shape->key) {
        const auto *field = fieldOf(fields, name);
        if (field)
            found.keyed = true;
        found.key.emplace_back(name, field ? field->text.substr(0, MostKey) : std::string());
        found.keyText += found.key.back().second + '\n';
    }
    found.length = numberOf(fields, part.length);
    found.through = numberOf(fields, part.through);
    found.number = numberOf(fields, part.number);
    found.count = numberOf(fields, part.count);
    found.size = numberOf(fields, part.size);
    found.last = part.last.present() ? part.last.compiled.isTrue(scope) : part.role == PartRole::Message;
    found.limit = rule.shape->silence;
    if (rule.shape->silenceAtLeast.present())
        found.limit = std::max(found.limit, rule.shape->silenceAtLeast.compiled.millis(scope).value_or(0));
    if (part.role == PartRole::Value) {
        auto &value = found.value;
        value.event = input.id;
        for (const auto &name : part.path)
            if (const auto *field = fieldOf(fields, name))
                value.path += (value.path.empty() ? "" : "/") + field->text;
        if (const auto *type = fieldOf(fields, part.type)) {
            const auto it = std::find_if(part.types.begin(), part.types.end(), [&](const auto &t) { return t.first == type->text; });
            value.type = it == part.types.end() ? type->text : it->second;
        }
        if (found.number)
            value.number = static_cast<std::int64_t>(*found.number);
    }
    if (const auto *data = fieldOf(fields, part.data)) {
        const base::Span at{input.span.offset + data->inner.offset, data->inner.length};
        const bool hexType = data->type && data->type->kind == catalog::TypeKind::Hex;
        found.text = data->text;
        take(found, data->wire(), at, input.direction, hexType);
        if (part.role == PartRole::Value) {
            found.value.text = data->text;
            found.value.hex = hexType;
        }
    }
    return found;
}

// The bytes of a part: what they are, and whether there are as many as the line says.
void Assembler::take(Found &found, std::string_view bytes, base::Span span, base::Direction direction, bool hexType)
{
    auto &piece = found.piece;
    piece.event = found.event.id;
    piece.direction = direction;
    piece.role = found.rule.part->role;
    piece.span = span;
    piece.hash = hashOf(bytes);
    const auto size = static_cast<std::uint64_t>(bytes.size());
    // A length in bytes and twice as many digits: hexadecimal output.
    piece.hex = size > 0 && allHex(bytes) && (found.length ? *found.length * 2 == size : hexType && size % 2 == 0);
    piece.size = piece.hex ? size / 2 : size;
    found.hasBytes = true;
    if (found.length && piece.role != PartRole::Value && piece.size != *found.length)
        found.broken = true;
    if (piece.role == PartRole::Head || piece.role == PartRole::Message) {
        auto text = bytes.substr(0, 2 * MostHead);
        found.text = piece.hex ? wire::decodeHex(text).bytes : std::string(text.substr(0, MostHead));
    }
}

void Assembler::takeLine(const ObjectInput &input, const Dialect &dialect, const catalog::FactState &facts, ObjectSink &sink)
{
    dropAwaited(sink);
    const auto *urc = m_dialect->urc(input.urc).urc;
    if (urc && urc->kind == catalog::UrcKind::Boot)
        while (!m_open.empty())
            giveUp(m_open.begin(), "object-restarted", sink);
    const auto *rules = rulesOf(input);
    if (!rules)
        return;
    const ShapeRef ref{input.urc == NoEntry ? input.form : NoEntry, input.urc, input.shape};
    const auto *shape = dialect.shape(ref);
    if (!shape)
        return;
    const auto fields = fieldsOf(dialect, ref, input.bytes, &facts);
    for (const auto &rule : *rules) {
        if (input.urc == NoEntry && shape->prefix != rule.part->line)
            continue;
        auto found = read(rule, input, fields, dialect, facts);
        if (!found)
            continue;
        // The payload is an event of its own and comes next, if there is one.
        if (rule.part->data == "payload" && shape->counted.present && shape->counted.ownEvent && found->length.value_or(1) > 0) {
            m_awaited.push_back(std::move(*found));
            m_awaitedShape = ref;
        } else {
            apply(std::move(*found), sink);
        }
    }
}

void Assembler::takePayload(const ObjectInput &input, const Dialect &dialect, const catalog::FactState &facts, ObjectSink &sink)
{
    const auto give = [&](Found found) {
        found.payload = ObjectEvent{input.id, input.direction, input.span};
        found.stamp = input.stamp;
        found.event = found.event.id == 0 ? *found.payload : found.event;
        take(found, input.bytes, input.span, input.direction, false);
        found.piece.event = input.id;
        found.broken = found.broken || input.broken;
        apply(std::move(found), sink);
    };
    const ShapeRef ref{input.urc == NoEntry ? input.form : NoEntry, input.urc, input.shape};
    if (!m_awaited.empty() && ref == m_awaitedShape) {
        auto awaited = std::move(m_awaited);
        m_awaited.clear();
        for (auto &found : awaited)
            give(std::move(found));
        return;
    }
    if (input.shape != NoEntry)
        return;
    dropAwaited(sink);
    if (const auto *rules = rulesOf(input))
        for (const auto &rule : *rules)
            if (auto found = read(rule, input, {}, dialect, facts))
                give(std::move(*found));
}

// A line announced bytes, and something else came.
void Assembler::dropAwaited(ObjectSink &sink)
{
    auto awaited = std::move(m_awaited);
    m_awaited.clear();
    for (auto &found : awaited) {
        found.broken = true;
        apply(std::move(found), sink);
    }
}

void Assembler::takeSent(const ObjectInput &input, const Dialect &dialect, const catalog::FactState &facts)
{
    if (m_sent.empty())
        return;
    const catalog::LineContext context{&dialect.view(), dialect.name(), &facts};
    const auto line = catalog::parseLine(input.bytes, context);
    std::vector<Found> all;
    for (const auto &command : line.commands) {
        const auto it = m_sent.find(command.name);
        if (it == m_sent.end() || !command.form)
            continue;
        for (const auto &rule : it->second)
            if (rule.family == command.command.family)
                if (auto found = read(rule, input, command.arguments, dialect, facts))
                    all.push_back(std::move(*found));
    }
    if (all.empty())
        return;
    m_pendingSent.emplace_back(input.id, std::move(all));
    if (m_pendingSent.size() > MostSent)
        m_pendingSent.pop_front();
}

void Assembler::takeFinal(const ObjectInput &input, ObjectSink &sink)
{
    const auto it = std::find_if(m_pendingSent.begin(), m_pendingSent.end(), [&](const auto &p) { return p.first == input.of; });
    if (input.of == 0 || it == m_pendingSent.end())
        return;
    auto all = std::move(it->second);
    m_pendingSent.erase(it);
    if (input.success)
        for (auto &found : all) {
            found.stamp = input.stamp;
            apply(std::move(found), sink);
        }
}

} // namespace atscope::decode
