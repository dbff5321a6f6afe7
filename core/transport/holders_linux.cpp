// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <filesystem>
#include <fstream>

#include <sys/stat.h>
#include <unistd.h>

#include "core/base/text.h"
#include "core/transport/linux_parts.h"

namespace atscope::transport::linux_parts
{

namespace
{

namespace fs = std::filesystem;

bool wanted(const std::string &target, const std::vector<std::string> &paths)
{
    if (paths.empty())
        return target.starts_with("/dev/tty") || target.starts_with("/dev/pts/");
    return std::find(paths.begin(), paths.end(), target) != paths.end();
}

std::string processName(int pid)
{
    std::ifstream file("/proc/" + base::fromInteger(pid) + "/comm");
    std::string name;
    std::getline(file, name);
    return base::escapedUtf8(name, true);
}

void lookAt(int pid, const std::vector<std::string> &paths, int exceptFd, std::vector<PortHolder> &to)
{
    const bool self = pid == ::getpid();
    const std::string folder = "/proc/" + base::fromInteger(pid) + "/fd";
    std::error_code error;
    for (fs::directory_iterator it(folder, error); !error && it != fs::directory_iterator(); it.increment(error)) {
        const std::string link = it->path().string();
        std::array<char, 256> buffer{};
        const ssize_t size = ::readlink(link.c_str(), buffer.data(), buffer.size());
        if (size <= 0)
            continue;
        const std::string target(buffer.data(), static_cast<std::size_t>(size));
        if (!wanted(target, paths) || (self && base::toInteger(it->path().filename().string()) == exceptFd))
            continue;
        struct stat status {
        };
        const bool writes = ::lstat(link.c_str(), &status) == 0 && (status.st_mode & S_IWUSR) != 0;
        const auto same =
            std::find_if(to.begin(), to.end(), [&](const PortHolder &h) { return h.pid == pid && h.path == target; });
        if (same != to.end())
            same->writes = same->writes || writes;
        else
            to.push_back({target, pid, processName(pid), self, writes});
    }
}

} // namespace

std::vector<PortHolder> findHolders(const std::vector<std::string> &paths, int exceptFd)
{
    std::vector<PortHolder> holders;
    std::error_code error;
    for (fs::directory_iterator it("/proc", error); !error && it != fs::directory_iterator(); it.increment(error)) {
        const auto pid = base::toInteger(it->path().filename().string());
        if (pid && *pid > 0)
            lookAt(static_cast<int>(*pid), paths, exceptFd, holders);
    }
    std::stable_sort(holders.begin(), holders.end(),
                     [](const PortHolder &a, const PortHolder &b) { return a.writes && !b.writes; });
    return holders;
}

std::optional<LockFile> findLockFile(const std::string &device)
{
    std::string name = device.starts_with("/dev/") ? device.substr(5) : device;
    std::replace(name.begin(), name.end(), '/', '_');
    for (const char *folder :
         {"/var/lock", "/etc/locks", "/var/spool/locks", "/var/spool/uucp", "/tmp", "/var/tmp", "/run/lock"}) {
        const std::string path = std::string(folder) + "/LCK.." + name;
        struct stat status {
        };
        if (::lstat(path.c_str(), &status) != 0)
            continue;
        std::ifstream stream(path);
        std::string first;
        std::getline(stream, first);
        const auto pid = base::toInteger(base::trimmed(first));
        const bool lives = pid && *pid > 0 && *pid <= INT_MAX && (::kill(static_cast<pid_t>(*pid), 0) == 0 || errno == EPERM);
        return LockFile{path, lives ? static_cast<int>(*pid) : 0};
    }
    return std::nullopt;
}

} // namespace atscope::transport::linux_parts
