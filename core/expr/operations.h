// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "core/expr/program.h"
#include "core/expr/value.h"

// What the operators do with values of any type: total, never a throw, unknown where the types do not fit.
namespace atscope::expr {

constexpr Tri negated(Tri t)
{
    return t == Tri::Unknown ? t : tri(t == Tri::False);
}

// How two values stand. Mismatch: their types do not compare; Unordered: they are of one type but nobody knows, or (lists,
// records, bools) they differ and have no order.
enum class Order : std::uint8_t { Less, Equal, Greater, Different, Unknown, Mismatch };

Order compare(const Value &a, const Value &b);
bool hasOrder(const Value &value);  // bools, lists and records have none
Tri answer(Op op, Order order);     // to == != < <= > >=
Tri inList(const Value &value, const Value &list);

// Collects what the members of a set or the items of a list say about one value.
class Search final
{
public:
    void add(Tri t) { (t == Tri::True ? m_found : t == Tri::False ? m_other : m_unknown) = true; }
    void add(Order order)
    {
        if (order == Order::Mismatch)
            m_mismatch = true;
        else
            add(answer(Op::Equal, order));
    }
    bool found() const { return m_found; }
    Tri result() const
    {
        if (m_found)
            return Tri::True;
        if (m_unknown || (m_mismatch && !m_other)) // nothing of its type there: that question makes no sense
            return Tri::Unknown;
        return Tri::False;
    }

private:
    bool m_found = false;
    bool m_other = false;
    bool m_unknown = false;
    bool m_mismatch = false;
};

Value arithmetic(Op op, const Value &a, const Value &b); // + - * / %
Value memberOf(const Value &whole, const Value &key); // of a map by its key, of a list by its place
Value replaced(const Value &text, const Value &old, const Value &by);
Value negative(const Value &value);
Value absolute(const Value &value);
Value wholeNumber(double number); // an integer where 64 bits hold it
Value numberOf(const Value &value);

} // namespace atscope::expr
