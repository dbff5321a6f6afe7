// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/catalog/line.h"
#include "core/decode/dialect.h"
#include "core/expr/expression.h"
#include "core/wire/charset.h"

// Fields and words of events, on demand. Pure functions of the bytes, the catalog entry and the facts at that moment.
namespace atscope::decode {

// The fields of an answer or URC line. Spans are offsets in `line`. Empty where the shape has none.
std::vector<catalog::Argument> fieldsOf(const Dialect &dialect, const ShapeRef &shape, std::string_view line,
                                        const catalog::FactState *facts, const catalog::ParsedCommand *command = nullptr);

// The character set of a text, as its type declares it or the facts say; none: nobody says. The text in UTF-8, where it is in
// another one and can be read; else nothing.
std::optional<wire::Charset> charsetFor(const catalog::TypeSpec &type, const catalog::LineContext &context);
std::optional<std::string> decodedText(const catalog::Argument &argument, const catalog::LineContext &context);

// What the values of enumerations and flags mean, in their order: "home network; LTE". Empty if there is nothing to say.
catalog::Text valueWords(const std::vector<catalog::Argument> &fields, const catalog::LineContext &context);
// The same behind the LwM2M path that they name, where its object is known: "Temperature/0/*; all its resources".
catalog::Text meaningOf(const std::vector<catalog::Argument> &fields, const catalog::LineContext &context);

// What the value behind a failed final means, for the command that was refused; several readings where it cannot be attributed.
struct ErrorMeaning
{
    catalog::Text text;
    catalog::Text todo;
    std::string table; // id
};
std::vector<ErrorMeaning> errorMeanings(const Dialect &dialect, const FinalMatch &final, const FormRef &command);

// The same of a URC that tells errors: its fields with listed values, by the tables of its family that name it.
std::vector<ErrorMeaning> urcErrors(const Dialect &dialect, const UrcRef &urc, const std::vector<catalog::Argument> &fields);

// The values behind the names of an expression at an event: parameters of the command, fields of the answer or URC, facts.
class EventScope final : public expr::Scope
{
public:
    EventScope(const Dialect &dialect, const catalog::FactState *facts, const catalog::ParsedCommand *command,
               const std::vector<catalog::Argument> *fields, const std::vector<std::string> *fieldNames);
    // answer.name: what the command's answer said, by index in the form's fieldNames. Must outlive the scope.
    void setAnswered(const std::vector<std::pair<int, expr::Value>> *answered) { m_answered = answered; }
    // `code`: the value of the final at hand.
    void setCode(expr::Value code) { m_code = std::move(code); }
    expr::Value value(int slot) const override;
    bool given(int slot) const override;
    std::string bytesOf(int slot) const override;

private:
    const catalog::Argument *argument(int slot) const;
    const Dialect &m_dialect;
    const catalog::FactState *m_facts;
    const catalog::ParsedCommand *m_command;
    const std::vector<catalog::Argument> *m_fields;
    const std::vector<std::string> *m_fieldNames;
    const std::vector<std::pair<int, expr::Value>> *m_answered = nullptr;
    expr::Value m_code;
};

} // namespace atscope::decode
