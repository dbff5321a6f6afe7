// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/event_store.h"

#include <QTest>

#include <limits>
#include <map>
#include <set>

#include "fixture.h"
#include "support/test_main.h"

using namespace atscope;
using namespace atscope::test;

class TstEventStore final : public QObject
{
    Q_OBJECT
private slots:
    void everyFieldComesBack();
    void extremes();
    void bordersOfTheFields();
    void everythingIsSomewhereElse();
    void chunkEdges();
    void briefs();
    void names();
    void textsOfWhatHasNoRoom();
    void moreSymbolsThanFit();
    void links();
    void findsByPosition();
    void findsMarks();
    void findsByTime();
};

void TstEventStore::everyFieldComesBack()
{
    for (const unsigned seed : {1U, 2U, 3U}) {
        const std::vector<Event> events = someEvents(seed, 200'000);
        EventStore store(SomeSession);
        for (const Event &event : events)
            store.append(event);
        QCOMPARE(differenceOf(store, events), std::string());
        // The odd ones are among them.
        const auto any = [&](auto test) { return std::any_of(events.begin(), events.end(), test); };
        QVERIFY(any([](const Event &e) { return e.span.length > 65'535; }));
        QVERIFY(any([](const Event &e) { return e.of != 0 && e.id - e.of > 65'534; }));
        QVERIFY(any([](const Event &e) { return e.completes != 0 && e.completes != e.of; }));
        QVERIFY(any([](const Event &e) { return !e.stamp.known() && e.ms >= 0; }));
        QVERIFY(events.back().span.offset > std::uint64_t{20} << 30U);
    }
}

void TstEventStore::extremes()
{
    std::vector<Event> events;
    const auto add = [&events](std::int64_t ns, std::uint64_t offset, std::uint64_t length, std::uint64_t of = 0) {
        Event e;
        e.id = events.size() + 1;
        e.stamp = Stamp{ns};
        e.span = {offset, length};
        e.of = of;
        events.push_back(e);
    };
    constexpr std::int64_t Low = std::numeric_limits<std::int64_t>::min();
    constexpr std::int64_t High = std::numeric_limits<std::int64_t>::max();
    add(Start, 0, 65'534);
    add(Start + 999, 65'534, 65'535);
    add(High, UINT64_MAX - 5, 5);
    add(0, 0, 65'536);
    add(-1, UINT64_MAX, 0);
    add(Low + 1'000, 1, 1); // the lowest microsecond is not told from the one above it
    add(High - 1, UINT64_MAX / 2, UINT64_MAX / 2);
    add(Low, 2, 1); // no time
    add(-1'000, 2, 1, 1'000'000); // a command that is yet to come
    add(Start, 3, 1, 10); // itself
    for (std::int64_t i = 0; i < 2000; ++i) // every record a base of its own
        add(i % 2 == 0 ? High - i : i, i % 2 == 0 ? static_cast<std::uint64_t>(i) << 33U : 0, 1);
    // Around the end of what 32 bits hold, one by one.
    for (std::int64_t i = -3; i < 3; ++i)
        add(Start + (std::int64_t{UINT32_MAX} + i) * 1000, 0, 1);
    EventStore store(SomeSession);
    for (const Event &event : events)
        store.append(event);
    QCOMPARE(differenceOf(store, events), std::string());
    Event out;
    QVERIFY(!store.event(0, out));
    QVERIFY(!store.event(events.size() + 1, out));
}

// One by one around what 32 bits hold, wherever the base lies (up to 2^28 below the first), and around what 16 bits hold.
void TstEventStore::bordersOfTheFields()
{
    for (const std::int64_t border : {(std::int64_t{1} << 32U) - (std::int64_t{1} << 28U), std::int64_t{1} << 32U}) {
        for (std::int64_t i = -3; i <= 3; ++i) {
            std::vector<Event> events(3);
            for (std::size_t n = 0; n < events.size(); ++n)
                events[n].id = n + 1;
            events[0].stamp = Stamp{Start};
            events[0].span = {std::uint64_t{1} << 40U, 1};
            events[1].stamp = Stamp{Start + (border + i) * 1000};
            events[1].span = {events[0].span.offset + 1, 1};
            events[2].stamp = events[1].stamp;
            events[2].span = {events[0].span.offset + static_cast<std::uint64_t>(border + i), 1};
            EventStore store(SomeSession);
            for (const Event &event : events)
                store.append(event);
            QCOMPARE(differenceOf(store, events), std::string());
        }
    }
    EventStore store(SomeSession);
    std::vector<Event> events(70'000);
    for (std::size_t i = 0; i < events.size(); ++i) {
        events[i].id = i + 1;
        events[i].span = {i, 65'500 + i % 100};
        events[i].of = events[i].id > 65'500 ? 1 + i % 3 : 0; // distances around 65,535
        store.append(events[i]);
    }
    QCOMPARE(differenceOf(store, events), std::string());
}

void TstEventStore::everythingIsSomewhereElse()
{
    EventMaker maker(9, {1, 3, 3, 3, 3, 2});
    std::vector<Event> events;
    for (int i = 0; i < 70'000; ++i)
        events.push_back(maker.next());
    EventStore store(SomeSession);
    for (const Event &event : events)
        store.append(event);
    QCOMPARE(differenceOf(store, events), std::string());
}

void TstEventStore::chunkEdges()
{
    EventStore store(SomeSession);
    QCOMPARE(store.count(), std::uint64_t{0});
    QCOMPARE(store.usage().chunks, std::size_t{0});
    std::vector<Event> events;
    EventMaker maker(4);
    for (std::size_t i = 0; i < 2 * EventStore::ChunkRecords + 1; ++i) {
        events.push_back(maker.next());
        store.append(events.back());
        const std::size_t edge = (i + 1) % EventStore::ChunkRecords;
        if (edge <= 1 || edge == EventStore::ChunkRecords - 1) {
            QCOMPARE(store.count(), std::uint64_t{i + 1});
            QCOMPARE(store.usage().chunks, i / EventStore::ChunkRecords + 1);
            Event read;
            QVERIFY(store.event(i + 1, read));
            QCOMPARE(difference(events.back(), read), std::string());
            QVERIFY(!store.event(i + 2, read));
        }
    }
    QCOMPARE(store.usage().chunksInMemory, std::size_t{3});
    QCOMPARE(differenceOf(store, events), std::string());
}

void TstEventStore::briefs()
{
    const std::vector<Event> events = someEvents(5, 140'000);
    EventStore store(SomeSession);
    for (const Event &event : events)
        store.append(event);
    std::mt19937 random(1);
    std::vector<EventStore::Brief> out;
    for (int i = 0; i < 200; ++i) {
        const std::size_t first = 1 + random() % (events.size() + 10);
        const std::size_t most = random() % 3 == 0 ? random() % 100'000 : random() % 100;
        const std::size_t there = first > events.size() ? 0 : std::min(most, events.size() - first + 1);
        QCOMPARE(store.briefs(first, most, out), there);
        QCOMPARE(out.size(), there);
        for (std::size_t n = 0; n < there; ++n) {
            const Event &event = events[first - 1 + n];
            QVERIFY(out[n].kind == event.kind && out[n].direction == event.direction && out[n].flags == event.flags
                    && out[n].success == event.success);
        }
    }
    QCOMPARE(store.briefs(1, SIZE_MAX, out), events.size());
    QCOMPARE(store.briefs(0, 5, out), std::size_t{0});
}

void TstEventStore::names()
{
    EventStore store(SomeSession);
    std::vector<std::string> given;
    const auto add = [&](const std::string &name) {
        Event e;
        e.id = given.size() + 1;
        e.kind = EventKind::Urc;
        given.push_back(name);
        store.append(e, name);
    };
    add("");
    add("+FOO");
    add("+BAR");
    add("+FOO");
    add(std::string(200, 'x'));
    std::vector<EventStore::Brief> out;
    store.briefs(1, 10, out);
    QCOMPARE(store.nameOf(out[0].name), std::string());
    QCOMPARE(store.nameOf(out[1].name), std::string("+FOO"));
    QCOMPARE(store.nameOf(out[2].name), std::string("+BAR"));
    QCOMPARE(out[3].name, out[1].name);
    QCOMPARE(store.nameOf(out[4].name), std::string(128, 'x'));
    QCOMPARE(store.nameOf(12'345), std::string());

    for (int i = 0; i < 10'000; ++i)
        add("+N" + std::to_string(i));
    add("+FOO"); // known before the table was full
    store.briefs(1, SIZE_MAX, out);
    std::set<std::uint16_t> symbols;
    int named = 0;
    for (std::size_t i = 5; i + 1 < out.size(); ++i) {
        const std::string name = store.nameOf(out[i].name);
        QVERIFY(name.empty() || name == given[i]);
        named += name.empty() ? 0 : 1;
        symbols.insert(out[i].name);
    }
    QCOMPARE(named, 4096 - 3);
    QCOMPARE(symbols.size(), std::size_t{4096 - 3 + 1});
    QCOMPARE(store.nameOf(out.back().name), std::string("+FOO"));
}

void TstEventStore::moreSymbolsThanFit()
{
    EventStore store(SomeSession);
    std::vector<Event> events;
    for (int i = 0; i < 150'000; ++i) {
        Event e;
        e.id = events.size() + 1;
        e.form = i % 75'000;
        e.span = {static_cast<std::uint64_t>(i), 1};
        events.push_back(e);
        store.append(e, "+X");
    }
    QCOMPARE(differenceOf(store, events), std::string());
    std::vector<EventStore::Brief> out;
    store.briefs(1, SIZE_MAX, out);
    QCOMPARE(store.nameOf(out[65'534].name), std::string("+X"));
    QCOMPARE(store.nameOf(out[65'535].name), std::string());
    QCOMPARE(out[65'535].name, out[74'999].name);
}

// Notes, gaps and changes of lines stand in no stream: their texts are the store's.
void TstEventStore::textsOfWhatHasNoRoom()
{
    EventStore store(SomeSession);
    store.takeBytes(Direction::Rx, "OK\r\n");
    const std::string large(100'000, 'x');
    const std::string_view texts[] = {"{\"atscope\":1}", "", large};
    for (const auto text : texts) {
        Event note;
        note.id = store.count() + 1;
        note.kind = EventKind::Note;
        note.span = {0, 0};
        store.append(note, {}, text);
        Event line;
        line.id = store.count() + 1;
        line.kind = EventKind::Final;
        line.span = {0, 2};
        store.append(line, {}, "not kept: it has its bytes");
    }
    Event event;
    QVERIFY(store.event(1, event));
    QCOMPARE(store.bytes(event), std::string(texts[0]));
    QCOMPARE(store.bytes(event, 5, 3), std::string(texts[0].substr(3, 5)));
    QCOMPARE(store.bytes(event, 5, 500), std::string());
    QVERIFY(store.event(2, event));
    QCOMPARE(store.bytes(event), std::string("OK"));
    QVERIFY(store.event(3, event));
    QCOMPARE(store.bytes(event), std::string());
    QVERIFY(store.event(5, event));
    QCOMPARE(store.bytes(event), large.substr(0, 65'536));
}

void TstEventStore::links()
{
    const std::vector<Event> events = someEvents(6, 100'000);
    std::map<std::uint64_t, CommandLinks> wanted;
    EventStore store(SomeSession);
    for (const Event &event : events) {
        store.append(event);
        if (event.kind == EventKind::Command)
            wanted[event.id];
        const auto set = [&](std::uint64_t &value) { value = value == 0 ? event.id : value; };
        if (event.of != 0) {
            CommandLinks &links = wanted.at(event.of);
            if (event.kind == EventKind::Echo)
                set(links.echo);
            if (event.kind == EventKind::Answer) {
                ++links.answers;
                set(links.firstAnswer);
            }
            if (event.kind == EventKind::Final && event.why != Why::AcceptsOnly && event.why != Why::TailOfFinal
                && event.why != Why::FinalOfCompletion)
                set(links.final);
            if (event.kind == EventKind::Status && (event.why == Why::LimitExpired || event.why == Why::EndedBySilence || event.why == Why::Overtaken))
                set(links.status);
        }
        if (event.completes != 0)
            wanted.at(event.completes).completion = event.id;
        if (event.id % 9973 == 0 && event.of != 0)
            QCOMPARE(store.links(event.of), wanted.at(event.of));
    }
    QVERIFY(wanted.size() > 5000);
    for (const Event &event : events) {
        const auto it = wanted.find(event.id);
        QCOMPARE(store.links(event.id), it == wanted.end() ? CommandLinks() : it->second);
    }
    QCOMPARE(store.links(0), CommandLinks());
    QCOMPARE(store.links(events.size() + 1), CommandLinks());
    QCOMPARE(EventStore(SomeSession).links(1), CommandLinks());
}

void TstEventStore::findsByPosition()
{
    const std::vector<Event> events = someEvents(7, 200'000);
    EventStore store(SomeSession);
    for (const Event &event : events)
        store.append(event);
    const auto naive = [&](const base::Anchor &anchor) -> std::uint64_t {
        if (anchor.span.length == 0)
            for (const Event &event : events)
                if (event.direction == anchor.direction && event.span == anchor.span)
                    return event.id;
        for (const Event &event : events)
            if (event.direction == anchor.direction && anchor.span.offset >= event.span.offset
                && anchor.span.offset < event.span.end())
                return event.id;
        return 0;
    };
    std::mt19937 random(3);
    int found = 0;
    for (int i = 0; i < 300; ++i) {
        base::Anchor anchor = store.anchorOf(events[random() % events.size()]);
        anchor.span.offset += random() % 3 == 0 ? random() % 1000 : 0;
        const std::uint64_t id = naive(anchor);
        QCOMPARE(store.find(anchor), id);
        found += id != 0 ? 1 : 0;
    }
    QVERIFY(found > 200);
    base::Anchor anchor = store.anchorOf(events.back());
    QCOMPARE(anchor.session, SomeSession);
    anchor.span = {0, 1};
    QCOMPARE(store.find(anchor), naive(anchor));
    anchor.session[0] = 77;
    QCOMPARE(store.find(anchor), std::uint64_t{0});
    anchor.session = SomeSession;
    anchor.span = {UINT64_MAX, 1};
    QCOMPARE(store.find(anchor), std::uint64_t{0});
    QCOMPARE(store.covered(Direction::Rx), [&] {
        std::uint64_t end = 0;
        for (const Event &event : events)
            if (event.direction == Direction::Rx && event.span.length > 0)
                end = std::max(end, event.span.end());
        return end;
    }());
}

// What has no bytes of its own stands where others begin, before or after them.
void TstEventStore::findsMarks()
{
    EventStore store(SomeSession);
    const auto add = [&](std::uint64_t offset, std::uint64_t length) {
        Event event;
        event.id = store.count() + 1;
        event.span = {offset, length};
        store.append(event);
    };
    add(10, 10);             // 1: a line
    add(10, 0);              // 2: its limit expired
    add(25, 0);              // 3: a note, while the line below was open
    add(20, 10);             // 4
    add(30, 0);              // 5
    add(30, 0);              // 6
    add(UINT64_MAX - 2, 10); // 7: longer than any stream can be
    const auto find = [&](std::uint64_t offset, std::uint64_t length) {
        return store.find({SomeSession, Direction::Rx, {offset, length}});
    };
    QCOMPARE(find(10, 10), std::uint64_t{1});
    QCOMPARE(find(10, 0), std::uint64_t{2});
    QCOMPARE(find(12, 0), std::uint64_t{1}); // no mark there
    QCOMPARE(find(25, 0), std::uint64_t{3});
    QCOMPARE(find(25, 1), std::uint64_t{4});
    QCOMPARE(find(30, 0), std::uint64_t{5});
    QCOMPARE(find(30, 1), std::uint64_t{0});
    QCOMPARE(find(9, 5), std::uint64_t{0});
    QCOMPARE(find(UINT64_MAX, 1), std::uint64_t{7});
    QCOMPARE(store.find({SomeSession, Direction::Tx, {10, 10}}), std::uint64_t{0});
}

void TstEventStore::findsByTime()
{
    const std::vector<Event> events = someEvents(8, 200'000);
    EventStore store(SomeSession);
    for (const Event &event : events)
        store.append(event);
    const auto naive = [&](Stamp stamp) -> std::uint64_t {
        for (const Event &event : events)
            if (event.stamp.known() && usOf(event.stamp) >= usOf(stamp))
                return event.id;
        return events.size() + 1;
    };
    std::mt19937 random(3);
    for (int i = 0; i < 300; ++i) {
        Stamp stamp = events[random() % events.size()].stamp;
        if (!stamp.known())
            continue;
        stamp.ns += static_cast<std::int64_t>(random() % 4'000'000'000U) - 2'000'000'000;
        QCOMPARE(store.findTime(stamp), naive(stamp));
    }
    QCOMPARE(store.findTime(Stamp{0}), naive(Stamp{0}));
    QCOMPARE(store.findTime(Stamp{std::numeric_limits<std::int64_t>::max()}), std::uint64_t{200'001});
    QCOMPARE(store.findTime(Stamp::none()), std::uint64_t{200'001});
    QCOMPARE(EventStore(SomeSession).findTime(Stamp{Start}), std::uint64_t{1});
}

ATSCOPE_TEST(TstEventStore)
#include "tst_event_store.moc"
