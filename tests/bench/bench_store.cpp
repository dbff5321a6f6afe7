// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What a store of 10 million events costs: appending, memory, filtering, reading rows, finding a place. The floor in the same run:
// pushing records of the same size into a plain vector. With a spill file (in the folder given, else the temporary one) and
// without.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "core/store/event_store.h"
#include "core/store/row_filter.h"

using namespace atscope;
using engine::Event;
using engine::EventKind;
using engine::Why;
using store::EventStore;
using store::RowFilter;

namespace {

constexpr std::uint64_t Total = 10'000'000;
constexpr std::int64_t Start = 1'795'256'551'004'000'000;

double seconds(const std::function<void()> &work)
{
    const auto from = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
}

// Resident memory in bytes; 0 where nobody says.
double resident()
{
    double pages = 0;
    if (std::FILE *file = std::fopen("/proc/self/statm", "r")) {
        if (std::fscanf(file, "%*s %lf", &pages) != 1)
            pages = 0;
        std::fclose(file);
    }
    return pages * 4096;
}

// Command, echo, answer, final and now and then a URC: what a busy module says.
class Dialogue
{
public:
    const Event &next()
    {
        m_event = {};
        m_event.id = ++m_id;
        m_event.stamp = {m_now += 700'000 + static_cast<std::int64_t>(m_random() % 100'000)};
        std::uint64_t length = 8 + m_random() % 40;
        switch (m_id % 5) {
        case 1:
            m_command = m_id;
            m_sent = m_event.stamp;
            m_event.kind = EventKind::Command;
            m_event.why = Why::SentLine;
            m_event.direction = base::Direction::Tx;
            m_form = static_cast<int>(m_random() % 300);
            break;
        case 2:
            m_event.kind = EventKind::Echo;
            m_event.why = Why::EchoExact;
            break;
        case 3:
            m_event.kind = EventKind::Answer;
            m_event.why = Why::AnswerShape;
            m_event.shape = 0;
            break;
        case 4:
            m_event.kind = EventKind::Final;
            m_event.why = Why::FinalAnchored;
            m_event.success = true;
            m_event.ms = base::millisBetween(m_sent, m_event.stamp);
            length = 6;
            break;
        default:
            m_event.kind = EventKind::Urc;
            m_event.why = Why::UrcTable;
            m_event.urc = static_cast<int>(m_random() % 60);
            m_event.shape = 0;
            break;
        }
        if (m_event.kind != EventKind::Urc)
            m_event.form = m_form;
        if (m_event.kind != EventKind::Urc && m_event.kind != EventKind::Command)
            m_event.of = m_command;
        std::uint64_t &at = m_at[static_cast<std::size_t>(m_event.direction)];
        m_event.span = {at, length};
        at += length;
        return m_event;
    }

private:
    std::minstd_rand m_random{1};
    Event m_event;
    std::uint64_t m_id = 0;
    std::uint64_t m_command = 0;
    base::Stamp m_sent;
    std::int64_t m_now = Start;
    int m_form = 0;
    std::array<std::uint64_t, 2> m_at{};
};

void measureFloor()
{
    struct Plain
    {
        std::uint32_t offset, time;
        std::uint16_t length, name, bits, back;
    };
    static_assert(sizeof(Plain) == 16);
    std::vector<Plain> plain;
    Dialogue dialogue;
    const double took = seconds([&] {
        for (std::uint64_t i = 0; i < Total; ++i) {
            const Event &e = dialogue.next();
            plain.push_back({static_cast<std::uint32_t>(e.span.offset), static_cast<std::uint32_t>(e.stamp.ns / 1000),
                             static_cast<std::uint16_t>(e.span.length), static_cast<std::uint16_t>(e.form + 1),
                             static_cast<std::uint16_t>(e.kind), static_cast<std::uint16_t>(e.id - e.of)});
        }
    });
    std::printf("floor      append %6.2f M events/s into a plain vector (making the events included)\n",
                static_cast<double>(plain.size()) / 1e6 / took);
    std::uint64_t rows = 0;
    const double filtering = seconds([&] {
        for (const Plain &record : plain)
            rows += record.bits == static_cast<std::uint16_t>(EventKind::Urc) ? 1 : 0;
    });
    std::printf("floor      filter %6.0f ms, %llu rows counted\n", filtering * 1e3, static_cast<unsigned long long>(rows));
}

void measure(const char *name, const std::string &spillFile)
{
    const double before = resident();
    EventStore::Options options;
    options.spillFile = spillFile;
    EventStore store({}, options);
    Dialogue dialogue;
    catalog::FactState facts;
    for (int i = 0; i < 40; ++i)
        facts.set("family.fact" + std::to_string(i), i);
    const double appending = seconds([&] {
        for (std::uint64_t i = 0; i < Total; ++i) {
            if (i % 10 == 0) {
                facts.set("family.fact" + std::to_string(i % 7), static_cast<std::int64_t>(i / 10 % 5));
                store.setContext(nullptr, facts);
            }
            store.append(dialogue.next());
        }
    });
    const double grown = resident() - before;
    const EventStore::Usage usage = store.usage();
    std::printf("%-10s append %6.2f M events/s, a fact changes every 10 events\n", name, static_cast<double>(Total) / 1e6 / appending);
    std::printf("%-10s memory %6.1f bytes an event, %.0f MiB more are resident, %zu of %zu chunks\n", name,
                grown / static_cast<double>(Total), grown / 1048576, usage.chunksInMemory, usage.chunks);

    RowFilter filter([](const EventStore::Brief &brief) { return brief.kind == EventKind::Urc; });
    const double filtering = seconds([&] { filter.extend(store); });
    std::printf("%-10s filter %6.0f ms, %llu rows\n", name, filtering * 1e3, static_cast<unsigned long long>(filter.rows()));
    std::mt19937_64 random(2);
    std::uint64_t sum = 0;
    const double rows = seconds([&] {
        for (int i = 0; i < 1'000'000; ++i)
            sum += filter.idOf(random() % filter.rows());
    });
    std::printf("%-10s idOf   %6.0f ns (sum %llu)\n", name, rows * 1e3, static_cast<unsigned long long>(sum));

    Event event;
    double worstFind = 0;
    double worstTime = 0;
    for (int i = 0; i < 50; ++i) {
        const std::uint64_t id = 1 + random() % Total;
        if (!store.event(id, event))
            std::printf("%-10s event %llu is lost\n", name, static_cast<unsigned long long>(id));
        std::uint64_t found = 0;
        worstFind = std::max(worstFind, seconds([&] { found = store.find(store.anchorOf(event)); }));
        worstTime = std::max(worstTime, seconds([&] { found += store.findTime(event.stamp); }));
        if (found < id || found > 2 * id)
            std::printf("%-10s event %llu is not found\n", name, static_cast<unsigned long long>(id));
    }
    std::printf("%-10s find   %6.2f ms at most, findTime %.2f ms at most\n", name, worstFind * 1e3, worstTime * 1e3);
    const double facting = seconds([&] {
        for (int i = 0; i < 50; ++i)
            sum += store.factsAt(1 + random() % Total).all().size();
    });
    std::printf("%-10s facts  %6.3f ms\n", name, facting * 1e3 / 50);
}

// A screen of rows with their text, anywhere in a million events.
void measureRows()
{
    EventStore store({});
    Dialogue dialogue;
    constexpr std::uint64_t Events = 1'000'000;
    for (std::uint64_t i = 0; i < Events; ++i) {
        const Event &event = dialogue.next();
        store.takeBytes(event.direction, std::string(static_cast<std::size_t>(event.span.length), 'x'));
        store.append(event);
    }
    std::minstd_rand random(1);
    Event event;
    std::size_t sum = 0;
    double worst = 0;
    double all = 0;
    for (int screen = 0; screen < 200; ++screen) {
        const double took = seconds([&] {
            for (int row = 0; row < 50; ++row) {
                store.event(1 + random() % Events, event);
                sum += store.bytes(event, EventStore::ShownBytes).size();
            }
        });
        worst = std::max(worst, took);
        all += took;
    }
    std::printf("rows       50 random rows with bytes %.3f ms, %.3f ms at most (%zu bytes)\n", all * 1e3 / 200, worst * 1e3, sum);
}

void measureContext()
{
    catalog::FactState facts;
    for (int i = 0; i < 40; ++i)
        facts.set("family.fact" + std::to_string(i), i);
    EventStore store({});
    constexpr int Calls = 1'000'000;
    const double took = seconds([&] {
        for (int i = 0; i < Calls; ++i)
            store.setContext(nullptr, facts);
    });
    std::printf("context    %.0f ns for the same 40 facts again\n", took * 1e9 / Calls);
}

} // namespace

int main(int argc, char **argv)
{
    const std::filesystem::path folder = argc > 1 ? std::filesystem::path(argv[1]) : std::filesystem::temp_directory_path();
    const auto unique = std::chrono::system_clock::now().time_since_epoch().count();
    measureFloor();
    measure("spilling", (folder / ("atscope-bench-store-" + std::to_string(unique))).string());
    measure("in memory", {});
    measureRows();
    measureContext();
    return 0;
}
