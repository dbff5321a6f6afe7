// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/catalog/facts.h"
#include "core/catalog/line.h"
#include "core/decode/dialect.h"
#include "core/decode/object.h"

namespace atscope::decode {

// An event as the Assembler sees it (session/objects.h makes it from one of the engine's).
struct ObjectInput
{
    enum class Kind : std::uint8_t {
        Sent,    // a command line
        Line,    // an answer or a URC
        Payload, // what a line announced, or a raw answer
        Final,
        Lost,    // bytes of the direction are missing here
        Other,
    };
    Kind kind = Kind::Other;
    std::uint64_t id = 0;
    base::Stamp stamp;
    base::Direction direction = base::Direction::Rx;
    base::Span span;
    int form = NoEntry;
    int urc = NoEntry;
    int shape = NoEntry;
    std::uint64_t of = 0;  // the command it belongs to
    bool success = false;  // Final
    bool broken = false;   // Payload: its count was not kept
    std::string_view bytes;
};

// Takes what the Assembler finds. The object is valid during the call only.
class ObjectSink
{
public:
    enum class Change : std::uint8_t {
        Begun,
        Grown,
        Ended,    // its state is final
        Repeated, // a part of it came again behind its end
    };
    virtual ~ObjectSink() = default;
    virtual void onObject(const Object &object, Change change) = 0;
};

// Puts objects together from the events of one decoding, fed in order: the same events give the same objects, live as well as
// from a recording. What belongs together is said by the catalog (ObjectShape). It has no clock: what expires is seen at the next
// event. Bounded whatever comes: 64 open objects, 2^18 pieces of one and 2^20 of all, 1 MiB of values, 64 KiB of head.
// One thread.
class Assembler final
{
public:
    // Any dialect of the catalog that the events are read by: what they share is their numbers.
    explicit Assembler(std::shared_ptr<const Dialect> dialect);

    // `dialect` and `facts`: those in force at the event.
    void feed(const ObjectInput &input, const Dialect &dialect, const catalog::FactState &facts, ObjectSink &sink);
    // There are no more events: what is open is given up.
    void finish(ObjectSink &sink);

    // What is open, as it stands: onObject(…, Grown) for each.
    void show(ObjectSink &sink) const;

    // Could the event belong to an object? Without looking at its bytes.
    bool concerns(const ObjectInput &input) const;
    std::size_t open() const { return m_open.size(); }

    static constexpr std::size_t MostOpen = 64;
    static constexpr std::size_t MostPieces = std::size_t{1} << 18U;
    static constexpr std::size_t MostPiecesOfAll = std::size_t{1} << 20U;
    static constexpr std::size_t MostHead = std::size_t{64} << 10U;
    static constexpr std::size_t MostValueBytes = std::size_t{1} << 20U;

private:
    struct Rule // a part of a shape, and whose
    {
        const catalog::Family *family = nullptr;
        const catalog::ObjectShape *shape = nullptr;
        const catalog::ObjectPart *part = nullptr;
    };
    struct Found // what a line says as a part
    {
        Rule rule;
        ObjectEvent event;
        std::optional<ObjectEvent> payload;
        base::Stamp stamp;
        std::vector<std::pair<std::string, std::string>> key;
        std::string keyText;
        bool keyed = false;
        std::optional<std::uint64_t> length, through, number, count, size;
        bool last = false;
        double limit = 0; // ms until it is given up
        ObjectPiece piece; // hash, size, hex and span of its bytes
        bool hasBytes = false;
        bool broken = false;
        std::string text; // of a status, value or failure; of a head: the lines
        ObjectValue value;
    };
    struct Open
    {
        Object object;
        std::string keyText;
        std::map<std::uint64_t, std::size_t> places; // of numbered and placed pieces, by order
        std::set<std::uint64_t> numbers;  // of values
        std::uint64_t next = 0;           // where the next piece without a place goes
        std::uint64_t end = 0;            // bytes that are known to belong to it
        std::optional<std::uint64_t> count, size, first;
        std::size_t valueBytes = 0;
        bool headClosed = false;
        bool bodySeen = false;
        bool damaged = false;
        base::Stamp last;
        double limit = 0;
        std::uint64_t touched = 0;
    };
    using OpenList = std::list<Open>;
    struct Recent // a write that is complete: what comes again is a repetition
    {
        Object object;
        std::string keyText;
    };

    void index(const Dialect &dialect);
    const std::vector<Rule> *rulesOf(const ObjectInput &input) const;
    std::optional<Found> read(const Rule &rule, const ObjectInput &input, const std::vector<catalog::Argument> &fields,
                              const Dialect &dialect, const catalog::FactState &facts) const;
    static void take(Found &found, std::string_view bytes, base::Span span, base::Direction direction, bool hexType);
    void takeLine(const ObjectInput &input, const Dialect &dialect, const catalog::FactState &facts, ObjectSink &sink);
    void takePayload(const ObjectInput &input, const Dialect &dialect, const catalog::FactState &facts, ObjectSink &sink);
    void takeSent(const ObjectInput &input, const Dialect &dialect, const catalog::FactState &facts);
    void takeFinal(const ObjectInput &input, ObjectSink &sink);
    void dropAwaited(ObjectSink &sink);

    void apply(Found found, ObjectSink &sink);
    OpenList::iterator openOf(const Found &found);
    bool isRepeated(const Found &found, ObjectSink &sink);
    bool beginsAnew(const Open &open, const Found &found) const;
    OpenList::iterator begin(const Found &found, ObjectSink &sink);
    void add(OpenList::iterator at, const Found &found, ObjectSink &sink);
    bool addPiece(Open &open, const Found &found);
    void addHead(Open &open, const Found &found);
    void addValue(Open &open, const Found &found);
    void touch(Open &open, const Found &found);
    void end(OpenList::iterator at, ObjectSink &sink);             // all that was to come has come
    void close(OpenList::iterator at, ObjectSink &sink);           // nothing more comes
    void giveUp(OpenList::iterator at, const char *why, ObjectSink &sink);
    void finish(OpenList::iterator at, ObjectState state, ObjectSink &sink);
    void settleMissing(Open &open) const;
    void expire(base::Stamp now, ObjectSink &sink);
    void bound(ObjectSink &sink);
    static void damage(Open &open, const char *code, std::uint64_t missing = 0);
    static void note(Object &object, base::Message reason);

    std::shared_ptr<const Dialect> m_dialect;
    std::unordered_map<int, std::vector<Rule>> m_urcs;  // by id of the URC
    std::unordered_map<int, std::vector<Rule>> m_forms; // answers, by id of the form
    std::unordered_map<int, std::vector<Rule>> m_raw;   // raw answers, by id of the form
    std::unordered_map<std::string, std::vector<Rule>> m_sent; // by name of the command
    OpenList m_open;
    std::deque<Recent> m_recent;
    std::vector<Found> m_awaited; // parts of the last line, whose payload comes next
    ShapeRef m_awaitedShape;
    std::deque<std::pair<std::uint64_t, std::vector<Found>>> m_pendingSent; // until its final
    std::uint64_t m_count = 0;
    std::uint64_t m_touch = 0;
    std::size_t m_pieces = 0;
};

} // namespace atscope::decode
