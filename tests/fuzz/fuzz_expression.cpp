// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <string_view>

#include "core/expr/expression.h"

// The first line of the input makes the values, the rest is the expression (all of it, where there is no line end). Whatever
// it is: it parses or is refused at a column inside it, and its value is of the type that was promised.
namespace {

using namespace atscope::expr;

struct Known
{
    std::string_view name;
    Type type;
};

constexpr std::array<Known, 9> Names{{
    {"n", Type::Number},
    {"s", Type::Text},
    {"b", Type::Bool},
    {"d", Type::Duration},
    {"t", Type::Time},
    {"l", Type::List},
    {"x", Type::Any},
    {"fact.a-b", Type::Any},
    {"cmd.timeout", Type::Number},
}};

class KnownNames final : public Symbols
{
public:
    std::optional<Symbol> find(std::string_view name) const override
    {
        for (std::size_t i = 0; i < Names.size(); ++i)
            if (Names[i].name == name)
                return Symbol{static_cast<int>(i), Names[i].type};
        return std::nullopt;
    }
};

// Values of every kind, edges included, and not always of the type the name promised.
class Values final : public Scope
{
public:
    explicit Values(std::string_view seed) : m_seed(seed) {}

    Value value(int slot) const override
    {
        using atscope::base::Stamp;
        const auto at = static_cast<std::size_t>(slot);
        const auto choice = at < m_seed.size() ? static_cast<unsigned char>(m_seed[at]) : static_cast<unsigned char>(slot * 7);
        switch (choice % 20) {
        case 0: return {};
        case 1: return false;
        case 2: return true;
        case 3: return 0;
        case 4: return static_cast<int>(choice) - 128;
        case 5: return std::numeric_limits<std::int64_t>::min();
        case 6: return std::numeric_limits<std::int64_t>::max();
        case 7: return -2.5;
        case 8: return std::numeric_limits<double>::quiet_NaN();
        case 9: return std::numeric_limits<double>::infinity();
        case 10: return 1e308;
        case 11: return m_seed;
        case 12: return "12";
        case 13: return "";
        case 14: return Value::Duration{1500};
        case 15: return Value::Duration{-1e300};
        case 16: return Stamp{std::numeric_limits<std::int64_t>::max()};
        case 17: return Stamp::none();
        case 18: return Value::List{Value(), Value(1), Value(m_seed), Value(Value::List{Value(2.0)})};
        default: return Value::Record{{"k", Value(1)}};
        }
    }

private:
    std::string_view m_seed;
};

void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    std::string_view source(reinterpret_cast<const char *>(data), size);
    std::string_view seed;
    if (const std::size_t end = source.find('\n'); end != std::string_view::npos) {
        seed = source.substr(0, end);
        source.remove_prefix(end + 1);
    }
    const auto result = Expression::parse(source, KnownNames());
    if (!result.ok()) {
        require(result.error().place.column >= 1 && static_cast<std::size_t>(result.error().place.column) <= source.size() + 1);
        require(!result.error().message.code.empty());
        return 0;
    }
    const Expression &expression = result.value();
    const Values values(seed);
    const Value value = expression.evaluate(values);
    require(value.fits(expression.type()));
    require(expression.isTrue(values) == (value.isBool() && value.boolean()));
    require(expression.isFalse(values) == (value.isBool() && !value.boolean()));
    const auto ms = expression.millis(values);
    require(!ms || std::isfinite(*ms));
    for (const int slot : expression.usedSlots())
        require(slot >= 0 && static_cast<std::size_t>(slot) < Names.size());
    return 0;
}
