// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/packet.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "core/record/metadata.h"

namespace atscope::record {

namespace {

constexpr std::size_t MaxSections = 4096; // each bookmark written into a file of another byte order would bring one
constexpr std::size_t MaxInterfaces = 4096;
constexpr std::uint64_t NsPerSecond = 1'000'000'000;

} // namespace

base::Stamp stampOf(std::uint64_t ticks, std::uint8_t resolution, std::int64_t timeOffset)
{
    if (ticks == 0)
        return {};
    std::uint64_t seconds = 0;
    std::uint64_t ns = 0;
    unsigned exponent = resolution & 0x7FU;
    if ((resolution & 0x80U) != 0) {
        seconds = exponent < 64 ? ticks >> exponent : 0;
        std::uint64_t rest = exponent < 64 ? ticks & ((std::uint64_t{1} << exponent) - 1) : ticks;
        if (exponent > 34) { // the product below must fit; what falls away is far below a nanosecond
            const unsigned away = exponent - 34;
            rest = away < 64 ? rest >> away : 0;
            exponent = 34;
        }
        ns = (rest * NsPerSecond) >> exponent;
    } else {
        std::uint64_t scale = 1; // 10^|9 - exponent|
        for (unsigned i = exponent < 9 ? exponent : 9; i < std::max(exponent, 9U) && scale < NsPerSecond * NsPerSecond * 10; ++i)
            scale *= 10;
        const std::uint64_t perSecond = exponent < 9 ? NsPerSecond / scale : 0;
        if (exponent <= 9) {
            seconds = exponent == 9 ? ticks / NsPerSecond : ticks / perSecond;
            ns = exponent == 9 ? ticks % NsPerSecond : ticks % perSecond * scale;
        } else if (exponent <= 19) {
            seconds = ticks / scale / NsPerSecond;
            ns = ticks / scale % NsPerSecond;
        } // finer than that: 64 bits of it do not last two seconds
    }
    constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()) / NsPerSecond - 1;
    if (seconds > most || timeOffset > static_cast<std::int64_t>(most) || timeOffset < -static_cast<std::int64_t>(most))
        return {};
    const std::int64_t whole = static_cast<std::int64_t>(seconds) + timeOffset;
    if (whole > static_cast<std::int64_t>(most) || whole < -static_cast<std::int64_t>(most))
        return {};
    return base::Stamp{whole * static_cast<std::int64_t>(NsPerSecond) + static_cast<std::int64_t>(ns)};
}

PacketWalker::PacketWalker(std::shared_ptr<const ByteSource> source, int channel, Layout layout)
    : m_name(source->name()), m_reader(std::move(source)), m_channel(channel), m_layout(std::move(layout))
{}

void PacketWalker::seek(std::uint64_t offset)
{
    const auto after = std::upper_bound(m_layout.sections.begin(), m_layout.sections.end(), offset,
                                        [](std::uint64_t at, const Section &section) { return at < section.offset; });
    if (after == m_layout.sections.begin())
        return; // nothing was walked yet: it begins at the beginning anyway
    m_section = static_cast<std::size_t>(after - m_layout.sections.begin()) - 1;
    m_reader.seek(offset, m_layout.sections[m_section].order);
    m_ahead.reset();
    m_strayTold = false;
}

bool PacketWalker::takeSection(const Block &block)
{
    const auto known = std::lower_bound(m_layout.sections.begin(), m_layout.sections.end(), block.offset,
                                        [](const Section &section, std::uint64_t at) { return section.offset < at; });
    m_section = static_cast<std::size_t>(known - m_layout.sections.begin());
    m_strayTold = false;
    if (known != m_layout.sections.end())
        return true;
    if (m_layout.sections.size() >= MaxSections)
        return false;
    Section section;
    section.offset = block.offset;
    section.order = block.order;
    for (OptionWalk option(block, 16); option.next();) {
        if (option.code() == OptionComment && section.comment.empty() && isNote(option.value()))
            section.comment = option.value();
        else if (option.code() == OptionUserApplication)
            section.application = option.value();
    }
    m_layout.sections.push_back(std::move(section));
    return true;
}

bool PacketWalker::takeInterface(const Block &block)
{
    std::vector<Interface> &interfaces = m_layout.sections[m_section].interfaces;
    if (!interfaces.empty() && interfaces.back().offset >= block.offset)
        return true; // walked before
    if (interfaces.size() >= MaxInterfaces)
        return false;
    Interface added;
    added.offset = block.offset;
    added.linkType = block.get16(0);
    if (added.linkType == LinkTypeRtacSerial)
        added.channel = static_cast<int>(std::count_if(interfaces.begin(), interfaces.end(),
                                                       [](const Interface &other) { return other.channel >= 0; }));
    for (OptionWalk option(block, 8); option.next();) {
        if (option.code() == OptionResolution && option.value().size() == 1)
            added.resolution = static_cast<std::uint8_t>(option.value()[0]);
        else if (option.code() == OptionTimeOffset && option.value().size() == 8)
            added.timeOffset = static_cast<std::int64_t>(option.number());
        else if (option.code() == OptionName)
            added.name = option.value();
    }
    interfaces.push_back(std::move(added));
    return true;
}

PacketWalker::Taken PacketWalker::takePacket(const Block &block, Packet &packet)
{
    // Where the packet's bytes begin, and how many there are.
    const bool enhanced = block.type == EnhancedPacketBlock;
    const bool simple = block.type == SimplePacketBlock;
    const std::size_t begin = simple ? 4 : 20;
    const std::uint32_t id = simple ? 0 : enhanced ? block.get32(0) : block.get16(0);
    const std::uint64_t original = block.get32(simple ? 0 : 16);
    const std::vector<Interface> &interfaces = m_layout.sections[m_section].interfaces;
    if (block.body.size() < begin)
        return Taken::Damaged;
    if (id >= interfaces.size() || interfaces[id].offset > block.offset) {
        if (!std::exchange(m_strayTold, true))
            return Taken::Damaged;
        ++m_skipped.damaged;
        m_skipped.damagedBytes += block.body.size() + 12;
        return Taken::Other;
    }
    const Interface &from = interfaces[id];
    if (from.channel < 0 || from.channel != m_channel) {
        ++m_skipped.otherInterfaces;
        return Taken::Other;
    }
    const std::size_t room = block.body.size() - begin;
    const std::uint64_t captured = simple ? std::min<std::uint64_t>(original, room) : block.get32(12);
    if (captured > room || captured < RtacHeaderBytes)
        return Taken::Damaged;
    const std::string_view bytes = block.body.substr(begin, static_cast<std::size_t>(captured));
    packet.offset = block.offset;
    packet.length = block.body.size() + 12;
    if (simple) { // has no time but the one in the header
        const Block header{0, 0, ByteOrder::Big, bytes};
        packet.stamp = stampOf(header.get32(0) * std::uint64_t{1'000'000} + header.get32(4), 6, 0);
    } else {
        packet.stamp = stampOf((std::uint64_t{block.get32(4)} << 32U) | block.get32(8), from.resolution, from.timeOffset);
    }
    packet.event = static_cast<RtacEvent>(bytes[8]);
    packet.lines = static_cast<std::uint8_t>(bytes[9]);
    packet.data = bytes.substr(RtacHeaderBytes);
    packet.missing = original > captured ? original - captured : 0;
    packet.comment = {};
    if (!simple)
        for (OptionWalk option(block, begin + (static_cast<std::size_t>(captured) + 3) / 4 * 4);
             packet.comment.empty() && option.next();)
            if (option.code() == OptionComment)
                packet.comment = option.value();
    return Taken::Ours;
}

BlockReader::Step PacketWalker::damaged(std::uint64_t offset, std::uint64_t length, Packet &packet)
{
    ++m_skipped.damaged;
    m_skipped.damagedBytes += length;
    packet = {};
    packet.offset = offset;
    packet.length = length;
    return BlockReader::Step::Damaged;
}

BlockReader::Step PacketWalker::next(Packet &packet)
{
    if (m_ahead) {
        packet = m_aheadPacket;
        const BlockReader::Step step = *m_ahead;
        m_ahead.reset();
        return step;
    }
    BlockReader::Step step = walk(packet);
    if (step != BlockReader::Step::Damaged)
        return step;
    // One place, however many blocks it takes.
    const std::uint64_t offset = packet.offset;
    std::uint64_t length = packet.length;
    while ((step = walk(m_aheadPacket)) == BlockReader::Step::Damaged) {
        length = m_aheadPacket.offset + m_aheadPacket.length - offset;
        --m_skipped.damaged;
    }
    m_ahead = step;
    packet = {};
    packet.offset = offset;
    packet.length = length;
    return BlockReader::Step::Damaged;
}

BlockReader::Step PacketWalker::walk(Packet &packet)
{
    if (!m_tooMany.code.empty())
        return BlockReader::Step::Broken;
    Block block;
    for (;;) {
        const BlockReader::Step step = m_reader.next(block);
        if (step == BlockReader::Step::Damaged)
            return damaged(block.offset, m_reader.offset() - block.offset, packet);
        if (step != BlockReader::Step::Block)
            return step;
        bool fits = true;
        switch (block.type) {
        case SectionBlock: fits = takeSection(block); break;
        case InterfaceBlock: fits = takeInterface(block); break;
        case OldPacketBlock:
        case SimplePacketBlock:
        case EnhancedPacketBlock:
            switch (takePacket(block, packet)) {
            case Taken::Ours: return BlockReader::Step::Block;
            case Taken::Damaged: return damaged(block.offset, block.body.size() + 12, packet);
            case Taken::Other: break;
            }
            break;
        default: ++m_skipped.otherBlocks;
        }
        if (!fits) {
            const bool sections = block.type == SectionBlock;
            m_tooMany = base::Message(sections ? "recording-too-many-sections" : "recording-too-many-interfaces",
                                      {{"file", m_name}, {"offset", std::to_string(block.offset)}});
            return BlockReader::Step::Broken;
        }
    }
}

} // namespace atscope::record
