// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/stream_buffer.h"

namespace atscope::wire {

void StreamBuffer::beginAt(std::uint64_t position, base::Stamp before)
{
    m_base = position;
    if (position > 0)
        m_blocks.push_back({position - 1, before});
}

void StreamBuffer::append(base::Stamp stamp, std::string_view bytes)
{
    if (bytes.empty())
        return;
    if (m_blocks.empty() || m_blocks.back().stamp != stamp)
        m_blocks.push_back({end(), stamp});
    m_bytes.append(bytes);
}

void StreamBuffer::discard(std::uint64_t before)
{
    const std::size_t drop = static_cast<std::size_t>(before - m_base);
    if (drop == m_bytes.size() || drop >= m_bytes.size() - drop) {
        m_bytes.erase(0, drop);
        m_base = before;
        if (m_bytes.empty() && m_bytes.capacity() > (1U << 20U))
            m_bytes.shrink_to_fit(); // a large payload has been here
    }
    // The byte before the first one kept may still be asked for: a silence is measured from it.
    const std::uint64_t keep = before == 0 ? 0 : before - 1;
    while (m_firstBlock + 1 < m_blocks.size() && m_blocks[m_firstBlock + 1].offset <= keep)
        ++m_firstBlock;
    if (m_firstBlock >= 64 && m_firstBlock >= m_blocks.size() / 2) {
        m_blocks.erase(m_blocks.begin(), m_blocks.begin() + static_cast<std::ptrdiff_t>(m_firstBlock));
        m_firstBlock = 0;
    }
}

std::size_t StreamBuffer::blockOf(std::uint64_t position) const
{
    // Mostly it is the first one or the last.
    if (m_blocks.size() - m_firstBlock == 1 || m_blocks[m_firstBlock + 1].offset > position)
        return m_firstBlock;
    if (m_blocks.back().offset <= position)
        return m_blocks.size() - 1;
    const auto begin = m_blocks.begin() + static_cast<std::ptrdiff_t>(m_firstBlock);
    const auto next = std::upper_bound(begin, m_blocks.end(), position,
                                       [](std::uint64_t at, const Block &block) { return at < block.offset; });
    return static_cast<std::size_t>(next - m_blocks.begin()) - 1;
}

base::Stamp StreamBuffer::stampAt(std::uint64_t position) const
{
    return m_blocks.empty() ? base::Stamp() : m_blocks[blockOf(position)].stamp;
}

std::uint64_t StreamBuffer::firstGap(std::uint64_t from, base::Millis silence)
{
    if (m_blocks.empty())
        return None;
    const auto begin = m_blocks.begin() + static_cast<std::ptrdiff_t>(m_firstBlock);
    const auto byOffset = [](std::uint64_t at, const Block &block) { return at < block.offset; };
    std::size_t i = blockOf(from);
    const std::uint64_t first = m_blocks[i].offset;
    if (m_calmFrom != None && first >= m_calmFrom && first <= m_calmTo && silence >= m_calmSilence)
        i = static_cast<std::size_t>(std::upper_bound(begin, m_blocks.end(), m_calmTo, byOffset) - m_blocks.begin()) - 1;
    else
        m_calmFrom = first;
    m_calmSilence = silence;
    for (++i; i < m_blocks.size(); ++i) {
        const base::Stamp before = m_blocks[i - 1].stamp;
        const base::Stamp stamp = m_blocks[i].stamp;
        if (before.known() && stamp.known() && stamp >= before.plus(silence)) {
            m_calmTo = m_blocks[i - 1].offset;
            return m_blocks[i].offset;
        }
    }
    m_calmTo = m_blocks.back().offset;
    return None;
}

std::uint64_t ByteFinder::search(const StreamBuffer &in, std::uint64_t from)
{
    if (from < m_asked)
        m_searched = from; // the reader went back: what a broken payload held is read again
    m_asked = from;
    const std::uint64_t start = std::max(from, m_searched);
    const std::string_view rest = in.view(start, in.end());
    const std::size_t at = rest.find(m_byte);
    m_found = at == std::string_view::npos ? StreamBuffer::None : start + at;
    m_searched = at == std::string_view::npos ? in.end() : m_found;
    return m_found;
}

} // namespace atscope::wire
