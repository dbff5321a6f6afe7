// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/anchor.h"
#include "core/base/json_writer.h"
#include "core/base/result.h"
#include "core/catalog/catalog.h"
#include "core/catalog/facts.h"
#include "core/catalog/model.h"
#include "core/expr/value.h"

// A command line, read by its form, checked, and made from values. Pure functions over a CatalogView; any thread.
namespace atscope::catalog {

// Everything outside the line that decides whether it is right.
struct LineContext
{
    const CatalogView *view = nullptr;
    std::string_view dialect;         // "v4", "classic" or empty
    const FactState *facts = nullptr; // null: nothing is known
};

// Something to say about a line (contract: design.md, Problem).
struct Problem
{
    Severity severity = Severity::Error;
    std::string code;
    std::string parameter;         // the one that states the wrong thing; empty: the line
    std::vector<std::string> also;
    base::Span span;               // bytes of the line
    base::Message message;         // for codes of the checker
    Text text;                     // for rules of the catalog: placeholders already put in
    std::string suggestion;        // the whole repaired line, or empty
    // All ways to repair it where there are several; the first one's line is `suggestion`.
    struct Way
    {
        base::Message message; // what it does, in a few words …
        Text text;             // … or, of a rule, in the catalog's words
        std::string line;
    };
    std::vector<Way> ways;
    // The step that is missing before the line: a whole line, or the beginning of one (AT+X=, AT+X=0,) that the user must fill in. Else empty.
    std::string step;
    std::string manual;            // "ml302-onenet.txt 3.4.14"
};

// An argument of a line, or a field of an answer. Spans are offsets in the text it was read from.
// Every parameter of the form (every field of the shape) has its entry, in order, given or not; surplus ones come behind them.
struct Argument
{
    const Parameter *parameter = nullptr; // null: surplus
    const TypeSpec *type = nullptr;       // with variants applied
    bool given = false;                   // false: left out, or an empty place; "" is given
    bool quoted = false;
    base::Span span;                      // with its quotes
    base::Span inner;                     // without them
    std::string text;                     // inner bytes, escapes undone where the type says so
    std::string raw;                      // inner bytes as they stand, where that is not `text`; else empty
    expr::Value value;                    // typed; text when it does not fit its type; unknown when not given

    const std::string &wire() const { return raw.empty() ? text : raw; }
    // The value for people and for JSON: as `value`, but a date and time without a zone stays what is on the wire.
    expr::Value shown() const;
};

// One command of a line (a line may hold several: AT+CMEE=1;+CSQ).
struct ParsedCommand
{
    Found<Command> command;        // none: unknown name
    const Form *form = nullptr;    // none: no such form
    NameMatch match = NameMatch::Name;
    std::string name;              // canonical where known, else as written, upper case: AT+CIOTMKEY
    std::string alias;             // the spelling that was used, upper case, where it is an alias; else empty
    FormKind kind = FormKind::Execute;
    base::Span span;               // of this command in the line
    base::Span nameSpan;
    std::vector<Argument> arguments;
    std::vector<Problem> problems; // found while reading: unknown name, quotes, surplus …
    const Argument *argument(std::string_view parameter) const;
    // Given arguments by name, in order; lists and records as such.
    std::vector<std::pair<std::string, expr::Value>> values() const;
};

// Bytes of a line to be replaced: what the mechanical repairs of a line are made of.
struct Repair
{
    base::Span span;
    std::string text;
    bool inValue = false; // it changes what an argument says (" 89172"): no part of what rules suggest, they counted it
};

struct ParsedLine
{
    std::vector<ParsedCommand> commands; // at least one for a line that begins with AT (or is A/); else none
    std::vector<Problem> problems;       // of the line as a whole: not-a-command, not-ascii, pasted remarks
    bool repeatLast = false;             // A/
    std::vector<Repair> repairs;         // blanks, remarks, typographic signs: part of every suggestion, in order
};

// Reads a line without its line end. Accepts any bytes. V.25ter as people type it: any case, several commands, blanks where
// V.25ter has them. The form is found first, then its parameters are read by their types: never split at commas first.
ParsedLine parseLine(std::string_view line, const LineContext &context);

// Everything wrong with the line: the problems of reading it, types, presence, groups, rules, requirements, what the module
// or its family does not have. Sorted by position. Suggestions are whole lines.
std::vector<Problem> validate(std::string_view line, const ParsedLine &parsed, const LineContext &context);

// Does the command of `line` go on in `next`, the line behind it: is it wrong as it stands and right, or less wrong, with the other
// one, which is no command of its own? parseLine takes both with the line end between them (problem `wrapped-line`).
bool goesOn(std::string_view line, std::string_view next, const LineContext &context);

// The listed values that an argument or field may have: those of its type that are spelt so and whose conditions do not fail.
std::vector<const ValueMeaning *> listedValues(const Argument &argument, const LineContext &context);

// A parameter of a line that is being written, for its editor.
struct ParameterState
{
    bool required = false;
    bool forbidden = false;
    Text why;           // of a condition that requires or forbids it, in the catalog's words; may be empty
    bool secret = false; // its text must not be shown
    std::vector<const ValueMeaning *> values; // that it may have now
    std::string separator;     // of records, lists and pairs, as the module splits them now
    std::string itemSeparator;
};
ParameterState stateOf(const Argument &argument, const ParsedCommand &command, const LineContext &context);

// What the line destroys or costs, as far as it is known: the form's hazards whose condition holds. Worst first.
std::vector<const Hazard *> hazardsOf(const ParsedCommand &command, const LineContext &context);

// What an editor puts into a parameter that is empty: its `propose`, else its only value. Empty: nothing.
std::string proposedFor(const Parameter &parameter, const ParsedCommand &command, const LineContext &context);
// What a proposal is made of: a fact of the session (the next free id), or other parameters of the line (a length). Both may be false.
bool proposedFromFacts(const Parameter &parameter);
bool proposedFromLine(const Parameter &parameter);

// What is known behind a command that was sent and did what it should: effects on sent, ok, and completion as far as they do not
// hang on what the module said. For checking a file of commands one after another.
void assumeDone(const ParsedCommand &command, const LineContext &context, FactState &facts);

// Does this form exist on the module? (Form::modules, Command::modules; generic: yes.)
bool onModule(const std::vector<std::string> &modules, const ModuleProfile &module);

// Makes a line from texts by parameter name: the arguments as they stand inside the quotes. Quotes, separators and empty places
// are put in by the form; trailing optional parameters that are not there are left out. Unknown names: an error.
using NamedTexts = std::vector<std::pair<std::string, std::string>>;
base::Result<std::string> compose(const Command &command, const Form &form, const NamedTexts &values, const LineContext &context);
// The same for a line that was parsed, with some arguments replaced.
std::string compose(const ParsedCommand &command, const NamedTexts &replaced, const LineContext &context);

// Reads the fields of an answer or URC line behind its prefix and colon: `text` is the whole line, `from` where the fields begin.
// Lenient: what does not fit its type keeps its text.
// `command`: texts of the command's parameters, as far as they are known; they count where `owner` names the form.
struct FieldOwner
{
    const Form *form = nullptr;                          // whose answer it is: its parameters and fieldNames are in sight
    const std::vector<std::string> *fieldNames = nullptr; // Form::fieldNames or Urc::fieldNames, for conditions over fields
    const std::vector<Argument> *arguments = nullptr;     // of the command, in the order of the form's parameters
    bool hasData = false;   // a counted payload on this line: `data` is the field that `fieldsAfter` more ones follow
    base::Span data;        // in `text`
    int fieldsAfter = 0;
    const std::string *pattern = nullptr; // its groups are the fields, searched from `from` on; where it does not match, commas
};
std::vector<Argument> parseFields(std::string_view text, std::size_t from, const std::vector<Parameter> &fields,
                                  const LineContext &context, const NamedTexts &command = {});
std::vector<Argument> parseFields(std::string_view text, std::size_t from, const std::vector<Parameter> &fields,
                                  const LineContext &context, const FieldOwner &owner, const NamedTexts &command = {});

// What must not be shown or exported: bytes of the line the command (or the fields) was read from, in order, not overlapping.
std::vector<base::Span> secretSpans(const ParsedCommand &command, const LineContext &context);
std::vector<base::Span> secretSpans(const std::vector<Argument> &fields, const LineContext &context,
                                    const FieldOwner &owner = {});
// Of a whole line. Where backspaces took something back that was a secret when it was typed, all from there on.
std::vector<base::Span> secretSpans(std::string_view line, const ParsedLine &parsed, const LineContext &context);

// The secret parts of a text that belongs to no line: the content of an object.
std::vector<base::Span> secretSpans(std::string_view text, const Secret &secret);

// What stands for a secret wherever it is not shown, and a text with its spans (in order) replaced by it.
inline constexpr const char *SecretShown = "••••••";
std::string masked(std::string_view text, const std::vector<base::Span> &secrets);

// One value by its type; text that does not fit stays text. Shared by arguments and fields.
expr::Value toValue(std::string_view text, const TypeSpec &type, const LineContext &context);

// The value as JSON (design.md, Values): integers beyond 2^53 and everything that is not valid UTF-8 as text, unknown as null.
void writeJson(base::JsonWriter &out, const expr::Value &value);

} // namespace atscope::catalog
