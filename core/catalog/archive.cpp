// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/archive.h"

namespace atscope::catalog::archive {

namespace {

// FNV-1a over words of eight bytes: a table is checked on every start.
std::uint64_t checksum(std::string_view bytes)
{
    std::uint64_t hash = 0xcbf29ce484222325u;
    std::uint64_t word = 0;
    int n = 0;
    for (const char c : bytes) {
        word = (word << 8) | static_cast<unsigned char>(c);
        if (++n == 8) {
            hash = (hash ^ word) * 0x100000001b3u;
            hash ^= hash >> 29;
            word = 0;
            n = 0;
        }
    }
    hash = (hash ^ word) * 0x100000001b3u;
    return (hash ^ (hash >> 32)) + bytes.size();
}

void append(std::string &out, std::uint64_t n, int bytes)
{
    for (int i = 0; i < bytes; ++i, n >>= 8)
        out += static_cast<char>(n & 0xff);
}

} // namespace

std::string Writer::take()
{
    std::string out;
    number(out, m_pool.size());
    for (const std::string &text : m_pool)
        number(out, text.size());
    for (const std::string &text : m_pool)
        out += text;
    out += m_body;
    return out;
}

Reader::Reader(std::string_view bytes) : m_bytes(bytes)
{
    const std::uint64_t count = number();
    if (count > m_bytes.size() - m_at)
        m_good = false;
    std::vector<std::uint64_t> sizes;
    for (std::uint64_t i = 0; i < count && m_good; ++i)
        sizes.push_back(number());
    for (const std::uint64_t size : sizes) {
        if (!m_good || size > m_bytes.size() - m_at) {
            m_good = false;
            return;
        }
        m_pool.push_back(m_bytes.substr(m_at, size));
        m_at += size;
    }
}

std::string sealed(std::string_view magic, std::uint32_t version, std::string body)
{
    std::string out(magic);
    append(out, version, 4);
    append(out, checksum(body), 8);
    out += body;
    return out;
}

std::optional<std::string_view> opened(std::string_view magic, std::uint32_t version, std::string_view table)
{
    const std::size_t header = magic.size() + 12;
    if (table.size() < header || table.substr(0, magic.size()) != magic)
        return std::nullopt;
    const std::string_view body = table.substr(header);
    std::string expected;
    append(expected, version, 4);
    append(expected, checksum(body), 8);
    if (table.substr(magic.size(), 12) != expected)
        return std::nullopt;
    return body;
}

} // namespace atscope::catalog::archive
