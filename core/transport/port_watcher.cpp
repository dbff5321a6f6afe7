// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>
#include <utility>

#include "core/transport/ports.h"

namespace atscope::transport
{

PortWatcher::PortWatcher(base::Bell bell, int intervalMs)
    : m_bell(std::move(bell)), m_intervalMs(intervalMs), m_thread([this] { run(); })
{
}

PortWatcher::~PortWatcher()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
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
}

void PortWatcher::run()
{
    bool first = true;
    int sinceFull = 0;
    std::vector<PortInfo> quick;
    std::unique_lock lock(m_mutex);
    while (!m_stop) {
        const bool asked = std::exchange(m_now, false);
        lock.unlock();
        // What is plugged in costs little to see. Who holds a port costs a look at every process: that is done when something
        // has changed, when somebody asks, and every FullEvery looks.
        std::vector<PortInfo> seen = listPortsQuickly();
        const bool full = first || asked || seen != quick || ++sinceFull >= FullEvery;
        quick = std::move(seen);
        std::vector<PortInfo> ports;
        if (full) {
            ports = listPorts();
            sinceFull = 0;
        }
        lock.lock();
        if (!full) {
            m_wake.wait_for(lock, std::chrono::milliseconds(m_intervalMs), [this] { return m_stop || m_now; });
            continue;
        }
        const bool changed = first || ports != m_ports;
        first = false;
        m_ports = std::move(ports);
        if (changed && m_bell) {
            lock.unlock();
            m_bell();
            lock.lock();
        }
        m_wake.wait_for(lock, std::chrono::milliseconds(m_intervalMs), [this] { return m_stop || m_now; });
    }
}

} // namespace atscope::transport
