// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/base/queue.h"
#include "core/base/result.h"
#include "core/base/stamp.h"
#include "core/session/workspace.h"
#include "core/transport/address.h"
#include "core/transport/line_options.h"

namespace atscope::session {

struct ProbeOptions
{
    transport::PortAddress port;
    transport::LineOptions line; // all but the baud rate
    std::vector<int> bauds;      // in this order; empty: the usual ones. A port without a rate (TCP) is asked once
    std::string stateFolder;     // of virtual modules (SessionOptions); empty: they keep nothing
    base::Millis answerMs = 300; // for an answer to the profile's probe, which is sent twice at each rate
    base::Millis identityMs = 2000; // for each question who the module is

    static std::vector<int> usualBauds();
};

struct ProbeResult
{
    int baud = 0;         // 0: nobody answered, or the port has no rate
    bool answered = false;
    std::string module;   // id of the profile; empty: the answer fits none
    std::string model;    // as the module said
    std::string firmware;
    bool cancelled = false;
    // Why it was not asked, or did not answer: those of a port that does not open (`port-busy` {port, process, pid}, `port-busy-self`,
    // `port-permission` …), `probe-no-answer` {port}.
    std::optional<base::Message> problem;
};

struct ProbeNews
{
    enum class Kind : std::uint8_t { Trying, Asking, Ended };
    Kind kind = Kind::Trying;
    int baud = 0;      // Trying, Asking
    int number = 0;    // Trying: which rate, from 1 …
    int count = 0;     // … of so many
    ProbeResult result; // Ended
};

// Finds the baud rate that a module answers at, and who it is: sends the profile's probe (role probe) at one rate after the other,
// then what the roles identify.model and identify.firmware ask. Nothing else is sent and nothing is recorded. A port that somebody
// has open is left alone and reported. The port is open only meanwhile.
//
// Runs on a thread of its own. Made, used and destroyed on one thread; the workspace must outlive it. The destructor ends it at
// once.
class PortProbe final
{
public:
    // `bell`: takeNews() has something; it rings on the probe's thread. The last news is Ended, also after cancel().
    PortProbe(Workspace &workspace, ProbeOptions options, base::Bell bell);
    ~PortProbe();
    PortProbe(const PortProbe &) = delete;
    PortProbe &operator=(const PortProbe &) = delete;

    void cancel();
    std::vector<ProbeNews> takeNews() { return m_news.takeAll(); }

private:
    class Worker;
    void run();
    void wake();

    Workspace &m_workspace;
    const ProbeOptions m_options;
    base::BatchQueue<ProbeNews> m_news;
    std::atomic<bool> m_cancelled{false};
    std::atomic<bool> m_rung{false};
    std::mutex m_mutex;         // guards m_worker against its end
    Worker *m_worker = nullptr; // lives on m_thread
    std::thread m_thread;       // last: starts when all else stands
};

} // namespace atscope::session
