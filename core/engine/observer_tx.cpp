// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What goes to the module: command lines, and data behind prompts.
#include <algorithm>
#include <utility>

#include "core/base/text.h"
#include "core/base/typed.h"
#include "core/engine/observer.h"

namespace atscope::engine {

using base::Direction;
using base::Stamp;
using catalog::EffectOn;

namespace {
constexpr std::size_t TxLineCap = 65536;
constexpr std::size_t RawCap = 4096; // of one event of bytes that go out as they are

bool opensCommandLine(std::string_view line)
{
    return line.size() >= 2 && base::toUpper(line[0]) == 'A' && (base::toUpper(line[1]) == 'T' || line[1] == '/');
}

} // namespace

void Observer::takeSent(Stamp stamp, std::string_view bytes, EventSink &sink)
{
    while (!bytes.empty()) {
        if (m_txLine.empty())
            m_txStamp = stamp;
        const auto waiting = std::find_if(m_outstanding.begin(), m_outstanding.end(),
                                          [](const Transaction &t) { return t.promptForm != decode::NoEntry; });
        if (waiting != m_outstanding.end()) {
            // Data behind a prompt: by count where the command named one, else up to the end mark (or ESC).
            const auto &prompt = m_dialect->form(waiting->promptForm).form->prompt;
            bool whole = false;
            std::size_t taken = bytes.size();
            if (waiting->dataLeft >= 0) {
                const auto left = static_cast<std::size_t>(waiting->dataLeft) - m_txLine.size();
                taken = std::min(taken, left);
                whole = taken == left;
            } else {
                const auto marks = (prompt.end.empty() ? std::string("\r\n") : prompt.end) + '\x1b';
                if (const auto end = bytes.find_first_of(marks); end != std::string_view::npos) {
                    taken = end + 1;
                    whole = true;
                }
            }
            m_txLine.append(bytes.substr(0, taken));
            m_txTaken += taken;
            m_rawLeft -= std::min<std::uint64_t>(m_rawLeft, taken);
            bytes.remove_prefix(taken);
            if (!whole && m_txLine.size() < TxLineCap)
                continue;
            auto event = sentData(stamp, *waiting);
            if (whole)
                endData(stamp, *waiting);
            else if (waiting->dataLeft >= 0)
                waiting->dataLeft -= static_cast<std::int64_t>(m_txLine.size());
            publish(event, std::exchange(m_txLine, {}), sink);
            continue;
        }
        if (m_rawLeft != 0) {
            const auto taken = static_cast<std::size_t>(std::min<std::uint64_t>(m_rawLeft, bytes.size()));
            takeRaw(stamp, bytes.substr(0, taken), sink);
            bytes.remove_prefix(taken);
            continue;
        }
        const auto end = bytes.find_first_of("\r\n");
        const auto taken = std::min(end, bytes.size());
        m_txLine.append(bytes.substr(0, taken));
        m_txTaken += taken;
        bytes.remove_prefix(taken);
        const bool ended = end != std::string_view::npos;
        if (ended || m_txLine.size() >= TxLineCap) {
            const auto line = std::move(m_txLine);
            m_txLine.clear();
            if (!line.empty())
                openCommand(stamp, {m_txTaken - line.size(), line.size()}, line, false, sink);
        }
        if (ended) {
            bytes.remove_prefix(1);
            ++m_txTaken;
        }
    }
}

Event Observer::sentData(Stamp stamp, const Transaction &transaction)
{
    auto event = make(stamp, Direction::Tx, EventKind::Payload, Why::SentData, {m_txTaken - m_txLine.size(), m_txLine.size()});
    event.of = transaction.id;
    event.form = transaction.promptForm;
    return event;
}

// The data behind the prompt is whole: the final has its time from here on.
void Observer::endData(Stamp stamp, Transaction &transaction)
{
    transaction.promptForm = decode::NoEntry;
    transaction.limitFrom = stamp;
    transaction.deadline = limitOf(transaction);
}

// Bytes of a file or of hexadecimal: at most as many as were announced. An event a line, so that commands among them are commands;
// other lines keep their line end, for those bytes are meant as well.
void Observer::takeRaw(Stamp stamp, std::string_view bytes, EventSink &sink)
{
    for (const char byte : bytes) {
        if (m_txLine.ends_with('\r') && byte != '\n')
            publishRaw(stamp, sink);
        ++m_txTaken;
        --m_rawLeft;
        if (std::exchange(m_rawEnded, false) && byte == '\n' && m_txLine.empty())
            continue;
        if (m_txLine.empty())
            m_txStamp = stamp;
        m_txLine += byte;
        const bool command = byte == '\r' && opensCommandLine(m_txLine);
        if (byte == '\n' || command || m_txLine.size() >= RawCap || m_rawLeft == 0)
            publishRaw(stamp, sink);
        m_rawEnded = command;
    }
}

void Observer::publishRaw(Stamp stamp, EventSink &sink)
{
    const auto bytes = std::move(m_txLine);
    m_txLine.clear();
    const auto from = m_txTaken - bytes.size();
    const auto line = std::string_view(bytes).substr(0, bytes.find_last_not_of("\r\n") + 1);
    if (line.size() < bytes.size() && opensCommandLine(line)) {
        openCommand(stamp, {from, line.size()}, line, false, sink);
        return;
    }
    auto event = make(stamp, Direction::Tx, EventKind::Payload, Why::SentRaw, {from, bytes.size()});
    publish(event, bytes, sink);
}

void Observer::publishUnended(EventSink &sink)
{
    if (m_txLine.empty())
        return;
    auto event = make(m_txStamp, Direction::Tx, EventKind::Noise, Why::NoLineEnd, {m_txTaken - m_txLine.size(), m_txLine.size()});
    event.flags |= EventFlag::Partial;
    const auto bytes = std::move(m_txLine);
    m_txLine.clear();
    publish(event, bytes, sink);
}

// What was open ends; what is announced and was not all sent goes on behind the bytes that nobody recorded.
void Observer::loseSent(Stamp stamp, std::uint64_t bytes, EventSink &sink)
{
    const auto waiting = std::find_if(m_outstanding.begin(), m_outstanding.end(),
                                      [](const Transaction &t) { return t.promptForm != decode::NoEntry; });
    if (waiting != m_outstanding.end()) {
        const auto have = m_txLine.size();
        auto event = sentData(stamp, *waiting);
        if (waiting->dataLeft >= 0) {
            const auto left = static_cast<std::uint64_t>(waiting->dataLeft);
            waiting->dataLeft -= static_cast<std::int64_t>(bytes < left - std::min<std::uint64_t>(left, have) ? have + bytes : left);
            if (waiting->dataLeft == 0)
                endData(stamp, *waiting);
        }
        if (have != 0)
            publish(event, std::exchange(m_txLine, {}), sink);
    } else if (m_rawLeft != 0 && !m_txLine.empty()) {
        publishRaw(stamp, sink);
    } else {
        publishUnended(sink);
    }
    m_rawLeft -= std::min(m_rawLeft, bytes);
    m_rawEnded = false;
}

// What is sent from here on is another sender's. Data behind an open prompt goes on.
void Observer::endSent(EventSink &sink)
{
    const bool open = std::any_of(m_outstanding.begin(), m_outstanding.end(),
                                  [](const Transaction &t) { return t.promptForm != decode::NoEntry; });
    if (!open && !m_txLine.empty()) {
        if (m_rawLeft != 0)
            publishRaw(m_txStamp, sink);
        else
            publishUnended(sink);
    }
    m_rawEnded = false;
}

// The forms that a sent line uses, and its limit.
Observer::Transaction Observer::describe(std::string_view line, Stamp stamp)
{
    Transaction transaction;
    transaction.sent = transaction.limitFrom = stamp;
    transaction.text = std::string(line.substr(0, EchoBytes));
    transaction.length = line.size();
    const catalog::LineContext context{&m_dialect->view(), m_dialect->name(), &m_facts};
    const auto parsed = catalog::parseLine(line, context);
    for (const auto &command : parsed.commands) {
        if (command.form)
            transaction.forms.push_back(m_dialect->idOf(command.form));
        if (transaction.name.empty())
            transaction.name = command.name;
    }
    transaction.deadline = limitOf(transaction);
    m_nextLimit = -1;
    return transaction;
}

// `echo`: the line came from the module and stands for the command that was sent.
void Observer::openCommand(Stamp stamp, base::Span span, std::string_view line, bool echo, EventSink &sink)
{
    const bool command = opensCommandLine(base::asTyped(line));
    auto transaction = describe(line, stamp);
    transaction.sentAt = span.offset;
    transaction.echoed = echo;
    if (echo)
        m_echoes = true;
    auto event = make(stamp, echo ? Direction::Rx : Direction::Tx, echo ? EventKind::Echo : EventKind::Command,
                      echo ? Why::EchoOpens : Why::SentLine, span);
    event.form = transaction.forms.empty() ? decode::NoEntry : transaction.forms.front();
    if (transaction.forms.empty())
        event.flags = EventFlag::Unknown;
    if (echo)
        event.flags |= EventFlag::Opens;
    if (command) {
        const auto place = echo ? std::optional(span.offset) : std::nullopt;
        // What ends by silence ends when the next command goes out.
        for (std::size_t i = 0; i < m_outstanding.size();) {
            const auto &older = m_outstanding[i];
            const auto form = m_dialect->form(older.forms.empty() ? decode::NoEntry : older.forms.back()).form;
            if (form && form->answer.final != catalog::FinalRule::Required && older.promptForm == decode::NoEntry)
                letGo(i, stamp, Why::EndedBySilence, sink, place);
            else
                ++i;
        }
        if (m_outstanding.size() >= MostOutstanding)
            letGo(0, stamp, Why::LimitExpired, sink, place);
    }
    publish(event, line, sink);
    if (!command)
        return;
    transaction.id = event.id;
    for (const int form : transaction.forms) {
        applyEffects(EffectOn::Sent, form, &transaction, {}, event, sink);
        takeReply(transaction, form);
    }
    m_outstanding.push_back(std::move(transaction));
    m_rearm = true;
}

// A reply takes its request off the list, so that the same one later is not taken for a repetition: the request whose fields it
// repeats, where they are to agree; else all that this command answers.
void Observer::takeReply(const Transaction &transaction, int form)
{
    const auto sent = m_dialect->form(form);
    catalog::ParsedLine parsed;
    for (auto &request : m_requests) {
        const auto *urc = m_dialect->urc(request.urc).urc;
        if (!urc || !sent.command || urc->reply.command != sent.command->name)
            continue;
        const auto &agree = urc->reply.agree;
        if (!agree.empty() && parsed.commands.empty()) {
            const catalog::LineContext context{&m_dialect->view(), m_dialect->name(), &m_facts};
            parsed = catalog::parseLine(transaction.text, context);
        }
        const auto *command = parsed.commands.empty() ? nullptr : &parsed.commands.front();
        for (const auto &one : parsed.commands)
            if (one.form == sent.form)
                command = &one;
        bool same = true;
        for (std::size_t i = 0; i < agree.size() && i < request.agrees.size() && command; ++i)
            if (const auto *argument = command->argument(agree[i].second); argument && argument->given)
                same = same && argument->text.substr(0, request.agrees[i].size() + 1) == request.agrees[i];
        if (same)
            request = {};
    }
}

} // namespace atscope::engine
