// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAction>
#include <QDockWidget>
#include <QJsonArray>
#include <QJsonObject>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QScreen>

#include "app/atscope/layouts.h"
#include "app/atscope/name_bar.h"
#include "support/test_main.h"
#include "views/kit/message_bar.h"
#include "window_fixture.h"

using namespace atscope;
using namespace atscope::test;
using catalog::Language;

// Where the docks stand: four layouts of ours, the user's own, and whatever another ATscope left in the settings.
class TstLayouts final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void builtInOnes_data();
    void builtInOnes();
    void chosenInTheMenu_data();
    void chosenInTheMenu();
    void ownOne();
    void namesThatAreNone();
    void renamedAndDeleted();
    void commandLine_data();
    void commandLine();
    void unknownOnTheCommandLine();
    void ofANewerOne();
    void ofAnOlderOne();
    void dockOffEveryScreen();
    void settingsOfAnotherType();

private:
    static QDockWidget *dock(const Window &w, const char *name) { return w.window->findChild<QDockWidget *>(QString::fromLatin1(name)); }
    static QString shown(const Window &w)
    {
        QStringList out;
        for (const auto *name : {"commands", "form", "timeline", "urcs", "bytes", "settings"})
            if (!dock(w, name)->isHidden())
                out << QString::fromLatin1(name);
        return out.join(QLatin1Char(' '));
    }
    // Opens a menu of the bar and one below it, by its mnemonic, as a user does, and gives it.
    static QMenu *layoutMenu(Window &w)
    {
        for (auto *action : w.window->menuBar()->actions()) {
            for (auto *inside : action->menu()->actions()) {
                if (!inside->menu() || !(inside->text().startsWith(QStringLiteral("L&ayouts")) || inside->text().startsWith(QStringLiteral("布局"))))
                    continue;
                w.window->menuBar()->setActiveAction(action);
                action->menu()->setActiveAction(inside);
                QTest::keyClick(action->menu(), Qt::Key_Right);
                return QTest::qWaitFor([&] { return inside->menu()->isVisible(); }) ? inside->menu() : nullptr;
            }
        }
        return nullptr;
    }
    static QAction *entry(QMenu *menu, const QString &begin)
    {
        for (auto *action : menu->actions())
            if (QString(action->text()).remove(QLatin1Char('&')).startsWith(begin))
                return action;
        return nullptr;
    }
    static void choose(Window &w, const QString &begin)
    {
        auto *menu = layoutMenu(w);
        QVERIFY(menu);
        auto *action = entry(menu, begin);
        QVERIFY2(action, qPrintable(begin));
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
        QTRY_VERIFY(!menu->isVisible());
    }
    static void saveAs(Window &w, const QString &name)
    {
        choose(w, QStringLiteral("Save this layout"));
        QVERIFY(w.window->findChild<NameBar *>()->isVisible());
        w.key(Qt::Key_A, Qt::ControlModifier);
        w.type(name);
        w.key(Qt::Key_Return);
    }
};

void TstLayouts::builtInOnes_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("visible");
    QTest::newRow("terminal") << QStringLiteral("terminal") << QString();
    QTest::newRow("commission") << QStringLiteral("commission") << QStringLiteral("commands form timeline urcs bytes");
    QTest::newRow("diagnose") << QStringLiteral("diagnose") << QStringLiteral("timeline urcs bytes");
    QTest::newRow("firmware") << QStringLiteral("firmware") << QStringLiteral("timeline urcs bytes");
}

void TstLayouts::builtInOnes()
{
    QFETCH(QString, key);
    QFETCH(QString, visible);
    Window w;
    w.window->resize(1366, 768);
    // From wherever the docks stand, a floating one included.
    dock(w, "bytes")->setFloating(true);
    dock(w, "settings")->show();
    QVERIFY(w.window->layouts().apply(key));
    QCOMPARE(shown(w), visible);
    QVERIFY(!dock(w, "bytes")->isFloating());
    QCOMPARE(w.window->layouts().current(), key);
    // The window is as large as before, and the terminal's part of it large enough to work in.
    QTRY_COMPARE(w.window->size(), QSize(1366, 768));
    QTRY_VERIFY2(w.window->centralWidget()->width() >= 560, qPrintable(QString::number(w.window->centralWidget()->width())));
    QVERIFY2(w.window->centralWidget()->height() >= 280, qPrintable(QString::number(w.window->centralWidget()->height())));
    // What is hidden has its place: it is inside the window when it is wanted.
    for (const auto *name : {"commands", "form", "timeline", "urcs", "bytes", "settings"}) {
        dock(w, name)->show();
        QVERIFY2(w.window->dockWidgetArea(dock(w, name)) != Qt::NoDockWidgetArea, name);
        QVERIFY2(!dock(w, name)->isFloating(), name);
    }
}

void TstLayouts::chosenInTheMenu_data()
{
    QTest::addColumn<bool>("chinese");
    QTest::newRow("English") << false;
    QTest::newRow("Chinese") << true;
}

void TstLayouts::chosenInTheMenu()
{
    QFETCH(bool, chinese);
    Window w(chinese ? Language::Chinese : Language::English);
    choose(w, chinese ? QStringLiteral("终端") : QStringLiteral("Terminal"));
    QTRY_COMPARE(shown(w), QString());
    auto *menu = layoutMenu(w);
    QVERIFY(menu);
    QVERIFY(entry(menu, chinese ? QStringLiteral("终端") : QStringLiteral("Terminal"))->isChecked());
    menu->close();
    // Alt+1 brings the commands, and the reset takes them away again.
    w.window->menuBar()->setActiveAction(nullptr);
    w.window->activateWindow();
    w.key(Qt::Key_1, Qt::AltModifier);
    QTRY_COMPARE(shown(w), QStringLiteral("commands"));
    choose(w, chinese ? QStringLiteral("恢复") : QStringLiteral("Reset"));
    QTRY_COMPARE(shown(w), QString());
}

void TstLayouts::ownOne()
{
    Window w;
    choose(w, QStringLiteral("Terminal"));
    dock(w, "urcs")->show();
    saveAs(w, QStringLiteral("  Bench & night "));
    QTRY_VERIFY(!w.window->findChild<NameBar *>()->isVisible());
    QCOMPARE(w.window->layouts().own(), QStringList{QStringLiteral("Bench & night")});
    QVERIFY(w.window->messages().text().contains(QStringLiteral("Bench & night")));
    choose(w, QStringLiteral("Commission"));
    QTRY_COMPARE(shown(w), QStringLiteral("commands form timeline urcs bytes"));
    // It is there after a restart, and the next one by its name is instead of it, whatever the case.
    w.close();
    w.make(Language::English);
    choose(w, QStringLiteral("Bench  night")); // without the ampersands
    QTRY_COMPARE(shown(w), QStringLiteral("urcs"));
    dock(w, "urcs")->hide();
    saveAs(w, QStringLiteral("BENCH & NIGHT"));
    QCOMPARE(w.window->layouts().own(), QStringList{QStringLiteral("BENCH & NIGHT")});
    QVERIFY(w.window->layouts().apply(QStringLiteral("diagnose")));
    QVERIFY(w.window->layouts().apply(QStringLiteral("BENCH & NIGHT")));
    QCOMPARE(shown(w), QString());
}

void TstLayouts::namesThatAreNone()
{
    Window w;
    w.compose(QStringLiteral("AT+CSQ"));
    choose(w, QStringLiteral("Save this layout"));
    auto *bar = w.window->findChild<NameBar *>();
    const auto refused = [&](const QString &name) {
        w.key(Qt::Key_A, Qt::ControlModifier);
        w.key(Qt::Key_Delete);
        w.type(name);
        w.key(Qt::Key_Return);
        return bar->isVisible() && w.window->layouts().own().isEmpty();
    };
    QVERIFY(refused(QStringLiteral("   ")));
    QVERIFY(Window::shows(bar, QStringLiteral("name")));
    QVERIFY(refused(QStringLiteral("Diagnose")));
    QVERIFY(Window::shows(bar, QStringLiteral("Diagnose")));
    QVERIFY(refused(QString(61, QLatin1Char('x'))));
    QVERIFY(!w.window->layouts().refusal(QStringLiteral("诊断")).isEmpty()); // ours, in whatever language
    // Escape gives it up, and the line goes on where it was.
    w.key(Qt::Key_Escape);
    QVERIFY(!bar->isVisible());
    w.type(QStringLiteral("?"));
    QCOMPARE(w.workbench->draft().line(), std::string("AT+CSQ?"));
}

void TstLayouts::renamedAndDeleted()
{
    Window w;
    auto &layouts = w.window->layouts();
    saveAs(w, QStringLiteral("two"));
    saveAs(w, QStringLiteral("one"));
    QCOMPARE(layouts.own(), (QStringList{QStringLiteral("one"), QStringLiteral("two")}));
    choose(w, QStringLiteral("Rename one"));
    w.key(Qt::Key_A, Qt::ControlModifier);
    w.type(QStringLiteral("TWO"));
    w.key(Qt::Key_Return);
    QVERIFY(w.window->findChild<NameBar *>()->isVisible()); // there is such a one
    w.key(Qt::Key_A, Qt::ControlModifier);
    w.type(QStringLiteral("three"));
    w.key(Qt::Key_Return);
    QCOMPARE(layouts.own(), (QStringList{QStringLiteral("three"), QStringLiteral("two")}));
    QCOMPARE(layouts.current(), QStringLiteral("three"));
    choose(w, QStringLiteral("Delete three"));
    QTRY_COMPARE(layouts.own(), QStringList{QStringLiteral("two")});
    QVERIFY(w.window->messages().text().contains(QStringLiteral("three")));
    // Ours are neither renamed nor deleted.
    QVERIFY(Layouts::isBuiltIn(layouts.current()));
    auto *menu = layoutMenu(w);
    QVERIFY(menu);
    QVERIFY(!entry(menu, QStringLiteral("Delete")));
    QVERIFY(!entry(menu, QStringLiteral("Rename")));
    menu->close();
}

void TstLayouts::commandLine_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("chinese");
    QTest::addColumn<QString>("visible");
    QTest::newRow("as it is") << QStringLiteral("diagnose") << false << QStringLiteral("timeline urcs bytes");
    QTest::newRow("in capitals, in a Chinese window") << QStringLiteral("TERMINAL") << true << QString();
    QTest::newRow("as the Chinese menu has it, in an English window") << QStringLiteral("终端") << false << QString();
    QTest::newRow("the user's own") << QStringLiteral("BENCH") << false << QStringLiteral("form");
}

void TstLayouts::commandLine()
{
    QFETCH(QString, name);
    QFETCH(bool, chinese);
    QFETCH(QString, visible);
    Window w(chinese ? Language::Chinese : Language::English);
    QVERIFY(w.window->layouts().apply(QStringLiteral("terminal")));
    dock(w, "form")->show();
    w.window->layouts().save(QStringLiteral("Bench"));
    QVERIFY(w.window->layouts().apply(QStringLiteral("commission")));
    w.close();
    w.make(chinese ? Language::Chinese : Language::English, name);
    QCOMPARE(shown(w), visible);
    QVERIFY(!w.window->messages().isVisible());
}

void TstLayouts::unknownOnTheCommandLine()
{
    Window w;
    dock(w, "form")->hide();
    w.window->layouts().save(QStringLiteral("Bench"));
    w.close();
    w.make(Language::English, QStringLiteral("termnal"));
    QVERIFY(w.window->messages().isVisible());
    for (const auto *word : {"termnal", "terminal", "commission", "diagnose", "firmware", "Bench"})
        QVERIFY2(w.window->messages().text().contains(QString::fromLatin1(word)), word);
    QVERIFY(dock(w, "form")->isHidden()); // as it was left
}

void TstLayouts::ofANewerOne()
{
    Window w;
    const QJsonObject newer{{QStringLiteral("name"), QStringLiteral("Tomorrow")}, {QStringLiteral("version"), 99}, {QStringLiteral("docks"), QStringLiteral("?")},
                            {QStringLiteral("more"), 1}};
    w.workbench->settings().set(QStringLiteral("layouts"), QJsonArray{newer, 17, QJsonObject{{QStringLiteral("pattern"), 5}}});
    const auto before = shown(w);
    choose(w, QStringLiteral("Tomorrow"));
    QTRY_VERIFY(w.window->messages().isVisible());
    QVERIFY(w.window->messages().text().contains(QStringLiteral("Tomorrow")));
    QCOMPARE(shown(w), before);
    // What this one saves stands beside it; nothing of the rest is lost.
    saveAs(w, QStringLiteral("Today"));
    w.close();
    w.make(Language::English, QStringLiteral("tomorrow"));
    QVERIFY(w.window->messages().text().contains(QStringLiteral("Tomorrow")));
    const auto list = w.workbench->settings().value(QStringLiteral("layouts")).toArray();
    QCOMPARE(list.size(), 4);
    QCOMPARE(list.at(0).toObject(), newer);
    QCOMPARE(list.at(1).toInt(), 17);
    QCOMPARE(list.at(2).toObject().value(QStringLiteral("pattern")).toInt(), 5);
    QCOMPARE(list.at(3).toObject().value(QStringLiteral("name")).toString(), QStringLiteral("Today"));
}

// Saved when there was a dock less, and one that is gone since.
void TstLayouts::ofAnOlderOne()
{
    QByteArray state;
    {
        QMainWindow older;
        older.setCentralWidget(new QWidget);
        for (const auto *name : {"commands", "form", "timeline", "bytes", "gone"}) {
            auto *made = new QDockWidget(&older);
            made->setObjectName(QString::fromLatin1(name));
            older.addDockWidget(Qt::LeftDockWidgetArea, made);
        }
        older.findChild<QDockWidget *>(QStringLiteral("bytes"))->hide();
        state = older.saveState();
    }
    Window w;
    w.workbench->settings().set(QStringLiteral("docks"), QString::fromLatin1(state.toBase64()));
    w.workbench->settings().set(QStringLiteral("layouts"), QJsonArray{QJsonObject{{QStringLiteral("name"), QStringLiteral("Old")}, {QStringLiteral("version"), 1},
                                                                                 {QStringLiteral("docks"), QString::fromLatin1(state.toBase64())}}});
    QVERIFY(w.window->layouts().apply(QStringLiteral("Old")));
    QVERIFY(!dock(w, "commands")->isHidden());
    QVERIFY(dock(w, "bytes")->isHidden());
    for (const auto *name : {"commands", "form", "timeline", "urcs", "bytes", "settings"}) {
        dock(w, name)->show();
        QVERIFY2(w.window->dockWidgetArea(dock(w, name)) != Qt::NoDockWidgetArea, name);
    }
}

void TstLayouts::dockOffEveryScreen()
{
    Window w;
    auto *urcs = dock(w, "urcs");
    urcs->setFloating(true);
    urcs->setGeometry(50'000, 50'000, 400, 300);
    w.window->layouts().save(QStringLiteral("Two screens"));
    QVERIFY(w.window->layouts().apply(QStringLiteral("commission")));
    QVERIFY(w.window->layouts().apply(QStringLiteral("Two screens")));
    QVERIFY(!urcs->isHidden());
    QRect reachable;
    for (const auto *screen : QGuiApplication::screens())
        reachable |= screen->availableGeometry();
    QVERIFY(!urcs->isFloating() || reachable.contains(urcs->frameGeometry().topLeft()));
}

void TstLayouts::settingsOfAnotherType()
{
    Window w;
    w.workbench->settings().set(QStringLiteral("layouts"), QStringLiteral("none"));
    w.workbench->settings().set(QStringLiteral("layout"), 5);
    QCOMPARE(w.window->layouts().own(), QStringList());
    QCOMPARE(w.window->layouts().current(), QStringLiteral("commission"));
    saveAs(w, QStringLiteral("Mine"));
    QCOMPARE(w.window->layouts().own(), QStringList{QStringLiteral("Mine")});
}

ATSCOPE_TEST(TstLayouts)
#include "tst_layouts.moc"
