// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_main.h"

#include <QImage>
#include <QPainter>
#include <QTest>

#include "views/kit/cell_font.h"
#include "views/kit/theme.h"

using namespace atscope::views;

class TstCellFont final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cells_data();
    void cells();
    void cutsBetweenCharacters();
    void showsWhatHides();
    void columnsStayColumns_data();
    void columnsStayColumns();
    void chineseStaysInItsCells();
    void clips();
    void partsHaveTheirColours();
};

namespace {

constexpr int Height = 24;
constexpr int Baseline = 18;

// Black on white, from x = 0.
QImage drawn(const CellFont &font, const QString &text, int cells, bool bold = false)
{
    QImage image(cells * font.cellWidth(), Height, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    font.draw(painter, 0, Baseline, text, {Qt::black, bold});
    return image;
}

QImage cell(const QImage &image, const CellFont &font, int index, int count = 1)
{
    return image.copy(index * font.cellWidth(), 0, count * font.cellWidth(), Height);
}

bool hasInk(const QImage &image)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y).lightness() < 128)
                return true;
        }
    }
    return false;
}

} // namespace

void TstCellFont::cells_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("cells");
    QTest::newRow("none") << QString() << 0;
    QTest::newRow("letters") << QStringLiteral("AT+CSQ") << 6;
    QTest::newRow("umlaut") << QStringLiteral("\u00E4\u00B7") << 2;
    QTest::newRow("chinese") << QStringLiteral("\u6E29\u5EA6") << 4;
    QTest::newRow("mixed") << QStringLiteral("a\u6E29b") << 4;
    QTest::newRow("full-width digit and comma") << QStringLiteral("\uFF11\uFF0C") << 4;
    QTest::newRow("typographic quotes are narrow") << QStringLiteral("\u201Ca\u201D") << 3;
    QTest::newRow("hangul and kana") << QStringLiteral("\uD55C\u30A2") << 4;
    QTest::newRow("combining mark") << QStringLiteral("e\u0301x") << 2;
    QTest::newRow("beyond the basic plane") << QStringLiteral("\U00020000") << 2;
    QTest::newRow("emoji") << QStringLiteral("\U0001F600") << 2;
    QTest::newRow("lone surrogate") << QString(QChar(0xD800)) << 1;
}

void TstCellFont::cells()
{
    QFETCH(QString, text);
    QFETCH(int, cells);
    QCOMPARE(CellFont::cellsOf(text), cells);
    QCOMPARE(CellFont::unitsIn(text, cells), static_cast<int>(text.size()));
    const CellFont font(Theme::instance().monospace());
    QImage image(200, Height, QImage::Format_RGB32);
    QPainter painter(&image);
    QCOMPARE(font.draw(painter, 7, Baseline, text, {Qt::black}), 7 + cells * font.cellWidth());
}

void TstCellFont::cutsBetweenCharacters()
{
    const QString text = QStringLiteral("a\u6E29\U00020000b");
    QCOMPARE(CellFont::unitsIn(text, 0), 0);
    QCOMPARE(CellFont::unitsIn(text, 1), 1);
    QCOMPARE(CellFont::unitsIn(text, 2), 1); // half a character is none
    QCOMPARE(CellFont::unitsIn(text, 3), 2);
    QCOMPARE(CellFont::unitsIn(text, 4), 2);
    QCOMPARE(CellFont::unitsIn(text, 5), 4); // a surrogate pair stays whole
    QCOMPARE(CellFont::unitsIn(text, 99), 5);
}

void TstCellFont::showsWhatHides()
{
    QCOMPARE(CellFont::shown(u"plain \u6E29"), QStringLiteral("plain \u6E29"));
    QCOMPARE(CellFont::shown(u"a\u0007\u001B[b"), QStringLiteral("a\u00B7\u00B7[b"));
    QCOMPARE(CellFont::shown(u"a\u202Eb"), QStringLiteral("a\uFFFDb")); // would turn the line round
    const QString lone = QStringLiteral("x") + QChar(0xDC00);
    QCOMPARE(CellFont::shown(lone), QStringLiteral("x\uFFFD"));
    QCOMPARE(CellFont::shown(u"\U0001F600"), QStringLiteral("\U0001F600"));
}

void TstCellFont::columnsStayColumns_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<bool>("bold");
    for (const bool bold : {false, true}) {
        const char *const tag = bold ? " bold" : "";
        QTest::addRow("letters%s", tag) << QStringLiteral("MiW") << bold;
        QTest::addRow("chinese%s", tag) << QStringLiteral("\u6E29\u5EA6") << bold;
        QTest::addRow("mixed%s", tag) << QStringLiteral("T\u6E29=\u5EA6\u2103") << bold;
        QTest::addRow("punctuation%s", tag) << QStringLiteral("\uFF0C\u3002\uFF1A\u201C") << bold;
        QTest::addRow("mark%s", tag) << QStringLiteral("e\u0301\u6E29") << bold;
        QTest::addRow("arabic%s", tag) << QStringLiteral("\u0627\u0628") << bold;
    }
}

// A letter after any text has exactly the pixels it has after as many spaces.
void TstCellFont::columnsStayColumns()
{
    QFETCH(QString, before);
    QFETCH(bool, bold);
    const CellFont font(Theme::instance().monospace());
    const int cells = CellFont::cellsOf(before) + 1; // a blank between: glyphs may reach over their cell
    const QImage after = drawn(font, before + QStringLiteral(" 8"), cells + 2, bold);
    const QImage alone = drawn(font, QString(cells, QLatin1Char(' ')) + QLatin1Char('8'), cells + 2, bold);
    QVERIFY(hasInk(cell(alone, font, cells)));
    QVERIFY(cell(after, font, cells) == cell(alone, font, cells));
}

void TstCellFont::chineseStaysInItsCells()
{
    const CellFont font(Theme::instance().monospace());
    const QString character = QStringLiteral("\u6E29");
    const QImage one = drawn(font, character + QStringLiteral("  ") + character, 8);
    QVERIFY(hasInk(cell(one, font, 0, 2)));
    QVERIFY(!hasInk(cell(one, font, 2, 2)));
    QVERIFY(cell(one, font, 0, 2) == cell(one, font, 4, 2));
    // In a run, every one stands where it stands alone.
    const QImage run = drawn(font, character.repeated(3), 8);
    for (const int at : {0, 2, 4})
        QVERIFY(cell(run, font, at, 2) == cell(one, font, 0, 2));
}

void TstCellFont::clips()
{
    const CellFont font(Theme::instance().monospace());
    const QString text = QStringLiteral("88888888");
    QImage image(8 * font.cellWidth(), Height, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    font.draw(painter, 0, Baseline, text, {{0, 8, {Qt::black}}}, 2 * font.cellWidth(), 5 * font.cellWidth());
    painter.end();
    QVERIFY(!hasInk(cell(image, font, 0, 2)));
    QVERIFY(hasInk(cell(image, font, 2)));
    QVERIFY(hasInk(cell(image, font, 4)));
    QVERIFY(!hasInk(cell(image, font, 5, 3)));
}

void TstCellFont::partsHaveTheirColours()
{
    const CellFont font(Theme::instance().monospace());
    QImage image(4 * font.cellWidth(), Height, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    font.draw(painter, 0, Baseline, QStringLiteral("8\u6E298"),
        {{0, 1, {Qt::red}}, {1, 1, {Qt::blue}}, {2, 1, {Qt::darkGreen, true, false, true}}}, 0, image.width());
    painter.end();
    const auto reddest = [&](int from, int count, auto part) {
        int least = 255;
        const QImage piece = cell(image, font, from, count);
        for (int y = 0; y < piece.height(); ++y) {
            for (int x = 0; x < piece.width(); ++x)
                least = std::min(least, part(piece.pixelColor(x, y)));
        }
        return least;
    };
    const auto red = [](const QColor &c) { return c.red(); };
    const auto blue = [](const QColor &c) { return c.blue(); };
    QCOMPARE(reddest(0, 1, red), 255);
    QVERIFY(reddest(0, 1, blue) < 128);
    QCOMPARE(reddest(1, 2, blue), 255);
    QVERIFY(reddest(1, 2, red) < 128);
    QCOMPARE(image.pixelColor(3 * font.cellWidth() + 1, Baseline + 2), QColor(Qt::darkGreen)); // the underline
}

ATSCOPE_TEST(TstCellFont)
#include "tst_cell_font.moc"
