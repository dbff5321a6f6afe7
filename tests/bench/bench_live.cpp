// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// The live path with the whole window open and following: what a module writes into a pty as fast as it goes, and at 3,000,000
// bit/s; MB/s until the store has all of it, bytes lost, the longest gap of the event loop, CPU seconds per MB. The floor in the
// same run is a bare read() loop on a pty of the same kind, fed by the same process.
//
//     atscope_bench_live [MB (128)] [seconds at 3,000,000 bit/s (10)] [module (ML302; - for none)]
#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <random>
#include <vector>

#include <sys/wait.h>

#include <QApplication>
#include <QEventLoop>
#include <QTemporaryDir>
#include <QTimer>

#include "app/atscope/languages.h"
#include "app/atscope/main_window.h"
#include "bench/bench_pty.h"
#include "core/session/workbench.h"
#include "views/terminal/terminal_view.h"

using namespace atscope;
using namespace atscope::bench;

namespace {

constexpr std::size_t TileBytes = std::size_t{4} << 20U;
constexpr std::uint64_t BytesPerSecond = 300'000; // 3,000,000 bit/s, 8N1
constexpr std::int64_t SliceNs = 1'000'000;       // of the paced stream: what a fast adapter hands over at once
constexpr std::size_t ReadSize = 65'536;
constexpr int TickMs = 5;
constexpr std::int64_t LongestNs = 180'000'000'000;

// What a module says: answers, URCs, results; lines of 10 to 60 bytes.
std::string traffic()
{
    std::string out;
    out.reserve(TileBytes + 256);
    std::minstd_rand random(1);
    while (out.size() < TileBytes) {
        const auto number = std::to_string(random() % 30);
        switch (random() % 8) {
        case 0: out += "\r\n+MIPLEVENT: 0," + number + "\r\n"; break;
        case 1: out += "\r\n+CSQ: 21,99\r\n\r\nOK\r\n"; break;
        case 2: out += "\r\n+CREG: 2,1,\"0B2F\",\"0100701\",7\r\n"; break;
        case 3: out += "\r\n+MIPLOBSERVE: 0,267707,1,3200,0,-1\r\n"; break;
        case 4: out += "\r\n+MIPLREAD: 0,153973,3306,0,5850," + number + "\r\n"; break;
        case 5: out += "\r\n+CME ERROR: " + number + "\r\n"; break;
        case 6: out += "\r\n+CEREG: 1\r\n\r\n+CGREG: 1\r\n"; break;
        default: out += "\r\n+CCLK: \"24/05/17,10:22:" + number + "+32\"\r\n\r\nOK\r\n"; break;
        }
    }
    return out;
}

// ---------------------------------------------------------------------------------------------------------- the module

struct Order
{
    int line = 0; // which pty
    std::uint64_t bytes = 0;
    std::uint64_t perSecond = 0; // 0: as fast as it goes
};

[[noreturn]] void playModule(const std::string &tile, const std::vector<BarePty> &lines, int orders)
{
    for (Order order; readAll(orders, &order, sizeof order);) {
        const int fd = lines[static_cast<std::size_t>(order.line)].master;
        auto due = nowNs();
        std::uint64_t allowed = 0;
        for (std::uint64_t sent = 0; sent < order.bytes;) {
            const auto at = static_cast<std::size_t>(sent % tile.size());
            auto size = std::min<std::uint64_t>({ReadSize, tile.size() - at, order.bytes - sent});
            if (order.perSecond != 0) {
                due += SliceNs;
                allowed += order.perSecond * SliceNs / 1'000'000'000;
                const timespec when{due / 1'000'000'000, due % 1'000'000'000};
                clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &when, nullptr);
                size = std::min(size, allowed - sent);
            }
            writeAll(fd, tile.data() + at, size);
            sent += size;
        }
    }
    _exit(0);
}

// ---------------------------------------------------------------------------------------------------------- figures

struct Figures
{
    double seconds = 0;
    double cpu = 0;
    double longestGapMs = -1;
    double longestBusyMs = 0; // CPU time of the GUI thread inside one gap: what is left of it on a machine without other load
    std::uint64_t lost = 0;
    std::uint64_t events = 0;
    std::map<std::string, double> threads;
};

void print(const char *name, const Figures &figures, std::uint64_t bytes)
{
    const double mb = static_cast<double>(bytes) / 1e6;
    std::printf("%-16s %7.1f MB/s, %.4f CPU s/MB (%.0f MB in %.2f s)", name, mb / figures.seconds, figures.cpu / mb, mb, figures.seconds);
    if (figures.longestGapMs >= 0) {
        std::printf(", %llu bytes lost, longest gap of the event loop %.1f ms, at most %.1f ms CPU in one, %llu events\n                 CPU s/MB by thread:",
                    static_cast<unsigned long long>(figures.lost), figures.longestGapMs, figures.longestBusyMs, static_cast<unsigned long long>(figures.events));
        for (const auto &[thread, seconds] : figures.threads)
            if (seconds > 0.005 * figures.cpu)
                std::printf(" %s %.4f,", thread.c_str() + thread.find(' ') + 1, seconds / mb);
        // What the wall clock says on a machine that has other things to do is a lower bound; this is the upper one.
        const auto busiest = std::max_element(figures.threads.begin(), figures.threads.end(), [](const auto &a, const auto &b) { return a.second < b.second; });
        std::printf(" so %.0f MB/s at most by CPU time of the busiest", mb / busiest->second);
    }
    std::printf("\n");
}

Figures readBare(const BarePty &line, int orders, const Order &order)
{
    std::vector<char> buffer(ReadSize);
    Figures out;
    const double cpu = cpuSeconds();
    const auto from = nowNs();
    writeAll(orders, &order, sizeof order);
    for (std::uint64_t got = 0; got < order.bytes;) {
        const auto size = read(line.slave, buffer.data(), buffer.size());
        if (size <= 0)
            die("read");
        got += static_cast<std::uint64_t>(size);
    }
    out.seconds = static_cast<double>(nowNs() - from) / 1e9;
    out.cpu = cpuSeconds() - cpu;
    return out;
}

std::int64_t threadNs()
{
    timespec used{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return std::int64_t{used.tv_sec} * 1'000'000'000 + used.tv_nsec;
}

// By number and name, in order: threads that a thread starts have its name.
std::map<std::string, double> threadSeconds()
{
    std::map<std::string, double> out;
    for (const auto &task : std::filesystem::directory_iterator("/proc/self/task")) {
        std::ifstream name(task.path() / "comm");
        std::ifstream used(task.path() / "schedstat");
        std::string comm;
        double ns = 0;
        const auto number = task.path().filename().string();
        if (std::getline(name, comm) && used >> ns)
            out[number + (number == std::to_string(getpid()) ? " GUI" : ' ' + comm)] = ns / 1e9;
    }
    return out;
}

class Bench final
{
public:
    explicit Bench(const std::string &module) : m_module(module)
    {
        session::Workbench::Options options;
        options.settingsFolder = m_folder.path().toStdString();
        auto made = session::Workbench::open(std::move(options));
        if (!made)
            qFatal("the workbench does not open: %s", made.error().message.code.c_str());
        m_workbench = std::move(made).value();
        m_window = std::make_unique<MainWindow>(*m_workbench, m_languages);
        m_window->restore();
        m_window->show();
        m_workbench->start();
        QObject::connect(m_workbench.get(), &session::Workbench::problem, m_workbench.get(),
                         [](int, const base::Message &message, bool) { std::printf("problem: %s\n", message.code.c_str()); });
        wait(500);
    }
    ~Bench()
    {
        m_window->close();
        m_window.reset();
        m_workbench.reset();
    }

    Figures run(const BarePty &line, int orders, const Order &order, const std::string &tile)
    {
        session::SessionOptions options;
        options.port.kind = transport::PortKind::Device;
        options.port.device = line.path;
        options.module = m_module;
        const auto *log = m_workbench->connectPort(std::move(options));
        for (int i = 0; i < 500 && log && log->state != transport::ChannelState::Open; ++i)
            wait(10);
        if (!log || log->state != transport::ChannelState::Open)
            qFatal("the port does not open");
        wait(300);

        const auto &store = log->store();
        Figures out;
        const auto threads = threadSeconds();
        const double cpu = cpuSeconds();
        QEventLoop loop;
        QTimer tick;
        tick.setTimerType(Qt::PreciseTimer);
        auto last = nowNs();
        std::int64_t longest = 0;
        auto lastBusy = threadNs();
        std::int64_t longestBusy = 0;
        std::int64_t done = 0;
        const auto from = last;
        QObject::connect(&tick, &QTimer::timeout, &loop, [&] {
            const auto now = nowNs();
            longest = std::max(longest, now - last);
            last = now;
            const auto busy = threadNs();
            longestBusy = std::max(longestBusy, busy - lastBusy);
            lastBusy = busy;
            if (done == 0 && store.taken(base::Direction::Rx) >= order.bytes)
                done = now;
            // What comes behind the last byte (views that catch up) is a gap too.
            if ((done != 0 && now - done > 500'000'000) || now - from > LongestNs)
                loop.quit();
        });
        tick.start(TickMs);
        writeAll(orders, &order, sizeof order);
        loop.exec();
        out.cpu = cpuSeconds() - cpu;
        out.seconds = static_cast<double>((done != 0 ? done : last) - from) / 1e9;
        out.longestGapMs = static_cast<double>(longest) / 1e6;
        out.longestBusyMs = static_cast<double>(longestBusy) / 1e6;
        out.events = store.count();
        for (const auto &[name, seconds] : threadSeconds())
            out.threads[name] = seconds - (threads.contains(name) ? threads.at(name) : 0.0);

        // Lost is what was counted as lost, what never came, and what is not what was sent.
        const auto taken = store.taken(base::Direction::Rx);
        out.lost = log->live->counters().lost + (order.bytes - std::min(order.bytes, taken));
        for (std::uint64_t at = 0; at < taken; at += TileBytes / 4) {
            const auto got = store.bytes(base::Direction::Rx, {at, std::min<std::uint64_t>(TileBytes / 4, taken - at)});
            for (std::size_t i = 0; i < got.size(); ++i)
                out.lost += got[i] != tile[static_cast<std::size_t>((at + i) % tile.size())] ? 1U : 0U;
            out.lost += std::min<std::uint64_t>(TileBytes / 4, taken - at) - got.size();
        }
        m_workbench->closeLog(log->id);
        return out;
    }

    static void wait(int ms)
    {
        QEventLoop loop;
        QTimer::singleShot(ms, &loop, &QEventLoop::quit);
        loop.exec();
    }

private:
    std::string m_module;
    QTemporaryDir m_folder;
    std::unique_ptr<session::Workbench> m_workbench;
    Languages m_languages;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace

int main(int argc, char **argv)
{
    const std::uint64_t megabytes = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 128;
    const std::uint64_t seconds = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 10;
    const std::string module = argc > 3 ? argv[3] : "ML302";
    std::setvbuf(stdout, nullptr, _IOLBF, 0);

    const auto tile = traffic();
    std::vector<BarePty> lines;
    for (int i = 0; i < 4; ++i)
        lines.push_back(makePty());
    std::array<int, 2> orders{};
    if (pipe(orders.data()) != 0)
        die("pipe");
    const auto child = fork();
    if (child == 0) {
        close(orders[1]);
        playModule(tile, lines, orders[0]);
    }
    close(orders[0]);
    printLoad();

    const Order fast{0, megabytes * 1'000'000, 0};
    const Order paced{1, seconds * BytesPerSecond, BytesPerSecond};
    const auto floorFast = fast.bytes ? readBare(lines[0], orders[1], fast) : Figures();
    const auto floorPaced = paced.bytes ? readBare(lines[1], orders[1], paced) : Figures();
    {
        if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
            qputenv("QT_QPA_PLATFORM", "offscreen");
        QApplication application(argc, argv);
        Bench bench(module == "-" ? std::string() : module);
        if (fast.bytes) {
            print("full  floor", floorFast, fast.bytes);
            print("full  ATscope", bench.run(lines[2], orders[1], {2, fast.bytes, 0}, tile), fast.bytes);
        }
        if (paced.bytes) {
            print("paced floor", floorPaced, paced.bytes);
            print("paced ATscope", bench.run(lines[3], orders[1], {3, paced.bytes, BytesPerSecond}, tile), paced.bytes);
        }
    }
    printLoad();
    close(orders[1]);
    waitpid(child, nullptr, 0);
    return 0;
}
