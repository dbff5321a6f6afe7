// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <limits>
#include <map>
#include <string>
#include <vector>

#include "core/expr/expression.h"

// Names, their types and their values: both halves of what an expression asks for.
class Fixture final : public atscope::expr::Symbols, public atscope::expr::Scope
{
public:
    using Type = atscope::expr::Type;
    using Value = atscope::expr::Value;

    void add(const std::string &name, Type type, Value value = {})
    {
        m_slots[name] = {static_cast<int>(m_values.size()), type};
        m_values.push_back(std::move(value));
    }
    void set(const std::string &name, Value value)
    {
        m_values.at(static_cast<std::size_t>(m_slots.at(name).slot)) = std::move(value);
    }
    void setBytes(const std::string &name, std::string bytes) { m_bytes[m_slots.at(name).slot] = std::move(bytes); }
    int slot(const std::string &name) const { return m_slots.at(name).slot; }

    std::optional<Symbol> find(std::string_view name) const override
    {
        const auto found = m_slots.find(std::string(name));
        return found == m_slots.end() ? std::nullopt : std::optional(found->second);
    }
    Value value(int slot) const override { return m_values.at(static_cast<std::size_t>(slot)); }
    std::string bytesOf(int slot) const override
    {
        const auto found = m_bytes.find(slot);
        return found == m_bytes.end() ? Scope::bytesOf(slot) : found->second;
    }

    // What most tests need.
    static Fixture usual()
    {
        using List = Value::List;
        Fixture f;
        f.add("n", Type::Number, 5);
        f.add("m", Type::Number, 2.5);
        f.add("big", Type::Number, std::numeric_limits<std::int64_t>::max());
        f.add("small", Type::Number, std::numeric_limits<std::int64_t>::min());
        f.add("s", Type::Text, "Hello");
        f.add("hex", Type::Text, "00fF zz");
        f.add("zh", Type::Text, "\xE4\xBD\xA0\xE5\xA5\xBD");
        f.add("url", Type::Text, "https://a.b/c?d=1");
        f.add("yes", Type::Bool, true);
        f.add("no", Type::Bool, false);
        f.add("gone", Type::Any);
        f.add("gone_n", Type::Number);
        f.add("gone_b", Type::Bool);
        f.add("gone_s", Type::Text);
        f.add("liar", Type::Number, "not a number");
        f.add("d", Type::Duration, Value::Duration{1500});
        f.add("t", Type::Time, atscope::base::fromRfc3339("2026-01-01T00:00:10Z"));
        f.add("notime", Type::Time, atscope::base::Stamp::none());
        f.add("list", Type::List, List{Value(1), Value("a"), Value(2.0)});
        f.add("holes", Type::List, List{Value(1), Value()});
        f.add("empty", Type::List, List{});
        f.add("any", Type::Any, 7);
        f.add("anytext", Type::Any, "7");
        f.add("anylist", Type::Any, List{Value(7)});
        f.add("anyrecord", Type::Any, Value::Record{{"k", Value(1)}});
        f.add("nan", Type::Number, std::numeric_limits<double>::quiet_NaN());
        f.add("fact.edp.session", Type::Text, "none");
        f.add("fact.edp-state", Type::Number, 4);
        f.add("fact.a", Type::Number, 10);
        f.add("cmd.timeout", Type::Number, 30);
        f.add("urc.x", Type::Number, 3);
        f.add("min", Type::Number, 1);
        f.add("time", Type::Number, 99);
        f.add("state", Type::Number, 8);
        return f;
    }

private:
    std::map<std::string, Symbol> m_slots;
    std::vector<Value> m_values;
    std::map<int, std::string> m_bytes;
};
