// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_main.h"

#include <QAccessible>
#include <QTest>

#include "fake_log.h"
#include "views/kit/log_view.h"
#include "views/kit/theme.h"

using namespace atscope::views;

class TstLogAccessible final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void isATableOfTheVisibleRows();
    void cells();
    void cellsStayWithTheirEvent();
    void places();
    void selection();
    void focusFollowsTheCurrentRow();
    void goesOnForHours();
    void withoutASource();

private:
    QAccessibleInterface *interface() const { return QAccessible::queryAccessibleInterface(m_view.get()); }
    QAccessibleTableInterface *table() const { return interface()->tableInterface(); }

    FakeLog m_log;
    std::unique_ptr<LogView> m_view;
};

void TstLogAccessible::init()
{
    Theme::instance().setTheme(Theme::Kind::Light);
    m_log = FakeLog();
    m_log.end = 1000;
    m_view = std::make_unique<LogView>();
    m_view->setSource(&m_log);
    m_view->resize(600, 300);
    m_view->show();
    m_view->activateWindow();
    m_view->setFocus();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
}

void TstLogAccessible::cleanup()
{
    m_view.reset();
}

void TstLogAccessible::isATableOfTheVisibleRows()
{
    QVERIFY(interface());
    QCOMPARE(interface()->role(), QAccessible::Table);
    QCOMPARE(interface()->text(QAccessible::Name), QStringLiteral("Log"));
    m_view->setAccessibleName(QStringLiteral("Terminal"));
    QCOMPARE(interface()->text(QAccessible::Name), QStringLiteral("Terminal"));
    QVERIFY(table());
    QCOMPARE(table()->rowCount(), m_view->visibleRows());
    QCOMPARE(table()->columnCount(), 2);
    QCOMPARE(interface()->childCount(), 2 * m_view->visibleRows());
    QCOMPARE(table()->columnDescription(1), QStringLiteral("Line"));
    QCOMPARE(table()->rowDescription(0), QStringLiteral("t%1\tline %1").arg(m_view->firstVisibleRow()));
    QCOMPARE(table()->columnDescription(9), QString());
}

void TstLogAccessible::cells()
{
    m_view->scrollToRow(500);
    for (int row = 0; row < table()->rowCount(); ++row) {
        QAccessibleInterface *const cell = table()->cellAt(row, 1);
        QVERIFY(cell && cell->isValid());
        QCOMPARE(cell->role(), QAccessible::Cell);
        QCOMPARE(cell->text(QAccessible::Name), QStringLiteral("line %1").arg(500 + row));
        QCOMPARE(cell->text(QAccessible::Description), QStringLiteral("t%1\tline %1").arg(500 + row));
        QCOMPARE(cell->tableCellInterface()->rowIndex(), row);
        QCOMPARE(cell->tableCellInterface()->columnIndex(), 1);
        QCOMPARE(cell->parent(), interface());
        QCOMPARE(interface()->indexOfChild(cell), row * 2 + 1);
        QCOMPARE(interface()->child(row * 2 + 1), cell);
    }
    QVERIFY(!table()->cellAt(-1, 0));
    QVERIFY(!table()->cellAt(0, 2));
    QVERIFY(!table()->cellAt(table()->rowCount(), 0));
    QVERIFY(!interface()->child(interface()->childCount()));
}

void TstLogAccessible::cellsStayWithTheirEvent()
{
    m_view->scrollToRow(500);
    QAccessibleInterface *const cell = table()->cellAt(3, 1);
    m_view->scrollToRow(501);
    QCOMPARE(cell->text(QAccessible::Name), QStringLiteral("line 503"));
    QCOMPARE(cell->tableCellInterface()->rowIndex(), 2);
    QCOMPARE(table()->cellAt(2, 1), cell);
    m_view->scrollToRow(0);
    QVERIFY(cell->state().offscreen);
    m_log.first = 600;
    m_view->sourceChanged();
    QVERIFY(!cell->isValid());
    QVERIFY(cell->state().invalid);
    QCOMPARE(cell->text(QAccessible::Name), QString());
}

void TstLogAccessible::places()
{
    m_view->scrollToRow(500);
    const QRect at = table()->cellAt(2, 1)->rect();
    QCOMPARE(m_view->viewport()->mapFromGlobal(at.topLeft()), QPoint(m_view->columnLeft(1), 2 * m_view->rowHeight()));
    QCOMPARE(at.height(), m_view->rowHeight());
    QCOMPARE(interface()->childAt(at.center().x(), at.center().y()), table()->cellAt(2, 1));
    QVERIFY(!interface()->childAt(at.x(), -5000));
}

void TstLogAccessible::selection()
{
    m_view->scrollToRow(500);
    QVERIFY(table()->selectRow(2));
    QCOMPARE(m_view->currentRow(), 502);
    QCOMPARE(table()->selectedRows(), QList<int>{2});
    QVERIFY(table()->isRowSelected(2));
    QCOMPARE(table()->selectedCellCount(), 2);
    QVERIFY(table()->cellAt(2, 0)->state().selected);
    QVERIFY(!table()->cellAt(3, 0)->state().selected);
    QVERIFY(!table()->selectRow(9999));
    QVERIFY(table()->unselectRow(2));
    QCOMPARE(table()->selectedRowCount(), 0);
}

void TstLogAccessible::focusFollowsTheCurrentRow()
{
    m_view->scrollToRow(500);
    QVERIFY(!interface()->focusChild());
    m_view->setCurrent(FakeLog::id(503));
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QVERIFY(interface()->focusChild());
    QCOMPARE(interface()->indexOfChild(interface()->focusChild()), 4 * 2);
    QCOMPARE(interface()->focusChild()->text(QAccessible::Name), QStringLiteral("t504"));
    QVERIFY(interface()->focusChild()->state().focused);
}

// Thousands of rows read in passing leave no thousands of cells behind.
void TstLogAccessible::goesOnForHours()
{
    m_log.end = 100'000;
    m_view->sourceChanged();
    m_view->setCurrent(FakeLog::id(1));
    m_view->scrollToRow(0);
    const QAccessible::Id first = QAccessible::uniqueId(table()->cellAt(5, 0));
    const QAccessible::Id current = QAccessible::uniqueId(table()->cellAt(1, 0));
    for (std::int64_t top = 100; top < 20'000; top += m_view->visibleRows()) {
        m_view->scrollToRow(top);
        for (int row = 0; row < table()->rowCount(); ++row)
            QVERIFY(table()->cellAt(row, 0));
    }
    QVERIFY(!QAccessible::accessibleInterface(first));
    QVERIFY(QAccessible::accessibleInterface(current)); // the current row is kept
}

void TstLogAccessible::withoutASource()
{
    QAccessibleInterface *const cell = table()->cellAt(0, 0);
    m_view->setSource(nullptr);
    QVERIFY(!cell->isValid());
    QCOMPARE(table()->rowCount(), 0);
    QCOMPARE(interface()->childCount(), 0);
    QVERIFY(!interface()->focusChild());
}

ATSCOPE_TEST(TstLogAccessible)
#include "tst_log_accessible.moc"
