// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/spill.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <utility>

#include "core/store/packer.h"

namespace atscope::store {

static_assert(std::is_trivially_copyable_v<Chunk::Body> && sizeof(Chunk::Body) == Chunk::Records * sizeof(Record));

Spill::Spill(std::string file, std::size_t inMemory) : m_path(std::move(file)), m_inMemory(inMemory) {}

Spill::~Spill()
{
    const bool ours = m_file != nullptr;
    m_file.reset(); // elsewhere than on POSIX an open file cannot be removed
    m_source.reset();
    if (!ours || m_kept)
        return;
    std::error_code ignored;
    std::filesystem::remove(record::pathOf(m_path), ignored);
}

bool Spill::open()
{
    if (m_file)
        return true;
    auto file = record::createFile(m_path);
    if (!file)
        return false;
    m_file = std::move(file).value();
    return true;
}

bool Spill::write(const Chunk &chunk)
{
    if (m_broken || !open())
        return false;
    if (!m_source) {
        auto source = record::openFile(m_path);
        if (!source)
            return false;
        const std::lock_guard lock(m_mutex);
        m_source = std::move(source).value();
    }
    const auto body = chunk.body();
    return append({reinterpret_cast<const char *>(body->records.data()), sizeof(Chunk::Body)});
}

// A chunk.
bool Spill::append(std::string_view bytes)
{
    std::size_t written = 0;
    const auto error = m_file->write(bytes, written);
    if (!error && written == bytes.size()) {
        m_digests.push_back(digestOf(bytes));
        return true;
    }
    if (written > 0 && m_file->cutTo(m_written * sizeof(Chunk::Body)))
        m_broken = true;
    return false;
}

bool Spill::finish(const Chunk &chunk, std::uint32_t records)
{
    if (m_broken || !m_waiting.empty() || !open())
        return false;
    const auto whole = std::make_unique<Chunk::Body>(); // what stands behind the records is zero
    const auto body = chunk.body();
    std::copy_n(body->records.begin(), records, whole->records.begin());
    return append({reinterpret_cast<const char *>(whole->records.data()), sizeof(Chunk::Body)});
}

bool Spill::keep(std::string_view tables, std::string_view footer, const std::string &name)
{
    if (m_broken || !open())
        return false;
    for (const std::string_view part : {tables, footer}) {
        std::size_t written = 0;
        if (m_file->write(part, written) || written != part.size())
            return false;
    }
    std::error_code error;
    std::filesystem::rename(record::pathOf(m_path), record::pathOf(name), error);
    m_kept = !error;
    return m_kept;
}

void Spill::serve(std::shared_ptr<const record::ByteSource> source, std::vector<std::uint64_t> digests)
{
    m_letGo.store(digests.size(), std::memory_order_relaxed);
    const std::lock_guard lock(m_mutex);
    m_source = std::move(source);
    m_expected = std::move(digests);
}

void Spill::take(Chunks &chunks, std::uint32_t chunk)
{
    m_waiting.push_back(chunk);
    bool failed = false;
    while (!m_waiting.empty() && !failed) {
        if (write(chunks[m_waiting.front()])) {
            ++m_written;
            m_resident.push_back(m_waiting.front());
            m_waiting.pop_front();
        } else {
            failed = true;
        }
    }
    m_failing.store(failed, std::memory_order_relaxed);
    while (!m_resident.empty() && m_resident.size() + m_waiting.size() > m_inMemory) {
        const auto oldest = std::min_element(m_resident.begin(), m_resident.end(), [&](std::uint32_t a, std::uint32_t b) {
            return chunks[a].lastUsed() < chunks[b].lastUsed();
        });
        chunks[*oldest].letGo();
        m_resident.erase(oldest);
        m_letGo.fetch_add(1, std::memory_order_relaxed);
    }
}

std::shared_ptr<const Chunk::Body> Spill::read(std::uint32_t chunk) const
{
    std::shared_ptr<const record::ByteSource> source;
    std::optional<std::uint64_t> expected;
    {
        const std::lock_guard lock(m_mutex);
        source = m_source;
        if (chunk < m_expected.size())
            expected = m_expected[chunk];
        const auto it = std::find_if(m_readBack.begin(), m_readBack.end(), [&](const ReadBack &entry) { return entry.chunk == chunk; });
        if (it != m_readBack.end()) {
            std::rotate(it, it + 1, m_readBack.end());
            return m_readBack.back().body;
        }
    }
    if (!source)
        return nullptr;
    auto body = std::make_shared_for_overwrite<Chunk::Body>();
    char *const to = reinterpret_cast<char *>(body->records.data());
    if (source->readAt(std::uint64_t{chunk} * sizeof(Chunk::Body), to, sizeof(Chunk::Body)) != sizeof(Chunk::Body))
        return nullptr;
    if (expected && digestOf({to, sizeof(Chunk::Body)}) != *expected)
        return nullptr;
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_readBack, [&](const ReadBack &entry) { return entry.chunk == chunk; }); // two read it at the same time
    if (m_readBack.size() >= std::max(Kept, m_expected.empty() ? Kept : m_inMemory))
        m_readBack.erase(m_readBack.begin());
    m_readBack.push_back({chunk, body});
    return body;
}

} // namespace atscope::store
