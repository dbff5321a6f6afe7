// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/generated_lines.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/base/text.h"

namespace atscope::test
{

using namespace catalog;

Choices::Choices(const std::uint8_t *data, std::size_t size) : m_data(data), m_left(size), m_state(0x9E37'79B9'7F4A'7C15U)
{
    for (std::size_t i = 0; i < size; ++i)
        m_state = (m_state ^ data[i]) * 0x0000'0100'0000'01B3U;
}

std::uint32_t Choices::below(std::uint32_t n)
{
    if (n < 2)
        return 0;
    if (m_left > 0) {
        --m_left;
        std::uint32_t chosen = *m_data++;
        if (n > 256 && m_left > 0) {
            --m_left;
            chosen = chosen << 8U | *m_data++;
        }
        return chosen % n;
    }
    m_state ^= m_state << 13U; // xorshift: the same everywhere
    m_state ^= m_state >> 7U;
    m_state ^= m_state << 17U;
    return static_cast<std::uint32_t>((m_state >> 11U) % n);
}

namespace
{

std::string someText(Choices &choices, std::size_t most)
{
    static constexpr std::string_view Plain = "abcXYZ0189_-./:";
    static constexpr std::string_view Odd = "\",;\\'=?+&{}[]<>#%|~ \t\x01\x7f\xc3\xa9\xe2\x80\x9d\xef\xbc\x8c\xff";
    const bool odd = choices.oneIn(3);
    std::string text(choices.below(static_cast<std::uint32_t>(std::min<std::size_t>(most, 24)) + 1), '\0');
    for (char &c : text)
        c = odd && choices.oneIn(3) ? choices.of(Odd) : choices.of(Plain);
    return text;
}

std::string someNumber(const TypeSpec &type, Choices &choices)
{
    double value = choices.below(1000);
    if (!type.ranges.empty()) {
        const Range &range = choices.of(type.ranges);
        const double low = range.low.value_or(range.high.value_or(0) - 1000);
        const double high = range.high.value_or(low + 100'000);
        switch (choices.below(6)) {
        case 0:
            value = low;
            break;
        case 1:
            value = high;
            break;
        case 2:
            value = low - 1;
            break;
        case 3:
            value = high + 1;
            break;
        default:
            value = low + std::floor((high - low) * choices.below(1000) / 1000);
            break;
        }
    }
    if (type.kind == TypeKind::Float && choices.oneIn(2))
        value += choices.below(1000) / 1000.0;
    return std::abs(value) < 1e15 && value == std::floor(value) ? base::fromInteger(static_cast<std::int64_t>(value))
                                                                : base::fromDouble(value);
}

std::string someDigits(Choices &choices, std::size_t digits)
{
    static constexpr std::string_view Hex = "0123456789abcdefABCDEF";
    std::string text(digits, '0');
    for (char &c : text)
        c = choices.of(Hex);
    return text;
}

std::string joined(const TypeSpec &type, Choices &choices)
{
    std::string text;
    for (std::uint32_t n = choices.below(4) + 1; n > 0; --n) {
        if (type.kind == TypeKind::Records) {
            for (std::size_t i = 0; i < type.items.size(); ++i)
                text += (i > 0 ? (type.itemSeparator.empty() ? "," : type.itemSeparator) : std::string()) +
                        (type.items[i].optional && choices.oneIn(2) ? std::string() : generatedText(type.items[i].type, choices));
        } else if (type.kind == TypeKind::KeyValues && !type.items.empty()) {
            const Parameter &item = choices.of(type.items);
            text += item.name + (type.itemSeparator.empty() ? "=" : type.itemSeparator) + generatedText(item.type, choices);
        } else if (!type.items.empty()) {
            text += generatedText(type.items.front().type, choices);
        }
        if (n > 1)
            text += type.separator.empty() ? ";" : type.separator;
    }
    return text;
}

std::string someDate(const std::string &format, Choices &choices)
{
    std::string text = format;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (std::string_view("YMDhmsyd").find(text[i]) != std::string_view::npos)
            text[i] = static_cast<char>('0' + choices.below(choices.oneIn(4) ? 10 : 2));
    return text;
}

// A text that the type takes, as far as that can be said without trying.
std::string fittingText(const TypeSpec &type, Choices &choices)
{
    if (!type.values.empty() && !choices.oneIn(8))
        return choices.of(type.values).value;
    switch (type.kind) {
    case TypeKind::Integer:
    case TypeKind::Float:
    case TypeKind::Enumeration:
        return someNumber(type, choices);
    case TypeKind::Flags:
        return choices.oneIn(4) ? "0x" + someDigits(choices, 3) : base::fromInteger(choices.below(16));
    case TypeKind::Hex: {
        const auto digits = static_cast<std::size_t>(std::clamp(type.minBytes.value_or(0), 0, 64)) + choices.below(9);
        return someDigits(choices, type.even && !choices.oneIn(6) ? digits & ~std::size_t{1} : digits);
    }
    case TypeKind::Host:
        return choices.oneIn(2) ? "iot.example.com" : "10.0.0." + base::fromInteger(choices.below(300));
    case TypeKind::HostPort:
        return "iot.example.com" + (choices.oneIn(2) ? ":" + base::fromInteger(choices.below(70'000)) : std::string());
    case TypeKind::Topic:
    case TypeKind::TopicFilter:
        return "/a/" + someText(choices, 6) + (choices.oneIn(4) ? "/+/#" : "");
    case TypeKind::DateTime:
        return someDate(type.format, choices);
    case TypeKind::Json: {
        static const std::vector<std::string> s_json{
            R"({"a":1})",           R"({"a":"b,c","l":[1,2,{"x":null}]})", "[]", "{}", R"({"a":1,})", "7", R"("t")", R"({\"a\":\"b\"})",
            R"({"a":"\u00e9\\\""})"};
        return choices.of(s_json);
    }
    case TypeKind::KeyValues:
    case TypeKind::Records:
    case TypeKind::List:
        return joined(type, choices);
    case TypeKind::Bitmap:
        return std::string(choices.below(8) + 1, choices.oneIn(2) ? '1' : '0');
    case TypeKind::Literal:
        return type.literal;
    case TypeKind::String:
    case TypeKind::Rest:
        break;
    }
    const auto least = static_cast<std::size_t>(std::clamp(type.minBytes.value_or(0), 0, 64));
    std::string text = someText(choices, static_cast<std::size_t>(std::max(1, type.maxBytes.value_or(24))));
    if (text.size() < least && !choices.oneIn(8))
        text.append(least - text.size(), '7');
    return text;
}

const TypeSpec &typeOf(const Parameter &parameter, Choices &choices)
{
    return parameter.variants.empty() || choices.oneIn(3) ? parameter.type : choices.of(parameter.variants).type;
}

std::string damaged(std::string line, Choices &choices)
{
    static constexpr std::string_view Signs = "\",;=? \\{}'AT+&0/";
    for (std::uint32_t n = choices.below(3) + 1; n > 0 && !line.empty(); --n) {
        const std::size_t at = choices.below(static_cast<std::uint32_t>(line.size()));
        switch (choices.below(4)) {
        case 0:
            line.erase(at, 1);
            break;
        case 1:
            line.insert(at, 1, choices.of(Signs));
            break;
        case 2:
            line[at] = choices.of(Signs);
            break;
        default:
            line.insert(at, line.substr(at, choices.below(8)));
            break;
        }
    }
    return line;
}

bool inside(base::Span span, std::size_t size)
{
    return span.offset <= size && span.length <= size && span.end() <= size;
}

std::string faultOf(const std::string &line, const LineContext &context, int depth)
{
    const auto say = [&line](const std::string &what, const std::string &more = {}) {
        return what + "\n  line  " + base::escapedUtf8(line, true) + (more.empty() ? "" : "\n  then  " + base::escapedUtf8(more, true));
    };
    const ParsedLine parsed = parseLine(line, context);
    const auto problems = validate(line, parsed, context);
    for (const Repair &repair : parsed.repairs)
        if (!inside(repair.span, line.size()))
            return say("a repair outside");
    for (const ParsedCommand &command : parsed.commands) {
        if (!inside(command.span, line.size()) || !inside(command.nameSpan, line.size()))
            return say("a command outside");
        for (const Argument &argument : command.arguments)
            if (!inside(argument.span, line.size()) || !inside(argument.inner, line.size()))
                return say("an argument outside");
        for (const base::Span &span : secretSpans(command, context))
            if (!inside(span, line.size()))
                return say("a secret outside");
        if (parsed.repeatLast)
            continue;
        const std::string once = compose(command, {}, context);
        const ParsedLine again = parseLine(once, context);
        if (again.commands.empty())
            return say("composed, it is no command", once);
        const std::string twice = compose(again.commands.front(), {}, context);
        if (once != twice)
            return say("composing is not stable", once + "\n  and   " + twice);
        // A clean line is read with the same values again.
        if (parsed.commands.size() == 1 && problems.empty() && command.form) {
            const ParsedCommand &read = again.commands.front();
            if (read.form != command.form || again.commands.size() != 1)
                return say("composed, it is another form", once);
            for (std::size_t i = 0; i < command.arguments.size(); ++i)
                if (read.arguments[i].given != command.arguments[i].given || read.arguments[i].text != command.arguments[i].text)
                    return say("composed, " + command.arguments[i].parameter->name + " is another value", once);
        }
    }
    for (const Problem &problem : problems) {
        if (!inside(problem.span, line.size()))
            return say("problem " + problem.code + " outside");
        if (depth == 0 && !problem.suggestion.empty())
            if (const std::string fault = faultOf(problem.suggestion, context, 1); !fault.empty())
                return say("suggestion of " + problem.code + ": " + fault);
    }
    return {};
}

} // namespace

std::string generatedText(const TypeSpec &type, Choices &choices)
{
    return choices.oneIn(10) ? someText(choices, 24) : fittingText(type, choices);
}

std::string generatedLine(const Command &command, const Form &form, const LineContext &context, Choices &choices)
{
    NamedTexts values;
    std::string written;
    for (std::size_t i = 0; i < form.parameters.size(); ++i) {
        const Parameter &parameter = form.parameters[i];
        const TypeSpec &type = typeOf(parameter, choices);
        const bool given = !parameter.optional || !choices.oneIn(3);
        std::string text = static_cast<int>(i) == form.selectParameter && !form.selectValues.empty() ? choices.of(form.selectValues)
                           : !parameter.fixed.empty() && !choices.oneIn(8)                           ? parameter.fixed
                                                                                                     : generatedText(type, choices);
        const bool quoted = type.quoting == Quoting::Required || (type.quoting == Quoting::Optional && choices.oneIn(2));
        written += i > 0 ? "," : "";
        if (given)
            written += quoted ? '"' + text + '"' : text;
        if (given)
            values.emplace_back(parameter.name, std::move(text));
    }
    std::string line;
    if (form.kind == FormKind::Set && choices.oneIn(2))
        line = command.name + "=" + written;
    else if (auto composed = compose(command, form, values, context))
        line = std::move(composed).value();
    return choices.oneIn(6) ? damaged(std::move(line), choices) : line;
}

std::string faultOf(const std::string &line, const LineContext &context)
{
    return faultOf(line, context, 0);
}

} // namespace atscope::test
