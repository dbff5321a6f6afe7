// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "app/cli/program.h"
#include "core/session/session.h"

namespace atscope::cli {

// The session of a sub-command with --port: makes it from the options, opens it, and waits for what it says. Main thread.
class PortSession final
{
public:
    // --port and the line options (design.md, The command line), then the sub-command's own.
    static std::vector<Option> options(std::vector<Option> own);

    // `file`: the recording; empty: a new one in the user's folder. `partSize`: of SessionOptions. Errors of the options, and of Session::start.
    static base::Result<std::unique_ptr<PortSession>> start(Program &program, const std::string &file, session::EventTap *tap = nullptr,
                                                            std::uint64_t partSize = session::SessionOptions::DefaultPartSize);
    ~PortSession();
    PortSession(const PortSession &) = delete;
    PortSession &operator=(const PortSession &) = delete;

    // Opens the port. What stood in the way was told to the user.
    bool open();
    // Sends and waits for how it ended; a lost port and an interrupt end it too. `meanwhile` is called while it waits.
    engine::Outcome run(engine::Request request, const std::function<void()> &meanwhile = {});
    // Tells the user why start() failed so, and how the program ends then: wrong usage, or the port or the file system.
    static Exit refuse(Program &program, const base::Error &error);
    // Tells the news; false: the port is gone. Waits at most so long for something to come.
    bool look(int waitMs);

    // Ends the recording: what is in it now is all there will be. Bytes that never got into it, as `lost` of the counters; to be
    // called behind the end of the session.
    std::uint64_t endRecording();

    session::Session &session() { return *m_session; }
    record::Recorder &recorder() { return *m_recorder; }

private:
    explicit PortSession(Program &program) : m_program(program) {}
    void wait(int ms);

    Program &m_program;
    std::mutex m_mutex;
    std::condition_variable m_rang;
    bool m_ring = false;
    bool m_closed = false;
    bool m_opened = false;
    std::vector<engine::Outcome> m_outcomes;
    std::atomic<std::uint64_t> m_lostAtEnd{0}; // the recorder says so on its thread
    std::unique_ptr<record::Recorder> m_recorder;
    std::unique_ptr<session::Session> m_session;
};

} // namespace atscope::cli
