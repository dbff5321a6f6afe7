// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "core/base/anchor.h"
#include "core/record/source.h"
#include "core/record/stream_map.h"

namespace atscope::store {

// Both byte streams of a recording that grows, in blocks of 256 KiB, read from its file, or from the row of files it lies in. Any
// thread; one at a time.
class RecordedBytes final
{
public:
    static constexpr std::size_t BlockBytes = std::size_t{256} << 10U;

    // The file of an index from 0; null: there is none (yet). A file is whole when there is one behind it.
    using Parts = std::function<std::shared_ptr<const record::ByteSource>(std::size_t)>;

    RecordedBytes(Parts parts, int channel);
    // A file that is nothing but what the module said.
    explicit RecordedBytes(std::shared_ptr<const record::ByteSource> raw) : m_raw(std::move(raw)), m_channel(0) {}

    // Walks what was appended, in steps, so that a reader in a hurry comes in between: who reads later need not walk for long.
    void follow(const std::function<bool()> &quit);
    // The block, as far as it is in the file. Bytes of the first one that stand before the beginning of the stream are zeros.
    std::shared_ptr<const std::string> block(base::Direction direction, std::uint64_t index);

private:
    static constexpr std::size_t Kept = 8; // blocks of each direction

    struct Block
    {
        std::uint64_t index = 0;
        std::shared_ptr<const std::string> bytes;
    };
    bool advance();
    std::uint64_t end(base::Direction direction) const; // of the stream, as far as it was walked

    const std::shared_ptr<const record::ByteSource> m_raw; // null: a recording
    const Parts m_parts;
    const int m_channel;
    std::mutex m_mutex;
    std::vector<std::unique_ptr<record::StreamReader>> m_readers; // one a part
    bool m_whole = false; // all of the last one was walked, and there is another one behind it
    std::array<std::vector<Block>, 2> m_blocks; // used last: at the end
};

} // namespace atscope::store
