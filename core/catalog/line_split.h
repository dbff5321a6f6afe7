// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "core/catalog/line.h"

// The inside of records, lists and key=value arguments. Views into the text that is given.
namespace atscope::catalog::detail {

// Records of a Records, elements of a List, pairs of a KeyValues. An empty text has none; a separator at the very end
// begins no further one.
std::vector<std::string_view> recordsOf(std::string_view text, const TypeSpec &type, const LineContext &context);
// Fields of one record. If the items' last one is text, it takes what is too much only where the item is declared `rest`.
std::vector<std::string_view> fieldsOf(std::string_view record, const TypeSpec &type, const LineContext &context);

struct KeyAndValue
{
    std::string_view key;
    std::string_view value;
    bool separated = false; // false: there is no `=`
};
KeyAndValue keyAndValue(std::string_view pair, const TypeSpec &type, const LineContext &context);
// The item of this key or of one of its other spellings; nothing: there is none.
const Parameter *itemOf(const TypeSpec &type, std::string_view key);

} // namespace atscope::catalog::detail
