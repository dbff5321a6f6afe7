// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <random>

#include "channel_watch.h"
#include "support/test_main.h"

using namespace atscope;
using namespace atscope::transport;

class TstTcpChannel final : public QObject
{
    Q_OBJECT

    static PortAddress loopback(std::uint16_t port)
    {
        PortAddress address;
        address.kind = PortKind::Tcp;
        address.host = "127.0.0.1";
        address.port = port;
        return address;
    }

private Q_SLOTS:
    void bothWays()
    {
        constexpr std::size_t Size = 5'000'000;
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        test::ChannelWatch watch;
        const auto channel = test::channelOn(loopback(server.serverPort()), watch);
        QVERIFY(channel);
        channel->open();
        QTRY_VERIFY(watch.isOpen());
        QTRY_VERIFY(server.hasPendingConnections());
        QTcpSocket *peer = server.nextPendingConnection();

        std::mt19937 random(7);
        std::string down(Size, '\0');
        std::string up(Size, '\0');
        for (std::size_t i = 0; i < Size; ++i) {
            down[i] = static_cast<char>(random());
            up[i] = static_cast<char>(random());
        }
        QByteArray arrived;
        QObject::connect(peer, &QTcpSocket::readyRead, peer, [&] { arrived += peer->readAll(); });
        for (std::size_t at = 0; at < Size;) {
            const std::size_t size = std::min<std::size_t>(1 + random() % 60'000, Size - at);
            QVERIFY(channel->write(std::string_view(up).substr(at, size)));
            peer->write(down.data() + at, static_cast<qint64>(size));
            at += size;
        }
        QTRY_COMPARE_WITH_TIMEOUT(arrived.size(), static_cast<qsizetype>(Size), 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(watch.received.size(), Size, 60'000);
        QVERIFY(watch.received == down);
        QVERIFY(arrived.toStdString() == up);
        QVERIFY(watch.stampsRise);
        QVERIFY(watch.sent > 0);
        QCOMPARE(channel->unsent(), std::uint64_t{0});
        const ChannelCounters counters = channel->counters();
        QCOMPARE(counters.bytesRead, std::uint64_t{Size});
        QCOMPARE(counters.bytesWritten, std::uint64_t{Size});
        QVERIFY(counters.reads > 0 && counters.reads <= Size);
        channel->close();
        QCOMPARE(channel->state(), ChannelState::Closed);
        QVERIFY(watch.failures.empty());
    }

    void pausedMakesThePeerWait()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        test::ChannelWatch watch;
        const auto channel = test::channelOn(loopback(server.serverPort()), watch);
        channel->open();
        QTRY_VERIFY(watch.isOpen());
        QTRY_VERIFY(server.hasPendingConnections());
        QTcpSocket *peer = server.nextPendingConnection();
        QVERIFY(channel->pausable());
        channel->setPaused(true);
        const std::string data(30'000'000, 'x');
        peer->write(data.data(), static_cast<qint64>(data.size()));
        QTest::qWait(200);
        QVERIFY(watch.received.empty());
        QVERIFY(peer->bytesToWrite() > 0);
        channel->setPaused(false);
        QTRY_COMPARE_WITH_TIMEOUT(watch.received.size(), data.size(), 60'000);
    }

    void refused()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const auto port = server.serverPort();
        server.close();
        test::ChannelWatch watch;
        const auto channel = test::channelOn(loopback(port), watch);
        channel->open();
        QTRY_COMPARE(watch.failure(), std::string("tcp-refused"));
        QTRY_COMPARE(channel->state(), ChannelState::Closed);
        QCOMPARE(watch.failures.size(), std::size_t{1});
        QVERIFY(!channel->write("AT"));
    }

    void waitsForTheListener()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const auto port = server.serverPort();
        server.close();
        test::ChannelWatch watch;
        LineOptions options;
        options.wait = 20;
        const auto channel = test::channelOn(loopback(port), watch, options);
        channel->open();
        QTest::qWait(250);
        QCOMPARE(channel->state(), ChannelState::Opening);
        QVERIFY(server.listen(QHostAddress::LocalHost, port));
        QTRY_VERIFY_WITH_TIMEOUT(watch.isOpen(), 15'000);
        QVERIFY(watch.failures.empty());
    }

    void closedWhileWaiting()
    {
        test::ChannelWatch watch;
        LineOptions options;
        options.wait = 20;
        const auto channel = test::channelOn(loopback(1), watch, options);
        channel->open();
        QTest::qWait(150);
        channel->close();
        QTRY_COMPARE(channel->state(), ChannelState::Closed);
        QTest::qWait(250);
        QCOMPARE(channel->state(), ChannelState::Closed);
        QVERIFY(watch.failures.empty());
    }

    void peerCloses()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        test::ChannelWatch watch;
        const auto channel = test::channelOn(loopback(server.serverPort()), watch);
        for (int round = 1; round <= 2; ++round) { // and again
            channel->open();
            QTRY_VERIFY(watch.isOpen());
            QTRY_VERIFY(server.hasPendingConnections());
            QTcpSocket *peer = server.nextPendingConnection();
            peer->write("last words");
            peer->disconnectFromHost();
            QTRY_COMPARE(channel->state(), ChannelState::Closed);
            QCOMPARE(watch.failure(), std::string("tcp-closed"));
            QCOMPARE(static_cast<int>(watch.failures.size()), round);
            QVERIFY(watch.received.ends_with("last words"));
            QCOMPARE(watch.states[watch.states.size() - 2], ChannelState::Lost);
        }
        QCOMPARE(channel->counters().opens, std::uint64_t{2});
    }

    void closeInsideACallback()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        test::ChannelWatch watch;
        const auto channel = test::channelOn(loopback(server.serverPort()), watch);
        watch.onBytes = [&](std::string_view) {
            channel->close();
            QVERIFY(!channel->write("x"));
            channel->open(); // after the close
        };
        channel->open();
        QTRY_VERIFY(watch.isOpen());
        QTRY_VERIFY(server.hasPendingConnections());
        server.nextPendingConnection()->write("RING");
        QTRY_COMPARE(channel->counters().opens, std::uint64_t{2});
        QCOMPARE(watch.received, std::string("RING"));
    }
};

ATSCOPE_TEST(TstTcpChannel)
#include "tst_tcp_channel.moc"
