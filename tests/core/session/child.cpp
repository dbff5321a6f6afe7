// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// A session in a process of its own, to be killed: listens to a TCP port, prints the recording's name and then, a line each time
// something came, how many bytes were received by then. Arguments: port, folder, and how large one file of the recording may be.
#include <QCoreApplication>

#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>

#include "core/session/session.h"

using namespace atscope;

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (argc != 4)
        return 2;
    auto workspace = session::Workspace::open({});
    auto port = transport::PortAddress::parse(argv[1]);
    if (!workspace || !port)
        return 2;
    std::mutex mutex;
    std::condition_variable rang;
    bool ring = false;
    record::Recorder recorder;
    session::SessionOptions options;
    options.port = port.value();
    options.recordingFolder = argv[2];
    options.partSize = std::strtoull(argv[3], nullptr, 10);
    auto session = session::Session::start(*workspace.value(), recorder, std::move(options), [&] {
        const std::lock_guard lock(mutex);
        ring = true;
        rang.notify_one();
    });
    if (!session)
        return 3;
    std::printf("%s\n", session.value()->recordingPath().c_str());
    std::fflush(stdout);
    session.value()->open();
    for (;;) {
        std::unique_lock lock(mutex);
        rang.wait(lock, [&] { return ring; });
        ring = false;
        lock.unlock();
        session.value()->takeNews();
        session.value()->takeGrown();
        std::printf("%llu\n", static_cast<unsigned long long>(session.value()->counters().rx));
        std::fflush(stdout);
    }
}
