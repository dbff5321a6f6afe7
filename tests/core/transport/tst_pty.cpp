// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "core/transport/pty.h"
#include "support/test_main.h"

using namespace atscope;
using namespace atscope::transport;
namespace fs = std::filesystem;

namespace
{

class PtyWatch final : public PtyListener
{
public:
    void ptyBytes(std::string_view bytes, base::Stamp at) override
    {
        received += bytes;
        stampsRise = stampsRise && at >= last;
        last = at;
    }
    void ptyClient(bool present) override { clients += present ? '+' : '-'; }
    void ptyDrained() override { ++drained; }

    std::string received;
    std::string clients;
    int drained = 0;
    bool stampsRise = true;
    base::Stamp last;
};

// The lock file of a terminal that was there and is gone. (It is made while nobody else can have that number.)
class LeftLock final
{
public:
    explicit LeftLock(const QByteArray &pid)
    {
        Pty terminal;
        if (terminal.open())
            return;
        path = terminal.path();
        file.setFileName("/var/lock/LCK..pts_" + QString::fromStdString(path.substr(9)));
        if (file.open(QIODevice::WriteOnly))
            file.write(pid + "\natscope\nhost\n");
        file.close();
    }
    ~LeftLock() { file.remove(); }
    LeftLock(const LeftLock &) = delete;
    LeftLock &operator=(const LeftLock &) = delete;

    std::string path;
    QFile file;
};

// A client without Qt.
class Client final
{
public:
    explicit Client(const Pty &pty, int flags = O_RDWR) : m_fd(::open(pty.path().c_str(), flags | O_NOCTTY | O_NONBLOCK)) {}
    ~Client() { close(); }
    Client(const Client &) = delete;
    Client &operator=(const Client &) = delete;
    void close()
    {
        if (m_fd >= 0)
            ::close(m_fd);
        m_fd = -1;
    }
    int fd() const { return m_fd; }
    bool send(std::string_view bytes) const
    {
        return ::write(m_fd, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size());
    }
    // All that came until now.
    const std::string &heard() const
    {
        char buffer[4096];
        const ssize_t size = ::read(m_fd, buffer, sizeof buffer);
        if (size > 0)
            m_heard.append(buffer, static_cast<std::size_t>(size));
        return m_heard;
    }

private:
    int m_fd;
    mutable std::string m_heard;
};

} // namespace

class TstPty final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // What a killed program left says nothing of the terminal that now has its number.
    void staleLockFileOfTheSameNumber()
    {
        LeftLock lock("4194399"); // beyond the largest process id
        QVERIFY(lock.file.exists());
        Pty pty;
        QVERIFY(!pty.open());
        // Another program may have taken the number; then that one removed the file, if it had to.
        if (pty.path() == lock.path)
            QVERIFY(!lock.file.exists());
    }

    // The lock of a program that lives (in another container with the same folder, say) is not touched: the next number.
    void lockFileThatSomebodyNeeds()
    {
        LeftLock lock(QByteArray::number(::getpid()));
        QVERIFY(lock.file.exists());
        Pty pty;
        QVERIFY(!pty.open());
        QVERIFY(pty.path() != lock.path);
        QVERIFY(lock.file.exists());
    }

    void talksRaw()
    {
        Pty pty;
        PtyWatch watch;
        pty.setListener(&watch);
        QVERIFY(!pty.open());
        QVERIFY(pty.path().starts_with("/dev/pts/"));
        QVERIFY(!pty.clientPresent());
        const Client client(pty);
        QVERIFY(client.fd() >= 0);
        std::string all;
        for (int i = 0; i < 256; ++i)
            all += static_cast<char>(i);
        QVERIFY(client.send(all));
        QTRY_COMPARE(watch.received, all);
        QVERIFY(pty.clientPresent());
        pty.write(all); // no echo, no line editing, no changed line ends
        QTRY_COMPARE(client.heard(), all);
        QCOMPARE(pty.pending(), std::uint64_t{0});
        QVERIFY(watch.drained > 0);
        QTest::qWait(20);
        QCOMPARE(watch.received, all);
    }

    void seesClientsComeAndGo()
    {
        Pty pty;
        PtyWatch watch;
        pty.setListener(&watch);
        QVERIFY(!pty.open());
        QTest::qWait(20);
        QCOMPARE(watch.clients, std::string());
        Client first(pty);
        QTRY_COMPARE(watch.clients, std::string("+"));
        Client second(pty, O_RDONLY);
        Client third(pty);
        first.close();
        third.close();
        QTest::qWait(50);
        QCOMPARE(watch.clients, std::string("+"));
        second.close();
        QTRY_COMPARE(watch.clients, std::string("+-"));
        {
            const Client brief(pty); // came, wrote and went before we looked
            QVERIFY(brief.send("AT\r"));
        }
        QTRY_COMPARE(watch.clients, std::string("+-+-"));
        QCOMPARE(watch.received, std::string("AT\r"));
        for (int i = 0; i < 20; ++i) {
            const Client brief(pty);
        }
        QTRY_VERIFY(watch.clients.size() >= 6 && watch.clients.ends_with('-'));
        QVERIFY(!pty.clientPresent());
    }

    void answersAClientThatHasJustCome()
    {
        Pty pty;
        QVERIFY(!pty.open());
        pty.write("nobody hears this");
        QCOMPARE(pty.discarded(), std::uint64_t{17});
        const Client client(pty);
        pty.write("OK"); // the event loop did not run since it opened
        QTRY_COMPARE(client.heard(), std::string("OK"));
    }

    void oldBytesAreNotForTheNextClient()
    {
        Pty pty;
        PtyWatch watch;
        pty.setListener(&watch);
        QVERIFY(!pty.open());
        Client first(pty);
        pty.write(std::string(200'000, 'x'));
        QVERIFY(pty.pending() > 0);
        first.close();
        const Client second(pty);
        pty.write("fresh");
        QTRY_COMPARE(watch.clients, std::string("+-+"));
        QTRY_COMPARE(second.heard(), std::string("fresh"));
    }

    void clearsADeadClientsLockAndMode()
    {
        Pty pty;
        PtyWatch watch;
        pty.setListener(&watch);
        QVERIFY(!pty.open());
        {
            const Client dead(pty);
            QCOMPARE(::ioctl(dead.fd(), TIOCEXCL), 0);
            termios cooked{};
            QCOMPARE(::tcgetattr(dead.fd(), &cooked), 0);
            cooked.c_lflag |= ECHO | ICANON;
            QCOMPARE(::tcsetattr(dead.fd(), TCSANOW, &cooked), 0);
        }
        QTRY_COMPARE(watch.clients, std::string("+-"));
        const Client next(pty);
        QVERIFY(next.fd() >= 0);
        int exclusive = -1;
        QCOMPARE(::ioctl(next.fd(), TIOCGEXCL, &exclusive), 0);
        QCOMPARE(exclusive, 0);
        pty.write("URC\r\n");
        QTRY_COMPARE(next.heard(), std::string("URC\r\n"));
        QTest::qWait(20);
        QCOMPARE(watch.received, std::string());
    }

    void knowsTheBaudRate()
    {
        Pty pty;
        QVERIFY(!pty.open());
        const Client client(pty);
        termios settings{};
        for (const auto &[speed, baud] : std::initializer_list<std::pair<speed_t, int>>{{B9600, 9600}, {B115200, 115200}}) {
            QCOMPARE(::tcgetattr(client.fd(), &settings), 0);
            ::cfsetspeed(&settings, speed);
            QCOMPARE(::tcsetattr(client.fd(), TCSANOW, &settings), 0);
            QCOMPARE(pty.clientBaud(), baud);
        }
    }

    void doesNotReadWhenTold()
    {
        Pty pty;
        PtyWatch watch;
        pty.setListener(&watch);
        QVERIFY(!pty.open());
        const Client client(pty);
        pty.setReading(false);
        QVERIFY(client.send("AT\r"));
        QTest::qWait(50);
        QCOMPARE(watch.received, std::string());
        pty.setReading(true);
        QTRY_COMPARE(watch.received, std::string("AT\r"));
    }

    void linkComesAndGoes()
    {
        QTemporaryDir folder;
        const std::string link = folder.filePath("L").toStdString();
        fs::create_symlink("/nowhere", link); // of a run that was killed
        std::string path;
        {
            Pty pty;
            QVERIFY(!pty.open(link));
            path = pty.path();
            QCOMPARE(fs::read_symlink(link).string(), path);
        }
        QVERIFY(!fs::is_symlink(link));

        Pty pty;
        const std::string file = folder.filePath("file").toStdString();
        QVERIFY(QFile(QString::fromStdString(file)).open(QIODevice::WriteOnly));
        const auto exists = pty.open(file);
        QVERIFY(exists);
        QCOMPARE(exists->code, std::string("pty-link-exists"));
        QVERIFY(!pty.isOpen());
        QVERIFY(fs::is_regular_file(file));
        const auto nowhere = pty.open(folder.filePath("no/such/folder/L").toStdString());
        QVERIFY(nowhere);
        QCOMPARE(nowhere->code, std::string("pty-link-failed"));
    }

    void linkOfSomebodyElseStays()
    {
        QTemporaryDir folder;
        const std::string link = folder.filePath("L").toStdString();
        Pty one;
        QVERIFY(!one.open(link));
        Pty other;
        QVERIFY(!other.open(link));
        one.close();
        QCOMPARE(fs::read_symlink(link).string(), other.path());
    }
};

ATSCOPE_TEST(TstPty)
#include "tst_pty.moc"
