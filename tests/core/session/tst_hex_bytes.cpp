// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/catalog/messages.h"
#include "core/session/hex_bytes.h"
#include "core/session/line_list.h"
#include "core/session/workspace.h"
#include "support/test_main.h"

using namespace atscope;
using session::HexBytes;
using session::LineList;
using session::readHexBytes;

class TstHexBytes final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void written_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray at("AT\r");
        QTest::newRow("pairs") << QByteArray("41 54 0D") << at;
        QTest::newRow("marked") << QByteArray("0x41,0x54, 0xd") << at;
        QTest::newRow("together") << QByteArray("41540d") << at;
        QTest::newRow("words") << QByteArray("4154 0D") << at;
        QTest::newRow("marked together") << QByteArray("0x410x540x0D") << at;
        QTest::newRow("long mark") << QByteArray("0X41540D") << at;
        QTest::newRow("C string") << QByteArray("\\x41\\x54\\xD") << at;
        QTest::newRow("dump") << QByteArray("41:54-0D") << at;
        QTest::newRow("lines") << QByteArray("\t41\r\n54;\n 0D \n") << at;
        QTest::newRow("zeros") << QByteArray("00 0x00 0x0") << QByteArray(3, '\0');
        QTest::newRow("nothing") << QByteArray(" ,\n") << QByteArray();
    }
    void written()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, bytes);
        const auto read = readHexBytes(text.toStdString());
        QVERIFY2(read.ok(), read.problem ? read.problem->code.c_str() : "");
        QCOMPARE(QByteArray::fromStdString(read.bytes), bytes);
    }

    void wrong_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QByteArray>("place");
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("length");
        QTest::addColumn<int>("before"); // bytes read before it
        QTest::newRow("letter") << QByteArray("41 5G 0D") << QByteArray("hex-bad-digit") << QByteArray("5") << 4 << 1 << 1;
        QTest::newRow("full width") << QByteArray("41 \xef\xbc\x95\xef\xbc\x94") << QByteArray("hex-bad-digit") << QByteArray("4") << 3 << 3 << 1;
        QTest::newRow("behind a wide one") << QByteArray("\xef\xbc\x95") << QByteArray("hex-bad-digit") << QByteArray("1") << 0 << 3 << 0;
        QTest::newRow("odd") << QByteArray("41 540") << QByteArray("hex-odd") << QByteArray("6") << 3 << 3 << 1;
        QTest::newRow("single") << QByteArray("4 1") << QByteArray("hex-odd") << QByteArray("1") << 0 << 1 << 0;
        QTest::newRow("mark alone") << QByteArray("41 0x") << QByteArray("hex-odd") << QByteArray("4") << 3 << 2 << 1;
        QTest::newRow("backslash") << QByteArray("41\\n") << QByteArray("hex-bad-digit") << QByteArray("3") << 2 << 1 << 1;
        QTest::newRow("text") << QByteArray("AT+CSQ") << QByteArray("hex-bad-digit") << QByteArray("2") << 1 << 1 << 0;
    }
    void wrong()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, code);
        QFETCH(QByteArray, place);
        QFETCH(int, from);
        QFETCH(int, length);
        QFETCH(int, before);
        const auto read = readHexBytes(text.toStdString());
        QVERIFY(!read.ok());
        QCOMPARE(QByteArray::fromStdString(read.problem->code), code);
        QCOMPARE(QByteArray(read.problem->arg("place").data(), static_cast<qsizetype>(read.problem->arg("place").size())), place);
        QCOMPARE(static_cast<int>(read.where.offset), from);
        QCOMPARE(static_cast<int>(read.where.length), length);
        QCOMPARE(static_cast<int>(read.bytes.size()), before);
        for (const auto language : {catalog::Language::English, catalog::Language::Chinese})
            QVERIFY(catalog::Messages::render(*read.problem, language).find('{') == std::string::npos);
    }

    void anyBytes()
    {
        std::string all;
        for (int i = 0; i < 256; ++i)
            all += static_cast<char>(i);
        QVERIFY(!readHexBytes(all).ok());
        const auto large = readHexBytes(std::string(2 * HexBytes::Most + 2, 'a'));
        QCOMPARE(large.problem->code, std::string("hex-too-long"));
        QVERIFY(readHexBytes(std::string(2 * HexBytes::Most, 'a')).ok());
    }

    void linesOfAFile()
    {
        auto workspace = session::Workspace::open({});
        QVERIFY(workspace.ok());
        const auto dialect = workspace.value()->dialect("ML302");
        std::atomic<bool> stop{false};
        const auto list = LineList::read("\xEF\xBB\xBF# set up\r\nAT+CMEE=1\r\n\r\n  AT+CSQ \n// later\nAT+CIOTSTART=2\rAT+NOSUCHTHING\nlast", *dialect, stop);
        QCOMPARE(list.lines.size(), 5u);
        QCOMPARE(list.skipped, 3);
        QCOMPARE(list.lines[0].text, std::string("AT+CMEE=1"));
        QCOMPARE(list.lines[0].number, 2);
        QVERIFY(!list.lines[0].questionable());
        QCOMPARE(list.lines[1].text, std::string("AT+CSQ"));
        QCOMPARE(list.lines[1].number, 4);
        QCOMPARE(list.lines[2].number, 6);
        QVERIFY(!list.lines[2].problems.empty());
        QCOMPARE(list.lines[4].number, 8);
        QVERIFY(list.withProblems >= 2);
        QCOMPARE(list.dangerous, 0);
        stop = true;
        QVERIFY(LineList::read("AT\nAT\n", *dialect, stop).lines.empty());
    }

    void secretsOfAFile()
    {
        auto workspace = session::Workspace::open({});
        const auto dialect = workspace.value()->dialect("ML302");
        std::atomic<bool> stop{false};
        const auto list = LineList::read("AT+CIOTMKEY=\"0123456789abcdef\"\n", *dialect, stop);
        QCOMPARE(list.lines.at(0).secrets.size(), 1u);
        QCOMPARE(list.lines[0].text.substr(list.lines[0].secrets[0].offset, list.lines[0].secrets[0].length), std::string("0123456789abcdef"));
    }

    void dangersOfAFile()
    {
        auto workspace = session::Workspace::open({});
        const auto dialect = workspace.value()->dialect("ML302");
        std::string dangerous;
        for (const auto &command : dialect->view().commands())
            for (const auto &form : command->forms)
                if (form.danger == catalog::Danger::Destructive && form.kind == catalog::FormKind::Execute)
                    dangerous = command->name;
        QVERIFY(!dangerous.empty());
        std::atomic<bool> stop{false};
        const auto list = LineList::read("AT\n" + dangerous + "\n", *dialect, stop);
        QCOMPARE(list.dangerous, 1);
        QVERIFY(!list.lines[1].hazards.empty());
        QVERIFY(list.lines[1].hazards.front().kind == catalog::Danger::Destructive);
    }
};

ATSCOPE_TEST(TstHexBytes)
#include "tst_hex_bytes.moc"
