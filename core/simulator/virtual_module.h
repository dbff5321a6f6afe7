// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/stamp.h"
#include "core/catalog/messages.h"
#include "core/simulator/behaviour.h"
#include "core/simulator/executor.h"
#include "core/simulator/faults.h"
#include "core/simulator/line_input.h"
#include "core/simulator/module_state.h"
#include "core/simulator/random.h"

namespace atscope::simulator {

// A module that is not there: bytes from a host in, bytes to it out. A pure state machine: no thread, no clock, no input or
// output of its own; the same calls give the same output. One thread at a time. Callbacks are called from inside feed(),
// control() and advance() and must not call back. Memory is bounded: a command line by the behaviour, output that waits by
// 4 MiB; input that comes while that is full is lost, as in a module, and counted.
class VirtualModule final
{
public:
    struct Output
    {
        base::Stamp due;        // when it leaves the module; never behind the `now` of the call
        std::string_view bytes; // valid during the call
        int baud = 0;           // the rate of the module's UART at that moment
    };
    struct Happening
    {
        enum class Kind { Line, Urc, Power, Reboot, Fault };
        Kind kind = Kind::Line;
        base::Stamp at;
        std::string text;               // the command line, the URC, on/off, the kind of the fault that hit
        std::vector<std::string> lines; // Line: what was answered, the final last
        std::string code;               // Line: the number of the refusal
    };
    struct Callbacks
    {
        std::function<void(const Output &)> output;
        std::function<void(const Happening &)> happened;
        std::function<void()> kept; // something that survives power-off has changed: state() is new
    };

    // Powered on and booted long ago. `seed`: for identities, noise and places of faults.
    VirtualModule(std::shared_ptr<const Behaviour> behaviour, Callbacks callbacks, std::uint64_t seed = 1);
    // Control messages of the behaviour itself, before anything else. What is refused is said in `refusals` (JSON replies).
    void begin(base::Stamp now, std::vector<std::string> *refusals = nullptr);

    void feed(base::Stamp now, std::string_view bytes); // from the host
    // A control message, one JSON object, any bytes. The reply is one JSON object: {"done":…} or
    // {"refused":…,"code":…,"reason":…}.
    std::string control(base::Stamp now, std::string_view json, catalog::Language language = catalog::Language::English);
    void advance(base::Stamp now); // lets out what is due
    base::Stamp nextDeadline() const; // when advance() has something to do; none: never

    bool quitAsked() const { return m_quit; }
    bool poweredOn() const { return m_power != Power::Off; }
    int baud() const; // the rate its UART listens at
    std::uint64_t lostInput() const { return m_lostInput; }

    // What survives power-off, as JSON (ModuleState::toJson, restore). restore() right after construction.
    std::string state() const { return m_state.toJson(); }
    std::optional<base::Message> restore(std::string_view json) { return m_state.restore(json); }
    const ModuleState &memory() const { return m_state; }
    const Behaviour &behaviour() const { return *m_behaviour; }

private:
    enum class Power { Off, Booting, On };
    struct Pending
    {
        base::Stamp due;
        std::string bytes;
        int baud = 0;
    };
    friend class Control;

    void take(base::Stamp now, char byte, std::string &echo);
    void execute(base::Stamp now);
    void put(base::Stamp now, std::string bytes, int baud);
    void putWithFaults(base::Stamp now, std::string answer, int baud);
    std::string framed(const Outcome &outcome) const;
    bool isTrue(const catalog::Expr &expression) const { return expression.compiled.isTrue(m_state.scope()); }
    void happened(Happening happening);
    void powerOff(base::Stamp now);
    void boot(base::Stamp from); // facts and variables as after power-on; speaks once the boot time is over
    void letOut(base::Stamp now);

    std::shared_ptr<const Behaviour> m_behaviour;
    Callbacks m_callbacks;
    ModuleState m_state;
    LineInput m_input;
    Faults m_faults;
    Random m_random;
    Power m_power = Power::On;
    base::Stamp m_bootAt;
    base::Stamp m_silentUntil;
    base::Stamp m_lastDue;
    std::deque<Pending> m_pending;
    std::size_t m_pendingBytes = 0;
    std::uint64_t m_lostInput = 0;
    bool m_mute = false;    // the line that is coming in is neither echoed nor answered
    bool m_afterCr = false; // a LF now belongs to the CR
    bool m_quit = false;
};

} // namespace atscope::simulator
