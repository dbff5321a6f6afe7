// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QByteArrayList>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "core/record/pcapng.h"
#include "support/test_main.h"

// atscope-cli as a user calls it: a process of its own, its streams and its exit status.
class TstCli : public QObject
{
    Q_OBJECT

    struct Run
    {
        int status = -1;
        QByteArray out;
        QByteArray err;
        QList<QJsonObject> lines() const
        {
            QList<QJsonObject> objects;
            for (const auto &line : out.split('\n'))
                if (!line.isEmpty()) {
                    const auto document = QJsonDocument::fromJson(line);
                    if (!document.isObject())
                        qFatal("not a JSON object: %s", line.constData());
                    objects << document.object();
                }
            return objects;
        }
    };

    static Run cli(const QStringList &arguments, const QByteArray &input = {})
    {
        QProcess process;
        auto environment = QProcessEnvironment::systemEnvironment();
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(ATSCOPE_CLI), arguments);
        process.write(input);
        process.closeWriteChannel();
        Run run;
        if (!process.waitForFinished(60000) || process.exitStatus() != QProcess::NormalExit)
            return run;
        run.status = process.exitCode();
        run.out = process.readAllStandardOutput();
        run.err = process.readAllStandardError();
        return run;
    }

    static QJsonObject find(const QList<QJsonObject> &objects, const QString &key, const QString &value)
    {
        for (const auto &object : objects)
            if (object.value(key).toString() == value)
                return object;
        return {};
    }

private Q_SLOTS:
    void usage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("says"); // on standard error
        const auto row = [](const char *name, const QStringList &arguments, int status, const char *says = "") {
            QTest::newRow(name) << arguments << status << QString::fromUtf8(says);
        };
        row("nothing", {}, 2);
        row("help", {"--help"}, 0);
        row("version", {"--version"}, 0);
        for (const char *name : {"commands", "modules", "explain", "lint", "decode"})
            row(name, {QString::fromLatin1(name), "--help"}, 0);
        row("no such command", {"frobnicate"}, 2, "frobnicate");
        row("no such option", {"lint", "--frobnicate", "x"}, 2, "--frobnicate");
        row("option without its value", {"lint", "x", "--module"}, 2, "--module");
        row("option before the command", {"--frobnicate", "lint", "x"}, 2, "before the command");
        row("option for its value", {"commands", "--check", "--json", "x"}, 2, "--check needs a value");
        row("no such catalog folder", {"modules", "--catalogs", "/nonexistent/c"}, 2, "/nonexistent/c");
        row("common options first", {"--lang=en", "--module", "ML302", "explain", "AT+CSQ"}, 0);
        row("common option first, wrong argument", {"--json", "lint", "/nonexistent/file"}, 2, "/nonexistent/file");
        row("no port", {"send", "AT"}, 2, "--port is needed");
        row("no command behind the options", {"--json"}, 2);
        row("missing argument", {"lint"}, 2, "lint FILE");
        row("no such file", {"lint", "/nonexistent/file"}, 2, "/nonexistent/file");
        row("a folder", {"decode", "/"}, 2, "/");
        row("no such module", {"lint", "--module", "XYZ", "-"}, 2, "ML302");
        row("no such language", {"modules", "--lang", "fr"}, 2, "fr");
        row("no such dialect", {"modules", "--dialect", "v5"}, 2, "v5");
        row("in Chinese", {"lint", "--lang", "zh_CN", "/nonexistent/file"}, 2, "文件不存在");
        row("unknown name", {"explain", "AT+CIOTMKEX"}, 1, "AT+CIOTMKEY");
    }

    // Every command says so when what it prints goes nowhere; a reader that has gone is none of its business.
    void outputThatCannotBeWritten_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("help") << QStringList{"--help"};
        QTest::newRow("version") << QStringList{"--version"};
        QTest::newRow("commands") << QStringList{"commands"};
        QTest::newRow("modules") << QStringList{"modules", "--json"};
        QTest::newRow("explain") << QStringList{"explain", "AT+CSQ"};
        QTest::newRow("lint") << QStringList{"lint", "-"};
        QTest::newRow("decode") << QStringList{"decode", "-"};
        QTest::newRow("decode json") << QStringList{"decode", "--json", "-"};
        QTest::newRow("ports") << QStringList{"ports"};
    }

    void outputThatCannotBeWritten()
    {
#ifdef Q_OS_LINUX
        QFETCH(QStringList, arguments);
        QProcess process;
        process.setStandardOutputFile(QStringLiteral("/dev/full"));
        process.start(QStringLiteral(ATSCOPE_CLI), arguments);
        process.write("AT+CMEE=9,9\r\nOK\r\n");
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 3);
        QVERIFY(process.readAllStandardError().contains("cannot be written"));
        QProcess piped;
        piped.start(QStringLiteral("sh"), QStringList{"-c", "\"$0\" \"$@\" | true", QStringLiteral(ATSCOPE_CLI)} + arguments);
        piped.write("AT+CMEE=9,9\r\nOK\r\n");
        piped.closeWriteChannel();
        QVERIFY(piped.waitForFinished(60'000));
        QCOMPARE(piped.readAllStandardError(), QByteArray());
#else
        QSKIP("/dev/full is Linux's");
#endif
    }

    void tooLittleMemory()
    {
#if defined(Q_OS_LINUX) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
        // However little there is (from too little to start to enough): never an abort of the program's own.
        for (const char *limit : {"40000", "50000", "60000", "70000", "80000", "100000", "200000"}) {
            QProcess process;
            process.start(QStringLiteral("sh"), {"-c", QStringLiteral("ulimit -c 0; ulimit -v %1; exec \"$0\" decode -").arg(QString::fromLatin1(limit)), QStringLiteral(ATSCOPE_CLI)});
            process.write("\r\nOK\r\n");
            process.closeWriteChannel();
            QVERIFY(process.waitForFinished(60'000));
            const auto err = process.readAllStandardError();
            QVERIFY2(!err.contains("terminate called"), err.constData());
        }
#else
        QSKIP("limits of memory do not go with sanitizers");
#endif
    }

    void usage()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        QFETCH(QString, says);
        const auto run = cli(arguments);
        QCOMPARE(run.status, status);
        QVERIFY2(QString::fromUtf8(run.err).contains(says), run.err.constData());
        if (status == 0)
            QVERIFY(!run.out.isEmpty() && run.err.isEmpty());
    }

    void commands()
    {
        const auto run = cli({"commands", "--json"});
        QCOMPARE(run.status, 0);
        const auto objects = run.lines();
        const auto key = find(objects, QStringLiteral("name"), QStringLiteral("AT+CIOTMKEY"));
        QCOMPARE(key.value("kind").toString(), QStringLiteral("command"));
        QCOMPARE(key.value("family").toString(), QStringLiteral("ml302-onenet"));
        QVERIFY(key.value("forms").toArray().contains(QStringLiteral("set")));
        const auto set = key.value("parameters").toObject().value("set").toArray();
        QCOMPARE(set.size(), 1);
        QCOMPARE(set.at(0).toObject().value("name").toString(), QStringLiteral("mkey"));
        QVERIFY(key.value("modules").toArray().contains(QStringLiteral("ML302")));
        const auto urc = find(objects, QStringLiteral("name"), QStringLiteral("+CIOTCMD"));
        QCOMPARE(urc.value("kind").toString(), QStringLiteral("urc"));
        QCOMPARE(urc.value("fields").toArray().size(), 2);
    }

    void modules()
    {
        const auto objects = cli({"modules", "--json"}).lines();
        const auto module = find(objects, QStringLiteral("module"), QStringLiteral("ML302"));
        QVERIFY(module.value("families").toArray().contains(QStringLiteral("ml302-onenet")));
        QVERIFY(!module.value("identify").toArray().isEmpty());
        QVERIFY(!find(objects, QStringLiteral("module"), QStringLiteral("generic")).isEmpty());
    }

    void explain()
    {
        const auto name = cli({"explain", "--json", "AT+CIOTSTART"}).lines();
        QCOMPARE(name.size(), 1);
        QVERIFY(name.at(0).value("text").toString().contains(QStringLiteral("encrypt")));
        const auto line = cli({"explain", "--json", "AT+CIOTSTART=1"}).lines();
        QVERIFY(line.at(0).value("text").toString().contains(QStringLiteral("encrypt = 1")));
        const auto error = cli({"explain", "--json", "--module", "ML302", "+CME ERROR: 108"}).lines();
        QVERIFY(!error.isEmpty());
        const auto said = [](const QStringList &what) { return QString::fromUtf8(cli(QStringList{"explain"} + what).out); };
        // What must come first, what the module answers otherwise, and how long things take.
        const auto block = said({"--module", "ML302", "AT+CIOTBINSEND"});
        QVERIFY2(block.contains(QStringLiteral("AT+CIOTBINSET must announce the file first (error 106)  → first AT+CIOTBINSET=…")), qPrintable(block));
        QVERIFY(said({"--module", "MN318", "AT+MIPLOPEN"}).contains(QStringLiteral("within 35s:")));
        QVERIFY(said({"--module", "ML302", "--lang", "zh_CN", "AT+CIOTBINSEND"}).contains(QStringLiteral("→ 先发送 AT+CIOTBINSET=…")));
        // The numbers of a LwM2M path by their names.
        const auto path = said({"--module", "MN318", "AT+MIPLNOTIFY=0,0,3303,0,5700,4,4,24.5,0,0"});
        QVERIFY2(path.contains(QStringLiteral("objid = 3303  Temperature\n")), qPrintable(path));
        QVERIFY(path.contains(QStringLiteral("resid = 5700  Sensor value\n  type = 4  floating point\n")));
        QVERIFY(said({"--module", "MN318", "--lang", "zh_CN", "+MIPLREAD: 0,1,3303,0,5700"}).contains(QStringLiteral("resid = 5700  传感器值\n")));
        // A code that a URC reports, and what to try.
        const auto urc = said({"--module", "M5311", "+HTTPERR: 0,404"});
        QVERIFY2(urc.contains(QStringLiteral("code = 404  Nothing is there under this path\n  → Check the path of AT+HTTPSEND")), qPrintable(urc));
        QVERIFY(said({"--module", "MN318", "+MIPLEVENT: 0,7"}).contains(QStringLiteral("evtid = 7  login refused or timed out\n  → Check that the device is on")));
        const auto decoded = cli({"decode", "--json", "--module", "M5311", "-"}, "\r\n+HTTPERR: 0,404\r\n").lines();
        QVERIFY(decoded.at(0).value("todo").toString().startsWith(QStringLiteral("Check the path of AT+HTTPSEND")));
        QVERIFY(!cli({"decode", "--json", "--module", "M5311", "-"}, "\r\n+HTTPERR: 0,200\r\n").lines().at(0).contains("todo"));
    }

    // What stands in the line comes first, no table is printed twice, a number has its meanings.
    void explainTheLineFirst()
    {
        const auto said = [](const QStringList &what) { return QString::fromUtf8(cli(QStringList{"explain"} + what).out); };
        const auto event = said({"--module", "MN318", "+MIPLEVENT: 0,6"});
        QVERIFY2(event.section('\n', 1, 1) == QStringLiteral("In this line:"), qPrintable(event));
        QVERIFY(event.indexOf(QStringLiteral("= 6")) < event.indexOf(QStringLiteral("+MIPLEVENT: <")));
        for (const auto &text : {event, said({"--module", "MN318", "+MIPLEVENT"})}) {
            QStringList values;
            for (const auto &line : text.split('\n'))
                if (line.startsWith(QStringLiteral("          ")) && !line.trimmed().isEmpty() && line.trimmed().at(0).isDigit())
                    values << line.trimmed();
            QVERIFY(values.size() > 10);
            QCOMPARE(values.removeDuplicates(), 0);
        }
        const auto number = said({"--module", "ML302", "103"});
        QVERIFY2(number.contains(QStringLiteral("device id"), Qt::CaseInsensitive), qPrintable(number));
        QVERIFY(!said({"--module", "MN318", "AT+MIPLCREATE"}).contains(QStringLiteral("has …")));
    }

    // A fact nobody knows is named by its title, in either language.
    void explainNamesFacts()
    {
        for (const char *language : {"en", "zh_CN"}) {
            for (const auto &command : cli({"commands", "--json", "--module", "Alibaba-WiFi"}).lines()) {
                const auto name = command.value("name").toString();
                if (!name.startsWith(QLatin1String("AT+IMQTT")) && !name.startsWith(QLatin1String("AT+IDM")) && !name.startsWith(QLatin1String("AT+IOTA")))
                    continue;
                const auto text = QString::fromUtf8(cli({"explain", "--lang", language, "--module", "Alibaba-WiFi", name}).out);
                QVERIFY2(!text.isEmpty() && !text.contains(QLatin1String("fact.")), qPrintable(name));
            }
        }
    }

    void lint()
    {
        const auto run = cli({"lint", "--json", "--module", "ML302", "-"},
                             "AT+CIOTMKEY=\"abc\"\r\n\nAT+CIOTSTART=2\nAT+CIOTDAT=1,3,\"a,,1;b,,2\"\nAT+CMEE=1;+CSQ\n");
        QCOMPARE(run.status, 1);
        const auto lines = run.lines();
        QCOMPARE(lines.size(), 4);
        QCOMPARE(lines.at(0).value("line").toInt(), 1);
        QCOMPARE(lines.at(0).value("command").toString(), QStringLiteral("AT+CIOTMKEY"));
        QCOMPARE(lines.at(0).value("values").toObject().value("mkey").toString(), QStringLiteral("abc"));
        QVERIFY(lines.at(0).value("problems").toArray().isEmpty());
        QCOMPARE(lines.at(1).value("line").toInt(), 3);
        const auto start = lines.at(1).value("problems").toArray();
        QCOMPARE(start.size(), 1);
        QCOMPARE(start.at(0).toObject().value("parameter").toString(), QStringLiteral("encrypt"));
        QCOMPARE(start.at(0).toObject().value("severity").toString(), QStringLiteral("error"));
        QCOMPARE(start.at(0).toObject().value("span").toArray(), (QJsonArray{13, 1}));
        const auto dat = lines.at(2).value("problems").toArray();
        QCOMPARE(dat.size(), 1);
        QCOMPARE(dat.at(0).toObject().value("parameter").toString(), QStringLiteral("num"));
        QCOMPARE(dat.at(0).toObject().value("also").toArray(), (QJsonArray{"data"}));
        QCOMPARE(dat.at(0).toObject().value("suggestion").toString(), QStringLiteral("AT+CIOTDAT=1,2,\"a,,1;b,,2\""));
        QCOMPARE(lines.at(3).value("commands").toArray().size(), 2);
        QCOMPARE(cli({"lint", "--module", "ML302", "-"}, "AT+CIOTMKEY=\"abc\"\n").status, 0);
    }

    // The same line is right or wrong by what stands before it; alone it is neither.
    void lintOfASession()
    {
        const auto codesOf = [](const QStringList &options, const QByteArray &text) {
            QStringList codes;
            for (const auto &line : cli(QStringList{"lint", "--json"} + options + QStringList{"-"}, text).lines()) {
                const auto problems = line.value("problems").toArray();
                codes << (problems.isEmpty() ? QString() : problems.first().toObject().value("code").toString());
            }
            return codes;
        };
        const QByteArray flow = "AT+MIPLOPEN=0,3000,30\nAT+MIPLCREATE\nAT+MIPLOPEN=0,3000,30\nAT+MIPLUPDATE=0,0,0\nAT+MIPLCLOSE=0\nAT+MIPLUPDATE=0,0,0\n";
        const QStringList clean(6, QString());
        QCOMPARE(codesOf({"--module", "MN318"}, flow), clean);
        const QString broken = QStringLiteral("requirement");
        QCOMPARE(codesOf({"--module", "MN318", "--session"}, flow), (QStringList{broken, "", "", "", "", broken}));
        QCOMPARE(codesOf({"--module", "ML302", "--session"}, "AT+CIOTBINSEND=2,0102\n"), QStringList{broken});
        const auto step = cli({"lint", "--json", "--session", "--module", "ML302", "-"}, "AT+CIOTBINSEND=2,0102\n").lines();
        QCOMPARE(step.at(0).value("problems").toArray().at(0).toObject().value("step").toString(), QStringLiteral("AT+CIOTBINSET="));
        QCOMPARE(cli({"lint", "--session", "--module", "MN318", "-"}, flow).status, 0);
        QCOMPARE(cli({"lint", "--session", "--strict", "--module", "MN318", "-"}, flow).status, 1);
    }

    // The whole way of an LwM2M device is clean; a step that is left out is missed where it first matters.
    void lwm2mSession_data()
    {
        QTest::addColumn<int>("leftOut");
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("words");
        QTest::newRow("nothing") << -1 << QString() << QString();
        QTest::newRow("create") << 0 << QStringLiteral("AT+MIPLADDOBJ") << QStringLiteral("There is no device instance");
        QTest::newRow("object") << 1 << QStringLiteral("AT+MIPLDISCOVERRSP") << QStringLiteral("This object is not on the device");
        QTest::newRow("list") << 2 << QStringLiteral("AT+MIPLOPEN") << QStringLiteral("An object has no resource list");
        QTest::newRow("open") << 3 << QStringLiteral("AT+MIPLNOTIFY") << QStringLiteral("Not logged in");
        QTest::newRow("data") << 4 << QString() << QString();
        QTest::newRow("close") << 5 << QString() << QString();
        QTest::newRow("list again") << 6 << QStringLiteral("AT+MIPLOPEN") << QStringLiteral("AT+MIPLCLOSE has dropped the resource lists");
        QTest::newRow("open again") << 7 << QStringLiteral("AT+MIPLNOTIFY") << QStringLiteral("Not logged in");
    }

    void lwm2mSession()
    {
        QFETCH(int, leftOut);
        QFETCH(QString, command);
        QFETCH(QString, words);
        QByteArrayList flow = {"AT+MIPLCREATEEX=\"nbiotbt.heclouds.com:5683\",1,\"cmiot\"",
                               "AT+MIPLADDOBJ=0,3200,1,\"1\",0,1",
                               "AT+MIPLDISCOVERRSP=0,3200,1,4,\"5750\"",
                               "AT+MIPLOPEN=0,3000,30",
                               "AT+MIPLNOTIFY=0,0,3200,0,5750,1,4,\"abcd\",0,0,147",
                               "AT+MIPLCLOSE=0",
                               "AT+MIPLDISCOVERRSP=0,3200,1,4,\"5750\"",
                               "AT+MIPLOPEN=0,3000,30",
                               "AT+MIPLNOTIFY=0,0,3200,0,5750,1,4,\"abcd\",0,0,148",
                               "AT+MIPLCLOSE=0",
                               "AT+MIPLDELETE=0"};
        if (leftOut == 5) // both logins in one: the second one's steps go as well
            flow.erase(flow.begin() + 5, flow.begin() + 8);
        else if (leftOut >= 0)
            flow.removeAt(leftOut);
        QString first;
        QString said;
        for (const auto &line : cli({"lint", "--json", "--session", "--module", "MN316", "-"}, flow.join('\n') + '\n').lines()) {
            const auto problems = line.value("problems").toArray();
            if (problems.isEmpty() || !said.isEmpty())
                continue;
            first = line.value("command").toString();
            said = problems.first().toObject().value("message").toString();
        }
        QCOMPARE(first, command);
        QVERIFY2(words.isEmpty() ? said.isEmpty() : said.startsWith(words), qPrintable(said));
    }

    // What of a recording can be read is read; what cannot is marked where it stood, said once, and ends with 2.
    void decodeDamaged()
    {
        using namespace atscope::record;
        using atscope::base::Stamp;
        std::string bytes;
        const auto packet = [&bytes](RtacEvent event, std::int64_t ms, const char *data) {
            appendRtacPacket(bytes, ByteOrder::Little, 0, Stamp{1'795'256'551'000'000'000 + ms * 1'000'000}, event, 0, data, {});
        };
        appendSection(bytes, ByteOrder::Little, {});
        appendInterface(bytes, ByteOrder::Little, LinkTypeRtacSerial, {{OptionResolution, "\x09"}});
        packet(RtacEvent::TxStart, 0, "AT+CSQ\r");
        packet(RtacEvent::RxStart, 10, "\r\n+CSQ: 20,99\r\n\r\nOK\r\nhalf a li");
        bytes += std::string(24, '\xAA');
        packet(RtacEvent::TxStart, 20, "AT+CREG?\r");
        packet(RtacEvent::RxStart, 30, "\r\n+CREG: 0,1\r\n\r\nOK\r\n");
        const auto run = cli({"decode", "--json", "-"}, QByteArray::fromStdString(bytes.substr(0, bytes.size() - 3)));
        QCOMPARE(run.status, 2);
        QVERIFY2(run.err.contains("24 bytes of it cannot be read") && run.err.contains("ends within a block"), run.err.constData());
        const auto lines = run.lines();
        QStringList kinds;
        for (const auto &line : lines)
            kinds << line.value("kind").toString();
        QCOMPARE(kinds, (QStringList{"command", "answer", "final", "noise", "gap", "command"}));
        QCOMPARE(lines[3].value("text").toString(), QStringLiteral("half a li"));
        QCOMPARE(lines[4].value("why").toString(), QStringLiteral("file-damaged"));
        QCOMPARE(cli({"decode", "-"}, QByteArray::fromStdString(bytes)).status, 2);
    }

    void decodeObjects()
    {
        const QByteArray input = "\r\n+HTTPNMIH:0,0,19\r\nContent-Length: 5\r\n\r\n\r\n+MIPLWRITE: 0,7,3303,0,5700,4,4,24.5,0\r\n"
                                 "\r\n+HTTPNMIC:0,0,5,5,5\r\nOK\r\n!\r\n";
        const auto run = cli({"decode", "--json", "--objects", "-"}, input);
        QCOMPARE(run.status, 0);
        QList<QJsonObject> objects;
        int events = 0;
        for (const auto &line : run.lines()) {
            if (line.contains("object"))
                objects << line;
            else
                ++events;
        }
        QCOMPARE(objects.size(), 2);
        QVERIFY(events >= 5);
        QCOMPARE(objects[0].value("object").toString(), QStringLiteral("lwm2m-write"));
        const auto value = objects[0].value("values").toArray()[0].toObject();
        QCOMPARE(value.value("path").toString(), QStringLiteral("3303/0/5700"));
        QCOMPARE(value.value("name").toString(), QStringLiteral("Temperature/0/Sensor value"));
        QCOMPARE(value.value("value").toDouble(), 24.5);
        QCOMPARE(objects[1].value("object").toString(), QStringLiteral("http-response"));
        QCOMPARE(objects[1].value("complete").toBool(), true);
        QCOMPARE(objects[1].value("body").toString(), QStringLiteral("OK\r\n!"));
        QCOMPARE(objects[1].value("headers").toObject().value("Content-Length").toString(), QStringLiteral("5"));
        QVERIFY(objects[1].value("events").toArray().size() >= 4);
        const auto text = cli({"decode", "--objects", "-"}, input);
        QVERIFY(text.out.contains("HTTP response (id 0): 5 bytes, complete"));
        for (const auto &line : cli({"decode", "--json", "-"}, input).lines())
            QVERIFY(!line.contains("object"));
    }

    void decode()
    {
        const QByteArray input = "AT+CIOTMKEY?\r\r\n+CIOTMKEY: abc\r\n\r\nOK\r\nAT+CIOTSTART=2\r\r\n+CME ERROR: 108\r\n+CIOTCMD:3,\xff\x01x\r\n";
        const auto run = cli({"decode", "--json", "--module", "ML302", "-"}, input);
        QCOMPARE(run.status, 0);
        const auto events = run.lines();
        QCOMPARE(events.size(), 6);
        QCOMPARE(events.at(0).value("kind").toString(), QStringLiteral("echo"));
        QCOMPARE(events.at(1).value("fields").toObject().value("mkey").toString(), QStringLiteral("abc"));
        QCOMPARE(events.at(1).value("of").toInt(), 1);
        QVERIFY(events.at(1).value("t").isNull());
        QCOMPARE(events.at(4).value("kind").toString(), QStringLiteral("final"));
        QVERIFY(!events.at(4).value("meaning").toString().isEmpty());
        QCOMPARE(events.at(5).value("name").toString(), QStringLiteral("+CIOTCMD"));
        QCOMPARE(events.at(5).value("fields").toObject().value("datalen").toInt(), 3);
        QCOMPARE(events.at(5).value("hex").toString(), QString::fromLatin1(QByteArray("+CIOTCMD:3,\xff\x01x").toHex()));
    }

    // A family of the user's own is laid over ours; a wrong file is named with its place and the rest still counts.
    void overlay()
    {
        QTemporaryDir dir;
        const auto write = [&](const char *name, const QByteArray &text) {
            QFile file(dir.filePath(QString::fromLatin1(name)));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(text);
        };
        write("mine.yaml", "atscope: 1\nfamily: mine\ntitle: {en: Mine}\ncommands:\n  - name: AT+MINE\n    title: {en: Mine}\n    forms:\n"
                           "      - {form: set, params: [{name: n, type: integer, range: 0..3}]}\n"
                           "modules:\n  - {module: MINE1, families: [mine, v25ter]}\n");
        write("wrong.yaml", "atscope: 1\nfamily: wrong\ncommands:\n  - name: AT+X\n    fomrs: []\n");
        const auto run = cli({"lint", "--json", "--catalogs", dir.path(), "--module", "MINE1", "-"}, "AT+MINE=9\n");
        QVERIFY2(run.err.contains("wrong.yaml:5:"), run.err.constData());
        QCOMPARE(run.status, 1);
        QCOMPARE(run.lines().at(0).value("problems").toArray().at(0).toObject().value("parameter").toString(), QStringLiteral("n"));
        const auto check = cli({"commands", "--json", "--check", dir.filePath("wrong.yaml")});
        QCOMPARE(check.status, 1);
        bool found = false;
        for (const auto &complaint : check.lines())
            found = found || (complaint.value("line").toInt() == 5 && complaint.value("column").toInt() == 5);
        QVERIFY2(found, check.out.constData());
        QCOMPARE(cli({"commands", "--check", dir.filePath("mine.yaml")}).status, 0);
    }

    // The worked example of docs/catalog.md: the later edition of the LwM2M manual.
    void workedExample()
    {
        const QString folder = QStringLiteral(ATSCOPE_SOURCE_DIR "/docs/examples/catalog");
        const auto check = cli({"commands", "--strict", "--check", folder + "/lwm2m-5.2.yaml"});
        QVERIFY2(check.status == 0 && check.out.isEmpty(), check.out.constData());
        QByteArrayList modules;
        for (const auto &line : cli({"modules", "--json", "--catalogs", folder}).lines())
            modules += line.value("module").toString().toLatin1();
        for (const char *module : {"MN326A", "MR880A", "ML307C", "ML307M", "ML307N"})
            QVERIFY2(modules.contains(module), module);
        const auto lint = cli({"lint", "--json", "--catalogs", folder, "--module", "MN326A", "-"}, "AT+MIPLFOTACFG=\"timeout\",1441\n");
        QCOMPARE(lint.lines().at(0).value("problems").toArray().at(0).toObject().value("code").toString(), QStringLiteral("out-of-range"));
        // MR880A answers OK first; the result comes behind it.
        const QByteArray create = "AT+MIPLCREATEEX=\"nbiotbt.heclouds.com\",1\r\n\r\nOK\r\n\r\n+MIPLCREATEEX: ";
        const auto decode = cli({"decode", "--json", "--catalogs", folder, "--module", "MR880A", "-"}, create + "FAIL\r\n" + create + "0\r\n");
        const auto events = decode.lines();
        QCOMPARE(events.size(), qsizetype{6});
        QCOMPARE(events.at(2).value("name").toString(), QStringLiteral("+MIPLCREATEEX"));
        QCOMPARE(events.at(2).value("completes").toInt(), 1);
        QVERIFY(events.at(2).value("meaning").toString().contains("resolved"));
        QCOMPARE(events.at(5).value("completes").toInt(), 4);
        QCOMPARE(events.at(5).value("meaning").toString(), QStringLiteral("created"));
    }
};

ATSCOPE_TEST(TstCli)
#include "tst_cli.moc"
