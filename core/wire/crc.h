// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

// CRC-16 in the usual parameters. Which one a module means is seldom stated (AT+IOTASTX), so all of them are tried.
namespace atscope::wire {

struct Crc16
{
    std::string_view name;
    std::uint16_t polynomial = 0; // as it is written, highest power first
    std::uint16_t initial = 0;
    bool reflected = false;       // input and output
    std::uint16_t finalXor = 0;
    std::uint16_t check = 0;      // of "123456789"
};

inline constexpr std::array<Crc16, 5> Crc16Variants = {{
    {"MODBUS", 0x8005, 0xFFFF, true, 0x0000, 0x4B37},
    {"XMODEM", 0x1021, 0x0000, false, 0x0000, 0x31C3},
    {"CCITT-FALSE", 0x1021, 0xFFFF, false, 0x0000, 0x29B1},
    {"KERMIT", 0x1021, 0x0000, true, 0x0000, 0x2189},
    {"ARC", 0x8005, 0x0000, true, 0x0000, 0xBB3D},
}};

std::uint16_t crc16(const Crc16 &variant, std::string_view bytes);

// By name, upper or lower case.
const Crc16 *findCrc16(std::string_view name);

// The first variant that gives this value over these bytes; `swapped` when only its two bytes exchanged fit.
struct CrcMatch
{
    const Crc16 *variant = nullptr;
    bool swapped = false;
};
std::optional<CrcMatch> matchCrc16(std::string_view bytes, std::uint16_t value);

} // namespace atscope::wire
