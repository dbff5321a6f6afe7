// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/queue.h"

#include <QTest>

#include <atomic>
#include <string>
#include <thread>

#include "support/test_main.h"

using namespace atscope::base;

class TstQueue final : public QObject
{
    Q_OBJECT
private slots:
    void keepsOrderAndBytes();
    void refusesAndCountsWhatDoesNotFit();
    void keepsAReserve();
    void memoryFollowsTheBacklog();
    void handsOverBetweenThreads();
    void batchesFromManyThreads();
    void bellRingsOnlyWhenItWasEmpty();
};

namespace {

// A record that shows where it stood in its series.
std::string numbered(std::uint32_t n, std::size_t size)
{
    std::string text(size, static_cast<char>('a' + n % 26));
    return std::to_string(n) + ':' + text;
}

} // namespace

void TstQueue::keepsOrderAndBytes()
{
    RecordRing ring;
    std::string_view record;
    QVERIFY(!ring.front(record));
    QVERIFY(ring.push("head", "body"));
    QVERIFY(ring.push("", ""));
    QVERIFY(ring.push(std::string(200'000, 'x'))); // larger than a chunk
    QVERIFY(ring.push("after"));
    QCOMPARE(ring.used(), 8 + 200'000 + 5 + 4 * RecordRing::Overhead);
    QVERIFY(ring.front(record));
    QCOMPARE(record, std::string_view("headbody"));
    QVERIFY(ring.front(record)); // as often as one likes
    QCOMPARE(record, std::string_view("headbody"));
    ring.pop();
    QVERIFY(ring.front(record));
    QVERIFY(record.empty());
    ring.pop();
    QVERIFY(ring.front(record));
    QCOMPARE(record.size(), std::size_t{200'000});
    ring.pop();
    QVERIFY(ring.front(record));
    QCOMPARE(record, std::string_view("after"));
    ring.pop();
    QVERIFY(!ring.front(record));
    QCOMPARE(ring.used(), std::size_t{0});
}

void TstQueue::refusesAndCountsWhatDoesNotFit()
{
    RecordRing ring(100);
    QVERIFY(ring.push(std::string(60, 'a')));
    QCOMPARE(ring.room(), 100U - 64U - RecordRing::Overhead);
    QVERIFY(!ring.push(std::string(33, 'b')));
    QVERIFY(!ring.push("cc", std::string(40, 'c')));
    QCOMPARE(ring.droppedRecords(), std::uint64_t{2});
    QCOMPARE(ring.droppedBytes(), std::uint64_t{75});
    QVERIFY(ring.push(std::string(ring.room(), 'd'))); // exactly what it says
    QCOMPARE(ring.room(), std::size_t{0});
    std::string_view record;
    QVERIFY(ring.front(record));
    ring.pop();
    QVERIFY(ring.push(std::string(60, 'e')));
    QVERIFY(!ring.push(std::string(1000, 'f')));
    RecordRing none(0);
    QVERIFY(!none.push(""));
    QVERIFY(!none.front(record));
}

void TstQueue::keepsAReserve()
{
    RecordRing ring(100, 40);
    QVERIFY(ring.push(std::string(50, 'a')));
    QVERIFY(!ring.push(std::string(10, 'b')));
    QVERIFY(ring.push(std::string(10, 'c'), {}, RecordRing::Room::Reserve));
    QVERIFY(!ring.push(std::string(40, 'd'), {}, RecordRing::Room::Reserve));
    QCOMPARE(ring.droppedRecords(), std::uint64_t{2});
}

void TstQueue::memoryFollowsTheBacklog()
{
    // 300 MB go through a ring of 1 MB: were its memory not given back, the sanitizers and this test would show it.
    RecordRing ring(std::size_t{1} << 20U);
    const std::string piece(1000, 'p');
    std::string_view record;
    for (int i = 0; i < 300'000; ++i) {
        QVERIFY(ring.push(piece));
        QVERIFY(ring.front(record));
        ring.pop();
    }
    QCOMPARE(ring.used(), std::size_t{0});
    QCOMPARE(ring.droppedBytes(), std::uint64_t{0});
}

void TstQueue::handsOverBetweenThreads()
{
    constexpr std::uint32_t count = 200'000;
    RecordRing ring(std::size_t{256} << 10U);
    std::atomic<std::uint64_t> refused{0};
    std::thread producer([&] {
        for (std::uint32_t n = 0; n < count;) {
            if (ring.push(numbered(n, n % 700)))
                ++n;
            else
                refused.fetch_add(1), std::this_thread::yield();
        }
    });
    std::uint32_t expected = 0;
    bool fits = true;
    std::string_view record;
    while (expected < count) {
        if (!ring.front(record)) {
            std::this_thread::yield();
            continue;
        }
        fits = fits && record == numbered(expected, expected % 700);
        ring.pop();
        ++expected;
    }
    producer.join();
    QVERIFY(fits);
    QVERIFY(!ring.front(record));
    QCOMPARE(ring.used(), std::size_t{0});
    QCOMPARE(ring.droppedRecords(), refused.load());
}

void TstQueue::batchesFromManyThreads()
{
    constexpr int each = 20'000;
    std::atomic<int> rung{0};
    BatchQueue<std::pair<int, int>> queue([&] { rung.fetch_add(1); });
    std::vector<std::thread> producers;
    for (int who = 0; who < 3; ++who)
        producers.emplace_back([&queue, who] {
            for (int i = 0; i < each; ++i)
                queue.push({who, i});
        });
    int next[3] = {0, 0, 0};
    bool inOrder = true;
    for (int got = 0; got < 3 * each;) {
        const auto batch = queue.takeAll();
        for (const auto &[who, i] : batch)
            inOrder = inOrder && next[who]++ == i;
        got += static_cast<int>(batch.size());
    }
    for (std::thread &producer : producers)
        producer.join();
    QVERIFY(inOrder);
    QVERIFY(rung.load() > 0);
    QCOMPARE(queue.size(), std::size_t{0});
}

void TstQueue::bellRingsOnlyWhenItWasEmpty()
{
    int rung = 0;
    BatchQueue<int> queue([&] { ++rung; });
    queue.push(1);
    queue.push(2);
    QCOMPARE(rung, 1);
    QCOMPARE(queue.takeAll(), (std::vector<int>{1, 2}));
    QVERIFY(queue.takeAll().empty());
    queue.push(3);
    QCOMPARE(rung, 2);
    BatchQueue<int> silent;
    silent.push(1);
    QCOMPARE(silent.size(), std::size_t{1});
}

ATSCOPE_TEST(TstQueue)
#include "tst_queue.moc"
