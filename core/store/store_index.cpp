// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// A store as the tables of its side index, and the way back. What is read may be anything: whatever a reader later uses as an
// index is looked at here.
#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

#include "core/store/packer.h"
#include "core/store/side_index.h"
#include "core/store/store_impl.h"

namespace atscope::store {

using base::Direction;

namespace {

constexpr std::uint64_t MostListed = std::uint64_t{1} << 32U;
constexpr int DeepestValue = 16;
constexpr std::int64_t MostTime = 4'600'000'000'000'000; // microseconds, beyond the year 2100: differences fit 64 bits of nanoseconds
constexpr std::array Directions{Direction::Rx, Direction::Tx};

enum class Tag : std::uint8_t { Unknown, Bool, Integer, Real, Text, Duration, Time, List, Record };

void pack(Packer &out, const expr::Value &value)
{
    const auto tag = [&out](Tag what) { out.number(static_cast<std::uint8_t>(what)); };
    if (value.isBool()) {
        tag(Tag::Bool);
        out.number(static_cast<std::uint8_t>(value.boolean()));
    } else if (value.isInteger()) {
        tag(Tag::Integer);
        out.number(value.integer());
    } else if (value.isDouble()) {
        tag(Tag::Real);
        out.number(value.number());
    } else if (value.isText()) {
        tag(Tag::Text);
        out.text(value.text());
    } else if (value.isDuration()) {
        tag(Tag::Duration);
        out.number(value.millis());
    } else if (value.isTime()) {
        tag(Tag::Time);
        out.number(value.time().ns);
    } else if (value.isList()) {
        tag(Tag::List);
        out.number(static_cast<std::uint64_t>(value.list().size()));
        for (const auto &item : value.list())
            pack(out, item);
    } else if (value.isRecord()) {
        tag(Tag::Record);
        out.number(static_cast<std::uint64_t>(value.record().size()));
        for (const auto &[name, item] : value.record()) {
            out.text(name);
            pack(out, item);
        }
    } else {
        tag(Tag::Unknown);
    }
}

expr::Value unpackValue(Unpacker &in, int depth = 0)
{
    in.require(depth < DeepestValue);
    switch (static_cast<Tag>(in.number<std::uint8_t>())) {
    case Tag::Unknown: return {};
    case Tag::Bool: return in.number<std::uint8_t>() != 0;
    case Tag::Integer: return in.number<std::int64_t>();
    case Tag::Real: return in.number<double>();
    case Tag::Text: return in.text();
    case Tag::Duration: return expr::Value::Duration{in.number<double>()};
    case Tag::Time: return base::Stamp{in.number<std::int64_t>()};
    case Tag::List: {
        expr::Value::List list;
        for (auto left = in.count(1); left > 0 && in.ok(); --left)
            list.push_back(unpackValue(in, depth + 1));
        return list;
    }
    case Tag::Record: {
        expr::Value::Record record;
        for (auto left = in.count(9); left > 0 && in.ok(); --left) {
            std::string name(in.text());
            record.emplace_back(std::move(name), unpackValue(in, depth + 1));
        }
        return record;
    }
    }
    in.require(false);
    return {};
}

void pack(Packer &out, const catalog::FactState &facts)
{
    out.number(static_cast<std::uint64_t>(facts.all().size()));
    for (const auto &[fact, value] : facts.all()) {
        out.text(fact);
        pack(out, value);
    }
}

catalog::FactState unpackFacts(Unpacker &in)
{
    catalog::FactState facts;
    for (auto left = in.count(9); left > 0 && in.ok(); --left) {
        const std::string fact(in.text());
        facts.set(fact, unpackValue(in));
    }
    return facts;
}

template<class List, class Take>
void packList(Packer &out, const List &list, std::uint64_t from, Take take)
{
    const std::uint64_t size = list.size();
    out.number(size - from);
    for (std::uint64_t i = from; i < size; ++i)
        take(list[i]);
}

template<class Take>
void unpackList(Unpacker &in, std::size_t each, std::uint64_t most, Take take)
{
    const std::uint64_t size = in.count(each);
    in.require(size < most);
    for (std::uint64_t i = 0; i < size && in.ok(); ++i)
        take(i);
}

} // namespace

// ------------------------------------------------------------------------------------------------------------ the parts

void Chunk::save(Packer &out) const
{
    for (const Direction direction : Directions) {
        const auto d = index(direction);
        out.number(m_low[d].load(std::memory_order_relaxed));
        out.number(m_high[d].load(std::memory_order_relaxed));
    }
    out.number(latest());
    packList(out, m_bases, 0, [&](const Bases &bases) {
        out.number(bases.from);
        out.number(bases.time);
        out.number(bases.offset[0]);
        out.number(bases.offset[1]);
    });
}

void Chunk::load(Unpacker &in)
{
    for (const Direction direction : Directions) {
        const auto d = index(direction);
        m_low[d].store(in.number<std::uint64_t>(), std::memory_order_relaxed);
        m_high[d].store(in.number<std::uint64_t>(), std::memory_order_relaxed);
    }
    m_latest.store(in.number<std::int64_t>(), std::memory_order_relaxed);
    std::uint64_t next = 0;
    unpackList(in, 28, Records + 1, [&](std::uint64_t i) {
        Bases bases;
        bases.from = in.number<std::uint32_t>();
        bases.time = in.number<std::int64_t>();
        bases.offset = {in.number<std::uint64_t>(), in.number<std::uint64_t>()};
        in.require(i == 0 ? bases.from == 0 : bases.from >= next && bases.from < Records);
        in.require(bases.time > -MostTime && bases.time < MostTime);
        next = std::uint64_t{bases.from} + 1;
        if (in.ok())
            m_bases.append(bases);
    });
    in.require(m_bases.size() > 0);
}

void Links::save(Packer &out) const
{
    packList(out, m_entries, 0, [&](const Entry &entry) {
        out.number(entry.id);
        for (const auto *value : {&entry.echo, &entry.final, &entry.completion, &entry.answers, &entry.firstAnswer, &entry.status})
            out.number(value->load(std::memory_order_relaxed));
    });
}

void Links::load(Unpacker &in)
{
    std::uint64_t last = 0;
    unpackList(in, 28, MostListed, [&](std::uint64_t) {
        const auto id = in.number<std::uint32_t>();
        in.require(id > last);
        last = id;
        Entry &entry = m_entries.append(id);
        for (auto *value : {&entry.echo, &entry.final, &entry.completion, &entry.answers, &entry.firstAnswer, &entry.status})
            value->store(in.number<std::uint32_t>(), std::memory_order_relaxed);
    });
}

void Symbols::save(Packer &out) const
{
    packList(out, m_names, 1, [&](const std::string &name) { out.text(name); }); // the first is the empty one
    packList(out, m_symbols, 0, [&](const Symbol &symbol) {
        for (const int value : {symbol.form, symbol.urc, symbol.shape, symbol.completionStep})
            out.number(value);
        out.number(symbol.name);
        out.number(static_cast<std::uint8_t>(symbol.why));
        out.number(static_cast<std::uint8_t>(symbol.timed));
        out.number(static_cast<std::uint8_t>(symbol.completes));
    });
}

void Symbols::load(Unpacker &in)
{
    unpackList(in, 8, MostNames + 1, [&](std::uint64_t) { m_names.append(in.text()); });
    unpackList(in, 23, MostListed, [&](std::uint64_t) {
        Symbol symbol;
        for (int *value : {&symbol.form, &symbol.urc, &symbol.shape, &symbol.completionStep}) {
            *value = in.number<int>();
            in.require(*value >= decode::NoEntry);
        }
        symbol.name = in.number<std::uint32_t>();
        const auto why = in.number<std::uint8_t>();
        symbol.timed = in.number<std::uint8_t>() != 0;
        const auto completes = in.number<std::uint8_t>();
        in.require(symbol.name < m_names.size() && why <= static_cast<std::uint8_t>(engine::Why::DriverOverran)
                   && completes <= static_cast<std::uint8_t>(Symbol::Completes::Another));
        symbol.why = static_cast<engine::Why>(why);
        symbol.completes = static_cast<Symbol::Completes>(completes);
        if (in.ok())
            m_symbols.append(symbol);
    });
}

void Contexts::save(Packer &out) const
{
    packList(out, m_dialects, 0, [&](const DialectChange &change) {
        out.number(change.from);
        out.text(change.dialect ? std::string_view(change.dialect->view().module().id) : std::string_view());
        out.text(change.dialect ? std::string_view(change.dialect->name()) : std::string_view());
    });
    packList(out, m_snapshots, 0, [&](const Snapshot &snapshot) {
        out.number(snapshot.from);
        out.number(snapshot.changes);
        pack(out, snapshot.facts);
    });
    packList(out, m_assignments, 0, [&](const Assignment &assignment) {
        out.text(*assignment.fact);
        pack(out, assignment.value);
    });
    packList(out, m_changes, 0, [&](const Change &change) {
        out.number(change.from);
        out.number(change.assignment);
    });
}

void Contexts::load(Unpacker &in, const DialectFor &dialectFor)
{
    std::uint32_t last = 0;
    const auto rising = [&](std::uint32_t from) {
        in.require(from >= last);
        last = from;
    };
    unpackList(in, 20, MostListed, [&](std::uint64_t) {
        const auto from = in.number<std::uint32_t>();
        rising(from);
        const auto module = in.text();
        const auto name = in.text();
        auto dialect = in.ok() ? dialectFor(module, name) : nullptr;
        // Another one than asked for (the module is gone) would read the lines in another way.
        in.require(dialect != nullptr && dialect->view().module().id == module && dialect->name() == name);
        if (in.ok())
            m_dialects.append(DialectChange{from, std::move(dialect)});
    });
    last = 0;
    unpackList(in, 20, MostListed, [&](std::uint64_t) {
        const auto from = in.number<std::uint32_t>();
        rising(from);
        const auto changes = in.number<std::uint64_t>();
        m_snapshots.append(Snapshot{from, changes, unpackFacts(in)});
    });
    std::unordered_map<std::string_view, const std::string *> names;
    unpackList(in, 9, MostListed, [&](std::uint64_t) {
        const auto fact = in.text();
        auto known = names.find(fact);
        if (known == names.end()) {
            const std::string &own = m_names.append(fact);
            known = names.emplace(own, &own).first;
        }
        m_assignments.append(Assignment{known->second, unpackValue(in)});
    });
    last = 0;
    unpackList(in, 8, std::uint64_t{1} << 34U, [&](std::uint64_t) {
        const auto from = in.number<std::uint32_t>();
        rising(from);
        const auto assignment = in.number<std::uint32_t>();
        in.require(assignment < m_assignments.size());
        if (in.ok())
            m_changes.append(Change{from, assignment});
    });
}

// ------------------------------------------------------------------------------------------------------------ the whole

void EventStore::Impl::saveTables(Packer &out, std::string_view note) const
{
    out.text(note);
    packList(out, spill->digests(), 0, [&](std::uint64_t digest) { out.number(digest); });
    out.number(count.load(std::memory_order_acquire));
    out.number(refused.load(std::memory_order_relaxed));
    for (const Direction direction : Directions) {
        const auto d = index(direction);
        out.number(tails[d].begin());
        out.number(tails[d].taken());
        out.number(covered[d].load(std::memory_order_relaxed));
    }
    for (std::uint64_t i = 0; i < chunks.size(); ++i)
        chunks[i].save(out);
    packList(out, sides, 0, [&](const Side &side) {
        out.number(side.id);
        out.number(static_cast<std::uint32_t>(side.what));
        out.number(side.value);
    });
    packList(out, texts, 0, [&](const Text &text) {
        out.number(static_cast<std::uint32_t>(text.id));
        out.text(text.text);
    });
    symbols.save(out);
    links.save(out);
    contexts.save(out);
}

bool EventStore::Impl::loadTables(Unpacker &in, const DialectFor &dialectFor, Loaded &loaded)
{
    loaded.note = in.text();
    unpackList(in, 8, MostListed, [&](std::uint64_t) { loaded.digests.push_back(in.number<std::uint64_t>()); });
    loaded.count = in.number<std::uint64_t>();
    in.require(loaded.count <= MostEvents);
    refused.store(in.number<std::uint64_t>(), std::memory_order_relaxed);
    for (std::size_t d = 0; d < 2; ++d) {
        loaded.begin[d] = in.number<std::uint64_t>();
        loaded.end[d] = in.number<std::uint64_t>();
        const auto until = in.number<std::uint64_t>();
        in.require(loaded.begin[d] <= loaded.end[d]);
        covered[d].store(std::min(until, loaded.end[d]), std::memory_order_relaxed);
    }
    const std::uint64_t wanted = in.ok() ? (loaded.count + ChunkRecords - 1) / ChunkRecords : 0;
    in.require(wanted == loaded.digests.size() && wanted < (std::uint64_t{1} << 16U));
    for (std::uint64_t i = 0; i < wanted && in.ok(); ++i)
        chunks.append(Chunk::Bodiless()).load(in);
    std::uint64_t last = 0;
    unpackList(in, 16, std::uint64_t{1} << 34U, [&](std::uint64_t) {
        Side side;
        side.id = in.number<std::uint32_t>();
        const auto what = in.number<std::uint32_t>();
        side.value = in.number<std::uint64_t>();
        in.require(side.id >= last && what <= static_cast<std::uint32_t>(Side::What::Completes));
        side.what = static_cast<Side::What>(what);
        last = side.id;
        sides.append(side);
    });
    last = 0;
    unpackList(in, 12, MostListed, [&](std::uint64_t) {
        const auto id = in.number<std::uint32_t>();
        in.require(id > last);
        last = id;
        texts.append(Text{id, std::string(in.text())});
    });
    symbols.load(in);
    for (std::uint64_t i = 0; i < sides.size(); ++i)
        in.require(sides[i].what != Side::What::Name || sides[i].value < symbols.size());
    links.load(in);
    contexts.load(in, dialectFor);
    return in.atEnd();
}

// Whether readers may use what stands in the records of a chunk.
bool EventStore::Impl::fits(const Chunk::Body &body, std::uint64_t chunk, std::uint32_t records) const
{
    const std::uint64_t known = symbols.size();
    for (std::uint32_t i = 0; i < records; ++i) {
        const Record &record = body.records[i];
        const std::uint64_t id = chunk * ChunkRecords + i + 1;
        if (kindIn(record) > engine::EventKind::Note || (record.name != InSideTable && record.name >= known)
            || (record.back != InSideTable && record.back >= id))
            return false;
    }
    return known > 0 || records == 0;
}

bool EventStore::Impl::readChunks(const record::ByteSource &source, const Loaded &loaded, const std::function<bool()> &stop) const
{
    const auto body = std::make_unique_for_overwrite<Chunk::Body>();
    char *const to = reinterpret_cast<char *>(body->records.data());
    for (std::uint64_t chunk = 0; chunk < loaded.digests.size(); ++chunk) {
        if (stop && stop())
            return false;
        const auto records = static_cast<std::uint32_t>(std::min<std::uint64_t>(loaded.count - chunk * ChunkRecords, ChunkRecords));
        if (source.readAt(chunk * sizeof(Chunk::Body), to, sizeof(Chunk::Body)) != sizeof(Chunk::Body)
            || digestOf({to, sizeof(Chunk::Body)}) != loaded.digests[chunk] || !fits(*body, chunk, records))
            return false;
    }
    return true;
}

bool EventStore::load(const std::string &file, const IndexKey &key, const DialectFor &dialectFor, std::string &note,
                      const std::function<bool()> &stop)
{
    assert(count() == 0);
    auto opened = record::openFile(file);
    if (!opened || !m_impl->spill)
        return false;
    const auto source = std::move(opened).value();
    std::uint64_t tablesAt = 0;
    const auto tables = readIndexTables(*source, key, tablesAt);
    if (!tables)
        return false;
    { // One that turns out not to fit must leave no trace.
        Impl trial(Options{});
        Impl::Loaded loaded;
        Unpacker in(*tables);
        if (!trial.loadTables(in, dialectFor, loaded) || tablesAt != loaded.digests.size() * sizeof(Chunk::Body)
            || !trial.readChunks(*source, loaded, stop))
            return false;
    }
    Impl::Loaded loaded;
    Unpacker in(*tables);
    m_impl->loadTables(in, dialectFor, loaded);
    note = loaded.note;
    m_impl->spill->serve(source, std::move(loaded.digests));
    for (std::size_t d = 0; d < 2; ++d)
        m_impl->tails[d].standsAt(loaded.begin[d], loaded.end[d]);
    m_impl->count.store(loaded.count, std::memory_order_release);
    return true;
}

void EventStore::save(const IndexKey &key, const std::string &file, std::string note)
{
    if (!m_impl->spill)
        return;
    m_impl->worker.post([own = m_impl.get(), key, file, note = std::move(note)] {
        const std::uint64_t events = own->count.load(std::memory_order_acquire);
        const auto open = static_cast<std::uint32_t>(events % ChunkRecords);
        if (open != 0 && !own->spill->finish(own->chunks[events / ChunkRecords], open))
            return;
        if (own->spill->digests().size() != own->chunks.size())
            return; // not all of them could be written
        Packer tables;
        own->saveTables(tables, note);
        own->saved.store(own->spill->keep(tables.bytes(), indexFooter(key, own->chunks.size() * sizeof(Chunk::Body), tables.bytes()), file),
                         std::memory_order_release);
    });
}

} // namespace atscope::store
