// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/event_store.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <mutex>
#include <thread>

#include "core/record/recorder.h"
#include "core/store/row_filter.h"
#include "fixture.h"
#include "support/test_main.h"

using namespace atscope;
using namespace atscope::test;

class TstStoreThreads final : public QObject
{
    Q_OBJECT
private slots:
    void oneWriterThreeReaders();
};

namespace {

// The byte at a position of a stream, so that readers know what must stand there.
char byteAt(Direction direction, std::uint64_t position)
{
    return static_cast<char>(position * 131 + (position >> 8U) * 17 + (position >> 16U) + (direction == Direction::Tx ? 1 : 0));
}

std::string bytesAt(Direction direction, Span span)
{
    std::string out(static_cast<std::size_t>(span.length), '\0');
    for (std::uint64_t i = 0; i < span.length; ++i)
        out[static_cast<std::size_t>(i)] = byteAt(direction, span.offset + i);
    return out;
}

std::int64_t factOf(std::uint64_t id)
{
    return static_cast<std::int64_t>(id / 10 % 50);
}

} // namespace

// Everything at the same time: chunks spill, bytes leave for the recording, readers look at the newest and at the oldest.
void TstStoreThreads::oneWriterThreeReaders()
{
    const QTemporaryDir folder;
    // Positions rise without gaps here, so that the bytes are those of the events.
    EventMaker maker(1, {500, 3000, 0, 50, 2000, 700});
    std::vector<Event> events;
    for (std::size_t i = 0; i < 3 * EventStore::ChunkRecords + 100; ++i)
        events.push_back(maker.next());

    record::Recorder recorder;
    record::Metadata metadata;
    metadata.session = SomeSession;
    const std::string path = folder.filePath("live.pcapng").toStdString();
    const auto recording = recorder.startFile(path, metadata);
    QVERIFY(recording.ok());
    EventStore::Options options = spillingTo(folder.filePath("spill").toStdString(), 1);
    options.tailBytes = std::size_t{256} << 10U;
    EventStore store(SomeSession, options);
    store.setRecording(*record::openFile(path));

    std::atomic<bool> over{false};
    std::mutex mutex;
    std::string problem;
    const auto say = [&](std::string text) {
        const std::lock_guard lock(mutex);
        if (problem.empty())
            problem = std::move(text);
    };
    std::atomic<std::uint64_t> looked{0};
    const auto check = [&](std::uint64_t id) {
        Event read;
        if (!store.event(id, read))
            return say("no event " + std::to_string(id));
        const Event &event = events[id - 1];
        if (const std::string found = difference(event, read); !found.empty())
            return say("event " + std::to_string(id) + ": " + found);
        const Span span{event.span.offset, std::min<std::uint64_t>(event.span.length, 200)};
        if (store.bytes(read, 200) != bytesAt(event.direction, span))
            return say("bytes of event " + std::to_string(id));
        const expr::Value fact = store.factsAt(id).value("fact");
        if (!fact.isInteger() || fact.integer() != factOf(id))
            return say("facts of event " + std::to_string(id));
        if (event.of != 0) {
            const CommandLinks links = store.links(event.of);
            if (event.kind == EventKind::Answer && (links.firstAnswer == 0 || links.firstAnswer > id || links.answers == 0))
                return say("links of event " + std::to_string(event.of));
        }
        looked.fetch_add(1, std::memory_order_relaxed);
    };
    const auto readers = [&](unsigned kind) {
        std::mt19937 random(kind);
        RowFilter filter([](const EventStore::Brief &brief) { return brief.kind == EventKind::Urc; });
        while (!over.load(std::memory_order_relaxed)) {
            const std::uint64_t count = store.count();
            if (count == 0) {
                std::this_thread::yield();
                continue;
            }
            if (kind == 0)
                check(count - std::min<std::uint64_t>(count - 1, random() % 50)); // the newest: who follows
            else if (kind == 1)
                check(1 + random() % count); // anywhere: who scrolls
            else {
                filter.extend(store, 5000);
                if (filter.rows() > 0) {
                    const std::uint64_t id = filter.idOf(random() % filter.rows());
                    if (events[id - 1].kind != EventKind::Urc)
                        say("row of " + std::to_string(id));
                    if (random() % 100 == 0 && store.find(store.anchorOf(events[id - 1])) != id)
                        say("anchor of " + std::to_string(id));
                    if (random() % 100 == 0 && store.findTime(Stamp{Start}) > count)
                        say("time");
                }
            }
        }
    };
    std::vector<std::thread> threads;
    for (unsigned kind = 0; kind < 3; ++kind)
        threads.emplace_back(readers, kind);

    catalog::FactState facts;
    for (const Event &event : events) {
        const std::string bytes = bytesAt(event.direction, event.span);
        if (!bytes.empty()) {
            while ((*recording)->room() < bytes.size() + 1000)
                std::this_thread::yield();
            if (!(*recording)->append(record::RecordView::data(event.direction, event.stamp, bytes)))
                say("the recorder dropped bytes");
        }
        store.takeBytes(event.direction, bytes);
        facts.set("fact", factOf(event.id));
        store.setContext(nullptr, facts);
        store.append(event);
        if (event.id % 500 == 0) {
            const auto counters = (*recording)->counters();
            store.released(Direction::Rx, counters.written[0]);
            store.released(Direction::Tx, counters.written[1]);
        }
    }
    const std::uint64_t during = looked.load();
    QTRY_VERIFY_WITH_TIMEOUT(looked.load() > during + 200 || !problem.empty(), 30'000);
    over = true;
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(problem, std::string());
    QVERIFY(during > 0);
    QTRY_COMPARE(store.usage().chunksInMemory, std::size_t{2});
    QVERIFY(store.usage().tailBytes < store.taken(Direction::Rx) + store.taken(Direction::Tx));
    recorder.stopAll();
}

ATSCOPE_TEST(TstStoreThreads)
#include "tst_store_threads.moc"
