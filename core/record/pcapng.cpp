// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/pcapng.h"

#include <algorithm>
#include <array>

namespace atscope::record {

namespace {

constexpr std::uint32_t OrderMagic = 0x1A2B3C4D;
constexpr std::size_t Window = std::size_t{256} << 10U;
constexpr std::size_t SmallestBlock = 12; // type and twice the length

// The blocks that a search behind damage takes for one, and how many bytes each has at least.
struct Smallest
{
    std::uint32_t type;
    std::uint64_t bytes;
};
constexpr Smallest SmallestOf[] = {{SectionBlock, 28},   {InterfaceBlock, 20},      {OldPacketBlock, 32}, {SimplePacketBlock, 16},
                                   {NameBlock, 16},      {StatisticsBlock, 24},     {EnhancedPacketBlock, 32}};

// Whether a block of that type may have that length.
bool mayBe(std::uint32_t type, std::uint64_t length)
{
    const auto known = std::find_if(std::begin(SmallestOf), std::end(SmallestOf), [type](const Smallest &one) { return one.type == type; });
    return known != std::end(SmallestOf) && length >= known->bytes && length % 4 == 0 && length <= MaxBlock;
}

std::uint8_t byteOf(char c)
{
    return static_cast<std::uint8_t>(c);
}

// `bytes` bytes of a number; 0 when they are not all there.
std::uint64_t number(std::string_view in, std::size_t at, std::size_t bytes, ByteOrder order)
{
    if (at > in.size() || in.size() - at < bytes)
        return 0;
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes; ++i) {
        const std::size_t from = order == ByteOrder::Big ? at + i : at + bytes - 1 - i;
        value = (value << 8U) | byteOf(in[from]);
    }
    return value;
}

// Whether an option of a packet may be of that code and length. The type of the next block must not look so.
bool mayBeOption(std::uint64_t code, std::uint64_t length)
{
    switch (code) {
    case OptionComment: return length > 0;
    case 2: // flags
    case 6: return length == 4; // queue
    case 4: // packets dropped
    case 5: return length == 8; // number of the packet
    case 3: // hash
    case 7: // verdict
    case 2988: // another program's own, as the next three
    case 2989:
    case 19372:
    case 19373: return length > 0;
    default: return false;
    }
}

// Whether `behind`, what of the file stands behind a packet's data, agrees with a block that has `length` bytes from there on: its
// options and the second length. What is not there any more agrees.
bool agrees(std::string_view behind, std::uint64_t length, ByteOrder order)
{
    std::uint64_t at = 0;
    while (length != at + 4) {
        if (length < at + 8)
            return false;
        if (behind.size() < at + 4)
            return true;
        const std::uint64_t code = number(behind, at, 2, order);
        const std::uint64_t bytes = number(behind, at + 2, 2, order);
        if (code == OptionEnd)
            return bytes == 0 && length == at + 8;
        if (!mayBeOption(code, bytes))
            return false;
        at += 4 + (bytes + 3) / 4 * 4;
    }
    return true;
}

void put(std::string &out, ByteOrder order, std::uint64_t value, std::size_t bytes)
{
    for (std::size_t i = 0; i < bytes; ++i) {
        const std::size_t shift = 8 * (order == ByteOrder::Big ? bytes - 1 - i : i);
        out += static_cast<char>(static_cast<std::uint8_t>(value >> shift));
    }
}

void pad(std::string &out, std::size_t length)
{
    out.append((4 - length % 4) % 4, '\0');
}

void putOption(std::string &out, ByteOrder order, std::uint16_t code, std::string_view value)
{
    value = value.substr(0, MaxOption);
    put(out, order, code, 2);
    put(out, order, value.size(), 2);
    out += value;
    pad(out, value.size());
}

void putOptions(std::string &out, ByteOrder order, const std::vector<Option> &options)
{
    for (const Option &option : options)
        putOption(out, order, option.code, option.value);
    if (!options.empty())
        put(out, order, OptionEnd, 4);
}

std::size_t beginBlock(std::string &out, ByteOrder order, std::uint32_t type)
{
    const std::size_t begin = out.size();
    put(out, order, type, 4);
    put(out, order, 0, 4);
    return begin;
}

void endBlock(std::string &out, ByteOrder order, std::size_t begin)
{
    const std::size_t length = out.size() - begin + 4;
    put(out, order, length, 4);
    for (std::size_t i = 0; i < 4; ++i)
        out[begin + 4 + i] = out[out.size() - 4 + i];
}

} // namespace

void appendSection(std::string &out, ByteOrder order, const std::vector<Option> &options)
{
    const std::size_t begin = beginBlock(out, order, SectionBlock);
    put(out, order, OrderMagic, 4);
    put(out, order, 1, 2);
    put(out, order, 0, 2);
    put(out, order, ~std::uint64_t{0}, 8); // the length of the section is not known
    putOptions(out, order, options);
    endBlock(out, order, begin);
}

void appendInterface(std::string &out, ByteOrder order, std::uint16_t linkType, const std::vector<Option> &options)
{
    const std::size_t begin = beginBlock(out, order, InterfaceBlock);
    put(out, order, linkType, 2);
    put(out, order, 0, 2);
    put(out, order, 0, 4); // packets are never shortened
    putOptions(out, order, options);
    endBlock(out, order, begin);
}

void appendRtacPacket(std::string &out, ByteOrder order, std::uint32_t interfaceId, base::Stamp stamp, RtacEvent event,
                      std::uint8_t lines, std::string_view data, std::string_view comment)
{
    const std::uint64_t ns = stamp.known() && stamp.ns > 0 ? static_cast<std::uint64_t>(stamp.ns) : 0;
    const std::size_t length = RtacHeaderBytes + data.size();
    const std::size_t begin = beginBlock(out, order, EnhancedPacketBlock);
    put(out, order, interfaceId, 4);
    put(out, order, ns >> 32U, 4);
    put(out, order, ns, 4);
    put(out, order, length, 4);
    put(out, order, length, 4);
    put(out, ByteOrder::Big, ns / 1'000'000'000, 4);
    put(out, ByteOrder::Big, ns % 1'000'000'000 / 1000, 4);
    out += static_cast<char>(event);
    out += static_cast<char>(lines);
    put(out, ByteOrder::Big, 0, 2);
    out += data;
    pad(out, length);
    if (!comment.empty()) {
        putOption(out, order, OptionComment, comment);
        put(out, order, OptionEnd, 4);
    }
    endBlock(out, order, begin);
}

std::string optionNumber(ByteOrder order, std::uint64_t value, std::size_t bytes)
{
    std::string out;
    put(out, order, value, bytes);
    return out;
}

std::uint16_t Block::get16(std::size_t at) const
{
    return static_cast<std::uint16_t>(number(body, at, 2, order));
}

std::uint32_t Block::get32(std::size_t at) const
{
    return static_cast<std::uint32_t>(number(body, at, 4, order));
}

std::uint64_t Block::get64(std::size_t at) const
{
    return number(body, at, 8, order);
}

bool OptionWalk::next()
{
    const std::string_view body = m_block.body;
    if (m_at > body.size() || body.size() - m_at < 4)
        return false;
    m_code = m_block.get16(m_at);
    const std::size_t length = m_block.get16(m_at + 2);
    if (m_code == OptionEnd || body.size() - m_at - 4 < length)
        return false;
    m_value = body.substr(m_at + 4, length);
    m_at += 4 + (length + 3) / 4 * 4;
    return true;
}

std::uint64_t OptionWalk::number() const
{
    return record::number(m_value, 0, std::min<std::size_t>(m_value.size(), 8), m_block.order);
}

// At least `size` bytes from `offset` on, or all there are.
std::string_view BlockReader::window(std::uint64_t offset, std::size_t size)
{
    const auto held = [&]() -> std::string_view {
        if (offset < m_bufferOffset || offset - m_bufferOffset > m_buffer.size())
            return {};
        return std::string_view(m_buffer).substr(static_cast<std::size_t>(offset - m_bufferOffset));
    };
    std::string_view have = held();
    if (have.size() >= size)
        return have;
    // What is already here is moved to the front; the rest is read, in large pieces.
    const std::size_t kept = have.size();
    const std::uint64_t end = m_source->size();
    const auto left = static_cast<std::size_t>(std::min<std::uint64_t>(end > offset ? end - offset : 0, std::max(size, Window)));
    std::string fresh;
    fresh.resize(std::max(left, kept));
    std::copy(have.begin(), have.end(), fresh.begin());
    const std::size_t got = m_source->readAt(offset + kept, fresh.data() + kept, fresh.size() - kept);
    fresh.resize(kept + got);
    m_buffer = std::move(fresh);
    m_bufferOffset = offset;
    return m_buffer;
}

BlockReader::Step BlockReader::fail(Step step, const char *code, std::vector<std::pair<std::string, std::uint64_t>> numbers)
{
    m_problem = base::Message(code, {{"file", m_source->name()}});
    for (const auto &[key, value] : numbers)
        m_problem.args.emplace_back(key, std::to_string(value));
    m_broken = step == Step::Broken;
    return step;
}

// Nothing but zeros up to the end: what a file system leaves of bytes that did not reach the disk before the power went.
bool BlockReader::zerosFrom(std::uint64_t offset)
{
    for (;;) {
        const std::string_view piece = window(offset, Window);
        if (piece.empty())
            return true;
        if (piece.find_first_not_of('\0') != std::string_view::npos)
            return false;
        offset += piece.size();
    }
}

BlockReader::Step BlockReader::cutOr(std::string_view head, std::uint64_t have)
{
    if (head.find_first_not_of('\0') == std::string_view::npos)
        return fail(Step::Cut, "recording-zeros", {{"offset", m_offset}, {"bytes", have}});
    return fail(Step::Cut, "recording-cut", {{"offset", m_offset}, {"bytes", have}});
}

void BlockReader::seek(std::uint64_t offset, ByteOrder order)
{
    m_offset = offset;
    m_order = order;
    m_inSection = true;
    m_broken = false;
    m_problem = {};
    m_searched = 0;
}

std::uint64_t BlockReader::wholeAt(std::uint64_t offset, ByteOrder &order) const
{
    std::array<char, 12> head{};
    if (m_source->readAt(offset, head.data(), head.size()) != head.size())
        return 0;
    const std::string_view have(head.data(), head.size());
    const auto type = static_cast<std::uint32_t>(number(have, 0, 4, order));
    if (type == SectionBlock) {
        if (number(have, 8, 4, ByteOrder::Big) == OrderMagic)
            order = ByteOrder::Big;
        else if (number(have, 8, 4, ByteOrder::Little) == OrderMagic)
            order = ByteOrder::Little;
        else
            return 0;
    }
    const std::uint64_t length = number(have, 4, 4, order);
    if (!mayBe(type, length))
        return 0;
    std::array<char, 4> trailer{};
    if (m_source->readAt(offset + length - trailer.size(), trailer.data(), trailer.size()) != trailer.size())
        return 0;
    return number({trailer.data(), trailer.size()}, 0, 4, order) == length ? length : 0;
}

// `blocks` whole ones from here on, or fewer up to the end of the file, which may cut the last but the first one.
bool BlockReader::chainAt(std::uint64_t offset, ByteOrder order, int blocks) const
{
    const std::uint64_t end = m_source->size();
    for (bool first = true; blocks > 0 && offset < end; --blocks, first = false) {
        const std::uint64_t length = wholeAt(offset, order);
        if (length == 0)
            return !first && cutAt(offset, order);
        offset += length;
    }
    return true;
}

bool BlockReader::cutAt(std::uint64_t offset, ByteOrder order) const
{
    std::array<char, 8> head{};
    const std::string_view have(head.data(), m_source->readAt(offset, head.data(), head.size()));
    const std::uint64_t length = number(have, 4, 4, order);
    return have.size() < head.size() || (mayBe(static_cast<std::uint32_t>(number(have, 0, 4, order)), length) && offset + length > m_source->size());
}

// The first place from `offset` on where blocks go on. What cannot begin one is passed over within the window: zeros and data cost
// little.
std::optional<std::uint64_t> BlockReader::searchFrom(std::uint64_t offset, int blocks)
{
    for (;;) {
        const std::string_view have = window(offset, SmallestBlock);
        if (have.size() < SmallestBlock)
            return std::nullopt;
        std::size_t at = 0;
        for (; at + 8 <= have.size(); at += 4) {
            const auto type = static_cast<std::uint32_t>(number(have, at, 4, m_order));
            if ((type == SectionBlock || mayBe(type, number(have, at + 4, 4, m_order))) && chainAt(offset + at, m_order, blocks))
                return offset + at;
        }
        offset += at;
    }
}

// Where reading may go on behind what stands at m_offset and is no block, or not whole.
std::optional<std::uint64_t> BlockReader::findBehind(Step step)
{
    constexpr std::uint64_t Before = 8 + 20; // of a packet's data: type and length, and what the packet says of itself
    constexpr std::uint64_t MostOptions = 2 * MaxOption;
    const std::uint64_t size = m_source->size();
    if (m_searched == size || m_problem.code == "recording-zeros")
        return std::nullopt;
    const std::string head(window(m_offset, Before).substr(0, Before));
    const auto type = static_cast<std::uint32_t>(number(head, 0, 4, m_order));
    const std::uint64_t length = number(head, 4, 4, m_order);
    std::uint64_t from = m_offset + 4;
    bool isLength = mayBe(type, length);
    if ((type == EnhancedPacketBlock || type == OldPacketBlock) && head.size() == Before) {
        const std::uint64_t data = (number(head, 20, 4, m_order) + 3) / 4 * 4;
        const std::uint64_t behind = m_offset + Before + data;
        const auto most = static_cast<std::size_t>(std::min<std::uint64_t>(MostOptions + 4, length));
        const bool fits = length >= Before + data + 4 && length - Before - data <= MostOptions + 4
            && agrees(behind < size ? window(behind, most).substr(0, most) : std::string_view(), length - Before - data, m_order);
        if (step == Step::Cut && fits)
            return std::nullopt; // the rest of it may still come
        isLength = isLength && fits;
        if (behind < size)
            from = behind;
    }
    if (step == Step::Broken && isLength && m_offset + length < size && chainAt(m_offset + length, m_order, 1))
        return m_offset + length; // only its second length is wrong
    const auto found = searchFrom(from, 2);
    if (!found)
        m_searched = size;
    return found;
}

BlockReader::Step BlockReader::next(Block &block)
{
    if (m_broken)
        return Step::Broken;
    m_problem = {};
    const Step step = read(block);
    if (step == Step::Block)
        m_searched = 0;
    // A version that is not known is no damage: what follows is not for us to guess.
    if ((step != Step::Broken && step != Step::Cut) || !m_inSection || m_problem.code == "recording-bad-version")
        return step;
    const auto found = findBehind(step);
    if (!found)
        return step;
    block.offset = m_offset;
    block.body = {};
    m_broken = false;
    m_problem = {};
    m_offset = *found;
    return Step::Damaged;
}

BlockReader::Step BlockReader::read(Block &block)
{
    std::string_view have = window(m_offset, SmallestBlock);
    if (have.empty())
        return m_inSection ? Step::End : fail(Step::Broken, "recording-not-pcapng");
    if (!m_inSection) {
        // The first four bytes decide whether this is such a file at all.
        constexpr std::string_view magic = "\x0A\x0D\x0D\x0A";
        constexpr std::string_view classic[] = {{"\xD4\xC3\xB2\xA1", 4}, {"\xA1\xB2\xC3\xD4", 4}, {"\x4D\x3C\xB2\xA1", 4},
                                                {"\xA1\xB2\x3C\x4D", 4}};
        const std::string_view head = have.substr(0, 4);
        if (std::find(std::begin(classic), std::end(classic), head) != std::end(classic))
            return fail(Step::Broken, "recording-classic-pcap");
        if (head != magic.substr(0, head.size()))
            return fail(Step::Broken, "recording-not-pcapng");
    }
    if (have.size() < SmallestBlock)
        return cutOr(have, have.size());

    ByteOrder order = m_order;
    const auto type = static_cast<std::uint32_t>(number(have, 0, 4, m_order)); // a section's reads the same both ways
    if (type == SectionBlock) {
        if (number(have, 8, 4, ByteOrder::Little) == OrderMagic)
            order = ByteOrder::Little;
        else if (number(have, 8, 4, ByteOrder::Big) == OrderMagic)
            order = ByteOrder::Big;
        else
            return fail(Step::Broken, "recording-bad-magic", {{"offset", m_offset}});
    }
    const std::uint64_t length = number(have, 4, 4, order);
    const std::uint64_t least = type == SectionBlock ? 28 : SmallestBlock;
    if (length == 0 && type == 0 && zerosFrom(m_offset))
        return fail(Step::Cut, "recording-zeros", {{"offset", m_offset}, {"bytes", m_source->size() - m_offset}});
    if (length < least || length % 4 != 0)
        return fail(Step::Broken, "recording-bad-length", {{"offset", m_offset}, {"length", length}});
    if (length > MaxBlock)
        return fail(Step::Broken, "recording-block-too-large", {{"offset", m_offset}, {"length", length}, {"most", MaxBlock}});
    have = window(m_offset, static_cast<std::size_t>(length));
    if (have.size() < length)
        return cutOr(have, have.size());
    have = have.substr(0, static_cast<std::size_t>(length));
    const std::uint64_t trailer = number(have, have.size() - 4, 4, order);
    if (trailer != length) {
        // A hole of zeros up to the end is a cut as well, only that the length of the file was written before its bytes.
        if (trailer == 0 && zerosFrom(m_offset + length - 4))
            return fail(Step::Cut, "recording-zeros", {{"offset", m_offset}, {"bytes", m_source->size() - m_offset}});
        return fail(Step::Broken, "recording-bad-trailer", {{"offset", m_offset}, {"length", length}, {"trailer", trailer}});
    }
    block.offset = m_offset;
    block.type = type;
    block.order = order;
    block.body = have.substr(8, have.size() - SmallestBlock);
    if (type == SectionBlock && block.get16(4) != 1)
        return fail(Step::Broken, "recording-bad-version", {{"offset", m_offset}, {"version", block.get16(4)}});
    m_order = order;
    m_inSection = true;
    m_offset += length;
    return Step::Block;
}

} // namespace atscope::record
