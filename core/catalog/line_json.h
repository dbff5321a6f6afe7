// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/anchor.h"
#include "core/expr/value.h"

// JSON as it stands in command lines. A reader of our own, not QJsonDocument: it keeps the order of members, tells integers
// from floats, takes a comma before } or ] (the platform does), and says where exactly it goes wrong.
namespace atscope::catalog::detail {

struct JsonResult
{
    bool ok = false;
    expr::Value value;        // null is unknown
    std::size_t position = 0; // of the mistake
    std::string expected;     // value, string, colon, comma, end, depth, escape: what should stand there
};

// One JSON value, blanks around it allowed; at most 64 levels.
JsonResult readJson(std::string_view text);

// The same for text between quotes, whose own quotes may be written \" (all of them, or none).
JsonResult readQuotedJson(std::string_view text);

// Is the first quote of `text` written \"?
bool hasEscapedQuotes(std::string_view text);

// One level of backslashes less: \" is ", \\ is \.
std::string withoutJsonQuoting(std::string_view text);

// Where the { or [ at `from` is closed: one behind the bracket. npos if it is not. Quotes are bare, \" inside strings stays
// inside.
std::size_t jsonEnd(std::string_view text, std::size_t from);

// The values of the members named in `keys`, at any depth, as they stand in `text` (without quotes). Works on damaged JSON too.
std::vector<base::Span> jsonMembers(std::string_view text, const std::vector<std::string> &keys);

} // namespace atscope::catalog::detail
