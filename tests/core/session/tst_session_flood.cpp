// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>

#include "core/record/recording.h"
#include "core/transport/pty.h"
#include "live.h"
#include "support/test_main.h"

using namespace atscope;
using engine::EventKind;
using test::Live;

#define COMPARE_ALL(live) \
    do { \
        const QString differs = (live).end(); \
        QVERIFY2(differs.isEmpty(), qPrintable(differs)); \
    } while (false)

namespace {

constexpr std::size_t Flood = 20'000'000;

// Bytes that tell where they stand, without a line end.
std::string floodOf(std::size_t size)
{
    std::string out(size, '\0');
    for (std::size_t i = 0; i < size; ++i)
        out[i] = static_cast<char>('!' + (i * 7 + i / 251) % 90);
    return out;
}

// A TCP peer that sends what it is given to whoever comes.
class Server final
{
public:
    Server()
    {
        server.listen(QHostAddress::LocalHost);
        QObject::connect(&server, &QTcpServer::newConnection, &server, [this] { socket.reset(server.nextPendingConnection()); });
    }
    std::string address() const { return "tcp://127.0.0.1:" + std::to_string(server.serverPort()); }

    QTcpServer server;
    std::unique_ptr<QTcpSocket> socket;
};

record::Recorder::Options manual(std::size_t budget)
{
    record::Recorder::Options options;
    options.threads = false; // it writes when the test says so
    options.budget = budget;
    return options;
}

std::size_t beginOf(const std::string &file)
{
    auto reader = record::RecordingReader::open(file);
    return reader.ok() ? static_cast<std::size_t>(reader.value()->position(base::Direction::Rx)) : 0;
}

std::string streamOf(const std::string &file, base::Direction direction)
{
    std::string all;
    auto reader = record::RecordingReader::open(file);
    record::Record record;
    while (reader.ok() && reader.value()->next(record))
        if (record.kind == record::RecordKind::Data && record.direction == direction)
            all += record.bytes;
    return all;
}

} // namespace

// Much at once, recorders that do not keep up, processes that are killed: nothing is lost in silence.
class TstSessionFlood final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void overTcp()
    {
        Server server;
        Live live;
        QVERIFY(live.run(server.address()));
        QVERIFY(live.waitFor([&] { return server.socket != nullptr; }));
        const auto flood = floodOf(Flood);
        server.socket->write(flood.data(), static_cast<qint64>(flood.size()));
        QVERIFY(live.waitFor([&] { return live.session().counters().rx == Flood; }, 120'000));
        server.socket->write("\r\n+CEREG: 1\r\n");
        QVERIFY(live.waitEvent(EventKind::Urc, "+CEREG"));
        QCOMPARE(live.session().counters().lost, std::uint64_t{0});
        COMPARE_ALL(live);
        QVERIFY(streamOf(live.file, base::Direction::Rx) == flood + "\r\n+CEREG: 1\r\n");
    }

#ifdef ATSCOPE_HAVE_PTY
    void overAPty()
    {
        transport::Pty pty;
        QVERIFY(!pty.open());
        Live live;
        QVERIFY(live.run(pty.path()));
        QVERIFY(live.waitFor([&] { return pty.clientPresent(); }));
        const auto flood = floodOf(Flood);
        pty.write(flood);
        QVERIFY(live.waitFor([&] { return live.session().counters().rx == Flood; }, 120'000));
        QCOMPARE(pty.discarded(), std::uint64_t{0});
        QCOMPARE(live.session().counters().lost, std::uint64_t{0});
        COMPARE_ALL(live);
        QVERIFY(streamOf(live.file, base::Direction::Rx) == flood);
    }

    // Who can wait is kept waiting while the ring is full, and goes on when it was emptied.
    void aFullRingStopsReading()
    {
        transport::Pty pty;
        QVERIFY(!pty.open());
        Live live({}, manual(1 << 20));
        QVERIFY(live.run(pty.path()));
        QVERIFY(live.waitFor([&] { return pty.clientPresent(); }));
        const std::size_t size = 6'000'000;
        pty.write(floodOf(size));
        const auto ring = [&] { return live.session().counters().ringBytes; };
        QVERIFY(live.waitFor([&] { return ring() > (400U << 10U); }));
        // It stops by itself; what the system's buffers hold is all that may still move.
        std::uint64_t last = 0;
        int still = 0;
        QVERIFY(live.waitFor([&] {
            const auto now = live.session().counters().rx;
            still = std::exchange(last, now) == now ? still + 1 : 0;
            return still > 20;
        }));
        QVERIFY(last < (1U << 20U));
        QVERIFY(pty.pending() > 4'000'000);
        QVERIFY(live.waitFor(
            [&] {
                live.recorder().step();
                return live.session().counters().rx == size;
            },
            120'000));
        QCOMPARE(live.session().counters().lost, std::uint64_t{0});
        COMPARE_ALL(live);
        QVERIFY(streamOf(live.file, base::Direction::Rx) == floodOf(size));
    }

    // What does not fit is a gap of its size, in both directions, and stands at the same place when the recording is opened again.
    void lossesAreGaps()
    {
        transport::Pty pty;
        QVERIFY(!pty.open());
        Live live({}, manual(64 << 10));
        QVERIFY(live.run(pty.path()));
        QVERIFY(live.waitFor([&] { return pty.clientPresent(); }));
        pty.write("\r\n+CEREG: 1\r\n");
        QVERIFY(live.waitEvent(EventKind::Urc, "+CEREG"));
        const auto lost = [&] { return live.session().counters().lost; };
        const auto tx = [&] { return live.session().counters().tx; };
        live.session().type(std::string(57'200, 't')); // as much as the ring takes: behind a loss there is no room for one byte
        live.session().type(std::string(40'000, 'u')); // too much
        QVERIFY(live.waitFor([&] { return lost() == 40'000; }));
        pty.write("\r\n+CEREG: 5\r\n" + std::string(3000, 'r'));
        live.session().type(std::string(30'000, 'v'));
        QVERIFY(live.waitFor([&] { return lost() > 70'000; }));
        // Notes have room of their own, and bring the losses in before them.
        live.session().note(R"({"atscope":1,"remark":"first"})");
        QVERIFY(live.waitEvent(EventKind::Note, "first"));
        QVERIFY(live.tap.count(EventKind::Gap) >= 1);
        live.session().type(std::string(60'000, 'w'));
        QVERIFY(live.waitFor([&] { return lost() > 130'000; }));
        QVERIFY(live.waitFor([&] {
            live.recorder().step();
            return tx() == 187'200 && live.session().counters().ringBytes == 0;
        }));
        live.session().type("AT\r");
        QVERIFY(live.waitEvent(EventKind::Command, "AT"));
        QCOMPARE(live.tap.find(EventKind::Gap).event.why, engine::Why::LossRecorded);
        std::uint64_t told = 0;
        for (const auto &entry : live.tap.all())
            if (entry.event.kind == EventKind::Gap)
                told += std::stoull(entry.bytes.substr(entry.bytes.find(':') + 1));
        QCOMPARE(told, lost());
        COMPARE_ALL(live);
    }

    // The reserve of the notes runs out too: what was told of a loss and what was not is the same in both.
    void lossesWithoutRoomForNotes()
    {
        transport::Pty pty;
        QVERIFY(!pty.open());
        Live live({}, manual(32 << 10));
        QVERIFY(live.run(pty.path()));
        live.session().type(std::string(60'000, 't'));
        pty.write("x");
        for (int i = 0; i < 40; ++i) {
            live.session().note("{\"atscope\":1,\"remark\":\"" + std::string(static_cast<std::size_t>(900 + i * 37 % 100), 'n') + "\"}");
            live.session().type(std::string(20'000, 'u'));
        }
        live.session().note("{\"atscope\":1,\"remark\":\"" + std::string(30'000, 'n') + "\"}"); // never fits
        live.session().type("end of it\r");
        QVERIFY(live.waitFor([&] { return live.session().counters().tx >= 60'000 + 40 * 20'000; }));
        QVERIFY(live.session().counters().lost > 500'000);
        COMPARE_ALL(live);
    }

    // A command that the recording could not take went out, but nobody will see what came of it.
    void unrecordedCommands()
    {
        transport::Pty pty;
        QVERIFY(!pty.open());
        Live live({}, manual(16 << 10));
        QVERIFY(live.run(pty.path()));
        live.session().type(std::string(12'000, 't') + '\r');
        engine::Request request;
        request.line = "AT+CIOTDAT=" + std::string(9000, 'x');
        const auto outcome = live.outcome(live.session().submit(request));
        QCOMPARE(outcome.result, engine::Result::Lost);
        QCOMPARE(outcome.command, std::uint64_t{0});
        COMPARE_ALL(live);
    }

    // A loss at the very end, and a line that was never ended.
    void lossAtTheEnd()
    {
        transport::Pty pty;
        QVERIFY(!pty.open());
        Live live({}, manual(64 << 10));
        QVERIFY(live.run(pty.path()));
        QVERIFY(live.waitFor([&] { return pty.clientPresent(); }));
        pty.write("+CEREG: 1\r\nunfinished");
        live.session().type("unfinished as well");
        QVERIFY(live.waitFor([&] { return live.session().counters().rx == 21; }));
        live.session().type(std::string(90'000, 't'));
        QVERIFY(live.waitFor([&] { return live.session().counters().lost == 90'000; }));
        COMPARE_ALL(live);
        QCOMPARE(live.tap.count(EventKind::Gap), 1);
    }
#endif

    void destroyedWhileBytesFlow()
    {
        for (int round = 0; round < 5; ++round) {
            Server server;
            auto live = std::make_unique<Live>();
            QVERIFY(live->run(server.address()));
            QVERIFY(live->waitFor([&] { return server.socket != nullptr; }));
            const auto flood = floodOf(3'000'000);
            server.socket->write(flood.data(), static_cast<qint64>(flood.size()));
            QVERIFY(live->waitFor([&] { return live->session().counters().rx > static_cast<std::uint64_t>(round) * 300'000; }, 60'000));
            live->submit("AT");
            COMPARE_ALL(*live);
        }
    }

    void killed_data()
    {
        QTest::addColumn<std::uint64_t>("partSize");
        QTest::newRow("one file") << std::uint64_t{0};
        QTest::newRow("a new file every few lines") << std::uint64_t{12'000};
    }
    void killed()
    {
        QFETCH(std::uint64_t, partSize);
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        constexpr qint64 Allowed = 1000; // sanitizers on a busy machine; the release build keeps the real limit
#else
        constexpr qint64 Allowed = 100;
#endif
        QTemporaryDir folder;
        Server server;
        QProcess child;
        child.start(ATSCOPE_SESSION_CHILD, {QString::fromStdString(server.address()), folder.path(), QString::number(partSize)});
        QTRY_VERIFY_WITH_TIMEOUT(server.socket != nullptr, 30'000);
        QElapsedTimer timer;
        timer.start();
        std::string file;
        std::vector<std::pair<qint64, std::uint64_t>> seen; // when we knew that so many bytes were received
        std::string sent;
        int n = 0;
        QTimer flow;
        flow.setTimerType(Qt::PreciseTimer);
        QObject::connect(&flow, &QTimer::timeout, &flow, [&] {
            const std::string line = "\r\n+CIOTCMD:" + std::to_string(n++) + "\r\n";
            server.socket->write(line.data(), static_cast<qint64>(line.size()));
            sent += line;
        });
        QObject::connect(&child, &QProcess::readyReadStandardOutput, &flow, [&] {
            while (child.canReadLine()) {
                const auto line = child.readLine().trimmed();
                if (file.empty())
                    file = line.toStdString();
                else
                    seen.emplace_back(timer.elapsed(), line.toULongLong());
            }
        });
        flow.start(1);
        const auto recordings = [&folder] { return QDir(folder.path()).entryList({"*.pcapng"}, QDir::Files, QDir::Name); };
        QTRY_VERIFY_WITH_TIMEOUT(timer.elapsed() > Allowed + 1100 && seen.size() > 100 && (partSize == 0 || recordings().size() > 4), 60'000);
        child.kill();
        const qint64 killed = timer.elapsed();
        QVERIFY(child.waitForFinished());
        std::uint64_t expected = 0;
        for (const auto &[when, bytes] : seen)
            if (when <= killed - Allowed)
                expected = bytes;
        QVERIFY(expected > 100);
        const auto files = recordings();
        QVERIFY(partSize == 0 ? files.size() == 1 : files.size() > 3);
        std::string got;
        for (const auto &name : files) // each begins where the ones before it end, or a little before
            got = got.substr(0, beginOf(folder.filePath(name).toStdString())) + streamOf(folder.filePath(name).toStdString(), base::Direction::Rx);
        QVERIFY2(got.size() >= expected, qPrintable(QStringLiteral("%1 bytes, expected %2").arg(got.size()).arg(expected)));
        QVERIFY(sent.starts_with(got));
        auto workspace = session::Workspace::open({});
        QString problem;
        const auto events = test::reopen(*workspace.value(), file, problem); // whole, or cut in the last block
        QVERIFY(events.size() > 50);
        if (files.size() > 2) { // all but the last one are whole
            problem.clear();
            std::vector<std::string> parts;
            for (qsizetype i = 0; i + 1 < files.size(); ++i)
                parts.push_back(folder.filePath(files[i]).toStdString());
            QVERIFY(test::reopenParts(*workspace.value(), parts, problem).size() > 50);
            QCOMPARE(problem, QString());
        }
    }
};

ATSCOPE_TEST(TstSessionFlood)
#include "tst_session_flood.moc"
