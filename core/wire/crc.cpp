// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/crc.h"

#include "core/base/text.h"

namespace atscope::wire {

namespace {

constexpr std::uint16_t reversed(std::uint16_t value)
{
    unsigned out = 0;
    for (unsigned bit = 0; bit < 16; ++bit)
        if ((value & (1U << bit)) != 0)
            out |= 0x8000U >> bit;
    return static_cast<std::uint16_t>(out);
}

// One step for each possible byte.
constexpr std::array<std::uint16_t, 256> tableFor(std::uint16_t polynomial, bool reflected)
{
    std::array<std::uint16_t, 256> table{};
    const unsigned mirror = reversed(polynomial);
    for (unsigned byte = 0; byte < 256; ++byte) {
        unsigned crc = reflected ? byte : byte << 8U;
        for (int bit = 0; bit < 8; ++bit) {
            if (reflected)
                crc = (crc & 1U) != 0 ? (crc >> 1U) ^ mirror : crc >> 1U;
            else
                crc = (crc & 0x8000U) != 0 ? (crc << 1U) ^ polynomial : crc << 1U;
        }
        table[byte] = static_cast<std::uint16_t>(crc & 0xFFFFU);
    }
    return table;
}

} // namespace

std::uint16_t crc16(const Crc16 &variant, std::string_view bytes)
{
    const std::array<std::uint16_t, 256> table = tableFor(variant.polynomial, variant.reflected);
    unsigned crc = variant.reflected ? reversed(variant.initial) : variant.initial;
    for (const char c : bytes) {
        const unsigned byte = static_cast<unsigned char>(c);
        if (variant.reflected)
            crc = (crc >> 8U) ^ table[(crc ^ byte) & 0xFFU];
        else
            crc = ((crc << 8U) & 0xFFFFU) ^ table[((crc >> 8U) ^ byte) & 0xFFU];
    }
    return static_cast<std::uint16_t>((crc ^ variant.finalXor) & 0xFFFFU);
}

const Crc16 *findCrc16(std::string_view name)
{
    for (const Crc16 &variant : Crc16Variants)
        if (base::equalsNoCase(variant.name, name))
            return &variant;
    return nullptr;
}

std::optional<CrcMatch> matchCrc16(std::string_view bytes, std::uint16_t value)
{
    const auto swapped = static_cast<std::uint16_t>((value << 8U) | (value >> 8U));
    std::optional<CrcMatch> second;
    for (const Crc16 &variant : Crc16Variants) {
        const std::uint16_t crc = crc16(variant, bytes);
        if (crc == value)
            return CrcMatch{&variant, false};
        if (crc == swapped && !second)
            second = CrcMatch{&variant, true};
    }
    return second;
}

} // namespace atscope::wire
