// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <QObject>

#include "core/catalog/model.h"
#include "core/engine/conductor.h"
#include "core/transport/address.h"

namespace atscope::session {

class Workbench;
struct RoleLine;

// Asks a module who it is (roles identify.…) and lets it say why it refuses something (roles cmee.read and cmee.set): when the
// user asks, or when a port opens for whose device the user wanted it; for virtual modules that is so unless he said otherwise.
// A setting of the module is changed only after its old value was read; what was changed is listed, and goes back when the user
// asks, and before the port is closed unless he does not want that. Every line carries what it is sent for.
//
// Owned by the workbench, which tells it the rest. GUI thread; nothing waits.
class Identification final : public QObject
{
    Q_OBJECT
public:
    struct Change
    {
        std::string role;    // of the form that sets it
        catalog::Text title; // Error codes
        std::string before;
        std::string now;
        bool operator==(const Change &other) const { return role == other.role && before == other.before && now == other.now; }
    };

    explicit Identification(Workbench &workbench);

    // Sends what the profile's roles say to an open port. Under way already, or not open: nothing.
    void identify(int log);
    // From here on also when a port opens, for the devices of which that is wanted. The window says so; nothing else does.
    void followOpenings() { m_follows = true; }
    bool running(int log) const;

    // What ATscope changed in the module and is still so, as far as the stream tells.
    std::vector<Change> changes(int log) const;
    // Sends the old values. False: nothing to put back, or the port is not open.
    bool putBack(int log);

    // Closes the port, the tab with it if `remove`; what was changed goes back before that, where the user wants it. A second call
    // does not wait for the module. Problem `identify-not-put-back` {setting, value} when the module did not take it.
    void close(int log, bool remove = false);
    bool closing(int log) const;
    bool mustPutBack() const; // some open port has something that goes back when it is closed
    bool putsBackAtEnd() const;
    void setPutsBackAtEnd(bool on);

    // The device behind an address, whatever socket it is plugged in: usb:VID:PID:SERIAL#INTERFACE; else the address.
    std::string deviceOf(const transport::PortAddress &address) const;
    bool wantedAtOpening(const std::string &device) const;
    void setWantedAtOpening(const std::string &device, bool wanted);
    // Devices for which the user chose, in order.
    std::vector<std::pair<std::string, bool>> choices() const;
    void forget(const std::string &device); // back to what is so without a choice

    static constexpr int PutBackMs = 3000; // then the port is closed all the same
    static constexpr int MostChoices = 200;

Q_SIGNALS:
    void changed(int log);  // running, closing or changes are others now
    void choicesChanged();
    void identified(int log); // everything was answered or given up

private:
    struct Running
    {
        std::map<std::uint64_t, std::string> tokens; // of requests under way: the role they are sent for
        std::map<std::uint64_t, Change> setting;     // changes that the module has not accepted yet
        std::map<std::uint64_t, Change> undoing;
        std::vector<Change> changes;
        bool open = false;
        bool identifying = false;
        bool closing = false;
        bool remove = false;
    };

    void stateChanged(int log);
    void outcome(int log, const engine::Outcome &outcome);
    void readSetting(int log, const engine::Outcome &outcome);
    std::uint64_t send(int log, const RoleLine &line, const char *purpose);
    void finishClosing(int log);
    bool inForce(int log, const Change &change) const;

    Workbench &m_workbench;
    std::map<int, Running> m_logs;
    bool m_follows = false;
};

} // namespace atscope::session
