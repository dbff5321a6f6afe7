// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/spool.h"

#include <algorithm>
#include <utility>

namespace atscope::decode {

bool Spool::append(std::string_view bytes)
{
    if (!m_file && m_bytes.size() + bytes.size() > m_most) {
        m_file.reset(std::tmpfile());
        if (!m_file || std::fwrite(m_bytes.data(), 1, m_bytes.size(), m_file.get()) != m_bytes.size()) {
            m_file.reset();
            return false;
        }
        std::exchange(m_bytes, {});
    }
    if (!m_file) {
        m_bytes += bytes;
    } else if (std::fseek(m_file.get(), 0, SEEK_END) != 0
               || std::fwrite(bytes.data(), 1, bytes.size(), m_file.get()) != bytes.size()) {
        return false;
    }
    m_size += bytes.size();
    return true;
}

void Spool::clear()
{
    m_file.reset();
    m_bytes.clear();
    m_size = 0;
}

std::string Spool::read(std::uint64_t at, std::size_t most) const
{
    if (at >= m_size)
        return {};
    const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(most, m_size - at));
    if (!m_file)
        return m_bytes.substr(static_cast<std::size_t>(at), size);
    std::string bytes(size, '\0');
    if (std::fseek(m_file.get(), static_cast<long>(at), SEEK_SET) != 0)
        return {};
    bytes.resize(std::fread(bytes.data(), 1, size, m_file.get()));
    return bytes;
}

} // namespace atscope::decode
