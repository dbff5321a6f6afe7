// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/engine/conductor.h"
#include "core/session/workspace.h"
#include "support/event_log.h"
#include "support/test_main.h"

using namespace atscope;
using base::Direction;
using base::Stamp;
using engine::Conductor;
using engine::Observer;
using engine::Outcome;
using engine::Owner;
using engine::Request;
using engine::Result;

namespace {

// A line without a port: what the Conductor sends reaches the Observer, and the test says what the module answers and when.
class Bench final : public engine::ConductorOutput, public engine::EventSink
{
public:
    explicit Bench(std::shared_ptr<const decode::Dialect> dialect) : observer(dialect), conductor(dialect, *this) {}

    void send(std::string_view bytes) override
    {
        sent.emplace_back(bytes);
        observer.feed(now, Direction::Tx, bytes, *this);
    }
    void note(std::string_view json) override
    {
        notes.emplace_back(json);
        observer.note(now, json, *this);
    }
    void finished(const Outcome &outcome) override { outcomes.push_back(outcome); }
    void onEvent(const engine::Event &event, std::string_view bytes) override { conductor.onEvent(event, bytes); }

    void says(std::string_view bytes)
    {
        conductor.received(now);
        observer.feed(now, Direction::Rx, bytes, *this);
    }
    // Lets time pass as the I/O thread would: stops at every deadline.
    void wait(double ms)
    {
        const auto until = now.plus(ms);
        for (int guard = 0; guard < 1000; ++guard) {
            auto next = observer.nextDeadline();
            if (const auto mine = conductor.nextDeadline(); mine.known() && (!next.known() || mine < next))
                next = mine;
            if (!next.known() || next > until)
                break;
            now = std::max(now, next);
            observer.advance(now, *this);
            conductor.advance(now);
        }
        now = until;
    }
    std::uint64_t ask(std::string line, Owner owner = Owner::User, std::uint64_t lease = 0, Stamp due = {})
    {
        Request request;
        request.line = std::move(line);
        request.owner = owner;
        request.lease = lease;
        request.due = due;
        return conductor.submit(std::move(request), now);
    }

    Stamp now{1'700'000'000'000'000'000};
    Observer observer;
    Conductor conductor;
    std::vector<std::string> sent;
    std::vector<std::string> notes;
    std::vector<Outcome> outcomes;
};

} // namespace

class TstConductor : public QObject
{
    Q_OBJECT

    std::unique_ptr<session::Workspace> m_workspace;
    std::unique_ptr<Bench> m_bench;

private Q_SLOTS:
    void initTestCase()
    {
        auto workspace = session::Workspace::open({});
        QVERIFY(workspace.ok());
        m_workspace = std::move(workspace).value();
    }
    void init() { m_bench = std::make_unique<Bench>(m_workspace->dialect("ML302")); }

    void oneAfterTheOther()
    {
        auto &b = *m_bench;
        b.ask("AT+CIOTMKEY?");
        b.ask("AT+CIOTID?");
        QCOMPARE(b.sent, (std::vector<std::string>{"AT+CIOTMKEY?\r"}));
        b.says("+CIOTMKEY: x\r\nOK\r\n");
        QCOMPARE(b.sent.size(), 2u);
        QCOMPARE(b.outcomes.size(), 1u);
        QCOMPARE(b.outcomes[0].result, Result::Ok);
        b.says("+CME ERROR: 103\r\n");
        QCOMPARE(b.outcomes.at(1).result, Result::Error);
        QVERIFY(b.conductor.idle());
        QVERIFY(b.notes.at(0).find("\"by\":\"user\"") != std::string::npos);
    }

    void completionDoesNotHoldThePort()
    {
        auto &b = *m_bench;
        b.ask("AT+CIOTSTART=0");
        b.says("OK\r\n");
        QVERIFY(b.outcomes.empty());
        b.ask("AT+CIOTSTATUS");
        QCOMPARE(b.sent.size(), 2u);
        b.says("CIOT CONNECT OK\r\n");
        QCOMPARE(b.outcomes.size(), 1u);
        QCOMPARE(b.outcomes[0].request, 1u);
        QVERIFY(b.outcomes[0].completion != 0);
        b.says("+CIOTSTATUS: 1\r\nOK\r\n");
        QCOMPARE(b.outcomes.at(1).result, Result::Ok);
    }

    void missingCompletionIsATimeout()
    {
        auto &b = *m_bench;
        b.ask("AT+CIOTSTART=0");
        b.says("OK\r\n");
        b.wait(59000);
        QVERIFY(b.outcomes.empty());
        b.wait(2000);
        QCOMPARE(b.outcomes.at(0).result, Result::Timeout);
    }

    void order()
    {
        auto &b = *m_bench;
        b.ask("AT+CIOTMKEY?");
        b.ask("AT+CIOTSTATUS", Owner::Heartbeat);
        b.ask("AT+CIOTID?", Owner::Workflow);
        b.ask("AT+CIOTKEY?", Owner::User);
        b.ask("AT+CIOTPORT?", Owner::Heartbeat, 0, b.now.plus(1000));
        b.ask("AT+CIOTIP?", Owner::Responder);
        for (int i = 0; i < 6; ++i)
            b.says("OK\r\n");
        QCOMPARE(b.sent, (std::vector<std::string>{"AT+CIOTMKEY?\r", "AT+CIOTPORT?\r", "AT+CIOTIP?\r", "AT+CIOTKEY?\r", "AT+CIOTID?\r",
                                                   "AT+CIOTSTATUS\r"}));
    }

    void aLeaseKeepsOthersOut()
    {
        auto &b = *m_bench;
        const auto lease = b.conductor.acquire(Owner::Transfer, {Owner::Responder}, b.now);
        b.ask("AT+CIOTSTATUS", Owner::Heartbeat);
        b.ask("AT+CIOTBINSET=0,\"t\",2", Owner::Transfer, lease);
        QCOMPARE(b.sent.size(), 1u);
        b.ask("AT+CIOTIP?", Owner::Responder);
        b.ask("AT+CIOTBINSEND=2,\"0102\"", Owner::Transfer, lease);
        b.says("OK\r\n");
        QCOMPARE(b.sent.back(), std::string("AT+CIOTIP?\r"));
        b.says("OK\r\n");
        QCOMPARE(b.sent.back(), std::string("AT+CIOTBINSEND=2,\"0102\"\r"));
        b.says("OK\r\n");
        QCOMPARE(b.sent.size(), 3u);
        b.conductor.release(lease, b.now);
        QCOMPARE(b.sent.back(), std::string("AT+CIOTSTATUS\r"));
    }

    void aLateOkNeverCompletesTheNext()
    {
        auto &b = *m_bench;
        b.ask("AT+CIOTMKEY?");
        b.ask("AT+CIOTID?");
        b.wait(5000);
        QCOMPARE(b.outcomes.at(0).result, Result::Timeout);
        QCOMPARE(b.sent.size(), 1u); // drains first
        b.wait(100);
        b.says("OK\r\n"); // late
        b.wait(150);
        QCOMPARE(b.sent.size(), 1u); // quiet for 150 ms only
        b.wait(100);
        QCOMPARE(b.sent.back(), std::string("AT\r"));
        b.says("OK\r\n");
        QCOMPARE(b.sent.back(), std::string("AT+CIOTID?\r"));
        b.says("+CIOTID:1\r\nOK\r\n");
        QCOMPARE(b.outcomes.at(1).result, Result::Ok);
        QCOMPARE(b.outcomes.size(), 2u); // the probe is nobody's
    }

    void aDeadModule()
    {
        auto &b = *m_bench;
        b.ask("AT+CIOTMKEY?");
        b.ask("AT+CIOTID?");
        b.wait(30000);
        QCOMPARE(b.outcomes.size(), 2u);
        QCOMPARE(b.outcomes[1].result, Result::Timeout);
        QCOMPARE(b.outcomes[1].command, 0u); // it was never sent
        QCOMPARE(b.sent.size(), 4u);         // three probes
    }

    void nothingIsProbedWhenNothingWaits()
    {
        auto &b = *m_bench;
        b.ask("AT+CIOTMKEY?");
        b.wait(60000);
        QCOMPARE(b.sent.size(), 1u);
    }

    void cancel()
    {
        auto &b = *m_bench;
        const auto first = b.ask("AT+CIOTMKEY?");
        const auto second = b.ask("AT+CIOTID?");
        b.conductor.cancel(second, b.now);
        b.conductor.cancel(first, b.now);
        QCOMPARE(b.outcomes.size(), 2u);
        QCOMPARE(b.outcomes[0].request, second);
        QCOMPARE(b.outcomes[1].request, first);
        QCOMPARE(b.outcomes[1].result, Result::Cancelled);
        QVERIFY(b.conductor.idle());
    }

    void prompt()
    {
        auto &b = *m_bench;
        Request request;
        request.line = "AT+CMGS=\"123\"";
        request.data = "hello";
        request.hasData = true;
        b.conductor.submit(request, b.now);
        b.says("\r\n> ");
        QCOMPARE(b.sent.back(), std::string("hello\x1a"));
        b.says("\r\n+CMGS: 7\r\n\r\nOK\r\n");
        QCOMPARE(b.outcomes.at(0).result, Result::Ok);
        b.ask("AT+CMGS=\"123\"");
        b.says("\r\n> ");
        QCOMPARE(b.sent.back(), std::string("\x1b"));
        b.says("\r\nERROR\r\n");
        QVERIFY(b.outcomes.at(1).promptWithoutData);
    }

    void portLost()
    {
        auto &b = *m_bench;
        b.ask("AT+CIOTMKEY?");
        b.ask("AT+CIOTID?");
        b.conductor.portLost(b.now);
        QCOMPARE(b.outcomes.size(), 2u);
        QCOMPARE(b.outcomes[0].result, Result::Lost);
        QVERIFY(b.conductor.idle());
    }

    void bytesThatAreNoCommand()
    {
        auto &b = *m_bench;
        b.ask("help");
        QCOMPARE(b.outcomes.size(), 1u);
        QVERIFY(b.conductor.idle());
    }
};

ATSCOPE_TEST(TstConductor)
#include "tst_conductor.moc"
