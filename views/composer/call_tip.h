// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/base/anchor.h"
#include "core/catalog/line.h"
#include "core/catalog/messages.h"

namespace atscope::views {

// What is to be said about a position of a line: how the form is written, and what the parameter there is. Pure text.
struct CallTip
{
    std::string syntax;    // AT+CIOTDAT=<msg_id>,<num>,<data>
    base::Span highlight;  // the parameter in `syntax`
    std::string parameter; // <num>; of a record data › time; empty: the position is in the name, `title` is the command's
    std::string title;
    std::string type;      // typeWords
    std::string unit;
    std::string value;     // what the value that stands there means
    std::string help;
    bool optional = false;
    std::string fixed;
    std::string byDefault;
    bool empty() const { return syntax.empty(); }
};

CallTip callTipAt(std::string_view line, const catalog::ParsedLine &parsed, std::size_t position, const catalog::LineContext &context,
                  catalog::Language language);

} // namespace atscope::views
