// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// How long the line is idle between two queued commands: from the last byte of OK, written by the module, to the first byte of
// the next command, read by it; median and 99th percentile. Floors in the same run, on ptys of the same kind with the same
// module: a loop of bare read() and write(), and one of QSerialPort.
//
//     atscope_bench_turnaround [commands a pass (500)]
#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <vector>

#include <sys/wait.h>

#include <QCoreApplication>
#include <QEventLoop>
#include <QSerialPort>
#include <QTemporaryDir>
#include <QTimer>

#include "bench/bench_pty.h"
#include "core/session/session.h"

using namespace atscope;
using namespace atscope::bench;

namespace {

constexpr std::string_view Command = "AT\r";
constexpr std::string_view Ok = "\r\nOK\r\n";
constexpr int Passes = 8; // of each, in turn: what else runs on the machine meets all three alike

// Answers `count` commands on each pty, one pty after the other, and tells how long it waited for each but the first.
[[noreturn]] void playModule(const std::vector<BarePty> &lines, int count, int results)
{
    for (const auto &line : lines) {
        std::vector<double> waited;
        std::int64_t answered = 0;
        char buffer[4096];
        for (int i = 0; i < count; ++i) {
            bool whole = false;
            bool first = true;
            while (!whole) {
                const auto got = read(line.master, buffer, sizeof buffer);
                const auto now = nowNs();
                if (got <= 0)
                    die("module");
                if (std::exchange(first, false) && answered != 0)
                    waited.push_back(static_cast<double>(now - answered) / 1e3);
                whole = std::memchr(buffer, '\r', static_cast<std::size_t>(got)) != nullptr;
            }
            writeAll(line.master, Ok.data(), Ok.size());
            answered = nowNs();
        }
        writeAll(results, waited.data(), waited.size() * sizeof(double));
    }
    _exit(0);
}

void askBare(const BarePty &line, int count)
{
    char buffer[4096];
    for (int i = 0; i < count; ++i) {
        writeAll(line.slave, Command.data(), Command.size());
        std::string answer;
        while (!answer.ends_with("OK\r\n")) {
            const auto got = read(line.slave, buffer, sizeof buffer);
            if (got <= 0)
                die("read");
            answer.append(buffer, static_cast<std::size_t>(got));
        }
    }
}

void askSerialPort(const BarePty &line, int count)
{
    QSerialPort port;
    port.setPortName(QString::fromStdString(line.path));
    if (!port.open(QIODevice::ReadWrite))
        qFatal("QSerialPort does not open");
    QEventLoop loop;
    QByteArray answer;
    int answered = 0;
    const auto ask = [&] {
        port.write(Command.data(), static_cast<qint64>(Command.size()));
        port.flush();
    };
    QObject::connect(&port, &QSerialPort::readyRead, &loop, [&] {
        answer += port.readAll();
        if (!answer.endsWith("OK\r\n"))
            return;
        answer.clear();
        if (++answered == count)
            loop.quit();
        else
            ask();
    });
    ask();
    loop.exec();
}

void askSession(const BarePty &line, int count)
{
    QTemporaryDir folder;
    session::Settings settings;
    settings.module = "ML302";
    auto opened = session::Workspace::open(settings);
    if (!opened)
        qFatal("the workspace does not open");
    const auto workspace = std::move(opened).value();
    record::Recorder recorder;
    session::SessionOptions options;
    options.port.kind = transport::PortKind::Device;
    options.port.device = line.path;
    options.recordingFolder = folder.path().toStdString();
    auto started = session::Session::start(*workspace, recorder, std::move(options));
    if (!started)
        qFatal("the session does not start: %s", started.error().message.code.c_str());
    const auto session = std::move(started).value();
    session->open();
    QEventLoop loop;
    QTimer tick;
    int over = 0;
    int failed = 0;
    QObject::connect(&tick, &QTimer::timeout, &loop, [&] {
        for (const auto &news : session->takeNews()) {
            if (news.kind == session::SessionNews::Kind::State && news.state == transport::ChannelState::Open) {
                for (int i = 0; i < count; ++i) {
                    engine::Request request;
                    request.line = "AT";
                    session->submit(std::move(request));
                }
            }
            if (news.kind == session::SessionNews::Kind::Outcome) {
                ++over;
                failed += news.outcome.result == engine::Result::Ok ? 0 : 1;
            }
        }
        if (over >= count)
            loop.quit();
    });
    tick.start(20);
    loop.exec();
    if (failed != 0)
        std::printf("%d commands failed\n", failed);
}

double at(std::vector<double> &sorted, double part)
{
    return sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(part * static_cast<double>(sorted.size())))];
}

} // namespace

int main(int argc, char **argv)
{
    const int count = argc > 1 ? std::max(2, std::atoi(argv[1])) : 500;
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    struct Kind
    {
        const char *name;
        void (*ask)(const BarePty &, int);
        std::vector<double> waited;
    };
    std::array<Kind, 3> kinds{{{"bare C loop", askBare, {}}, {"QSerialPort loop", askSerialPort, {}}, {"ATscope session", askSession, {}}}};
    std::vector<BarePty> lines;
    for (std::size_t i = 0; i < Passes * kinds.size(); ++i)
        lines.push_back(makePty());
    std::array<int, 2> results{};
    if (pipe(results.data()) != 0)
        die("pipe");
    const auto child = fork();
    if (child == 0)
        playModule(lines, count, results[1]);
    QCoreApplication application(argc, argv);
    printLoad();
    for (std::size_t i = 0; i < lines.size(); ++i) {
        auto &kind = kinds[i % kinds.size()];
        kind.ask(lines[i], count);
        std::vector<double> waited(static_cast<std::size_t>(count) - 1);
        if (!readAll(results[0], waited.data(), waited.size() * sizeof(double)))
            die("results");
        kind.waited.insert(kind.waited.end(), waited.begin(), waited.end());
    }
    for (auto &kind : kinds)
        std::sort(kind.waited.begin(), kind.waited.end());
    const double floor = at(kinds[0].waited, 0.5);
    for (auto &kind : kinds)
        std::printf("turnaround %-16s median %6.1f µs, p99 %7.1f µs, %.2f times the floor (%zu)\n", kind.name, at(kind.waited, 0.5), at(kind.waited, 0.99),
                    at(kind.waited, 0.5) / floor, kind.waited.size());
    printLoad();
    waitpid(child, nullptr, 0);
    return 0;
}
