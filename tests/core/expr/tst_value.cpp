// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_main.h"

#include <QTest>

#include <limits>

#include "core/expr/value.h"

using namespace atscope::expr;
using atscope::base::Stamp;

class TstValue final : public QObject
{
    Q_OBJECT
private slots:
    void text();
    void equality();
    void numbersCompareExactly();
    void types();
};

void TstValue::text()
{
    QCOMPARE(Value().toText(), std::string());
    QCOMPARE(Value(true).toText(), std::string("true"));
    QCOMPARE(Value(false).toText(), std::string("false"));
    QCOMPARE(Value(-5).toText(), std::string("-5"));
    QCOMPARE(Value(2.5).toText(), std::string("2.5"));
    QCOMPARE(Value(5.0).toText(), std::string("5"));
    QCOMPARE(Value("a\"b").toText(), std::string("a\"b"));
    QCOMPARE(Value(Value::Duration{5000}).toText(), std::string("5s"));
    QCOMPARE(Value(Value::Duration{200}).toText(), std::string("200ms"));
    QCOMPARE(Value(Value::Duration{1500}).toText(), std::string("1500ms"));
    QCOMPARE(Value(Value::Duration{0}).toText(), std::string("0ms"));
    QCOMPARE(Value(Stamp{0}).toText(), std::string("1970-01-01T00:00:00.000000000Z"));
    QCOMPARE(Value(Value::List{Value(1), Value("a"), Value(Value::List{})}).toText(), std::string("1, a, "));
    QCOMPARE(Value(Value::Record{{"k", Value(1)}, {"l", Value("x")}}).toText(), std::string("k: 1, l: x"));
}

void TstValue::equality()
{
    QVERIFY(Value(1) == Value(1.0));
    QVERIFY(Value(1.0) == Value(1));
    QVERIFY(!(Value(1) == Value(1.5)));
    QVERIFY(!(Value(1) == Value("1")));
    QVERIFY(!(Value(1) == Value(true)));
    QVERIFY(!(Value(1000) == Value(Value::Duration{1000})));
    QVERIFY(Value() == Value());
    QVERIFY(!(Value() == Value(0)));
    QVERIFY(Value(Value::List{Value(1), Value("a")}) == Value(Value::List{Value(1.0), Value("a")}));
    QVERIFY(!(Value(Value::List{Value(1)}) == Value(Value::List{Value(1), Value(1)})));
    const Value nested(Value::Record{{"k", Value(Value::List{Value(2)})}});
    QVERIFY(nested == Value(Value::Record{{"k", Value(Value::List{Value(2.0)})}}));
    QVERIFY(!(Value(Value::Record{{"k", Value(1)}}) == Value(Value::Record{{"l", Value(1)}})));
}

void TstValue::numbersCompareExactly()
{
    const std::int64_t edge = std::int64_t{1} << 53;
    const std::int64_t largest = std::numeric_limits<std::int64_t>::max();
    const std::int64_t smallest = std::numeric_limits<std::int64_t>::min();
    QVERIFY(compareNumbers(Value(edge + 1), Value(static_cast<double>(edge))) > 0); // equal, were it cast to double
    QVERIFY(compareNumbers(Value(static_cast<double>(edge)), Value(edge + 1)) < 0);
    QVERIFY(compareNumbers(Value(largest), Value(9223372036854775808.0)) < 0);
    QVERIFY(compareNumbers(Value(smallest), Value(-9223372036854775808.0)) == 0);
    QVERIFY(compareNumbers(Value(smallest), Value(-1e300)) > 0);
    QVERIFY(compareNumbers(Value(largest), Value(std::numeric_limits<double>::infinity())) < 0);
    QVERIFY(compareNumbers(Value(-3), Value(-2.5)) < 0);
    QVERIFY(compareNumbers(Value(-2), Value(-2.5)) > 0);
    QVERIFY(compareNumbers(Value(0), Value(-0.0)) == 0);
    const auto order = compareNumbers(Value(0), Value(std::numeric_limits<double>::quiet_NaN()));
    QVERIFY(!(order < 0) && !(order > 0) && !(order == 0));
}

void TstValue::types()
{
    QVERIFY(Value().fits(Type::Number));
    QVERIFY(Value(1.5).fits(Type::Number));
    QVERIFY(Value(1).fits(Type::Any));
    QVERIFY(!Value(1).fits(Type::Text));
    QVERIFY(Value(Value::Record{}).fits(Type::Any));
    QVERIFY(!Value(Value::Record{}).fits(Type::List));
    QVERIFY(Value(Stamp{1}).fits(Type::Time));
    QCOMPARE(typeName(Type::Duration), std::string_view("duration"));
    QCOMPARE(typeName(Type::Any), std::string_view("any"));
}

ATSCOPE_TEST(TstValue)
#include "tst_value.moc"
