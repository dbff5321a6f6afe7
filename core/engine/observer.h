// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/catalog/facts.h"
#include "core/catalog/line.h"
#include "core/decode/dialect.h"
#include "core/engine/event.h"
#include "core/engine/note_content.h"
#include "core/wire/framer.h"

class QJsonArray;
class QJsonObject;

namespace atscope::base {
class JsonWriter;
}

namespace atscope::decode {
class EventScope;
}

namespace atscope::engine {

class StateNames;

struct ObserverOptions
{
    // The input has only what the module sent: a line that begins with AT is an echo and opens that command.
    bool echoOpensCommands = false;
    // A module recognised in the stream changes the profile from there on. Off where the user chose the module.
    bool followIdentity = true;
    // What only one dialect prints changes the dialect from there on. Off where the user chose it.
    bool followDialect = true;
    // Gives the dialect of a module; asked when a note or an identification names one. May be empty.
    std::function<std::shared_ptr<const decode::Dialect>(std::string_view module, std::string_view dialect)> dialectFor;
};

// Says what every byte between a host and a module is, and who answered whom. Passive and deterministic: no clock, no timer, no
// thread; it sends nothing. Live capture, recordings, imported logs and `decode` all use it.
//
// Use, on one thread: feed() and note() in stream order; advance(t) when nextDeadline() has come and nothing was fed; finish()
// at the end of a recording. Events go to the sink during the call. Times must not go back; blocks without a time are allowed
// and then nothing ever expires. What expires is stamped with its deadline. The same bytes cut in any way give the same events.
//
// A copy is a snapshot: it goes on independently. Size without an open payload: at most 64 KiB (at most 32 outstanding commands,
// 32 waiting completions; older ones are let go as if their limit had expired).
class Observer final
{
public:
    Observer(std::shared_ptr<const decode::Dialect> dialect, ObserverOptions options = {});

    void feed(base::Stamp stamp, base::Direction direction, std::string_view bytes, EventSink &sink);
    // One JSON object as it stands in the recording. {"atscope":1,"profile":"ML302"}, {"atscope":1,"dialect":"v4"},
    // {"atscope":1,"cancel":true,"at":1234}: the command whose line begins there in the sent bytes is given up (without `at`, as
    // older recordings have it: the oldest one), {"atscope":1,"resync":true}, {"atscope":1,"reconnect":true},
    // {"atscope":1,"power":"off"}, {"atscope":1,"limit":5000}: ms for the final of the next command. {"atscope":1,"by":"user"}:
    // another sender begins, so that what was sent without a line end is no beginning of its line; with "raw":N the next N sent
    // bytes go out as they are: lines among them that are commands are commands, the rest is payload. {"atscope":1,"raw_cut":N}:
    // they end here, N of them never left. {"atscope":1,"part":2,"state":{…}}: see saved(). Others are events without effect.
    void note(base::Stamp stamp, std::string_view json, EventSink &sink);
    // Bytes of a direction that are in no recording; 0: how many is not known. LossRecorded: they are missing here, so what is open
    // ends and the next byte begins something new; what was announced (data behind a prompt, bytes as they are) is counted on.
    // DriverOverran: nothing ends, they may be missing anywhere near.
    void lose(base::Stamp stamp, base::Direction direction, std::uint64_t bytes, Why why, EventSink &sink);
    // Something else that stands between the bytes of a recording and is not one of them: damage of the file (Gap), a change of the
    // control lines (Status). `text` goes into the event; it takes no room in the stream.
    void mark(base::Stamp stamp, base::Direction direction, EventKind kind, Why why, std::string_view text, EventSink &sink);
    void advance(base::Stamp now, EventSink &sink);
    base::Stamp nextDeadline() const;
    void finish(EventSink &sink);

    // ---- A recording that goes on in another file. saved() gives what is in force, as JSON objects of at most `most` bytes each:
    // they go, in order, into notes {"atscope":1,"part":N,"state":…} at the beginning of that file; behind them stand the bytes of
    // open(), the first ones of the streams from settled() on. An Observer that was told beginAt() and reads that file gives the
    // same events as this one from here on. What stands in files before it is not there, so the commands that something can still
    // belong to come first, as events without room in the stream (CarriedOver). Whoever has read or fed anything takes such notes
    // as events only.
    std::vector<std::string> saved(std::size_t most) const;
    struct OpenBytes
    {
        base::Direction direction = base::Direction::Rx;
        base::Stamp stamp;
        std::string bytes;
    };
    std::vector<OpenBytes> open() const;
    std::array<std::uint64_t, 2> settled() const; // by Direction
    // Where the streams begin, before anything else.
    void beginAt(const std::array<std::uint64_t, 2> &begin);

    const decode::Dialect &dialect() const { return *m_dialect; }
    std::shared_ptr<const decode::Dialect> sharedDialect() const { return m_dialect; }
    const catalog::FactState &facts() const { return m_facts; }
    std::size_t outstanding() const { return m_outstanding.size(); }
    std::size_t waitingCompletions() const { return m_pending.size(); }
    std::uint64_t events() const { return m_lastId; }
    std::uint64_t taken(base::Direction direction) const;

    static constexpr std::size_t MostOutstanding = 32;
    static constexpr std::size_t EchoBytes = 1536; // longer commands are compared by their beginning and length

    static constexpr std::size_t MostRemembered = 64; // bytes of a field that something later asks for
    static constexpr std::size_t MostAgreeing = 16;   // such fields of a request

private:
    // A command that was sent (or whose echo was seen) and is not over.
    struct Transaction
    {
        std::uint64_t id = 0;
        base::Stamp sent;
        std::uint64_t sentAt = 0; // where its line begins in the bytes of its direction
        base::Stamp limitFrom;  // the command, or the data behind its prompt
        std::string text;       // at most EchoBytes
        std::size_t length = 0; // of the whole line
        std::vector<int> forms; // of its commands; empty: not in the catalog
        std::string name;       // of an unknown command, for its own prefix
        bool echoed = false;
        int answers = 0;
        bool accepted = false;       // its OK came, the real final is still to come
        bool final = false;
        bool success = false;
        base::Stamp deadline;
        std::vector<bool> steps;     // completion steps that have come
        std::vector<std::pair<int, expr::Value>> answered; // fields of the answer that the completion asks for (Form::remembered)
        bool completed = false;
        int promptForm = decode::NoEntry; // a prompt is open
        std::int64_t dataLeft = -1;  // bytes the prompt still takes; −1 until the end mark
    };
    struct Finished // remembered for what comes late
    {
        std::uint64_t id = 0;
        int form = decode::NoEntry;
        base::Stamp sent;
        std::string text; // its beginning, for the next part of the recording
    };
    static constexpr std::size_t FinishedBytes = 256;

    struct Request // a URC that wants an answer
    {
        std::uint64_t hash = 0;
        int urc = decode::NoEntry;
        std::vector<std::string> agrees; // texts of the fields that its reply repeats
    };

    struct Settled // a URC that changed no fact
    {
        int urc = decode::NoEntry;
        int shape = decode::NoEntry;
        std::string line;
    };
    static constexpr std::size_t MostSettledBytes = 256;

    void drain(EventSink &sink);
    // observer_rx.cpp: what comes from the module
    void take(const wire::Token &token, EventSink &sink);
    void takeLine(const wire::Token &token, EventSink &sink);
    void takePayload(const wire::Token &token, EventSink &sink);
    void takePrompt(const wire::Token &token, EventSink &sink);
    bool tryTail(const wire::Token &token, EventSink &sink);
    bool tryEcho(const wire::Token &token, EventSink &sink);
    bool tryEchoAndFinal(const wire::Token &token, EventSink &sink);
    bool endsBehind(std::string_view command, std::string_view line) const;
    void publishEcho(const wire::Token &token, Transaction &transaction, Why why, EventSink &sink);
    bool tryFinal(const wire::Token &token, EventSink &sink);
    bool tryAnswerShape(const wire::Token &token, EventSink &sink);
    bool tryOwnPrefix(const wire::Token &token, const decode::LineHead &head, EventSink &sink);
    void takeUrc(const wire::Token &token, const decode::Dialect::UrcMatch &match, EventSink &sink);
    void publishAnswer(const wire::Token &token, std::size_t index, int form, int shape, Why why, EventSink &sink);
    bool opensCommand(std::string_view typed) const;
    static bool isEcho(const Transaction &sent, std::string_view line); // exact, but for backspaces
    bool isRepeated(int urc, std::string_view line, const std::vector<catalog::Argument> &fields);
    bool isSettled(const decode::Dialect::UrcMatch &match, std::string_view line) const;
    void settle(const decode::Dialect::UrcMatch &match, std::string_view line);
    void forgetSettled();
    void recogniseModule(const Event &event, std::string_view bytes, EventSink &sink);
    static std::uint16_t flagsOf(const wire::Token &token);

    // observer_tx.cpp: what goes to the module
    void takeSent(base::Stamp stamp, std::string_view bytes, EventSink &sink);
    void takeRaw(base::Stamp stamp, std::string_view bytes, EventSink &sink);
    void publishRaw(base::Stamp stamp, EventSink &sink);
    void publishUnended(EventSink &sink);
    Event sentData(base::Stamp stamp, const Transaction &transaction);
    void endData(base::Stamp stamp, Transaction &transaction);
    void endReceived(EventSink &sink);
    void loseSent(base::Stamp stamp, std::uint64_t bytes, EventSink &sink);
    void endSent(EventSink &sink);
    void openCommand(base::Stamp stamp, base::Span span, std::string_view line, bool echo, EventSink &sink);
    Transaction describe(std::string_view line, base::Stamp stamp);

    // observer_state.cpp: what goes over into another part
    void actOn(const NoteContent &note, base::Stamp stamp, EventSink &sink);
    void saveRequests(base::JsonWriter &out) const;
    std::vector<std::string> savedCommands() const;
    std::string savedFinished(const Finished &one, std::string_view role, std::ptrdiff_t rank) const;
    std::string savedTransaction(const Transaction &one, std::string_view role, std::ptrdiff_t rank) const;
    void expectOpen(const QJsonObject &state);
    void carryOver(const QJsonObject &state, EventSink &sink);
    void carryPlain(const QJsonObject &state, const StateNames &names);
    void carryRequests(const QJsonArray &requests, const StateNames &names);
    void carryFramer(const QJsonObject &rx, const StateNames &names);
    void carryCommand(const QJsonObject &command, const StateNames &names, EventSink &sink);
    Transaction carriedTransaction(const QJsonObject &command, const StateNames &names) const;
    std::string_view takeCarried(base::Stamp stamp, base::Direction direction, std::string_view bytes);

    // observer.cpp: limits, completions, facts
    base::Stamp limitOf(const Transaction &transaction) const;
    static base::Millis completionTime(const catalog::Form &form, const decode::EventScope &scope);
    // `code`: the value of the final, for effects of an error.
    void closeTransaction(std::size_t index, bool success, const Event &cause, EventSink &sink, const expr::Value &code = {});
    // `name`: of the URC or answer line, or text of the final; `code` its value then.
    bool completeStep(Transaction &transaction, Event &event, std::string_view name, const std::vector<catalog::Argument> &fields,
                      const expr::Value &code = {});
    bool tryLateFinal(const wire::Token &token, const decode::FinalMatch &final, EventSink &sink);
    void settleCompletion(std::size_t pending, const Event &event, const std::vector<catalog::Argument> &fields, EventSink &sink);
    base::Millis silenceOf(const catalog::Answer &answer, const Transaction &transaction) const;
    void updateSilence();
    void takeReply(const Transaction &transaction, int form);
    void followDialect(const catalog::Effect &effect, const Event &cause, EventSink &sink);
    void applyEffects(catalog::EffectOn on, int form, const Transaction *transaction, const std::vector<catalog::Argument> &fields,
                      const Event &cause, EventSink &sink, const expr::Value &code = {});
    void applyUrcEffects(int urc, const std::vector<catalog::Argument> &fields, const Event &cause, EventSink &sink);
    void rearm();
    // `place`: of the status in the module's bytes, where a line tells it that is not settled yet.
    void letGo(std::size_t index, base::Stamp stamp, Why why, EventSink &sink, std::optional<std::uint64_t> place = {});
    void expire(base::Stamp now, EventSink &sink);
    void setDialect(std::string_view module, std::string_view dialect);
    Event make(base::Stamp stamp, base::Direction direction, EventKind kind, Why why, base::Span span);
    void publish(Event &event, std::string_view bytes, EventSink &sink);

    std::shared_ptr<const decode::Dialect> m_dialect;
    ObserverOptions m_options;
    wire::Framer m_rx;
    catalog::FactState m_facts;
    std::deque<Transaction> m_outstanding; // oldest first
    std::deque<Transaction> m_pending;     // final came, completion waits
    std::deque<Finished> m_expired;        // newest last, at most 8
    std::array<Request, 16> m_requests{}; // not answered yet; the oldest is overwritten
    std::size_t m_nextRequest = 0;
    std::array<Settled, 8> m_settled; // with the facts of m_settledAt and this dialect; the oldest is overwritten
    std::size_t m_nextSettled = 0;
    std::uint64_t m_settledAt = 0;
    bool m_damaged = false;                // a part of the recording could not be read
    std::string m_txLine;                  // sent bytes without a line end yet
    base::Stamp m_txStamp;
    std::uint64_t m_txTaken = 0;
    std::uint64_t m_rawLeft = 0;           // of the bytes that a note announced to go out as they are
    bool m_rawEnded = false;               // a command among them ended with CR: a LF behind it belongs to that line end
    std::uint64_t m_lastId = 0;
    std::string m_tail;                    // a line that belongs to the last final
    Finished m_lastFinal;                  // whose final that was; set with m_tail only
    bool m_rearm = false;                  // what is outstanding has changed: the framer needs another table
    Event m_announced;                     // the line whose payload follows
    base::Millis m_nextLimit = -1;
    std::uint64_t m_silenceFacts = 0;      // revision of the facts that the silence limits were made from
    std::vector<int> m_armed;              // forms the framer's table was made for
    bool m_echoes = false;                 // the module echoes, as far as was seen
    std::string m_noteText;                // the last note, and what it says
    NoteContent m_note;
    bool m_fresh = true;                   // nothing was read yet: a part's notes count
    std::array<std::size_t, 2> m_carriedBytes{};  // bytes of the open tails that are still to come
    std::optional<wire::Carried> m_carriedFramer; // in force once they have come
    std::uint64_t m_carriedAnnouncer = 0;         // number of m_announced's command in the part before
};

} // namespace atscope::engine
