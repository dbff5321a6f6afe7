// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <QObject>

#include "core/base/result.h"
#include "core/base/stamp.h"
#include "core/transport/clock.h"

class QSocketNotifier;

namespace atscope::transport
{

// Who hears from a pty, on its thread. May call anything of it but must not delete it.
class PtyListener
{
public:
    virtual ~PtyListener() = default;
    virtual void ptyBytes(std::string_view bytes, base::Stamp at) = 0; // what the client wrote; stands only during the call
    virtual void ptyClient(bool /*present*/) {} // a program opened our side's other end; the last one closed it
    virtual void ptyDrained() {}                // all that was written has been taken by the system
};

// The module's end of a pseudo terminal (Linux only: ATSCOPE_HAVE_PTY is defined): what a virtual module sits on. Owns the
// master, and the slave once, read-only, so that bytes are not lost between two clients and a dead client's exclusive lock can be
// cleared. Made anywhere; open(), then everything else, close() and the destructor on one thread with an event loop. The clock
// must outlive it.
class Pty final : public QObject
{
public:
    explicit Pty(const Clock &clock = SystemClock::instance());
    ~Pty() override;

    void setListener(PtyListener *listener) { m_listener = listener; }

    // Raw 8N1. `link`: a symbolic link to make as well (an old link of that name is replaced; it goes with close()).
    // `pty-failed` {reason}, `pty-link-exists` {path} when something else has that name, `pty-link-failed` {path, reason}.
    std::optional<base::Message> open(const std::string &link = {});
    void close();
    bool isOpen() const { return m_master >= 0; }
    const std::string &path() const { return m_path; } // /dev/pts/N
    const std::string &link() const { return m_link; }

    // To the client, in one write where the system takes it; the rest waits in pending(). Without a client the bytes go nowhere,
    // as on a line to which nothing is connected, and are counted in discarded().
    void write(std::string_view bytes);
    std::uint64_t pending() const { return m_pending.size() - m_pendingAt; }
    std::uint64_t discarded() const { return m_discarded; }

    bool clientPresent() const { return m_present; }
    // bit/s that the client has set, also uncommon ones; 0: not known. Asks the system: current.
    int clientBaud() const;
    // False: what the client writes waits in the system until it can take no more (then the client has to wait).
    void setReading(bool on);

private:
    std::optional<base::Message> fail(const char *what);
    bool takeTerminal();
    std::optional<base::Message> makeLink(const std::string &link);
    void readMaster();
    void readEvents();
    void clientOpened();
    void clientClosed(bool another);
    void dropUnread();
    void flushPending();

    const Clock &m_clock;
    PtyListener *m_listener = nullptr;
    int m_master = -1;
    int m_keeper = -1; // the slave
    int m_watch = -1;  // inotify on the slave; -1: none to be had, a client counts as present
    std::string m_path;
    std::string m_link;
    std::unique_ptr<QSocketNotifier> m_readBell;
    std::unique_ptr<QSocketNotifier> m_writeBell;
    std::unique_ptr<QSocketNotifier> m_watchBell;
    std::string m_pending;
    std::size_t m_pendingAt = 0;
    std::uint64_t m_discarded = 0;
    bool m_present = false;
    bool m_reading = true;
    bool m_inEvents = false;
    bool m_inRead = false;
};

} // namespace atscope::transport
