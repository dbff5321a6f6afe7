// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/http_head.h"

#include <algorithm>

#include "core/base/text.h"

namespace atscope::decode {

namespace {

constexpr std::size_t MostHeaders = 512;

} // namespace

std::optional<std::string_view> HttpHead::header(std::string_view name) const
{
    for (const auto &[key, value] : headers)
        if (base::equalsNoCase(key, name))
            return value;
    return std::nullopt;
}

std::optional<std::uint64_t> HttpHead::contentLength() const
{
    const auto text = header("Content-Length");
    const auto number = text ? base::toInteger(*text) : std::nullopt;
    return number && *number >= 0 ? std::optional(static_cast<std::uint64_t>(*number)) : std::nullopt;
}

bool HttpHead::chunked() const
{
    const auto text = header("Transfer-Encoding");
    return text && base::lower(*text).find("chunked") != std::string::npos;
}

HttpHead HttpHead::parse(std::string_view text)
{
    HttpHead head;
    for (bool first = true; !text.empty(); first = false) {
        const auto end = text.find_first_of("\r\n");
        const auto line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (first && base::startsWithNoCase(line, "HTTP/")) {
            const auto blank = line.find(' ');
            const auto rest = blank == std::string_view::npos ? std::string_view() : base::trimmed(line.substr(blank));
            if (const auto number = base::toInteger(rest.substr(0, 3)); number && *number >= 100 && *number <= 999) {
                head.status = static_cast<int>(*number);
                head.reason = base::trimmed(rest.substr(std::min<std::size_t>(3, rest.size())));
            }
            continue;
        }
        const auto colon = line.find(':');
        if (colon == std::string_view::npos || colon == 0 || head.headers.size() >= MostHeaders)
            continue;
        head.headers.emplace_back(base::trimmed(line.substr(0, colon)), base::trimmed(line.substr(colon + 1)));
    }
    return head;
}

} // namespace atscope::decode
