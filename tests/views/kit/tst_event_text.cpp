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
    // A backspace takes back; where there is nothing to take it is seen. All other control characters stay.
    void backspaces_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text");
        QTest::newRow("two of them") << QByteArray("abc\b\bXY") << QStringLiteral("aXY");
        QTest::newRow("rubout") << QByteArray("AT+CSQ\b \bQ") << QStringLiteral("AT+CSQ");
        QTest::newRow("at the beginning") << QByteArray("\bab") << QStringLiteral("\bab");
        QTest::newRow("Chinese") << QByteArray("\xE6\xB8\xA9\xE5\xBA\xA6\b!") << QStringLiteral("\u6E29!");
        QTest::newRow("no character") << QByteArray("a\xFF\b\b\b\bz") << QStringLiteral("az"); // it is shown as \xNN
        QTest::newRow("colours") << QByteArray("\x1B[31mab\b\x1B[0m\bc\x07") << QStringLiteral("c\x07");
    }
    void backspaces()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, text);
        const auto cell = views::textCell(bytes.toStdString(), wire::Charset::Utf8, views::Tone::Plain);
        QCOMPARE(cell.text, text);
        for (const auto &run : cell.runs)
            QVERIFY(run.from >= 0 && run.length > 0 && run.from + run.length <= cell.text.size());
    }
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
