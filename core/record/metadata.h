// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/anchor.h"
#include "core/base/stamp.h"

class QJsonValue;

namespace atscope::record {

// What a recording says of itself: one JSON object in the comment of its section. Empty and 0 where nothing is known.
struct Metadata
{
    base::SessionId session{};
    base::Stamp started;
    std::string module;
    std::string firmware;
    std::string port;     // ttyUSB0, COM5, tcp://host:port
    std::string identity; // usb:0403:6001:SERIAL
    std::uint32_t baud = 0;
    std::string version; // of ATscope
    std::string catalog; // digest of the catalog in force
    // A long recording is a row of files: this one's number from 1, and where both streams (by Direction) begin in it. `started`
    // is the file's own. What stands before a part's beginning and was still open then stands in it again.
    std::uint32_t part = 1;
    std::array<std::uint64_t, 2> begin{};

    // No stream is that long: a file that says so is not believed.
    static constexpr std::uint64_t MostBegin = std::uint64_t{1} << 60U;

    std::string toJson() const; // {"atscope":1,"session":"…",…}
    // Nothing when it is no object with "atscope".
    static std::optional<Metadata> fromJson(std::string_view json);
    bool operator==(const Metadata &) const = default;
};

std::string sessionText(const base::SessionId &id); // 8-4-4-4-12
std::optional<base::SessionId> sessionOfText(std::string_view text);
base::SessionId newSessionId(); // random, version 4

// A number as JsonWriter writes it: beyond 2^53 it is a text. 0 for anything else.
std::uint64_t numberOf(const QJsonValue &value);

// A note as the recording holds them: one JSON object with the key "atscope".
bool isNote(std::string_view json);
// Whether a note is a bookmark: has the key "bookmark".
bool isBookmark(std::string_view json);

// The comment of a loss.
struct Loss
{
    std::uint64_t bytes = 0; // 0: how many is not known
    base::Direction direction = base::Direction::Rx;
    bool overrun = false; // counted by the driver: somewhere near, not just here

    std::string toJson() const; // {"atscope":1,"lost":123,"dir":"rx"}
    static Loss fromJson(std::string_view json);
};

} // namespace atscope::record
