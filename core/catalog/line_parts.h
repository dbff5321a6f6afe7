// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/catalog/line.h"

// Private to the line part of core/catalog: what reading, checking and composing share.
namespace atscope::catalog::detail {

using MessageArgs = std::vector<std::pair<std::string, std::string>>;

// A problem on its way: its suggestion is made once all mechanical repairs of the line are known.
struct Finding
{
    Problem problem;
    bool mend = false;          // has a suggestion: `edits` and all repairs of the line
    std::vector<Repair> edits;
    bool counted = false;       // made from the values as they stand: repairs inside values stay out
    // Where there are several ways to repair it: edits of the line, or new values from which the command is written anew.
    struct Way
    {
        base::Message message;
        std::vector<Repair> edits;
        std::vector<std::pair<std::string, std::string>> values;
        Text text;
    };
    std::vector<Way> ways;
};

// {name} in `text` by the value of that name; other braces stay.
std::string withPlaceholders(const std::string &text, const MessageArgs &values);

inline base::Span spanOf(std::size_t from, std::size_t to)
{
    return {from, to > from ? to - from : 0};
}

// Where several repairs stand. A line from outside may need one at every sign, and each of its signs asks.
class Places final
{
public:
    explicit Places(const std::vector<Repair> &repairs);
    bool touch(const base::Span &span) const;

private:
    std::vector<base::Span> m_spans;    // by offset
    std::vector<std::uint64_t> m_reach; // the farthest end up to there
};

Finding finding(Severity severity, std::string code, std::string parameter, base::Span span, MessageArgs args = {});

// The line with `edits` done, and with those `repairs` that touch none of them.
std::string applied(std::string_view line, const std::vector<Repair> &repairs, std::vector<Repair> edits);

// The problem, with its suggestion where it has one.
Problem finished(Finding finding, std::string_view line, const std::vector<Repair> &repairs);

// Integer, Float, Flags, and an Enumeration of numbers: bare on the wire.
bool isNumeric(const TypeSpec &type);
// Records, List, KeyValues, Json, Rest: as the last parameter, bare, they take everything up to the end, `;` included.
bool eatsAll(const TypeSpec &type);
// May it be left out, as far as that does not depend on other parameters?
bool isOptional(const Parameter &parameter);
// +CSQ, ^ONENETSET: a vendor's or V.25ter's extended command, arguments behind `=`. `name` with AT.
bool isExtended(std::string_view name);
// ATS, ATS0: a register, set by `=`.
bool isRegister(std::string_view name);
std::string_view formName(FormKind kind); // test read set execute

// At most `most` bytes of `text` for a message, printable.
std::string excerpt(std::string_view text, std::size_t most = 40);

} // namespace atscope::catalog::detail
