// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_main.h"

#include "tst_framer.h"

using namespace atscope;
using namespace atscope::wire;
using namespace atscope::wire::check;
using namespace std::string_literals;

// Lines, prompts, quotes, caps: everything without a payload.
class TstFramerLines final : public QObject
{
    Q_OBJECT
private slots:
    void streams_data();
    void streams();
    void promptsComeAtOnce();
    void linesCompleteAtCr();
    void lineCap_data();
    void lineCap();
    void floods();
    void tableChangesBetweenTokens();
    void withoutTable();
    void settledAndOpen();
    void appendBehindFinish();
    void byteByByteIsLinear();
};

static void row(const char *name, const std::string &stream, const QStringList &expected)
{
    QTest::newRow(name) << QByteArray::fromStdString(stream) << expected;
}

void TstFramerLines::streams_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QStringList>("expected");
    row("nothing", "", {});
    row("line ends only", "\r\n\n\r\r\n\n", {});
    row("answer and final", "\r\n+CGATT:1\r\n\r\nOK\r\n", {"L|+CGATT:1", "L|OK"});
    row("two finals in one read", "\r\nOK\r\n\r\nOK\r\n", {"L|OK", "L|OK"});
    row("cr cr lf", "\r\r\n+CRING: VOICE\r\r\n", {"L|+CRING: VOICE"});
    row("echo by cr", "AT+MODE=2\r\r\n+CME ERROR: 100\r\n", {"L|AT+MODE=2", "L|+CME ERROR: 100"});
    row("two echoes by cr", "AT+A=\"M\"\rAT+A=\"M\"\r\r\n+A: 2\r\n", {"L|AT+A=\"M\"", "L|AT+A=\"M\"", "L|+A: 2"});
    row("bare lf", "\r\n+UUSORD: 0,37\n+UUSORD: 0,371\r\n", {"L|+UUSORD: 0,37", "L|+UUSORD: 0,371"});
    row("blanks are kept", "AT\r\r\n MULTI  900 \r\n\r\nOK\r\n", {"L|AT", "L| MULTI  900 ", "L|OK"});
    row("noise before a line", "aaaa\r\n+UUSORD: 0,5\r\n", {"L|aaaa", "L|+UUSORD: 0,5"});
    row("no end", "\r\nOK\r\nthis is no line", {"L|OK", "~|this is no line"});
    row("no end, final", "AT+CSQ\r\n+CME ERROR: 515", {"L|AT+CSQ", "~|+CME ERROR: 515"});
    row("wrapped line", "\r\n+MIPLOBSERVE: 0,267707\r\n,1,3200,0,-1\r\n", {"L|+MIPLOBSERVE: 0,267707", "L|,1,3200,0,-1"});
    row("bare numbers", "\r\n0\r\n\r\nOK\r\n", {"L|0", "L|OK"});
    row("nul and 0xff", "\0\0\r\nRDY\r\n\xFF\xFE\r\n"s, {"L|\\x00\\x00", "L|RDY", "L|\\xff\\xfe"});
    row("nul inside", "AT\0OK\r\n"s, {"L|AT\\x00OK"});

    // An LF in an open quote
    row("lf in a name", "+CPBR: 241,\"\x0E\x04\n\xA1$_   \",129,\"O2\",0\r\nOK\r\n",
        {"L|+CPBR: 241,\"\\x0e\\x04\\x0a\\xa1$_   \",129,\"O2\",0", "L|OK"});
    row("quote that never closes", "AT+CREG?\n+CREG: 2,1,\"0B,\"0100701\",7\nOK\n",
        {"L|AT+CREG?", "L|+CREG: 2,1,\"0B,\"0100701\",7", "L|OK"});
    row("two lf in a name", "+A: \"a\nb\",\"c\nd\"\r\nOK\r\n", {"L|+A: \"a\\x0ab\",\"c\\x0ad\"", "L|OK"});
    row("lf lf in a quote", "+A: \"a\n\nb\"\r\nOK\r\n", {"L|+A: \"a", "L|b\"", "L|OK"});
    row("cr in a quote ends", "+A: \"a\rb\"\r\nOK\r\n", {"L|+A: \"a", "L|b\"", "L|OK"});
    row("lf in a quote, then the end", "+A: \"a\n", {"L|+A: \"a"});
    row("lf in a quote, then text and the end", "+A: \"a\nOK", {"L|+A: \"a", "~|OK"});
    row("quote at once behind lf", "+A: \"a\n\"\n", {"L|+A: \"a\\x0a\""});
    row("nested quotes close, lf ends", "+A: \"{\"k\":\"v\n\"}\",\"\n", {"L|+A: \"{\"k\":\"v", "L|\"}\",\""});
    row("nested quotes with lf", "+A: \"{\"k\":\"v,\"w\n\"}\"\n", {"L|+A: \"{\"k\":\"v,\"w\\x0a\"}\""});
    row("many quotes, lf only", "\"\"\"\n\"\"\n\"\n\"\n", {"L|\"\"\"\\x0a\"\"\\x0a\"", "L|\""});

    // Prompts
    row("prompt", "AT+X\r\r\n> ", {"L|AT+X", "P1|>"});
    row("prompt without blank", "AT+X\r\n\r\n>\r\nRecv 4 bytes\r\n", {"L|AT+X", "P1|>", "L|Recv 4 bytes"});
    row("prompt behind a cr", "AT+USOWR=3,16\r@", {"L|AT+USOWR=3,16", "P2|@"});
    row("prompt first of all", "> \r\nOK\r\n", {"P1|>", "L|OK"});
    row("one blank only", ">  x\r\n", {"P1|>", "L| x"});
    row("echo of the data", "> test\x1A\r\nOK\r\n", {"P1|>", "L|test\\x1a", "L|OK"});
    row("no prompt in a line", "a > b\r\na@b\r\n", {"L|a > b", "L|a@b"});
    row("no prompt behind a prompt", ">>x\r\n> >\r\n@\r\n", {"P1|>", "L|>x", "P1|>", "L|>", "P2|@"});
    row("prompt on each line", "> a\r\n> b\r\n", {"P1|>", "L|a", "P1|>", "L|b"});
    row("long prompt", "\r\nENTER>x\r\nENTER\r\nENTE", {"P3|ENTER>", "L|x", "L|ENTER", "~|ENTE"});
    row("prompt and the end", ">", {"P1|>"});
    row("prompt, blank and line end", "> \n>\n", {"P1|>", "P1|>"});

    // Look like announcements and are none
    row("other shape", "+HTTPNMIH:0,0\r\n+CIPRXGET: 1,0\r\n+CIPRXGET: 4,0,4\r\n+CIPRXGET: 3,0,4,0\r\n",
        {"L|+HTTPNMIH:0,0", "L|+CIPRXGET: 1,0", "L|+CIPRXGET: 4,0,4", "L|+CIPRXGET: 3,0,4,0"});
    row("longer name", "+HTTPNMIX:0,0,5\r\nabcde\r\n", {"L|+HTTPNMIX:0,0,5", "L|abcde"});
    row("no colon", "+HTTPNMIC\r\n+HTTPNMIC 5\r\n+HTTPNMIC;5\r\n", {"L|+HTTPNMIC", "L|+HTTPNMIC 5", "L|+HTTPNMIC;5"});
    row("not at line start", " +HTTPNMIC:5\r\nAT+HTTPNMIC:5\r\n", {"L| +HTTPNMIC:5", "L|AT+HTTPNMIC:5"});
    row("lost front", "0/1\",986,{\"a\":1}\r\n", {"L|0/1\",986,{\"a\":1}"});
    row("no separator", "+CIOTCMD:5\r\nOK\r\n", {"L|+CIOTCMD:5", "L|OK"});
    row("too many blanks", "+HTTPNMIC             :5\r\nOK\r\n", {"L|+HTTPNMIC             :5", "L|OK"});
    row("half a wide colon", "+HTTPNMIC\xEF\xBC\r\n+HTTPNMIC\xEF\xBC\x9B" "5\r\n",
        {"L|+HTTPNMIC\\xef\\xbc", "L|+HTTPNMIC\xEF\xBC\x9B" "5"});
    row("announcer at the end", "+HTTPNMIC:0,5", {"~|+HTTPNMIC:0,5"});
    row("name at the end", "+HTTPNM", {"~|+HTTPNM"});
    row("head at the end", "+CIOTCMD:12", {"~|+CIOTCMD:12"});
    row("plus at the end", "+", {"~|+"});

    // Counts that are none
    row("no number", "+HTTPNMIC:0,x\r\nOK\r\n", {"Lb2|+HTTPNMIC:0,x", "L|OK"});
    row("empty count", "+HTTPNMIC:\r\n+HTTPNMIC:0,\r\n", {"Lb2|+HTTPNMIC:", "Lb2|+HTTPNMIC:0,"});
    row("negative count", "+HTTPNMIC:0,-5\r\nOK\r\n", {"Lb2|+HTTPNMIC:0,-5", "L|OK"});
    row("count beyond belief", "+HTTPNMIC:0,99999999999\r\nOK\r\n", {"Lb2=99999999999|+HTTPNMIC:0,99999999999", "L|OK"});
    row("count beyond 64 bit", "+HTTPNMIC:99999999999999999999999\r\nOK\r\n", {"Lb2|+HTTPNMIC:99999999999999999999999", "L|OK"});
    row("count over the cap by one", "+HTTPNMIC:4194305\r\nOK\r\n", {"Lb2=4194305|+HTTPNMIC:4194305", "L|OK"});
    row("bad count on the line", "+CIOTCMD:x,abc\r\n+IPD,:abc\r\n+IPD,-1:x\r\n+CIOTCMD:,\r\n",
        {"Lb3|+CIOTCMD:x,abc", "Lb4|+IPD,:abc", "Lb4|+IPD,-1:x", "Lb3|+CIOTCMD:,"});
    row("bad count, no end", "+CIOTCMD:9999999,abc", {"~b3=9999999|+CIOTCMD:9999999,abc"});
    row("count in hexadecimal", "+HTTPNMIC:0,0x10\r\n", {"Lb2|+HTTPNMIC:0,0x10"});
}

void TstFramerLines::streams()
{
    QFETCH(QByteArray, stream);
    QFETCH(QStringList, expected);
    verify(commonSetup(), {{stream.toStdString()}}, expected);
    verify(commonSetup(), {{stream.toStdString(), 0}}, expected);
}

void TstFramerLines::promptsComeAtOnce()
{
    Framer framer;
    framer.setTable(commonSetup().table);
    framer.append({}, "\r\n>");
    std::optional<Token> token = framer.next();
    QVERIFY(token);
    QCOMPARE(show(*token), std::string("P1|>"));
    QVERIFY(!framer.next());
    QCOMPARE(framer.settled(), 3U);
    framer.append({}, " ");
    QVERIFY(!framer.next());
    QCOMPARE(framer.settled(), 4U);
    framer.append({}, " ");
    QVERIFY(!framer.next());
    QCOMPARE(framer.settled(), 4U);
}

void TstFramerLines::linesCompleteAtCr()
{
    Framer framer;
    framer.append({5}, "O");
    QVERIFY(!framer.next());
    framer.append({7}, "K\r");
    const std::optional<Token> token = framer.next();
    QVERIFY(token);
    QCOMPARE(show(*token), std::string("L|OK"));
    QCOMPARE(token->stamp.ns, 5);
    QCOMPARE(token->endStamp.ns, 7);
    framer.append({9}, "\n");
    QVERIFY(!framer.next());
    QCOMPARE(framer.settled(), 4U);
}

void TstFramerLines::lineCap_data()
{
    QTest::addColumn<int>("length");
    QTest::addColumn<QList<int>>("pieces");
    const int cap = static_cast<int>(Framer::LineCap);
    QTest::newRow("one less") << cap - 1 << QList<int>{cap - 1};
    QTest::newRow("exact") << cap << QList<int>{cap};
    QTest::newRow("one more") << cap + 1 << QList<int>{cap, 1};
    QTest::newRow("twice") << 2 * cap << QList<int>{cap, cap};
    QTest::newRow("twice and more") << 2 * cap + 7 << QList<int>{cap, cap, 7};
}

void TstFramerLines::lineCap()
{
    QFETCH(int, length);
    QFETCH(QList<int>, pieces);
    // The head of the line looks like an announcement without end; the later pieces begin like prompts and announcers.
    for (const std::string &start : {"x"s, "+CIOTCMD:"s, "+IMQTTRCVPUB:\""s, "\"\n"s, ">>"s}) {
        for (const std::string &end : {"\r\nOK\r\n"s, "\nOK\n"s, ""s}) {
            std::string stream = start == "\"\n" ? "\"" : start == ">>" ? "x" : start;
            while (stream.size() < static_cast<std::size_t>(length))
                stream += stream.size() == Framer::LineCap ? "@" : stream.size() == 3 && start == "\"\n" ? "\n" : "y";
            const std::size_t total = stream.size();
            stream += end;
            const Outcome whole = run(commonSetup(), {{stream}});
            QCOMPARE(whole.problem, std::string());
            if (start != "\"\n") {
                QList<int> got;
                for (const Token &token : whole.tokens)
                    if (token.span.offset < total)
                        got << static_cast<int>(token.span.length);
                QCOMPARE(got, pieces);
                for (int i = 0; i < pieces.size(); ++i)
                    QCOMPARE(whole.tokens[static_cast<std::size_t>(i)].cut, i + 1 < pieces.size());
            }
            if (!end.empty())
                QCOMPARE(whole.shown.back(), std::string("L|OK"));
            std::minstd_rand random(1);
            QCOMPARE(difference(whole, runCut(commonSetup(), {{stream}}, random, 5000)), std::string());
            QCOMPARE(difference(whole, runCut(commonSetup(), {{stream}}, random, 17)), std::string());
        }
    }
}

void TstFramerLines::floods()
{
    const std::vector<std::string> patterns = {"a", "\"", "+CIOTCMD:,\",", "\0"s, "\r", "\n", "\"\n", "\",", ">", "+HTTPNMIC:",
        "+D:\" ", "HTTP/1."};
    for (const std::string &pattern : patterns) {
        std::string stream;
        while (stream.size() < 300000)
            stream += pattern;
        for (const Setup &setup : {commonSetup(), httpSetup()}) {
            const Outcome whole = run(setup, {{stream}});
            QCOMPARE(whole.problem, std::string());
            std::minstd_rand random(7);
            QCOMPARE(difference(whole, runCut(setup, {{stream}}, random, 300)), std::string());
        }
    }
}

void TstFramerLines::tableChangesBetweenTokens()
{
    const Setup setup = commonSetup();
    Framer framer;
    framer.append({}, "> a\r\n> b\r\n+HTTPNMIC:3\r\n+HTTPNMIC:3\r\nabc\r\n+HTTPNMIC:3\r\nabc\r\n");
    QStringList shown;
    const auto step = [&](bool armed) {
        framer.setTable(armed ? setup.table : nullptr);
        if (const std::optional<Token> token = framer.next())
            shown << QString::fromStdString(show(*token));
    };
    for (const bool armed : {false, true, true, false, true, false, false, false})
        step(armed);
    QCOMPARE(shown, (QStringList{"L|> a", "P1|>", "L|b", "L|+HTTPNMIC:3", "La2=3|+HTTPNMIC:3", "D2=3|abc", "L|+HTTPNMIC:3",
        "L|abc"}));

    // Data that is part of its line: what was announced is counted on, also when the table has changed meanwhile.
    Framer half;
    half.setTable(setup.table);
    half.append({}, "+CIOTCMD:4,a");
    QVERIFY(!half.next());
    half.setTable(nullptr);
    half.append({}, "b\r\n");
    const std::optional<Token> token = half.next();
    QVERIFY(token);
    QCOMPARE(show(*token), std::string("Li3=4|+CIOTCMD:4,ab\\x0d\\x0a|ab\\x0d\\x0a"));

    // A line that has announced nothing yet is judged by the table that is set when it is whole.
    Framer other;
    other.append({}, "+HTTPNMIC:");
    QVERIFY(!other.next());
    other.setTable(setup.table);
    other.append({}, "3\r");
    QCOMPARE(show(*other.next()), std::string("La2=3|+HTTPNMIC:3"));
}

void TstFramerLines::withoutTable()
{
    Framer framer;
    framer.append({}, "+HTTPNMIC:3\r\n> \r\nOK\r\nx");
    QStringList shown;
    while (const std::optional<Token> token = framer.next())
        shown << QString::fromStdString(show(*token));
    framer.finish();
    while (const std::optional<Token> token = framer.next())
        shown << QString::fromStdString(show(*token));
    QCOMPARE(shown, (QStringList{"L|+HTTPNMIC:3", "L|> ", "L|OK", "~|x"}));
}

void TstFramerLines::settledAndOpen()
{
    Framer framer;
    framer.append({}, "OK\r\nhal");
    QVERIFY(framer.next());
    QVERIFY(!framer.next());
    QCOMPARE(framer.taken(), 7U);
    QCOMPARE(framer.settled(), 4U);
    QCOMPARE(std::string(framer.open()), std::string("hal"));
    Framer copy = framer;
    Framer moved = std::move(copy);
    moved.append({}, "f\r");
    QCOMPARE(show(*moved.next()), std::string("L|half"));
    QCOMPARE(std::string(framer.open()), std::string("hal"));
}

void TstFramerLines::appendBehindFinish()
{
    Framer framer;
    framer.append({}, "hal");
    framer.finish();
    QCOMPARE(show(*framer.next()), std::string("~|hal"));
    framer.append({}, "f\r\n");
    QCOMPARE(show(*framer.next()), std::string("L|f"));
    QVERIFY(!framer.next());
    QCOMPARE(framer.settled(), framer.taken());
}

// What would be quadratic takes minutes here; 2 MB byte by byte, each with a stamp of its own.
void TstFramerLines::byteByByteIsLinear()
{
    const std::vector<std::string> heads = {"+HTTPNMIC:4000000\r\n\"", "+HEX:4000000,", "+IOTASTX:1500000,1,2,", "+CMT: 1\r\n",
        "+IMQTTRCVPUB:\",,", "+D:",
                                            "HTTP/1.1 200 OK\r\nA: ", "HTTP/1.1 200 OK\r\n\r\n",
                                                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3fffff\r\n",
                                            "\"\n", "+CIOTCMD:4000000,", "+MIPLWRITE:1,2,3,4,5,6,3,abc,"};
    const Setup setup = httpSetup();
    for (const std::string &head : heads) {
        Framer framer;
        framer.setTable(setup.table);
        framer.setFinals(setup.finals);
        std::int64_t ns = 0;
        std::size_t tokens = 0;
        const auto push = [&](char c) {
            framer.append({ns += 1000}, std::string_view(&c, 1));
            while (framer.next())
                ++tokens;
        };
        for (const char c : head)
            push(c);
        for (int i = 0; i < 300000; ++i)
            push('0');
        framer.finish();
        while (framer.next())
            ++tokens;
        QVERIFY(tokens > 0);
        QCOMPARE(framer.settled(), framer.taken());
    }
    // Announcements all over, none of them kept, every byte in a block of its own.
    Framer framer;
    framer.setTable(setup.table);
    framer.setFinals(setup.finals);
    std::int64_t ns = 0;
    for (int i = 0; i < 20000; ++i)
        for (const char &c : "+HTTPNMIC:4000000\r\n"s)
            framer.append({ns += 1000}, std::string_view(&c, 1));
    framer.finish();
    std::size_t tokens = 0;
    while (framer.next())
        ++tokens;
    QCOMPARE(tokens, 40000U);
}

ATSCOPE_TEST(TstFramerLines)
#include "tst_framer_lines.moc"
