// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace atscope {

// ATscope's own log: what went wrong in the program itself, one line an entry, without traffic and without secrets. It lies in
// the settings folder (atscope.log, mode 0600) and is rotated at 1 MB, three old ones kept. Messages of Qt go in as well.
//
// A crash (a signal, a failed assertion, an exception nobody caught) writes its last entry, the recordings that are open and the
// last notes from inside the signal handler, then ends the program as the system does. One for the process.
class OwnLog final
{
public:
    // GUI thread, once, before anything is drawn. A folder that cannot be written: the log goes to standard error.
    static void start(const std::string &folder);
    static std::string path();

    // How the program that wrote the log before this one ended, if it crashed. Told once: the next start does not know of it.
    struct Crash
    {
        std::string reason; // in English, as in the log
        std::vector<std::string> recordings; // that were open
    };
    static std::optional<Crash> lastCrash();

    // Any thread. `code` as of messages: lower case words with hyphens; `details` must hold no traffic.
    static void write(std::string_view code, std::string_view details);
    // What a crash should tell: the recordings that are open now. GUI thread.
    static void setRecordings(std::string_view paths);

    static constexpr std::size_t RotateAt = 1'000'000;
    static constexpr int Kept = 3;
};

} // namespace atscope
