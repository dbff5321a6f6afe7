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

    void send(std::string_view bytes, std::string_view announced) override
    {
        if (!announced.empty())
            note(announced);
        sent.emplace_back(bytes);
        observer.feed(now, Direction::Tx, bytes, *this);
        if (takes)
            conductor.sent(true, now);
    }
    std::uint64_t takeBack() override { return std::exchange(inPort, 0); }
    void note(std::string_view json) override
    {
        notes.emplace_back(json);
        observer.note(now, json, *this);
    }
    void finished(const Outcome &outcome) override { outcomes.push_back(outcome); }
    void onEvent(const engine::Event &event, std::string_view bytes) override
    {
        if (event.direction == Direction::Tx)
            wire.push_back(std::string(engine::kindName(event.kind)) + ' ' + std::string(bytes));
        conductor.onEvent(event, bytes);
    }

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
    std::vector<std::string> wire; // events of what was sent
    bool takes = true;             // the port takes at once what it is given
    std::uint64_t inPort = 0;      // what it would give back
};

Request rawBytes(std::string bytes, std::uint64_t left = 0, std::uint64_t lease = 0)
{
    Request request;
    request.line = std::move(bytes);
    request.raw = true;
    request.rawLeft = left;
    request.lease = lease;
    return request;
}

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

    // The note names the command that is given up: one that was typed before it is older and goes on.
    void cancelNamesItsCommand()
    {
        auto &b = *m_bench;
        const auto first = b.ask("AT+CIOTMKEY?");
        QVERIFY(b.conductor.type("AT+CIOTID?\r", false, b.now)); // typed into the answer
        b.conductor.cancel(first, b.now);
        QCOMPARE(b.notes.back(), std::string(R"({"atscope":1,"cancel":true,"at":0})"));
        QCOMPARE(b.outcomes.size(), 1u);
        QCOMPARE(b.observer.outstanding(), 1u);
        // The other way round: the typed one is the oldest.
        init();
        auto &c = *m_bench;
        QVERIFY(c.conductor.type("AT+CIOTID?\r", false, c.now));
        const auto second = c.ask("AT+CIOTMKEY?");
        QVERIFY(c.sent.size() == 1); // it waits for the typed one
        c.says("\r\nOK\r\n");
        QCOMPARE(c.sent.size(), 2u);
        QVERIFY(c.conductor.type("AT+CSQ\r", false, c.now));
        c.conductor.cancel(second, c.now);
        QCOMPARE(c.notes.back(), std::string(R"({"atscope":1,"cancel":true,"at":11})"));
        QCOMPARE(c.outcomes.at(0).result, Result::Cancelled);
        c.says("\r\nOK\r\n");
        QCOMPARE(c.observer.outstanding(), 0u);
    }

    void cancelOfOlderRecordings()
    {
        auto &b = *m_bench;
        b.ask("AT+CIOTMKEY?");
        b.note(R"({"atscope":1,"cancel":true,"at":4711})"); // nobody's
        QCOMPARE(b.outcomes.size(), 0u);
        b.note(R"({"atscope":1,"cancel":true})");
        QCOMPARE(b.outcomes.size(), 1u);
    }

    // Typed keys are one line, and that line is a command; who typed is told once.
    void typedCommandsHoldTheNextOneUp()
    {
        auto &b = *m_bench;
        for (const char *key : {"A", "T", "\r"})
            QVERIFY(b.conductor.type(key, false, b.now));
        QCOMPARE(b.notes.size(), 1u);
        QCOMPARE(b.notes[0], std::string(R"({"atscope":1,"by":"user","keys":true})"));
        QCOMPARE(b.wire, std::vector<std::string>{"command AT"});
        b.ask("AT+CIOTID?");
        QCOMPARE(b.sent.size(), 3u);
        b.wait(60'000); // no answer: the line is out of step, and is probed
        QCOMPARE(b.sent.at(3), std::string("AT\r"));
        b.says("\r\nOK\r\n");
        b.wait(300);
        b.says("\r\nOK\r\n");
        // Half a line of keys is no beginning of the next command.
        init();
        auto &c = *m_bench;
        QVERIFY(c.conductor.type("AT+CS", false, c.now));
        c.ask("AT+CIOTID?");
        QCOMPARE(c.wire, (std::vector<std::string>{"noise AT+CS", "command AT+CIOTID?"}));
    }

    void rawBytesAreExact()
    {
        auto &b = *m_bench;
        b.conductor.submit(rawBytes(std::string("\x01\x00\xff", 3)), b.now);
        QCOMPARE(b.sent, std::vector<std::string>{std::string("\x01\x00\xff", 3)});
        QCOMPARE(b.notes, std::vector<std::string>{R"({"atscope":1,"by":"user","raw":3})"});
        QCOMPARE(b.outcomes.at(0).result, Result::Ok);
        QCOMPARE(b.outcomes[0].command, 0u);
        QCOMPARE(b.wire, std::vector<std::string>{"payload " + std::string("\x01\x00\xff", 3)});
        b.conductor.submit(rawBytes("AT\r\nbinary\r\nATI\rAT+CSQ"), b.now);
        QCOMPARE(b.wire, (std::vector<std::string>{"payload " + std::string("\x01\x00\xff", 3), "command AT", "payload binary\r\n",
                                                   "command ATI", "payload AT+CSQ"}));
        const auto next = b.ask("AT+CIOTID?");
        QCOMPARE(b.outcomes.size(), 2u);
        b.says("\r\nOK\r\n");
        QCOMPARE(b.sent.size(), 2u);
        b.says("\r\nOK\r\n"); // of both commands in it
        QCOMPARE(b.sent.back(), std::string("AT+CIOTID?\r"));
        b.says("\r\nOK\r\n");
        QCOMPARE(b.outcomes.back().request, next);
    }

    // The same bytes in any pieces are the same events.
    void rawCutAnyhow()
    {
        const std::string bytes = "boot\rAT\r\nAT+CSQ\nx\r\n\r\r\n\nATI\rATE0" + std::string(9000, 'z') + "\rA/\r\nAT";
        std::vector<std::string> whole;
        for (std::size_t size : {bytes.size(), std::size_t{1}, std::size_t{2}, std::size_t{7}, std::size_t{4096}}) {
            init();
            auto &b = *m_bench;
            b.note(R"({"atscope":1,"by":"user","raw":)" + std::to_string(bytes.size()) + '}');
            for (std::size_t at = 0; at < bytes.size(); at += size)
                b.observer.feed(b.now, Direction::Tx, std::string_view(bytes).substr(at, size), b);
            b.observer.feed(b.now, Direction::Tx, "AT+CIOTID?\r", b); // behind the announced bytes: a line
            if (whole.empty())
                whole = b.wire;
            QCOMPARE(b.wire, whole);
        }
        QCOMPARE(whole.size(), 14u);
        QCOMPARE(whole[0], std::string("payload boot\r"));
        QCOMPARE(whole[1], std::string("command AT"));
        QCOMPARE(whole.back(), std::string("command AT+CIOTID?"));
        // Whatever a recording says of it.
        for (const char *note : {R"({"atscope":1,"by":"x","raw":-5})", R"({"atscope":1,"by":"x","raw":1e300})", R"({"atscope":1,"raw_cut":"x"})"})
            m_bench->note(note);
    }

    // A file in pieces: each goes when the port has taken the one before, under a lease; it is announced once.
    void rawPieces()
    {
        auto &b = *m_bench;
        b.takes = false;
        const auto lease = b.conductor.acquire(Owner::Transfer, {Owner::Responder}, b.now);
        std::vector<std::uint64_t> ids;
        for (std::uint64_t left = 12; left > 0; left -= 4) {
            auto piece = rawBytes("abcd", left, lease);
            piece.owner = Owner::Transfer;
            piece.rawName = "f.bin";
            piece.drained = left == 4;
            ids.push_back(b.conductor.submit(piece, b.now));
        }
        QCOMPARE(b.sent.size(), 1u);
        QVERIFY(!b.conductor.type("x", false, b.now)); // keys would fall into the file
        QVERIFY(b.conductor.holder() == Owner::Transfer);
        b.conductor.sent(false, b.now);
        QCOMPARE(b.sent.size(), 2u);
        b.ask("AT+CSQ");                   // the user waits
        b.ask("AT+CIOTID?", Owner::Responder); // may cut in
        b.conductor.sent(true, b.now);
        QCOMPARE(b.sent.back(), std::string("AT+CIOTID?\r"));
        b.says("\r\nOK\r\n");
        QCOMPARE(b.sent.back(), std::string("abcd"));
        b.conductor.sent(false, b.now);
        QVERIFY(b.conductor.waitsForDrain());
        b.conductor.sent(true, b.now);
        QVERIFY(!b.conductor.waitsForDrain());
        QCOMPARE(b.notes.at(0), std::string(R"({"atscope":1,"by":"transfer","raw":12,"file":"f.bin"})"));
        QCOMPARE(b.notes.at(1), std::string(R"({"atscope":1,"by":"responder"})"));
        QCOMPARE(b.notes.at(2), std::string(R"({"atscope":1,"by":"transfer","raw":4,"file":"f.bin"})"));
        QCOMPARE(b.notes.size(), 3u);
        QCOMPARE(b.sent.size(), 4u);
        b.conductor.release(lease, b.now);
        QCOMPARE(b.sent.back(), std::string("AT+CSQ\r"));
        QCOMPARE(b.wire, (std::vector<std::string>{"payload abcdabcd", "command AT+CIOTID?", "payload abcd", "command AT+CSQ"}));
    }

    void rawCancelled()
    {
        auto &b = *m_bench;
        b.takes = false;
        const auto lease = b.conductor.acquire(Owner::Transfer, {}, b.now);
        const auto first = b.conductor.submit(rawBytes("abcd", 8, lease), b.now);
        b.conductor.submit(rawBytes("efgh", 4, lease), b.now);
        b.inPort = 3; // of the first four
        b.conductor.release(lease, b.now);
        b.conductor.cancel(first, b.now);
        QCOMPARE(b.sent.size(), 1u);
        QCOMPARE(b.outcomes.size(), 2u);
        QCOMPARE(b.outcomes[0].result, Result::Cancelled);
        QCOMPARE(b.outcomes[1].result, Result::Cancelled);
        // One that was cut between its pieces says so too.
        QVERIFY(std::find(b.notes.begin(), b.notes.end(), R"({"atscope":1,"raw_cut":7,"unsent":3})") != b.notes.end());
        init();
        auto &c = *m_bench;
        const auto held = c.conductor.acquire(Owner::Transfer, {}, c.now);
        c.conductor.submit(rawBytes("abcd", 9, held), c.now);
        c.conductor.release(held, c.now);
        c.conductor.sent(true, c.now); // what was under way is over by itself
        QCOMPARE(c.notes.back(), std::string(R"({"atscope":1,"raw_cut":5})"));
        c.conductor.submit(rawBytes("abcd", 9), c.now);
        c.conductor.portLost(c.now);
        QCOMPARE(c.notes.back(), std::string(R"({"atscope":1,"raw_cut":5})"));
    }

    // Bytes for a boot loader: a line that is out of step is not probed before them.
    void rawIsNotProbed()
    {
        auto &b = *m_bench;
        b.ask("AT+CIOTMKEY?");
        b.wait(60'000);
        QCOMPARE(b.outcomes.size(), 1u);
        b.conductor.submit(rawBytes("U"), b.now);
        QCOMPARE(b.sent.back(), std::string("U"));
    }

    void breakHoldsEverything()
    {
        auto &b = *m_bench;
        b.conductor.holdForBreak(250, b.now);
        QCOMPARE(b.notes.back(), std::string(R"({"atscope":1,"by":"user","break_ms":250})"));
        QVERIFY(!b.conductor.type("x", false, b.now));
        b.ask("AT");
        QVERIFY(b.sent.empty());
        b.wait(249);
        QVERIFY(b.sent.empty());
        b.wait(2);
        QCOMPARE(b.sent.size(), 1u);
        QVERIFY(b.conductor.type("x", false, b.now));
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
