// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace atscope::transport
{

class DeviceEvents;
struct PortInfo;

// A process that has a port open.
struct PortHolder {
    std::string path; // the device, links resolved
    int pid = 0;
    std::string process;
    bool self = false;   // this program
    bool writes = false; // opened for writing: a client, not the end that offers a pty
};

struct DriverCounts {
    std::uint64_t overruns = 0;
    std::uint64_t framing = 0;
    std::uint64_t parity = 0;
    std::uint64_t breaks = 0;
};

using NativeHandle = std::intptr_t;

// Internal to this room: what Qt does not tell about ports, where the operating system does. Stateless; any thread. Every answer
// may be "not known"; the portable one knows nothing, and the room works without.
class System
{
public:
    virtual ~System() = default;
    static const System &instance();

    // A device path as the user gave it, links resolved; nothing when there is no such file.
    virtual std::optional<std::string> resolve(const std::string &device) const = 0;
    // Before a port is opened: a reason not to (another program has it to itself, which does not stop root; not a device at all).
    // `guard` must live until the port is open.
    virtual std::optional<base::Message> refusal(const std::string &name, const std::string &path,
                                                 std::shared_ptr<void> &guard) const = 0;
    // After opening has failed: why. Without side effects on the line (nothing is opened).
    virtual std::optional<base::Message> whyNotOpened(const std::string &name, const std::string &path) const = 0;
    // Nothing in the way that a later try would not find again?
    virtual bool accessible(const std::string &path) const = 0;

    // Who has which of these devices open (all devices when the list is empty), as far as we may know; writers first.
    virtual std::vector<PortHolder> holders(const std::vector<std::string> &paths) const = 0;
    // Hears of ports that come and go, and of who opens them; null: somebody has to look.
    virtual std::unique_ptr<DeviceEvents> deviceEvents() const = 0;
    // Fills what is empty in a port's identity.
    virtual void complete(PortInfo &port) const = 0;
    // There is a USB device with these ids but (perhaps) no port for it.
    virtual bool usbDevicePresent(std::uint16_t vid, std::uint16_t pid) const = 0;

    virtual std::vector<PortInfo> usbDevicesWithoutPort() const = 0;
    virtual const std::vector<base::Message> &leftOut() const = 0;

    virtual bool isPseudoTerminal(const std::string &path) const = 0;
    virtual std::optional<DriverCounts> driverCounts(NativeHandle handle) const = 0;
    virtual std::optional<std::uint64_t> unsentBytes(NativeHandle handle) const = 0;
    // Gives the system what it takes at once; how many bytes that is (none also where it can't be done).
    virtual std::size_t writeNow(NativeHandle handle, std::string_view bytes) const = 0;
    virtual std::optional<int> actualBaud(NativeHandle handle) const = 0;
    // Is the device behind the handle gone?
    virtual std::optional<bool> hungUp(NativeHandle handle) const = 0;
};

} // namespace atscope::transport
