// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>

#include <sys/stat.h>

#include "channel_watch.h"
#include "core/transport/pty.h"
#include "support/test_main.h"

using namespace atscope;
using namespace atscope::transport;
namespace fs = std::filesystem;

namespace
{

class Module final : public PtyListener
{
public:
    Module() { pty.setListener(this); }
    void ptyBytes(std::string_view bytes, base::Stamp) override { received += bytes; }

    Pty pty;
    std::string received;
};

} // namespace

// Opening, closing, losing a port; the module's end is a pty in the same thread.
class TstSerialChannel final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void opensTalksCloses()
    {
        Module module;
        QVERIFY(!module.pty.open());
        test::ChannelWatch watch;
        const auto channel = test::channelOn(test::device(module.pty.path()), watch);
        QVERIFY(!channel->write("early"));
        for (int round = 1; round <= 3; ++round) {
            module.received.clear();
            watch.received.clear();
            channel->open();
            QCOMPARE(channel->state(), ChannelState::Open);
            QVERIFY(channel->write("AT\r"));
            QTRY_COMPARE(module.received, std::string("AT\r"));
            module.pty.write("\r\nOK\r\n");
            QTRY_COMPARE(watch.received, std::string("\r\nOK\r\n"));
            QCOMPARE(channel->unsent(), std::uint64_t{0});
            channel->close();
            QCOMPARE(channel->state(), ChannelState::Closed);
            QCOMPARE(channel->counters().opens, static_cast<std::uint64_t>(round));
        }
        QCOMPARE(watch.failures.size(), std::size_t{0});
        QCOMPARE(watch.notices.size(), std::size_t{0});
        QVERIFY(watch.stampsRise);
        QCOMPARE(channel->counters().bytesWritten, std::uint64_t{9});
        QCOMPARE(channel->counters().bytesRead, std::uint64_t{18});
        QCOMPARE(channel->counters().writes, std::uint64_t{3});
        QCOMPARE(channel->counters().overruns, std::uint64_t{0});
    }

    void throughALinkAndByName()
    {
        QTemporaryDir folder;
        Module module;
        QVERIFY(!module.pty.open(folder.filePath("L").toStdString()));
        const fs::path before = fs::current_path();
        fs::current_path(folder.path().toStdString());
        const auto back = qScopeGuard([&] { fs::current_path(before); });
        for (const std::string &name : {module.pty.link(), std::string("L"), std::string("./L"), module.pty.path().substr(5)}) {
            test::ChannelWatch watch;
            const auto channel = test::channelOn(test::device(name), watch);
            channel->open();
            if (name.starts_with("pts/")) { // only a name without a slash is looked up in /dev
                QCOMPARE(watch.failure(), std::string("port-missing"));
                continue;
            }
            QCOMPARE(watch.failure(), std::string());
            QCOMPARE(channel->state(), ChannelState::Open);
            module.received.clear();
            QVERIFY(channel->write("ATI\r"));
            QTRY_COMPARE(module.received, std::string("ATI\r"));
        }
    }

    void aPtyHasNoLinesButThatIsNoError()
    {
        Module module;
        QVERIFY(!module.pty.open());
        test::ChannelWatch watch;
        LineOptions options;
        options.parity = Parity::Even;
        options.dataBits = 7;
        options.dtr = true;
        const auto channel = test::channelOn(test::device(module.pty.path()), watch, options);
        channel->open();
        QCOMPARE(channel->state(), ChannelState::Open);
        QVERIFY(!channel->lines().available);
        QVERIFY(watch.failures.empty());
        QStringList codes;
        for (const auto &notice : watch.notices)
            codes << QString::fromStdString(notice.code);
        QVERIFY2(codes.contains("port-lines-unavailable"), qPrintable(codes.join(' ')));
        QVERIFY2(codes.contains("port-setting-ignored"), qPrintable(codes.join(' ')));
        for (const auto &answer :
             {channel->setDtr(true), channel->setRts(false), channel->sendBreak(std::chrono::milliseconds(10))}) {
            QVERIFY(answer);
            QCOMPARE(answer->code, std::string("port-lines-unavailable"));
        }
        QTest::qWait(300); // the lines are not asked for
        QCOMPARE(channel->state(), ChannelState::Open);
        QVERIFY(channel->write("AT\r"));
        QTRY_COMPARE(module.received, std::string("AT\r"));
    }

    void baudRateWhileOpen()
    {
        Module module;
        QVERIFY(!module.pty.open());
        test::ChannelWatch watch;
        LineOptions options;
        options.baud = 9600;
        const auto channel = test::channelOn(test::device(module.pty.path()), watch, options);
        channel->open();
        QCOMPARE(module.pty.clientBaud(), 9600);
        for (const int baud : {115200, 921600, 250000, 3000000}) { // 250000 has no B… constant
            options.baud = baud;
            QVERIFY(!channel->setOptions(options));
            QCOMPARE(module.pty.clientBaud(), baud);
            QCOMPARE(channel->options().baud, baud);
        }
        options.baud = 1;
        QVERIFY(channel->setOptions(options));
        QCOMPARE(channel->options().baud, 3000000);
        QVERIFY(channel->write("AT\r"));
        QTRY_COMPARE(module.received, std::string("AT\r"));
    }

    void missing()
    {
        for (const std::string &path : {std::string("/dev/no-such-port"), std::string("/no/such/folder/x"),
                                        std::string("nonsense"), std::string("/dev/pts/999999")}) {
            test::ChannelWatch watch;
            const auto channel = test::channelOn(test::device(path), watch);
            channel->open();
            QCOMPARE(watch.failure(), std::string("port-missing"));
            QCOMPARE(watch.failures.back().arg("port"), std::string_view(path));
            QCOMPARE(channel->state(), ChannelState::Closed);
        }
    }

    void notASerialPort()
    {
        QTemporaryDir folder;
        const std::string fifo = folder.filePath("fifo").toStdString();
        QCOMPARE(::mkfifo(fifo.c_str(), 0600), 0);
        for (const std::string &path : {std::string("/dev/null"), std::string("/etc/passwd"), std::string("/tmp"), fifo}) {
            test::ChannelWatch watch;
            const auto channel = test::channelOn(test::device(path), watch);
            channel->open();
            QVERIFY2(watch.failure() == "port-not-serial", (path + ": " + watch.failure()).c_str());
            QCOMPARE(channel->state(), ChannelState::Closed);
        }
    }

    void waitsUntilItAppears()
    {
        QTemporaryDir folder;
        const std::string link = folder.filePath("later").toStdString();
        test::ChannelWatch watch;
        LineOptions options;
        options.wait = 20;
        const auto channel = test::channelOn(test::device(link), watch, options);
        channel->open();
        QCOMPARE(channel->state(), ChannelState::Opening);
        QTest::qWait(150);
        QCOMPARE(channel->state(), ChannelState::Opening);
        Module module;
        QVERIFY(!module.pty.open(link));
        QTRY_COMPARE(channel->state(), ChannelState::Open);
        QVERIFY(watch.failures.empty());
    }

    void waitsInVain()
    {
        test::ChannelWatch watch;
        LineOptions options;
        options.wait = 0.2;
        const auto channel = test::channelOn(test::device("/dev/no-such-port"), watch, options);
        channel->open();
        QCOMPARE(channel->state(), ChannelState::Opening);
        QTRY_COMPARE(channel->state(), ChannelState::Closed);
        QCOMPARE(watch.failure(), std::string("port-missing-waited"));
        QCOMPARE(watch.failures.back().arg("seconds"), std::string_view("0.2"));
        channel->open(); // and given up by the user
        channel->close();
        QCOMPARE(channel->state(), ChannelState::Closed);
        QTest::qWait(300);
        QCOMPARE(watch.failures.size(), std::size_t{1});
    }

    void secondOpenIsRefused()
    {
        Module module;
        QVERIFY(!module.pty.open());
        test::ChannelWatch watch;
        test::ChannelWatch watchOther;
        const auto channel = test::channelOn(test::device(module.pty.path()), watch);
        const auto other = test::channelOn(test::device(module.pty.path()), watchOther);
        channel->open();
        QVERIFY(watch.isOpen());
        other->open();
        QCOMPARE(watchOther.failure(), std::string("port-busy-self"));
        QCOMPARE(other->state(), ChannelState::Closed);
        QVERIFY(channel->write("AT\r")); // the first one is none the worse for it
        QTRY_COMPARE(module.received, std::string("AT\r"));
        channel->close();
        other->open();
        QVERIFY(watchOther.isOpen());
    }

    void unplugged_data()
    {
        QTest::addColumn<bool>("writing");
        QTest::addColumn<bool>("paused");
        QTest::newRow("idle") << false << false;
        QTest::newRow("writing") << true << false;
        QTest::newRow("paused") << false << true;
        QTest::newRow("paused and writing") << true << true;
    }
    void unplugged()
    {
        QFETCH(bool, writing);
        QFETCH(bool, paused);
        QTemporaryDir folder;
        const std::string link = folder.filePath("L").toStdString();
        test::ChannelWatch watch;
        const auto channel = test::channelOn(test::device(link), watch);
        for (int round = 1; round <= 3; ++round) {
            Module module;
            QVERIFY(!module.pty.open(link));
            channel->open();
            QCOMPARE(channel->state(), ChannelState::Open);
            module.pty.write("+URC: 1\r\n");
            QTRY_VERIFY(watch.received.ends_with("+URC: 1\r\n"));
            channel->setPaused(paused);
            module.pty.close();
            if (writing)
                QVERIFY(channel->write(std::string(100'000, 'x')));
            if (paused && !writing) { // nobody looks until it reads on
                QTest::qWait(50);
                channel->setPaused(false);
            }
            QTRY_COMPARE(channel->state(), ChannelState::Closed);
            QCOMPARE(watch.failure(), std::string("port-lost"));
            QCOMPARE(static_cast<int>(watch.failures.size()), round); // one of it
            QCOMPARE(watch.states[watch.states.size() - 2], ChannelState::Lost);
            QVERIFY(!channel->write("AT"));
        }
    }

    void closedWhenToldOfTheLoss()
    {
        Module module;
        QVERIFY(!module.pty.open());
        const std::string path = module.pty.path();
        test::ChannelWatch watch;
        const auto channel = test::channelOn(test::device(path), watch);
        watch.onState = [&](ChannelState state) {
            if (state == ChannelState::Lost) {
                channel->close();
                channel->open(); // finds nothing, once it is closed
            }
        };
        channel->open();
        module.pty.close();
        QTRY_COMPARE(watch.failures.size(), std::size_t{2});
        QCOMPARE(watch.failures.front().code, std::string("port-lost"));
        QCOMPARE(watch.failures.back().code, std::string("port-missing"));
        QTRY_COMPARE(channel->state(), ChannelState::Closed);
    }

    void closeInsideACallback()
    {
        Module module;
        QVERIFY(!module.pty.open());
        test::ChannelWatch watch;
        const auto channel = test::channelOn(test::device(module.pty.path()), watch);
        watch.onBytes = [&](std::string_view) {
            channel->close();
            QVERIFY(!channel->write("x"));
            channel->open();
        };
        channel->open();
        module.pty.write("RING\r\n");
        QTRY_COMPARE(channel->counters().opens, std::uint64_t{2});
        QCOMPARE(watch.received, std::string("RING\r\n"));
        QVERIFY(watch.failures.empty());
        watch.onBytes = nullptr;
        module.pty.write("RING\r\n");
        QTRY_COMPARE(watch.received, std::string("RING\r\nRING\r\n"));
    }

    void deletedLaterInsideACallback()
    {
        Module module;
        QVERIFY(!module.pty.open());
        test::ChannelWatch watch;
        auto channel = test::channelOn(test::device(module.pty.path()), watch);
        Channel *raw = channel.release();
        bool gone = false;
        QObject::connect(raw, &QObject::destroyed, this, [&gone] { gone = true; });
        watch.onBytes = [raw](std::string_view) { raw->deleteLater(); };
        raw->open();
        module.pty.write("RING\r\n");
        QTRY_VERIFY(gone);
    }

    void closesWhenSent()
    {
        Module module;
        QVERIFY(!module.pty.open());
        test::ChannelWatch watch;
        const auto channel = test::channelOn(test::device(module.pty.path()), watch);
        channel->open();
        const std::string data(300'000, 'q');
        QVERIFY(channel->write(data));
        QVERIFY(channel->unsent() > 0);
        channel->closeWhenSent(std::chrono::seconds(20));
        QCOMPARE(channel->state(), ChannelState::Open);
        QTRY_COMPARE(channel->state(), ChannelState::Closed);
        QTRY_COMPARE(module.received.size(), data.size());
        channel->open();
        module.pty.setReading(false);
        QVERIFY(channel->write(data));
        channel->closeWhenSent(std::chrono::milliseconds(50)); // nobody takes it
        QTRY_COMPARE(channel->state(), ChannelState::Closed);
        QVERIFY(watch.failures.empty());
    }
};

ATSCOPE_TEST(TstSerialChannel)
#include "tst_serial_channel.moc"
