// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What comes from the module: every complete line is classified in the order of the rules (engine-and-log, rule 3): echo, final,
// declared answer shape, URC table, own prefix or none, unknown URC, noise.
#include <algorithm>
#include <utility>

#include "core/base/text.h"
#include "core/catalog/line_paste.h"
#include "core/decode/fields.h"
#include "core/engine/observer.h"

namespace atscope::engine {

using base::Direction;
using catalog::EffectOn;
using catalog::FinalRule;
using wire::Token;
using wire::TokenKind;

namespace {

std::uint64_t hashOf(std::string_view text) // FNV-1a
{
    std::uint64_t hash = 1469598103934665603ull;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
    return hash;
}

// +CME ERROR: 113 → 113; a text where it is none of the numbers.
expr::Value codeOf(const decode::FinalMatch &final)
{
    const auto number = base::toInteger(final.value);
    return number ? expr::Value(*number) : final.value.empty() ? expr::Value() : expr::Value(final.value);
}

} // namespace

std::uint16_t Observer::flagsOf(const Token &token)
{
    std::uint16_t flags = 0;
    if (token.broken)
        flags |= EventFlag::Broken;
    if (token.cut)
        flags |= EventFlag::Truncated;
    return flags;
}

void Observer::take(const Token &token, EventSink &sink)
{
    switch (token.kind) {
    case TokenKind::Line:
        takeLine(token, sink);
        break;
    case TokenKind::Payload:
        takePayload(token, sink);
        break;
    case TokenKind::Prompt:
        takePrompt(token, sink);
        break;
    case TokenKind::Partial: {
        auto event = make(token.endStamp, Direction::Rx, EventKind::Noise, Why::NoLineEnd, token.span);
        event.flags = static_cast<std::uint16_t>(flagsOf(token) | EventFlag::Partial);
        publish(event, token.bytes, sink);
        break;
    }
    }
}

void Observer::takeLine(const Token &token, EventSink &sink)
{
    if (tryTail(token, sink))
        return;
    m_tail.clear();
    // A line that announces or carries a counted payload is no echo and no final, whatever its text.
    const bool counted = token.announces || token.hasInlineData;
    if (!counted && (tryEchoAndFinal(token, sink) || tryEcho(token, sink) || tryFinal(token, sink)))
        return;
    if (tryAnswerShape(token, sink))
        return;
    const auto head = decode::headOf(token.bytes);
    auto match = m_dialect->urcOf(token.bytes, head);
    // The framer has already told which shape announces the data.
    if (const auto ref = m_dialect->announcer(token.id); token.id != 0 && ref.urc != decode::NoEntry)
        match = {ref.urc, ref.shape, true};
    const bool inTable = match.urc != decode::NoEntry;
    if (inTable && match.fits) {
        takeUrc(token, match, sink);
        return;
    }
    if (tryOwnPrefix(token, head, sink))
        return;
    if (m_outstanding.empty() && !counted) {
        if (const auto orphan = m_dialect->orphanAnswer(token.bytes, head); orphan.found()) {
            auto event = make(token.endStamp, Direction::Rx, EventKind::Answer, Why::AnswerOrphan, token.span);
            event.flags = static_cast<std::uint16_t>(flagsOf(token) | EventFlag::Orphan);
            event.form = orphan.form;
            event.shape = orphan.shape;
            publish(event, token.bytes, sink);
            return;
        }
    }
    if (inTable) {
        takeUrc(token, match, sink);
        return;
    }
    const bool urc = head.marked;
    auto event = make(token.endStamp, Direction::Rx, urc ? EventKind::Urc : EventKind::Noise, urc ? Why::UrcUnknown : Why::NoRule,
                      token.span);
    event.flags = flagsOf(token);
    if (urc)
        event.flags |= EventFlag::Unknown;
    publish(event, token.bytes, sink);
}

// FAIL behind "+CME ERROR:…" on modules that print both: it belongs to the same command and completes nothing.
bool Observer::tryTail(const Token &token, EventSink &sink)
{
    if (m_tail.empty() || token.bytes != m_tail)
        return false;
    m_tail.clear();
    auto event = make(token.endStamp, Direction::Rx, EventKind::Final, Why::TailOfFinal, token.span);
    event.of = m_lastFinal.id;
    event.form = m_lastFinal.form;
    publish(event, token.bytes, sink);
    return true;
}

bool Observer::tryFinal(const Token &token, EventSink &sink)
{
    std::span<const int> forms;
    if (!m_outstanding.empty())
        forms = m_outstanding.front().forms;
    const auto final = m_dialect->final(token.bytes, forms);
    if (!final)
        return false;
    auto event = make(token.endStamp, Direction::Rx, EventKind::Final, Why::FinalAnchored, token.span);
    event.success = final.success;
    // Nothing outstanding, or the module echoes and has not echoed the new command yet: it belongs to one that was given up.
    const bool early = !m_outstanding.empty() && m_echoes && !m_outstanding.front().echoed;
    if ((m_outstanding.empty() || early) && tryLateFinal(token, final, sink))
        return true;
    if (m_outstanding.empty() || (early && !m_expired.empty())) {
        if (m_expired.empty()) {
            event.why = Why::FinalAlone;
            event.flags = EventFlag::Unsolicited;
        } else {
            event.why = Why::FinalAfterLimit;
            event.flags = EventFlag::Late;
            event.of = m_expired.back().id;
            event.form = m_expired.back().form;
            m_expired.pop_back();
        }
        publish(event, token.bytes, sink);
        return true;
    }
    auto &transaction = m_outstanding.front();
    event.of = transaction.id;
    event.form = transaction.forms.empty() ? decode::NoEntry : transaction.forms.back();
    if (transaction.sent.known() && event.stamp.known())
        event.ms = base::millisBetween(transaction.sent, event.stamp);
    const auto form = m_dialect->form(event.form).form;
    // A final that the form declares itself has no entry in the table of finals.
    if (form && form->answer.okIsNotFinal && final.success && final.final && !final.final->value && !transaction.accepted) {
        transaction.accepted = true; // AT+CIPSEND=4: OK, then ">", then SEND OK
        event.why = Why::AcceptsOnly;
        publish(event, token.bytes, sink);
        return true;
    }
    if (final.final)
        m_tail = final.final->tail;
    if (!m_tail.empty())
        m_lastFinal = {event.of, event.form, transaction.sent, transaction.text.substr(0, FinishedBytes)};
    publish(event, token.bytes, sink);
    closeTransaction(0, event.success, event, sink, codeOf(final));
    return true;
}

// A final behind the command's own OK, where its completion declares one: +CME ERROR seconds after it.
bool Observer::tryLateFinal(const Token &token, const decode::FinalMatch &final, EventSink &sink)
{
    if (m_pending.empty())
        return false;
    auto event = make(token.endStamp, Direction::Rx, EventKind::Final, Why::FinalOfCompletion, token.span);
    const expr::Value code = codeOf(final);
    const std::string_view name = final.final ? std::string_view(final.final->text) : final.text;
    for (std::size_t i = 0; i < m_pending.size(); ++i) {
        if (!completeStep(m_pending[i], event, name, {}, code))
            continue;
        event.form = m_pending[i].forms.back();
        if (event.completes == 0)
            event.success = final.success;
        if (final.final)
            m_tail = final.final->tail;
        if (!m_tail.empty())
            m_lastFinal = {event.of, event.form, m_pending[i].sent, m_pending[i].text.substr(0, FinishedBytes)};
        publish(event, token.bytes, sink);
        settleCompletion(i, event, {}, sink);
        return true;
    }
    return false;
}

// The event ends what waits at `pending` (an index in m_pending).
void Observer::settleCompletion(std::size_t pending, const Event &event, const std::vector<catalog::Argument> &fields, EventSink &sink)
{
    if (event.completes == 0 || pending >= m_pending.size())
        return;
    const auto ended = std::move(m_pending[pending]);
    m_pending.erase(m_pending.begin() + static_cast<std::ptrdiff_t>(pending));
    applyEffects(event.success ? EffectOn::Completion : EffectOn::Failure, ended.forms.back(), &ended, fields, event, sink);
}

void Observer::publishAnswer(const Token &token, std::size_t index, int form, int shape, Why why, EventSink &sink)
{
    auto &transaction = m_outstanding[index];
    auto event = make(token.endStamp, Direction::Rx, EventKind::Answer, why, token.span);
    event.flags = flagsOf(token);
    event.of = transaction.id;
    event.form = form;
    event.shape = shape;
    ++transaction.answers;
    const auto *declared = m_dialect->form(form).form;
    if (declared && declared->answer.final != FinalRule::Required)
        if (const auto silence = silenceOf(declared->answer, transaction); silence > 0)
            transaction.deadline = event.stamp.plus(silence); // silence ends it (rule 7)
    // Fields cost more than all else: only where something asks for them.
    std::vector<catalog::Argument> fields;
    const auto *line = shape == decode::NoEntry ? nullptr : m_dialect->shape({form, decode::NoEntry, shape});
    const bool asked = declared && line && (!declared->effects.empty() || declared->completion.present());
    if (asked)
        fields = decode::fieldsOf(*m_dialect, {form, decode::NoEntry, shape}, token.bytes, &m_facts);
    if (asked && !declared->remembered.empty())
        for (const int wanted : declared->remembered)
            for (const auto &field : fields) {
                const auto &name = declared->fieldNames[static_cast<std::size_t>(wanted)];
                if (!field.given || !field.parameter || field.parameter->name != name || field.text.size() > MostRemembered)
                    continue;
                std::erase_if(transaction.answered, [wanted](const auto &entry) { return entry.first == wanted; });
                transaction.answered.emplace_back(wanted, field.value);
            }
    // What others send as a URC may come as a line of the answer.
    if (asked && form == transaction.forms.back())
        completeStep(transaction, event, line->prefix, fields);
    publish(event, token.bytes, sink);
    m_announced = event;
    if (shape == decode::NoEntry)
        return;
    if (asked) {
        applyEffects(EffectOn::Answer, form, &transaction, fields, event, sink);
        if (event.completes != 0)
            applyEffects(event.success ? EffectOn::Completion : EffectOn::Failure, form, &transaction, fields, event, sink);
    }
    recogniseModule(event, token.bytes, sink);
}

bool Observer::tryAnswerShape(const Token &token, EventSink &sink)
{
    for (std::size_t i = 0; i < m_outstanding.size(); ++i) {
        for (const int form : m_outstanding[i].forms) {
            const int shape = m_dialect->answerShape(form, token.bytes);
            if (shape == decode::NoEntry)
                continue;
            const auto *declared = m_dialect->shape({form, decode::NoEntry, shape});
            if (i > 0) {
                // A module works on one line after the other: the answer of a later command shows that the ones before it
                // got no final. A bare line proves nothing.
                if (declared->prefix.empty())
                    continue;
                for (std::size_t n = 0; n < i; ++n)
                    letGo(0, token.endStamp, Why::Overtaken, sink, token.span.offset);
            }
            publishAnswer(token, i > 0 ? 0 : i, form, shape, Why::AnswerShape, sink);
            return true;
        }
    }
    return false;
}

bool Observer::tryOwnPrefix(const Token &token, const decode::LineHead &head, EventSink &sink)
{
    if (m_outstanding.empty())
        return false;
    const auto &transaction = m_outstanding.front();
    if (!head.marked) {
        publishAnswer(token, 0, transaction.forms.empty() ? decode::NoEntry : transaction.forms.front(), decode::NoEntry, Why::AnswerBare,
                      sink);
        return true;
    }
    for (const int form : transaction.forms) {
        const auto ref = m_dialect->form(form);
        if (ref.command && decode::Dialect::answerPrefix(ref.command->name) == head.name) {
            publishAnswer(token, 0, form, decode::NoEntry, Why::AnswerPrefix, sink);
            return true;
        }
    }
    if (!transaction.name.empty() && decode::Dialect::answerPrefix(transaction.name) == head.name) {
        publishAnswer(token, 0, decode::NoEntry, decode::NoEntry, Why::AnswerPrefix, sink);
        return true;
    }
    return false;
}

// The same request again before it was answered: modules repeat it about three times with the same id.
bool Observer::isRepeated(int urc, std::string_view line, const std::vector<catalog::Argument> &fields)
{
    const auto hash = hashOf(line);
    for (const auto &request : m_requests)
        if (request.urc == urc && request.hash == hash)
            return true;
    Request made{hash, urc, {}};
    for (const auto &[field, parameter] : m_dialect->urc(urc).urc->reply.agree) {
        const auto it = std::find_if(fields.begin(), fields.end(), [&, wanted = &field](const catalog::Argument &a) {
            return a.parameter && a.parameter->name == *wanted;
        });
        made.agrees.push_back(it == fields.end() ? std::string() : it->text.substr(0, MostRemembered));
    }
    m_requests[m_nextRequest] = std::move(made);
    m_nextRequest = (m_nextRequest + 1) % m_requests.size();
    return false;
}

// Modules report the same state over and over. What a line changes follows from its bytes, the facts and the dialect alone: one
// that changed nothing changes nothing until one of these does.
bool Observer::isSettled(const decode::Dialect::UrcMatch &match, std::string_view line) const
{
    if (m_settledAt != m_facts.revision())
        return false;
    return std::any_of(m_settled.begin(), m_settled.end(), [&](const Settled &settled) {
        return settled.urc == match.urc && settled.shape == match.shape && settled.line == line;
    });
}

void Observer::settle(const decode::Dialect::UrcMatch &match, std::string_view line)
{
    if (line.size() > MostSettledBytes)
        return;
    if (std::exchange(m_settledAt, m_facts.revision()) != m_facts.revision())
        forgetSettled();
    auto &place = m_settled[m_nextSettled];
    m_nextSettled = (m_nextSettled + 1) % m_settled.size();
    place.urc = match.urc;
    place.shape = match.shape;
    place.line.assign(line);
}

void Observer::forgetSettled()
{
    for (auto &settled : m_settled)
        settled.urc = decode::NoEntry;
}

void Observer::takeUrc(const Token &token, const decode::Dialect::UrcMatch &match, EventSink &sink)
{
    auto event = make(token.endStamp, Direction::Rx, EventKind::Urc, Why::UrcTable, token.span);
    event.flags = flagsOf(token);
    event.urc = match.urc;
    event.shape = match.shape;
    const auto ref = m_dialect->urc(match.urc);
    const bool request = ref.urc->kind == catalog::UrcKind::Request;
    // Fields cost more than all else here, and most URCs change nothing and complete nothing.
    const bool acts = !ref.urc->effects.empty() && !isSettled(match, token.bytes);
    std::vector<catalog::Argument> fields;
    if (request || acts || !m_pending.empty() || !m_outstanding.empty())
        fields = decode::fieldsOf(*m_dialect, {decode::NoEntry, match.urc, match.shape}, token.bytes, &m_facts);
    if (request && isRepeated(match.urc, token.bytes, fields))
        event.flags |= EventFlag::Repeated;
    std::size_t pending = m_pending.size();
    for (std::size_t i = 0; i < m_pending.size() && event.of == 0; ++i)
        if (completeStep(m_pending[i], event, ref.urc->name, fields))
            pending = i;
    Transaction early; // of a command whose final has not come yet
    bool isEarly = false;
    for (std::size_t i = 0; i < m_outstanding.size() && event.of == 0; ++i)
        if (completeStep(m_outstanding[i], event, ref.urc->name, fields)) {
            early = m_outstanding[i];
            isEarly = true;
        }
    publish(event, token.bytes, sink);
    m_announced = event;
    if (acts) {
        const auto before = m_facts.revision();
        applyUrcEffects(match.urc, fields, event, sink);
        if (m_facts.revision() == before)
            settle(match, token.bytes);
    }
    if (isEarly && event.completes != 0)
        applyEffects(event.success ? EffectOn::Completion : EffectOn::Failure, early.forms.back(), &early, fields, event, sink);
    else
        settleCompletion(pending, event, fields, sink);
}

void Observer::takePayload(const Token &token, EventSink &sink)
{
    const auto ref = m_dialect->announcer(token.id);
    auto event = make(token.endStamp, Direction::Rx, EventKind::Payload, token.broken ? Why::CountBroken : Why::Counted, token.span);
    event.flags = flagsOf(token);
    if (ref.found()) {
        event.form = ref.form;
        event.urc = ref.urc;
        event.shape = ref.shape;
        event.of = m_announced.of;
    } else {
        // Raw HTTP behind AT^ONENETPOST: it belongs to the oldest command that waits for such an answer.
        event.why = Why::HttpAnswer;
        for (auto &transaction : m_outstanding)
            for (const int form : transaction.forms) {
                const auto *declared = m_dialect->form(form).form;
                if (event.of != 0 || !declared || declared->answer.kind != catalog::AnswerKind::Http)
                    continue;
                event.of = transaction.id;
                event.form = form;
                if (declared->answer.final != FinalRule::Required)
                    if (const auto silence = silenceOf(declared->answer, transaction); silence > 0)
                        transaction.deadline = event.stamp.plus(silence);
            }
    }
    publish(event, token.bytes, sink);
}

void Observer::takePrompt(const Token &token, EventSink &sink)
{
    const int form = static_cast<int>(token.id) - 1;
    auto event = make(token.endStamp, Direction::Rx, EventKind::Prompt, Why::PromptArmed, token.span);
    event.form = form;
    for (auto &transaction : m_outstanding) {
        if (std::find(transaction.forms.begin(), transaction.forms.end(), form) == transaction.forms.end())
            continue;
        event.of = transaction.id;
        transaction.promptForm = form;
        transaction.dataLeft = -1;
        const auto &prompt = m_dialect->form(form).form->prompt;
        if (!prompt.countParameter.empty()) {
            const catalog::LineContext context{&m_dialect->view(), m_dialect->name(), &m_facts};
            const auto parsed = catalog::parseLine(transaction.text, context);
            for (const auto &command : parsed.commands)
                if (const auto *count = command.argument(prompt.countParameter); count && count->value.isInteger())
                    transaction.dataLeft = std::max<std::int64_t>(0, count->value.integer());
        }
        if (transaction.deadline.known() && event.stamp.known())
            transaction.deadline = event.stamp.plus(prompt.timeout);
        break;
    }
    publish(event, token.bytes, sink);
}

// An identification answer names another module than the one we believe in: from here on its profile counts. The longest model
// name wins: ML302A before ML302. What the firmware is called counts only while nobody has said which model it is.
void Observer::recogniseModule(const Event &event, std::string_view bytes, EventSink &sink)
{
    const auto form = m_dialect->form(event.form).form;
    if (!m_options.followIdentity || !form)
        return;
    const bool firmware = form->role == "identify.firmware" && m_dialect->view().module().lenient;
    if (!firmware && form->role != "identify.model")
        return;
    const catalog::ModuleProfile *best = nullptr;
    for (const auto &module : m_dialect->view().catalog().model().modules)
        for (const auto &identify : module.identify) {
            if (identify.role != form->role || (best && best->id.size() >= module.id.size()))
                continue;
            const auto pattern = expr::Pattern::compile(identify.pattern);
            if (pattern.ok() && pattern->search(bytes) == expr::Tri::True)
                best = &module;
        }
    if (!best || best == &m_dialect->view().module())
        return;
    auto note = make(event.stamp, Direction::Rx, EventKind::Note, Why::ModuleRecognised, {event.span.end(), 0});
    note.of = event.id;
    publish(note, "{\"atscope\":1,\"profile\":\"" + best->id + "\"}", sink);
    setDialect(best->id, {});
}

} // namespace atscope::engine
