// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/stamp.h"
#include "core/record/metadata.h"

// How recordings are named, and which of them the quota lets go.
namespace atscope::record {

// 20261121T102231Z_ttyUSB0_ML302.pcapng, from started, port and module; `attempt` from 2 on gives …_ML302-2.pcapng. Later parts
// of a recording have their number behind it: …_ML302_part002.pcapng.
std::string fileName(const Metadata &metadata, int attempt = 1);
// Where a part goes of a recording whose first file was named by the user: log.pcapng, log_part002.pcapng.
std::string partPath(const std::string &first, std::uint32_t part, int attempt = 1);
// A part of a file name that every file system takes: letters, digits, dot, hyphen; the rest becomes a hyphen.
std::string sanitised(std::string_view text, std::string_view otherwise);
// Begins as fileName() makes them: only such files does the quota ever touch. The time in the name, else "none".
base::Stamp timeOfName(std::string_view name);

struct RecordingFile
{
    std::string path;
    base::Stamp started;
    std::uint64_t size = 0;
    bool kept = false; // bookmarked, or being written
};

struct Quota
{
    std::uint64_t bytes = 5'000'000'000; // 0: no limit
    int days = 60;                       // 0: no limit
};

// The files that have to go, oldest first: those that are too old, then the oldest until the rest fits. Those that are kept
// count, but stay. Pure.
std::vector<RecordingFile> overQuota(std::vector<RecordingFile> files, const Quota &quota, base::Stamp now);

// The recordings in the folder, `kept` not filled in.
std::vector<RecordingFile> listRecordings(const std::string &folder);
// Whether one of its notes is a bookmark. A file that cannot be read to its end counts as bookmarked.
bool hasBookmark(const std::string &path);

// Deletes what is over the quota and gives what it deleted. Looks for bookmarks only in files that would have to go. Reads
// files: not for the GUI thread.
std::vector<RecordingFile> applyQuota(const std::string &folder, const Quota &quota, base::Stamp now);

} // namespace atscope::record
