// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/worker.h"

#include <utility>

#include "core/base/guard.h"

namespace atscope::store {

Worker::Worker()
    : m_jobs([this] {
          {
              const std::lock_guard lock(m_mutex);
              m_rung = true;
          }
          m_wake.notify_one();
      })
{}

Worker::~Worker()
{
    {
        const std::lock_guard lock(m_mutex);
        m_quit = true;
    }
    m_wake.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

void Worker::post(Job job)
{
    if (!m_thread.joinable())
        m_thread = std::thread([this] { run(); });
    m_jobs.push(std::move(job));
}

void Worker::run()
{
    for (;;) {
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_rung || m_quit; });
            m_rung = false;
        }
        for (const Job &job : m_jobs.takeAll()) {
            if (m_quit)
                return;
            base::guarded("store", job); // the next one may succeed
        }
        if (m_quit)
            return;
    }
}

} // namespace atscope::store
