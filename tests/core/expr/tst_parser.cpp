// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_main.h"

#include <QTest>

#include <string>

#include "fixture.h"

using namespace atscope::expr;

class TstParser final : public QObject
{
    Q_OBJECT
private slots:
    void refused_data();
    void refused();
    void types_data();
    void types();
    void nesting_data();
    void nesting();
    void slotsInOrder();
    void errorArguments();
    void emptyExpression();
    void sourceIsKept();
    void longListsAreNotDeep();
    void everyPrefixIsSafe();
};

void TstParser::refused_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<int>("column");
    const auto row = [](const char *source, const char *code, int column) {
        QTest::newRow(source) << QByteArray(source) << QByteArray(code) << column;
    };
    row("", "expr-syntax", 1);
    row("  ", "expr-syntax", 3);
    row("n ==", "expr-syntax", 5);
    row("== 3", "expr-syntax", 1);
    row("n = 3", "expr-syntax", 3);
    row("n == 3)", "expr-syntax", 7);
    row("(n == 3", "expr-syntax", 8);
    row("n == 3 s", "expr-syntax", 8);
    row("n < 3 < 4", "expr-syntax", 7);
    row("n == == 3", "expr-syntax", 6);
    row("yes and", "expr-syntax", 8);
    row("yes and or no", "expr-syntax", 9);
    row("not", "expr-syntax", 4);
    row("1 2", "expr-syntax", 3);
    row("n & 3", "expr-syntax", 3);
    row("n \xC3\xA4", "expr-syntax", 3);
    row("'abc", "expr-syntax", 1);
    row("s == \"abc'", "expr-syntax", 6);
    row("s == 'it's'", "expr-syntax", 10);
    row("5x", "expr-syntax", 1);
    row("5seconds", "expr-syntax", 1);
    row("0x", "expr-syntax", 1);
    row("0xfg", "expr-syntax", 1);
    row("1e400", "expr-syntax", 1);
    row("n == 9223372036854775808", "expr-syntax", 6);
    row("99999999999999999999s", "expr-syntax", 1);
    row(".5", "expr-syntax", 1);
    row("n.5", "expr-syntax", 2);
    row("1,5", "expr-syntax", 2);
    row("foo.bar == 1", "expr-unknown-name", 1);
    row("n.bar == 1", "expr-syntax", 2);
    row("n in {}", "expr-syntax", 7);
    row("n in {1,}", "expr-syntax", 9);
    row("n in {1 2}", "expr-syntax", 9);
    row("n in {1", "expr-syntax", 8);
    row("n in ..", "expr-syntax", 8);
    row("n in {..}", "expr-syntax", 9);
    row("n in 1..2..3", "expr-syntax", 10);
    row("1..2", "expr-syntax", 2);
    row("{1}", "expr-syntax", 1);
    row("if yes then 1", "expr-syntax", 14);
    row("if yes 1 else 2", "expr-syntax", 8);
    row("1 + if yes then 1 else 2", "expr-syntax", 5);
    row("given()", "expr-syntax", 7);
    row("given('x')", "expr-syntax", 7);
    row("given(n", "expr-syntax", 8);
    row("given(n + 1)", "expr-syntax", 9);
    row("count(list, list)", "expr-syntax", 11);
    row("min(1)", "expr-syntax", 6);
    row("max(1, 2, 3)", "expr-syntax", 9);
    row("s matches s", "expr-syntax", 11);
    row("s matches 'a' + 'b'", "expr-syntax", 15);
    row("s matches 5", "expr-syntax", 11);
    row("t > time 'yesterday'", "expr-syntax", 10);
    row("t > time '2026-02-30'", "expr-syntax", 10);
    row("and", "expr-syntax", 1);

    row("nobody == 3", "expr-unknown-name", 1);
    row("n == 3 and nobody", "expr-unknown-name", 12);
    row("given(nobody)", "expr-unknown-name", 7);
    row("bytes(nobody)", "expr-unknown-name", 7);
    row("foo(n)", "expr-unknown-name", 1);
    row("fact.nothing == 1", "expr-unknown-name", 1);
    row("fact.a.b == 1", "expr-unknown-name", 1);
    row("N == 5", "expr-unknown-name", 1);
    row("fact.edp-session == 1", "expr-unknown-name", 1);

    row("n == 'a'", "expr-type", 6);
    row("s != 3", "expr-type", 6);
    row("n and yes", "expr-type", 1);
    row("yes and n", "expr-type", 9);
    row("yes or no or 's'", "expr-type", 14);
    row("not n", "expr-type", 5);
    row("yes < no", "expr-type", 1);
    row("list < list", "expr-type", 1);
    row("any < list", "expr-type", 7);
    row("s - s", "expr-type", 1);
    row("s + 1", "expr-type", 5);
    row("n + s", "expr-type", 5);
    row("n + 5s", "expr-type", 5);
    row("5s + n", "expr-type", 6);
    row("5s * 5s", "expr-type", 6);
    row("n / 5s", "expr-type", 5);
    row("t + t", "expr-type", 5);
    row("n - t", "expr-type", 5);
    row("d % 2", "expr-type", 1);
    row("-s", "expr-type", 2);
    row("-t", "expr-type", 2);
    row("yes + any", "expr-type", 1);
    row("n == 5s", "expr-type", 6);
    row("d > 5", "expr-type", 5);
    row("n in {1, 'a'}", "expr-type", 10);
    row("n in {1, 'a'..'b'}", "expr-type", 10);
    row("n in 1..'b'", "expr-type", 9);
    row("any in 1..'b'", "expr-type", 11);
    row("yes in true..false", "expr-type", 1);
    row("n in 5", "expr-type", 6);
    row("s in 'abc'", "expr-type", 6);
    row("n contains 5", "expr-type", 1);
    row("s contains 5", "expr-type", 12);
    row("n matches 'a'", "expr-type", 1);
    row("if n then 1 else 2", "expr-type", 4);
    row("if yes then 1 else 'a'", "expr-type", 20);
    row("count(s)", "expr-type", 7);
    row("records(n)", "expr-type", 9);
    row("lower(n)", "expr-type", 7);
    row("number(yes)", "expr-type", 8);
    row("bytes(n + 1)", "expr-type", 7);
    row("abs(s)", "expr-type", 5);
    row("floor(d)", "expr-type", 7);
    row("min(n, s)", "expr-type", 8);
    row("max(yes, no)", "expr-type", 5);
    row("(n == 1) == 1", "expr-type", 13);
    row("(n) and yes", "expr-type", 1);

    row("s matches '('", "expr-pattern", 13);
    row("s matches 'ab['", "expr-pattern", 15);
    row("s matches '*'", "expr-pattern", 12);
    row("s matches '\\C'", "expr-pattern", 14);
}

void TstParser::refused()
{
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, code);
    QFETCH(int, column);
    const auto result = Expression::parse(source.toStdString(), Fixture::usual());
    QVERIFY(!result.ok());
    QCOMPARE(QByteArray::fromStdString(result.error().message.code), code);
    QCOMPARE(result.error().place.column, column);
    QCOMPARE(result.error().place.line, 1);
}

void TstParser::types_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("type");
    const auto row = [](const char *source, const char *type) {
        QTest::newRow(source) << QByteArray(source) << QByteArray(type);
    };
    row("n", "number");
    row("any", "any");
    row("n + m", "number");
    row("n + any", "number");
    row("n * any", "any");
    row("n * 1s", "duration");
    row("any + any", "any");
    row("any % any", "number");
    row("d / d", "number");
    row("d / 2", "duration");
    row("t - t", "duration");
    row("t + d", "time");
    row("d + t", "time");
    row("t - any", "any");
    row("-d", "duration");
    row("n == any", "bool");
    row("n in {1}", "bool");
    row("s contains 'x'", "bool");
    row("unknown", "any");
    row("if yes then 1 else 2", "number");
    row("if yes then 1 else unknown", "number");
    row("if yes then unknown else 'a'", "text");
    row("if yes then any else 'a'", "any");
    row("if given(n) then n * 1s + 5s else 35s", "duration");
    row("bytes(s)", "number");
    row("lower(any)", "text");
    row("text(n)", "text");
    row("abs(d)", "duration");
    row("min(d, any)", "duration");
    row("time '2026-01-01'", "time");
    row("time", "number");
    row("list", "list");
}

void TstParser::types()
{
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, type);
    const auto result = Expression::parse(source.toStdString(), Fixture::usual());
    QVERIFY2(result.ok(), "does not parse");
    QCOMPARE(QByteArray::fromStdString(std::string(typeName(result->type()))), type);
}

namespace {
std::string times(int count, std::string_view text)
{
    std::string out;
    for (int i = 0; i < count; ++i)
        out += text;
    return out;
}
} // namespace

void TstParser::nesting_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("inside");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("brackets") << QByteArray("(") << QByteArray("n") << QByteArray(")");
    QTest::newRow("not") << QByteArray("not ") << QByteArray("yes") << QByteArray();
    QTest::newRow("minus") << QByteArray("-") << QByteArray("n") << QByteArray();
    QTest::newRow("calls") << QByteArray("abs(") << QByteArray("n") << QByteArray(")");
    QTest::newRow("if") << QByteArray("if yes then 1 else ") << QByteArray("2") << QByteArray();
    QTest::newRow("sums") << QByteArray("(1 + ") << QByteArray("n") << QByteArray(")");
}

void TstParser::nesting()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, inside);
    QFETCH(QByteArray, after);
    const Fixture fixture = Fixture::usual();
    const auto parse = [&](int levels) {
        const std::string opening = times(levels, before.toStdString());
        return Expression::parse(opening + inside.toStdString() + times(levels, after.toStdString()), fixture);
    };
    const auto good = parse(64);
    QVERIFY(good.ok());
    QVERIFY(good->evaluate(fixture).known());
    const auto tooDeep = parse(65);
    QVERIFY(!tooDeep.ok());
    QCOMPARE(tooDeep.error().message.code, std::string("expr-too-deep"));
    QCOMPARE(tooDeep.error().message.arg("limit"), std::string_view("64"));
    QVERIFY(!parse(100'000).ok());
    QVERIFY(!Expression::parse(times(100'000, before.toStdString()), fixture).ok());
}

void TstParser::slotsInOrder()
{
    const Fixture fixture = Fixture::usual();
    const auto result = Expression::parse("given(s) and n == 1 and bytes(url) > n or fact.a == n", fixture);
    QVERIFY(result.ok());
    const std::vector<int> expected{fixture.slot("s"), fixture.slot("n"), fixture.slot("url"), fixture.slot("fact.a")};
    QCOMPARE(result->usedSlots(), expected);
}

void TstParser::errorArguments()
{
    const Fixture fixture = Fixture::usual();
    auto message = Expression::parse("n == 'a'", fixture).error().message;
    QCOMPARE(message.arg("operator"), std::string_view("=="));
    QCOMPARE(message.arg("expected"), std::string_view("number"));
    QCOMPARE(message.arg("found"), std::string_view("text"));
    message = Expression::parse("n * s", fixture).error().message;
    QCOMPARE(message.arg("expected"), std::string_view("number/duration"));
    message = Expression::parse("(n == 1", fixture).error().message;
    QCOMPARE(message.arg("expected"), std::string_view(")"));
    QCOMPARE(message.arg("found"), std::string_view());
    message = Expression::parse("n == \xFF", fixture).error().message;
    QCOMPARE(message.arg("expected"), std::string_view("operand"));
    QCOMPARE(message.arg("found"), std::string_view("\\xff"));
    message = Expression::parse("s == 'abc", fixture).error().message;
    QCOMPARE(message.arg("expected"), std::string_view("'"));
    message = Expression::parse("nobody", fixture).error().message;
    QCOMPARE(message.arg("name"), std::string_view("nobody"));
    message = Expression::parse("s matches '('", fixture).error().message;
    QVERIFY(!message.arg("reason").empty());
    QCOMPARE(message.arg("pattern"), std::string_view("("));
}

void TstParser::emptyExpression()
{
    const Expression none;
    const Fixture fixture;
    QVERIFY(!none.present());
    QVERIFY(!none.evaluate(fixture).known());
    QVERIFY(!none.isTrue(fixture) && !none.isFalse(fixture));
    QVERIFY(!none.millis(fixture));
    QVERIFY(none.usedSlots().empty());
    QVERIFY(none.source().empty());
    QCOMPARE(none.type(), Type::Any);
}

void TstParser::sourceIsKept()
{
    const Fixture fixture = Fixture::usual();
    Expression copy;
    {
        std::string source = "  n == 5 ";
        const auto result = Expression::parse(source, fixture);
        QVERIFY(result.ok());
        copy = *result;
        source.assign(source.size(), 'x');
    }
    QCOMPARE(copy.source(), std::string("  n == 5 "));
    QVERIFY(copy.isTrue(fixture));
}

void TstParser::longListsAreNotDeep()
{
    const Fixture fixture = Fixture::usual();
    std::string alternatives = "n == 0";
    std::string members = "n in {0";
    for (int i = 1; i < 5000; ++i) {
        alternatives += " or n == " + std::to_string(-i);
        members += ", " + std::to_string(-i);
    }
    const auto flat = Expression::parse(alternatives, fixture);
    QVERIFY(flat.ok());
    QVERIFY(flat->isFalse(fixture));
    const auto set = Expression::parse(members + "}", fixture);
    QVERIFY(set.ok());
    QVERIFY(set->isFalse(fixture));
    QVERIFY(Expression::parse("n" + times(200, " + 1"), fixture).ok());
    QVERIFY(!Expression::parse("n" + times(100'000, " + 1"), fixture).ok());
}

// Cut anywhere, an expression parses or complains at a column inside it (or just behind).
void TstParser::everyPrefixIsSafe()
{
    const Fixture fixture = Fixture::usual();
    const std::string source = "if given(n) and (s matches '^a' or not yes) then min(n, 3) * 1s + -5s else time '2026-01-01' - t";
    QVERIFY(Expression::parse(source, fixture).ok());
    for (std::size_t length = 0; length < source.size(); ++length) {
        const auto result = Expression::parse(std::string_view(source).substr(0, length), fixture);
        if (result.ok())
            continue;
        QVERIFY(result.error().place.column >= 1);
        QVERIFY(result.error().place.column <= static_cast<int>(length) + 1);
    }
}

ATSCOPE_TEST(TstParser)
#include "tst_parser.moc"
