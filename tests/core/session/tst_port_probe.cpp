// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <set>

#include <fcntl.h>
#include <unistd.h>

#include "core/session/port_probe.h"
#include "core/transport/pty.h"
#include "support/test_main.h"

using namespace atscope;
using session::PortProbe;
using session::ProbeNews;
using session::ProbeOptions;
using session::ProbeResult;

namespace {

// A module that understands one rate only, as a UART does.
class Peer final : public transport::PtyListener
{
public:
    Peer() { pty.setListener(this); }
    void ptyBytes(std::string_view bytes, base::Stamp) override
    {
        const int rate = pty.clientBaud();
        rates.insert(rate);
        all += bytes;
        if (baud != 0 && rate != baud) {
            if (noisy)
                pty.write("\xfe\xf8\xe0");
            return;
        }
        line += bytes;
        for (auto end = line.find('\r'); end != std::string::npos; end = line.find('\r')) {
            const auto one = line.substr(0, end);
            line.erase(0, end + 1);
            if (swallows > 0) {
                --swallows;
                continue;
            }
            const auto answer = answers.find(one);
            pty.write(answer != answers.end() ? answer->second : "\r\nERROR\r\n");
        }
    }

    transport::Pty pty;
    int baud = 0;
    int swallows = 0; // lines that it loses
    bool noisy = false;
    std::set<int> rates;
    std::string all;
    std::string line;
    std::map<std::string, std::string> answers{{"AT", "\r\nOK\r\n"}};
};

} // namespace

// Which rate a module answers at, and who it is.
class TstPortProbe final : public QObject
{
    Q_OBJECT

    std::unique_ptr<session::Workspace> m_workspace;
    std::vector<ProbeNews> m_news;

    ProbeResult probe(const std::string &address, const std::function<void(ProbeOptions &)> &change = {})
    {
        ProbeOptions options;
        options.port = transport::PortAddress::parse(address).value();
        options.answerMs = 150;
        options.bauds = {115200, 9600, 460800};
        if (change)
            change(options);
        PortProbe probe(*m_workspace, options, {});
        return wait(probe);
    }
    ProbeResult wait(PortProbe &probe)
    {
        m_news.clear();
        const bool ended = QTest::qWaitFor([&] {
            for (auto &news : probe.takeNews())
                m_news.push_back(std::move(news));
            return !m_news.empty() && m_news.back().kind == ProbeNews::Kind::Ended;
        }, 60'000);
        return ended ? m_news.back().result : ProbeResult();
    }

private Q_SLOTS:
    void initTestCase() { m_workspace = std::move(session::Workspace::open({})).value(); }

    void usualRates()
    {
        const auto rates = ProbeOptions::usualBauds();
        QCOMPARE(std::vector<int>(rates.begin(), rates.begin() + 7), (std::vector<int>{115200, 9600, 460800, 921600, 57600, 38400, 19200}));
        QCOMPARE(std::set<int>(rates.begin(), rates.end()).size(), rates.size());
    }

    void virtualModule()
    {
        const auto result = probe("virtual:ML302");
        QVERIFY(!result.problem);
        QVERIFY(result.answered);
#ifdef ATSCOPE_HAVE_PTY
        QCOMPARE(result.baud, 115200);
#endif
        QCOMPARE(result.module, std::string("ML302"));
        QCOMPARE(result.model, std::string("ML302"));
        QVERIFY(!result.firmware.empty());
        QCOMPARE(probe("virtual:NOTHING").problem.value_or(base::Message()).code.empty(), false);
    }

    void findsTheRate()
    {
        Peer peer;
        peer.baud = 460800;
        peer.noisy = true;
        peer.swallows = 1; // it learns the rate from the first line
        peer.answers["AT+CGMM"] = "\r\nZX99\r\n\r\nOK\r\n";
        peer.answers["AT+CGMR"] = "\r\nZX99-V7\r\n\r\nOK\r\n";
        QVERIFY(!peer.pty.open());
        const auto result = probe(peer.pty.path());
        QVERIFY(result.answered);
        QCOMPARE(result.baud, 460800);
        QCOMPARE(result.module, std::string()); // no profile knows it
        QCOMPARE(result.model, std::string("ZX99"));
        QCOMPARE(result.firmware, std::string("ZX99-V7"));
        QVERIFY(!result.problem);
        std::vector<int> tried;
        for (const auto &news : m_news)
            if (news.kind == ProbeNews::Kind::Trying) {
                tried.push_back(news.baud);
                QCOMPARE(news.number, static_cast<int>(tried.size()));
                QCOMPARE(news.count, 3);
            }
        QCOMPARE(tried, (std::vector<int>{115200, 9600, 460800}));
        QTRY_VERIFY(!peer.pty.clientPresent()); // let go of
    }

    // Nothing but the probe and the questions of the identify roles goes out.
    void sendsNothingElse()
    {
        Peer peer;
        QVERIFY(!peer.pty.open());
        const auto result = probe(peer.pty.path());
        QVERIFY(result.answered);
        QCOMPARE(result.model, std::string());
        for (const auto &line : QByteArray::fromStdString(peer.all).split('\r'))
            QVERIFY2(line.isEmpty() || line == "AT" || line.startsWith("ATI") || line.startsWith("AT+CGM") || line.startsWith("AT+GM"), line.constData());
    }

    void nobodyAnswers()
    {
        Peer peer;
        peer.baud = 300;
        peer.noisy = true;
        QVERIFY(!peer.pty.open());
        const auto result = probe(peer.pty.path());
        QVERIFY(!result.answered);
        QCOMPARE(result.baud, 0);
        QVERIFY(result.problem);
        QCOMPARE(result.problem->code, std::string("probe-no-answer"));
        QCOMPARE(peer.rates, (std::set<int>{9600, 115200, 460800}));
    }

    // Somebody reads there: not a byte of his is taken, nothing is sent into his line.
    void aPortInUseIsLeftAlone()
    {
        Peer peer;
        QVERIFY(!peer.pty.open());
        const int fd = ::open(peer.pty.path().c_str(), O_RDWR | O_NOCTTY);
        QVERIFY(fd >= 0);
        const auto result = probe(peer.pty.path());
        ::close(fd);
        QVERIFY(result.problem);
        QCOMPARE(result.problem->code, std::string("port-busy-self"));
        QVERIFY(!result.answered);
        QVERIFY(peer.all.empty());
        QVERIFY(m_news.size() == 1);
    }

    void missing()
    {
        const auto result = probe("/dev/no-such-port");
        QVERIFY(result.problem);
        QCOMPARE(result.problem->code, std::string("port-missing"));
    }

    void cancelled()
    {
        Peer peer;
        peer.baud = 300;
        QVERIFY(!peer.pty.open());
        ProbeOptions options;
        options.port.device = peer.pty.path();
        options.answerMs = 60'000;
        PortProbe probe(*m_workspace, options, {});
        QTRY_VERIFY(!peer.all.empty());
        QElapsedTimer since;
        since.start();
        probe.cancel();
        const auto result = wait(probe);
        QVERIFY(result.cancelled);
        QVERIFY(!result.answered);
        QVERIFY(since.elapsed() < 30'000);
        QTRY_VERIFY(!peer.pty.clientPresent());
        // Destroyed in mid-flow, and before it began.
        for (int i = 0; i < 20; ++i)
            const PortProbe brief(*m_workspace, options, {});
    }
};

ATSCOPE_TEST(TstPortProbe)
#include "tst_port_probe.moc"
