// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/catalog/facts.h"
#include "core/decode/dialect.h"
#include "core/expr/value.h"
#include "core/store/append_list.h"

namespace atscope::store {

class Packer;
class Unpacker;

// Dialect and facts over the ids, as changes: all facts once in a chunk of events at most, between them eight bytes for every
// fact that changed. One writer: set(); the others: any thread.
class Contexts final
{
public:
    // In force from the event `from` on, which was not appended yet. Says nothing new: costs nothing.
    void set(std::uint64_t from, std::shared_ptr<const decode::Dialect> dialect, const catalog::FactState &facts);

    std::shared_ptr<const decode::Dialect> dialectAt(std::uint64_t id) const; // null: none was set yet
    catalog::FactState factsAt(std::uint64_t id) const;

    using DialectFor = std::function<std::shared_ptr<const decode::Dialect>(std::string_view module, std::string_view name)>;
    void save(Packer &out) const; // to the side index
    void load(Unpacker &in, const DialectFor &dialectFor); // and back, before anybody reads; nothing is set after it

private:
    struct DialectChange
    {
        std::uint32_t from = 0;
        std::shared_ptr<const decode::Dialect> dialect;
    };
    struct Snapshot
    {
        std::uint32_t from = 0;
        std::uint64_t changes = 0; // how many were there: those behind them go on from here
        catalog::FactState facts;
    };
    struct Change
    {
        std::uint32_t from = 0;
        std::uint32_t assignment = 0;
    };
    struct Assignment // "this fact has this value"; an unknown value: it was forgotten
    {
        const std::string *fact = nullptr;
        expr::Value value;
    };
    // Facts have few values that come again and again; those that do not are not remembered for ever.
    static constexpr std::size_t MostRemembered = 65'536;

    void change(std::uint32_t from, const std::string &fact, const expr::Value &value);
    std::uint32_t assignment(const std::string &fact, const expr::Value &value);

    AppendList<DialectChange, 2> m_dialects;
    AppendList<Snapshot, 2> m_snapshots;
    AppendList<Change, 6, 34> m_changes;
    AppendList<Assignment, 4> m_assignments;
    AppendList<std::string, 4> m_names; // of facts
    // The writer's.
    catalog::FactState m_last;
    std::unordered_map<std::string_view, const std::string *> m_nameOf;
    std::unordered_multimap<std::size_t, std::uint32_t> m_remembered; // by hash of fact and value
    std::uint64_t m_snapshotChunk = UINT64_MAX;
};

} // namespace atscope::store
