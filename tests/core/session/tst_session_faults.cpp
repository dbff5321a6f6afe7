// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/session/exchange.h"
#include "live.h"
#include "support/test_main.h"

using namespace atscope;
using engine::EventKind;
using engine::Result;
using test::Live;

#define COMPARE_ALL(live) \
    do { \
        const QString differs = (live).end(); \
        QVERIFY2(differs.isEmpty(), qPrintable(differs)); \
    } while (false)

// A session against a virtual ML302 that misbehaves.
class TstSessionFaults final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFault_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<bool>("answered"); // the command under the fault ends with OK
        const auto row = [](const char *name, const char *fault, bool answered) {
            QTest::newRow(name) << QString::fromLatin1(fault) << answered;
        };
        row("delay", R"("kind":"delay","ms":120)", true);
        row("split", R"("kind":"split","bytes":1,"ms":3)", true);
        row("split in two", R"("kind":"split","bytes":7,"ms":40)", true);
        row("garbage", R"("kind":"garbage","bytes":40)", true);
        row("NULs and bad UTF-8", R"("kind":"garbage","hex":"00ff00c328f0288cbc00e5a4")", true);
        row("garbage with a line end", R"("kind":"garbage","hex":"ff00feff0d0a")", true);
        row("a URC in front", R"("kind":"garbage","text":"\r\n+CIOTCMD:3,abc\r\n")", true);
        row("half a URC in front", R"("kind":"garbage","text":"\r\n+CIOTC")", true);
        row("echo", R"("kind":"echo")", true);
        row("silence", R"("kind":"silence")", false);
        row("silence for a time", R"("kind":"silence","ms":150)", false);
        row("reboot", R"("kind":"reboot")", false);
    }

    void aFault()
    {
        QFETCH(QString, fault);
        QFETCH(bool, answered);
        Live live;
        QVERIFY(live.run("virtual:ML302"));
        QCOMPARE(live.ask("AT+CMEE=1").result, Result::Ok);
        const auto reply = live.control("{\"do\":\"fault\"," + fault.toStdString() + "}");
        QVERIFY2(reply.find("done") != std::string::npos, reply.c_str());
        const auto hit = live.ask("AT+CIOTSPLIT?", 700);
        QCOMPARE(hit.result, answered ? Result::Ok : Result::Timeout);
        // Whatever it was, the next ones go to whom they belong.
        for (int i = 0; i < 3; ++i) {
            const auto next = live.ask("AT+CGMR", 3000);
            if (fault.contains("reboot") && next.result == Result::Timeout)
                continue; // while it starts
            QCOMPARE(next.result, Result::Ok);
            const auto exchange = session::exchangeOf(live.session().store(), next.command);
            QCOMPARE(exchange.answer.size(), std::size_t{1});
            QVERIFY2(exchange.answer[0].find("ML302_SIM") != std::string::npos, exchange.answer[0].c_str());
        }
        COMPARE_ALL(live);
    }

    void gluedAndDropped_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::newRow("glue") << R"("kind":"glue")";
        QTest::newRow("drop") << R"("kind":"drop","bytes":1)";
        QTest::newRow("drop more") << R"("kind":"drop","bytes":9,"count":3)";
    }

    // What such an answer becomes is the place's luck; that it is the same reopened, and that the line gets into step, is not.
    void gluedAndDropped()
    {
        QFETCH(QString, fault);
        Live live;
        QVERIFY(live.run("virtual:ML302"));
        live.control("{\"do\":\"fault\"," + fault.toStdString() + "}");
        for (int i = 0; i < 4; ++i)
            QVERIFY(live.ask("AT+CIOTSPLIT?", 400).request != 0);
        QCOMPARE(live.ask("AT+CGMM", 3000).result, Result::Ok);
        COMPARE_ALL(live);
    }

    void lateAnswerAndResynchronisation()
    {
        Live live;
        QVERIFY(live.run("virtual:ML302"));
        live.control(R"({"do":"fault","kind":"delay","ms":200})"); // well before the line counts as quiet and the probe goes out
        const auto late = live.submit("AT+CGMI", 60);
        const auto next = live.submit("AT+CGMR", 3000);
        QCOMPARE(live.outcome(late).result, Result::Timeout);
        const auto outcome = live.outcome(next);
        QCOMPARE(outcome.result, Result::Ok);
        const auto final = live.tap.find(EventKind::Final, "OK"); // the late one
        QVERIFY(final.event.flags & engine::EventFlag::Late);
        QCOMPARE(final.event.of, live.outcome(late).command);
        const auto exchange = session::exchangeOf(live.session().store(), outcome.command);
        QCOMPARE(exchange.answer.size(), std::size_t{1});
        QVERIFY2(exchange.answer[0].find("ML302_SIM") != std::string::npos, exchange.answer[0].c_str());
        QVERIFY(live.tap.find(EventKind::Note, "\"by\":\"resync\"").event.id != 0);
        COMPARE_ALL(live);
    }

    // What no answer means is told by what else came: nothing ever, nothing now, no final, no completion.
    void silenceIsExplained()
    {
        Live live;
        QVERIFY(live.run("virtual:ML302"));
        const auto &store = live.session().store();
        const auto explained = [&](const engine::Outcome &outcome) {
            auto exchange = session::exchangeOf(store, outcome.command);
            session::explainSilence(exchange, store);
            return exchange;
        };
        live.control(R"({"do":"fault","kind":"silence","ms":300})");
        const auto never = live.ask("AT", 100);
        QCOMPARE(never.result, Result::Timeout);
        QVERIFY2(explained(never).errorMeaning.en.find("Nothing has come") != std::string::npos, explained(never).errorMeaning.en.c_str());
        QVERIFY(explained(never).todo.zh.find("TX/RX") != std::string::npos);
        const auto answered = live.ask("AT+CSQ", 5000);
        QCOMPARE(answered.result, Result::Ok);
        live.control(R"({"do":"fault","kind":"silence","ms":300})");
        const auto now = live.ask("AT", 100);
        QCOMPARE(now.result, Result::Timeout);
        QVERIFY2(explained(now).errorMeaning.en.find("answered before") != std::string::npos, explained(now).errorMeaning.en.c_str());
        // A refusal without a code: how to get one.
        const auto refused = live.ask("AT+NOSUCH", 5000);
        QCOMPARE(refused.result, Result::Error);
        const auto exchange = session::exchangeOf(store, refused.command);
        QVERIFY2(exchange.todo.en.find("AT+CMEE=1") != std::string::npos, exchange.todo.en.c_str());
    }

    // The late answer comes while the probe is under way: the probe must not pass it for its own and let the next one take what
    // the probe gets.
    void lateAnswerDuringTheProbe()
    {
        Live live;
        QVERIFY(live.run("virtual:ML302"));
        for (const int delay : {330, 420, 600, 1100}) {
            live.control("{\"do\":\"fault\",\"kind\":\"delay\",\"ms\":" + std::to_string(delay) + "}");
            const auto late = live.submit("AT+CGMI", 60);
            const auto next = live.submit("AT+CGMR", 3000);
            QCOMPARE(live.outcome(late).result, Result::Timeout);
            const auto outcome = live.outcome(next);
            QCOMPARE(outcome.result, Result::Ok);
            const auto exchange = session::exchangeOf(live.session().store(), outcome.command, outcome.final);
            QVERIFY2(exchange.answer.size() == 1 && exchange.answer[0].find("ML302_SIM") != std::string::npos, qPrintable(QString::number(delay)));
        }
        COMPARE_ALL(live);
    }

    void urcs()
    {
        Live live;
        QVERIFY(live.run("virtual:ML302"));
        QCOMPARE(live.ask("AT").result, Result::Ok);
        for (const char *text : {"+CIOTCMD:3,abc", "+NOBODYKNOWS: 1,2", "^SOMETHING:x"}) {
            live.control(std::string("{\"do\":\"urc\",\"text\":\"") + text + "\"}");
            QVERIFY(live.waitEvent(EventKind::Urc, text));
        }
        QVERIFY(live.tap.find(EventKind::Urc, "+NOBODYKNOWS").event.flags & engine::EventFlag::Unknown);
        live.control(R"({"do":"urc","hex":"2b43494f54434d443a332c6100ff","raw":true})"); // no line end, to the end of the recording
        QCOMPARE(live.ask("AT+CSQ").result, Result::Ok);
        COMPARE_ALL(live);
    }

    void powerCycles()
    {
        Live live;
        QVERIFY(live.run("virtual:ML302"));
        QCOMPARE(live.ask("AT+CMEE=1").result, Result::Ok);
        live.control(R"({"do":"power","state":"off"})");
        QCOMPARE(live.ask("AT+CGMI", 100).result, Result::Timeout);
        live.control(R"({"do":"power","state":"on"})");
        QVERIFY(live.waitEvent(EventKind::Urc, "+CPIN: READY"));
        QCOMPARE(live.ask("AT+CGMI", 3000).result, Result::Ok);
        COMPARE_ALL(live);
    }

    void theModuleEnds()
    {
        Live live;
        QVERIFY(live.run("virtual:ML302"));
        QCOMPARE(live.ask("AT").result, Result::Ok);
        live.control(R"({"do":"fault","kind":"silence"})");
        const auto pending = live.submit("AT+CGMI", 60'000);
        const auto queued = live.submit("AT+CGMR", 60'000);
        QVERIFY(live.waitEvent(EventKind::Command, "AT+CGMI"));
        live.control(R"({"do":"quit"})");
        QCOMPARE(live.outcome(pending).result, Result::Lost);
        QCOMPARE(live.outcome(queued).result, Result::Lost);
        QVERIFY(live.waitState(transport::ChannelState::Closed));
        QCOMPARE(live.problems("port-lost"), 1);
        COMPARE_ALL(live);
    }
};

ATSCOPE_TEST(TstSessionFaults)
#include "tst_session_faults.moc"
