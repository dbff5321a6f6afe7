// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/send_job.h"

#include <atomic>
#include <utility>

namespace atscope::session {

namespace {

std::uint64_t nextGeneration()
{
    static std::atomic<std::uint64_t> s_last{0};
    return ++s_last;
}

} // namespace

SendJob::SendJob(Workbench &workbench, int log, std::string name, QObject *parent)
    : QObject(parent), m_workbench(workbench), m_log(log), m_name(std::move(name)), m_generation(nextGeneration())
{
    connect(&workbench, &Workbench::outcome, this, [this](int id, const engine::Outcome &outcome) {
        if (id == m_log && runs())
            taken(outcome);
    });
    connect(&workbench, &Workbench::stateChanged, this, [this](int id) {
        if (id == m_log && runs() && session() == nullptr)
            finish(End::PortClosed);
    });
    connect(&workbench, &Workbench::logRemoved, this, [this](int id) {
        if (id == m_log && runs())
            finish(End::PortClosed);
    });
}

SendJob::~SendJob() = default;

Session *SendJob::session() const
{
    const auto *log = m_workbench.log(m_log);
    return log && log->live && log->state == transport::ChannelState::Open ? log->live.get() : nullptr;
}

base::Millis SendJob::ms() const
{
    return m_ms >= 0 || !m_since.isValid() ? m_ms : static_cast<base::Millis>(m_since.nsecsElapsed()) / 1e6;
}

void SendJob::start()
{
    if (m_state != State::Ready)
        return;
    m_state = State::Running;
    m_since.start();
    if (session() == nullptr)
        finish(End::PortClosed);
    else
        begin();
}

void SendJob::pause(bool paused)
{
    if (m_state != (paused ? State::Running : State::Paused))
        return;
    m_state = paused ? State::Paused : State::Running;
    if (!paused)
        resume();
    Q_EMIT changed();
}

void SendJob::cancel()
{
    if (runs())
        finish(End::Cancelled);
}

void SendJob::finish(End end)
{
    if (m_state == State::Over)
        return;
    m_ms = ms();
    m_state = State::Over;
    m_end = end;
    if (end != End::Done)
        giveUp();
    m_progress.left = -1;
    m_progress.stalled = false;
    Q_EMIT changed();
    Q_EMIT over();
}

} // namespace atscope::session
