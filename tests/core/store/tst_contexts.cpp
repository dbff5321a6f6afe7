// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/contexts.h"

#include <QTest>

#include <map>
#include <memory>

#include "fixture.h"
#include "support/test_main.h"

using namespace atscope;
using namespace atscope::test;

class TstContexts final : public QObject
{
    Q_OBJECT
private slots:
    void factsOverTime();
    void sameRevisionOtherFacts();
    void kindsOfValuesStay();
    void dialectsOverTime();
    void holdsFromTheNextEventOn();
};

// 300,000 events, a change before about every tenth, against whole states kept here.
void TstContexts::factsOverTime()
{
    std::mt19937 random(1);
    EventStore store(SomeSession);
    catalog::FactState facts;
    facts.set("lwm2m.registered", "none");
    std::map<std::uint64_t, catalog::FactState> kept;
    kept[1] = {};
    for (std::uint64_t id = 1; id <= 300'000; ++id) {
        if (random() % 10 == 0) {
            for (unsigned n = random() % 3; n > 0; --n) {
                const std::string fact = "fact." + std::to_string(random() % 20);
                if (random() % 5 == 0)
                    facts.forget(fact);
                else if (random() % 20 == 0)
                    facts.set(fact, static_cast<std::int64_t>(id)); // a value of its own
                else
                    facts.set(fact, static_cast<int>(random() % 4));
            }
            const catalog::FactState copy = facts;
            store.setContext(nullptr, copy);
            if (random() % 3 == 0)
                store.setContext(nullptr, copy); // again, says nothing new
            if (random() % 50 == 0) { // what never came into force
                catalog::FactState other = facts;
                other.set("other", true);
                store.setContext(nullptr, other);
                store.setContext(nullptr, facts);
            }
            kept[id] = facts;
        }
        Event event;
        event.id = id;
        store.append(event);
    }
    for (int i = 0; i < 2000; ++i) {
        const std::uint64_t id = i < 10 ? static_cast<std::uint64_t>(65'532 + i) : 1 + random() % 300'000;
        const catalog::FactState &wanted = std::prev(kept.upper_bound(id))->second;
        QVERIFY2(store.factsAt(id) == wanted, qPrintable(QString::number(id)));
    }
    QVERIFY(store.factsAt(300'000) == facts);
    QVERIFY(store.factsAt(0) == catalog::FactState());
}

void TstContexts::sameRevisionOtherFacts()
{
    Contexts contexts;
    catalog::FactState a;
    catalog::FactState b;
    a.set("x", 1);
    b.set("y", 1);
    QCOMPARE(a.revision(), b.revision());
    contexts.set(1, nullptr, a);
    contexts.set(2, nullptr, b);
    contexts.set(3, nullptr, catalog::FactState());
    QVERIFY(contexts.factsAt(1) == a);
    QVERIFY(contexts.factsAt(2) == b);
    QVERIFY(contexts.factsAt(3) == catalog::FactState());
    QVERIFY(contexts.factsAt(4'000'000) == catalog::FactState());
}

void TstContexts::kindsOfValuesStay()
{
    Contexts contexts;
    const std::vector<expr::Value> values{1, 1.0, "1", true, 0.1, 0.1 + 1e-17, expr::Value::Duration{1}, Stamp{Start},
                                          expr::Value::List{1, "a"}, 1};
    catalog::FactState facts;
    for (std::size_t i = 0; i < 2 * values.size(); ++i) {
        facts.forget("x");
        facts.set("x", values[i % values.size()]);
        contexts.set(i + 1, nullptr, facts);
    }
    for (std::size_t i = 0; i < 2 * values.size(); ++i) {
        const expr::Value read = contexts.factsAt(i + 1).value("x");
        const expr::Value &wanted = values[i % values.size()];
        QVERIFY2(read == wanted && read.isInteger() == wanted.isInteger() && read.isTime() == wanted.isTime(),
                 qPrintable(QString::number(i)));
    }
}

void TstContexts::dialectsOverTime()
{
    std::vector<catalog::Complaint> complaints;
    const auto catalog = catalog::Catalog::make({}, complaints);
    QVERIFY(catalog);
    const auto v4 = std::make_shared<const decode::Dialect>(catalog, nullptr, "v4");
    const auto classic = std::make_shared<const decode::Dialect>(catalog, nullptr, "classic");
    EventStore store(SomeSession);
    QVERIFY(!store.dialectAt(1));
    for (std::uint64_t id = 1; id <= 100; ++id) {
        if (id >= 10)
            store.setContext(id % 40 < 20 ? v4 : classic, {});
        Event event;
        event.id = id;
        store.append(event);
    }
    for (std::uint64_t id = 1; id <= 100; ++id)
        QCOMPARE(store.dialectAt(id).get(), id < 10 ? nullptr : id % 40 < 20 ? v4.get() : classic.get());
    const auto held = v4.use_count();
    store.setContext(store.dialectAt(100), {}); // the same again
    QCOMPARE(v4.use_count(), held);
}

void TstContexts::holdsFromTheNextEventOn()
{
    EventStore store(SomeSession);
    Event event;
    store.append((event.id = 1, event));
    catalog::FactState facts;
    facts.set("cmee", 2);
    store.setContext(nullptr, facts);
    QVERIFY(store.factsAt(1) == catalog::FactState());
    store.append((event.id = 2, event));
    QVERIFY(store.factsAt(1) == catalog::FactState());
    QVERIFY(store.factsAt(2) == facts);
    facts.set("cmee", 1);
    store.setContext(nullptr, facts);
    facts.set("cmee", 0);
    store.setContext(nullptr, facts); // of two before one event the last counts
    store.append((event.id = 3, event));
    QCOMPARE(store.factsAt(2).value("cmee").integer(), std::int64_t{2});
    QCOMPARE(store.factsAt(3).value("cmee").integer(), std::int64_t{0});
}

ATSCOPE_TEST(TstContexts)
#include "tst_contexts.moc"
