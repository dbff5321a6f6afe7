// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/base/queue.h"
#include "core/base/result.h"
#include "core/transport/address.h"

namespace atscope::transport
{

// A port of this machine and what is known of the device behind it. Empty: not known.
struct PortInfo {
    std::string port; // ttyUSB0, COM5
    std::string path; // what --port takes: /dev/ttyUSB0, COM5
    std::string description;
    std::string manufacturer;
    std::optional<std::uint16_t> vid;
    std::optional<std::uint16_t> pid;
    std::string serial;
    std::optional<int> interfaceNumber;   // which port of a USB device that has several
    std::string stablePath;               // a name that stays with the device (/dev/serial/by-id/…)
    bool busy = false;                    // somebody has it open, as far as we may know
    std::string busyBy;                   // "picocom (1234)"
    bool busyByUs = false;                // this program
    std::optional<base::Message> problem; // why it cannot be opened (`port-permission`, `port-busy` …)

    // The address that finds this device again in whatever socket it is plugged: usb:VID:PID:SERIAL#INTERFACE; else the path.
    std::string identity() const;
    bool operator==(const PortInfo &) const = default;
};

// All serial ports of this machine, sorted by name (ttyUSB2 before ttyUSB10). Some milliseconds (it looks at all processes for
// `busy`): not for a thread that must not wait. Any thread.
std::vector<PortInfo> listPorts();
// The same without `busy` and `problem`: under a millisecond or two.
std::vector<PortInfo> listPortsQuickly();
// Fills `busy` and `problem` in such a list.
void lookWhoUses(std::vector<PortInfo> &ports);
// One port that the user named, also a pty or a link to one. `port-missing` {port}.
base::Result<PortInfo> describePort(const std::string &device);
// The port that an address of kind Usb means now. `usb-port-missing` {address}, `usb-driver-missing` {address, vid, pid} when the
// device is there but has no port, `usb-port-ambiguous` {address, ports} when it has several.
base::Result<std::string> findUsbPort(const PortAddress &address);
// The same in a list that somebody made.
base::Result<std::string> findUsbPort(const PortAddress &address, const std::vector<PortInfo> &ports);

// USB devices that look like a serial port or a modem, for which no driver made a port: vid, pid, what they call themselves, and
// `usb-driver-missing` as problem; port and path are empty. Any thread, about a millisecond. Empty where the system does not tell.
std::vector<PortInfo> usbDevicesWithoutPort();

// What this build leaves out, because it was built without the parts for this system (preset `portable`): a message each, which
// says what does without it. Empty: nothing is left out.
const std::vector<base::Message> &leftOut();

class DeviceEvents;

// Keeps a list of ports up to date on a thread of its own. Where the system tells that a device comes, goes, is opened or closed
// (Linux), it sleeps until then; elsewhere it looks every `intervalMs`, which is also the least time between two looks that nobody
// asked for. The bell rings on that thread after every change (also after the first look).
class PortWatcher final
{
public:
    explicit PortWatcher(base::Bell bell, int intervalMs = 1000);
    ~PortWatcher(); // waits for a look that is under way
    PortWatcher(const PortWatcher &) = delete;
    PortWatcher &operator=(const PortWatcher &) = delete;

    std::vector<PortInfo> ports() const; // any thread; the last look
    void lookNow();                      // any thread; returns at once

private:
    void run();
    void look(std::unique_lock<std::mutex> &lock);
    void waitForReason(std::unique_lock<std::mutex> &lock);
    bool called() const { return m_stop || m_now; }

    const base::Bell m_bell;
    const int m_intervalMs;
    const std::unique_ptr<DeviceEvents> m_events; // null: none to be had
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_stop = false;
    bool m_now = false;
    bool m_looked = false;
    std::vector<PortInfo> m_ports;
    std::thread m_thread; // last: starts when all else stands
};

} // namespace atscope::transport
