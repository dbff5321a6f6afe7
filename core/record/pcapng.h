// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/base/stamp.h"
#include "core/record/source.h"

// The blocks of a pcapng file (draft-ietf-opsawg-pcapng) and the header of link type RTAC Serial
// (www.tcpdump.org/linktypes/LINKTYPE_RTAC_SERIAL.html). Knows nothing of records, streams and notes.
namespace atscope::record {

enum class ByteOrder : std::uint8_t { Little, Big };

constexpr std::uint32_t SectionBlock = 0x0A0D0D0A;
constexpr std::uint32_t InterfaceBlock = 1;
constexpr std::uint32_t OldPacketBlock = 2;
constexpr std::uint32_t SimplePacketBlock = 3;
constexpr std::uint32_t NameBlock = 4;
constexpr std::uint32_t StatisticsBlock = 5;
constexpr std::uint32_t EnhancedPacketBlock = 6;

constexpr std::uint16_t OptionEnd = 0;
constexpr std::uint16_t OptionComment = 1;
constexpr std::uint16_t OptionUserApplication = 4; // of a section
constexpr std::uint16_t OptionName = 2;            // of an interface, as all below
constexpr std::uint16_t OptionDescription = 3;
constexpr std::uint16_t OptionSpeed = 8;
constexpr std::uint16_t OptionResolution = 9;
constexpr std::uint16_t OptionTimeOffset = 14;

constexpr std::uint16_t LinkTypeRtacSerial = 250;
constexpr std::size_t MaxBlock = std::size_t{16} << 20U; // a longer one is a broken file
constexpr std::size_t MaxOption = 65'535;                // bytes of one option, by its 16-bit length

struct Option
{
    std::uint16_t code = 0;
    std::string value;
};

// RTAC Serial: 12 bytes before the data, big endian in every file.
enum class RtacEvent : std::uint8_t {
    StatusChange = 0,
    TxStart = 1, // to the module
    RxStart = 2, // from the module
    TxEnd = 3,
    RxEnd = 4,
    DataLost = 5,
    CaptureComplete = 6,
    FramingError = 7,
    ParityError = 8,
    Break = 9,
    Overflow = 10
};

// Bits of the line state.
namespace line {
constexpr std::uint8_t Cts = 0x01;
constexpr std::uint8_t Dcd = 0x02;
constexpr std::uint8_t Dsr = 0x04;
constexpr std::uint8_t Rts = 0x08;
constexpr std::uint8_t Dtr = 0x10;
constexpr std::uint8_t Ring = 0x20;
constexpr std::uint8_t Mbok = 0x40;
} // namespace line

constexpr std::size_t RtacHeaderBytes = 12;

// Whole blocks, appended to `out`.
void appendSection(std::string &out, ByteOrder order, const std::vector<Option> &options);
void appendInterface(std::string &out, ByteOrder order, std::uint16_t linkType, const std::vector<Option> &options);
// An enhanced packet with the RTAC header before `data`. The interface's resolution must be nanoseconds. A stamp that is not
// known, or before 1970, is written as 0. `comment` (at most MaxOption bytes) may be empty.
void appendRtacPacket(std::string &out, ByteOrder order, std::uint32_t interfaceId, base::Stamp stamp, RtacEvent event,
                      std::uint8_t lines, std::string_view data, std::string_view comment);
// The value of an option that is a number.
std::string optionNumber(ByteOrder order, std::uint64_t value, std::size_t bytes);

struct Block
{
    std::uint64_t offset = 0; // in the file
    std::uint32_t type = 0;
    ByteOrder order = ByteOrder::Little;
    std::string_view body; // without the lengths; valid until the next step

    std::uint16_t get16(std::size_t at) const; // 0 beyond the end, as all of them
    std::uint32_t get32(std::size_t at) const;
    std::uint64_t get64(std::size_t at) const;
};

// Walks the options that begin at `at` of a block's body. Bad lengths end them.
class OptionWalk final
{
public:
    OptionWalk(const Block &block, std::size_t at) : m_block(block), m_at(at) {}
    bool next();
    std::uint16_t code() const { return m_code; }
    std::string_view value() const { return m_value; }
    std::uint64_t number() const; // of 1, 2, 4 or 8 bytes

private:
    const Block &m_block;
    std::size_t m_at;
    std::uint16_t m_code = 0;
    std::string_view m_value;
};

// One block after the other. Takes any bytes and never throws.
class BlockReader final
{
public:
    enum class Step : std::uint8_t {
        Block,
        End,   // the file ends behind a whole block
        Cut,   // the file ends within a block; it may go on later
        Damaged, // what stood here was no block; the next one that is whole was found behind it, and comes next
        Broken // what stands here is no block, and none was found behind it
    };

    explicit BlockReader(std::shared_ptr<const ByteSource> source) : m_source(std::move(source)) {}

    // After End and Cut it may be asked again: more may have been appended. When Damaged only the block's offset is filled, and
    // offset() says where reading goes on. Blocks begin at multiples of four bytes. One counts as found when both its lengths
    // agree, its type is one of the format, and another such block, or the file's end, follows. The data of a damaged packet is
    // passed over, and a packet that is only not whole yet is not searched at all: those bytes are the module's to choose.
    Step next(Block &block);
    std::uint64_t offset() const { return m_offset; } // of the block that comes next
    void seek(std::uint64_t offset, ByteOrder order);
    // Why it was Cut (`recording-cut` {file, offset, bytes}, `recording-zeros` {file, offset, bytes}) or Broken:
    // `recording-not-pcapng` {file}, `recording-classic-pcap` {file}, `recording-bad-magic` {file, offset},
    // `recording-bad-version` {file, offset, version}, `recording-bad-length` {file, offset, length},
    // `recording-block-too-large` {file, offset, length, most}, `recording-bad-trailer` {file, offset, length, trailer}.
    const base::Message &problem() const { return m_problem; }

private:
    std::string_view window(std::uint64_t offset, std::size_t size);
    Step fail(Step step, const char *code, std::vector<std::pair<std::string, std::uint64_t>> numbers = {});
    Step cutOr(std::string_view head, std::uint64_t have);
    Step read(Block &block);
    // The length of the block of the format at `offset`, with both its lengths there; 0: none.
    // `order` follows a section's.
    std::uint64_t wholeAt(std::uint64_t offset, ByteOrder &order) const;
    bool cutAt(std::uint64_t offset, ByteOrder order) const; // a block begins there that the file's end cuts
    bool chainAt(std::uint64_t offset, ByteOrder order, int blocks) const;
    std::optional<std::uint64_t> findBehind(Step step);
    std::optional<std::uint64_t> searchFrom(std::uint64_t offset, int blocks);
    bool zerosFrom(std::uint64_t offset);

    std::shared_ptr<const ByteSource> m_source;
    std::uint64_t m_offset = 0;
    ByteOrder m_order = ByteOrder::Little;
    bool m_inSection = false;
    bool m_broken = false;
    base::Message m_problem;
    std::string m_buffer; // bytes of the file from m_bufferOffset on
    std::uint64_t m_bufferOffset = 0;
    std::uint64_t m_searched = 0; // size of the file when a search from m_offset on found nothing
};

} // namespace atscope::record
