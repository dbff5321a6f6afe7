// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include "core/simulator/module_host.h"
#include "support/test_main.h"

#ifdef ATSCOPE_HAVE_PTY
#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>
#endif

using namespace atscope;
using simulator::HostEvent;
using simulator::HostOptions;
using simulator::LinkKind;
using simulator::ModuleHost;

namespace {

HostOptions tcp()
{
    HostOptions options;
    options.behaviour = test::ml302();
    options.link = {LinkKind::Tcp, "127.0.0.1:0", {}};
    return options;
}

std::unique_ptr<ModuleHost> started(HostOptions options)
{
    auto host = ModuleHost::start(std::move(options));
    if (!host) {
        qWarning("%s", catalog::Messages::render(host.error(), catalog::Language::English).c_str());
        return nullptr;
    }
    return std::move(host).value();
}

// Events until one of this kind came, at most five seconds.
std::vector<HostEvent> until(ModuleHost &host, HostEvent::Kind kind)
{
    std::vector<HostEvent> all;
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < 20000) {
        for (HostEvent &event : host.takeEvents())
            all.push_back(std::move(event));
        if (std::any_of(all.begin(), all.end(), [&](const HostEvent &event) { return event.kind == kind; }))
            break;
        QTest::qSleep(2);
    }
    return all;
}

class Client final
{
public:
    explicit Client(const std::string &listening)
    {
        const QString address = QString::fromStdString(listening);
        m_socket.connectToHost(QStringLiteral("127.0.0.1"), static_cast<quint16>(address.section(':', -1).toUInt()));
        m_socket.waitForConnected(20000);
    }
    QByteArray ask(const QByteArray &line, const QByteArray &end = "OK\r\n")
    {
        m_socket.write(line + '\r');
        m_socket.waitForBytesWritten(20000);
        return read(end);
    }
    QByteArray read(const QByteArray &end)
    {
        QByteArray all;
        while (!all.endsWith(end) && m_socket.waitForReadyRead(20000))
            all += m_socket.readAll();
        return all;
    }
    QTcpSocket m_socket;
};

} // namespace

class TstModuleHost : public QObject
{
    Q_OBJECT

private slots:
    void overTcp()
    {
        const auto host = started(tcp());
        QVERIFY(host);
        QVERIFY(QString::fromStdString(host->listening()).startsWith("tcp://127.0.0.1:"));
        Client client(host->listening());
        QCOMPARE(client.ask("AT"), QByteArray("AT\r\r\nOK\r\n"));
        Client second(host->listening()); // one at a time
        QVERIFY(second.m_socket.state() != QAbstractSocket::ConnectedState || second.m_socket.waitForDisconnected(20000));
        host->control(R"({"do":"urc","text":"+CIOTCMD:3,abc"})");
        QCOMPARE(client.read("abc\r\n"), QByteArray("\r\n+CIOTCMD:3,abc\r\n"));
        const auto events = until(*host, HostEvent::Kind::Reply);
        QVERIFY(!events.empty());
        QCOMPARE(events.back().toJson(catalog::Language::English), std::string(R"({"done":"urc"})"));
        client.m_socket.disconnectFromHost();
        QTest::qWait(50);
        Client third(host->listening());
        QCOMPARE(third.ask("ATE0"), QByteArray("ATE0\r\r\nOK\r\n"));
    }

    void delaysAndQuit()
    {
        const auto host = started(tcp());
        QVERIFY(host);
        Client client(host->listening());
        client.ask("ATE0");
        host->control(R"({"do":"fault","kind":"delay","ms":120})");
        until(*host, HostEvent::Kind::Reply);
        QElapsedTimer clock;
        clock.start();
        QCOMPARE(client.ask("AT"), QByteArray("\r\nOK\r\n"));
        QVERIFY(clock.elapsed() >= 110);
        host->control(R"({"do":"quit"})");
        QVERIFY(!until(*host, HostEvent::Kind::Ended).empty());
        QTRY_VERIFY(host->ended());
    }

    void pacedOutput()
    {
        HostOptions options = tcp();
        options.pace = true;
        const auto host = started(std::move(options));
        QVERIFY(host);
        Client client(host->listening());
        client.ask("ATE0");
        client.ask("AT+IPR=9600");
        host->control("{\"do\":\"urc\",\"text\":\"" + std::string(236, 'x') + "\"}");
        QElapsedTimer clock;
        clock.start();
        QCOMPARE(client.read("xx\r\n").size(), 240);
        QVERIFY2(clock.elapsed() >= 200 && clock.elapsed() < 15000,
                 qPrintable(QString::number(clock.elapsed()))); // 250 ms at 960 bytes/s
    }

    void stateIsKept()
    {
        QTemporaryDir dir;
        HostOptions options = tcp();
        options.stateFile = dir.filePath("ml302.json").toStdString();
        {
            const auto host = started(options);
            QVERIFY(host);
            Client client(host->listening());
            QVERIFY(client.ask("AT+CIOTMKEY=\"abc\"").endsWith("OK\r\n"));
            // A second one at the same time starts from factory state.
            const auto other = started(options);
            QVERIFY(other);
            const auto events = until(*other, HostEvent::Kind::Problem);
            QVERIFY(!events.empty());
            QCOMPARE(events.front().problem.code, std::string("simulator-state-locked"));
            Client fresh(other->listening());
            QVERIFY(fresh.ask("AT+CIOTMKEY?", "ERROR\r\n").endsWith("ERROR\r\n"));
            fresh.ask("AT+CIOTMKEY=\"other\"");
        }
        const auto host = started(options);
        QVERIFY(host);
        Client client(host->listening());
        QVERIFY(client.ask("AT+CIOTMKEY?").contains("+CIOTMKEY: abc\r\n"));
    }

    void cannotStart()
    {
        HostOptions options = tcp();
        options.link.address = "127.0.0.1";
        const auto address = ModuleHost::start(options);
        QVERIFY(!address.ok());
        COMPARE_TEXT(address.error().message.code, "simulator-link-address");
        QTcpServer taken;
        QVERIFY(taken.listen(QHostAddress::LocalHost));
        options.link.address = "127.0.0.1:" + std::to_string(taken.serverPort());
        const auto busy = ModuleHost::start(options);
        QVERIFY(!busy.ok());
        COMPARE_TEXT(busy.error().message.code, "simulator-link-listen");
        QTemporaryDir dir;
        QFile broken(dir.filePath("s.json"));
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write("{\"atscope-simulator\":1,");
        broken.close();
        options = tcp();
        options.stateFile = broken.fileName().toStdString();
        const auto state = ModuleHost::start(options);
        QVERIFY(!state.ok());
        COMPARE_TEXT(state.error().message.code, "simulator-state-json");
        COMPARE_TEXT(state.error().place.file, broken.fileName().toUtf8());
        options = tcp();
        options.link = {LinkKind::Serial, "/dev/no-such-port", {}};
        QVERIFY(!ModuleHost::start(options).ok());
    }

#ifdef ATSCOPE_HAVE_PTY
    static QByteArray talk(int fd, const QByteArray &line, int ms = 20000)
    {
        if (::write(fd, line.constData(), static_cast<std::size_t>(line.size())) != line.size())
            return "write failed";
        QByteArray all;
        QElapsedTimer clock;
        clock.start();
        while (!all.endsWith("OK\r\n") && clock.elapsed() < ms) {
            pollfd set{fd, POLLIN, 0};
            if (::poll(&set, 1, 50) <= 0)
                continue;
            char buffer[512];
            const ssize_t size = ::read(fd, buffer, sizeof buffer);
            if (size > 0)
                all.append(buffer, size);
        }
        return all;
    }
    static int opened(const std::string &path, speed_t speed)
    {
        const int fd = ::open(path.c_str(), O_RDWR | O_NOCTTY);
        termios mode{};
        if (fd < 0 || ::tcgetattr(fd, &mode) != 0)
            return fd;
        ::cfmakeraw(&mode);
        if (speed != 0)
            ::cfsetspeed(&mode, speed);
        ::tcsetattr(fd, TCSANOW, &mode);
        return fd;
    }

    void overPty()
    {
        QTemporaryDir dir;
        HostOptions options;
        options.behaviour = test::ml302();
        options.link = {LinkKind::Pty, dir.filePath("link").toStdString(), {}};
        const auto host = started(std::move(options));
        QVERIFY(host);
        COMPARE_TEXT(host->listening(), dir.filePath("link").toUtf8());
        int fd = opened(host->listening(), 0); // a client that sets no rate
        QVERIFY(fd >= 0);
        QCOMPARE(talk(fd, "ATE0\r"), QByteArray("ATE0\r\r\nOK\r\n"));
        ::close(fd);
        fd = opened(host->listening(), B115200);
        QCOMPARE(talk(fd, "AT+CGMM\r"), QByteArray("\r\nML302\r\n\r\nOK\r\n"));
        ::close(fd);
        fd = opened(host->listening(), B9600); // the wrong one
        const QByteArray garbage = talk(fd, "AT\r", 200);
        QVERIFY(!garbage.contains("OK"));
        ::close(fd);
        fd = opened(host->listening(), B115200);
        talk(fd, "\r", 100); // ends what is left of the garbage
        QVERIFY(talk(fd, "AT+IPR=9600\r").endsWith("\r\nOK\r\n"));
        ::close(fd);
        fd = opened(host->listening(), B9600);
        QCOMPARE(talk(fd, "AT\r"), QByteArray("\r\nOK\r\n"));
        ::close(fd);
    }
#endif
};

ATSCOPE_TEST(TstModuleHost)
#include "tst_module_host.moc"
