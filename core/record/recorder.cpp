// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/recorder.h"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <deque>
#include <filesystem>
#include <optional>
#include <system_error>

#include "core/base/guard.h"
#include "core/record/names.h"

namespace atscope::record {

namespace {

constexpr std::size_t NoteReserve = std::size_t{1} << 20U;
constexpr int RetryMs = 500;      // while a file cannot be written
constexpr int MostAttempts = 100; // names that are taken

// A record in the ring: this, then its bytes. Never leaves the process.
struct Head
{
    std::int64_t stamp;
    std::uint64_t lost;
    RecordKind kind;
    base::Direction direction;
    RtacEvent event;
    std::uint8_t lines;
    std::uint32_t part; // 0: a record; else here begins another file
};

constexpr std::size_t index(base::Direction direction)
{
    return static_cast<std::size_t>(direction);
}

constexpr std::size_t RingCost = sizeof(Head) + base::RecordRing::Overhead;
constexpr std::uint64_t LeastPart = 4096; // bytes behind its beginning
constexpr std::uint64_t ClosingRoom = 128; // for the note at its end

} // namespace

Recording::Recording(std::unique_ptr<RecordingWriter> writer, Limits limits, std::function<void(bool urgent)> bell)
    : m_path(writer->path()), m_limits(std::move(limits)), m_ring(m_limits.budget, std::min(NoteReserve, m_limits.budget / 8)),
      m_bell(std::move(bell)), m_parts(std::make_shared<PartList>(m_path)), m_writer(std::move(writer))
{
    m_partBytes = m_headBytes = m_writer->fileSize();
    m_fileSize = m_writer->fileSize();
}

bool Recording::push(const RecordView &record, base::RecordRing::Room room, std::uint32_t part)
{
    Head head{};
    head.stamp = record.stamp.ns;
    head.lost = record.lost;
    head.kind = record.kind;
    head.direction = record.direction;
    head.event = record.event;
    head.lines = record.lines;
    head.part = part;
    char bytes[sizeof head];
    std::memcpy(bytes, &head, sizeof head);
    if (!m_ring.push(std::string_view(bytes, sizeof bytes), record.bytes, room))
        return false;
    if (part == 0)
        m_partBytes += RecordingWriter::sizeOf(record);
    return true;
}

bool Recording::isFull(const RecordView &next) const
{
    return m_limits.partSize > 0 && m_partBytes >= m_headBytes + std::max(m_headBytes, LeastPart)
        && m_partBytes + RecordingWriter::sizeOf(next) + ClosingRoom > m_limits.partSize;
}

bool Recording::beginPart(PartHead head, base::Stamp stamp)
{
    const RecordView closing = RecordView::note(stamp, head.closing, m_lines);
    // Both or none; only this thread puts something in.
    if (m_stopped.load(std::memory_order_relaxed) || m_ring.budget() < m_ring.used() + head.closing.size() + 3 * RingCost)
        return false;
    std::uint64_t bytes = RecordingWriter::sizeOfHead(head.metadata);
    for (const std::string &note : head.notes)
        bytes += RecordingWriter::sizeOf(RecordView::note(stamp, note));
    for (const PartHead::Bytes &open : head.open)
        bytes += RecordingWriter::sizeOf(RecordView::data(open.direction, open.stamp, open.bytes));
    const std::uint32_t part = m_part + 1;
    m_heads.push({part, std::move(head)});
    if (!push(closing, base::RecordRing::Room::Reserve) || !push(RecordView::note(stamp, {}, m_lines), base::RecordRing::Room::Reserve, part))
        return false; // no memory; the head is passed over
    m_part = part;
    m_partBytes = m_headBytes = bytes;
    m_bell(false);
    return true;
}

bool Recording::pushLosses(base::Stamp stamp, Told *told)
{
    for (const auto direction : {base::Direction::Rx, base::Direction::Tx}) {
        std::uint64_t &bytes = m_unreported[index(direction)];
        if (bytes != 0 && !push(RecordView::loss(direction, stamp, bytes, m_lines), base::RecordRing::Room::Reserve))
            return false;
        if (told)
            (*told)[index(direction)] += bytes;
        bytes = 0;
    }
    return true;
}

bool Recording::append(const RecordView &record, Told *told)
{
    if (m_stopped.load(std::memory_order_relaxed))
        return false;
    const bool isData = record.kind == RecordKind::Data;
    const std::uint64_t bytes = isData ? record.bytes.size() : 0;
    m_taken[index(record.direction)].fetch_add(bytes, std::memory_order_relaxed);
    m_lines = record.lines;
    m_lastStamp = record.stamp;
    // A loss is told where it happened, before what comes next; but only once that fits too, or a ring that stays full would
    // fill up with losses.
    const bool behindLoss = m_unreported[0] != 0 || m_unreported[1] != 0;
    const bool reserved = record.kind == RecordKind::Note;
    bool taken = true;
    if (behindLoss && !reserved)
        taken = m_ring.room() >= record.bytes.size() + 3 * RingCost;
    if (taken && behindLoss)
        taken = pushLosses(record.stamp, told);
    if (taken)
        taken = push(record, reserved ? base::RecordRing::Room::Reserve : base::RecordRing::Room::Common);
    if (!taken && isData) {
        m_unreported[index(record.direction)] += bytes;
        m_lost[index(record.direction)].fetch_add(bytes, std::memory_order_relaxed);
    }
    m_bell(m_ring.used() > m_ring.budget() / 4);
    return taken;
}

std::size_t Recording::room() const
{
    const std::size_t free = m_ring.room();
    return free > 3 * RingCost ? free - 3 * RingCost : 0;
}

void Recording::finish()
{
    if (!m_stopped.exchange(true))
        pushLosses(m_lastStamp);
}

Recording::Counters Recording::counters() const
{
    Counters out;
    for (std::size_t i = 0; i < 2; ++i) {
        out.taken[i] = m_taken[i].load(std::memory_order_relaxed);
        out.lost[i] = m_lost[i].load(std::memory_order_relaxed);
        out.written[i] = m_written[i].load(std::memory_order_relaxed);
    }
    out.waiting = m_ring.used();
    out.fileSize = m_fileSize.load(std::memory_order_relaxed);
    out.failing = m_failing.load(std::memory_order_relaxed);
    return out;
}

// fdatasync may take seconds on a slow disk, and what was read meanwhile would be lost with the process: so it has a thread.
class Recorder::Syncer final
{
public:
    Syncer() : m_thread([this] { run(); }) {}
    ~Syncer()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_quit = true;
        }
        m_changed.notify_all();
        m_thread.join();
    }
    Syncer(const Syncer &) = delete;
    Syncer &operator=(const Syncer &) = delete;

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

Recorder::Recorder(Options options) : m_options(std::move(options))
{
    if (!m_options.clock)
        m_options.clock = [] {
            const auto since = std::chrono::steady_clock::now().time_since_epoch();
            return static_cast<std::int64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(since).count());
        };
    if (m_options.threads) {
        m_syncer = std::make_unique<Syncer>();
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

// True: all that was encoded is in the file.
bool Recorder::flushFile(Recording &recording)
{
    RecordingWriter &writer = *recording.m_writer;
    const std::uint64_t before = writer.fileSize();
    const auto error = writer.flush();
    const std::int64_t now = m_options.clock();
    recording.m_fileSize.store(recording.m_sizeBefore + writer.fileSize(), std::memory_order_relaxed);
    if (writer.fileSize() != before && recording.m_unsyncedSince == 0)
        recording.m_unsyncedSince = std::max<std::int64_t>(now, 1);
    const std::string code = error ? error->message.code : std::string();
    if (code != recording.m_failure) {
        recording.m_failure = code;
        recording.m_failing.store(error.has_value(), std::memory_order_relaxed);
        report(writer.path(), error ? *error : base::Error(base::Message("recording-resumed", {{"file", writer.path()}})));
    }
    if (error) {
        recording.m_retryAt = now + RetryMs;
        return false;
    }
    for (std::size_t i = 0; i < 2; ++i)
        recording.m_written[i].store(recording.m_encoded[i], std::memory_order_relaxed);
    return true;
}

// From the ring to the file, as far as it can be written: the rest stays in the ring, and what does not fit there any more is a
// loss that the producer counts.
void Recorder::drain(Recording &recording)
{
    if (!recording.m_failure.empty() && !flushFile(recording))
        return;
    std::string_view item;
    while (recording.m_ring.front(item)) {
        Head head{};
        std::memcpy(&head, item.data(), sizeof head);
        if (head.part != 0) {
            // The file before it is whole first.
            if (recording.m_writer->pending() > 0 && !flushFile(recording))
                return;
            recording.m_ring.pop();
            std::optional<PartHead> part;
            for (auto &[number, candidate] : recording.m_heads.takeAll())
                if (number == head.part)
                    part = std::move(candidate);
                else if (number > head.part)
                    recording.m_heads.push({number, std::move(candidate)});
            if (part)
                beginPart(recording, std::move(*part), base::Stamp{head.stamp}, head.lines);
            continue;
        }
        RecordingWriter &writer = *recording.m_writer;
        RecordView record;
        record.kind = head.kind;
        record.direction = head.direction;
        record.stamp = base::Stamp{head.stamp};
        record.event = head.event;
        record.lines = head.lines;
        record.lost = head.lost;
        record.bytes = item.substr(sizeof head);
        if (auto error = writer.encode(record))
            report(writer.path(), *error); // a note that is none; our own mistake
        if (record.kind == RecordKind::Data)
            recording.m_encoded[index(record.direction)] += record.bytes.size();
        recording.m_ring.pop();
        if (writer.pending() >= RecordingWriter::FlushAt && !flushFile(recording))
            return;
    }
    if (recording.m_writer->pending() > 0)
        flushFile(recording);
}

base::Result<std::unique_ptr<RecordingWriter>> Recorder::createPart(const Recording &recording, const PartHead &head,
                                                                     base::Stamp stamp, std::uint8_t lines) const
{
    const std::string &folder = recording.m_limits.folder;
    for (int attempt = 1;; ++attempt) {
        const std::string path = folder.empty() ? partPath(recording.m_path, head.metadata.part, attempt)
                                                : textOf(pathOf(folder) / pathOf(fileName(head.metadata, attempt)));
        auto writer = RecordingWriter::create(path, head.metadata, NewName::SyncedLater);
        if (!writer) {
            if (writer.error().message.code == "recording-exists" && attempt < MostAttempts)
                continue;
            return writer;
        }
        std::optional<base::Error> wrong;
        for (std::size_t i = 0; i < head.notes.size() && !wrong; ++i)
            wrong = (*writer)->append(RecordView::note(stamp, head.notes[i], lines));
        for (std::size_t i = 0; i < head.open.size() && !wrong; ++i)
            wrong = (*writer)->append(RecordView::data(head.open[i].direction, head.open[i].stamp, head.open[i].bytes, lines));
        if (!wrong)
            wrong = (*writer)->flush();
        if (!wrong)
            return writer;
        writer = *wrong; // the file is closed before it goes
        std::error_code ignored;
        std::filesystem::remove(pathOf(path), ignored);
        return *wrong;
    }
}

// The present file is whole. Where the new one cannot be made the present one goes on.
void Recorder::beginPart(Recording &recording, PartHead head, base::Stamp stamp, std::uint8_t lines)
{
    auto made = createPart(recording, head, stamp, lines);
    if (!made) {
        report(recording.m_writer->path(), made.error());
        for (const std::string &note : head.notes)
            if (auto error = recording.m_writer->encode(RecordView::note(stamp, note, lines)))
                report(recording.m_writer->path(), *error);
        return;
    }
    if (recording.m_unsyncedSince != 0)
        sync(recording);
    if (m_syncer)
        recording.m_before.push_back(recording.m_writer->file());
    std::erase_if(recording.m_before, [](const std::weak_ptr<OutputFile> &file) { return file.expired(); });
    recording.m_sizeBefore += recording.m_writer->fileSize();
    recording.m_writer = std::move(made).value();
    recording.m_fileSize.store(recording.m_sizeBefore + recording.m_writer->fileSize(), std::memory_order_relaxed);
    recording.m_unsyncedSince = std::max<std::int64_t>(m_options.clock(), 1);
    recording.m_parts->add(recording.m_writer->path());
}

void Recorder::sync(Recording &recording)
{
    recording.m_unsyncedSince = 0;
    if (m_syncer)
        m_syncer->request(recording.m_writer->path(), recording.m_writer->file());
    else if (auto error = recording.m_writer->sync())
        report(recording.m_writer->path(), *error);
}

// All its files, on this thread.
void Recorder::syncNow(Recording &recording)
{
    recording.m_unsyncedSince = 0;
    for (const std::weak_ptr<OutputFile> &before : std::exchange(recording.m_before, {}))
        if (const auto file = before.lock()) // the syncer has not come to it yet
            if (auto error = file->sync())
                report(recording.m_path, *error);
    if (auto error = recording.m_writer->sync())
        report(recording.m_writer->path(), *error);
}

void Recorder::close(Recording &recording)
{
    if (!recording.m_writer)
        return; // stopped before
    recording.finish();
    drain(recording);
    const auto before = recording.m_before;
    syncNow(recording);
    std::uint64_t missing = 0;
    for (std::size_t i = 0; i < 2; ++i)
        missing += recording.m_taken[i] - recording.m_lost[i] - recording.m_written[i];
    const bool whole = recording.m_writer->pending() == 0 && recording.m_ring.used() == 0;
    if (m_syncer) {
        m_syncer->forget(recording.m_writer->file());
        for (const std::weak_ptr<OutputFile> &one : before)
            if (const auto file = one.lock())
                m_syncer->forget(file);
    }
    const std::string path = recording.m_writer->path();
    recording.m_writer.reset();
    if (whole)
        return;
    const std::string bytes = std::to_string(missing);
    report(path, base::Message("recording-lost-at-end", {{"file", path}, {"bytes", bytes}}));
}

void Recorder::report(const std::string &path, const base::Error &error) const
{
    if (m_options.onProblem)
        m_options.onProblem(path, error);
}

} // namespace atscope::record
