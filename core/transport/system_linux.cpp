// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/system.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdlib>
#include <fstream>

#include <fcntl.h>
#include <grp.h>
#include <linux/serial.h>
#include <poll.h>
#include <pwd.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "core/base/descriptor.h"
#include "core/base/text.h"
#include "core/transport/linux_parts.h"
#include "core/transport/ports.h"

namespace atscope::transport
{

namespace
{

constexpr std::size_t NameBuffer = 16 * 1024;

std::string userName(uid_t uid)
{
    passwd entry{};
    passwd *found = nullptr;
    std::vector<char> buffer(NameBuffer);
    if (::getpwuid_r(uid, &entry, buffer.data(), buffer.size(), &found) == 0 && found)
        return found->pw_name;
    return base::fromInteger(uid);
}

std::string groupName(gid_t gid)
{
    group entry{};
    group *found = nullptr;
    std::vector<char> buffer(NameBuffer);
    if (::getgrgid_r(gid, &entry, buffer.data(), buffer.size(), &found) == 0 && found)
        return found->gr_name;
    return base::fromInteger(gid);
}

bool processHasGroup(gid_t gid)
{
    std::vector<gid_t> groups(static_cast<std::size_t>(std::max(::getgroups(0, nullptr), 0)));
    const int count = groups.empty() ? 0 : ::getgroups(static_cast<int>(groups.size()), groups.data());
    groups.resize(static_cast<std::size_t>(std::max(count, 0)));
    return ::getegid() == gid || std::find(groups.begin(), groups.end(), gid) != groups.end();
}

// What /etc/group says, which a running session learns only when it logs in again.
bool userIsInGroup(const std::string &user, gid_t gid)
{
    group entry{};
    group *found = nullptr;
    std::vector<char> buffer(NameBuffer);
    if (::getgrgid_r(gid, &entry, buffer.data(), buffer.size(), &found) != 0 || !found)
        return false;
    for (char **member = found->gr_mem; member && *member; ++member)
        if (user == *member)
            return true;
    return false;
}

base::Message denied(const std::string &name, const struct stat &status)
{
    const std::string user = userName(::geteuid());
    const std::string groupOfPort = groupName(status.st_gid);
    constexpr mode_t Both = S_IRGRP | S_IWGRP;
    if ((status.st_mode & Both) == Both && status.st_gid != 0 && !processHasGroup(status.st_gid)) {
        const bool joined = userIsInGroup(user, status.st_gid);
        return {joined ? "port-permission-login" : "port-permission", {{"port", name}, {"group", groupOfPort}, {"user", user}}};
    }
    std::string mode;
    for (int shift = 6; shift >= 0; shift -= 3)
        mode += static_cast<char>('0' + ((status.st_mode >> shift) & 7U));
    return {"port-permission-mode",
            {{"port", name}, {"owner", userName(status.st_uid)}, {"group", groupOfPort}, {"mode", mode}, {"user", user}}};
}

base::Message busy(const std::string &name, const PortHolder &holder)
{
    if (holder.self)
        return {"port-busy-self", {{"port", name}}};
    return {"port-busy", {{"port", name}, {"process", holder.process}, {"pid", base::fromInteger(holder.pid)}}};
}

// QSerialPort and others keep lock files besides the kernel's lock.
std::optional<base::Message> lockFileProblem(const std::string &name, const std::string &path)
{
    const auto lock = linux_parts::findLockFile(path);
    if (!lock)
        return std::nullopt;
    if (lock->pid == 0)
        return base::Message("port-lock-stale", {{"port", name}, {"file", lock->path}});
    std::ifstream comm("/proc/" + base::fromInteger(lock->pid) + "/comm");
    std::string process;
    std::getline(comm, process);
    return busy(name, {path, lock->pid, base::escapedUtf8(process, true), lock->pid == ::getpid(), true});
}

class LinuxSystem final : public System
{
public:
    std::optional<std::string> resolve(const std::string &device) const override
    {
        std::array<char, PATH_MAX> buffer{};
        if (::realpath(device.c_str(), buffer.data()))
            return std::string(buffer.data());
        if (device.find('/') == std::string::npos && ::realpath(("/dev/" + device).c_str(), buffer.data()))
            return std::string(buffer.data());
        // Hidden from us is not the same as missing.
        return errno == EACCES ? std::optional(device) : std::nullopt;
    }

    std::optional<base::Message> refusal(const std::string &name, const std::string &path,
                                         std::shared_ptr<void> &guard) const override
    {
        struct stat status {
        };
        if (::stat(path.c_str(), &status) != 0)
            return std::nullopt;
        if (!S_ISCHR(status.st_mode)) // opening a FIFO or a file would have effects of its own
            return base::Message("port-not-serial", {{"port", name}});
        if (::geteuid() != 0)
            return std::nullopt;
        // TIOCEXCL does not stop root, who would then take away half of the other program's bytes. The descriptor stays open
        // until the port is, so that DTR does not drop in between.
        const auto held = std::make_shared<base::Descriptor>(::open(path.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
        const int fd = held->fd();
        if (fd < 0)
            return std::nullopt;
        guard = held;
        int exclusive = 0;
        if (::ioctl(fd, TIOCGEXCL, &exclusive) != 0 || exclusive == 0)
            return std::nullopt;
        for (const PortHolder &holder : linux_parts::findHolders({path}, fd))
            if (holder.writes)
                return busy(name, holder);
        ::ioctl(fd, TIOCNXCL); // left behind by a dead program on a pty
        return std::nullopt;
    }

    std::optional<base::Message> whyNotOpened(const std::string &name, const std::string &path) const override
    {
        struct stat status {
        };
        if (::stat(path.c_str(), &status) != 0) {
            if (errno == EACCES)
                return base::Message("port-permission-path", {{"port", name}, {"user", userName(::geteuid())}});
            return base::Message("port-missing", {{"port", name}});
        }
        if (!S_ISCHR(status.st_mode))
            return base::Message("port-not-serial", {{"port", name}});
        if (!accessible(path))
            return denied(name, status);
        // /dev/null is open in half of all programs: what is no terminal is not busy. (One that is held exclusively does not open.)
        if (const base::Descriptor node(::open(path.c_str(), O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
            node.fd() >= 0 && ::isatty(node.fd()) != 1)
            return base::Message("port-not-serial", {{"port", name}});
        const auto holders = linux_parts::findHolders({path});
        if (!holders.empty() && holders.front().writes)
            return busy(name, holders.front());
        if (auto locked = lockFileProblem(name, path))
            return locked;
        // There is a node, we may use it, and nobody has it: does anything stand behind it?
        const std::string driver =
            "/sys/dev/char/" + base::fromInteger(major(status.st_rdev)) + ":" + base::fromInteger(minor(status.st_rdev));
        if (::access("/sys/dev/char", F_OK) == 0 && ::access(driver.c_str(), F_OK) != 0 && !isPseudoTerminal(path))
            return base::Message("port-driver-missing", {{"port", name}});
        return std::nullopt;
    }

    bool accessible(const std::string &path) const override
    {
        return ::faccessat(AT_FDCWD, path.c_str(), R_OK | W_OK, AT_EACCESS) == 0 || errno != EACCES;
    }

    std::vector<PortHolder> holders(const std::vector<std::string> &paths) const override
    {
        return linux_parts::findHolders(paths);
    }
    std::unique_ptr<DeviceEvents> deviceEvents() const override { return linux_parts::watchDevices("/dev"); }
    void complete(PortInfo &port) const override { linux_parts::completeIdentity(port, {}); }
    bool usbDevicePresent(std::uint16_t vid, std::uint16_t pid) const override
    {
        return linux_parts::usbDevicePresent(vid, pid, {});
    }

    std::vector<PortInfo> usbDevicesWithoutPort() const override { return linux_parts::usbDevicesWithoutPort({}); }
    const std::vector<base::Message> &leftOut() const override
    {
        static const std::vector<base::Message> s_nothing;
        return s_nothing;
    }

    bool isPseudoTerminal(const std::string &path) const override
    {
        constexpr unsigned FirstMajor = 136; // UNIX98 slaves
        constexpr unsigned LastMajor = 143;
        struct stat status {
        };
        return ::stat(path.c_str(), &status) == 0 && S_ISCHR(status.st_mode) && major(status.st_rdev) >= FirstMajor &&
               major(status.st_rdev) <= LastMajor;
    }

    std::optional<DriverCounts> driverCounts(NativeHandle handle) const override
    {
        serial_icounter_struct counts{};
        if (::ioctl(static_cast<int>(handle), TIOCGICOUNT, &counts) != 0)
            return std::nullopt;
        const auto number = [](int count) { return static_cast<std::uint64_t>(static_cast<unsigned>(count)); };
        return DriverCounts{number(counts.overrun) + number(counts.buf_overrun), number(counts.frame), number(counts.parity),
                            number(counts.brk)};
    }

    std::optional<std::uint64_t> unsentBytes(NativeHandle handle) const override
    {
        int count = 0;
        if (::ioctl(static_cast<int>(handle), TIOCOUTQ, &count) != 0 || count < 0)
            return std::nullopt;
        return static_cast<std::uint64_t>(count);
    }

    std::size_t writeNow(NativeHandle handle, std::string_view bytes) const override
    {
        const ssize_t taken = ::write(static_cast<int>(handle), bytes.data(), bytes.size());
        return taken > 0 ? static_cast<std::size_t>(taken) : 0;
    }

    std::optional<int> actualBaud(NativeHandle handle) const override { return linux_parts::baudOf(static_cast<int>(handle)); }

    std::optional<bool> hungUp(NativeHandle handle) const override
    {
        pollfd check{static_cast<int>(handle), 0, 0};
        if (::poll(&check, 1, 0) < 0)
            return errno != EINTR ? std::nullopt : std::optional(false);
        return (check.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0;
    }
};

} // namespace

const System &System::instance()
{
    static const LinuxSystem s_system;
    return s_system;
}

} // namespace atscope::transport
