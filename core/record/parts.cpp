// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/parts.h"

#include <algorithm>
#include <utility>

namespace atscope::record {

namespace {

class PartSource final : public ByteSource
{
public:
    PartSource(std::shared_ptr<const PartList> list, std::size_t part, std::string name)
        : m_list(std::move(list)), m_part(part), m_name(std::move(name))
    {}

    std::size_t readAt(std::uint64_t offset, char *to, std::size_t size) const override
    {
        const auto file = m_list->file(m_part);
        return file ? file->readAt(offset, to, size) : 0;
    }
    std::uint64_t size() const override
    {
        const auto file = m_list->file(m_part);
        return file ? file->size() : 0;
    }
    std::string name() const override { return m_name; }

private:
    const std::shared_ptr<const PartList> m_list;
    const std::size_t m_part;
    const std::string m_name;
};

} // namespace

void PartList::add(std::string path)
{
    const std::lock_guard lock(m_mutex);
    m_parts.push_back({std::move(path), nullptr, 0});
}

std::vector<std::string> PartList::paths() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<std::string> out;
    for (const Entry &entry : m_parts)
        out.push_back(entry.path);
    return out;
}

std::size_t PartList::size() const
{
    const std::lock_guard lock(m_mutex);
    return m_parts.size();
}

std::shared_ptr<const ByteSource> PartList::source(std::size_t part) const
{
    std::string name;
    {
        const std::lock_guard lock(m_mutex);
        if (part >= m_parts.size())
            return nullptr;
        name = m_parts[part].path;
    }
    return std::make_shared<PartSource>(shared_from_this(), part, std::move(name));
}

std::shared_ptr<const ByteSource> PartList::file(std::size_t part) const
{
    std::string path;
    {
        const std::lock_guard lock(m_mutex);
        Entry &entry = m_parts[part];
        entry.used = ++m_clock;
        if (entry.file)
            return entry.file;
        path = entry.path;
    }
    auto opened = openFile(path);
    if (!opened)
        return nullptr;
    std::shared_ptr<const ByteSource> closing; // behind the lock
    const std::lock_guard lock(m_mutex);
    Entry &entry = m_parts[part];
    if (!entry.file)
        entry.file = std::move(opened).value();
    const auto isOpen = [](const Entry &other) { return other.file != nullptr; };
    if (static_cast<std::size_t>(std::count_if(m_parts.begin(), m_parts.end(), isOpen)) > Open) {
        Entry *oldest = nullptr;
        for (Entry &other : m_parts)
            if (other.file && &other != &entry && (!oldest || other.used < oldest->used))
                oldest = &other;
        closing.swap(oldest->file);
    }
    return entry.file;
}

} // namespace atscope::record
