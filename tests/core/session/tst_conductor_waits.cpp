// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/engine/conductor.h"
#include "core/engine/observer.h"
#include "core/session/workspace.h"
#include "support/test_main.h"

using namespace atscope;
using engine::Owner;
using engine::Result;

namespace {

// Conductor and Observer at a table; time stands still unless it is moved.
class Table final : public engine::ConductorOutput, public engine::EventSink
{
public:
    explicit Table(std::shared_ptr<const decode::Dialect> dialect) : observer(dialect), conductor(dialect, *this) {}
    void send(std::string_view bytes, std::string_view announced) override
    {
        if (!announced.empty())
            note(announced);
        sent.emplace_back(bytes);
        if (recorded)
            observer.feed(now, base::Direction::Tx, bytes, *this);
        else
            conductor.unrecorded();
    }
    void note(std::string_view json) override { observer.note(now, json, *this); }
    void finished(const engine::Outcome &outcome) override { outcomes.push_back(outcome); }
    void onEvent(const engine::Event &event, std::string_view bytes) override { conductor.onEvent(event, bytes); }
    void says(std::string_view bytes)
    {
        conductor.received(now);
        observer.feed(now, base::Direction::Rx, bytes, *this);
    }
    void wait(double ms)
    {
        now = now.plus(ms);
        observer.advance(now, *this);
        conductor.advance(now);
    }
    std::uint64_t ask(const char *line, std::uint64_t lease = 0, base::Millis whole = -1)
    {
        engine::Request request;
        request.line = line;
        request.lease = lease;
        request.limit = 1000;
        request.whole = whole;
        return conductor.submit(std::move(request), now);
    }

    base::Stamp now{1'700'000'000'000'000'000};
    engine::Observer observer;
    engine::Conductor conductor;
    bool recorded = true;
    std::vector<std::string> sent;
    std::vector<engine::Outcome> outcomes;
};

} // namespace

// What the Conductor waits for, and for how long: rules that showed in live sessions.
class TstConductorWaits final : public QObject
{
    Q_OBJECT

    std::unique_ptr<session::Workspace> m_workspace;
    std::unique_ptr<Table> m_table;

private Q_SLOTS:
    void initTestCase()
    {
        auto workspace = session::Workspace::open({});
        QVERIFY(workspace.ok());
        m_workspace = std::move(workspace).value();
    }
    void init() { m_table = std::make_unique<Table>(m_workspace->dialect("ML302")); }

    // A deadline that lies behind and brings nothing would keep the I/O thread turning.
    void noDeadlineWhileALeaseKeepsAllBack()
    {
        auto &t = *m_table;
        t.ask("AT+CGMI");
        t.wait(1000); // out of step
        const auto lease = t.conductor.acquire(Owner::Transfer, {}, t.now);
        t.ask("AT+CGMM");
        t.wait(5000);
        QCOMPARE(t.sent.size(), std::size_t{1});
        QVERIFY(!t.conductor.nextDeadline().known());
        t.conductor.release(lease, t.now);
        QCOMPARE(t.sent.back(), std::string("AT\r")); // long quiet: the probe goes at once
    }

    void theProbesAnswerMayBeTheLateOne()
    {
        auto &t = *m_table;
        t.ask("AT+CGMI");
        t.ask("AT+CGMM");
        t.wait(1000);
        t.wait(200);
        QCOMPARE(t.sent.back(), std::string("AT\r"));
        t.says("\r\nOK\r\n"); // AT+CGMI's or the probe's: who knows
        QCOMPARE(t.sent.size(), std::size_t{2});
        t.wait(150);
        t.says("\r\nOK\r\n"); // and the other one
        t.wait(150);
        QCOMPARE(t.sent.size(), std::size_t{2});
        t.wait(60);
        QCOMPARE(t.sent.back(), std::string("AT+CGMM\r"));
        t.says("\r\nM1\r\n\r\nOK\r\n");
        QCOMPARE(t.outcomes.size(), std::size_t{2});
        QCOMPARE(t.outcomes[1].result, Result::Ok);
        QVERIFY(t.conductor.idle());
    }

    void leasesThatAreNone()
    {
        auto &t = *m_table;
        const auto lease = t.conductor.acquire(Owner::User, {}, t.now);
        t.conductor.portLost(t.now);
        t.ask("AT", lease);
        t.ask("AT", 99);
        QCOMPARE(t.outcomes.size(), std::size_t{2});
        QCOMPARE(t.outcomes[0].result, Result::Cancelled);
        QCOMPARE(t.outcomes[1].result, Result::Cancelled);
        QVERIFY(t.sent.empty());
        QVERIFY(t.conductor.idle());
    }

    void aLimitForTheWhole()
    {
        auto &t = *m_table;
        t.ask("AT+CIOTSTART=0", 0, 3000);
        t.wait(100);
        t.says("\r\nOK\r\n");
        QVERIFY(t.outcomes.empty());
        QCOMPARE(t.conductor.nextDeadline(), base::Stamp{1'700'000'003'000'000'000});
        t.wait(2899);
        QVERIFY(t.outcomes.empty());
        t.wait(1);
        QCOMPARE(t.outcomes.size(), std::size_t{1});
        QCOMPARE(t.outcomes[0].result, Result::Timeout);
        QVERIFY(t.outcomes[0].final != 0);
        QCOMPARE(t.outcomes[0].completion, std::uint64_t{0});
        QCOMPARE(t.outcomes[0].ms, 3000.0);
        QVERIFY(!t.conductor.nextDeadline().known());
        t.says("\r\nCIOT CONNECT OK\r\n"); // nobody's any more
        QCOMPARE(t.outcomes.size(), std::size_t{1});
    }

    void notInTheRecording()
    {
        auto &t = *m_table;
        t.recorded = false;
        t.ask("AT+CGMI");
        QCOMPARE(t.outcomes.size(), std::size_t{1});
        QCOMPARE(t.outcomes[0].result, Result::Lost);
        t.recorded = true;
        t.ask("AT+CGMM");
        QCOMPARE(t.sent.size(), std::size_t{1}); // what AT+CGMI gets is not its answer
        t.says("\r\nACME\r\n\r\nOK\r\n");
        t.wait(200);
        QCOMPARE(t.sent.back(), std::string("AT\r"));
    }

    // The time of an answer counts from the command, its limit from the data behind the prompt.
    void timesBehindAPrompt()
    {
        auto &t = *m_table;
        engine::Request request;
        request.line = "AT+CMGS=\"+10000000000\"";
        request.data = "text";
        request.hasData = true;
        t.conductor.submit(std::move(request), t.now);
        t.wait(5000);
        t.says("\r\n> ");
        QCOMPARE(t.sent.back(), std::string("text\x1a"));
        t.wait(119'000); // 120 s from the data on
        QVERIFY(t.outcomes.empty());
        t.says("\r\n+CMGS: 1\r\n\r\nOK\r\n");
        QCOMPARE(t.outcomes.size(), std::size_t{1});
        QCOMPARE(t.outcomes[0].result, Result::Ok);
        QCOMPARE(t.outcomes[0].ms, 124'000.0);
    }
};

ATSCOPE_TEST(TstConductorWaits)
#include "tst_conductor_waits.moc"
