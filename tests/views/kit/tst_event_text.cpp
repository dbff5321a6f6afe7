// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_main.h"

#include <QDateTime>
#include <QTest>

#include <random>

#include "views/kit/event_text.h"

using namespace atscope;

class TstEventText final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // The same as Qt's own, whatever was asked before.
    void clock()
    {
        QCOMPARE(views::clockText(base::Stamp::none()), QString());
        const auto expected = [](qint64 ms) { return QDateTime::fromMSecsSinceEpoch(ms).toString(QStringLiteral("hh:mm:ss.zzz")); };
        constexpr qint64 Start = 1'700'000'000'000;
        std::minstd_rand random(7);
        for (int i = 0; i < 2'000; ++i) {
            const auto far = static_cast<qint64>(random() % 400) * 86'400'000;
            const qint64 ms = Start + (i % 3 == 0 ? far : 0) + static_cast<qint64>(random() % 200'000);
            QCOMPARE(views::clockText(base::Stamp{ms * 1'000'000 + 999'999}), expected(ms));
        }
        for (const qint64 ms : {qint64{1}, qint64{59'999}, qint64{60'000}, Start - Start % 60'000, Start - Start % 60'000 - 1})
            QCOMPARE(views::clockText(base::Stamp{ms * 1'000'000}), expected(ms));
    }
};

ATSCOPE_TEST(TstEventText)
#include "tst_event_text.moc"
