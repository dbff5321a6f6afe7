// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

namespace atscope::decode {

// Bytes that may become many: in memory up to a limit, behind it in a temporary file without a name that goes with the object.
// One thread.
class Spool final
{
public:
    static constexpr std::size_t Memory = std::size_t{4} << 20U;
    explicit Spool(std::size_t memory = Memory) : m_most(memory) {}

    bool append(std::string_view bytes); // false: the file cannot be written; what came before stays
    void clear();
    std::uint64_t size() const { return m_size; }
    bool spilled() const { return m_file != nullptr; }
    std::string read(std::uint64_t at, std::size_t most) const; // fewer: there are no more, or the file cannot be read

private:
    struct Close
    {
        void operator()(std::FILE *file) const { std::fclose(file); }
    };
    std::size_t m_most;
    std::uint64_t m_size = 0;
    std::string m_bytes; // all of it, until it is spilled
    std::unique_ptr<std::FILE, Close> m_file;
};

} // namespace atscope::decode
