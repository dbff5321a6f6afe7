// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "core/base/queue.h"

namespace atscope::store {

// The thread of a store that touches the disk for its writer. It starts with the first job and does them in order. What waits
// when the worker is destroyed is not done any more; a job that runs is waited for.
class Worker final
{
public:
    using Job = std::function<void()>;

    Worker();
    ~Worker();
    Worker(const Worker &) = delete;
    Worker &operator=(const Worker &) = delete;

    void post(Job job); // one thread; does not wait
    bool quitting() const { return m_quit.load(std::memory_order_relaxed); } // for jobs that take long

private:
    void run();

    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_rung = false;
    std::atomic<bool> m_quit{false};
    base::BatchQueue<Job> m_jobs;
    std::thread m_thread;
};

} // namespace atscope::store
