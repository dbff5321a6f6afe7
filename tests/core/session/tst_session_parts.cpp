// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFileInfo>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include "core/record/recording.h"
#include "core/session/opened_recording.h"
#include "live.h"
#include "support/test_main.h"

using namespace atscope;
using engine::EventKind;
using engine::Result;
using test::Live;

// live.end() opens every part alone and compares what they say together with what the session said.
#define COMPARE_ALL(live) \
    do { \
        const QString differs = (live).end(); \
        QVERIFY2(differs.isEmpty(), qPrintable(differs)); \
    } while (false)

namespace {

class Server final
{
public:
    Server()
    {
        server.listen(QHostAddress::LocalHost);
        QObject::connect(&server, &QTcpServer::newConnection, &server, [this] { socket.reset(server.nextPendingConnection()); });
    }
    std::string address() const { return "tcp://127.0.0.1:" + std::to_string(server.serverPort()); }
    void say(const std::string &bytes)
    {
        socket->write(bytes.data(), static_cast<qint64>(bytes.size()));
        socket->flush();
    }

    QTcpServer server;
    std::unique_ptr<QTcpSocket> socket;
};

Live::Change parts(std::uint64_t size)
{
    return [size](session::SessionOptions &options) { options.partSize = size; };
}

} // namespace

// A session whose recording goes on in other files.
class TstSessionParts final : public QObject
{
    Q_OBJECT

    static bool opened(Live &live, Server &server)
    {
        return live.waitFor([&] { return server.socket != nullptr; });
    }
    // Bytes of the module, and the session has them.
    static bool say(Live &live, Server &server, const std::string &bytes)
    {
        const auto wanted = live.session().counters().rx + bytes.size();
        server.say(bytes);
        return live.waitFor([&] { return live.session().counters().rx >= wanted; });
    }

private Q_SLOTS:
    void dialogue()
    {
        Live live;
        QVERIFY(live.run("virtual:ML302", parts(10'000)));
        QCOMPARE(live.ask("AT+CMEE=1").result, Result::Ok);
        for (int i = 0; i < 130; ++i) {
            QCOMPARE(live.ask("AT+CGMR").result, Result::Ok);
            QCOMPARE(live.ask("AT+CIOTMKEY?").result, Result::Error);
        }
        live.recorder().flush(false);
        QVERIFY(live.session().recordingPaths().size() > 3);
        QVERIFY(live.waitFor([&] {
            live.look();
            return std::any_of(live.news.begin(), live.news.end(), [](const auto &item) { return item.kind == session::SessionNews::Kind::Part; });
        }));
        COMPARE_ALL(live);
        QVERIFY(live.parts.size() > 3);
        for (const auto &file : live.parts)
            QVERIFY2(QFileInfo(file.c_str()).size() < 12'000, file.c_str());
        QVERIFY(live.parts[1].ends_with("_part002.pcapng"));
        QVERIFY(live.parts[1].find("ML302") != std::string::npos);
    }

    void pipelinedCommands()
    {
        Live live;
        QVERIFY(live.run("virtual:ML302", parts(9'000)));
        live.control(R"({"do":"fault","kind":"garbage","bytes":50,"count":50})");
        std::vector<std::uint64_t> tokens;
        for (int i = 0; i < 150; ++i)
            tokens.push_back(live.submit(i % 2 == 0 ? "AT+CSQ" : "AT+CGMR"));
        QVERIFY(live.waitFor([&] { return live.known(tokens.back()) != nullptr; }, 120'000));
        COMPARE_ALL(live);
        QVERIFY(live.parts.size() > 3);
    }

    // The file changes in the middle of a line, of a payload with a false OK in it, behind a prompt, while commands wait.
    void inTheMiddle()
    {
        Server server;
        Live live;
        QVERIFY(live.run(server.address(), [](session::SessionOptions &options) {
            options.partSize = 6'000;
            options.module = "ML302";
        }));
        QVERIFY(opened(live, server));
        for (int round = 0; round < 12; ++round) {
            const auto token = live.submit("AT+CSQ", 20'000);
            QVERIFY(live.waitEvent(EventKind::Command, "AT+CSQ", round + 1));
            QVERIFY(say(live, server, "AT+CSQ\r\r\n+CS"));
            for (int i = 0; i < 20; ++i) // one byte a block: 48 bytes of the file each
                QVERIFY(say(live, server, "x"));
            QVERIFY(say(live, server, "\r\n+CIOTCMD:30,"));
            for (int i = 0; i < 6; ++i)
                QVERIFY(say(live, server, "\r\nOK\r"));
            QVERIFY(say(live, server, "\r\n+CSQ: 3,99\r\n"));
            for (int i = 0; i < 15 + round; ++i)
                QVERIFY(say(live, server, i % 3 == 0 ? "\r\n+CEREG: 1" : "\r\n"));
            QVERIFY(say(live, server, "\r\nOK\r\n"));
            QCOMPARE(live.outcome(token).result, Result::Ok);
        }
        COMPARE_ALL(live);
        QVERIFY(live.parts.size() > 4);
    }

    // Much more than the store keeps in memory: its texts are read from all the files.
    void textsOfAllParts()
    {
        Server server;
        Live live;
        QVERIFY(live.run(server.address(), parts(1'500'000)));
        QVERIFY(opened(live, server));
        std::string flood;
        for (int n = 0; flood.size() < 15'000'000; ++n)
            flood += "\r\n+CEREG: " + std::to_string(n) + std::string(static_cast<std::size_t>(n % 300), static_cast<char>('a' + n % 26)) + "\r\n";
        server.say(flood);
        QVERIFY(live.waitFor([&] { return live.session().counters().rx == flood.size(); }, 120'000));
        live.recorder().flush(false);
        QVERIFY(live.waitFor([&] { return live.session().store().usage().tailBytes < 6'000'000; }));
        const auto &store = live.session().store();
        for (std::uint64_t at = 0; at < flood.size(); at += 700'001)
            QVERIFY(store.bytes(base::Direction::Rx, {at, 1000}) == flood.substr(at, 1000));
        QVERIFY(store.bytes(base::Direction::Rx, {0, flood.size()}) == flood);
        QVERIFY(live.session().recordingPaths().size() > 8);
        COMPARE_ALL(live);
    }

    // Anchors of one part are those of the session.
    void partsOpenAlone()
    {
        Server server;
        Live live;
        QVERIFY(live.run(server.address(), [](session::SessionOptions &options) {
            options.partSize = 8'000;
            options.module = "ML302";
        }));
        QVERIFY(opened(live, server));
        const auto token = live.submit("AT+CGMR", 60'000);
        QVERIFY(live.waitEvent(EventKind::Command, "AT+CGMR"));
        for (int n = 0; n < 300; ++n)
            QVERIFY(say(live, server, "\r\n+CEREG: " + std::to_string(n) + "\r\n"));
        QVERIFY(say(live, server, "V1\r\n\r\nOK\r\n"));
        QCOMPARE(live.outcome(token).result, Result::Ok);
        const auto session = live.session().metadata().session;
        COMPARE_ALL(live);
        QVERIFY(live.parts.size() > 2);
        const auto all = live.tap.all();
        for (std::size_t i = 0; i < live.parts.size(); ++i) {
            auto opening = session::OpenedRecording::open(live.workspace(), live.parts[i], {});
            QVERIFY(opening.ok());
            const auto &reading = *opening.value();
            QTRY_VERIFY_WITH_TIMEOUT(reading.done(), 60'000);
            QCOMPARE(reading.problem().code, std::string());
            const auto &store = reading.store();
            QVERIFY(store.session() == session);
            QCOMPARE(reading.module(), std::string("ML302"));
            int found = 0;
            for (const auto &entry : all) {
                if (entry.event.span.length == 0)
                    continue;
                const auto id = store.find({session, entry.event.direction, entry.event.span});
                engine::Event event;
                if (id == 0 || !store.event(id, event) || event.span != entry.event.span)
                    continue;
                QCOMPARE(store.bytes(event), entry.bytes);
                ++found;
            }
            QVERIFY(found > 20);
            if (i == 0)
                continue;
            // The command that is outstanding stands at the beginning, with its text; the last part has its answer.
            std::uint64_t command = 0;
            engine::Event event;
            for (std::uint64_t id = 1; id <= 10 && command == 0; ++id)
                if (store.event(id, event) && event.why == engine::Why::CarriedOver)
                    command = id;
            QVERIFY(command != 0);
            QCOMPARE(store.bytes(event), std::string("AT+CGMR"));
            const auto links = store.links(command);
            QCOMPARE(links.final != 0, i + 1 == live.parts.size());
            if (links.final != 0) {
                QVERIFY(store.event(links.final, event));
                const auto final = live.tap.find(EventKind::Final, "OK");
                QVERIFY(std::abs(event.ms - final.event.ms) < 0.01);
                QCOMPARE(links.answers, 1U);
            }
        }
        // A part whose note is gone opens all the same, with its positions.
        QFile file(QString::fromStdString(live.parts[1]));
        QVERIFY(file.open(QIODevice::ReadOnly));
        auto bytes = file.readAll();
        bytes.replace("\"state\"", "\"stote\"");
        const auto copy = live.folder("copy.pcapng");
        QFile out(QString::fromStdString(copy));
        QVERIFY(out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size());
        out.close();
        QString problem;
        const auto events = test::reopen(live.workspace(), copy, problem);
        QCOMPARE(problem, QString());
        QVERIFY(events.size() > 20 && events.back().event.span.offset > 1000);
    }

    // Without a limit there is one file.
    void noLimit()
    {
        Live live;
        QVERIFY(live.run("virtual:ML302", parts(0)));
        for (int i = 0; i < 60; ++i)
            QCOMPARE(live.ask("AT+CGMR").result, Result::Ok);
        COMPARE_ALL(live);
        QCOMPARE(live.parts.size(), std::size_t{1});
    }
};

ATSCOPE_TEST(TstSessionParts)
#include "tst_session_parts.moc"
