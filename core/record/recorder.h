// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "core/base/queue.h"
#include "core/base/result.h"
#include "core/record/live_recording.h"

namespace atscope::record {

class DiskSyncer;

// Owns all recordings of the process and the thread that writes them: every 50 ms what is there goes to the files, every 5 s to
// the disks (from a second thread, so that a slow disk does not keep the next 50 ms waiting). It sleeps while nothing comes.
class Recorder final
{
public:
    struct Options
    {
        int flushMs = 50;
        int syncMs = 5000;
        std::size_t budget = base::RecordRing::DefaultBudget; // of each recording
        std::function<std::int64_t()> clock;                  // milliseconds, monotonic; none: std::chrono::steady_clock
        // A file cannot be written any more, can be written again (`recording-resumed` {file}), or was closed with bytes that
        // never got into it (`recording-lost-at-end` {file, bytes}). Called on the recorder thread, once a change.
        std::function<void(const std::string &path, const base::Error &)> onProblem;
        bool threads = true; // false: nothing happens but in step() (tests)
    };

    explicit Recorder(Options options);
    Recorder() : Recorder(Options()) {}
    ~Recorder(); // stops all recordings
    Recorder(const Recorder &) = delete;
    Recorder &operator=(const Recorder &) = delete;

    // A new recording in the folder (made if need be), named by fileName(); a name that is taken gets -2, -3 … . Touches the
    // disk: not for the I/O thread. Errors as makeFolder() and createFile(). `partSize`: bytes that one file may have; 0: any.
    base::Result<std::shared_ptr<Recording>> start(const std::string &folder, const Metadata &metadata, std::uint64_t partSize = 0);
    // The same in a file of the given name, which must not exist; later parts are named by partPath().
    base::Result<std::shared_ptr<Recording>> startFile(const std::string &path, const Metadata &metadata, std::uint64_t partSize = 0);

    // Writes what is there, to the disk too, and closes the file. Waits for that. No append() may run at the same time.
    void stop(const std::shared_ptr<Recording> &recording);
    void stopAll();
    // All that was appended before is in the files (and, with `toDisk`, on the disks) when it returns, unless they cannot be
    // written. For suspend and logout.
    void flush(bool toDisk = true);

    // One turn of the recorder thread, for tests without threads.
    void step();

private:
    using Handle = std::shared_ptr<Recording>;
    struct Request
    {
        enum class What : std::uint8_t { Add, Stop, StopAll, Flush, Sync } what = What::Add;
        Handle recording;                        // Add, Stop
        std::shared_ptr<std::atomic<bool>> done; // set when it was served
    };

    base::Result<Handle> add(base::Result<std::unique_ptr<RecordingWriter>> writer, std::uint64_t partSize, std::string folder);
    void ask(Request::What what, Handle recording = {});
    void ring(bool urgent);
    void run();
    int turn(); // milliseconds until the next is due though nothing comes; -1: none
    void serve(const Request &request);
    void drain(Recording &recording);
    bool flushFile(Recording &recording);
    void beginPart(Recording &recording, PartHead head, base::Stamp stamp, std::uint8_t lines);
    base::Result<std::unique_ptr<RecordingWriter>> createPart(const Recording &recording, const PartHead &head, base::Stamp stamp,
                                                             std::uint8_t lines) const;
    void sync(Recording &recording);
    void syncNow(Recording &recording);
    void close(Recording &recording);
    void report(const std::string &path, const base::Error &error) const;

    Options m_options;
    base::BatchQueue<Request> m_requests;
    std::vector<Handle> m_recordings; // the recorder thread's

    std::unique_ptr<DiskSyncer> m_syncer;

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_served;
    bool m_rung = false;   // under m_mutex, as the next two
    bool m_urgent = false; // does not wait for the rest of the 50 ms
    bool m_quit = false;
    std::atomic<bool> m_bellPending{false}; // spares the producers the mutex
    std::thread m_thread;
};

} // namespace atscope::record
