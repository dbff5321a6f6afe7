// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstdio>
#include <filesystem>

#include <grp.h>
#include <sys/stat.h>
#include <unistd.h>

#include "channel_watch.h"
#include "core/transport/pty.h"
#include "support/test_main.h"

using namespace atscope;
using namespace atscope::transport;

// Who may open what, and who has it: cases for somebody who is not root. TstPortAccess runs them in a child that has dropped to
// nobody where the tests run as root, in a plain child elsewhere; nothing is skipped.

namespace
{

constexpr const char *InChild = "ATSCOPE_TEST_PLAIN_USER";
constexpr const char *HoldPort = "ATSCOPE_TEST_HOLD";
constexpr const char *DialoutPort = "ATSCOPE_TEST_DIALOUT";
constexpr const char *LockedPort = "ATSCOPE_TEST_LOCKED";

base::Message failureOn(const std::string &path)
{
    test::ChannelWatch watch;
    const auto channel = test::channelOn(test::device(path), watch);
    channel->open();
    return watch.failures.empty() ? base::Message() : watch.failures.back();
}

// A program that has a port open until its standard input ends.
class Holder final
{
public:
    explicit Holder(const std::string &path)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(HoldPort, QString::fromStdString(path));
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process.start(QCoreApplication::applicationFilePath(), {"--class", "TstHoldPort"});
        QByteArray said;
        while (!said.contains("HOLDING") && process.waitForReadyRead(30'000))
            said += process.readAll();
        holding = said.contains("HOLDING open");
    }
    ~Holder()
    {
        process.kill();
        process.waitForFinished();
    }
    Holder(const Holder &) = delete;
    Holder &operator=(const Holder &) = delete;

    QProcess process;
    bool holding = false;
};

} // namespace

class TstHoldPort final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hold()
    {
        test::ChannelWatch watch;
        const auto channel = test::channelOn(test::device(qgetenv(HoldPort).toStdString()), watch);
        channel->open();
        std::printf("HOLDING %s\n", watch.isOpen() ? "open" : watch.failure().c_str());
        std::fflush(stdout);
        QVERIFY(watch.isOpen());
        std::getchar();
    }
};

class TstPlainUser final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isNotRoot() { QVERIFY(::geteuid() != 0); }

    void noPermissionByMode()
    {
        Pty pty;
        QVERIFY(!pty.open());
        QCOMPARE(::chmod(pty.path().c_str(), 0), 0);
        const base::Message why = failureOn(pty.path());
        QCOMPARE(why.code, std::string("port-permission-mode"));
        QCOMPARE(why.arg("mode"), std::string_view("000"));
        QCOMPARE(why.arg("port"), std::string_view(pty.path()));
        QVERIFY(!why.arg("owner").empty());
    }

    void noPermissionByGroup()
    {
        const std::string path = qgetenv(DialoutPort).toStdString();
        if (path.empty()) // root made it
            return;
        const base::Message why = failureOn(path);
        QCOMPARE(why.code, std::string("port-permission"));
        QCOMPARE(why.arg("group"), std::string_view("dialout"));
        QCOMPARE(why.arg("user"), std::string_view("nobody"));
    }

    void folderIsClosed()
    {
        QTemporaryDir folder;
        Pty pty;
        QVERIFY(QDir(folder.path()).mkdir("in"));
        const std::string inside = folder.filePath("in").toStdString();
        QVERIFY(!pty.open(inside + "/L"));
        QCOMPARE(::chmod(inside.c_str(), 0), 0);
        const std::string code = failureOn(inside + "/L").code;
        QCOMPARE(::chmod(inside.c_str(), 0700), 0);
        QCOMPARE(code, std::string("port-permission-path"));
    }

    void permissionComesLate() // udev sets it a moment after the node is there
    {
        QTemporaryDir folder;
        const std::string link = folder.filePath("L").toStdString();
        test::ChannelWatch watch;
        LineOptions options;
        options.wait = 20;
        const auto channel = test::channelOn(test::device(link), watch, options);
        channel->open();
        Pty pty;
        QVERIFY(!pty.open());
        QCOMPARE(::chmod(pty.path().c_str(), 0), 0);
        std::filesystem::create_symlink(pty.path(), link);
        QTest::qWait(300);
        QCOMPARE(channel->state(), ChannelState::Opening);
        QCOMPARE(::chmod(pty.path().c_str(), 0620), 0);
        QTRY_COMPARE(channel->state(), ChannelState::Open);
        QVERIFY(watch.failures.empty());
    }

    void busyByThisProgram()
    {
        Pty pty;
        QVERIFY(!pty.open());
        test::ChannelWatch watch;
        const auto channel = test::channelOn(test::device(pty.path()), watch);
        channel->open();
        QVERIFY(watch.isOpen());
        QCOMPARE(failureOn(pty.path()).code, std::string("port-busy-self"));
    }

    void busyByAnotherProgram()
    {
        Pty pty;
        QVERIFY(!pty.open());
        const Holder holder(pty.path());
        QVERIFY(holder.holding);
        const base::Message why = failureOn(pty.path());
        QCOMPARE(why.code, std::string("port-busy"));
        QCOMPARE(why.arg("pid"), std::string_view(std::to_string(holder.process.processId())));
        QVERIFY(!why.arg("process").empty());
    }

    void aKilledProgramLocksNothing()
    {
        Pty pty;
        QVERIFY(!pty.open());
        {
            Holder holder(pty.path());
            QVERIFY(holder.holding);
            QTRY_VERIFY(pty.clientPresent());
            ::kill(static_cast<pid_t>(holder.process.processId()), SIGKILL);
            holder.process.waitForFinished();
        }
        QTRY_VERIFY(!pty.clientPresent());
        QCOMPARE(failureOn(pty.path()).code, std::string());
    }

    void lockFileLeftByAnotherUser()
    {
        const std::string path = qgetenv(LockedPort).toStdString();
        if (path.empty())
            return;
        const base::Message why = failureOn(path);
        QCOMPARE(why.code, std::string("port-lock-stale"));
        QVERIFY(why.arg("file").find("LCK..pts_") != std::string_view::npos);
    }
};

class TstPortAccess final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asPlainUser()
    {
        QTemporaryDir folder;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(InChild, "1");
        environment.remove("TMPDIR");
        QString program = QCoreApplication::applicationFilePath();
        QStringList arguments{"--class", "TstPlainUser"};
        Pty dialout;
        Pty locked;
        QString lockFile;
        const auto tidy = qScopeGuard([&lockFile] { QFile::remove(lockFile); });
        if (::geteuid() == 0) {
            // The build folder need not be open to nobody.
            const QString copy = folder.filePath("atscope_test");
            QVERIFY(QFile::copy(program, copy));
            QCOMPARE(::chmod(folder.path().toUtf8().constData(), 0755), 0);
            QCOMPARE(::chmod(copy.toUtf8().constData(), 0755), 0);
            const group *members = ::getgrnam("dialout");
            QVERIFY(members);
            QVERIFY(!dialout.open());
            QCOMPARE(::chown(dialout.path().c_str(), 0, members->gr_gid), 0);
            QCOMPARE(::chmod(dialout.path().c_str(), 0660), 0);
            environment.insert(DialoutPort, QString::fromStdString(dialout.path()));

            QVERIFY(!locked.open());
            QCOMPARE(::chmod(locked.path().c_str(), 0666), 0);
            lockFile = QString::fromStdString("/var/lock/LCK..pts_" + locked.path().substr(9));
            QFile file(lockFile);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("4194399\natscope\nhost\n"); // beyond the largest process id
            file.close();
            environment.insert(LockedPort, QString::fromStdString(locked.path()));

            arguments = QStringList{"--reuid=nobody", "--regid=nogroup", "--clear-groups", "--", copy} + arguments;
            program = "setpriv";
        }
        QProcess child;
        child.setProcessEnvironment(environment);
        child.setProcessChannelMode(QProcess::MergedChannels);
        child.setWorkingDirectory("/");
        child.start(program, arguments);
        QVERIFY2(child.waitForFinished(200'000), qPrintable(child.errorString()));
        const QByteArray said = child.readAll();
        QVERIFY2(child.exitStatus() == QProcess::NormalExit && child.exitCode() == 0, said.constData());
        QVERIFY2(said.contains("lockFileLeftByAnotherUser"), said.constData()); // it did run
    }

    // Root is not stopped by the kernel's lock; ATscope does not take a port away all the same.
    void asWhoeverRunsThis()
    {
        Pty pty;
        QVERIFY(!pty.open());
        const Holder holder(pty.path());
        QVERIFY(holder.holding);
        const base::Message why = failureOn(pty.path());
        QCOMPARE(why.code, std::string("port-busy"));
        QCOMPARE(why.arg("pid"), std::string_view(std::to_string(holder.process.processId())));
    }

    void aLockWithoutAnOwner()
    {
        Pty pty;
        QVERIFY(!pty.open());
        {
            Holder holder(pty.path());
            QVERIFY(holder.holding);
            ::kill(static_cast<pid_t>(holder.process.processId()), SIGKILL);
            holder.process.waitForFinished();
        }
        QTest::qWait(50); // the module's end sees that it is gone
        QCOMPARE(failureOn(pty.path()).code, std::string());
    }
};

ATSCOPE_TEST(TstPortAccess)
[[maybe_unused]] static const bool s_registeredPlainUser =
    qEnvironmentVariableIsSet(InChild) && test::registerClass("TstPlainUser", [] { return std::make_unique<TstPlainUser>(); });
[[maybe_unused]] static const bool s_registeredHoldPort =
    qEnvironmentVariableIsSet(HoldPort) && test::registerClass("TstHoldPort", [] { return std::make_unique<TstHoldPort>(); });
#include "tst_port_access.moc"
