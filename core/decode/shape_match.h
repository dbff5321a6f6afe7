// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

#include "core/catalog/model.h"

// What a line shape of the catalog takes, by itself: how many fields, and which. Pure functions, for any thread.
namespace atscope::decode {

// How many fields a line of the shape has: optional ones at its end may be missing, a last one that takes the rest of the line has
// commas of its own.
std::size_t fewestFields(const catalog::LineShape &shape);
std::size_t mostFields(const catalog::LineShape &shape);
// The text that the first field must have, where the shape says so; empty: any.
std::string_view firstLiteral(const catalog::LineShape &shape);
// Is the shape for lines with these fields? Its own conditions, and its first field where that is fixed; their number does not count.
bool isFor(const catalog::LineShape &shape, std::string_view fields);

} // namespace atscope::decode
