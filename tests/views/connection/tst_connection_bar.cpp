// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <map>

#include "core/session/identification.h"
#include "core/transport/pty.h"
#include "support/test_main.h"
#include "views/connection/baud_finder.h"
#include "views/connection/connection_bar.h"
#include "views/connection/identify_button.h"
#include "views/connection/port_help.h"
#include "views/connection/port_words.h"

using namespace atscope;
using namespace atscope::views;
using transport::ChannelState;

namespace {

class Peer final : public transport::PtyListener
{
public:
    Peer() { pty.setListener(this); }
    void ptyBytes(std::string_view bytes, base::Stamp) override
    {
        all += bytes;
        if (baud != 0 && pty.clientBaud() != baud)
            return;
        line += bytes;
        for (auto end = line.find('\r'); end != std::string::npos; end = line.find('\r')) {
            const auto one = line.substr(0, end);
            line.erase(0, end + 1);
            const auto answer = answers.find(one);
            pty.write(answer != answers.end() ? answer->second : "\r\nERROR\r\n");
        }
    }
    transport::Pty pty;
    int baud = 0;
    std::string all;
    std::string line;
    std::map<std::string, std::string> answers{{"AT", "\r\nOK\r\n"}, {"AT+CGMM", "\r\nML302\r\n\r\nOK\r\n"}};
};

} // namespace

// The connection bar by clicks: the search for the baud rate, identify and what it changed, and why a port cannot be used.
class TstConnectionBar final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<session::Workbench> m_bench;
    std::unique_ptr<ConnectionBar> m_bar;

    bool shows(const QString &text, const QWidget *in = nullptr) const
    {
        for (const auto *label : (in ? in : m_bar.get())->findChildren<QLabel *>())
            if (label->isVisible() && label->text().contains(text))
                return true;
        return false;
    }
    QPushButton *button(const QString &text, const QWidget *in = nullptr) const
    {
        for (auto *button : (in ? in : m_bar.get())->findChildren<QPushButton *>())
            if (button->isVisible() && button->text().contains(text))
                return button;
        return nullptr;
    }
    QAction *entry(QMenu *menu, const QString &text) const
    {
        Q_EMIT menu->aboutToShow();
        for (auto *action : menu->actions())
            if (action->text().contains(text))
                return action;
        return nullptr;
    }
    bool isOpen() const { return m_bench->current() && m_bench->current()->state == ChannelState::Open; }
    IdentifyButton *identify() const { return m_bar->findChild<IdentifyButton *>(); }
    QMenu *lineMenu() const
    {
        for (auto *button : m_bar->findChildren<QToolButton *>())
            if (button->accessibleName() == QStringLiteral("Line settings"))
                return button->menu();
        return nullptr;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        session::Workbench::Options options;
        options.settingsFolder = m_folder->path().toStdString();
        m_bench = std::move(session::Workbench::open(std::move(options))).value();
        m_bar = std::make_unique<ConnectionBar>(*m_bench);
        m_bar->resize(1300, 80);
        m_bar->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_bar.get()));
    }
    void cleanup()
    {
        m_bar.reset();
        m_bench.reset();
    }

    void findsTheBaudRate()
    {
        Peer peer;
        peer.baud = 9600;
        QVERIFY(!peer.pty.open());
        m_bar->choose(QString::fromStdString(peer.pty.path()), {}, {});
        auto *find = entry(lineMenu(), QStringLiteral("Find the baud rate"));
        QVERIFY(find && find->isEnabled());
        find->trigger();
        QVERIFY(shows(QString::fromStdString(peer.pty.path())));
        auto *progress = m_bar->findChild<QProgressBar *>();
        QVERIFY(progress && progress->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(shows(QStringLiteral("ML302 answers on ")), 30'000);
        QVERIFY(shows(QStringLiteral("at 9600 bit/s")));
        QVERIFY(!progress->isVisible());
        QCOMPARE(m_bar->line().baud, 9600);
        QCOMPARE(m_bar->chosenModule(), QStringLiteral("ML302"));
        QVERIFY(m_bench->logs().empty()); // found, not opened
        auto *connectNow = button(QStringLiteral("Connect"), m_bar->findChild<BaudFinder *>());
        QVERIFY(connectNow);
        QTest::mouseClick(connectNow, Qt::LeftButton);
        QTRY_VERIFY(isOpen());
        QVERIFY(!m_bar->findChild<BaudFinder *>()->isVisible());
        // While it is open there is nothing to look for.
        find = entry(lineMenu(), QStringLiteral("Find the baud rate"));
        QVERIFY(find && !find->isEnabled());
    }

    void searchCancelled()
    {
        Peer peer;
        peer.baud = 300;
        QVERIFY(!peer.pty.open());
        m_bar->choose(QString::fromStdString(peer.pty.path()), {}, {});
        m_bar->findBaud();
        QTRY_VERIFY(shows(QStringLiteral("trying")));
        QTest::mouseClick(button(QStringLiteral("Cancel")), Qt::LeftButton);
        QVERIFY(!m_bar->findChild<BaudFinder *>()->isVisible());
        QTRY_VERIFY(!peer.pty.clientPresent());
        const auto sent = peer.all.size();
        QTest::qWait(400);
        QCOMPARE(peer.all.size(), sent);
        m_bar->findBaud();
        m_bar.reset(); // in mid-search
    }

    void searchOfAPortThatIsNotThere()
    {
        m_bar->choose(QStringLiteral("/dev/no-such-port"), {}, {});
        m_bar->findBaud();
        QTRY_VERIFY(shows(QStringLiteral("there is no such port")));
        QSignalSpy problems(m_bench.get(), &session::Workbench::problem);
        m_bar->choose(QStringLiteral("ftp://x"), {}, {});
        m_bar->findBaud();
        QCOMPARE(problems.count(), 1);
    }

    void identifyChangesAndPutsBack()
    {
        m_bar->choose(QStringLiteral("virtual:ML302"), {}, {});
        m_bar->connectNow();
        QTRY_VERIFY(isOpen());
        QVERIFY(m_bench->current()->store().count() < 5); // listens: nobody asked yet
        QTest::mouseClick(identify(), Qt::LeftButton, {}, QPoint(8, identify()->height() / 2));
        QTRY_VERIFY_WITH_TIMEOUT(identify()->text().contains(QStringLiteral("1 changed")), 30'000);
        auto *what = entry(identify()->menu(), QStringLiteral("Changed in the module"));
        QVERIFY(what);
        QVERIFY2(what->text().contains(QStringLiteral("Error codes: 0 → 1")), qPrintable(what->text()));
        auto *back = entry(identify()->menu(), QStringLiteral("Put back"));
        QVERIFY(back && back->isEnabled());
        back->trigger();
        QTRY_COMPARE(identify()->text(), QStringLiteral("Identify"));
        QVERIFY(entry(identify()->menu(), QStringLiteral("Nothing is changed")));
        // And by itself before the port is closed.
        m_bar->identify();
        QTRY_VERIFY_WITH_TIMEOUT(identify()->text().contains(QStringLiteral("1 changed")), 30'000);
        m_bar->connectNow();
        QVERIFY(shows(QStringLiteral("Putting back")));
        QTRY_COMPARE(m_bench->current()->state, ChannelState::Closed);
        QVERIFY(m_bench->identification().changes(m_bench->current()->id).empty());
    }

    void choiceOfAPort()
    {
        m_bar->choose(QStringLiteral("virtual:ML302"), {}, {});
        auto *opening = entry(identify()->menu(), QStringLiteral("When this port opens"));
        QVERIFY(opening && opening->isChecked());
        QVERIFY(opening->text().contains(QStringLiteral("virtual:ML302")));
        opening->trigger();
        QVERIFY(!m_bench->identification().wantedAtOpening("virtual:ML302"));
        m_bar->choose(QStringLiteral("tcp://127.0.0.1:4711"), {}, {});
        opening = entry(identify()->menu(), QStringLiteral("When this port opens"));
        QVERIFY(!opening->isChecked());
        opening->trigger();
        QVERIFY(m_bench->identification().wantedAtOpening("tcp://127.0.0.1:4711"));
    }

    void wordsOfPorts()
    {
        transport::PortInfo port;
        port.port = "ttyUSB0";
        port.path = "/dev/ttyUSB0";
        port.description = "FT232R";
        port.vid = 0x403;
        port.pid = 0x6001;
        QCOMPARE(PortWords::label(port), QStringLiteral("ttyUSB0 · FT232R [0403:6001]"));
        QCOMPARE(PortWords::shortReason(port), QString());
        port.problem = base::Message("port-permission", {{"port", "/dev/ttyUSB0"}, {"group", "dialout"}, {"user", "ann"}});
        QCOMPARE(PortWords::shortReason(port), QStringLiteral("no permission"));
        QCOMPARE(PortWords::remedy(*port.problem), QStringLiteral("sudo usermod -aG dialout ann"));
        port.problem = base::Message("port-permission-mode", {{"port", "/dev/ttyS0"}, {"owner", "root"}, {"group", "root"}, {"mode", "600"}, {"user", "ann"}});
        QCOMPARE(PortWords::remedy(*port.problem), QStringLiteral("sudo chmod a+rw /dev/ttyS0"));
        port.problem = base::Message("port-lock-stale", {{"port", "/dev/ttyUSB0"}, {"file", "/var/lock/LCK..ttyUSB0"}});
        QCOMPARE(PortWords::remedy(*port.problem), QStringLiteral("sudo rm /var/lock/LCK..ttyUSB0"));
        port.problem = base::Message("usb-driver-missing", {{"address", "usb:1a86:7523"}, {"vid", "1a86"}, {"pid", "7523"}});
        QCOMPARE(PortWords::shortReason(port), QStringLiteral("driver missing"));
        QCOMPARE(PortWords::remedy(*port.problem), QStringLiteral("sudo modprobe option"));
        port.busy = true;
        port.busyBy = "picocom (1234)";
        port.problem = base::Message("port-busy", {{"port", "/dev/ttyUSB0"}, {"process", "picocom"}, {"pid", "1234"}});
        QCOMPARE(PortWords::shortReason(port), QStringLiteral("in use by picocom (1234)"));
        QVERIFY(PortWords::remedy(*port.problem).isEmpty());
    }

    void emptyLogsSayWhy()
    {
        session::SessionOptions options;
        options.port = transport::PortAddress::parse("/dev/no-such-port").value();
        auto *log = m_bench->connectPort(options);
        QVERIFY(log);
        QTRY_VERIFY(!log->lastProblem.code.empty());
        QVERIFY2(m_bar->emptyText(*log).contains(QStringLiteral("there is no such port")), qPrintable(m_bar->emptyText(*log)));
        options.port = transport::PortAddress::parse("virtual:ML302").value();
        log = m_bench->connectPort(options);
        QTRY_COMPARE(log->state, ChannelState::Open);
        QVERIFY(m_bar->emptyText(*log).contains(QStringLiteral("listening")));
    }

    // Where the terminal will be: what there is, and one click to it.
    void nothingIsOpen()
    {
        PortHelp help(*m_bench);
        QSignalSpy wanted(&help, &PortHelp::connectWanted);
        QSignalSpy open(&help, &PortHelp::openWanted);
        help.resize(700, 500);
        help.show();
        QVERIFY(QTest::qWaitForWindowExposed(&help));
        QTRY_VERIFY(shows(QStringLiteral("F5"), &help));
        if (m_bench->ports().empty())
            QVERIFY(shows(QStringLiteral("Looking for"), &help) || shows(QStringLiteral("No serial port"), &help));
        auto *module = button(QStringLiteral("virtual ML302"), &help);
        QVERIFY(module);
        QTest::mouseClick(module, Qt::LeftButton);
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted[0][0].toString(), QStringLiteral("virtual:ML302"));
        QTest::mouseClick(button(QStringLiteral("recording"), &help), Qt::LeftButton);
        QCOMPARE(open.count(), 1);
    }
};

ATSCOPE_TEST(TstConnectionBar)
#include "tst_connection_bar.moc"
