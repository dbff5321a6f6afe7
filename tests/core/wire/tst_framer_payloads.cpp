// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_main.h"

#include "tst_framer.h"

using namespace atscope;
using namespace atscope::wire;
using namespace atscope::wire::check;
using namespace std::string_literals;

// Data that is announced by a count, in streams without stamps.
class TstFramerPayloads final : public QObject
{
    Q_OBJECT
private slots:
    void streams_data();
    void streams();
    void largestPayload();
    void payloadWaitsForNothingMore_data();
    void payloadWaitsForNothingMore();
};

static void row(const char *name, const std::string &stream, const QStringList &expected)
{
    QTest::newRow(name) << QByteArray::fromStdString(stream) << expected;
}

void TstFramerPayloads::streams_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QStringList>("expected");

    // Behind the line
    row("next line", "\r\n+HTTPNMIH:0,0,17\r\nServer: x\r\nA: b\r\n\r\nOK\r\n",
        {"La1=17|+HTTPNMIH:0,0,17", "D1=17|Server: x\\x0d\\x0aA: b\\x0d\\x0a", "L|OK"});
    row("next line, blanks", "+CIPRXGET: 2, 1, 7, 302\r\nHTTP/1.\r\nOK\r\n",
        {"La6=7|+CIPRXGET: 2, 1, 7, 302", "D6=7|HTTP/1.", "L|OK"});
    row("next line, lf", "+HTTPNMIC:3\nabc\nOK\n", {"La2=3|+HTTPNMIC:3", "D2=3|abc", "L|OK"});
    row("next line, cr", "+HTTPNMIC:3\rabc\rOK\r", {"La2=3|+HTTPNMIC:3", "D2=3|abc", "L|OK"});
    row("next line, cr cr lf", "+HTTPNMIC:3\r\r\nabc\r\r\n", {"La2=3|+HTTPNMIC:3", "D2=3|abc"});
    row("next line, cr cr", "+HTTPNMIC:3\r\rab\r\n", {"La2=3|+HTTPNMIC:3", "D2=3|\\x0dab"});
    row("data begins with a line end", "+HTTPNMIC:4\r\n\r\nab\r\n", {"La2=4|+HTTPNMIC:4", "D2=4|\\x0d\\x0aab"});
    row("data is line ends", "+HTTPNMIC:4\r\n\r\n\r\n\r\nOK\r\n", {"La2=4|+HTTPNMIC:4", "D2=4|\\x0d\\x0a\\x0d\\x0a", "L|OK"});
    row("body is OK", "+HTTPNMIC:0,0,2,2\r\nOK\r\n\r\nOK\r\n", {"La2=2|+HTTPNMIC:0,0,2,2", "D2=2|OK", "L|OK"});
    row("fakes inside", "+HTTPNMIC:0,44\r\nOK\r\nERROR\r\n+HTTPNMIC:3\r\n> \r\n+CME ERROR: 3\r\n+D\r\nOK\r\n",
        {"La2=44|+HTTPNMIC:0,44",
         "D2=44|OK\\x0d\\x0aERROR\\x0d\\x0a+HTTPNMIC:3\\x0d\\x0a> \\x0d\\x0a+CME ERROR: 3\\x0d\\x0a+", "L|D", "L|OK"});
    row("nothing", "+HTTPNMIC:0,0,63,63,0\r\n\r\nOK\r\n", {"La2=0|+HTTPNMIC:0,0,63,63,0", "D2=0|", "L|OK"});
    row("nothing, then a head", "+HTTPNMIC:0\r\n+HTTPNMIC:1\r\nx\r\n",
        {"La2=0|+HTTPNMIC:0", "D2=0|", "La2=1|+HTTPNMIC:1", "D2=1|x"});
    row("glued to the next", "+HTTPNMIC:3\r\nabc+HTTPNMIC:2\r\nde> \r\n",
        {"La2=3|+HTTPNMIC:3", "D2=3|abc", "La2=2|+HTTPNMIC:2", "D2=2|de", "P1|>"});
    row("binary", "+CIPRXGET: 2,0,4,0\r\n \2\0\0\r\nOK\r\n"s, {"La6=4|+CIPRXGET: 2,0,4,0", "D6=4| \\x02\\x00\\x00", "L|OK"});
    row("longest name", "+HTTPNMI:1\r\na+HTTPNMIC:2\r\nbc+HTTPNMIH:0,0,3\r\ndef",
        {"La13=1|+HTTPNMI:1", "D13=1|a", "La2=2|+HTTPNMIC:2", "D2=2|bc", "La1=3|+HTTPNMIH:0,0,3", "D1=3|def"});
    row("blank before the colon", "+HTTPNMIC : 3\r\nabc\r\n", {"La2=3|+HTTPNMIC : 3", "D2=3|abc"});
    row("equals", "+HTTPNMIC=3\r\nabc\r\n", {"La2=3|+HTTPNMIC=3", "D2=3|abc"});
    row("wide colon", "+HTTPNMIC\xEF\xBC\x9A" "3\r\nabc\r\n", {"La2=3|+HTTPNMIC\xEF\xBC\x9A" "3", "D2=3|abc"});
    row("quoted count", "+HTTPNMIC:\"a,b\",\"3\"\r\nabc\r\n", {"La2=3|+HTTPNMIC:\"a,b\",\"3\"", "D2=3|abc"});
    row("quoted text", "+HTTPNMIC:3\r\n\"abc\"\r\nOK\r\n", {"La2=3|+HTTPNMIC:3", "D2=3|\"abc\"", "L|OK"});
    row("quotes that count", "+HTTPNMIC:5\r\n\"abc\"\r\nOK\r\n", {"La2=5|+HTTPNMIC:5", "D2=5|\"abc\"", "L|OK"});
    row("one line, cmt", "+CMT: ,24\r\n00040B9112\r\nOK\r\n", {"La8=24|+CMT: ,24", "D8=24|00040B9112", "L|OK"});
    row("one line, text", "+CMT: \"+1\",,\"d\"\r\nHello \"you\n\r\n", {"La8|+CMT: \"+1\",,\"d\"", "D8|Hello \"you"});
    row("one line, empty", "+CMT: \"+1\"\r\n\r\n\r\nOK\r\n", {"La8|+CMT: \"+1\"", "D8|", "L|OK"});
    row("one line, cut off", "+CMT: ,24\r\n0004", {"La8=24|+CMT: ,24", "Db8=24|0004"});
    row("one line, nothing", "+CMT: ,24\r\n", {"La8=24|+CMT: ,24", "Db8=24|"});

    // On the line
    row("same line", "+IPD,4:test\r\nOK\r\n", {"La4=4|+IPD,4:", "D4=4|test", "L|OK"});
    row("same line, the end", "\r\nSEND OK\r\n\r\n+IPD,4:test", {"L|SEND OK", "La4=4|+IPD,4:", "D4=4|test"});
    row("same line, line ends inside", "+IPD,10:a\r\nOK\r\nbc\r\nOK\r\n",
        {"La4=10|+IPD,10:", "D4=10|a\\x0d\\x0aOK\\x0d\\x0abc\\x0d", "L|OK"});
    row("same line, mux", "+IPD,0,4:a:,b+IPD,3:x,y", {"La5=4|+IPD,0,4:", "D5=4|a:,b", "La4=3|+IPD,3:", "D4=3|x,y"});
    row("same line, other shape", "+IPD,0,4,5:abcd\r\n", {"L|+IPD,0,4,5:abcd"});
    row("same line, nothing", "+IPD,0:\r\nOK\r\n", {"La4=0|+IPD,0:", "D4=0|", "L|OK"});
    row("same line, nothing, the end", "+IPD,0:", {"La4=0|+IPD,0:", "D4=0|"});
    row("topic with commas and quotes", "+MQTTSUBRECV:0,\"a,b/1\",6,{\"k\":\r\n",
        {"La7=6|+MQTTSUBRECV:0,\"a,b/1\",6,", "D7=6|{\"k\":\\x0d"});
    row("split message", "+MQTTSUBRECV:0,\"t\",5,:4096\r\n0/1\",986,{\"V\":[1]}\r\n",
        {"La7=5|+MQTTSUBRECV:0,\"t\",5,", "D7=5|:4096", "L|0/1\",986,{\"V\":[1]}"});
    row("blank as separator", "+D: 5 hello\r\n+D: 0 \r\n+D:x y\r\n",
        {"La18=5|+D: 5 ", "D18=5|hello", "La18=0|+D: 0 ", "D18=0|", "Lb18|+D:x y"});
    row("data blank first", "+IPD,3: ab\r\n+IPD,2: ab\r\n", {"La4=3|+IPD,3:", "D4=3| ab", "La4=2|+IPD,2:", "D4=2| ab"});

    // Part of the line
    row("own field", "+CIOTCMD:5,a\r\nbc\r\nOK\r\n", {"Li3=5|+CIOTCMD:5,a\\x0d\\x0abc|a\\x0d\\x0abc", "L|OK"});
    row("own field, equals", "+CIOTCMD=3,abc\r\n", {"Li3=3|+CIOTCMD=3,abc|abc"});
    row("own field, json", "+IMQTTRCVPUB:24622,/a1/x/set,13,{\"a\":1,\"b\":2}\r\nOK\r\n",
        {"Li15=13|+IMQTTRCVPUB:24622,/a1/x/set,13,{\"a\":1,\"b\":2}|{\"a\":1,\"b\":2}", "L|OK"});
    row("own field, the end", "+CIOTCMD:3,abc", {"Li3=3|+CIOTCMD:3,abc|abc"});
    row("own field, more than counted", "+CIOTCMD:3,abcdef\r\nOK\r\n", {"Li3=3|+CIOTCMD:3,abc|abc", "L|def", "L|OK"});
    row("own field, nothing", "+CIOTCMD:0,\r\nOK\r\n", {"Li3=0|+CIOTCMD:0,|", "L|OK"});
    row("own field, quoted", "+USORD: 3,16,\"16 bytes of data\"\r\nOK\r\n",
        {"Li12=16|+USORD: 3,16,\"16 bytes of data\"|\"16 bytes of data\"", "L|OK"});
    row("own field, quoted nothing", "+USORD: 3,0,\"\"\r\nOK\r\n", {"Li12=0|+USORD: 3,0,\"\"|\"\"", "L|OK"});
    row("own field, blank", "+CIOTCMD: 5, hello\r\n+CIOTCMD: 5, hell\r\n",
        {"Li3=5|+CIOTCMD: 5, hello| hello", "Li3=5|+CIOTCMD: 5, hell| hell"});
    row("own field, blank and quote", "+USORD: 3, 4, \"abcd\"\r\n", {"Li12=4|+USORD: 3, 4, \"abcd\"| \"abcd\""});
    row("own field, not kept", "+CIOTCMD:50,abc\r\nOK\r\n", {"Lb3=50|+CIOTCMD:50,abc", "L|OK"});
    row("own field, not kept, the end", "+CIOTCMD:50,abc", {"~b3=50|+CIOTCMD:50,abc"});
    row("own next line", "+JOINED: 3\r\na\r\nOK\r\n", {"Li16=3|+JOINED: 3\\x0d\\x0aa\\x0d\\x0a|a\\x0d\\x0a", "L|OK"});
    row("own next line, nothing", "+JOINED: 0\r\nOK\r\n", {"Li16=0|+JOINED: 0|", "L|OK"});
    row("own next line, not kept", "+JOINED: 30\r\na\r\nOK\r\n", {"Lb16=30|+JOINED: 30", "L|a", "L|OK"});

    // Fields behind the data
    row("write, quoted", "+MIPLWRITE:0,1,3200,0,5750,1,4,\"a,\"d\",0,0\r\nOK\r\n",
        {"Li9=4|+MIPLWRITE:0,1,3200,0,5750,1,4,\"a,\"d\",0,0|\"a,\"d\"", "L|OK"});
    row("write, blanks", "+MIPLWRITE: 0, 92267, 1, 3, 4, 2, 4, 48695961, 0\r\n",
        {"Li9=4|+MIPLWRITE: 0, 92267, 1, 3, 4, 2, 4, 48695961, 0| 48695961"});
    row("write, digits", "+MIPLWRITE:0,1,19,0,0,2,8,34353637,0,0\r\n", {"Li9=8|+MIPLWRITE:0,1,19,0,0,2,8,34353637,0,0|34353637"});
    row("write, quoted digits", "+MIPLWRITE:0,1,19,0,0,2,2,\"3435\",0\r\n",
        {"Li9=2|+MIPLWRITE:0,1,19,0,0,2,2,\"3435\",0|\"3435\""});
    row("write, text with line end", "+MIPLWRITE:0,1,3,0,1,1,6,a\r\n,\r\n,0,0\r\nOK\r\n",
        {"Li9=6|+MIPLWRITE:0,1,3,0,1,1,6,a\\x0d\\x0a,\\x0d\\x0a,0,0|a\\x0d\\x0a,\\x0d\\x0a", "L|OK"});
    row("write, nothing", "+MIPLWRITE:0,1,19,0,0,2,0,,0\r\n", {"Li9=0|+MIPLWRITE:0,1,19,0,0,2,0,,0|"});
    row("write, size of the type", "+MIPLWRITE:0,1,3,0,1,3,4,22,0\r\nOK\r\n", {"Lb9=4|+MIPLWRITE:0,1,3,0,1,3,4,22,0", "L|OK"});
    row("write, wrong length", "+MIPLWRITE:0,1,3,0,1,1,10,\"abc\",0\r\nOK\r\nRDY\r\n",
        {"Lb9=10|+MIPLWRITE:0,1,3,0,1,1,10,\"abc\",0", "L|OK", "L|RDY"});
    row("write, broken line", "+MIPLWRITE:0,27496,5,0,0,2,1024,\r\n\r\nC7AC******F8,1\r\n\r\nOK\r\n",
        {"Lb9=1024|+MIPLWRITE:0,27496,5,0,0,2,1024,", "L|C7AC******F8,1", "L|OK"});
    row("write, neither length", "+MIPLWRITE:0,1,3,0,1,2,4,010203040506,0\r\nOK\r\n",
        {"Lb9=4|+MIPLWRITE:0,1,3,0,1,2,4,010203040506,0", "L|OK"});
    row("write, no end", "+MIPLWRITE:0,1,3,0,1,2,2,0102,0", {"~i9=2|+MIPLWRITE:0,1,3,0,1,2,2,0102,0|0102"});
    row("write, no fields", "+MIPLWRITE:0,1,3,0,1,2,2,0102", {"~b9=2|+MIPLWRITE:0,1,3,0,1,2,2,0102"});
    row("tail of its own", "+HTAIL:2,0102,1,0\r\n+HTAIL:2,\"0102\",1\nOK\r\n",
        {"La17=2|+HTAIL:2,", "D17=2|0102", "Lt17|,1,0", "La17=2|+HTAIL:2,", "D17=2|\"0102\"", "Lt17|,1", "L|OK"});
    row("tail is missing", "+HTAIL:2,0102\r\n,1\r\n", {"La17=2|+HTAIL:2,", "D17=2|0102", "L|,1"});

    // Digits
    row("digits", "+HEX:6,0102aF\r\nOK\r\n", {"La11=6|+HEX:6,", "D11=6|0102aF", "L|OK"});
    row("digits, quoted", "+HEX:4,\"0102\"\r\n+HEX: 4, \"0102\"\r\n",
        {"La11=4|+HEX:4,", "D11=4|\"0102\"", "La11=4|+HEX: 4,", "D11=4| \"0102\""});
    row("digits, quote lost", "+HEX:4,\"0102\r\nOK\r\n", {"La11=4|+HEX:4,", "D11=4|\"0102", "L|OK"});
    row("digits, too few", "+HEX:8,0102\r\nOK\r\n", {"La11=8|+HEX:8,", "Db11=8|0102", "L|OK"});
    row("digits, none", "+HEX:0,\r\n+HEX:2,\r\n", {"La11=0|+HEX:0,", "D11=0|", "La11=2|+HEX:2,", "Db11=2|"});
    row("digits, the end", "+HEX:4,01", {"La11=4|+HEX:4,", "Db11=4|01"});

    // Either
    row("ota, hexadecimal", "+IOTASTX:4,1,12345,01020304\r\nOK\r\n", {"La10=4|+IOTASTX:4,1,12345,", "D10=4|01020304", "L|OK"});
    row("ota, raw", "+IOTASTX:10,1,12345,OK\r\nERROR\r\r\nOK\r\n",
        {"La10=10|+IOTASTX:10,1,12345,", "D10=10|OK\\x0d\\x0aERROR\\x0d", "L|OK"});
    row("ota, raw that looks like digits", "+IOTASTX:4,1,12345,0102\r\nOK\r\n",
        {"La10=4|+IOTASTX:4,1,12345,", "D10=4|0102", "L|OK"});
    row("ota, raw begins like digits", "+IOTASTX:6,1,2,01\r\n02\r\nOK\r\n",
        {"La10=6|+IOTASTX:6,1,2,", "D10=6|01\\x0d\\x0a02", "L|OK"});
    row("ota, raw quote", "+IOTASTX:4,1,2,\"\1\2\3\r\nOK\r\n", {"La10=4|+IOTASTX:4,1,2,", "D10=4|\"\\x01\\x02\\x03", "L|OK"});
    row("ota, digits without end", "+IOTASTX:2,1,2,01020304", {"La10=2|+IOTASTX:2,1,2,", "D10=2|01", "~|020304"});
    row("ota, hexadecimal, the end", "+IOTASTX:2,1,2,0102", {"La10=2|+IOTASTX:2,1,2,", "D10=2|0102"});
    row("ota, nothing", "+IOTASTX:0,1,2,\r\nOK\r\n", {"La10=0|+IOTASTX:0,1,2,", "D10=0|", "L|OK"});
    row("ota, three digits for two", "+IOTASTX:2,1,2,010\r\nOK\r\n", {"La10=2|+IOTASTX:2,1,2,", "Db10=2|010", "L|OK"});

    // Counts that are not kept
    row("too short", "+HTTPNMIC:50\r\nabc\r\nOK\r\n", {"La2=50|+HTTPNMIC:50", "Db2=50|abc", "L|OK"});
    row("too short, lines", "+HTTPNMIC:99\r\nabc\r\ndef\r\n\r\n+CME ERROR: 3\r\nx\r\n",
        {"La2=99|+HTTPNMIC:99", "Db2=99|abc\\x0d\\x0adef", "L|+CME ERROR: 3", "L|x"});
    row("too short, nothing known", "+HTTPNMIC:99\r\nabc\r\ndef\r\n", {"La2=99|+HTTPNMIC:99", "Db2=99|abc", "L|def"});
    row("too short, announcer", "+HTTPNMIC:99\r\nabc\r\nd\r\n+IPD,3:xyz\r\n",
        {"La2=99|+HTTPNMIC:99", "Db2=99|abc\\x0d\\x0ad", "La4=3|+IPD,3:", "D4=3|xyz"});
    row("too short twice", "+HTTPNMIC:99\r\nabc\r\n+HTTPNMIC:99\r\ndef\r\nOK\r\n",
        {"La2=99|+HTTPNMIC:99", "Db2=99|abc", "La2=99|+HTTPNMIC:99", "Db2=99|def", "L|OK"});
    row("nothing came", "+HTTPNMIC:99\r\nOK\r\n", {"La2=99|+HTTPNMIC:99", "Db2=99|", "L|OK"});
    row("nothing came at all", "+HTTPNMIC:99\r", {"La2=99|+HTTPNMIC:99", "Db2=99|"});
    row("too short on the line", "+IPD,63:abc\r\nOK\r\n", {"La4=63|+IPD,63:", "Db4=63|abc", "L|OK"});
    row("OK begins the data", "+IPD,63:OK\r\nabc", {"La4=63|+IPD,63:", "Db4=63|OK", "~|abc"});
    row("okay is no final", "+HTTPNMIC:99\r\na\r\nOKAY\r\nOK 1\r\nOK \r\n",
        {"La2=99|+HTTPNMIC:99", "Db2=99|a\\x0d\\x0aOKAY\\x0d\\x0aOK 1", "L|OK "});
    row("largest count", "+HTTPNMIC:4194304\r\nabc\r\nOK\r\n", {"La2=4194304|+HTTPNMIC:4194304", "Db2=4194304|abc", "L|OK"});
    row("only line ends", "+HTTPNMIC:9\r\n\r\n\r\n", {"La2=9|+HTTPNMIC:9", "Db2=9|"});
    row("cut in the line end", "+HTTPNMIC:9\r\r", {"La2=9|+HTTPNMIC:9", "Db2=9|"});

    // Announced HTTP
    row("http, announced", "^POST: 1\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK\r\nOK\r\n",
        {"La14|^POST: 1", "D14|HTTP/1.1 200 OK\\x0d\\x0aContent-Length: 2\\x0d\\x0a\\x0d\\x0aOK", "L|OK"});
}

void TstFramerPayloads::streams()
{
    QFETCH(QByteArray, stream);
    QFETCH(QStringList, expected);
    verify(commonSetup(), {{stream.toStdString()}}, expected);
    verify(commonSetup(), {{stream.toStdString(), 0}}, expected); // a stamp alone changes nothing
}

void TstFramerPayloads::largestPayload()
{
    std::string data(Framer::PayloadCap, '\r');
    const std::vector<Block> blocks = {{"+HTTPNMIC:4194304\r\n" + data + "\r\nOK\r\n"}};
    const Outcome whole = run(commonSetup(), blocks);
    QCOMPARE(whole.problem, std::string());
    QCOMPARE(whole.tokens.size(), 3U);
    QCOMPARE(whole.tokens[1].span.length, std::uint64_t(Framer::PayloadCap));
    QVERIFY(!whole.tokens[1].broken);
    std::minstd_rand random(3);
    QCOMPARE(difference(whole, runCut(commonSetup(), blocks, random, 4000)), std::string());
}

void TstFramerPayloads::payloadWaitsForNothingMore_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::newRow("next line") << QByteArray("+HTTPNMIC:3\r\nabc");
    QTest::newRow("same line") << QByteArray("+IPD,3:abc");
    QTest::newRow("part of the line") << QByteArray("+CIOTCMD:3,abc");
    QTest::newRow("nothing") << QByteArray("+HTTPNMIC:0\r");
    QTest::newRow("raw") << QByteArray("+IOTASTX:3,1,2,xyz");
    QTest::newRow("one line") << QByteArray("+CMT: 3\r\nabc\r");
    QTest::newRow("http") << QByteArray("^POST:1\r\nHTTP/1.1 204 No\r\n\r\n");
    QTest::newRow("chunked") << QByteArray("^POST:1\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n");
}

void TstFramerPayloads::payloadWaitsForNothingMore()
{
    QFETCH(QByteArray, stream);
    Framer framer;
    framer.setTable(commonSetup().table);
    framer.append({}, stream.left(stream.size() - 1).toStdString());
    bool announced = false;
    while (const std::optional<Token> token = framer.next())
        announced = token->announces;
    framer.append({}, stream.right(1).toStdString());
    std::optional<Token> last;
    while (const std::optional<Token> token = framer.next())
        last = token;
    QVERIFY(last);
    QVERIFY(last->kind == TokenKind::Payload || (last->hasInlineData && !announced));
    QVERIFY(!last->broken);
    QVERIFY(!framer.nextDeadline().known());
}

ATSCOPE_TEST(TstFramerPayloads)
#include "tst_framer_payloads.moc"
