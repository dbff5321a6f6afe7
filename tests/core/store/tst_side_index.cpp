// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/side_index.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <chrono>
#include <cstring>
#include <filesystem>

#include "core/store/event_store.h"
#include "core/store/packer.h"
#include "fixture.h"
#include "support/test_main.h"

using namespace atscope;
using namespace atscope::test;

namespace {

constexpr std::size_t TwoChunks = 2 * EventStore::ChunkRecords + 777;
constexpr std::size_t ChunkBytes = EventStore::ChunkRecords * 16;

std::shared_ptr<const decode::Dialect> noDialect(std::string_view, std::string_view)
{
    return nullptr;
}

std::string textOf(const Event &event)
{
    return event.span.length == 0 && event.id % 3 == 0 ? "{\"note\":" + std::to_string(event.id) + '}' : std::string();
}

std::string nameOf(const Event &event)
{
    return event.id % 11 == 0 ? "+NAME" + std::to_string(event.id % 700) : std::string();
}

} // namespace

class TstSideIndex final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::vector<Event> m_events;
    std::string m_index; // bytes of a good one
    IndexKey m_key{};
    std::string m_stream = std::string(1'000'000, 'r');

    std::string path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)).toStdString(); }
    void write(const std::string &bytes, const char *name = "index")
    {
        QFile file(QString::fromStdString(path(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes.data(), static_cast<qint64>(bytes.size())) != static_cast<qint64>(bytes.size()))
            qFatal("cannot write");
    }
    std::unique_ptr<EventStore> fresh() { return fresh(path("spill")); }
    std::unique_ptr<EventStore> fresh(const std::string &spill)
    {
        auto store = std::make_unique<EventStore>(SomeSession, spillingTo(spill, 1));
        store->setRaw(record::memorySource(m_stream));
        return store;
    }
    static catalog::FactState factsAt(std::uint64_t id)
    {
        catalog::FactState facts;
        facts.set("number", static_cast<std::int64_t>(id / 1000));
        facts.set("real", static_cast<double>(id / 5000) / 4);
        facts.set("text", std::string("\0x", 2) + std::to_string(id / 20'000));
        if (id / 3000 % 2 == 0)
            facts.set("list", expr::Value::List{1, "two", expr::Value::Duration{3.5}, Stamp{Start}, true, expr::Value::Record{{"key", 2.0}}});
        return facts;
    }
    void check(const EventStore &store)
    {
        QCOMPARE(store.count(), std::uint64_t{m_events.size()});
        QCOMPARE(differenceOf(store, m_events), std::string());
        std::vector<EventStore::Brief> briefs;
        for (const Event &event : m_events) {
            if (event.span.length == 0)
                QCOMPARE(store.bytes(event), textOf(event));
            if (event.id % 501 == 0) {
                QVERIFY(store.factsAt(event.id) == factsAt(event.id / 500 * 500 + 1));
                QCOMPARE(store.briefs(event.id, 1, briefs), std::size_t{1});
                QCOMPARE(store.nameOf(briefs[0].name), nameOf(event));
            }
        }
        QCOMPARE(store.taken(Direction::Rx), std::uint64_t{m_stream.size()});
        QCOMPARE(store.bytes(Direction::Rx, {999'990, 100}), std::string(10, 'r'));
    }
    // The digests of an index made right again, whatever its tables say.
    static std::string signedAgain(std::string index)
    {
        std::uint64_t tablesAt = 0;
        const std::size_t footer = 16 + 32 + 4 + 4 * 8;
        std::memcpy(&tablesAt, index.data() + index.size() - footer + 16 + 32 + 4, sizeof tablesAt);
        IndexKey key{};
        std::memcpy(key.data(), index.data() + index.size() - footer + 16, key.size());
        index.resize(index.size() - footer);
        for (std::size_t chunk = 0; chunk * ChunkBytes < tablesAt; ++chunk) { // behind the note and the number of chunks
            const auto digest = digestOf(std::string_view(index).substr(chunk * ChunkBytes, ChunkBytes));
            std::memcpy(index.data() + tablesAt + 8 + 4 + 8 + 8 * chunk, &digest, sizeof digest);
        }
        return index + indexFooter(key, tablesAt, std::string_view(index).substr(static_cast<std::size_t>(tablesAt)));
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_key.fill(7);
        m_events = someEvents(3, TwoChunks);
        auto store = fresh();
        store->takeBytes(Direction::Rx, m_stream);
        for (const Event &event : m_events) {
            if (event.id % 500 == 1)
                store->setContext(nullptr, factsAt(event.id));
            store->append(event, nameOf(event), textOf(event));
        }
        store->save(m_key, path("index"), "note");
        QTRY_VERIFY_WITH_TIMEOUT(store->usage().saved, 60'000);
        check(*store); // as before
        store.reset();
        QVERIFY(!QFileInfo::exists(m_folder.filePath("spill")));
        QFile file(m_folder.filePath("index"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.permissions() & ~(QFile::ReadUser | QFile::WriteUser), QFile::ReadOwner | QFile::WriteOwner);
        m_index = file.readAll().toStdString();
        QVERIFY(m_index.size() > 3 * ChunkBytes);
    }
    void init() { write(m_index); }

    void saysTheSame()
    {
        auto store = fresh();
        std::string note;
        QVERIFY(store->load(path("index"), m_key, noDialect, note));
        QCOMPARE(note, std::string("note"));
        check(*store);
        QCOMPARE(store->usage().chunks, std::size_t{3});
        // Links, too.
        auto first = fresh(path("other"));
        for (const Event &event : m_events)
            first->append(event);
        for (const Event &event : m_events)
            if (event.kind == EventKind::Command)
                QVERIFY(store->links(event.id) == first->links(event.id));
        for (std::size_t i = 0; i < m_events.size(); i += 997) {
            QCOMPARE(store->find(store->anchorOf(m_events[i])), first->find(first->anchorOf(m_events[i])));
            QCOMPARE(store->findTime(m_events[i].stamp), first->findTime(m_events[i].stamp));
        }
    }

    void notFullYet()
    {
        for (const std::size_t size : {std::size_t{0}, std::size_t{1}, EventStore::ChunkRecords}) {
            const auto events = someEvents(5, size);
            {
                auto store = fresh();
                for (const Event &event : events)
                    store->append(event);
                store->save(m_key, path("small"), {});
                QTRY_VERIFY(store->usage().saved);
            }
            auto store = fresh();
            std::string note;
            QVERIFY(store->load(path("small"), m_key, noDialect, note));
            QCOMPARE(store->count(), std::uint64_t{size});
            QCOMPARE(differenceOf(*store, events), std::string());
        }
    }

    void anotherOnes()
    {
        auto store = fresh();
        std::string note;
        auto key = m_key;
        key[31] ^= 1;
        QVERIFY(!store->load(path("index"), key, noDialect, note));
        QVERIFY(!store->load(path("none"), m_key, noDialect, note));
        QVERIFY(!store->load(m_folder.path().toStdString(), m_key, noDialect, note));
        write({});
        QVERIFY(!store->load(path("index"), m_key, noDialect, note));
        write(std::string(3'000'000, 'x'));
        QVERIFY(!store->load(path("index"), m_key, noDialect, note));
        write(m_index);
        QVERIFY(!store->load(path("index"), m_key, noDialect, note, [] { return true; }));
        QCOMPARE(store->count(), std::uint64_t{0});
        QVERIFY(store->load(path("index"), m_key, noDialect, note)); // nothing of all that was left behind
        check(*store);
    }

    void damaged()
    {
        std::mt19937 random(11);
        for (int round = 0; round < 150; ++round) {
            auto bad = m_index;
            if (round % 5 == 0) {
                bad.resize(random() % bad.size());
            } else {
                const std::size_t behind = round % 2 == 0 ? 0 : 3 * ChunkBytes; // half of them hit the tables
                bad[behind + random() % (bad.size() - behind)] ^= static_cast<char>(1U << random() % 8U);
            }
            write(bad);
            auto store = fresh();
            std::string note;
            QVERIFY2(!store->load(path("index"), m_key, noDialect, note), qPrintable(QString::number(round)));
            QCOMPARE(store->count(), std::uint64_t{0});
        }
    }

    // Digests that fit, contents that do not: refused, or read without harm.
    void hostile()
    {
        QCOMPARE(signedAgain(m_index), m_index);
        std::mt19937 random(12);
        int taken = 0;
        for (int round = 0; round < 250; ++round) {
            auto bad = m_index;
            for (unsigned change = 0; change <= random() % 3U; ++change) {
                const std::size_t from = round % 3 == 0 ? 0 : 3 * ChunkBytes;
                const std::size_t near = round % 3 == 1 ? std::min<std::size_t>(400, bad.size() - from - 84) : bad.size() - from - 84;
                const std::size_t at = from + random() % near;
                static constexpr unsigned char Values[] = {0, 1, 0x7F, 0x80, 0xFE, 0xFF};
                for (std::size_t i = 0; i <= random() % 8U && at + i < bad.size() - 84; ++i)
                    bad[at + i] = static_cast<char>(Values[random() % std::size(Values)]);
            }
            write(signedAgain(bad));
            auto store = fresh();
            std::string note;
            if (!store->load(path("index"), m_key, noDialect, note))
                continue;
            ++taken;
            const auto count = store->count();
            Event event;
            std::vector<EventStore::Brief> briefs;
            for (std::uint64_t id = 1; id <= count; id += 1 + random() % 200U) {
                if (!store->event(id, event))
                    continue;
                store->bytes(event, 100);
                store->links(id);
                store->factsAt(id);
                store->dialectAt(id);
                if (store->briefs(id, 3, briefs) > 0)
                    store->nameOf(briefs[0].name);
            }
            store->find(store->anchorOf(event));
            store->findTime(event.stamp);
        }
        QVERIFY(taken > 10 && taken < 250);
    }

    // The file changes while it is read from: what is not what it was is not given.
    void changesLater()
    {
        auto store = fresh();
        std::string note;
        QVERIFY(store->load(path("index"), m_key, noDialect, note));
        QFile file(m_folder.filePath("index"));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.seek(ChunkBytes + 5000) && file.write("xxxx") == 4);
        file.close();
        Event event;
        QVERIFY(store->event(1, event));
        QVERIFY(!store->event(EventStore::ChunkRecords + 1, event));
        QVERIFY(store->event(2 * EventStore::ChunkRecords + 1, event));
    }

    void cannotBeWritten()
    {
        auto store = fresh(path("no such folder/spill"));
        for (const Event &event : m_events)
            store->append(event);
        store->save(m_key, path("never"), {});
        QTRY_VERIFY(store->usage().spillFailing);
        QCOMPARE(differenceOf(*store, m_events), std::string());
        store.reset();
        QVERIFY(!QFileInfo::exists(m_folder.filePath("never")));
    }

    void folder()
    {
        const QTemporaryDir above;
        const auto name = above.filePath("cache/index");
        const IndexFolder folder(name.toStdString(), 250'000);
        const auto made = folder.newFile();
        QVERIFY(made != folder.newFile());
        QVERIFY(QFileInfo(name).isDir());
#ifndef ATSCOPE_PORTABLE
        QCOMPARE(QFileInfo(name).permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::ExeGroup | QFile::ExeOther), QFile::Permissions{});
#endif
        const auto put = [&](const std::string &path, int secondsAgo) {
            QFile file(QString::fromStdString(path));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(100'000, 'x')) == 100'000);
            file.close();
            std::filesystem::last_write_time(path, std::filesystem::file_time_type::clock::now() - std::chrono::seconds(secondsAgo));
        };
        std::vector<std::string> paths;
        for (std::uint8_t n = 0; n < 4; ++n) {
            IndexKey key{};
            key[0] = n;
            paths.push_back(folder.path(key));
            put(paths.back(), 1000 - n * 100);
        }
        put(made, 100);                                // what a killed program left
        const auto beingMade = folder.newFile();
        put(beingMade, 0);
        put(name.toStdString() + "/other.txt", 5000);  // somebody else's
        folder.used(paths[0]);
        folder.tidy();
        const auto there = [](const std::string &path) { return QFileInfo::exists(QString::fromStdString(path)); };
        QVERIFY(there(paths[0]) && !there(paths[1]) && !there(paths[2]) && there(paths[3]));
        QVERIFY(!there(made) && there(beingMade));
        QVERIFY(there(name.toStdString() + "/other.txt"));
    }
};

ATSCOPE_TEST(TstSideIndex)
#include "tst_side_index.moc"
