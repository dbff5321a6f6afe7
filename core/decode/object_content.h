// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/decode/http_head.h"
#include "core/decode/object.h"
#include "core/decode/spool.h"

namespace atscope::decode {

// The bytes of a stream by position, from the recording or the store; fewer where they cannot be read.
using StreamBytes = std::function<std::string(base::Direction, base::Span)>;

struct ContentOptions
{
    std::size_t memory = Spool::Memory;            // of the body; the rest is spilled to a file
    std::uint64_t most = std::uint64_t{64} << 20U; // bytes of the body; what comes behind them is left out
};

// The bytes of an object, made on demand: pieces in their order, hexadecimal digits, chunks and compression undone.
struct ObjectContent
{
    HttpHead head;
    int status = 0;          // of Http; 0: not told
    std::string encoding;    // gzip or deflate, where it was undone; else empty
    std::uint64_t received = 0; // bytes of the body before that
    Spool body;
    std::vector<base::Message> problems; // content-truncated, content-unreadable, content-not-inflated, content-chunks-broken
    std::string mediaType() const; // text/html; empty: not told

    // Up to `most` bytes from the beginning as text in UTF-8, by the charset that the head names; what is not valid as \xNN.
    // `exact`: these are the bytes.
    std::string text(std::size_t most, bool &exact) const;
};
ObjectContent contentOf(const Object &object, const StreamBytes &bytes, const ContentOptions &options = {});

} // namespace atscope::decode
