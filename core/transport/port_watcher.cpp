// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>

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
    std::unique_lock lock(m_mutex);
    while (!m_stop) {
        m_now = false;
        lock.unlock();
        std::vector<PortInfo> ports = listPorts();
        lock.lock();
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
