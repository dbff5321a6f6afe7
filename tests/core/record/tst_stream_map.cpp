// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/stream_map.h"

#include <QTemporaryDir>
#include <QTest>

#include <random>

#include "fixture.h"
#include "support/test_main.h"

using namespace atscope;
using namespace atscope::test;

class TstStreamMap final : public QObject
{
    Q_OBJECT
private slots:
    void oneEntryPer64KiB();
    void readsAcrossBlocks();
    void readsAcrossSectionsOfBothOrders();
    void followsAWriter();
    void locatesBlocks();
    void emptyAndBroken();
};

namespace {

struct Streams
{
    std::array<std::string, 2> text;
    std::vector<std::string> pieces;
    std::vector<RecordView> records;
};

// Pieces of both directions in every size, with other records between them.
Streams someStreams(unsigned seed, std::size_t count, std::size_t largest)
{
    std::mt19937 random(seed);
    Streams out;
    for (std::size_t i = 0; i < count; ++i) {
        std::string piece(1 + random() % largest, '\0');
        for (char &c : piece)
            c = static_cast<char>(random());
        out.pieces.push_back(std::move(piece));
    }
    for (std::size_t i = 0; i < count; ++i) {
        const auto direction = random() % 3 == 0 ? Direction::Tx : Direction::Rx;
        const Stamp stamp{Start + static_cast<std::int64_t>(i)};
        if (random() % 4 == 0)
            out.records.push_back(RecordView::note(stamp, R"({"atscope":1})"));
        if (random() % 9 == 0)
            out.records.push_back(RecordView::loss(direction, stamp, 5));
        out.records.push_back(RecordView::data(direction, stamp, out.pieces[i]));
        out.text[static_cast<std::size_t>(direction)] += out.pieces[i];
    }
    return out;
}

void checkReads(const StreamReader &reader, const Streams &streams, unsigned seed)
{
    std::mt19937 random(seed);
    for (const auto direction : {Direction::Rx, Direction::Tx}) {
        const std::string &text = streams.text[static_cast<std::size_t>(direction)];
        QCOMPARE(reader.end(direction), std::uint64_t{text.size()});
        QVERIFY(reader.read(direction, 0, text.size()) == text);
        QVERIFY(reader.read(direction, 0, text.size() + 1000) == text);
        QVERIFY(reader.read(direction, text.size(), 10).empty());
        QVERIFY(reader.read(direction, text.size() + 10, 10).empty());
        QVERIFY(reader.read(direction, 5, 0).empty());
        for (int i = 0; i < 200; ++i) {
            const std::size_t from = random() % text.size();
            const std::size_t length = random() % 3 == 0 ? random() % 20 : random() % 100'000;
            QVERIFY(reader.read(direction, from, length) == text.substr(from, length));
        }
    }
}

} // namespace

void TstStreamMap::oneEntryPer64KiB()
{
    StreamMap map;
    QVERIFY(!map.find(Direction::Rx, 0));
    for (std::uint64_t i = 0; i < 10'000; ++i) {
        map.add(Direction::Rx, 1000 + i * 200, 100);
        map.add(Direction::Tx, 1100 + i * 200, 0);
    }
    QCOMPARE(map.end(Direction::Rx), std::uint64_t{1'000'000});
    QCOMPARE(map.end(Direction::Tx), std::uint64_t{0});
    QVERIFY(map.entries(Direction::Tx).empty());
    QCOMPARE(map.entries(Direction::Rx).size(), std::size_t{16});
    QCOMPARE(*map.find(Direction::Rx, 0), (StreamMap::Entry{0, 1000}));
    QCOMPARE(*map.find(Direction::Rx, 65'599), (StreamMap::Entry{0, 1000}));
    QCOMPARE(*map.find(Direction::Rx, 65'600), (StreamMap::Entry{65'600, 1000 + 656 * 200}));
    QVERIFY(map.find(Direction::Rx, 999'999));
    QVERIFY(!map.find(Direction::Rx, 1'000'000));
}

void TstStreamMap::readsAcrossBlocks()
{
    for (const std::size_t largest : {7U, 300U, 60'000U}) {
        const Streams streams = someStreams(static_cast<unsigned>(largest), 300, largest);
        for (const ByteOrder order : {ByteOrder::Little, ByteOrder::Big}) {
            StreamReader reader(memorySource(recordingBytes(order, streams.records)));
            QVERIFY(reader.follow());
            QCOMPARE(reader.state(), BlockReader::Step::End);
            checkReads(reader, streams, 5);
        }
    }
}

void TstStreamMap::readsAcrossSectionsOfBothOrders()
{
    const Streams first = someStreams(1, 60, 5000);
    const Streams second = someStreams(2, 60, 5000);
    Streams both = first;
    for (std::size_t i = 0; i < 2; ++i)
        both.text[i] += second.text[i];
    StreamReader reader(memorySource(recordingBytes(ByteOrder::Little, first.records)
                                     + recordingBytes(ByteOrder::Big, second.records)));
    while (!reader.follow(7)) // in small steps
        QCOMPARE(reader.state(), BlockReader::Step::Block);
    checkReads(reader, both, 6);
}

void TstStreamMap::followsAWriter()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath("a.pcapng").toStdString();
    auto writer = RecordingWriter::create(path, someMetadata());
    QVERIFY(writer.ok());
    const auto source = openFile(path);
    QVERIFY(source.ok());
    StreamReader reader(*source);
    const Streams streams = someStreams(3, 100, 3000);
    std::array<std::string, 2> so;
    for (const RecordView &record : streams.records) {
        QVERIFY(!(*writer)->append(record));
        QVERIFY(!(*writer)->flush());
        QVERIFY(reader.follow());
        QCOMPARE(reader.state(), BlockReader::Step::End);
        if (record.kind == RecordKind::Data)
            so[static_cast<std::size_t>(record.direction)] += record.bytes;
        for (const auto direction : {Direction::Rx, Direction::Tx}) {
            const std::string &text = so[static_cast<std::size_t>(direction)];
            const std::size_t from = text.size() > 5000 ? text.size() - 5000 : 0;
            QVERIFY(reader.read(direction, from, 10'000) == text.substr(from));
        }
    }
    checkReads(reader, streams, 7);
}

void TstStreamMap::locatesBlocks()
{
    const std::string bytes = recordingBytes(ByteOrder::Little, someRecords());
    const Read read = readBytes(bytes);
    StreamReader reader(memorySource(bytes));
    reader.follow();
    const auto place = reader.locate(Direction::Rx, 23);
    QVERIFY(place.has_value());
    QCOMPARE(place->position, std::uint64_t{21});
    QCOMPARE(place->offset, read.records[6].offset);
    QCOMPARE(place->stamp.ns, Start + 5000);
    QCOMPARE(reader.locate(Direction::Rx, 0)->offset, read.records[3].offset);
    QVERIFY(!reader.locate(Direction::Rx, 24));
    QVERIFY(!reader.locate(Direction::Tx, 7));
}

void TstStreamMap::emptyAndBroken()
{
    StreamReader none(memorySource({}));
    QVERIFY(none.follow());
    QCOMPARE(none.state(), BlockReader::Step::Broken);
    QCOMPARE(none.problem().code, std::string("recording-not-pcapng"));
    QVERIFY(none.read(Direction::Rx, 0, 10).empty());
    const std::string bytes = recordingBytes(ByteOrder::Little, someRecords());
    StreamReader cut(memorySource(bytes.substr(0, bytes.size() - 3)));
    QVERIFY(cut.follow());
    QCOMPARE(cut.state(), BlockReader::Step::Cut);
    QCOMPARE(cut.read(Direction::Tx, 3, 100), std::string("CSQ\r"));
    // A damaged block in the middle: the streams go on behind it.
    const Streams streams = someStreams(3, 40, 200);
    std::string damaged = recordingBytes(ByteOrder::Little, streams.records) + std::string(64, '\x55');
    damaged += recordingBytes(ByteOrder::Little, streams.records);
    Streams both = streams;
    for (std::string &text : both.text)
        text += text;
    StreamReader reader(memorySource(damaged));
    while (!reader.follow(3))
        QCOMPARE(reader.state(), BlockReader::Step::Block);
    QCOMPARE(reader.state(), BlockReader::Step::End);
    checkReads(reader, both, 7);
}

ATSCOPE_TEST(TstStreamMap)
#include "tst_stream_map.moc"
