// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What the recorder thread does to the files: from the ring into them, to the disk, and on into the next one.
#include <algorithm>
#include <cstring>
#include <filesystem>
#include <optional>
#include <system_error>

#include "core/record/disk_syncer.h"
#include "core/record/names.h"
#include "core/record/recorder.h"
#include "core/record/ring_record.h"

namespace atscope::record {

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
