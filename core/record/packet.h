// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/record/pcapng.h"

namespace atscope::record {

struct Interface
{
    std::uint64_t offset = 0; // of its block: packets before it do not belong to it
    std::uint16_t linkType = 0;
    std::uint8_t resolution = 6; // as in the file: a power of ten, or of two with the highest bit set
    std::int64_t timeOffset = 0; // seconds
    int channel = -1;            // counts the serial interfaces of its section from 0; -1: another link type
    std::string name;
};

struct Section
{
    std::uint64_t offset = 0; // of its block
    ByteOrder order = ByteOrder::Little;
    std::vector<Interface> interfaces;
    std::string comment; // the first one that is a JSON object of ours, else empty
    std::string application;
};

// How a file is laid out, as far as it has been walked. Grows at the end; plain data, may be copied to another walker.
struct Layout
{
    std::vector<Section> sections;
};

// What a walk left out, counted.
struct Skipped
{
    std::uint64_t otherBlocks = 0;     // statistics, name resolution, what other programs add: no packets
    std::uint64_t otherInterfaces = 0; // packets of other link types and other channels
    std::uint64_t damaged = 0;         // places with no block, packets whose lengths do not fit their block or without interface
    std::uint64_t damagedBytes = 0;    // of the file, in them
};

// A packet of the channel.
struct Packet
{
    std::uint64_t offset = 0; // of its block in the file
    std::uint64_t length = 0; // of its block
    base::Stamp stamp;
    RtacEvent event = RtacEvent::StatusChange; // may be a value that has no name
    std::uint8_t lines = 0;
    std::string_view data; // valid until the next step, as the comments
    std::uint64_t missing = 0; // bytes of the data that the capturing program cut off
    std::string_view comment;  // the first one; empty: none

    bool isTx() const { return event == RtacEvent::TxStart || event == RtacEvent::TxEnd; }
    bool isRx() const { return event == RtacEvent::RxStart || event == RtacEvent::RxEnd; }
};

// Gives the packets of one serial channel, whatever the byte order and whichever program wrote the file.
class PacketWalker final
{
public:
    PacketWalker(std::shared_ptr<const ByteSource> source, int channel, Layout layout = {});

    // Step::Block: `packet` is filled. Step::Damaged: its offset and length say what of the file could not be read, all of it up
    // to the next packet that can; packets of an interface that is not there are told once a section.
    BlockReader::Step next(Packet &packet);
    // To a block that was walked before, with its layout.
    void seek(std::uint64_t offset);
    std::uint64_t offset() const { return m_reader.offset(); }
    const Layout &layout() const { return m_layout; }
    const Skipped &skipped() const { return m_skipped; }
    // As BlockReader's, and `recording-too-many-sections`, `recording-too-many-interfaces` {file, offset}.
    const base::Message &problem() const { return m_tooMany.code.empty() ? m_reader.problem() : m_tooMany; }

private:
    bool takeSection(const Block &block);
    bool takeInterface(const Block &block);
    enum class Taken : std::uint8_t { Ours, Other, Damaged };
    Taken takePacket(const Block &block, Packet &packet);
    BlockReader::Step walk(Packet &packet);
    BlockReader::Step damaged(std::uint64_t offset, std::uint64_t length, Packet &packet);

    std::string m_name;
    BlockReader m_reader;
    int m_channel;
    Layout m_layout;
    std::size_t m_section = 0; // the one we are in
    Skipped m_skipped;
    base::Message m_tooMany;
    bool m_strayTold = false;                   // in this section
    std::optional<BlockReader::Step> m_ahead;   // what came behind a damaged place that was told first, with
    Packet m_aheadPacket;
};

// Ticks of an interface's clock as a stamp; "none" for 0 and for what does not fit.
base::Stamp stampOf(std::uint64_t ticks, std::uint8_t resolution, std::int64_t timeOffset);

} // namespace atscope::record
