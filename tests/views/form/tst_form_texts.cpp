// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <random>

#include <QDateTime>
#include <QTemporaryDir>
#include <QTest>

#include "core/catalog/line.h"
#include "support/test_main.h"
#include "views/form/argument_editor.h"
#include "views/form/line_preview.h"
#include "views/form/payload_file.h"
#include "views/form/shown_text.h"
#include "views/form/table_text.h"

using namespace atscope;
using namespace atscope::views;

class TstFormTexts final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bytesSurviveTheEditor()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 2000; ++round) {
            std::string bytes;
            for (unsigned i = random() % 24; i > 0; --i)
                bytes += static_cast<char>(random() % 4 == 0 ? random() % 256 : 0xE0 + random() % 32);
            QCOMPARE(toBytes(toShown(bytes)), bytes);
        }
        for (const std::string bytes : {"", "abc", "温度", "\xF0\x9F\x98\x80", "\xE2\x80\xA9", "a\xFF" "b", "\xED\xB2\x80", "\xEF\xB7\x90"})
            QCOMPARE(toBytes(toShown(bytes)), bytes);
        QCOMPARE(toShown("温度"), QStringLiteral("温度"));
    }
    void tablesKeepTheirText()
    {
        std::mt19937 random(3);
        for (int round = 0; round < 2000; ++round) {
            TableText table{",", ";", round % 3 == 0 ? 2u : 0u, false, {}};
            std::string text;
            for (unsigned i = random() % 16; i > 0; --i)
                text += ",;a=\""[random() % 5];
            table.read(text);
            QCOMPARE(table.write(), text);
        }
        TableText table{",", ";", 0, false, {}};
        table.read("te,,22.5;hy,,35%");
        QCOMPARE(table.rows.size(), std::size_t{2});
        QCOMPARE(table.rows[1][2], std::string("35%"));
    }
    void timesFollowTheFormat()
    {
        const QDateTime time(QDate(2026, 3, 4), QTime(5, 6, 7, 89), Qt::OffsetFromUTC, 8 * 3600);
        QCOMPARE(formatted(time, ""), std::string("2026-03-04 05:06:07"));
        QCOMPARE(formatted(time, "YY/MM/DD,hh:mm:sszz"), std::string("26/03/04,05:06:07+32"));
        QCOMPARE(formatted(time, "YYYYMMDDhhmmssSSS"), std::string("20260304050607089"));
    }
    void secretsBecomeDots()
    {
        QCOMPARE(catalog::masked("a=\"key\",b", {{3, 3}}), std::string("a=\"••••••\",b"));
        QCOMPARE(catalog::masked("abc", {{2, 99}}), std::string("abc")); // a span of another line
    }
    void filesAreDataOrRefused()
    {
        QTemporaryDir folder;
        const auto file = [&](const QByteArray &bytes) {
            QFile out(folder.filePath(QStringLiteral("f")));
            return out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size() ? out.fileName() : QString();
        };
        catalog::TypeSpec hex;
        hex.kind = catalog::TypeKind::Hex;
        catalog::TypeSpec plain;
        std::string text;
        QString refused;
        QVERIFY(readPayload(file(QByteArray("\x01\xAA\n", 3)), hex, 3, text, refused));
        QCOMPARE(text, std::string("01AA0A"));
        QVERIFY(!readPayload(file("1234"), hex, 3, text, refused));
        QVERIFY(refused.contains(QLatin1String("too long")));
        QVERIFY(readPayload(file("abc"), plain, 3, text, refused));
        QCOMPARE(text, std::string("abc"));
        QVERIFY(!readPayload(file("a\nb"), plain, 99, text, refused));
        QVERIFY(!readPayload(folder.filePath(QStringLiteral("none")), plain, 99, text, refused));
    }
};

ATSCOPE_TEST(TstFormTexts)
#include "tst_form_texts.moc"
