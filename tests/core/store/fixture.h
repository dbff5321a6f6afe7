// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "core/store/event_store.h"

namespace atscope::test {

using base::Direction;
using base::Span;
using base::Stamp;
using engine::Event;
using engine::EventKind;
using engine::Why;
using namespace store;

constexpr std::int64_t Start = 1'795'256'551'004'000'000; // 2026-11-21T10:22:31.004Z
constexpr base::SessionId SomeSession{1, 2, 3};
constexpr EventKind LastKind = EventKind::Note;
constexpr Why LastWhy = Why::DriverOverran;

// A stream as it comes from a module: commands, answers, finals, URCs, now and then what a record has no room for.
class EventMaker
{
public:
    struct Odds // one in so many; 0: never
    {
        unsigned longSpan = 500, silence = 3000, jump = 3000, unknownTime = 50, timeBack = 2000, farCommand = 700;
    };
    explicit EventMaker(unsigned seed) : EventMaker(seed, Odds()) {}
    EventMaker(unsigned seed, Odds odds) : m_random(seed), m_odds(odds) {}

    Event next()
    {
        Event e;
        e.id = ++m_id;
        e.kind = static_cast<EventKind>(m_random() % (static_cast<unsigned>(LastKind) + 1));
        e.why = static_cast<Why>(m_random() % (static_cast<unsigned>(LastWhy) + 1));
        e.direction = e.kind == EventKind::Command || m_random() % 7 == 0 ? Direction::Tx : Direction::Rx;
        e.flags = static_cast<std::uint16_t>(m_random() % 512);
        e.success = m_random() % 2 == 0;
        e.form = static_cast<int>(m_random() % 4) - 1;
        e.urc = static_cast<int>(m_random() % 3) - 1;
        e.shape = static_cast<int>(m_random() % 3) - 1;
        m_now += static_cast<std::int64_t>(m_random() % 2'000'000'000);
        if (one(m_odds.silence))
            m_now += std::int64_t{5000} * 1'000'000'000;
        if (one(m_odds.timeBack))
            m_now -= std::int64_t{40'000} * 1'000'000'000;
        if (!one(m_odds.unknownTime))
            e.stamp = Stamp{m_now};
        std::uint64_t &at = m_at[static_cast<std::size_t>(e.direction)];
        if (one(m_odds.jump))
            at += std::uint64_t{5} << 30U;
        const bool mark = e.kind == EventKind::Note || e.kind == EventKind::Status;
        e.span = {at, mark ? 0 : 1 + m_random() % (one(m_odds.longSpan) ? 300'000U : 60U)};
        at = e.span.end();
        if (e.kind != EventKind::Command && !m_commands.empty() && m_random() % 2 == 0) {
            e.of = m_commands[one(m_odds.farCommand) ? m_random() % m_commands.size() : m_commands.size() - 1];
            if (m_random() % 4 == 0) {
                e.completes = m_random() % 4 == 0 ? m_commands[m_random() % m_commands.size()] : e.of;
                e.completionStep = static_cast<int>(m_random() % 3);
            }
            if (m_random() % 2 == 0)
                e.ms = base::millisBetween(m_stamps[(e.completes != 0 ? e.completes : e.of) - 1], e.stamp);
            if (e.ms < 0)
                e.ms = -1;
        }
        if (e.kind == EventKind::Command)
            m_commands.push_back(e.id);
        m_stamps.push_back(e.stamp);
        return e;
    }

private:
    bool one(unsigned in) { return in != 0 && m_random() % in == 0; }

    std::mt19937 m_random;
    const Odds m_odds;
    std::uint64_t m_id = 0;
    std::int64_t m_now = Start;
    std::array<std::uint64_t, 2> m_at{};
    std::vector<std::uint64_t> m_commands;
    std::vector<Stamp> m_stamps;
};

inline EventStore::Options spillingTo(std::string file, std::size_t chunksInMemory)
{
    EventStore::Options options;
    options.spillFile = std::move(file);
    options.chunksInMemory = chunksInMemory;
    return options;
}

inline EventStore::Options keeping(std::size_t tailBytes)
{
    EventStore::Options options;
    options.tailBytes = tailBytes;
    return options;
}

inline std::vector<Event> someEvents(unsigned seed, std::size_t count)
{
    EventMaker maker(seed);
    std::vector<Event> out;
    for (std::size_t i = 0; i < count; ++i)
        out.push_back(maker.next());
    return out;
}

inline std::int64_t usOf(Stamp stamp)
{
    return stamp.ns / 1000 - (stamp.ns % 1000 < 0 ? 1 : 0);
}

// Every field; the stamp to the microsecond, what is made from stamps to two of them.
inline std::string difference(const Event &a, const Event &b)
{
    std::string out;
    const auto check = [&out](bool same, const char *name) {
        if (!same)
            out += std::string(name) + ' ';
    };
    check(a.id == b.id, "id");
    check(a.stamp.known() == b.stamp.known() && (!a.stamp.known() || usOf(a.stamp) == usOf(b.stamp)), "stamp");
    check(a.direction == b.direction, "direction");
    check(a.kind == b.kind, "kind");
    check(a.why == b.why, "why");
    check(a.flags == b.flags, "flags");
    check(a.span == b.span, "span");
    check(a.form == b.form && a.urc == b.urc && a.shape == b.shape, "reference");
    check(a.success == b.success, "success");
    check(a.of == b.of, "of");
    check(a.completes == b.completes, "completes");
    check(a.completionStep == b.completionStep, "step");
    check((a.ms < 0) == (b.ms < 0) && std::abs(a.ms - b.ms) < 0.0021, "ms");
    return out;
}

// Empty: the store holds exactly these.
inline std::string differenceOf(const EventStore &store, const std::vector<Event> &events)
{
    if (store.count() != events.size())
        return "count " + std::to_string(store.count());
    Event read;
    for (const Event &event : events) {
        if (!store.event(event.id, read))
            return "no " + std::to_string(event.id);
        if (const std::string found = difference(event, read); !found.empty())
            return std::to_string(event.id) + ": " + found;
    }
    return {};
}

} // namespace atscope::test
