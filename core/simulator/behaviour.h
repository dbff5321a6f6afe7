// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/catalog/catalog.h"
#include "core/catalog/compiler.h"
#include "core/decode/dialect.h"

// What a virtual module does beyond what the catalog says: where values live, what a form does, which number it is refused
// with. Data (resources/simulator/*.yaml, docs/simulator.md); no command is named in code.
namespace atscope::simulator {

// Slots of the names in expressions of a behaviour, besides catalog::Slots: variables by number. A bare name is a variable,
// cmd.x a parameter of the command at hand, fact.x a fact.
inline constexpr int VariableSlot = 5000;

// A value of the module's memory. Always text, as on the wire; not set is a state of its own.
struct Variable
{
    std::string name;
    bool kept = false;     // survives power-off, stands in the state file
    std::string initial;   // factory value
    bool hasInitial = false;
    std::string generate;  // factory value made from the seed: # a digit, @ an upper-case hexadecimal digit, else itself
    bool luhn = false;     // … with a Luhn check digit behind it
};

// What a fact is in this module; in a module nothing is unknown.
struct FactRule
{
    std::string fact;
    const catalog::Fact *declared = nullptr; // null: by a family that the module does not have
    catalog::Expr is;    // follows from variables at any time; effects of the catalog do not touch it
    catalog::Expr start; // else: its value at power-on
};

// A condition and the number of the refusal when it does not hold; "" or "ERROR": without a number.
struct Check
{
    catalog::Expr that;
    std::string error;
};

struct Assignment
{
    int variable = 0;
    catalog::Expr value; // unknown: the variable stays as it is
};

struct AnswerField
{
    std::string name;
    catalog::Expr value; // unknown: left out
    bool quoted = false; // in any case
};

// One line of an answer, by a shape of the form's answer.
struct AnswerLine
{
    catalog::Expr when;
    int shape = 0;
    std::vector<AnswerField> fields; // in the order of the shape
};

enum class Deed : std::uint8_t { None, Reboot, PowerOff };

// What one form does.
struct Binding
{
    const catalog::Form *form = nullptr;
    std::vector<Check> checks;
    std::string cloud;              // needs a platform: refused with this number as long as there is none
    bool needsCloud = false;
    std::vector<Assignment> stored;
    std::vector<int> cleared;
    std::vector<AnswerLine> answer;
    std::string unset;              // refused with this number when no field of the answer has a value
    bool hasUnset = false;
    std::vector<std::string> text;  // lines of free text; {variable} is put in
    std::string final;              // the result instead of OK
    Deed deed = Deed::None;
    catalog::Expr deedWhen;
};

enum class Quotes : std::uint8_t { Needed, Always };

// How the commands of one family are refused and answered. Commands of families without an entry are unknown to the module.
struct Manners
{
    std::string family;
    std::string refusal;   // the final that carries a number: +CME ERROR; empty: always ERROR
    std::string parameter; // a wrong parameter
    std::string form;      // there is no such form
    std::string state;     // not now, without a number of its own
    Quotes quotes = Quotes::Needed; // of texts in answers
    bool blank = true;     // behind the colon
};

// Immutable once loaded; shared by modules and threads through shared_ptr. Keeps the catalog it was made for alive.
class Behaviour final
{
public:
    // The shipped behaviour of a module. Errors: simulator-unknown-module {module, known}; with a place, a wrong shipped file.
    static base::Result<std::shared_ptr<const Behaviour>> builtIn(std::shared_ptr<const catalog::Catalog> catalog,
                                                                  std::string_view module);
    // From a user's file (`simulate --profile`), any bytes; it may extend a shipped one. `complaints`: all that is wrong, with
    // file, line and column; null where one of them is an error.
    static std::shared_ptr<const Behaviour> load(std::shared_ptr<const catalog::Catalog> catalog, std::string_view text,
                                                 const std::string &file, std::vector<catalog::Complaint> &complaints);
    static std::vector<std::string> modules(); // those that are shipped

    const decode::Dialect &dialect() const { return *m_dialect; }
    const catalog::CatalogView &view() const { return m_dialect->view(); }
    const std::string &module() const { return m_dialect->view().module().id; }

    const std::vector<Variable> &variables() const { return m_variables; }
    int variable(std::string_view name) const; // −1: none
    const std::vector<FactRule> &facts() const { return m_facts; }
    const Manners *manners(std::string_view family) const; // null: the module does not have the family
    const Binding *binding(const catalog::Form *form) const;
    // Control messages (JSON objects) that are carried out at power-on of the host.
    const std::vector<std::string> &start() const { return m_start; }

    // Expressions over facts and variables; absent ones count as their defaults.
    catalog::Expr echo;        // does it echo? default: no
    catalog::Expr errorLevel;  // 0 plain ERROR, 1 numbers, 2 words; default 0
    catalog::Expr silent;      // no result codes (V.25ter Q); default: no
    catalog::Expr numeric;     // result codes as digits (V.25ter V); default: no
    catalog::Expr baud;        // rate of its UART; default: the profile's
    std::string okText = "OK";
    std::string errorText = "ERROR";
    std::string okDigits = "0";
    std::string errorDigits = "4";
    std::size_t maxLine = 8192; // bytes of a command line
    double bootDelay = 500;     // ms from power-on to the boot lines
    std::vector<std::string> bootLines; // {variable} is put in

private:
    friend class BehaviourReader;
    Behaviour() = default;
    std::shared_ptr<const catalog::Catalog> m_catalog;
    std::unique_ptr<decode::Dialect> m_dialect;
    std::vector<Variable> m_variables;
    std::vector<FactRule> m_facts;
    std::vector<Manners> m_manners;
    std::vector<Binding> m_bindings;
    std::unordered_map<const catalog::Form *, std::size_t> m_byForm;
    std::vector<std::string> m_start;
};

// The shipped files (generated by CMake): name without folder, text.
const std::vector<std::pair<std::string, std::string>> &shippedBehaviours();

} // namespace atscope::simulator
