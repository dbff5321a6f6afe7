// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace atscope::transport
{

enum class PortKind : std::uint8_t {
    Device,  // a serial port, a pty, or a link to one
    Tcp,     // tcp://HOST:PORT, raw bytes
    Rfc2217, // rfc2217://HOST:PORT, a serial port server
    Virtual, // virtual:MODULE, a virtual module of ours
    Usb      // usb:VID:PID[:SERIAL][#INTERFACE], whatever port that device has now
};

// What --port takes. A value; says nothing about whether such a port exists.
struct PortAddress {
    PortKind kind = PortKind::Device;
    std::string device;       // Device: as given: path, COM5, or a bare name (in the current folder, else in /dev)
    std::string host;         // Tcp, Rfc2217: name or address, IPv6 without its brackets
    std::uint16_t port = 0;   // Tcp, Rfc2217: 1 to 65535
    std::string module;       // Virtual: upper case as the profile is named is up to the caller; here as given
    std::uint16_t vid = 0;    // Usb
    std::uint16_t pid = 0;    // Usb
    std::string serial;       // Usb: empty means any
    int interfaceNumber = -1; // Usb: which port of a device that has several; -1 any

    // `port-address-empty`, `port-address-wrong` {address, expected}, `port-address-scheme` {address, scheme}.
    static base::Result<PortAddress> parse(std::string_view text);
    // What parse() reads back to the same value.
    std::string text() const;
    // May what is opened under this name later be taken for the same port? Not the number of a pseudo terminal: when its module is
    // gone, the system gives it to the next program that asks. A link to one is its owner's word.
    bool lasting() const;
    bool operator==(const PortAddress &) const = default;
};

} // namespace atscope::transport
