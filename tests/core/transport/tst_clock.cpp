// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <cstdlib>

#include "core/transport/clock.h"
#include "support/test_main.h"

using namespace atscope;

class TstClock final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void neverRunsBack()
    {
        const auto &clock = transport::SystemClock::instance();
        base::Stamp last = clock.now();
        for (int i = 0; i < 100'000; ++i) {
            const base::Stamp now = clock.now();
            QVERIFY(now >= last);
            last = now;
        }
    }
    void isTheWallClock()
    {
        const auto &clock = transport::SystemClock::instance();
        QVERIFY(std::llabs(clock.wallAheadNs()) < 1'000'000'000);
        const auto ms = QDateTime::currentMSecsSinceEpoch();
        QVERIFY(std::llabs(clock.now().ns / 1'000'000 - ms) < 1000);
    }
};

ATSCOPE_TEST(TstClock)
#include "tst_clock.moc"
