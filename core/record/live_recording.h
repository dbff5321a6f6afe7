// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/base/queue.h"
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

// One recording that is being made, in one file or a row of them: a ring between who records and the Recorder, which writes.
// append() and beginPart() belong to one thread (the session's I/O thread), never wait and never touch a disk; everything else may
// be asked by any thread.
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

} // namespace atscope::record
