// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/base/stamp.h"
#include "core/transport/line_options.h"

namespace atscope::simulator {

enum class LinkKind : std::uint8_t {
    Pty,   // a pseudo terminal (Linux); `address`: a symbolic link to make as well, may be empty
    Tcp,   // `address`: HOST:PORT to listen on, port 0 for any free one; one client at a time
    Serial // `address`: a serial port
};

struct LinkOptions
{
    LinkKind kind = LinkKind::Pty;
    std::string address;
    transport::LineOptions line; // Serial; the rate is the module's own
};

// Where a virtual module's bytes come from and go to. Private to the room. Used and destroyed on one thread with an event loop;
// callbacks come on it, also from inside open() and write(). What is written without a client goes nowhere.
class Link
{
public:
    struct Callbacks
    {
        std::function<void(std::string_view bytes, base::Stamp at)> bytes;
        std::function<void()> drained;                        // everything written has been taken
        std::function<void(bool present)> client;             // somebody opened or left the other end
        std::function<void(const base::Message &)> lost;      // no more of it
        // The end of open(): where it listens, or why it does not. Comes once.
        std::function<void(const base::Result<std::string> &)> opened;
    };
    // `simulator-link-address` {address}, `simulator-link-pty` where the system has none, those of transport::Channel::make.
    static base::Result<std::unique_ptr<Link>> make(const LinkOptions &options);
    virtual ~Link() = default;
    Link(const Link &) = delete;
    Link &operator=(const Link &) = delete;

    void setCallbacks(Callbacks callbacks) { m_callbacks = std::move(callbacks); }
    virtual void open() = 0;
    virtual void write(std::string_view bytes) = 0;
    virtual std::uint64_t unsent() const = 0;
    virtual void setReading(bool on) = 0; // off: the client has to wait
    virtual int clientBaud() const { return 0; } // the rate the other end has set; 0: it has none
    virtual void setBaud(int /*baud*/) {}        // our own

protected:
    Link() = default;
    Callbacks m_callbacks;
};

} // namespace atscope::simulator
