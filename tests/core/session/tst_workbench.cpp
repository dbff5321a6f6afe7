// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "core/record/pcapng.h"
#include "core/session/workbench.h"
#include "support/test_main.h"

using namespace atscope;
using session::Workbench;
using transport::ChannelState;

namespace {

session::SessionOptions onPort(const char *address)
{
    session::SessionOptions options;
    options.port = transport::PortAddress::parse(address).value();
    return options;
}

} // namespace

// What the window is made of, without the window: logs that come and go, the current one, problems, languages.
class TstWorkbench final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    std::unique_ptr<Workbench> bench()
    {
        Workbench::Options options;
        options.settingsFolder = m_folder->path().toStdString();
        auto made = Workbench::open(std::move(options));
        return made ? std::move(made).value() : nullptr;
    }
    static bool isOpen(const session::Log *log) { return log->state == ChannelState::Open; }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void connectsAndSends()
    {
        const auto bench = this->bench();
        QVERIFY(bench);
        QVERIFY(!bench->current());
        QCOMPARE(bench->send("AT"), std::uint64_t{0});
        QSignalSpy added(bench.get(), &Workbench::logAdded);
        QSignalSpy grew(bench.get(), &Workbench::grew);
        engine::Outcome last;
        QObject::connect(bench.get(), &Workbench::outcome, this, [&last](int, const engine::Outcome &outcome) { last = outcome; });
        auto *log = bench->connectPort(onPort("virtual:ML302"));
        QVERIFY(log);
        QCOMPARE(added.count(), 1);
        QCOMPARE(bench->current(), log);
        QCOMPARE(log->title(), std::string("virtual:ML302"));
        QTRY_VERIFY(isOpen(log));
        const auto token = bench->send("AT+CMEE=1");
        QVERIFY(token != 0);
        QTRY_COMPARE(last.request, token);
        QCOMPARE(last.result, engine::Result::Ok);
        QVERIFY(log->lastAnswerMs >= 0);
        QTRY_VERIFY(grew.count() > 0);
        QCOMPARE(log->module(), std::string("ML302"));
        // The draft follows the facts of the stream.
        QTRY_VERIFY(bench->draft().facts() == log->store().factsAt(log->store().count() + 1));
        QCOMPARE(bench->draft().facts().value("cmee").toText(), std::string("1")); // at once, not with the next event
        QCOMPARE(bench->dialect()->view().module().id, std::string("ML302"));
        QVERIFY(log->live->recordingPath().starts_with(m_folder->path().toStdString()));
        QVERIFY(QFile::exists(m_folder->filePath("recordings")));
        QVERIFY(QFile::exists(m_folder->filePath("virtual")));
    }

    // A line waits for the step before it; when that is done, the line is back and nothing is wrong with it any more.
    void theStepBeforeALine()
    {
        const auto bench = this->bench();
        auto *log = bench->connectPort(onPort("virtual:ML302"));
        QVERIFY(log);
        QTRY_VERIFY(isOpen(log));
        engine::Outcome last;
        QObject::connect(bench.get(), &Workbench::outcome, this, [&last](int, const engine::Outcome &outcome) { last = outcome; });
        auto &draft = bench->draft();
        draft.setLine("AT+ALYMQTTSUB=\"/a/b/c\",0", session::DraftEditor::Composer);
        const auto held = draft.line();
        draft.apply({session::LineFix::Kind::Before, "First", "AT+NOSUCH"});
        QCOMPARE(draft.waiting(), std::vector<std::string>{held});
        QVERIFY(bench->send(draft.line()) != 0); // the module says no: the line goes on waiting
        QTRY_COMPARE(last.result, engine::Result::Error);
        QCOMPARE(draft.waiting().size(), std::size_t{1});
        draft.takeNext();
        QCOMPARE(draft.line(), held);
        draft.apply({session::LineFix::Kind::Before, "First", "AT+CMEE=1"});
        QVERIFY(bench->send("AT+CGMR") != 0); // another line than the step
        QVERIFY(bench->send(draft.line()) != 0);
        QTRY_COMPARE(draft.line(), held);
        QVERIFY(draft.waiting().empty());
        QCOMPARE(draft.facts().value("cmee").toText(), std::string("1")); // known with it, not later
    }

    void logsComeAndGo()
    {
        const auto bench = this->bench();
        auto *first = bench->connectPort(onPort("virtual:ML302"));
        QVERIFY(first);
        const int firstId = first->id;
        QTRY_VERIFY(isOpen(first));
        QVERIFY(bench->send("AT+CGMR") != 0);
        QTRY_VERIFY(bench->log(firstId)->lastAnswerMs >= 0);
        const auto file = first->live->recordingPath();
        auto *second = bench->openFile(file); // while it is being written
        QVERIFY(second);
        const int secondId = second->id;
        QVERIFY(secondId > firstId);
        QCOMPARE(bench->current(), second);
        QCOMPARE(bench->send("AT"), std::uint64_t{0}); // a file takes nothing
        QTRY_VERIFY(second->file->done());
        QSignalSpy current(bench.get(), &Workbench::currentChanged);
        bench->setCurrent(firstId);
        bench->setCurrent(firstId);
        bench->setCurrent(12345);
        QCOMPARE(current.count(), 1);
        QCOMPARE(bench->current(), first);
        QSignalSpy removed(bench.get(), &Workbench::logRemoved);
        bench->closeLog(firstId);
        bench->closeLog(firstId);
        QCOMPARE(removed.count(), 1);
        QVERIFY(!bench->log(firstId));
        QCOMPARE(bench->current(), second);
        bench->closeLog(secondId);
        QVERIFY(!bench->current());
        QVERIFY(bench->dialect());
        QVERIFY(bench->logs().empty());
    }

    void closedInMidFlow()
    {
        const auto bench = this->bench();
        for (int round = 0; round < 8; ++round) {
            auto *log = bench->connectPort(onPort("virtual:ML302"));
            QVERIFY(log);
            const int id = log->id;
            QTRY_VERIFY(isOpen(bench->log(id)));
            for (int i = 0; i < 50; ++i)
                bench->send("AT+CGMR");
            QTRY_VERIFY(bench->log(id)->store().count() > static_cast<std::uint64_t>(round) * 4);
            bench->closeLog(id);
        }
        QVERIFY(bench->logs().empty());
        QCoreApplication::processEvents(); // bells that rang before
    }

    void closedBySomebodyWhoHears()
    {
        const auto bench = this->bench();
        int id = 0;
        QObject::connect(bench.get(), &Workbench::outcome, this, [&](int log, const engine::Outcome &) { bench->closeLog(log); });
        auto *log = bench->connectPort(onPort("virtual:ML302"));
        id = log->id;
        QTRY_VERIFY(isOpen(bench->log(id)));
        for (int i = 0; i < 10; ++i)
            bench->send("AT+CGMR");
        QTRY_VERIFY(!bench->log(id));
        // Others go with it, and it goes in the middle of being added.
        QObject::connect(bench.get(), &Workbench::logRemoved, this, [&](int gone) {
            for (int other = 1; other < 20; ++other)
                if (other != gone)
                    bench->closeLog(other);
        }, Qt::SingleShotConnection);
        bench->connectPort(onPort("virtual:ML302"));
        bench->connectPort(onPort("virtual:ML302"));
        bench->closeLog(bench->current()->id);
        QVERIFY(bench->logs().empty());
        QObject::connect(bench.get(), &Workbench::logAdded, this, [&](int added) { bench->closeLog(added); });
        QVERIFY(!bench->connectPort(onPort("virtual:ML302")));
        QVERIFY(bench->logs().empty());
    }

    void problems()
    {
        const auto bench = this->bench();
        std::vector<std::pair<int, std::string>> told;
        QObject::connect(bench.get(), &Workbench::problem, this,
                         [&told](int id, const base::Message &message, bool) { told.emplace_back(id, message.code); });
        QVERIFY(!bench->openFile(m_folder->filePath("not there").toStdString()));
        QCOMPARE(told.size(), std::size_t{1});
        QCOMPARE(told[0].first, 0);
        auto *log = bench->connectPort(onPort("/dev/no-such-port"));
        QVERIFY(log); // its problem stands in the log
        QTRY_COMPARE(told.size(), std::size_t{2});
        QCOMPARE(told[1], std::make_pair(log->id, std::string("port-missing")));
        QCOMPARE(log->lastProblem.code, std::string("port-missing"));
        QTRY_COMPARE(log->state, ChannelState::Closed);
        QVERIFY(!bench->connectPort(onPort("virtual:NOPE")));
        QCOMPARE(told.size(), std::size_t{3});
    }

    // What of a recording cannot be read is told when it has been read, once.
    void recordingsThatAreNotWhole()
    {
        std::string bytes;
        record::appendSection(bytes, record::ByteOrder::Little, {});
        record::appendInterface(bytes, record::ByteOrder::Little, record::LinkTypeRtacSerial, {{record::OptionResolution, "\x09"}});
        for (const char *data : {"AT\r", "\r\nOK\r\n"})
            record::appendRtacPacket(bytes, record::ByteOrder::Little, 0, base::Stamp{1'795'256'551'000'000'000}, record::RtacEvent::RxStart, 0, data, {});
        const auto bench = this->bench();
        std::vector<std::pair<int, std::string>> told;
        QObject::connect(bench.get(), &Workbench::problem, this,
                         [&told](int id, const base::Message &message, bool) { told.emplace_back(id, message.code); });
        const auto open = [&](const std::string &content, const char *name) {
            const auto path = m_folder->filePath(QString::fromLatin1(name));
            QFile file(path);
            return file.open(QIODevice::WriteOnly) && file.write(QByteArray::fromStdString(content)) >= 0 && (file.close(), true)
                ? bench->openFile(path.toStdString()) : nullptr;
        };
        auto *whole = open(bytes, "whole");
        QVERIFY(whole);
        auto *cut = open(bytes.substr(0, bytes.size() - 5), "cut");
        QVERIFY(cut);
        QTRY_COMPARE(told.size(), std::size_t{1});
        QCOMPARE(told[0], std::make_pair(cut->id, std::string("recording-cut")));
        auto *damaged = open(bytes + std::string(16, 'U') + bytes, "damaged");
        QVERIFY(damaged);
        QTRY_COMPARE(told.size(), std::size_t{2});
        QCOMPARE(told[1], std::make_pair(damaged->id, std::string("recording-damaged")));
        QTRY_VERIFY(whole->file->done());
        QTest::qWait(100); // neither again nor of the whole one
        QCOMPARE(told.size(), std::size_t{2});
    }

    void brokenSettings()
    {
        QFile file(m_folder->filePath("settings.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{not json");
        file.close();
        const auto bench = this->bench();
        QVERIFY(bench);
        QSignalSpy told(bench.get(), &Workbench::problem);
        bench->start();
        QVERIFY(told.count() >= 1);
        QCOMPARE(bench->quota().days, record::Quota{}.days);
        bench->settings().set("quota_days", "many");
        bench->settings().set("quota_gb", -3);
        QCOMPARE(bench->quota().days, record::Quota{}.days);
        QCOMPARE(bench->quota().bytes, record::Quota{}.bytes);
        bench->settings().set("quota_days", 7);
        bench->settings().set("quota_gb", 1.5);
        QCOMPARE(bench->quota().days, 7);
        QCOMPARE(bench->quota().bytes, std::uint64_t{1'500'000'000});
    }

    void languages()
    {
        const auto bench = this->bench();
        QSignalSpy changed(bench.get(), &Workbench::languageChanged);
        QVERIFY(!bench->chinese());
        bench->setLanguage(catalog::Language::Chinese);
        bench->setLanguage(catalog::Language::Chinese);
        QVERIFY(bench->chinese());
        bench->setLanguage(catalog::Language::English);
        QCOMPARE(changed.count(), 2);
    }

    void portsAndModules()
    {
        const auto bench = this->bench();
        bench->lookForPorts(); // before start(): nothing
        bench->start();
        bench->lookForPorts();
        const auto modules = bench->virtualModules();
        QVERIFY(std::find(modules.begin(), modules.end(), "ML302") != modules.end());
    }

    void endedWithLogsOpen()
    {
        auto bench = this->bench();
        bench->start();
        auto *log = bench->connectPort(onPort("virtual:ML302"));
        QTRY_VERIFY(isOpen(log));
        for (int i = 0; i < 20; ++i)
            bench->send("AT+CGMR");
        QVERIFY(bench->openFile(log->live->recordingPath()));
        bench.reset();
        QCoreApplication::processEvents();
    }
};

ATSCOPE_TEST(TstWorkbench)
#include "tst_workbench.moc"
