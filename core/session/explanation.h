// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/json_writer.h"
#include "core/catalog/line.h"
#include "core/decode/dialect.h"

namespace atscope::session {

// What the catalog says of a command, a URC, or a line, in words. Pure text, for terminals and for the form's help.
struct Explanation
{
    std::string name;    // canonical
    std::string kind;    // command, urc, final, error
    std::string family;
    std::vector<std::string> forms;
    std::string text;    // several lines
    bool fromUser = false;
};

// `what`: a name (AT+CIOTMKEY, +CIOTCMD, CIOTMKEY), a command line, a line from a module, or the number of an error. Empty: nothing is known of it; then
// `nearest` has similar names.
std::vector<Explanation> explain(const decode::Dialect &dialect, std::string_view what, bool chinese, std::vector<std::string> &nearest);

// How a form is written: AT+CIOTDAT=<msg_id>,<num>,<data>; optional parts in brackets.
std::string syntaxOf(const catalog::Command &command, const catalog::Form &form);
// "integer 0–65535", "one of 0, 1", "text, at most 64 bytes"
std::string typeWords(const catalog::Parameter &parameter, bool chinese);
const char *typeName(catalog::TypeKind kind); // as in the catalog files

} // namespace atscope::session
