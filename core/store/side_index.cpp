// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/side_index.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <system_error>

#include "core/record/output_file.h"
#include "core/store/packer.h"

namespace atscope::store {

namespace {

constexpr std::string_view Magic = "ATscope index 1\n";
constexpr std::uint32_t Machine = 0x0102'0304; // another byte order reads another number
constexpr std::size_t FooterBytes = Magic.size() + sizeof Machine + sizeof(IndexKey) + 4 * sizeof(std::uint64_t);
constexpr std::string_view Suffix = ".index";
constexpr std::string_view Making = ".making";
constexpr std::chrono::minutes LeftBehind{1};

std::string hexOf(const IndexKey &key)
{
    constexpr std::string_view Digits = "0123456789abcdef";
    std::string out;
    for (std::size_t i = 0; i < 16; ++i) {
        out += Digits[key[i] >> 4U];
        out += Digits[key[i] & 15U];
    }
    return out;
}

std::string_view keyBytes(const IndexKey &key)
{
    return {reinterpret_cast<const char *>(key.data()), key.size()};
}

} // namespace

std::string indexFooter(const IndexKey &key, std::uint64_t tablesAt, std::string_view tables)
{
    Packer out;
    out.number(Machine);
    out.number(tablesAt);
    out.number(static_cast<std::uint64_t>(tables.size()));
    out.number(digestOf(tables));
    std::string text = std::string(Magic) + std::string(keyBytes(key)) + out.bytes();
    Packer digest;
    digest.number(digestOf(text));
    return text + digest.bytes();
}

std::optional<std::string> readIndexTables(const record::ByteSource &source, const IndexKey &key, std::uint64_t &tablesAt)
{
    const std::uint64_t size = source.size();
    if (size < FooterBytes)
        return std::nullopt;
    std::string footer(FooterBytes, '\0');
    if (source.readAt(size - FooterBytes, footer.data(), footer.size()) != footer.size())
        return std::nullopt;
    const std::string_view signedPart = std::string_view(footer).substr(0, FooterBytes - sizeof(std::uint64_t));
    Unpacker digest(std::string_view(footer).substr(signedPart.size()));
    if (!signedPart.starts_with(Magic) || signedPart.substr(Magic.size(), key.size()) != keyBytes(key)
        || digest.number<std::uint64_t>() != digestOf(signedPart))
        return std::nullopt;
    Unpacker in(signedPart.substr(Magic.size() + key.size()));
    const bool machine = in.number<std::uint32_t>() == Machine;
    tablesAt = in.number<std::uint64_t>();
    const auto length = in.number<std::uint64_t>();
    const auto expected = in.number<std::uint64_t>();
    if (!machine || tablesAt > size - FooterBytes || length != size - FooterBytes - tablesAt)
        return std::nullopt;
    std::string tables(static_cast<std::size_t>(length), '\0');
    if (source.readAt(tablesAt, tables.data(), tables.size()) != tables.size() || digestOf(tables) != expected)
        return std::nullopt;
    return tables;
}

std::string IndexFolder::path(const IndexKey &key) const
{
    return record::textOf(record::pathOf(m_folder) / record::pathOf(hexOf(key) + std::string(Suffix)));
}

std::string IndexFolder::newFile() const
{
    if (m_folder.empty() || record::makeFolder(m_folder))
        return {};
    static std::atomic<unsigned> s_number{0};
    const auto now = std::chrono::system_clock::now().time_since_epoch().count(); // programs differ in it, this one in the number
    const std::string name = std::to_string(now) + '-' + std::to_string(s_number.fetch_add(1)) + std::string(Making);
    return record::textOf(record::pathOf(m_folder) / record::pathOf(name));
}

void IndexFolder::used(const std::string &path) const
{
    std::error_code ignored;
    std::filesystem::last_write_time(record::pathOf(path), std::filesystem::file_time_type::clock::now(), ignored);
}

void IndexFolder::tidy() const
{
    struct File
    {
        std::filesystem::path path;
        std::uint64_t size = 0;
        std::filesystem::file_time_type used;
    };
    std::vector<File> files;
    std::uint64_t total = 0;
    std::error_code error;
    for (std::filesystem::directory_iterator it(record::pathOf(m_folder), error), end; !error && it != end; it.increment(error)) {
        std::error_code ignored;
        if (!it->is_regular_file(ignored) || it->is_symlink(ignored))
            continue;
        const auto extension = record::textOf(it->path().extension());
        // Left behind by a program that was killed. One that was made just now may have no lock yet.
        const auto now = std::filesystem::file_time_type::clock::now();
        if (extension == Making && it->last_write_time(ignored) < now - LeftBehind && !ignored && !record::fileInUse(record::textOf(it->path())))
            std::filesystem::remove(it->path(), ignored);
        if (extension != Suffix)
            continue;
        const auto size = it->file_size(ignored);
        files.push_back({it->path(), ignored ? 0 : size, it->last_write_time(ignored)});
        total += files.back().size;
    }
    std::sort(files.begin(), files.end(), [](const File &a, const File &b) { return a.used < b.used; });
    for (const File &file : files) {
        if (total <= m_most)
            break;
        std::error_code ignored;
        std::filesystem::remove(file.path, ignored);
        total -= file.size;
    }
}

} // namespace atscope::store
