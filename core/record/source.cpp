// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/source.h"

#include <algorithm>
#include <utility>

#include "core/record/output_file.h"

namespace atscope::record {

namespace {

class MemorySource final : public ByteSource
{
public:
    MemorySource(std::string bytes, std::string name) : m_bytes(std::move(bytes)), m_name(std::move(name)) {}

    std::size_t readAt(std::uint64_t offset, char *to, std::size_t size) const override
    {
        if (offset >= m_bytes.size())
            return 0;
        return std::string_view(m_bytes).substr(static_cast<std::size_t>(offset)).copy(to, size);
    }
    std::uint64_t size() const override { return m_bytes.size(); }
    std::string name() const override { return m_name; }

private:
    const std::string m_bytes;
    const std::string m_name;
};

} // namespace

std::shared_ptr<const ByteSource> memorySource(std::string bytes, std::string name)
{
    return std::make_shared<MemorySource>(std::move(bytes), std::move(name));
}

std::filesystem::path pathOf(std::string_view utf8)
{
    return std::filesystem::path(std::u8string(utf8.begin(), utf8.end()));
}

std::string textOf(const std::filesystem::path &path)
{
    const std::u8string text = path.u8string();
    return std::string(text.begin(), text.end());
}

} // namespace atscope::record
