// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include "core/session/workbench.h"

namespace atscope::session {

// Something that goes out for a while: a file as it is, lines one after the other, a line again and again. It belongs to one log
// and is over when that port closes, when the log goes, when it is cancelled or when all is sent; it may be destroyed at any time,
// and then gives up what is under way. Everything goes through the log's Conductor. GUI thread; the workbench outlives it.
//
// Use: make it, connect, start().
class SendJob : public QObject
{
    Q_OBJECT
public:
    enum class State : std::uint8_t { Ready, Running, Paused, Over };
    enum class End : std::uint8_t {
        None,
        Done,
        Cancelled,
        Failed,     // stopped at the first failure: `failure`
        PortClosed, // or gone, or never open
        Unreadable  // the file: `problem`
    };
    struct Failure
    {
        int line = 0; // in the file; 0: not of a file
        std::string text;
        std::vector<base::Span> secrets; // in the text
        engine::Outcome outcome;
    };
    struct Progress
    {
        std::uint64_t done = 0;  // bytes or lines that are over
        std::uint64_t total = 0; // 0: without an end, or not known yet
        std::uint64_t ok = 0;
        std::uint64_t failed = 0;
        base::Millis left = -1;       // about so long; −1: not known
        double perSecond = -1;        // bytes; −1: not known
        std::string current;          // the line under way
        std::vector<base::Span> secrets; // in it
        int line = 0;                 // its number in the file
        bool stalled = false;         // the port has taken nothing for a while
        std::optional<Failure> failure; // the last one
    };

    ~SendJob() override;

    std::uint64_t generation() const { return m_generation; } // rising, never reused in this process
    int log() const { return m_log; }
    const std::string &name() const { return m_name; } // of the file, or the line
    State state() const { return m_state; }
    bool runs() const { return m_state == State::Running || m_state == State::Paused; }
    End end() const { return m_end; }
    const std::optional<base::Message> &problem() const { return m_problem; }
    const Progress &progress() const { return m_progress; }
    base::Millis ms() const; // since start(); when over: until then

    void start(); // where the port is not open it is over at once
    void pause(bool paused); // what is under way ends first
    void cancel();

Q_SIGNALS:
    void changed(); // progress or state; as often as it changes
    void over();    // once
    void lineSent(const QString &line);

protected:
    SendJob(Workbench &workbench, int log, std::string name, QObject *parent);

    Session *session() const; // null: the port is not open any more
    virtual void begin() = 0;
    virtual void resume() = 0;   // after a pause
    virtual void giveUp() = 0;   // lets go of what is under way; session() may be null
    virtual void taken(const engine::Outcome &outcome) = 0;
    void finish(End end);
    Progress &own() { return m_progress; }
    void setProblem(base::Message message) { m_problem = std::move(message); }

private:
    Workbench &m_workbench;
    const int m_log;
    const std::string m_name;
    const std::uint64_t m_generation;
    State m_state = State::Ready;
    End m_end = End::None;
    std::optional<base::Message> m_problem;
    Progress m_progress;
    QElapsedTimer m_since;
    base::Millis m_ms = -1;
};

} // namespace atscope::session
