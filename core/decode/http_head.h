// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace atscope::decode {

// The head of an HTTP answer: a status line, which some modules leave out, and header lines. Any bytes; what is no header is
// left out, at most 512 headers are kept.
struct HttpHead
{
    int status = 0;     // 0: there is no status line
    std::string reason; // Not Found
    std::vector<std::pair<std::string, std::string>> headers; // as they came

    // The value of the first one of that name, whatever its case; nothing: none.
    std::optional<std::string_view> header(std::string_view name) const;
    std::optional<std::uint64_t> contentLength() const;
    bool chunked() const; // Transfer-Encoding
    static HttpHead parse(std::string_view text);
};

} // namespace atscope::decode
