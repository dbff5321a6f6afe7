// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "support/test_main.h"

using namespace atscope;
using atscope::test::Bench;

class TstModuleControl : public QObject
{
    Q_OBJECT

private slots:
    void urc()
    {
        Bench bench;
        COMPARE_TEXT(bench.control(R"({"do":"urc","text":"+CIOTCMD:3,abc"})"), R"({"done":"urc"})");
        COMPARE_TEXT(bench.spoken(), "\r\n+CIOTCMD:3,abc\r\n");
        bench.control(R"({"do":"urc","hex":"0001ff","raw":true})");
        QCOMPARE(bench.spoken(), std::string("\0\x01\xff", 3));
        bench.control(R"({"do":"urc","text":"+CIOTCMD:4,a\r\nb"})");
        COMPARE_TEXT(bench.spoken(), "\r\n+CIOTCMD:4,a\r\nb\r\n");
    }

    void refusals_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("no json") << QByteArray("hello") << QByteArray("simulator-control-json");
        QTest::newRow("array") << QByteArray("[1]") << QByteArray("simulator-control-json");
        QTest::newRow("empty") << QByteArray("") << QByteArray("simulator-control-json");
        QTest::newRow("bytes") << QByteArray("\xff\0\x01", 3) << QByteArray("simulator-control-json");
        QTest::newRow("deep") << QByteArray(5000, '[') << QByteArray("simulator-control-json");
        QTest::newRow("nothing to do") << QByteArray("{}") << QByteArray("simulator-control-unknown");
        QTest::newRow("unknown") << QByteArray(R"({"do":"dance"})") << QByteArray("simulator-control-unknown");
        QTest::newRow("platform") << QByteArray(R"({"do":"platform","act":"read"})") << QByteArray("simulator-control-platform");
        QTest::newRow("later") << QByteArray(R"({"do":"fault","kind":"crc"})") << QByteArray("simulator-control-later");
        QTest::newRow("kind") << QByteArray(R"({"do":"fault","kind":"flood"})") << QByteArray("simulator-control-value");
        QTest::newRow("count") << QByteArray(R"({"do":"fault","kind":"delay","count":-1})")
                               << QByteArray("simulator-control-value");
        QTest::newRow("count text") << QByteArray(R"({"do":"fault","kind":"delay","count":"3"})")
                                    << QByteArray("simulator-control-value");
        QTest::newRow("count part") << QByteArray(R"({"do":"fault","kind":"delay","count":1.5})")
                                    << QByteArray("simulator-control-value");
        QTest::newRow("ms") << QByteArray(R"({"do":"fault","kind":"delay","ms":1e300})") << QByteArray("simulator-control-value");
        QTest::newRow("misspelt") << QByteArray(R"({"do":"fault","kind":"delay","cuont":3})")
                                  << QByteArray("simulator-control-key");
        QTest::newRow("hex") << QByteArray(R"({"do":"urc","hex":"0x"})") << QByteArray("simulator-control-value");
        QTest::newRow("urc without text") << QByteArray(R"({"do":"urc"})") << QByteArray("simulator-control-value");
        QTest::newRow("state") << QByteArray(R"({"do":"power","state":"maybe"})") << QByteArray("simulator-control-value");
    }
    void refusals()
    {
        QFETCH(QByteArray, message);
        QFETCH(QByteArray, code);
        Bench bench;
        const QByteArray reply =
            QByteArray::fromStdString(bench.control(std::string_view(message.data(), static_cast<std::size_t>(message.size()))));
        const QJsonObject object = QJsonDocument::fromJson(reply).object();
        QVERIFY2(object.contains("refused"), reply.constData());
        QCOMPARE(object.value("code").toString().toUtf8(), code);
        QVERIFY(!object.value("reason").toString().isEmpty());
        QVERIFY(catalog::Messages::has(code.toStdString(), catalog::Language::Chinese));
        COMPARE_TEXT(bench.ask("AT"), "OK");
    }

    void delay()
    {
        Bench bench;
        bench.ask("ATE0");
        COMPARE_TEXT(bench.control(R"({"do":"fault","kind":"delay","ms":700,"count":1})"), R"({"done":"fault","kind":"delay"})");
        COMPARE_TEXT(bench.feed("AT\r"), "");
        QVERIFY(bench.module.nextDeadline() == bench.now.plus(700));
        COMPARE_TEXT(bench.feed("AT+CMEE?\r"), ""); // answers keep their order
        COMPARE_TEXT(bench.after(699), "");
        COMPARE_TEXT(bench.after(1), "\r\nOK\r\n\r\n+CMEE: 0\r\n\r\nOK\r\n");
        QVERIFY(!bench.module.nextDeadline().known());
        COMPARE_TEXT(bench.feed("AT\r"), "\r\nOK\r\n");
    }

    void split()
    {
        Bench bench;
        bench.ask("ATE0");
        bench.control(R"({"do":"fault","kind":"split","bytes":4,"ms":10})");
        COMPARE_TEXT(bench.feed("AT\r"), "\r\nOK");
        COMPARE_TEXT(bench.after(10), "\r\n");
        COMPARE_TEXT(bench.feed("AT\r"), "\r\nOK\r\n");
    }

    void garbageAndDrop()
    {
        Bench bench;
        bench.ask("ATE0");
        bench.control(R"({"do":"fault","kind":"garbage","bytes":5,"count":2})");
        const std::string first = bench.feed("AT\r");
        QCOMPARE(first.size(), std::size_t{11});
        QVERIFY(first.ends_with("\r\nOK\r\n"));
        QVERIFY(bench.feed("AT\r").size() == 11);
        COMPARE_TEXT(bench.feed("AT\r"), "\r\nOK\r\n");
        bench.control(R"({"do":"fault","kind":"garbage","hex":"00ff"})");
        QVERIFY(bench.feed("AT\r").starts_with(std::string("\0\xff", 2)));
        bench.control(R"({"do":"fault","kind":"drop","bytes":2})");
        QCOMPARE(bench.feed("AT\r").size(), std::size_t{4});
        bench.control(R"({"do":"fault","kind":"drop","bytes":200})");
        COMPARE_TEXT(bench.feed("AT\r"), "");
        // The same seed, the same noise.
        Bench again;
        again.ask("ATE0");
        again.control(R"({"do":"fault","kind":"garbage","bytes":5,"count":2})");
        QVERIFY(again.feed("AT\r") == first);
    }

    void glue()
    {
        Bench bench;
        bench.ask("ATE0");
        bench.control(R"({"do":"fault","kind":"glue","count":2})");
        COMPARE_TEXT(bench.feed("AT+CMEE?\r"), "\r\n+CMEE: 0OK\r\n");
        bench.control(R"({"do":"urc","text":"+CIOTSTATUS: 1"})");
        COMPARE_TEXT(bench.spoken(), "\r\n+CIOTSTATUS: 1");
    }

    void echoDamage()
    {
        Bench bench;
        bench.control(R"({"do":"fault","kind":"echo"})");
        COMPARE_TEXT(bench.feed("AT\r"), "AT\r\r\nOK\r\n"); // nothing there to be damaged
        const std::string out = bench.feed("AT+CMEE?\r");
        QVERIFY(!out.starts_with("AT+CMEE?\r"));
        QVERIFY(out.starts_with("AT"));
        QVERIFY(out.ends_with("CMEE?\r\r\n+CMEE: 0\r\n\r\nOK\r\n")); // it still understood
        QVERIFY(bench.feed("AT+CMEE?\r").starts_with("AT+CMEE?\r"));
    }

    void silence()
    {
        Bench bench;
        bench.control(R"({"do":"fault","kind":"silence","count":2})");
        COMPARE_TEXT(bench.feed("AT+CMEE=1\r"), "");
        COMPARE_TEXT(bench.feed("AT\r"), "");
        COMPARE_TEXT(bench.feed("AT\r"), "AT\r\r\nOK\r\n");
        COMPARE_TEXT(bench.ask("AT+CMEE?"), "+CMEE: 0|OK"); // it was lost, not only unanswered
        bench.control(R"({"do":"fault","kind":"silence","ms":500})");
        COMPARE_TEXT(bench.feed("AT\r"), "");
        bench.control(R"({"do":"urc","text":"RING"})");
        COMPARE_TEXT(bench.spoken(), "");
        bench.after(500);
        COMPARE_TEXT(bench.feed("AT\r"), "AT\r\r\nOK\r\n");
    }

    void rebootFault()
    {
        Bench bench;
        bench.ask("AT+CMEE=1");
        bench.control(R"({"do":"fault","kind":"reboot"})");
        COMPARE_TEXT(bench.feed("AT+CSQ\rAT\r"), "AT+CSQ\r");
        COMPARE_TEXT(bench.feed("AT\r"), ""); // not up yet
        COMPARE_TEXT(bench.after(499), "");
        COMPARE_TEXT(bench.after(1), "\r\n*MATREADY: 1\r\n\r\n+CFUN: 1\r\n\r\n+CPIN: READY\r\n");
        COMPARE_TEXT(bench.ask("AT+CMEE?"), "+CMEE: 0|OK");
    }

    void powerCycle()
    {
        Bench bench;
        bench.ask("AT+CMEE=1");
        bench.ask("AT+CIOTMKEY=\"abc\"");
        bench.ask("AT+CREG=2");
        COMPARE_TEXT(bench.control(R"({"do":"power","state":"off"})"), R"({"done":"power","state":"off"})");
        QVERIFY(!bench.module.poweredOn());
        COMPARE_TEXT(bench.feed("AT\r"), "");
        QVERIFY(bench.control(R"({"do":"urc","text":"x"})").starts_with("{\"refused\":\"urc\""));
        bench.control(R"({"do":"power","state":"on"})");
        QVERIFY(bench.after(1000).starts_with("\r\n*MATREADY: 1"));
        COMPARE_TEXT(bench.ask("AT+CMEE?"), "+CMEE: 0|OK");
        COMPARE_TEXT(bench.ask("AT+CREG?"), "+CREG: 0,1|OK");
        COMPARE_TEXT(bench.ask("AT+CIOTMKEY?"), "+CIOTMKEY: abc|OK");
    }

    void rebootByCommand()
    {
        Bench bench;
        bench.ask("ATE0");
        COMPARE_TEXT(bench.feed("AT+CFUN=1,1\r"), "\r\nOK\r\n");
        COMPARE_TEXT(bench.feed("AT\r"), "");
        QVERIFY(bench.after(600).starts_with("\r\n*MATREADY: 1"));
        COMPARE_TEXT(bench.feed("AT\r"), "AT\r\r\nOK\r\n"); // echo is on again
    }

    void quit()
    {
        Bench bench;
        QVERIFY(!bench.module.quitAsked());
        COMPARE_TEXT(bench.control(R"({"do":"quit"})"), R"({"done":"quit"})");
        QVERIFY(bench.module.quitAsked());
    }
};

ATSCOPE_TEST(TstModuleControl)
#include "tst_module_control.moc"
