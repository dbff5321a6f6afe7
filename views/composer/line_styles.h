// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/catalog/line.h"

namespace atscope::views {

enum class LineStyle : std::uint8_t {
    Plain,     // nothing known of it
    Name,      // of a known command
    Separator, // = ? , ; and quotes
    Text,
    Number,
    Value,     // one of a list
    Wrong,     // unknown name, surplus argument, an argument that is an error as a whole
};

struct StyleRun
{
    std::size_t length = 0; // bytes
    LineStyle style = LineStyle::Plain;
    bool operator==(const StyleRun &) const = default;
};

// What each byte of a line is, from what the catalog read there. Runs cover the line, neighbours differ. Pure.
std::vector<StyleRun> lineStyles(std::string_view line, const catalog::ParsedLine &parsed, const std::vector<catalog::Problem> &problems);

} // namespace atscope::views
