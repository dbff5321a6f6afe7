// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/parts.h"

#include <algorithm>

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include "core/record/names.h"
#include "core/record/output_file.h"
#include "core/record/recorder.h"
#include "core/record/stream_map.h"
#include "fixture.h"
#include "support/test_main.h"

using namespace atscope;
using namespace atscope::test;

// Recordings in several files.
class TstParts final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::string path(const char *name = "a.pcapng") const { return (m_folder->path() + '/' + name).toStdString(); }

    // What a session does, with a state that only says how much there was; the last `open` bytes are taken as open.
    struct Producer
    {
        std::shared_ptr<Recording> recording;
        std::string stream;
        std::size_t open = 0;
        int parts = 1;

        bool append(const std::string &bytes)
        {
            const auto record = RecordView::data(Direction::Rx, Stamp{Start + static_cast<std::int64_t>(stream.size())}, bytes);
            if (recording->isFull(record)) {
                PartHead head;
                head.metadata = someMetadata();
                head.metadata.part = recording->part() + 1;
                const auto tail = std::min(open, stream.size());
                head.metadata.begin = {stream.size() - tail, 7};
                head.closing = R"({"atscope":1,"goes_on":true})";
                head.notes = {R"({"atscope":1,"part":)" + std::to_string(head.metadata.part) + "}", R"({"atscope":1,"more":true})"};
                if (tail > 0)
                    head.open.push_back({Direction::Rx, record.stamp, stream.substr(stream.size() - tail)});
                if (recording->beginPart(std::move(head), record.stamp))
                    ++parts;
            }
            stream += bytes;
            return recording->append(record);
        }
    };

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void names()
    {
        Metadata data = someMetadata();
        data.part = 2;
        QCOMPARE(fileName(data), std::string("20261121T102231Z_ttyUSB0_ML302_part002.pcapng"));
        QCOMPARE(fileName(data, 3), std::string("20261121T102231Z_ttyUSB0_ML302_part002-3.pcapng"));
        data.part = 1234;
        QCOMPARE(fileName(data), std::string("20261121T102231Z_ttyUSB0_ML302_part1234.pcapng"));
        QVERIFY(timeOfName(fileName(data)).known());
        QCOMPARE(partPath("/x/log.pcapng", 2), std::string("/x/log_part002.pcapng"));
        QCOMPARE(partPath("log", 12, 2), std::string("log_part012-2"));
    }

    void metadata()
    {
        Metadata data = someMetadata();
        data.part = 7;
        data.begin = {std::uint64_t{1} << 59U, 5};
        QVERIFY(Metadata::fromJson(data.toJson()) == data);
        data.begin[1] = Metadata::MostBegin + 1; // not believed
        QCOMPARE(Metadata::fromJson(data.toJson())->begin, (std::array<std::uint64_t, 2>{}));
        QCOMPARE(Metadata::fromJson(R"({"atscope":1,"part":-3,"begin":{"rx":5}})")->begin[0], std::uint64_t{0});
        QCOMPARE(Metadata::fromJson(R"({"atscope":1,"part":2,"begin":[]})")->begin[0], std::uint64_t{0});
    }

    void sizesAreExact()
    {
        std::string bytes;
        for (const RecordView &record : someRecords()) {
            const std::string one = recordingBytes(ByteOrder::Little, {record});
            const std::string none = recordingBytes(ByteOrder::Little, {});
            QCOMPARE(RecordingWriter::sizeOf(record), one.size() - none.size());
        }
        for (const std::size_t size : {0U, 1U, 3U, 4U, 65'535U, 65'536U, 65'537U, 200'001U}) {
            const std::string data(size, 'x');
            const auto record = RecordView::data(Direction::Tx, Stamp{Start}, data);
            auto writer = RecordingWriter::create(path(std::to_string(size).c_str()), someMetadata());
            QCOMPARE((*writer)->fileSize(), std::uint64_t{RecordingWriter::sizeOfHead(someMetadata())});
            const auto before = (*writer)->fileSize();
            (*writer)->append(record);
            (*writer)->flush();
            QCOMPARE((*writer)->fileSize() - before, std::uint64_t{RecordingWriter::sizeOf(record)});
        }
    }

    void goesOn_data()
    {
        QTest::addColumn<bool>("named");
        QTest::addColumn<int>("open");
        QTest::newRow("a named file") << true << 0;
        QTest::newRow("a folder, with open bytes") << false << 100;
    }
    void goesOn()
    {
        QFETCH(bool, named);
        QFETCH(int, open);
        constexpr std::uint64_t Size = 20'000;
        Recorder recorder;
        auto started = named ? recorder.startFile(path(), someMetadata(), Size) : recorder.start(path("f"), someMetadata(), Size);
        QVERIFY(started.ok());
        Producer producer{*started, {}, static_cast<std::size_t>(open)};
        for (int n = 0; n < 2000; ++n)
            QVERIFY(producer.append("line " + std::to_string(n) + std::string(static_cast<std::size_t>(n % 90), '.') + "\r\n"));
        recorder.stop(*started);
        const auto files = (*started)->parts()->paths();
        QCOMPARE(files.size(), static_cast<std::size_t>(producer.parts));
        QVERIFY(files.size() > 5);
        QCOMPARE(files[0], (*started)->path());
        QCOMPARE(files[1], named ? path("a_part002.pcapng") : path("f/20261121T102231Z_ttyUSB0_ML302_part002.pcapng"));

        std::uint64_t sizes = 0;
        std::string all;
        for (std::size_t i = 0; i < files.size(); ++i) {
            const QFileInfo info(files[i].c_str());
            sizes += static_cast<std::uint64_t>(info.size());
            QVERIFY2(static_cast<std::uint64_t>(info.size()) <= Size, files[i].c_str());
            if (i + 1 < files.size())
                QVERIFY(static_cast<std::uint64_t>(info.size()) > Size - 400); // the next record did not fit
#ifndef ATSCOPE_PORTABLE
            QCOMPARE(info.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteGroup), QFileDevice::Permissions{});
#endif
            const Read read = readFile(files[i]);
            QVERIFY(read.end.kind == ReadEnd::Kind::Whole);
            QCOMPARE(read.metadata->session, someMetadata().session);
            QCOMPARE(read.metadata->part, static_cast<std::uint32_t>(i + 1));
            const auto begin = static_cast<std::size_t>(read.metadata->begin[0]);
            if (i > 0) {
                QCOMPARE(begin, all.size() - static_cast<std::size_t>(open));
                QCOMPARE(read.records[0].bytes, R"({"atscope":1,"part":)" + std::to_string(i + 1) + "}");
                QCOMPARE(read.records[0].at, (std::array<std::uint64_t, 2>{begin, 7}));
                QCOMPARE(read.records[1].bytes, std::string(R"({"atscope":1,"more":true})"));
            }
            if (i + 1 < files.size())
                QCOMPARE(read.records.back().bytes, std::string(R"({"atscope":1,"goes_on":true})"));
            all = all.substr(0, begin) + read.stream(Direction::Rx);
            // By position, too.
            StreamReader streams(memorySource(fileBytes(files[i])));
            QVERIFY(streams.follow());
            QCOMPARE(streams.begin(Direction::Rx), std::uint64_t{begin});
            QCOMPARE(streams.end(Direction::Rx), std::uint64_t{all.size()});
            QCOMPARE(streams.read(Direction::Rx, begin + 50, 200), producer.stream.substr(begin + 50, 200));
            QCOMPARE(streams.read(Direction::Rx, all.size() - 5, 200), all.substr(all.size() - 5));
            if (begin > 0) {
                QCOMPARE(streams.read(Direction::Rx, begin - 1, 10), std::string());
                QVERIFY(!streams.locate(Direction::Rx, 0));
            }
            QVERIFY(streams.locate(Direction::Rx, begin));
        }
        QVERIFY(all == producer.stream);
        const auto counters = (*started)->counters();
        QCOMPARE(counters.fileSize, sizes);
        QCOMPARE(counters.written[0], std::uint64_t{all.size()}); // what stands twice counts once
        QCOMPARE(counters.lost[0], std::uint64_t{0});
    }

    // A part that would be nothing but its own beginning is not begun.
    void tinyLimits()
    {
        Recorder recorder;
        auto started = recorder.startFile(path(), someMetadata(), 1);
        QVERIFY(started.ok());
        Producer producer{*started, {}, 3000};
        for (int n = 0; n < 400; ++n)
            QVERIFY(producer.append(std::string(100, 'x')));
        recorder.stop(*started);
        QVERIFY(producer.parts > 2 && producer.parts < 20);
    }

    // Where the next file cannot be made the present one goes on, and it is said.
    void cannotBeMade()
    {
        for (int attempt = 1; attempt <= 100; ++attempt) {
            QFile taken(QString::fromStdString(partPath(path(), 2, attempt)));
            QVERIFY(taken.open(QIODevice::WriteOnly));
        }
        std::vector<std::string> problems;
        Recorder::Options options;
        options.threads = false;
        options.onProblem = [&](const std::string &, const base::Error &error) { problems.push_back(error.message.code); };
        Recorder recorder(options);
        auto started = recorder.startFile(path(), someMetadata(), 10'000);
        Producer producer{*started, {}, 50};
        for (int n = 0; n < 250; ++n)
            QVERIFY(producer.append(std::string(90, static_cast<char>('a' + n % 26))));
        recorder.stop(*started);
        QCOMPARE(problems, std::vector<std::string>{"recording-exists"});
        QCOMPARE((*started)->parts()->paths(), (std::vector<std::string>{path(), path("a_part003.pcapng"), path("a_part004.pcapng")}));
        const Read first = readFile(path());
        const Read third = readFile(path("a_part003.pcapng"));
        std::size_t notes = 0;
        for (const Record &record : first.records)
            notes += record.kind == RecordKind::Note && record.bytes.find("\"part\":2") != std::string::npos ? 1 : 0;
        QCOMPARE(notes, std::size_t{1});
        QCOMPARE(first.stream(Direction::Rx), producer.stream.substr(0, static_cast<std::size_t>(third.metadata->begin[0]) + 50));
        QCOMPARE((*started)->counters().written[0], std::uint64_t{producer.stream.size()});
    }

    void aFullRing()
    {
        Recorder::Options options;
        options.threads = false;
        options.budget = 8192;
        Recorder recorder(options);
        auto started = recorder.startFile(path(), someMetadata(), 4096);
        Producer producer{*started, {}, 0};
        std::uint64_t taken = 0;
        for (int n = 0; n < 300; ++n) {
            taken += producer.append(std::string(200, 'x')) ? 200 : 0;
            if (n % 40 == 0)
                recorder.step();
        }
        recorder.stop(*started);
        const auto counters = (*started)->counters();
        QVERIFY(counters.lost[0] > 0);
        QCOMPARE(counters.written[0], taken);
        std::uint64_t data = 0;
        std::uint64_t lost = 0;
        for (const std::string &file : (*started)->parts()->paths())
            for (const Record &record : readFile(file).records) {
                data += record.kind == RecordKind::Data ? record.bytes.size() : 0;
                lost += record.lost;
            }
        QCOMPARE(data, taken);
        QCOMPARE(lost, counters.lost[0]);
    }

    void lists()
    {
        const auto write = [this](int n) {
            QFile file(QString::fromStdString(path(std::to_string(n).c_str())));
            if (!file.open(QIODevice::WriteOnly))
                qFatal("cannot write");
            file.write(QByteArray::number(n));
            return file.fileName().toStdString();
        };
        const auto list = std::make_shared<PartList>(write(0));
        std::vector<std::shared_ptr<const ByteSource>> sources;
        for (int n = 1; n < 30; ++n)
            list->add(write(n));
        for (std::size_t n = 0; n < 30; ++n)
            sources.push_back(list->source(n));
        QVERIFY(!list->source(30));
        QCOMPARE(list->size(), std::size_t{30});
        for (int round = 0; round < 2; ++round)
            for (std::size_t n = 0; n < 30; ++n) {
                char bytes[8] = {};
                const auto size = sources[n]->readAt(0, bytes, sizeof bytes);
                QCOMPARE(std::string(bytes, size), std::to_string(n));
                QCOMPARE(sources[n]->size(), std::uint64_t{size});
                QCOMPARE(sources[n]->name(), path(std::to_string(n).c_str()));
            }
        list->add(path("never there"));
        char byte = 0;
        QCOMPARE(list->source(30)->readAt(0, &byte, 1), std::size_t{0});
        QCOMPARE(list->source(30)->size(), std::uint64_t{0});
    }

    void quotaTakesThemOneByOne()
    {
        Recorder recorder;
        auto started = recorder.start(path("f"), someMetadata(), 20'000);
        Producer producer{*started, {}, 0};
        for (int n = 0; n < 1000; ++n) {
            producer.append(std::string(100, 'x'));
            if (n == 300) // in the second or third part
                (*started)->append(RecordView::note(Stamp{Start + n}, R"({"atscope":1,"bookmark":"here"})"));
        }
        recorder.flush();
        const auto files = (*started)->parts()->paths();
        QVERIFY(files.size() >= 7);
        // Those before the last one are let go when they are on the disk, which somebody else waits for.
        QTRY_VERIFY(std::none_of(files.begin(), files.end() - 1, [](const std::string &file) { return fileInUse(file); }));
        // The last one is being written; the one with the bookmark stays.
        const auto gone = applyQuota(path("f"), Quota{70'000, 0}, Stamp{Start});
        QVERIFY(gone.size() >= 3);
        std::size_t kept = 0;
        for (std::size_t i = 0; i + 1 < files.size(); ++i)
            if (QFileInfo::exists(files[i].c_str()) && hasBookmark(files[i]))
                ++kept;
        QCOMPARE(kept, std::size_t{1});
        QCOMPARE(gone[0].path, files[0]);
        QVERIFY(QFileInfo::exists(files.back().c_str()));
        recorder.stop(*started);
    }

    void wiresharkReadsThem()
    {
        const QString tshark = QStandardPaths::findExecutable("tshark");
        if (tshark.isEmpty())
            QSKIP("tshark is not installed");
        Recorder recorder;
        auto started = recorder.startFile(path(), someMetadata(), 8'000);
        Producer producer{*started, {}, 30};
        for (int n = 0; n < 200; ++n)
            producer.append(std::string(60, 'x') + "\r\n");
        recorder.stop(*started);
        const auto files = (*started)->parts()->paths();
        QVERIFY(files.size() > 2);
        for (const std::string &file : files) {
            QProcess process;
            process.start(tshark, {"-r", file.c_str(), "-T", "fields", "-E", "separator=|", "-e", "_ws.col.Protocol", "-e", "rtacser.eventtype", "-e", "frame.comment"});
            QVERIFY(process.waitForFinished(60'000));
            QCOMPARE(process.exitCode(), 0);
            const QList<QByteArray> lines = process.readAllStandardOutput().trimmed().split('\n');
            QCOMPARE(static_cast<std::size_t>(lines.size()), readFile(file).records.size());
            for (const QByteArray &line : lines)
                QVERIFY2(line.startsWith("RTAC Serial|"), line.constData());
            if (file != files.front())
                QVERIFY2(lines.front().contains("\"part\":"), lines.front().constData());
            process.start(tshark, {"-r", file.c_str(), "-Y", "_ws.malformed"});
            QVERIFY(process.waitForFinished(60'000));
            QCOMPARE(process.readAllStandardOutput(), QByteArray());
        }
    }
};

ATSCOPE_TEST(TstParts)
#include "tst_parts.moc"
