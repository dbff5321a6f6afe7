// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include "core/simulator/state_file.h"
#include "support/test_main.h"

using namespace atscope;
using atscope::test::Bench;
using simulator::StateFile;

class TstStateFile : public QObject
{
    Q_OBJECT

private slots:
    void roundTrip()
    {
        QTemporaryDir dir;
        const std::string path = dir.filePath("state.json").toStdString();
        {
            Bench bench;
            StateFile file;
            const auto text = file.open(path);
            QVERIFY(text.ok() && text->empty() && !file.locked());
            bench.ask("AT+CIOTMKEY=\"\xe5\xaf\x86,\xff\x01\"");
            bench.ask("AT+CIOTPORT=876");
            bench.ask("AT+CIOTCONNECTPARA=0");
            bench.ask("AT+CREG=2");
            QVERIFY(!file.store(bench.module.state()));
        }
        QCOMPARE(QFile::permissions(QString::fromStdString(path)) & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther),
                 QFile::Permissions());
        Bench bench(9);
        StateFile file;
        const auto text = file.open(path);
        QVERIFY(text.ok());
        const auto wrong = bench.module.restore(*text);
        QVERIFY2(!wrong, wrong ? wrong->code.c_str() : "");
        COMPARE_TEXT(bench.module.state(), text->c_str());
        COMPARE_TEXT(bench.ask("AT+CIOTPORT?"), "+CIOTPORT: 876|OK");
        COMPARE_TEXT(bench.ask("AT+CREG?"), "+CREG: 0,1|OK");
        QCOMPARE(bench.module.memory().facts().value("ciot.mode").toText(), std::string("0"));
        QCOMPARE(bench.module.memory().facts().value("ciot.port").toText(), std::string("set"));
    }

    void locked()
    {
        QTemporaryDir dir;
        const std::string path = dir.filePath("state.json").toStdString();
        StateFile first;
        QVERIFY(first.open(path).ok());
        QVERIFY(!first.store("{\"a\":1}"));
        {
            StateFile second;
            const auto text = second.open(path);
            QVERIFY(text.ok() && text->empty());
            QVERIFY(second.locked());
            QVERIFY(!second.store("other"));
        }
        QFile file(QString::fromStdString(path));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("{\"a\":1}"));
    }

    void unusable()
    {
        StateFile file;
        const auto text = file.open("/nonexistent/folder/state.json");
        QVERIFY(!text.ok());
        COMPARE_TEXT(text.error().message.code, "simulator-state-folder");
        QTemporaryDir dir;
        QFile big(dir.filePath("big"));
        QVERIFY(big.open(QIODevice::WriteOnly));
        big.write(QByteArray((1 << 20) + 1, ' '));
        big.close();
        StateFile other;
        QVERIFY(!other.open(big.fileName().toStdString()).ok());
    }

    void hostileContent_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("cut") << QByteArray("{\"atscope-simulator\":1,\"modu") << QByteArray("simulator-state-json");
        QTest::newRow("array") << QByteArray("[]") << QByteArray("simulator-state-json");
        QTest::newRow("bytes") << QByteArray("\xff\xfe\0\0", 4) << QByteArray("simulator-state-json");
        QTest::newRow("deep") << QByteArray(100000, '[') << QByteArray("simulator-state-json");
        QTest::newRow("no version") << QByteArray("{}") << QByteArray("simulator-state-version");
        QTest::newRow("newer") << QByteArray(R"({"atscope-simulator":2,"module":"ML302"})")
                               << QByteArray("simulator-state-version");
        QTest::newRow("version text") << QByteArray(R"({"atscope-simulator":"1","module":"ML302"})")
                                      << QByteArray("simulator-state-version");
        QTest::newRow("other module") << QByteArray(R"({"atscope-simulator":1,"module":"M5311"})")
                                      << QByteArray("simulator-state-module");
        QTest::newRow("number") << QByteArray(R"({"atscope-simulator":1,"module":"ML302","variables":{"mkey":5}})")
                                << QByteArray("simulator-state-value");
        QTest::newRow("line end") << QByteArray(R"({"atscope-simulator":1,"module":"ML302","variables":{"mkey":"a\r\nOK"}})")
                                  << QByteArray("simulator-state-value");
        QTest::newRow("hex") << QByteArray(R"({"atscope-simulator":1,"module":"ML302","variables":{"mkey":{"hex":"1"}}})")
                             << QByteArray("simulator-state-value");
        QTest::newRow("long") << QByteArray(R"({"atscope-simulator":1,"module":"ML302","variables":{"mkey":")") +
                                     QByteArray(70000, 'x') + "\"}}"
                              << QByteArray("simulator-state-value");
    }
    void hostileContent()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, code);
        Bench bench;
        const std::string before = bench.module.state();
        const auto wrong = bench.module.restore(std::string_view(text.data(), static_cast<std::size_t>(text.size())));
        QVERIFY(wrong);
        COMPARE_TEXT(wrong->code, code);
        QVERIFY(catalog::Messages::has(wrong->code, catalog::Language::Chinese));
        COMPARE_TEXT(bench.module.state(), before.c_str()); // nothing of it was taken
    }

    void unknownNamesArePassedOver()
    {
        Bench bench;
        QVERIFY(!bench.module.restore(
            R"({"atscope-simulator":1,"module":"ml302","variables":{"nosuch":"x","proid":"1","creg_n":"2"}})"));
        COMPARE_TEXT(bench.ask("AT+CIOTPROID?"), "+CIOTPROID: 1|OK");
        COMPARE_TEXT(bench.ask("AT+CREG?"), "+CREG: 0,1|OK"); // not one that is kept
    }
};

ATSCOPE_TEST(TstStateFile)
#include "tst_state_file.moc"
