// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_main.h"

#include <QDateTime>
#include <QTest>

#include <limits>

#include "core/base/stamp.h"

using namespace atscope::base;

class TstStamp final : public QObject
{
    Q_OBJECT
private slots:
    void written_data();
    void written();
    void noneIsEmpty();
    void agreesWithQt();
    void read_data();
    void read();
    void refused_data();
    void refused();
};

void TstStamp::written_data()
{
    QTest::addColumn<qint64>("ns");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("epoch") << qint64(0) << QByteArray("1970-01-01T00:00:00.000000000Z");
    QTest::newRow("one ns") << qint64(1) << QByteArray("1970-01-01T00:00:00.000000001Z");
    QTest::newRow("one ns before") << qint64(-1) << QByteArray("1969-12-31T23:59:59.999999999Z");
    QTest::newRow("example") << qint64(1795256551'004000000) << QByteArray("2026-11-21T10:22:31.004000000Z");
    QTest::newRow("leap day") << qint64(1709164800'000000000) << QByteArray("2024-02-29T00:00:00.000000000Z");
    QTest::newRow("no leap year") << qint64(4107542399'000000000) << QByteArray("2100-02-28T23:59:59.000000000Z");
    QTest::newRow("day after") << qint64(4107542400'000000000) << QByteArray("2100-03-01T00:00:00.000000000Z");
    QTest::newRow("last") << std::numeric_limits<qint64>::max() << QByteArray("2262-04-11T23:47:16.854775807Z");
    QTest::newRow("first") << std::numeric_limits<qint64>::min() + 1 << QByteArray("1677-09-21T00:12:43.145224193Z");
}

void TstStamp::written()
{
    QFETCH(qint64, ns);
    QFETCH(QByteArray, text);
    QCOMPARE(QByteArray::fromStdString(toRfc3339(Stamp{ns})), text);
}

void TstStamp::noneIsEmpty()
{
    QCOMPARE(toRfc3339(Stamp::none()), std::string());
    QVERIFY(!fromRfc3339("").known());
}

void TstStamp::agreesWithQt()
{
    // Every 40 days and a bit over the whole reach.
    for (qint64 ms = -9'200'000'000'000; ms < 9'200'000'000'000; ms += 3'456'789'123) {
        const QDateTime time = QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
        const QByteArray expected = time.toString("yyyy-MM-ddTHH:mm:ss.zzz").toLatin1() + "000000Z";
        const Stamp stamp{ms * 1'000'000};
        QCOMPARE(QByteArray::fromStdString(toRfc3339(stamp)), expected);
        const Stamp back = fromRfc3339(expected.toStdString());
        if (expected > "1678")
            QCOMPARE(back.ns, stamp.ns);
    }
}

void TstStamp::read_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("ns");
    QTest::newRow("date") << QByteArray("2026-11-21") << qint64(1795219200'000000000);
    QTest::newRow("blank") << QByteArray("2026-11-21 10:22:31") << qint64(1795256551'000000000);
    QTest::newRow("no seconds") << QByteArray("2026-11-21 10:22") << qint64(1795256520'000000000);
    QTest::newRow("T and Z") << QByteArray("2026-11-21T10:22:31Z") << qint64(1795256551'000000000);
    QTest::newRow("small letters") << QByteArray("2026-11-21t10:22:31z") << qint64(1795256551'000000000);
    QTest::newRow("decimals") << QByteArray("2026-11-21T10:22:31.004Z") << qint64(1795256551'004000000);
    QTest::newRow("nine decimals") << QByteArray("1969-12-31T23:59:59.999999999Z") << qint64(-1);
    QTest::newRow("east") << QByteArray("2026-11-21T18:22:31+08:00") << qint64(1795256551'000000000);
    QTest::newRow("west") << QByteArray("2026-11-21T04:52:31-05:30") << qint64(1795256551'000000000);
}

void TstStamp::read()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, ns);
    QCOMPARE(qint64(fromRfc3339(text.toStdString()).ns), ns);
}

void TstStamp::refused_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *bad : {"2026", "2026-1-1", "2026-13-01", "2026-00-01", "2026-02-29", "2100-02-29", "2026-04-31",
                            "2026-01-00", "26-01-01", "2026-01-01T", "2026-01-01 24:00:00", "2026-01-01 10:60",
                            "2026-01-01 10:00:60", "2026-01-01 10:00:00.", "2026-01-01 10:00:00.1234567890",
                            "2026-01-01 10:00:00,5", "2026-01-01 10:00:00+8", "2026-01-01 10:00:00Zx", "2026-01-01Z",
                            " 2026-01-01", "1677-12-31", "2262-01-01", "9999-12-31T23:59:59Z", "-026-01-01", "2026/01/01"})
        QTest::newRow(bad) << QByteArray(bad);
}

void TstStamp::refused()
{
    QFETCH(QByteArray, text);
    QVERIFY(!fromRfc3339(text.toStdString()).known());
}

ATSCOPE_TEST(TstStamp)
#include "tst_stamp.moc"
