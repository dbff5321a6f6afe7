// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "fixture.h"
#include "support/test_main.h"

using namespace atscope;
using namespace atscope::test;

class TstPcapng final : public QObject
{
    Q_OBJECT
private slots:
    void readsBothByteOrders();
    void cutAnywhereGivesWhatIsBefore();
    void followsAFileThatGrows();
    void refusesWhatIsNoRecording_data();
    void refusesWhatIsNoRecording();
    void brokenBlocksAreLeftOut_data();
    void brokenBlocksAreLeftOut();
    void oneBadByteCostsOneRecord();
    void lengthBeyondTheEndIsNoCut();
    void recordingWithinARecordingIsData();
    void lostInterfaceIsToldOnce();
    void unknownVersionEndsIt();
    void zerosAtTheEndAreACut();
    void skipsOthersAndCounts();
    void readsOldAndSimplePackets();
    void timeResolutions_data();
    void timeResolutions();
    void shortenedPacketsAreLosses();
    void severalSections();
    void anyByteChangedIsSurvived();
    void tooManyInterfaces();
};

namespace {

std::string emptyRecording(ByteOrder order = ByteOrder::Little)
{
    return recordingBytes(order, {});
}

// A block of any type; the lengths as they should be.
std::string block(std::uint32_t type, const std::string &body)
{
    const std::string length = optionNumber(ByteOrder::Little, body.size() + 12, 4);
    return optionNumber(ByteOrder::Little, type, 4) + length + body + length;
}

std::string number(std::uint64_t value, std::size_t bytes = 4)
{
    return optionNumber(ByteOrder::Little, value, bytes);
}

// The RTAC header of an event.
std::string header(RtacEvent event, std::uint32_t seconds = 0, std::uint32_t micros = 0)
{
    return optionNumber(ByteOrder::Big, seconds, 4) + optionNumber(ByteOrder::Big, micros, 4) + static_cast<char>(event)
           + std::string(3, '\0');
}

} // namespace

void TstPcapng::readsBothByteOrders()
{
    const auto records = someRecords();
    const std::string little = recordingBytes(ByteOrder::Little, records);
    const std::string big = recordingBytes(ByteOrder::Big, records);
    QCOMPARE(little.substr(0, 12), std::string("\x0A\x0D\x0D\x0A") + little.substr(4, 4) + "\x4D\x3C\x2B\x1A");
    QCOMPARE(big.substr(8, 4), std::string("\x1A\x2B\x3C\x4D"));
    QCOMPARE(little.size(), big.size());
    for (const std::string &bytes : {little, big}) {
        const Read read = readBytes(bytes);
        QCOMPARE(read.records.size(), records.size());
        for (std::size_t i = 0; i < records.size(); ++i)
            QVERIFY2(same(records[i], read.records[i]), std::to_string(i).c_str());
        QCOMPARE(read.end.kind, ReadEnd::Kind::Whole);
        QVERIFY(read.end.message.code.empty());
        QCOMPARE(read.end.offset, std::uint64_t{bytes.size()});
        QVERIFY(read.metadata == someMetadata());
    }
}

void TstPcapng::cutAnywhereGivesWhatIsBefore()
{
    const auto records = someRecords();
    const std::string bytes = recordingBytes(ByteOrder::Little, records);
    // Where each block ends.
    std::vector<std::size_t> ends;
    for (std::size_t at = 0; at < bytes.size();) {
        at += static_cast<std::uint8_t>(bytes[at + 4]) + 256U * static_cast<std::uint8_t>(bytes[at + 5]);
        ends.push_back(at);
    }
    QCOMPARE(ends.size(), records.size() + 2);
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
        const Read read = readBytes(bytes.substr(0, cut));
        const auto isWhole = [&](std::size_t end) { return end <= cut; };
        const auto whole = static_cast<std::size_t>(std::count_if(ends.begin(), ends.end(), isWhole));
        if (whole == 0) {
            QCOMPARE(read.refused, std::string(cut == 0 ? "recording-not-pcapng" : "recording-cut"));
            continue;
        }
        QCOMPARE(read.records.size(), whole < 2 ? 0 : whole - 2);
        for (std::size_t i = 0; i < read.records.size(); ++i)
            QVERIFY(same(records[i], read.records[i]));
        const bool clean = ends[whole - 1] == cut;
        QCOMPARE(read.end.kind, clean ? ReadEnd::Kind::Whole : ReadEnd::Kind::Cut);
        QCOMPARE(read.end.offset, std::uint64_t{ends[whole - 1]});
        if (!clean) {
            QCOMPARE(read.end.message.arg("offset"), std::string_view(std::to_string(ends[whole - 1])));
            QCOMPARE(read.end.message.arg("bytes"), std::string_view(std::to_string(cut - ends[whole - 1])));
        }
        QVERIFY(read.metadata == someMetadata());
    }
}

namespace {

class GrowingSource final : public ByteSource
{
public:
    std::size_t readAt(std::uint64_t offset, char *to, std::size_t size) const override
    {
        return offset < bytes.size() ? bytes.copy(to, size, static_cast<std::size_t>(offset)) : 0;
    }
    std::uint64_t size() const override { return bytes.size(); }
    std::string name() const override { return "growing"; }
    std::string bytes;
};

} // namespace

void TstPcapng::followsAFileThatGrows()
{
    const auto records = someRecords();
    const std::string bytes = recordingBytes(ByteOrder::Big, records);
    const auto source = std::make_shared<GrowingSource>();
    const std::size_t section = readBytes(bytes).records[0].offset; // it and the interface
    source->bytes = bytes.substr(0, section);
    const auto reader = RecordingReader::open(source);
    QVERIFY(reader.ok());
    std::size_t got = 0;
    Record record;
    for (std::size_t size = section; size <= bytes.size(); ++size) {
        source->bytes = bytes.substr(0, size);
        while ((*reader)->next(record))
            QVERIFY(same(records[got++], record));
        QVERIFY((*reader)->end().kind != ReadEnd::Kind::Broken);
    }
    QCOMPARE(got, records.size());
    QCOMPARE((*reader)->end().kind, ReadEnd::Kind::Whole);
}

void TstPcapng::refusesWhatIsNoRecording_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("empty") << QByteArray() << QByteArray("recording-not-pcapng");
    QTest::newRow("text") << QByteArray("\r\nOK\r\n") << QByteArray("recording-not-pcapng");
    QTest::newRow("begins alike") << QByteArray("\n\r\r\nOK and more text") << QByteArray("recording-bad-magic");
    QTest::newRow("one byte") << QByteArray("A") << QByteArray("recording-not-pcapng");
    QTest::newRow("pcap") << QByteArray("\xD4\xC3\xB2\xA1\x02\0\x04\0\0\0\0\0", 12) << QByteArray("recording-classic-pcap");
    QTest::newRow("pcap, ns, big") << QByteArray("\xA1\xB2\x3C\x4D\0\x02\0\x04", 8) << QByteArray("recording-classic-pcap");
    std::string version = emptyRecording();
    version[12] = 2;
    QTest::newRow("version") << QByteArray::fromStdString(version) << QByteArray("recording-bad-version");
}

void TstPcapng::refusesWhatIsNoRecording()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, code);
    const Read read = readBytes(bytes.toStdString());
    QCOMPARE(read.refused, code.toStdString());
}

void TstPcapng::brokenBlocksAreLeftOut_data()
{
    QTest::addColumn<QByteArray>("tail");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char *name, const std::string &tail, const char *code) {
        QTest::newRow(name) << QByteArray::fromStdString(tail) << QByteArray(code);
    };
    row("length 0", number(6) + number(0) + number(0), "recording-bad-length");
    row("length 8", number(6) + number(8) + number(8), "recording-bad-length");
    row("length not of 4", number(6) + number(13) + number(13), "recording-bad-length");
    row("too large", number(6) + number(MaxBlock + 4) + number(0), "recording-block-too-large");
    row("huge", number(6) + number(0xFFFFFFFC) + number(0), "recording-block-too-large");
    row("trailer", number(6) + number(12) + number(16), "recording-bad-trailer");
    row("section too short", number(SectionBlock) + number(24) + number(0x1A2B3C4D) + number(1) + number(0) + number(24),
        "recording-bad-length");
    row("section magic", number(SectionBlock) + number(28) + number(0x11223344), "recording-bad-magic");
}

void TstPcapng::brokenBlocksAreLeftOut()
{
    QFETCH(QByteArray, tail);
    QFETCH(QByteArray, code);
    const auto records = someRecords();
    const std::string good = recordingBytes(ByteOrder::Little, records);
    const Read last = readBytes(good + tail.toStdString());
    QCOMPARE(last.records.size(), records.size());
    QCOMPARE(last.end.kind, ReadEnd::Kind::Broken);
    QCOMPARE(last.end.message.code, code.toStdString());
    QCOMPARE(last.end.message.arg("offset"), std::string_view(std::to_string(good.size())));
    QCOMPARE(last.end.offset, std::uint64_t{good.size()});
    // What stands behind it is read, whatever the order of its bytes.
    for (const ByteOrder order : {ByteOrder::Little, ByteOrder::Big}) {
        const Read read = readBytes(good + tail.toStdString() + recordingBytes(order, records));
        QCOMPARE(read.records.size(), 2 * records.size() + 1);
        const Record &gap = read.records[records.size()];
        QCOMPARE(gap.kind, RecordKind::Damaged);
        QCOMPARE(gap.offset, std::uint64_t{good.size()});
        QCOMPARE(gap.lost, static_cast<std::uint64_t>(tail.size()));
        QCOMPARE(gap.stamp, records.back().stamp);
        QVERIFY(same(records.front(), read.records[records.size() + 1]));
        QCOMPARE(read.end.kind, ReadEnd::Kind::Whole);
        QCOMPARE(read.end.message.code, std::string());
        QCOMPARE(read.damage, (base::Message("recording-damaged", {{"file", "-"}, {"places", "1"}, {"bytes", std::to_string(tail.size())}})));
    }
}

// Any byte behind the head, changed: at most the record that it stands in is not what it was, and if one is gone, that is told.
void TstPcapng::oneBadByteCostsOneRecord()
{
    const auto records = someRecords();
    for (const ByteOrder order : {ByteOrder::Little, ByteOrder::Big}) {
        const std::string good = recordingBytes(order, records);
        const std::size_t head = recordingBytes(order, {}).size();
        for (std::size_t at = head; at < good.size(); ++at)
            for (const unsigned char change : {0x01, 0x80, 0xFF}) {
                std::string bytes = good;
                bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ change);
                const Read read = readBytes(bytes);
                QVERIFY2(read.refused.empty(), qPrintable(QString::number(at)));
                std::size_t next = 0;
                std::size_t intact = 0;
                for (const Record &record : read.records)
                    for (std::size_t i = next; i < records.size(); ++i)
                        if (same(records[i], record)) {
                            ++intact;
                            next = i + 1;
                            break;
                        }
                QVERIFY2(intact + 1 >= records.size(), qPrintable(QStringLiteral("byte %1 ^ %2: %3 of %4").arg(at).arg(change).arg(intact).arg(records.size())));
                QVERIFY2(read.records.size() >= records.size() || !read.end.message.code.empty() || !read.damage.code.empty() || read.emptyPackets != 0 || read.skipped.otherBlocks != 0
                             || read.skipped.otherInterfaces != 0,
                         qPrintable(QString::number(at)));
            }
    }
}

void TstPcapng::lengthBeyondTheEndIsNoCut()
{
    const auto records = someRecords();
    std::string bytes = recordingBytes(ByteOrder::Little, records);
    const std::size_t at = readBytes(bytes).records[2].offset;
    bytes[at + 5] = '\x70'; // 28 KiB more than the file has
    const Read read = readBytes(bytes);
    QCOMPARE(read.records.size(), records.size());
    QCOMPARE(read.records[2].kind, RecordKind::Damaged);
    QVERIFY(same(records[3], read.records[3]));
    QCOMPARE(read.end.kind, ReadEnd::Kind::Whole);
    // The last block is another matter: it may still be written.
    const std::size_t last = readBytes(recordingBytes(ByteOrder::Little, records)).records.back().offset;
    const Read cut = readBytes(recordingBytes(ByteOrder::Little, records).substr(0, last + 20));
    QCOMPARE(cut.records.size(), records.size() - 1);
    QCOMPARE(cut.end.kind, ReadEnd::Kind::Cut);
}

// A module that sends the bytes of a recording: data like other data, as long as the block around it is whole.
void TstPcapng::recordingWithinARecordingIsData()
{
    const std::string inner = recordingBytes(ByteOrder::Little, someRecords());
    const std::vector<RecordView> records{RecordView::data(Direction::Rx, Stamp{Start}, inner),
                                          RecordView::data(Direction::Rx, Stamp{Start + 1}, "end")};
    const Read read = readBytes(recordingBytes(ByteOrder::Little, records));
    QCOMPARE(read.records.size(), std::size_t{2});
    QCOMPARE(read.stream(Direction::Rx), inner + "end");
    // … and as little when it is not: cut anywhere, or with a bad byte in what is around the data.
    const std::string whole = recordingBytes(ByteOrder::Little, records);
    const std::size_t outer = recordingBytes(ByteOrder::Little, {}).size();
    for (std::size_t size = outer; size < whole.size(); ++size) {
        const Read cut = readBytes(whole.substr(0, size));
        QVERIFY2(cut.records.size() <= 1 && (cut.records.empty() || cut.records[0].bytes == inner), qPrintable(QString::number(size)));
    }
    const std::size_t trailer = outer + 8 + 20 + RtacHeaderBytes + (inner.size() + 3) / 4 * 4;
    for (const std::size_t at : {outer + 4, outer + 5, outer + 6, outer + 7, trailer, trailer + 1, trailer + 2, trailer + 3}) {
        std::string bytes = whole;
        bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ 0x10U);
        const Read broken = readBytes(bytes);
        QCOMPARE(broken.stream(Direction::Rx), std::string("end"));
        QCOMPARE(broken.skipped.damaged, std::uint64_t{1});
    }
}

// One interface that is lost costs its packets, not a row for each of them.
void TstPcapng::lostInterfaceIsToldOnce()
{
    std::string bytes = recordingBytes(ByteOrder::Little, someRecords());
    for (int i = 0; i < 50; ++i) {
        appendRtacPacket(bytes, ByteOrder::Little, 3, Stamp{Start}, RtacEvent::RxStart, 0, "lost", {});
        appendRtacPacket(bytes, ByteOrder::Little, 0, Stamp{Start}, RtacEvent::RxStart, 0, "kept", {});
    }
    const Read read = readBytes(bytes);
    QCOMPARE(read.records.size(), someRecords().size() + 50 + 1);
    QCOMPARE(read.skipped.damaged, std::uint64_t{50});
}

void TstPcapng::unknownVersionEndsIt()
{
    const std::string good = recordingBytes(ByteOrder::Little, someRecords());
    std::string later = good;
    later[12] = 2;
    const Read read = readBytes(good + later);
    QCOMPARE(read.records.size(), someRecords().size());
    QCOMPARE(read.end.kind, ReadEnd::Kind::Broken);
    QCOMPARE(read.end.message.code, std::string("recording-bad-version"));
}

void TstPcapng::zerosAtTheEndAreACut()
{
    const auto records = someRecords();
    const std::string good = recordingBytes(ByteOrder::Little, records);
    for (const std::size_t zeros : {1U, 11U, 12U, 100U, 1'000'000U}) {
        const Read read = readBytes(good + std::string(zeros, '\0'));
        QCOMPARE(read.records.size(), records.size());
        QCOMPARE(read.end.kind, ReadEnd::Kind::Cut);
        QCOMPARE(read.end.message.code, std::string("recording-zeros"));
        QCOMPARE(read.end.message.arg("bytes"), std::string_view(std::to_string(zeros)));
    }
    // The last block lost its second half.
    std::string half = good;
    std::fill(half.end() - 30, half.end(), '\0');
    const Read read = readBytes(half);
    QCOMPARE(read.records.size(), records.size() - 1);
    QCOMPARE(read.end.kind, ReadEnd::Kind::Cut);
    QCOMPARE(read.end.message.code, std::string("recording-zeros"));
}

void TstPcapng::skipsOthersAndCounts()
{
    std::string bytes = emptyRecording();
    appendInterface(bytes, ByteOrder::Little, 1, {}); // Ethernet
    appendInterface(bytes, ByteOrder::Little, LinkTypeRtacSerial, {{OptionResolution, "\x09"}});
    bytes += block(5, number(0) + number(0) + number(0)); // statistics
    bytes += block(0x0BAD, "custom data!");
    appendRtacPacket(bytes, ByteOrder::Little, 0, Stamp{1000}, RtacEvent::RxStart, 0, "first", {});
    appendRtacPacket(bytes, ByteOrder::Little, 1, Stamp{1000}, RtacEvent::RxStart, 0, "ethernet", {});
    appendRtacPacket(bytes, ByteOrder::Little, 2, Stamp{1000}, RtacEvent::RxStart, 0, "second", {});
    appendRtacPacket(bytes, ByteOrder::Little, 7, Stamp{1000}, RtacEvent::RxStart, 0, "no such interface", {});
    const std::string begin = number(0) + number(0) + number(9);
    bytes += block(EnhancedPacketBlock, begin + number(500) + number(500) + "AT\r\n"); // longer than it is
    bytes += block(EnhancedPacketBlock, begin + number(4) + number(4) + "ABCD");       // no RTAC header
    bytes += block(EnhancedPacketBlock, "");
    appendRtacPacket(bytes, ByteOrder::Little, 0, Stamp{2000}, RtacEvent::RxStart, 0, {}, {}); // nothing in it
    appendRtacPacket(bytes, ByteOrder::Little, 0, Stamp{2000}, RtacEvent::RxEnd, 0, "end", {});
    const Read read = readBytes(bytes);
    QCOMPARE(read.stream(Direction::Rx), std::string("firstend"));
    QCOMPARE(read.records.size(), std::size_t{2 + 1}); // one mark for the damaged ones, which stand one behind the other
    QCOMPARE(read.end.kind, ReadEnd::Kind::Whole);
    QCOMPARE(read.skipped.otherBlocks, std::uint64_t{2});
    QCOMPARE(read.skipped.otherInterfaces, std::uint64_t{2});
    QCOMPARE(read.skipped.damaged, std::uint64_t{1});
    QCOMPARE(readBytes(bytes, 1).stream(Direction::Rx), std::string("second"));

    std::string none;
    appendSection(none, ByteOrder::Little, {});
    appendInterface(none, ByteOrder::Little, 1, {});
    const Read other = readBytes(none);
    QCOMPARE(other.end.kind, ReadEnd::Kind::Whole);
    QCOMPARE(other.end.message, (base::Message("recording-no-serial", {{"file", "-"}, {"types", "1"}})));
    QVERIFY(!other.metadata);
}

void TstPcapng::readsOldAndSimplePackets()
{
    std::string bytes = emptyRecording();
    bytes += block(OldPacketBlock, number(0, 2) + number(0, 2) + number(0) + number(77) + number(14) + number(14)
                                       + header(RtacEvent::TxStart) + "AT" + number(0, 2));
    bytes += block(SimplePacketBlock, number(14) + header(RtacEvent::RxStart, 5, 250'000) + "OK" + number(0, 2));
    const Read read = readBytes(bytes);
    QCOMPARE(read.records.size(), std::size_t{2});
    QCOMPARE(read.records[0].bytes, std::string("AT"));
    QCOMPARE(read.records[0].stamp.ns, std::int64_t{77});
    QCOMPARE(read.records[1].bytes, std::string("OK"));
    QCOMPARE(read.records[1].stamp.ns, std::int64_t{5'250'000'000});
}

void TstPcapng::timeResolutions_data()
{
    QTest::addColumn<int>("resolution");
    QTest::addColumn<quint64>("ticks");
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<qint64>("ns");
    constexpr qint64 none = Stamp::NoTime;
    QTest::newRow("ns") << 9 << quint64{1'795'256'551'004'000'123} << qint64{0} << qint64{1'795'256'551'004'000'123};
    QTest::newRow("us") << 6 << quint64{1'795'256'551'004'000} << qint64{0} << qint64{1'795'256'551'004'000'000};
    QTest::newRow("s") << 0 << quint64{1'795'256'551} << qint64{0} << qint64{1'795'256'551'000'000'000};
    QTest::newRow("ps") << 12 << quint64{1'234'567'890'123'456} << qint64{1} << qint64{1'235'567'890'123};
    QTest::newRow("10^-19") << 19 << quint64{12'345'678'901'234'567'890U} << qint64{0} << qint64{1'234'567'890};
    QTest::newRow("10^-127") << 127 << quint64{5} << qint64{3} << qint64{3'000'000'000};
    QTest::newRow("2^-10") << 0x8A << quint64{1024 + 512} << qint64{0} << qint64{1'500'000'000};
    QTest::newRow("2^-32") << 0xA0 << quint64{0x1'8000'0000} << qint64{-1} << qint64{500'000'000};
    QTest::newRow("2^-60") << 0xBC << (quint64{3} << 59U) << qint64{0} << qint64{1'500'000'000};
    QTest::newRow("2^-127") << 0xFF << quint64{1} << qint64{0} << qint64{0};
    QTest::newRow("none") << 9 << quint64{0} << qint64{0} << none;
    QTest::newRow("too far") << 0 << quint64{10'000'000'000} << qint64{0} << none;
    QTest::newRow("offset too far") << 9 << quint64{1} << std::numeric_limits<qint64>::max() << none;
    QTest::newRow("offset too early") << 9 << quint64{1} << std::numeric_limits<qint64>::min() << none;
}

void TstPcapng::timeResolutions()
{
    QFETCH(int, resolution);
    QFETCH(quint64, ticks);
    QFETCH(qint64, offset);
    QFETCH(qint64, ns);
    QCOMPARE(stampOf(ticks, static_cast<std::uint8_t>(resolution), offset).ns, std::int64_t{ns});
    // The same through a file.
    for (const ByteOrder order : {ByteOrder::Little, ByteOrder::Big}) {
        std::string bytes;
        appendSection(bytes, order, {});
        appendInterface(bytes, order, LinkTypeRtacSerial,
                        {{OptionResolution, std::string(1, static_cast<char>(resolution))},
                         {OptionTimeOffset, optionNumber(order, static_cast<std::uint64_t>(offset), 8)}});
        appendRtacPacket(bytes, order, 0, {}, RtacEvent::RxStart, 0, "x", {});
        const std::string time = optionNumber(order, ticks >> 32U, 4) + optionNumber(order, ticks & 0xFFFFFFFFU, 4);
        bytes.replace(bytes.size() - 4 - 16 - 16, 8, time); // trailer, data with its padding, the rest of the fixed part
        const Read read = readBytes(bytes);
        QCOMPARE(read.records.size(), std::size_t{1});
        QCOMPARE(read.records[0].stamp.ns, std::int64_t{ns});
    }
}

void TstPcapng::shortenedPacketsAreLosses()
{
    std::string bytes = emptyRecording();
    bytes += block(EnhancedPacketBlock, number(0) + number(0) + number(9) + number(14) + number(100) + header(RtacEvent::TxStart)
                                            + "AT" + number(0, 2));
    const Read read = readBytes(bytes);
    QCOMPARE(read.records.size(), std::size_t{2});
    QCOMPARE(read.records[0].bytes, std::string("AT"));
    QCOMPARE(read.records[1].kind, RecordKind::Lost);
    QCOMPARE(read.records[1].direction, Direction::Tx);
    QCOMPARE(read.records[1].lost, std::uint64_t{86});
    QCOMPARE(read.records[1].position(), std::uint64_t{2});
}

void TstPcapng::severalSections()
{
    const std::string first = recordingBytes(ByteOrder::Little, {RecordView::data(Direction::Rx, Stamp{5}, "little ")});
    const std::string second = recordingBytes(ByteOrder::Big, {RecordView::data(Direction::Rx, Stamp{6}, "big")});
    const Read read = readBytes(first + second + first);
    QCOMPARE(read.stream(Direction::Rx), std::string("little biglittle "));
    QCOMPARE(read.records[2].position(), std::uint64_t{10});
    QCOMPARE(read.end.kind, ReadEnd::Kind::Whole);
}

// Not a byte of a file may be trusted: whatever it becomes, the reading ends, and the records before it stay what they were.
void TstPcapng::anyByteChangedIsSurvived()
{
    const auto records = someRecords();
    const std::string bytes = recordingBytes(ByteOrder::Little, records);
    for (std::size_t at = 0; at < bytes.size(); ++at)
        for (const int flip : {0x01, 0x80, 0xFF}) {
            std::string changed = bytes;
            changed[at] = static_cast<char>(changed[at] ^ flip);
            const Read read = readBytes(changed);
            QVERIFY(read.records.size() <= records.size() + 1); // a shortened packet is followed by a loss
            for (std::size_t i = 0; i < read.records.size() && read.records[i].offset + 64 + 70 < at; ++i)
                QVERIFY(same(records[i], read.records[i]));
        }
}

void TstPcapng::tooManyInterfaces()
{
    std::string bytes = emptyRecording();
    for (int i = 0; i < 5000; ++i)
        appendInterface(bytes, ByteOrder::Little, 1, {});
    const Read read = readBytes(bytes);
    QCOMPARE(read.end.kind, ReadEnd::Kind::Broken);
    QCOMPARE(read.end.message.code, std::string("recording-too-many-interfaces"));
}

ATSCOPE_TEST(TstPcapng)
#include "tst_pcapng.moc"
