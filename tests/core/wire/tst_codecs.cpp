// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_main.h"

#include <QTest>

#include "core/base/text.h"
#include "core/wire/charset.h"
#include "core/wire/crc.h"
#include "core/wire/escapes.h"
#include "core/wire/hex.h"

using namespace atscope;
using namespace atscope::wire;
using namespace std::string_literals;

// Hexadecimal, escapes, CRCs, character sets.
class TstCodecs final : public QObject
{
    Q_OBJECT
private slots:
    void hex_data();
    void hex();
    void hexEncodes();
    void escapes_data();
    void escapes();
    void escapesGoBack();
    void crcChecks_data();
    void crcChecks();
    void crcMatches();
    void gb18030_data();
    void gb18030();
    void gb18030Everything();
    void utf8();
    void encodings_data();
    void encodings();
    void gb18030GoesBack();
    void septets();
};

void TstCodecs::hex_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("errorAt");
    QTest::addColumn<int>("digits");
    QTest::newRow("empty") << QByteArray() << QByteArray() << -1 << 0;
    QTest::newRow("upper and lower") << QByteArray("0aFf7E") << QByteArray("\x0a\xff\x7e") << -1 << 6;
    QTest::newRow("blanks") << QByteArray(" 41 42\t4 3\r\n") << QByteArray("ABC") << -1 << 6;
    QTest::newRow("nul") << QByteArray("0000") << QByteArray("\0\0", 2) << -1 << 4;
    QTest::newRow("odd") << QByteArray("414") << QByteArray("A") << 2 << 3;
    QTest::newRow("odd, blanks behind") << QByteArray("41 4 ") << QByteArray("A") << 3 << 3;
    QTest::newRow("stars") << QByteArray("C7AC**F8") << QByteArray("\xC7\xAC") << 4 << -1;
    QTest::newRow("letter") << QByteArray("4g") << QByteArray() << 1 << -1;
}

void TstCodecs::hex()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, bytes);
    QFETCH(int, errorAt);
    QFETCH(int, digits);
    const Decoded out = decodeHex(text.toStdString());
    QCOMPARE(QByteArray::fromStdString(out.bytes), bytes);
    QCOMPARE(out.ok(), errorAt < 0);
    if (errorAt >= 0)
        QCOMPARE(out.errorAt, static_cast<std::size_t>(errorAt));
    QCOMPARE(hexDigitCount(text.toStdString()), std::ptrdiff_t(digits));
}

void TstCodecs::hexEncodes()
{
    QCOMPARE(encodeHex("\0\xff\x1b"s), std::string("00FF1B"));
    QCOMPARE(encodeHex("\0\xff\x1b"s, ' '), std::string("00 FF 1B"));
    QCOMPARE(encodeHex("", ' '), std::string());
    std::string all;
    for (int i = 0; i < 256; ++i)
        all += static_cast<char>(i);
    QCOMPARE(decodeHex(encodeHex(all)).bytes, all);
}

void TstCodecs::escapes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("errorAt");
    QTest::newRow("plain") << QByteArray("a,b") << QByteArray("a,b") << -1;
    QTest::newRow("letters") << QByteArray(R"(\a\b\f\n\r\t\v\\\'\"\?)") << QByteArray("\a\b\f\n\r\t\v\\'\"?") << -1;
    QTest::newRow("header") << QByteArray(R"(User-Agent: Unkown\r\n)") << QByteArray("User-Agent: Unkown\r\n") << -1;
    QTest::newRow("hexadecimal") << QByteArray(R"(\x2C\x2c\xa\xAg\x123)") << QByteArray(",,\n\ng\x12" "3") << -1;
    QTest::newRow("octal") << QByteArray(R"(\0\12\0123\377\78)") << QByteArray("\0\n\n3\xff\a8", 7) << -1;
    QTest::newRow("octal too large") << QByteArray(R"(ab\400)") << QByteArray("ab") << 2;
    QTest::newRow("nothing behind") << QByteArray(R"(ab\)") << QByteArray("ab") << 2;
    QTest::newRow("unknown") << QByteArray(R"(a\q)") << QByteArray("a") << 1;
    QTest::newRow("x without digits") << QByteArray(R"(\xg)") << QByteArray() << 0;
    QTest::newRow("x at the end") << QByteArray(R"(1\x)") << QByteArray("1") << 1;
    QTest::newRow("eight") << QByteArray(R"(\8)") << QByteArray() << 0;
    QTest::newRow("upper case") << QByteArray(R"(\N)") << QByteArray() << 0;
}

void TstCodecs::escapes()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, bytes);
    QFETCH(int, errorAt);
    const Decoded out = decodeEscapes(text.toStdString());
    QCOMPARE(QByteArray::fromStdString(out.bytes), bytes);
    QCOMPARE(out.ok(), errorAt < 0);
    if (errorAt >= 0)
        QCOMPARE(out.errorAt, static_cast<std::size_t>(errorAt));
}

void TstCodecs::escapesGoBack()
{
    std::string all;
    for (int i = 0; i < 256; ++i) {
        all += static_cast<char>(i);
        all += 'a'; // a digit behind each of them
    }
    for (const std::string &also : {""s, ","s, "?'a0"s}) {
        const Decoded back = decodeEscapes(encodeEscapes(all, also));
        QVERIFY(back.ok());
        QCOMPARE(back.bytes, all);
    }
    QCOMPARE(encodeEscapes("a\r\n\"b\",'?", ","), std::string(R"(a\r\n\"b\"\x2C'?)"));
}

void TstCodecs::crcChecks_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<int>("check");
    QTest::newRow("MODBUS") << QByteArray("modbus") << 0x4B37;
    QTest::newRow("XMODEM") << QByteArray("XMODEM") << 0x31C3;
    QTest::newRow("CCITT-FALSE") << QByteArray("ccitt-false") << 0x29B1;
    QTest::newRow("KERMIT") << QByteArray("Kermit") << 0x2189;
    QTest::newRow("ARC") << QByteArray("ARC") << 0xBB3D;
}

void TstCodecs::crcChecks()
{
    QFETCH(QByteArray, name);
    QFETCH(int, check);
    const Crc16 *variant = findCrc16(name.toStdString());
    QVERIFY(variant);
    QCOMPARE(int(crc16(*variant, "123456789")), check);
    QCOMPARE(int(variant->check), check);
    QCOMPARE(int(crc16(*variant, "")), int(variant->initial));
    // A wide reference: bit by bit, for each of them.
    std::string bytes;
    unsigned seed = 1;
    for (int i = 0; i < 1000; ++i)
        bytes += static_cast<char>((seed = seed * 1103515245 + 12345) >> 16 & 0xFF);
    unsigned crc = variant->initial;
    for (const char c : bytes) {
        for (unsigned bit = 0; bit < 8; ++bit) {
            const unsigned in = static_cast<unsigned char>(c) >> (variant->reflected ? bit : 7 - bit) & 1U;
            const unsigned top = crc >> 15 & 1U;
            crc = (crc << 1 & 0xFFFFU) ^ (top != in ? variant->polynomial : 0U);
        }
    }
    unsigned mirrored = 0;
    for (unsigned bit = 0; bit < 16; ++bit)
        mirrored |= (crc >> bit & 1U) << (15 - bit);
    QCOMPARE(unsigned(crc16(*variant, bytes)), variant->reflected ? mirrored : crc);
}

void TstCodecs::crcMatches()
{
    QVERIFY(!findCrc16("X25"));
    const std::optional<CrcMatch> plain = matchCrc16("123456789", 0x29B1);
    QVERIFY(plain);
    QCOMPARE(plain->variant->name, std::string_view("CCITT-FALSE"));
    QVERIFY(!plain->swapped);
    const std::optional<CrcMatch> swapped = matchCrc16("123456789", 0x374B);
    QVERIFY(swapped);
    QCOMPARE(swapped->variant->name, std::string_view("MODBUS"));
    QVERIFY(swapped->swapped);
    QVERIFY(!matchCrc16("123456789", 12345));
}

void TstCodecs::gb18030_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("valid");
    QTest::newRow("ascii") << QByteArray("OK\r\n") << QByteArray("OK\r\n") << true;
    QTest::newRow("greeting") << QByteArray("\xC4\xE3\xBA\xC3") << QByteArray("你好") << true;
    QTest::newRow("first and last") << QByteArray("\x81\x40\xFE\xA0") << QByteArray("\xE4\xB8\x82\xEE\xA1\xA4") << true;
    QTest::newRow("wide colon") << QByteArray("\xA3\xBA") << QByteArray("：") << true;
    QTest::newRow("ideographic blank") << QByteArray("\xA1\xA1") << QByteArray("\xE3\x80\x80") << true;
    QTest::newRow("four bytes") << QByteArray("\x81\x30\x81\x30") << QByteArray("\xC2\x80") << true;
    QTest::newRow("beyond the basic plane") << QByteArray("\x95\x32\x82\x36\x90\x30\x81\x30\xE3\x32\x9A\x35")
                                            << QByteArray("\xF0\xA0\x80\x80\xF0\x90\x80\x80\xF4\x8F\xBF\xBF") << true;
    QTest::newRow("user-defined") << QByteArray("\xAA\xA1\xF8\xA1\xA1\x40\xA7\xA0")
        << QByteArray("\xEE\x80\x80\xEE\x88\xB4\xEE\x93\x86\xEE\x9D\xA5") << true;
    QTest::newRow("half a character") << QByteArray("a\xC4") << QByteArray("a\\xc4") << false;
    QTest::newRow("bad second byte") << QByteArray("\xC4\x0A\xC4\xFF\xC4\x7F") << QByteArray("\\xc4\n\\xc4\\xff\\xc4\x7F")
        << false;
    QTest::newRow("bad four bytes") << QByteArray("\x81\x30\x81\x20\xFE\x39\xFE\x39") << QByteArray("\\x810\\x81 \\xfe9\\xfe9")
        << false;
    QTest::newRow("no first byte") << QByteArray("\x80\xFF") << QByteArray("\\x80\\xff") << false;
}

void TstCodecs::gb18030()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, text);
    QFETCH(bool, valid);
    const DecodedText out = decodeText(bytes.toStdString(), Charset::Gb18030);
    QCOMPARE(QByteArray::fromStdString(out.text), text);
    QCOMPARE(out.valid, valid);
}

// Each code of two or four bytes stands for one character, and each character (but the surrogates) has one.
void TstCodecs::gb18030Everything()
{
    std::vector<int> seen(0x110000);
    const auto count = [&seen](std::string_view bytes) {
        const Character one = gb18030Character(bytes);
        if (one.length == bytes.size())
            ++seen[one.code];
        return one.length;
    };
    for (unsigned a = 0; a < 256; ++a) {
        const char first = static_cast<char>(a);
        count(std::string_view(&first, 1));
        for (unsigned b = 0; b < 256; ++b) {
            std::string bytes{first, static_cast<char>(b)};
            if (b < 0x30 || b > 0x39) {
                count(bytes);
                continue;
            }
            for (unsigned c = 0x81; c <= 0xFE; ++c)
                for (unsigned d = 0x30; d <= 0x39; ++d)
                    count(bytes + static_cast<char>(c) + static_cast<char>(d));
        }
    }
    for (unsigned code = 0; code < 0x110000; ++code)
        if (seen[code] != (code >= 0xD800 && code < 0xE000 ? 0 : 1))
            QFAIL(qPrintable(QString("U+%1: %2").arg(code, 4, 16).arg(seen[code])));
}

void TstCodecs::utf8()
{
    QCOMPARE(decodeText("你好\r\n", Charset::Utf8).text, std::string("你好\r\n"));
    QVERIFY(decodeText("你好", Charset::Utf8).valid);
    const DecodedText out = decodeText("a\xC4\xE3", Charset::Utf8);
    QCOMPARE(out.text, std::string("a\\xc4\\xe3"));
    QVERIFY(!out.valid);
}

void TstCodecs::encodings_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("charset");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("errorAt");
    const auto row = [](const char *name, const char *text, Charset charset, QByteArray bytes, int errorAt = -1) {
        QTest::newRow(name) << QByteArray(text) << static_cast<int>(charset) << bytes << errorAt;
    };
    row("gb18030", "aä你😀", Charset::Gb18030, "a\x81\x30\x8A\x31\xC4\xE3\x94\x39\xFC\x36");
    row("ucs2", "Hi 你", Charset::Ucs2Hex, "0048006900204F60");
    row("ucs2, beyond the basic plane", "😀", Charset::Ucs2Hex, "D83DDE00");
    row("ucs2, empty", "", Charset::Ucs2Hex, "");
    row("gsm", "@£$_ aÄà", Charset::Gsm, QByteArray("\0\1\2\x11 a[\x7f", 8));
    row("gsm, Greek", "ΔΦΓΛΩΠΨΣΘΞ", Charset::Gsm, "\x10\x12\x13\x14\x15\x16\x17\x18\x19\x1a");
    row("gsm, extension", "[€]", Charset::Gsm, "\x1b<\x1b" "e\x1b>");
    row("gsm does not have it", "ab你", Charset::Gsm, "ab", 2);
    row("gsm in digits", "A@", Charset::GsmHex, "4100");
    row("latin1", "aÿ", Charset::Latin1, "a\xff");
    row("latin1 does not have it", "Ā", Charset::Latin1, "", 0);
    row("no UTF-8", "a\xff", Charset::Ucs2Hex, "0061", 1);
    row("utf8", "a你", Charset::Utf8, "a你");
    row("utf8, damaged", "a\xe4\xbd", Charset::Utf8, "a", 1);
}

void TstCodecs::encodings()
{
    QFETCH(QByteArray, text);
    QFETCH(int, charset);
    QFETCH(QByteArray, bytes);
    QFETCH(int, errorAt);
    const auto set = static_cast<Charset>(charset);
    const EncodedText out = encodeText(text.toStdString(), set);
    QCOMPARE(QByteArray::fromStdString(out.bytes), bytes);
    QCOMPARE(out.ok(), errorAt < 0);
    if (errorAt >= 0) {
        QCOMPARE(out.errorAt, static_cast<std::size_t>(errorAt));
        return;
    }
    const DecodedText back = decodeText(bytes.toStdString(), set);
    QVERIFY(back.valid);
    QCOMPARE(QByteArray::fromStdString(back.text), text);
}

void TstCodecs::gb18030GoesBack()
{
    std::string text;
    for (char32_t code = 0x80; code < 0x110000; code = code == 0xD7FF ? 0xE000 : code + (code < 0x10000 ? 1 : 977)) {
        const char16_t units[] = {static_cast<char16_t>(code < 0x10000 ? code : 0xD800 + ((code - 0x10000) >> 10)),
                                  static_cast<char16_t>(0xDC00 + ((code - 0x10000) & 0x3FF))};
        const std::string one = QString(reinterpret_cast<const QChar *>(units), code < 0x10000 ? 1 : 2).toStdString();
        const EncodedText out = encodeText(one, Charset::Gb18030);
        const Character back = gb18030Character(out.bytes);
        if (!out.ok() || back.length != out.bytes.size() || back.code != code)
            QFAIL(qPrintable(QString("U+%1").arg(static_cast<uint>(code), 4, 16)));
    }
    // What is no text.
    for (const auto &[bytes, charset] : {std::pair("123", Charset::Ucs2Hex), std::pair("D83D", Charset::Ucs2Hex), std::pair("zz", Charset::GsmHex),
                                         std::pair("\x1b", Charset::Gsm), std::pair("\x1bz", Charset::Gsm), std::pair("\x80", Charset::Gsm)})
        QVERIFY2(!decodeText(bytes, charset).valid, bytes);
}

void TstCodecs::septets()
{
    QCOMPARE(encodeHex(packSeptets("hellohello")), std::string("E8329BFD4697D9EC37"));
    QCOMPARE(unpackSeptets(decodeHex("E8329BFD4697D9EC37").bytes, 10), std::string("hellohello"));
    QCOMPARE(packSeptets(""), std::string());
    for (std::size_t length = 0; length < 30; ++length) {
        std::string text;
        for (std::size_t i = 0; i < length; ++i)
            text += static_cast<char>((i * 37 + length) & 0x7F);
        QCOMPARE(packSeptets(text).size(), (length * 7 + 7) / 8);
        QCOMPARE(unpackSeptets(packSeptets(text), length), text);
    }
    QCOMPARE(unpackSeptets("\xff", 9).size(), std::size_t(1));
}

ATSCOPE_TEST(TstCodecs)
#include "tst_codecs.moc"
