// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli_process.h"

#include <QDirIterator>
#include <QTemporaryDir>

#include "core/record/recording.h"
#include "support/test_main.h"

using namespace atscope;
using test::CliProcess;

namespace {

// A virtual ML302 in a process of its own, as a bench has it.
class Simulated final
{
public:
    explicit Simulated(const QTemporaryDir &folder)
        : link(folder.filePath(QStringLiteral("L"))),
          child({"simulate", "--module", "ML302", "--pty", "--link", link, "--state", folder.filePath(QStringLiteral("S")), "--json"})
    {
    }
    bool ready() { return child.said("listening"); }
    void control(const char *json)
    {
        const auto before = child.out.size();
        child.process.write(QByteArray(json) + '\n');
        child.waitFor([&] { return child.out.indexOf("\"done\"", before) >= 0; });
    }

    const QString link;
    CliProcess child;
};

std::string sentBytes(const QString &file)
{
    std::string all;
    auto reader = record::RecordingReader::open(file.toStdString());
    record::Record record;
    while (reader.ok() && reader.value()->next(record))
        if (record.kind == record::RecordKind::Data && record.direction == base::Direction::Tx)
            all += record.bytes;
    std::erase(all, '\n'); // the profile's line end may have it
    return all;
}

} // namespace

// `send` with a module behind the port.
class TstCliLive final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    QString settings() const { return m_folder->filePath(QStringLiteral("settings")); }
    QStringList recordings() const
    {
        QStringList files;
        for (QDirIterator it(settings() + "/recordings", QDir::Files); it.hasNext();)
            files << it.next();
        files.sort();
        return files;
    }
    QStringList send(const QString &port, const QStringList &rest) const
    {
        return QStringList{"send", "--settings", settings(), "--port", port, "--wait", "5"} + rest;
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    // The issue's own scenario.
    void shownBy()
    {
        Simulated module(*m_folder);
        const QStringList lines{"AT+CMEE=1", "AT+CIOTMKEY=\"0123456789abcdef\"", "AT+CIOTMKEY?", "AT+CIOTSTART=2"};
        // --wait: the port need not be there yet.
        CliProcess run(send(module.link, QStringList{"--json"} + lines));
        QCOMPARE(run.end(), 1);
        auto objects = run.lines();
        QCOMPARE(objects.size(), 4);
        for (int i = 0; i < 4; ++i)
            QCOMPARE(objects[i].value("command").toString(), lines[i]);
        QCOMPARE(objects[0].value("result").toString(), QStringLiteral("ok"));
        QCOMPARE(objects[1].value("result").toString(), QStringLiteral("ok"));
        QCOMPARE(objects[2].value("result").toString(), QStringLiteral("ok"));
        QCOMPARE(objects[2].value("final").toString(), QStringLiteral("OK"));
        QCOMPARE(objects[2].value("fields").toObject().value("mkey").toString(), QStringLiteral("0123456789abcdef"));
        QCOMPARE(objects[2].value("answer").toArray().size(), 1);
        QVERIFY(objects[2].value("ms").toDouble() > 0);
        QCOMPARE(objects[3].value("result").toString(), QStringLiteral("refused"));
        QCOMPARE(objects[3].value("problems").toArray().at(0).toObject().value("parameter").toString(), QStringLiteral("encrypt"));
        QVERIFY(objects[3].value("final").isNull());
        QVERIFY(objects[3].value("ms").isNull());
        QCOMPARE(recordings().size(), 1);
        QCOMPARE(sentBytes(recordings()[0]), std::string("AT+CMEE=1\rAT+CIOTMKEY=\"0123456789abcdef\"\rAT+CIOTMKEY?\r")); // not a byte of the last
        const auto before = recordings();
        CliProcess forced(send(module.link, {"--json", "--force", "AT+CIOTSTART=2"}));
        QCOMPARE(forced.end(), 1);
        objects = forced.lines();
        QCOMPARE(objects.size(), 1);
        QCOMPARE(objects[0].value("result").toString(), QStringLiteral("error"));
        QCOMPARE(objects[0].value("final").toString(), QStringLiteral("+CME ERROR: 108"));
        const auto error = objects[0].value("error").toObject();
        QCOMPARE(error.value("code").toString(), QStringLiteral("108"));
        QVERIFY(error.value("meaning").toString().contains("arameter"));
        QVERIFY(!error.value("todo").toString().isEmpty());
        auto added = recordings(); // two of one second are not in order of time
        for (const auto &file : before)
            added.removeOne(file);
        QCOMPARE(added.size(), 1);
        QCOMPARE(sentBytes(added[0]), std::string("AT+CIOTSTART=2\r"));
    }

    void stopsOrKeepsGoing()
    {
        Simulated module(*m_folder);
        QVERIFY(module.ready());
        const QStringList lines{"AT", "AT+NOSUCH", "AT+CGMM"};
        CliProcess stops(send(module.link, QStringList{"--json", "--force"} + lines));
        QCOMPARE(stops.end(), 1);
        QCOMPARE(stops.lines().size(), 2);
        CliProcess goesOn(send(module.link, QStringList{"--json", "--force", "--keep-going"} + lines));
        QCOMPARE(goesOn.end(), 1);
        QCOMPARE(goesOn.lines().size(), 3);
        QCOMPARE(goesOn.lines()[2].value("result").toString(), QStringLiteral("ok"));
    }

    void timeouts()
    {
        Simulated module(*m_folder);
        QVERIFY(module.ready());
        module.control(R"({"do":"fault","kind":"silence","count":1})");
        CliProcess run(send(module.link, {"--json", "--timeout", "0.2", "--keep-going", "AT+CGMM", "AT+CGMR"}));
        QCOMPARE(run.end(), 1);
        const auto objects = run.lines();
        QCOMPARE(objects.size(), 2);
        QCOMPARE(objects[0].value("result").toString(), QStringLiteral("timeout"));
        QVERIFY(objects[0].value("final").isNull());
        QCOMPARE(objects[0].value("ms").toDouble(), 200.0);
        QCOMPARE(objects[1].value("result").toString(), QStringLiteral("ok"));
        QVERIFY(objects[1].value("answer").toArray().at(0).toString().contains("ML302_SIM"));
        for (const char *value : {"x", "-1", ""}) {
            CliProcess wrong(send(module.link, {"--timeout", value, "AT"}));
            QCOMPARE(wrong.end(), 2);
        }
    }

    void repeated()
    {
        Simulated module(*m_folder);
        QVERIFY(module.ready());
        CliProcess run(send(module.link, {"--json", "--repeat", "25", "AT", "AT+CSQ"}));
        QCOMPARE(run.end(), 0);
        const auto objects = run.lines();
        QCOMPARE(objects.size(), 51);
        const auto &last = objects.back();
        QCOMPARE(last.value("repeat").toInt(), 25);
        QCOMPARE(last.value("answered").toInt(), 50);
        QVERIFY(last.value("rt_s").toDouble() > 0);
        QVERIFY(last.value("median_us").toDouble() > 0);
        QVERIFY(last.value("p99_us").toDouble() >= last.value("median_us").toDouble());
        CliProcess text(send(module.link, {"--repeat", "2", "AT"}));
        QCOMPARE(text.end(), 0);
        QVERIFY2(!text.out.contains('{') && text.out.contains("median"), text.out.constData());
        for (const char *value : {"0", "1.5", "many"}) {
            CliProcess wrong(send(module.link, {"--repeat", value, "AT"}));
            QCOMPARE(wrong.end(), 2);
        }
    }

    void events()
    {
        Simulated module(*m_folder);
        QVERIFY(module.ready());
        CliProcess run(send(module.link, {"--json", "--events", "--hex", "AT+CGMM"}));
        QCOMPARE(run.end(), 0);
        QStringList kinds;
        int n = 0;
        for (const auto &object : run.lines()) {
            if (object.contains("result"))
                continue;
            QCOMPARE(object.value("n").toInt(), ++n);
            const auto kind = object.value("kind").toString();
            kinds << kind;
            if (kind == "command") {
                QCOMPARE(object.value("text").toString(), QStringLiteral("AT+CGMM"));
                QCOMPARE(object.value("hex").toString().toLower(), QString::fromLatin1(QByteArray("AT+CGMM").toHex()));
            }
        }
        for (const char *kind : {"note", "command", "echo", "answer", "final"})
            QVERIFY2(kinds.contains(kind), kind);
        // The same ones as a decoding of the recording.
        CliProcess decoded({"decode", "--json", "--hex", recordings().at(0)});
        QCOMPARE(decoded.end(), 0);
        QList<QJsonObject> live;
        for (const auto &object : run.lines())
            if (!object.contains("result"))
                live << object;
        QCOMPARE(decoded.lines(), live);
    }

    void virtualModule()
    {
        CliProcess run(send("virtual:ML302", {"--json", "AT+CIOTMKEY=\"kept\""}));
        QCOMPARE(run.end(), 0);
        CliProcess again(send("virtual:ml302", {"AT+CIOTMKEY?"})); // for people
        QCOMPARE(again.end(), 0);
        QVERIFY2(again.out.contains("kept") && again.out.contains("OK"), again.out.constData());
        CliProcess none(send("virtual:NOPE", {"AT"}));
        QCOMPARE(none.end(), 2);
        QVERIFY2(none.err.contains("ML302"), none.err.constData());
    }

    // Nothing outside --settings is written, and nothing of the user's is needed.
    void onlyInItsFolder()
    {
        QTemporaryDir home;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert("HOME", home.path());
        for (const char *name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"})
            environment.insert(name, home.filePath(QString::fromLatin1(name)));
        CliProcess run(send("virtual:ML302", {"--json", "AT+CIOTMKEY=\"x\""}), environment);
        QCOMPARE(run.end(), 0);
        QCOMPARE(QDir(home.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot), QStringList());
        QCOMPARE(QDir(settings()).entryList(QDir::Dirs | QDir::NoDotAndDotDot), (QStringList{"recordings", "virtual"}));
        QCOMPARE(QFileInfo(settings() + "/recordings").permissions() & (QFile::ReadOther | QFile::ReadGroup), QFile::Permissions());
        // Without it they lie where the system wants them.
        CliProcess plain({"send", "--port", "virtual:ML302", "AT"}, environment);
        QCOMPARE(plain.end(), 0);
        QCOMPARE(QDir(home.filePath("XDG_DATA_HOME/atscope/recordings")).entryList(QDir::Files).size(), 1);
    }

    void wrongUsage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const QStringList &arguments, const char *says) {
            QTest::newRow(name) << arguments << QString::fromUtf8(says);
        };
        row("no port", {"send", "AT"}, "--port");
        row("no line", {"send", "--port", "virtual:ML302"}, "LINE");
        row("bad baud", {"send", "--port", "virtual:ML302", "--baud", "fast", "AT"}, "baud");
        row("bad parity", {"send", "--port", "virtual:ML302", "--parity", "maybe", "AT"}, "parity");
        row("bad address", {"send", "--port", "tcp://nowhere", "AT"}, "tcp://");
        row("rfc2217", {"send", "--port", "rfc2217://h:1", "AT"}, "rfc2217");
        row("no payload", {"send", "--port", "virtual:ML302", "--payload", "/nonexistent/p", "AT"}, "/nonexistent/p");
        row("no such module", {"send", "--port", "virtual:ML302", "--module", "XYZ", "AT"}, "XYZ");
        row("record without a file", {"record", "--port", "virtual:ML302"}, "--output");
        row("record for no time", {"record", "--port", "virtual:ML302", "--output", "x", "--seconds", "0"}, "--seconds");
        row("record with words", {"record", "--port", "virtual:ML302", "--output", "x", "AT"}, "record");
    }
    void wrongUsage()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, says);
        CliProcess run(arguments + QStringList{"--settings", settings()});
        QCOMPARE(run.end(), 2);
        QVERIFY2(QString::fromUtf8(run.err).contains(says), run.err.constData());
        QCOMPARE(run.out, QByteArray());
    }
};

ATSCOPE_TEST(TstCliLive)
#include "tst_cli_live.moc"
