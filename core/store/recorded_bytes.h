// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/base/anchor.h"
#include "core/record/source.h"
#include "core/record/stream_map.h"

namespace atscope::store {

// Both byte streams of a recording that grows, in blocks of 256 KiB, read from the file. Any thread; one at a time.
class RecordedBytes final
{
public:
    static constexpr std::size_t BlockBytes = std::size_t{256} << 10U;

    RecordedBytes(std::shared_ptr<const record::ByteSource> source, int channel);

    // Walks what was appended, in steps, so that a reader in a hurry comes in between: who reads later need not walk for long.
    void follow(const std::function<bool()> &quit);
    // The block, as far as it is in the file.
    std::shared_ptr<const std::string> block(base::Direction direction, std::uint64_t index);

private:
    static constexpr std::size_t Kept = 8; // blocks of each direction

    struct Block
    {
        std::uint64_t index = 0;
        std::shared_ptr<const std::string> bytes;
    };
    std::mutex m_mutex;
    record::StreamReader m_reader;
    std::array<std::vector<Block>, 2> m_blocks; // used last: at the end
};

} // namespace atscope::store
