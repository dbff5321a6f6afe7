// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include "core/session/replay.h"
#include "core/session/workspace.h"
#include "support/event_log.h"
#include "support/test_main.h"

using namespace atscope;
using base::Direction;
using base::Stamp;
using engine::EventKind;
using test::Cut;

namespace {

constexpr std::int64_t Start = 1'700'000'000'000'000'000;

Stamp at(double ms)
{
    return Stamp{Start}.plus(ms);
}

test::Exchange tx(std::string bytes, double ms = -1)
{
    return {Direction::Tx, std::move(bytes), ms < 0 ? Stamp::none() : at(ms)};
}

test::Exchange rx(std::string bytes, double ms = -1)
{
    return {Direction::Rx, std::move(bytes), ms < 0 ? Stamp::none() : at(ms)};
}

// "kind:text" of every event, one a line; flags in brackets, the command it belongs to behind @, what it completes behind !.
std::string brief(const test::EventLog &log)
{
    std::string text;
    for (const auto &entry : log.entries) {
        const auto &event = entry.event;
        text += std::string(event.direction == Direction::Tx ? ">" : "") + engine::kindName(event.kind) + ':' + entry.bytes;
        if (event.of)
            text += '@' + std::to_string(event.of);
        if (event.completes)
            text += '!' + std::to_string(event.completes) + (event.success ? "" : "-");
        for (const auto flag : session::flagNames(event.flags))
            text += '[' + std::string(flag) + ']';
        text += '\n';
    }
    return text;
}

} // namespace

class TstObserver : public QObject
{
    Q_OBJECT

    std::unique_ptr<session::Workspace> m_workspace;

    engine::Observer observerOf(const char *module) const
    {
        engine::ObserverOptions options;
        options.dialectFor = [this](std::string_view m, std::string_view d) { return m_workspace->dialect(m, d); };
        return engine::Observer(m_workspace->dialect(module), options);
    }

    std::string run(const std::vector<test::Exchange> &dialogue, const char *module = "ML302", bool raw = false)
    {
        std::string whole;
        for (unsigned i = 0; i < 32; ++i) {
            engine::ObserverOptions options;
            options.echoOpensCommands = raw;
            options.dialectFor = [this](std::string_view m, std::string_view d) { return m_workspace->dialect(m, d); };
            engine::Observer observer(m_workspace->dialect(module), options);
            test::EventLog log;
            test::feed(observer, log, dialogue, i == 0 ? Cut::Whole : i == 1 ? Cut::Bytes : Cut::Random, i);
            if (i == 0)
                whole = log.summary();
            else if (log.summary() != whole)
                return "cut " + std::to_string(i) + " differs:\n" + whole + "---\n" + log.summary();
            if (i == 31)
                return brief(log);
        }
        return {};
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto workspace = session::Workspace::open({});
        QVERIFY(workspace.ok());
        m_workspace = std::move(workspace).value();
    }

    void dialogue_data()
    {
        using Dialogue = std::vector<test::Exchange>;
        QTest::addColumn<Dialogue>("dialogue");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, Dialogue dialogue, const char *expected) {
            QTest::newRow(name) << std::move(dialogue) << QString::fromUtf8(expected);
        };
        row("plain answer", {tx("AT+CIOTMKEY?\r", 0), rx("AT+CIOTMKEY?\r\r\n+CIOTMKEY: abc\r\n\r\nOK\r\n", 10)},
            ">command:AT+CIOTMKEY?\necho:AT+CIOTMKEY?@1\nanswer:+CIOTMKEY: abc@1\nfinal:OK@1\n");
        row("completion after OK", {tx("AT+CIOTSTART=0\r", 0), rx("OK\r\n\r\nCIOT CONNECT OK\r\n", 900)},
            ">command:AT+CIOTSTART=0\nfinal:OK@1\nurc:CIOT CONNECT OK@1!1\n");
        row("completion before OK", {tx("AT+CIOTSTART=0\r", 0), rx("CIOT CONNECT OK\r\nOK\r\n", 900)},
            ">command:AT+CIOTSTART=0\nurc:CIOT CONNECT OK@1!1\nfinal:OK@1\n");
        row("acknowledgement of the right number",
            {tx("AT+CIOTDAT=7,1,\"a,,1\"\r", 0), rx("OK\r\n", 5), tx("AT+CIOTDAT=8,1,\"a,,1\"\r", 10), rx("OK\r\n+CIOTACK:8\r\n+CIOTACK:7\r\n", 50)},
            ">command:AT+CIOTDAT=7,1,\"a,,1\"\nfinal:OK@1\n>command:AT+CIOTDAT=8,1,\"a,,1\"\nfinal:OK@3\nurc:+CIOTACK:8@3!3\nurc:+CIOTACK:7@1!1\n");
        row("a payload holds finals and fake URCs", {rx("+CIOTCMD:19,a\r\nOK\r\n+CIOTCMD:1,x\r\nOK\r\n", 5)},
            "urc:+CIOTCMD:19,a\r\nOK\r\n+CIOTCMD:1,x\nfinal:OK[unsolicited]\n");
        row("an unkept count", {rx("+CIOTCMD:90,abc\r\n", 0), tx("AT\r", 4000), rx("OK\r\n", 4010)},
            "urc:+CIOTCMD:90,abc[broken]\n>command:AT\nfinal:OK@2\n");
        row("no answer, then late", {tx("AT+CIOTMKEY?\r", 0), rx("+CIOTMKEY: abc\r\n\r\nOK\r\n", 7000), tx("AT\r", 8000), rx("OK\r\n", 8010)},
            ">command:AT+CIOTMKEY?\nstatus:@1\nanswer:+CIOTMKEY: abc[orphan]\nfinal:OK@1[late]\n>command:AT\nfinal:OK@5\n");
        row("the late OK does not end the next command, where the module echoes",
            {tx("AT\r", 0), rx("AT\r\r\nOK\r\n", 5), tx("AT+CIOTMKEY?\r", 10), rx("AT+CIOTMKEY?\r\r\n", 12), tx("AT+CIOTID?\r", 6000),
             rx("OK\r\nAT+CIOTID?\r\r\n+CIOTID:5\r\nOK\r\n", 6010)},
            ">command:AT\necho:AT@1\nfinal:OK@1\n>command:AT+CIOTMKEY?\necho:AT+CIOTMKEY?@4\nstatus:@4\n>command:AT+CIOTID?\nfinal:OK@4[late]\n"
            "echo:AT+CIOTID?@7\nanswer:+CIOTID:5@7\nfinal:OK@7\n");
        row("two finals in one read", {tx("AT\r", 0), tx("AT+CIOTPORT=80\r", 1), rx("\r\nOK\r\n\r\nERROR\r\n", 20)},
            ">command:AT\n>command:AT+CIOTPORT=80\nfinal:OK@1\nfinal:ERROR@2\n");
        row("damaged echo", {tx("AT+CIOTPORT=80\r", 0), rx("AT+CIO}PORT=80\r\r\nOK\r\n", 20)},
            ">command:AT+CIOTPORT=80\necho:AT+CIO}PORT=80@1[damaged]\nfinal:OK@1\n");
        row("echo and OK without a line end between them",
            {tx("AT+MIPLNOTIFY=0,1,3303,0,5700,4,4,20.5,0,0\r", 0), rx("AT+MIPLNOTIFY=0,1,3303,0,5700,4,4,20.5,0,0OK\r\n", 20)},
            ">command:AT+MIPLNOTIFY=0,1,3303,0,5700,4,4,20.5,0,0\necho:AT+MIPLNOTIFY=0,1,3303,0,5700,4,4,20.5,0,0@1\nfinal:OK@1\n");
        row("echo and ERROR on one line", {tx("AT\r", 0), rx("ATOK\r\n", 10), tx("AT+FOO=1\r", 20), rx("AT+FOO=1 ERROR\r\n", 30)},
            ">command:AT\necho:AT@1\nfinal:OK@1\n>command:AT+FOO=1[unknown]\necho:AT+FOO=1 @4\nfinal:ERROR@4\n");
        // V.250 S5: what the module takes is the line as it is in the end. A screen shows it so with BS, or with BS blank BS.
        row("typed with backspaces", {tx("AT+CSX\bQ\r", 0), rx("AT+CSX\bQ\r\r\n+CSQ: 20,99\r\n\r\nOK\r\n", 10)},
            ">command:AT+CSX\bQ\necho:AT+CSX\bQ@1\nanswer:+CSQ: 20,99@1\nfinal:OK@1\n");
        row("… and wiped by the echo", {tx("X\bAT+CSX\bQ\r", 0), rx("X\b \bAT+CSX\b \bQ\r\r\nOK\r\n", 10)},
            ">command:X\bAT+CSX\bQ\necho:X\b \bAT+CSX\b \bQ@1\nfinal:OK@1\n");
        row("… and all of it taken back", {tx("AT\b\b\b\r", 0), tx("AT\r", 5), rx("OK\r\n", 10)}, ">command:AT\b\b\b[unknown]\n>command:AT\nfinal:OK@2\n");
        row("a text that ends with OK is echoed", {tx("AT+CIOTMKEY=\"a\";+FOO=BOOK\r", 0), rx("AT+CIOTMKEY=\"a\";+FOO=BOOK\r\r\nOK\r\n", 10)},
            ">command:AT+CIOTMKEY=\"a\";+FOO=BOOK\necho:AT+CIOTMKEY=\"a\";+FOO=BOOK@1\nfinal:OK@1\n");
        row("what was not sent is no echo", {tx("AT+CSQ\r", 0), rx("AT+FOO=1OK\r\nOK\r\n", 10)},
            ">command:AT+CSQ\nanswer:AT+FOO=1OK@1\nfinal:OK@1\n");
        row("the OK behind an echo shows that the command before got none",
            {tx("AT+CIOTID?\r", 0), tx("AT+CIOTPORT=80\r", 10), rx("AT+CIOTPORT=80OK\r\n", 20)},
            ">command:AT+CIOTID?\n>command:AT+CIOTPORT=80\nstatus:@1\necho:AT+CIOTPORT=80@2\nfinal:OK@2\n");
        row("raw HTTP answer",
            {tx("AT^ONENETPOST=\"{\"a\":1}\",\"api-key:k\"\r", 0),
             rx("CONNECT OK\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nOK\r\nOK\r\n", 300)},
            ">command:AT^ONENETPOST=\"{\"a\":1}\",\"api-key:k\"\nanswer:CONNECT OK@1\npayload:HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nOK\r\n@1\nfinal:OK@1\n");
        row("unknown command", {tx("AT+FOO=1\r", 0), rx("+FOO: 1\r\n+BAR: 2\r\nOK\r\n", 20)},
            ">command:AT+FOO=1[unknown]\nanswer:+FOO: 1@1\nurc:+BAR: 2[unknown]\nfinal:OK@1\n");
        row("several commands on one line", {tx("AT+CMEE=1;+CSQ\r", 0), rx("+CSQ: 20,99\r\nOK\r\n", 20)},
            ">command:AT+CMEE=1;+CSQ\nanswer:+CSQ: 20,99@1\nfinal:OK@1\n");
        row("a later answer shows that the one before got no final",
            {tx("AT+CIOTID?\r", 0), tx("AT+CIOTMKEY?\r", 10), rx("+CIOTMKEY: k\r\nOK\r\n", 20)},
            ">command:AT+CIOTID?\n>command:AT+CIOTMKEY?\nstatus:@1\nanswer:+CIOTMKEY: k@2\nfinal:OK@2\n");
        row("bytes without an end", {tx("AT+CSQ", 0), rx("+CS", 1)}, "noise:+CS[partial]\n>noise:AT+CSQ[partial]\n");
    }

    void dialogue()
    {
        QFETCH(std::vector<test::Exchange>, dialogue);
        QFETCH(QString, expected);
        QCOMPARE(QString::fromStdString(run(dialogue)), expected);
    }

    void rawInput()
    {
        const auto text = run({rx("AT+CIOTSTART=0\r\r\nOK\r\n\r\nCIOT CONNECT OK\r\nATTACHED\r\nat+csq\r\n+CSQ: 3,99\r\nOK\r\nATE0\r\nOK\r\n")}, "ML302", true);
        QCOMPARE(QString::fromStdString(text), QStringLiteral("echo:AT+CIOTSTART=0\nfinal:OK@1\nurc:CIOT CONNECT OK@1!1\nnoise:ATTACHED\n"
                                                              "echo:at+csq\nanswer:+CSQ: 3,99@5\nfinal:OK@5\necho:ATE0\nfinal:OK@8\n"));
    }

    // One direction alone: the result code is cut off where the command is right without it and wrong with it.
    void rawGluedOk()
    {
        const auto text = run({rx("AT+MIPLOPEN=0,3000,30OK\r\n+MIPLEVENT: 0,6\r\nATOK\r\nAT+FOO=1,2OK\r\nOK\r\n"
                                  "AT+MIPLNOTIFY=0,1,3303,0,5701,1,4,\"BOOK\",0,0\r\nOK\r\n")},
                              "MN318", true);
        QCOMPARE(QString::fromStdString(text),
                 QStringLiteral("echo:AT+MIPLOPEN=0,3000,30\nfinal:OK@1\nurc:+MIPLEVENT: 0,6@1!1\necho:AT\nfinal:OK@4\n"
                                "echo:AT+FOO=1,2OK[unknown]\nfinal:OK@6\n"
                                "echo:AT+MIPLNOTIFY=0,1,3303,0,5701,1,4,\"BOOK\",0,0\nfinal:OK@8\n"));
    }

    // A slow download is no failure while its parts come; when they stop it is, a deadline after the last one.
    void progressBeginsTheDeadlineAnew()
    {
        const auto part = [](int more, const char *data, double ms) {
            return rx("+HTTPNMIC:0," + std::to_string(more) + ",9," + std::to_string(std::string_view(data).size()) + "\r\n" + data + "\r\n", ms);
        };
        const std::vector<test::Exchange> head{tx("AT+HTTPSEND=0,0,\"/a\"\r", 0), rx("OK\r\n", 10)};
        auto whole = head;
        for (const auto &one : {part(1, "abc", 50'000), part(1, "def", 100'000), part(0, "ghi", 150'000)})
            whole.push_back(one);
        const auto text = run(whole, "M5310-A");
        QCOMPARE(text.find("status:"), std::string::npos);
        QVERIFY2(text.find("abc@1\n") != std::string::npos && text.find("def@1\n") != std::string::npos && text.find("@1!1\n") != std::string::npos, text.c_str());
        auto stopped = head;
        stopped.push_back(part(1, "abc", 50'000));
        stopped.push_back(rx("+CEREG: 1\r\n", 110'100));
        const auto late = run(stopped, "M5310-A");
        QVERIFY2(late.find("abc@1\nstatus:@1\nurc:+CEREG: 1\n") != std::string::npos, late.c_str());
    }

    // What stands on both sides of a loss did not follow each other: it is never read as one line, one payload, one command.
    void losses()
    {
        auto observer = observerOf("ML302");
        test::EventLog log;
        const auto lose = [&](Direction direction, std::uint64_t bytes, engine::Why why, double ms) { observer.lose(at(ms), direction, bytes, why, log); };
        const auto take = [&](const test::Exchange &one) { observer.feed(one.stamp, one.direction, one.bytes, log); };
        const auto expect = [&](const char *text) {
            const auto found = QString::fromStdString(brief(log));
            log.entries.clear();
            return found == QString::fromUtf8(text) ? QString() : found;
        };
        take(rx("+CIOTACK:1", 0));
        lose(Direction::Rx, 40, engine::Why::LossRecorded, 1);
        take(rx("2\r\n+CIOTACK:7\r\n", 2));
        QCOMPARE(expect("noise:+CIOTACK:1[partial]\ngap:{\"lost\":40}\nnoise:2\nurc:+CIOTACK:7\n"), QString());
        // The count of a payload is not kept any more.
        take(rx("+CIOTCMD:30,abc", 3));
        lose(Direction::Rx, 12, engine::Why::LossRecorded, 4);
        take(rx("def\r\n+CIOTACK:7\r\n", 5));
        QCOMPARE(expect("noise:+CIOTCMD:30,abc[broken][partial]\ngap:{\"lost\":12}\nnoise:def\nurc:+CIOTACK:7\n"), QString());
        // The driver tells of its overruns later: the line that is open may well be whole.
        take(rx("+CIOTA", 6));
        lose(Direction::Rx, 3, engine::Why::DriverOverran, 7);
        take(rx("CK:7\r\n", 8));
        QCOMPARE(expect("gap:{\"lost\":3}\nurc:+CIOTACK:7\n"), QString());
        // Sent lines.
        take(tx("AT+CIOT", 10));
        lose(Direction::Tx, 5, engine::Why::LossRecorded, 11);
        take(tx("AT\r", 12));
        take(rx("OK\r\n", 13));
        QCOMPARE(expect(">noise:AT+CIOT[partial]\n>gap:{\"lost\":5}\n>command:AT\nfinal:OK@13\n"), QString());
        // A count that no stream can have.
        lose(Direction::Tx, ~std::uint64_t{0}, engine::Why::LossRecorded, 14);
        lose(Direction::Rx, ~std::uint64_t{0}, engine::Why::LossRecorded, 15);
        log.entries.clear();
        // What only the bytes before could mean is not waited for any more.
        observer.note(at(16), R"({"atscope":1,"profile":"Alibaba-WiFi"})", log);
        take(tx("AT+IWMQTTCONN?\r", 16));
        take(rx("+CME ERROR:100\r\n", 17));
        lose(Direction::Rx, 1, engine::Why::LossRecorded, 18);
        take(rx("FAIL\r\n", 18));
        QVERIFY2(brief(log).ends_with("\nfinal:FAIL[unsolicited]\n"), brief(log).c_str());
        observer.note(at(19), R"({"atscope":1,"profile":"ML302"})", log);
        log.entries.clear();
        // Announced bytes are counted on: what comes behind them are command lines again.
        observer.note(at(20), R"({"atscope":1,"by":"user","raw":10})", log);
        take(tx("abc", 21));
        lose(Direction::Tx, 7, engine::Why::LossRecorded, 22);
        take(tx("AT+CSQ\r", 23));
        QCOMPARE(expect(R"(note:{"atscope":1,"by":"user","raw":10})"
                        "\n>payload:abc\n>gap:{\"lost\":7}\n>command:AT+CSQ\n"),
                 QString());
        QCOMPARE(observer.taken(Direction::Tx), std::uint64_t{7 + 3 + 15 + 3 + 7});
    }

    // … and data behind a prompt: what nobody recorded went to the module all the same.
    void lossBehindAPrompt()
    {
        const auto dialect = m_workspace->dialect("generic");
        int tried = 0;
        for (int id = 0; dialect->form(id).form; ++id) {
            const auto &form = *dialect->form(id).form;
            if (form.prompt.text.empty() || form.samples.empty() || form.prompt.countParameter.empty())
                continue;
            for (const auto &sample : form.samples) {
                for (const std::uint64_t bytes : {std::uint64_t{1'000'000}, ~std::uint64_t{0}}) { // the other is one that no stream can have
                    auto observer = observerOf("generic");
                    test::EventLog log;
                    observer.feed(at(0), Direction::Tx, sample.text + '\r', log);
                    observer.feed(at(1), Direction::Rx, "\r\n" + form.prompt.text + ' ', log);
                    observer.feed(at(2), Direction::Tx, "x", log);
                    observer.lose(at(3), Direction::Tx, bytes, engine::Why::LossRecorded, log);
                    observer.feed(at(4), Direction::Tx, "AT\r", log);
                    observer.feed(at(5), Direction::Rx, "OK\r\nOK\r\n", log);
                    const auto text = brief(log);
                    if (text.find("prompt:") == std::string::npos)
                        continue;
                    ++tried;
                    QVERIFY2(text.find(">payload:x@1\n>gap:") != std::string::npos, text.c_str());
                    QVERIFY2(text.find("}\n>command:AT\nfinal:OK@1\nfinal:OK@") != std::string::npos, text.c_str());
                }
            }
        }
        QVERIFY(tried > 0);
    }

    // A status that a line tells stands before that line, in the bytes too.
    void statusStandsBeforeTheLineThatTellsIt()
    {
        engine::Observer observer(m_workspace->dialect("ML302"));
        test::EventLog log;
        test::feed(observer, log, {tx("AT+CIOTID?\r", 0), tx("AT+CIOTMKEY?\r", 10), rx("+CIOTMKEY: k\r\nOK\r\n", 20)}, Cut::Whole);
        std::uint64_t before = 0;
        for (const auto &entry : log.entries) {
            if (entry.event.direction != Direction::Rx)
                continue;
            QVERIFY2(entry.event.span.offset >= before, entry.json.c_str());
            before = entry.event.span.offset;
        }
        QCOMPARE(log.entries[2].event.why, engine::Why::Overtaken);
        QCOMPARE(log.entries[2].event.span.offset, 0u);
    }

    void expiryIsStampedWithTheDeadline()
    {
        engine::Observer observer(m_workspace->dialect("ML302"));
        test::EventLog log;
        log.watch(&observer);
        observer.feed(at(0), Direction::Tx, "AT+CIOTMKEY?\r", log);
        QCOMPARE(observer.nextDeadline().ns, at(5000).ns);
        observer.advance(at(4999), log);
        QCOMPARE(log.entries.size(), 1u);
        observer.advance(at(60000), log);
        QCOMPARE(log.entries.size(), 2u);
        QCOMPARE(log.entries[1].event.stamp.ns, at(5000).ns);
        QCOMPARE(log.entries[1].event.why, engine::Why::LimitExpired);
        QVERIFY(!observer.nextDeadline().known());
    }

    void limitNote()
    {
        engine::Observer observer(m_workspace->dialect("ML302"));
        test::EventLog log;
        observer.note(at(0), R"({"atscope":1,"limit":20000})", log);
        observer.feed(at(1), Direction::Tx, "AT+CIOTMKEY?\r", log);
        QCOMPARE(observer.nextDeadline().ns, at(20001).ns);
    }

    void moduleIsRecognised()
    {
        engine::ObserverOptions options;
        options.dialectFor = [this](std::string_view m, std::string_view d) { return m_workspace->dialect(m, d); };
        engine::Observer observer(m_workspace->dialect("generic"), options);
        test::EventLog log;
        test::feed(observer, log, {tx("AT+CGMM\r", 0), rx("ML302\r\nOK\r\n", 5)}, Cut::Whole);
        QCOMPARE(observer.dialect().view().module().id, std::string("ML302"));
    }

    void factsFollow()
    {
        engine::Observer observer(m_workspace->dialect("ML302"));
        test::EventLog log;
        log.watch(&observer);
        observer.feed(at(0), Direction::Tx, "AT+CIOTSTART=1\r", log);
        observer.feed(at(1), Direction::Rx, "OK\r\n", log);
        observer.feed(at(2), Direction::Rx, "CIOT ENCRYPT CONNECT OK\r\n", log);
        QCOMPARE(observer.facts().value("edp.session").toText(), std::string("encrypted"));
        observer.feed(at(3), Direction::Tx, "AT+CIOTQUIT\r", log);
        observer.feed(at(4), Direction::Rx, "+CIOTQUIT: OK\r\nOK\r\n", log);
        QCOMPARE(observer.facts().value("edp.session").toText(), std::string("none"));
    }

    // What an error code says about the module: 113 is "not connected", 108 a wrong parameter.
    void factsFollowErrors()
    {
        engine::Observer observer(m_workspace->dialect("ML302"));
        test::EventLog log;
        log.watch(&observer);
        const auto session = [&observer] { return observer.facts().value("edp.session").toText(); };
        observer.feed(at(0), Direction::Tx, "AT+CIOTSTART=0\r", log);
        observer.feed(at(1), Direction::Rx, "OK\r\nCIOT CONNECT OK\r\n", log);
        QCOMPARE(session(), std::string("plain"));
        observer.feed(at(2), Direction::Tx, "AT+CIOTDAT=0,2,\"a,,1\"\r", log);
        observer.feed(at(3), Direction::Rx, "+CME ERROR: 108\r\n", log);
        QCOMPARE(session(), std::string("plain"));
        observer.feed(at(4), Direction::Tx, "AT+CIOTPING\r", log);
        observer.feed(at(5), Direction::Rx, "+CME ERROR: 113\r\n", log);
        QCOMPARE(session(), std::string("none"));
        // Behind the OK it is the result of the command that waits.
        observer.feed(at(6), Direction::Tx, "AT+CIOTSTART=0\r", log);
        observer.feed(at(7), Direction::Rx, "OK\r\n", log);
        QCOMPARE(observer.waitingCompletions(), std::size_t(1));
        observer.feed(at(8), Direction::Rx, "+CME ERROR: 109\r\n", log);
        QCOMPARE(observer.waitingCompletions(), std::size_t(0));
    }

    // What changed nothing is not worked out again, until the facts or the dialect are others.
    void theSameStatusAgain()
    {
        engine::ObserverOptions options;
        options.dialectFor = [this](std::string_view m, std::string_view d) { return m_workspace->dialect(m, d); };
        engine::Observer observer(m_workspace->dialect("ML302"), options);
        test::EventLog log;
        const auto eps = [&observer] { return observer.facts().value("net.eps").toText(); };
        const auto report = [&](const char *line, int times) {
            for (int i = 0; i < times; ++i)
                observer.feed(Stamp::none(), Direction::Rx, line, log);
            return eps();
        };
        const auto registered = report("+CEREG: 1\r\n", 1);
        const auto searching = report("+CEREG: 2\r\n", 1);
        QVERIFY(!registered.empty() && registered != searching);
        for (const int times : {1, 2, 3, 20}) {
            QCOMPARE(report("+CEREG: 1\r\n", times), registered);
            QCOMPARE(report("+CEREG: 2\r\n", times), searching);
        }
        // Another line that says the same; a line that settles another fact meanwhile.
        QCOMPARE(report("+CEREG: 1\r\n+CGREG: 1\r\n", 5), registered);
        QCOMPARE(report("+CEREG: 2,\"1A2B\",\"01A2B3C4\",9\r\n", 3), searching);
        QCOMPARE(observer.facts().value("net.gprs").toText(), registered);
        QCOMPARE(report("+CEREG: 1\r\n", 3), registered);
        observer.note(Stamp::none(), R"({"atscope":1,"power":"off"})", log);
        QVERIFY(eps() != registered);
        QCOMPARE(report("+CEREG: 1\r\n", 3), registered);
        observer.note(Stamp::none(), R"({"atscope":1,"profile":"generic"})", log);
        QCOMPARE(report("+CEREG: 2\r\n", 3), searching);
        QCOMPARE(report("+CEREG: 1\r\n", 3), registered);
    }

    void aCopyIsASnapshot()
    {
        engine::Observer observer(m_workspace->dialect("ML302"));
        test::EventLog first;
        observer.feed(at(0), Direction::Tx, "AT+CIOTSTART=0\r", first);
        observer.feed(at(1), Direction::Rx, "OK\r\nCIOT CONN", first);
        engine::Observer copy(observer);
        test::EventLog a;
        test::EventLog b;
        observer.feed(at(2), Direction::Rx, "ECT OK\r\n", a);
        copy.feed(at(2), Direction::Rx, "ECT OK\r\n", b);
        QCOMPARE(brief(a), std::string("urc:CIOT CONNECT OK@1!1\n"));
        QCOMPARE(brief(b), brief(a));
    }

    // What was written while it happened is read again: the same events, field by field.
    void aRecordingGivesTheSameEvents()
    {
        const std::vector<test::Exchange> dialogue{
            tx("AT+CIOTSTART=0\r", 0), rx("AT+CIOTSTART=0\r\r\nOK\r\n", 10), rx("\r\nCIOT CONN", 400), rx("ECT OK\r\n", 401),
            tx("AT+CIOTMKEY?\r", 500), rx("+CIOTCMD:4,O", 9000), rx("K\r\n\r\n+CME ERROR: 102\r\n", 9001)};
        QTemporaryDir dir;
        const auto path = dir.filePath(QStringLiteral("live.pcapng")).toStdString();
        record::Metadata metadata;
        metadata.session = record::newSessionId();
        metadata.module = "ML302";
        auto observer = session::makeObserver(*m_workspace, "ML302", false);
        test::EventLog live;
        live.watch(&observer);
        {
            auto writer = record::RecordingWriter::create(path, metadata);
            QVERIFY(writer.ok());
            for (const auto &[direction, bytes, stamp] : dialogue) {
                QVERIFY(!(*writer)->append(record::RecordView::data(direction, stamp, bytes)));
                observer.feed(stamp, direction, bytes, live);
            }
            QVERIFY(!(*writer)->append(record::RecordView::note(at(9500), R"({"atscope":1,"power":"off"})")));
            observer.note(at(9500), R"({"atscope":1,"power":"off"})", live);
            QVERIFY(!(*writer)->flush());
        }
        observer.finish(live);
        auto reader = record::RecordingReader::open(path);
        QVERIFY(reader.ok());
        session::Replay replay(*m_workspace, **reader);
        test::EventLog again;
        again.watch(&replay.observer());
        replay.run(again);
        QCOMPARE((*reader)->end().kind, record::ReadEnd::Kind::Whole);
        QCOMPARE(QString::fromStdString(again.summary()), QString::fromStdString(live.summary()));
        QVERIFY(brief(live).find("[late]") != std::string::npos);
    }

    void floodOfCommandsIsBounded()
    {
        engine::Observer observer(m_workspace->dialect("ML302"));
        test::EventLog log;
        for (int i = 0; i < 1000; ++i)
            observer.feed(Stamp::none(), Direction::Tx, "AT+CIOTMKEY?\r", log);
        QVERIFY(observer.outstanding() <= engine::Observer::MostOutstanding);
    }
};

ATSCOPE_TEST(TstObserver)
#include "tst_observer.moc"
