// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <chrono>
#include <utility>

#include "core/base/guard.h"
#include "core/transport/device_events.h"
#include "core/transport/ports.h"
#include "core/transport/system.h"

namespace atscope::transport
{

namespace
{

using Milliseconds = std::chrono::milliseconds;

// A node that has just come belongs to root and has no other name until udev is done with it.
constexpr Milliseconds Settle{300};

} // namespace

PortWatcher::PortWatcher(base::Bell bell, int intervalMs)
    : m_bell(std::move(bell)), m_intervalMs(intervalMs), m_events(System::instance().deviceEvents()), m_thread([this] { run(); })
{
}

PortWatcher::~PortWatcher()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    if (m_events)
        m_events->wake();
    m_thread.join();
}

std::vector<PortInfo> PortWatcher::ports() const
{
    const std::lock_guard lock(m_mutex);
    return m_ports;
}

void PortWatcher::lookNow()
{
    {
        const std::lock_guard lock(m_mutex);
        m_now = true;
    }
    m_wake.notify_all();
    if (m_events)
        m_events->wake();
}

void PortWatcher::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_stop) {
        m_now = false;
        if (base::guarded("ports", [&] { look(lock); }) && !lock.owns_lock())
            lock.lock();
        waitForReason(lock);
    }
}

void PortWatcher::look(std::unique_lock<std::mutex> &lock)
{
    lock.unlock();
    std::vector<PortInfo> ports = listPortsQuickly();
    if (m_events) {
        // Between the two halves: the first one opens some ports itself, and who opens one behind this line is told.
        std::vector<std::string> paths;
        for (const PortInfo &port : ports)
            paths.push_back(port.path);
        m_events->follow(paths);
    }
    lookWhoUses(ports);
    lock.lock();
    const bool changed = !std::exchange(m_looked, true) || ports != m_ports;
    m_ports = std::move(ports);
    if (!changed || !m_bell)
        return;
    lock.unlock();
    m_bell();
    lock.lock();
}

void PortWatcher::waitForReason(std::unique_lock<std::mutex> &lock)
{
    const auto wait = [&](Milliseconds time) { m_wake.wait_for(lock, time, [this] { return called(); }); };
    const Milliseconds interval{m_intervalMs};
    if (!m_events) {
        wait(interval);
        return;
    }
    const auto looked = std::chrono::steady_clock::now();
    while (!called()) {
        lock.unlock();
        const auto seen = m_events->wait(-1);
        lock.lock();
        if (!seen || called())
            continue;
        const auto since = std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now() - looked);
        wait(std::max(std::min(Settle, interval), interval - since));
        return;
    }
}

} // namespace atscope::transport
