// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/device_events.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "core/base/descriptor.h"
#include "core/transport/linux_parts.h"

namespace atscope::transport::linux_parts
{

namespace
{

constexpr std::uint32_t Plugging = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB | IN_ONLYDIR;
constexpr std::uint32_t Using = IN_OPEN | IN_CLOSE_WRITE | IN_CLOSE_NOWRITE;

class Inotify final : public DeviceEvents
{
public:
    explicit Inotify(std::string folder)
        : m_folder(std::move(folder)), m_events(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)), m_wake(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
    {
        watchFolders();
    }

    bool works() const { return m_wake.fd() >= 0 && !m_folders.empty(); }

    Seen wait(int ms) override
    {
        if (const Seen kept = std::exchange(m_kept, Seen()))
            return kept;
        std::array<pollfd, 2> fds{pollfd{m_events.fd(), POLLIN, 0}, pollfd{m_wake.fd(), POLLIN, 0}};
        if (::poll(fds.data(), fds.size(), ms) <= 0)
            return {};
        std::uint64_t rung = 0;
        [[maybe_unused]] const auto got = ::read(m_wake.fd(), &rung, sizeof rung);
        return take();
    }

    void wake() override
    {
        const std::uint64_t one = 1;
        [[maybe_unused]] const auto done = ::write(m_wake.fd(), &one, sizeof one);
    }

    void follow(const std::vector<std::string> &paths) override
    {
        m_kept.plugged = take().plugged || m_kept.plugged;
        m_kept.used = false;
        watchFolders(); // those for names that stay come with the first such device
        std::map<int, std::string> now;
        for (const std::string &path : paths)
            if (const int watch = ::inotify_add_watch(m_events.fd(), path.c_str(), Using); watch >= 0 && !m_folders.contains(watch))
                now.emplace(watch, path);
        for (const auto &[watch, path] : m_devices)
            if (!now.contains(watch))
                ::inotify_rm_watch(m_events.fd(), watch);
        m_devices = std::move(now);
    }

private:
    void watchFolders()
    {
        for (const char *folder : {"", "/serial", "/serial/by-id"})
            if (const int watch = ::inotify_add_watch(m_events.fd(), (m_folder + folder).c_str(), Plugging); watch >= 0)
                m_folders.insert(watch);
    }

    Seen take()
    {
        Seen seen;
        alignas(inotify_event) std::array<char, 8192> buffer{};
        for (;;) {
            const ssize_t size = ::read(m_events.fd(), buffer.data(), buffer.size());
            if (size <= 0)
                return seen;
            for (std::size_t at = 0; at + sizeof(inotify_event) <= static_cast<std::size_t>(size);) {
                inotify_event event{};
                std::memcpy(&event, buffer.data() + at, sizeof event);
                at += sizeof event + event.len;
                if ((event.mask & IN_Q_OVERFLOW) != 0)
                    seen.plugged = seen.used = true;
                if ((event.mask & IN_IGNORED) != 0) {
                    m_folders.erase(event.wd);
                    m_devices.erase(event.wd);
                } else if (m_folders.contains(event.wd)) {
                    seen.plugged = true;
                } else if (m_devices.contains(event.wd)) {
                    seen.used = true;
                }
            }
        }
    }

    const std::string m_folder;
    const base::Descriptor m_events;
    const base::Descriptor m_wake;
    std::set<int> m_folders;
    std::map<int, std::string> m_devices;
    Seen m_kept; // seen while follow() emptied the queue
};

} // namespace

std::unique_ptr<DeviceEvents> watchDevices(const std::string &folder)
{
    auto made = std::make_unique<Inotify>(folder);
    return made->works() ? std::move(made) : nullptr;
}

} // namespace atscope::transport::linux_parts
