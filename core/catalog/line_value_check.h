// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/catalog/line.h"
#include "core/catalog/line_arguments.h"
#include "core/catalog/line_parts.h"
#include "core/catalog/line_scope.h"

// Private to checkValue() (line_check.h).
namespace atscope::catalog::detail {

// Are both texts the same, or the same number? 01 is 1.
bool sameValue(std::string_view text, std::string_view value);

// Checks one text; for what stands inside a record or list, `m_argument` is the argument as a whole.
class ValueCheck final
{
public:
    ValueCheck(const Argument &argument, const LineScope &scope, const Family *family, const LineContext &context,
               std::vector<Finding> &out)
        : m_argument(argument), m_scope(scope), m_family(family), m_context(context), m_out(out),
          m_name(argument.parameter != nullptr ? argument.parameter->name : std::string()),
          m_exact(argument.raw.empty() && argument.inner.length == argument.text.size()), m_secret(isSecret(argument, scope))
    {
    }

    void quoting(const TypeSpec &type);
    void fixedValue(const std::string &fixed, std::string_view text);
    void text(const TypeSpec &type, std::string_view text);

private:
    void patternMismatch(std::string_view text);
    base::Span span(std::string_view part) const;
    void add(std::string code, std::string_view at, MessageArgs args, Severity severity = Severity::Error);
    // line_check_numbers.cpp: ranges, tables, bits, and what the module has of them
    void numbers(const TypeSpec &type, std::string_view text);
    void values(const TypeSpec &type, std::string_view text);
    void flags(const TypeSpec &type, std::string_view text);
    void presentOnModule(const ValueMeaning &meaning, std::string_view text);
    // line_check_texts.cpp: lengths, signs, and what has parts
    void lengths(const TypeSpec &type, std::string_view text, const char *unit);
    void characters(const TypeSpec &type, std::string_view text);
    void hex(const TypeSpec &type, std::string_view text);
    void host(const TypeSpec &type, std::string_view text);
    void json(std::string_view text);
    void pairs(const TypeSpec &type, std::string_view text);
    void records(const TypeSpec &type, std::string_view text);
    void list(const TypeSpec &type, std::string_view text);

    const Argument &m_argument;
    const LineScope &m_scope;
    const Family *m_family;
    const LineContext &m_context;
    std::vector<Finding> &m_out;
    std::string m_name;
    bool m_exact;
    bool m_secret;
    int m_depth = 0;
};

} // namespace atscope::catalog::detail
