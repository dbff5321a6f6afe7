// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/anchor.h"
#include "core/base/result.h"
#include "core/base/stamp.h"
#include "core/record/metadata.h"
#include "core/record/output_file.h"
#include "core/record/packet.h"

// Recordings: pcapng files of link type RTAC Serial (design.md, decision 2).
//
// data    DATA_TX_START / DATA_RX_START with the bytes; _END with bytes is read the same way
// status  STATUS_CHANGE without a comment of ours; framing and parity errors, breaks, overflows
// lost    CAPTURE_DATA_LOST, its comment {"atscope":1,"lost":BYTES,"dir":"rx"|"tx"}, with "overrun":true where the driver counted
//         them and they are missing somewhere near
// note    STATUS_CHANGE without data whose comment is one JSON object with the key "atscope"
namespace atscope::record {

// Damaged: a place of the file that could not be read (only read, never recorded; written into another file it is a note).
enum class RecordKind : std::uint8_t { Data, Status, Lost, Note, Damaged };

// A record on its way into a recording.
struct RecordView
{
    RecordKind kind = RecordKind::Data;
    base::Direction direction = base::Direction::Rx; // of data and losses
    base::Stamp stamp;
    RtacEvent event = RtacEvent::StatusChange; // what kind of status; of a loss DataLost, or Overflow where the driver tells of it
    std::uint8_t lines = 0;                    // line::Cts | …, the state at that moment, with every kind
    std::uint64_t lost = 0;                    // bytes; 0: how many is not known. Damaged: bytes of the file
    std::string_view bytes;                    // data: the bytes. note: the JSON object

    static RecordView data(base::Direction direction, base::Stamp stamp, std::string_view bytes, std::uint8_t lines = 0)
    {
        return {RecordKind::Data, direction, stamp, RtacEvent::StatusChange, lines, 0, bytes};
    }
    static RecordView status(base::Stamp stamp, std::uint8_t lines, RtacEvent event = RtacEvent::StatusChange)
    {
        return {RecordKind::Status, base::Direction::Rx, stamp, event, lines, 0, {}};
    }
    static RecordView loss(base::Direction direction, base::Stamp stamp, std::uint64_t bytes, std::uint8_t lines = 0)
    {
        return {RecordKind::Lost, direction, stamp, RtacEvent::DataLost, lines, bytes, {}};
    }
    // What the driver had no room for: missing somewhere near.
    static RecordView overrun(base::Stamp stamp, std::uint64_t bytes, std::uint8_t lines = 0)
    {
        return {RecordKind::Lost, base::Direction::Rx, stamp, RtacEvent::Overflow, lines, bytes, {}};
    }
    static RecordView note(base::Stamp stamp, std::string_view json, std::uint8_t lines = 0)
    {
        return {RecordKind::Note, base::Direction::Rx, stamp, RtacEvent::StatusChange, lines, 0, json};
    }
};

// A record read from a recording.
struct Record
{
    RecordKind kind = RecordKind::Data;
    base::Direction direction = base::Direction::Rx; // of data and losses
    base::Stamp stamp;
    RtacEvent event = RtacEvent::StatusChange;
    std::uint8_t lines = 0;
    std::uint64_t lost = 0;
    std::string bytes; // data: the bytes. note: the JSON object. Else what the packet held, which belongs to no stream
    std::array<std::uint64_t, 2> at{}; // positions in both streams (by Direction) where it stands; data begins there. Behind
                                       // damage they count what could be read
    std::uint64_t offset = 0;          // of its block in the file

    std::uint64_t position() const { return at[index(direction)]; }
    RecordView view() const { return {kind, direction, stamp, event, lines, lost, bytes}; }
};

// Appends records to one file. Blocks are written whole and in order, never changed. One thread.
class RecordingWriter final
{
public:
    static constexpr std::size_t MaxData = 65'536; // bytes of a block; longer data takes several, with the same stamp
    static constexpr std::size_t FlushAt = std::size_t{256} << 10U;

    // A new file with its section and interface block in it. Errors as createFile().
    static base::Result<std::unique_ptr<RecordingWriter>> create(const std::string &path, const Metadata &metadata,
                                                                 NewName name = NewName::SyncedNow);
    // One that is there, to append notes (bookmarks, remarks). An unfinished block at its end, which nobody can read, is cut off
    // first and its size noted. Errors: as reopenFile() and RecordingReader, `recording-no-serial` {file, types}.
    static base::Result<std::unique_ptr<RecordingWriter>> reopen(const std::string &path);

    // What create() writes, and what encode() makes of a record, in bytes of the file.
    static std::size_t sizeOfHead(const Metadata &metadata);
    static std::size_t sizeOf(const RecordView &record);

    // Encodes, writes nothing. What cannot be encoded: `recording-note-too-large` {size, most}, `recording-note-bad`.
    std::optional<base::Error> encode(const RecordView &record);
    // Encodes, and flushes when FlushAt is reached. After a flush that failed it still takes records; see pending().
    std::optional<base::Error> append(const RecordView &record);
    // One write() of the whole blocks that wait. After an error the rest still waits, down to the byte; the next flush goes on.
    std::optional<base::Error> flush();
    std::optional<base::Error> sync(); // to the disk; does not flush

    std::size_t pending() const { return m_buffer.size(); }
    std::uint64_t fileSize() const { return m_written; }
    const std::string &path() const { return m_path; }
    // For a thread that syncs. It may be kept longer than the writer.
    std::shared_ptr<OutputFile> file() const { return m_file; }

private:
    RecordingWriter(std::string path, std::shared_ptr<OutputFile> file) : m_path(std::move(path)), m_file(std::move(file)) {}

    std::string m_path;
    std::shared_ptr<OutputFile> m_file;
    ByteOrder m_order = ByteOrder::Little;
    std::uint32_t m_interface = 0;
    std::uint64_t m_written = 0;
    std::string m_buffer;
};

// How a reading ended.
struct ReadEnd
{
    enum class Kind : std::uint8_t { None, Whole, Cut, Broken };
    Kind kind = Kind::None; // None: not there yet
    std::uint64_t offset = 0;
    base::Message message; // of Cut and Broken, and `recording-no-serial` {file, types}
};

// Gives the records of a recording one by one. Takes any bytes, never throws. One thread.
class RecordingReader final
{
public:
    // `channel`: which serial interface, counted from 0 in each section (a joint export has one for each session).
    static base::Result<std::unique_ptr<RecordingReader>> open(const std::string &path, int channel = 0);
    // Fails where it does not even begin as a recording: `recording-not-pcapng` {file}, `recording-classic-pcap` {file}, …
    static base::Result<std::unique_ptr<RecordingReader>> open(std::shared_ptr<const ByteSource> source, int channel = 0);

    // False: end() says how it ended. After Whole and Cut it may be called again, to follow a file that is being written.
    bool next(Record &record);
    const ReadEnd &end() const { return m_end; }
    // `recording-damaged` {file, places, bytes}: places within it could not be read, what stands behind them was; no code: none.
    base::Message damage() const;

    // Of the first section that has it; what others wrote may have none. Complete once the first record was read.
    std::optional<Metadata> metadata() const;
    std::string application() const;
    int channels() const; // serial interfaces met so far, the most in one section
    const Skipped &skipped() const { return m_walker.skipped(); }
    std::uint64_t emptyPackets() const { return m_empty; } // data packets without data: marks that carry nothing
    const Layout &layout() const { return m_walker.layout(); }
    // Of both streams: behind the record that was read last; at the beginning where the file's streams begin.
    std::uint64_t position(base::Direction direction) const { return m_at[index(direction)]; }

private:
    RecordingReader(std::shared_ptr<const ByteSource> source, int channel);
    bool finish(BlockReader::Step step);
    bool take(Record &record);

    std::string m_name;
    PacketWalker m_walker;
    Packet m_packet;
    std::optional<BlockReader::Step> m_ahead; // made by open(), m_packet goes with it
    std::uint64_t m_missing = 0;              // of the packet before: a loss that comes next
    base::Stamp m_last;                       // of the record before
    std::uint64_t m_empty = 0;
    std::array<std::uint64_t, 2> m_at{};
    ReadEnd m_end;
};

// Whether a file that begins so is a pcapng file (its first four bytes).
constexpr bool isRecording(std::string_view beginning)
{
    return beginning.starts_with("\x0A\x0D\x0D\x0A");
}

// Where the streams of a file begin (by Direction): 0, but in the later parts of a recording.
std::array<std::uint64_t, 2> beginOf(const Layout &layout);

// Whether a packet's data stands in the stream of a direction, and in which.
std::optional<base::Direction> streamOf(const Packet &packet);

} // namespace atscope::record
