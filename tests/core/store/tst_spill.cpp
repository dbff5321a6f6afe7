// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/event_store.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#if defined(__linux__)
#include <csignal>
#include <sys/resource.h>
#endif

#include "core/store/row_filter.h"
#include "fixture.h"
#include "support/test_main.h"

using namespace atscope;
using namespace atscope::test;

class TstSpill final : public QObject
{
    Q_OBJECT
private slots:
    void fiveChunksOneInMemory();
    void leastUsedFirst();
    void withoutAFile();
    void aFileThatCannotBeWritten();
    void aDiskThatIsFullForAWhile();
    void aFileOfSomebodyElse();
    void aFileThatWasCut();
};

namespace {

constexpr std::size_t FiveChunks = 5 * EventStore::ChunkRecords + 1000; // and an open one

} // namespace

void TstSpill::fiveChunksOneInMemory()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("spill");
    const std::vector<Event> events = someEvents(1, FiveChunks);
    {
        EventStore store(SomeSession, spillingTo(path.toStdString(), 1));
        for (const Event &event : events)
            store.append(event);
        QTRY_COMPARE(store.usage().chunksInMemory, std::size_t{2});
        QCOMPARE(store.usage().chunks, std::size_t{6});
        QVERIFY(!store.usage().spillFailing);
        QCOMPARE(QFile::permissions(path) & ~(QFile::ReadUser | QFile::WriteUser), QFile::ReadOwner | QFile::WriteOwner);
        QCOMPARE(QFileInfo(path).size(), qint64{5 * 65'536 * 16});
        QCOMPARE(differenceOf(store, events), std::string());
        std::mt19937 random(2);
        Event read;
        for (int i = 0; i < 300; ++i) { // to and fro
            const Event &event = events[random() % events.size()];
            QVERIFY(store.event(event.id, read));
            QCOMPARE(difference(event, read), std::string());
            if (i % 30 == 0 && event.span.length > 0) {
                const std::uint64_t found = store.find(store.anchorOf(event));
                QVERIFY(found != 0 && found <= event.id && events[found - 1].span.end() > event.span.offset);
            }
        }
        RowFilter filter([](const EventStore::Brief &brief) { return brief.kind == EventKind::Urc; });
        QVERIFY(filter.extend(store));
        QCOMPARE(filter.rows(), static_cast<std::uint64_t>(std::count_if(events.begin(), events.end(), [](const Event &e) {
                     return e.kind == EventKind::Urc;
                 })));
        QCOMPARE(store.usage().chunksInMemory, std::size_t{2});
    }
    QVERIFY(!QFileInfo::exists(path));
}

void TstSpill::leastUsedFirst()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath("spill").toStdString();
    EventStore store(SomeSession, spillingTo(path, 3));
    EventMaker maker(2);
    const auto fill = [&] {
        for (std::size_t i = 0; i < EventStore::ChunkRecords; ++i)
            store.append(maker.next());
    };
    for (int i = 0; i < 3; ++i)
        fill();
    QTRY_COMPARE(QFileInfo(QString::fromStdString(path)).size(), qint64{3 * 65'536 * 16});
    QCOMPARE(store.usage().chunksInMemory, std::size_t{3});
    Event read;
    QVERIFY(store.event(1, read)); // the first was used last
    for (int i = 0; i < 2; ++i)
        fill();
    QTRY_COMPARE(store.usage().chunksInMemory, std::size_t{3});
    // The others are only in the file by now: with it empty they are lost, and the first is there.
    QVERIFY(QFile::resize(QString::fromStdString(path), 0));
    QVERIFY(store.event(1, read));
    QVERIFY(!store.event(1 + EventStore::ChunkRecords, read));
    QVERIFY(!store.event(1 + 2 * EventStore::ChunkRecords, read));
    QVERIFY(store.event(1 + 3 * EventStore::ChunkRecords, read));
}

void TstSpill::withoutAFile()
{
    const std::vector<Event> events = someEvents(3, 2 * EventStore::ChunkRecords + 5);
    EventStore store(SomeSession, spillingTo({}, 1));
    for (const Event &event : events)
        store.append(event);
    QCOMPARE(store.usage().chunksInMemory, std::size_t{3});
    QCOMPARE(differenceOf(store, events), std::string());
}

void TstSpill::aFileThatCannotBeWritten()
{
    std::vector<std::string> paths{"/no/such/folder/spill"};
    if (QFileInfo::exists("/dev/full"))
        paths.emplace_back("/dev/full");
    for (const std::string &path : paths) {
        const std::vector<Event> events = someEvents(4, FiveChunks);
        EventStore store(SomeSession, spillingTo(path, 1));
        for (const Event &event : events)
            store.append(event);
        QTRY_VERIFY(store.usage().spillFailing);
        QTest::qWait(50);
        QCOMPARE(store.usage().chunksInMemory, std::size_t{6});
        QCOMPARE(differenceOf(store, events), std::string());
    }
    // The folder comes later: from then on everything goes.
    const QTemporaryDir folder;
    const QString late = folder.filePath("late");
    EventStore store(SomeSession, spillingTo((late + "/spill").toStdString(), 1));
    std::vector<Event> events = someEvents(5, FiveChunks);
    std::size_t at = 0;
    for (; at < 3 * EventStore::ChunkRecords; ++at)
        store.append(events[at]);
    QTRY_VERIFY(store.usage().spillFailing);
    QVERIFY(QDir().mkdir(late));
    for (; at < events.size(); ++at)
        store.append(events[at]);
    QTRY_COMPARE(store.usage().chunksInMemory, std::size_t{2});
    QVERIFY(!store.usage().spillFailing);
    QCOMPARE(differenceOf(store, events), std::string());
}

// In the middle of a chunk: what got written of it is cut off again, and later it goes on.
void TstSpill::aDiskThatIsFullForAWhile()
{
#if defined(__linux__)
    const QTemporaryDir folder;
    EventStore store(SomeSession, spillingTo(folder.filePath("spill").toStdString(), 1));
    const std::vector<Event> events = someEvents(8, FiveChunks);
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    rlimit narrow = before;
    narrow.rlim_cur = 65'536 * 16 * 3 / 2;
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &narrow), 0);
    std::size_t at = 0;
    for (; at < 3 * EventStore::ChunkRecords; ++at)
        store.append(events[at]);
    bool failing = false;
    for (int i = 0; i < 500 && !failing; ++i) { // not QTRY: the limit must be lifted in any case
        QTest::qWait(10);
        failing = store.usage().spillFailing;
    }
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
    QVERIFY(failing);
    QVERIFY(store.usage().chunksInMemory >= 2);
    for (; at < events.size(); ++at)
        store.append(events[at]);
    QTRY_COMPARE(store.usage().chunksInMemory, std::size_t{2});
    QVERIFY(!store.usage().spillFailing);
    QCOMPARE(differenceOf(store, events), std::string());
#else
    QSKIP("needs a limit on the size of files");
#endif
}

void TstSpill::aFileOfSomebodyElse()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("spill");
    {
        QFile other(path);
        QVERIFY(other.open(QIODevice::WriteOnly));
        other.write("precious");
    }
    {
        const std::vector<Event> events = someEvents(6, 2 * EventStore::ChunkRecords);
        EventStore store(SomeSession, spillingTo(path.toStdString(), 0));
        for (const Event &event : events)
            store.append(event);
        QTRY_VERIFY(store.usage().spillFailing);
        QCOMPARE(differenceOf(store, events), std::string());
    }
    QFile other(path);
    QVERIFY(other.open(QIODevice::ReadOnly));
    QCOMPARE(other.readAll(), QByteArray("precious"));
}

void TstSpill::aFileThatWasCut()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("spill");
    EventStore store(SomeSession, spillingTo(path.toStdString(), 0));
    for (const Event &event : someEvents(7, 2 * EventStore::ChunkRecords + 5))
        store.append(event);
    QTRY_COMPARE(store.usage().chunksInMemory, std::size_t{1});
    QVERIFY(QFile::resize(path, 65'536 * 16 + 100));
    Event read;
    std::vector<EventStore::Brief> briefs;
    QVERIFY(store.event(1, read));
    QVERIFY(!store.event(1 + EventStore::ChunkRecords, read));
    QVERIFY(store.event(1 + 2 * EventStore::ChunkRecords, read));
    QCOMPARE(store.briefs(1, SIZE_MAX, briefs), EventStore::ChunkRecords);
    RowFilter filter([](const EventStore::Brief &) { return true; });
    QVERIFY(!filter.extend(store));
    QCOMPARE(filter.seen(), std::uint64_t{EventStore::ChunkRecords});
}

ATSCOPE_TEST(TstSpill)
#include "tst_spill.moc"
