// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/repaint_pacer.h"

#include <QElapsedTimer>

#include <algorithm>

using namespace atscope::views;

RepaintPacer::RepaintPacer(QObject *parent, Clock clock) : QObject(parent), m_clock(std::move(clock))
{
    if (!m_clock) {
        QElapsedTimer timer;
        timer.start();
        m_clock = [timer] { return static_cast<std::int64_t>(timer.elapsed()); };
    }
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &RepaintPacer::poll);
}

void RepaintPacer::request()
{
    if (m_pending)
        return;
    m_pending = true;
    arm();
}

void RepaintPacer::setActive(bool active)
{
    if (m_active == active)
        return;
    m_active = active;
    arm();
}

void RepaintPacer::setVisible(bool visible)
{
    if (m_visible == visible)
        return;
    m_visible = visible;
    arm();
}

void RepaintPacer::setFlood(bool flood)
{
    m_flood = flood;
}

int RepaintPacer::waitMs() const
{
    if (!m_pending || !m_visible)
        return -1;
    if (!m_ever)
        return 0;
    const std::int64_t interval = !m_active ? InactiveMs : m_flood ? FloodMs : FlowMs;
    return static_cast<int>(std::clamp<std::int64_t>(m_last + interval - m_clock(), 0, interval));
}

void RepaintPacer::poll()
{
    const int wait = waitMs();
    if (wait != 0) { // a timer may be a little early
        arm();
        return;
    }
    satisfied();
    Q_EMIT due();
}

void RepaintPacer::satisfied()
{
    m_timer.stop();
    m_pending = false;
    m_last = m_clock();
    m_ever = true;
}

void RepaintPacer::arm()
{
    const int wait = waitMs();
    if (wait < 0)
        m_timer.stop();
    else
        m_timer.start(wait);
}
