// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "core/base/queue.h"
#include "core/base/result.h"
#include "core/catalog/messages.h"
#include "core/simulator/link.h"
#include "core/simulator/virtual_module.h"

namespace atscope::simulator {

// What a running virtual module has to tell, in order.
struct HostEvent
{
    enum class Kind : std::uint8_t {
        Reply,    // `json`: to a control message
        Happened, // `happening`
        Client,   // `present`: somebody opened or left the other end
        Problem,  // `problem`: it goes on
        Ended     // quit was asked for, or the port is gone (`problem`); nothing comes behind it
    };
    Kind kind = Kind::Problem;
    std::string json;
    VirtualModule::Happening happening;
    bool present = false;
    base::Message problem;

    // One JSON object: a reply as it is; else {"event":"line","t":…,"text":"AT","answer":["OK"]}, {"event":"client",…} …
    std::string toJson(catalog::Language language) const;
    std::string toText(catalog::Language language) const; // one line for people
};

struct HostOptions
{
    std::shared_ptr<const Behaviour> behaviour;
    LinkOptions link;
    std::uint64_t seed = 1;
    std::string stateFile; // empty: nothing is kept
    bool pace = false;     // output no faster than the module's baud rate
    catalog::Language language = catalog::Language::English; // of the reasons in replies
};

// Runs one virtual module on a thread of its own, with its link and its state file. Made, used and destroyed on any one thread;
// the destructor ends the module at once.
class ModuleHost final
{
public:
    // Returns when the link can be opened by others. `bell`: takeEvents() has something; it rings on the module's thread.
    // Errors: those of Link and StateFile, `simulator-state-…` of a state file with hostile or foreign content (place.file names
    // it).
    static base::Result<std::unique_ptr<ModuleHost>> start(HostOptions options, base::Bell bell = {});
    ~ModuleHost();
    ModuleHost(const ModuleHost &) = delete;
    ModuleHost &operator=(const ModuleHost &) = delete;

    const std::string &listening() const { return m_listening; } // /dev/pts/3, the link's path, tcp://127.0.0.1:4711, COM3
    void control(std::string json);        // one message; its reply is an event
    std::vector<HostEvent> takeEvents();
    bool ended() const { return m_ended.load(); }

private:
    class Worker;
    ModuleHost(HostOptions options, base::Bell bell);
    void wake();

    HostOptions m_options;
    base::BatchQueue<std::string> m_messages;
    base::BatchQueue<HostEvent> m_events;
    std::string m_listening;
    std::atomic<bool> m_ended{false};
    std::atomic<bool> m_stop{false};
    std::atomic<bool> m_rung{false};
    std::mutex m_mutex;         // guards m_worker against its end
    Worker *m_worker = nullptr; // lives on m_thread
    std::thread m_thread;
};

} // namespace atscope::simulator
