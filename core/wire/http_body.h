// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace atscope::wire {

// Finds where a raw HTTP answer ends: by Content-Length, by the chunked end, by a status that has no body. Incremental; positions
// count from the "H" of the status line.
class HttpBody final
{
public:
    enum class State : std::uint8_t {
        Head,    // the blank line has not come
        Length,  // so many bytes
        Chunked,
        Open,    // no length is given: only silence ends it
        Broken,  // lengths that cannot be believed: only silence ends it, and it is not whole
        Done,
    };

    // `text` is the answer as far as it has come, from its first byte, longer from call to call. True once the end is known.
    bool feed(std::string_view text);

    State state() const { return m_state; }
    std::size_t end() const { return m_end; }         // Done: bytes in all
    std::size_t bodyAt() const { return m_bodyAt; }   // 0 while in the head

private:
    bool readHead(std::string_view text);
    void headLine(std::string_view line);
    void headDone();
    bool readChunks(std::string_view text);

    State m_state = State::Head;
    bool m_chunked = false;
    bool m_hasLength = false;
    bool m_badLength = false;
    bool m_trailer = false;  // behind the last chunk
    int m_status = 0;
    std::size_t m_length = 0;
    std::size_t m_line = 0;  // where the line or chunk that is read begins
    std::size_t m_scan = 0;  // no LF before this
    std::size_t m_bodyAt = 0;
    std::size_t m_end = 0;
};

} // namespace atscope::wire
