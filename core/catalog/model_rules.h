// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/catalog/model_types.h"

// Part of the command model (model.h): what must hold for a line, what a form destroys, and what becomes of facts.
namespace atscope::catalog {

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

enum class Danger : std::uint8_t { None, Costly, Destructive };

// Something that a form destroys or costs, always or under a condition. (catalog::hazardsOf, line.h, says which hold for a line.)
struct Hazard
{
    Danger kind = Danger::Destructive;
    Expr when; // absent: always; unknown does not count
    Text text;
    template<class A> void io(A &a) { a(kind, when, text); }
};

} // namespace atscope::catalog
