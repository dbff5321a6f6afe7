// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/catalog/line.h"
#include "core/expr/expression.h"

namespace atscope::catalog::detail {

// Answers the slots of expressions (model.h, Slots) from arguments, fields and the context. Holds pointers only; the vectors
// may grow while it lives, what is not there yet is unknown.
class LineScope final : public expr::Scope
{
public:
    // `arguments` in the order of a form's parameters; may be null.
    LineScope(const std::vector<Argument> *arguments, const LineContext &context) : m_arguments(arguments), m_context(&context) {}

    // Fields of an answer or URC: found by name, as slots count in `fieldNames`.
    void setFields(const std::vector<Argument> *fields, const std::vector<std::string> *fieldNames);
    // Answers as if the module were this one; without it a lenient profile's is unknown (per-model differences on a lenient profile).
    void setModule(std::string_view module) { m_module = module; }

    expr::Value value(int slot) const override;
    bool given(int slot) const override;
    std::string bytesOf(int slot) const override;

private:
    const Argument *argument(int slot) const;

    const std::vector<Argument> *m_arguments = nullptr;
    const std::vector<Argument> *m_fields = nullptr;
    const std::vector<std::string> *m_fieldNames = nullptr;
    const LineContext *m_context = nullptr;
    std::string_view m_module;
};

// The type that counts: the first variant whose condition is true, else the base type.
const TypeSpec &typeOf(const Parameter &parameter, const LineScope &scope);
// Is its value (or a part of it) one that must not be shown?
bool isSecret(const Argument &argument, const LineScope &scope);
// Must it be there? Forbidden: must it not?
bool isRequired(const Parameter &parameter, const LineScope &scope);
bool isForbidden(const Parameter &parameter, const LineScope &scope);

// Fills text, raw and value of a given argument from its inner bytes, by `type`.
void setText(Argument &argument, std::string_view inner, const TypeSpec &type, const LineContext &context);
// Conditions of variants may read parameters that stand behind: looks at all types again once everything is read.
void settleTypes(std::vector<Argument> &arguments, const LineScope &scope, const LineContext &context);

// The separator of records and lists: what the fact says, else what the catalog says, else `otherwise`.
std::string separatorOf(const std::string &fact, const std::string &fixed, std::string_view otherwise,
                        const LineContext &context);

// C escapes of the M531X manual, chapter 5: \a \b \f \n \r \t \v \\ \' \" \? \ddd \xhh. Others stay as they are. `doubledQuotes`:
// "" is ".
std::string withoutEscapes(std::string_view text, bool doubledQuotes);
// The way back: a text as it stands inside quotes. `bareQuotes`: quotes may stand there as they are.
std::string withEscapes(std::string_view text, bool bareQuotes);

} // namespace atscope::catalog::detail
