// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_main.h"

#include "tst_framer.h"

using namespace atscope;
using namespace atscope::wire;
using namespace atscope::wire::check;
using namespace std::string_literals;

Q_DECLARE_METATYPE(std::vector<atscope::wire::check::Block>)

// Raw HTTP answers (AT^ONENETPOST and the like).
class TstFramerHttp final : public QObject
{
    Q_OBJECT
private slots:
    void streams_data();
    void streams();
    void notAwaited();
    void longAnswers();
};

static void row(const char *name, const std::vector<Block> &blocks, const QStringList &expected)
{
    QTest::newRow(name) << blocks << expected;
}

void TstFramerHttp::streams_data()
{
    QTest::addColumn<std::vector<Block>>("blocks");
    QTest::addColumn<QStringList>("expected");

    row("length", {{"CONNECT OK\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nOK\r\n\r\nOK\r\n"}},
        {"L|CONNECT OK", "D|HTTP/1.1 200 OK\\x0d\\x0aContent-Length: 4\\x0d\\x0a\\x0d\\x0aOK\\x0d\\x0a", "L|OK"});
    row("length, glued final", {{"HTTP/1.1 200 OK\r\ncontent-length :3\r\n\r\nabcOK\r\n"}},
        {"D|HTTP/1.1 200 OK\\x0d\\x0acontent-length :3\\x0d\\x0a\\x0d\\x0aabc", "L|OK"});
    row("length nothing", {{"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n\r\nOK\r\n"}},
        {"D|HTTP/1.1 200 OK\\x0d\\x0aContent-Length: 0\\x0d\\x0a\\x0d\\x0a", "L|OK"});
    row("posted text before it", {{"{\"id\":\"temp\"}HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}\r\nOK\r\n"}},
        {"L|{\"id\":\"temp\"}", "D|HTTP/1.1 200 OK\\x0d\\x0aContent-Length: 2\\x0d\\x0a\\x0d\\x0a{}", "L|OK"});
    row("posted text with an open quote", {{"{\"a\":\"\nHTTP/1.0 200 \"OK\"\nContent-Length: 1\n\nx\nOK\n"}},
        {"L|{\"a\":\"\\x0a", "D|HTTP/1.0 200 \"OK\"\\x0aContent-Length: 1\\x0a\\x0ax", "L|OK"});
    row("posted text ends", {{"{\"a\":\"\nHTTP/1.0 200 OK\nContent-Length: 1\n\nx\nOK\n"}},
        {"L|{\"a\":\"", "D|HTTP/1.0 200 OK\\x0aContent-Length: 1\\x0a\\x0ax", "L|OK"});
    row("two answers", {{"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\naHTTP/1.1 404 No\r\nContent-Length: 1\r\n\r\nb\r\nOK\r\n"}},
        {"D|HTTP/1.1 200 OK\\x0d\\x0aContent-Length: 1\\x0d\\x0a\\x0d\\x0aa",
            "D|HTTP/1.1 404 No\\x0d\\x0aContent-Length: 1\\x0d\\x0a\\x0d\\x0ab", "L|OK"});
    row("continue", {{"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 None\r\nContent-Length: 99\r\n\r\nOK\r\n"}},
        {"D|HTTP/1.1 100 Continue\\x0d\\x0a\\x0d\\x0a", "D|HTTP/1.1 204 None\\x0d\\x0aContent-Length: 99\\x0d\\x0a\\x0d\\x0a",
            "L|OK"});
    row("not modified", {{"HTTP/1.1 304 Not\r\n\r\n\r\nOK\r\n"}}, {"D|HTTP/1.1 304 Not\\x0d\\x0a\\x0d\\x0a", "L|OK"});
    row("chunked",
        {{"HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\nContent-Length: 1\r\n\r\n"
           "4\r\nOK\r\n\r\nA;x=y\r\n0123456789\r\n0\r\n\r\nOK\r\n"}},
        {"D|HTTP/1.1 200 OK\\x0d\\x0aTransfer-Encoding: Chunked\\x0d\\x0aContent-Length: 1\\x0d\\x0a\\x0d\\x0a"
         "4\\x0d\\x0aOK\\x0d\\x0a\\x0d\\x0aA;x=y\\x0d\\x0a0123456789\\x0d"
         "\\x0a0\\x0d\\x0a\\x0d\\x0a", "L|OK"});
    row("chunked, trailers", {{"HTTP/1.1 200 OK\nTransfer-Encoding: gzip, chunked\n\n1\na\n0\nA: b\nC: d\n\nOK\n"}},
        {"D|HTTP/1.1 200 OK\\x0aTransfer-Encoding: gzip, chunked\\x0a\\x0a1\\x0aa\\x0a0\\x0aA: b\\x0aC: d\\x0a\\x0a", "L|OK"});
    row("chunked, bad size", {{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\nOK\r\n"}},
        {"Db|HTTP/1.1 200 OK\\x0d\\x0aTransfer-Encoding: chunked\\x0d\\x0a\\x0d\\x0azz\\x0d\\x0aabc", "L|OK"});
    row("chunked, bad end", {{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\nOK\r\n"}},
        {"Db|HTTP/1.1 200 OK\\x0d\\x0aTransfer-Encoding: chunked\\x0d\\x0a\\x0d\\x0a1\\x0d\\x0aabc\\x0d\\x0a0", "L|OK"});
    row("chunked, huge size", {{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffff\r\nabc"}},
        {"Db|HTTP/1.1 200 OK\\x0d\\x0aTransfer-Encoding: chunked\\x0d\\x0a\\x0d\\x0affffffffff\\x0d\\x0aabc"});
    row("no length, the end",
        {{"HTTP/1.1 200 OK\r\nA: b\r\n\r\n{\"a\":\r\n1}\r\n"}},
        {"D|HTTP/1.1 200 OK\\x0d\\x0aA: b\\x0d\\x0a\\x0d\\x0a{\"a\":\\x0d\\x0a1}"});
    row("no length, final",
        {{"HTTP/1.1 200 OK\r\nA: b\r\n\r\n{}\r\n\r\nOK\r\nRDY\r\n"}}, {"D|HTTP/1.1 200 OK\\x0d\\x0aA: b\\x0d\\x0a\\x0d\\x0a{}",
        "L|OK", "L|RDY"});
    row("no length, no body, final",
        {{"HTTP/1.1 200 OK\r\nA: b\r\n\r\n\r\nOK\r\n"}}, {"D|HTTP/1.1 200 OK\\x0d\\x0aA: b\\x0d\\x0a\\x0d\\x0a", "L|OK"});
    row("no length, silence", {{"HTTP/1.1 200 OK\r\n\r\n{}\r\n", 0}, {"\r\n{}", 1500}, {"\r\n", 1600}, {"RDY\r\n", 4000}},
        {"D|HTTP/1.1 200 OK\\x0d\\x0a\\x0d\\x0a{}\\x0d\\x0a\\x0d\\x0a{}", "L|RDY"});
    row("length not kept", {{"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nabc\r\ndef\r\n", 0}, {"RDY\r\n", 2000}},
        {"Db|HTTP/1.1 200 OK\\x0d\\x0aContent-Length: 99\\x0d\\x0a\\x0d\\x0aabc\\x0d\\x0adef", "L|RDY"});
    row("length beyond belief", {{"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nabc\r\nOK\r\n"}},
        {"Db|HTTP/1.1 200 OK\\x0d\\x0aContent-Length: 99999999999\\x0d\\x0a\\x0d\\x0aabc", "L|OK"});
    row("length is no number",
        {{"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nabc"}},
        {"Db|HTTP/1.1 200 OK\\x0d\\x0aContent-Length: -1\\x0d\\x0a\\x0d\\x0aabc"});
    row("head without end", {{"HTTP/1.1 200 OK\r\nA: b\r\nOK\r\n"}}, {"Db|HTTP/1.1 200 OK\\x0d\\x0aA: b", "L|OK"});
    row("silence in the head", {{"HTTP/1.1 200 OK\r\nA:", 0}, {" b\r\n", 2000}}, {"Db|HTTP/1.1 200 OK\\x0d\\x0aA:", "L| b"});
    row("silence in the mark",
        {{"xHTTP", 0}, {"/1.1 204 N\r\n\r\nOK\r\n", 9000}}, {"L|x", "D|HTTP/1.1 204 N\\x0d\\x0a\\x0d\\x0a", "L|OK"});
    row("no answer", {{"HTTP/1.\r\nHTTP/1.x 200\r\nHTTP/1.1\r\nGET / HTTP/1.1\r\nHTTP/2 200\r\n"}},
        {"L|HTTP/1.", "L|HTTP/1.x 200", "L|HTTP/1.1", "L|GET / HTTP/1.1", "L|HTTP/2 200"});
    row("mark at the end", {{"abcHTTP/1.1"}}, {"~|abcHTTP/1.1"});
    row("mark twice", {{"HTTP/1.HTTP/1.HTTP/1.0 204 x\n\nOK\n"}}, {"L|HTTP/1.HTTP/1.", "D|HTTP/1.0 204 x\\x0a\\x0a", "L|OK"});
    row("inside a payload",
        {{"+HTTPNMIC:17\r\nHTTP/1.1 200 OK\r\n\r\nOK\r\n"}}, {"La2=17|+HTTPNMIC:17", "D2=17|HTTP/1.1 200 OK\\x0d\\x0a", "L|OK"});
    row("inside a line that may announce", {{"+IMQTTRCVPUB:1,\"HTTP/1.1 200\",2,ab\r\n+HTTPNMIC:HTTP/1.1 x\r\n"}},
        {"Li15=2|+IMQTTRCVPUB:1,\"HTTP/1.1 200\",2,ab|ab", "Lb2|+HTTPNMIC:HTTP/1.1 x"});
}

void TstFramerHttp::streams()
{
    QFETCH(std::vector<Block>, blocks);
    QFETCH(QStringList, expected);
    verify(httpSetup(), blocks, expected);
}

void TstFramerHttp::notAwaited()
{
    verify(commonSetup(),
        {{"{}HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nOK\r\n"}}, {"L|{}HTTP/1.1 200 OK", "L|Content-Length: 4", "L|OK"});
}

void TstFramerHttp::longAnswers()
{
    const std::string filler(Framer::PayloadCap + 100000, 'x');
    std::minstd_rand random(11);
    // Longer than is kept open, a head without end, chunks beyond the cap
    for (const std::string &head : {"HTTP/1.1 200 OK\r\n\r\n"s, "HTTP/1.1 200 OK\r\nA: "s,
        "HTTP/1.1 200 OK\r\nContent-Length: 4194304\r\n\r\n"s,
                                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3fffff\r\n"s}) {
        const std::vector<Block> blocks = {{head + filler + "\r\nOK\r\n"}};
        const Outcome whole = run(httpSetup(), blocks);
        QCOMPARE(whole.problem, std::string());
        QCOMPARE(whole.shown.back(), std::string("L|OK"));
        QVERIFY(whole.tokens[0].kind == TokenKind::Payload && whole.tokens[0].broken && whole.tokens[0].cut);
        QCOMPARE(whole.tokens[0].span.length, std::uint64_t(Framer::PayloadCap));
        QCOMPARE(difference(whole, runCut(httpSetup(), blocks, random, 10000)), std::string());
    }
    // The blank line just before and just behind the largest head
    for (const std::size_t size : {Framer::LineCap - 3, Framer::LineCap - 2, Framer::LineCap - 1, Framer::LineCap,
        Framer::LineCap + 1}) {
        std::string head = "HTTP/1.1 204 No\r\nA: ";
        head.append(size - head.size() - 2, 'x');
        const std::vector<Block> blocks = {{head + "\r\n\r\nOK\r\n"}};
        const Outcome whole = run(httpSetup(), blocks);
        QCOMPARE(whole.problem, std::string());
        QCOMPARE(whole.shown.back(), std::string("L|OK"));
        for (int i = 0; i < 20; ++i)
            QCOMPARE(difference(whole, runCut(httpSetup(), blocks, random, i < 10 ? 3 : 3000)), std::string());
    }
}

ATSCOPE_TEST(TstFramerHttp)
#include "tst_framer_http.moc"
