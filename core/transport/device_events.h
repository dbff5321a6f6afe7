// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace atscope::transport
{

// Internal to this room: hears from the operating system that devices come and go and that somebody opens or closes one, so that
// nobody has to look for it every second. Made by System::deviceEvents(). One thread calls wait() and follow(), any calls wake().
class DeviceEvents
{
public:
    struct Seen {
        bool plugged = false; // a device came, went, or got another owner or mode
        bool used = false;    // one of those that are followed was opened or closed
        explicit operator bool() const { return plugged || used; }
    };

    virtual ~DeviceEvents() = default;
    // Waits until something is seen, wake() is called, or `ms` are over (below 0: never).
    virtual Seen wait(int ms) = 0;
    virtual void wake() = 0;
    // From now on tells of the opening and closing of these devices, and of no others. What was seen of that until now is
    // forgotten: call it before asking who has them open.
    virtual void follow(const std::vector<std::string> &paths) = 0;
};

} // namespace atscope::transport
