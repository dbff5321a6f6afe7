// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <QJsonObject>

namespace atscope::engine
{

// Internal to this room: what a note of a recording says that the Observer acts on. Notes of others say nothing.
struct NoteContent {
    bool ours = false;    // "atscope": 1
    bool part = false;    // a part begins: `state` is what was in force
    QJsonObject state;
    bool sender = false;  // another sender begins, or one was cut off
    std::uint64_t raw = 0; // bytes that are announced as no commands
    std::optional<std::string> profile;
    std::optional<std::string> dialect;
    bool cancel = false;
    std::optional<double> at; // of the command that is given up, its place in what was sent
    bool resync = false;
    std::optional<double> limit; // milliseconds; below 0: as declared
    bool powerOff = false;
    bool reconnect = false;
};

// Anything that is no JSON object, or has another type where it matters, says nothing.
NoteContent readNote(std::string_view json);

} // namespace atscope::engine
