// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/anchor.h"
#include "core/base/result.h"

namespace atscope::session {

// Bytes as a person writes them: `41 54 0D`, `0x41,0x54`, `41540D`, `\x41\x54`, over several lines. Blanks, commas, semicolons,
// colons and hyphens separate; digits that stand together are pairs; behind 0x or \x one digit is a byte too.
struct HexBytes
{
    static constexpr std::size_t Most = std::size_t{64} << 10U; // bytes; more is a file

    std::string bytes; // up to the problem
    // `hex-bad-digit` {digit, place}, `hex-odd` {digits, place}, `hex-too-long` {most}. Places count characters from 1.
    std::optional<base::Message> problem;
    base::Span where; // of the problem, in bytes of the text

    bool ok() const { return !problem; }
};

// Any thread; any bytes.
HexBytes readHexBytes(std::string_view text);

} // namespace atscope::session
