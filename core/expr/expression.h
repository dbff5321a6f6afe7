// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/expr/value.h"

// The one expression language of ATscope: catalog rules, completions, deadlines, workflow conditions, filters, diagnosis.
//
//   encrypt == 0 and given(msg_id)            names are parameters or fields; `given` asks whether one is there
//   records(data) == num                      also bytes(x) chars(x) digits(x) count(x) lower(x) upper(x) number(x) text(x)
//   msg_id in {0, 65535}                      sets; ranges a..b, both ends included, also inside sets
//   fact.edp.session != 'none'                facts; a dot belongs to the name behind `fact.`, `cmd.`, `urc.` and `answer.`
//   module in {'M5311', 'M5312'} or dialect == 'classic'
//   url matches '^https:' · path contains '?'  PCRE syntax, searched, not anchored, case matters
//   if given(timeout) then timeout * 1s + 5s else 35s
//   a not in {1, 2} · a not contains 'x'        the same as not (a in {1, 2})
//   not a · a and b · a or b · + - * / % · == != < <= > >= · min(a,b) max(a,b) abs(x) floor(x) ceil(x)
//   hex(x) replace(x, 'a', 'b') at(map, key) · 'a' + text(n) joins texts
//   true false unknown · 12 -3.5 0x1F · 'text' "text" · 5s 200ms 2min 1h · time '2026-01-01 00:00:00'
//
// Pure: no assignment, no loops, no state. Typed when loaded: comparing a number with a text, or `and` on a number, is an
// error of the file that holds the expression, with its column. `Any` fits everything and is decided when evaluated; types
// that do not fit then give unknown, never an exception. A value that is not of the type its symbol promised is unknown too.
//
// The details:
//  * Binding, loosest first: if-then-else, or, and, not, one comparison (== != < <= > >= in contains matches; they do not
//    chain), + and -, * / and %, unary minus. `if` stands at the start of an expression or behind a bracket, comma, then or
//    else; its condition must be known, and both branches have one type.
//  * Reserved: and or not in contains matches if then else true false unknown. Functions are names only before a bracket and
//    `time` only before a text, so that parameters may be called count, min, text or time.
//  * Behind these a name also holds dots, and hyphens that a letter follows: fact.edp-state is a name,
//    fact.a - b and fact.a-1 subtract. Everywhere else a hyphen is a minus.
//  * Texts have no backslash escapes (patterns need their backslashes); a doubled quote is the quote: 'it''s'.
//    Numbers: a unit follows without a blank; an integer beyond 64 bits is an error.
//    time '…' takes what base::fromRfc3339 takes, without an offset it is UTC.
//  * == and != on all types; < <= > >=, min, max and ranges on numbers, texts (by byte), durations and times. Integers and
//    doubles compare exactly. A list equals a list member by member.
//  * A set {…} holds at least one member: values and ranges a..b, a.., ..b. Behind `in` a range may also stand alone, or a list
//    value. A member (or list item) of another type than the value is just not it, but if no member is of its type the
//    result is unknown. The same goes for list contains value.
//  * / is exact: 6/3 is 2, 5/2 is 2.5. % is for integers, its sign that of the left side. Integer overflow, division by 0 and
//    what is not finite are unknown. Durations: duration +- duration, * and / number, duration / duration (a number),
//    % not; time +- duration, time - time. A duration and a number do not add.
//  * and, or, not are three-valued: false and unknown is false, true or unknown is true.
//  * bytes, chars, digits: of a name they count Scope::bytesOf, unknown where it is not given; of any other text expression
//    the text itself. digits counts hexadecimal digits. count and records are the same: the size of a list value.
//    number(text) reads a decimal integer or a decimal number, whole text, else unknown; text(x) is Value::toText.
//    floor and ceil give an integer where 64 bits hold it. given(name) is never unknown.
//  * at(x, k): member k of a map or of key=value pairs, entry k of a list, byte k of a text (from 0; -1 is the last); unknown if
//    there is none. `k in x` asks for the key of a map. hex(x): two upper-case digits a byte. In an empty list is nothing.
//  * matches takes a literal only. PCRE works on bytes; it works on characters when the pattern itself is not ASCII or has
//    \x{…}, \p or \P. A search that passes the match limit is unknown.
namespace atscope::expr {

// What the names in an expression mean. Asked while parsing only.
class Symbols
{
public:
    struct Symbol
    {
        int slot = -1; // handed back to Scope::value
        Type type = Type::Any;
    };
    virtual ~Symbols() = default;
    // `name` as written, with its dots ("fact.edp.session", "cmd.timeout"); nothing if there is no such name.
    virtual std::optional<Symbol> find(std::string_view name) const = 0;
};

// The values behind the names. Asked while evaluating; must answer in O(1).
class Scope
{
public:
    virtual ~Scope() = default;
    virtual Value value(int slot) const = 0;
    // Was it given at all? An empty argument counts as not given. Default: its value is known.
    virtual bool given(int slot) const { return value(slot).known(); }
    // The bytes that bytes(), chars() and digits() count: the argument without quotes, escapes undone.
    // Default: the value's text.
    virtual std::string bytesOf(int slot) const { return value(slot).toText(); }
};

// A compiled expression. Cheap to copy (shared, immutable), safe to evaluate from any number of threads.
class Expression final
{
public:
    Expression() = default; // empty: `present()` is false, evaluates to unknown

    // Errors: code `expr-syntax`, `expr-unknown-name`, `expr-type`, `expr-too-deep` (64 levels), `expr-pattern`;
    // place.column is the column inside `source` in bytes, from 1; place.line is 1. Arguments:
    //   expr-syntax        expected (operand operator name text number time, or the sign or word itself), found
    //                      (as written, empty at the end)
    //   expr-unknown-name  name (also of a function: then with brackets, "foo()")
    //   expr-type          operator, expected (type names joined by /), found
    //   expr-too-deep      limit
    //   expr-pattern       reason (PCRE2's words), pattern
    static base::Result<Expression> parse(std::string_view source, const Symbols &symbols);

    bool present() const { return m_program != nullptr; }
    Type type() const;
    const std::string &source() const;

    Value evaluate(const Scope &scope) const;
    // Known and true / known and false. Both false where the result is unknown.
    bool isTrue(const Scope &scope) const;
    bool isFalse(const Scope &scope) const;
    // The result as a duration; a plain number counts as seconds. Nothing if unknown.
    std::optional<base::Millis> millis(const Scope &scope) const;
    // Slots this expression reads, each once, in order of appearance.
    const std::vector<int> &usedSlots() const;

    struct Program; // private to the room: program.h
private:
    std::shared_ptr<const Program> m_program;
};

} // namespace atscope::expr
