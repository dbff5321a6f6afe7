// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Commands that come back: whole, damaged, glued to their result code, and in the module's own output in place of what was sent.
#include <algorithm>

#include "core/base/text.h"
#include "core/base/typed.h"
#include "core/catalog/line_paste.h"
#include "core/engine/observer.h"

namespace atscope::engine {

using base::Direction;
using wire::Token;

namespace {

constexpr int EchoDamage = 2; // bytes

// What a test form answers may be printed like a command: AT+IAPCONFIGSTART= <mode>, [ap_ssid_prefix]
bool isUsage(const decode::Dialect &dialect, const std::vector<int> &forms, std::string_view line)
{
    return std::any_of(forms.begin(), forms.end(), [&](int form) {
        const auto *declared = dialect.form(form).form;
        return declared && declared->kind == catalog::FormKind::Test && dialect.answerShape(form, line) != decode::NoEntry;
    });
}

// A text that equals what was sent, but for at most two bytes: AT+CREG}1 for AT+CREG=1, AT+CPI for AT+CPIN?
bool isDamagedEcho(std::string_view line, std::string_view sent)
{
    if (sent.size() < 4 || line.size() < 3 || (base::toUpper(line[0]) != 'A' && base::toUpper(line[0]) != 'T'))
        return false;
    return base::editDistance(line, sent, EchoDamage) <= EchoDamage;
}

} // namespace

// Does a line of the module's own output open a command? "AT", "at+csq", "AT^ONENETSET=…", "ATE0"; not "ATTACHED".
bool Observer::opensCommand(std::string_view typed) const
{
    const std::string line = base::asTyped(typed);
    if (line.size() < 2 || base::toUpper(line[0]) != 'A')
        return false;
    if (line[1] == '/')
        return line.size() == 2;
    if (base::toUpper(line[1]) != 'T')
        return false;
    if (line.size() == 2)
        return true;
    const char c = line[2];
    if (c == '+' || c == '^' || c == '*' || c == '#' || c == '$' || c == '%' || c == '&' || c == '\\')
        return line.size() > 3;
    if (!base::isAlpha(c))
        return false;
    const auto upper = base::upper(line.substr(0, 16));
    const auto basic = m_dialect->view().longestBasic(upper);
    if (!basic || basic->name.size() <= 2)
        return false;
    // Behind a basic command comes a number, "=", "?", the end, or another command: ATE0V1
    return upper.size() == basic->name.size() || !base::isAlpha(upper[basic->name.size()]);
}

bool Observer::isEcho(const Transaction &sent, std::string_view line)
{
    if (sent.length == line.size() && line.substr(0, EchoBytes) == sent.text)
        return true;
    // A line with backspaces comes back with what wipes a sign on a screen (BS blank BS), or as it is in the end.
    return sent.text.find('\b') != std::string::npos && sent.length <= EchoBytes && base::asTyped(line) == base::asTyped(sent.text);
}

// AT+MIPLNOTIFY=0,…,0,0OK: some modules print no line end between echo and result code. Two events in place of one, where the rest
// of the line is what was sent; with the module's bytes alone, where the result code cannot be of the command.
bool Observer::tryEchoAndFinal(const Token &token, EventSink &sink)
{
    const auto line = token.bytes;
    const auto place = catalog::gluedAnswer(line);
    if (place == std::string_view::npos || token.cut || !m_dialect->final(line.substr(place), {}))
        return false;
    const auto echo = line.substr(0, line.find_last_not_of(" \t", place - 1) + 1);
    const auto find = [this](std::string_view text) {
        return std::find_if(m_outstanding.begin(), m_outstanding.end(), [text](const Transaction &one) {
            return !one.echoed && isEcho(one, text);
        });
    };
    if (find(line) != m_outstanding.end())
        return false;
    const auto sent = find(echo);
    const bool opens = sent == m_outstanding.end();
    if (opens) {
        if (!m_options.echoOpensCommands || !opensCommand(echo) || !endsBehind(echo, line))
            return false;
        if (!m_outstanding.empty() && isUsage(*m_dialect, m_outstanding.front().forms, line))
            return false;
    }
    // The result code is this command's: those before it got none.
    for (auto before = sent - m_outstanding.begin(); before > 0; --before)
        letGo(0, token.endStamp, Why::Overtaken, sink, token.span.offset);
    Token head = token; // blanks between the two are the echo's: every byte is of an event
    head.bytes = line.substr(0, place);
    head.span.length = place;
    if (opens)
        openCommand(head.endStamp, head.span, head.bytes, true, sink);
    else
        publishEcho(head, m_outstanding.front(), Why::EchoExact, sink);
    Token tail = token;
    tail.bytes = line.substr(place);
    tail.span = {token.span.offset + place, token.span.length - place};
    return tryFinal(tail, sink);
}

// Is `command` right, and wrong with the result code that stands behind it in `line`?
bool Observer::endsBehind(std::string_view command, std::string_view line) const
{
    const catalog::LineContext context{&m_dialect->view(), m_dialect->name(), &m_facts};
    const auto whole = catalog::parseLine(line, context).problems;
    if (std::none_of(whole.begin(), whole.end(), [](const auto &problem) { return problem.code == "pasted-answer"; }))
        return false;
    const auto parsed = catalog::parseLine(command, context);
    const auto problems = catalog::validate(command, parsed, context);
    return std::all_of(parsed.commands.begin(), parsed.commands.end(), [](const auto &one) { return one.form != nullptr; })
        && std::none_of(problems.begin(), problems.end(), [](const auto &one) { return one.severity == catalog::Severity::Error; });
}

void Observer::publishEcho(const Token &token, Transaction &transaction, Why why, EventSink &sink)
{
    transaction.echoed = true;
    auto event = make(token.endStamp, Direction::Rx, EventKind::Echo, why, token.span);
    event.of = transaction.id;
    event.form = transaction.forms.empty() ? decode::NoEntry : transaction.forms.front();
    if (why == Why::EchoDamaged)
        event.flags = EventFlag::Damaged;
    else
        m_echoes = true;
    publish(event, token.bytes, sink);
}

bool Observer::tryEcho(const Token &token, EventSink &sink)
{
    const auto line = token.bytes;
    for (auto &transaction : m_outstanding) {
        if (transaction.echoed || !isEcho(transaction, line))
            continue;
        publishEcho(token, transaction, Why::EchoExact, sink);
        return true;
    }
    if (m_options.echoOpensCommands) {
        if (!opensCommand(line) || (!m_outstanding.empty() && isUsage(*m_dialect, m_outstanding.front().forms, line)))
            return false;
        openCommand(token.endStamp, token.span, line, true, sink);
        return true;
    }
    // A shape that the catalog knows is what it says, even when it is close to what was sent.
    for (auto &transaction : m_outstanding) {
        if (transaction.echoed || transaction.length > EchoBytes || !isDamagedEcho(line, transaction.text))
            continue;
        publishEcho(token, transaction, Why::EchoDamaged, sink);
        return true;
    }
    return false;
}

} // namespace atscope::engine
