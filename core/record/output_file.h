// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"

// What recordings need of the operating system, and nothing else: one implementation over POSIX (output_file_posix.cpp), one
// over Qt for everywhere else (output_file_qt.cpp, ATSCOPE_PORTABLE). Paths are UTF-8.
namespace atscope::record {

// A file that is only ever appended to, and that no second program writes at the same time.
class OutputFile
{
public:
    virtual ~OutputFile() = default;

    // Appends; `written` may be less than asked, also with an error. Errors: `recording-disk-full` {file},
    // `recording-file-limit` {file}, `recording-write-failed` {file, reason}.
    virtual std::optional<base::Error> write(std::string_view bytes, std::size_t &written) = 0;
    // What was written has reached the disk when it returns. May be called while another thread writes.
    virtual std::optional<base::Error> sync() = 0;
    virtual std::optional<base::Error> cutTo(std::uint64_t size) = 0; // only ever drops an unfinished block at the end
    virtual std::uint64_t size() const = 0;
};

// When the name of a new file has to have reached the disk: when it was created, or with its first sync() (for who must not wait).
enum class NewName : std::uint8_t { SyncedNow, SyncedLater };
// A new file, mode 0600. Errors: `recording-exists` {file}, `recording-no-permission` {file}, `recording-disk-full` {file},
// `recording-create-failed` {file, reason}.
base::Result<std::unique_ptr<OutputFile>> createFile(const std::string &path, NewName name = NewName::SyncedNow);
// One that is there, to append to it. Also `recording-locked` {file}: another program (or this one) is writing it.
base::Result<std::unique_ptr<OutputFile>> reopenFile(const std::string &path);
// Somebody is writing it just now.
bool fileInUse(const std::string &path);
// The folder and the ones above it, mode 0700 for those it makes; one that is there stays as it is: it may be the user's own.
// `recording-folder-failed` {folder, reason}.
std::optional<base::Error> makeFolder(const std::string &path);

std::filesystem::path pathOf(std::string_view utf8);
std::string textOf(const std::filesystem::path &path);

} // namespace atscope::record
