// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/recording.h"

#include <algorithm>
#include <set>

namespace atscope::record {

std::optional<base::Direction> streamOf(const Packet &packet)
{
    if (packet.data.empty())
        return std::nullopt;
    if (packet.isTx())
        return base::Direction::Tx;
    return packet.isRx() ? std::optional(base::Direction::Rx) : std::nullopt;
}

std::array<std::uint64_t, 2> beginOf(const Layout &layout)
{
    if (layout.sections.empty())
        return {};
    const auto metadata = Metadata::fromJson(layout.sections.front().comment);
    return metadata ? metadata->begin : std::array<std::uint64_t, 2>{};
}

RecordingReader::RecordingReader(std::shared_ptr<const ByteSource> source, int channel)
    : m_name(source->name()), m_walker(std::move(source), channel)
{}

base::Result<std::unique_ptr<RecordingReader>> RecordingReader::open(const std::string &path, int channel)
{
    auto source = openFile(path);
    if (!source)
        return source.error();
    return open(std::move(source).value(), channel);
}

base::Result<std::unique_ptr<RecordingReader>> RecordingReader::open(std::shared_ptr<const ByteSource> source, int channel)
{
    std::unique_ptr<RecordingReader> reader(new RecordingReader(std::move(source), channel));
    reader->m_ahead = reader->m_walker.next(reader->m_packet);
    if (reader->m_walker.layout().sections.empty())
        return base::Error(reader->m_walker.problem()); // not even a beginning
    reader->m_at = beginOf(reader->layout());
    return reader;
}

bool RecordingReader::finish(BlockReader::Step step)
{
    m_end.offset = m_walker.offset();
    m_end.message = m_walker.problem();
    switch (step) {
    case BlockReader::Step::Cut: m_end.kind = ReadEnd::Kind::Cut; break;
    case BlockReader::Step::Broken: m_end.kind = ReadEnd::Kind::Broken; break;
    default: m_end.kind = ReadEnd::Kind::Whole;
    }
    if (m_end.kind == ReadEnd::Kind::Whole && channels() == 0) {
        std::set<std::uint16_t> types;
        for (const Section &section : layout().sections)
            for (const Interface &one : section.interfaces)
                types.insert(one.linkType);
        std::string list;
        for (const std::uint16_t type : types)
            list += (list.empty() ? "" : ", ") + std::to_string(type);
        m_end.message = base::Message("recording-no-serial", {{"file", m_name}, {"types", list.empty() ? "-" : list}});
    }
    return false;
}

base::Message RecordingReader::damage() const
{
    if (skipped().damaged == 0)
        return {};
    return base::Message("recording-damaged", {{"file", m_name},
                                               {"places", std::to_string(skipped().damaged)},
                                               {"bytes", std::to_string(skipped().damagedBytes)}});
}

bool RecordingReader::take(Record &record)
{
    record.kind = RecordKind::Status;
    record.direction = base::Direction::Rx;
    record.stamp = m_packet.stamp;
    record.event = m_packet.event;
    record.lines = m_packet.lines;
    record.lost = 0;
    record.at = m_at;
    record.offset = m_packet.offset;
    if (m_packet.isTx() || m_packet.isRx()) {
        record.kind = RecordKind::Data;
        record.direction = m_packet.isTx() ? base::Direction::Tx : base::Direction::Rx;
        m_missing = m_packet.missing;
        if (m_packet.data.empty()) {
            ++m_empty;
            return false;
        }
        record.event = RtacEvent::StatusChange;
        record.bytes = m_packet.data;
        m_at[index(record.direction)] += m_packet.data.size();
        return true;
    }
    record.bytes = m_packet.data;
    if (m_packet.event == RtacEvent::DataLost) {
        const Loss loss = Loss::fromJson(m_packet.comment);
        record.kind = RecordKind::Lost;
        record.direction = loss.direction;
        record.lost = loss.bytes;
        if (loss.overrun)
            record.event = RtacEvent::Overflow;
    } else if (m_packet.event == RtacEvent::StatusChange && m_packet.data.empty() && isNote(m_packet.comment)) {
        record.kind = RecordKind::Note;
        record.bytes = m_packet.comment;
    }
    return true;
}

bool RecordingReader::next(Record &record)
{
    for (;;) {
        if (m_missing != 0) { // the capturing program kept less than there was
            record.kind = RecordKind::Lost;
            record.direction = m_packet.isTx() ? base::Direction::Tx : base::Direction::Rx;
            record.stamp = m_packet.stamp;
            record.event = RtacEvent::DataLost;
            record.lines = m_packet.lines;
            record.lost = std::exchange(m_missing, 0);
            record.bytes.clear();
            record.at = m_at;
            record.offset = m_packet.offset;
            return true;
        }
        const BlockReader::Step step = m_ahead ? *m_ahead : m_walker.next(m_packet);
        m_ahead.reset();
        if (step == BlockReader::Step::Damaged) {
            record = {};
            record.kind = RecordKind::Damaged;
            record.stamp = m_last;
            record.lost = m_packet.length;
            record.at = m_at;
            record.offset = m_packet.offset;
            m_end = {};
            return true;
        }
        if (step != BlockReader::Step::Block)
            return finish(step);
        if (take(record)) {
            m_last = record.stamp;
            m_end = {};
            return true;
        }
    }
}

std::optional<Metadata> RecordingReader::metadata() const
{
    for (const Section &section : layout().sections)
        if (!section.comment.empty())
            return Metadata::fromJson(section.comment);
    return std::nullopt;
}

std::string RecordingReader::application() const
{
    return layout().sections.front().application;
}

int RecordingReader::channels() const
{
    int most = 0;
    for (const Section &section : layout().sections)
        for (const Interface &one : section.interfaces)
            most = std::max(most, one.channel + 1);
    return most;
}

} // namespace atscope::record
