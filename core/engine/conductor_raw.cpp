// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What leaves the port and is no command of the Conductor's: keys, hexadecimal, files, breaks.
#include <algorithm>
#include <utility>

#include "core/base/json_writer.h"
#include "core/engine/conductor.h"

namespace atscope::engine {

using base::Stamp;

std::optional<Owner> Conductor::holder() const
{
    return m_leases.empty() ? std::nullopt : std::optional(m_leases.front().owner);
}

bool Conductor::mayType(Stamp now) const
{
    if (m_breakUntil.known() && now < m_breakUntil)
        return false;
    Request request;
    return maySend(request);
}

bool Conductor::type(std::string_view bytes, bool unit, Stamp now)
{
    if (!mayType(now))
        return false;
    std::string announced;
    if (unit || !m_keysTold) {
        base::JsonWriter note;
        note.beginObject().member("atscope", 1).member("by", ownerName(Owner::User));
        if (unit)
            note.member("raw", static_cast<std::uint64_t>(bytes.size()));
        else
            note.member("keys", true);
        note.endObject();
        announced = note.take();
    }
    m_keysTold = !unit;
    m_rawLeft = 0;
    m_output.send(bytes, announced);
    return true;
}

void Conductor::startRaw(Stamp now)
{
    const auto &request = m_active.request;
    const auto id = m_active.id;
    const auto size = request.line.size();
    const auto left = std::max<std::uint64_t>(request.rawLeft, size);
    m_active.sending = false;
    m_rawTaken = m_rawDrained = m_unrecorded = false;
    const auto announced = m_rawLeft != left || m_rawLease != request.lease ? rawNote(left) : std::string();
    m_rawLease = request.lease;
    m_sendingRaw = true;
    m_output.send(request.line, announced);
    m_sendingRaw = false;
    if (!m_active.under || m_active.id != id)
        return; // the port went away meanwhile
    // What the recording could not take the Observer does not count: the rest is announced again.
    m_rawLeft = m_unrecorded ? 0 : left - size;
    if (request.drained ? m_rawDrained : m_rawTaken)
        sent(m_rawDrained, now);
}

std::string Conductor::rawNote(std::uint64_t left)
{
    base::JsonWriter note;
    note.beginObject().member("atscope", 1).member("by", ownerName(m_active.request.owner)).member("raw", left);
    if (!m_active.request.rawName.empty())
        note.member("file", m_active.request.rawName);
    note.endObject();
    m_keysTold = false;
    return note.take();
}

void Conductor::sent(bool drained, Stamp now)
{
    if (m_sendingRaw) {
        m_rawTaken = true;
        m_rawDrained = m_rawDrained || drained;
        return;
    }
    if (!m_active.under || !m_active.request.raw || (m_active.request.drained && !drained))
        return;
    if (m_rawLease != 0 && std::none_of(m_leases.begin(), m_leases.end(), [this](const Lease &l) { return l.id == m_rawLease; }))
        cutRaw(0); // the rest was given up meanwhile
    m_active.outcome.ms = base::millisBetween(m_active.sent, now);
    endActive(Result::Ok, now);
}

// The bytes that were announced do not come any more; `unsent` of those that were given to the port never left it.
void Conductor::cutRaw(std::uint64_t unsent)
{
    const auto cut = std::exchange(m_rawLeft, 0) + unsent;
    if (cut == 0)
        return;
    base::JsonWriter note;
    note.beginObject().member("atscope", 1).member("raw_cut", cut);
    if (unsent != 0)
        note.member("unsent", unsent);
    note.endObject();
    m_output.note(note.take());
}

// Of a command that is not ours.
void Conductor::onForeignEvent(const Event &event)
{
    const auto it = std::find(m_foreign.begin(), m_foreign.end(), event.of);
    if (it == m_foreign.end())
        return;
    const bool final = event.kind == EventKind::Final && event.why != Why::AcceptsOnly && event.why != Why::TailOfFinal;
    const bool letGo = event.kind == EventKind::Status && (event.why == Why::LimitExpired || event.why == Why::Overtaken);
    if (!final && !letGo && !(event.kind == EventKind::Status && event.why == Why::EndedBySilence))
        return;
    m_foreign.erase(it);
    if (letGo)
        owe(event.of, event.stamp);
    pump(event.stamp);
}

void Conductor::holdForBreak(base::Millis length, Stamp now)
{
    base::JsonWriter note;
    note.beginObject().member("atscope", 1).member("by", ownerName(Owner::User)).member("break_ms", length).endObject();
    m_keysTold = false;
    m_rawLeft = 0;
    m_output.note(note.take());
    m_breakUntil = now.plus(length);
}

} // namespace atscope::engine
