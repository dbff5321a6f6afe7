// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace atscope {

// While it lives, no display for the window (none is there, it refuses, or Qt has no plugin for it) ends the program with a message
// on standard error and status 3 instead of an abort, and what Qt has to say about it is the reason. Around the making of the
// QApplication, before any other message handler is installed.
class DisplayCheck final
{
public:
    explicit DisplayCheck(bool chinese);
    ~DisplayCheck();
    DisplayCheck(const DisplayCheck &) = delete;
    DisplayCheck &operator=(const DisplayCheck &) = delete;

    static constexpr int Status = 3;
};

} // namespace atscope
