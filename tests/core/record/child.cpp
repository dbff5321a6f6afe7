// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What the tests of the recorder do in a process of their own. Prints what happened, a line each.
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <string>
#include <thread>

#include <grp.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/record/recorder.h"

using namespace atscope;
using namespace atscope::record;

namespace {

Metadata metadata()
{
    Metadata data;
    data.started = base::Stamp{1'795'256'551'004'000'000};
    data.port = "ttyUSB0";
    data.module = "ML302";
    return data;
}

void say(const std::string &line)
{
    std::printf("%s\n", line.c_str());
    std::fflush(stdout);
}

void pause(int ms)
{
    std::this_thread::sleep_for(std::chrono::milliseconds(ms));
}

// Appends a number every millisecond until it is killed.
int appendForEver(const std::string &folder)
{
    Recorder recorder;
    const auto recording = recorder.start(folder, metadata());
    if (!recording)
        return 3;
    say((*recording)->path());
    for (int n = 0;; ++n) {
        const std::string text = std::to_string(n) + "\r\n";
        (*recording)->append(RecordView::data(base::Direction::Rx, base::Stamp{1'795'256'551'004'000'000 + n}, text));
        say(std::to_string(n));
        pause(1);
    }
}

// Flushes once, then leaves records in memory and waits to be killed.
int flushOnce(const std::string &file)
{
    auto writer = RecordingWriter::create(file, metadata());
    if (!writer)
        return 3;
    for (int n = 0; n < 100; ++n)
        (*writer)->append(RecordView::data(base::Direction::Tx, base::Stamp{1 + n}, "flushed"));
    if ((*writer)->flush())
        return 3;
    (*writer)->append(RecordView::data(base::Direction::Tx, base::Stamp{1000}, "not yet"));
    say("flushed");
    pause(60'000);
    return 0;
}

void limitFiles(rlim_t bytes)
{
    rlimit limit{};
    ::getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = bytes;
    ::setrlimit(RLIMIT_FSIZE, &limit);
}

// The file may not grow beyond 64 KiB for a while; the ring holds 64 KiB. What came meanwhile and did not fit is a loss.
int fullDisk(const std::string &file)
{
    std::signal(SIGXFSZ, SIG_IGN);
    limitFiles(65'536);
    Recorder::Options options;
    options.flushMs = 5;
    options.budget = 65'536;
    options.onProblem = [](const std::string &, const base::Error &error) { say(error.message.code); };
    Recorder recorder(options);
    const auto recording = recorder.startFile(file, metadata());
    if (!recording)
        return 3;
    const std::string piece(1000, 'x');
    for (int n = 0; n < 400; ++n) {
        (*recording)->append(RecordView::data(base::Direction::Rx, base::Stamp{1 + n}, piece));
        pause(1);
    }
    (*recording)->append(RecordView::note(base::Stamp{500}, R"({"atscope":1,"still":"here"})"));
    const auto counters = (*recording)->counters();
    say("taken " + std::to_string(counters.taken[0]));
    say("lost " + std::to_string(counters.lost[0]));
    say(counters.failing ? "failing" : "fine");
    limitFiles(RLIM_INFINITY);
    for (int n = 0; n < 300 && (*recording)->counters().failing; ++n)
        pause(10);
    (*recording)->append(RecordView::data(base::Direction::Rx, base::Stamp{600}, "at the end"));
    recorder.stop(*recording);
    return 0;
}

// Never gets the room it needs.
int diskStaysFull(const std::string &file)
{
    std::signal(SIGXFSZ, SIG_IGN);
    limitFiles(4096);
    Recorder::Options options;
    options.onProblem = [](const std::string &, const base::Error &error) {
        say(error.message.code + ' ' + std::string(error.message.arg("bytes")));
    };
    Recorder recorder(options);
    const auto recording = recorder.startFile(file, metadata());
    if (!recording)
        return 3;
    (*recording)->append(RecordView::data(base::Direction::Rx, base::Stamp{1}, std::string(10'000, 'x')));
    recorder.stop(*recording);
    return 0;
}

// As somebody who may write nothing here.
int asNobody(const std::string &folder, const std::string &file)
{
    if (::geteuid() == 0 && (::setgroups(0, nullptr) != 0 || ::setgid(65'534) != 0 || ::setuid(65'534) != 0))
        return 3;
    Recorder recorder;
    const auto code = [](const auto &result) { return result ? std::string("ok") : result.error().message.code; };
    say(code(recorder.start(folder, metadata())));
    say(code(recorder.start(folder + "/new/one", metadata())));
    say(code(RecordingReader::open(file)));
    say(code(RecordingWriter::reopen(file)));
    return 0;
}

int reopen(const std::string &file)
{
    const auto writer = RecordingWriter::reopen(file);
    say(writer ? "ok" : writer.error().message.code);
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const std::string what = argc > 1 ? argv[1] : "";
    const std::string first = argc > 2 ? argv[2] : "";
    const std::string second = argc > 3 ? argv[3] : "";
    if (what == "append")
        return appendForEver(first);
    if (what == "flush")
        return flushOnce(first);
    if (what == "full")
        return fullDisk(first);
    if (what == "stays-full")
        return diskStaysFull(first);
    if (what == "nobody")
        return asNobody(first, second);
    if (what == "reopen")
        return reopen(first);
    return 2;
}
