// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/virtual_module.h"

#include <algorithm>

#include "core/base/text.h"

namespace atscope::simulator {

namespace {
constexpr std::size_t MostPending = 4U << 20U;
constexpr std::size_t EchoDamageAt = 2; // the character right behind AT
} // namespace

VirtualModule::VirtualModule(std::shared_ptr<const Behaviour> behaviour, Callbacks callbacks, std::uint64_t seed)
    : m_behaviour(std::move(behaviour)), m_callbacks(std::move(callbacks)), m_state(m_behaviour, seed),
      m_input(m_behaviour->maxLine), m_random(seed)
{
}

void VirtualModule::begin(base::Stamp now, std::vector<std::string> *refusals)
{
    for (const std::string &message : m_behaviour->start()) {
        std::string reply = control(now, message);
        if (refusals != nullptr && reply.starts_with("{\"refused\""))
            refusals->push_back(std::move(reply));
    }
}

int VirtualModule::baud() const
{
    const expr::Value value = m_behaviour->baud.compiled.evaluate(m_state.scope());
    return value.isInteger() && value.integer() >= 0 && value.integer() <= 12'000'000 ? static_cast<int>(value.integer())
                                                                                      : m_behaviour->view().module().baud;
}

void VirtualModule::happened(Happening happening)
{
    if (m_callbacks.happened)
        m_callbacks.happened(happening);
}

// ------------------------------------------------------------------------------------------------------------------ input

void VirtualModule::feed(base::Stamp now, std::string_view bytes)
{
    advance(now);
    std::string echo;
    for (const char byte : bytes) {
        if (m_power != Power::On || now < m_silentUntil || m_pendingBytes > MostPending) {
            ++m_lostInput;
            continue;
        }
        take(now, byte, echo);
    }
    put(now, std::move(echo), baud());
    letOut(now);
}

void VirtualModule::take(base::Stamp now, char byte, std::string &echo)
{
    const bool ofCr = byte == '\n' && m_afterCr; // CR LF is one line end
    m_afterCr = byte == '\r';
    if (ofCr)
        return;
    if (m_input.atStart())
        m_mute = m_faults.armed(FaultKind::Silence) != nullptr;
    if (!m_mute && isTrue(m_behaviour->echo)) {
        char back = byte;
        if (m_input.size() == EchoDamageAt && byte != '\r' && m_faults.hit(FaultKind::Echo)) {
            back = static_cast<char>('!' + m_random.below(94));
            if (back == byte)
                back = back == '~' ? '!' : static_cast<char>(back + 1);
            happened({Happening::Kind::Fault, now, "echo", {}, {}});
        }
        echo += back;
    }
    const LineInput::Got got = m_input.take(byte);
    if (got == LineInput::Got::Nothing)
        return;
    put(now, std::move(echo), baud());
    echo.clear();
    execute(now);
}

void VirtualModule::execute(base::Stamp now)
{
    const std::string line = m_input.line();
    if (m_mute) {
        m_faults.hit(FaultKind::Silence);
        happened({Happening::Kind::Fault, now, "silence", {line}, {}});
        return;
    }
    if (m_faults.hit(FaultKind::Reboot)) {
        happened({Happening::Kind::Fault, now, "reboot", {line}, {}});
        letOut(now);
        m_pending.clear();
        m_pendingBytes = 0;
        boot(now);
        return;
    }
    if (line.empty()) // A/ before any line
        return;
    const int rate = baud();
    const std::uint64_t before = m_state.keptChanges();
    Executor executor(*m_behaviour, m_state);
    const Outcome outcome = m_input.tooLong() ? executor.tooLong() : executor.execute(line);
    if (m_state.keptChanges() != before && m_callbacks.kept)
        m_callbacks.kept();
    if (!outcome.answered)
        return;
    Happening told{Happening::Kind::Line, now, line, outcome.lines, outcome.code};
    told.lines.push_back(outcome.final);
    happened(std::move(told));
    putWithFaults(now, framed(outcome), rate);
    if (outcome.deed == Deed::Reboot)
        boot(std::max(now, m_lastDue));
    else if (outcome.deed == Deed::PowerOff) // what was answered still goes out
        m_power = Power::Off;
}

std::string VirtualModule::framed(const Outcome &outcome) const
{
    const bool digits = isTrue(m_behaviour->numeric);
    std::string out;
    for (const std::string &line : outcome.lines)
        out += (digits ? "" : "\r\n") + line + "\r\n";
    if (isTrue(m_behaviour->silent))
        return out;
    if (!digits)
        return out + "\r\n" + outcome.final + "\r\n";
    const bool plain = outcome.final == m_behaviour->okText || outcome.final == m_behaviour->errorText;
    return out + (plain ? (outcome.success ? m_behaviour->okDigits : m_behaviour->errorDigits) : outcome.final) + "\r";
}

// ----------------------------------------------------------------------------------------------------------------- output

void VirtualModule::put(base::Stamp now, std::string bytes, int rate)
{
    if (bytes.empty())
        return;
    m_lastDue = std::max(now, m_lastDue);
    m_pendingBytes += bytes.size();
    m_pending.push_back({m_lastDue, std::move(bytes), rate});
}

void VirtualModule::putWithFaults(base::Stamp now, std::string answer, int rate)
{
    m_lastDue = std::max(now, m_lastDue);
    for (Piece &piece : m_faults.apply(std::move(answer), m_random)) {
        m_lastDue = m_lastDue.plus(piece.after);
        put(m_lastDue, std::move(piece.bytes), rate);
    }
}

void VirtualModule::letOut(base::Stamp now)
{
    while (!m_pending.empty() && m_pending.front().due <= now) {
        const Pending piece = std::move(m_pending.front());
        m_pending.pop_front();
        m_pendingBytes -= piece.bytes.size();
        if (!(piece.due < m_silentUntil) && m_callbacks.output)
            m_callbacks.output({piece.due, piece.bytes, piece.baud});
    }
}

void VirtualModule::advance(base::Stamp now)
{
    if (m_power == Power::Booting && m_bootAt <= now) {
        letOut(m_bootAt);
        m_power = Power::On;
        happened({Happening::Kind::Power, m_bootAt, "on", {}, {}});
        std::string banner;
        for (const std::string &line : m_behaviour->bootLines)
            banner += "\r\n" + m_state.filled(line) + "\r\n";
        if (!banner.empty())
            putWithFaults(m_bootAt, std::move(banner), baud());
    }
    letOut(now);
}

base::Stamp VirtualModule::nextDeadline() const
{
    base::Stamp next = m_pending.empty() ? base::Stamp::none() : m_pending.front().due;
    if (m_power == Power::Booting && (!next.known() || m_bootAt < next))
        next = m_bootAt;
    return next;
}

// ------------------------------------------------------------------------------------------------------------------ power

void VirtualModule::powerOff(base::Stamp now)
{
    m_pending.clear();
    m_pendingBytes = 0;
    m_lastDue = now;
    m_power = Power::Off;
    m_input.clear();
    happened({Happening::Kind::Power, now, "off", {}, {}});
}

void VirtualModule::boot(base::Stamp from)
{
    m_input.clear();
    m_afterCr = false;
    m_silentUntil = base::Stamp::none();
    m_state.powerCycle();
    m_power = Power::Booting;
    m_bootAt = from.plus(m_behaviour->bootDelay);
    happened({Happening::Kind::Reboot, from, {}, {}, {}});
}

} // namespace atscope::simulator
