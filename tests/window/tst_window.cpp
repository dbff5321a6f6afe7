// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QDockWidget>
#include <QInputMethodEvent>
#include <QJsonObject>
#include <QMenuBar>
#include <QPushButton>
#include <QTabWidget>
#include <QToolButton>

#include "support/test_main.h"
#include "views/bytes/bytes_view.h"
#include "core/session/identification.h"
#include "views/commands/command_tree.h"
#include "views/kit/message_bar.h"
#include "views/kit/question_bar.h"
#include "views/timeline/timeline_view.h"
#include "views/urclog/urc_log_view.h"
#include "window_fixture.h"

using namespace atscope;
using namespace atscope::test;
using catalog::Language;

class TstWindow final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void mainPath_data();
    void mainPath();
    void oneSelection();
    void emptyStateTeaches();
    void palette();
    void paletteKnowsWhatCanBeDone();
    void putsBackBeforeItCloses();
    void linesSayWhoSentThem();
    void sendingWithoutPort();
    void asksBeforeWhatDestroys();
    void wrongPortIsExplained();
    void portGoesAway();
    void settingsSurviveARestart();
    void settingsOfANewerOneSurvive();
    void languageAndThemeAtRunTime();
    void urcLogHidesSecrets();
    void recordingOpensAgain();
    void closingInMidFlow();
    void everyControlHasAName();

private:
    static void connectVirtual(Window &w)
    {
        w.window->connection().choose(QStringLiteral("virtual:ML302"), {}, {});
        w.key(Qt::Key_F5);
        QTRY_VERIFY(w.isOpen());
    }
};

void TstWindow::mainPath_data()
{
    QTest::addColumn<bool>("chinese");
    QTest::newRow("English") << false;
    QTest::newRow("Chinese") << true;
}

// Pick a command in the tree, see the problem at a wrong mode, fix it, send, find the answer in terminal and timeline, and a
// provoked URC in the URC log: by keys and clicks only.
void TstWindow::mainPath()
{
    QFETCH(bool, chinese);
    Window w(chinese ? Language::Chinese : Language::English);
    connectVirtual(w);

    w.key(Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
    w.type(QStringLiteral("connectpara"));
    w.key(Qt::Key_Down);
    w.key(Qt::Key_Return);
    auto &draft = w.workbench->draft();
    QTRY_VERIFY(draft.command() != nullptr);
    QCOMPARE(draft.command()->name, std::string("AT+CIOTCONNECTPARA"));

    w.compose(QStringLiteral("AT+CIOTCONNECTPARA=3,\"12345\",\"abcdefgh\""));
    QCOMPARE(draft.line(), std::string("AT+CIOTCONNECTPARA=3,\"12345\",\"abcdefgh\""));
    QCOMPARE(draft.problems().size(), std::size_t{1});
    const auto problem = draft.problems().front();
    QCOMPARE(problem.parameter, std::string("mode"));
    const QString words = QString::fromStdString(catalog::Messages::render(problem.message, chinese ? Language::Chinese : Language::English));
    QTRY_VERIFY(Window::shows(&w.window->form(), words));

    // Fixed in the form, by hand.
    auto *mode = Window::named<QLineEdit>(&w.window->form(), QStringLiteral("mode"));
    QVERIFY(mode);
    QTest::mouseClick(mode, Qt::LeftButton);
    w.key(Qt::Key_A, Qt::ControlModifier);
    w.type(QStringLiteral("0"));
    QTRY_COMPARE(draft.line(), std::string("AT+CIOTCONNECTPARA=0,\"12345\",\"abcdefgh\""));
    QVERIFY(draft.problems().empty());
    QTRY_VERIFY(!Window::shows(&w.window->form(), words));

    w.key(Qt::Key_L, Qt::ControlModifier);
    w.key(Qt::Key_Return);
    QTRY_VERIFY(!Window::rowWith(w.window->terminal()->lines(), QStringLiteral("|OK")).isEmpty());
    QVERIFY(Window::rowWith(w.window->terminal()->lines(), QStringLiteral("→")).contains(QStringLiteral("AT+CIOTCONNECTPARA=0")));
    QTRY_VERIFY(Window::rowWith(w.window->timeline().lines(), QStringLiteral("AT+CIOTCONNECTPARA")).contains(QStringLiteral("✓ OK")));
    // The key is masked where people look over shoulders; the terminal shows the wire as it is.
    QVERIFY(!Window::rowWith(w.window->timeline().lines(), QStringLiteral("AT+CIOTCONNECTPARA")).contains(QStringLiteral("abcdefgh")));
    QVERIFY(Window::rowWith(w.window->terminal()->lines(), QStringLiteral("→")).contains(QStringLiteral("abcdefgh")));

    w.control(R"({"do":"urc","text":"+CIOTCMD:5,a,b,c"})");
    QTRY_VERIFY(!Window::rowWith(w.window->urcs().lines(), QStringLiteral("+CIOTCMD")).isEmpty());
    const auto urc = Window::rowWith(w.window->urcs().lines(), QStringLiteral("+CIOTCMD"));
    QVERIFY2(urc.contains(QStringLiteral("data=a,b,c")), qPrintable(urc));
    QVERIFY(!Window::rowWith(w.window->terminal()->lines(), QStringLiteral("+CIOTCMD:5,a,b,c")).isEmpty());
}

// Click an event in one view: all show the same one, and the bytes are its bytes.
void TstWindow::oneSelection()
{
    Window w;
    connectVirtual(w);
    w.workbench->send("AT+CMEE=1");
    w.workbench->send("AT+CSQ");
    QTRY_VERIFY(Window::rowWith(w.window->timeline().lines(), QStringLiteral("AT+CSQ")).contains(QStringLiteral("✓ OK")));
    auto &timeline = w.window->timeline().lines();
    QTRY_VERIFY(timeline.shownRows() == 2 && !timeline.rowRect(1).isEmpty());
    QTest::mouseClick(timeline.viewport(), Qt::LeftButton, {}, timeline.rowRect(1).center());
    const auto id = w.workbench->selection().event();
    QVERIFY(id != 0);
    engine::Event event;
    QVERIFY(w.workbench->current()->store().event(id, event));
    QCOMPARE(w.workbench->current()->store().bytes(event), std::string("AT+CSQ"));
    QCOMPARE(w.window->terminal()->lines().currentId().value_or(0), quint64{id});
    auto *bytes = w.window->findChild<views::BytesView *>();
    QVERIFY(bytes);
    QVERIFY2(bytes->hex().rowText(0).contains(QStringLiteral("41 54 2b 43 53 51"), Qt::CaseInsensitive), qPrintable(bytes->hex().rowText(0)));
    // And the other way round: up one line in the terminal.
    auto &lines = w.window->terminal()->lines();
    lines.setFocus();
    w.key(Qt::Key_Up);
    QVERIFY(w.workbench->selection().event() != id);
    QCOMPARE(lines.currentId().value_or(0), quint64{w.workbench->selection().event()});
}

void TstWindow::emptyStateTeaches()
{
    Window w;
    QVERIFY(Window::shows(w.window.get(), QStringLiteral("F5")));
    QVERIFY(!w.window->connection().notSendable().isEmpty());
}

// Ctrl+K, a few letters, Enter: the command is in the form and in the line editor, and nothing was sent.
void TstWindow::palette()
{
    Window w;
    connectVirtual(w);
    const auto events = w.workbench->current()->store().count();
    w.compose(QStringLiteral("AT+CGATT?"));
    w.key(Qt::Key_K, Qt::ControlModifier);
    w.type(QStringLiteral("signal str"));
    w.key(Qt::Key_Return);
    auto &draft = w.workbench->draft();
    QTRY_VERIFY(draft.command() && draft.command()->name == "AT+CSQ");
    QCOMPARE(draft.line(), std::string("AT+CSQ"));
    QVERIFY(w.window->composer().isAncestorOf(QApplication::focusWidget()));
    QTest::qWait(50);
    QCOMPARE(w.workbench->current()->store().count(), events);
    w.key(Qt::Key_Return); // this one sends
    QTRY_VERIFY(!Window::rowWith(w.window->terminal()->lines(), QStringLiteral("+CSQ:")).isEmpty());
    // An action of the menus, found by the words of the other language.
    const bool chinese = w.workbench->chinese();
    w.key(Qt::Key_K, Qt::ControlModifier);
    QInputMethodEvent typed; // as an input method gives it
    typed.setCommitString(QString::fromUtf8("切换语言"));
    QApplication::sendEvent(QApplication::focusWidget(), &typed);
    w.key(Qt::Key_Return);
    QTRY_VERIFY(w.workbench->chinese() != chinese);
    w.key(Qt::Key_K, Qt::ControlModifier);
    w.type(QStringLiteral("switch the lang"));
    w.key(Qt::Key_Return);
    QTRY_VERIFY(w.workbench->chinese() == chinese);
    // What was used comes first the next time, also after a restart.
    w.close();
    w.make(Language::English);
    w.key(Qt::Key_K, Qt::ControlModifier);
    auto *edit = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    QVERIFY(edit);
    QVERIFY2(edit->accessibleDescription().contains(QStringLiteral("Switch the language")), qPrintable(edit->accessibleDescription()));
    w.key(Qt::Key_Escape);
}

void TstWindow::paletteKnowsWhatCanBeDone()
{
    Window w;
    const auto tried = [&w](const char *words) {
        w.key(Qt::Key_K, Qt::ControlModifier);
        w.type(QString::fromUtf8(words));
        const auto said = QApplication::focusWidget()->accessibleDescription();
        w.key(Qt::Key_Escape);
        return said;
    };
    QVERIFY2(tried("identify the module").contains(w.window->connection().notSendable()), qPrintable(tried("identify the module")));
    QVERIFY(tried("close this tab").contains(QStringLiteral("No port and no recording")));
    QVERIFY(tried("find the baud").endsWith(QStringLiteral("Connection")));
    connectVirtual(w);
    QVERIFY2(tried("identify the module").endsWith(QStringLiteral("Ctrl+I")), qPrintable(tried("identify the module")));
    QVERIFY(tried("find the baud").contains(QStringLiteral("Disconnect first")));
}

// Error codes that Identify switched on go back before the window is gone; nobody waits for a module that says nothing.
void TstWindow::putsBackBeforeItCloses()
{
    Window w;
    connectVirtual(w);
    auto &identification = w.workbench->identification();
    w.key(Qt::Key_I, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(identification.mustPutBack(), 30'000);
    const auto file = w.workbench->current()->live->recordingPath();
    w.window->close(); // at once, or when the module has answered: it may be faster than we are
    QTRY_VERIFY(!w.window->isVisible());
    QVERIFY(!identification.mustPutBack());
    w.close();
    w.make(Language::English);
    QVERIFY(w.workbench->openFile(file));
    QTRY_VERIFY(w.workbench->current() && w.workbench->current()->file->done());
    QTRY_VERIFY(!Window::rowWith(w.window->terminal()->lines(), QStringLiteral("AT+CMEE=0")).isEmpty());
    // A second close does not wait.
    connectVirtual(w);
    w.key(Qt::Key_I, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(w.workbench->identification().mustPutBack(), 30'000);
    w.control(R"({"do":"fault","kind":"silence","count":100})");
    QVERIFY(!w.window->close());
    QVERIFY(w.window->close());
}

void TstWindow::linesSayWhoSentThem()
{
    Window w;
    connectVirtual(w);
    w.key(Qt::Key_I, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(w.workbench->identification().mustPutBack(), 30'000);
    w.workbench->send("AT+CSQ");
    QTRY_VERIFY(!Window::rowWith(w.window->terminal()->lines(), QStringLiteral("+CSQ:")).isEmpty());
    const auto row = [&w](const char *line) { return Window::rowWith(w.window->terminal()->lines(), QString::fromLatin1(line)); };
    QVERIFY2(row("AT+CMEE?").contains(QStringLiteral("‹Identify›")), qPrintable(row("AT+CMEE?")));
    QVERIFY2(row("AT+CMEE=1").contains(QStringLiteral("‹Identify: error codes on›")), qPrintable(row("AT+CMEE=1")));
    QVERIFY2(!row("AT+CSQ").contains(QStringLiteral("‹")), qPrintable(row("AT+CSQ")));
    QVERIFY(Window::rowWith(w.window->timeline().lines(), QStringLiteral("AT+CMEE=1")).contains(QStringLiteral("‹Identify: error codes on›")));
}

void TstWindow::sendingWithoutPort()
{
    Window w;
    w.compose(QStringLiteral("AT"));
    w.key(Qt::Key_Return);
    // The line is still there, and somewhere it says why it did not go.
    QCOMPARE(w.workbench->draft().line(), std::string("AT"));
    QTRY_VERIFY(Window::shows(w.window.get(), w.window->connection().notSendable()));
}

// The question stands above the composer, whatever docks are shown; until it is answered not a byte goes out, however it was to be
// sent; afterwards the keys are the composer's again.
void TstWindow::asksBeforeWhatDestroys()
{
    Window w;
    connectVirtual(w);
    for (auto *dock : w.window->findChildren<QDockWidget *>())
        dock->close();
    auto *bar = w.window->centralWidget()->findChild<views::QuestionBar *>();
    QVERIFY(bar && !bar->isVisible());
    const auto sent = [&w](const char *line) { return !Window::rowWith(w.window->timeline().lines(), QString::fromLatin1(line)).isEmpty(); };
    const auto inComposer = [&w] { return w.window->composer().isAncestorOf(w.focus()); };

    w.compose(QStringLiteral("AT+CIOTIDC"));
    w.key(Qt::Key_Return);
    QVERIFY(bar->isVisible());
    QVERIFY(Window::shows(bar, QStringLiteral("⚠")));
    w.key(Qt::Key_Escape);
    QVERIFY(!bar->isVisible() && inComposer());

    w.key(Qt::Key_Return, Qt::ControlModifier); // not waiting is no way round it
    QVERIFY(bar->isVisible());
    w.key(Qt::Key_Return); // falls on the harmless answer, which does not take it
    QVERIFY(bar->isVisible());
    w.compose(QStringLiteral("AT+CSQ")); // another line: the question is over
    QVERIFY(!bar->isVisible());
    w.key(Qt::Key_Return);
    QTRY_VERIFY(sent("AT+CSQ")); // what was sent before it would be there by now
    QVERIFY(!sent("AT+CIOTIDC"));

    w.compose(QStringLiteral("AT+CIOTIDC"));
    w.key(Qt::Key_Return);
    QVERIFY(bar->isVisible());
    w.key(Qt::Key_Backtab); // to the other answer, and take it: no mouse is needed
    w.key(Qt::Key_Return);
    QVERIFY(!bar->isVisible());
    QTRY_VERIFY(sent("AT+CIOTIDC"));

    w.compose(QStringLiteral("AT+CIOTSTART=2")); // an error in it asks as well
    w.key(Qt::Key_Return);
    QVERIFY(bar->isVisible());
    QPushButton *anyway = nullptr;
    for (auto *button : bar->findChildren<QPushButton *>())
        if (button->text() == QStringLiteral("Send anyway"))
            anyway = button;
    QVERIFY(anyway);
    QTest::mouseClick(anyway, Qt::LeftButton);
    QVERIFY(inComposer());
    QTRY_VERIFY(sent("AT+CIOTSTART=2"));
}

void TstWindow::wrongPortIsExplained()
{
    Window w;
    w.window->connection().choose(QStringLiteral("/dev/ttyNOTHERE7"), {}, {});
    w.key(Qt::Key_F5);
    QTRY_VERIFY(w.window->messages().isVisible());
    QVERIFY2(w.window->messages().text().contains(QStringLiteral("ttyNOTHERE7")), qPrintable(w.window->messages().text()));
    w.window->connection().choose(QStringLiteral("ftp://x"), {}, {});
    w.key(Qt::Key_F5);
    QTRY_VERIFY(w.window->messages().text().contains(QStringLiteral("ftp://x")));
}

// The module's end is closed in mid-command: said in the window, nothing hangs, the log stays.
void TstWindow::portGoesAway()
{
    Window w;
    connectVirtual(w);
    w.workbench->send("AT+CSQ");
    QTRY_VERIFY(!Window::rowWith(w.window->terminal()->lines(), QStringLiteral("|OK")).isEmpty());
    w.control(R"({"do":"fault","kind":"silence","count":1})");
    w.workbench->send("AT+CSQ");
    w.control(R"({"do":"quit"})");
    QTRY_VERIFY(!w.isOpen());
    QTRY_VERIFY(w.window->messages().isVisible());
    QVERIFY(!w.window->connection().notSendable().isEmpty());
    QVERIFY(!Window::rowWith(w.window->terminal()->lines(), QStringLiteral("|OK")).isEmpty());
}

void TstWindow::settingsSurviveARestart()
{
    Window w;
    w.compose(QStringLiteral("AT+CSQ"));
    w.window->composer().addHistory(QStringLiteral("ATI"));
    w.window->tree().setFavourites({QStringLiteral("AT+CSQ")});
    w.window->connection().choose(QStringLiteral("virtual:ML302"), {}, {});
    auto *form = w.window->findChild<QDockWidget *>(QStringLiteral("form"));
    form->hide();
    w.close();
    w.make(Language::English);
    QCOMPARE(w.workbench->draft().line(), std::string("AT+CSQ"));
    QCOMPARE(w.window->composer().history(), QStringList{QStringLiteral("ATI")});
    QCOMPARE(w.window->tree().favourites(), QStringList{QStringLiteral("AT+CSQ")});
    QCOMPARE(w.window->connection().chosenPort(), QStringLiteral("virtual:ML302"));
    QVERIFY(!w.window->findChild<QDockWidget *>(QStringLiteral("form"))->isVisible());
    QVERIFY(w.workbench->logs().empty()); // the last port is offered, not opened
}

void TstWindow::settingsOfANewerOneSurvive()
{
    Window w;
    w.workbench->settings().set(QStringLiteral("from_the_future"), QJsonObject{{QStringLiteral("a"), 1}});
    w.workbench->settings().set(QStringLiteral("version"), 99);
    w.workbench->settings().set(QStringLiteral("favourites"), 17); // another type than expected
    QVERIFY(!w.workbench->settings().save());
    w.close();
    w.make(Language::English);
    w.close();
    w.make(Language::English);
    QCOMPARE(w.workbench->settings().value(QStringLiteral("from_the_future")).toObject().value(QStringLiteral("a")).toInt(), 1);
    QCOMPARE(w.workbench->settings().value(QStringLiteral("version")).toInt(), 99);
}

void TstWindow::languageAndThemeAtRunTime()
{
    Window w;
    connectVirtual(w);
    w.workbench->send("AT+CMEE=1");
    w.workbench->send("AT+CIOTSTART=2");
    QTRY_VERIFY(Window::rowWith(w.window->terminal()->lines(), QStringLiteral("+CME ERROR: 108")).contains(QStringLiteral("Wrong parameter")));
    auto &theme = views::Theme::instance();
    const auto kind = theme.kind();
    theme.setTheme(views::Theme::Kind::Dark);
    const auto dark = w.window->terminal()->lines().viewport()->grab().toImage().pixelColor(3, 200);
    theme.setTheme(views::Theme::Kind::Light);
    const auto light = w.window->terminal()->lines().viewport()->grab().toImage().pixelColor(3, 200);
    QVERIFY(light.lightness() > dark.lightness() + 100);
    theme.setTheme(kind);

    w.window->setLanguage(Language::Chinese);
    QVERIFY(!Window::rowWith(w.window->terminal()->lines(), QStringLiteral("+CME ERROR: 108")).contains(QStringLiteral("Wrong parameter")));
    QVERIFY(w.window->findChild<QDockWidget *>(QStringLiteral("timeline"))->windowTitle() != QStringLiteral("Timeline"));
    for (const auto *action : w.window->menuBar()->actions())
        QVERIFY2(action->text().contains(QChar(u'(')), qPrintable(action->text())); // 文件(&F)
    QCOMPARE(w.window->connection().chosenPort(), QStringLiteral("virtual:ML302")); // whatever its label reads
    w.window->setLanguage(Language::English);
    QCOMPARE(w.window->connection().chosenPort(), QStringLiteral("virtual:ML302"));
    QCOMPARE(w.window->findChild<QDockWidget *>(QStringLiteral("timeline"))->windowTitle(), QStringLiteral("Timeline"));
    QVERIFY(Window::rowWith(w.window->terminal()->lines(), QStringLiteral("+CME ERROR: 108")).contains(QStringLiteral("Wrong parameter")));
}

// What was live reads the same when it is opened again.
// What the catalog calls secret is dots in the URC log until the user wants to see it.
void TstWindow::urcLogHidesSecrets()
{
    Window w;
    QFile file(w.folder.filePath(QStringLiteral("said.log")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("\r\n+MQTTRECV:/a/b,{\"psk\":\"topsecret\",\"name\":\"plain\"}\r\n");
    file.close();
    auto *dock = w.window->findChild<QDockWidget *>(QStringLiteral("urcs"));
    QVERIFY(dock);
    dock->show();
    dock->raise();
    auto *log = w.workbench->openFile(file.fileName().toStdString());
    QVERIFY(log);
    QTRY_VERIFY(log->file->done());
    views::UrcLogView *view = nullptr;
    QTRY_VERIFY((view = w.window->findChild<views::UrcLogView *>()) != nullptr);
    QTRY_COMPARE(view->lines().source()->rows(), 1);
    const auto fields = [view] { return view->lines().source()->row(0).cells[2].text; };
    QVERIFY2(fields().contains(QStringLiteral("plain")) && !fields().contains(QStringLiteral("topsecret")), qPrintable(fields()));
    QToolButton *reveal = nullptr;
    for (auto *button : view->findChildren<QToolButton *>())
        if (button->text() == QStringLiteral("Show secrets"))
            reveal = button;
    QVERIFY(reveal && reveal->isVisible());
    QTest::mouseClick(reveal, Qt::LeftButton);
    QVERIFY2(fields().contains(QStringLiteral("topsecret")), qPrintable(fields()));
}

void TstWindow::recordingOpensAgain()
{
    Window w;
    connectVirtual(w);
    w.workbench->send("AT+CMEE=1");
    w.workbench->send("AT+CIOTSTART=2");
    QTRY_VERIFY(!Window::rowWith(w.window->terminal()->lines(), QStringLiteral("+CME ERROR: 108")).isEmpty());
    const auto texts = [&w] {
        QStringList out;
        const auto *source = w.window->terminal()->lines().source();
        for (std::int64_t row = 0; row < source->rows(); ++row)
            for (const auto &cell : source->row(row).cells)
                out << cell.text;
        return out;
    };
    const auto path = w.workbench->current()->live->recordingPath();
    const auto live = texts();
    w.workbench->closeLog(w.workbench->current()->id);
    QVERIFY(w.workbench->openFile(path));
    QTRY_VERIFY(w.workbench->current() && w.workbench->current()->file->done());
    // All of it, and behind it what only the end of the session said.
    QTRY_VERIFY(texts().size() >= live.size());
    QCOMPARE(texts().mid(0, live.size()), live);
    QCOMPARE(w.workbench->current()->module(), std::string("ML302"));
}

// Closing a tab, or the window, while bytes pour in.
void TstWindow::closingInMidFlow()
{
    Window w;
    for (int round = 0; round < 3; ++round) {
        connectVirtual(w);
        for (int i = 0; i < 200; ++i)
            w.workbench->send("AT+CSQ");
        QTRY_VERIFY(w.workbench->current()->store().count() > 20);
        if (round < 2) {
            auto *tabs = w.window->findChild<QTabWidget *>();
            w.workbench->closeLog(w.workbench->current()->id);
            QCOMPARE(tabs->count(), 0);
        }
    }
    w.close();
    QVERIFY(!w.window);
}

// Screen readers: whatever takes the focus says what it is.
void TstWindow::everyControlHasAName()
{
    Window w;
    connectVirtual(w);
    w.compose(QStringLiteral("AT+CIOTCONNECTPARA=0,\"12345\",\"abcdefgh\""));
    QStringList nameless;
    for (auto *widget : w.window->findChildren<QWidget *>()) {
        if (!widget->isVisible() || (widget->focusPolicy() & Qt::TabFocus) == 0 || widget->focusProxy())
            continue;
        auto *accessible = QAccessible::queryAccessibleInterface(widget);
        if (!accessible || accessible->text(QAccessible::Name).isEmpty())
            nameless << QString::fromLatin1(widget->metaObject()->className()) + QLatin1Char(' ') + widget->objectName() + QLatin1String(" in ")
                    + QString::fromLatin1(widget->parentWidget() ? widget->parentWidget()->metaObject()->className() : "");
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QStringLiteral("; "))));
}

ATSCOPE_TEST(TstWindow)
#include "tst_window.moc"
