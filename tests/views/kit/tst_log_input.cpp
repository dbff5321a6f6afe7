// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_main.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDockWidget>
#include <QInputMethodEvent>
#include <QLineEdit>
#include <QMainWindow>
#include <QSignalSpy>
#include <QTest>

#include "fake_log.h"
#include "views/kit/log_view.h"
#include "views/kit/theme.h"

using namespace atscope::views;

class TstLogInput final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void arrowsAndPages();
    void keysBeginAtTheScreen();
    void mouseSelects();
    void dragBeyondTheEdge();
    void activates();
    void setCurrentByTheProgram();
    void setCurrentOfARowJustCome();
    void copies();
    void copyIsCapped();
    void contextMenu();
    void typedKeys_data();
    void typedKeys();
    void keysLeftToTheProgram();
    void inputMethod();
    void scrollsInKeyMode();
    void activeByItsDock();

private:
    QPoint middleOf(std::int64_t row) const { return {60, m_view->rowRect(row).center().y()}; }

    FakeLog m_log;
    std::unique_ptr<LogView> m_view;
};

void TstLogInput::init()
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

void TstLogInput::arrowsAndPages()
{
    QSignalSpy current(m_view.get(), &LogView::currentChanged);
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    QCOMPARE(m_view->currentRow(), 0);
    QCOMPARE(current.takeLast(), (QVariantList{QVariant::fromValue<quint64>(FakeLog::id(0)), true}));
    QTest::keyClick(m_view.get(), Qt::Key_Up); // nowhere to go: nothing to tell
    QCOMPARE(current.count(), 0);
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QCOMPARE(m_view->currentRow(), 1);
    QTest::keyClick(m_view.get(), Qt::Key_PageDown);
    QCOMPARE(m_view->currentRow(), 1 + m_view->visibleRows());
    QVERIFY(!m_view->rowRect(m_view->currentRow()).isEmpty());
    QTest::keyClick(m_view.get(), Qt::Key_PageUp);
    QCOMPARE(m_view->currentRow(), 1);
    QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(m_view->selectedRows(), (std::pair<std::int64_t, std::int64_t>(1, 3)));
    QTest::keyClick(m_view.get(), Qt::Key_Home, Qt::ShiftModifier);
    QCOMPARE(m_view->selectedRows(), (std::pair<std::int64_t, std::int64_t>(0, 1)));
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QCOMPARE(m_view->selectedRows(), (std::pair<std::int64_t, std::int64_t>(1, 1)));
    QTest::keyClick(m_view.get(), Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(m_view->selectedRows(), (std::pair<std::int64_t, std::int64_t>(0, 999)));
    QCOMPARE(m_view->firstVisibleRow(), 0); // selecting everything does not scroll
    QCOMPARE(m_view->selectedIds(3), (std::vector<quint64>{FakeLog::id(0), FakeLog::id(1), FakeLog::id(2)}));
    m_view->clearSelection();
    QVERIFY(!m_view->currentId());
    QCOMPARE(m_view->selectedIds().size(), std::size_t{0});
}

void TstLogInput::keysBeginAtTheScreen()
{
    m_view->scrollToRow(500);
    QTest::keyClick(m_view.get(), Qt::Key_Down);
    QCOMPARE(m_view->currentRow(), 500);
    m_view->clearSelection();
    QTest::keyClick(m_view.get(), Qt::Key_Up);
    QCOMPARE(m_view->currentRow(), 500 + m_view->visibleRows() - 1);
    QCOMPARE(m_view->firstVisibleRow(), 500);
}

void TstLogInput::mouseSelects()
{
    m_view->scrollToRow(100);
    QSignalSpy selection(m_view.get(), &LogView::selectionChanged);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, middleOf(103));
    QCOMPARE(m_view->currentId(), std::optional<quint64>(FakeLog::id(103)));
    QCOMPARE(selection.count(), 1);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, Qt::ShiftModifier, middleOf(106));
    QCOMPARE(m_view->selectedRows(), (std::pair<std::int64_t, std::int64_t>(103, 106)));
    QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, middleOf(105));
    QTest::mouseMove(m_view->viewport(), middleOf(104));
    QTest::mouseMove(m_view->viewport(), middleOf(101));
    QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, middleOf(101));
    QCOMPARE(m_view->selectedRows(), (std::pair<std::int64_t, std::int64_t>(101, 105)));
    QCOMPARE(m_view->currentRow(), 101);
}

void TstLogInput::dragBeyondTheEdge()
{
    m_view->scrollToRow(100);
    QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, middleOf(105));
    QTest::mouseMove(m_view->viewport(), QPoint(60, -10));
    QTRY_VERIFY(m_view->firstVisibleRow() < 95); // goes on by itself
    QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, QPoint(60, -10));
    const std::int64_t top = m_view->firstVisibleRow();
    QTest::qWait(100);
    QCOMPARE(m_view->firstVisibleRow(), top);
    QCOMPARE(m_view->selectedRows(), (std::pair<std::int64_t, std::int64_t>(top, 105)));
}

void TstLogInput::activates()
{
    QSignalSpy activated(m_view.get(), &LogView::activated);
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QCOMPARE(activated.count(), 0);
    QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, middleOf(995));
    QCOMPARE(activated.takeLast().at(0).toULongLong(), FakeLog::id(995));
    QTest::keyClick(m_view.get(), Qt::Key_Up);
    QTest::keyClick(m_view.get(), Qt::Key_Enter);
    QCOMPARE(activated.takeLast().at(0).toULongLong(), FakeLog::id(994));
}

void TstLogInput::setCurrentByTheProgram()
{
    QSignalSpy current(m_view.get(), &LogView::currentChanged);
    m_view->setCurrent(FakeLog::id(10));
    QVERIFY(!m_view->rowRect(10).isEmpty());
    QVERIFY(!m_view->following()); // or the next row would take it away again
    QCOMPARE(current.takeLast(), (QVariantList{QVariant::fromValue<quint64>(FakeLog::id(10)), false}));
    const std::int64_t top = m_view->firstVisibleRow();
    m_view->setCurrent(FakeLog::id(12)); // visible: stays
    QCOMPARE(m_view->firstVisibleRow(), top);
    m_view->setCurrent(FakeLog::id(12));
    QCOMPARE(current.count(), 1);
    m_view->setCurrent(FakeLog::id(5000)); // not there (yet)
    QCOMPARE(m_view->currentRow(), -1);
    QCOMPARE(m_view->firstVisibleRow(), top);
    m_log.end = 6000;
    m_view->sourceGrew();
    QTRY_COMPARE(m_view->currentRow(), 5000);
}

void TstLogInput::setCurrentOfARowJustCome()
{
    m_log.end = 1001;
    m_view->sourceGrew(); // not due yet
    m_view->setCurrent(FakeLog::id(1000));
    QCOMPARE(m_view->currentRow(), 1000);
    QVERIFY(!m_view->rowRect(1000).isEmpty());
    QVERIFY(m_view->following());
}

void TstLogInput::copies()
{
    QGuiApplication::clipboard()->clear();
    QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier); // nothing selected
    QCOMPARE(QGuiApplication::clipboard()->text(), QString());
    m_view->setCurrent(FakeLog::id(7));
    QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("t7\tline 7\nt8\tline 8"));
}

void TstLogInput::copyIsCapped()
{
    QSignalSpy capped(m_view.get(), &LogView::copyCapped);
    m_log.end = LogView::CopyCap;
    m_log.line = [](std::int64_t) { return QStringLiteral("x"); };
    m_view->sourceChanged();
    m_view->selectAll();
    m_view->copy();
    QCOMPARE(capped.count(), 0);
    QCOMPARE(QGuiApplication::clipboard()->text().count(QLatin1Char('\n')), LogView::CopyCap - 1);
    m_log.end += 1;
    m_view->sourceChanged();
    m_view->selectAll();
    m_view->copy();
    QCOMPARE(capped.count(), 1);
    QCOMPARE(capped[0].at(0).toLongLong(), LogView::CopyCap);
    QCOMPARE(QGuiApplication::clipboard()->text().count(QLatin1Char('\n')), LogView::CopyCap - 1);
}

void TstLogInput::contextMenu()
{
    QSignalSpy wanted(m_view.get(), &LogView::contextMenuWanted);
    const QPoint at = middleOf(994);
    QTest::mousePress(m_view->viewport(), Qt::RightButton, {}, at);
    QContextMenuEvent mouse(QContextMenuEvent::Mouse, at, m_view->viewport()->mapToGlobal(at));
    QApplication::sendEvent(m_view->viewport(), &mouse);
    QCOMPARE(m_view->currentRow(), 994);
    QCOMPARE(wanted.takeLast(), (QVariantList{m_view->viewport()->mapToGlobal(at), QVariant::fromValue<quint64>(FakeLog::id(994))}));
    // A click into a selection keeps it.
    QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::mousePress(m_view->viewport(), Qt::RightButton, {}, at);
    QCOMPARE(m_view->selectedRows(), (std::pair<std::int64_t, std::int64_t>(994, 995)));
    QContextMenuEvent key(QContextMenuEvent::Keyboard, QPoint(), QPoint());
    QApplication::sendEvent(m_view.get(), &key);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted[0].at(1).toULongLong(), FakeLog::id(995));
    QVERIFY(m_view->rowRect(995).contains(m_view->viewport()->mapFromGlobal(wanted[0].at(0).toPoint())));
}

void TstLogInput::typedKeys_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("modifiers");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char *name, Qt::Key key, Qt::KeyboardModifiers modifiers, const QString &text, const QByteArray &bytes) {
        QTest::newRow(name) << static_cast<int>(key) << static_cast<int>(modifiers.toInt()) << text << bytes;
    };
    row("letter", Qt::Key_A, Qt::NoModifier, QStringLiteral("a"), "a");
    row("capital", Qt::Key_A, Qt::ShiftModifier, QStringLiteral("A"), "A");
    row("blank", Qt::Key_Space, Qt::NoModifier, QStringLiteral(" "), " ");
    row("chinese", Qt::Key_unknown, Qt::NoModifier, QStringLiteral("\u6E29"), "\xE6\xB8\xA9");
    row("beyond the basic plane", Qt::Key_unknown, Qt::NoModifier, QStringLiteral("\U0001F600"), "\xF0\x9F\x98\x80");
    row("AltGr", Qt::Key_At, Qt::ControlModifier | Qt::AltModifier, QStringLiteral("@"), "@");
    row("enter", Qt::Key_Return, Qt::NoModifier, QStringLiteral("\r"), "\r");
    row("keypad enter", Qt::Key_Enter, Qt::KeypadModifier, QStringLiteral("\r"), "\r");
    row("backspace", Qt::Key_Backspace, Qt::NoModifier, QStringLiteral("\b"), "\x08");
    row("tab", Qt::Key_Tab, Qt::NoModifier, QStringLiteral("\t"), "\t");
    row("escape", Qt::Key_Escape, Qt::NoModifier, QStringLiteral("\x1B"), "\x1B");
    row("ctrl a", Qt::Key_A, Qt::ControlModifier, QString(), "\x01");
    row("ctrl c", Qt::Key_C, Qt::ControlModifier, QString(), "\x03");
    row("ctrl z", Qt::Key_Z, Qt::ControlModifier, QString(), "\x1A");
    row("up", Qt::Key_Up, Qt::NoModifier, QString(), "\x1B[A");
    row("alt letter", Qt::Key_1, Qt::AltModifier, QStringLiteral("1"), QByteArray());
    row("function key", Qt::Key_F5, Qt::NoModifier, QString(), QByteArray());
    row("ctrl shift", Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier, QString(), QByteArray());
    row("shift alone", Qt::Key_Shift, Qt::NoModifier, QString(), QByteArray());
}

void TstLogInput::typedKeys()
{
    QFETCH(int, key);
    QFETCH(int, modifiers);
    QFETCH(QString, text);
    QFETCH(QByteArray, bytes);
    QSignalSpy typed(m_view.get(), &LogView::keyTyped);
    const auto press = [&] {
        QKeyEvent event(QEvent::KeyPress, key, Qt::KeyboardModifiers::fromInt(modifiers), text);
        QApplication::sendEvent(m_view.get(), &event);
        return event.isAccepted();
    };
    press();
    QCOMPARE(typed.count(), 0); // not in key mode
    m_view->clearSelection();
    m_view->setKeyInput(true);
    m_view->setFocus();
    QCOMPARE(press(), !bytes.isEmpty());
    QCOMPARE(typed.count(), bytes.isEmpty() ? 0 : 1);
    if (!bytes.isEmpty())
        QCOMPARE(typed[0].at(0).toByteArray(), bytes);
    QVERIFY(m_view->hasFocus());
    QVERIFY(!m_view->currentId()); // the keys moved nothing
    // A shortcut of the window does not get what is typed, and gets the rest.
    QKeyEvent over(QEvent::ShortcutOverride, key, Qt::KeyboardModifiers::fromInt(modifiers), text);
    over.ignore();
    QApplication::sendEvent(m_view.get(), &over);
    QCOMPARE(over.isAccepted(), !bytes.isEmpty());
}

void TstLogInput::keysLeftToTheProgram()
{
    QWidget window;
    auto *before = new QLineEdit(&window);
    auto *view = new LogView(&window);
    view->setSource(&m_log);
    view->setGeometry(0, 40, 300, 200);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Tab); // as in any window
    QVERIFY(before->hasFocus());
    view->setKeyInput(true);
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Tab);
    QVERIFY(view->hasFocus());
    QTest::keyClick(view, Qt::Key_Backtab, Qt::ShiftModifier); // the way out
    QVERIFY(before->hasFocus());
}

void TstLogInput::inputMethod()
{
    QCOMPARE(m_view->inputMethodQuery(Qt::ImEnabled).toBool(), false);
    QVERIFY(!m_view->testAttribute(Qt::WA_InputMethodEnabled));
    QSignalSpy typed(m_view.get(), &LogView::keyTyped);
    QInputMethodEvent commit;
    commit.setCommitString(QStringLiteral("\u6E29\u5EA6"));
    QApplication::sendEvent(m_view.get(), &commit);
    QCOMPARE(typed.count(), 0);

    m_view->setKeyInput(true);
    QCOMPARE(m_view->inputMethodQuery(Qt::ImEnabled).toBool(), true);
    QVERIFY(m_view->testAttribute(Qt::WA_InputMethodEnabled));
    QVERIFY(m_view->rect().contains(m_view->inputMethodQuery(Qt::ImCursorRectangle).toRect()));
    const QImage without = m_view->grab().toImage();
    QInputMethodEvent preedit(QStringLiteral("wen"), {});
    QApplication::sendEvent(m_view.get(), &preedit);
    QCOMPARE(typed.count(), 0);
    QVERIFY(m_view->grab().toImage() != without); // what is being composed can be seen
    QApplication::sendEvent(m_view.get(), &commit);
    QCOMPARE(typed.count(), 1);
    QCOMPARE(typed[0].at(0).toByteArray(), QByteArray("\xE6\xB8\xA9\xE5\xBA\xA6"));
    QCOMPARE(m_view->grab().toImage(), without);
}

void TstLogInput::scrollsInKeyMode()
{
    m_view->setKeyInput(true);
    QSignalSpy typed(m_view.get(), &LogView::keyTyped);
    QTest::keyClick(m_view.get(), Qt::Key_PageUp, Qt::ShiftModifier);
    QCOMPARE(m_view->firstVisibleRow(), 1000 - 2 * m_view->visibleRows());
    QVERIFY(!m_view->following());
    QTest::keyClick(m_view.get(), Qt::Key_PageDown, Qt::ShiftModifier);
    QVERIFY(m_view->following());
    m_view->setCurrent(FakeLog::id(999));
    QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("t999\tline 999"));
    QCOMPARE(typed.count(), 0);
}

// The view that is looked at repaints sooner. The clock stands still after the first repaint, so only the pacer's wait is seen.
void TstLogInput::activeByItsDock()
{
    std::int64_t now = 0;
    QMainWindow window;
    auto *view = new LogView(nullptr, [&] { return now; });
    view->setSource(&m_log);
    auto *dock = new QDockWidget(&window);
    dock->setWidget(view);
    window.addDockWidget(Qt::BottomDockWidgetArea, dock);
    auto *other = new QLineEdit;
    window.setCentralWidget(other);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    const auto growAfter = [&](int ms) {
        now += 1000;
        view->sourceGrew();
        QTest::qWait(30);
        m_log.end += 1;
        view->sourceGrew();
        now += ms;
        QTest::qWait(RepaintPacer::InactiveMs + 50);
        return view->shownRows() == m_log.end;
    };
    view->setFocus();
    QVERIFY(growAfter(RepaintPacer::FlowMs));
    other->setFocus();
    QVERIFY(!growAfter(RepaintPacer::FlowMs));
    QVERIFY(growAfter(RepaintPacer::InactiveMs));
}

ATSCOPE_TEST(TstLogInput)
#include "tst_log_input.moc"
