// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/content_filters.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "core/base/text.h"

namespace atscope::decode {

namespace {

constexpr std::size_t MostLine = 4096;

} // namespace

bool Dechunker::feed(std::string_view bytes, const ByteTaker &out)
{
    while (!bytes.empty() && m_state != State::Done && m_state != State::Broken) {
        if (m_state == State::Data) {
            const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(m_left, bytes.size()));
            if (!out(bytes.substr(0, size)))
                return false;
            bytes.remove_prefix(size);
            m_left -= size;
            if (m_left == 0)
                m_state = State::End;
            continue;
        }
        const auto lf = bytes.find('\n');
        m_line += bytes.substr(0, lf);
        bytes.remove_prefix(lf == std::string_view::npos ? bytes.size() : lf + 1);
        if (m_line.size() > MostLine) {
            m_state = State::Broken;
            break;
        }
        if (lf == std::string_view::npos)
            break;
        if (!m_line.empty() && m_line.back() == '\r')
            m_line.pop_back();
        const auto line = std::move(m_line);
        m_line.clear();
        if (m_state == State::End) {
            m_state = line.empty() ? State::Size : State::Broken;
        } else if (m_state == State::Trailer) {
            m_state = line.empty() ? State::Done : State::Trailer;
        } else {
            const auto text = base::trimmed(std::string_view(line).substr(0, line.find(';')));
            const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), m_left, 16);
            if (text.empty() || error != std::errc() || end != text.data() + text.size())
                m_state = State::Broken;
            else
                m_state = m_left == 0 ? State::Trailer : State::Data;
        }
    }
    return m_state != State::Broken;
}

struct Inflater::State
{
    z_stream stream{};
    Format format = Format::Gzip;
    std::string first; // of deflate: until it is known whether there is a header
    bool ready = false;
    bool done = false;
    bool broken = false;

    void begin(int windowBits)
    {
        ready = inflateInit2(&stream, windowBits) == Z_OK;
        broken = !ready;
    }
};

Inflater::Inflater(Format format) : m_state(std::make_unique<State>())
{
    m_state->format = format;
    if (format == Format::Gzip)
        m_state->begin(15 + 32); // gzip, or zlib where a server mixes them up
}

Inflater::~Inflater()
{
    if (m_state->ready)
        inflateEnd(&m_state->stream);
}

bool Inflater::done() const
{
    return m_state->done;
}

bool Inflater::broken() const
{
    return m_state->broken;
}

bool Inflater::feed(std::string_view bytes, const ByteTaker &out)
{
    auto &state = *m_state;
    if (state.broken || state.done)
        return !state.broken;
    std::string joined;
    if (!state.ready) {
        state.first += bytes;
        if (state.first.size() < 2)
            return true;
        const auto a = static_cast<unsigned char>(state.first[0]);
        const auto b = static_cast<unsigned char>(state.first[1]);
        const bool header = (a & 0x0fU) == 8 && (a * 256U + b) % 31 == 0;
        state.begin(header ? 15 : -15);
        joined.swap(state.first);
        bytes = joined;
    }
    std::array<char, 65536> block;
    auto &stream = state.stream;
    while (!state.broken && !state.done && !bytes.empty()) {
        const auto given = std::min<std::size_t>(bytes.size(), std::size_t{1} << 20U);
        stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.data())); // zlib does not write there
        stream.avail_in = static_cast<uInt>(given);
        do {
            stream.next_out = reinterpret_cast<Bytef *>(block.data());
            stream.avail_out = static_cast<uInt>(block.size());
            const int result = inflate(&stream, Z_NO_FLUSH);
            state.done = result == Z_STREAM_END;
            state.broken = result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR;
            const std::size_t made = block.size() - stream.avail_out;
            if (made > 0 && !out(std::string_view(block.data(), made)))
                return false;
        } while (!state.done && !state.broken && (stream.avail_in > 0 || stream.avail_out == 0));
        bytes.remove_prefix(given);
    }
    return !state.broken;
}

} // namespace atscope::decode
