// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/serial_channel.h"

#include <algorithm>
#include <utility>

#include <QMetaObject>
#include <QSocketNotifier>

#include "core/transport/system.h"

namespace atscope::transport
{

namespace
{

constexpr std::size_t ReadSize = 256 * 1024;
constexpr int LinePollMs = 200;
constexpr base::Millis CountsEveryMs = 10; // at most, while bytes come
constexpr int MostSpurious = 100;

} // namespace

SerialChannel::SerialChannel(PortAddress address, LineOptions options, const Clock &clock)
    : Channel(std::move(address), std::move(options), clock), m_buffer(ReadSize)
{
    m_lineTimer.setInterval(LinePollMs);
    m_breakTimer.setSingleShot(true);
    m_breakTimer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_port, &QSerialPort::readyRead, this, [this] { readAvailable(); });
    QObject::connect(&m_port, &QSerialPort::bytesWritten, this, [this] { onWritten(); });
    QObject::connect(&m_port, &QSerialPort::errorOccurred, this, [this](QSerialPort::SerialPortError error) { onError(error); });
    QObject::connect(&m_lineTimer, &QTimer::timeout, this, [this] { pollLines(); });
    QObject::connect(&m_retryTimer, &QTimer::timeout, this, [this] { retry(); });
    QObject::connect(&m_breakTimer, &QTimer::timeout, this, [this] {
        if (m_port.isOpen() && std::exchange(m_breakOn, false))
            static_cast<void>(quietly([this] { return m_port.setBreakEnabled(false); }));
    });
}

SerialChannel::~SerialChannel()
{
    setListener(nullptr);
    closePort();
}

void SerialChannel::opened()
{
    m_spurious = 0;
    m_closing = false;
    m_countsAt = {};
    countOpen();
    if (m_hasLines || m_hasCounts)
        m_lineTimer.start();
    setState(ChannelState::Open);
    if (state() != ChannelState::Open)
        return;
    LineStates known;
    known.canBreak = !m_isPty;
    setLines(known);
    if (state() == ChannelState::Open)
        pollLines();
}

void SerialChannel::close()
{
    m_retryTimer.stop();
    m_reopen = false;
    if (state() == ChannelState::Closed || m_closing)
        return;
    if (m_depth > 0 && m_port.isOpen()) {
        m_closing = true;
        QMetaObject::invokeMethod(
            this,
            [this] {
                closePort();
                setState(ChannelState::Closed);
                if (std::exchange(m_reopen, false))
                    open();
            },
            Qt::QueuedConnection);
        return;
    }
    closePort();
    setState(ChannelState::Closed);
}

void SerialChannel::closePort()
{
    m_lineTimer.stop();
    m_breakTimer.stop();
    m_breakOn = false;
    if (m_port.isOpen()) {
        m_quiet = true;
        // What the driver still holds would block close() for up to half a minute when flow control has stopped it.
        const auto unsent = System::instance().unsentBytes(static_cast<NativeHandle>(m_port.handle()));
        if (unsent.value_or(0) > 0)
            m_port.clear(QSerialPort::Output);
        m_port.close();
        m_port.clearError();
        m_quiet = false;
    }
    m_closing = false;
    m_hasLines = m_hasCounts = false;
}

// QSerialPort writes when its event loop comes round, with half a dozen system calls more.
std::size_t SerialChannel::writeAhead(std::string_view bytes)
{
    if (state() != ChannelState::Open || m_closing || m_port.bytesToWrite() != 0)
        return 0;
    return System::instance().writeNow(static_cast<NativeHandle>(m_port.handle()), bytes);
}

bool SerialChannel::write(std::string_view bytes, std::size_t ahead)
{
    if (state() != ChannelState::Open || m_closing)
        return false;
    if (bytes.empty())
        return true;
    const auto rest = bytes.substr(std::min(ahead, bytes.size()));
    const bool idle = m_port.bytesToWrite() == 0;
    if (!rest.empty() && m_port.write(rest.data(), static_cast<qint64>(rest.size())) != static_cast<qint64>(rest.size()))
        return false;
    accepted(bytes.size());
    if (idle) { // now, not when the event loop comes round; what the system does not take goes out behind it
        m_flushing = true;
        if (!rest.empty())
            m_port.flush();
        m_flushing = false;
        onWritten();
    }
    return true;
}

std::uint64_t SerialChannel::unsent() const
{
    if (!m_port.isOpen())
        return 0;
    const auto held = System::instance().unsentBytes(static_cast<NativeHandle>(m_port.handle()));
    return static_cast<std::uint64_t>(m_port.bytesToWrite()) + held.value_or(0);
}

std::uint64_t SerialChannel::takeBack()
{
    if (state() != ChannelState::Open || m_closing)
        return 0;
    const auto before = unsent();
    const auto own = static_cast<std::uint64_t>(m_port.bytesToWrite());
    if (before == 0 || !quietly([this] { return m_port.clear(QSerialPort::Output); }))
        return 0;
    tookBack(own - static_cast<std::uint64_t>(m_port.bytesToWrite()));
    return before - std::min(before, unsent());
}

void SerialChannel::onWritten()
{
    if (m_closing || !m_port.isOpen())
        return;
    const Depth inside(m_depth);
    m_spurious = 0;
    noteWritten(static_cast<std::uint64_t>(m_port.bytesToWrite()));
}

void SerialChannel::readAvailable()
{
    if (m_depth > 0) // from within a callback: the loop below goes on
        return;
    const Depth inside(m_depth);
    base::Stamp at = now();
    if (m_hasCounts && base::millisBetween(m_countsAt, at) >= CountsEveryMs) {
        m_countsAt = at;
        if (const auto counts = System::instance().driverCounts(static_cast<NativeHandle>(m_port.handle())))
            setDriverErrors({counts->overruns, counts->framing, counts->parity, counts->breaks});
    }
    while (state() == ChannelState::Open && !m_closing && !paused() && m_port.bytesAvailable() > 0) {
        const qint64 size = m_port.read(m_buffer.data(), static_cast<qint64>(m_buffer.size()));
        if (size <= 0)
            break;
        m_spurious = 0;
        deliver({m_buffer.data(), static_cast<std::size_t>(size)}, at);
    }
}

void SerialChannel::onError(QSerialPort::SerialPortError error)
{
    if (m_quiet || m_closing || state() != ChannelState::Open)
        return;
    if (error != QSerialPort::ResourceError && error != QSerialPort::ReadError && error != QSerialPort::WriteError &&
        error != QSerialPort::DeviceNotFoundError && error != QSerialPort::PermissionError && error != QSerialPort::UnknownError)
        return;
    const auto gone = System::instance().hungUp(static_cast<NativeHandle>(m_port.handle()));
    // "The buffer is full, try again" and "nothing there after all" are resource errors to QSerialPort; they are none to us.
    const bool harmless = gone ? !*gone && ++m_spurious < MostSpurious : m_flushing;
    if (!harmless) {
        lose();
        return;
    }
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (state() != ChannelState::Open || m_closing)
                return;
            m_port.clearError();
            if (!paused())
                watchReading(true); // QSerialPort stops listening after such an error
        },
        Qt::QueuedConnection);
}

void SerialChannel::lose()
{
    const Depth inside(m_depth);
    while (m_port.bytesAvailable() > 0) { // what came before; also when paused, for there is no later
        const base::Stamp at = now();
        const qint64 size = m_port.read(m_buffer.data(), static_cast<qint64>(m_buffer.size()));
        if (size <= 0)
            break;
        deliver({m_buffer.data(), static_cast<std::size_t>(size)}, at);
        if (state() != ChannelState::Open || m_closing)
            return;
    }
    m_lineTimer.stop();
    watchReading(false); // or the event loop would spin on it until it is closed
    m_closing = true;    // before the listener hears of it: its close() has nothing more to do
    QMetaObject::invokeMethod(
        this,
        [this] {
            const bool again = std::exchange(m_reopen, false);
            closePort();
            setState(ChannelState::Closed);
            if (again)
                open();
        },
        Qt::QueuedConnection);
    problem({"port-lost", {{"port", name()}}}, ProblemKind::Failure);
    setState(ChannelState::Lost);
}

void SerialChannel::watchReading(bool on)
{
    // QSerialPort cannot be told to let bytes wait in the system (a full buffer makes it spin), so its notifier is stopped.
    for (QSocketNotifier *notifier : m_port.findChildren<QSocketNotifier *>())
        if (notifier->type() == QSocketNotifier::Read)
            notifier->setEnabled(on);
}

void SerialChannel::pausedChanged()
{
    if (!m_port.isOpen() || m_closing)
        return;
    watchReading(!paused());
    if (!paused() && m_port.bytesAvailable() > 0)
        QMetaObject::invokeMethod(
            this, [this] { readAvailable(); }, Qt::QueuedConnection);
}

void SerialChannel::pollLines()
{
    if (state() != ChannelState::Open || m_closing)
        return;
    if (m_hasCounts) {
        if (const auto counts = System::instance().driverCounts(static_cast<NativeHandle>(m_port.handle())))
            setDriverErrors({counts->overruns, counts->framing, counts->parity, counts->breaks});
    }
    if (!m_hasLines || state() != ChannelState::Open || m_closing)
        return;
    QSerialPort::PinoutSignals pins;
    auto error = QSerialPort::NoError;
    static_cast<void>(quietly([&] {
        pins = m_port.pinoutSignals();
        error = m_port.error();
        return true;
    }));
    if (error == QSerialPort::UnsupportedOperationError) {
        m_hasLines = false;
        LineStates none;
        none.canBreak = !m_isPty;
        setLines(none);
        return;
    }
    if (error != QSerialPort::NoError) {
        if (System::instance().hungUp(static_cast<NativeHandle>(m_port.handle())).value_or(error == QSerialPort::ResourceError))
            lose();
        return;
    }
    LineStates lines;
    lines.available = true;
    lines.canBreak = !m_isPty;
    lines.cts = pins.testFlag(QSerialPort::ClearToSendSignal);
    lines.dsr = pins.testFlag(QSerialPort::DataSetReadySignal);
    lines.dcd = pins.testFlag(QSerialPort::DataCarrierDetectSignal);
    lines.ri = pins.testFlag(QSerialPort::RingIndicatorSignal);
#ifdef Q_OS_WIN // does not tell the outputs
    lines.dtr = m_dtr;
    lines.rts = m_rts;
#else
    lines.dtr = pins.testFlag(QSerialPort::DataTerminalReadySignal);
    lines.rts = pins.testFlag(QSerialPort::RequestToSendSignal);
#endif
    setLines(lines);
}

std::optional<base::Message> SerialChannel::lineFailure(bool done)
{
    if (done) {
        pollLines();
        return std::nullopt;
    }
    return base::Message("port-lines-unavailable", {{"port", name()}});
}

std::optional<base::Message> SerialChannel::setDtr(bool on)
{
    if (state() != ChannelState::Open || m_closing)
        return base::Message("port-not-open", {{"port", name()}});
    const bool done = m_hasLines && quietly([&] { return m_port.setDataTerminalReady(on); });
    if (done)
        m_dtr = on;
    return lineFailure(done);
}

std::optional<base::Message> SerialChannel::setRts(bool on)
{
    if (state() != ChannelState::Open || m_closing)
        return base::Message("port-not-open", {{"port", name()}});
    if (options().flow == FlowControl::RtsCts)
        return base::Message("line-option-conflict", {{"option", "rts"}, {"other", "flow rtscts"}});
    const bool done = m_hasLines && quietly([&] { return m_port.setRequestToSend(on); });
    if (done)
        m_rts = on;
    return lineFailure(done);
}

std::optional<base::Message> SerialChannel::sendBreak(std::chrono::milliseconds length)
{
    if (state() != ChannelState::Open || m_closing)
        return base::Message("port-not-open", {{"port", name()}});
    if (m_isPty || !quietly([this] { return m_port.setBreakEnabled(true); }))
        return base::Message("port-lines-unavailable", {{"port", name()}});
    m_breakOn = true;
    m_breakTimer.start(length);
    return std::nullopt;
}

} // namespace atscope::transport
