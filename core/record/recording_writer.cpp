// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/recording.h"

#include <algorithm>

#include "core/base/json_writer.h"

namespace atscope::record {

namespace {

void appendHead(std::string &out, ByteOrder order, const Metadata &metadata)
{
    std::vector<Option> section{{OptionComment, metadata.toJson()}};
    section.push_back({OptionUserApplication, metadata.version.empty() ? "ATscope" : "ATscope " + metadata.version});
    appendSection(out, order, section);
    std::vector<Option> channel;
    if (!metadata.port.empty())
        channel.push_back({OptionName, metadata.port});
    if (!metadata.identity.empty())
        channel.push_back({OptionDescription, metadata.identity});
    if (metadata.baud != 0)
        channel.push_back({OptionSpeed, optionNumber(order, metadata.baud, 8)});
    channel.push_back({OptionResolution, std::string(1, '\x09')});
    appendInterface(out, order, LinkTypeRtacSerial, channel);
}

} // namespace

base::Result<std::unique_ptr<RecordingWriter>> RecordingWriter::create(const std::string &path, const Metadata &metadata, NewName name)
{
    auto file = createFile(path, name);
    if (!file)
        return file.error();
    std::unique_ptr<RecordingWriter> writer(new RecordingWriter(path, std::move(file).value()));
    appendHead(writer->m_buffer, writer->m_order, metadata);
    if (auto error = writer->flush())
        return *error;
    return writer;
}

std::size_t RecordingWriter::sizeOfHead(const Metadata &metadata)
{
    std::string out;
    appendHead(out, ByteOrder::Little, metadata);
    return out.size();
}

namespace {

Loss lossOf(const RecordView &record)
{
    return {record.lost, record.direction, record.event == RtacEvent::Overflow};
}

// What stands in a copy of a recording where that could not be read.
std::string damageNote(std::uint64_t bytes)
{
    base::JsonWriter json;
    json.beginObject().member("atscope", 1).member("damaged", bytes).endObject();
    return json.take();
}

} // namespace

std::size_t RecordingWriter::sizeOf(const RecordView &record)
{
    constexpr std::size_t Empty = 12 + 20 + RtacHeaderBytes; // lengths and type of the block, head of the packet
    const auto padded = [](std::size_t size) { return (size + 3) / 4 * 4; };
    const auto commented = [&](std::size_t comment) { return Empty + 4 + padded(comment) + 4; };
    switch (record.kind) {
    case RecordKind::Data: {
        const std::size_t full = record.bytes.size() / MaxData;
        const std::size_t rest = record.bytes.size() % MaxData;
        return full * (Empty + MaxData) + (rest > 0 ? Empty + padded(rest) : 0);
    }
    case RecordKind::Status: return Empty;
    case RecordKind::Lost: return commented(lossOf(record).toJson().size());
    case RecordKind::Note: return commented(record.bytes.size());
    case RecordKind::Damaged: return commented(damageNote(record.lost).size());
    }
    return 0;
}

base::Result<std::unique_ptr<RecordingWriter>> RecordingWriter::reopen(const std::string &path)
{
    // The lock first: what is read then does not change any more.
    auto file = reopenFile(path);
    if (!file)
        return file.error();
    auto source = openFile(path);
    if (!source)
        return source.error();
    auto reader = RecordingReader::open(std::move(source).value());
    if (!reader)
        return reader.error();
    Record last;
    Record record;
    while ((*reader)->next(record))
        last.stamp = std::max(last.stamp, record.stamp);
    const ReadEnd &end = (*reader)->end();
    if (end.kind == ReadEnd::Kind::Broken || (end.kind == ReadEnd::Kind::Whole && (*reader)->channels() == 0))
        return base::Error(end.message); // broken, or nothing of ours in it
    std::unique_ptr<RecordingWriter> writer(new RecordingWriter(path, std::move(file).value()));
    const std::uint64_t size = writer->m_file->size();
    writer->m_written = end.offset;
    const Section &section = (*reader)->layout().sections.back();
    writer->m_order = section.order;
    const auto ours = std::find_if(section.interfaces.begin(), section.interfaces.end(), [](const Interface &one) {
        return one.channel == 0 && one.resolution == 9 && one.timeOffset == 0;
    });
    if (end.kind == ReadEnd::Kind::Cut && size > end.offset)
        if (auto error = writer->m_file->cutTo(end.offset))
            return *error;
    if (ours != section.interfaces.end()) {
        writer->m_interface = static_cast<std::uint32_t>(ours - section.interfaces.begin());
    } else { // another program's clock: a section of our own behind it
        appendSection(writer->m_buffer, writer->m_order, {});
        appendInterface(writer->m_buffer, writer->m_order, LinkTypeRtacSerial, {{OptionResolution, std::string(1, '\x09')}});
    }
    if (end.kind == ReadEnd::Kind::Cut && size > end.offset) {
        base::JsonWriter json;
        json.beginObject().member("atscope", 1).member("cut", size - end.offset).endObject();
        if (auto error = writer->encode(RecordView::note(last.stamp, json.text())))
            return *error;
    }
    return writer;
}

std::optional<base::Error> RecordingWriter::encode(const RecordView &record)
{
    const auto packet = [&](RtacEvent event, std::string_view data, std::string_view comment) {
        appendRtacPacket(m_buffer, m_order, m_interface, record.stamp, event, record.lines, data, comment);
    };
    const bool isTx = record.direction == base::Direction::Tx;
    switch (record.kind) {
    case RecordKind::Data:
        for (std::string_view rest = record.bytes; !rest.empty(); rest.remove_prefix(std::min(rest.size(), MaxData)))
            packet(isTx ? RtacEvent::TxStart : RtacEvent::RxStart, rest.substr(0, MaxData), {});
        break;
    case RecordKind::Status: packet(record.event, {}, {}); break;
    case RecordKind::Lost: packet(RtacEvent::DataLost, {}, lossOf(record).toJson()); break;
    case RecordKind::Note:
        if (record.bytes.size() > MaxOption)
            return base::Error(base::Message("recording-note-too-large", {{"size", std::to_string(record.bytes.size())},
                                                                          {"most", std::to_string(MaxOption)}}));
        if (!isNote(record.bytes))
            return base::Error(base::Message("recording-note-bad"));
        packet(RtacEvent::StatusChange, {}, record.bytes);
        break;
    case RecordKind::Damaged: packet(RtacEvent::StatusChange, {}, damageNote(record.lost)); break;
    }
    return std::nullopt;
}

std::optional<base::Error> RecordingWriter::append(const RecordView &record)
{
    if (auto error = encode(record))
        return error;
    return m_buffer.size() >= FlushAt ? flush() : std::nullopt;
}

std::optional<base::Error> RecordingWriter::flush()
{
    if (m_buffer.empty())
        return std::nullopt;
    std::size_t written = 0;
    auto error = m_file->write(m_buffer, written);
    m_written += written;
    m_buffer.erase(0, written);
    return error;
}

std::optional<base::Error> RecordingWriter::sync()
{
    return m_file->sync();
}

} // namespace atscope::record
