// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/record/output_file.h"
#include "core/record/source.h"
#include "core/store/append_list.h"
#include "core/store/chunk.h"

namespace atscope::store {

// Full chunks on the disk, so that only some of them stay in memory: one file of bare chunks, made (mode 0600) with the first of
// them and removed at the end, or kept as a side index. A file that is there already is somebody else's. While the file cannot be
// written all chunks stay in memory, and every further full one is a new try.
class Spill final
{
public:
    using Chunks = AppendList<Chunk, 4, 16>;

    Spill(std::string file, std::size_t inMemory);
    ~Spill(); // the worker has ended
    Spill(const Spill &) = delete;
    Spill &operator=(const Spill &) = delete;

    // The worker: the chunk is full and all before it were given. Writes it, lets go of what is over the limit.
    void take(Chunks &chunks, std::uint32_t chunk);
    // The worker, once nothing more comes: the last chunk, which is not full; then the tables and the footer of a side index, and the
    // file gets that name. False: that did not work, and the file will go.
    bool finish(const Chunk &chunk, std::uint32_t records);
    bool keep(std::string_view tables, std::string_view footer, const std::string &name);
    const std::vector<std::uint64_t> &digests() const { return m_digests; } // of what was written, in order
    // Before any chunk was taken: they all stand in this file already.
    void serve(std::shared_ptr<const record::ByteSource> source, std::vector<std::uint64_t> digests);

    // Any thread: the records of a chunk that was let go. Null: the file cannot be read, or is not what it was.
    std::shared_ptr<const Chunk::Body> read(std::uint32_t chunk) const;

    std::size_t letGo() const { return m_letGo.load(std::memory_order_relaxed); }
    bool failing() const { return m_failing.load(std::memory_order_relaxed); }

private:
    static constexpr std::size_t Kept = 4; // chunks that were read back

    bool open();
    bool write(const Chunk &chunk);
    bool append(std::string_view bytes);

    const std::string m_path;
    const std::size_t m_inMemory;
    std::atomic<std::size_t> m_letGo{0};
    std::atomic<bool> m_failing{false};

    // The worker's.
    std::unique_ptr<record::OutputFile> m_file;
    std::deque<std::uint32_t> m_waiting;   // in order: the place of a chunk in the file is its number
    std::vector<std::uint32_t> m_resident; // written and still in memory
    std::uint64_t m_written = 0;           // chunks
    bool m_broken = false;                 // the end of the file is no whole chunk and stays so

    std::vector<std::uint64_t> m_digests;
    bool m_kept = false;

    mutable std::mutex m_mutex; // never held during a read
    std::shared_ptr<const record::ByteSource> m_source;
    std::vector<std::uint64_t> m_expected; // digests of the chunks of a file that we have not written ourselves
    struct ReadBack
    {
        std::uint32_t chunk = 0;
        std::shared_ptr<const Chunk::Body> body;
    };
    mutable std::vector<ReadBack> m_readBack; // used last: at the end
};

} // namespace atscope::store
