// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "core/session/file_job.h"
#include "core/session/lines_job.h"
#include "core/session/replay.h"
#include "core/transport/pty.h"
#include "live.h"
#include "support/test_main.h"

using namespace atscope;
using session::FileJob;
using session::LinesJob;
using session::RepeatJob;
using session::SendJob;
using session::Workbench;
using transport::ChannelState;
using End = SendJob::End;

namespace {

// The module's end of a pty, which takes bytes only while it is asked to.
class Peer final : public transport::PtyListener
{
public:
    Peer() { pty.setListener(this); }
    void ptyBytes(std::string_view bytes, base::Stamp) override
    {
        received += bytes;
        for (auto end = received.find('\r', m_line); end != std::string::npos; end = received.find('\r', m_line)) {
            const auto one = received.substr(m_line, end - m_line);
            m_line = end + 1;
            lines.push_back(one);
            if (const auto answer = answers.find(one); answer != answers.end())
                pty.write(answer->second);
        }
    }
    transport::Pty pty;
    std::string received;
    std::vector<std::string> lines;
    std::map<std::string, std::string> answers;

private:
    std::size_t m_line = 0;
};

std::string noise(std::size_t size)
{
    std::string out(size, '\0');
    std::uint32_t seed = 12345;
    for (auto &byte : out) {
        seed = seed * 1664525U + 1013904223U;
        byte = static_cast<char>(seed >> 24U);
    }
    return out;
}

} // namespace

// Files, lines one by one, repetition: what goes out, what is told, and that each may end at any time.
class TstSendJobs final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workbench> m_bench;
    int m_log = 0;

    bool connectTo(const std::string &address)
    {
        session::SessionOptions options;
        options.port = transport::PortAddress::parse(address).value();
        auto *log = m_bench->connectPort(std::move(options));
        if (!log)
            return false;
        m_log = log->id;
        return QTest::qWaitFor([this] { return m_bench->log(m_log)->state == ChannelState::Open; }, 20'000);
    }
    std::string file(const std::string &bytes)
    {
        const auto path = m_folder->filePath(QStringLiteral("to send.bin"));
        QFile out(path);
        if (!out.open(QIODevice::WriteOnly) || out.write(bytes.data(), static_cast<qint64>(bytes.size())) < 0)
            return {};
        return path.toStdString();
    }
    std::vector<session::ListedLine> listed(const std::string &text)
    {
        std::atomic<bool> stop{false};
        return session::LineList::read(text, *m_bench->dialect(), stop).lines;
    }
    static bool waitOver(const SendJob &job)
    {
        return QTest::qWaitFor([&job] { return job.state() == SendJob::State::Over; }, 30'000);
    }
    // The recording, opened again: its notes and the bytes that were sent.
    QString reopened(const std::string &path, std::vector<test::Seen> &events)
    {
        QString problem;
        events = test::reopen(m_bench->workspace(), path, problem);
        return problem;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        Workbench::Options options;
        options.settingsFolder = m_folder->path().toStdString();
        auto made = Workbench::open(std::move(options));
        QVERIFY(made.ok());
        m_bench = std::move(made).value();
    }
    void cleanup() { m_bench.reset(); }

    // Half a megabyte of any bytes to a slow reader: all of it arrives, nothing comes in between, and who sent it is recorded.
    void fileAsItIs()
    {
        Peer peer;
        QVERIFY(!peer.pty.open());
        QVERIFY(connectTo(peer.pty.path()));
        const auto bytes = noise(512 * 1024);
        FileJob job(*m_bench, m_log, file(bytes), {});
        QSignalSpy over(&job, &SendJob::over);
        job.start();
        QTRY_VERIFY(job.progress().done > 0);
        m_bench->send("AT+CSQ");
        m_bench->log(m_log)->live->type("x"); // keys would fall into the file
        QSignalSpy problems(m_bench.get(), &Workbench::problem);
        QTRY_VERIFY(!problems.empty());
        QVERIFY(waitOver(job));
        QCOMPARE(over.count(), 1);
        QVERIFY(job.end() == End::Done);
        QCOMPARE(job.progress().done, std::uint64_t{bytes.size()});
        QTRY_VERIFY(peer.received.size() >= bytes.size() + 8);
        QVERIFY(peer.received == bytes + "AT+CSQ\r\n");
        const auto path = m_bench->log(m_log)->live->recordingPath();
        m_bench->closeLog(m_log);
        std::vector<test::Seen> events;
        QCOMPARE(reopened(path, events), QString());
        std::string sent;
        std::vector<std::string> notes;
        for (const auto &entry : events) {
            if (entry.event.direction == base::Direction::Tx && entry.event.kind == engine::EventKind::Payload)
                sent += entry.bytes;
            if (entry.event.kind == engine::EventKind::Note && entry.bytes.find("transfer") != std::string::npos)
                notes.push_back(entry.bytes);
        }
        QVERIFY(sent == bytes); // random bytes have no AT line ends by chance: 12345 is the seed
        QCOMPARE(notes, (std::vector<std::string>{R"({"atscope":1,"by":"transfer","raw":524288,"file":"to send.bin"})"}));
    }

    void fileWithPauses()
    {
        Peer peer;
        QVERIFY(!peer.pty.open());
        QVERIFY(connectTo(peer.pty.path()));
        FileJob lines(*m_bench, m_log, file("one\ntwo\nthree"), {FileJob::PauseAfter::Line, 60});
        QElapsedTimer clock;
        clock.start();
        lines.start();
        QVERIFY(waitOver(lines));
        QVERIFY(lines.end() == End::Done);
        QVERIFY(clock.elapsed() >= 120);
        QTRY_COMPARE(peer.received, std::string("one\ntwo\nthree"));
        peer.received.clear();
        const auto bytes = noise(2500);
        FileJob blocks(*m_bench, m_log, file(bytes), {FileJob::PauseAfter::Kilobyte, 40});
        clock.start();
        blocks.start();
        QVERIFY(waitOver(blocks));
        QVERIFY(clock.elapsed() >= 80);
        QTRY_VERIFY(peer.received == bytes);
        QVERIFY(blocks.generation() > lines.generation());
    }

    // The reader takes nothing: the file waits, says so, and can be given up; the port works afterwards.
    void fileThatIsHeldUp()
    {
        transport::Pty pty;
        QVERIFY(!pty.open());
        pty.setReading(false);
        QVERIFY(connectTo(pty.path()));
        FileJob job(*m_bench, m_log, file(noise(1 << 20)), {});
        job.start();
        QTRY_VERIFY(job.progress().stalled);
        QVERIFY(job.progress().done < 1 << 20);
        job.cancel();
        QVERIFY(job.end() == End::Cancelled);
        pty.setReading(true);
        m_bench->send("AT+CSQ");
        const auto store = [this]() -> const store::EventStore & { return m_bench->log(m_log)->store(); };
        QTRY_VERIFY(store().taken(base::Direction::Tx) > 0);
        bool cut = false;
        QTRY_VERIFY([&] {
            engine::Event event;
            for (std::uint64_t id = 1; id <= store().count(); ++id)
                if (store().event(id, event) && event.kind == engine::EventKind::Note && store().bytes(event).find("raw_cut") != std::string::npos)
                    cut = true;
            return cut;
        }());
    }

    void fileThatCannotBeRead()
    {
        Peer peer;
        QVERIFY(!peer.pty.open());
        QVERIFY(connectTo(peer.pty.path()));
        for (const auto &path : {m_folder->path().toStdString(), m_folder->path().toStdString() + "/no such file", file("")}) {
            FileJob job(*m_bench, m_log, path, {});
            job.start();
            QVERIFY(waitOver(job));
            QVERIFY(job.end() == End::Unreadable);
            QVERIFY(job.problem());
        }
        peer.answers["AT+CSQ"] = "\r\nOK\r\n";
        m_bench->send("AT+CSQ"); // no lease is left behind
        QTRY_COMPARE(peer.received, std::string("AT+CSQ\r\n"));
    }

    void linesOneByOne()
    {
        QVERIFY(connectTo("virtual:ML302"));
        LinesJob job(*m_bench, m_log, "setup.txt", listed("AT+CMEE=1\n# no\nAT+NOSUCHTHING\nAT+CSQ\n"), {.stopOnFailure = false});
        QSignalSpy sent(&job, &SendJob::lineSent);
        job.start();
        QVERIFY(waitOver(job));
        QVERIFY(job.end() == End::Done);
        QCOMPARE(job.progress().ok, std::uint64_t{2});
        QCOMPARE(job.progress().failed, std::uint64_t{1});
        QCOMPARE(job.progress().failure->line, 3);
        QCOMPARE(sent.count(), 3);
        LinesJob stops(*m_bench, m_log, "setup.txt", listed("AT+NOSUCHTHING\nAT+CSQ\n"), {});
        stops.start();
        QVERIFY(waitOver(stops));
        QVERIFY(stops.end() == End::Failed);
        QCOMPARE(stops.progress().done, std::uint64_t{1});
    }

    void linesPausedAndCancelled()
    {
        Peer peer;
        QVERIFY(!peer.pty.open());
        QVERIFY(connectTo(peer.pty.path()));
        LinesJob job(*m_bench, m_log, "f", listed("AT+CGMI\nAT+CGMM\nAT+CGMR\n"), {});
        job.start();
        QTRY_COMPARE(peer.lines.size(), std::size_t{1});
        job.pause(true);
        peer.pty.write("\r\nOK\r\n");
        QTRY_COMPARE(job.progress().done, std::uint64_t{1});
        QCOMPARE(peer.lines.size(), std::size_t{1});
        job.pause(false);
        QTRY_COMPARE(peer.lines.size(), std::size_t{2});
        job.cancel();
        QVERIFY(job.end() == End::Cancelled);
        QCOMPARE(job.progress().done, std::uint64_t{1});
    }

    void repeated()
    {
        QVERIFY(connectTo("virtual:ML302"));
        RepeatJob job(*m_bench, m_log, "AT+CSQ", {.everyMs = 30, .times = 4});
        QElapsedTimer clock;
        clock.start();
        job.start();
        QVERIFY(waitOver(job));
        QVERIFY(job.end() == End::Done);
        QCOMPARE(job.progress().ok, std::uint64_t{4});
        QVERIFY(clock.elapsed() >= 90);
        // It waits for the answer, however short the interval is.
        m_bench->log(m_log)->live->virtualModule()->control(R"({"do":"fault","kind":"silence","count":1})");
        RepeatJob waits(*m_bench, m_log, "AT+CSQ", {.everyMs = 10, .times = 0});
        waits.start();
        QTRY_VERIFY(waits.progress().failed == 1);
        QTRY_VERIFY(waits.progress().ok >= 2);
        waits.cancel();
        QVERIFY(waits.end() == End::Cancelled);
    }

    // Each of them while the port closes, goes away, or the log is closed; and destroyed in mid-flow.
    void endsWithItsPort_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("how");
        for (const char *kind : {"file", "lines", "repeat"})
            for (const char *how : {"port closed", "port gone", "log closed", "destroyed", "workbench destroyed first"})
                QTest::addRow("%s: %s", kind, how) << QString::fromLatin1(kind) << QString::fromLatin1(how);
    }
    void endsWithItsPort()
    {
        QFETCH(QString, kind);
        QFETCH(QString, how);
        auto peer = std::make_unique<Peer>();
        QVERIFY(!peer->pty.open());
        QVERIFY(connectTo(peer->pty.path()));
        std::unique_ptr<SendJob> job;
        if (kind == QLatin1String("file"))
            job = std::make_unique<FileJob>(*m_bench, m_log, file(noise(8 << 20)), FileJob::Options{});
        else if (kind == QLatin1String("lines"))
            job = std::make_unique<LinesJob>(*m_bench, m_log, "f", listed("AT+CGMI\nAT+CGMM\n"), LinesJob::Options{});
        else
            job = std::make_unique<RepeatJob>(*m_bench, m_log, "AT+CGMI", RepeatJob::Options{});
        QSignalSpy over(job.get(), &SendJob::over);
        job->start();
        QTRY_VERIFY(!peer->received.empty());
        if (how == QLatin1String("port closed")) {
            m_bench->log(m_log)->live->close();
        } else if (how == QLatin1String("port gone")) {
            peer.reset();
        } else if (how == QLatin1String("log closed")) {
            m_bench->closeLog(m_log);
        } else if (how == QLatin1String("destroyed")) {
            job.reset();
            m_bench->send("AT+CSQ");
            if (kind == QLatin1String("file")) // the lease is gone with it
                QTRY_VERIFY(peer->received.ends_with("AT+CSQ\r\n"));
            return;
        } else {
            job.reset();
            m_bench.reset();
            return;
        }
        QVERIFY(waitOver(*job));
        QVERIFY(job->end() == End::PortClosed);
        QCOMPARE(over.count(), 1);
        SendJob &same = *job;
        same.cancel(); // over: nothing
        QCOMPARE(over.count(), 1);
    }

    void withoutAPort()
    {
        RepeatJob job(*m_bench, 4711, "AT", {});
        job.start();
        QVERIFY(job.end() == End::PortClosed);
    }
};

ATSCOPE_TEST(TstSendJobs)
#include "tst_send_jobs.moc"
