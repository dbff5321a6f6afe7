// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <set>

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "core/session/identification.h"
#include "core/session/roles.h"
#include "core/session/workbench.h"
#include "support/test_main.h"

using namespace atscope;
using engine::EventKind;
using session::Identification;
using session::Log;
using session::Workbench;
using transport::ChannelState;

// Who a module is, its error codes switched on and put back, and for which devices that is done when a port opens.
class TstIdentification final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workbench> m_bench;
    Log *m_log = nullptr;

    Identification &identification() { return m_bench->identification(); }
    void makeBench()
    {
        m_log = nullptr;
        m_bench.reset();
        Workbench::Options options;
        options.settingsFolder = m_folder->path().toStdString();
        m_bench = std::move(Workbench::open(std::move(options))).value();
        identification().followOpenings();
    }
    bool connects()
    {
        session::SessionOptions options;
        options.port = transport::PortAddress::parse("virtual:ML302").value();
        m_log = m_bench->connectPort(options);
        return m_log && QTest::qWaitFor([this] { return m_log->state == ChannelState::Open; }, 20'000);
    }
    engine::Outcome ask(const char *line)
    {
        engine::Outcome last;
        const auto connection = connect(m_bench.get(), &Workbench::outcome, this, [&last](int, const engine::Outcome &outcome) { last = outcome; });
        const auto token = m_bench->send(line);
        const bool came = QTest::qWaitFor([&] { return last.request == token; }, 20'000);
        disconnect(connection);
        return came ? last : engine::Outcome();
    }
    // Lines that were sent, each with the note before it.
    std::vector<std::pair<std::string, std::string>> sent() const
    {
        std::vector<std::pair<std::string, std::string>> out;
        const auto &store = m_log->store();
        std::string note;
        engine::Event event;
        for (std::uint64_t id = 1; id <= store.count(); ++id) {
            if (!store.event(id, event))
                continue;
            if (event.kind == EventKind::Note)
                note = store.bytes(event);
            if (event.kind == EventKind::Command && event.direction == base::Direction::Tx)
                out.emplace_back(store.bytes(event), note);
        }
        return out;
    }
    bool hasSent(const std::string &line, const std::string &inNote = {}) const
    {
        for (const auto &[text, note] : sent())
            if (text == line && note.find(inNote) != std::string::npos)
                return true;
        return false;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        makeBench();
    }
    void cleanup() { m_bench.reset(); }

    void roles()
    {
        const auto dialect = m_bench->workspace().dialect("ML302");
        const auto lines = session::linesOfRoles(*dialect, "identify.", true);
        std::set<std::string> had;
        for (const auto &line : lines) {
            QVERIFY(had.insert(line.role).second);
            QVERIFY(!line.line.empty());
        }
        QVERIFY(had.contains("identify.model") && had.contains("identify.firmware") && had.contains("identify.imei"));
        QVERIFY(session::linesOfRoles(*dialect, "identify.model", false).size() > 1);
        QCOMPARE(session::lineOfRole(*dialect, "cmee.set", "1").value().line, std::string("AT+CMEE=1"));
        QVERIFY(!session::lineOfRole(*dialect, "no.such.role"));
    }

    // By itself only for virtual modules; the old value is read before it is changed, and every line says what it is for.
    void whenAPortOpens()
    {
        QSignalSpy done(&identification(), &Identification::identified);
        QVERIFY(connects());
        QTRY_COMPARE_WITH_TIMEOUT(done.count(), 1, 30'000);
        QVERIFY(!identification().running(m_log->id));
        QVERIFY(hasSent("AT+CGMM", R"("for":"identify")"));
        QVERIFY(hasSent("AT+CMEE?", R"("for":"identify")"));
        QVERIFY(hasSent("AT+CMEE=1", R"("for":"error-codes")"));
        const auto all = sent();
        const auto at = [&all](const char *line) {
            return std::find_if(all.begin(), all.end(), [line](const auto &entry) { return entry.first == line; }) - all.begin();
        };
        QVERIFY(at("AT+CMEE?") < at("AT+CMEE=1"));
        const auto changes = identification().changes(m_log->id);
        QCOMPARE(changes.size(), std::size_t{1});
        QCOMPARE(changes[0].before, std::string("0"));
        QCOMPARE(changes[0].now, std::string("1"));
        QVERIFY(!changes[0].title.en.empty() && !changes[0].title.zh.empty());
        // Asked again: it is on, nothing is changed, and what was there before stays what goes back.
        identification().identify(m_log->id);
        QTRY_COMPARE_WITH_TIMEOUT(done.count(), 2, 30'000);
        QCOMPARE(identification().changes(m_log->id), changes);
        const auto sets = sent();
        QCOMPARE(std::count_if(sets.begin(), sets.end(), [](const auto &entry) { return entry.first == "AT+CMEE=1"; }), 1);
    }

    void notWantedIsNotDone()
    {
        QVERIFY(identification().wantedAtOpening("virtual:ML302"));
        QVERIFY(!identification().wantedAtOpening("usb:0403:6001:A1"));
        identification().setWantedAtOpening("virtual:ML302", false);
        identification().setWantedAtOpening("usb:0403:6001:A1", true);
        QVERIFY(!m_bench->settings().save());
        makeBench(); // it is remembered
        QVERIFY(!identification().wantedAtOpening("virtual:ML302"));
        QVERIFY(identification().wantedAtOpening("usb:0403:6001:A1"));
        QCOMPARE(identification().choices().size(), std::size_t{2});
        QVERIFY(connects());
        QCOMPARE(ask("AT").result, engine::Result::Ok);
        QVERIFY(sent().size() == 1);
        QVERIFY(identification().changes(m_log->id).empty());
        identification().forget("virtual:ML302");
        QVERIFY(identification().wantedAtOpening("virtual:ML302"));
    }

    void goesBackWhenAsked()
    {
        QSignalSpy done(&identification(), &Identification::identified);
        QVERIFY(connects());
        QTRY_COMPARE_WITH_TIMEOUT(done.count(), 1, 30'000);
        QVERIFY(identification().putBack(m_log->id));
        QTRY_VERIFY(identification().changes(m_log->id).empty());
        QVERIFY(hasSent("AT+CMEE=0", R"("for":"put-back")"));
        QTRY_VERIFY(!identification().putBack(m_log->id)); // the answer is known before it is told
    }

    // What the user set since is his: it is not put back.
    void changedBySomebodyElse()
    {
        QSignalSpy done(&identification(), &Identification::identified);
        QVERIFY(connects());
        QTRY_COMPARE_WITH_TIMEOUT(done.count(), 1, 30'000);
        QVERIFY(!identification().changes(m_log->id).empty());
        QCOMPARE(ask("AT+CMEE=2").result, engine::Result::Ok);
        QVERIFY(identification().changes(m_log->id).empty());
        QVERIFY(!identification().putBack(m_log->id));
    }

    void goesBackBeforeClosing()
    {
        QSignalSpy done(&identification(), &Identification::identified);
        QVERIFY(connects());
        QTRY_COMPARE_WITH_TIMEOUT(done.count(), 1, 30'000);
        QVERIFY(identification().mustPutBack());
        identification().close(m_log->id);
        QVERIFY(identification().closing(m_log->id));
        QTRY_COMPARE(m_log->state, ChannelState::Closed);
        QVERIFY(!identification().closing(m_log->id));
        QVERIFY(hasSent("AT+CMEE=0", R"("for":"put-back")"));
        QVERIFY(!identification().mustPutBack());
    }

    // A window that closes just then must wait as well: the module has the line, its OK is on the way.
    void whatIsBeingSetCounts()
    {
        bool counted = false;
        connect(m_bench.get(), &Workbench::outcome, this, [&](int log, const engine::Outcome &) {
            counted = counted || (identification().mustPutBack() && identification().changes(log).empty());
        });
        QVERIFY(connects());
        QTRY_VERIFY(!identification().changes(m_log->id).empty());
        QVERIFY(counted);
    }
    void notWantedAtTheEnd()
    {
        QSignalSpy done(&identification(), &Identification::identified);
        identification().setPutsBackAtEnd(false);
        QVERIFY(connects());
        QTRY_COMPARE_WITH_TIMEOUT(done.count(), 1, 30'000);
        QVERIFY(!identification().mustPutBack());
        const int id = m_log->id;
        identification().close(id, true);
        QVERIFY(!m_bench->log(id));
    }

    // A module that does not answer keeps nobody: the second call, or the limit.
    void aSilentModuleKeepsNobody()
    {
        QSignalSpy done(&identification(), &Identification::identified);
        QSignalSpy problems(m_bench.get(), &Workbench::problem);
        QVERIFY(connects());
        QTRY_COMPARE_WITH_TIMEOUT(done.count(), 1, 30'000);
        m_log->live->virtualModule()->control(R"({"do":"fault","kind":"silence","count":100})");
        const int id = m_log->id;
        identification().close(id, true);
        QVERIFY(m_bench->log(id));
        QTRY_VERIFY_WITH_TIMEOUT(!m_bench->log(id), 20'000);
        bool told = false;
        for (const auto &call : problems)
            told = told || call.at(1).value<base::Message>().code == "identify-not-put-back";
        QVERIFY(told);

        QVERIFY(connects());
        QTRY_COMPARE_WITH_TIMEOUT(done.count(), 2, 30'000);
        m_log->live->virtualModule()->control(R"({"do":"fault","kind":"silence","count":100})");
        const int second = m_log->id;
        identification().close(second, true);
        QVERIFY(m_bench->log(second));
        identification().close(second, true);
        QVERIFY(!m_bench->log(second));
    }

    void closedInMidFlow()
    {
        for (int round = 0; round < 10; ++round) {
            QVERIFY(connects());
            QTest::qWait(round * 3);
            const int id = m_log->id;
            if (round % 2 == 0) {
                m_bench->closeLog(id);
            } else {
                identification().close(id, true);
                QTRY_VERIFY_WITH_TIMEOUT(!m_bench->log(id), 20'000);
            }
        }
    }

    void deviceBehindAnAddress()
    {
        const auto of = [this](const char *text) { return identification().deviceOf(transport::PortAddress::parse(text).value()); };
        QCOMPARE(of("virtual:ML302"), std::string("virtual:ML302"));
        QCOMPARE(of("tcp://127.0.0.1:4711"), std::string("tcp://127.0.0.1:4711"));
        QCOMPARE(of("usb:ffff:fffe:none"), std::string("usb:ffff:fffe:none"));
        QCOMPARE(of("/dev/no-such-port"), std::string("/dev/no-such-port"));
    }
};

ATSCOPE_TEST(TstIdentification)
#include "tst_identification.moc"
