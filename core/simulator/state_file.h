// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"

class QLockFile;

namespace atscope::simulator {

// Where a virtual module keeps what survives power-off. One module at a time: the lock (FILE.lock) goes with the object, and a
// lock whose process is gone does not count. One thread at a time; reads and writes the disk.
class StateFile final
{
public:
    StateFile();
    ~StateFile();
    StateFile(const StateFile &) = delete;
    StateFile &operator=(const StateFile &) = delete;

    // What stands in the file; empty for a file that is not there or is empty. When another module has it, locked() is true, the
    // text is empty and store() does nothing. `simulator-state-read` {file, reason}; `simulator-state-folder`,
    // `simulator-state-permission`, `simulator-state-lock` {file, folder}: the folder is not there, or takes no lock file.
    base::Result<std::string> open(const std::string &file);
    bool locked() const { return m_locked; } // by somebody else
    const std::string &file() const { return m_file; }
    // Whole or not at all, mode 0600 (it holds secrets). `simulator-state-write` {file, reason}.
    std::optional<base::Message> store(std::string_view text);

private:
    std::string m_file;
    std::unique_ptr<QLockFile> m_lock;
    bool m_locked = false;
};

} // namespace atscope::simulator
