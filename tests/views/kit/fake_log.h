// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "views/kit/log_source.h"

namespace atscope::views {

// Rows made up from their numbers; ids are the row's number plus a base, so rows can be dropped at the front. A filter keeps every
// n-th id.
class FakeLog final : public LogSource
{
public:
    std::int64_t first = 0; // number of the first row kept
    std::int64_t end = 0;   // one after the last
    std::int64_t every = 1;
    std::uint64_t tailId = 0; // of the last row, as an open line has it; 0: it is a row like the others
    QString empty = QStringLiteral("Nothing here yet");
    std::function<QString(std::int64_t)> line = [](std::int64_t number) { return QStringLiteral("line %1").arg(number); };
    std::function<bool(std::int64_t)> faint = [](std::int64_t) { return false; };
    std::vector<LogColumn> shape = {{QStringLiteral("Time"), 8, false, true}, {QStringLiteral("Line"), 0, false, true}};
    static constexpr std::uint64_t Base = 5'000'000'000ULL; // beyond 32 bit

    static std::uint64_t id(std::int64_t number) { return Base + static_cast<std::uint64_t>(number); }
    std::int64_t firstKept() const { return (first + every - 1) / every * every; }

    std::vector<LogColumn> columns() const override { return shape; }
    std::int64_t rows() const override { return end <= firstKept() ? 0 : (end - 1 - firstKept()) / every + 1; }
    LogRow row(std::int64_t row) const override
    {
        const std::int64_t number = firstKept() + row * every;
        LogRow out;
        out.cells.push_back({QStringLiteral("t%1").arg(number), Tone::Dim, false, {}});
        out.cells.push_back({line(number), Tone::Plain, false, {}});
        out.cells.resize(shape.size());
        out.faint = faint(number);
        return out;
    }
    std::uint64_t idOf(std::int64_t row) const override { return tailId != 0 && row == rows() - 1 ? tailId : id(firstKept() + row * every); }
    std::int64_t rowOf(std::uint64_t wanted) const override
    {
        if (tailId != 0 && wanted == tailId)
            return rows() - 1;
        const std::int64_t number = static_cast<std::int64_t>(wanted - Base);
        if (number < firstKept() || number >= end || number % every != 0)
            return -1;
        return (number - firstKept()) / every;
    }
    QString emptyText() const override { return empty; }
};

} // namespace atscope::views
