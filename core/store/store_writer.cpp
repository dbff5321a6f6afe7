// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cassert>
#include <utility>

#include "core/store/store_impl.h"

namespace atscope::store {

using base::Direction;

EventStore::Impl::Impl(const Options &options)
    : tails{ByteTail(Direction::Rx, options.tailBytes), ByteTail(Direction::Tx, options.tailBytes)}
{
    if (!options.spillFile.empty())
        spill = std::make_unique<Spill>(options.spillFile, options.chunksInMemory);
}

void EventStore::Impl::append(const engine::Event &event, std::string_view name, std::string_view text)
{
    const std::uint64_t before = count.load(std::memory_order_relaxed);
    assert(event.id == before + 1);
    if (before >= MostEvents) {
        refused.fetch_add(1, std::memory_order_relaxed);
        return;
    }
    const std::uint64_t id = before + 1;
    const auto index = static_cast<std::uint32_t>(before % ChunkRecords);
    if (index == 0)
        filling = &chunks.append();
    const auto aside = [&](Side::What what, std::uint64_t value) {
        sides.append(Side{static_cast<std::uint32_t>(id), what, value});
    };

    Record record{};
    record.bits = bitsOf(event.kind, event.direction, event.success, event.flags);
    record.length = static_cast<std::uint16_t>(std::min<std::uint64_t>(event.span.length, InSideTable));
    if (record.length == InSideTable)
        aside(Side::What::Length, event.span.length);

    Symbol symbol{event.form, event.urc, event.shape, event.completionStep, symbols.internName(name), event.why, event.ms >= 0};
    if (event.completes != 0)
        symbol.completes = event.completes == event.of ? Symbol::Completes::ItsCommand : Symbol::Completes::Another;
    const std::uint32_t number = symbols.intern(symbol);
    record.name = static_cast<std::uint16_t>(std::min<std::uint32_t>(number, InSideTable));
    if (record.name == InSideTable)
        aside(Side::What::Name, number);

    if (event.of != 0) {
        const bool near = event.of < id && id - event.of < InSideTable;
        record.back = near ? static_cast<std::uint16_t>(id - event.of) : InSideTable;
        if (!near)
            aside(Side::What::Of, event.of);
    }
    if (symbol.completes == Symbol::Completes::Another)
        aside(Side::What::Completes, event.completes);

    if (event.span.length == 0 && !text.empty())
        texts.append(Text{id, std::string(text.substr(0, MostText))});
    filling->put(index, record, event.stamp, event.span);
    links.add(event);
    if (event.span.length > 0) {
        auto &end = covered[base::index(event.direction)];
        end.store(std::max(end.load(std::memory_order_relaxed), event.span.end()), std::memory_order_relaxed);
    }
    count.store(id, std::memory_order_release);

    if (index + 1 == ChunkRecords && spill) {
        filling->used(clock.fetch_add(1, std::memory_order_relaxed));
        worker.post([this, chunk = static_cast<std::uint32_t>(before / ChunkRecords)] { spill->take(chunks, chunk); });
    }
}

void EventStore::setRecording(std::shared_ptr<const record::ByteSource> source, int channel)
{
    assert(!m_impl->recorded && count() == 0);
    setRecording([source = std::move(source)](std::size_t part) { return part == 0 ? source : nullptr; }, channel);
}

void EventStore::setRecording(std::function<std::shared_ptr<const record::ByteSource>(std::size_t)> parts, int channel)
{
    m_impl->recorded = std::make_unique<RecordedBytes>(std::move(parts), channel);
    for (ByteTail &tail : m_impl->tails)
        tail.setRecording(m_impl->recorded.get(), &m_impl->worker);
}

void EventStore::setRaw(std::shared_ptr<const record::ByteSource> source)
{
    m_impl->recorded = std::make_unique<RecordedBytes>(std::move(source));
    for (ByteTail &tail : m_impl->tails)
        tail.setRecording(m_impl->recorded.get(), &m_impl->worker);
}

void EventStore::beginAt(const std::array<std::uint64_t, 2> &begin)
{
    for (const auto direction : {Direction::Rx, Direction::Tx}) {
        const auto d = index(direction);
        m_impl->tails[d].beginAt(begin[d]);
        m_impl->covered[d].store(begin[d], std::memory_order_relaxed);
    }
}

void EventStore::takeBytes(Direction direction, std::string_view bytes)
{
    m_impl->tails[index(direction)].take(bytes);
}

void EventStore::released(Direction direction, std::uint64_t written)
{
    m_impl->tails[index(direction)].released(written);
}

void EventStore::setContext(std::shared_ptr<const decode::Dialect> dialect, const catalog::FactState &facts)
{
    m_impl->contexts.set(count() + 1, std::move(dialect), facts);
}

void EventStore::append(const engine::Event &event, std::string_view name, std::string_view text)
{
    m_impl->append(event, name, text);
}

} // namespace atscope::store
