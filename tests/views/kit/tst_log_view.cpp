// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_main.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include "fake_log.h"
#include "views/kit/log_view.h"
#include "views/kit/theme.h"

using namespace atscope::views;

namespace {

class PaintCounter final : public QObject
{
public:
    explicit PaintCounter(QWidget *widget) : QObject(widget) { widget->installEventFilter(this); }
    int count = 0;

private:
    bool eventFilter(QObject *, QEvent *event) override
    {
        count += event->type() == QEvent::Paint ? 1 : 0;
        return false;
    }
};

} // namespace

class TstLogView final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void startsAtTheEnd();
    void tenMillionRows();
    void moreRowsThanTheBarCounts();
    void letsGoAndComesBack();
    void wheelAndBar();
    void paintsOnlyNewRows();
    void paintsNothingForRowsBelow();
    void scrolledPictureIsTheSame();
    void openTailIsPaintedAgain();
    void closedLineIsPaintedAgain();
    void changedRowsArePaintedAgain();
    void pacesGrowth();
    void floodIsPacedSlower();
    void nothingNewPaintsNothing();
    void barAtItsEndStands();
    void hiddenPaintsNothing();
    void pauses();
    void rowsDroppedAtTheFront();
    void filterKeepsThePlace();
    void emptyText();
    void themeAndLanguageAtRunTime();
    void cleanup();

private:
    void make(std::int64_t rows);
    void wheel(int notches, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    QString seen(std::int64_t row) const { return m_log.row(row).cells[1].text; }

    FakeLog m_log;
    std::unique_ptr<LogView> m_view;
    std::int64_t m_now = 0;
};

void TstLogView::init()
{
    m_log = FakeLog();
    m_now = 0;
    Theme::instance().setTheme(Theme::Kind::Light);
}

void TstLogView::cleanup()
{
    m_view.reset();
}

// Shown, painted and quiet, so that the next growth is due at once.
void TstLogView::make(std::int64_t rows)
{
    m_log.end = rows;
    m_view = std::make_unique<LogView>(nullptr, [this] { return m_now; });
    m_view->setSource(&m_log);
    m_view->resize(600, 300);
    m_view->show();
    m_view->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    for (std::int64_t painted = -1; painted != m_view->paintedRows(); QTest::qWait(20))
        painted = m_view->paintedRows();
    QVERIFY(m_view->paintedRows() > 0 || rows == 0);
    m_now += 1000;
}

void TstLogView::wheel(int notches, Qt::KeyboardModifiers modifiers)
{
    const QPointF at(50, 50);
    QWheelEvent event(at, m_view->viewport()->mapToGlobal(at), {}, QPoint(0, notches * 120), Qt::NoButton, modifiers,
        Qt::NoScrollPhase, false);
    QApplication::sendEvent(m_view->viewport(), &event);
}

void TstLogView::startsAtTheEnd()
{
    make(1000);
    QVERIFY(m_view->following());
    QVERIFY(m_view->visibleRows() > 5);
    QCOMPARE(m_view->firstVisibleRow() + m_view->visibleRows(), 1000);
    QCOMPARE(m_view->rowRect(999).bottom() / m_view->rowHeight(), m_view->visibleRows() - 1);
    QVERIFY(m_view->rowRect(0).isEmpty());
    QCOMPARE(m_view->rowAt(0), m_view->firstVisibleRow());
    QCOMPARE(m_view->rowAt(-1), -1);
}

void TstLogView::tenMillionRows()
{
    make(10'000'000);
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    QCOMPARE(m_view->firstVisibleRow(), 0);
    QCOMPARE(m_view->currentRow(), 0);
    QCOMPARE(m_view->verticalScrollBar()->value(), 0);
    QTest::keyClick(m_view.get(), Qt::Key_End);
    QCOMPARE(m_view->firstVisibleRow(), 10'000'000 - m_view->visibleRows());
    QCOMPARE(m_view->verticalScrollBar()->value(), m_view->verticalScrollBar()->maximum());
    m_view->verticalScrollBar()->setValue(1);
    QCOMPARE(m_view->firstVisibleRow(), 1);
    m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum());
    QCOMPARE(m_view->firstVisibleRow(), 10'000'000 - m_view->visibleRows());
}

void TstLogView::moreRowsThanTheBarCounts()
{
    constexpr std::int64_t Rows = 40'000'000'000;
    make(Rows);
    QScrollBar *const bar = m_view->verticalScrollBar();
    QCOMPARE(m_view->firstVisibleRow(), Rows - m_view->visibleRows());
    QCOMPARE(bar->value(), bar->maximum());
    bar->setValue(0);
    QCOMPARE(m_view->firstVisibleRow(), 0);
    bar->triggerAction(QAbstractSlider::SliderSingleStepAdd); // a row, though a unit of the bar is many
    QCOMPARE(m_view->firstVisibleRow(), 1);
    bar->triggerAction(QAbstractSlider::SliderPageStepAdd);
    QCOMPARE(m_view->firstVisibleRow(), 1 + m_view->visibleRows());
    bar->triggerAction(QAbstractSlider::SliderSingleStepSub);
    QCOMPARE(m_view->firstVisibleRow(), m_view->visibleRows());
    bar->setValue(bar->maximum() / 2);
    QVERIFY(std::abs(m_view->firstVisibleRow() - Rows / 2) < 100);
    bar->triggerAction(QAbstractSlider::SliderToMaximum);
    QCOMPARE(m_view->firstVisibleRow(), Rows - m_view->visibleRows());
}

void TstLogView::letsGoAndComesBack()
{
    make(1000);
    QSignalSpy follow(m_view.get(), &LogView::followChanged);
    wheel(1);
    QVERIFY(!m_view->following());
    QCOMPARE(follow.count(), 1);
    QCOMPARE(follow.takeFirst().at(0).toBool(), false);
    const std::int64_t top = m_view->firstVisibleRow();
    m_log.end += 100;
    m_view->sourceGrew();
    QTRY_COMPARE(m_view->shownRows(), 1100);
    QCOMPARE(m_view->firstVisibleRow(), top);
    QTest::keyClick(m_view.get(), Qt::Key_End);
    QVERIFY(m_view->following());
    QCOMPARE(follow.count(), 1);
    QCOMPARE(follow.takeFirst().at(0).toBool(), true);
    QCOMPARE(m_view->firstVisibleRow() + m_view->visibleRows(), 1100);
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    QVERIFY(!m_view->following());
    m_view->setFollow(true);
    QCOMPARE(m_view->firstVisibleRow() + m_view->visibleRows(), 1100);
    m_view->setFollow(false);
    m_log.end += 1;
    m_now += 1000;
    m_view->sourceGrew();
    QTRY_COMPARE(m_view->shownRows(), 1101);
    QCOMPARE(m_view->firstVisibleRow() + m_view->visibleRows(), 1100);
}

void TstLogView::wheelAndBar()
{
    make(1000);
    const std::int64_t end = m_view->firstVisibleRow();
    wheel(2);
    QCOMPARE(m_view->firstVisibleRow(), end - 2 * QApplication::wheelScrollLines());
    wheel(-5); // beyond the end is the end, and follows
    QCOMPARE(m_view->firstVisibleRow(), end);
    QVERIFY(m_view->following());
    wheel(1, Qt::ControlModifier); // not the view's
    QCOMPARE(m_view->firstVisibleRow(), end);
    m_view->verticalScrollBar()->setValue(10);
    QCOMPARE(m_view->firstVisibleRow(), 10);
    QVERIFY(!m_view->following());
    m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum());
    QVERIFY(m_view->following());
}

void TstLogView::paintsOnlyNewRows()
{
    make(1000);
    for (const int rows : {1, 3, 500}) {
        const std::int64_t before = m_view->paintedRows();
        m_log.end += rows;
        m_now += 1000;
        m_view->sourceGrew();
        const std::int64_t expected = std::min(rows, m_view->visibleRows());
        QTRY_COMPARE(m_view->paintedRows() - before, expected);
        QTest::qWait(20); // and no more come
        QCOMPARE(m_view->paintedRows() - before, expected);
        QCOMPARE(m_view->firstVisibleRow() + m_view->visibleRows(), m_log.end);
    }
}

void TstLogView::paintsNothingForRowsBelow()
{
    make(1000);
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    QTest::qWait(20);
    const std::int64_t before = m_view->paintedRows();
    m_log.end += 500;
    m_view->sourceGrew();
    QTRY_COMPARE(m_view->shownRows(), 1500);
    QTest::qWait(20);
    QCOMPARE(m_view->paintedRows(), before);
}

// What was put together by scrolling is what painting everything gives.
void TstLogView::scrolledPictureIsTheSame()
{
    make(1000);
    m_view->resize(600, 307); // a piece of a row at the bottom
    QTest::qWait(20);
    const auto onScreen = [this] { return m_view->screen()->grabWindow(m_view->winId()).toImage(); };
    QImage last = onScreen();
    const auto check = [&] {
        QTest::qWait(30);
        const QImage scrolled = onScreen();
        if (scrolled.isNull())
            QSKIP("the platform does not show what is on the screen");
        QVERIFY(scrolled != std::exchange(last, scrolled)); // it did move
        m_view->viewport()->repaint();
        QTest::qWait(10);
        QVERIFY(scrolled == onScreen());
    };
    m_log.end += 3;
    m_view->sourceGrew();
    check();
    wheel(2);
    check();
    wheel(-1);
    check();
    wheel(-9);
    check();
}

void TstLogView::openTailIsPaintedAgain()
{
    m_log.faint = [this](std::int64_t number) { return number == m_log.end - 1; };
    make(1000);
    const std::int64_t before = m_view->paintedRows();
    m_log.end += 2;
    m_view->sourceGrew();
    QTRY_COMPARE(m_view->paintedRows() - before, 3); // two new ones and the one that is final now
}

// An open line has an id of its own; closed, it is the event that it became. The row is the same.
void TstLogView::closedLineIsPaintedAgain()
{
    m_log.faint = [this](std::int64_t number) { return m_log.tailId != 0 && number == m_log.end - 1; };
    m_log.tailId = 7;
    make(1000);
    std::int64_t before = m_view->paintedRows();
    m_log.tailId = 0;
    m_view->sourceGrew(); // no row more
    QTRY_COMPARE(m_view->paintedRows() - before, 1);
    m_log.tailId = 7;
    m_log.end += 1;
    m_now += RepaintPacer::FlowMs;
    m_view->sourceGrew();
    QTRY_COMPARE(m_view->shownRows(), 1001);
    QTRY_COMPARE(m_view->paintedRows() - before, 2);
    before = m_view->paintedRows();
    m_log.tailId = 0;
    m_now += RepaintPacer::FlowMs;
    m_log.end += 2;
    m_view->sourceGrew();
    QTRY_COMPARE(m_view->paintedRows() - before, 3); // it, and two behind it
}

void TstLogView::changedRowsArePaintedAgain()
{
    make(1000);
    const std::int64_t before = m_view->paintedRows();
    m_view->rowsChanged(FakeLog::id(997), FakeLog::id(998));
    QTRY_COMPARE(m_view->paintedRows() - before, 2);
    m_view->rowsChanged(FakeLog::id(1), FakeLog::id(2)); // not visible
    QTest::qWait(20);
    QCOMPARE(m_view->paintedRows() - before, 2);
}

void TstLogView::pacesGrowth()
{
    make(1000);
    m_log.end += 1;
    m_view->sourceGrew();
    QCOMPARE(m_view->shownRows(), 1000); // not from within the call
    QTRY_COMPARE(m_view->shownRows(), 1001);
    m_log.end += 1;
    m_view->sourceGrew();
    QTest::qWait(2 * RepaintPacer::FlowMs); // the clock stands still: not due
    QCOMPARE(m_view->shownRows(), 1001);
    m_now += RepaintPacer::FlowMs;
    QTRY_COMPARE(m_view->shownRows(), 1002);
    m_view->setActive(false);
    m_log.end += 1;
    m_view->sourceGrew();
    m_now += RepaintPacer::FlowMs;
    QTest::qWait(2 * RepaintPacer::InactiveMs);
    QCOMPARE(m_view->shownRows(), 1002);
    m_now += RepaintPacer::InactiveMs;
    QTRY_COMPARE(m_view->shownRows(), 1003);
}

// Once a picture has nothing of the last one, the next may take longer; as soon as it has, it is paced as ever.
void TstLogView::floodIsPacedSlower()
{
    make(1000);
    const auto grow = [this](int rows, int ms) {
        m_log.end += rows;
        m_view->sourceGrew();
        m_now += ms;
        QTest::qWait(2 * ms);
        return m_view->shownRows() == m_log.end;
    };
    QVERIFY(grow(500, 1000));
    QVERIFY(!grow(500, RepaintPacer::FlowMs));
    m_now += RepaintPacer::FloodMs - RepaintPacer::FlowMs;
    QTRY_COMPARE(m_view->shownRows(), 2000);
    QVERIFY(grow(1, RepaintPacer::FloodMs));
    QVERIFY(grow(1, RepaintPacer::FlowMs));
    // Who reads further up sees no flood.
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    m_now += RepaintPacer::FloodMs;
    QVERIFY(grow(500, RepaintPacer::FlowMs));
    QVERIFY(grow(500, RepaintPacer::FlowMs));
}

void TstLogView::nothingNewPaintsNothing()
{
    for (const int rows : {0, 1000}) {
        make(rows);
        const PaintCounter painted(m_view->viewport());
        for (int i = 0; i < 3; ++i) {
            m_now += 1000;
            m_view->sourceGrew();
            QTest::qWait(20);
        }
        QCOMPARE(painted.count, 0);
        m_now += 1000;
        ++m_log.end;
        m_view->sourceGrew();
        QTRY_VERIFY(painted.count > 0);
    }
}

void TstLogView::barAtItsEndStands()
{
    make(1'000'000);
    const PaintCounter painted(m_view->verticalScrollBar());
    for (int i = 0; i < 5; ++i) {
        m_now += 1000;
        m_log.end += 50;
        m_view->sourceGrew();
        QTRY_COMPARE(m_view->shownRows(), m_log.end);
        QTest::qWait(20);
    }
    QCOMPARE(painted.count, 0);
    QCOMPARE(m_view->verticalScrollBar()->maximum(), static_cast<int>(m_log.end - m_view->visibleRows()));
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    QTRY_COMPARE(painted.count, 1);
    QTest::keyClick(m_view.get(), Qt::Key_End);
    QTRY_COMPARE(painted.count, 2);
}

void TstLogView::hiddenPaintsNothing()
{
    make(1000);
    m_view->hide();
    const std::int64_t before = m_view->paintedRows();
    m_log.end += 50;
    m_view->sourceGrew();
    QTest::qWait(20);
    QCOMPARE(m_view->shownRows(), 1000);
    QCOMPARE(m_view->paintedRows(), before);
    m_view->show();
    QTRY_COMPARE(m_view->shownRows(), 1050);
    QTRY_VERIFY(m_view->paintedRows() > before);
}

void TstLogView::pauses()
{
    make(1000);
    m_view->pause(true);
    const std::int64_t before = m_view->paintedRows();
    const std::int64_t top = m_view->firstVisibleRow();
    m_log.end += 50;
    m_view->sourceGrew();
    QTest::qWait(20);
    QCOMPARE(m_view->paintedRows(), before);
    QCOMPARE(m_view->firstVisibleRow(), top);
    QTest::keyClick(m_view.get(), Qt::Key_End); // the end of the picture
    QCOMPARE(m_view->currentRow(), 999);
    m_log.first += 10; // dropped while it stands: the same rows are on the screen
    m_now += 1000;
    m_view->sourceGrew();
    QTRY_COMPARE(m_view->firstVisibleRow(), top - 10);
    QCOMPARE(m_view->shownRows(), 990);
    m_view->pause(false);
    QCOMPARE(m_view->shownRows(), 1040);
    QVERIFY(m_view->following());
    QCOMPARE(m_view->firstVisibleRow() + m_view->visibleRows(), 1040);
}

void TstLogView::rowsDroppedAtTheFront()
{
    make(1000);
    m_view->scrollToRow(500);
    QVERIFY(!m_view->following());
    m_log.first = 200;
    m_log.end = 1100;
    m_view->sourceGrew();
    QTRY_COMPARE(m_view->firstVisibleRow(), 300);
    QCOMPARE(seen(m_view->firstVisibleRow()), QStringLiteral("line 500"));
    m_log.first = 800; // also what was on the screen
    m_now += 1000;
    m_view->sourceGrew();
    QTRY_COMPARE(m_view->firstVisibleRow(), 0);
    QCOMPARE(m_view->shownRows(), 300);
}

void TstLogView::filterKeepsThePlace()
{
    make(1000);
    m_view->scrollToRow(500);
    m_view->setCurrent(FakeLog::id(504));
    QCOMPARE(m_view->firstVisibleRow(), 500);
    m_log.every = 4;
    m_view->sourceChanged();
    QCOMPARE(m_view->currentRow(), 126); // 504, four rows below the first one as before
    QCOMPARE(m_view->firstVisibleRow(), 122);
    m_log.every = 5; // 504 is not in it
    m_view->sourceChanged();
    QCOMPARE(m_view->currentRow(), -1);
    QCOMPARE(m_view->currentId(), std::optional<quint64>(FakeLog::id(504)));
    QCOMPARE(seen(m_view->firstVisibleRow()), QStringLiteral("line 490")); // the first one not before 488
    m_log.every = 1;
    m_view->sourceChanged();
    QCOMPARE(m_view->currentRow(), 504);
    QCOMPARE(seen(m_view->firstVisibleRow()), QStringLiteral("line 490"));
    m_log.every = 1000; // fewer rows than fit
    m_view->sourceChanged();
    QCOMPARE(m_view->firstVisibleRow(), 0);
    QCOMPARE(m_view->shownRows(), 1);
}

void TstLogView::emptyText()
{
    make(0);
    const QImage with = m_view->grab().toImage();
    m_log.empty.clear();
    m_view->sourceChanged();
    const QImage without = m_view->grab().toImage();
    QVERIFY(with != without);
    QCOMPARE(with.copy(0, 40, 600, 40), without.copy(0, 40, 600, 40)); // only in the middle
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QTest::keyClick(m_view.get(), Qt::Key_End);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, QPoint(30, 30));
    QVERIFY(!m_view->currentId());
    m_log.end = 3;
    m_now += 1000;
    m_view->sourceGrew();
    QTRY_COMPARE(m_view->shownRows(), 3);
    m_view->setSource(nullptr);
    m_view->sourceGrew();
    m_view->copy();
    QCOMPARE(m_view->shownRows(), 0);
}

void TstLogView::themeAndLanguageAtRunTime()
{
    make(1000);
    const int height = m_view->rowHeight();
    const QColor light = m_view->grab().toImage().pixelColor(300, 150);
    Theme::instance().setTheme(Theme::Kind::Dark);
    const QColor dark = m_view->grab().toImage().pixelColor(300, 150);
    QVERIFY(light.lightness() > 200 && dark.lightness() < 60);
    Theme::instance().setTextScale(2.0);
    QVERIFY(m_view->rowHeight() > height * 3 / 2);
    QCOMPARE(m_view->firstVisibleRow() + m_view->visibleRows(), 1000); // still follows
    Theme::instance().setTextScale(1.0);
    m_log.shape[0].title = QStringLiteral("\u65F6\u95F4");
    QEvent event(QEvent::LanguageChange);
    QApplication::sendEvent(m_view.get(), &event);
    QCOMPARE(m_view->columns()[0].title, QStringLiteral("\u65F6\u95F4"));
}

ATSCOPE_TEST(TstLogView)
#include "tst_log_view.moc"
