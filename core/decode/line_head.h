// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace atscope::decode {

// The name in front of a line from a module, and where its fields begin.
//   +CSQ: 23,99             name "+CSQ", fields at 6, colon
//   +MIPLDEVINFO :"host"    a blank before the colon; `=` and the wide colon U+FF1A count as colons
//   ^HCSQ:"LTE",30          any of + ^ * # $ % begins a name
//   HTTPNMIC:0,0,63         letters and digits before a colon are a name as well, with `marked` false
//   MULTIBAND  900E  1800   no name
struct LineHead
{
    std::string_view name;      // empty: none
    std::size_t fieldsAt = 0;   // offset of the first byte behind the colon (blanks not skipped)
    bool marked = false;        // begins with one of + ^ * # $ %
    bool colon = false;
};
LineHead headOf(std::string_view line);

// Fields separated by commas outside quotes and brackets; a quote that never closes ends with the text. 0 for a blank text.
int fieldCount(std::string_view fields);
// The n-th field (from 0), blanks trimmed, quotes kept; empty view with data() null if there is none.
std::string_view fieldAt(std::string_view fields, int n);

} // namespace atscope::decode
