// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/anchor.h"
#include "core/catalog/line.h"

namespace atscope::views {

// Where a position of a command line is, in terms of the catalog. Pure functions over what the catalog read; a place points into
// the ParsedLine and lives as long as it.
struct LinePlace
{
    enum class Part : std::uint8_t { None, Name, Parameter };
    Part part = Part::None;
    const catalog::ParsedCommand *command = nullptr;
    // Part::Parameter
    int index = -1;                                // in the form's parameters
    const catalog::Parameter *parameter = nullptr;
    const catalog::TypeSpec *type = nullptr;       // with variants applied
    base::Span span;                               // the argument with its quotes; length 0: an empty place
    bool given = false;
    // Inside records, lists and pairs: the field at the position, and its bytes.
    const catalog::Parameter *item = nullptr;
    base::Span itemSpan;

    // What the position is about: the field if there is one, else the parameter.
    const catalog::Parameter *subject() const { return item != nullptr ? item : parameter; }
    const catalog::TypeSpec *subjectType() const { return item != nullptr ? &item->type : type; }
    base::Span subjectSpan() const { return item != nullptr ? itemSpan : span; }
};

LinePlace placeAt(std::string_view line, const catalog::ParsedLine &parsed, std::size_t position, const catalog::LineContext &context);

// The places of a command that the line has (`AT+X=1,,` has three), in order; surplus ones are left out.
struct ArgumentPlace
{
    std::size_t from = 0; // behind the separator before it
    std::size_t to = 0;   // before the separator behind it
    int index = 0;
};
std::vector<ArgumentPlace> argumentPlaces(std::string_view line, const catalog::ParsedCommand &command);

// Where Tab goes from `position`.
struct TabTarget
{
    base::Span select;         // what to select; length 0: only the cursor
    bool appendComma = false;  // the place is not there yet: a comma at `select.offset` makes it
};
std::optional<TabTarget> nextPlace(std::string_view line, const catalog::ParsedLine &parsed, std::size_t position,
                                   const catalog::LineContext &context);
std::optional<TabTarget> previousPlace(std::string_view line, const catalog::ParsedLine &parsed, std::size_t position,
                                       const catalog::LineContext &context);

} // namespace atscope::views
