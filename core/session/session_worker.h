// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <QObject>
#include <QTimer>

#include "core/session/session.h"
#include "core/session/store_feeder.h"

namespace atscope::session {

// What a Session does on its I/O thread. Private to session.cpp.
class SessionWorker final : public QObject, public transport::ChannelListener, public engine::ConductorOutput, public engine::EventSink
{
public:
    SessionWorker(Session &session, std::unique_ptr<transport::Channel> channel, engine::Observer observer);
    ~SessionWorker() override;

    void open();
    void close();
    void finish(); // the last call: port closed, what is open in the stream ended
    void submit(std::uint64_t token, engine::Request request);
    void cancel(std::uint64_t token);
    void acquire(std::uint64_t lease, engine::Owner owner, std::vector<engine::Owner> mayCutIn);
    void release(std::uint64_t lease);
    void type(const std::string &bytes, bool unit);
    void sendBreak(int milliseconds);
    void takeNote(const std::string &json);
    void setLine(const transport::LineOptions &line);
    transport::Channel &channel() { return *m_channel; }
    void report(const std::optional<base::Message> &problem);

private:
    // ChannelListener
    void channelBytes(std::string_view bytes, base::Stamp at) override;
    void channelState(transport::ChannelState state, base::Stamp at) override;
    void channelProblem(const base::Message &problem, transport::ProblemKind kind, base::Stamp at) override;
    void channelLines(const transport::LineStates &lines, base::Stamp at) override;
    void channelOverrun(std::uint64_t overruns, base::Stamp at) override;
    void channelSent(base::Stamp at) override;
    // ConductorOutput
    void send(std::string_view bytes, std::string_view announced) override;
    void note(std::string_view json) override { writeNote(json); }
    void finished(const engine::Outcome &outcome) override;
    std::uint64_t takeBack() override { return m_channel->takeBack(); }
    // EventSink
    void onEvent(const engine::Event &event, std::string_view bytes) override;

    base::Stamp now();
    bool writeNote(std::string_view json); // false: the recording did not take it, nobody saw it
    // What the recording lost before a record is an event before it: where several records are written at once, told later.
    struct Recorded
    {
        bool taken = true;
        record::Recording::Told lost{};
    };
    Recorded write(const record::RecordView &record);
    void expire(base::Stamp at);
    void lose(base::Direction direction, base::Stamp at, std::uint64_t bytes, engine::Why why);
    void tellLost(const Recorded &recorded, base::Stamp at);
    bool record(const record::RecordView &record);
    void beginPartBefore(const record::RecordView &next);
    void observe(base::Direction direction, std::string_view bytes, base::Stamp at);
    void passOn(); // events to the Conductor, then timers
    bool sayGrown(); // the store has something new: true when the owner's bell is to be rung for it
    void ring();
    void turn();
    void schedule();
    void lookAtDrain(); // bytes that are waited for until they are on the line
    base::Message held() const;
    void second(); // once a second while open
    void tell(SessionNews news);

    Session &m_session;
    std::unique_ptr<transport::Channel> m_channel;
    engine::Observer m_observer;
    StoreFeeder m_feeder;
    engine::Conductor m_conductor;
    std::uint8_t m_lines = 0;
    base::Stamp m_last;                   // stamps do not go back
    bool m_sending = false;               // inside Channel::write
    bool m_feeding = false;               // inside Observer::feed: events wait for the Conductor
    bool m_grown = false;                 // the store, since the owner's bell rang last
    std::deque<engine::Event> m_waiting;
    std::map<std::uint64_t, std::uint64_t> m_tokens; // Conductor's number → token
    std::map<std::uint64_t, std::uint64_t> m_leases; // ours → the Conductor's
    std::uint64_t m_submitting = 0;       // token of the request that is just being submitted
    std::vector<engine::Outcome> m_early; // outcomes that came before submit() returned
    const decode::Dialect *m_dialect = nullptr; // the Conductor's
    bool m_wanted = false;    // the owner wants it open
    bool m_wasOpen = false;
    bool m_retrying = false;  // the opening that is under way is a try of ours, not the owner's
    std::int64_t m_wallAhead = 0;
    std::size_t m_pauseBelow = 0; // room in the recorder's ring
    std::size_t m_resumeAbove = 0;
    QTimer m_timer{this};
    QTimer m_pauseTimer{this};
    QTimer m_drainTimer{this};
    QTimer m_secondTimer{this};
    QTimer m_retryTimer{this};
};

} // namespace atscope::session
