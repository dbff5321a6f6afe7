// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QTest>

#include "core/session/exchange.h"
#include "live.h"
#include "support/test_main.h"

using namespace atscope;
using engine::EventKind;
using engine::Owner;
using engine::Result;
using test::Live;

#define COMPARE_ALL(live) \
    do { \
        const QString differs = (live).end(); \
        QVERIFY2(differs.isEmpty(), qPrintable(differs)); \
    } while (false)

// A session against the virtual ML302: what is asked, queued, cancelled, typed, noted.
class TstSession final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void okAndError()
    {
        Live live;
        QVERIFY(live.run("virtual:ML302"));
        QCOMPARE(live.session().metadata().module, std::string("ML302"));
        const auto ok = live.ask("AT+CMEE=1");
        QCOMPARE(ok.result, Result::Ok);
        QVERIFY(ok.ms >= 0 && ok.final > ok.command);
        const auto error = live.ask("AT+CIOTMKEY?");
        QCOMPARE(error.result, Result::Error);
        const auto exchange = session::exchangeOf(live.session().store(), error.command);
        QCOMPARE(exchange.errorCode, std::string("102"));
        QVERIFY(!exchange.errorMeaning.empty());
        QCOMPARE(live.ask("AT+CIOTMKEY=\"0123456789abcdef\"").result, Result::Ok);
        QCOMPARE(live.ask("AT+NOSUCHTHING").result, Result::Error);
        QCOMPARE(live.session().counters().lost, std::uint64_t{0});
        COMPARE_ALL(live);
    }

    void pipelined()
    {
        Live live;
        QVERIFY(live.run("virtual:ML302"));
        std::vector<std::uint64_t> tokens;
        for (int i = 0; i < 60; ++i)
            tokens.push_back(live.submit(i % 2 == 0 ? "AT+CSQ" : "AT+CGMR"));
        QVERIFY(live.waitFor([&] { return live.known(tokens.back()) != nullptr; }));
        std::uint64_t last = 0;
        for (const auto token : tokens) {
            const auto *outcome = live.known(token);
            QVERIFY(outcome);
            QCOMPARE(outcome->result, Result::Ok);
            QVERIFY(outcome->command > last); // in order, one after the other
            last = outcome->final;
        }
        QCOMPARE(live.session().counters().queued, std::uint64_t{0});
        COMPARE_ALL(live);
    }

    void submittedWhileClosed()
    {
        Live live;
        QCOMPARE(live.start("virtual:ML302"), std::string());
        QCOMPARE(live.ask("AT").result, Result::Lost);
        QVERIFY(live.open());
        QCOMPARE(live.ask("AT").result, Result::Ok);
        live.session().close();
        const auto late = live.ask("AT");
        QCOMPARE(late.result, Result::Lost);
        QCOMPARE(late.command, std::uint64_t{0});
        COMPARE_ALL(live);
    }

    void cancelled()
    {
        Live live;
        QVERIFY(live.run("virtual:ML302"));
        QCOMPARE(live.control(R"({"do":"fault","kind":"silence","count":1})"), std::string(R"({"done":"fault","kind":"silence"})"));
        const auto first = live.submit("AT+CGMI", 60'000);
        const auto second = live.submit("AT+CGMM");
        const auto third = live.submit("AT+CGMR");
        QVERIFY(live.waitEvent(EventKind::Command, "AT+CGMI"));
        live.session().cancel(third);  // queued
        live.session().cancel(first);  // under way
        live.session().cancel(9999);   // nobody's
        QCOMPARE(live.outcome(third).result, Result::Cancelled);
        QCOMPARE(live.outcome(third).command, std::uint64_t{0});
        QCOMPARE(live.outcome(first).result, Result::Cancelled);
        QCOMPARE(live.outcome(second).result, Result::Ok); // once the line is in step again
        QVERIFY(live.tap.find(EventKind::Note, "\"cancel\":true").event.id != 0);
        QVERIFY(live.tap.find(EventKind::Note, "\"resync\":true").event.id != 0);
        QCOMPARE(live.tap.count(EventKind::Command, "AT+CGMR"), 0);
        live.session().cancel(first); // over
        COMPARE_ALL(live);
    }

    void leases()
    {
        Live live;
        QVERIFY(live.run("virtual:ML302"));
        auto &session = live.session();
        const auto lease = session.acquire(Owner::Transfer);
        const auto outside = live.submit("AT+CGMI");
        const auto under = [&](const char *line, std::uint64_t which) {
            engine::Request request;
            request.line = line;
            request.lease = which;
            request.owner = Owner::Transfer;
            return session.submit(std::move(request));
        };
        const auto first = live.outcome(under("AT+CGMM", lease));
        const auto second = live.outcome(under("AT+CGMR", lease));
        QCOMPARE(first.result, Result::Ok);
        QCOMPARE(second.result, Result::Ok);
        QVERIFY(!live.known(outside));
        session.release(lease);
        const auto last = live.outcome(outside);
        QCOMPARE(last.result, Result::Ok);
        QVERIFY(last.command > second.final);
        // Under a lease that is gone, or never was, nothing waits for ever.
        QCOMPARE(live.outcome(under("AT", lease)).result, Result::Cancelled);
        QCOMPARE(live.outcome(under("AT", 77)).result, Result::Cancelled);
        const auto lost = session.acquire(Owner::User);
        session.close();
        QVERIFY(live.waitState(transport::ChannelState::Closed));
        QVERIFY(live.open());
        QCOMPARE(live.outcome(under("AT", lost)).result, Result::Cancelled);
        QCOMPARE(live.ask("AT").result, Result::Ok);
        COMPARE_ALL(live);
    }

    void typedKeys()
    {
        Live live;
        QVERIFY(live.run("virtual:ML302"));
        for (const char *key : {"A", "T", "+", "C", "S", "Q"})
            live.session().type(key);
        live.session().type("\r");
        QVERIFY(live.waitEvent(EventKind::Final, "OK"));
        const auto command = live.tap.find(EventKind::Command);
        QCOMPARE(command.bytes, std::string("AT+CSQ"));
        QCOMPARE(live.tap.find(EventKind::Answer).event.of, command.event.id);
        QCOMPARE(live.tap.find(EventKind::Final).event.of, command.event.id);
        QCOMPARE(live.ask("AT").result, Result::Ok);
        live.session().type("half a li"); // without an end
        live.session().close();
        QVERIFY(live.waitState(transport::ChannelState::Closed));
        live.session().type("nobody hears this");
        QVERIFY(live.waitFor([&] { return live.problems("port-not-open") == 1; }));
        COMPARE_ALL(live);
    }

    void notes()
    {
        Live live;
        QVERIFY(live.run("virtual:ML302"));
        QCOMPARE(live.ask("AT").result, Result::Ok);
        live.session().note(R"({"atscope":1,"bookmark":"here","remark":"变"})");
        QVERIFY(live.waitEvent(EventKind::Note, "bookmark"));
        // What no recording can take is said, and is no event either.
        live.session().note("no JSON");
        live.session().note("{\"other\":1}");
        QVERIFY(live.waitFor([&] { return live.problems("recording-note-bad") == 2; }));
        live.session().note("{\"atscope\":1,\"remark\":\"" + std::string(70'000, 'x') + "\"}");
        QVERIFY(live.waitFor([&] { return live.problems("recording-note-too-large") == 1; }));
        QCOMPARE(live.tap.count(EventKind::Note, "JSON"), 0);
        COMPARE_ALL(live);
    }

    void anotherModuleFromHereOn()
    {
        Live live;
        QVERIFY(live.run("virtual:ML302"));
        QCOMPARE(live.ask("AT+CGMM").result, Result::Ok);
        const auto before = live.session().store().count();
        live.session().setModule("generic");
        QVERIFY(live.waitEvent(EventKind::Note, "\"profile\":\"generic\""));
        QCOMPARE(live.ask("AT+CGMM").result, Result::Ok);
        const auto &store = live.session().store();
        QCOMPARE(store.dialectAt(before)->view().module().id, std::string("ML302"));
        QCOMPARE(store.dialectAt(store.count())->view().module().id, std::string("generic"));
        COMPARE_ALL(live);
    }

    void moduleAndDialectFromTheSettings()
    {
        session::Settings settings;
        settings.dialect = "classic";
        Live live(settings);
        QVERIFY(live.run("virtual:ML302", [](auto &options) { options.module = "generic"; }));
        QCOMPARE(live.ask("AT+CGMM").result, Result::Ok);
        const auto note = live.tap.find(EventKind::Note, "\"profile\":\"generic\"");
        QVERIFY(note.bytes.find("\"dialect\":\"classic\"") != std::string::npos);
        QCOMPARE(live.session().metadata().module, std::string("generic"));
        COMPARE_ALL(live);
        // The recording says how it was read, whatever the settings are when it is opened.
        auto plain = session::Workspace::open({});
        QVERIFY(plain.ok());
        QString problem;
        const auto differs = test::difference(live.tap.all(), test::reopen(*plain.value(), live.file, problem));
        QCOMPARE(problem, QString());
        QVERIFY2(differs.isEmpty(), qPrintable(differs));
    }

    void endedWhileCommandsAreQueued()
    {
        for (int round = 0; round < 10; ++round) {
            Live live;
            QVERIFY(live.run("virtual:ML302"));
            for (int i = 0; i < 40; ++i)
                live.submit("AT+CGMR");
            if (round % 2 == 1)
                QVERIFY(live.waitEvent(EventKind::Final, "OK", round));
            COMPARE_ALL(live);
        }
    }

    void limitsThatExpireAtTheEnd()
    {
        // Nothing is recorded after the limit but the end itself: reopened it has to be found all the same.
        Live live;
        QVERIFY(live.run("virtual:ML302"));
        live.control(R"({"do":"fault","kind":"silence","ms":60000})");
        QCOMPARE(live.ask("AT+CGMI", 50).result, Result::Timeout);
        QVERIFY(live.tap.find(EventKind::Status).event.id != 0);
        COMPARE_ALL(live);
    }

    void twoAtOnceAndStateThatIsKept()
    {
        Live first;
        Live second;
        const auto shared = [&first](session::SessionOptions &options) { options.stateFolder = first.folder("virtual"); };
        QVERIFY(first.run("virtual:ML302", shared));
        QCOMPARE(first.ask("AT+CIOTMKEY=\"kept\"").result, Result::Ok);
        QVERIFY(second.run("virtual:ml302", shared)); // the same module, also by that name: it is in use
        QCOMPARE(second.ask("AT+CIOTMKEY?").result, Result::Error); // factory state
        QCOMPARE(second.ask("AT+CIOTMKEY=\"not kept\"").result, Result::Ok);
        const auto a = first.submit("AT+CIOTMKEY?");
        const auto b = second.submit("AT+CIOTMKEY?");
        QCOMPARE(session::exchangeOf(first.session().store(), first.outcome(a).command).fields.at(0).second.text(), std::string("kept"));
        QCOMPARE(session::exchangeOf(second.session().store(), second.outcome(b).command).fields.at(0).second.text(), std::string("not kept"));
        COMPARE_ALL(second);
        COMPARE_ALL(first);
        Live third;
        QVERIFY(third.run("virtual:ML302", shared));
        const auto again = third.ask("AT+CIOTMKEY?");
        QCOMPARE(again.result, Result::Ok);
        QCOMPARE(session::exchangeOf(third.session().store(), again.command).fields.at(0).second.text(), std::string("kept"));
        COMPARE_ALL(third);
    }

    void whatDoesNotStart()
    {
        Live live;
        QCOMPARE(live.start("virtual:ML302", [](auto &options) { options.module = "NOPE"; }), std::string("unknown-module"));
        QVERIFY(!live.start("virtual:NOPE").empty());
        QCOMPARE(live.start("rfc2217://localhost:1"), std::string("port-kind-unsupported"));
        const auto file = live.folder("taken.pcapng");
        QFile taken(QString::fromStdString(file));
        QVERIFY(taken.open(QIODevice::WriteOnly));
        QCOMPARE(live.start("virtual:ML302", [&](auto &options) { options.recordingFile = file; }), std::string("recording-exists"));
    }

    void portsThatDoNotOpenLeaveNoFile()
    {
        Live live;
        QCOMPARE(live.start("/dev/no-such-port"), std::string());
        QVERIFY(QFile::exists(QString::fromStdString(live.file)));
        for (int round = 1; round <= 2; ++round) { // each of the owner's tries says why
            live.session().open();
            QVERIFY(live.waitFor([&] { return live.problems("port-missing") == round; }));
            QVERIFY(live.waitState(transport::ChannelState::Closed));
        }
        const auto file = live.file;
        QVERIFY(live.end() != QString()); // nothing to compare
        QVERIFY(!QFile::exists(QString::fromStdString(file)));
    }

    void withoutARecording()
    {
        Live live;
        QVERIFY(live.run("virtual:ML302", [](auto &options) { options.recordingFolder.clear(); }));
        QCOMPARE(live.ask("AT+CGMR").result, Result::Ok);
        QCOMPARE(live.file, std::string());
        const auto differs = live.compareStore();
        QVERIFY2(differs.isEmpty(), qPrintable(differs));
    }
};

ATSCOPE_TEST(TstSession)
#include "tst_session.moc"
