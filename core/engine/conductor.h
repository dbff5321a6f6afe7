// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/stamp.h"
#include "core/decode/dialect.h"
#include "core/engine/event.h"

namespace atscope::engine {

// Who wants to send, in the order in which they are served where no deadline decides.
enum class Owner : std::uint8_t { Responder, Transfer, User, Workflow, Heartbeat };
const char *ownerName(Owner owner);

enum class Result : std::uint8_t {
    Ok,        // final and, where it was to be waited for, completion
    Error,     // the module said no
    Timeout,   // no final, or no completion, in time
    Lost,      // the port went away, or the recording could not take what was sent
    Cancelled, // by the user
};
const char *resultName(Result result);

struct Request
{
    std::string line;                 // without its line end
    Owner owner = Owner::User;
    base::Stamp due;                  // earliest first; none: after those that have one
    base::Millis limit = -1;          // for the final; −1: the catalog's
    base::Millis whole = -1;          // for all of it, completion too, from sending; −1: no more than the catalog says
    bool waitForCompletion = true;    // of an asynchronous command
    std::string data;                 // goes out behind the prompt
    bool hasData = false;
    std::uint64_t lease = 0;          // sent under this lease; 0: none
    // Bytes as they are instead of a line: no line end, no probe before them, no final; it is over when the port has taken them
    // (`drained`: when they are on the line). A file comes in several requests: each says how much of it is left, its own bytes
    // included, and where they are from. Commands among them hold the next command up until their finals, as typed ones do.
    bool raw = false;
    bool drained = false;
    std::uint64_t rawLeft = 0; // 0: these bytes are all
    std::string rawName;
    std::string purpose;              // what ATscope sends it for, in the note before it ("identify"); empty: the owner's own line
};

// How a request ended.
struct Outcome
{
    std::uint64_t request = 0;
    Result result = Result::Ok;
    std::uint64_t command = 0;    // id of its Command event; 0: nothing was sent
    std::uint64_t final = 0;      // id of the final's event; 0: none
    std::uint64_t completion = 0; // id of the event that completed it; 0: none
    base::Millis ms = -1;         // from sending to the last of them
    bool promptWithoutData = false; // the module asked for data and the request had none
};

// What the Conductor acts through. Calls come on the Conductor's thread, from inside its members.
class ConductorOutput
{
public:
    virtual ~ConductorOutput() = default;
    // To the recording, then to the port, in one write; what the Observer makes of it comes back through Conductor::onEvent before
    // this returns or later. `announced`: a note that stands before the bytes, as if note() had been called.
    virtual void send(std::string_view bytes, std::string_view announced = {}) = 0;
    virtual void note(std::string_view json) = 0;
    virtual void finished(const Outcome &outcome) = 0;
    // Drops what send() was given and the line has not taken yet, where the port can do that; how many bytes.
    virtual std::uint64_t takeBack() { return 0; }
};

// Decides what leaves a port and when: queue, leases, limits, cancel, resynchronisation. It learns what happened only from the
// Observer's events, and tells the Observer what it decides only through notes in the recording. No clock, no timer, no thread:
// `now` comes with the calls. One thread, the session's I/O thread.
//
// Use: submit() whenever; onEvent() for every event of the Observer; received() for every block read; sent() when the port has
// taken what it was given; advance() when nextDeadline() has come.
//
// Commands that it did not make itself (typed, in a file that goes out as it is) are transactions all the same: the next request
// waits for their finals.
//
// After a timeout or a cancel the line is out of step: nothing is sent until it has been quiet for QuietMs; when a request waits, the
// profile's probe (role `probe`) is sent then, up to three times, and the request goes out only when it was answered; where a command
// still owes its final, the line has to be quiet once more, for the answer may have been that.
class Conductor final
{
public:
    static constexpr base::Millis QuietMs = 200;
    static constexpr base::Millis ProbeLimitMs = 1000;
    static constexpr int Probes = 3;

    Conductor(std::shared_ptr<const decode::Dialect> dialect, ConductorOutput &output);
    void setDialect(std::shared_ptr<const decode::Dialect> dialect) { m_dialect = std::move(dialect); }
    void setLineEnd(std::string ending) { m_lineEnd = std::move(ending); } // default: the profile's

    // Its number, from 1. Under a lease that does not exist (any more) it is cancelled at once.
    std::uint64_t submit(Request request, base::Stamp now);
    // Queued: taken out. Under way: an open prompt is closed, the rest drained. Unknown or over: nothing.
    void cancel(std::uint64_t request, base::Stamp now);
    // The port went away: everything under way and queued is lost.
    void portLost(base::Stamp now);

    // Keys as they are typed, or bytes that are not to wait: they go out at once, whatever is under way; `unit`: the bytes are one
    // whole, not keys of a line that goes on. False: somebody holds the port with a lease that lets no user in, or a break is
    // being sent; nothing went out.
    bool type(std::string_view bytes, bool unit, base::Stamp now);
    bool mayType(base::Stamp now) const;
    // Who holds the port with a lease; none: nobody.
    std::optional<Owner> holder() const;
    // Everything that was sent has been handed over; `drained`: it is on the line. Also from inside ConductorOutput::send().
    void sent(bool drained, base::Stamp now);
    bool waitsForDrain() const { return m_active.under && m_active.request.raw && m_active.request.drained; }
    // Nothing goes out until then: a break is on the line. It stands in the recording as a note.
    void holdForBreak(base::Millis length, base::Stamp now);

    // Several commands without anything else in between. Granted when nothing is under way and no other lease is held; requests
    // may be submitted under it before that. `mayCutIn`: owners that are served meanwhile.
    std::uint64_t acquire(Owner owner, std::vector<Owner> mayCutIn, base::Stamp now);
    // What was submitted under it and not sent yet is cancelled. To give up what is under way as well: release(), then cancel().
    void release(std::uint64_t lease, base::Stamp now);

    // What belongs to no command says nothing to it and need not be passed on.
    static bool concerns(const Event &event) { return event.of != 0 || event.kind == EventKind::Command; }
    void onEvent(const Event &event, std::string_view bytes);
    void received(base::Stamp now) { m_lastReceived = now; }
    // From inside ConductorOutput::send(): the recording could not take the bytes, so that the Observer never sees them. They go
    // out, but what comes of them is not known: the request is lost and the line out of step.
    void unrecorded() { m_unrecorded = true; }
    void advance(base::Stamp now);
    base::Stamp nextDeadline() const;

    bool idle() const { return !m_active.under && m_queue.empty() && m_waiting.empty(); }
    std::size_t queued() const { return m_queue.size(); }

private:
    struct Queued
    {
        std::uint64_t id = 0;
        Request request;
    };
    struct Active
    {
        bool under = false;    // something was sent and is not over
        bool sending = false;  // waiting for its Command event
        bool probe = false;
        std::uint64_t id = 0;
        Request request;
        Outcome outcome;
        int form = decode::NoEntry;
        std::uint64_t at = 0;  // of its line in the sent bytes
        base::Stamp sent;
        bool cancelled = false;
    };
    struct Lease
    {
        std::uint64_t id = 0;
        Owner owner = Owner::User;
        std::vector<Owner> mayCutIn;
    };

    void pump(base::Stamp now);
    bool maySend(const Request &request) const;
    bool maySendNow(const Queued &queued) const { return maySend(queued.request) && (queued.request.raw || m_foreign.empty()); }
    void startRaw(base::Stamp now);
    std::string rawNote(std::uint64_t left);
    void cutRaw(std::uint64_t unsent);
    void onForeignEvent(const Event &event);
    void owe(std::uint64_t command, base::Stamp from);
    void start(Queued queued, bool probe, base::Stamp now);
    void answerPrompt(const Event &event);
    void endActive(Result result, base::Stamp now);
    void backInStep();
    bool awaitsCompletion(const Active &active) const;
    std::string probeLine() const;
    base::Stamp drainedAt() const; // when the line will have been quiet long enough; none: nobody waits for that
    static base::Stamp wholeLimit(const Active &waiting);
    std::string lineEnd() const;

    std::shared_ptr<const decode::Dialect> m_dialect;
    ConductorOutput &m_output;
    std::string m_lineEnd;
    std::deque<Queued> m_queue; // a night of commands may wait here: taking the first must not move the rest
    Active m_active;
    std::vector<Active> m_waiting; // final came, completion is waited for
    std::vector<Lease> m_leases;   // the first one holds the port
    std::uint64_t m_lastId = 0;
    std::uint64_t m_lastLease = 0;
    bool m_outOfStep = false;
    bool m_settling = false;             // the probe was answered, perhaps by what an earlier command still owed
    std::vector<std::uint64_t> m_owed;   // commands let go, whose finals may still come
    int m_probes = 0;
    base::Stamp m_quietFrom;       // when the drain began
    base::Stamp m_lastReceived;
    bool m_pumping = false;
    bool m_unrecorded = false;
    // conductor_raw.cpp
    std::vector<std::uint64_t> m_foreign; // commands of others that are not over
    bool m_keysTold = false;              // the last note about a sender says: keys
    std::uint64_t m_rawLeft = 0;          // of the unit of bytes that was announced last
    std::uint64_t m_rawLease = 0;
    bool m_sendingRaw = false;
    bool m_rawTaken = false;              // sent() came from inside send()
    bool m_rawDrained = false;
    base::Stamp m_breakUntil;
};

} // namespace atscope::engine
