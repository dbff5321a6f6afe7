// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/transport/device_events.h"
#include "core/transport/ports.h"
#include "core/transport/system.h"

// Internal: the Linux parts that System and Pty are made of. Stateless; any thread.
namespace atscope::transport::linux_parts
{

// Everybody who has one of these devices (links resolved; all ttys when empty) open, writers first, except the file descriptor
// `exceptFd` of this program. Sees other users' programs only as root. A few milliseconds.
std::vector<PortHolder> findHolders(const std::vector<std::string> &paths, int exceptFd = -1);

// The lock file that programs keep for a device besides the kernel's lock (`LCK..ttyUSB0` in one of the usual folders).
struct LockFile {
    std::string path;
    int pid = 0; // of the program that made it; 0: that one has ended, or the file does not say
};
std::optional<LockFile> findLockFile(const std::string &device);

// Fills what is empty from `root`/sys/class/tty/… and `root`/dev/serial/by-id (root is "" but in tests).
void completeIdentity(PortInfo &port, const std::string &root);
bool usbDevicePresent(std::uint16_t vid, std::uint16_t pid, const std::string &root);
// Devices with an interface that a serial driver would take (communication, or of the vendor's own kind), which no driver has
// taken, and without any tty.
std::vector<PortInfo> usbDevicesWithoutPort(const std::string &root);

// Hears of what happens to the devices in a folder ("/dev" but in tests); null where the system has no room for that.
std::unique_ptr<DeviceEvents> watchDevices(const std::string &folder);

// termios with any speed; <termios.h> knows only the B… ones.
std::optional<int> baudOf(int fd);
bool makeRaw(int fd); // keeps the speed

} // namespace atscope::transport::linux_parts
