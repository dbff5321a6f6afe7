// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/line_separators.h"

#include <algorithm>
#include <string_view>

#include "core/base/text.h"

namespace atscope::catalog::detail {

namespace {

constexpr auto Npos = std::string_view::npos;

// "x"\r,"y": the comma right behind an escape separates nothing.
bool behindEscape(std::string_view wire, std::size_t i)
{
    return (i >= 2 && wire[i - 2] == '\\') || (i >= 4 && wire[i - 4] == '\\' && (wire[i - 3] == 'x' || base::isDigit(wire[i - 3])));
}

// The sign that the comma or semicolon at `i` is of: `",` `";` or `,"`; empty where it separates nothing.
std::string_view signAt(std::string_view wire, std::size_t i, bool escapes)
{
    const char c = wire[i];
    if (c != ',' && c != ';')
        return {};
    if (i > 0 && wire[i - 1] == '"')
        return wire.substr(i - 1, 2);
    if (c == ',' && i + 1 < wire.size() && wire[i + 1] == '"' && !(escapes && behindEscape(wire, i)))
        return wire.substr(i, 2);
    return {};
}

// How long the escape at `i` is, 0 where the table has none like it: \a … \?, \ddd up to 255, \xhh.
std::size_t escapeLength(std::string_view wire, std::size_t i)
{
    constexpr std::string_view Letters = "abfnrtv\\'\"?";
    const char c = i + 1 < wire.size() ? wire[i + 1] : '\0';
    if (c != '\0' && Letters.find(c) != Npos)
        return 2;
    if (c == 'x')
        return i + 2 < wire.size() && base::isHexDigit(wire[i + 2]) ? 3 : 0;
    unsigned value = 0;
    std::size_t digits = 0;
    for (; digits < 3 && i + 1 + digits < wire.size() && wire[i + 1 + digits] >= '0' && wire[i + 1 + digits] <= '7'; ++digits)
        value = value * 8 + static_cast<unsigned>(wire[i + 1 + digits] - '0');
    return digits > 0 && value <= 255 ? 1 + digits : 0;
}

void checkEscapes(const Argument &argument, const std::string &name, std::vector<Finding> &out)
{
    const std::string_view wire = argument.wire();
    std::string repaired;
    std::size_t first = Npos;
    for (std::size_t i = 0; i < wire.size();) {
        const std::size_t length = wire[i] == '\\' ? escapeLength(wire, i) : 1;
        if (length == 0) {
            first = first == Npos ? i : first;
            repaired += "\\\\";
            ++i;
        } else {
            repaired += wire.substr(i, length);
            i += length;
        }
    }
    if (first == Npos)
        return;
    std::size_t shown = first + 1; // \u, or all of \400
    while (shown < wire.size() && shown < first + 4 && wire[shown] >= '0' && wire[shown] <= '7')
        ++shown;
    shown = std::min(std::max(shown, first + 2), wire.size());
    Finding &found = out.emplace_back(finding(Severity::Warning, "bad-escape", name,
                                              {argument.inner.offset + first, shown - first},
                                              {{"parameter", name}, {"escape", excerpt(wire.substr(first, shown - first))}}));
    found.mend = true;
    found.edits.push_back({argument.inner, std::move(repaired)});
}

} // namespace

// M531X: `",` `";` and `,"` separate arguments wherever they stand; \x2C says a comma without being one.
// "{"a":"1","b":"2"}" must be "{"a":"1"\x2C"b":"2"}"; "x"\r,"y" is taken by the module.
void checkSeparators(const Argument &argument, const TypeSpec &type, const std::string &name, std::vector<Finding> &out)
{
    const std::string_view wire = argument.wire();
    if (type.escapes)
        checkEscapes(argument, name, out);
    std::string_view sign;
    std::string escaped;
    std::string returned; // \r in front of it: the module takes "x"\r,"y" as one text, and most servers do not mind
    std::string firstEscape;
    for (std::size_t i = 0; i < wire.size(); ++i) {
        const std::string_view found = signAt(wire, i, type.escapes);
        if (found.empty()) {
            escaped += wire[i];
            returned += wire[i];
            continue;
        }
        const std::string escape = wire[i] == ',' ? "\\x2C" : "\\x3B";
        if (sign.empty()) {
            sign = found;
            firstEscape = escape;
        }
        escaped += escape;
        returned += "\\r";
        returned += wire[i];
    }
    if (sign.empty())
        return;
    Finding &found = out.emplace_back(finding(Severity::Error, "separator-in-value", name, argument.span,
                                              {{"parameter", name}, {"separator", std::string(sign)}}));
    if (!type.escapes) { // nothing says a comma otherwise here
        found.problem.message = base::Message("separator-in-value-only", found.problem.message.args);
        return;
    }
    found.mend = true;
    found.ways.push_back({base::Message("way-escape", {{"escape", firstEscape}}), {{argument.inner, escaped}}, {}, {}});
    found.edits.push_back({argument.inner, std::move(escaped)});
    found.ways.push_back({base::Message("way-return"), {{argument.inner, std::move(returned)}}, {}, {}});
    if (!type.hexParameter.empty())
        found.ways.push_back({base::Message("way-hex"),
                              {},
                              {{name, base::upper(base::toHex(argument.text))}, {type.hexParameter, type.hexValue}},
                              {}});
}

} // namespace atscope::catalog::detail
