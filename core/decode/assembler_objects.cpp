// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/base/text.h"
#include "core/decode/assembler.h"
#include "core/decode/http_head.h"

// What becomes of parts: objects.
namespace atscope::decode {

using catalog::ObjectKind;
using catalog::PartRole;
using Change = ObjectSink::Change;

namespace {

constexpr std::size_t MostReasons = 16;
constexpr std::size_t MostRecent = 64;
constexpr std::size_t MostNumbers = 65'536;

bool isBytes(PartRole role)
{
    return role == PartRole::Body || role == PartRole::Message;
}

} // namespace

void Assembler::note(Object &object, base::Message reason)
{
    const bool there = std::any_of(object.reasons.begin(), object.reasons.end(), [&](const auto &r) { return r.code == reason.code; });
    if (!there && object.reasons.size() < MostReasons)
        object.reasons.push_back(std::move(reason));
}

void Assembler::damage(Open &open, const char *code, std::uint64_t missing)
{
    open.damaged = true;
    open.object.missing += std::min<std::uint64_t>(missing, UINT32_MAX);
    note(open.object, base::Message(code));
}

// The open object of the part: by its key, or, for a part without, the one touched last.
Assembler::OpenList::iterator Assembler::openOf(const Found &found)
{
    auto best = m_open.end();
    for (auto it = m_open.begin(); it != m_open.end(); ++it) {
        if (it->object.shape != found.rule.shape)
            continue;
        if (found.keyed ? it->keyText == found.keyText : best == m_open.end() || it->touched > best->touched)
            best = it;
    }
    return best;
}

// Does the part show that the open object is over, though its end was not seen?
bool Assembler::beginsAnew(const Open &open, const Found &found) const
{
    const auto &part = *found.rule.part;
    if (!part.starts)
        return false;
    switch (part.role) {
    case PartRole::Head:
    case PartRole::Status:
        return open.headClosed || open.bodySeen;
    case PartRole::Message:
        return true;
    case PartRole::Total:
        return open.bodySeen || open.count || open.size;
    case PartRole::Value: // the same resource with another value
        return std::any_of(open.object.values.begin(), open.object.values.end(), [&](const ObjectValue &value) {
            return value.path == found.value.path && value.number == found.value.number
                   && (value.text != found.value.text || value.type != found.value.type);
        });
    default:
        return false;
    }
}

// A write that is complete, and one of its lines comes again: the platform repeats what was not answered.
bool Assembler::isRepeated(const Found &found, ObjectSink &sink)
{
    if (found.rule.part->role != PartRole::Value)
        return false;
    for (auto &recent : m_recent) {
        auto &object = recent.object;
        if (object.shape != found.rule.shape || recent.keyText != found.keyText)
            continue;
        const bool same = std::any_of(object.values.begin(), object.values.end(), [&](const ObjectValue &value) {
            return value.path == found.value.path && value.text == found.value.text && value.number == found.value.number;
        });
        if (!same)
            continue;
        ++object.repeated;
        if (object.events.size() < MostPieces)
            object.events.push_back(found.event);
        sink.onObject(object, Change::Repeated);
        return true;
    }
    return false;
}

void Assembler::apply(Found found, ObjectSink &sink)
{
    auto at = openOf(found);
    if (at != m_open.end() && beginsAnew(*at, found)) {
        close(at, sink);
        at = m_open.end();
    }
    if (at == m_open.end()) {
        if (isRepeated(found, sink) || !found.rule.part->starts)
            return;
        at = begin(found, sink);
        sink.onObject(at->object, Change::Begun);
    }
    add(at, found, sink);
}

Assembler::OpenList::iterator Assembler::begin(const Found &found, ObjectSink &sink)
{
    while (m_open.size() >= MostOpen)
        giveUp(std::min_element(m_open.begin(), m_open.end(), [](const Open &a, const Open &b) { return a.touched < b.touched; }),
               "object-too-many", sink);
    auto &open = m_open.emplace_back();
    open.keyText = found.keyText;
    auto &object = open.object;
    object.id = ++m_count;
    object.family = found.rule.family;
    object.shape = found.rule.shape;
    object.key = found.key;
    object.begun = found.stamp;
    const auto &parts = found.rule.shape->parts;
    const bool hasHead = std::any_of(parts.begin(), parts.end(), [](const auto &p) { return p.role == PartRole::Head; });
    if (found.rule.part->role == PartRole::Body && hasHead)
        damage(open, "object-head-missing");
    return std::prev(m_open.end());
}

void Assembler::touch(Open &open, const Found &found)
{
    auto &object = open.object;
    for (const auto *event : {&found.event, found.payload ? &*found.payload : nullptr})
        if (event && (object.events.empty() || object.events.back().id != event->id))
            object.events.push_back(*event);
    object.ended = found.stamp;
    open.last = found.stamp;
    open.limit = found.limit;
    open.touched = ++m_touch;
}

void Assembler::add(OpenList::iterator at, const Found &found, ObjectSink &sink)
{
    Open &open = *at;
    const auto &part = *found.rule.part;
    touch(open, found);
    if (found.broken)
        damage(open, found.hasBytes ? "object-part-broken" : "object-part-without-bytes", found.hasBytes ? 0 : found.length.value_or(0));
    switch (part.role) {
    case PartRole::Status:
        if (const auto status = base::toInteger(found.text); status && *status > 0 && *status < 1000)
            open.object.status = static_cast<int>(*status);
        break;
    case PartRole::Head:
        addHead(open, found);
        open.headClosed = open.headClosed || found.last;
        break;
    case PartRole::Message:
    case PartRole::Body:
        open.bodySeen = true;
        if (!addPiece(open, found)) {
            damage(open, "object-too-long");
            finish(at, ObjectState::Broken, sink);
            return;
        }
        if (part.role == PartRole::Message)
            addHead(open, found);
        break;
    case PartRole::Value:
        addValue(open, found);
        break;
    case PartRole::Total:
        open.count = found.count;
        open.size = found.size;
        open.first = static_cast<std::uint64_t>(part.first);
        break;
    case PartRole::Loss:
        damage(open, "object-bytes-lost", found.length.value_or(0));
        break;
    case PartRole::Failure:
        note(open.object, base::Message("object-failure", {{"code", found.text.substr(0, 64)}}));
        break;
    case PartRole::Close:
        close(at, sink);
        return;
    }
    const bool whole = (open.count && open.places.size() >= *open.count) || (!open.count && open.size && open.object.bytes >= *open.size);
    const bool over = part.role != PartRole::Head && part.role != PartRole::Status && found.last;
    if (over || (isBytes(part.role) && whole) || open.valueBytes > MostValueBytes) {
        if (open.valueBytes > MostValueBytes)
            damage(open, "object-too-long");
        end(at, sink);
        return;
    }
    sink.onObject(open.object, Change::Grown);
}

void Assembler::addHead(Open &open, const Found &found)
{
    auto text = std::string_view(found.text);
    if (found.rule.part->role == PartRole::Message) { // up to the empty line
        std::size_t blank = text.size();
        for (const std::string_view empty : {"\r\n\r\n", "\n\n", "\r\r"})
            blank = std::min(blank, text.find(empty));
        text = text.substr(0, blank);
    }
    auto &head = open.object.head;
    head += text.substr(0, MostHead - std::min(MostHead, head.size()));
    if (!head.empty() && head.back() != '\n' && found.rule.part->role == PartRole::Head)
        head += '\n';
    if (found.rule.part->role != PartRole::Message && found.hasBytes && open.object.pieces.size() < MostPieces) {
        open.object.pieces.push_back(found.piece);
        ++m_pieces;
    }
    if (open.object.status == 0)
        open.object.status = HttpHead::parse(head).status;
}

// False: there are too many.
bool Assembler::addPiece(Open &open, const Found &found)
{
    auto &object = open.object;
    if (found.through && found.rule.part->role == PartRole::Body)
        open.end = std::max(open.end, *found.through);
    if (!found.hasBytes || found.piece.size == 0)
        return true;
    auto piece = found.piece;
    // Where it stands: as it says itself, else behind the one before it.
    const bool placed = found.number || (found.through && *found.through >= piece.size);
    piece.order = found.number ? *found.number : placed ? *found.through - piece.size : open.next;
    if (placed) {
        const auto [it, added] = open.places.emplace(piece.order, object.pieces.size());
        if (!added) {
            const auto &old = object.pieces[it->second];
            if (old.size == piece.size && old.hash == piece.hash)
                ++object.repeated;
            else
                damage(open, "object-part-differs");
            return true;
        }
    }
    if (!found.number)
        open.next = piece.order + piece.size;
    if (object.pieces.size() >= MostPieces)
        return false;
    object.bytes += piece.size;
    object.pieces.push_back(piece);
    ++m_pieces;
    return true;
}

void Assembler::addValue(Open &open, const Found &found)
{
    auto &object = open.object;
    const bool again = std::any_of(object.values.begin(), object.values.end(), [&](const ObjectValue &value) {
        return value.path == found.value.path && value.number == found.value.number;
    });
    if (again) { // with another value it would have begun a new one
        ++object.repeated;
        return;
    }
    if (found.number && found.rule.part->down && open.numbers.size() < MostNumbers)
        open.numbers.insert(*found.number);
    open.valueBytes += found.value.text.size() + found.value.path.size() + sizeof(ObjectValue);
    object.values.push_back(found.value);
}

// What is known to be missing, now that the end is there.
void Assembler::settleMissing(Open &open) const
{
    auto &object = open.object;
    if (!open.numbers.empty()) {
        const auto expected = *open.numbers.rbegin() + 1; // counted down from N − 1 to 0
        if (open.numbers.size() < expected)
            damage(open, "object-parts-missing", expected - open.numbers.size());
    }
    if (open.count) {
        if (open.places.size() < *open.count)
            damage(open, "object-parts-missing", *open.count - open.places.size());
        if (open.size && open.places.size() == *open.count && object.bytes != *open.size)
            damage(open, "object-size-differs");
        return;
    }
    if (open.end > 0) { // pieces that know their places: what lies between them
        std::vector<std::pair<std::uint64_t, std::uint64_t>> runs;
        for (const auto &piece : object.pieces)
            if (piece.role == PartRole::Body)
                runs.emplace_back(piece.order, piece.order + piece.size);
        std::sort(runs.begin(), runs.end());
        std::uint64_t at = 0, holes = 0;
        bool overlap = false;
        for (const auto &[from, to] : runs) {
            holes += from > at ? from - at : 0;
            overlap = overlap || from < at;
            at = std::max(at, to);
        }
        holes += open.end > at ? open.end - at : 0;
        if (holes > 0)
            damage(open, "object-parts-missing", holes);
        if (overlap)
            damage(open, "object-part-differs");
    }
    // Content-Length holds where the body is not chunked; a module's own total is not to be trusted.
    if (object.shape->kind == ObjectKind::Http && object.bytes > 0 && object.missing == 0) {
        const auto head = HttpHead::parse(object.head);
        const bool message = !object.pieces.empty() && object.pieces.front().role == PartRole::Message;
        if (const auto length = head.contentLength(); length && !head.chunked() && !message && object.bytes < *length)
            damage(open, "object-shorter", *length - object.bytes);
    }
}

void Assembler::end(OpenList::iterator at, ObjectSink &sink)
{
    settleMissing(*at);
    finish(at, at->damaged ? ObjectState::Broken : ObjectState::Complete, sink);
}

// Nothing more comes: whole where nothing says that there should be more.
void Assembler::close(OpenList::iterator at, ObjectSink &sink)
{
    auto &open = *at;
    const auto &object = open.object;
    if (object.shape->kind == ObjectKind::Http && open.headClosed) {
        const auto head = HttpHead::parse(object.head);
        const auto length = head.contentLength();
        const bool none = object.status == 204 || object.status == 304 || (length && *length == 0);
        const bool all = length && object.bytes >= *length;
        if (none || all || (!length && !head.chunked())) {
            end(at, sink);
            return;
        }
    }
    settleMissing(open);
    giveUp(at, "object-end-missing", sink);
}

void Assembler::giveUp(OpenList::iterator at, const char *why, ObjectSink &sink)
{
    note(at->object, base::Message(why));
    finish(at, ObjectState::Abandoned, sink);
}

void Assembler::finish(OpenList::iterator at, ObjectState state, ObjectSink &sink)
{
    at->object.state = state;
    m_pieces -= at->object.pieces.size();
    sink.onObject(at->object, Change::Ended);
    if (state == ObjectState::Complete && at->object.shape->kind == ObjectKind::Values) {
        m_recent.push_back({std::move(at->object), std::move(at->keyText)});
        if (m_recent.size() > MostRecent)
            m_recent.pop_front();
    }
    m_open.erase(at);
}

void Assembler::expire(base::Stamp now, ObjectSink &sink)
{
    if (!now.known())
        return;
    for (auto it = m_open.begin(); it != m_open.end();) {
        const auto at = it++;
        if (at->limit > 0 && at->last.known() && now > at->last.plus(at->limit))
            giveUp(at, "object-silence", sink);
    }
}

// All of them together stay bounded: the largest one goes.
void Assembler::bound(ObjectSink &sink)
{
    while (m_pieces > MostPiecesOfAll) {
        const auto at = std::max_element(m_open.begin(), m_open.end(), [](const Open &a, const Open &b) {
            return a.object.pieces.size() < b.object.pieces.size();
        });
        damage(*at, "object-too-long");
        finish(at, ObjectState::Broken, sink);
    }
}

void Assembler::show(ObjectSink &sink) const
{
    for (const auto &open : m_open)
        sink.onObject(open.object, Change::Grown);
}

void Assembler::finish(ObjectSink &sink)
{
    dropAwaited(sink);
    while (!m_open.empty())
        giveUp(m_open.begin(), "object-input-ended", sink);
}

} // namespace atscope::decode
