// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/line_arguments.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/catalog/line_json.h"
#include "core/catalog/line_scope.h"

namespace atscope::catalog::detail {

namespace {

constexpr std::size_t Npos = std::string_view::npos;
constexpr std::size_t MostSurplus = 32;  // places kept one by one; a line of a million commas is one argument more
constexpr std::size_t MostClosers = 256; // closing quotes tried for one argument

} // namespace

bool isTrimmedKind(const TypeSpec &type)
{
    if (type.kind == TypeKind::String)
        return !type.escapes && !type.bareQuotes;
    return type.kind != TypeKind::Json && type.kind != TypeKind::Rest;
}

// ------------------------------------------------------------------------------------------------------------- LineText

LineText::LineText(std::string_view text, const CatalogView *view) : m_text(text), m_view(view), m_tail(text.size())
{
    while (m_tail > 0 && (base::isBlank(text[m_tail - 1]) || text[m_tail - 1] == ';'))
        --m_tail;
}

std::size_t LineText::behindBlanks(std::size_t i) const
{
    while (i < m_text.size() && base::isBlank(m_text[i]))
        ++i;
    return i;
}

bool LineText::startsCommand(std::size_t i) const
{
    i = behindBlanks(i);
    const char c = at(i);
    if (std::string_view("+^*#$%").find(c) != Npos && c != '\0')
        return base::isAlpha(at(i + 1));
    if (!base::isAlpha(c) && c != '&' && c != '\\')
        return false;
    if (m_view == nullptr)
        return false;
    const std::string glued = "AT" + base::upper(m_text.substr(i, 8));
    const Found<Command> found = m_view->longestBasic(glued);
    return found && found->name.size() > 2;
}

bool LineText::namesCommand(std::size_t i) const
{
    i = behindBlanks(i);
    if (m_view == nullptr || std::string_view("+^*#$%").find(at(i)) == Npos || at(i) == '\0')
        return false;
    std::size_t end = i + 1;
    while (base::isAlnum(at(end)))
        ++end;
    const std::string name = "AT" + base::upper(part(i, end));
    return m_view->command(name) || m_view->elsewhere(name);
}

bool LineText::endsCommand(std::size_t i) const
{
    return at(i) == ';' && (i >= m_tail || slashes(behindEmpty(i)) || startsCommand(i + 1));
}

std::size_t LineText::behindEmpty(std::size_t i) const
{
    while (i < m_text.size() && (base::isBlank(m_text[i]) || m_text[i] == ';'))
        ++i;
    return i;
}

bool LineText::closes(std::size_t i) const
{
    i = behindBlanks(i + 1);
    return i >= m_text.size() || m_text[i] == ',' || slashes(i) || endsCommand(i);
}

std::size_t LineText::bareEnd(std::size_t i) const
{
    for (const std::size_t from = i; i < m_text.size(); ++i) {
        const char c = m_text[i];
        if (c == ',' || (c == ';' && endsCommand(i)))
            return i;
        if (c == '/' && slashes(i) && (i == from || base::isBlank(m_text[i - 1]) || base::isDigit(m_text[i - 1])))
            return i; // AT+MIPLOPEN=0,300,30   //opens; but not http://host
    }
    return m_text.size();
}

// ------------------------------------------------------------------------------------------------------- ArgumentReader

ArgumentReader::ArgumentReader(const LineText &line, const Form &form, const LineContext &context)
    : m_line(line), m_form(form), m_context(context), m_scope(&m_out.arguments, context)
{
    m_out.arguments.reserve(form.parameters.size());
}

const TypeSpec &ArgumentReader::add(const Parameter &parameter)
{
    const TypeSpec &type = parameter.variants.empty() ? parameter.type : typeOf(parameter, m_scope);
    Argument &argument = m_out.arguments.emplace_back();
    argument.parameter = &parameter;
    argument.type = &type;
    return type;
}

void ArgumentReader::give(const TypeSpec &type, bool quoted, std::size_t from, std::size_t to, std::size_t innerFrom,
                          std::size_t innerTo)
{
    Argument &argument = m_out.arguments.back();
    argument.given = true;
    argument.quoted = quoted;
    argument.span = spanOf(from, to);
    argument.inner = spanOf(innerFrom, innerTo);
    setText(argument, m_line.part(innerFrom, innerTo), type, m_context);
}

void ArgumentReader::blanks(std::size_t from, std::size_t to)
{
    m_out.repairs.push_back({spanOf(from, to), {}});
    if (m_blanksTold)
        return;
    m_blanksTold = true;
    Finding found = finding(Severity::Warning, "blank-in-arguments", {}, spanOf(from, to));
    found.mend = true;
    m_out.findings.push_back(std::move(found));
}

ReadArguments ArgumentReader::done(std::size_t end)
{
    for (std::size_t i = m_out.arguments.size(); i < m_form.parameters.size(); ++i) {
        add(m_form.parameters[i]);
        m_out.arguments.back().span = m_out.arguments.back().inner = {end, 0};
    }
    settleTypes(m_out.arguments, m_scope, m_context);
    m_out.end = end;
    return std::move(m_out);
}

ReadArguments ArgumentReader::read(std::size_t at)
{
    bool more = true; // behind the = or a comma: one more place
    for (std::size_t i = 0; more && i < m_form.parameters.size(); ++i) {
        at = readOne(at, m_form.parameters[i], i);
        more = m_line.at(at) == ',';
        at += more ? 1 : 0;
    }
    if (more && !m_form.parameters.empty()) {
        readSurplus(at);
        return done(m_out.end);
    }
    if (more && m_line.behindBlanks(at) < m_line.size() && !m_line.endsCommand(at)) {
        readSurplus(at); // a form without parameters: AT+X=1
        return done(m_out.end);
    }
    return done(at);
}

// One place, up to its comma or the end.
std::size_t ArgumentReader::readOne(std::size_t at, const Parameter &parameter, std::size_t index)
{
    const TypeSpec &type = add(parameter);
    Argument &argument = m_out.arguments.back();
    argument.span = argument.inner = {at, 0};
    if (type.kind == TypeKind::Rest) { // AT+IMQTTPUB=/a/b,0, all of this, commas and blanks included
        if (at < m_line.size())
            give(type, false, at, m_line.size(), at, m_line.size());
        return m_line.size();
    }
    const std::size_t from = m_line.behindBlanks(at);
    if (from >= m_line.size() || m_line.at(from) == ',' || m_line.slashes(from) || m_line.endsCommand(from)) {
        if (from > at && m_line.at(from) == ',') // AT+IMQTTAUTH=key,name, ,secret
            blanks(at, from);
        return from;
    }
    if (from > at)
        blanks(at, from);
    const bool quoted = m_line.at(from) == '"' && (type.quoting != Quoting::Forbidden || closingQuote(from, type, index) != Npos);
    std::size_t end = quoted ? readQuoted(from, type, index) : readBare(from, type, index);
    const std::size_t behind = m_line.behindBlanks(end);
    if (behind > end && m_line.at(behind) == ',') // AT+CIOTLOC=1 ,2
        blanks(end, behind);
    return behind;
}

std::size_t ArgumentReader::nextQuote(std::size_t from, bool escapes) const
{
    for (std::size_t i = from; i < m_line.size(); ++i) {
        if (m_line.at(i) == '"')
            return i;
        if (escapes && m_line.at(i) == '\\')
            ++i;
    }
    return Npos;
}

// Behind a quote that might close the argument `index`: do the other parameters fit what follows?
bool ArgumentReader::tailFits(std::size_t at, std::size_t index) const
{
    at = m_line.behindBlanks(at);
    if (m_line.at(at) != ',') // the end
        return std::all_of(m_form.parameters.begin() + static_cast<std::ptrdiff_t>(std::min(index + 1, m_form.parameters.size())),
                           m_form.parameters.end(), isOptional);
    if (isLast(index))
        return false;
    at = m_line.behindBlanks(at + 1);
    const TypeSpec &next = m_form.parameters[index + 1].type;
    if (m_line.at(at) == '"') {
        if (isNumeric(next))
            return false;
        const std::size_t close = next.kind == TypeKind::Json ? nextQuote(at + 1, true) : m_line.text().find('"', at + 1);
        return close != Npos && (next.kind == TypeKind::Json || next.bareQuotes || m_line.closes(close));
    }
    if (m_line.at(at) == ',' || at >= m_line.size())
        return true;
    if (isNumeric(next))
        return base::isDigit(m_line.at(at)) || m_line.at(at) == '-' || m_line.at(at) == '+';
    const std::size_t comma = std::min(m_line.text().substr(at, 256).find(','), m_line.text().substr(at, 256).size());
    return m_line.part(at, at + comma).find('"') == Npos;
}

// "{"a":1,"b":2}" or "{\"a\":1}": the quote behind the balanced value.
std::size_t ArgumentReader::jsonQuote(std::size_t open) const
{
    const std::size_t from = m_line.behindBlanks(open + 1);
    if (m_line.at(from) != '{' && m_line.at(from) != '[')
        return Npos;
    const std::size_t first = m_line.text().find('"', from);
    if (first != Npos && m_line.at(first - 1) == '\\') {
        const std::size_t close = nextQuote(from, true);
        return close != Npos && m_line.closes(close) ? close : Npos;
    }
    const std::size_t end = jsonEnd(m_line.text(), from);
    if (end == Npos)
        return Npos;
    const std::size_t close = m_line.behindBlanks(end);
    return m_line.at(close) == '"' && m_line.closes(close) ? close : Npos;
}

// The quote that closes an argument with bare quotes inside: "{"title": "1"\r,"desc": "2"}",1
// Before a number it is the last one that fits, before another text the first one.
std::size_t ArgumentReader::bareQuote(std::size_t open, const TypeSpec &type, std::size_t index) const
{
    std::vector<std::size_t> closers;
    for (std::size_t i = nextQuote(open + 1, type.escapes); i != Npos; i = nextQuote(i + 1, type.escapes))
        if (m_line.closes(i))
            closers.push_back(i);
    if (closers.empty())
        return Npos;
    const bool first = !isLast(index) && !isNumeric(m_form.parameters[index + 1].type);
    const auto fits = [this, index](std::size_t closer) { return tailFits(closer + 1, index); };
    if (first) {
        const auto end = closers.begin() + static_cast<std::ptrdiff_t>(std::min(closers.size(), MostClosers));
        const auto it = std::find_if(closers.begin(), end, fits);
        return it != end ? *it : closers.back();
    }
    const auto end = closers.rbegin() + static_cast<std::ptrdiff_t>(std::min(closers.size(), MostClosers));
    const auto it = std::find_if(closers.rbegin(), end, fits);
    return it != end ? *it : closers.back();
}

// The first quote that is neither escaped nor, where escapes count, doubled: "a""b" and "a\"b" go on.
std::size_t ArgumentReader::firstQuote(std::size_t open, bool escapes, bool doubled) const
{
    std::size_t i = nextQuote(open + 1, escapes);
    while (doubled && i != Npos && m_line.at(i + 1) == '"')
        i = nextQuote(i + 2, escapes);
    return i;
}

// "abc": the first quote. Where that is not followed by a separator ("a"b"), the first one that is.
std::size_t ArgumentReader::plainQuote(std::size_t open, const TypeSpec &type) const
{
    const std::size_t first = firstQuote(open, type.escapes, type.escapes);
    for (std::size_t i = first; i != Npos; i = nextQuote(i + 1, type.escapes))
        if (m_line.closes(i))
            return i;
    return first;
}

std::size_t ArgumentReader::closingQuote(std::size_t open, const TypeSpec &type, std::size_t index) const
{
    if (type.kind == TypeKind::Json) {
        const std::size_t close = jsonQuote(open);
        return close != Npos ? close : bareQuote(open, type, index);
    }
    if (type.bareQuotes) {
        const std::size_t close = bareQuote(open, type, index);
        if (close != Npos)
            return close;
    }
    return plainQuote(open, type);
}

// "abc without its end: up to the next comma where more must follow, else up to the end.
std::size_t ArgumentReader::unclosed(std::size_t open, std::size_t index)
{
    const TypeSpec &type = *m_out.arguments.back().type;
    const bool takesCommas = eatsAll(type) || type.bareQuotes;
    std::size_t end = m_line.size();
    if (!isLast(index) && !takesCommas)
        end = std::min(m_line.text().find(',', open), end);
    std::size_t innerEnd = end;
    while (innerEnd > open + 1 && base::isBlank(m_line.at(innerEnd - 1)))
        --innerEnd;
    std::size_t slashes = 0; // "abc\ : a quote put behind it would be an escaped one
    while (innerEnd - slashes > open + 1 && m_line.at(innerEnd - slashes - 1) == '\\')
        ++slashes;
    innerEnd -= slashes % 2;
    Finding found = finding(Severity::Error, "unclosed-quote", m_out.arguments.back().parameter->name, {open, 1});
    found.mend = true;
    found.edits.push_back({spanOf(innerEnd, end), "\""});
    m_out.findings.push_back(std::move(found));
    give(type, true, open, innerEnd, open + 1, innerEnd);
    return end;
}

std::size_t ArgumentReader::readQuoted(std::size_t open, const TypeSpec &type, std::size_t index)
{
    const std::string &name = m_form.parameters[index].name;
    const std::size_t close = closingQuote(open, type, index);
    if (close == Npos)
        return unclosed(open, index);
    give(type, true, open, close + 1, open + 1, close);
    const std::string_view inner = m_line.part(open + 1, close);
    const bool json = type.kind == TypeKind::Json;
    const std::size_t first = type.bareQuotes || type.quoting == Quoting::Forbidden
                                  ? close
                                  : firstQuote(open, json || type.escapes, !json && type.escapes);
    if (first < close) {
        // "te"st": what is inside must be escaped, or cannot be said at all.
        Finding found = finding(Severity::Error, "quote-inside", name, {first, 1});
        if (json || type.escapes) {
            std::string escaped;
            for (std::size_t i = 0; i < inner.size(); ++i) {
                if (inner[i] == '"' || (json && inner[i] == '\\'))
                    escaped += '\\';
                else if (inner[i] == '\\' && i + 1 < inner.size())
                    escaped += inner[i++];
                escaped += inner[i];
            }
            found.mend = true;
            found.edits.push_back({spanOf(open + 1, close), std::move(escaped)});
        }
        m_out.findings.push_back(std::move(found));
    }
    if (isTrimmedKind(type) && !inner.empty() && (base::isBlank(inner.front()) || base::isBlank(inner.back()))
        && !base::trimmed(inner).empty()) { // " 89172"
        const std::string_view kept = base::trimmed(inner);
        const std::size_t from = open + 1 + static_cast<std::size_t>(kept.data() - inner.data());
        const bool leading = from > open + 1;
        Finding found = finding(Severity::Warning, "blank-in-quotes", name,
                                leading ? spanOf(open + 1, from) : spanOf(from + kept.size(), close), {{"parameter", name}});
        found.mend = true;
        if (leading)
            m_out.repairs.push_back({spanOf(open + 1, from), {}, true});
        if (from + kept.size() < close)
            m_out.repairs.push_back({spanOf(from + kept.size(), close), {}, true});
        m_out.findings.push_back(std::move(found));
    }
    if (m_line.closes(close))
        return close + 1;
    // "abc"def: nothing closes it better
    const std::size_t end = m_line.bareEnd(close + 1);
    Finding found = finding(Severity::Error, "text-after-quote", name, spanOf(close + 1, end),
                            {{"text", m_form.parameters[index].secret.any() ? SecretShown : excerpt(m_line.part(close + 1, end))}});
    found.mend = true;
    found.edits.push_back({spanOf(close + 1, end), {}});
    m_out.findings.push_back(std::move(found));
    return end;
}

std::size_t ArgumentReader::readBare(std::size_t at, const TypeSpec &type, std::size_t index)
{
    std::size_t end = m_line.size();
    if (type.kind == TypeKind::Json && (m_line.at(at) == '{' || m_line.at(at) == '[')) { // AT+IDMEP=Error,{"a":1,"b":2}
        const std::size_t behind = jsonEnd(m_line.text(), at);
        if (behind == Npos)
            end = isLast(index) ? m_line.size() : m_line.bareEnd(at);
        else if (m_line.slashes(m_line.behindBlanks(behind)))
            end = behind;
        else
            end = isLast(index) ? m_line.size() : m_line.bareEnd(behind);
    } else if (eatsAll(type) && isLast(index)) { // 5700;5701 and te,,22.5;hy,,35% and timeout=5,tls=1
        for (end = at; end < m_line.size() && !(m_line.slashes(end) && base::isBlank(m_line.at(end - 1)));)
            ++end;
    } else {
        end = m_line.bareEnd(at);
        // A text that has no quotes to stand in keeps its `;`: AT+IWIFICONNECT=my;ssid,pass;+word
        if (type.quoting == Quoting::Forbidden && !isNumeric(type))
            while (m_line.at(end) == ';' && end < m_line.tail() && !m_line.namesCommand(end + 1) && !m_line.slashes(m_line.behindEmpty(end)))
                end = m_line.bareEnd(end + 1);
        if (type.kind == TypeKind::DateTime) // 24/01/31,10:00:00: commas of the format belong to it
            for (auto commas = std::count(type.format.begin(), type.format.end(), ','); commas > 0 && m_line.at(end) == ',';
                 --commas)
                end = m_line.bareEnd(end + 1);
    }
    std::size_t trimmed = end;
    while (trimmed > at && base::isBlank(m_line.at(trimmed - 1)))
        --trimmed;
    give(type, false, at, trimmed, at, trimmed);
    const std::size_t quote = m_line.part(at, trimmed).find('"');
    if (quote != Npos && type.quoting != Quoting::Forbidden && type.kind != TypeKind::Json && !isNumeric(type)) {
        Finding found = finding(Severity::Error, "quote-inside", m_form.parameters[index].name, {at + quote, 1});
        if (at + quote + 1 == trimmed) { // abc": its other half is missing
            found.mend = true;
            found.edits.push_back({{at, 0}, "\""});
        } else if (type.escapes && !type.bareQuotes && (m_line.at(at) == '{' || m_line.at(at) == '[')) {
            // {"a":1,"b":2} as it is: in quotes, those inside escaped
            const std::size_t behind = jsonEnd(m_line.text(), at);
            if (behind != Npos && (isLast(index) || m_line.at(m_line.behindBlanks(behind)) == ',')) {
                found.mend = true;
                found.edits.push_back({spanOf(at, behind), '"' + withEscapes(m_line.part(at, behind), false) + '"'});
            }
        }
        m_out.findings.push_back(std::move(found));
    }
    return trimmed;
}

void ArgumentReader::readSurplus(std::size_t at)
{
    for (std::size_t count = 1;; ++count) {
        Argument &argument = m_out.arguments.emplace_back();
        const std::size_t from = m_line.behindBlanks(at);
        std::size_t end = from;
        if (count > MostSurplus) {
            end = m_line.size();
        } else if (m_line.at(from) == '"') {
            end = m_line.text().find('"', from + 1);
            while (end != Npos && !m_line.closes(end))
                end = m_line.text().find('"', end + 1);
            end = end == Npos ? m_line.bareEnd(from) : end + 1;
        } else {
            end = m_line.bareEnd(from);
        }
        const std::string_view text = base::trimmed(m_line.part(from, end));
        argument.span = {from, text.size()};
        argument.inner = argument.span;
        argument.given = !text.empty();
        argument.quoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
        if (argument.quoted)
            argument.inner = {from + 1, text.size() - 2};
        argument.text = argument.quoted ? text.substr(1, text.size() - 2) : text;
        if (argument.given)
            argument.value = expr::Value(argument.text);
        at = m_line.behindBlanks(end);
        if (m_line.at(at) != ',')
            break;
        ++at;
    }
    m_out.end = at;
}

// -------------------------------------------------------------------------------------------------------- basic commands

std::size_t ArgumentReader::readDigits(std::size_t at)
{
    while (base::isDigit(m_line.at(at)))
        ++at;
    return at;
}

void ArgumentReader::takeGlued(std::size_t from, std::size_t to)
{
    if (m_form.parameters.empty() || from >= to)
        return;
    const TypeSpec &type = add(m_form.parameters.front());
    give(type, false, from, to, from, to);
}

ReadArguments ArgumentReader::readGlued(std::size_t at)
{
    if (m_form.parameters.empty())
        return done(at);
    const TypeSpec &type = add(m_form.parameters.front());
    m_out.arguments.back().span = m_out.arguments.back().inner = {at, 0};
    std::size_t end = at;
    if (isNumeric(type)) {
        end = readDigits(at);
    } else { // ATD*99#
        end = m_line.size();
        while (end > at && type.kind != TypeKind::Rest && base::isBlank(m_line.at(end - 1)))
            --end;
    }
    if (end > at)
        give(type, false, at, end, at, end);
    return done(end);
}

ReadArguments ArgumentReader::readRegister(std::size_t at, std::size_t first)
{
    for (std::size_t i = first; i < m_form.parameters.size(); ++i) {
        const TypeSpec &type = add(m_form.parameters[i]);
        const std::size_t from = m_line.behindBlanks(at);
        const std::size_t end = isNumeric(type) ? readDigits(from) : m_line.bareEnd(from);
        m_out.arguments.back().span = m_out.arguments.back().inner = {from, 0};
        if (end > from)
            give(type, false, from, end, from, end);
        at = end;
        if (m_line.at(at) != ',')
            break;
        ++at;
    }
    return done(at);
}

} // namespace atscope::catalog::detail
