// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
// Opening a serial port and setting it up; reading and writing are in serial_channel.cpp.
#include "core/transport/serial_channel.h"

#include <cmath>

#include "core/base/text.h"
#include "core/transport/ports.h"
#include "core/transport/system.h"

namespace atscope::transport
{

namespace
{

constexpr int RetryMs = 50;
constexpr int UdevGraceMs = 2000; // a new node belongs to root until udev has given it to its group
constexpr double BaudTolerance = 0.03;

QSerialPort::Parity toQt(Parity parity)
{
    switch (parity) {
    case Parity::Even:
        return QSerialPort::EvenParity;
    case Parity::Odd:
        return QSerialPort::OddParity;
    case Parity::Mark:
        return QSerialPort::MarkParity;
    case Parity::Space:
        return QSerialPort::SpaceParity;
    case Parity::None:
        break;
    }
    return QSerialPort::NoParity;
}

QSerialPort::StopBits toQt(StopBits stop)
{
    switch (stop) {
    case StopBits::OneAndHalf:
        return QSerialPort::OneAndHalfStop;
    case StopBits::Two:
        return QSerialPort::TwoStop;
    case StopBits::One:
        break;
    }
    return QSerialPort::OneStop;
}

QSerialPort::FlowControl toQt(FlowControl flow)
{
    switch (flow) {
    case FlowControl::RtsCts:
        return QSerialPort::HardwareControl;
    case FlowControl::XonXoff:
        return QSerialPort::SoftwareControl;
    case FlowControl::None:
        break;
    }
    return QSerialPort::NoFlowControl;
}

} // namespace

void SerialChannel::open()
{
    if (m_closing) { // the port of last time is still closing
        m_reopen = true;
        return;
    }
    if (state() != ChannelState::Closed)
        return;
    base::Message why;
    m_waited.start();
    m_thereSince.invalidate();
    const Attempt attempt = tryOpen(why);
    if (attempt == Attempt::Opened) {
        opened();
    } else if (attempt == Attempt::NotThere && options().wait > 0) {
        m_retryTimer.start(RetryMs);
        setState(ChannelState::Opening);
    } else {
        setState(ChannelState::Opening);
        giveUp(why);
    }
}

void SerialChannel::retry()
{
    if (state() != ChannelState::Opening)
        return;
    base::Message why;
    const Attempt attempt = tryOpen(why);
    if (attempt == Attempt::Opened) {
        m_retryTimer.stop();
        opened();
        return;
    }
    const bool expired = static_cast<double>(m_waited.elapsed()) >= options().wait * 1000;
    if (attempt == Attempt::NotThere) {
        m_thereSince.invalidate();
        if (!expired)
            return;
        if (why.code == "port-missing")
            why = base::Message("port-missing-waited", {{"port", name()}, {"seconds", base::fromDouble(options().wait)}});
    } else if (attempt == Attempt::NotAllowed && !expired) {
        if (!m_thereSince.isValid())
            m_thereSince.start();
        if (m_thereSince.elapsed() < UdevGraceMs)
            return;
    }
    giveUp(why);
}

void SerialChannel::giveUp(const base::Message &why)
{
    m_retryTimer.stop();
    problem(why, ProblemKind::Failure);
    if (state() == ChannelState::Opening) // unless the listener has closed it
        setState(ChannelState::Closed);
}

base::Result<std::string> SerialChannel::locate() const
{
    if (address().kind == PortKind::Usb)
        return findUsbPort(address());
    auto path = System::instance().resolve(address().device);
    if (!path)
        return base::Message("port-missing", {{"port", name()}});
    return *path;
}

SerialChannel::Attempt SerialChannel::tryOpen(base::Message &why)
{
    const auto path = locate();
    if (!path) {
        why = path.error().message;
        return why.code == "usb-port-ambiguous" ? Attempt::Failed : Attempt::NotThere;
    }
    const System &system = System::instance();
    std::shared_ptr<void> guard;
    if (auto refused = system.refusal(name(), *path, guard)) {
        why = std::move(*refused);
        return Attempt::Failed;
    }
    m_isPty = system.isPseudoTerminal(*path);
    m_port.setPortName(QString::fromStdString(*path));
    const bool done = quietly([&] {
        m_port.setBaudRate(options().baud);
        m_port.setDataBits(QSerialPort::Data8);
        m_port.setParity(QSerialPort::NoParity);
        m_port.setStopBits(QSerialPort::OneStop);
        m_port.setFlowControl(QSerialPort::NoFlowControl);
        if (m_port.open(QIODevice::ReadWrite))
            return true;
        why = failureOf(*path);
        return false;
    });
    guard.reset();
    if (!done) {
        if (why.code == "port-missing")
            return Attempt::NotThere;
        return why.code.starts_with("port-permission") ? Attempt::NotAllowed : Attempt::Failed;
    }
    m_path = *path;
    if (auto refused = applyAll(options())) {
        why = std::move(*refused);
        closePort();
        return Attempt::Failed;
    }
    return Attempt::Opened;
}

base::Message SerialChannel::failureOf(const std::string &path) const
{
    if (m_port.error() != QSerialPort::UnsupportedOperationError)
        if (auto known = System::instance().whyNotOpened(name(), path))
            return std::move(*known);
    switch (m_port.error()) {
    case QSerialPort::DeviceNotFoundError:
        return {"port-missing", {{"port", name()}}};
    case QSerialPort::PermissionError: // also "in use", and Qt does not say which
        return {"port-denied", {{"port", name()}}};
    case QSerialPort::UnsupportedOperationError:
        return {"port-not-serial", {{"port", name()}}};
    case QSerialPort::ResourceError: // a node whose device does not answer: ttyS without a UART
        return {"port-driver-missing", {{"port", name()}}};
    default:
        break;
    }
    return {"port-open-failed", {{"port", name()}, {"reason", m_port.errorString().toStdString()}}};
}

std::optional<base::Message> SerialChannel::applyAll(const LineOptions &options)
{
    if (auto refused = applyFrame(options, std::nullopt))
        return refused;
    m_dtr = m_rts = true; // as the system sets them when it opens a port
    m_hasLines = !m_isPty && quietly([&] {
        m_port.pinoutSignals();
        return m_port.error() == QSerialPort::NoError;
    });
    m_hasCounts = !m_isPty && System::instance().driverCounts(static_cast<NativeHandle>(m_port.handle())).has_value();
    return applyLines(options);
}

// Everything that differs from `before` (from 8N1 without flow control, as the port was opened).
std::optional<base::Message> SerialChannel::applyFrame(const LineOptions &options, const std::optional<LineOptions> &before)
{
    const LineOptions old = before.value_or([&options] {
        LineOptions fresh;
        fresh.baud = options.baud;
        return fresh;
    }());
    std::string refused;
    const auto apply = [&](bool differs, std::string setting, auto &&set) {
        if (!differs || quietly(set))
            return;
        if (m_isPty)
            problem({"port-setting-ignored", {{"port", name()}, {"setting", setting}}}, ProblemKind::Notice);
        else if (refused.empty())
            refused = std::move(setting);
    };
    apply(options.baud != old.baud, base::fromInteger(options.baud), [&] { return m_port.setBaudRate(options.baud); });
    const std::string frame = options.text();
    apply(options.dataBits != old.dataBits, frame,
          [&] { return m_port.setDataBits(static_cast<QSerialPort::DataBits>(options.dataBits)); });
    apply(options.parity != old.parity, frame, [&] { return m_port.setParity(toQt(options.parity)); });
    apply(options.stopBits != old.stopBits, frame, [&] { return m_port.setStopBits(toQt(options.stopBits)); });
    apply(options.flow != old.flow, frame, [&] { return m_port.setFlowControl(toQt(options.flow)); });
    if (!refused.empty())
        return base::Message("port-setting-refused", {{"port", name()}, {"setting", refused}});
    const auto actual = System::instance().actualBaud(static_cast<NativeHandle>(m_port.handle()));
    if (actual && *actual > 0 && std::abs(*actual - options.baud) > options.baud * BaudTolerance) {
        problem({"port-baud-inexact",
                 {{"port", name()}, {"wanted", base::fromInteger(options.baud)}, {"actual", base::fromInteger(*actual)}}},
                ProblemKind::Notice);
    }
    return std::nullopt;
}

std::optional<base::Message> SerialChannel::applyLines(const LineOptions &options)
{
    if ((options.dtr || options.rts) && !m_hasLines) {
        problem({"port-lines-unavailable", {{"port", name()}}}, ProblemKind::Notice);
        return std::nullopt;
    }
    if (options.dtr && !quietly([&] { return m_port.setDataTerminalReady(*options.dtr); }))
        return base::Message("port-setting-refused", {{"port", name()}, {"setting", *options.dtr ? "DTR on" : "DTR off"}});
    if (options.rts && !quietly([&] { return m_port.setRequestToSend(*options.rts); }))
        return base::Message("port-setting-refused", {{"port", name()}, {"setting", *options.rts ? "RTS on" : "RTS off"}});
    m_dtr = options.dtr.value_or(m_dtr);
    m_rts = options.rts.value_or(m_rts);
    return std::nullopt;
}

std::optional<base::Message> SerialChannel::setOptions(const LineOptions &options)
{
    if (auto wrong = options.check())
        return wrong;
    if (state() == ChannelState::Open && !m_closing) {
        const LineOptions before = this->options();
        auto refused = applyFrame(options, before);
        if (!refused)
            refused = applyLines(options);
        if (refused) {
            static_cast<void>(applyFrame(before, options)); // back to what it was
            return refused;
        }
        pollLines();
    }
    mutableOptions() = options;
    return std::nullopt;
}

} // namespace atscope::transport
