// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/recorder.h"

#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

#include "core/record/names.h"
#include "fixture.h"
#include "support/test_main.h"

using namespace atscope;
using namespace atscope::test;

class TstRecorder final : public QObject
{
    Q_OBJECT
private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void recordsEverything();
    void namesThatAreTaken();
    void flushesInTime();
    void flushOnRequest();
    void syncsByTheClock();
    void sleepsWhenNothingComes();
    void severalSessionsAtOnce();
    void fullRingIsALoss();
    void lossIsToldAtTheEnd();
    void notesHaveRoomBehindAFullRing();
    void startFails();
    void stopsTwice();
    void badNotesAreReported();
    void killLosesAtMost100Ms();
    void fullDiskIsALossAndGoesOn();
    void fullDiskAtTheEnd();
    void nobodyIsRefused();

private:
    std::string path(const char *name = "a.pcapng") const { return (m_folder->path() + '/' + name).toStdString(); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

#ifdef ATSCOPE_PORTABLE // Qt does not say why
const QByteArray FileLimit = "recording-write-failed";
#else
const QByteArray FileLimit = "recording-file-limit";
#endif

// Recorders without threads: time is what the test says.
struct Stepped
{
    explicit Stepped(std::size_t budget = base::RecordRing::DefaultBudget)
    {
        Recorder::Options options;
        options.threads = false;
        options.budget = budget;
        options.clock = [this] { return now; };
        options.onProblem = [this](const std::string &, const base::Error &error) { problems.push_back(error.message); };
        recorder = std::make_unique<Recorder>(options);
    }
    std::int64_t now = 1000;
    std::vector<base::Message> problems;
    std::unique_ptr<Recorder> recorder;
};

QList<QByteArray> runChild(const QStringList &arguments)
{
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(ATSCOPE_RECORD_CHILD, arguments);
    if (!child.waitForFinished(60'000) || child.exitStatus() != QProcess::NormalExit || child.exitCode() != 0)
        return {"failed", QByteArray::number(child.exitCode())};
    return child.readAllStandardOutput().trimmed().split('\n');
}

} // namespace

void TstRecorder::recordsEverything()
{
    const auto records = someRecords();
    Recorder recorder;
    const auto recording = recorder.start(path("folder"), someMetadata());
    QVERIFY(recording.ok());
    QCOMPARE((*recording)->path(), path("folder/20261121T102231Z_ttyUSB0_ML302.pcapng"));
    for (const RecordView &record : records)
        QVERIFY((*recording)->append(record));
    recorder.stop(*recording);
    const Read read = readFile((*recording)->path());
    QCOMPARE(read.records.size(), records.size());
    for (std::size_t i = 0; i < records.size(); ++i)
        QVERIFY(same(records[i], read.records[i]));
    QVERIFY(read.metadata == someMetadata());
    const auto counters = (*recording)->counters();
    QCOMPARE(counters.taken, (std::array<std::uint64_t, 2>{24, 7}));
    QCOMPARE(counters.written, counters.taken);
    QCOMPARE(counters.lost, (std::array<std::uint64_t, 2>{0, 0}));
    QCOMPARE(counters.fileSize, std::uint64_t{fileBytes((*recording)->path()).size()});
    QVERIFY(!(*recording)->append(records[0])); // stopped
}

void TstRecorder::namesThatAreTaken()
{
    Recorder recorder;
    const auto first = recorder.start(path("f"), someMetadata());
    const auto second = recorder.start(path("f"), someMetadata());
    QVERIFY(first.ok() && second.ok());
    QCOMPARE((*second)->path(), path("f/20261121T102231Z_ttyUSB0_ML302-2.pcapng"));
    QCOMPARE(recorder.startFile((*second)->path(), someMetadata()).error().message.code, std::string("recording-exists"));
}

void TstRecorder::flushesInTime()
{
    Recorder recorder;
    const auto recording = recorder.startFile(path(), someMetadata());
    QVERIFY(recording.ok());
    for (int i = 0; i < 3; ++i) {
        const std::size_t before = fileBytes(path()).size();
        QVERIFY((*recording)->append(RecordView::data(Direction::Rx, Stamp{Start}, "OK\r\n")));
        QElapsedTimer timer;
        timer.start();
        QTRY_VERIFY_WITH_TIMEOUT(fileBytes(path()).size() > before, 5000); // 50 ms, and what a busy machine adds
    }
}

void TstRecorder::flushOnRequest()
{
    Recorder::Options options;
    options.flushMs = 60'000;
    Recorder recorder(options);
    const auto recording = recorder.startFile(path(), someMetadata());
    QVERIFY(recording.ok());
    for (const bool toDisk : {false, true}) {
        QVERIFY((*recording)->append(RecordView::data(Direction::Rx, Stamp{Start}, "OK\r\n")));
        recorder.flush(toDisk);
        QCOMPARE(readFile(path()).stream(Direction::Rx).size(), std::size_t{toDisk ? 8U : 4U});
    }
}

void TstRecorder::syncsByTheClock()
{
    Stepped stepped;
    const auto recording = stepped.recorder->startFile(path(), someMetadata());
    QVERIFY(recording.ok());
    QVERIFY((*recording)->append(RecordView::data(Direction::Rx, Stamp{Start}, "OK")));
    QVERIFY(readFile(path()).records.empty());
    stepped.recorder->step();
    QCOMPARE(readFile(path()).records.size(), std::size_t{1});
    stepped.now += 5000;
    stepped.recorder->step();
    stepped.recorder->step();
    QVERIFY(stepped.problems.empty());
}

void TstRecorder::sleepsWhenNothingComes()
{
    std::atomic<int> asked{0};
    Recorder::Options options;
    options.clock = [&asked] {
        asked.fetch_add(1);
        return std::int64_t{1};
    };
    Recorder recorder(options);
    const auto recording = recorder.startFile(path(), someMetadata());
    QVERIFY(recording.ok());
    QTest::qWait(300);
    const int before = asked.load();
    QTest::qWait(500);
    QCOMPARE(asked.load(), before);
}

void TstRecorder::severalSessionsAtOnce()
{
    constexpr int sessions = 3;
    constexpr int each = 20'000;
    Recorder recorder;
    std::vector<std::shared_ptr<Recording>> recordings;
    for (int i = 0; i < sessions; ++i) {
        auto recording = recorder.start(path("many"), someMetadata());
        QVERIFY(recording.ok());
        recordings.push_back(*recording);
    }
    std::vector<std::thread> threads;
    for (int who = 0; who < sessions; ++who)
        threads.emplace_back([&recording = *recordings[static_cast<std::size_t>(who)], who] {
            for (int n = 0; n < each; ++n) {
                const std::string text = std::to_string(who) + ':' + std::to_string(n) + '\n';
                recording.append(RecordView::data(n % 5 == 0 ? Direction::Tx : Direction::Rx, Stamp{Start + n}, text));
            }
        });
    for (std::thread &thread : threads)
        thread.join();
    recorder.stop(recordings[0]);
    recorder.stopAll();
    for (int who = 0; who < sessions; ++who) {
        const Read read = readFile(recordings[static_cast<std::size_t>(who)]->path());
        QCOMPARE(read.records.size(), std::size_t{each});
        for (int n = 0; n < each; ++n)
            if (read.records[static_cast<std::size_t>(n)].bytes != std::to_string(who) + ':' + std::to_string(n) + '\n')
                QFAIL("out of order");
    }
}

void TstRecorder::fullRingIsALoss()
{
    Stepped stepped(10'000);
    const auto recording = stepped.recorder->startFile(path(), someMetadata());
    QVERIFY(recording.ok());
    std::string rx;
    std::uint64_t lost = 0;
    // Too much twice, with room made in between.
    for (int round = 0; round < 2; ++round) {
        for (int i = 0; i < 30; ++i) {
            const std::string piece(1000, static_cast<char>('a' + i % 26));
            const bool fits = piece.size() <= (*recording)->room();
            QCOMPARE((*recording)->append(RecordView::data(Direction::Rx, Stamp{Start + i}, piece, line::Cts)), fits);
            if (fits)
                rx += piece;
            else
                lost += piece.size();
        }
        QVERIFY(!(*recording)->append(RecordView::data(Direction::Tx, Stamp{Start}, std::string(2000, 't'))));
        stepped.recorder->step();
        QVERIFY((*recording)->append(RecordView::data(Direction::Rx, Stamp{Start + 99}, "after", line::Cts)));
        rx += "after";
    }
    stepped.recorder->stop(*recording);
    const Read read = readFile(path());
    QCOMPARE(read.stream(Direction::Rx), rx);
    std::uint64_t told[2] = {0, 0};
    for (std::size_t i = 0; i < read.records.size(); ++i)
        if (const Record &record = read.records[i]; record.kind == RecordKind::Lost) {
            told[static_cast<std::size_t>(record.direction)] += record.lost;
            QCOMPARE(record.stamp.ns, Start + 99);
            QVERIFY(read.records[i + 1].bytes == "after" || read.records[i + 1].kind == RecordKind::Lost);
        }
    QVERIFY(lost > 30'000);
    QCOMPARE(told[0], lost);
    QCOMPARE(told[1], std::uint64_t{4000});
    const auto counters = (*recording)->counters();
    QCOMPARE(counters.lost, (std::array<std::uint64_t, 2>{lost, 4000}));
    QCOMPARE(counters.taken[0], std::uint64_t{rx.size() + lost});
    QCOMPARE(counters.written[0], std::uint64_t{rx.size()});
    QVERIFY(stepped.problems.empty());
}

void TstRecorder::lossIsToldAtTheEnd()
{
    Stepped stepped(2000);
    const auto recording = stepped.recorder->startFile(path(), someMetadata());
    QVERIFY(recording.ok());
    QVERIFY(!(*recording)->append(RecordView::data(Direction::Rx, Stamp{Start}, std::string(3000, 'x'))));
    stepped.recorder->stop(*recording);
    const Read read = readFile(path());
    QCOMPARE(read.records.size(), std::size_t{1});
    QCOMPARE(read.records[0].kind, RecordKind::Lost);
    QCOMPARE(read.records[0].lost, std::uint64_t{3000});
}

void TstRecorder::notesHaveRoomBehindAFullRing()
{
    Stepped stepped(10'000);
    const auto recording = stepped.recorder->startFile(path(), someMetadata());
    QVERIFY(recording.ok());
    while ((*recording)->append(RecordView::data(Direction::Rx, Stamp{Start}, std::string(100, 'x')))) {
    }
    for (int i = 0; i < 5; ++i)
        QVERIFY((*recording)->append(RecordView::note(Stamp{Start}, R"({"atscope":1,"cancel":true})")));
    QVERIFY(!(*recording)->append(RecordView::data(Direction::Rx, Stamp{Start}, std::string(100, 'x'))));
    stepped.recorder->stop(*recording);
    const Read read = readFile(path());
    const auto count = [&](RecordKind kind) {
        return std::count_if(read.records.begin(), read.records.end(), [kind](const Record &r) { return r.kind == kind; });
    };
    QCOMPARE(count(RecordKind::Note), 5);
    QCOMPARE(count(RecordKind::Lost), 2);
}

void TstRecorder::startFails()
{
    Recorder recorder;
    QFile file(path().c_str());
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(recorder.start(path(), someMetadata()).error().message.code, std::string("recording-folder-failed"));
    QCOMPARE(recorder.startFile(path(), someMetadata()).error().message.code, std::string("recording-exists"));
    QCOMPARE(recorder.startFile(path("none/a"), someMetadata()).error().message.code, std::string("recording-create-failed"));
}

void TstRecorder::stopsTwice()
{
    Recorder recorder;
    const auto recording = recorder.startFile(path(), someMetadata());
    QVERIFY(recording.ok());
    recorder.stop(*recording);
    QVERIFY(!fileInUse(path()));
    recorder.stop(*recording);
    recorder.stop(nullptr);
    recorder.flush();
    recorder.stopAll();
    QVERIFY(RecordingWriter::reopen(path()).ok());
}

void TstRecorder::badNotesAreReported()
{
    Stepped stepped;
    const auto recording = stepped.recorder->startFile(path(), someMetadata());
    QVERIFY(recording.ok());
    QVERIFY((*recording)->append(RecordView::note(Stamp{Start}, "no note")));
    QVERIFY((*recording)->append(RecordView::data(Direction::Rx, Stamp{Start}, "OK")));
    stepped.recorder->step();
    QCOMPARE(stepped.problems.size(), std::size_t{1});
    QCOMPARE(stepped.problems[0].code, std::string("recording-note-bad"));
    QCOMPARE(readFile(path()).records.size(), std::size_t{1});
}

void TstRecorder::killLosesAtMost100Ms()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    constexpr qint64 allowed = 1000; // sanitizers on a busy machine; the release build keeps the real limit
#else
    constexpr qint64 allowed = 100;
#endif
    QProcess child;
    child.start(ATSCOPE_RECORD_CHILD, {"append", path("kill").c_str()});
    QVERIFY(child.waitForReadyRead(30'000));
    std::vector<std::pair<qint64, int>> seen; // when we knew that it had been appended, which
    std::string file;
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < allowed + 1000) {
        child.waitForReadyRead(20);
        while (child.canReadLine()) {
            const QByteArray line = child.readLine().trimmed();
            if (file.empty())
                file = line.toStdString();
            else
                seen.emplace_back(timer.elapsed(), line.toInt());
        }
    }
    const qint64 killed = timer.elapsed();
    child.kill();
    QVERIFY(child.waitForFinished());
    int expected = -1;
    for (const auto &[when, n] : seen)
        if (when <= killed - allowed)
            expected = n;
    QVERIFY(expected > 10);
    const Read read = readFile(file);
    QVERIFY(read.refused.empty());
    QVERIFY(read.end.kind == ReadEnd::Kind::Whole || read.end.kind == ReadEnd::Kind::Cut);
    const int got = static_cast<int>(read.records.size());
    QVERIFY2(got > expected, qPrintable(QString("%1 records, expected %2 at least").arg(got).arg(expected + 1)));
    for (int n = 0; n < got; ++n)
        QCOMPARE(read.records[static_cast<std::size_t>(n)].bytes, std::to_string(n) + "\r\n");
}

void TstRecorder::fullDiskIsALossAndGoesOn()
{
    const QList<QByteArray> said = runChild({"full", path().c_str()});
    QCOMPARE(said.size(), 5);
    QCOMPARE(said[0], FileLimit); // once, not every time
    QVERIFY(said[1].startsWith("taken 400000"));
    QVERIFY(said[2].startsWith("lost "));
    QCOMPARE(said[3], QByteArray("failing"));
    QCOMPARE(said[4], QByteArray("recording-resumed"));
    const std::uint64_t lost = said[2].mid(5).toULongLong();
    QVERIFY(lost > 0);
    const Read read = readFile(path());
    QCOMPARE(read.end.kind, ReadEnd::Kind::Whole);
    std::uint64_t told = 0;
    bool note = false;
    for (const Record &record : read.records) {
        told += record.lost;
        note = note || record.kind == RecordKind::Note;
    }
    QVERIFY(note);
    QCOMPARE(told, lost);
    QCOMPARE(read.stream(Direction::Rx).size(), std::size_t{400'000 - lost + 10});
    QVERIFY(read.stream(Direction::Rx).ends_with("xat the end"));
}

void TstRecorder::fullDiskAtTheEnd()
{
    const QList<QByteArray> said = runChild({"stays-full", path().c_str()});
    QCOMPARE(said, (QList<QByteArray>{FileLimit + ' ', "recording-lost-at-end 10000"}));
    const Read read = readFile(path());
    QCOMPARE(read.end.kind, ReadEnd::Kind::Cut);
}

void TstRecorder::nobodyIsRefused()
{
    const std::string mine = path("mine");
    QVERIFY(!makeFolder(mine));
    QVERIFY(RecordingWriter::create(mine + "/a.pcapng", someMetadata()).ok());
    // As root: a folder that all may look into and nobody but root write; else one that we may not write ourselves.
    const auto look = QFile::ReadOwner | QFile::ExeOwner | QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther
                      | QFile::ExeOther;
    QVERIFY(QFile::setPermissions(m_folder->path(), look | QFile::WriteOwner));
    QVERIFY(QFile::setPermissions((mine + "/a.pcapng").c_str(), QFile::Permissions()));
    QVERIFY(QFile::setPermissions(mine.c_str(), look));
    const QList<QByteArray> said = runChild({"nobody", mine.c_str(), (mine + "/a.pcapng").c_str()});
    QFile::setPermissions(mine.c_str(), look | QFile::WriteOwner);
    QCOMPARE(said, (QList<QByteArray>{"recording-no-permission", "recording-folder-failed", "recording-unreadable",
                                      "recording-no-permission"}));
}

ATSCOPE_TEST(TstRecorder)
#include "tst_recorder.moc"
