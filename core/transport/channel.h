// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <QObject>
#include <QTimer>

#include "core/base/result.h"
#include "core/base/stamp.h"
#include "core/transport/address.h"
#include "core/transport/clock.h"
#include "core/transport/line_options.h"

namespace atscope::transport
{

enum class ChannelState : std::uint8_t {
    Closed,
    Opening, // waiting for the port to appear, or for the peer to answer
    Open,
    Lost // unplugged or hung up; Closed follows by itself
};

enum class ProblemKind : std::uint8_t {
    Notice, // the channel goes on
    Failure // the channel does not open, or is lost: a change of state follows
};

// The lines of a serial port. `available` is false where there are none (TCP, pty) and until they were first read.
struct LineStates {
    bool available = false;
    bool cts = false;
    bool dsr = false;
    bool dcd = false;
    bool ri = false;
    bool dtr = false; // what we set
    bool rts = false;
    bool canBreak = false; // a break can be sent; also where the lines cannot be read
    bool operator==(const LineStates &) const = default;
};

// Since the channel was made, over all its openings.
struct ChannelCounters {
    std::uint64_t bytesRead = 0;
    std::uint64_t bytesWritten = 0; // handed to the operating system
    std::uint64_t reads = 0;
    std::uint64_t writes = 0;
    std::uint64_t opens = 0;
    // As the driver counts them, where it does (Linux UARTs and many USB adapters).
    std::uint64_t overruns = 0; // each of them is at least one lost byte
    std::uint64_t framingErrors = 0;
    std::uint64_t parityErrors = 0;
    std::uint64_t breaks = 0;
};

// Who hears from a channel. Called on the channel's thread, also from inside open(), close(), write() and the setters. It may
// call anything of the channel but must not delete it (deleteLater() is fine).
class ChannelListener
{
public:
    virtual ~ChannelListener() = default;
    // Bytes of one read; they stand at `bytes` only during the call. `at` was taken when the system said that there are some.
    virtual void channelBytes(std::string_view bytes, base::Stamp at) = 0;
    virtual void channelState(ChannelState state, base::Stamp at) = 0;
    virtual void channelProblem(const base::Message &problem, ProblemKind kind, base::Stamp at) = 0;
    virtual void channelLines(const LineStates &, base::Stamp) {}
    // The driver counted `overruns` more since the last call: bytes were lost, among what came last or
    // comes next.
    virtual void channelOverrun(std::uint64_t /*overruns*/, base::Stamp) {}
    // Everything that was written has been handed to the operating system.
    virtual void channelSent(base::Stamp) {}
};

// Where the bytes of a session go and come from. Made anywhere, moved to the session's I/O thread (moveToThread, which needs an
// event loop), from then on used there only, destroyed there; counters() may be asked by any thread.
//
// Order: setListener(), open(), then channelState(Open) or channelProblem(…, Failure) and channelState(Closed), both perhaps
// before open() returns. A port that goes away while open: channelProblem(`port-lost`, Failure), channelState(Lost) and, from the
// event loop, channelState(Closed); then open() may be called again. Nothing is sent that write() was not given.
class Channel : public QObject
{
public:
    ~Channel() override;

    // `virtual:` and `rfc2217://` are not made here: `port-kind-unsupported` {address}. Line options that do not go together:
    // `line-option-conflict`. The clock must outlive the channel.
    static base::Result<std::unique_ptr<Channel>> make(const PortAddress &address, const LineOptions &options,
                                                       const Clock &clock = SystemClock::instance());

    void setListener(ChannelListener *listener) { m_listener = listener; }
    const PortAddress &address() const { return m_address; }
    const LineOptions &options() const { return m_options; }
    ChannelState state() const { return m_state; }
    LineStates lines() const { return m_lines; }
    ChannelCounters counters() const; // any thread

    // Does nothing unless Closed. With options().wait it goes on trying in the background for so long.
    virtual void open() = 0;
    // What was not sent yet is given up. Does nothing when Closed. Inside a callback of a read the port itself is closed a moment
    // later (then channelState(Closed) comes); no bytes are delivered after this call.
    virtual void close() = 0;
    // close() as soon as unsent() is 0, at the latest after `atMost`.
    void closeWhenSent(std::chrono::milliseconds atMost);

    // Hands all bytes to the operating system in one write where it takes them; the rest follows when it has room. False (and
    // nothing is sent) unless Open.
    // Of them, the first `ahead` have gone with writeAhead().
    virtual bool write(std::string_view bytes, std::size_t ahead = 0) = 0;
    // Gives the system at once what it takes of the bytes that the next call of write() has; how many that is. Nobody hears of it
    // before write(). It is for a caller who has work to do with them that the line need not wait for. None where that can't be.
    virtual std::size_t writeAhead(std::string_view /*bytes*/) { return 0; }
    // Bytes written but not yet on the line: ours, and the system's where it tells.
    virtual std::uint64_t unsent() const = 0;
    // Drops what unsent() counts, as far as the port lets it; how many bytes. They are not told of as sent.
    virtual std::uint64_t takeBack() { return 0; }

    // A paused channel does not read, so that the other side has to wait. Only where that loses nothing (TCP, pty): a UART goes
    // on, pausable() is false and setPaused() without effect.
    virtual bool pausable() const { return false; }
    void setPaused(bool paused);
    bool paused() const { return m_paused; }

    // Baud rate, data bits, parity, stop bits, flow control, DTR, RTS of an open port, without closing it; when it is closed they
    // hold from the next open() on. What was refused: `port-setting-refused` {port, setting}, then the old ones stay in force.
    virtual std::optional<base::Message> setOptions(const LineOptions &options);
    // `port-not-open`, or where there are no such lines `port-lines-unavailable` {port}.
    virtual std::optional<base::Message> setDtr(bool on);
    virtual std::optional<base::Message> setRts(bool on);
    virtual std::optional<base::Message> sendBreak(std::chrono::milliseconds length);

protected:
    Channel(PortAddress address, LineOptions options, const Clock &clock);

    base::Stamp now() const { return m_clock.now(); }
    ChannelListener *listener() const { return m_listener; }
    std::string name() const { return m_address.text(); }
    LineOptions &mutableOptions() { return m_options; }

    void setState(ChannelState state);
    void problem(const base::Message &message, ProblemKind kind);
    void deliver(std::string_view bytes, base::Stamp at); // counts and passes on
    // Of what write() accepted in this opening, `left` bytes are not handed over yet: counts the rest, tells when all is sent.
    void accepted(std::uint64_t bytes) { m_accepted += bytes; }
    void tookBack(std::uint64_t bytes) { m_accepted -= bytes; } // of what noteWritten() has not counted yet
    void noteWritten(std::uint64_t left);
    void countOpen() { m_opens.fetch_add(1, std::memory_order_relaxed); }
    void setLines(const LineStates &lines);
    // The driver's own counters, rising since the port was opened; the first call after an opening sets the ground.
    struct DriverErrors {
        std::uint64_t overruns = 0;
        std::uint64_t framing = 0;
        std::uint64_t parity = 0;
        std::uint64_t breaks = 0;
    };
    void setDriverErrors(const DriverErrors &errors);
    void forgetDriverErrors() { m_driverGround.reset(); }

    virtual void pausedChanged() {}

    // Counts how deep a channel stands in its own callbacks: what they call may close the port they are in.
    class Depth final
    {
    public:
        explicit Depth(int &depth) : m_depth(depth) { ++m_depth; }
        ~Depth() { --m_depth; }
        Depth(const Depth &) = delete;
        Depth &operator=(const Depth &) = delete;

    private:
        int &m_depth;
    };

private:
    const PortAddress m_address;
    LineOptions m_options;
    const Clock &m_clock;
    ChannelListener *m_listener = nullptr;
    ChannelState m_state = ChannelState::Closed;
    LineStates m_lines;
    bool m_paused = false;
    std::optional<DriverErrors> m_driverGround;
    std::uint64_t m_accepted = 0; // in this opening
    std::uint64_t m_handed = 0;
    QTimer m_sentTimer{this};
    std::chrono::steady_clock::time_point m_sentLimit;

    std::atomic<std::uint64_t> m_bytesRead{0};
    std::atomic<std::uint64_t> m_bytesWritten{0};
    std::atomic<std::uint64_t> m_reads{0};
    std::atomic<std::uint64_t> m_writes{0};
    std::atomic<std::uint64_t> m_opens{0};
    std::atomic<std::uint64_t> m_overruns{0};
    std::atomic<std::uint64_t> m_framing{0};
    std::atomic<std::uint64_t> m_parity{0};
    std::atomic<std::uint64_t> m_breaks{0};
};

} // namespace atscope::transport
