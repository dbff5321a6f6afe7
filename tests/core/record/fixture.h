// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFile>

#include <memory>
#include <string>
#include <vector>

#include "core/record/recording.h"

namespace atscope::test {

using base::Direction;
using base::Stamp;
using namespace record;

constexpr std::int64_t Start = 1'795'256'551'004'000'123; // 2026-11-21T10:22:31.004000123Z

inline Metadata someMetadata()
{
    Metadata data;
    data.session = *sessionOfText("00112233-4455-6677-8899-aabbccddeeff");
    data.started = Stamp{Start};
    data.module = "ML302";
    data.firmware = "ML302_V1.2";
    data.port = "ttyUSB0";
    data.identity = "usb:0403:6001:A\"B";
    data.baud = 115'200;
    data.version = "0.1.0";
    data.catalog = "c0ffee";
    return data;
}

// One of each kind.
inline std::vector<RecordView> someRecords()
{
    return {
        RecordView::note(Stamp{Start}, R"({"atscope":1,"profile":"ML302"})"),
        RecordView::status(Stamp{Start + 1}, line::Rts | line::Dtr),
        RecordView::data(Direction::Tx, Stamp{Start + 1000}, "AT+CSQ\r", line::Rts | line::Dtr),
        RecordView::data(Direction::Rx, Stamp{Start + 2000}, "\r\n+CSQ: 21,99\r\n\r\nOK\r\n", line::Rts | line::Dtr | line::Cts),
        RecordView::loss(Direction::Rx, Stamp{Start + 3000}, 4711),
        RecordView::status(Stamp{Start + 4000}, line::Cts, RtacEvent::FramingError),
        RecordView::data(Direction::Rx, Stamp{Start + 5000}, std::string_view("\0\xFF\x1A", 3)),
        RecordView::note(Stamp{Start + 6000}, "{\"atscope\":1,\"bookmark\":\"\xE4\xB9\xA6\"}"),
    };
}

inline bool same(const RecordView &written, const Record &read)
{
    const bool directed = written.kind == RecordKind::Data || written.kind == RecordKind::Lost;
    return written.kind == read.kind && written.stamp == read.stamp && written.lines == read.lines && written.lost == read.lost
           && written.bytes == read.bytes && (!directed || written.direction == read.direction)
           && (written.kind != RecordKind::Status || written.event == read.event);
}

struct Read
{
    std::vector<Record> records;
    ReadEnd end;
    std::string refused; // code, when it did not even open
    std::optional<Metadata> metadata;
    Skipped skipped;
    base::Message damage;
    std::uint64_t emptyPackets = 0;

    std::string stream(Direction direction) const
    {
        std::string out;
        for (const Record &record : records)
            if (record.kind == RecordKind::Data && record.direction == direction)
                out += record.bytes;
        return out;
    }
};

inline Read readAll(std::shared_ptr<const ByteSource> source, int channel = 0)
{
    Read out;
    const auto reader = RecordingReader::open(std::move(source), channel);
    if (!reader) {
        out.refused = reader.error().message.code;
        return out;
    }
    Record record;
    while ((*reader)->next(record))
        out.records.push_back(record);
    out.end = (*reader)->end();
    out.metadata = (*reader)->metadata();
    out.skipped = (*reader)->skipped();
    out.damage = (*reader)->damage();
    out.emptyPackets = (*reader)->emptyPackets();
    return out;
}

inline Read readBytes(std::string bytes, int channel = 0)
{
    return readAll(memorySource(std::move(bytes)), channel);
}

inline std::string fileBytes(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

inline Read readFile(const std::string &path)
{
    return readBytes(fileBytes(path));
}

// A recording in memory: section, one serial interface, the records.
inline std::string recordingBytes(ByteOrder order, const std::vector<RecordView> &records)
{
    std::string out;
    appendSection(out, order, {{OptionComment, someMetadata().toJson()}});
    appendInterface(out, order, LinkTypeRtacSerial, {{OptionResolution, "\x09"}});
    for (const RecordView &record : records) {
        RtacEvent event = record.event;
        std::string_view data;
        std::string comment;
        switch (record.kind) {
        case RecordKind::Data:
            event = record.direction == Direction::Tx ? RtacEvent::TxStart : RtacEvent::RxStart;
            data = record.bytes;
            break;
        case RecordKind::Lost: comment = Loss{record.lost, record.direction}.toJson(); break;
        case RecordKind::Note: comment = record.bytes; break;
        case RecordKind::Status:
        case RecordKind::Damaged: break;
        }
        appendRtacPacket(out, order, 0, record.stamp, event, record.lines, data, comment);
    }
    return out;
}

} // namespace atscope::test
