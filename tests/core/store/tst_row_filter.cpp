// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/row_filter.h"

#include <QTest>

#include "fixture.h"
#include "support/test_main.h"

using namespace atscope;
using namespace atscope::test;

class TstRowFilter final : public QObject
{
    Q_OBJECT
private slots:
    void againstAList();
    void inPieces();
    void everyEvent();
    void nothingToShow();
    void byTheEventItself();
};

namespace {

void compare(const RowFilter &filter, const std::vector<std::uint64_t> &ids, std::uint64_t seen)
{
    QCOMPARE(filter.seen(), seen);
    QCOMPARE(filter.rows(), std::uint64_t{ids.size()});
    std::size_t row = 0;
    for (std::uint64_t id = 1; id <= seen; ++id) {
        if (filter.rowAtOrAfter(id) != row)
            QCOMPARE(filter.rowAtOrAfter(id), std::uint64_t{row});
        if (row < ids.size() && ids[row] == id) {
            if (filter.rowOf(id) != static_cast<std::int64_t>(row) || filter.idOf(row) != id)
                QFAIL(qPrintable(QString("row %1 of id %2: %3").arg(row).arg(id).arg(filter.idOf(row))));
            ++row;
        } else if (filter.rowOf(id) != -1) {
            QFAIL(qPrintable(QString("id %1 is shown").arg(id)));
        }
    }
    QCOMPARE(filter.rowOf(0), std::int64_t{-1});
    QCOMPARE(filter.rowOf(seen + 1), std::int64_t{-1});
    QCOMPARE(filter.rowAtOrAfter(0), std::uint64_t{0});
    QCOMPARE(filter.rowAtOrAfter(seen + 1), std::uint64_t{ids.size()});
    QCOMPARE(filter.rowAtOrAfter(UINT64_MAX), std::uint64_t{ids.size()});
}

std::vector<std::uint64_t> shown(const std::vector<Event> &events, std::uint64_t seen, std::uint64_t hidden, unsigned kinds, unsigned flags)
{
    std::vector<std::uint64_t> ids;
    for (const Event &event : events)
        if (event.id <= seen && event.id > hidden && (kinds >> static_cast<unsigned>(event.kind) & 1U) != 0
            && (event.flags & flags) == flags)
            ids.push_back(event.id);
    return ids;
}

RowFilter::Wanted wantedBy(unsigned kinds, unsigned flags)
{
    return [=](const EventStore::Brief &brief) {
        return (kinds >> static_cast<unsigned>(brief.kind) & 1U) != 0 && (brief.flags & flags) == flags;
    };
}

} // namespace

void TstRowFilter::againstAList()
{
    const std::vector<Event> events = someEvents(1, 70'000);
    EventStore store(SomeSession);
    for (const Event &event : events)
        store.append(event);
    std::mt19937 random(2);
    for (int i = 0; i < 12; ++i) {
        const unsigned kinds = i == 0 ? 0x7FFU : random() % 0x800U;
        const unsigned flags = i == 0 ? 0 : random() % 512U & random() % 512U & random() % 512U;
        RowFilter filter(wantedBy(kinds, flags));
        QVERIFY(filter.extend(store));
        compare(filter, shown(events, events.size(), 0, kinds, flags), events.size());
        const std::uint64_t hidden = random() % 80'000;
        filter.hideUpTo(hidden);
        compare(filter, shown(events, events.size(), hidden, kinds, flags), events.size());
        filter.hideUpTo(0);
        compare(filter, shown(events, events.size(), 0, kinds, flags), events.size());
    }
}

void TstRowFilter::inPieces()
{
    const std::vector<Event> events = someEvents(3, 20'000);
    EventStore store(SomeSession);
    RowFilter filter(wantedBy(0x155, 0));
    std::mt19937 random(4);
    std::size_t appended = 0;
    std::uint64_t seen = 0;
    std::uint64_t hidden = 0;
    QVERIFY(filter.extend(store));
    while (seen < events.size()) {
        for (std::size_t n = random() % 1500; n > 0 && appended < events.size(); --n)
            store.append(events[appended++]);
        const std::size_t most = random() % 1500;
        seen = std::min<std::uint64_t>(seen + most, appended);
        QCOMPARE(filter.extend(store, most), seen == appended);
        if (random() % 4 == 0) {
            hidden = random() % 2 == 0 ? random() % (seen + 1) : seen + random() % 900; // also what is yet to come
            filter.hideUpTo(hidden);
        }
        compare(filter, shown(events, seen, hidden, 0x155, 0), seen);
    }
    filter.clear();
    compare(filter, {}, 0);
    QVERIFY(filter.extend(store));
    compare(filter, shown(events, events.size(), 0, 0x155, 0), events.size());
}

void TstRowFilter::everyEvent()
{
    const std::vector<Event> events = someEvents(5, 5000);
    EventStore store(SomeSession);
    for (const Event &event : events)
        store.append(event);
    RowFilter filter;
    QVERIFY(!filter.extend(store, 4999));
    QVERIFY(filter.extend(store));
    compare(filter, shown(events, events.size(), 0, 0x7FF, 0), events.size());
}

// A filter that has to look at the event, not only at its brief.
void TstRowFilter::byTheEventItself()
{
    EventMaker maker(9);
    EventStore store(SomeSession);
    std::vector<std::uint64_t> ids;
    for (int i = 0; i < 3000; ++i) {
        const Event event = maker.next();
        store.append(event);
        if (event.kind == EventKind::Urc && event.urc == 1)
            ids.push_back(event.id);
    }
    QVERIFY(ids.size() > 20);
    RowFilter filter(RowFilter::WantedEvent([](const EventStore &from, std::uint64_t id, const EventStore::Brief &brief) {
        Event event;
        return brief.kind == EventKind::Urc && from.event(id, event) && event.urc == 1;
    }));
    QVERIFY(filter.extend(store));
    compare(filter, ids, store.count());
}

void TstRowFilter::nothingToShow()
{
    EventStore store(SomeSession);
    RowFilter filter([](const EventStore::Brief &) { return false; });
    compare(filter, {}, 0);
    for (const Event &event : someEvents(6, 1025))
        store.append(event);
    QVERIFY(filter.extend(store));
    compare(filter, {}, 1025);
    filter.hideUpTo(2000);
    compare(filter, {}, 1025);
}

ATSCOPE_TEST(TstRowFilter)
#include "tst_row_filter.moc"
