// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/anchor.h"
#include "core/base/stamp.h"
#include "core/catalog/facts.h"
#include "core/decode/dialect.h"
#include "core/engine/event.h"
#include "core/record/source.h"
#include "core/store/side_index.h"

namespace atscope::store {

// How the events of one command hang together. Ids are those of engine::Event; 0: none (yet).
struct CommandLinks
{
    std::uint64_t echo = 0;
    std::uint64_t final = 0;
    std::uint64_t completion = 0;   // the last event that completes it
    std::uint32_t answers = 0;
    std::uint64_t firstAnswer = 0;
    std::uint64_t status = 0;       // the status that ended it without a final: limit, silence, overtaken
    bool operator==(const CommandLinks &) const = default;
};

// The events of one decoding of one session, and the bytes they stand for: 16 bytes an event, text by position from the
// recording (engine-and-log rules 1 to 4). Live and reopened recordings are the same class; only who feeds it differs.
//
// One writer thread (the session's I/O thread, or the worker that reads a recording): takeBytes() for every block before the
// Observer sees it, setContext() when the Observer's dialect or facts changed, append() for every event. The writer never waits
// for a reader and never touches a disk.
// Any number of reader threads: everything const. What was published never moves or changes; count() is the release point. A
// reader of a chunk that was let go, or of bytes that left the memory, reads a file; all else is memory.
class EventStore final
{
public:
    struct Options
    {
        // Full chunks over this go to the spill file, least used first out; a worker of the store writes it. Empty spillFile: they
        // stay. The file must not exist; it is made with the first full chunk, mode 0600, and removed with the store. As long as
        // it cannot be written the chunks stay in memory (usage().spillFailing). Four that were read back are kept besides.
        std::size_t chunksInMemory = 64;
        std::string spillFile; // UTF-8
        // Bytes of each direction kept in memory; at least what the recorder has not written yet stays longer (released()).
        std::size_t tailBytes = std::size_t{4} << 20U;
    };

    static constexpr std::size_t ChunkRecords = 65'536;
    static constexpr std::size_t ShownBytes = 4096; // what views ask of a long event at most

    explicit EventStore(base::SessionId session);
    EventStore(base::SessionId session, Options options);
    ~EventStore();
    EventStore(const EventStore &) = delete;
    EventStore &operator=(const EventStore &) = delete;

    // ---- writer
    // Where bytes that left the memory are read again: the recording. May be set once, before the first take, or never (then
    // everything stays in memory). For a file that grows. Positions are those of the file's streams: bytes that the recorder
    // dropped are not taken.
    void setRecording(std::shared_ptr<const record::ByteSource> source, int channel = 0);
    // The same for a recording in several files (record::PartList): the source of a part by its index; null: not there yet.
    void setRecording(std::function<std::shared_ptr<const record::ByteSource>(std::size_t)> parts, int channel = 0);
    // The same for a file that is nothing but what the module said.
    void setRaw(std::shared_ptr<const record::ByteSource> source);
    // Where the streams begin, before anything else: a later part of a recording.
    void beginAt(const std::array<std::uint64_t, 2> &begin);
    void takeBytes(base::Direction direction, std::string_view bytes);
    // So many bytes of the direction are in the file: older tail blocks may go.
    void released(base::Direction direction, std::uint64_t written);
    // In force from the event on that is appended next. May be called for every event: what is the same again is not kept.
    void setContext(std::shared_ptr<const decode::Dialect> dialect, const catalog::FactState &facts);
    // Ids rise by one from 1. `name`: of what the catalog does not know (an unknown URC's own name), else empty; its first 128
    // bytes are kept, of 4,096 different ones. A store has room for 2^32 − 1 events; those behind them are counted
    // (usage().refused).
    // `text`: of an event that takes no room in the stream (note, gap, status); its first 64 KiB are kept.
    void append(const engine::Event &event, std::string_view name = {}, std::string_view text = {});

    // The side index (side_index.h): instead of all the above but setRecording() and setRaw(), takes what save() wrote. The key says
    // what the events depend on; `note` is what save() was given. Reads all of the file: not for a thread that must not wait. False:
    // there is none, it is another one's, damaged or of no use, or `stop` said so; the store is as it was. Wants a spillFile, too.
    using DialectFor = std::function<std::shared_ptr<const decode::Dialect>(std::string_view module, std::string_view name)>;
    bool load(const std::string &file, const IndexKey &key, const DialectFor &dialectFor, std::string &note,
              const std::function<bool()> &stop = {});
    // Once all was appended: the spill file becomes an index of that name. The store's worker does it; usage().saved says that it is
    // there. What cannot be written is not: an index is no part of a recording.
    void save(const IndexKey &key, const std::string &file, std::string note);

    // ---- readers
    base::SessionId session() const { return m_session; }
    std::uint64_t count() const; // events published: ids 1 … count()
    // The event as it was appended, its stamp rounded down to the microsecond; `ms`, where it was known, is what stands between
    // its stamp and that of its command. False: no such id, or the spill file cannot be read.
    bool event(std::uint64_t id, engine::Event &out) const;
    // Kind, direction and flags without anything else: what filters look at first. 64 ids cost one chunk look-up.
    struct Brief
    {
        engine::EventKind kind = engine::EventKind::Noise;
        base::Direction direction = base::Direction::Rx;
        std::uint16_t flags = 0;
        bool success = false;
        std::uint16_t name = 0; // symbol
    };
    // Fills from the first id on as many as there are (at most `most`); gives how many. Fewer: the spill file cannot be read.
    std::size_t briefs(std::uint64_t first, std::size_t most, std::vector<Brief> &out) const;
    std::string nameOf(std::uint16_t symbol) const; // of events of unknown name; else empty, and for the symbol 65,535 (many)

    // Up to `most` bytes of the event, from `from` on in it; of one without room in the stream its text. Fewer: the file cannot be read (it was cut or is gone).
    std::string bytes(const engine::Event &event, std::size_t most = SIZE_MAX, std::uint64_t from = 0) const;
    std::string bytes(base::Direction direction, base::Span span) const;
    std::uint64_t taken(base::Direction direction) const;   // where the stream ends, as far as it was taken
    std::uint64_t covered(base::Direction direction) const; // up to where events stand; behind it is the open tail

    // Of a command; nothing for any other event. The final is the first that ends it, not an OK that only accepts.
    CommandLinks links(std::uint64_t command) const;
    std::shared_ptr<const decode::Dialect> dialectAt(std::uint64_t id) const; // null: none was set yet
    catalog::FactState factsAt(std::uint64_t id) const; // in force at the event (after its own effects, as the Observer has them)

    base::Anchor anchorOf(const engine::Event &event) const;
    // The first event that covers the first byte of the anchor; 0: none, or another session's. An anchor without length means
    // the first event without bytes there (a note, a status) before one that covers the place.
    std::uint64_t find(const base::Anchor &anchor) const;
    // The first event at or after the stamp, to the microsecond; count() + 1: none. Events without a time never are.
    std::uint64_t findTime(base::Stamp stamp) const;

    struct Usage
    {
        std::size_t chunks = 0, chunksInMemory = 0, tailBytes = 0;
        bool spillFailing = false;
        bool saved = false; // as a side index
        std::uint64_t refused = 0; // events for which there was no room
    };
    Usage usage() const;

private:
    class Impl;
    const base::SessionId m_session;
    std::unique_ptr<Impl> m_impl;
};

} // namespace atscope::store
