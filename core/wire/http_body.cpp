// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/http_body.h"

#include <algorithm>
#include <charconv>

#include "core/base/text.h"
#include "core/wire/framer.h"

namespace atscope::wire {

namespace {

// A chunk-size line or a trailer longer than this is none.
constexpr std::size_t MaxChunkLine = 4096;

std::string_view withoutCr(std::string_view line)
{
    if (!line.empty() && line.back() == '\r')
        line.remove_suffix(1);
    return line;
}

bool containsNoCase(std::string_view text, std::string_view word)
{
    for (std::size_t i = 0; i + word.size() <= text.size(); ++i)
        if (base::equalsNoCase(text.substr(i, word.size()), word))
            return true;
    return false;
}

bool toSize(std::string_view text, int radix, std::size_t &value)
{
    value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, radix);
    return !text.empty() && error == std::errc() && end == text.data() + text.size() && value <= Framer::PayloadCap;
}

} // namespace

bool HttpBody::feed(std::string_view text)
{
    if (m_state == State::Head && !readHead(text))
        return false;
    if (m_state == State::Chunked && !readChunks(text))
        return false;
    if (m_state == State::Length && text.size() - m_bodyAt >= m_length) {
        m_end = m_bodyAt + m_length;
        m_state = State::Done;
    }
    return m_state == State::Done;
}

bool HttpBody::readHead(std::string_view text)
{
    while (m_state == State::Head) {
        const std::size_t lf = text.find('\n', std::max(m_scan, m_line));
        if (std::min(lf, text.size()) > Framer::LineCap) {
            m_state = State::Broken; // no head is that long
            break;
        }
        if (lf == std::string_view::npos) {
            m_scan = text.size();
            break;
        }
        const std::string_view line = withoutCr(text.substr(m_line, lf - m_line));
        if (line.empty()) {
            m_bodyAt = lf + 1;
            headDone();
        } else {
            headLine(line);
        }
        m_line = lf + 1;
        m_scan = m_line;
    }
    return m_state != State::Head;
}

void HttpBody::headLine(std::string_view line)
{
    if (m_line == 0) { // HTTP/1.1 200 OK
        const std::string_view rest = line.substr(std::min<std::size_t>(line.size(), 9));
        std::size_t status = 0;
        if (toSize(rest.substr(0, 3), 10, status))
            m_status = static_cast<int>(status);
        return;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos)
        return;
    const std::string_view name = base::trimmed(line.substr(0, colon));
    const std::string_view value = base::trimmed(line.substr(colon + 1));
    if (base::equalsNoCase(name, "Transfer-Encoding")) {
        m_chunked = m_chunked || containsNoCase(value, "chunked");
    } else if (base::equalsNoCase(name, "Content-Length") && !m_hasLength) {
        m_hasLength = true;
        m_badLength = !toSize(value, 10, m_length); // Content-Length: 99999999999
    }
}

void HttpBody::headDone()
{
    if (m_status == 204 || m_status == 304 || (m_status >= 100 && m_status < 200)) {
        m_end = m_bodyAt; // no body, whatever the head says
        m_state = State::Done;
    } else if (m_chunked) {
        m_state = State::Chunked; // goes before Content-Length (RFC 9112, 6.3)
    } else if (m_hasLength) {
        m_state = m_badLength ? State::Broken : State::Length;
    } else {
        m_state = State::Open; // HTTP/1.0 style: until the connection is closed
    }
}

bool HttpBody::readChunks(std::string_view text)
{
    // "1a;name=value" CR LF, 26 bytes, CR LF, …, "0" CR LF, trailers, an empty line
    while (m_state == State::Chunked) {
        const std::size_t lf = m_line < text.size() ? text.find('\n', std::max(m_scan, m_line)) : std::string_view::npos;
        if (lf == std::string_view::npos) {
            m_scan = std::max(m_scan, text.size());
            if (text.size() > m_line + MaxChunkLine)
                m_state = State::Broken;
            return false;
        }
        std::string_view line = withoutCr(text.substr(m_line, lf - m_line));
        if (lf - m_line > MaxChunkLine) {
            m_state = State::Broken;
            return false;
        }
        if (m_trailer) {
            m_line = lf + 1;
            if (line.empty()) {
                m_end = m_line;
                m_state = State::Done;
            }
            continue;
        }
        line = base::trimmed(line.substr(0, line.find(';')));
        std::size_t size = 0;
        if (!toSize(line, 16, size)) {
            m_state = State::Broken; // a line that is no chunk size: bytes were lost
            return false;
        }
        if (size == 0) {
            m_trailer = true;
            m_line = lf + 1;
            continue;
        }
        // The line end behind the chunk is CR LF or LF; both bytes must have come before it is known which.
        const std::size_t after = lf + 1 + size;
        if (text.size() <= after || (text[after] == '\r' && text.size() <= after + 1))
            return false;
        if (text[after] != '\r' && text[after] != '\n') {
            m_state = State::Broken;
            return false;
        }
        m_line = after + (text[after] == '\r' ? 2 : 1);
    }
    return m_state == State::Done;
}

} // namespace atscope::wire
