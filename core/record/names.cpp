// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/names.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <system_error>
#include <tuple>

#include "core/base/text.h"
#include "core/record/recording.h"

namespace atscope::record {

namespace {

constexpr std::string_view Suffix = ".pcapng";
constexpr std::size_t MostOfPart = 40;
constexpr std::int64_t NsPerDay = std::int64_t{86'400} * 1'000'000'000;

// "", "_part002", "_part002-2"
std::string partSuffix(std::uint32_t part, int attempt)
{
    std::string out;
    if (part > 1) {
        const std::string number = std::to_string(part);
        out = "_part" + std::string(number.size() < 3 ? 3 - number.size() : 0, '0') + number;
    }
    return attempt > 1 ? out + '-' + std::to_string(attempt) : out;
}

} // namespace

std::string sanitised(std::string_view text, std::string_view otherwise)
{
    std::string out;
    for (const char c : text) {
        const bool fits = base::isAlnum(c) || c == '.' || c == '-';
        if (fits)
            out += c;
        else if (!out.empty() && out.back() != '-')
            out += '-';
    }
    const auto edge = [](char c) { return c == '.' || c == '-'; };
    out.erase(out.begin(), std::find_if_not(out.begin(), out.end(), edge));
    out.resize(std::min(out.size(), MostOfPart));
    while (!out.empty() && edge(out.back()))
        out.pop_back();
    return out.empty() ? std::string(otherwise) : out;
}

std::string fileName(const Metadata &metadata, int attempt)
{
    // 2026-11-21T10:22:31.004000000Z without its marks and decimals
    std::string time = base::toRfc3339(metadata.started.known() ? metadata.started : base::Stamp{0}).substr(0, 19);
    time.erase(std::remove_if(time.begin(), time.end(), [](char c) { return c == '-' || c == ':'; }), time.end());
    std::string_view port = metadata.port;
    const auto slash = port.find_last_of("/\\");
    if (slash != std::string_view::npos && port.find("://") == std::string_view::npos)
        port.remove_prefix(slash + 1); // /dev/ttyUSB0
    return time + "Z_" + sanitised(port, "port") + '_' + sanitised(metadata.module, "unknown") + partSuffix(metadata.part, attempt)
        + std::string(Suffix);
}

std::string partPath(const std::string &first, std::uint32_t part, int attempt)
{
    const std::filesystem::path path = pathOf(first);
    const std::string name = textOf(path.stem()) + partSuffix(part, attempt) + textOf(path.extension());
    return textOf(path.parent_path() / pathOf(name));
}

base::Stamp timeOfName(std::string_view name)
{
    constexpr std::string_view shape = "dddddddd.dddddd..";
    if (name.size() <= shape.size() + Suffix.size() || name.substr(name.size() - Suffix.size()) != Suffix)
        return {};
    for (std::size_t i = 0; i < shape.size(); ++i)
        if (shape[i] == 'd' && !base::isDigit(name[i]))
            return {};
    if (name[8] != 'T' || name[15] != 'Z' || name[16] != '_')
        return {};
    std::string text(name.substr(0, 16));
    for (const std::size_t at : {13U, 11U})
        text.insert(at, ":");
    for (const std::size_t at : {6U, 4U})
        text.insert(at, "-");
    return base::fromRfc3339(text);
}

std::vector<RecordingFile> overQuota(std::vector<RecordingFile> files, const Quota &quota, base::Stamp now)
{
    // Parts that began within one second: by name.
    std::sort(files.begin(), files.end(), [](const RecordingFile &a, const RecordingFile &b) {
        return std::tie(a.started, a.path) < std::tie(b.started, b.path);
    });
    std::uint64_t total = 0;
    for (const RecordingFile &file : files)
        total += file.size;
    std::vector<RecordingFile> gone;
    for (const RecordingFile &file : files) {
        const bool dated = quota.days > 0 && now.known() && file.started.known();
        const bool old = dated && (now.ns - file.started.ns) / NsPerDay >= quota.days;
        const bool tooMuch = quota.bytes > 0 && total > quota.bytes;
        if (file.kept || (!old && !tooMuch))
            continue;
        total -= file.size;
        gone.push_back(file);
    }
    return gone;
}

std::vector<RecordingFile> listRecordings(const std::string &folder)
{
    std::vector<RecordingFile> files;
    std::error_code error;
    for (std::filesystem::directory_iterator it(pathOf(folder), error), end; !error && it != end; it.increment(error)) {
        std::error_code ignored;
        const base::Stamp started = timeOfName(textOf(it->path().filename()));
        if (!started.known() || !it->is_regular_file(ignored) || it->is_symlink(ignored))
            continue;
        const std::uintmax_t size = it->file_size(ignored);
        files.push_back({textOf(it->path()), started, ignored ? 0 : size, false});
    }
    return files;
}

bool hasBookmark(const std::string &path)
{
    const auto reader = RecordingReader::open(path);
    if (!reader)
        return false; // nothing in it that anybody could read
    Record record;
    while ((*reader)->next(record))
        if (record.kind == RecordKind::Note && isBookmark(record.bytes))
            return true;
    return (*reader)->end().kind == ReadEnd::Kind::Broken || (*reader)->skipped().damaged != 0; // it may have stood there
}

std::vector<RecordingFile> applyQuota(const std::string &folder, const Quota &quota, base::Stamp now)
{
    std::vector<RecordingFile> files = listRecordings(folder);
    std::map<std::string, bool> looked; // path → must stay
    for (;;) {
        bool changed = false;
        for (const RecordingFile &candidate : overQuota(files, quota, now)) {
            const auto [entry, fresh] = looked.try_emplace(candidate.path, false);
            if (!fresh)
                continue;
            entry->second = fileInUse(candidate.path) || hasBookmark(candidate.path);
            changed = changed || entry->second;
        }
        if (!changed)
            break;
        for (RecordingFile &file : files)
            if (const auto entry = looked.find(file.path); entry != looked.end())
                file.kept = entry->second;
    }
    std::vector<RecordingFile> gone;
    for (const RecordingFile &file : overQuota(files, quota, now)) {
        std::error_code error;
        if (std::filesystem::remove(pathOf(file.path), error) && !error)
            gone.push_back(file);
    }
    return gone;
}

} // namespace atscope::record
