// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "core/base/queue.h"
#include "core/base/result.h"
#include "core/record/recording.h"
#include "core/session/workspace.h"
#include "core/store/event_store.h"
#include "core/store/side_index.h"

namespace atscope::session {

// A recording opened again, or a file with a module's raw output: a worker reads it into a store. Made, used and destroyed on one
// thread; the destructor breaks the reading off. The workspace must outlive it.
//
// What was decoded of a file of 1 MiB or more goes to a side index, and is taken from there the next time. An index that does not
// fit (another file, catalog, module, dialect or program; damaged) is made anew without a word.
class OpenedRecording final
{
public:
    static constexpr std::uint64_t LeastIndexed = std::uint64_t{1} << 20U; // bytes of the file

    // Errors: of record::openFile and RecordingReader. `bell` rings on the worker when events came, and at the end. `indexFolder`:
    // where side indexes lie; empty: there are none.
    static base::Result<std::unique_ptr<OpenedRecording>> open(Workspace &workspace, const std::string &file, base::Bell bell,
                                                               const std::string &indexFolder = {});
    ~OpenedRecording();
    OpenedRecording(const OpenedRecording &) = delete;
    OpenedRecording &operator=(const OpenedRecording &) = delete;

    const store::EventStore &store() const { return *m_store; }
    const std::string &file() const { return m_file; }
    std::string module() const; // of its metadata
    bool takeGrown() { return m_grown.exchange(false); }
    bool done() const { return m_done.load(); }
    double progress() const; // 0 to 1
    bool fromIndex() const { return m_fromIndex.load(); } // nothing was decoded
    // How it ended, once done: cut, damaged, broken; empty code: whole.
    base::Message problem() const;
    // The same once, for who tells the user.
    std::optional<base::Message> takeProblem();

private:
    class Sink;
    OpenedRecording(std::string file, base::Bell bell) : m_file(std::move(file)), m_bell(std::move(bell)) {}
    void run(Workspace &workspace);
    void runRecording(Workspace &workspace);
    void runRaw(Workspace &workspace);

    const std::string m_file;
    const base::Bell m_bell;
    std::shared_ptr<const record::ByteSource> m_source;
    std::unique_ptr<record::RecordingReader> m_reader; // the worker's; null: raw output
    std::unique_ptr<store::EventStore> m_store;
    std::string m_module;
    base::Message m_problem;
    mutable std::mutex m_mutex; // guards m_problem
    std::optional<store::IndexFolder> m_indexes;
    std::string m_program; // what decodes: another build may do it in another way
    std::atomic<bool> m_fromIndex{false};
    std::atomic<bool> m_grown{false};
    std::atomic<bool> m_done{false};
    std::atomic<bool> m_stop{false};
    bool m_problemTaken = false; // the asking thread's
    std::atomic<std::uint64_t> m_read{0};
    std::thread m_thread;
};

} // namespace atscope::session
