// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace atscope::decode {

// Where the bytes of a body go. False: no more are wanted.
using ByteTaker = std::function<bool(std::string_view)>;

// Undoes chunked transfer coding, however the bytes are cut.
class Dechunker final
{
public:
    bool feed(std::string_view bytes, const ByteTaker &out); // false: broken, or no more are wanted
    bool done() const { return m_state == State::Done; }

private:
    enum class State : std::uint8_t { Size, Data, End, Trailer, Done, Broken };
    State m_state = State::Size;
    std::string m_line;
    std::uint64_t m_left = 0;
};

// Undoes gzip and deflate (with or without the header of zlib), however the bytes are cut. What comes out is handed on in blocks,
// so that a small input that becomes large needs no memory; `out` says when it is enough.
class Inflater final
{
public:
    enum class Format : std::uint8_t { Gzip, Deflate };
    explicit Inflater(Format format);
    ~Inflater();
    Inflater(const Inflater &) = delete;
    Inflater &operator=(const Inflater &) = delete;
    bool feed(std::string_view bytes, const ByteTaker &out); // false: broken, or no more are wanted
    bool done() const;   // the end of the compressed data was seen
    bool broken() const; // what came is not compressed in this way

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace atscope::decode
