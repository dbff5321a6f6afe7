// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/ports.h"

#include <algorithm>
#include <filesystem>
#include <mutex>

#include <QSerialPortInfo>

#include "core/base/text.h"
#include "core/transport/system.h"

namespace atscope::transport
{

namespace
{

// Runs of digits count as numbers.
bool naturallyBefore(const PortInfo &one, const PortInfo &other)
{
    const std::string &a = one.port;
    const std::string &b = other.port;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < a.size() && j < b.size()) {
        if (base::isDigit(a[i]) && base::isDigit(b[j])) {
            const auto digits = [](const std::string &text, std::size_t &at) {
                while (at < text.size() && text[at] == '0')
                    ++at;
                const std::size_t start = at;
                while (at < text.size() && base::isDigit(text[at]))
                    ++at;
                return text.substr(start, at - start);
            };
            const std::string left = digits(a, i);
            const std::string right = digits(b, j);
            if (left.size() != right.size())
                return left.size() < right.size();
            if (left != right)
                return left < right;
        } else {
            if (a[i] != b[j])
                return a[i] < b[j];
            ++i;
            ++j;
        }
    }
    return a.size() - i < b.size() - j;
}

// libudev keeps state of its own that two threads must not touch at a time.
QList<QSerialPortInfo> portsOfQt()
{
    static std::mutex s_mutex;
    const std::lock_guard lock(s_mutex);
    return QSerialPortInfo::availablePorts();
}

PortInfo fromQt(const QSerialPortInfo &info)
{
    PortInfo port;
    port.port = info.portName().toStdString();
    port.path = info.systemLocation().toStdString();
#ifdef Q_OS_WIN
    port.path = port.port; // COM5, not \\.\COM5
#endif
    port.description = info.description().toStdString();
    port.manufacturer = info.manufacturer().toStdString();
    port.serial = info.serialNumber().toStdString();
    if (info.hasVendorIdentifier())
        port.vid = info.vendorIdentifier();
    if (info.hasProductIdentifier())
        port.pid = info.productIdentifier();
    return port;
}

void addHolder(PortInfo &port, const std::vector<PortHolder> &holders, const std::string &resolved)
{
    for (const PortHolder &holder : holders) {
        if (holder.path != resolved || !holder.writes)
            continue;
        port.busy = true;
        port.busyByUs = holder.self;
        port.busyBy = holder.process + " (" + base::fromInteger(holder.pid) + ")";
        if (!holder.self)
            port.problem = base::Message("port-busy", {{"port", port.path}, {"process", holder.process}, {"pid", base::fromInteger(holder.pid)}});
        return;
    }
}

void addProblem(PortInfo &port, const std::string &name, const std::string &resolved)
{
    if (!System::instance().accessible(resolved))
        port.problem = System::instance().whyNotOpened(name, resolved);
}

} // namespace

std::string PortInfo::identity() const
{
    if (!vid || !pid)
        return stablePath.empty() ? path : stablePath;
    PortAddress address;
    address.kind = PortKind::Usb;
    address.vid = *vid;
    address.pid = *pid;
    address.serial = serial;
    address.interfaceNumber = interfaceNumber.value_or(-1);
    return address.text();
}

std::vector<PortInfo> listPortsQuickly()
{
    std::vector<PortInfo> ports;
    for (const QSerialPortInfo &info : portsOfQt()) {
        ports.push_back(fromQt(info));
        System::instance().complete(ports.back());
    }
    std::sort(ports.begin(), ports.end(), naturallyBefore);
    return ports;
}

std::vector<PortInfo> listPorts()
{
    std::vector<PortInfo> ports = listPortsQuickly();
    lookWhoUses(ports);
    return ports;
}

void lookWhoUses(std::vector<PortInfo> &ports)
{
    if (ports.empty())
        return;
    std::vector<std::string> paths;
    for (const PortInfo &port : ports)
        paths.push_back(port.path);
    const auto holders = System::instance().holders(paths);
    for (PortInfo &port : ports) {
        addHolder(port, holders, port.path);
        addProblem(port, port.path, port.path);
    }
}

base::Result<PortInfo> describePort(const std::string &device)
{
    const auto path = System::instance().resolve(device);
    if (!path)
        return base::Message("port-missing", {{"port", device}});
    for (const QSerialPortInfo &info : portsOfQt()) {
        PortInfo port = fromQt(info);
        if (port.path != *path && port.port != *path)
            continue;
        System::instance().complete(port);
        addHolder(port, System::instance().holders({*path}), *path);
        addProblem(port, device, *path);
        return port;
    }
    PortInfo port;
    port.path = *path;
    port.port = std::filesystem::path(device).filename().string();
    System::instance().complete(port);
    addHolder(port, System::instance().holders({*path}), *path);
    addProblem(port, device, *path);
    return port;
}

base::Result<std::string> findUsbPort(const PortAddress &address, const std::vector<PortInfo> &ports)
{
    std::vector<const PortInfo *> found;
    for (const PortInfo &port : ports) {
        if (port.vid != address.vid || port.pid != address.pid)
            continue;
        if (!address.serial.empty() && port.serial != address.serial)
            continue;
        if (address.interfaceNumber >= 0 && port.interfaceNumber != address.interfaceNumber)
            continue;
        found.push_back(&port);
    }
    if (found.size() == 1)
        return found.front()->path;
    if (found.empty())
        return base::Message("usb-port-missing", {{"address", address.text()}});
    std::string names;
    for (const PortInfo *port : found)
        names += (names.empty() ? "" : ", ") + port->path + " = " + port->identity();
    return base::Message("usb-port-ambiguous", {{"address", address.text()}, {"ports", names}});
}

base::Result<std::string> findUsbPort(const PortAddress &address)
{
    auto found = findUsbPort(address, listPortsQuickly());
    if (found || found.error().message.code != "usb-port-missing" ||
        !System::instance().usbDevicePresent(address.vid, address.pid))
        return found;
    const std::string text = address.text(); // usb:VID:PID…
    return base::Message("usb-driver-missing", {{"address", text}, {"vid", text.substr(4, 4)}, {"pid", text.substr(9, 4)}});
}

std::vector<PortInfo> usbDevicesWithoutPort()
{
    return System::instance().usbDevicesWithoutPort();
}

const std::vector<base::Message> &leftOut()
{
    return System::instance().leftOut();
}

} // namespace atscope::transport
