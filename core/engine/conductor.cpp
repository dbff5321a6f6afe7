// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/conductor.h"

#include <algorithm>

#include "core/base/json_writer.h"
#include "core/base/text.h"
#include "core/catalog/line.h"
#include "core/decode/fields.h"

namespace atscope::engine {

using base::Stamp;

namespace {
constexpr std::size_t MostOwed = 32;
}

const char *ownerName(Owner owner)
{
    switch (owner) {
    case Owner::Responder: return "responder";
    case Owner::Transfer: return "transfer";
    case Owner::User: return "user";
    case Owner::Workflow: return "workflow";
    case Owner::Heartbeat: return "heartbeat";
    }
    return "user";
}

const char *resultName(Result result)
{
    switch (result) {
    case Result::Ok: return "ok";
    case Result::Error: return "error";
    case Result::Timeout: return "timeout";
    case Result::Lost: return "lost";
    case Result::Cancelled: return "cancelled";
    }
    return "error";
}

Conductor::Conductor(std::shared_ptr<const decode::Dialect> dialect, ConductorOutput &output)
    : m_dialect(std::move(dialect)), m_output(output)
{
}

std::uint64_t Conductor::submit(Request request, Stamp now)
{
    const auto id = ++m_lastId;
    if (request.raw && request.line.empty()) {
        Outcome nothing;
        nothing.request = id;
        m_output.finished(nothing);
        return id;
    }
    if (request.lease != 0 && std::none_of(m_leases.begin(), m_leases.end(), [&request](const Lease &l) { return l.id == request.lease; })) {
        Outcome outcome;
        outcome.request = id;
        outcome.result = Result::Cancelled;
        m_output.finished(outcome);
        return id;
    }
    Queued queued{id, std::move(request)};
    // By deadline, then by owner, then by coming.
    const auto before = [](const Queued &a, const Queued &b) {
        const bool aDue = a.request.due.known();
        const bool bDue = b.request.due.known();
        if (aDue != bDue)
            return aDue;
        if (aDue && a.request.due != b.request.due)
            return a.request.due < b.request.due;
        return a.request.owner < b.request.owner;
    };
    m_queue.insert(std::upper_bound(m_queue.begin(), m_queue.end(), queued, before), std::move(queued));
    pump(now);
    return id;
}

bool Conductor::maySend(const Request &request) const
{
    if (m_leases.empty())
        return request.lease == 0;
    const auto &holder = m_leases.front();
    if (request.lease != 0)
        return request.lease == holder.id;
    return std::find(holder.mayCutIn.begin(), holder.mayCutIn.end(), request.owner) != holder.mayCutIn.end();
}

void Conductor::pump(Stamp now)
{
    // `send` brings events back at once, and those may end the request that is just being sent: one loop, not a recursion.
    if (m_pumping)
        return;
    m_pumping = true;
    while (!m_active.under && !(m_breakUntil.known() && now < m_breakUntil)) {
        const auto next = std::find_if(m_queue.begin(), m_queue.end(), [this](const Queued &q) { return maySendNow(q); });
        if (next == m_queue.end())
            break;
        if (m_outOfStep && !next->request.raw) {
            const Stamp from = m_lastReceived.known() && m_lastReceived > m_quietFrom ? m_lastReceived : m_quietFrom;
            if (base::millisBetween(from, now) < QuietMs)
                break; // draining: nextDeadline() says when to come back
            if (m_settling) {
                backInStep();
                continue;
            }
            if (m_probes >= Probes) {
                Outcome outcome;
                outcome.request = next->id;
                outcome.result = Result::Timeout;
                m_queue.erase(next);
                m_probes = 0;
                m_quietFrom = now;
                m_output.finished(outcome);
                continue;
            }
            const auto probe = probeLine();
            if (!probe.empty()) {
                ++m_probes;
                Queued queued;
                queued.request.line = probe;
                queued.request.limit = ProbeLimitMs;
                start(std::move(queued), true, now);
                continue;
            }
            m_outOfStep = false; // no probe: the quiet has to do
            m_owed.clear();
        }
        Queued queued = std::move(*next);
        m_queue.erase(next);
        start(std::move(queued), false, now);
    }
    m_pumping = false;
}

void Conductor::start(Queued queued, bool probe, Stamp now)
{
    m_active = {};
    m_active.under = true;
    m_active.sending = true;
    m_active.probe = probe;
    m_active.id = queued.id;
    m_active.request = std::move(queued.request);
    m_active.sent = now;
    m_active.outcome.request = queued.id;
    if (m_active.request.raw) {
        startRaw(now);
        return;
    }
    m_keysTold = false;
    m_rawLeft = 0; // if it was cut into, it is announced again
    // Who sends and with which limit is not in the bytes: it goes into the recording before them.
    base::JsonWriter note;
    note.beginObject().member("atscope", 1).member("by", probe ? "resync" : ownerName(m_active.request.owner));
    if (!m_active.request.purpose.empty())
        note.member("for", m_active.request.purpose);
    if (m_active.request.limit >= 0)
        note.member("limit", m_active.request.limit);
    note.endObject();
    m_unrecorded = false;
    m_output.send(m_active.request.line + lineEnd(), note.take());
    if (m_active.under && m_active.sending && m_unrecorded) {
        m_active.sending = false;
        m_outOfStep = true;
        m_quietFrom = now;
        endActive(Result::Lost, now);
    } else if (m_active.under && m_active.sending) {
        // Not a command (bytes for a boot loader): there is nothing to wait for.
        m_active.sending = false;
        endActive(Result::Ok, now);
    }
}

std::string Conductor::lineEnd() const
{
    if (!m_lineEnd.empty())
        return m_lineEnd;
    switch (m_dialect->view().module().lineEnd) {
    case catalog::LineEnd::Cr: return "\r";
    case catalog::LineEnd::Lf: return "\n";
    case catalog::LineEnd::CrLf: return "\r\n";
    }
    return "\r";
}

std::string Conductor::probeLine() const
{
    for (const auto &command : m_dialect->view().commands())
        for (const auto &form : command->forms)
            if (form.role == "probe")
                return command->name;
    return {};
}

bool Conductor::awaitsCompletion(const Active &active) const
{
    const auto form = m_dialect->form(active.form).form;
    if (!form || !active.request.waitForCompletion || !form->completion.mandatory() || active.outcome.completion != 0)
        return false;
    if (!form->completion.when.present())
        return true;
    const catalog::LineContext context{&m_dialect->view(), m_dialect->name(), nullptr};
    const auto parsed = catalog::parseLine(active.request.line, context);
    const auto *command = parsed.commands.empty() ? nullptr : &parsed.commands.back();
    return !form->completion.when.compiled.isFalse(decode::EventScope(*m_dialect, nullptr, command, nullptr, nullptr));
}

void Conductor::onEvent(const Event &event, std::string_view bytes)
{
    if (event.kind == EventKind::Command && event.direction == base::Direction::Tx) {
        const bool opens = bytes.size() >= 2 && base::toUpper(bytes[0]) == 'A' && (base::toUpper(bytes[1]) == 'T' || bytes[1] == '/');
        if (m_active.sending) {
            m_active.outcome.command = event.id;
            m_active.form = event.form;
            m_active.at = event.span.offset;
            m_active.sending = !opens;
        } else if (opens) {
            m_foreign.push_back(event.id);
        }
        return;
    }
    const auto of = event.of;
    if (of == 0)
        return;
    if (event.kind == EventKind::Final && event.why != Why::AcceptsOnly)
        std::erase(m_owed, of); // late
    for (auto it = m_waiting.begin(); it != m_waiting.end(); ++it) {
        const bool expired = event.kind == EventKind::Status && event.why == Why::CompletionExpired;
        if (it->outcome.command != of || (event.completes != of && !expired))
            continue;
        auto outcome = it->outcome;
        outcome.result = expired ? Result::Timeout : event.success ? Result::Ok : Result::Error;
        outcome.completion = expired ? 0 : event.id;
        outcome.ms = event.ms;
        m_waiting.erase(it);
        m_output.finished(outcome);
        return;
    }
    if (!m_active.under || m_active.outcome.command != of) {
        onForeignEvent(event);
        return;
    }
    if (event.completes == of) {
        m_active.outcome.completion = event.id; // before the final: MIPLDELETE's event 15
        if (!event.success)
            m_active.outcome.result = Result::Error;
    }
    switch (event.kind) {
    case EventKind::Prompt:
        answerPrompt(event);
        break;
    case EventKind::Final:
        if (event.why == Why::AcceptsOnly || event.why == Why::TailOfFinal)
            break;
        m_active.outcome.final = event.id;
        m_active.outcome.ms = event.ms;
        endActive(event.success && m_active.outcome.result == Result::Ok ? Result::Ok : Result::Error, event.stamp);
        break;
    case EventKind::Status:
        m_active.outcome.ms = event.ms;
        if (event.why == Why::EndedBySilence) {
            endActive(Result::Ok, event.stamp);
        } else if (event.why == Why::LimitExpired || event.why == Why::Overtaken) {
            owe(of, event.stamp);
            endActive(m_active.cancelled ? Result::Cancelled : Result::Timeout, event.stamp);
        }
        break;
    default:
        break;
    }
}

// A command was let go; its final may still come.
void Conductor::owe(std::uint64_t command, Stamp from)
{
    m_outOfStep = true;
    m_settling = false;
    m_quietFrom = from;
    m_owed.push_back(command);
    if (m_owed.size() > MostOwed)
        m_owed.erase(m_owed.begin());
}

void Conductor::answerPrompt(const Event &event)
{
    const auto form = m_dialect->form(event.form).form;
    if (m_active.request.hasData && form) {
        std::string data = m_active.request.data;
        if (form->prompt.countParameter.empty())
            data += form->prompt.end;
        m_active.request.hasData = false;
        m_output.send(data);
        return;
    }
    m_active.outcome.promptWithoutData = true;
    const auto &close = m_dialect->view().module().cancelPrompt;
    m_output.send(close.empty() ? std::string("\x1b") : close);
}

void Conductor::endActive(Result result, Stamp now)
{
    Active ended = std::move(m_active);
    m_active = {};
    ended.outcome.result = result;
    if (ended.probe) {
        if (ended.outcome.final != 0) { // any final shows that the line is in step again
            m_settling = !m_owed.empty();
            m_quietFrom = now;
            if (!m_settling)
                backInStep();
        }
    } else if (result == Result::Ok && awaitsCompletion(ended)) {
        m_waiting.push_back(std::move(ended));
    } else {
        m_output.finished(ended.outcome);
    }
    pump(now);
}

void Conductor::backInStep()
{
    m_outOfStep = m_settling = false;
    m_owed.clear();
    m_probes = 0;
    m_output.note(R"({"atscope":1,"resync":true})");
}

void Conductor::cancel(std::uint64_t request, Stamp now)
{
    const auto queued = std::find_if(m_queue.begin(), m_queue.end(), [request](const Queued &q) { return q.id == request; });
    Outcome outcome;
    outcome.request = request;
    outcome.result = Result::Cancelled;
    if (queued != m_queue.end()) {
        m_queue.erase(queued);
        m_output.finished(outcome);
        return;
    }
    const auto waiting = std::find_if(m_waiting.begin(), m_waiting.end(), [request](const Active &a) { return a.id == request; });
    if (waiting != m_waiting.end()) {
        outcome = waiting->outcome;
        outcome.result = Result::Cancelled;
        m_waiting.erase(waiting);
        m_output.finished(outcome);
        return;
    }
    if (!m_active.under || m_active.id != request || m_active.probe)
        return;
    if (m_active.request.raw) {
        cutRaw(m_output.takeBack());
        if (!m_active.under || m_active.id != request)
            return;
        outcome = m_active.outcome;
        outcome.result = Result::Cancelled;
        m_active = {};
        m_output.finished(outcome);
        pump(now);
        return;
    }
    m_active.cancelled = true;
    const auto form = m_dialect->form(m_active.form).form;
    if (form && !form->prompt.text.empty()) {
        const auto &close = m_dialect->view().module().cancelPrompt;
        m_output.send(close.empty() ? std::string("\x1b") : close);
    }
    if (m_active.under && m_active.id == request)
        // The Observer lets it go, and its event ends it here. The note names the command: others may be older (typed ones).
        m_output.note(R"({"atscope":1,"cancel":true,"at":)" + std::to_string(m_active.at) + '}');
    pump(now);
}

void Conductor::portLost(Stamp)
{
    cutRaw(0);
    std::vector<Outcome> lost;
    if (m_active.under && !m_active.probe)
        lost.push_back(m_active.outcome);
    for (const auto &waiting : m_waiting)
        lost.push_back(waiting.outcome);
    for (const auto &queued : m_queue) {
        Outcome outcome;
        outcome.request = queued.id;
        lost.push_back(outcome);
    }
    m_active = {};
    m_waiting.clear();
    m_queue.clear();
    m_leases.clear();
    m_foreign.clear();
    m_keysTold = false;
    m_breakUntil = {};
    m_outOfStep = m_settling = false;
    m_owed.clear();
    m_probes = 0;
    for (auto &outcome : lost) {
        outcome.result = Result::Lost;
        m_output.finished(outcome);
    }
}

std::uint64_t Conductor::acquire(Owner owner, std::vector<Owner> mayCutIn, Stamp now)
{
    m_leases.push_back({++m_lastLease, owner, std::move(mayCutIn)});
    pump(now);
    return m_lastLease;
}

void Conductor::release(std::uint64_t lease, Stamp now)
{
    std::erase_if(m_leases, [lease](const Lease &l) { return l.id == lease; });
    // What was submitted under it and not sent yet goes with it.
    std::vector<std::uint64_t> orphans;
    for (const auto &queued : m_queue)
        if (queued.request.lease == lease)
            orphans.push_back(queued.id);
    for (const auto id : orphans)
        cancel(id, now);
    if (m_rawLease == lease && !(m_active.under && m_active.request.raw))
        cutRaw(0);
    pump(now);
}

void Conductor::advance(Stamp now)
{
    if (m_breakUntil.known() && m_breakUntil <= now)
        m_breakUntil = {};
    for (std::size_t i = 0; i < m_waiting.size();) {
        const auto end = wholeLimit(m_waiting[i]);
        if (!end.known() || end > now) {
            ++i;
            continue;
        }
        auto outcome = m_waiting[i].outcome;
        outcome.result = Result::Timeout;
        outcome.ms = m_waiting[i].request.whole;
        m_waiting.erase(m_waiting.begin() + static_cast<std::ptrdiff_t>(i));
        m_output.finished(outcome);
    }
    pump(now);
}

Stamp Conductor::wholeLimit(const Active &waiting)
{
    return waiting.request.whole < 0 ? Stamp() : waiting.sent.plus(waiting.request.whole);
}

Stamp Conductor::nextDeadline() const
{
    auto next = drainedAt();
    if (m_breakUntil.known() && (!next.known() || m_breakUntil < next))
        next = m_breakUntil;
    for (const auto &waiting : m_waiting)
        if (const auto end = wholeLimit(waiting); end.known() && (!next.known() || end < next))
            next = end;
    return next;
}

Stamp Conductor::drainedAt() const
{
    if (!m_outOfStep || m_active.under)
        return {};
    // What may not be sent yet (somebody else's lease) waits for an event, not for a time.
    if (std::none_of(m_queue.begin(), m_queue.end(), [this](const Queued &q) { return maySendNow(q); }))
        return {};
    const Stamp from = m_lastReceived.known() && m_lastReceived > m_quietFrom ? m_lastReceived : m_quietFrom;
    return from.plus(QuietMs);
}

} // namespace atscope::engine
