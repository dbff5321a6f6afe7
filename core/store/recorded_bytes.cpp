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

RecordedBytes::RecordedBytes(Parts parts, int channel) : m_parts(std::move(parts)), m_channel(channel) {}

std::uint64_t RecordedBytes::end(base::Direction direction) const
{
    if (m_raw)
        return direction == base::Direction::Rx ? m_raw->size() : 0;
    return m_readers.empty() ? 0 : m_readers.back()->end(direction);
}

// Walks on a little. False: that is all there is now.
bool RecordedBytes::advance()
{
    if (m_raw)
        return false;
    if (m_readers.empty() || m_whole) {
        auto source = m_parts(m_readers.size());
        if (!source)
            return false;
        m_readers.push_back(std::make_unique<record::StreamReader>(std::move(source), m_channel));
        m_whole = false;
    }
    // Asked first: once there is another part, this one does not grow any more.
    const bool last = m_parts(m_readers.size()) == nullptr;
    if (!m_readers.back()->follow(PacketsAtOnce))
        return true;
    m_whole = !last;
    return m_whole;
}

void RecordedBytes::follow(const std::function<bool()> &quit)
{
    for (bool end = false; !end && !quit();) {
        {
            const std::lock_guard lock(m_mutex);
            end = !advance();
        }
        std::this_thread::yield();
    }
}

std::shared_ptr<const std::string> RecordedBytes::block(base::Direction direction, std::uint64_t index)
{
    const std::lock_guard lock(m_mutex);
    std::vector<Block> &blocks = m_blocks[base::index(direction)];
    const auto it = std::find_if(blocks.begin(), blocks.end(), [index](const Block &block) { return block.index == index; });
    const std::uint64_t from = index * BlockBytes;
    while (end(direction) < from + BlockBytes && advance()) {
    }
    if (it != blocks.end()) {
        if (from + it->bytes->size() >= std::min(end(direction), from + BlockBytes)) { // it has not grown
            std::rotate(it, it + 1, blocks.end());
            return blocks.back().bytes;
        }
        blocks.erase(it);
    }
    std::string text;
    if (m_raw && direction == base::Direction::Rx) {
        text.resize(BlockBytes);
        text.resize(m_raw->readAt(from, text.data(), text.size()));
    }
    for (const auto &reader : m_readers) {
        const std::uint64_t at = from + text.size();
        if (text.size() == BlockBytes || reader->end(direction) <= at)
            continue; // what stands in two parts is read from the first
        const std::uint64_t begin = reader->begin(direction);
        if (begin > at) { // nothing stands before the first part; and a part may be gone
            if (begin - from >= BlockBytes)
                break;
            text.resize(static_cast<std::size_t>(begin - from), '\0');
        }
        text += reader->read(direction, from + text.size(), BlockBytes - text.size());
    }
    auto bytes = std::make_shared<const std::string>(std::move(text));
    if (blocks.size() >= Kept)
        blocks.erase(blocks.begin());
    blocks.push_back({index, bytes});
    return bytes;
}

} // namespace atscope::store
