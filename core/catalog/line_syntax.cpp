// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/line_syntax.h"

#include <algorithm>

#include "core/base/text.h"

namespace atscope::catalog::detail {

namespace {

bool isIpv4(std::string_view text)
{
    int parts = 0;
    for (;;) {
        const auto dot = text.find('.');
        const std::string_view part = text.substr(0, dot);
        if (part.empty() || part.size() > 3 || !std::all_of(part.begin(), part.end(), base::isDigit) ||
            *base::toInteger(part) > 255)
            return false;
        ++parts;
        if (dot == std::string_view::npos)
            return parts == 4;
        text.remove_prefix(dot + 1);
    }
}

bool isIpv6(std::string_view text)
{
    std::size_t groups = 0;
    bool gap = false;
    if (text.size() < 2 || text.size() > 45)
        return false;
    if (text.starts_with("::")) {
        gap = true;
        text.remove_prefix(2);
    }
    while (!text.empty()) {
        const auto colon = text.find(':');
        const std::string_view group = text.substr(0, colon);
        if (colon == std::string_view::npos && isIpv4(group)) { // ::ffff:10.0.0.1
            groups += 2;
            break;
        }
        if (group.empty() || group.size() > 4 || !std::all_of(group.begin(), group.end(), base::isHexDigit))
            return false;
        ++groups;
        if (colon == std::string_view::npos)
            break;
        text.remove_prefix(colon + 1);
        if (text.empty())
            return false;
        if (text.front() == ':') {
            if (gap)
                return false;
            gap = true;
            text.remove_prefix(1);
        }
    }
    return gap ? groups < 8 : groups == 8;
}

bool isHostName(std::string_view text)
{
    if (text.size() > 253)
        return false;
    if (text.ends_with('.'))
        text.remove_suffix(1);
    bool letters = false;
    for (;;) {
        const auto dot = text.find('.');
        const std::string_view label = text.substr(0, dot);
        if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-')
            return false;
        for (const char c : label) {
            if (!base::isAlnum(c) && c != '-' && c != '_')
                return false;
            letters = letters || !base::isDigit(c);
        }
        if (dot == std::string_view::npos)
            return letters; // 300.1.2.3 and 12 are no names
        text.remove_prefix(dot + 1);
    }
}

} // namespace

bool isHost(std::string_view text)
{
    if (text.size() > 2 && text.front() == '[' && text.back() == ']')
        return isIpv6(text.substr(1, text.size() - 2));
    return isIpv4(text) || isHostName(text) || isIpv6(text);
}

HostPortFault checkHostPort(std::string_view text)
{
    std::string_view host = text;
    std::string_view port;
    bool hasPort = false;
    if (text.starts_with('[')) {
        const auto close = text.find(']');
        if (close == std::string_view::npos)
            return HostPortFault::Host;
        host = text.substr(0, close + 1);
        if (close + 1 < text.size()) {
            if (text[close + 1] != ':')
                return HostPortFault::Host;
            hasPort = true;
            port = text.substr(close + 2);
        }
    } else if (std::count(text.begin(), text.end(), ':') == 1) {
        const auto colon = text.find(':');
        hasPort = true;
        host = text.substr(0, colon);
        port = text.substr(colon + 1);
    }
    if (!isHost(host))
        return HostPortFault::Host;
    if (!hasPort)
        return HostPortFault::None;
    const bool digits = !port.empty() && port.size() <= 5 && std::all_of(port.begin(), port.end(), base::isDigit);
    const auto number = digits ? base::toInteger(port) : std::nullopt;
    return number && *number >= 1 && *number <= 65535 ? HostPortFault::None : HostPortFault::Port;
}

bool isTopic(std::string_view text)
{
    return !text.empty() && text.size() <= 65535 && text.find_first_of(std::string_view("+#\0", 3)) == std::string_view::npos;
}

bool isTopicFilter(std::string_view text)
{
    if (text.empty() || text.size() > 65535 || text.find('\0') != std::string_view::npos)
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '+' && text[i] != '#')
            continue;
        if (i > 0 && text[i - 1] != '/')
            return false;
        if (i + 1 < text.size() && (text[i] == '#' || text[i + 1] != '/'))
            return false;
    }
    return true;
}

} // namespace atscope::catalog::detail
