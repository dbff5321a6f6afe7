// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/stamp.h"

namespace atscope::expr {

enum class Type : std::uint8_t { Any, Bool, Number, Text, Duration, Time, List };

std::string_view typeName(Type type); // any bool number text duration time list

// A value of the expression language, and of every decoded parameter and field.
// "Unknown" (a fact nobody knows, a parameter that was not given) is a value of its own: it spreads through operators, and a
// condition that comes out unknown is neither true nor false. A rule is never broken by it.
class Value
{
public:
    using List = std::vector<Value>;
    using Record = std::vector<std::pair<std::string, Value>>;
    struct Duration { base::Millis ms = 0; bool operator==(const Duration &) const = default; };

    Value() = default; // unknown
    Value(bool b) : m_data(b) {}
    Value(int n) : m_data(static_cast<std::int64_t>(n)) {}
    Value(std::int64_t n) : m_data(n) {}
    Value(double n) : m_data(n) {}
    Value(std::string text) : m_data(std::move(text)) {}
    Value(std::string_view text) : m_data(std::string(text)) {}
    Value(const char *text) : m_data(std::string(text)) {}
    Value(Duration d) : m_data(d) {}
    Value(base::Stamp t) : m_data(t) {}
    Value(List list) : m_data(std::make_shared<const List>(std::move(list))) {}
    Value(Record record) : m_data(std::make_shared<const Record>(std::move(record))) {}

    bool known() const { return m_data.index() != 0; }
    bool isBool() const { return std::holds_alternative<bool>(m_data); }
    bool isInteger() const { return std::holds_alternative<std::int64_t>(m_data); }
    bool isDouble() const { return std::holds_alternative<double>(m_data); }
    bool isNumber() const { return isInteger() || isDouble(); }
    bool isText() const { return std::holds_alternative<std::string>(m_data); }
    bool isDuration() const { return std::holds_alternative<Duration>(m_data); }
    bool isTime() const { return std::holds_alternative<base::Stamp>(m_data); }
    bool isList() const { return std::holds_alternative<std::shared_ptr<const List>>(m_data); }
    bool isRecord() const { return std::holds_alternative<std::shared_ptr<const Record>>(m_data); }

    // Unknown fits every type, and everything fits Any; a record fits only Any.
    bool fits(Type type) const;

    // Only after the matching is…().
    bool boolean() const { return std::get<bool>(m_data); }
    std::int64_t integer() const { return std::get<std::int64_t>(m_data); }
    double number() const { return isInteger() ? static_cast<double>(integer()) : std::get<double>(m_data); }
    const std::string &text() const { return std::get<std::string>(m_data); }
    base::Millis millis() const { return std::get<Duration>(m_data).ms; }
    base::Stamp time() const { return std::get<base::Stamp>(m_data); }
    const List &list() const { return *std::get<std::shared_ptr<const List>>(m_data); }
    const Record &record() const { return *std::get<std::shared_ptr<const Record>>(m_data); }

    // For people and for comparing with what stands in a catalog: 5, 2.5, text without quotes, "true"; lists joined by ", ",
    // records as "key: value" joined the same way; durations as 5s or 200ms; times as RFC 3339; unknown as nothing.
    std::string toText() const;
    bool operator==(const Value &other) const; // deep; 1 == 1.0

private:
    std::variant<std::monostate, bool, std::int64_t, double, std::string, Duration, base::Stamp, std::shared_ptr<const List>,
                 std::shared_ptr<const Record>>
        m_data;
};

// Exact also where a double cannot hold the integer; unordered for NaN. Both must be numbers.
std::partial_ordering compareNumbers(const Value &a, const Value &b);

} // namespace atscope::expr
