// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_main.h"

#include <QScrollBar>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>

#include "fake_log.h"
#include "views/kit/log_header.h"
#include "views/kit/log_painter.h"
#include "views/kit/log_view.h"
#include "views/kit/theme.h"

using namespace atscope::views;

class TstLogColumns final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void widths();
    void dragged();
    void fitted();
    void restScrollsSideways();
    void hiddenColumns();
    void cutTextEndsWithASign();
    void toneRunsThatMakeNoSense();

private:
    LogHeader *header() const { return m_view->findChild<LogHeader *>(); }
    int edge(int column) const { return m_view->columnLeft(column) + m_view->columnWidth(column); }
    int digit() const { return CellFont(Theme::instance().monospace()).cellWidth(); }

    FakeLog m_log;
    std::unique_ptr<LogView> m_view;
};

void TstLogColumns::init()
{
    Theme::instance().setTheme(Theme::Kind::Light);
    m_log = FakeLog();
    m_log.end = 100;
    m_log.shape = {{QStringLiteral("Time"), 8, false, true}, {QStringLiteral("Line"), 20, false, true},
        {QStringLiteral("Rest"), 0, false, true}};
    m_view = std::make_unique<LogView>();
    m_view->setSource(&m_log);
    m_view->resize(700, 300);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

void TstLogColumns::widths()
{
    QCOMPARE(m_view->columnLeft(0), 0);
    QCOMPARE(m_view->columnWidth(0), 8 * digit() + 2 * LogLook::Padding);
    QCOMPARE(m_view->columnWidth(1), 20 * digit() + 2 * LogLook::Padding);
    QCOMPARE(edge(2), m_view->viewport()->width());
    QCOMPARE(header()->geometry().bottom() + 1, m_view->viewport()->geometry().top());
    QCOMPARE(header()->width(), m_view->viewport()->width());
    m_view->setHeaderVisible(false);
    QVERIFY(!header()->isVisible());
    QCOMPARE(m_view->viewport()->geometry().top(), 0);
}

void TstLogColumns::dragged()
{
    QSignalSpy resized(m_view.get(), &LogView::columnsResized);
    const int before = m_view->columnWidth(0);
    const QPoint from(edge(0) - 2, 5);
    QTest::mousePress(header(), Qt::LeftButton, {}, from);
    QTest::mouseMove(header(), from + QPoint(20, 0));
    QTest::mouseMove(header(), from + QPoint(40, 0));
    QTest::mouseRelease(header(), Qt::LeftButton, {}, from + QPoint(40, 0));
    QCOMPARE(m_view->columnWidth(0), before + 40);
    QCOMPARE(resized.count(), 1);
    QCOMPARE(edge(2), m_view->viewport()->width()); // the rest gave way
    const std::vector<double> kept = m_view->columnCharacters();
    QCOMPARE(kept[2], 0.0);

    // Never narrower than can be taken hold of again.
    QTest::mousePress(header(), Qt::LeftButton, {}, QPoint(edge(0), 5));
    QTest::mouseMove(header(), QPoint(-500, 5));
    QTest::mouseRelease(header(), Qt::LeftButton, {}, QPoint(-500, 5));
    QCOMPARE(m_view->columnWidth(0), 2 * digit() + 2 * LogLook::Padding);
    m_view->setColumnCharacters(kept);
    QCOMPARE(m_view->columnWidth(0), before + 40);

    QTest::mouseMove(header(), QPoint(edge(1), 5));
    QCOMPARE(header()->cursor().shape(), Qt::SplitHCursor);
    QTest::mouseMove(header(), QPoint(edge(1) - 40, 5));
    QCOMPARE(header()->cursor().shape(), Qt::ArrowCursor);
    QTest::mousePress(header(), Qt::LeftButton, {}, QPoint(edge(1) - 40, 5)); // no edge there
    QTest::mouseMove(header(), QPoint(edge(1), 5));
    QTest::mouseRelease(header(), Qt::LeftButton, {}, QPoint(edge(1), 5));
    QCOMPARE(m_view->columnWidth(1), 20 * digit() + 2 * LogLook::Padding);
}

void TstLogColumns::fitted()
{
    m_log.line = [](std::int64_t number) {
        return number == 98 ? QStringLiteral("\u6E29\u5EA6 is twenty-three degrees") : QStringLiteral("line");
    };
    m_view->sourceChanged();
    QTest::mouseDClick(header(), Qt::LeftButton, {}, QPoint(edge(1), 5));
    QCOMPARE(m_view->columnWidth(1), 28 * digit() + 2 * LogLook::Padding);
    m_view->setFollow(false);
    QTest::keyClick(m_view.get(), Qt::Key_Home); // only what is visible counts
    QTest::mouseDClick(header(), Qt::LeftButton, {}, QPoint(edge(1), 5));
    QVERIFY(m_view->columnWidth(1) < 10 * digit());
    QVERIFY(m_view->columnWidth(1) >= header()->fontMetrics().horizontalAdvance(QStringLiteral("Line")) + 2 * LogLook::Padding);
}

void TstLogColumns::restScrollsSideways()
{
    m_log.shape.pop_back();
    m_log.shape[1].characters = 0;
    m_log.line = [](std::int64_t number) { return number == 97 ? QString(300, QLatin1Char('x')) : QStringLiteral("short"); };
    m_view->setSource(&m_log);
    QScrollBar *const bar = m_view->horizontalScrollBar();
    QTRY_VERIFY(bar->maximum() > 0); // as soon as the text was seen
    QCOMPARE(m_view->columnWidth(1), 300 * digit() + 2 * LogLook::Padding);
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QVERIFY(bar->value() > 0);
    QCOMPARE(m_view->columnLeft(0), -bar->value());
    bar->setValue(bar->maximum());
    QCOMPARE(edge(1), m_view->viewport()->width());
    QVERIFY(m_view->following());
}

void TstLogColumns::hiddenColumns()
{
    m_view->setColumnVisible(0, false);
    QVERIFY(!m_view->columnVisible(0));
    QCOMPARE(m_view->columnWidth(0), 0);
    QCOMPARE(m_view->columnLeft(1), 0);
    QCOMPARE(header()->edgeAt(0), -1);
    m_view->setColumnVisible(0, true);
    QCOMPARE(m_view->columnWidth(0), 8 * digit() + 2 * LogLook::Padding);
}

// Pictures of one row: what does not fit is cut with a sign, and what stands in the next column does not move.
void TstLogColumns::cutTextEndsWithASign()
{
    const CellFont font(Theme::instance().monospace());
    LogLook look;
    look.cells = &font;
    const std::vector<LogColumn> columns = {{QString(), 5, false, true}, {QString(), 3, true, true}};
    const int first = 5 * font.cellWidth() + 2 * LogLook::Padding;
    const std::vector<int> left = {0, first, first + 3 * font.cellWidth() + 2 * LogLook::Padding};
    const auto picture = [&](const QString &text) {
        QImage image(left.back(), 20, QImage::Format_RGB32);
        QPainter painter(&image);
        LogRow row;
        row.cells = {{text, Tone::Plain, false, {}}, {QStringLiteral("7"), Tone::Plain, false, {}}};
        paintLogRow(painter, image.rect(), row, columns, left, look);
        return image;
    };
    QCOMPARE(picture(QStringLiteral("abcdefgh")), picture(QStringLiteral("abcd\u2026")));
    QVERIFY(picture(QStringLiteral("abcde")) != picture(QStringLiteral("abcd\u2026"))); // fits exactly
    QCOMPARE(picture(QStringLiteral("abc\u6E29x")), picture(QStringLiteral("abc\u2026"))); // never half a character
    const int x = first;
    QCOMPARE(picture(QStringLiteral("abcdefgh")).copy(x, 0, 90, 20), picture(QString()).copy(x, 0, 90, 20));
}

void TstLogColumns::toneRunsThatMakeNoSense()
{
    const CellFont font(Theme::instance().monospace());
    LogLook look;
    look.cells = &font;
    const std::vector<LogColumn> columns = {{QString(), 10, false, true}};
    const std::vector<int> left = {0, 100};
    const auto picture = [&](std::vector<ToneRun> runs) {
        QImage image(100, 20, QImage::Format_RGB32);
        QPainter painter(&image);
        LogRow row;
        row.cells = {{QStringLiteral("abcdef"), Tone::Plain, false, std::move(runs)}};
        paintLogRow(painter, image.rect(), row, columns, left, look);
        return image;
    };
    const QImage plain = picture({});
    QCOMPARE(picture({{-5, 3, Tone::Bad, false, 0}, {99, 3, Tone::Bad, false, 0}, {3, -2, Tone::Bad, false, 0}}), plain);
    QCOMPARE(picture({{2, 99, Tone::Bad, false, 0}}), picture({{2, 4, Tone::Bad, false, 0}}));
    QCOMPARE(picture({{0, 3, Tone::Bad, false, 0}, {1, 3, Tone::Good, false, 0}}),
        picture({{0, 3, Tone::Bad, false, 0}, {3, 1, Tone::Good, false, 0}})); // the earlier one wins
    QVERIFY(picture({{0, 3, Tone::Bad, false, 0}}) != plain);
    QVERIFY(picture({{0, 3, Tone::Plain, true, 0}}) != plain);
    QVERIFY(picture({{0, 3, Tone::Plain, false, 0xff00aa00}}) != plain);
}

ATSCOPE_TEST(TstLogColumns)
#include "tst_log_columns.moc"
