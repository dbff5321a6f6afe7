// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <random>

#include <QTest>

#include "support/test_main.h"
#include "views/palette/palette_match.h"

using namespace atscope::views;

Q_DECLARE_METATYPE(atscope::views::PaletteFit)

class TstPaletteMatch final : public QObject
{
    Q_OBJECT

    static PaletteWords entry()
    {
        return PaletteWords::of(QStringLiteral("AT+CIOTMKEY"), QStringLiteral("Masterkey of the product"),
                                {QStringLiteral("主密钥"), QStringLiteral("AT+CIOTMEKY"), QStringLiteral("EDP"), QStringLiteral("EDP 协议")});
    }

private Q_SLOTS:
    void fits_data()
    {
        using F = PaletteFit;
        QTest::addColumn<QString>("query");
        QTest::addColumn<PaletteFit>("fit");
        const auto row = [](const char *query, F fit) { QTest::newRow(*query ? query : "nothing typed") << QString::fromUtf8(query) << fit; };
        row("", F::Inside);
        row("  ", F::Inside);
        row("AT+CIOTMKEY", F::Exact);
        row("at+ciotmkey", F::Exact);
        row("ciotmkey", F::Exact); // nobody types AT+ into a search
        row(" ciotmkey ", F::Exact);
        row("AT+CIOTM", F::NamePrefix);
        row("ciot", F::NamePrefix);
        row("at", F::NamePrefix);
        row("masterkey of", F::TextPrefix);
        row("AT+CIOTMEKY", F::TextPrefix); // as the manual misprints it
        row("主密", F::TextPrefix);
        row("edp", F::TextPrefix);
        row("product", F::WordStarts);
        row("prod mast", F::WordStarts); // any order
        row("edp prod", F::WordStarts);
        row("协议", F::WordStarts); // behind the blank
        row("密钥", F::Inside);
        row("terkey", F::Inside);
        row("mkey", F::Inside);
        row("oduct mast", F::Inside);
        row("ckey", F::Subsequence);
        row("cimk", F::Subsequence);
        row("mst prod", F::Subsequence);
        row("yekm", F::None);
        row("zz", F::None);
        row("masterkey zz", F::None);
        row("edpx", F::None);
        row("at+ciotmkey?", F::None);
    }

    void fits()
    {
        QFETCH(QString, query);
        QFETCH(PaletteFit, fit);
        QCOMPARE(static_cast<int>(PaletteQuery(query).fit(entry())), static_cast<int>(fit));
    }

    // What the model relies on when it looks only at what fitted before.
    void typingOnOnlyNarrows()
    {
        std::mt19937 random(7);
        const QString letters = QStringLiteral("at+ciomkey prduhf密钥 ");
        for (int i = 0; i < 20'000; ++i) {
            QString query;
            for (int n = 1 + static_cast<int>(random() % 7); n > 0; --n)
                query += letters[static_cast<int>(random() % static_cast<unsigned>(letters.size()))];
            if (PaletteQuery(query).fit(entry()) == PaletteFit::None)
                continue;
            for (qsizetype length = 0; length < query.size(); ++length) {
                const PaletteQuery earlier(query.left(length));
                QVERIFY2(earlier.fit(entry()) != PaletteFit::None, qPrintable(query + QLatin1Char('/') + query.left(length)));
                QVERIFY(PaletteQuery(query).narrows(earlier));
            }
        }
        QVERIFY(!PaletteQuery(QStringLiteral("ab")).narrows(PaletteQuery(QStringLiteral("abc"))));
    }
};

ATSCOPE_TEST(TstPaletteMatch)
#include "tst_palette_match.moc"
