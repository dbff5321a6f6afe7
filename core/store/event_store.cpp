// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/event_store.h"

#include <algorithm>

#include "core/store/store_impl.h"

namespace atscope::store {

using base::Direction;
using base::Span;
using base::Stamp;

std::shared_ptr<const Chunk::Body> EventStore::Impl::pin(std::uint64_t chunk) const
{
    const Chunk &found = chunks[chunk];
    if (spill)
        found.used(clock.fetch_add(1, std::memory_order_relaxed));
    if (auto body = found.body())
        return body;
    return spill->read(static_cast<std::uint32_t>(chunk));
}

std::uint64_t EventStore::Impl::side(std::uint64_t id, Side::What what) const
{
    const std::uint64_t size = sides.size();
    std::uint64_t at = sides.firstAfter(size, id - 1, [](const Side &side) { return std::uint64_t{side.id}; });
    while (at < size && sides[at].what != what)
        ++at;
    return at < size ? sides[at].value : 0;
}

std::uint64_t EventStore::Impl::lengthOf(std::uint64_t id, const Record &record) const
{
    return record.length == InSideTable ? side(id, Side::What::Length) : record.length;
}

const Symbol &EventStore::Impl::symbolOf(std::uint64_t id, const Record &record) const
{
    return symbols.at(record.name == InSideTable ? side(id, Side::What::Name) : record.name);
}

Stamp EventStore::Impl::stampOf(std::uint64_t id) const
{
    if (id == 0 || id > count.load(std::memory_order_acquire))
        return {};
    const std::uint64_t chunk = (id - 1) / ChunkRecords;
    const auto index = static_cast<std::uint32_t>((id - 1) % ChunkRecords);
    const auto body = pin(chunk);
    return body ? chunks[chunk].basesAt(index).stamp(body->records[index]) : Stamp::none();
}

bool EventStore::Impl::read(std::uint64_t id, engine::Event &out) const
{
    if (id == 0 || id > count.load(std::memory_order_acquire))
        return false;
    const std::uint64_t chunk = (id - 1) / ChunkRecords;
    const auto index = static_cast<std::uint32_t>((id - 1) % ChunkRecords);
    const auto body = pin(chunk);
    if (!body)
        return false;
    const Record &record = body->records[index];
    const Bases &bases = chunks[chunk].basesAt(index);
    const Symbol &symbol = symbolOf(id, record);
    out = engine::Event();
    out.id = id;
    out.stamp = bases.stamp(record);
    out.direction = directionIn(record);
    out.kind = kindIn(record);
    out.why = symbol.why;
    out.flags = flagsIn(record);
    out.span = {bases.position(record), lengthOf(id, record)};
    out.form = symbol.form;
    out.urc = symbol.urc;
    out.shape = symbol.shape;
    out.success = successIn(record);
    out.completionStep = symbol.completionStep;
    if (record.back == InSideTable)
        out.of = side(id, Side::What::Of);
    else if (record.back != 0)
        out.of = id - record.back;
    if (symbol.completes == Symbol::Completes::ItsCommand)
        out.completes = out.of;
    else if (symbol.completes == Symbol::Completes::Another)
        out.completes = side(id, Side::What::Completes);
    if (symbol.timed)
        out.ms = std::max(0.0, base::millisBetween(stampOf(out.completes != 0 ? out.completes : out.of), out.stamp));
    return true;
}

template<class Take>
std::uint64_t EventStore::Impl::scan(std::uint64_t chunk, std::uint64_t published, Take take) const
{
    const auto body = pin(chunk);
    if (!body)
        return 0;
    const std::uint64_t first = chunk * ChunkRecords;
    std::uint64_t found = 0;
    chunks[chunk].forBases(static_cast<std::uint32_t>(std::min<std::uint64_t>(published - first, ChunkRecords)),
                           [&](std::uint32_t index, const Bases &bases) {
                               const std::uint64_t id = first + index + 1;
                               if (take(id, body->records[index], bases))
                                   found = id;
                               return found == 0;
                           });
    return found;
}

// Positions of one direction rise, but directions interleave and notes stand ahead of the open line: the chunks say what they
// may hold, and those that may are looked through.
std::uint64_t EventStore::Impl::find(const base::Anchor &anchor) const
{
    const std::uint64_t published = count.load(std::memory_order_acquire);
    const std::uint64_t position = anchor.span.offset;
    const auto search = [&](bool empty) {
        for (std::uint64_t chunk = 0; chunk * ChunkRecords < published; ++chunk) {
            if (!chunks[chunk].mayHold(anchor.direction, position))
                continue;
            const std::uint64_t id = scan(chunk, published, [&](std::uint64_t candidate, const Record &record, const Bases &bases) {
                if (directionIn(record) != anchor.direction || (record.length == 0) != empty)
                    return false;
                const std::uint64_t offset = bases.position(record);
                if (empty || offset > position)
                    return offset == position;
                return position - offset < lengthOf(candidate, record);
            });
            if (id != 0)
                return id;
        }
        return std::uint64_t{0};
    };
    const std::uint64_t mark = anchor.span.length == 0 ? search(true) : 0;
    return mark != 0 ? mark : search(false);
}

std::uint64_t EventStore::Impl::findTime(Stamp stamp) const
{
    const std::uint64_t published = count.load(std::memory_order_acquire);
    const std::int64_t us = microseconds(stamp);
    for (std::uint64_t chunk = 0; stamp.known() && chunk * ChunkRecords < published; ++chunk) {
        if (chunks[chunk].latest() < us)
            continue;
        const std::uint64_t id = scan(chunk, published, [&](std::uint64_t, const Record &record, const Bases &bases) {
            return record.time != UnknownTime && bases.time + record.time >= us;
        });
        if (id != 0)
            return id;
    }
    return published + 1;
}

EventStore::EventStore(base::SessionId session) : EventStore(session, Options()) {}

EventStore::EventStore(base::SessionId session, Options options)
    : m_session(session), m_impl(std::make_unique<Impl>(options))
{}

EventStore::~EventStore() = default;

std::uint64_t EventStore::count() const
{
    return m_impl->count.load(std::memory_order_acquire);
}

bool EventStore::event(std::uint64_t id, engine::Event &out) const
{
    return m_impl->read(id, out);
}

std::size_t EventStore::briefs(std::uint64_t first, std::size_t most, std::vector<Brief> &out) const
{
    out.clear();
    const std::uint64_t published = count();
    if (first == 0 || first > published)
        return 0;
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(most, published - first + 1));
    out.reserve(wanted);
    std::uint64_t row = first - 1;
    while (out.size() < wanted) {
        const auto body = m_impl->pin(row / ChunkRecords);
        if (!body)
            break;
        auto index = static_cast<std::size_t>(row % ChunkRecords);
        const std::size_t end = std::min(ChunkRecords, index + wanted - out.size());
        row += end - index;
        for (; index < end; ++index) {
            const Record &record = body->records[index];
            out.push_back({kindIn(record), directionIn(record), flagsIn(record), successIn(record), record.name});
        }
    }
    return out.size();
}

std::string EventStore::nameOf(std::uint16_t symbol) const
{
    if (symbol == InSideTable || symbol >= m_impl->symbols.size())
        return {};
    return m_impl->symbols.name(m_impl->symbols.at(symbol).name);
}

// The texts of published events are published before them.
std::string_view EventStore::Impl::textOf(std::uint64_t id) const
{
    const std::uint64_t size = texts.size();
    const std::uint64_t after = texts.firstAfter(size, id, [](const Text &text) { return text.id; });
    return after > 0 && texts[after - 1].id == id ? std::string_view(texts[after - 1].text) : std::string_view();
}

std::string EventStore::bytes(const engine::Event &event, std::size_t most, std::uint64_t from) const
{
    if (event.span.length == 0) {
        const auto text = m_impl->textOf(event.id);
        return from >= text.size() ? std::string() : std::string(text.substr(from, most));
    }
    if (from >= event.span.length)
        return {};
    return bytes(event.direction, {event.span.offset + from, std::min<std::uint64_t>(event.span.length - from, most)});
}

std::string EventStore::bytes(Direction direction, Span span) const
{
    return m_impl->tails[index(direction)].read(span);
}

std::uint64_t EventStore::taken(Direction direction) const
{
    return m_impl->tails[index(direction)].taken();
}

std::uint64_t EventStore::covered(Direction direction) const
{
    return m_impl->covered[index(direction)].load(std::memory_order_relaxed);
}

CommandLinks EventStore::links(std::uint64_t command) const
{
    return m_impl->links.find(command, count());
}

std::shared_ptr<const decode::Dialect> EventStore::dialectAt(std::uint64_t id) const
{
    return m_impl->contexts.dialectAt(id);
}

catalog::FactState EventStore::factsAt(std::uint64_t id) const
{
    return m_impl->contexts.factsAt(id);
}

base::Anchor EventStore::anchorOf(const engine::Event &event) const
{
    return {m_session, event.direction, event.span};
}

std::uint64_t EventStore::find(const base::Anchor &anchor) const
{
    return anchor.session == m_session ? m_impl->find(anchor) : 0;
}

std::uint64_t EventStore::findTime(Stamp stamp) const
{
    return m_impl->findTime(stamp);
}

EventStore::Usage EventStore::usage() const
{
    Usage out;
    out.chunks = static_cast<std::size_t>(m_impl->chunks.size());
    out.chunksInMemory = out.chunks - (m_impl->spill ? m_impl->spill->letGo() : 0);
    for (const ByteTail &tail : m_impl->tails)
        out.tailBytes += tail.inMemory();
    out.spillFailing = m_impl->spill && m_impl->spill->failing();
    out.saved = m_impl->saved.load(std::memory_order_acquire);
    out.refused = m_impl->refused.load(std::memory_order_relaxed);
    return out;
}

} // namespace atscope::store
