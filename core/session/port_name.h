// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/transport/address.h"

namespace atscope::session {

// What people call a port, on tabs and in the names of recordings: ttyUSB0, COM5, pts/3; everything else as it is written.
inline std::string portName(const transport::PortAddress &port)
{
    if (port.kind != transport::PortKind::Device)
        return port.text();
    const auto slash = port.device.rfind('/');
    const auto folder = slash == std::string::npos || slash == 0 ? std::string::npos : port.device.rfind('/', slash - 1);
    const auto parent = folder == std::string::npos ? 0 : folder + 1;
    return port.device.substr(!port.lasting() ? parent : slash == std::string::npos ? 0 : slash + 1);
}

} // namespace atscope::session
