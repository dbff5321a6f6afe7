// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/session/exchange.h"
#include "core/transport/pty.h"
#include "live.h"
#include "support/test_main.h"

using namespace atscope;
using engine::EventKind;
using engine::Result;
using test::Live;
using transport::ChannelState;

#define COMPARE_ALL(live) \
    do { \
        const QString differs = (live).end(); \
        QVERIFY2(differs.isEmpty(), qPrintable(differs)); \
    } while (false)

namespace {

// The module's end, played by the test in its own thread.
class Peer final : public transport::PtyListener
{
public:
    Peer() { pty.setListener(this); }
    void ptyBytes(std::string_view bytes, base::Stamp) override
    {
        all += bytes;
        for (const char c : bytes) { // a line end may have a LF or not
            if (c == '\n')
                continue;
            received += c;
            line += c;
        }
        for (auto end = line.find('\r'); end != std::string::npos; end = line.find('\r')) {
            const auto one = line.substr(0, end);
            line.erase(0, end + 1);
            if (const auto answer = answers.find(one); answer != answers.end())
                pty.write(answer->second);
        }
    }

    transport::Pty pty;
    std::string all;
    std::string received; // without LF
    std::string line;
    std::map<std::string, std::string> answers; // what a line gets; others get nothing
};

} // namespace

// A session against a pty that the test plays: prompts, vanishing ports, modules that say nothing.
class TstSessionPeer final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void promptWithData()
    {
        Peer peer;
        QVERIFY(!peer.pty.open());
        peer.answers["AT+CMGS=\"+10000000000\""] = "\r\n> ";
        Live live;
        QVERIFY(live.run(peer.pty.path()));
        engine::Request request;
        request.line = "AT+CMGS=\"+10000000000\"";
        request.data = "hello OK\r\nthere"; // closed with Ctrl-Z
        request.hasData = true;
        const auto token = live.session().submit(request);
        QVERIFY(live.waitFor([&] { return peer.received.ends_with("there\x1a"); }));
        QVERIFY(!live.known(token));
        peer.pty.write("\r\n+CMGS: 7\r\n\r\nOK\r\n");
        const auto outcome = live.outcome(token);
        QCOMPARE(outcome.result, Result::Ok);
        QVERIFY(!outcome.promptWithoutData);
        const auto exchange = session::exchangeOf(live.session().store(), outcome.command);
        QCOMPARE(exchange.answer, (std::vector<std::string>{"+CMGS: 7"}));
        QVERIFY(live.tap.find(EventKind::Prompt).event.id != 0);
        COMPARE_ALL(live);
    }

    void promptWithoutData()
    {
        Peer peer;
        QVERIFY(!peer.pty.open());
        peer.answers["AT+CMGS=\"+10000000000\""] = "\r\n> ";
        peer.answers["AT"] = "\r\nOK\r\n";
        Live live;
        QVERIFY(live.run(peer.pty.path()));
        const auto token = live.submit("AT+CMGS=\"+10000000000\"");
        QVERIFY(live.waitFor([&] { return peer.received.ends_with("\x1b"); })); // given up
        peer.pty.write("\r\nERROR\r\n");
        const auto outcome = live.outcome(token);
        QCOMPARE(outcome.result, Result::Error);
        QVERIFY(outcome.promptWithoutData);
        COMPARE_ALL(live);
    }

    // What ends a command by silence is no answer of anybody: the next one goes out, and gets its own.
    void silenceLetsTheNextOneGo()
    {
        Peer peer;
        QVERIFY(!peer.pty.open());
        peer.answers["AT^ONENETPOST=\"{}\",\"api-key:abc\""] = "\r\nCONNECT OK\r\nHTTP/1.1 200 OK\r\n\r\nand so on";
        peer.answers["AT+CSQ"] = "\r\n+CSQ: 20,99\r\n\r\nOK\r\n";
        Live live;
        QVERIFY(live.run(peer.pty.path()));
        const auto first = live.submit("AT^ONENETPOST=\"{}\",\"api-key:abc\"");
        const auto second = live.submit("AT+CSQ");
        const auto third = live.submit("AT+CSQ");
        QVERIFY(live.outcome(first).result != Result::Timeout);
        for (const auto token : {second, third}) {
            const auto outcome = live.outcome(token);
            QCOMPARE(outcome.result, Result::Ok);
            const auto exchange = session::exchangeOf(live.session().store(), outcome.command);
            QCOMPARE(exchange.answer, (std::vector<std::string>{"+CSQ: 20,99"}));
        }
        int ended = 0;
        for (const auto &entry : live.tap.all())
            ended += entry.event.why == engine::Why::EndedBySilence ? 1 : 0;
        QCOMPARE(ended, 1);
        COMPARE_ALL(live);
    }

    void cancelledInAnOpenPrompt()
    {
        Peer peer;
        QVERIFY(!peer.pty.open());
        peer.answers["AT+CMGS=\"+10000000000\""] = "\r\n> ";
        peer.answers["AT"] = "\r\nOK\r\n";
        peer.answers["\x1b" "AT"] = "\r\nOK\r\n";
        peer.answers["\x1b\x1b" "AT"] = "\r\nOK\r\n";
        Live live;
        QVERIFY(live.run(peer.pty.path()));
        engine::Request request;
        request.line = "AT+CMGS=\"+10000000000\"";
        request.hasData = true; // none, closed at once
        request.limit = 60'000;
        const auto token = live.session().submit(request);
        QVERIFY(live.waitEvent(EventKind::Prompt, ""));
        live.session().cancel(token);
        QCOMPARE(live.outcome(token).result, Result::Cancelled);
        QVERIFY(live.waitFor([&] { return peer.received.find('\x1b') != std::string::npos; }));
        COMPARE_ALL(live);
    }

    void twoFinalsInOneRead()
    {
        Peer peer;
        QVERIFY(!peer.pty.open());
        Live live;
        QVERIFY(live.run(peer.pty.path()));
        live.session().type("AT+CGMI\rAT+CGMM\r");
        QVERIFY(live.waitFor([&] { return peer.received.size() == 16; }));
        const auto third = live.submit("AT+CGMR");
        peer.pty.write("AT+CGMI\r\r\nACME\r\n\r\nOK\r\nAT+CGMM\r\r\nM1\r\n\r\nOK\r\n+CEREG: 1\r\n");
        QVERIFY(live.waitEvent(EventKind::Final, "OK", 2));
        const auto first = live.tap.find(EventKind::Command, "CGMI").event.id;
        const auto second = live.tap.find(EventKind::Command, "CGMM").event.id;
        QCOMPARE(live.tap.find(EventKind::Answer, "ACME").event.of, first);
        QCOMPARE(live.tap.find(EventKind::Answer, "M1").event.of, second);
        QVERIFY(live.waitFor([&] { return peer.received.ends_with("AT+CGMR\r"); }));
        peer.pty.write("\r\nV1\r\n\r\nOK\r\n");
        QCOMPARE(live.outcome(third).result, Result::Ok);
        COMPARE_ALL(live);
    }

    void neverAnswers()
    {
        Peer peer;
        QVERIFY(!peer.pty.open());
        Live live;
        QVERIFY(live.run(peer.pty.path()));
        const auto first = live.submit("AT+CGMI", 50);
        const auto second = live.submit("AT+CGMM", 50);
        QCOMPARE(live.outcome(first).result, Result::Timeout);
        const auto unsent = live.outcome(second);
        QCOMPARE(unsent.result, Result::Timeout);
        QCOMPARE(unsent.command, std::uint64_t{0});
        QCOMPARE(peer.received, std::string("AT+CGMI\rAT\rAT\rAT\r")); // three probes, nothing else
        COMPARE_ALL(live);
    }

    void vanishesInMidCommandAndComesBack()
    {
        auto peer = std::make_unique<Peer>();
        Live live;
        const auto link = live.folder("port");
        QVERIFY(!peer->pty.open(link));
        QVERIFY(live.run(link, [](auto &options) { options.reconnect = true; }));
        const auto pending = live.submit("AT+CGMI", 60'000);
        const auto queued = live.submit("AT+CGMM");
        QVERIFY(live.waitFor([&] { return peer->received == "AT+CGMI\r"; }));
        peer->pty.write("\r\nhalf a li");
        QVERIFY(live.waitFor([&] { return live.session().counters().rx == 11; }));
        peer.reset();
        QCOMPARE(live.outcome(pending).result, Result::Lost);
        QVERIFY(live.outcome(pending).command != 0);
        QCOMPARE(live.outcome(queued).result, Result::Lost);
        QCOMPARE(live.outcome(queued).command, std::uint64_t{0});
        QVERIFY(live.waitState(ChannelState::Closed));
        QVERIFY(std::find(live.states.begin(), live.states.end(), ChannelState::Lost) != live.states.end());
        QCOMPARE(live.problems("port-lost"), 1);
        QCOMPARE(live.ask("AT").result, Result::Lost); // meanwhile
        // It looks for the port without saying so each time.
        QVERIFY(live.waitFor([&] { return std::count(live.states.begin(), live.states.end(), ChannelState::Opening) >= 2; }));
        QCOMPARE(live.problems("port-missing"), 0);
        peer = std::make_unique<Peer>();
        peer->answers["AT+CGMR"] = "\r\nV2\r\n\r\nOK\r\n";
        QVERIFY(!peer->pty.open(link));
        QVERIFY(live.waitState(ChannelState::Open));
        const auto lost = live.tap.find(EventKind::Note, "\"port_problem\":\"port-lost\"");
        const auto back = live.tap.find(EventKind::Note, "\"reconnect\":true");
        QVERIFY(lost.event.id != 0);
        QVERIFY(back.event.id > lost.event.id);
        QCOMPARE(live.tap.count(EventKind::Note, "port_problem"), 1);
        QCOMPARE(live.ask("AT+CGMR").result, Result::Ok);
        COMPARE_ALL(live);
    }

    void withoutReconnectItStaysClosed()
    {
        auto peer = std::make_unique<Peer>();
        Live live;
        const auto link = live.folder("port");
        QVERIFY(!peer->pty.open(link));
        peer->answers["AT"] = "\r\nOK\r\n";
        QVERIFY(live.run(link));
        QCOMPARE(live.ask("AT").result, Result::Ok);
        peer.reset();
        QVERIFY(live.waitState(ChannelState::Closed));
        live.session().open(); // by the owner: he is told
        QVERIFY(live.waitFor([&] { return live.problems("port-missing") == 1; }));
        QVERIFY(live.waitState(ChannelState::Closed));
        peer = std::make_unique<Peer>();
        peer->answers["AT"] = "\r\nOK\r\n";
        QVERIFY(!peer->pty.open(link));
        QVERIFY(live.open());
        QCOMPARE(live.ask("AT").result, Result::Ok);
        COMPARE_ALL(live);
    }

    void hostileBytes()
    {
        Peer peer;
        QVERIFY(!peer.pty.open());
        Live live;
        QVERIFY(live.run(peer.pty.path()));
        std::string all;
        for (int i = 0; i < 256; ++i)
            all += static_cast<char>(i);
        std::string flow = all + "\r\n" + std::string(5000, '\0') + "\r\n\xff\xfe\xc3(\xf0\x28\x8c\xbc\r\n+CIOTCMD:5,\xc3\xa9\r\n";
        flow += std::string(70'000, 'y') + "\r\n"; // over the cap of a line
        flow += std::string(2000, '\r') + std::string(2000, '\n') + "\xe5\xa4";
        peer.pty.write(flow);
        QVERIFY(live.waitFor([&] { return live.session().counters().rx == flow.size(); }));
        for (const char *line : {"", "\xff\xfe", "AT+CIOTMKEY=\"\xc3(\"", "not a command", "A/"})
            live.submit(line, 30);
        QVERIFY(live.waitFor([&] { return live.session().counters().queued == 0; }));
        COMPARE_ALL(live);
    }

    void linesAndSettings()
    {
        Peer peer;
        QVERIFY(!peer.pty.open());
        peer.answers["AT"] = "\r\nOK\r\n";
        Live live;
        QVERIFY(live.run(peer.pty.path()));
        live.session().setDtr(true);
        live.session().setRts(false);
        live.session().sendBreak(10);
        QVERIFY(live.waitFor([&] { return live.problems("port-lines-unavailable") == 3; }));
        auto line = live.session().options().line;
        QVERIFY(!line.set("baud", "9600"));
        QVERIFY(!line.set("ending", "crlf"));
        live.session().setLine(line);
        QVERIFY(live.waitEvent(EventKind::Note, "\"line\""));
        QCOMPARE(live.ask("AT").result, Result::Ok);
        QVERIFY(live.waitFor([&] { return peer.all == "AT\r\n"; }));
        QCOMPARE(peer.pty.clientBaud(), 9600);
        COMPARE_ALL(live);
    }
};

ATSCOPE_TEST(TstSessionPeer)
#include "tst_session_peer.moc"
