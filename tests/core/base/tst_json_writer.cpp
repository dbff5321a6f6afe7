// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_main.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <cmath>
#include <limits>

#include "core/base/json_writer.h"

using namespace atscope::base;

class TstJsonWriter final : public QObject
{
    Q_OBJECT
private slots:
    void nests();
    void escapes_data();
    void escapes();
    void numbers();
    void alwaysParses();
    void takeBeginsAnew();
};

void TstJsonWriter::nests()
{
    JsonWriter writer;
    writer.beginObject().key("a").value(1).key("list").beginArray().value("x").value(true).null().beginArray().endArray();
    writer.beginObject().endObject().endArray().member("z", std::string("end")).key("raw").raw("[1,2]").endObject();
    QCOMPARE(writer.text(), std::string(R"({"a":1,"list":["x",true,null,[],{}],"z":"end","raw":[1,2]})"));
}

void TstJsonWriter::escapes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("escaped");
    QTest::newRow("empty") << QByteArray() << QByteArray();
    QTest::newRow("plain") << QByteArray("AT+CGMM/?") << QByteArray("AT+CGMM/?");
    QTest::newRow("quote and backslash") << QByteArray("\"\\") << QByteArray("\\\"\\\\");
    QTest::newRow("line end") << QByteArray("a\r\n\t") << QByteArray("a\\u000d\\u000a\\u0009");
    QTest::newRow("zero byte") << QByteArray("\0", 1) << QByteArray("\\u0000");
    QTest::newRow("DEL is text") << QByteArray("\x7F") << QByteArray("\x7F");
    QTest::newRow("chinese") << QByteArray("\xE4\xBD\xA0") << QByteArray("\xE4\xBD\xA0");
    QTest::newRow("not UTF-8") << QByteArray("a\xFF\x80z") << QByteArray("a\\\\xff\\\\x80z");
    QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80") << QByteArray("\\\\xed\\\\xa0\\\\x80");
    QTest::newRow("all together") << QByteArray("\"\xFF\n\xC3\xA4") << QByteArray("\\\"\\\\xff\\u000a\xC3\xA4");
}

void TstJsonWriter::escapes()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, escaped);
    QCOMPARE(QByteArray::fromStdString(jsonEscaped(text.toStdString())), escaped);
    JsonWriter writer;
    writer.beginObject().key(text.toStdString()).value(text.toStdString()).endObject();
    QCOMPARE(QByteArray::fromStdString(writer.text()), "{\"" + escaped + "\":\"" + escaped + "\"}");
}

void TstJsonWriter::numbers()
{
    JsonWriter writer;
    const std::int64_t edge = std::int64_t{1} << 53;
    writer.beginArray().value(edge).value(edge + 1).value(-edge).value(-edge - 1);
    writer.value(static_cast<std::uint64_t>(edge)).value(std::numeric_limits<std::uint64_t>::max());
    writer.value(std::numeric_limits<std::int64_t>::min()).value(7U);
    writer.value(2.5).value(-0.1).value(5.0).value(std::nan("")).value(std::numeric_limits<double>::infinity()).endArray();
    QCOMPARE(writer.text(), std::string("[9007199254740992,\"9007199254740993\",-9007199254740992,\"-9007199254740993\","
                                        "9007199254740992,\"18446744073709551615\",\"-9223372036854775808\",7,"
                                        "2.5,-0.1,5,null,null]"));
}

void TstJsonWriter::alwaysParses()
{
    std::string bytes;
    for (int i = 0; i < 256; ++i)
        bytes += static_cast<char>(i);
    JsonWriter writer;
    writer.beginObject().member("bytes", bytes).member("n", 1e300).member("again", bytes.c_str() + 1).endObject();
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(writer.text()), &error);
    QCOMPARE(error.error, QJsonParseError::NoError);
    QVERIFY(document.object().value("bytes").toString().contains("\\xff"));
}

void TstJsonWriter::takeBeginsAnew()
{
    JsonWriter writer;
    writer.beginArray().value(1).endArray();
    QCOMPARE(writer.take(), std::string("[1]"));
    QCOMPARE(writer.text(), std::string());
    writer.value("x");
    QCOMPARE(writer.take(), std::string("\"x\""));
}

ATSCOPE_TEST(TstJsonWriter)
#include "tst_json_writer.moc"
