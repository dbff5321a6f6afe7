// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace atscope::views {

// Text from the clipboard or a drop, made fit for the editor: line ends are LF and none stands at the end, what is not UTF-8
// becomes U+FFFD, NUL bytes are left out. What is too long is refused as a whole: half a command is worse than none.
struct PastedText
{
    enum class Refusal : std::uint8_t { None, LineTooLong, BlockTooLong };
    static constexpr std::size_t MostLineBytes = 16 * 1024;
    static constexpr std::size_t MostBlockBytes = 256 * 1024;

    std::string text;          // empty when refused
    Refusal refusal = Refusal::None;
    std::size_t bytes = 0;     // as they came
    std::size_t nulsLeftOut = 0;
};

PastedText pastedText(std::string_view clipboard);

} // namespace atscope::views
