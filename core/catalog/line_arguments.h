// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "core/catalog/line.h"
#include "core/catalog/line_parts.h"
#include "core/catalog/line_scope.h"

namespace atscope::catalog::detail {

// A line with the questions that reading it asks again and again. All of them are cheap: hostile lines are long.
class LineText final
{
public:
    LineText(std::string_view text, const CatalogView *view);

    std::size_t size() const { return m_text.size(); }
    char at(std::size_t i) const { return i < m_text.size() ? m_text[i] : '\0'; }
    std::string_view part(std::size_t from, std::size_t to) const { return m_text.substr(from, to - from); }
    std::string_view text() const { return m_text; }

    // Where the line ends but for blanks and `;` with nothing behind them.
    std::size_t tail() const { return m_tail; }
    std::size_t behindBlanks(std::size_t i) const;
    bool slashes(std::size_t i) const { return at(i) == '/' && at(i + 1) == '/'; }
    // Does a command of its own begin here: +CSQ, &F, E0? Letters only when the catalog knows them.
    bool startsCommand(std::size_t i) const;
    // The same, for one whose whole name the catalog knows: +CSQ=1, ^HCSQ?
    bool namesCommand(std::size_t i) const;
    // Is this a `;` that ends a command: nothing, a remark or a command of its own behind it?
    bool endsCommand(std::size_t i) const;
    // Behind blanks and further `;`.
    std::size_t behindEmpty(std::size_t i) const;
    // Is the quote at `i` followed by what ends an argument?
    bool closes(std::size_t i) const;
    // Where a bare argument that begins at `i` ends (blanks before the separator included).
    std::size_t bareEnd(std::size_t i) const;

private:
    std::string_view m_text;
    const CatalogView *m_view;
    std::size_t m_tail;
};

struct ReadArguments
{
    std::vector<Argument> arguments;
    std::vector<Finding> findings;
    std::vector<Repair> repairs;
    std::size_t end = 0; // at the end of the line, a `;` or a remark; for glued arguments where the next command begins
};

// Reads the arguments of one form. One object for one reading.
class ArgumentReader final
{
public:
    ArgumentReader(const LineText &line, const Form &form, const LineContext &context);

    ReadArguments none(std::size_t at) { return done(at); } // a form without arguments here
    ReadArguments read(std::size_t at);                     // behind the =
    ReadArguments readGlued(std::size_t at);                // ATE0, AT&F1, ATD12345
    ReadArguments readRegister(std::size_t at, std::size_t first); // behind the = of ATS0=1; `first`: the parameters read before
    void takeGlued(std::size_t from, std::size_t to); // the number of ATS7=60 where the catalog has ATS as one command

private:
    bool isLast(std::size_t index) const { return index + 1 >= m_form.parameters.size(); }
    const TypeSpec &add(const Parameter &parameter);
    std::size_t readOne(std::size_t at, const Parameter &parameter, std::size_t index);
    std::size_t readQuoted(std::size_t open, const TypeSpec &type, std::size_t index);
    std::size_t readBare(std::size_t at, const TypeSpec &type, std::size_t index);
    std::size_t readDigits(std::size_t at);
    void readSurplus(std::size_t at);
    std::size_t closingQuote(std::size_t open, const TypeSpec &type, std::size_t index) const;
    std::size_t jsonQuote(std::size_t open) const;
    std::size_t bareQuote(std::size_t open, const TypeSpec &type, std::size_t index) const;
    std::size_t plainQuote(std::size_t open, const TypeSpec &type) const;
    std::size_t firstQuote(std::size_t open, bool escapes, bool doubled) const;
    std::size_t nextQuote(std::size_t from, bool escapes) const;
    bool tailFits(std::size_t at, std::size_t index) const;
    std::size_t unclosed(std::size_t open, std::size_t index);
    void give(const TypeSpec &type, bool quoted, std::size_t from, std::size_t to, std::size_t innerFrom, std::size_t innerTo);
    void blanks(std::size_t from, std::size_t to);
    ReadArguments done(std::size_t end);

    const LineText &m_line;
    const Form &m_form;
    const LineContext &m_context;
    ReadArguments m_out;
    LineScope m_scope;
    bool m_blanksTold = false;
};

// Kinds whose text may not begin or end with a blank by intention: " 89172".
bool isTrimmedKind(const TypeSpec &type);

} // namespace atscope::catalog::detail
