// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/address.h"

#include <array>
#include <optional>

#include "core/base/text.h"

namespace atscope::transport
{

namespace
{

base::Message wrong(std::string_view address, std::string_view expected)
{
    return {"port-address-wrong", {{"address", base::escapedUtf8(address, true)}, {"expected", std::string(expected)}}};
}

constexpr std::string_view UsbForm = "usb:VID:PID[:SERIAL][#INTERFACE]";

std::optional<std::uint16_t> hexWord(std::string_view text)
{
    if (text.size() != 4)
        return std::nullopt;
    std::uint16_t word = 0;
    for (const char c : text) {
        if (!base::isHexDigit(c))
            return std::nullopt;
        const int digit = base::isDigit(c) ? c - '0' : base::toLower(c) - 'a' + 10;
        word = static_cast<std::uint16_t>(word * 16 + digit);
    }
    return word;
}

std::string hexText(std::uint16_t word)
{
    std::string text;
    for (int shift = 12; shift >= 0; shift -= 4)
        text += "0123456789abcdef"[(word >> shift) & 15];
    return text;
}

std::optional<int> decimal(std::string_view text, int most)
{
    if (text.empty() || text.size() > 5)
        return std::nullopt;
    int number = 0;
    for (const char c : text) {
        if (!base::isDigit(c))
            return std::nullopt;
        number = number * 10 + (c - '0');
    }
    return number <= most ? std::optional(number) : std::nullopt;
}

bool plainText(std::string_view text) // no control characters, no blanks
{
    for (const char c : text)
        if (static_cast<unsigned char>(c) <= ' ' || c == 0x7f)
            return false;
    return !text.empty();
}

base::Result<PortAddress> parseHost(PortAddress address, std::string_view whole, std::string_view rest)
{
    const std::string expected = address.kind == PortKind::Tcp ? "tcp://HOST:PORT" : "rfc2217://HOST:PORT";
    std::string_view host;
    std::string_view port;
    if (rest.starts_with('[')) {
        const auto close = rest.find(']');
        if (close == std::string_view::npos || close + 1 >= rest.size() || rest[close + 1] != ':')
            return wrong(whole, expected);
        host = rest.substr(1, close - 1);
        port = rest.substr(close + 2);
    } else {
        const auto colon = rest.rfind(':');
        if (colon == std::string_view::npos)
            return wrong(whole, expected);
        host = rest.substr(0, colon);
        port = rest.substr(colon + 1);
        if (host.find(':') != std::string_view::npos) // an IPv6 address without brackets
            return wrong(whole, expected);
    }
    if (port.ends_with('/'))
        port.remove_suffix(1);
    const auto number = decimal(port, 65535);
    if (!plainText(host) || host.find_first_of("/@[]") != std::string_view::npos || !number || *number == 0)
        return wrong(whole, expected);
    address.host = std::string(host);
    address.port = static_cast<std::uint16_t>(*number);
    return address;
}

base::Result<PortAddress> parseUsb(PortAddress address, std::string_view whole, std::string_view rest)
{
    if (const auto hash = rest.rfind('#'); hash != std::string_view::npos) {
        const auto number = decimal(rest.substr(hash + 1), 255);
        if (!number)
            return wrong(whole, UsbForm);
        address.interfaceNumber = *number;
        rest = rest.substr(0, hash);
    }
    const auto vid = hexWord(rest.substr(0, 4));
    const auto pid = rest.size() >= 9 && rest[4] == ':' ? hexWord(rest.substr(5, 4)) : std::nullopt;
    if (!vid || !pid || (rest.size() > 9 && rest[9] != ':'))
        return wrong(whole, UsbForm);
    address.vid = *vid;
    address.pid = *pid;
    if (rest.size() > 10)
        address.serial = std::string(rest.substr(10)); // may hold colons
    return address;
}

} // namespace

base::Result<PortAddress> PortAddress::parse(std::string_view text)
{
    const std::string_view whole = base::trimmed(text);
    if (whole.empty())
        return base::Message("port-address-empty");
    if (whole.find('\0') != std::string_view::npos)
        return wrong(whole, "/dev/ttyUSB0, COM5, tcp://HOST:PORT");
    PortAddress address;
    if (base::startsWithNoCase(whole, "virtual:")) {
        address.kind = PortKind::Virtual;
        const std::string_view module = whole.substr(8);
        if (!plainText(module))
            return wrong(whole, "virtual:MODULE");
        address.module = std::string(module);
        return address;
    }
    if (base::startsWithNoCase(whole, "usb:")) {
        address.kind = PortKind::Usb;
        return parseUsb(std::move(address), whole, whole.substr(4));
    }
    if (const auto colon = whole.find("://"); colon != std::string_view::npos && colon > 0) {
        const std::string_view scheme = whole.substr(0, colon);
        if (base::equalsNoCase(scheme, "tcp"))
            address.kind = PortKind::Tcp;
        else if (base::equalsNoCase(scheme, "rfc2217"))
            address.kind = PortKind::Rfc2217;
        else if (scheme.find_first_of("/\\.") == std::string_view::npos)
            return base::Message("port-address-scheme",
                                 {{"address", base::escapedUtf8(whole, true)}, {"scheme", base::escapedUtf8(scheme, true)}});
        if (address.kind != PortKind::Device)
            return parseHost(std::move(address), whole, whole.substr(colon + 3));
    }
    address.device = std::string(whole);
    return address;
}

bool PortAddress::lasting() const
{
    return kind != PortKind::Device || (!device.starts_with("/dev/pts/") && !device.starts_with("pts/"));
}

std::string PortAddress::text() const
{
    switch (kind) {
    case PortKind::Device:
        return device;
    case PortKind::Tcp:
    case PortKind::Rfc2217: {
        const bool v6 = host.find(':') != std::string::npos;
        return (kind == PortKind::Tcp ? "tcp://" : "rfc2217://") + (v6 ? "[" + host + "]" : host) + ":" + base::fromInteger(port);
    }
    case PortKind::Virtual:
        return "virtual:" + module;
    case PortKind::Usb:
        break;
    }
    return "usb:" + hexText(vid) + ":" + hexText(pid) + (serial.empty() ? "" : ":" + serial) +
           (interfaceNumber < 0 ? "" : "#" + base::fromInteger(interfaceNumber));
}

} // namespace atscope::transport
