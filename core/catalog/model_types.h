// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/expr/expression.h"

// Part of the command model (model.h): texts, expressions, and what a parameter or a field may be.
namespace atscope::catalog {

// One text in both languages. English is the source.
struct Text
{
    std::string en;
    std::string zh;
    bool empty() const { return en.empty() && zh.empty(); }
    const std::string &in(bool chinese) const { return chinese && !zh.empty() ? zh : en; }
    template<class A> void io(A &a) { a(en, zh); }
};

// An expression as written, with the place it was written at; `compiled` is made when the model is linked (compiler.h) against
// the names that are in sight there. Empty source: not there.
struct Expr
{
    std::string source;
    int line = 0;
    int column = 0; // of its first character, behind a quote
    char style = 0; // ' or ": how it is quoted in the file, for the columns of errors; |: over several lines
    expr::Expression compiled;
    bool present() const { return !source.empty(); }
    template<class A> void io(A &a) { a(source, line, column, style); }
};

enum class Severity : std::uint8_t { Error, Warning };

// Where an entry is from, seen from the user's folder.
enum class Origin : std::uint8_t {
    Own,      // of its family's file
    Added,    // a user's file added it to a shipped family
    Replaced, // a user's file put it in the place of a shipped one
    Extended, // a user's file changed single properties of a shipped one
};

enum class TypeKind : std::uint8_t {
    Integer,     // ranges, values (meanings of single numbers)
    Float,       // ranges
    Enumeration, // values; anything else is out of the table
    Flags,       // bits; a number whose bits have meanings
    String,      // bytes, quoting, chars, pattern
    Hex,         // hexadecimal digits; bytes count *digits*; even
    Host,        // name or IP address
    HostPort,    // host[:port]
    Topic,       // MQTT topic to publish to: no wildcards
    TopicFilter, // MQTT topic filter
    DateTime,    // format: YYYY MM DD hh mm ss and literals
    Json,        // one JSON value, commas and quotes included
    KeyValues,   // key=value;key=value
    Records,     // key,time,value;key,time,value
    List,        // 5700;5701
    Bitmap,      // one 0 or 1 per instance
    Literal,     // exactly `literal`
    Rest,        // everything up to the end of the line
};

enum class Quoting : std::uint8_t { Optional, Required, Forbidden };

struct Range // both ends included; a missing end is open
{
    std::optional<double> low;
    std::optional<double> high;
    template<class A> void io(A &a) { a(low, high); }
};

struct ValueMeaning
{
    std::string value; // as it stands on the wire
    Text text;
    Expr when;             // this value exists only when … (module, dialect, other parameters, facts)
    // How bad it is where it does not; absent: an error where other parameters forbid it, a warning where the module, the
    // dialect or a fact does.
    std::optional<Severity> severity;
    Text why;              // … and why; empty: the checker's own words
    bool reserved = false; // legal, but a warning: it does nothing
    template<class A> void io(A &a) { a(value, text, when, severity, why, reserved); }
};

struct BitMeaning
{
    int bit = 0;
    Text text;
    template<class A> void io(A &a) { a(bit, text); }
};

struct Parameter;

struct TypeSpec
{
    TypeKind kind = TypeKind::String;
    std::vector<Range> ranges;
    std::vector<ValueMeaning> values;
    std::vector<BitMeaning> bits;
    bool open = false;       // other values than the listed ones are possible (fields of answers and URCs)
    Quoting quoting = Quoting::Optional;
    bool escapes = false;    // backslash escapes inside quotes are undone before counting (M531X)
    bool bareQuotes = false; // quotes inside the quoted argument stand bare: the last quote before the next separator closes it
    std::optional<int> minBytes; // String, Json, Rest: bytes without quotes; Hex: digits
    std::optional<int> maxBytes;
    std::string chars;       // what a single character may be, as the inside of a PCRE class: 0-9A-Za-z
    std::string pattern;     // PCRE the whole text must match
    bool even = false;       // Hex: even number of digits
    std::string literal;     // Literal
    std::string format;      // DateTime
    int defaultPort = 0;     // HostPort
    std::vector<Parameter> items; // Records: the fields of a record; KeyValues: the known keys; List: one entry, the element
    std::string itemSeparator;    // between fields of a record (`,`) or key and value (`=`)
    std::string separator;        // between records, list elements, pairs (`;`)
    std::string itemSeparatorFact; // a fact that holds the separator, if known (ciot.split.us)
    std::string separatorFact;
    std::string hexParameter; // the same text may be sent as hexadecimal digits when this parameter …
    std::string hexValue;     // … has this value (encode_method: 1)
    std::string charset;      // character set of the bytes: utf-8, gb18030, ucs2-hex, gsm, …; empty: the session's
    std::string charsetFact;  // a fact that holds it, if known (AT+CSCS)
    template<class A> void io(A &a);
};

struct TypeVariant // the type when …, instead of the base type; the first variant whose condition is true counts
{
    Expr when;
    TypeSpec type;
    template<class A> void io(A &a) { a(when, type); }
};

struct Secret
{
    bool always = false;
    Expr when;                         // secret only when …
    std::string part;                  // PCRE: its first group is the secret part of the text (api-key:(.*))
    std::vector<std::string> jsonKeys; // members that are secret wherever they stand in the JSON
    bool any() const { return always || when.present() || !part.empty() || !jsonKeys.empty(); }
    template<class A> void io(A &a) { a(always, when, part, jsonKeys); }
};

// A parameter of a form, or a field of an answer or URC: the same thing read in the other direction.
struct Parameter
{
    std::string name; // the manual's, lower case, - and blanks as _
    Text title;
    Text help;
    TypeSpec type;
    std::vector<TypeVariant> variants;
    bool optional = false; // may be left out: at the end, or empty in the middle
    Expr required;         // a must when …
    Text requiredText;     // … and why
    Expr forbidden;        // must not be there when …
    Text forbiddenText;    // … and why
    Expr propose;          // what an editor puts in first: the next free id
    std::vector<std::string> aliases; // an item of key-values: other spellings of its key
    std::string defaultValue; // what the module takes when it is left out
    Text defaultText;         // where the default is not a plain value
    std::string fixed;        // the one value it can have (<ref>: 0)
    std::string unit;         // s, ms, bytes, baud, °, …
    std::string role;         // what it is used for: count-of:data, length-of:data, digits-of:data; lwm2m.object, lwm2m.instance, lwm2m.resource
    Secret secret;
    template<class A> void io(A &a)
    {
        a(name, title, help, type, variants, optional, required, requiredText, forbidden, forbiddenText, propose, aliases,
          defaultValue, defaultText, fixed, unit, role, secret);
    }
};

template<class A> void TypeSpec::io(A &a)
{
    a(kind, ranges, values, bits, open, quoting, escapes, bareQuotes, minBytes, maxBytes, chars, pattern, even, literal, format,
      defaultPort, items, itemSeparator, separator, itemSeparatorFact, separatorFact, hexParameter, hexValue, charset,
      charsetFact);
}

} // namespace atscope::catalog
