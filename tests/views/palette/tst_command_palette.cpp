// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

#include "core/session/workspace.h"
#include "support/test_main.h"
#include "views/palette/command_palette.h"

using namespace atscope;
using namespace atscope::views;
using catalog::Language;

// The palette over a window of its own, with the whole catalog: by keys and clicks.
class TstCommandPalette final : public QObject
{
    Q_OBJECT

    std::unique_ptr<session::Workspace> m_workspace;
    std::unique_ptr<QWidget> m_window;
    QLineEdit *m_other = nullptr; // had the focus before
    QAction *m_open = nullptr;
    QAction *m_break = nullptr;
    CommandPalette *m_palette = nullptr;

    void fill(Language language = Language::English, const char *module = "ML302")
    {
        const std::vector<PaletteAction> actions{
            {m_open, QStringLiteral("action:open"), QStringLiteral("&File"), QStringLiteral("打开录制文件(&O)"), {}},
            {m_break, QStringLiteral("action:break"), QStringLiteral("&Connection"), QStringLiteral("发送 break"), QStringLiteral("No port is open.")}};
        m_palette->model().fill(m_workspace->dialect(module), actions, language);
    }
    QListView *list() const { return m_palette->findChild<QListView *>(); }
    QString at(int row) const { return m_palette->model().index(row).data().toString(); }
    QString current() const { return list()->currentIndex().data().toString(); }
    static void type(const QString &text) { QTest::keyClicks(QApplication::focusWidget(), text); }
    static void key(Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key); }
    bool hints(const QString &text) const
    {
        for (const auto *label : m_palette->findChildren<QLabel *>())
            if (label->isVisible() && label->text().contains(text))
                return true;
        return false;
    }

private Q_SLOTS:
    void init()
    {
        if (!m_workspace)
            m_workspace = std::move(session::Workspace::open({})).value();
        m_window = std::make_unique<QWidget>();
        m_window->resize(1000, 600);
        m_other = new QLineEdit(m_window.get());
        m_open = new QAction(QStringLiteral("&Open a recording …"), m_window.get());
        m_open->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_O));
        m_break = new QAction(QStringLiteral("Send a &break"), m_window.get());
        m_break->setEnabled(false);
        m_palette = new CommandPalette(m_window.get());
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_other->setFocus();
    }
    void cleanup()
    {
        m_window.reset();
    }

    void model()
    {
        PaletteModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.fill(m_workspace->dialect("generic"), {{m_open, QStringLiteral("o"), {}, {}, {}}}, Language::English);
        QVERIFY(model.rowCount() > 80);
        QCOMPARE(model.entries(), static_cast<std::size_t>(model.rowCount()));
        for (const auto *query : {"c", "cs", "csq", "cs", "", "zzz", "信号", "at+c"})
            model.setQuery(QString::fromUtf8(query));
        QVERIFY(model.rowCount() > 20);
        model.fill(nullptr, {}, Language::Chinese);
        QCOMPARE(model.rowCount(), 0);
        model.setQuery({});
        QVERIFY(!model.index(0).isValid());
    }

    // A key looks at each entry once at most, and at what fitted before when the query goes on: the cost of a key is bounded by
    // the size of the catalog, whatever is typed.
    void costOfAKey()
    {
        fill(Language::English, "generic");
        auto &model = m_palette->model();
        const auto all = model.entries();
        std::size_t before = all;
        for (const auto *query : {"c", "ci", "cio", "ciot", "ciotm"}) {
            model.setQuery(QLatin1String(query));
            QCOMPARE(model.examined(), before);
            before = static_cast<std::size_t>(model.rowCount());
            QVERIFY(before < all);
        }
        model.setQuery(QStringLiteral("cio")); // taken back
        QCOMPARE(model.examined(), all);
    }

    void everyCommandOfTheModule()
    {
        fill();
        const auto dialect = m_workspace->dialect("ML302");
        for (const auto &command : dialect->view().commands()) {
            const auto name = QString::fromStdString(command->name);
            m_palette->model().setQuery(name);
            QCOMPARE(at(0), name);
            for (const auto &other : command->misprints) {
                m_palette->model().setQuery(QString::fromStdString(other));
                QVERIFY2(m_palette->model().rowCount() > 0, other.c_str());
            }
        }
    }

    void bothLanguages()
    {
        for (const auto language : {Language::English, Language::Chinese}) {
            fill(language);
            const auto title = [&](const char *query) {
                m_palette->model().setQuery(QString::fromUtf8(query));
                for (int row = 0; row < m_palette->model().rowCount(); ++row)
                    if (at(row) == QLatin1String("AT+CMEE"))
                        return m_palette->model().index(row).data(PaletteModel::TitleRole).toString();
                return QString();
            };
            const QString shown = language == Language::English ? QStringLiteral("Error codes") : QStringLiteral("错误码格式");
            QCOMPARE(title("error codes"), shown);
            QCOMPARE(title("错误码"), shown);
            m_palette->model().setQuery(QStringLiteral("录制"));
            QVERIFY(m_palette->model().action(m_palette->model().index(0)) == m_open);
        }
    }

    void enterPutsACommandIn()
    {
        fill();
        QSignalSpy chosen(m_palette, &CommandPalette::commandChosen);
        QSignalSpy recent(m_palette, &CommandPalette::recentChanged);
        m_palette->open();
        QVERIFY(m_palette->isVisible());
        type(QStringLiteral("csq"));
        QCOMPARE(current(), QStringLiteral("AT+CSQ"));
        key(Qt::Key_Return);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen[0][0].value<const catalog::Command *>()->name, std::string("AT+CSQ"));
        QCOMPARE(recent.count(), 1);
        QVERIFY(!m_palette->isVisible());
        QCOMPARE(QApplication::focusWidget(), m_other);
    }

    // Enter is held down a moment too long: what comes behind goes nowhere.
    void aHeldEnterStops()
    {
        fill();
        QSignalSpy entered(m_other, &QLineEdit::returnPressed);
        m_palette->open();
        type(QStringLiteral("csq"));
        QTest::keyPress(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(QApplication::focusWidget(), m_other);
        for (int i = 0; i < 3; ++i) {
            QKeyEvent again(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, QStringLiteral("\r"), true);
            QApplication::sendEvent(m_other, &again);
        }
        QCOMPARE(entered.count(), 0);
        QTest::keyRelease(m_other, Qt::Key_Return);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QTest::keyClick(m_other, Qt::Key_Return); // pressed anew
        QCOMPARE(entered.count(), 1);
    }

    void actions()
    {
        fill();
        QSignalSpy opened(m_open, &QAction::triggered);
        QSignalSpy sent(m_break, &QAction::triggered);
        m_palette->open();
        type(QStringLiteral("open rec"));
        QCOMPARE(current(), QStringLiteral("Open a recording …"));
        QCOMPARE(list()->currentIndex().data(PaletteModel::ShortcutRole).toString(), QKeySequence(Qt::CTRL | Qt::Key_O).toString(QKeySequence::NativeText));
        key(Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
        QVERIFY(!m_palette->isVisible());
        // One that cannot be done now says why, and is not done.
        m_palette->open();
        type(QStringLiteral("send a br"));
        QCOMPARE(current(), QStringLiteral("Send a break"));
        QVERIFY(hints(QStringLiteral("No port is open.")));
        key(Qt::Key_Return);
        QCOMPARE(sent.count(), 0);
        QVERIFY(m_palette->isVisible());
        m_break->setEnabled(true); // meanwhile
        key(Qt::Key_Return);
        QCOMPARE(sent.count(), 1);
    }

    void recentFirst()
    {
        fill();
        m_palette->model().setRecent({QStringLiteral("AT+CREG"), QStringLiteral("action:open"), QStringLiteral("AT+NOSUCH")});
        m_palette->open();
        QCOMPARE(at(0), QStringLiteral("AT+CREG"));
        QCOMPARE(at(1), QStringLiteral("Open a recording …"));
        QCOMPARE(at(2), QStringLiteral("Send a break")); // the other actions, then the commands
        // Among equals only: the exact name stays first.
        m_palette->model().setRecent({QStringLiteral("AT+CGREG")});
        type(QStringLiteral("at+cg"));
        QCOMPARE(at(0), QStringLiteral("AT+CGREG"));
        m_palette->findChild<QLineEdit *>()->clear();
        type(QStringLiteral("creg"));
        QCOMPARE(at(0), QStringLiteral("AT+CREG"));
        key(Qt::Key_Return);
        QCOMPARE(m_palette->model().recent().mid(0, 2), (QStringList{QStringLiteral("AT+CREG"), QStringLiteral("AT+CGREG")}));
    }

    void keysAndMouse()
    {
        fill();
        QSignalSpy chosen(m_palette, &CommandPalette::commandChosen);
        m_palette->open();
        type(QStringLiteral("cgm"));
        QCOMPARE(list()->currentIndex().row(), 0);
        key(Qt::Key_Down);
        QCOMPARE(list()->currentIndex().row(), 1);
        key(Qt::Key_Up);
        key(Qt::Key_Up);
        QCOMPARE(list()->currentIndex().row(), 0);
        key(Qt::Key_PageDown);
        QVERIFY(list()->currentIndex().row() > 1);
        const QString name = at(1);
        QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, list()->visualRect(m_palette->model().index(1)).center());
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(QString::fromStdString(chosen[0][0].value<const catalog::Command *>()->name), name);
        m_palette->open();
        key(Qt::Key_Escape);
        QVERIFY(!m_palette->isVisible());
        QCOMPARE(QApplication::focusWidget(), m_other);
        m_palette->open();
        m_palette->open(); // the same key again
        QVERIFY(!m_palette->isVisible());
        m_palette->open();
        QTest::mouseClick(m_other, Qt::LeftButton); // beside it
        m_other->setFocus();
        QTRY_VERIFY(!m_palette->isVisible());
        // Nothing fits: it says so, and Enter does nothing.
        m_palette->open();
        type(QStringLiteral("qqqqq"));
        QVERIFY(!list()->isVisible());
        QVERIFY(hints(QStringLiteral("No command")));
        key(Qt::Key_Return);
        QVERIFY(m_palette->isVisible());
        QCOMPARE(chosen.count(), 1);
    }

    void screenReaders()
    {
        fill();
        m_palette->open();
        type(QStringLiteral("csq"));
        auto *edit = m_palette->findChild<QLineEdit *>();
        QVERIFY(!edit->accessibleName().isEmpty() && !list()->accessibleName().isEmpty());
        QVERIFY2(edit->accessibleDescription().contains(QStringLiteral("AT+CSQ")) && edit->accessibleDescription().contains(QStringLiteral("Signal strength")),
                 qPrintable(edit->accessibleDescription()));
        type(QStringLiteral(" ?????"));
        QVERIFY(edit->accessibleDescription().contains(QStringLiteral("No command")));
    }

    void staysInTheWindow()
    {
        fill();
        m_palette->open();
        m_window->resize(400, 260);
        QTRY_VERIFY(m_window->rect().contains(m_palette->geometry()));
    }

    void anActionThatGoesAway()
    {
        fill();
        m_palette->open();
        type(QStringLiteral("send a br"));
        delete m_break;
        m_break = nullptr;
        key(Qt::Key_Return);
        QVERIFY(m_palette->isVisible());
        QVERIFY(!current().isEmpty());
    }
};

ATSCOPE_TEST(TstCommandPalette)
#include "tst_command_palette.moc"
