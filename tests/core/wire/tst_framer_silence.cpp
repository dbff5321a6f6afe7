// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_main.h"

#include "tst_framer.h"

using namespace atscope;
using namespace atscope::wire;
using namespace atscope::wire::check;
using namespace std::string_literals;

Q_DECLARE_METATYPE(std::vector<atscope::wire::check::Block>)

// Stamps, pauses and deadlines: a count that is not kept shows after the silence limit (2 s in the common table).
class TstFramerSilence final : public QObject
{
    Q_OBJECT
private slots:
    void streams_data();
    void streams();
    void deadline();
    void deadlineMovesWithBytes();
    void stampsOfTokens();
    void mixedStamps();
    void twoUnkeptInOneBlock();
};

static void row(const char *name, const std::vector<Block> &blocks, const QStringList &expected)
{
    QTest::newRow(name) << blocks << expected;
}

void TstFramerSilence::streams_data()
{
    QTest::addColumn<std::vector<Block>>("blocks");
    QTest::addColumn<QStringList>("expected");

    row("in time", {{"+HTTPNMIC:6\r\nabc", 0}, {"def\r\nOK\r\n", 1999}}, {"La2=6|+HTTPNMIC:6", "D2=6|abcdef", "L|OK"});
    row("each pause short", {{"+HTTPNMIC:6\r\nab", 0}, {"cd", 1500}, {"ef\r\n", 3000}}, {"La2=6|+HTTPNMIC:6", "D2=6|abcdef"});
    row("at the deadline",
        {{"+HTTPNMIC:6\r\nabc", 0}, {"def\r\nOK\r\n", 2000}}, {"La2=6|+HTTPNMIC:6", "Db2=6|abc", "L|def", "L|OK"});
    row("too late", {{"+HTTPNMIC:9\r\nabc\r\n", 0}, {"RDY\r\n", 5000}}, {"La2=9|+HTTPNMIC:9", "Db2=9|abc", "L|RDY"});
    row("late and then enough",
        {{"+HTTPNMIC:6\r\nabc", 0}, {"defghi\r\nOK\r\n", 9000}}, {"La2=6|+HTTPNMIC:6", "Db2=6|abc", "L|defghi", "L|OK"});
    row("silence behind the head", {{"+HTTPNMIC:6\r\n", 0}, {"abcdef\r\n", 2500}}, {"La2=6|+HTTPNMIC:6", "Db2=6|", "L|abcdef"});
    row("silence in the line end", {{"+HTTPNMIC:6\r", 0}, {"\nabcdef\r\n", 2500}}, {"La2=6|+HTTPNMIC:6", "Db2=6|", "L|abcdef"});
    row("silence before the line end", {{"+HTTPNMIC:6", 0}, {"\r\nabcdef\r\n", 2500}}, {"La2=6|+HTTPNMIC:6", "D2=6|abcdef"});
    row("kept, then silence", {{"+HTTPNMIC:3\r\nabc", 0}, {"\r\nOK\r\n", 9000}}, {"La2=3|+HTTPNMIC:3", "D2=3|abc", "L|OK"});
    row("nothing to wait for", {{"+HTTPNMIC:0\r", 0}, {"\nOK\r\n", 9000}}, {"La2=0|+HTTPNMIC:0", "D2=0|", "L|OK"});
    row("up to what is known", {{"+HTTPNMIC:99\r\nabc\r\ndef\r\nOK\r\nghi\r\n", 0}, {"RDY\r\n", 5000}},
        {"La2=99|+HTTPNMIC:99", "Db2=99|abc\\x0d\\x0adef", "L|OK", "L|ghi", "L|RDY"});
    row("what is known comes later",
        {{"+HTTPNMIC:99\r\nabc\r\ndef\r\n", 0}, {"OK\r\n", 5000}}, {"La2=99|+HTTPNMIC:99", "Db2=99|abc", "L|def", "L|OK"});
    row("fake final, kept",
        {{"+HTTPNMIC:9\r\nabc\r\nOK", 0}, {"\r\n\r\nOK\r\n", 1000}}, {"La2=9|+HTTPNMIC:9", "D2=9|abc\\x0d\\x0aOK\\x0d\\x0a",
        "L|OK"});
    row("announcer inside, kept by the second", {{"+HTTPNMIC:99\r\n+HTTPNMIC:4\r\nab", 0}, {"cd\r\n", 1000}, {"RDY\r\n", 9000}},
        {"La2=99|+HTTPNMIC:99", "Db2=99|", "La2=4|+HTTPNMIC:4", "D2=4|abcd", "L|RDY"});
    row("same line", {{"+IPD,6:abc", 0}, {"def\r\nOK\r\n", 3000}}, {"La4=6|+IPD,6:", "Db4=6|abc", "L|def", "L|OK"});
    row("part of the line", {{"+CIOTCMD:6,abc", 0}, {"def\r\nOK\r\n", 3000}}, {"Lb3=6|+CIOTCMD:6,abcdef", "L|OK"});
    row("part of the line, cut by line ends",
        {{"+CIOTCMD:60,abc\r\nOK\r\n", 0}, {"RDY\r\n", 3000}}, {"Lb3=60|+CIOTCMD:60,abc", "L|OK", "L|RDY"});
    row("fields behind come late",
        {{"+MIPLWRITE:0,1,3,0,1,2,2,0102", 0}, {",0\r\n", 9000}}, {"Li9=2|+MIPLWRITE:0,1,3,0,1,2,2,0102,0|0102"});
    row("joined", {{"+JOINED:9\r\nabc\r\n", 0}, {"RDY\r\n", 3000}}, {"Lb16=9|+JOINED:9", "L|abc", "L|RDY"});
    row("one line", {{"+CMT: ,3\r\nabc", 0}, {"def\r\n", 1000}, {"OK\r\n", 9000}}, {"La8=3|+CMT: ,3", "D8=3|abcdef", "L|OK"});
    row("one line, late", {{"+CMT: ,3\r\n", 0}, {"def\r\n", 2000}}, {"La8=3|+CMT: ,3", "Db8=3|", "L|def"});
    row("quotes decided by silence",
        {{"+HTTPNMIC:4\r\n\"abc", 0}, {"\"\r\n", 3000}}, {"La2=4|+HTTPNMIC:4", "D2=4|\"abc", "L|\""});
    row("digits decided by silence",
        {{"+IOTASTX:2,1,2,01", 0}, {"02\r\n", 3000}}, {"La10=2|+IOTASTX:2,1,2,", "D10=2|01", "L|02"});
    row("twice the digits and silence",
        {{"+IOTASTX:2,1,2,0102", 0}, {"RDY\r\n", 3000}}, {"La10=2|+IOTASTX:2,1,2,", "D10=2|0102", "L|RDY"});
    row("digits in between and silence",
        {{"+IOTASTX:2,1,2,010", 0}, {"RDY\r\n", 3000}}, {"La10=2|+IOTASTX:2,1,2,", "Db10=2|010", "L|RDY"});
    row("stamps go back", {{"+HTTPNMIC:6\r\nab", 9000}, {"cd", 10}, {"ef\r\n", 1000}}, {"La2=6|+HTTPNMIC:6", "D2=6|abcdef"});
    row("a line has all the time", {{"O", 0}, {"K", 9000}, {"\r", 19000}, {"\n", 29000}}, {"L|OK"});
}

void TstFramerSilence::streams()
{
    QFETCH(std::vector<Block>, blocks);
    QFETCH(QStringList, expected);
    verify(commonSetup(), blocks, expected);
}

static base::Stamp at(double ms)
{
    return base::Stamp{0}.plus(ms);
}

void TstFramerSilence::deadline()
{
    Framer framer;
    framer.setTable(commonSetup().table);
    QVERIFY(!framer.nextDeadline().known());
    framer.append(at(100), "+HTTPNMIC:6\r\nabc\r\n");
    QVERIFY(framer.next());
    QVERIFY(!framer.next());
    QCOMPARE(framer.nextDeadline(), at(2100));
    framer.advance(at(2099.9));
    QVERIFY(!framer.next());
    framer.advance(at(2500)); // late: the stamp is the deadline all the same
    const std::optional<Token> token = framer.next();
    QVERIFY(token);
    QCOMPARE(show(*token), std::string("Db2=6|abc"));
    QCOMPARE(token->endStamp, at(2100));
    QVERIFY(!framer.next());
    QVERIFY(!framer.nextDeadline().known());
}

void TstFramerSilence::deadlineMovesWithBytes()
{
    Framer framer;
    framer.setTable(commonSetup().table);
    framer.append(at(0), "+IPD,6:a");
    QVERIFY(framer.next());
    for (int i = 1; i < 5; ++i) {
        framer.append(at(i * 1900), "b");
        QVERIFY(!framer.next());
        QCOMPARE(framer.nextDeadline(), at(i * 1900 + 2000));
        framer.advance(at(i * 1900 + 1800));
        QVERIFY(!framer.next());
    }
    framer.append(at(5 * 1900), "c");
    QCOMPARE(show(*framer.next()), std::string("D4=6|abbbbc"));
}

void TstFramerSilence::stampsOfTokens()
{
    const Outcome out = run(commonSetup(),
        {{"\r\n", 1}, {"O", 2}, {"K", 3}, {"\r", 4}, {"\n> ", 5}, {"+HTTPNMIC:2\r", 6}, {"\n", 7}, {"a", 8}, {"b", 9}, {"\r\nx",
        10}});
    QCOMPARE(out.shown, (std::vector<std::string>{"L|OK", "P1|>", "La2=2|+HTTPNMIC:2", "D2=2|ab", "~|x"}));
    const std::vector<std::pair<double, double>> expected = {{2, 4}, {5, 5}, {6, 6}, {8, 9}, {10, 10}};
    for (std::size_t i = 0; i < expected.size(); ++i) {
        QCOMPARE(out.tokens[i].stamp, base::Stamp{1'700'000'000'000'000'000}.plus(expected[i].first));
        QCOMPARE(out.tokens[i].endStamp, base::Stamp{1'700'000'000'000'000'000}.plus(expected[i].second));
    }
}

// Without a stamp there is no pause: neither before nor behind such a block.
void TstFramerSilence::mixedStamps()
{
    verify(commonSetup(), {{"+HTTPNMIC:6\r\nab", 0}, {"cd"}, {"ef\r\n", 90000}}, {"La2=6|+HTTPNMIC:6", "D2=6|abcdef"});
    Framer framer;
    framer.setTable(commonSetup().table);
    framer.append({}, "+HTTPNMIC:6\r\nab");
    QVERIFY(framer.next());
    framer.advance(at(1e9));
    QVERIFY(!framer.next());
    QVERIFY(!framer.nextDeadline().known());
}

void TstFramerSilence::twoUnkeptInOneBlock()
{
    verify(commonSetup(), {{"+HTTPNMIC:90\r\nabc\r\n+IPD,60:def\r\nOK\r\n", 0}, {"RDY\r\n", 2000}},
           {"La2=90|+HTTPNMIC:90", "Db2=90|abc", "La4=60|+IPD,60:", "Db4=60|def", "L|OK", "L|RDY"});
}

ATSCOPE_TEST(TstFramerSilence)
#include "tst_framer_silence.moc"
