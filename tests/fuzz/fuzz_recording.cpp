// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Any bytes as a recording. What the reader gives as a stream must be what the stream reader finds by position.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "core/record/recording.h"
#include "core/record/stream_map.h"

using namespace atscope;
using namespace atscope::record;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto source = memorySource(std::string(reinterpret_cast<const char *>(data), size));
    StreamReader streams(source);
    streams.follow();
    const auto reader = RecordingReader::open(source);
    if (!reader) {
        if (reader.error().message.code.empty())
            std::abort();
        return 0;
    }
    std::string text[2];
    Record record;
    std::uint64_t offset = 0;
    while ((*reader)->next(record)) {
        if (record.offset < offset || record.offset >= size)
            std::abort();
        offset = record.offset;
        if (record.kind == RecordKind::Data) {
            std::string &stream = text[static_cast<std::size_t>(record.direction)];
            if (record.position() != streams.begin(record.direction) + stream.size() || record.bytes.empty())
                std::abort();
            stream += record.bytes;
        }
    }
    const ReadEnd &end = (*reader)->end();
    if (end.kind == ReadEnd::Kind::None || end.offset > size || (end.kind != ReadEnd::Kind::Whole && end.message.code.empty()))
        std::abort();
    if ((end.kind == ReadEnd::Kind::Whole) != (end.offset == size))
        std::abort();
    if ((*reader)->next(record)) // asked again: there is still nothing
        std::abort();
    (*reader)->metadata();
    for (const auto direction : {base::Direction::Rx, base::Direction::Tx}) {
        const std::string &stream = text[static_cast<std::size_t>(direction)];
        const std::uint64_t begin = streams.begin(direction);
        if (streams.end(direction) - begin != stream.size())
            std::abort();
        const std::size_t step = stream.size() / 7 + 1;
        for (std::size_t at = 0; at < stream.size() + step; at += step)
            if (streams.read(direction, begin + at, step + 3) != (at < stream.size() ? stream.substr(at, step + 3) : std::string()))
                std::abort();
        if (!stream.empty() && !streams.locate(direction, begin + stream.size() - 1))
            std::abort();
    }
    return 0;
}
