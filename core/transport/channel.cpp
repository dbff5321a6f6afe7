// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/channel.h"

#include <algorithm>

#include "core/transport/serial_channel.h"
#include "core/transport/tcp_channel.h"

namespace atscope::transport
{

namespace
{
constexpr std::chrono::milliseconds SentCheck{5};
constexpr auto Relaxed = std::memory_order_relaxed;
} // namespace

Channel::Channel(PortAddress address, LineOptions options, const Clock &clock)
    : m_address(std::move(address)), m_options(std::move(options)), m_clock(clock)
{
    m_sentTimer.setInterval(SentCheck);
    m_sentTimer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_sentTimer, &QTimer::timeout, this, [this] {
        if (m_state != ChannelState::Open || unsent() == 0 || std::chrono::steady_clock::now() >= m_sentLimit) {
            m_sentTimer.stop();
            close();
        }
    });
}

Channel::~Channel() = default;

base::Result<std::unique_ptr<Channel>> Channel::make(const PortAddress &address, const LineOptions &options, const Clock &clock)
{
    if (auto wrong = options.check())
        return std::move(*wrong);
    switch (address.kind) {
    case PortKind::Device:
    case PortKind::Usb:
        return std::unique_ptr<Channel>(std::make_unique<SerialChannel>(address, options, clock));
    case PortKind::Tcp:
        return std::unique_ptr<Channel>(std::make_unique<TcpChannel>(address, options, clock));
    case PortKind::Rfc2217:
    case PortKind::Virtual:
        break;
    }
    return base::Message("port-kind-unsupported", {{"address", address.text()}});
}

ChannelCounters Channel::counters() const
{
    return {m_bytesRead.load(Relaxed), m_bytesWritten.load(Relaxed), m_reads.load(Relaxed),
            m_writes.load(Relaxed),    m_opens.load(Relaxed),        m_overruns.load(Relaxed),
            m_framing.load(Relaxed),   m_parity.load(Relaxed),       m_breaks.load(Relaxed)};
}

void Channel::closeWhenSent(std::chrono::milliseconds atMost)
{
    if (m_state != ChannelState::Open || unsent() == 0) {
        close();
        return;
    }
    m_sentLimit = std::chrono::steady_clock::now() + atMost;
    m_sentTimer.start();
}

void Channel::setPaused(bool paused)
{
    if (m_paused == paused || (paused && !pausable()))
        return;
    m_paused = paused;
    pausedChanged();
}

std::optional<base::Message> Channel::setOptions(const LineOptions &options)
{
    if (auto wrong = options.check())
        return wrong;
    m_options = options;
    return std::nullopt;
}

std::optional<base::Message> Channel::setDtr(bool)
{
    return base::Message("port-lines-unavailable", {{"port", name()}});
}

std::optional<base::Message> Channel::setRts(bool)
{
    return base::Message("port-lines-unavailable", {{"port", name()}});
}

std::optional<base::Message> Channel::sendBreak(std::chrono::milliseconds)
{
    return base::Message("port-lines-unavailable", {{"port", name()}});
}

void Channel::setState(ChannelState state)
{
    if (m_state == state)
        return;
    m_state = state;
    if (state != ChannelState::Open)
        m_sentTimer.stop();
    if (state == ChannelState::Closed) {
        m_paused = false;
        m_lines = {};
        m_accepted = m_handed = 0;
        forgetDriverErrors();
    }
    if (m_listener)
        m_listener->channelState(state, now());
}

void Channel::problem(const base::Message &message, ProblemKind kind)
{
    if (m_listener)
        m_listener->channelProblem(message, kind, now());
}

void Channel::deliver(std::string_view bytes, base::Stamp at)
{
    m_bytesRead.fetch_add(bytes.size(), Relaxed);
    m_reads.fetch_add(1, Relaxed);
    if (m_listener)
        m_listener->channelBytes(bytes, at);
}

void Channel::noteWritten(std::uint64_t left)
{
    // Not from Qt's bytesWritten(N): that is not emitted again for what is written inside it.
    const std::uint64_t handed = m_accepted - std::min(left, m_accepted);
    if (handed <= m_handed)
        return;
    m_bytesWritten.fetch_add(handed - m_handed, Relaxed);
    m_writes.fetch_add(1, Relaxed);
    m_handed = handed;
    if (left == 0 && m_listener && m_state == ChannelState::Open)
        m_listener->channelSent(now());
}

void Channel::setLines(const LineStates &lines)
{
    if (lines == m_lines)
        return;
    m_lines = lines;
    if (m_listener)
        m_listener->channelLines(lines, now());
}

void Channel::setDriverErrors(const DriverErrors &errors)
{
    if (m_driverGround) {
        m_framing.fetch_add(errors.framing - m_driverGround->framing, Relaxed);
        m_parity.fetch_add(errors.parity - m_driverGround->parity, Relaxed);
        m_breaks.fetch_add(errors.breaks - m_driverGround->breaks, Relaxed);
    }
    const std::uint64_t more = m_driverGround ? errors.overruns - m_driverGround->overruns : 0;
    m_driverGround = errors;
    if (more != 0) {
        m_overruns.fetch_add(more, Relaxed);
        if (m_listener)
            m_listener->channelOverrun(more, now());
    }
}

} // namespace atscope::transport
