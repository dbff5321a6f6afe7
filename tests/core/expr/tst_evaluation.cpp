// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_main.h"

#include <QElapsedTimer>
#include <QTest>

#include <array>
#include <thread>

#include "fixture.h"

using namespace atscope::expr;

class TstEvaluation final : public QObject
{
    Q_OBJECT
private slots:
    void conditions_data();
    void conditions();
    void values_data();
    void values();
    void threeValued();
    void millis_data();
    void millis();
    void bytesComeFromTheScope();
    void anyTypesAnywhere();
    void hostilePatternEnds();
    void manyThreads();
    void isFast();
};

void TstEvaluation::conditions_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<char>("expected"); // t, f, u
    const auto row = [](const char *source, char expected) { QTest::newRow(source) << QByteArray(source) << expected; };
    // comparing
    row("n == 5", 't');
    row("n == 5.0", 't');
    row("n != 5", 'f');
    row("m > 2", 't');
    row("m < 2.5", 'f');
    row("m <= 2.5", 't');
    row("n>=5", 't');
    row("n == 0x5", 't');
    row("0x1F == 31", 't');
    row("-3 < -2.5", 't');
    row("n - 3 == 2", 't');
    row("n-3 == 2", 't');
    row("n -3 == 2", 't');
    row("1e3 == 1000", 't');
    row("s == 'Hello'", 't');
    row("s == \"Hello\"", 't');
    row("s == 'hello'", 'f');
    row("'a' < 'b'", 't');
    row("'Z' < 'a'", 't');
    row("'it''s' == \"it's\"", 't');
    row("'\\' == '\\'", 't');
    row("bytes('\\n') == 2", 't');
    row("yes == true", 't');
    row("yes != no", 't');
    row("d == 1.5s", 't');
    row("d > 1s", 't');
    row("1min == 60s and 1h == 60min and 1s == 1000ms", 't');
    row("list == list", 't');
    row("list != empty", 't');
    row("gone == 1", 'u');
    row("gone_n < 1", 'u');
    row("gone == gone", 'u');
    row("unknown == unknown", 'u');
    row("any == 7", 't');
    row("anytext == 7", 'u');
    row("anytext == '7'", 't');
    row("anytext < 7", 'u');
    row("anylist < anylist", 'u');
    row("anylist == anylist", 't');
    row("anyrecord <= anyrecord", 'u');
    row("anyrecord == anyrecord", 't');
    row("'k' in anyrecord", 't');
    row("'x' in anyrecord", 'f');
    row("'x' not in anyrecord", 't');
    row("anyrecord contains 'k'", 't');
    row("unknown in anyrecord", 'u');
    row("liar == 3", 'u');
    row("nan == nan", 'u');
    row("nan < 1", 'u');
    row("big == 9223372036854775807", 't');
    row("big < 9223372036854775808.0", 't');
    // times
    row("t > time '2026-01-01 00:00:00'", 't');
    row("t == time '2026-01-01T08:00:10+08:00'", 't');
    row("t - time '2026-01-01' == 10s", 't');
    row("t + 5s > t", 't');
    row("5s + t - t == 5s", 't');
    row("t - 10s == time \"2026-01-01\"", 't');
    row("notime < t", 'u');
    row("notime == notime", 'u');
    row("time == 99", 't'); // a parameter of that name
    row("min == min(1, 2)", 't');
    // sets and ranges
    row("n in {1, 5}", 't');
    row("n in {1, 2}", 'f');
    row("n in {1..4, 6..9}", 'f');
    row("n in {1..5}", 't');
    row("n in {5..9}", 't');
    row("n in 5..9", 't');
    row("n in 6..", 'f');
    row("n in 5..", 't');
    row("n in ..5", 't');
    row("n in ..4", 'f');
    row("n in 5.. and yes", 't');
    row("n in 1.. or no", 't');
    row("(n in 5..)", 't');
    row("n in {7.., ..3}", 'f');
    row("n in {10.., 5}", 't');
    row("m in 2..3", 't');
    row("n in 9..1", 'f');
    row("n in -1..n + 1", 't');
    row("s in {'a', 'Hello'}", 't');
    row("s in 'A'..'Z'", 't');
    row("d in 1s..2s", 't');
    row("t in time '2026-01-01'..time '2026-01-02'", 't');
    row("gone in {1}", 'u');
    row("n in {gone, 5}", 't');
    row("n in {gone, 4}", 'u');
    row("n in gone..3", 'f');
    row("n in gone..9", 'u');
    row("n in gone_n..", 'u');
    row("any in {'a', 7}", 't');
    row("any in {'a', 8}", 'f');
    row("any in {'a', 'b'}", 'u');
    row("any in {'a'..'b'}", 'u');
    row("any in {'a'.., 8}", 'f');
    row("yes in {true}", 't');
    row("1 in list", 't');
    row("2 in list", 't');
    row("3 in list", 'f');
    row("'a' in list", 't');
    row("5s in list", 'u');
    row("1 in holes", 't');
    row("2 in holes", 'u');
    row("1 in empty", 'f');
    row("7 in anylist", 't');
    row("7 in any", 'u');
    row("not n in {5}", 'f');
    // contains
    row("s contains 'ell'", 't');
    row("s contains 'ELL'", 'f');
    row("s contains ''", 't');
    row("url contains '?'", 't');
    row("list contains 'a'", 't');
    row("list contains 9", 'f');
    row("empty contains 9", 'f');
    row("holes contains 9", 'u');
    row("gone contains 'a'", 'u');
    row("s contains gone", 'u');
    row("any contains 7", 'u');
    row("anytext contains '7'", 't');
    row("anylist contains 7", 't');
    // matches
    row("url matches '^https:'", 't');
    row("url matches 'HTTPS'", 'f');
    row("url matches '(?i)HTTPS'", 't');
    row("url matches '\\?d=\\d$'", 't');
    row("zh matches '^..$'", 'f'); // bytes
    row("zh matches '^[\xE4\xBD\xA0\xE5\xA5\xBD]{2}$'", 't'); // characters, as the pattern has some
    row("zh matches '^\\x{4f60}'", 't');
    row("gone matches 'a'", 'u');
    row("any matches 'a'", 'u');
    row("'' matches '^$'", 't');
    row("'abc' matches '(a)(b)(c)'", 't');
    // given
    row("given(n)", 't');
    row("given(gone)", 'f');
    row("not given(gone)", 't');
    row("given(fact.edp.session)", 't');
    // names
    row("fact.edp.session != 'none'", 'f');
    row("fact.edp-state == 4", 't');
    row("fact.a - state == 2", 't');
    row("fact.a-3 == 7", 't');
    row("cmd.timeout == 30 and urc.x == 3", 't');
    row("fact.a in fact.a..fact.a", 't');
    // if
    row("if yes then n == 5 else n == 6", 't');
    row("if no then n == 5 else n == 6", 'f');
    row("if gone then true else true", 'u');
    row("(if yes then 1 else 2) == 1", 't');
    row("if no then false else if yes then true else false", 't');
    // binding
    row("yes or no and no", 't');
    row("(yes or no) and no", 'f');
    row("not no and no", 'f');
    row("not n == 4", 't');
    row("1 + 2 * 3 == 7", 't');
    row("(1 + 2) * 3 == 9", 't');
    row("10 - 3 - 2 == 5", 't');
    row("12 / 3 / 2 == 2", 't');
    row("--n == 5", 't');
    row("-n * 2 == -10", 't');
    row("2 - -3 == 5", 't');
    row("n\n==\t5\r\n", 't');
}

void TstEvaluation::conditions()
{
    QFETCH(QByteArray, source);
    QFETCH(char, expected);
    const Fixture fixture = Fixture::usual();
    const auto result = Expression::parse(source.toStdString(), fixture);
    QVERIFY2(result.ok(), result.ok() ? "" : result.error().message.code.c_str());
    const char got = result->isTrue(fixture) ? 't' : result->isFalse(fixture) ? 'f' : 'u';
    QCOMPARE(got, expected);
    const Value value = result->evaluate(fixture);
    QCOMPARE(value.known(), expected != 'u');
    if (value.known())
        QCOMPARE(value.boolean(), expected == 't');
}

void TstEvaluation::values_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("kind"); // i integer, r double, s text, d duration, u unknown
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *source, const char *kind, const char *text) {
        QTest::newRow(source) << QByteArray(source) << QByteArray(kind) << QByteArray(text);
    };
    row("n + 1", "i", "6");
    row("n + m", "r", "7.5");
    row("6 / 3", "i", "2");
    row("5 / 2", "r", "2.5");
    row("-7 / 2", "r", "-3.5");
    row("7 % 3", "i", "1");
    row("-7 % 3", "i", "-1");
    row("7 % -3", "i", "1");
    row("7.5 % 2", "u", "");
    row("-3.5", "r", "-3.5");
    row("1 / 0", "u", "");
    row("1.0 / 0", "u", "");
    row("1 / 0.0", "u", "");
    row("1 % 0", "u", "");
    row("d / 0", "u", "");
    row("d / 0s", "u", "");
    // the edges of 64 bits
    row("big", "i", "9223372036854775807");
    row("big + 1", "u", "");
    row("big - -1", "u", "");
    row("big * 2", "u", "");
    row("big * -1", "i", "-9223372036854775807");
    row("small", "i", "-9223372036854775808");
    row("small - 1", "u", "");
    row("small + -1", "u", "");
    row("small + 1", "i", "-9223372036854775807");
    row("-small", "u", "");
    row("0 - small", "u", "");
    row("abs(small)", "u", "");
    row("small * -1", "u", "");
    row("-1 * small", "u", "");
    row("small * 1", "i", "-9223372036854775808");
    row("small / -1", "u", "");
    row("small % -1", "i", "0");
    row("small / 2", "i", "-4611686018427387904");
    row("4294967296 * 2147483648", "u", "");
    row("4294967296 * -2147483648", "i", "-9223372036854775808");
    row("-4294967296 * 2147483648", "i", "-9223372036854775808");
    row("-4294967296 * -2147483648", "u", "");
    row("-4294967297 * 2147483648", "u", "");
    row("3037000499 * 3037000499", "i", "9223372030926249001");
    row("3037000500 * 3037000500", "u", "");
    row("big * 0", "i", "0");
    row("1e308 * 10", "u", "");
    row("1e308 + 1e308", "u", "");
    row("nan + 1", "u", "");
    row("t + 1e18 * 1h", "u", "");
    row("t + 9999999h", "u", "");
    // functions
    row("min(n, m)", "r", "2.5");
    row("max(n, m)", "i", "5");
    row("min('b', 'a')", "s", "a");
    row("max(1s, 200ms)", "d", "1s");
    row("min(n, gone)", "u", "");
    row("min(nan, 1)", "u", "");
    row("min(anylist, anylist)", "u", "");
    row("abs(-3)", "i", "3");
    row("abs(-2.5)", "r", "2.5");
    row("abs(-5s)", "d", "5s");
    row("floor(m)", "i", "2");
    row("floor(-m)", "i", "-3");
    row("ceil(m)", "i", "3");
    row("ceil(n)", "i", "5");
    row("floor(1e300)", "r", "1e+300");
    row("floor(nan)", "u", "");
    row("lower(s)", "s", "hello");
    row("upper(s)", "s", "HELLO");
    row("text(n)", "s", "5");
    row("text(d)", "s", "1500ms");
    row("text(list)", "s", "1, a, 2");
    row("text(gone)", "u", "");
    row("number('12')", "i", "12");
    row("number('-2.5')", "r", "-2.5");
    row("number('2,5')", "u", "");
    row("number('')", "u", "");
    row("number('x')", "u", "");
    row("number(' 1')", "u", "");
    row("number('inf')", "u", "");
    row("number('0x10')", "u", "");
    row("number('99999999999999999999')", "r", "1e+20");
    row("number(n)", "i", "5");
    row("number(anylist)", "u", "");
    row("bytes(zh)", "i", "6");
    row("chars(zh)", "i", "2");
    row("digits(hex)", "i", "4");
    row("bytes(lower(s))", "i", "5");
    row("chars(lower(zh))", "i", "2");
    row("digits('12xyz')", "i", "2");
    row("bytes(gone)", "u", "");
    row("chars(gone_s)", "u", "");
    row("digits(gone_s)", "u", "");
    row("bytes(n)", "i", "1");
    row("count(list)", "i", "3");
    row("records(empty)", "i", "0");
    row("records(any)", "u", "");
    row("records(anyrecord)", "i", "1");
    row("at(anyrecord, 'k')", "i", "1");
    row("at(anyrecord, 'x')", "u", "");
    row("at(anyrecord, unknown)", "u", "");
    row("at(empty, 0)", "u", "");
    row("at('10010', 3)", "s", "1");
    row("at('10010', -1)", "s", "0");
    row("at('10010', 5)", "u", "");
    row("at('10010', -6)", "u", "");
    row("at('', 0)", "u", "");
    row("at('10010', '3')", "u", "");
    row("hex('Az,')", "s", "417A2C");
    row("hex('')", "s", "");
    row("replace('a,b,', ',', '\\x2C')", "s", "a\\x2Cb\\x2C");
    row("replace('aaa', 'aa', 'b')", "s", "ba");
    row("replace('a', '', 'b')", "u", "");
    row("'a' + text(7) + 'b'", "s", "a7b");
    row("'a' + unknown", "u", "");
    row("count(gone)", "u", "");
    // durations
    row("cmd.timeout * 1s + 5s", "d", "35s");
    row("1s * 2.5", "d", "2500ms");
    row("d / 3", "d", "500ms");
    row("d / 500ms", "r", "3");
    row("d - 2s", "d", "-500ms");
    row("-d", "d", "-1500ms");
    row("5s * gone", "u", "");
    row("any * d", "d", "10500ms");
    row("anytext * d", "u", "");
    row("anytext + 1", "u", "");
    row("if gone_b then 1 else 2", "u", "");
    row("unknown", "u", "");
    row("liar", "u", "");
    row("'text'", "s", "text");
}

void TstEvaluation::values()
{
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, kind);
    QFETCH(QByteArray, text);
    const Fixture fixture = Fixture::usual();
    const auto result = Expression::parse(source.toStdString(), fixture);
    QVERIFY2(result.ok(), result.ok() ? "" : result.error().message.code.c_str());
    const Value value = result->evaluate(fixture);
    const char *got = value.isInteger()    ? "i"
                      : value.isDouble()   ? "r"
                      : value.isText()     ? "s"
                      : value.isDuration() ? "d"
                      : value.known()      ? "?"
                                           : "u";
    QCOMPARE(QByteArray(got), kind);
    QCOMPARE(QByteArray::fromStdString(value.toText()), text);
    QVERIFY(value.fits(result->type()));
}

// Kleene's tables, and that they hold whatever the order of the operands.
void TstEvaluation::threeValued()
{
    struct Row { const char *a; const char *b; char conjunction; char disjunction; };
    const std::array<Row, 6> table{{
        {"yes", "yes", 't', 't'},
        {"yes", "no", 'f', 't'},
        {"no", "no", 'f', 'f'},
        {"yes", "gone_b", 'u', 't'},
        {"no", "gone_b", 'f', 'u'},
        {"gone_b", "gone_b", 'u', 'u'},
    }};
    const Fixture fixture = Fixture::usual();
    const auto test = [&fixture](const std::string &source) {
        const auto result = Expression::parse(source, fixture);
        if (!result.ok())
            return '!';
        return result->isTrue(fixture) ? 't' : result->isFalse(fixture) ? 'f' : 'u';
    };
    const auto opposite = [](char c) { return c == 't' ? 'f' : c == 'f' ? 't' : c; };
    for (const Row &row : table) {
        const std::string a = row.a;
        const std::string b = row.b;
        QCOMPARE(test(a + " and " + b), row.conjunction);
        QCOMPARE(test(b + " and " + a), row.conjunction);
        QCOMPARE(test(a + " or " + b), row.disjunction);
        QCOMPARE(test(b + " or " + a), row.disjunction);
        QCOMPARE(test("not (" + a + " and " + b + ")"), opposite(row.conjunction));
        QCOMPARE(test("not " + a + " or not " + b), opposite(row.conjunction)); // de Morgan
        QCOMPARE(test("not " + a + " and not " + b), opposite(row.disjunction));
    }
    QCOMPARE(test("not gone_b"), 'u');
    QCOMPARE(test("any and yes"), 'u'); // 7 is no condition
    QCOMPARE(test("any and no"), 'f');
    QCOMPARE(test("gone_b and gone_b and no"), 'f');
    QCOMPARE(test("gone_b or gone_b or yes"), 't');
    QCOMPARE(test("n"), 'u');
}

void TstEvaluation::millis_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<bool>("known");
    QTest::addColumn<double>("ms");
    QTest::newRow("duration") << QByteArray("if given(cmd.timeout) then cmd.timeout * 1s + 5s else 35s") << true << 35000.0;
    QTest::newRow("other branch") << QByteArray("if given(gone) then gone * 1s + 5s else 200ms") << true << 200.0;
    QTest::newRow("number is seconds") << QByteArray("cmd.timeout") << true << 30000.0;
    QTest::newRow("fraction") << QByteArray("m") << true << 2500.0;
    QTest::newRow("unknown") << QByteArray("gone") << false << 0.0;
    QTest::newRow("text") << QByteArray("s") << false << 0.0;
    QTest::newRow("not finite") << QByteArray("1e306") << false << 0.0;
}

void TstEvaluation::millis()
{
    QFETCH(QByteArray, source);
    QFETCH(bool, known);
    QFETCH(double, ms);
    const Fixture fixture = Fixture::usual();
    const auto result = Expression::parse(source.toStdString(), fixture);
    QVERIFY(result.ok());
    const auto got = result->millis(fixture);
    QCOMPARE(got.has_value(), known);
    if (known)
        QCOMPARE(*got, ms);
}

void TstEvaluation::bytesComeFromTheScope()
{
    Fixture fixture = Fixture::usual();
    fixture.setBytes("s", "\xE4\xBD\xA0" "a0\xFF");
    const auto value = [&fixture](const char *source) { return Expression::parse(source, fixture)->evaluate(fixture); };
    QVERIFY(value("bytes(s)") == Value(6));
    QVERIFY(value("chars(s)") == Value(4));
    QVERIFY(value("digits(s)") == Value(2));
    QVERIFY(value("bytes(text(s))") == Value(5)); // the value, not the argument
}

// Every operator on every pair of kinds of values: known or not, the type is what was promised, and nothing breaks.
void TstEvaluation::anyTypesAnywhere()
{
    using atscope::base::Stamp;
    const std::vector<Value> values{Value(), Value(true), Value(0), Value(-1), Value(std::numeric_limits<std::int64_t>::min()),
                                    Value(std::numeric_limits<std::int64_t>::max()), Value(0.0), Value(-2.5), Value(1e308),
                                    Value(std::numeric_limits<double>::quiet_NaN()),
                                    Value(std::numeric_limits<double>::infinity()),
                                    Value(""), Value("12"), Value("\xFF"), Value(Value::Duration{-1}),
                                    Value(Value::Duration{1e308}),
                                    Value(Stamp{0}), Value(Stamp::none()), Value(Stamp{std::numeric_limits<std::int64_t>::max()}),
                                    Value(Stamp{std::numeric_limits<std::int64_t>::min() + 1}), Value(Value::List{}),
                                    Value(Value::List{Value(), Value(1), Value("x")}), Value(Value::Record{{"k", Value(1)}})};
    Fixture fixture;
    for (const char *name : {"a", "b"})
        fixture.add(name, Type::Any);
    std::vector<Expression> expressions;
    for (const char *source : {"a + b", "a - b", "a * b", "a / b", "a % b", "a == b", "a != b", "a < b", "a <= b", "a > b",
                               "a >= b", "a in b", "a in {b, 1, 'x'}", "a in b..", "a in ..b", "a in b..3", "a contains b",
                               "a and b", "a or b", "min(a, b)", "max(a, b)", "if a then b else a", "not a", "-a", "abs(a)",
                               "floor(a)", "ceil(a)", "count(a)", "lower(a)", "upper(a)", "number(a)", "text(a)", "bytes(a)",
                               "chars(a)", "digits(a)", "bytes(lower(a))", "given(a)", "a matches '^1'", "a + 1s", "a * 1s",
                               "a - time '2026-01-01'", "a * b + a / b"}) {
        const auto result = Expression::parse(source, fixture);
        QVERIFY2(result.ok(), source);
        expressions.push_back(*result);
    }
    for (const Value &a : values) {
        for (const Value &b : values) {
            fixture.set("a", a);
            fixture.set("b", b);
            for (const Expression &expression : expressions) {
                const Value value = expression.evaluate(fixture);
                QVERIFY2(value.fits(expression.type()), expression.source().c_str());
                QCOMPARE(expression.isTrue(fixture), value.isBool() && value.boolean());
                QCOMPARE(expression.isFalse(fixture), value.isBool() && !value.boolean());
                const auto ms = expression.millis(fixture);
                QVERIFY(!ms || std::isfinite(*ms));
            }
        }
    }
}

void TstEvaluation::hostilePatternEnds()
{
    Fixture fixture = Fixture::usual();
    const auto result = Expression::parse("s matches '^(a+)+$' or s matches '(x+x+)+y'", fixture);
    QVERIFY(result.ok());
    fixture.set("s", std::string(40, 'a') + "!" + std::string(40, 'x'));
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!result->isTrue(fixture) && !result->isFalse(fixture));
    QVERIFY(timer.elapsed() < 10'000);
    fixture.set("s", "aaa");
    QVERIFY(result->isTrue(fixture));
}

void TstEvaluation::manyThreads()
{
    const Fixture fixture = Fixture::usual();
    const auto result = Expression::parse("url matches 'a.b' and n in {1..5} and s contains 'l'", fixture);
    QVERIFY(result.ok());
    std::array<int, 4> right{};
    std::vector<std::thread> threads;
    for (int &count : right)
        threads.emplace_back([&count, copy = *result, &fixture] {
            for (int i = 0; i < 1000; ++i)
                count += copy.isTrue(fixture) ? 1 : 0;
        });
    for (std::thread &thread : threads)
        thread.join();
    for (const int count : right)
        QCOMPARE(count, 1000);
}

// Not a benchmark: only that it stays far from what would be felt, sanitizers or not.
void TstEvaluation::isFast()
{
    const Fixture fixture = Fixture::usual();
    const auto result = Expression::parse("n == 5 and m > 2 and n in {0, 3..9} and not n * 2 > 11", fixture);
    QVERIFY(result.ok());
    QElapsedTimer timer;
    timer.start();
    int right = 0;
    for (int i = 0; i < 100'000; ++i)
        right += result->isTrue(fixture) ? 1 : 0;
    QCOMPARE(right, 100'000);
    qInfo("100000 evaluations: %lld ms", static_cast<long long>(timer.elapsed()));
    QVERIFY(timer.elapsed() < 10'000);
}

ATSCOPE_TEST(TstEvaluation)
#include "tst_evaluation.moc"
