// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/recorded_bytes.h"

#include <algorithm>
#include <thread>
#include <utility>

namespace atscope::store {

namespace {

constexpr std::size_t PacketsAtOnce = 512;

} // namespace

RecordedBytes::RecordedBytes(std::shared_ptr<const record::ByteSource> source, int channel) : m_reader(std::move(source), channel) {}

void RecordedBytes::follow(const std::function<bool()> &quit)
{
    for (bool end = false; !end && !quit();) {
        {
            const std::lock_guard lock(m_mutex);
            end = m_reader.follow(PacketsAtOnce);
        }
        std::this_thread::yield();
    }
}

std::shared_ptr<const std::string> RecordedBytes::block(base::Direction direction, std::uint64_t index)
{
    const std::lock_guard lock(m_mutex);
    std::vector<Block> &blocks = m_blocks[static_cast<std::size_t>(direction)];
    const auto it = std::find_if(blocks.begin(), blocks.end(), [index](const Block &block) { return block.index == index; });
    if (it != blocks.end()) {
        std::rotate(it, it + 1, blocks.end());
        return blocks.back().bytes;
    }
    const std::uint64_t from = index * BlockBytes;
    while (m_reader.length(direction) < from + BlockBytes && !m_reader.follow(PacketsAtOnce)) {
    }
    auto bytes = std::make_shared<const std::string>(m_reader.read(direction, from, BlockBytes));
    if (bytes->size() == BlockBytes) { // what is not whole may grow
        if (blocks.size() >= Kept)
            blocks.erase(blocks.begin());
        blocks.push_back({index, bytes});
    }
    return bytes;
}

} // namespace atscope::store
