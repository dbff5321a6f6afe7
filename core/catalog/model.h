// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/base/stamp.h"
#include "core/catalog/model_forms.h"
#include "core/catalog/model_objects.h"

// The command model: what a command is, as data. Plain structs, filled by the compiler from YAML (docs/catalog.md describes
// the file format key by key) or from the table in the binary, immutable afterwards, read from any thread.
// Every other part of ATscope that knows something about a command knows it from here.
namespace atscope::catalog {

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
