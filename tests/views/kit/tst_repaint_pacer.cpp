// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_main.h"

#include <QSignalSpy>
#include <QTest>

#include "views/kit/repaint_pacer.h"

using namespace atscope::views;

// The clock of these tests stands still unless they move it; poll() plays the timer.
class TstRepaintPacer final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void atOnceAfterQuiet();
    void pacesAFlow_data();
    void pacesAFlow();
    void manyRequestsAreOne();
    void hiddenNever();
    void becomesActive();
    void satisfiedByOtherMeans();
    void ownTimer();
};

void TstRepaintPacer::atOnceAfterQuiet()
{
    std::int64_t now = 1000;
    RepaintPacer pacer(nullptr, [&] { return now; });
    QSignalSpy due(&pacer, &RepaintPacer::due);
    QCOMPARE(pacer.waitMs(), -1);
    pacer.poll();
    QCOMPARE(due.count(), 0);
    pacer.request();
    QVERIFY(pacer.waitMs() >= 0 && pacer.waitMs() <= RepaintPacer::QuietMs);
    pacer.poll();
    QCOMPARE(due.count(), 1);
    QVERIFY(!pacer.pending());
    now += 5000;
    pacer.request();
    QVERIFY(pacer.waitMs() <= RepaintPacer::QuietMs);
}

void TstRepaintPacer::pacesAFlow_data()
{
    QTest::addColumn<bool>("active");
    QTest::addColumn<bool>("flood");
    QTest::addColumn<int>("repaints"); // in a second of a request a millisecond
    QTest::newRow("active") << true << false << 25;
    QTest::newRow("inactive") << false << false << 10;
    QTest::newRow("flood") << true << true << 13;
    QTest::newRow("inactive in a flood") << false << true << 10;
}

void TstRepaintPacer::pacesAFlow()
{
    QFETCH(bool, active);
    QFETCH(bool, flood);
    QFETCH(int, repaints);
    std::int64_t now = 0;
    RepaintPacer pacer(nullptr, [&] { return now; });
    pacer.setActive(active);
    pacer.setFlood(flood);
    QSignalSpy due(&pacer, &RepaintPacer::due);
    for (; now < 1000; ++now) {
        pacer.request();
        pacer.poll();
    }
    QCOMPARE(due.count(), repaints);
}

void TstRepaintPacer::manyRequestsAreOne()
{
    std::int64_t now = 0;
    RepaintPacer pacer(nullptr, [&] { return now; });
    QSignalSpy due(&pacer, &RepaintPacer::due);
    for (int i = 0; i < 10'000; ++i)
        pacer.request();
    pacer.poll();
    pacer.poll();
    QCOMPARE(due.count(), 1);
    pacer.request();
    QCOMPARE(pacer.waitMs(), RepaintPacer::FlowMs);
    now = RepaintPacer::FlowMs - 1;
    pacer.poll();
    QCOMPARE(due.count(), 1);
    ++now;
    pacer.poll();
    QCOMPARE(due.count(), 2);
}

void TstRepaintPacer::hiddenNever()
{
    std::int64_t now = 0;
    RepaintPacer pacer(nullptr, [&] { return now; });
    QSignalSpy due(&pacer, &RepaintPacer::due);
    pacer.setVisible(false);
    pacer.request();
    now = 100'000;
    pacer.poll();
    QCOMPARE(pacer.waitMs(), -1);
    QCOMPARE(due.count(), 0);
    QVERIFY(pacer.pending());
    pacer.setVisible(true); // what was asked for is not forgotten
    QCOMPARE(pacer.waitMs(), 0);
    pacer.poll();
    QCOMPARE(due.count(), 1);
}

void TstRepaintPacer::becomesActive()
{
    std::int64_t now = 0;
    RepaintPacer pacer(nullptr, [&] { return now; });
    pacer.setActive(false);
    pacer.request();
    pacer.poll();
    pacer.request();
    QCOMPARE(pacer.waitMs(), RepaintPacer::InactiveMs);
    now = 50;
    pacer.setActive(true);
    QCOMPARE(pacer.waitMs(), 0);
}

void TstRepaintPacer::satisfiedByOtherMeans()
{
    std::int64_t now = 0;
    RepaintPacer pacer(nullptr, [&] { return now; });
    QSignalSpy due(&pacer, &RepaintPacer::due);
    pacer.request();
    pacer.satisfied();
    pacer.poll();
    QCOMPARE(due.count(), 0);
    pacer.request();
    QCOMPARE(pacer.waitMs(), RepaintPacer::FlowMs);
}

void TstRepaintPacer::ownTimer()
{
    RepaintPacer pacer;
    QSignalSpy due(&pacer, &RepaintPacer::due);
    pacer.request();
    QCOMPARE(due.count(), 0); // never from within the request
    QTRY_COMPARE(due.count(), 1);
    pacer.request();
    QTRY_COMPARE(due.count(), 2);
}

ATSCOPE_TEST(TstRepaintPacer)
#include "tst_repaint_pacer.moc"
