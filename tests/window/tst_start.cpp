// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QDockWidget>
#include <QFile>
#include <QSignalSpy>

#include "app/atscope/later_dock.h"
#include "support/test_main.h"
#include "views/commands/command_tree.h"
#include "views/kit/message_bar.h"
#include "window_fixture.h"

using namespace atscope;
using namespace atscope::test;
using catalog::Language;

// What is there when the window is painted for the first time, what comes behind it, and that nothing typed in between is lost.
class TstStart final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keysOfTheFirstMoment();
    void hiddenDocksComeLater();
    void hiddenDockWantedAtOnce();
    void catalogComesLater();
    void usersCatalogComesLater();
    void catalogNotWaitedFor();

private:
    // As main() makes it: catalogs from a thread of their own, shown, and nothing else.
    struct Started : Window
    {
        Started() : Window(Language::English) { close(); }
        void start(const std::function<void()> &painted)
        {
            session::Workbench::Options options;
            options.settingsFolder = folder.path().toStdString();
            options.settings.catalogFolder = catalogs;
            options.catalogLater = true;
            workbench = session::Workbench::open(std::move(options)).value();
            languages.use(Language::English);
            window = std::make_unique<MainWindow>(*workbench, languages);
            window->restore();
            QObject::connect(window.get(), &MainWindow::painted, window.get(), [this, painted] {
                painted();
                workbench->start();
            });
            window->show();
            window->activateWindow();
        }
        std::string catalogs;
    };
    static LaterDock *dock(const Window &w, const char *name) { return w.window->findChild<LaterDock *>(QString::fromLatin1(name)); }
    static bool whole(const Window &w)
    {
        for (const auto *each : w.window->findChildren<LaterDock *>())
            if (!each->hasContent())
                return false;
        return w.workbench->hasCatalog();
    }
};

// Nobody clicks into a line first: what is typed as soon as the window is seen is the command, before, while and after the rest comes.
void TstStart::keysOfTheFirstMoment()
{
    Started w;
    int seen = 0;
    w.start([&] {
        ++seen;
        QVERIFY(!dock(w, "settings")->hasContent());
        QVERIFY(!w.workbench->hasCatalog());
        w.type(QStringLiteral("AT+CI"));
    });
    QTRY_VERIFY(seen == 1);
    w.type(QStringLiteral("OTSTART"));
    QTRY_VERIFY(whole(w));
    w.type(QStringLiteral("=2"));
    QCOMPARE(w.workbench->draft().line(), std::string("AT+CIOTSTART=2"));
    QVERIFY(w.workbench->draft().command()); // read by the catalog that came in the meantime
    QVERIFY(!w.workbench->draft().problems().empty());
    QCOMPARE(w.window->composer().history(), QStringList());
    QCOMPARE(seen, 1);
}

void TstStart::hiddenDocksComeLater()
{
    Started w;
    QStringList made;
    QRect timeline;
    w.start([&] {
        for (const auto *each : w.window->findChildren<LaterDock *>())
            if (each->hasContent())
                made << each->objectName();
        timeline = dock(w, "timeline")->geometry();
    });
    QTRY_VERIFY(whole(w));
    made.sort();
    QCOMPARE(made, (QStringList{QStringLiteral("commands"), QStringLiteral("form"), QStringLiteral("timeline")}));
    QCoreApplication::processEvents();
    QCOMPARE(dock(w, "timeline")->geometry(), timeline); // nothing that was seen moves
}

void TstStart::hiddenDockWantedAtOnce()
{
    Started w;
    w.start([&] { w.key(Qt::Key_6, Qt::AltModifier); });
    QTRY_VERIFY(dock(w, "settings")->hasContent() && dock(w, "settings")->isVisible());
    QTRY_VERIFY(dock(w, "settings")->isAncestorOf(w.focus()));
    QTRY_VERIFY(whole(w));
}

void TstStart::catalogComesLater()
{
    Started w;
    w.start([] {});
    QVERIFY(!w.workbench->hasCatalog());
    QVERIFY(!w.workbench->dialect());
    QSignalSpy ready(w.workbench.get(), &session::Workbench::catalogReady);
    QTRY_COMPARE(ready.size(), 1);
    QVERIFY(w.workbench->hasCatalog());
    QVERIFY(w.workbench->dialect());
    // The tree has it.
    w.key(Qt::Key_K, Qt::ControlModifier);
    w.type(QStringLiteral("connectpara"));
    w.key(Qt::Key_Down);
    w.key(Qt::Key_Return);
    QTRY_VERIFY(w.workbench->draft().command() && w.workbench->draft().command()->name == "AT+CIOTCONNECTPARA");
}

void TstStart::usersCatalogComesLater()
{
    Started w;
    QDir(w.folder.path()).mkdir(QStringLiteral("mine"));
    w.catalogs = w.folder.filePath(QStringLiteral("mine")).toStdString();
    QFile file(w.folder.filePath(QStringLiteral("mine/wrong.yaml")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("schema: [1\n");
    file.close();
    w.start([] {});
    QTRY_VERIFY(w.window->messages().isVisible());
    QVERIFY(!w.window->messages().text().isEmpty());
    QVERIFY(w.workbench->dialect());
}

// Closed before the catalogs were read; connected before they were taken.
void TstStart::catalogNotWaitedFor()
{
    Started w;
    w.start([] {});
    w.close();
    w.start([] {});
    w.window->connection().choose(QStringLiteral("virtual:ML302"), {}, QStringLiteral("ML302"));
    QCOMPARE(w.window->connection().chosenModule(), QStringLiteral("ML302"));
    w.window->connection().connectNow();
    QTRY_VERIFY(w.isOpen());
    QCOMPARE(w.window->connection().chosenModule(), QStringLiteral("ML302"));
}

ATSCOPE_TEST(TstStart)
#include "tst_start.moc"
