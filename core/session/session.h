// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/queue.h"
#include "core/base/result.h"
#include "core/engine/conductor.h"
#include "core/engine/observer.h"
#include "core/record/metadata.h"
#include "core/record/recorder.h"
#include "core/session/workspace.h"
#include "core/simulator/module_host.h"
#include "core/store/event_store.h"
#include "core/transport/channel.h"

namespace atscope::session {

// Sees every event at the moment it is found, with full stamps and the Observer's state at it. Called on the session's I/O
// thread: it must not wait and not touch a disk. For programs that print a stream; views read the store.
class EventTap
{
public:
    virtual ~EventTap() = default;
    virtual void onEvent(const engine::Event &event, std::string_view bytes, const engine::Observer &observer) = 0;
};

struct SessionOptions
{
    static constexpr std::uint64_t DefaultPartSize = std::uint64_t{1} << 30U;

    transport::PortAddress port;
    transport::LineOptions line;
    std::string module;  // chosen by hand; empty: the workspace's choice, a virtual module's own, else what the stream tells
    std::string dialect;
    std::string recordingFolder; // a new file in it …
    std::string recordingFile;   // … or this one, which must not exist; both empty: nothing is recorded
    std::uint64_t partSize = DefaultPartSize; // bytes of one file of the recording, then it goes on in another; 0: one file
    std::string stateFolder;     // of virtual modules: MODULE.json in it; empty: they keep nothing
    bool reconnect = false;      // a port that went away is opened again when it comes back
    EventTap *tap = nullptr;     // must outlive the session
};

// Something the owner should know, in order.
struct SessionNews
{
    enum class Kind : std::uint8_t {
        State,   // `state`
        Problem, // `problem`; `failure`: a change of state follows
        Outcome, // of a request
        Lines,   // control lines of the port
        Part     // the recording goes on in another file
    };
    Kind kind = Kind::State;
    base::Stamp at;
    transport::ChannelState state = transport::ChannelState::Closed;
    base::Message problem;
    bool failure = false;
    engine::Outcome outcome;
    transport::LineStates lines;
};

// One port from its first opening to its end: channel, recorder, Observer and Conductor on one I/O thread, and the store that
// views read. Made, used and destroyed on one thread (its owner's), which is never kept waiting; counters and the store may be
// read by any thread.
//
// Every block of bytes goes into the recording's ring first, then to the store, then to the Observer; what the ring cannot take
// is a gap, live as well as in the recording. TCP ports and ptys are not read while the ring is nearly full. The last record is the note
// {"atscope":1,"end":true}: so what expired before the end is found again when the recording is opened.
class Session final
{
public:
    // Starts the recording, for `virtual:MODULE` the module, and the thread. Nothing is opened yet. `bell` rings on the I/O thread
    // when takeNews() has something or events have come. Errors: of Channel::make, Recorder::start, ModuleHost::start;
    // `unknown-module`. The workspace and the recorder must outlive it.
    static base::Result<std::unique_ptr<Session>> start(Workspace &workspace, record::Recorder &recorder, SessionOptions options,
                                                        base::Bell bell = {});
    // Closes the port, ends the recording: all that was taken is in the file. The file of a port that never opened goes again.
    ~Session();
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;

    void open();
    void close();
    // The token is known at once; its outcome is news with Outcome::request == token.
    std::uint64_t submit(engine::Request request);
    void cancel(std::uint64_t token);
    std::uint64_t acquire(engine::Owner owner, std::vector<engine::Owner> mayCutIn = {});
    void release(std::uint64_t lease);
    // Bytes as they are typed (key mode), or one whole of bytes that is not to wait: no queue, no line end. Where a lease keeps the
    // user out, nothing goes and a problem tells: `port-held` {port}.
    void type(std::string bytes, bool unit = false);
    // Counts as a note too: from here on the stream is read as this module's.
    void setModule(std::string module, std::string dialect = {});
    void setLine(const transport::LineOptions &line);
    void setDtr(bool on);
    void setRts(bool on);
    // Nothing else goes out meanwhile. Problems: `port-lines-unavailable`, `port-held`, `port-in-break` {port}.
    void sendBreak(int milliseconds);
    // A bookmark or remark: one JSON object with the key "atscope". What no recording takes is a problem in the news:
    // `recording-note-bad`, `recording-note-too-large` {size, most}.
    void note(std::string json);

    std::vector<SessionNews> takeNews();
    // True once after events came: the views look at the store.
    bool takeGrown() { return m_grown.exchange(false); }

    const store::EventStore &store() const { return *m_store; }
    const record::Metadata &metadata() const { return m_metadata; }
    std::string recordingPath() const { return m_recording ? m_recording->path() : std::string(); } // its first file
    std::vector<std::string> recordingPaths() const; // all that there are by now; any thread
    const SessionOptions &options() const { return m_options; }
    const std::string &device() const { return m_device; } // where a virtual module listens, else the address
    simulator::ModuleHost *virtualModule() const { return m_module.get(); }

    struct Counters
    {
        std::uint64_t rx = 0, tx = 0; // bytes of the port
        std::uint64_t lost = 0;       // bytes that are in no recording, and overruns that the driver counted
        std::uint64_t queued = 0;     // requests that wait
        std::uint64_t events = 0;
        std::uint64_t ringBytes = 0;
        std::uint64_t fileSize = 0; // of all files of the recording
        bool recordingFails = false;
    };
    Counters counters() const; // any thread

private:
    friend class SessionWorker;
    Session(SessionOptions options, base::Bell bell);
    void post(std::function<void(class SessionWorker &)> call);

    SessionOptions m_options;
    record::Recorder *m_recorder = nullptr;
    record::Metadata m_metadata;
    std::string m_device;
    std::unique_ptr<simulator::ModuleHost> m_module;
    std::shared_ptr<record::Recording> m_recording;
    std::unique_ptr<store::EventStore> m_store;
    base::BatchQueue<SessionNews> m_news;
    base::Bell m_bell;
    std::atomic<bool> m_grown{false};
    std::atomic<std::uint64_t> m_queued{0};
    std::atomic<bool> m_everOpen{false};
    std::uint64_t m_lastToken = 0;
    std::uint64_t m_lastLease = 0;
    class Thread;
    std::unique_ptr<Thread> m_thread; // last: ends first
};

} // namespace atscope::session
