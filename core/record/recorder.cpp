// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/recorder.h"

#include <algorithm>
#include <chrono>

#include "core/base/guard.h"
#include "core/record/disk_syncer.h"
#include "core/record/names.h"
#include "core/record/ring_record.h"

namespace atscope::record {

Recorder::Recorder(Options options) : m_options(std::move(options))
{
    if (!m_options.clock)
        m_options.clock = [] {
            const auto since = std::chrono::steady_clock::now().time_since_epoch();
            return static_cast<std::int64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(since).count());
        };
    if (m_options.threads) {
        m_syncer = std::make_unique<DiskSyncer>();
        m_thread = std::thread([this] { run(); });
    }
}

Recorder::~Recorder()
{
    stopAll();
    {
        const std::lock_guard lock(m_mutex);
        m_quit = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

base::Result<Recorder::Handle> Recorder::start(const std::string &folder, const Metadata &metadata, std::uint64_t partSize)
{
    if (auto error = makeFolder(folder))
        return *error;
    for (int attempt = 1;; ++attempt) {
        auto writer = RecordingWriter::create(textOf(pathOf(folder) / pathOf(fileName(metadata, attempt))), metadata);
        if (writer || attempt == MostAttempts || writer.error().message.code != "recording-exists")
            return add(std::move(writer), partSize, folder);
    }
}

base::Result<Recorder::Handle> Recorder::startFile(const std::string &path, const Metadata &metadata, std::uint64_t partSize)
{
    return add(RecordingWriter::create(path, metadata), partSize, {});
}

base::Result<Recorder::Handle> Recorder::add(base::Result<std::unique_ptr<RecordingWriter>> writer, std::uint64_t partSize,
                                             std::string folder)
{
    if (!writer)
        return writer.error();
    Handle recording(new Recording(std::move(writer).value(), {m_options.budget, partSize, std::move(folder)}, [this](bool urgent) { ring(urgent); }));
    m_requests.push({Request::What::Add, recording, nullptr});
    ring(false);
    return recording;
}

void Recorder::stop(const std::shared_ptr<Recording> &recording)
{
    if (recording)
        ask(Request::What::Stop, recording);
}

void Recorder::stopAll()
{
    ask(Request::What::StopAll);
}

void Recorder::flush(bool toDisk)
{
    ask(toDisk ? Request::What::Sync : Request::What::Flush);
}

void Recorder::step()
{
    m_bellPending.exchange(false, std::memory_order_acq_rel);
    turn();
}

void Recorder::ask(Request::What what, Handle recording)
{
    const auto done = std::make_shared<std::atomic<bool>>(false);
    m_requests.push({what, std::move(recording), done});
    if (!m_thread.joinable()) {
        step();
        return;
    }
    ring(true);
    std::unique_lock lock(m_mutex);
    m_served.wait(lock, [&] { return done->load(); });
}

void Recorder::ring(bool urgent)
{
    if (!urgent && m_bellPending.exchange(true, std::memory_order_acq_rel))
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_rung = true;
        m_urgent = m_urgent || urgent;
    }
    m_wake.notify_one();
}

void Recorder::run()
{
    int due = -1;
    for (;;) {
        {
            std::unique_lock lock(m_mutex);
            const auto called = [this] { return m_rung || m_quit; };
            if (due < 0)
                m_wake.wait(lock, called);
            else
                m_wake.wait_for(lock, std::chrono::milliseconds(due), called);
            // What just came is joined by what comes in the next 50 ms: one write for all of it.
            m_wake.wait_for(lock, std::chrono::milliseconds(m_options.flushMs), [this] { return m_urgent || m_quit; });
            if (m_quit)
                return;
            m_rung = false;
            m_urgent = false;
        }
        m_bellPending.exchange(false, std::memory_order_acq_rel);
        due = turn();
    }
}

int Recorder::turn()
{
    const std::vector<Request> requests = m_requests.takeAll();
    for (const Request &request : requests)
        if (request.what == Request::What::Add)
            m_recordings.push_back(request.recording);
    std::int64_t next = -1;
    const auto dueAt = [&next](std::int64_t when) { next = next < 0 ? when : std::min(next, when); };
    const auto goOn = [&](const Handle &recording) {
        const std::int64_t now = m_options.clock();
        if (recording->m_failure.empty() || now >= recording->m_retryAt)
            drain(*recording);
        if (recording->m_unsyncedSince != 0 && now - recording->m_unsyncedSince >= m_options.syncMs)
            sync(*recording);
        if (!recording->m_failure.empty())
            dueAt(recording->m_retryAt);
        if (recording->m_unsyncedSince != 0)
            dueAt(recording->m_unsyncedSince + m_options.syncMs);
    };
    // Whatever fails, the others go on, and who asked for something gets to hear that it is over.
    base::guarded("recorder", [&] {
        if (m_syncer)
            for (const auto &[path, error] : m_syncer->failures.takeAll())
                report(path, error);
    });
    for (const Handle &recording : m_recordings)
        if (base::guarded("recorder", [&] { goOn(recording); }))
            dueAt(m_options.clock() + RetryMs);
    for (const Request &request : requests) {
        if (request.what == Request::What::Add)
            continue;
        base::guarded("recorder", [&] { serve(request); });
        const std::lock_guard lock(m_mutex);
        request.done->store(true);
        m_served.notify_all();
    }
    return next < 0 ? -1 : static_cast<int>(std::clamp<std::int64_t>(next - m_options.clock(), 1, 60'000));
}

void Recorder::serve(const Request &request)
{
    const auto each = [this](auto &&act) {
        for (const Handle &recording : m_recordings)
            act(*recording);
    };
    switch (request.what) {
    case Request::What::Add: return;
    case Request::What::Stop:
        close(*request.recording);
        m_recordings.erase(std::remove(m_recordings.begin(), m_recordings.end(), request.recording), m_recordings.end());
        break;
    case Request::What::StopAll:
        each([this](Recording &recording) { close(recording); });
        m_recordings.clear();
        break;
    case Request::What::Flush: each([this](Recording &recording) { drain(recording); }); break;
    case Request::What::Sync:
        each([this](Recording &recording) {
            drain(recording);
            syncNow(recording);
        });
        break;
    }
}

} // namespace atscope::record
