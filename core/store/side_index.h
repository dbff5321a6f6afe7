// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/record/source.h"

// The side index: all events of a recording that was decoded before, so that opening it again decodes nothing. A file: the
// records of a store in chunks of 1 MiB, then its tables, then a footer that says where they stand, what they were made from
// and their digests. It is no part of the recording: whoever doubts it makes it anew.
namespace atscope::store {

using IndexKey = std::array<std::uint8_t, 32>; // of all that the events depend on

// The end of the file, as bytes.
std::string indexFooter(const IndexKey &key, std::uint64_t tablesAt, std::string_view tables);

// The tables of an index with that key; nothing: it is damaged, cut, or another one's.
std::optional<std::string> readIndexTables(const record::ByteSource &source, const IndexKey &key, std::uint64_t &tablesAt);

// The folder that indexes lie in (mode 0700, made when it is first needed). Any thread, any number of programs.
class IndexFolder final
{
public:
    static constexpr std::uint64_t DefaultMost = std::uint64_t{1} << 30U; // bytes of all of them

    explicit IndexFolder(std::string folder, std::uint64_t most = DefaultMost) : m_folder(std::move(folder)), m_most(most) {}

    std::string path(const IndexKey &key) const;
    // A name for one that is being made; empty: there is no such folder and it cannot be made.
    std::string newFile() const;
    void used(const std::string &path) const; // just now
    // Removes those that were not used for the longest time until the rest fits, and what killed programs left.
    void tidy() const;

private:
    const std::string m_folder;
    const std::uint64_t m_most;
};

} // namespace atscope::store
