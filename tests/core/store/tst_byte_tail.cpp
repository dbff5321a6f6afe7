// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/event_store.h"

#include <QTemporaryDir>
#include <QTest>

#include <array>

#include "core/record/recorder.h"
#include "fixture.h"
#include "support/test_main.h"

using namespace atscope;
using namespace atscope::test;

class TstByteTail final : public QObject
{
    Q_OBJECT
private slots:
    void withoutARecordingAllStays();
    void leavesForAGrowingFile();
    void staysUntilItIsWritten();
    void aFileThatIsTooShort();
    void oneBlockAfterTheOther();
};

namespace {

constexpr std::size_t Block = std::size_t{256} << 10U;

std::string noise(std::mt19937 &random, std::size_t size)
{
    std::string out(size, '\0');
    for (char &c : out)
        c = static_cast<char>(random());
    return out;
}

// Spans of every size, also over the edges of blocks and over the end.
void compare(const EventStore &store, const std::array<std::string, 2> &streams, std::mt19937 &random, int reads)
{
    for (const auto direction : {Direction::Rx, Direction::Tx}) {
        const std::string &stream = streams[static_cast<std::size_t>(direction)];
        QCOMPARE(store.taken(direction), std::uint64_t{stream.size()});
        for (int i = 0; i < reads && !stream.empty(); ++i) {
            std::size_t from = random() % stream.size();
            if (random() % 3 == 0)
                from = from / Block * Block - std::min<std::size_t>(from / Block * Block, random() % 40);
            const std::size_t size = random() % 8 == 0 ? random() % (3 * Block) : random() % 80;
            QVERIFY(store.bytes(direction, {from, size}) == stream.substr(from, size));
        }
        QVERIFY(store.bytes(direction, {stream.size(), 10}).empty());
        QVERIFY(store.bytes(direction, {UINT64_MAX, UINT64_MAX}).empty());
    }
}

} // namespace

void TstByteTail::withoutARecordingAllStays()
{
    std::mt19937 random(1);
    EventStore store(SomeSession, keeping(0));
    std::array<std::string, 2> streams;
    for (int i = 0; i < 200; ++i) {
        const std::string bytes = noise(random, random() % 20'000);
        const auto direction = random() % 4 == 0 ? Direction::Tx : Direction::Rx;
        streams[static_cast<std::size_t>(direction)] += bytes;
        store.takeBytes(direction, bytes);
        store.released(direction, streams[static_cast<std::size_t>(direction)].size());
    }
    QCOMPARE(store.usage().tailBytes, streams[0].size() + streams[1].size());
    compare(store, streams, random, 500);
    QVERIFY(store.bytes(Direction::Rx, {0, UINT64_MAX}) == streams[0]);

    Event event;
    event.span = {Block - 10, 100};
    QVERIFY(store.bytes(event) == streams[0].substr(Block - 10, 100));
    QVERIFY(store.bytes(event, 15) == streams[0].substr(Block - 10, 15));
    QVERIFY(store.bytes(event, 15, 90) == streams[0].substr(Block + 80, 10));
    QVERIFY(store.bytes(event, 15, 100).empty());
    QVERIFY(store.bytes(event, 15, UINT64_MAX).empty());
}

void TstByteTail::leavesForAGrowingFile()
{
    const QTemporaryDir folder;
    std::mt19937 random(2);
    record::Recorder recorder;
    record::Metadata metadata;
    metadata.session = SomeSession;
    metadata.started = Stamp{Start};
    const std::string path = folder.filePath("live.pcapng").toStdString();
    const auto recording = recorder.startFile(path, metadata);
    QVERIFY(recording.ok());
    auto source = record::openFile(path);
    QVERIFY(source.ok());
    EventStore store(SomeSession, keeping(Block + 1000));
    store.setRecording(*source);
    std::array<std::string, 2> streams;
    std::int64_t now = Start;
    for (int i = 0; i < 600; ++i) {
        const std::string bytes = noise(random, 1 + random() % 30'000);
        const auto direction = random() % 4 == 0 ? Direction::Tx : Direction::Rx;
        streams[static_cast<std::size_t>(direction)] += bytes;
        QVERIFY((*recording)->append(record::RecordView::data(direction, Stamp{now += 1'000'000}, bytes)));
        if (i % 50 == 0)
            QVERIFY((*recording)->append(record::RecordView::note(Stamp{now}, R"({"atscope":1})")));
        store.takeBytes(direction, bytes);
        if (i % 20 == 0) {
            if (i % 60 == 0)
                recorder.flush(false);
            const auto counters = (*recording)->counters();
            store.released(Direction::Rx, counters.written[0]);
            store.released(Direction::Tx, counters.written[1]);
            compare(store, streams, random, 20);
        }
    }
    recorder.flush(false);
    store.released(Direction::Rx, streams[0].size());
    store.released(Direction::Tx, streams[1].size());
    QVERIFY(streams[0].size() > 20 * Block);
    QVERIFY(store.usage().tailBytes < 2 * (3 * Block));
    compare(store, streams, random, 500);
    QVERIFY(store.bytes(Direction::Rx, {0, UINT64_MAX}) == streams[0]); // file and memory in one
    QVERIFY(store.bytes(Direction::Tx, {3, UINT64_MAX}) == streams[1].substr(3));
    recorder.stopAll();
}

void TstByteTail::staysUntilItIsWritten()
{
    std::mt19937 random(3);
    EventStore store(SomeSession, keeping(0));
    store.setRecording(record::memorySource({})); // nothing could be read from it
    const std::string stream = noise(random, 4 * Block + 5);
    store.takeBytes(Direction::Rx, stream);
    QCOMPARE(store.usage().tailBytes, stream.size());
    store.released(Direction::Rx, Block - 1);
    QCOMPARE(store.usage().tailBytes, stream.size());
    QVERIFY(store.bytes(Direction::Rx, {0, stream.size()}) == stream);
    store.released(Direction::Rx, 2 * Block);
    QCOMPARE(store.usage().tailBytes, 2 * Block + 5);
    QVERIFY(store.bytes(Direction::Rx, {2 * Block, stream.size()}) == stream.substr(2 * Block));
    QVERIFY(store.bytes(Direction::Rx, {0, stream.size()}).empty());
}

// What the file does not have ends the answer: never bytes of another place.
void TstByteTail::aFileThatIsTooShort()
{
    std::mt19937 random(4);
    const QTemporaryDir folder;
    const std::string path = folder.filePath("cut.pcapng").toStdString();
    const std::string stream = noise(random, 3 * Block);
    {
        auto writer = record::RecordingWriter::create(path, {});
        QVERIFY(writer.ok());
        QVERIFY(!(*writer)->append(record::RecordView::data(Direction::Rx, Stamp{Start}, std::string_view(stream).substr(0, 1000))));
        QVERIFY(!(*writer)->flush());
    }
    EventStore store(SomeSession, keeping(0));
    store.setRecording(*record::openFile(path));
    store.takeBytes(Direction::Rx, stream);
    store.released(Direction::Rx, Block);
    QVERIFY(store.bytes(Direction::Rx, {900, 5000}) == stream.substr(900, 100));
    QVERIFY(store.bytes(Direction::Rx, {1000, 5000}).empty());
    QVERIFY(store.bytes(Direction::Rx, {Block, 5000}) == stream.substr(Block, 5000));
    QVERIFY(store.bytes(Direction::Rx, {900, 2 * Block}) == stream.substr(900, 100)); // nor does memory go on behind a hole
    // The rest comes later: what was short is read again.
    auto writer = record::RecordingWriter::reopen(path);
    QVERIFY(writer.ok());
    for (std::size_t at = 1000; at < stream.size(); at += 50'000) {
        const std::string_view piece = std::string_view(stream).substr(at, 50'000);
        QVERIFY(!(*writer)->append(record::RecordView::data(Direction::Rx, Stamp{Start}, piece)));
    }
    QVERIFY(!(*writer)->flush());
    QVERIFY(store.bytes(Direction::Rx, {900, 2 * Block}) == stream.substr(900, 2 * Block));
}

void TstByteTail::oneBlockAfterTheOther()
{
    EventStore store(SomeSession);
    QCOMPARE(store.taken(Direction::Rx), std::uint64_t{0});
    QVERIFY(store.bytes(Direction::Rx, {0, 10}).empty());
    std::string stream;
    for (const std::size_t size : {std::size_t{1}, Block - 2, std::size_t{0}, std::size_t{1}, Block, std::size_t{1}}) {
        stream += std::string(size, static_cast<char>('a' + stream.size() % 26));
        store.takeBytes(Direction::Rx, std::string_view(stream).substr(stream.size() - size));
        QVERIFY(store.bytes(Direction::Rx, {0, UINT64_MAX}) == stream);
    }
    QCOMPARE(store.taken(Direction::Tx), std::uint64_t{0});
}

ATSCOPE_TEST(TstByteTail)
#include "tst_byte_tail.moc"
