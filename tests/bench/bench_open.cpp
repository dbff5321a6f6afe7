// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Opening a large recording: decoded anew, and from its side index. The floor is reading the file once. Argument: megabytes (200).
#include <QCoreApplication>
#include <QDir>
#include <QTemporaryDir>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <thread>

#include "core/record/recording.h"
#include "core/session/opened_recording.h"

using namespace atscope;
using base::Direction;
using base::Stamp;
using record::RecordView;
using Clock = std::chrono::steady_clock;

namespace {

double since(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

void makeRecording(const std::string &path, std::uint64_t size)
{
    record::Metadata data;
    data.session = record::newSessionId();
    data.started = Stamp{1'795'256'551'004'000'000};
    data.module = "ML302";
    auto writer = record::RecordingWriter::create(path, data);
    std::int64_t now = data.started.ns;
    for (int n = 0; writer.ok() && (*writer)->fileSize() < size; ++n) {
        const auto put = [&](Direction direction, const std::string &bytes) {
            now += 5'000'000;
            (*writer)->append(RecordView::data(direction, Stamp{now}, bytes));
        };
        put(Direction::Tx, "AT+CSQ\r");
        put(Direction::Rx, "AT+CSQ\r\r\n+CSQ: " + std::to_string(n % 32) + ",99\r\n\r\nOK\r\n");
        put(Direction::Rx, "\r\n+CIOTCMD:24,\r\n{\"switch\":1,\"n\":12345}\r\n");
        put(Direction::Rx, "\r\n+CEREG: " + std::to_string(n % 6) + "\r\n");
    }
    (*writer)->flush();
}

// Seconds until all of it is there, and until a page at its end is.
void open(session::Workspace &workspace, const std::string &file, const std::string &folder, const char *what)
{
    const auto start = Clock::now();
    auto opened = session::OpenedRecording::open(workspace, file, {}, folder);
    if (!opened)
        std::exit(1);
    const auto &reading = *opened.value();
    while (!reading.done())
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    const double whole = since(start);
    engine::Event event;
    std::size_t bytes = 0;
    for (std::uint64_t id = reading.store().count() - 60; id <= reading.store().count(); ++id)
        if (reading.store().event(id, event))
            bytes += reading.store().bytes(event).size();
    const double shown = since(start);
    std::printf("%-28s %8.3f s, last page %8.3f s, %llu events%s\n", what, whole, shown, static_cast<unsigned long long>(reading.store().count()),
                reading.fromIndex() ? ", nothing decoded" : "");
    const auto waited = Clock::now();
    while (!folder.empty() && !reading.fromIndex() && !reading.store().usage().saved && since(waited) < 60)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    if (bytes == 0)
        std::printf("nothing on the last page\n");
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const auto megabytes = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 200;
    const QTemporaryDir folder;
    const auto file = folder.filePath("recording.pcapng").toStdString();
    const auto indexes = folder.filePath("index").toStdString();
    makeRecording(file, megabytes << 20U);
    auto workspace = session::Workspace::open({});
    if (!workspace)
        return 1;
    const auto start = Clock::now();
    std::ifstream in(file, std::ios::binary);
    std::string block(1 << 20, '\0');
    while (in.read(block.data(), static_cast<std::streamsize>(block.size()))) {
    }
    std::printf("%-28s %8.3f s (%llu MiB)\n", "floor: the file read once", since(start), megabytes);
    open(*workspace.value(), file, {}, "decoded");
    open(*workspace.value(), file, indexes, "decoded, index written");
    open(*workspace.value(), file, indexes, "from the index");
    open(*workspace.value(), file, indexes, "from the index again");
    for (const auto &index : QDir(folder.filePath("index")).entryInfoList({"*.index"}, QDir::Files))
        std::printf("index: %.1f MiB\n", static_cast<double>(index.size()) / (1 << 20));
    return 0;
}
