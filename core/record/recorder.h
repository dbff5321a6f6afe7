// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
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
#include "core/record/parts.h"
#include "core/record/recording.h"

namespace atscope::record {

// What stands at the beginning of another file of a recording.
struct PartHead
{
    Metadata metadata;              // of that file; `part` and `begin` say which it is
    std::string closing;            // a note for the end of the file before it
    std::vector<std::string> notes; // the first packets: all that is in force, so that the file opens alone
    // What was still open (the beginning of a line, of a payload) and stands in it again: the first bytes from `begin` on.
    struct Bytes
    {
        base::Direction direction = base::Direction::Rx;
        base::Stamp stamp;
        std::string bytes;
    };
    std::vector<Bytes> open;
};

// One recording that is being made, in one file or a row of them. append() and beginPart() belongs to one thread (the session's I/O thread) and never waits, never touches a
// disk; everything else may be asked by any thread.
class Recording final
{
public:
    // Takes the record, or counts what it had to drop; as soon as there is room again, a loss of that size goes in before the
    // next record. Notes have a reserve of their own behind a full ring. False: dropped, or the recording was stopped.
    // `told`, by direction: bytes of the losses that went in just now, before the record and with its stamp, or though it was
    // dropped itself.
    using Told = std::array<std::uint64_t, 2>;
    bool append(const RecordView &record, Told *told = nullptr);

    // Whether the record would make the file larger than it may be (`partSize` of start()); never, before the file has at least as
    // much as its own beginning needed. The owner of append() then calls beginPart(), where it can say what is in force.
    bool isFull(const RecordView &next) const;
    // What is appended from now on goes to another file. False: the ring has no room just now. If the file cannot be made (that is
    // reported), the notes, which `head` has, go to the present one, which goes on.
    bool beginPart(PartHead head, base::Stamp stamp);
    std::uint32_t part() const { return m_part; } // number of the last one that was begun

    // How many bytes of data append() would take now without dropping: who can leave bytes where they are (TCP, pty) asks first.
    std::size_t room() const;

    struct Counters
    {
        std::array<std::uint64_t, 2> taken{};   // bytes of data by direction, handed to append()
        std::array<std::uint64_t, 2> lost{};    // of them dropped
        std::array<std::uint64_t, 2> written{}; // of them in the file
        std::uint64_t waiting = 0;              // bytes in the ring
        std::uint64_t fileSize = 0;             // of all its files
        bool failing = false; // the file cannot be written just now
    };
    Counters counters() const;
    const std::string &path() const { return m_path; } // of the first file
    std::shared_ptr<const PartList> parts() const { return m_parts; }

private:
    friend class Recorder;
    struct Limits
    {
        std::size_t budget = 0;
        std::uint64_t partSize = 0;
        std::string folder; // empty: the file was named
    };
    Recording(std::unique_ptr<RecordingWriter> writer, Limits limits, std::function<void(bool urgent)> bell);
    bool push(const RecordView &record, base::RecordRing::Room room, std::uint32_t part = 0);
    bool pushLosses(base::Stamp stamp, Told *told = nullptr);
    void finish(); // the producer is done

    const std::string m_path;
    const Limits m_limits;
    base::RecordRing m_ring;
    const std::function<void(bool urgent)> m_bell;
    const std::shared_ptr<PartList> m_parts;
    base::BatchQueue<std::pair<std::uint32_t, PartHead>> m_heads; // in the ring stands only the number

    // The producer's.
    std::uint32_t m_part = 1;
    std::uint64_t m_partBytes = 0; // of the file, once all is written
    std::uint64_t m_headBytes = 0; // of them, what its beginning takes
    std::array<std::uint64_t, 2> m_unreported{}; // dropped, and no loss says so yet
    std::uint8_t m_lines = 0;
    base::Stamp m_lastStamp;

    // The recorder thread's.
    std::unique_ptr<RecordingWriter> m_writer;
    std::array<std::uint64_t, 2> m_encoded{}; // bytes of data in the writer's buffer and in the file
    std::uint64_t m_sizeBefore = 0;           // of the parts before
    std::vector<std::weak_ptr<OutputFile>> m_before; // those that may not be on the disk yet
    std::string m_failure;                    // code of why it cannot be written just now
    std::int64_t m_retryAt = 0;
    std::int64_t m_unsyncedSince = 0; // 0: all is on the disk

    std::atomic<bool> m_stopped{false};
    std::array<std::atomic<std::uint64_t>, 2> m_taken{};
    std::array<std::atomic<std::uint64_t>, 2> m_lost{};
    std::array<std::atomic<std::uint64_t>, 2> m_written{};
    std::atomic<std::uint64_t> m_fileSize{0};
    std::atomic<bool> m_failing{false};
};

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

    class Syncer;
    std::unique_ptr<Syncer> m_syncer;

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
