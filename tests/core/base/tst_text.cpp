// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_main.h"

#include <QTest>

#include <cmath>
#include <limits>

#include "core/base/text.h"

using namespace atscope::base;

class TstText final : public QObject
{
    Q_OBJECT
private slots:
    void cases();
    void integers_data();
    void integers();
    void integersInOtherBases();
    void doubles_data();
    void doubles();
    void doublesReadBack_data();
    void doublesReadBack();
    void utf8_data();
    void utf8();
    void controlsAreEscapedWhenAsked();
    void hex();
    void distance_data();
    void distance();
    void distanceIsSymmetric();
};

void TstText::cases()
{
    QCOMPARE(upper("at+Cgmm \xC3\xA4"), std::string("AT+CGMM \xC3\xA4"));
    QCOMPARE(lower("AT^ONENET"), std::string("at^onenet"));
    QVERIFY(equalsNoCase("Ok", "oK"));
    QVERIFY(!equalsNoCase("OK", "OK "));
    QVERIFY(!equalsNoCase("[", "{")); // 32 apart, and no letters
    QVERIFY(startsWithNoCase("at+x", "AT"));
    QVERIFY(startsWithNoCase("at", ""));
    QVERIFY(!startsWithNoCase("a", "AT"));
    QCOMPARE(trimmed(" \t a b\t "), std::string_view("a b"));
    QCOMPARE(trimmed(" \t"), std::string_view());
    QCOMPARE(trimmed("\r\nx"), std::string_view("\r\nx"));
}

void TstText::integers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("good");
    QTest::addColumn<qint64>("value");
    QTest::newRow("zero") << QByteArray("0") << true << qint64(0);
    QTest::newRow("leading zeros") << QByteArray("007") << true << qint64(7);
    QTest::newRow("plus") << QByteArray("+12") << true << qint64(12);
    QTest::newRow("minus") << QByteArray("-12") << true << qint64(-12);
    QTest::newRow("smallest") << QByteArray("-9223372036854775808") << true << std::numeric_limits<qint64>::min();
    QTest::newRow("largest") << QByteArray("9223372036854775807") << true << std::numeric_limits<qint64>::max();
    for (const char *bad : {"", "+", "-", "+-1", "-+1", "++1", "--1", " 1", "1 ", "1.0", "1,0", "0x10", "1e3", "12a",
                            "9223372036854775808", "-9223372036854775809", "\xD9\xA1"})
        QTest::addRow("bad '%s'", bad) << QByteArray(bad) << false << qint64(0);
    QTest::newRow("zero byte behind") << QByteArray("1\0", 2) << false << qint64(0);
}

void TstText::integers()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, good);
    QFETCH(qint64, value);
    const auto got = toInteger(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
    QCOMPARE(got.has_value(), good);
    if (good) {
        QCOMPARE(qint64(*got), value);
        QCOMPARE(toInteger(fromInteger(*got)), got);
    }
}

void TstText::integersInOtherBases()
{
    QCOMPARE(toInteger("fF", 16).value_or(-1), 255);
    QCOMPARE(toInteger("-80", 16).value_or(0), -128);
    QCOMPARE(toInteger("101", 2).value_or(-1), 5);
    QVERIFY(!toInteger("102", 2));
    QVERIFY(!toInteger("0x1F", 16));
    QVERIFY(!toInteger("1", 1));
    QVERIFY(!toInteger("1", 37));
}

void TstText::doubles_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("good");
    QTest::addColumn<double>("value");
    QTest::newRow("whole") << QByteArray("1") << true << 1.0;
    QTest::newRow("point") << QByteArray("-2.5") << true << -2.5;
    QTest::newRow("plus") << QByteArray("+2.5") << true << 2.5;
    QTest::newRow("exponent") << QByteArray("1e3") << true << 1000.0;
    QTest::newRow("exponent with sign") << QByteArray("1.5E-2") << true << 0.015;
    QTest::newRow("many digits") << QByteArray("3.14159265358979323846") << true << 3.14159265358979323846;
    for (const char *bad : {"", "+", "-", ".", "e3", "1e", "1e+", "inf", "-inf", "nan", "INFINITY", "0x10", "0x1p3", "1p3",
                            "1,5", "1.5.2", " 1", "1 ", "1e400", "-1e400", "--1", "+-1", "1_000"})
        QTest::addRow("bad '%s'", bad) << QByteArray(bad) << false << 0.0;
}

void TstText::doubles()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, good);
    QFETCH(double, value);
    const auto got = toDouble(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
    QCOMPARE(got.has_value(), good);
    if (good)
        QVERIFY(*got == value);
}

void TstText::doublesReadBack_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("half") << 0.5 << QByteArray("0.5");
    QTest::newRow("tenth") << 0.1 << QByteArray("0.1");
    QTest::newRow("whole") << 5.0 << QByteArray("5");
    QTest::newRow("third") << 1.0 / 3.0 << QByteArray("0.3333333333333333");
    QTest::newRow("big") << 1e300 << QByteArray("1e+300");
    QTest::newRow("small") << 5e-324 << QByteArray();
    QTest::newRow("largest") << std::numeric_limits<double>::max() << QByteArray();
}

void TstText::doublesReadBack()
{
    QFETCH(double, value);
    QFETCH(QByteArray, text);
    const std::string got = fromDouble(value);
    QVERIFY(got.find(',') == std::string::npos);
    if (!text.isEmpty())
        QCOMPARE(QByteArray::fromStdString(got), text);
    const auto back = toDouble(got);
    QVERIFY(back.has_value());
    QVERIFY(*back == value);
}

void TstText::utf8_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("valid");
    QTest::addColumn<int>("length");
    QTest::addColumn<QByteArray>("escaped");
    const auto row = [](const char *name, const QByteArray &bytes, bool valid, int length, const char *escaped = nullptr) {
        QTest::newRow(name) << bytes << valid << length << (escaped != nullptr ? QByteArray(escaped) : bytes);
    };
    row("empty", "", true, 0);
    row("ascii", "abc\x7F", true, 4);
    row("zero byte", QByteArray("a\0b", 3), true, 3);
    row("two bytes", "\xC2\x80\xDF\xBF", true, 2);
    row("three bytes", "\xE4\xBD\xA0\xE5\xA5\xBD", true, 2);
    row("first and last of three", "\xE0\xA0\x80\xEF\xBF\xBF", true, 2);
    row("around the surrogates", "\xED\x9F\xBF\xEE\x80\x80", true, 2);
    row("four bytes", "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF", true, 2);
    row("lone continuation", "a\x80", false, 2, "a\\x80");
    row("latin 1", "\xE4\xF6", false, 2, "\\xe4\\xf6");
    row("cut short", "\xE4\xBD", false, 2, "\\xe4\\xbd");
    row("cut short before text", "\xE4\xBD" "A", false, 3, "\\xe4\\xbd" "A");
    row("overlong slash", "\xC0\xAF", false, 2, "\\xc0\\xaf");
    row("overlong C1", "\xC1\xBF", false, 2, "\\xc1\\xbf");
    row("overlong of three", "\xE0\x9F\xBF", false, 3, "\\xe0\\x9f\\xbf");
    row("overlong of four", "\xF0\x8F\xBF\xBF", false, 4, "\\xf0\\x8f\\xbf\\xbf");
    row("surrogate", "\xED\xA0\x80", false, 3, "\\xed\\xa0\\x80");
    row("beyond the last", "\xF4\x90\x80\x80", false, 4, "\\xf4\\x90\\x80\\x80");
    row("five bytes", "\xF8\x88\x80\x80\x80", false, 5, "\\xf8\\x88\\x80\\x80\\x80");
    row("FE FF", "\xFE\xFF", false, 2, "\\xfe\\xff");
    row("good between bad", "\xFF\xC3\xA4\xFF", false, 3, "\\xff\xC3\xA4\\xff");
    row("backslash stays", "\\x41", true, 4);
}

void TstText::utf8()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, valid);
    QFETCH(int, length);
    QFETCH(QByteArray, escaped);
    const std::string_view view(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    QCOMPARE(utf8Valid(view), valid);
    QCOMPARE(static_cast<int>(utf8Length(view)), length);
    QCOMPARE(QByteArray::fromStdString(escapedUtf8(view)), escaped);
    QVERIFY(utf8Valid(escapedUtf8(view)));
}

void TstText::controlsAreEscapedWhenAsked()
{
    QCOMPARE(escapedUtf8("a\r\n\t\x7F"), std::string("a\r\n\t\x7F"));
    QCOMPARE(escapedUtf8("a\r\n\x7F\xC3\xA4", true), std::string("a\\x0d\\x0a\\x7f\xC3\xA4"));
}

void TstText::hex()
{
    QCOMPARE(toHex(std::string_view("\x00\x1F\xAB\xFF", 4)), std::string("001fabff"));
    QCOMPARE(toHex(""), std::string());
}

void TstText::distance_data()
{
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<int>("limit");
    QTest::addColumn<int>("expected");
    QTest::newRow("same") << QByteArray("AT+CIOT") << QByteArray("AT+CIOT") << 2 << 0;
    QTest::newRow("change") << QByteArray("AT+CIOT") << QByteArray("AT+CIOD") << 2 << 1;
    QTest::newRow("insert") << QByteArray("HTTPDISCON") << QByteArray("HTTPDISCONN") << 2 << 1;
    QTest::newRow("delete in front") << QByteArray("XAB") << QByteArray("AB") << 2 << 1;
    QTest::newRow("swap is two") << QByteArray("AB") << QByteArray("BA") << 2 << 2;
    QTest::newRow("classic") << QByteArray("kitten") << QByteArray("sitting") << 5 << 3;
    QTest::newRow("at the limit") << QByteArray("kitten") << QByteArray("sitting") << 3 << 3;
    QTest::newRow("above the limit") << QByteArray("kitten") << QByteArray("sitting") << 2 << 3;
    QTest::newRow("far above") << QByteArray("abcdefgh") << QByteArray("zyxwvuts") << 2 << 3;
    QTest::newRow("by length alone") << QByteArray("a") << QByteArray("aaaaaa") << 3 << 4;
    QTest::newRow("empty") << QByteArray("") << QByteArray("abc") << 5 << 3;
    QTest::newRow("both empty") << QByteArray("") << QByteArray("") << 0 << 0;
    QTest::newRow("limit 0") << QByteArray("a") << QByteArray("b") << 0 << 1;
}

void TstText::distance()
{
    QFETCH(QByteArray, a);
    QFETCH(QByteArray, b);
    QFETCH(int, limit);
    QFETCH(int, expected);
    QCOMPARE(editDistance(a.toStdString(), b.toStdString(), limit), expected);
}

void TstText::distanceIsSymmetric()
{
    const std::string a = "AT+MIPLDISCOVERRSP";
    const std::string b = "AT+MIPLOBSERVERSP";
    QCOMPARE(editDistance(a, b, 100), editDistance(b, a, 100));
    QCOMPARE(editDistance(a, b, std::numeric_limits<int>::max()), editDistance(a, b, 100));
}

ATSCOPE_TEST(TstText)
#include "tst_text.moc"
