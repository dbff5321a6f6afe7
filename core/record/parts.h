// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/record/source.h"

namespace atscope::record {

// The files of one recording, in order; grows while it is made. Any thread. However many there are, a few of them are open.
class PartList final : public std::enable_shared_from_this<PartList>
{
public:
    explicit PartList(std::string first) { add(std::move(first)); }

    void add(std::string path); // the file is there and can be read
    std::vector<std::string> paths() const;
    std::size_t size() const;
    // The bytes of a part; null: there is none with this index (yet). A file that cannot be read has no bytes. The source may
    // outlive the list.
    std::shared_ptr<const ByteSource> source(std::size_t part) const;

    // The file itself, opened if need be; null: it cannot be read.
    std::shared_ptr<const ByteSource> file(std::size_t part) const;

private:
    static constexpr std::size_t Open = 8;

    struct Entry
    {
        std::string path;
        std::shared_ptr<const ByteSource> file; // null: not open just now
        std::uint64_t used = 0;
    };
    mutable std::mutex m_mutex; // never held during a read
    mutable std::vector<Entry> m_parts;
    mutable std::uint64_t m_clock = 0;
};

} // namespace atscope::record
