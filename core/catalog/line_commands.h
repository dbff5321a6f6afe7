// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/catalog/line.h"
#include "core/catalog/line_arguments.h"
#include "core/catalog/line_parts.h"

namespace atscope::catalog::detail {

struct Parsed
{
    ParsedLine line;
    std::vector<Finding> lineFindings;
    std::vector<std::vector<Finding>> findings; // one for each command
};

// Reads one line of printable text. One object for one line.
class LineParser final
{
public:
    LineParser(std::string_view text, const LineContext &context) : m_line(text, context.view), m_context(context) {}

    Parsed parse();

private:
    std::size_t commandAt(std::size_t at, bool first);
    std::size_t extended(std::size_t at, ParsedCommand &command);
    std::size_t basic(std::size_t at, ParsedCommand &command);
    std::size_t suffix(std::size_t at, ParsedCommand &command);
    std::size_t arguments(std::size_t at, ParsedCommand &command);
    std::size_t unknownArguments(std::size_t at, ParsedCommand &command);
    void keep(std::size_t from, std::size_t to, ParsedCommand &command);
    void look(ParsedCommand &command);
    void unknownName(ParsedCommand &command);
    void unknownForm(ParsedCommand &command);
    std::vector<const Form *> forms(const ParsedCommand &command, FormKind kind) const;
    ReadArguments chosen(std::size_t at, ParsedCommand &command, const std::vector<const Form *> &candidates);
    std::size_t take(ReadArguments read, ParsedCommand &command);
    void nameBlanks(std::size_t from, std::size_t to);
    std::size_t remark(std::size_t at);
    void trailingBlanks();
    std::size_t beforeBlanks(std::size_t at) const;
    Finding &add(Severity severity, std::string code, base::Span span, MessageArgs args = {});

    LineText m_line;
    const LineContext &m_context;
    Parsed m_out;
    std::size_t m_name = 0; // of the command at hand: where its name begins, with the AT of the first one
    std::size_t m_body = 0; // and where it begins without
    bool m_blanksTold = false;
    bool m_first = true;
};

} // namespace atscope::catalog::detail
