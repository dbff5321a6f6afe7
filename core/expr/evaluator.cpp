// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "core/base/text.h"
#include "core/expr/operations.h"
#include "core/expr/program.h"

namespace atscope::expr {

namespace {

Value sizeOf(std::size_t size)
{
    return static_cast<std::int64_t>(size);
}

Value hexDigits(std::string_view text)
{
    return static_cast<std::int64_t>(std::count_if(text.begin(), text.end(), base::isHexDigit));
}

// Walks the tree. A constant is handed on by reference and a slot's value is moved, so that comparing numbers allocates
// nothing and comparing with a literal text copies no literal.
class Evaluator final
{
public:
    Evaluator(const Expression::Program &program, const Scope &scope) : m_program(program), m_scope(scope) {}

    const Value &value(std::int32_t index, Value &storage) const;
    Tri test(std::int32_t index) const;

private:
    const Node &node(std::int32_t index) const { return m_program.nodes[static_cast<std::size_t>(index)]; }
    std::int32_t child(std::int32_t index) const { return m_program.children[static_cast<std::size_t>(index)]; }
    Value computed(const Node &n) const;
    Value unary(const Node &n) const;
    Value lesserOrGreater(const Node &n) const;
    Tri all(const Node &n, Tri decides) const;
    Tri compared(const Node &n) const;
    Tri isMember(const Node &n) const;
    Order inRange(const Value &value, const Node &n) const;
    Tri contains(const Node &n) const;

    const Expression::Program &m_program;
    const Scope &m_scope;
};

const Value &Evaluator::value(std::int32_t index, Value &storage) const
{
    const Node &n = node(index);
    switch (n.op) {
    case Op::Constant:
        return m_program.constants[static_cast<std::size_t>(n.a)];
    case Op::If: {
        const Tri condition = test(n.a);
        if (condition != Tri::Unknown)
            return value(condition == Tri::True ? n.b : n.c, storage);
        storage = Value();
        return storage;
    }
    case Op::Slot:
        storage = m_scope.value(n.a);
        if (!storage.fits(static_cast<Type>(n.b)))
            storage = Value();
        return storage;
    case Op::Not:
    case Op::And:
    case Op::Or:
    case Op::Equal:
    case Op::NotEqual:
    case Op::Less:
    case Op::LessEqual:
    case Op::Greater:
    case Op::GreaterEqual:
    case Op::In:
    case Op::InList:
    case Op::Contains:
    case Op::Matches:
    case Op::Given: {
        const Tri t = test(index);
        storage = t == Tri::Unknown ? Value() : Value(t == Tri::True);
        return storage;
    }
    default:
        storage = computed(n);
        return storage;
    }
}

Tri Evaluator::test(std::int32_t index) const
{
    const Node &n = node(index);
    switch (n.op) {
    case Op::Not: return negated(test(n.a));
    case Op::And: return all(n, Tri::False);
    case Op::Or: return all(n, Tri::True);
    case Op::Equal:
    case Op::NotEqual:
    case Op::Less:
    case Op::LessEqual:
    case Op::Greater:
    case Op::GreaterEqual: return compared(n);
    case Op::In: return isMember(n);
    case Op::InList: {
        Value left;
        Value right;
        return inList(value(n.a, left), value(n.b, right));
    }
    case Op::Contains: return contains(n);
    case Op::Matches: {
        Value storage;
        const Value &subject = value(n.a, storage);
        return subject.isText() ? m_program.patterns[static_cast<std::size_t>(n.b)].search(subject.text()) : Tri::Unknown;
    }
    case Op::Given: return tri(m_scope.given(n.a));
    default: {
        Value storage;
        const Value &result = value(index, storage);
        return result.isBool() ? tri(result.boolean()) : Tri::Unknown;
    }
    }
}

Value Evaluator::computed(const Node &n) const
{
    switch (n.op) {
    case Op::Add:
    case Op::Subtract:
    case Op::Multiply:
    case Op::Divide:
    case Op::Remainder: {
        Value left;
        Value right;
        return arithmetic(n.op, value(n.a, left), value(n.b, right));
    }
    case Op::Min:
    case Op::Max: return lesserOrGreater(n);
    case Op::At: {
        Value left;
        Value right;
        return memberOf(value(n.a, left), value(n.b, right));
    }
    case Op::Replace: {
        Value text;
        Value old;
        Value by;
        return replaced(value(n.a, text), value(n.b, old), value(n.c, by));
    }
    case Op::SlotBytes: return m_scope.given(n.a) ? sizeOf(m_scope.bytesOf(n.a).size()) : Value();
    case Op::SlotChars: return m_scope.given(n.a) ? sizeOf(base::utf8Length(m_scope.bytesOf(n.a))) : Value();
    case Op::SlotDigits: return m_scope.given(n.a) ? hexDigits(m_scope.bytesOf(n.a)) : Value();
    default: return unary(n);
    }
}

Value Evaluator::unary(const Node &n) const
{
    Value storage;
    const Value &operand = value(n.a, storage);
    if (!operand.known())
        return {};
    switch (n.op) {
    case Op::Negate: return negative(operand);
    case Op::Abs: return absolute(operand);
    case Op::Floor:
        if (operand.isInteger())
            return operand;
        return operand.isDouble() ? wholeNumber(std::floor(operand.number())) : Value();
    case Op::Ceil:
        if (operand.isInteger())
            return operand;
        return operand.isDouble() ? wholeNumber(std::ceil(operand.number())) : Value();
    case Op::Count:
        if (operand.isRecord())
            return sizeOf(operand.record().size());
        return operand.isList() ? sizeOf(operand.list().size()) : Value();
    case Op::ToNumber: return numberOf(operand);
    case Op::ToText: return operand.toText();
    default: break;
    }
    if (!operand.isText())
        return {};
    switch (n.op) {
    case Op::ToHex: return base::upper(base::toHex(operand.text()));
    case Op::Lower: return base::lower(operand.text());
    case Op::Upper: return base::upper(operand.text());
    case Op::Bytes: return sizeOf(operand.text().size());
    case Op::Chars: return sizeOf(base::utf8Length(operand.text()));
    case Op::Digits: return hexDigits(operand.text());
    default: return {};
    }
}

Value Evaluator::lesserOrGreater(const Node &n) const
{
    Value leftStorage;
    Value rightStorage;
    const Value &left = value(n.a, leftStorage);
    const Value &right = value(n.b, rightStorage);
    const Order order = compare(left, right);
    if (!hasOrder(left) || order == Order::Unknown || order == Order::Mismatch)
        return {};
    return (order == Order::Greater) == (n.op == Op::Max) ? left : right;
}

// And: one false decides; or: one true does. Otherwise one unknown leaves it open.
Tri Evaluator::all(const Node &n, Tri decides) const
{
    Tri result = negated(decides);
    for (std::int32_t i = 0; i < n.b; ++i) {
        const Tri t = test(child(n.a + i));
        if (t == decides)
            return t;
        if (t == Tri::Unknown)
            result = t;
    }
    return result;
}

Tri Evaluator::compared(const Node &n) const
{
    Value leftStorage;
    Value rightStorage;
    const Value &left = value(n.a, leftStorage);
    const Value &right = value(n.b, rightStorage);
    if (n.op != Op::Equal && n.op != Op::NotEqual && !hasOrder(left))
        return Tri::Unknown;
    return answer(n.op, compare(left, right));
}

Tri Evaluator::isMember(const Node &n) const
{
    Value storage;
    const Value &subject = value(n.a, storage);
    if (!subject.known())
        return Tri::Unknown;
    Search search;
    for (std::int32_t i = 0; i < n.c && !search.found(); ++i) {
        const std::int32_t index = child(n.b + i);
        const Node &member = node(index);
        if (member.op == Op::Range) {
            search.add(inRange(subject, member));
        } else {
            Value memberStorage;
            search.add(compare(subject, value(index, memberStorage)));
        }
    }
    return search.result();
}

// Equal: inside. Different: outside. One bound that excludes the value is enough, known or not is the other.
Order Evaluator::inRange(const Value &subject, const Node &n) const
{
    if (!hasOrder(subject))
        return Order::Mismatch;
    Order result = Order::Equal;
    for (const std::int32_t bound : {n.a, n.b}) {
        if (bound < 0)
            continue;
        Value storage;
        const Order order = compare(subject, value(bound, storage));
        if (order == Order::Mismatch)
            return order;
        if (order == Order::Unknown) {
            if (result == Order::Equal)
                result = order;
        } else if (order == (bound == n.a ? Order::Less : Order::Greater)) {
            result = Order::Different;
        }
    }
    return result;
}

Tri Evaluator::contains(const Node &n) const
{
    Value leftStorage;
    Value rightStorage;
    const Value &left = value(n.a, leftStorage);
    const Value &right = value(n.b, rightStorage);
    if (left.isText() && right.isText())
        return tri(left.text().find(right.text()) != std::string::npos);
    return inList(right, left);
}

} // namespace

Value evaluate(const Expression::Program &program, const Scope &scope)
{
    Value storage;
    const Value &result = Evaluator(program, scope).value(program.root, storage);
    if (&result == &storage)
        return storage;
    return result;
}

Tri test(const Expression::Program &program, const Scope &scope)
{
    return Evaluator(program, scope).test(program.root);
}

} // namespace atscope::expr
