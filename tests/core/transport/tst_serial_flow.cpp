// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QEventLoop>
#include <QTest>
#include <QTimer>

#include <atomic>
#include <ctime>
#include <random>
#include <thread>

#include "channel_watch.h"
#include "core/base/queue.h"
#include "core/transport/pty.h"
#include "support/test_main.h"

using namespace atscope;
using namespace atscope::transport;

namespace
{

constexpr std::size_t Size = 5'000'000;
constexpr std::uint64_t Ahead = 200'000; // bytes waiting at most

// The same bytes for whoever knows the seed, so that nothing need cross the threads.
class Pattern final
{
public:
    explicit Pattern(unsigned seed) : m_random(seed) {}
    std::string take(std::size_t size)
    {
        std::string bytes(size, '\0');
        for (char &c : bytes)
            c = static_cast<char>(m_random() >> 24U);
        return bytes;
    }
    bool matches(std::string_view bytes) { return take(bytes.size()) == bytes; }

private:
    std::mt19937 m_random;
};

// Sends Size bytes in chunks of random size, never with too much waiting.
class Sender final
{
public:
    explicit Sender(unsigned seed) : m_pattern(seed), m_sizes(seed + 100) {}
    template <class Write, class Waiting>
    void pump(Write write, Waiting waiting)
    {
        if (m_inside)
            return;
        m_inside = true;
        while (m_sent < Size && waiting() < Ahead) {
            const std::size_t size = std::min<std::size_t>(1 + m_sizes() % (m_sizes() % 8 == 0 ? 30'000 : 500), Size - m_sent);
            write(m_pattern.take(size));
            m_sent += size;
        }
        m_inside = false;
    }
    bool done() const { return m_sent == Size; }

private:
    Pattern m_pattern;
    std::mt19937 m_sizes;
    std::size_t m_sent = 0;
    bool m_inside = false;
};

// The module, on a thread of its own.
class PeerThread final : public PtyListener
{
public:
    PeerThread() : m_thread([this] { run(); })
    {
        while (!ready.load())
            std::this_thread::yield();
    }
    ~PeerThread() override
    {
        stop.store(true);
        m_thread.join();
    }

    void ptyBytes(std::string_view bytes, base::Stamp) override
    {
        if (!m_incoming.matches(bytes))
            damaged.store(true);
        received.fetch_add(bytes.size());
        pump();
    }
    void ptyDrained() override { pump(); }

    std::string path; // set before `ready`
    std::atomic<bool> ready{false};
    std::atomic<bool> stop{false};
    std::atomic<bool> send{false};
    std::atomic<bool> damaged{false};
    std::atomic<std::size_t> received{0};

private:
    void pump()
    {
        if (send.load())
            m_sender.pump([this](const std::string &bytes) { m_pty->write(bytes); }, [this] { return m_pty->pending(); });
    }
    void run()
    {
        QEventLoop loop;
        Pty pty;
        m_pty = &pty;
        pty.setListener(this);
        if (!pty.open())
            path = pty.path();
        ready.store(true);
        QTimer timer;
        QObject::connect(&timer, &QTimer::timeout, &timer, [this, &loop] {
            if (stop.load())
                loop.quit();
            else
                pump();
        });
        timer.start(2);
        loop.exec();
    }

    Pattern m_incoming{1};
    Sender m_sender{2};
    Pty *m_pty = nullptr;
    std::thread m_thread;
};

} // namespace

// Many bytes.
class TstSerialFlow final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fiveMegabytesBothWays()
    {
        PeerThread peer;
        QVERIFY(!peer.path.empty());
        test::ChannelWatch watch;
        const auto channel = test::channelOn(test::device(peer.path), watch);
        channel->open();
        QVERIFY(watch.isOpen());
        Pattern incoming(2);
        std::size_t received = 0;
        bool damaged = false;
        watch.onBytes = [&](std::string_view bytes) {
            damaged = damaged || !incoming.matches(bytes);
            received += bytes.size();
            watch.received.clear();
        };
        Sender sender(1);
        const auto pump = [&] {
            sender.pump([&](const std::string &bytes) { QVERIFY(channel->write(bytes)); }, [&] { return channel->unsent(); });
        };
        watch.onSent = pump;
        peer.send.store(true);
        pump();
        QTRY_COMPARE_WITH_TIMEOUT(received, Size, 120'000);
        QTRY_COMPARE_WITH_TIMEOUT(peer.received.load(), Size, 120'000);
        QVERIFY(sender.done());
        QVERIFY(!damaged);
        QVERIFY(!peer.damaged.load());
        QVERIFY(watch.stampsRise);
        QVERIFY(watch.failures.empty());
        const ChannelCounters counters = channel->counters();
        QCOMPARE(counters.bytesRead, std::uint64_t{Size});
        QCOMPARE(counters.bytesWritten, std::uint64_t{Size});
        QVERIFY(counters.reads >= Size / 65'536 && counters.reads <= Size);
    }

    void vanishesInMidStream()
    {
        for (int round = 0; round < 5; ++round) {
            test::ChannelWatch watch;
            std::unique_ptr<Channel> channel;
            {
                PeerThread peer;
                channel = test::channelOn(test::device(peer.path), watch);
                channel->open();
                QVERIFY(watch.isOpen());
                peer.send.store(true);
                QVERIFY(channel->write(Pattern(1).take(1'000'000)));
                QTRY_VERIFY_WITH_TIMEOUT(watch.received.size() > 100'000, 60'000);
            }
            QTRY_COMPARE(channel->state(), ChannelState::Closed);
            QCOMPARE(watch.failures.size(), std::size_t{1});
            QCOMPARE(watch.failure(), std::string("port-lost"));
            QVERIFY(Pattern(2).matches(watch.received)); // what came is whole
            QCOMPARE(channel->counters().bytesRead, std::uint64_t{watch.received.size()});
        }
    }

    // A paused pty keeps its bytes, costs no time and gives them all back.
    void paused()
    {
        PeerThread peer;
        test::ChannelWatch watch;
        const auto channel = test::channelOn(test::device(peer.path), watch);
        channel->open();
        QVERIFY(watch.isOpen());
        QVERIFY(channel->pausable());
        channel->setPaused(true);
        peer.send.store(true);
        QTest::qWait(100);
        timespec before{};
        timespec after{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &before);
        QTest::qWait(500);
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &after);
        const double used =
            static_cast<double>(after.tv_sec - before.tv_sec) + static_cast<double>(after.tv_nsec - before.tv_nsec) / 1e9;
        QVERIFY2(used < 0.2, qPrintable(QString::number(used)));
        QVERIFY(watch.received.empty());
        int pauses = 0;
        watch.onBytes = [&](std::string_view) {
            if (++pauses % 50 == 0) {
                channel->setPaused(true);
                QTimer::singleShot(1, this, [&channel] { channel->setPaused(false); });
            }
        };
        channel->setPaused(false);
        QTRY_COMPARE_WITH_TIMEOUT(watch.received.size(), Size, 120'000);
        QVERIFY(Pattern(2).matches(watch.received));
        QVERIFY(pauses > 50);
        watch.onBytes = nullptr;
    }

    // A channel made here and run on a session's thread; its counters are read from this one.
    void onAnotherThread()
    {
        PeerThread peer;
        const auto made = Channel::make(test::device(peer.path), {});
        QVERIFY(made.ok());
        std::atomic<bool> opened{false};
        std::atomic<bool> stop{false};
        std::atomic<const Channel *> channel{nullptr};
        std::thread thread([&] {
            QEventLoop loop;
            test::ChannelWatch watch;
            const auto own = test::channelOn(test::device(peer.path), watch);
            channel.store(own.get());
            own->open();
            opened.store(watch.isOpen());
            peer.send.store(true);
            QTimer timer;
            QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
                if (stop.load())
                    loop.quit();
            });
            timer.start(2);
            loop.exec();
        });
        QTRY_VERIFY_WITH_TIMEOUT(channel.load() && channel.load()->counters().bytesRead == Size, 120'000);
        stop.store(true);
        thread.join();
        QVERIFY(opened.load());
    }
};

ATSCOPE_TEST(TstSerialFlow)
#include "tst_serial_flow.moc"
