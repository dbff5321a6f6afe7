// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace atscope::record {

// Bytes read by position. May grow while it is read, never shrinks. Any thread.
class ByteSource
{
public:
    virtual ~ByteSource() = default;
    // Up to `size` bytes from `offset` on; fewer only at the end (or where the device fails).
    virtual std::size_t readAt(std::uint64_t offset, char *to, std::size_t size) const = 0;
    virtual std::uint64_t size() const = 0;
    virtual std::string name() const = 0; // for messages
};

// A file. `recording-unreadable` {file, reason}.
base::Result<std::shared_ptr<const ByteSource>> openFile(const std::string &path);

// Bytes in memory (standard input, tests).
std::shared_ptr<const ByteSource> memorySource(std::string bytes, std::string name = "-");

} // namespace atscope::record
