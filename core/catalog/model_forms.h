// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/catalog/model_rules.h"

// Part of the command model (model.h): commands with their forms, what comes back for them, and URCs.
namespace atscope::catalog {

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
    Secret secret;         // of the data of an own event; `when` means nothing here. Data of the line's own event: its field's secret
    bool ownEvent = true;  // the data is an event of kind payload; false: it is the last field of the line's own event
    template<class A> void io(A &a)
    {
        a(present, countField, place, unit, dataAfter, fieldsAfter, fieldCount, match, silence, silenceAtLeast, secret, ownEvent);
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
    bool progress = false; // ends nothing: from here on the deadline begins anew
    Text meaning;
    template<class A> void io(A &a) { a(urc, when, optional, failure, progress, meaning); }
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
            if (!step.optional && !step.failure && !step.progress)
                return true;
        return false;
    }
    template<class A> void io(A &a) { a(mode, when, steps, deadline); }
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

} // namespace atscope::catalog
