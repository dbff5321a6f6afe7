// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli_process.h"

#include <QElapsedTimer>
#include <QTemporaryDir>

#include <cmath>
#include <map>

#include <sys/stat.h>
#include <unistd.h>

#include "core/record/recording.h"
#include "core/transport/pty.h"
#include "support/test_main.h"

using namespace atscope;
using test::CliProcess;

namespace {

class Peer final : public transport::PtyListener
{
public:
    Peer() { pty.setListener(this); }
    void ptyBytes(std::string_view bytes, base::Stamp) override
    {
        received += bytes;
        line += bytes;
        for (auto end = line.find('\r'); end != std::string::npos; end = line.find('\r')) {
            const auto one = line.substr(0, end);
            line.erase(0, end + 1);
            if (const auto answer = answers.find(one); answer != answers.end())
                pty.write(answer->second);
        }
    }
    transport::Pty pty;
    std::string received;
    std::string line;
    std::map<std::string, std::string> answers;
};

} // namespace

// `send` and `record` on a pty that the test plays: completions, prompts, ports that are missing, taken, forbidden or go away.
class TstCliPorts final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Peer> m_peer;
    QString port() const { return QString::fromStdString(m_peer->pty.path()); }
    QString at(const char *name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    QStringList send(const QStringList &rest, const QString &port) const
    {
        return QStringList{"send", "--json", "--settings", at("settings"), "--port", port} + rest;
    }
    QStringList send(const QStringList &rest) const { return send(rest, port()); }
    QStringList record(const QStringList &rest) const
    {
        return QStringList{"record", "--json", "--settings", at("settings"), "--port", port(), "--output", at("out.pcapng")} + rest;
    }
    static bool arrived(Peer &peer, const std::string &text)
    {
        return QTest::qWaitFor([&] { return peer.received.find(text) != std::string::npos; }, 60'000);
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_peer = std::make_unique<Peer>();
        QVERIFY(!m_peer->pty.open());
    }

    void completions()
    {
        m_peer->answers["AT+CIOTSTART=0"] = "\r\nOK\r\n";
        {
            CliProcess run(send({"--module", "ML302", "AT+CIOTSTART=0"}));
            QVERIFY(arrived(*m_peer, "AT+CIOTSTART=0"));
            m_peer->pty.write("\r\nCIOT CONNECT OK\r\n");
            QCOMPARE(run.end(), 0);
            const auto object = run.lines().at(0);
            QCOMPARE(object.value("result").toString(), QStringLiteral("ok"));
            const auto completion = object.value("completion").toObject();
            QCOMPARE(completion.value("text").toString(), QStringLiteral("CIOT CONNECT OK"));
            QVERIFY(!completion.value("meaning").toString().isEmpty());
            QVERIFY(std::abs(object.value("ms").toDouble() - completion.value("ms").toDouble()) < 0.01);
            QVERIFY(completion.value("ms").toDouble() > 0);
        }
        CliProcess notWaiting(send({"--module", "ML302", "--no-wait", "AT+CIOTSTART=0"}));
        QCOMPARE(notWaiting.end(), 0);
        QVERIFY(notWaiting.lines().at(0).value("completion").isNull());
        CliProcess limited(send({"--module", "ML302", "--timeout", "0.3", "AT+CIOTSTART=0"})); // the catalog has 60 s
        QCOMPARE(limited.end(), 1);
        const auto object = limited.lines().at(0);
        QCOMPARE(object.value("result").toString(), QStringLiteral("timeout"));
        QCOMPARE(object.value("final").toString(), QStringLiteral("OK"));
        QVERIFY(object.value("completion").isNull());
        QCOMPARE(object.value("ms").toDouble(), 300.0);
    }

    void payload()
    {
        m_peer->answers["AT+CMGS=\"+10000000000\""] = "\r\n> ";
        QFile file(at("payload"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("hello\nOK\n");
        file.close();
        {
            CliProcess run(send({"--force", "--payload", at("payload"), "AT+CMGS=\"+10000000000\""}));
            QVERIFY(arrived(*m_peer, "hello\nOK\n\x1a"));
            m_peer->pty.write("\r\n+CMGS: 7\r\n\r\nOK\r\n");
            QCOMPARE(run.end(), 0);
            QCOMPARE(run.lines().at(0).value("fields").toObject().value("mr").toInt(), 7);
        }
        init();
        m_peer->answers["AT+CMGS=\"+10000000000\""] = "\r\n> ";
        CliProcess without(send({"--force", "AT+CMGS=\"+10000000000\""}));
        QVERIFY(arrived(*m_peer, "\x1b"));
        m_peer->pty.write("\r\nERROR\r\n");
        QCOMPARE(without.end(), 1);
        QVERIFY2(without.err.contains("--payload"), without.err.constData());
    }

    void missing()
    {
        CliProcess run(send({"AT"}, "/dev/no-such-port"));
        QCOMPARE(run.end(), 3);
        QVERIFY2(run.err.contains("/dev/no-such-port"), run.err.constData());
        QCOMPARE(run.out, QByteArray());
        QVERIFY(QDir(at("settings/recordings")).entryList(QDir::Files).isEmpty()); // nothing to keep
    }

    void taken()
    {
        CliProcess holder(record({}));
        QVERIFY(QTest::qWaitFor([&] { return m_peer->pty.clientPresent(); }, 60'000));
        CliProcess run(send({"AT"}));
        QCOMPARE(run.end(), 3);
        QVERIFY2(run.err.contains(port().toUtf8()) && run.err.contains("atscope-cli"), run.err.constData()); // who has it
        QCOMPARE(m_peer->received, std::string());
        holder.signal({SIGINT});
        QCOMPARE(holder.end(), 0);
    }

    void noPermission()
    {
        QStringList before;
        QString program = QStringLiteral(ATSCOPE_CLI);
        QTemporaryDir open;
        if (::geteuid() == 0) {
            const QString copy = open.filePath("atscope-cli");
            QVERIFY(QFile::copy(program, copy));
            QCOMPARE(::chmod(open.path().toUtf8().constData(), 0777), 0);
            QCOMPARE(::chmod(copy.toUtf8().constData(), 0755), 0);
            program = copy;
            before = QStringList{"setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"};
        }
        QCOMPARE(::chmod(m_peer->pty.path().c_str(), 0), 0);
        CliProcess run({"send", "--settings", open.filePath("settings"), "--port", port(), "AT"}, QProcessEnvironment::systemEnvironment(), before, program);
        QCOMPARE(run.end(), 3);
        QVERIFY2(run.err.contains(port().toUtf8()), run.err.constData());
        // A folder that it may not write to.
        CliProcess unwritable({"send", "--settings", "/proc/nothing", "--port", "virtual:ML302", "AT"}, QProcessEnvironment::systemEnvironment(), before, program);
        QCOMPARE(unwritable.end(), 3);
        QVERIFY2(unwritable.err.contains("/proc/nothing"), unwritable.err.constData());
    }

    void vanishes()
    {
        CliProcess run(send({"AT", "AT+CGMM"}));
        QVERIFY(arrived(*m_peer, "AT\r"));
        m_peer.reset();
        QCOMPARE(run.end(), 3);
        QCOMPARE(run.lines().size(), 1);
        QCOMPARE(run.lines().at(0).value("result").toString(), QStringLiteral("lost"));
        QVERIFY(!run.err.isEmpty());
    }

    void interrupted()
    {
        CliProcess run(send({"--timeout", "600", "AT", "AT+CGMM"}));
        QVERIFY(arrived(*m_peer, "AT\r"));
        run.signal({SIGINT});
        QCOMPARE(run.end(), 1);
        QCOMPARE(run.lines().size(), 1);
        QCOMPARE(run.lines().at(0).value("result").toString(), QStringLiteral("cancelled"));
        CliProcess twice(send({"--timeout", "600", "ATI"}));
        QVERIFY(arrived(*m_peer, "ATI\r"));
        twice.signal({SIGINT, SIGTERM});
        QCOMPARE(twice.end(), 130);
    }

    void recordsForATime()
    {
        CliProcess run(record({"--seconds", "3"}));
        QVERIFY(QTest::qWaitFor([&] { return m_peer->pty.clientPresent(); }, 60'000));
        QVERIFY(arrives("\r\n+CEREG: 1\r\nhalf a l"));
        QCOMPARE(run.end(), 0);
        const auto lines = run.lines();
        QCOMPARE(lines.size(), 1);
        QCOMPARE(lines[0].value("bytes_rx").toInt(), 21 * static_cast<int>(content().count("half a l")));
        QCOMPARE(lines[0].value("bytes_tx").toInt(-1), 0);
        QCOMPARE(lines[0].value("lost").toInt(-1), 0);
        QVERIFY(lines[0].value("seconds").toDouble() >= 3);
        QCOMPARE(m_peer->received, std::string()); // it sends nothing
        CliProcess decoded({"decode", "--json", at("out.pcapng")});
        QCOMPARE(decoded.end(), 0);
        QVERIFY(decoded.out.contains("+CEREG: 1") && decoded.out.contains("half a l"));
        const auto size = QFileInfo(at("out.pcapng")).size();
        CliProcess again(record({"--seconds", "1"})); // never over one that is there
        QCOMPARE(again.end(), 3);
        QVERIFY2(again.err.contains(at("out.pcapng").toUtf8()), again.err.constData());
        QCOMPARE(QFileInfo(at("out.pcapng")).size(), size);
    }

    // A module that was set to another rate: found there, recognised, and let go of.
    void probes()
    {
        const QString link = at("L");
        CliProcess module({"simulate", "--module", "ML302", "--pty", "--link", link, "--state", at("state.json")});
        QVERIFY(module.said(link.toUtf8()));
        CliProcess slow({"send", "--settings", at("settings"), "--port", link, "--force", "AT+IPR=9600"});
        QCOMPARE(slow.end(), 0);
        CliProcess run({"ports", "--probe", "--json", "--settings", at("settings"), "--port", link});
        QCOMPARE(run.end(), 0);
        const auto lines = run.lines();
        QCOMPARE(lines.size(), 1);
        QCOMPARE(lines[0].value("baud").toInt(), 9600);
        QCOMPARE(lines[0].value("module").toString(), QStringLiteral("ML302"));
        QCOMPARE(lines[0].value("port").toString(), QStringLiteral("L"));
        QVERIFY(lines[0].value("problem").isNull());
        CliProcess text({"ports", "--probe", "--settings", at("settings"), "--port", link});
        QCOMPARE(text.end(), 0);
        QVERIFY2(text.out.contains("ML302") && text.out.contains("9600 bit/s") && !text.out.contains('{'), text.out.constData());
        module.signal({SIGINT});
    }

    void probesWhatIsNotToBeHad()
    {
        CliProcess silent({"ports", "--probe", "--json", "--port", port()}); // the peer knows no answer
        QCOMPARE(silent.end(), 1);
        QVERIFY(silent.lines()[0].value("baud").isNull());
        QVERIFY(silent.lines()[0].value("module").isNull());
        QVERIFY(!silent.lines()[0].value("problem").toString().isEmpty());
        CliProcess missing({"ports", "--probe", "--json", "--port", "/dev/no-such-port"});
        QCOMPARE(missing.end(), 3);
        CliProcess wrong({"ports", "--port", "ftp://x"});
        QCOMPARE(wrong.end(), 2);

        m_peer->received.clear();
        CliProcess holder(record({}));
        QVERIFY(QTest::qWaitFor([&] { return m_peer->pty.clientPresent(); }, 60'000));
        CliProcess taken({"ports", "--probe", "--json", "--port", port()});
        QCOMPARE(taken.end(), 3);
        const auto object = taken.lines().at(0);
        QVERIFY(object.value("busy").toBool());
        QVERIFY2(object.value("problem").toString().contains("atscope-cli"), taken.out.constData()); // who has it
        QCOMPARE(m_peer->received, std::string());
        QVERIFY(m_peer->pty.clientPresent());
        holder.signal({SIGINT});
        QCOMPARE(holder.end(), 0);

        CliProcess list({"ports", "--probe", "--json", "--settings", at("settings")});
        QCOMPARE(list.end(), 0);
        QCOMPARE(list.lines().last().value("port").toString(), QStringLiteral("virtual:ML302"));
        QCOMPARE(list.lines().last().value("module").toString(), QStringLiteral("ML302"));
        CliProcess plain({"ports", "--json"});
        QCOMPARE(plain.end(), 0);
        QVERIFY(!plain.lines().last().contains("baud")); // nobody asked

        CliProcess interrupted({"ports", "--probe", "--json", "--port", port()});
        QVERIFY(arrived(*m_peer, "AT\r"));
        interrupted.signal({SIGINT});
        QCOMPARE(interrupted.end(), 1);
        QVERIFY(!interrupted.lines()[0].value("problem").toString().isEmpty());
    }

    // Writes until the recording holds it: what arrives while the port is still being set up is flushed by that.
    bool arrives(const QByteArray &bytes)
    {
        QElapsedTimer since;
        return QTest::qWaitFor([&] {
            if (content().contains(bytes))
                return true;
            if (!since.isValid() || since.elapsed() > 200) {
                m_peer->pty.write(bytes.toStdString());
                since.start();
            }
            return false;
        }, 60'000);
    }
    QByteArray content() const
    {
        QFile file(at("out.pcapng"));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    void recordsUntilInterrupted()
    {
        for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
            QFile::remove(at("out.pcapng"));
            CliProcess run(record({}));
            QVERIFY(QTest::qWaitFor([&] { return m_peer->pty.clientPresent(); }, 60'000));
            QVERIFY(arrives("\r\n+CEREG: 1\r\n"));
            run.signal({number});
            QCOMPARE(run.end(), 0);
            QCOMPARE(run.lines().size(), 1);
            QCOMPARE(run.lines()[0].value("bytes_rx").toInt(), 13 * static_cast<int>(content().count("\r\n+CEREG: 1\r\n")));
            QVERIFY(QTest::qWaitFor([&] { return !m_peer->pty.clientPresent(); }, 60'000));
        }
    }

    void recordsInFilesOfASize()
    {
        CliProcess run(record({"--max-size", "20000"}));
        QVERIFY(QTest::qWaitFor([&] { return m_peer->pty.clientPresent(); }, 60'000));
        QElapsedTimer since;
        QVERIFY(QTest::qWaitFor([&] {
            if (QFileInfo::exists(at("out_part003.pcapng")))
                return true;
            if (!since.isValid() || since.elapsed() > 200) {
                for (int i = 0; i < 60; ++i)
                    m_peer->pty.write("\r\n+CEREG: 1" + std::string(100, 'x') + "\r\n");
                since.start();
            }
            return false;
        }, 60'000));
        run.signal({SIGINT});
        QCOMPARE(run.end(), 0);
        const auto files = run.lines().at(0).value("files").toArray();
        QVERIFY(files.size() >= 3);
        QCOMPARE(files[1].toString(), at("out_part002.pcapng"));
        for (const auto &file : files) {
            QVERIFY2(QFileInfo(file.toString()).size() <= 20'000, qPrintable(file.toString()));
            CliProcess decode({"decode", "--settings", at("settings"), "--json", file.toString()});
            QCOMPARE(decode.end(), 0);
            QVERIFY(decode.lines().size() > 10);
            if (file != files[0])
                QVERIFY(decode.lines()[0].value("text").toString().contains("\"part\":"));
        }
        CliProcess text({"record", "--settings", at("settings"), "--port", port(), "--output", at("text.pcapng"), "--seconds", "0.2"});
        QCOMPARE(text.end(), 0);
        QVERIFY2(text.out.startsWith(at("text.pcapng").toUtf8()) && !text.out.contains('{'), text.out.constData());
    }

    // A disk that takes only the beginning: what is missing is counted, and is no success.
    void recordsOnAFullDisk()
    {
        CliProcess run(record({}), QProcessEnvironment::systemEnvironment(), {"sh", "-c", "trap '' XFSZ; ulimit -f 80; exec \"$0\" \"$@\""});
        QVERIFY(QTest::qWaitFor([&] { return m_peer->pty.clientPresent(); }, 60'000));
        QElapsedTimer since;
        QVERIFY(QTest::qWaitFor([&] {
            if (run.err.contains("out.pcapng")) // it was told while it happens
                return true;
            if (!since.isValid() || since.elapsed() > 100) {
                for (int i = 0; i < 20; ++i)
                    m_peer->pty.write("\r\n+CEREG: 1" + std::string(200, 'x') + "\r\n");
                since.start();
            }
            return false;
        }, 60'000));
        run.signal({SIGINT});
        QCOMPARE(run.end(), 3);
        const auto line = run.lines().at(0);
        const auto lost = line.value("lost").toInt();
        QVERIFY(lost > 0 && lost < line.value("bytes_rx").toInt());
        QVERIFY2(run.err.contains(QByteArray::number(lost)), run.err.constData());
    }

    void recordedPortVanishes()
    {
        CliProcess run(record({}));
        QVERIFY(QTest::qWaitFor([&] { return m_peer->pty.clientPresent(); }, 60'000));
        QVERIFY(arrives("bye\r\n"));
        m_peer.reset();
        QCOMPARE(run.end(), 3);
        QCOMPARE(run.lines().at(0).value("bytes_rx").toInt(), 5 * static_cast<int>(content().count("bye\r\n")));
    }
};

ATSCOPE_TEST(TstCliPorts)
#include "tst_cli_ports.moc"
