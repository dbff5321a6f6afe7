// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/expr/expression.h"
#include "core/expr/pattern.h"
#include "core/expr/value.h"

namespace atscope::expr {

// What a node does. x[i] is the node with that index, c[i] a constant, l[i] an entry of `children`.
enum class Op : std::uint8_t {
    Constant, // c[a]
    Slot,     // slot a, which must hold type b
    Not,      // x[a]
    And, Or,  // of x[l[a]] … b of them
    Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual, // x[a], x[b]
    In,       // x[a] is one of x[l[b]] … c of them, which may be Range
    Range,    // from x[a] to x[b], either may be -1; only inside In
    InList,   // x[a] in the list x[b]
    Contains, // x[a] contains x[b]
    Matches,  // x[a] matches patterns[b]
    If,       // x[a] ? x[b] : x[c]
    Negate,   // x[a]
    Add, Subtract, Multiply, Divide, Remainder, Min, Max, // x[a], x[b]
    Abs, Floor, Ceil, Count, Lower, Upper, ToNumber, ToText, ToHex, // x[a]
    At,      // the member x[b] of x[a]
    Replace, // in x[a], each x[b] by x[c]
    Given, SlotBytes, SlotChars, SlotDigits, // slot a
    Bytes, Chars, Digits, // the text x[a]
};

struct Node
{
    Op op = Op::Constant;
    std::int32_t a = -1;
    std::int32_t b = -1;
    std::int32_t c = -1;
};

// A compiled expression: plain arrays, never changed once the parser is done.
struct Expression::Program
{
    std::string source;
    Type type = Type::Any;
    std::int32_t root = -1;
    std::vector<Node> nodes;
    std::vector<std::int32_t> children;
    std::vector<Value> constants;
    std::vector<Pattern> patterns;
    std::vector<int> usedSlots;
};

// parser.cpp
base::Result<std::shared_ptr<const Expression::Program>> compile(std::string_view source, const Symbols &symbols);

// evaluator.cpp
Value evaluate(const Expression::Program &program, const Scope &scope);
Tri test(const Expression::Program &program, const Scope &scope);

} // namespace atscope::expr
