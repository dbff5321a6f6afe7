// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/observer.h"

#include <algorithm>
#include <utility>

#include <QJsonDocument>
#include <QJsonObject>

#include "core/base/text.h"
#include "core/decode/fields.h"

namespace atscope::engine {

using base::Direction;
using base::Stamp;
using catalog::CompletionMode;
using catalog::EffectOn;
using catalog::FinalRule;

namespace {
constexpr base::Millis DefaultLimit = 5000;       // a plain answer (wire-facts 1.3)
constexpr base::Millis DefaultCompletion = 60000; // an asynchronous result
constexpr std::size_t MostExpired = 8;

void earlier(Stamp &best, Stamp candidate)
{
    if (candidate.known() && (!best.known() || candidate < best))
        best = candidate;
}

} // namespace

const char *kindName(EventKind kind)
{
    switch (kind) {
    case EventKind::Command: return "command";
    case EventKind::Echo: return "echo";
    case EventKind::Answer: return "answer";
    case EventKind::Final: return "final";
    case EventKind::Urc: return "urc";
    case EventKind::Prompt: return "prompt";
    case EventKind::Payload: return "payload";
    case EventKind::Noise: return "noise";
    case EventKind::Status: return "status";
    case EventKind::Gap: return "gap";
    case EventKind::Note: return "note";
    }
    return "noise";
}

const char *whyCode(Why why)
{
    switch (why) {
    case Why::SentLine: return "sent-line";
    case Why::SentData: return "sent-data";
    case Why::SentRaw: return "sent-raw";
    case Why::EchoExact: return "echo-exact";
    case Why::EchoDamaged: return "echo-damaged";
    case Why::EchoOpens: return "echo-opens";
    case Why::FinalAnchored: return "final-anchored";
    case Why::FinalAfterLimit: return "final-after-limit";
    case Why::FinalAlone: return "final-alone";
    case Why::AcceptsOnly: return "accepts-only";
    case Why::AnswerShape: return "answer-shape";
    case Why::AnswerPrefix: return "answer-prefix";
    case Why::AnswerBare: return "answer-bare";
    case Why::AnswerOrphan: return "answer-orphan";
    case Why::UrcTable: return "urc-table";
    case Why::UrcUnknown: return "urc-unknown";
    case Why::PromptArmed: return "prompt-armed";
    case Why::Counted: return "counted";
    case Why::CountBroken: return "count-broken";
    case Why::HttpAnswer: return "http-answer";
    case Why::NoRule: return "no-rule";
    case Why::NoLineEnd: return "no-line-end";
    case Why::LimitExpired: return "limit-expired";
    case Why::EndedBySilence: return "ended-by-silence";
    case Why::Overtaken: return "overtaken";
    case Why::CompletionExpired: return "completion-expired";
    case Why::NoteRead: return "note-read";
    case Why::LossRecorded: return "loss-recorded";
    case Why::LinesChanged: return "lines-changed";
    case Why::ModuleRecognised: return "module-recognised";
    case Why::TailOfFinal: return "tail-of-final";
    case Why::DialectRecognised: return "dialect-recognised";
    case Why::FinalOfCompletion: return "final-of-completion";
    case Why::CarriedOver: return "carried-over";
    case Why::FileDamaged: return "file-damaged";
    case Why::DriverOverran: return "driver-overran";
    }
    return "no-rule";
}

Observer::Observer(std::shared_ptr<const decode::Dialect> dialect, ObserverOptions options)
    : m_dialect(std::move(dialect)), m_options(std::move(options))
{
    m_rx.setFinals(m_dialect->finalTexts());
    m_rx.setTable(m_dialect->frames());
    for (const auto &[fact, value] : m_dialect->view().module().facts)
        if (const auto *declared = m_dialect->view().fact(fact))
            m_facts.set(fact, catalog::factValue(*declared, value));
    updateSilence();
}

std::uint64_t Observer::taken(Direction direction) const
{
    return direction == Direction::Rx ? m_rx.taken() : m_txTaken;
}

void Observer::feed(Stamp stamp, Direction direction, std::string_view bytes, EventSink &sink)
{
    m_fresh = false;
    if (m_carriedBytes[index(direction)] > 0) {
        bytes = takeCarried(stamp, direction, bytes);
        if (bytes.empty())
            return;
    }
    if (stamp.known())
        advance(stamp, sink);
    if (direction == Direction::Tx) {
        takeSent(stamp, bytes, sink);
        rearm();
        return;
    }
    m_rx.append(stamp, bytes);
    drain(sink);
}

void Observer::drain(EventSink &sink)
{
    while (const auto token = m_rx.next()) {
        take(*token, sink);
        rearm();
    }
}

void Observer::advance(Stamp now, EventSink &sink)
{
    if (!now.known())
        return;
    for (;;) {
        const Stamp next = nextDeadline();
        if (!next.known() || next > now)
            break;
        if (const Stamp silence = m_rx.nextDeadline(); silence.known() && silence <= next) {
            m_rx.advance(next);
            drain(sink);
            if (m_rx.nextDeadline() == silence)
                break; // the framer waits for nothing else: never spin
            continue;
        }
        expire(next, sink);
    }
    rearm();
}

Stamp Observer::nextDeadline() const
{
    Stamp best = m_rx.nextDeadline();
    for (const auto &transaction : m_outstanding)
        earlier(best, transaction.deadline);
    for (const auto &transaction : m_pending)
        earlier(best, transaction.deadline);
    return best;
}

void Observer::expire(Stamp now, EventSink &sink)
{
    for (std::size_t i = 0; i < m_outstanding.size();) {
        auto &transaction = m_outstanding[i];
        if (!transaction.deadline.known() || transaction.deadline > now) {
            ++i;
            continue;
        }
        const auto form = m_dialect->form(transaction.forms.empty() ? decode::NoEntry : transaction.forms.back()).form;
        const bool endsBySilence = form && form->answer.final != FinalRule::Required;
        letGo(i, transaction.deadline, endsBySilence ? Why::EndedBySilence : Why::LimitExpired, sink);
    }
    for (std::size_t i = 0; i < m_pending.size();) {
        if (!m_pending[i].deadline.known() || m_pending[i].deadline > now) {
            ++i;
            continue;
        }
        auto transaction = std::move(m_pending[i]);
        m_pending.erase(m_pending.begin() + static_cast<std::ptrdiff_t>(i));
        const auto form = m_dialect->form(transaction.forms.empty() ? decode::NoEntry : transaction.forms.back()).form;
        if (form && !form->completion.mandatory())
            continue;
        auto event = make(transaction.deadline, Direction::Rx, EventKind::Status, Why::CompletionExpired, {m_rx.settled(), 0});
        event.of = transaction.id;
        event.form = transaction.forms.empty() ? decode::NoEntry : transaction.forms.back();
        event.ms = base::millisBetween(transaction.sent, transaction.deadline);
        publish(event, {}, sink);
        applyEffects(EffectOn::Failure, event.form, &transaction, {}, event, sink);
    }
}

// Takes a command out without a final: its limit expired, silence ended it, or a later command's answer shows that it is over.
void Observer::letGo(std::size_t index, Stamp stamp, Why why, EventSink &sink, std::optional<std::uint64_t> place)
{
    const auto &transaction = m_outstanding[index];
    auto event = make(stamp, Direction::Rx, EventKind::Status, why, {place.value_or(m_rx.settled()), 0});
    event.of = transaction.id;
    event.form = transaction.forms.empty() ? decode::NoEntry : transaction.forms.back();
    event.success = why == Why::EndedBySilence;
    event.ms = stamp.known() && transaction.sent.known() ? base::millisBetween(transaction.sent, stamp) : -1;
    if (!event.success) {
        m_expired.push_back({transaction.id, event.form, transaction.sent, transaction.text.substr(0, FinishedBytes)});
        if (m_expired.size() > MostExpired)
            m_expired.pop_front();
    }
    publish(event, {}, sink);
    if (event.success) {
        closeTransaction(index, true, event, sink);
        return;
    }
    m_outstanding.erase(m_outstanding.begin() + static_cast<std::ptrdiff_t>(index));
    m_rearm = true;
}

Stamp Observer::limitOf(const Transaction &transaction) const
{
    if (!transaction.limitFrom.known())
        return {};
    base::Millis limit = DefaultLimit;
    if (m_nextLimit >= 0) {
        limit = m_nextLimit;
    } else if (!transaction.forms.empty()) {
        const auto form = m_dialect->form(transaction.forms.back()).form;
        if (form && form->timeout.present()) {
            const bool asks = !form->timeout.compiled.usedSlots().empty(); // else it is the same for every line
            const catalog::LineContext context{&m_dialect->view(), m_dialect->name(), &m_facts};
            const auto parsed = asks ? catalog::parseLine(transaction.text, context) : catalog::ParsedLine();
            const auto *command = parsed.commands.empty() ? nullptr : &parsed.commands.back();
            const decode::EventScope scope(*m_dialect, &m_facts, command, nullptr, nullptr);
            limit = form->timeout.compiled.millis(scope).value_or(DefaultLimit);
        }
    }
    return transaction.limitFrom.plus(limit);
}

// Silence that ends the answer: as declared, and never below twice the pause that the module was told to make.
base::Millis Observer::silenceOf(const catalog::Answer &answer, const Transaction &transaction) const
{
    if (!answer.silenceAtLeast.present())
        return answer.silence;
    const catalog::LineContext context{&m_dialect->view(), m_dialect->name(), &m_facts};
    const auto parsed = catalog::parseLine(transaction.text, context);
    const auto *command = parsed.commands.empty() ? nullptr : &parsed.commands.back();
    const decode::EventScope scope(*m_dialect, &m_facts, command, nullptr, nullptr);
    return std::max(answer.silence, answer.silenceAtLeast.compiled.millis(scope).value_or(0));
}

// The same for payloads: the framer takes the longest pause that is known.
void Observer::updateSilence()
{
    if (!m_dialect->hasLeastSilence() || m_silenceFacts == m_facts.revision() + 1)
        return;
    m_silenceFacts = m_facts.revision() + 1; // 0: never made
    std::vector<int> forms;
    for (const auto &transaction : m_outstanding)
        forms.insert(forms.end(), transaction.forms.begin(), transaction.forms.end());
    const decode::EventScope scope(*m_dialect, &m_facts, nullptr, nullptr, nullptr);
    m_rx.setLeastSilence(m_dialect->leastSilence(forms, scope));
}

base::Millis Observer::completionTime(const catalog::Form &form, const decode::EventScope &scope)
{
    return form.completion.deadline.present() ? form.completion.deadline.compiled.millis(scope).value_or(DefaultCompletion) : DefaultCompletion;
}

// The final came (or silence stood for it): effects, and waiting for the completion where there is one.
void Observer::closeTransaction(std::size_t index, bool success, const Event &cause, EventSink &sink, const expr::Value &code)
{
    const Stamp stamp = cause.stamp;
    auto transaction = std::move(m_outstanding[index]);
    m_outstanding.erase(m_outstanding.begin() + static_cast<std::ptrdiff_t>(index));
    m_rearm = true;
    for (const int form : transaction.forms)
        applyEffects(success ? EffectOn::Ok : EffectOn::Error, form, &transaction, {}, cause, sink, code);
    if (!success || transaction.completed || transaction.forms.empty())
        return;
    const auto form = m_dialect->form(transaction.forms.back()).form;
    if (!form || !form->completion.present())
        return;
    const catalog::LineContext context{&m_dialect->view(), m_dialect->name(), &m_facts};
    const auto parsed = catalog::parseLine(transaction.text, context);
    const auto *command = parsed.commands.empty() ? nullptr : &parsed.commands.back();
    decode::EventScope scope(*m_dialect, &m_facts, command, nullptr, nullptr);
    scope.setAnswered(&transaction.answered);
    if (form->completion.when.present() && form->completion.when.compiled.isFalse(scope))
        return;
    transaction.final = true;
    transaction.success = true;
    transaction.deadline = stamp.plus(completionTime(*form, scope));
    m_pending.push_back(std::move(transaction));
    if (m_pending.size() > MostOutstanding)
        m_pending.pop_front();
}

// Does this line take part in ending the command? Marks its step; fills `event` where it does.
bool Observer::completeStep(Transaction &transaction, Event &event, std::string_view name,
                            const std::vector<catalog::Argument> &fields, const expr::Value &code)
{
    if (transaction.forms.empty() || transaction.completed || name.empty())
        return false;
    const auto form = m_dialect->form(transaction.forms.back()).form;
    if (!form || !form->completion.present())
        return false;
    const auto &completion = form->completion;
    if (std::none_of(completion.steps.begin(), completion.steps.end(), [name](const auto &step) { return step.urc == name; }))
        return false;
    const catalog::LineContext context{&m_dialect->view(), m_dialect->name(), &m_facts};
    const auto parsed = catalog::parseLine(transaction.text, context);
    const auto *command = parsed.commands.empty() ? nullptr : &parsed.commands.back();
    decode::EventScope scope(*m_dialect, &m_facts, command, &fields, &form->fieldNames);
    scope.setAnswered(&transaction.answered);
    scope.setCode(code);
    if (completion.when.present() && completion.when.compiled.isFalse(scope))
        return false;
    transaction.steps.resize(completion.steps.size());
    const auto came = [&](std::size_t i) {
        const auto &step = completion.steps[i];
        return transaction.steps[i] || step.optional || step.failure || step.progress;
    };
    for (std::size_t i = 0; i < completion.steps.size(); ++i) {
        const auto &step = completion.steps[i];
        if (step.urc != name || transaction.steps[i])
            continue;
        if (step.when.present() && !step.when.compiled.isTrue(scope))
            continue;
        if (step.progress) {
            event.of = transaction.id;
            if (transaction.final) // before that the deadline is the final's
                transaction.deadline = event.stamp.plus(completionTime(*form, scope));
            return true;
        }
        if (completion.mode == CompletionMode::InOrder && !step.failure) {
            bool ready = true;
            for (std::size_t before = 0; before < i; ++before)
                ready = ready && came(before);
            if (!ready)
                continue;
        }
        transaction.steps[i] = true;
        event.of = transaction.id;
        bool done = step.failure;
        if (!done && completion.mode == CompletionMode::AnyOf)
            done = !step.optional || !completion.mandatory();
        if (!done && completion.mode != CompletionMode::AnyOf) {
            done = true;
            for (std::size_t other = 0; other < completion.steps.size(); ++other)
                done = done && came(other);
        }
        if (done) {
            event.completes = transaction.id;
            event.completionStep = static_cast<int>(i);
            event.success = !step.failure;
            event.ms = transaction.sent.known() && event.stamp.known() ? base::millisBetween(transaction.sent, event.stamp) : -1;
            transaction.completed = true;
        }
        return true;
    }
    return false;
}

void Observer::applyEffects(EffectOn on, int id, const Transaction *transaction, const std::vector<catalog::Argument> &fields,
                            const Event &cause, EventSink &sink, const expr::Value &code)
{
    const auto form = m_dialect->form(id).form;
    if (!form || std::none_of(form->effects.begin(), form->effects.end(), [on](const auto &e) { return e.on == on; }))
        return;
    const catalog::LineContext context{&m_dialect->view(), m_dialect->name(), &m_facts};
    catalog::ParsedLine parsed;
    const catalog::ParsedCommand *command = nullptr;
    if (transaction) {
        parsed = catalog::parseLine(transaction->text, context);
        for (const auto &candidate : parsed.commands)
            if (candidate.form == form)
                command = &candidate;
    }
    const catalog::Effect *shows = nullptr; // the dialect changes when all effects are done
    {
        decode::EventScope scope(*m_dialect, &m_facts, command, &fields, &form->fieldNames);
        scope.setCode(code);
        if (transaction)
            scope.setAnswered(&transaction->answered);
        for (const auto &effect : form->effects)
            if (effect.on == on && !catalog::applyEffect(effect, scope, m_dialect->view().catalog().model(), m_facts).empty())
                shows = &effect;
    }
    updateSilence();
    if (shows)
        followDialect(*shows, cause, sink);
}

void Observer::applyUrcEffects(int id, const std::vector<catalog::Argument> &fields, const Event &cause, EventSink &sink)
{
    const auto urc = m_dialect->urc(id).urc;
    if (!urc || urc->effects.empty())
        return;
    const catalog::Effect *shows = nullptr;
    {
        const decode::EventScope scope(*m_dialect, &m_facts, nullptr, &fields, &urc->fieldNames);
        for (const auto &effect : urc->effects)
            if (!catalog::applyEffect(effect, scope, m_dialect->view().catalog().model(), m_facts).empty())
                shows = &effect;
    }
    updateSilence();
    if (shows)
        followDialect(*shows, cause, sink);
}

// Only one dialect prints this: from here on it counts, and the recording says why.
void Observer::followDialect(const catalog::Effect &effect, const Event &cause, EventSink &sink)
{
    const auto &module = m_dialect->view().module();
    const bool has = std::find(module.dialects.begin(), module.dialects.end(), effect.dialect) != module.dialects.end();
    if (!m_options.followDialect || !has || m_dialect->name() == effect.dialect)
        return;
    auto note = make(cause.stamp, cause.direction, EventKind::Note, Why::DialectRecognised, {cause.span.end(), 0});
    note.of = cause.id;
    QJsonObject object{{QStringLiteral("atscope"), 1}};
    object.insert(QStringLiteral("dialect"), QString::fromStdString(effect.dialect));
    object.insert(QStringLiteral("reason"), QString::fromStdString(effect.reason.en));
    publish(note, QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString(), sink);
    const std::string id = module.id;
    setDialect(id, effect.dialect);
}

// Announcers, prompts and raw HTTP of what is outstanding; URC announcers are always armed (rule 2).
void Observer::rearm()
{
    if (!m_rearm)
        return;
    m_rearm = false;
    std::vector<int> forms;
    for (const auto &transaction : m_outstanding)
        for (const int form : transaction.forms)
            if (m_dialect->needsFrames(form))
                forms.push_back(form);
    if (forms == m_armed)
        return;
    m_armed = std::move(forms);
    m_silenceFacts = 0;
    updateSilence();
    m_rx.setTable(m_armed.empty() ? m_dialect->frames() : m_dialect->frames(m_armed));
}

void Observer::setDialect(std::string_view module, std::string_view dialect)
{
    if (!m_options.dialectFor)
        return;
    auto next = m_options.dialectFor(module, dialect);
    if (!next || next == m_dialect)
        return;
    m_dialect = std::move(next);
    forgetSettled();
    m_rx.setFinals(m_dialect->finalTexts());
    m_silenceFacts = 0;
    m_armed = {decode::NoEntry}; // equals no list of forms: the table is set anew
    m_rearm = true;
}

void Observer::note(Stamp stamp, std::string_view json, EventSink &sink)
{
    if (stamp.known())
        advance(stamp, sink);
    if (json != m_noteText) { // before a command stands mostly the same one
        m_noteText = json;
        m_note = readNote(json);
    }
    const auto note = m_note; // who hears an event may send, with another note
    const bool carries = m_fresh && note.part;
    m_fresh = carries; // there may be more of them
    if (carries)
        expectOpen(note.state);
    if (note.sender) {
        // Another sender begins: what the one before left without a line end is no beginning of the next line.
        endSent(sink);
        m_rawLeft = note.raw;
    }
    auto event = make(stamp, Direction::Rx, EventKind::Note, Why::NoteRead, {m_rx.taken() + m_carriedBytes[0], 0});
    publish(event, json, sink);
    if (carries)
        carryOver(note.state, sink);
    else if (note.ours)
        actOn(note, stamp, sink);
}

void Observer::actOn(const NoteContent &note, Stamp stamp, EventSink &sink)
{
    if (note.profile || note.dialect) {
        auto module = note.profile.value_or(std::string());
        if (module.empty())
            module = m_dialect->view().module().id;
        setDialect(module, note.dialect.value_or(std::string()));
        m_options.followIdentity = m_options.followIdentity && !note.profile;
        m_options.followDialect = m_options.followDialect && !note.dialect;
    }
    if (note.cancel && !m_outstanding.empty()) {
        auto named = std::find_if(m_outstanding.begin(), m_outstanding.end(), [&note](const Transaction &t) {
            return !note.at || static_cast<double>(t.sentAt) == *note.at;
        });
        // Behind damage places lie before those that the note knew: it is the last one sent up to there.
        if (named == m_outstanding.end() && m_damaged)
            for (auto one = m_outstanding.begin(); one != m_outstanding.end(); ++one)
                if (static_cast<double>(one->sentAt) < *note.at)
                    named = one;
        if (named != m_outstanding.end())
            letGo(static_cast<std::size_t>(named - m_outstanding.begin()), stamp, Why::LimitExpired, sink);
    }
    if (note.resync)
        m_expired.clear();
    if (note.limit)
        m_nextLimit = *note.limit;
    if (note.powerOff)
        m_facts.powerCycle(m_dialect->view());
    if (note.powerOff || note.reconnect) {
        m_outstanding.clear();
        m_pending.clear();
        m_expired.clear();
        m_rearm = true;
    }
    updateSilence();
    rearm();
}

void Observer::mark(Stamp stamp, Direction direction, EventKind kind, Why why, std::string_view text, EventSink &sink)
{
    m_fresh = false;
    if (stamp.known())
        advance(stamp, sink);
    if (why == Why::FileDamaged) {
        // Nobody knows what both sides said meanwhile: what was open stays open, and the next byte begins something new.
        m_damaged = true;
        endReceived(sink);
        if (m_rawLeft != 0 && !m_txLine.empty())
            publishRaw(stamp, sink);
        publishUnended(sink);
        m_rawLeft = 0;
    }
    auto event = make(stamp, direction, kind, why, {direction == Direction::Rx ? m_rx.taken() : m_txTaken, 0});
    publish(event, text, sink);
}

void Observer::lose(Stamp stamp, Direction direction, std::uint64_t bytes, Why why, EventSink &sink)
{
    if (stamp.known())
        advance(stamp, sink);
    if (why == Why::LossRecorded && direction == Direction::Tx) {
        loseSent(stamp, bytes, sink);
    } else if (why == Why::LossRecorded) {
        endReceived(sink);
    }
    base::JsonWriter text;
    text.beginObject().member("lost", bytes).endObject();
    mark(stamp, direction, EventKind::Gap, why, text.text(), sink);
}

void Observer::finish(EventSink &sink)
{
    endReceived(sink);
    publishUnended(sink);
}

// What was received and is open ends, and what comes now follows nothing.
void Observer::endReceived(EventSink &sink)
{
    m_rx.finish();
    drain(sink);
    m_tail.clear();
}

Event Observer::make(Stamp stamp, Direction direction, EventKind kind, Why why, base::Span span)
{
    Event event;
    event.stamp = stamp;
    event.direction = direction;
    event.kind = kind;
    event.why = why;
    event.span = span;
    return event;
}

void Observer::publish(Event &event, std::string_view bytes, EventSink &sink)
{
    event.id = ++m_lastId;
    sink.onEvent(event, bytes);
}

} // namespace atscope::engine
