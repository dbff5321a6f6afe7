// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include "fixture.h"
#include "core/record/names.h"
#include "support/test_main.h"

using namespace atscope;
using namespace atscope::test;

class TstRecording final : public QObject
{
    Q_OBJECT
private slots:
    void writesAndReadsBack();
    void keepsPositions();
    void appendsOnly();
    void splitsLargeData();
    void isPrivate();
    void twoWritersNeverShareAFile();
    void refusesBadNotes();
    void bookmarksAreAppended();
    void bookmarksBehindACut();
    void bookmarksInDamagedFiles();
    void bookmarksInForeignFiles();
    void killKeepsWhatWasFlushed();
    void metadataSurvives();
    void lossesSurvive();
    void wiresharkReadsIt();

private:
    std::string path(const char *name = "a.pcapng") const { return (m_folder->path() + '/' + name).toStdString(); }
    std::unique_ptr<QTemporaryDir> m_folder;

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
};

namespace {

void write(RecordingWriter &writer, const std::vector<RecordView> &records)
{
    for (const RecordView &record : records)
        QVERIFY(!writer.append(record));
    QVERIFY(!writer.flush());
}

} // namespace

void TstRecording::writesAndReadsBack()
{
    const auto records = someRecords();
    {
        auto writer = RecordingWriter::create(path(), someMetadata());
        QVERIFY(writer.ok());
        write(**writer, records);
        QVERIFY(!(*writer)->sync());
        QCOMPARE((*writer)->fileSize(), std::uint64_t(QFileInfo(path().c_str()).size()));
    }
    const auto reader = RecordingReader::open(path());
    QVERIFY(reader.ok());
    QVERIFY((*reader)->metadata() == someMetadata()); // before the first record
    QCOMPARE((*reader)->application(), std::string("ATscope 0.1.0"));
    QCOMPARE((*reader)->channels(), 1);
    Record record;
    for (const RecordView &expected : records) {
        QVERIFY((*reader)->next(record));
        QVERIFY(same(expected, record));
    }
    QVERIFY(!(*reader)->next(record));
    QCOMPARE((*reader)->end().kind, ReadEnd::Kind::Whole);
    QVERIFY(!RecordingReader::open(path("none")).ok());
    QCOMPARE(RecordingReader::open(m_folder->path().toStdString()).error().message.code, std::string("recording-unreadable"));
}

void TstRecording::keepsPositions()
{
    const Read read = readBytes(recordingBytes(ByteOrder::Little, someRecords()));
    QCOMPARE(read.records[2].position(), std::uint64_t{0});
    QCOMPARE(read.records[3].position(), std::uint64_t{0});
    QCOMPARE(read.records[4].position(), std::uint64_t{21}); // a loss takes no room in the stream
    QCOMPARE(read.records[6].position(), std::uint64_t{21});
    QCOMPARE(read.records[7].at, (std::array<std::uint64_t, 2>{24, 7})); // a note stands in both streams
}

void TstRecording::appendsOnly()
{
    auto writer = RecordingWriter::create(path(), someMetadata());
    QVERIFY(writer.ok());
    std::string before = fileBytes(path());
    for (const RecordView &record : someRecords()) {
        QVERIFY(!(*writer)->append(record));
        QCOMPARE(fileBytes(path()), before); // nothing but by flush()
        QVERIFY(!(*writer)->flush());
        const std::string after = fileBytes(path());
        QVERIFY(after.size() > before.size() && after.compare(0, before.size(), before) == 0);
        QCOMPARE(readBytes(after).end.kind, ReadEnd::Kind::Whole);
        before = after;
    }
}

void TstRecording::splitsLargeData()
{
    std::string large(1'000'001, 'x');
    for (std::size_t i = 0; i < large.size(); ++i)
        large[i] = static_cast<char>(i * 2654435761U >> 11U);
    auto writer = RecordingWriter::create(path(), someMetadata());
    QVERIFY(writer.ok());
    write(**writer, {RecordView::data(Direction::Rx, Stamp{7}, large), RecordView::data(Direction::Rx, Stamp{8}, {})});
    const Read read = readFile(path());
    QCOMPARE(read.records.size(), std::size_t{16}); // nothing for the empty one
    QVERIFY(read.stream(Direction::Rx) == large);
    for (const Record &record : read.records)
        QCOMPARE(record.stamp.ns, std::int64_t{7});
}

void TstRecording::isPrivate()
{
    const std::string folder = path("deep/er");
    QVERIFY(!makeFolder(folder));
    QVERIFY(RecordingWriter::create(folder + "/a.pcapng", someMetadata()).ok());
    const auto rights = [](const std::string &name) { return QFileInfo(name.c_str()).permissions(); };
    const auto owner = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
    QCOMPARE(rights(folder + "/a.pcapng"), owner);
    QCOMPARE(rights(folder), owner | QFile::ExeOwner | QFile::ExeUser);
    QCOMPARE(rights(path("deep")), owner | QFile::ExeOwner | QFile::ExeUser);
    QVERIFY(!makeFolder(folder + '/'));
    QCOMPARE(makeFolder(folder + "/a.pcapng")->message.code, std::string("recording-folder-failed"));
}

void TstRecording::twoWritersNeverShareAFile()
{
    auto writer = RecordingWriter::create(path(), someMetadata());
    QVERIFY(writer.ok());
    QCOMPARE(RecordingWriter::create(path(), someMetadata()).error().message.code, std::string("recording-exists"));
    QCOMPARE(RecordingWriter::reopen(path()).error().message.code, std::string("recording-locked"));
    QVERIFY(fileInUse(path()));
    QVERIFY(RecordingReader::open(path()).ok()); // reading is free
    QProcess other;
    other.start(ATSCOPE_RECORD_CHILD, {"reopen", path().c_str()});
    QVERIFY(other.waitForFinished());
    QCOMPARE(other.readAll(), QByteArray("recording-locked\n"));
    writer.value().reset();
    QVERIFY(!fileInUse(path()));
    QVERIFY(RecordingWriter::reopen(path()).ok());
    QCOMPARE(RecordingWriter::create(path(), someMetadata()).error().message.code, std::string("recording-exists"));
}

void TstRecording::refusesBadNotes()
{
    auto writer = RecordingWriter::create(path(), someMetadata());
    QVERIFY(writer.ok());
    const auto code = [&](const std::string &json) {
        const auto error = (*writer)->append(RecordView::note(Stamp{1}, json));
        return error ? error->message.code : std::string();
    };
    QCOMPARE(code(""), std::string("recording-note-bad"));
    QCOMPARE(code("text"), std::string("recording-note-bad"));
    QCOMPARE(code(R"([{"atscope":1}])"), std::string("recording-note-bad"));
    QCOMPARE(code(R"({"bookmark":"x"})"), std::string("recording-note-bad")); // would not be read as a note
    QCOMPARE(code(R"({"atscope":1,"x":")" + std::string(70'000, 'x') + R"("})"), std::string("recording-note-too-large"));
    QCOMPARE(code(R"({"atscope":1,"x":")" + std::string(60'000, 'x') + R"("})"), std::string());
    QVERIFY(!(*writer)->flush());
    QCOMPARE(readFile(path()).records.size(), std::size_t{1});
}

void TstRecording::bookmarksAreAppended()
{
    const auto records = someRecords();
    {
        auto writer = RecordingWriter::create(path(), someMetadata());
        QVERIFY(writer.ok());
        write(**writer, records);
    }
    const std::string before = fileBytes(path());
    const RecordView bookmark = RecordView::note(Stamp{Start + 9}, R"({"atscope":1,"bookmark":"here","at":3})");
    {
        auto writer = RecordingWriter::reopen(path());
        QVERIFY(writer.ok());
        write(**writer, {bookmark});
    }
    QVERIFY(fileBytes(path()).compare(0, before.size(), before) == 0);
    const Read read = readFile(path());
    QCOMPARE(read.records.size(), records.size() + 1);
    QVERIFY(same(bookmark, read.records.back()));
    QVERIFY(isBookmark(read.records.back().bytes));
    QVERIFY(read.metadata == someMetadata());
}

void TstRecording::bookmarksBehindACut()
{
    const std::string whole = recordingBytes(ByteOrder::Little, someRecords());
    QFile file(path().c_str());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(whole.data(), static_cast<qint64>(whole.size() - 10));
    file.close();
    {
        auto writer = RecordingWriter::reopen(path());
        QVERIFY(writer.ok());
        write(**writer, {RecordView::note(Stamp{Start}, R"({"atscope":1,"bookmark":"x"})")});
    }
    const Read read = readFile(path());
    QCOMPARE(read.end.kind, ReadEnd::Kind::Whole);
    QCOMPARE(read.records.size(), someRecords().size() + 1); // without the one that was cut; a note of the cut; the bookmark
    const Record &cut = read.records[read.records.size() - 2];
    QCOMPARE(cut.kind, RecordKind::Note);
    QVERIFY(cut.bytes.find("\"cut\":") != std::string::npos);
    QCOMPARE(cut.stamp.ns, Start + 5000);
}

// A damaged file takes bookmarks as well; what is copied of it says where it was damaged.
void TstRecording::bookmarksInDamagedFiles()
{
    const std::string good = recordingBytes(ByteOrder::Little, someRecords());
    for (const std::size_t missing : {0U, 10U}) {
        QFile file(path().c_str());
        QVERIFY(file.open(QIODevice::WriteOnly));
        const std::string bytes = good + std::string(20, '\x55') + good.substr(0, good.size() - missing);
        file.write(bytes.data(), static_cast<qint64>(bytes.size()));
        file.close();
        const std::size_t before = readFile(path()).records.size();
        {
            auto writer = RecordingWriter::reopen(path());
            QVERIFY(writer.ok());
            write(**writer, {RecordView::note(Stamp{Start}, R"({"atscope":1,"bookmark":"x"})")});
        }
        const Read read = readFile(path());
        QCOMPARE(read.end.kind, ReadEnd::Kind::Whole);
        QCOMPARE(read.damage.arg("places"), std::string_view("1"));
        QCOMPARE(read.records.size(), before + (missing > 0 ? 2 : 1));
        QVERIFY(hasBookmark(path()));
        const auto gap = std::find_if(read.records.begin(), read.records.end(), [](const Record &record) { return record.kind == RecordKind::Damaged; });
        QVERIFY(gap != read.records.end());
        auto copy = RecordingWriter::create(path("copy") + std::to_string(missing), someMetadata());
        QVERIFY(copy.ok());
        const std::size_t pending = (*copy)->pending();
        QVERIFY(!(*copy)->encode(gap->view()));
        QCOMPARE((*copy)->pending() - pending, RecordingWriter::sizeOf(gap->view()));
    }
}

void TstRecording::bookmarksInForeignFiles()
{
    // Another byte order; and another clock, which needs a section of ours.
    std::string micro;
    appendSection(micro, ByteOrder::Big, {});
    appendInterface(micro, ByteOrder::Big, LinkTypeRtacSerial, {});
    appendRtacPacket(micro, ByteOrder::Big, 0, Stamp{1'795'256'551'004'000}, RtacEvent::RxStart, 0, "OK", {});
    for (const std::string &bytes : {recordingBytes(ByteOrder::Big, someRecords()), micro}) {
        QFile file(path().c_str());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes.data(), static_cast<qint64>(bytes.size()));
        file.close();
        const std::size_t before = readFile(path()).records.size();
        const RecordView bookmark = RecordView::note(Stamp{Start + 9}, R"({"atscope":1,"bookmark":1})");
        auto writer = RecordingWriter::reopen(path());
        QVERIFY(writer.ok());
        write(**writer, {bookmark});
        const Read read = readFile(path());
        QCOMPARE(read.end.kind, ReadEnd::Kind::Whole);
        QCOMPARE(read.records.size(), before + 1);
        QVERIFY(same(bookmark, read.records.back()));
    }
    QFile file(path("text").c_str());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("no recording");
    file.close();
    QCOMPARE(RecordingWriter::reopen(path("text")).error().message.code, std::string("recording-not-pcapng"));
    QCOMPARE(fileBytes(path("text")), std::string("no recording"));
}

void TstRecording::killKeepsWhatWasFlushed()
{
    QProcess child;
    child.start(ATSCOPE_RECORD_CHILD, {"flush", path().c_str()});
    QVERIFY(child.waitForReadyRead());
    QCOMPARE(child.readAll(), QByteArray("flushed\n"));
    child.kill();
    QVERIFY(child.waitForFinished());
    const Read read = readFile(path());
    QCOMPARE(read.records.size(), std::size_t{100});
    QCOMPARE(read.end.kind, ReadEnd::Kind::Whole);
    QVERIFY(RecordingWriter::reopen(path()).ok()); // the lock went with it
}

void TstRecording::metadataSurvives()
{
    const Metadata data = someMetadata();
    QCOMPARE(sessionText(data.session), std::string("00112233-4455-6677-8899-aabbccddeeff"));
    QVERIFY(Metadata::fromJson(data.toJson()) == data);
    QVERIFY(Metadata::fromJson(Metadata().toJson()) == Metadata());
    QVERIFY(!Metadata::fromJson("{}"));
    QVERIFY(!Metadata::fromJson("[1]"));
    QVERIFY(!Metadata::fromJson(""));
    QVERIFY(Metadata::fromJson(R"({"atscope":1,"baud":-5,"module":7,"session":"zz","started":"soon"})") == Metadata());
    for (const char *bad : {"", "00112233-4455-6677-8899-aabbccddeef", "00112233-4455-6677-8899-aabbccddeegg",
                            "001122334455-6677-8899-aabbccddeeff0", "0011-233-4455-6677-8899-aabbccddeeff"})
        QVERIFY(!sessionOfText(bad));
    QVERIFY(newSessionId() != newSessionId());
    QCOMPARE(sessionText(newSessionId())[14], '4');
}

void TstRecording::lossesSurvive()
{
    for (const std::uint64_t bytes : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{1} << 40U, std::uint64_t{1} << 60U}) {
        const Loss loss = Loss::fromJson(Loss{bytes, Direction::Tx}.toJson());
        QCOMPARE(loss.bytes, bytes);
        QCOMPARE(loss.direction, Direction::Tx);
        QVERIFY(!loss.overrun);
        QVERIFY(Loss::fromJson(Loss{bytes, Direction::Rx, true}.toJson()).overrun);
    }
    // What the driver tells of is one too, and stays apart from those that happened at their place.
    {
        auto writer = RecordingWriter::create(path(), someMetadata());
        QVERIFY(writer.ok());
        write(**writer, {RecordView::overrun(Stamp{7}, 12), RecordView::loss(Direction::Rx, Stamp{8}, 13)});
    }
    const Read read = readFile(path());
    QCOMPARE(read.records.size(), std::size_t{2});
    QVERIFY(same(RecordView::overrun(Stamp{7}, 12), read.records[0]) && same(RecordView::loss(Direction::Rx, Stamp{8}, 13), read.records[1]));
    QCOMPARE(read.records[0].event, RtacEvent::Overflow);
    QCOMPARE(read.records[1].event, RtacEvent::DataLost);
    QCOMPARE(Loss::fromJson("").bytes, std::uint64_t{0});
    QCOMPARE(Loss::fromJson(R"({"atscope":1,"lost":-1})").bytes, std::uint64_t{0});
}

// The contract with the rest of the world: what tshark makes of the file.
void TstRecording::wiresharkReadsIt()
{
    const QString tshark = QStandardPaths::findExecutable("tshark");
    if (tshark.isEmpty())
        QSKIP("tshark is not installed");
    for (const ByteOrder order : {ByteOrder::Little, ByteOrder::Big}) {
        std::string file = path();
        if (order == ByteOrder::Little) {
            auto writer = RecordingWriter::create(file, someMetadata());
            QVERIFY(writer.ok());
            write(**writer, someRecords());
        } else {
            file = path("big.pcapng");
            QFile out(file.c_str());
            QVERIFY(out.open(QIODevice::WriteOnly));
            out.write(QByteArray::fromStdString(recordingBytes(order, someRecords())));
        }
        QProcess process;
        QStringList arguments{"-r", file.c_str(), "-T", "fields", "-E", "separator=|"};
        for (const char *field : {"_ws.col.Protocol", "rtacser.eventtype", "frame.time_epoch", "data.data", "rtacser.rts",
                                  "rtacser.cts", "frame.comment", "rtacser.timestamp"})
            arguments << "-e" << field;
        process.start(tshark, arguments);
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 0);
        const QList<QByteArray> lines = process.readAllStandardOutput().trimmed().split('\n');
        QCOMPARE(lines.size(), qsizetype(someRecords().size()));
        const auto fields = [&](int n) { return lines[n].split('|'); };
        for (int n = 0; n < lines.size(); ++n)
            QCOMPARE(fields(n)[0], QByteArray("RTAC Serial"));
        const char *events[] = {"0x00", "0x00", "0x01", "0x02", "0x05", "0x07", "0x02", "0x00"};
        for (int n = 0; n < lines.size(); ++n)
            QVERIFY2(fields(n)[1].endsWith(events[n] + 2) && fields(n)[1].startsWith("0x"), lines[n].constData());
        QCOMPARE(fields(0)[6], QByteArray(R"({"atscope":1,"profile":"ML302"})"));
        QCOMPARE(fields(0)[2], QByteArray("1795256551.004000123"));
        QCOMPARE(fields(2)[3], QByteArray("AT+CSQ\r").toHex());
        QCOMPARE(fields(2)[2], QByteArray("1795256551.004001123"));
        QCOMPARE(fields(2)[4], QByteArray("1"));
        QCOMPARE(fields(2)[5], QByteArray("0"));
        QVERIFY2(fields(2)[7].startsWith("1795256551.004001"), lines[2].constData());
        QCOMPARE(fields(3)[3], QByteArray("\r\n+CSQ: 21,99\r\n\r\nOK\r\n").toHex());
        QCOMPARE(fields(4)[6], QByteArray(R"({"atscope":1,"lost":4711,"dir":"rx"})"));
        QCOMPARE(fields(6)[3], QByteArray("00ff1a"));
        // Nothing malformed, no warning of its own.
        process.start(tshark, {"-r", file.c_str(), "-Y", "_ws.malformed || _ws.expert"});
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitCode(), 0);
        for (const QByteArray &line : process.readAllStandardOutput().trimmed().split('\n'))
            QVERIFY2(!line.contains("alformed"), line.constData());
    }
}

ATSCOPE_TEST(TstRecording)
#include "tst_recording.moc"
