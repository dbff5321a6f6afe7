// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAccessible>
#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>

#include "core/transport/pty.h"
#include "support/test_main.h"
#include "views/composer/hex_input.h"
#include "views/composer/line_editor.h"
#include "views/composer/problem_strip.h"
#include "views/kit/message_bar.h"
#include "views/terminal/file_question.h"
#include "views/terminal/job_panel.h"
#include "views/terminal/repeat_question.h"
#include "views/terminal/send_bar.h"
#include "window_fixture.h"

using namespace atscope;
using namespace atscope::test;
using catalog::Language;
using session::SendJob;

namespace {

// A module that hears everything and says nothing.
class Ear final : public transport::PtyListener
{
public:
    Ear()
    {
        pty.setListener(this);
        if (pty.open())
            qFatal("no pty");
    }
    void ptyBytes(std::string_view bytes, base::Stamp) override { heard += bytes; }
    transport::Pty pty;
    std::string heard;
};

} // namespace

// Hexadecimal, files, repetition and breaks in the window, by keys and clicks.
class TstSending final : public QObject
{
    Q_OBJECT

    static void connectTo(Window &w, const QString &port)
    {
        w.window->connection().choose(port, {}, {});
        w.key(Qt::Key_F5);
        QTRY_VERIFY(w.isOpen());
    }
    static views::SendBar &bar(Window &w) { return w.window->terminal()->sending(); }
    static QString strip(Window &w) { return w.window->composer().findChild<views::ProblemStrip *>()->message(); }
    static QPushButton *button(QWidget &in, const QString &text)
    {
        for (auto *button : in.findChildren<QPushButton *>())
            if (button->isVisible() && button->text() == text)
                return button;
        return nullptr;
    }
    static QString file(Window &w, const QByteArray &bytes, const QString &name = QStringLiteral("setup.txt"))
    {
        QFile out(w.folder.filePath(name));
        if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
            return {};
        return out.fileName();
    }
    // As the desktop does it: the file hangs over the editor, then it falls.
    static bool drop(Window &w, const QString &path)
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        auto *target = w.window->composer().editor().viewport();
        const auto at = target->rect().center();
        QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(target, &enter);
        QDropEvent fall(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(target, &fall);
        return enter.isAccepted() && fall.isAccepted();
    }
    static bool waitOver(Window &w)
    {
        return QTest::qWaitFor([&w] { return bar(w).panel().job() && !bar(w).panel().runs(); }, 20'000);
    }

private Q_SLOTS:
    void hexadecimal()
    {
        Ear ear;
        Window w;
        connectTo(w, QString::fromStdString(ear.pty.path()));
        w.compose(QStringLiteral("AT+CSQ"));
        w.key(Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
        auto &composer = w.window->composer();
        QVERIFY(composer.hexMode());
        QVERIFY(composer.hex().edit().hasFocus());
        w.type(QStringLiteral("41 5G"));
        QVERIFY2(strip(w).contains(QLatin1Char('5')) && strip(w).contains(QLatin1Char('G')), qPrintable(strip(w)));
        w.key(Qt::Key_Return);
        QCOMPARE(composer.hex().edit().textCursor().selectedText(), QStringLiteral("G"));
        QVERIFY(ear.heard.empty());
        w.type(QStringLiteral("4 0x00,FF"));
        QVERIFY2(strip(w).contains(QStringLiteral("41 54 00 ff")) && strip(w).contains(QStringLiteral("AT")), qPrintable(strip(w)));
        w.key(Qt::Key_Return);
        QTRY_COMPARE(ear.heard, std::string("AT\0\xff", 4)); // and no line end
        QTRY_VERIFY(!Window::rowWith(w.window->terminal()->lines(), QStringLiteral("→")).isEmpty());
        // All of it is selected: the next key begins anew. With a line end because it is asked for.
        w.type(QStringLiteral("4f4b"));
        composer.hex().lineEnd().setFocus();
        w.key(Qt::Key_Down);
        QCOMPARE(composer.hex().lineEnd().currentText(), QStringLiteral("+ CR"));
        QTest::mouseClick(button(composer, QStringLiteral("Send")), Qt::LeftButton);
        QTRY_COMPARE(ear.heard, std::string("AT\0\xffOK\r", 7));
        composer.hex().edit().setFocus();
        w.key(Qt::Key_A, Qt::ControlModifier);
        w.key(Qt::Key_Up);
        w.key(Qt::Key_Up);
        QCOMPARE(composer.hex().edit().toPlainText(), QStringLiteral("41 54 0x00,FF"));
        // The line that was being written is still there.
        w.key(Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(!composer.hexMode() && composer.editor().isVisible());
        QCOMPARE(w.workbench->draft().line(), std::string("AT+CSQ"));
    }

    void hexadecimalWithoutAPort()
    {
        Window w;
        w.key(Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
        w.type(QStringLiteral("41"));
        w.key(Qt::Key_Return);
        QCOMPARE(strip(w), w.window->connection().notSendable());
    }

    void fileLineByLine_data()
    {
        QTest::addColumn<bool>("chinese");
        QTest::newRow("English") << false;
        QTest::newRow("Chinese") << true;
    }
    void fileLineByLine()
    {
        QFETCH(bool, chinese);
        Window w(chinese ? Language::Chinese : Language::English);
        connectTo(w, QStringLiteral("virtual:ML302"));
        QVERIFY(drop(w, file(w, "# set up\nAT+CMEE=1\n\nAT+CIOTSTART=2\nAT+CSQ\n")));
        QTRY_VERIFY(bar(w).file().isVisible());
        // One of the lines is wrong: that is said, can be looked at, and goes out if it is wanted.
        auto *look = w.focus();
        QVERIFY(qobject_cast<QPushButton *>(look) && bar(w).isAncestorOf(look));
        w.key(Qt::Key_Space);
        auto *list = bar(w).findChild<QListWidget *>();
        QTRY_VERIFY(list->isVisible());
        QCOMPARE(list->count(), 1);
        QVERIFY2(list->item(0)->text().contains(QStringLiteral("AT+CIOTSTART=2")) && list->item(0)->text().contains(QLatin1Char('4')),
                 qPrintable(list->item(0)->text()));
        auto *anyway = button(bar(w).file(), chinese ? QStringLiteral("仍然发送") : QStringLiteral("Send anyway"));
        QVERIFY(anyway);
        anyway->setFocus();
        w.key(Qt::Key_Return);
        QVERIFY(waitOver(w));
        const auto &job = *bar(w).panel().job();
        QVERIFY(job.end() == SendJob::End::Failed); // it stops there unless it is told to go on
        QCOMPARE(job.progress().done, std::uint64_t{2});
        QVERIFY2(bar(w).panel().words().contains(QStringLiteral("108")), qPrintable(bar(w).panel().words()));
        QVERIFY(Window::rowWith(w.window->terminal()->lines(), QStringLiteral("AT+CSQ")).isEmpty());
        QVERIFY(w.window->composer().history().contains(QStringLiteral("AT+CMEE=1")));
        QTest::mouseClick(button(bar(w), chinese ? QStringLiteral("关闭") : QStringLiteral("Close")), Qt::LeftButton);
        QVERIFY(!bar(w).isVisible());
    }

    void fileGoesOnBehindAFailure()
    {
        Window w;
        connectTo(w, QStringLiteral("virtual:ML302"));
        bar(w).sendFile(file(w, "AT+CMEE=1\r\nAT+CIOTSTART=2\r\n// remark\r\nAT+CSQ\r\n"));
        QTRY_VERIFY(bar(w).file().isVisible());
        bar(w).file().findChild<QCheckBox *>()->click();
        QTest::mouseClick(button(bar(w).file(), QStringLiteral("Send anyway")), Qt::LeftButton);
        QVERIFY(waitOver(w));
        QCOMPARE(bar(w).panel().job()->progress().ok, std::uint64_t{2});
        QCOMPARE(bar(w).panel().job()->progress().failed, std::uint64_t{1});
        QVERIFY2(bar(w).panel().words().contains(QStringLiteral("line 2")), qPrintable(bar(w).panel().words()));
    }

    void fileAsItIs()
    {
        Ear ear;
        Window w;
        connectTo(w, QString::fromStdString(ear.pty.path()));
        QByteArray image(200'000, '\0');
        for (int i = 0; i < image.size(); ++i)
            image[i] = static_cast<char>(i * 7 + i / 251);
        QVERIFY(drop(w, file(w, image, QStringLiteral("image.bin"))));
        QTRY_VERIFY(bar(w).file().isVisible());
        QVERIFY(Window::shows(&bar(w), QStringLiteral("image.bin")));
        w.key(Qt::Key_Return); // Send has the focus
        QTRY_VERIFY(bar(w).panel().isVisible());
        QVERIFY(waitOver(w));
        QVERIFY(bar(w).panel().job()->end() == SendJob::End::Done);
        QTRY_COMPARE(ear.heard.size(), static_cast<std::size_t>(image.size()));
        QVERIFY(ear.heard == image.toStdString());
        QTRY_VERIFY(!Window::rowWith(w.window->terminal()->lines(), QStringLiteral("Sending image.bin as it is")).isEmpty());
        // A binary file cannot go line by line, and that is said; Esc leaves, and the focus is back where it was.
        w.key(Qt::Key_L, Qt::ControlModifier);
        auto *how = bar(w).file().findChild<QComboBox *>();
        bar(w).sendFile(w.folder.filePath(QStringLiteral("image.bin")));
        QTRY_VERIFY(bar(w).file().isVisible());
        how->setFocus();
        w.key(Qt::Key_Up);
        QVERIFY(Window::shows(&bar(w), QStringLiteral("image.bin holds bytes that are no text")));
        QVERIFY(!button(bar(w).file(), QStringLiteral("Send"))->isEnabled());
        w.key(Qt::Key_Escape);
        QVERIFY(!bar(w).isVisible());
        QVERIFY(w.window->composer().isAncestorOf(w.focus()));
    }

    // The other side takes nothing: the window says so and goes on working, and Cancel is at hand.
    void fileThatIsHeldUp()
    {
        Ear ear;
        Window w;
        connectTo(w, QString::fromStdString(ear.pty.path()));
        ear.pty.setReading(false);
        bar(w).sendFile(file(w, QByteArray(300'000, 'x'), QStringLiteral("image.bin")));
        QTRY_VERIFY(bar(w).file().isVisible());
        w.key(Qt::Key_Return);
        QTRY_VERIFY(bar(w).panel().numbers().contains(QStringLiteral("flow control")));
        // Keys of key mode would fall into the file: refused, and said.
        w.workbench->current()->live->type("x");
        QTRY_VERIFY(w.window->messages().isVisible());
        // A second one is refused while this one runs.
        bar(w).sendFile(w.folder.filePath(QStringLiteral("image.bin")));
        QVERIFY(w.window->messages().text().contains(QStringLiteral("already")));
        QVERIFY(bar(w).runs());
        QTest::mouseClick(button(bar(w), QStringLiteral("Cancel")), Qt::LeftButton);
        QVERIFY(bar(w).panel().job()->end() == SendJob::End::Cancelled);
        ear.pty.setReading(true);
        QTRY_VERIFY(!Window::rowWith(w.window->terminal()->lines(), QStringLiteral("Cut short")).isEmpty());
    }

    void missingFile()
    {
        Window w;
        connectTo(w, QStringLiteral("virtual:ML302"));
        bar(w).sendFile(QStringLiteral("/no/such/file"));
        QTRY_VERIFY(Window::shows(&bar(w), QStringLiteral("/no/such/file")));
        w.key(Qt::Key_Escape);
        QVERIFY(!bar(w).isVisible());
    }

    void repeat()
    {
        Window w;
        connectTo(w, QStringLiteral("virtual:ML302"));
        w.compose(QStringLiteral("AT+CSQ"));
        w.key(Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(bar(w).repeat().isVisible());
        auto *every = qobject_cast<QSpinBox *>(w.focus());
        QVERIFY(every);
        w.type(QStringLiteral("20"));
        QCOMPARE(every->value(), 20);
        QTest::mouseClick(button(bar(w).repeat(), QStringLiteral("Start")), Qt::LeftButton);
        QTRY_VERIFY(bar(w).panel().job() && bar(w).panel().job()->progress().ok >= 3);
        QTRY_VERIFY(bar(w).panel().numbers().contains(QStringLiteral("failed")));
        QTest::mouseClick(button(bar(w), QStringLiteral("Pause")), Qt::LeftButton);
        QVERIFY(bar(w).panel().job()->state() == SendJob::State::Paused);
        QTest::mouseClick(button(bar(w), QStringLiteral("Stop")), Qt::LeftButton);
        QVERIFY(!bar(w).runs());
        QVERIFY(bar(w).panel().words().contains(QStringLiteral("stopped")));
        // It ends with its port.
        w.key(Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
        QTest::mouseClick(button(bar(w).repeat(), QStringLiteral("Start")), Qt::LeftButton);
        QTRY_VERIFY(bar(w).panel().job()->progress().ok >= 1);
        w.key(Qt::Key_F5);
        QTRY_VERIFY(!bar(w).runs());
        QVERIFY(bar(w).panel().words().contains(QStringLiteral("port")));
    }

    // What destroys something is asked about once, and the harmless answer is the near one.
    void repeatAsksOnce()
    {
        Window w;
        connectTo(w, QStringLiteral("virtual:ML302"));
        std::string dangerous;
        for (const auto &command : w.workbench->dialect()->view().commands())
            for (const auto &form : command->forms)
                if (form.danger == catalog::Danger::Destructive && form.kind == catalog::FormKind::Execute)
                    dangerous = command->name;
        w.compose(QString::fromStdString(dangerous));
        w.key(Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(button(bar(w).repeat(), QStringLiteral("Repeat anyway")));
        QCOMPARE(qobject_cast<QPushButton *>(w.focus())->text(), QStringLiteral("Cancel"));
        w.key(Qt::Key_Return);
        QVERIFY(!bar(w).isVisible());
        QVERIFY(Window::rowWith(w.window->terminal()->lines(), QString::fromStdString(dangerous)).isEmpty());
    }

    void pastedBlock()
    {
        Window w;
        connectTo(w, QStringLiteral("virtual:ML302"));
        w.key(Qt::Key_L, Qt::ControlModifier);
        QApplication::clipboard()->setText(QStringLiteral("AT+CMEE=1\nAT+CSQ\nAT+CGMR\n"));
        w.key(Qt::Key_V, Qt::ControlModifier);
        QTest::mouseClick(button(w.window->composer(), QStringLiteral("Send one by one")), Qt::LeftButton);
        QVERIFY(waitOver(w));
        QCOMPARE(bar(w).panel().job()->progress().ok, std::uint64_t{3});
        QTRY_VERIFY(!bar(w).isVisible()); // nothing to say
        QCOMPARE(w.window->composer().history().last(), QStringLiteral("AT+CGMR"));
    }

    void breakOnlyWhereThereIsOne()
    {
        Window w;
        QAction *entry = nullptr;
        for (auto *action : w.window->composer().sendActions())
            if (action->menu())
                entry = action;
        QVERIFY(entry);
        QVERIFY(!entry->isEnabled());
        connectTo(w, QStringLiteral("virtual:ML302"));
        QTRY_VERIFY2(entry->text().contains(QStringLiteral("pty")), qPrintable(entry->text()));
        QVERIFY(!entry->isEnabled());
        w.window->composer().setBreak(views::Composer::Break::Possible);
        QVERIFY(entry->isEnabled());
        // Sent all the same (by a program), the port says what it cannot.
        Q_EMIT w.window->composer().breakWanted(100);
        QTRY_VERIFY(w.window->messages().isVisible());
        QVERIFY(w.window->messages().text().contains(QStringLiteral("break")));
    }

    // Closing the tab, and the window, while each of them runs.
    void closedInMidFlow_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("window");
        for (const bool window : {false, true}) {
            const char *how = window ? "window" : "tab";
            QTest::addRow("file, %s", how) << 0 << window;
            QTest::addRow("lines, %s", how) << 1 << window;
            QTest::addRow("repeat, %s", how) << 2 << window;
            QTest::addRow("reading, %s", how) << 3 << window;
        }
    }
    void closedInMidFlow()
    {
        QFETCH(int, kind);
        QFETCH(bool, window);
        Ear ear;
        Window w;
        connectTo(w, QString::fromStdString(ear.pty.path()));
        if (kind == 2) {
            w.compose(QStringLiteral("AT+CSQ"));
            w.key(Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
            QTest::mouseClick(button(bar(w).repeat(), QStringLiteral("Start")), Qt::LeftButton);
        } else {
            const auto path = kind == 0 ? file(w, QByteArray(8 << 20, 'x'), QStringLiteral("image.bin")) : file(w, QByteArray("AT+CSQ\n").repeated(kind == 3 ? 100'000 : 50));
            bar(w).sendFile(path);
            if (kind != 3) {
                QTRY_VERIFY(bar(w).file().isVisible());
                w.key(Qt::Key_Return);
            }
        }
        if (kind != 3)
            QTRY_VERIFY(bar(w).runs() && !ear.heard.empty());
        const auto closes = QKeySequence(QKeySequence::Close)[0];
        if (window)
            w.close();
        else
            w.key(closes.key(), closes.keyboardModifiers());
        QCOMPARE(w.workbench == nullptr || w.workbench->logs().empty(), true);
    }

    void everythingHasAName()
    {
        Window w;
        connectTo(w, QStringLiteral("virtual:ML302"));
        w.window->composer().setHexMode(true);
        bar(w).sendFile(file(w, "AT+CIOTSTART=2\n"));
        QTRY_VERIFY(bar(w).file().isVisible());
        w.key(Qt::Key_Space);
        const auto nameless = [&w] {
            QStringList out;
            for (QWidget *in : {static_cast<QWidget *>(&bar(w)), static_cast<QWidget *>(&w.window->composer())})
                for (auto *widget : in->findChildren<QWidget *>()) {
                    if (!widget->isVisible() || (widget->focusPolicy() & Qt::TabFocus) == 0 || widget->focusProxy())
                        continue;
                    auto *accessible = QAccessible::queryAccessibleInterface(widget);
                    if (!accessible || accessible->text(QAccessible::Name).isEmpty())
                        out << QString::fromLatin1(widget->metaObject()->className());
                }
            return out.join(QLatin1Char(' '));
        };
        QCOMPARE(nameless(), QString());
        w.key(Qt::Key_Escape);
        bar(w).repeatDraft();
        QCOMPARE(nameless(), QString());
    }
};

ATSCOPE_TEST(TstSending)
#include "tst_sending.moc"
