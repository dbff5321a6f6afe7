// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

#include "core/base/guard.h"
#include "core/base/queue.h"
#include "core/base/result.h"
#include "core/record/output_file.h"

namespace atscope::record {

// fdatasync may take seconds on a slow disk, and what was read meanwhile would be lost with the process: so it has a thread.
class DiskSyncer final
{
public:
    DiskSyncer() : m_thread([this] { run(); }) {}
    ~DiskSyncer()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_quit = true;
        }
        m_changed.notify_all();
        m_thread.join();
    }
    DiskSyncer(const DiskSyncer &) = delete;
    DiskSyncer &operator=(const DiskSyncer &) = delete;

    void request(std::string path, std::shared_ptr<OutputFile> file)
    {
        {
            const std::lock_guard lock(m_mutex);
            if (std::any_of(m_files.begin(), m_files.end(), [&](const Job &job) { return job.file == file; }))
                return;
            m_files.push_back({std::move(path), std::move(file)});
        }
        m_changed.notify_all();
    }

    // The file is not touched any more when it returns, and not held open.
    void forget(const std::shared_ptr<OutputFile> &file)
    {
        std::unique_lock lock(m_mutex);
        std::erase_if(m_files, [&](const Job &job) { return job.file == file; });
        m_changed.wait(lock, [&] { return m_busy != file.get(); });
    }

    base::BatchQueue<std::pair<std::string, base::Error>> failures;

private:
    struct Job
    {
        std::string path;
        std::shared_ptr<OutputFile> file;
    };

    void run()
    {
        std::unique_lock lock(m_mutex);
        for (;;) {
            m_changed.wait(lock, [this] { return m_quit || !m_files.empty(); });
            if (m_quit)
                return;
            Job job = std::move(m_files.front());
            m_files.pop_front();
            m_busy = job.file.get();
            lock.unlock();
            base::guarded("disk", [&] {
                if (auto error = job.file->sync())
                    failures.push({job.path, *error});
            });
            job.file.reset();
            lock.lock();
            m_busy = nullptr;
            m_changed.notify_all();
        }
    }

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Job> m_files;
    const OutputFile *m_busy = nullptr;
    bool m_quit = false;
    std::thread m_thread;
};

} // namespace atscope::record
