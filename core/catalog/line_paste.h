// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

#include "core/catalog/catalog.h"

// What a line brought along from where it was copied: a time stamp or an arrow in front of it, the answer's OK behind it.
namespace atscope::catalog::detail {

// Bytes before the command: "[10:23:45.123] TX> ", "→ ", "3. ". 0: the line begins with its command, or with something that is
// no such thing. `view` may be null.
std::size_t pastedLead(std::string_view text, const CatalogView *view);

} // namespace atscope::catalog::detail

namespace atscope::catalog {

// Where an OK (or ERROR) begins that may be an answer glued to the end: AT+MIPLNOTIFY=0,0,…,0,0OK. npos: there is none. By the text
// alone; parseLine says whether it is one (problem `pasted-answer`).
std::size_t gluedAnswer(std::string_view text);

} // namespace atscope::catalog
