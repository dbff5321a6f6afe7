// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/base/stamp.h"
#include "core/expr/expression.h"

// The command model: what a command is, as data. Plain structs, filled by the compiler from YAML (docs/catalog.md describes
// the file format key by key) or from the table in the binary, immutable afterwards, read from any thread.
// Every other part of ATscope that knows something about a command knows it from here.
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

// ---------------------------------------------------------------------------------------------------------------- types

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

// ---------------------------------------------------------------------------------------------------------------- rules

struct Fix // sets one parameter to the value of an expression, which gives the whole repaired line
{
    std::string parameter;
    Expr value;
    template<class A> void io(A &a) { a(parameter, value); }
};

// One of several ways of repairing what a rule found.
struct Remedy
{
    Text title; // in a few words
    std::vector<Fix> fixes;
    template<class A> void io(A &a) { a(title, fixes); }
};

// Broken when `when` is true (or absent) and `require` is known and false.
struct Rule
{
    std::string code; // num-mismatch; unique inside its form
    Expr when;
    Expr require;
    std::string at;                // the parameter that states the wrong thing; empty: the line
    std::vector<std::string> also; // the others involved
    Severity severity = Severity::Error;
    Text text; // may hold {name} for the value of a parameter, {fact.name} for a fact, {fix} for what the fix would put in
    std::vector<Fix> fixes;
    std::vector<Remedy> remedies; // besides `fixes`, or instead of it
    std::string manual; // section
    template<class A> void io(A &a) { a(code, when, require, at, also, severity, text, fixes, remedies, manual); }
};

enum class GroupKind : std::uint8_t { AllOrNone, AtLeastOne, AtMostOne };
struct Group
{
    GroupKind kind = GroupKind::AllOrNone;
    std::vector<std::string> parameters;
    template<class A> void io(A &a) { a(kind, parameters); }
};

// What must be so before the form may be used: an expression over facts (and parameters). Unknown is no problem.
struct Requirement
{
    Expr that;
    std::string errorCode; // what the module answers otherwise ("113")
    Text text;             // why, and what is missing
    std::string fix;       // the line that makes it so, or the beginning of one (AT+X=); {name}: a parameter's value; empty: none
    std::string manual;
    template<class A> void io(A &a) { a(that, errorCode, text, fix, manual); }
};

enum class EffectOn : std::uint8_t { Ok, Error, Answer, Completion, Failure, Urc, Sent };
enum class EffectDo : std::uint8_t {
    Set,      // fact = value; with `key`: the member of that key of a map
    Add,      // a list: `value` is in it from now on
    Remove,   // a list or map: `value` (the key) is not in it any more
    Clear,    // a list or map: known, and empty
    Forget,   // unknown
    Platform, // the platform whose host patterns fit the text `value`; nothing changes when none does
    Dialect,  // the stream shows that the module speaks `dialect`
};
struct Effect
{
    EffectOn on = EffectOn::Ok;
    EffectDo what = EffectDo::Set;
    Expr when;
    std::string fact;
    Expr key;
    Expr value; // over the parameters of the command, the fields of the answer or URC and facts
    std::string dialect;
    Text reason; // Dialect: what shows it
    bool partial = false; // made by link(): the fact's
    template<class A> void io(A &a) { a(on, what, when, fact, key, value, dialect, reason); }
};

enum class FactKind : std::uint8_t {
    Auto,   // a number when all its values are numbers; without values: whatever it is set to
    Text,
    Number,
    List,   // values, each once; at most 256, the oldest go
    Map,    // key: value; at most 256, the oldest go
};
struct Fact
{
    std::string name;                // edp.session
    FactKind kind = FactKind::Auto;
    std::vector<std::string> values; // none, plain, encrypted; empty: any value
    Text title;
    std::string initial;  // at power-on, where the manual says so; empty: unknown
    bool keeps = false;   // survives power-off
    bool secret = false;
    bool partial = false; // List, Map: what is in it is certain, what is not may be so all the same: adding to an unknown one begins it
    template<class A> void io(A &a) { a(name, kind, values, title, initial, keeps, secret, partial); }
};

// ------------------------------------------------------------------------------------------------------ answers and URCs

enum class Place : std::uint8_t { SameLine, NextLine };
enum class Unit : std::uint8_t { Bytes, HexDigits, Either, Http, Line }; // Line: what follows is one line, whatever its length

// Only for lines whose field `field` (from 0) has one of these texts or lies in one of these ranges.
struct FieldMatch
{
    int field = 0;
    std::vector<std::string> texts;
    std::vector<Range> ranges;
    template<class A> void io(A &a) { a(field, texts, ranges); }
};

// A payload that a line announces.
struct Counted
{
    bool present = false;
    int countField = -1;   // which field holds the count, from 0; −1: the last one before the data
    Place place = Place::SameLine;
    Unit unit = Unit::Bytes;
    std::string dataAfter; // SameLine: the separator right before the data; default ","
    int fieldsAfter = 0;   // fields behind the data on the same line
    int fieldCount = 0;    // announces only with exactly so many fields before the data; 0: any
    std::vector<FieldMatch> match; // announces only such lines
    double silence = 2000; // ms without a byte after which the count is taken as broken
    Expr silenceAtLeast;   // … but never less than this, as far as it is known (twice the pause that the module was told to make)
    bool ownEvent = true;  // the data is an event of kind payload; false: it is the last field of the line's own event
    template<class A> void io(A &a)
    {
        a(present, countField, place, unit, dataAfter, fieldsAfter, fieldCount, match, silence, silenceAtLeast, ownEvent);
    }
};

// A line of an answer or of a URC: prefix and fields.
struct LineShape
{
    std::string prefix; // "+CIOTMKEY", without the colon; empty: a bare line
    std::vector<std::string> aliases; // other prefixes that mean the same (+HTTPDISCON)
    std::vector<Parameter> fields;
    bool repeated = false; // may come several times
    bool optional = false; // may be missing
    bool exact = false;    // no fields: the line is exactly the prefix (CIOT CONNECT OK, RDY)
    std::string pattern;   // bare lines: PCRE that is searched in the line; its groups, if any, are the fields
    std::string fieldsPattern; // PCRE for what stands behind the prefix and its colon; its groups are the fields
    std::vector<FieldMatch> match; // this shape is for such lines only
    Counted counted;
    template<class A> void io(A &a) { a(prefix, aliases, fields, repeated, optional, exact, pattern, fieldsPattern, match, counted); }
};

enum class AnswerKind : std::uint8_t { None, Lines, Http, Text };
enum class FinalRule : std::uint8_t { Required, Optional, None };

struct Answer
{
    AnswerKind kind = AnswerKind::None; // Text: any lines until the final; Http: raw HTTP answer, then maybe a final
    std::vector<LineShape> lines;       // several with the same prefix: chosen by field count or by a literal first field
    FinalRule final = FinalRule::Required;
    double silence = 0;              // ms of silence that ends it where the final is not required
    Expr silenceAtLeast;             // … but never less than this, as far as it is known
    std::vector<std::string> finals; // success finals of this form besides the profile's ("SEND OK")
    std::vector<std::string> failures; // failure finals of this form ("SEND FAIL")
    bool okIsNotFinal = false;       // OK only accepts the line; `finals` end it (AT+CIPSEND)
    template<class A> void io(A &a) { a(kind, lines, final, silence, silenceAtLeast, finals, failures, okIsNotFinal); }
};

struct Prompt
{
    std::string text;       // ">"; empty: none
    std::string countParameter; // the parameter that says how many bytes follow the prompt; empty: until `end`
    std::string end;        // what ends the data: "\x1a"
    double timeout = 5000;  // ms
    template<class A> void io(A &a) { a(text, countParameter, end, timeout); }
};

// One line that takes part in completing an asynchronous command: a URC, also where it comes as a line of the answer, or a
// final result code that comes behind the command's own final (a late +CME ERROR).
struct CompletionStep
{
    std::string urc;      // name of the URC, or text of the final
    Expr when;            // over the URC's fields, cmd.<parameter>, answer.<field>; of a final: `code`
    bool optional = false;
    bool failure = false; // its coming means the command failed
    Text meaning;
    template<class A> void io(A &a) { a(urc, when, optional, failure, meaning); }
};

enum class CompletionMode : std::uint8_t { AnyOf, AllOf, InOrder };
struct Completion
{
    CompletionMode mode = CompletionMode::AnyOf;
    Expr when; // asynchronous only when … (msg_id not in {0, 65535}); otherwise the final is the end
    std::vector<CompletionStep> steps; // with failures among them
    Expr deadline; // a duration, from the final on; over parameters
    bool present() const { return !steps.empty(); }
    // Is there a step that must come? Where all are optional, nothing is waited for and nothing is missed.
    bool mandatory() const
    {
        for (const auto &step : steps)
            if (!step.optional && !step.failure)
                return true;
        return false;
    }
    template<class A> void io(A &a) { a(mode, when, steps, deadline); }
};

enum class Danger : std::uint8_t { None, Costly, Destructive };

// Something that a form destroys or costs, always or under a condition. (catalog::hazardsOf, line.h, says which hold for a line.)
struct Hazard
{
    Danger kind = Danger::Destructive;
    Expr when; // absent: always; unknown does not count
    Text text;
    template<class A> void io(A &a) { a(kind, when, text); }
};

enum class SampleKind : std::uint8_t { Line, Answer, Urc };
struct Sample
{
    SampleKind kind = SampleKind::Line;
    std::string text; // a command line; an answer (lines joined by \n, without the final); a URC line
    std::vector<std::pair<std::string, std::string>> values; // what must come out, by name
    std::vector<std::string> problems; // codes that must be reported; empty: clean
    std::string suggestion; // Line: what the first problem that has one suggests
    std::vector<std::pair<std::string, std::string>> facts; // known when the line is read
    std::string module;
    std::string dialect;
    std::string manual;
    int line = 0;
    template<class A> void io(A &a) { a(kind, text, values, problems, suggestion, facts, module, dialect, manual, line); }
};

enum class FormKind : std::uint8_t { Test, Read, Set, Execute };

// One way of writing a command. Several forms of one kind are alternatives: chosen by `select`, else by argument count.
struct Form
{
    FormKind kind = FormKind::Execute;
    std::string id; // "set"; alternatives "set:mode0"
    Text title;
    int selectParameter = -1;                // chosen when this argument …
    std::vector<std::string> selectValues;   // … has one of these texts (without quotes)
    std::vector<Parameter> parameters;
    std::vector<Group> groups;
    std::vector<Rule> rules;
    std::vector<Requirement> requirements;
    std::vector<Effect> effects;
    Answer answer;
    Prompt prompt;
    Completion completion;
    Expr timeout;       // until the final; absent: 5 s
    std::vector<Hazard> hazards;
    Danger danger = Danger::None; // the worst of `hazards`, whatever its condition
    Text dangerText;              // … and its text
    std::vector<std::string> modules; // only on these; empty: wherever the family is
    std::string role;   // identify.model, edp.chunk, …
    std::vector<Sample> samples;
    std::string manual; // section
    int line = 0;
    std::vector<std::string> fieldNames; // made by link(): fields of the answer and of the completion's URCs, each once
    std::vector<int> remembered; // made by link(): those that a completion asks for as answer.name, indexes in fieldNames
    template<class A> void io(A &a)
    {
        a(kind, id, title, selectParameter, selectValues, parameters, groups, rules, requirements, effects, answer, prompt,
          completion, timeout, hazards, danger, dangerText, modules, role, samples, manual, line);
    }
};

// Where an entry is from, seen from the user's folder.
enum class Origin : std::uint8_t {
    Own,      // of its family's file
    Added,    // a user's file added it to a shipped family
    Replaced, // a user's file put it in the place of a shipped one
    Extended, // a user's file changed single properties of a shipped one
};

struct Command
{
    std::string name; // AT+CIOTMKEY, AT^ONENETSET, upper case
    std::vector<std::string> aliases;   // spellings that mean the same and are clean (AT+CGMR / AT+GCMR)
    std::vector<std::string> misprints; // spellings the manual prints by mistake: rejected, with this command suggested
    Text title;
    Text help; // what it does, what to do before, what to try
    std::string group; // heading in the command tree
    std::string errors; // id of the error table of this command; empty: the family's
    bool kept = false; // its setting survives power-off
    std::vector<Form> forms;
    std::vector<Text> notes;
    std::vector<std::string> modules;
    std::string manual;
    std::string file; // the user's file that it is from; empty: the family's
    Origin origin = Origin::Own;
    int line = 0;
    int column = 0;
    template<class A> void io(A &a)
    {
        a(name, aliases, misprints, title, help, group, errors, kept, forms, notes, modules, manual, file, origin, line, column);
    }
};

// The command that answers a URC (+MIPLREAD → AT+MIPLREADRSP).
struct UrcReply
{
    std::string command;
    std::vector<std::pair<std::string, std::string>> agree; // URC field, parameter of the command
    Expr within; // a duration
    Expr when;   // must be answered only when …
    template<class A> void io(A &a) { a(command, agree, within, when); }
};

enum class UrcKind : std::uint8_t { Event, Boot, Request, Completion };

struct Urc
{
    std::string name; // as on the wire before the colon
    UrcKind kind = UrcKind::Event;
    std::vector<LineShape> shapes; // alternatives: by field count, then by a literal first field
    Text title;
    Text help;
    std::string group;
    UrcReply reply;
    std::vector<Effect> effects;
    bool closesWithoutLineEnd = false; // may arrive glued to the next line
    std::vector<Sample> samples;
    std::vector<std::string> modules;
    std::string role;
    std::string manual;
    std::string file; // the user's file that it is from; empty: the family's
    Origin origin = Origin::Own;
    int line = 0;
    int column = 0;
    std::vector<std::string> fieldNames; // made by link(): fields of all shapes, each once
    template<class A> void io(A &a)
    {
        a(name, kind, shapes, title, help, group, reply, effects, closesWithoutLineEnd, samples, modules, role, manual, file,
          origin, line, column);
    }
};

// ---------------------------------------------------------------------------------------------------------------- objects

// What several lines make together: a response, a write of several values, a transfer in blocks (core/decode/assembler.h puts it
// together). Http: a head and a body. Values: a value a line. Data: bytes.
enum class ObjectKind : std::uint8_t { Http, Values, Data };

enum class PartRole : std::uint8_t {
    Status,  // `data` is the status
    Head,    // a piece of the header lines
    Body,    // a piece of the bytes
    Message, // head and body as one, as they came from the server
    Value,   // one value
    Total,   // says how much there will be
    Loss,    // so many bytes (`length`) are lost
    Failure, // something went wrong; it does not end the object
    Close,   // nothing more will come
};

// One line that takes part in an object. What `data`, `length` … name are its fields.
struct ObjectPart
{
    std::string line;    // name of a URC, or prefix of an answer, of the same family
    std::string sent;    // instead: a command, once it succeeded; its parameters are the fields
    std::string command; // only where it belongs to this command; without `line`: the raw HTTP answer of it
    PartRole role = PartRole::Body;
    Expr when;
    std::string data;    // the field with the bytes; "payload": what the line announces
    std::string length;  // how many bytes that are: tells hexadecimal digits from bytes
    std::string through; // Body: how many bytes have come with this part
    std::string number;  // which part of how many it is
    int first = 0;       // the number of the first one; counting down: of the last one
    bool down = false;   // the numbers count down
    std::string count;   // Total: how many parts there are
    std::string size;    // Total: how many bytes
    std::vector<std::string> path;                          // Value: what the value is of, from the outside in
    std::string type;                                       // Value: which type it has …
    std::vector<std::pair<std::string, std::string>> types; // … and what its values mean: string, opaque, integer, float, bool, hex
    Expr last;           // the last one of its role: the head, or the object, is complete with it
    bool starts = false; // may be the first of an object
    template<class A> void io(A &a)
    {
        a(line, sent, command, role, when, data, length, through, number, first, down, count, size, path, type, types, last, starts);
    }
};

struct ObjectShape
{
    std::string id; // http-response
    ObjectKind kind = ObjectKind::Data;
    Text title;
    Text help;
    std::vector<std::string> key; // parts belong together where these fields are the same; a part without them: to the one touched last
    double silence = 0;           // ms without a part after which it is given up; 0: never
    Expr silenceAtLeast;          // … but never less than this, as far as it is known
    std::vector<ObjectPart> parts;
    Secret secret;                          // of the body, or of each value: its parts that are not shown
    std::vector<std::string> secretHeaders; // names of header lines whose values are not shown; case does not matter
    std::string manual;
    Origin origin = Origin::Own;
    int line = 0;
    int column = 0;
    std::vector<std::string> fieldNames; // made by link(): fields of all parts, each once
    template<class A> void io(A &a) { a(id, kind, title, help, key, silence, silenceAtLeast, parts, secret, secretHeaders, manual, origin, line, column); }
};

// A final result code or a look-alike. Texts are compared whole, or by prefix where `value` says that something follows.
struct Final
{
    std::string text;     // OK, +CME ERROR
    bool success = false;
    bool value = false;   // a code or a text follows behind ":" (or a blank)
    std::string errorTable; // "cme": which tables explain the value
    bool numeric = false; // the value must be a number, else it is no final
    std::vector<std::string> families; // only for commands of these families; empty: all
    std::string tail;     // a further line that belongs to it and completes nothing (FAIL behind +CME ERROR)
    template<class A> void io(A &a) { a(text, success, value, errorTable, numeric, families, tail); }
};

struct ErrorCode
{
    std::string code; // "108", "-14"
    std::string name; // INCORRECT_PARAMETERS where firmware prints names
    Text text;
    Text todo;
    template<class A> void io(A &a) { a(code, name, text, todo); }
};

struct ErrorTable
{
    std::string id; // edp
    Text title;
    std::vector<std::string> finals; // +CME ERROR, +CIS ERROR, or a URC's name
    std::string firmware;            // PCRE on the firmware version; empty: all
    std::vector<ErrorCode> codes;
    std::string manual;
    Origin origin = Origin::Own;
    template<class A> void io(A &a) { a(id, title, finals, firmware, codes, manual, origin); }
};

struct Family
{
    std::string id; // ml302-onenet
    Text title;
    std::string manualFile;
    std::string file; // where it was read from
    bool fromUser = false;
    std::vector<Fact> facts;
    std::vector<Final> finals;
    std::vector<ErrorTable> errors;
    std::string defaultErrors;
    std::vector<Command> commands;
    std::vector<Urc> urcs;
    std::vector<ObjectShape> objects;
    template<class A> void io(A &a)
    {
        a(id, title, manualFile, file, fromUser, facts, finals, errors, defaultErrors, commands, urcs, objects);
    }
};

// How a module is recognised: the answer of a form with this role matches.
struct Identify
{
    std::string role;    // identify.model
    std::string pattern; // PCRE on the answer's text
    template<class A> void io(A &a) { a(role, pattern); }
};

enum class LineEnd : std::uint8_t { Cr, Lf, CrLf };

struct ModuleProfile
{
    std::string id; // ML302
    Text title;
    std::string vendor;
    std::vector<std::string> families; // in order: the first that has a name wins
    std::vector<std::string> dialects; // the first is the default; empty: none
    std::vector<Identify> identify;
    LineEnd lineEnd = LineEnd::Cr;
    int baud = 115200;
    int maxLine = 0;          // bytes of a command line, 0: not known
    bool lenient = false;     // generic: per-model differences are warnings
    std::vector<std::pair<std::string, std::string>> facts; // known of this module from the start
    std::string cancelPrompt; // what closes an open prompt: "\x1b"
    Text help;
    std::string file;
    Origin origin = Origin::Own;
    int line = 0;
    template<class A> void io(A &a)
    {
        a(id, title, vendor, families, dialects, identify, lineEnd, baud, maxLine, lenient, facts, cancelPrompt, help, file,
          origin, line);
    }
};

// A cloud that modules talk to. Which one it is, is a fact (lwm2m.platform); what holds on it are facts that follow from that one.
struct PlatformProfile
{
    std::string id; // ctwing: the value of `fact`
    Text title;
    Text help;
    std::string fact;
    std::vector<std::string> hosts; // PCRE on a server's address
    std::vector<std::pair<std::string, std::string>> facts;
    std::string file;
    Origin origin = Origin::Own;
    int line = 0;
    template<class A> void io(A &a) { a(id, title, help, fact, hosts, facts, file, origin, line); }
};

// An object of a LwM2M registry, for showing paths: 3303/0/5700 is Temperature/0/Sensor Value.
struct NamedResource
{
    int id = 0;
    Text title;
    std::string type; // string, opaque, integer, float, bool, time, objlink; empty: nobody says, or it is executed
    std::string unit;
    bool secret = false; // keys
    template<class A> void io(A &a) { a(id, title, type, unit, secret); }
};
struct NamedObject
{
    int id = 0;
    Text title;
    std::vector<NamedResource> resources; // by id, each once
    std::string file;
    Origin origin = Origin::Own;
    int line = 0;
    template<class A> void io(A &a) { a(id, title, resources, file, origin, line); }
};

// A fact that is known because another one is (made by link() from the platforms).
struct Implied
{
    int fact = 0;      // index in Model::factNames of the one that must be known …
    std::string value; // … and have this value
    expr::Value gives;
};

// Everything: what the binary carries, with the user's folder laid over it.
struct Model
{
    int schema = 1;
    std::vector<Family> families;
    std::vector<ModuleProfile> modules;
    std::vector<PlatformProfile> platforms;
    std::vector<NamedObject> namedObjects; // by id, each once
    std::vector<std::string> factNames; // made by link(): all facts of all families, each once
    std::vector<FactKind> factKinds;    // beside factNames; Auto only where anything may be
    std::vector<std::vector<Implied>> implied; // beside factNames
    template<class A> void io(A &a) { a(schema, families, modules, platforms, namedObjects); }
};

// What a name in an expression of the model is compiled to. `link` hands these slots out, every Scope over the model answers
// for them. What is sent (conditions of parameters, rules, requirements, time-outs) sees the form's parameters, bare and as
// cmd.name. What comes back sees the fieldNames as well, bare and as urc.name; where both have a name, bare means the field in
// conditions of answer fields, completion steps and effects on answer, completion, failure and urc, else the parameter.
// Expressions of a URC see the URC's fieldNames; all see module, dialect and fact.*.
struct Slots
{
    static constexpr int Parameter = 0;   // + index in Form::parameters
    static constexpr int Command = 1000;  // + index in Form::parameters: cmd.name
    static constexpr int Field = 2000;    // + index in fieldNames of the form or URC
    static constexpr int Module = 3000;   // text: id of the profile; unknown where the profile is lenient: no module was chosen
    static constexpr int Dialect = 3001;  // text
    static constexpr int Answer = 4000;   // + index in fieldNames of the form: answer.name, what the command's answer said
    static constexpr int Code = 3002;     // `code` of a final in a completion step: number or text
    static constexpr int Fact = 10000;    // + index in Model::factNames
};

} // namespace atscope::catalog
