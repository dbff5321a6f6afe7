// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

// Names and addresses as text: pure checks without a catalog.
namespace atscope::catalog::detail {

// A host name, an IPv4 address (four numbers up to 255) or an IPv6 address (with or without brackets).
bool isHost(std::string_view text);

enum class HostPortFault : std::uint8_t { None, Host, Port };
HostPortFault checkHostPort(std::string_view text); // host[:port], [v6]:port; a port is 1 to 65535

// MQTT 3.1.1, 4.7: a topic to publish to has no wildcards and is not empty; in a filter + stands for a whole level and # for
// the last ones.
bool isTopic(std::string_view text);
bool isTopicFilter(std::string_view text);

} // namespace atscope::catalog::detail
