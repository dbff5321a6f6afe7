// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/wire/frame_table.h"

namespace atscope::wire {

enum class Fit : std::uint8_t { No, Undecided, Yes }; // Undecided: more bytes may still make it fit

// A frame table made ready for reading: most lines are turned away by one look into a bucket. Immutable.
class FrameIndex final
{
public:
    explicit FrameIndex(std::shared_ptr<const FrameTable> table);

    const FrameTable *table() const { return m_table.get(); }
    const std::shared_ptr<const FrameTable> &shared() const { return m_table; }
    const Announcer &announcer(std::size_t n) const { return m_table->announcers[n]; }
    bool rawHttp() const { return m_table && m_table->rawHttp; }

    // Calls use(number) for each announcer that the first bytes do not rule out, longest prefix first. With fewer than `KeyBytes`
    // bytes nothing can be said about the long ones; the caller waits for more, or passes `whole` when no more will come.
    static constexpr std::size_t KeyBytes = 4;
    template<class Use>
    void forEach(std::string_view text, Use use) const
    {
        if (text.size() >= KeyBytes) {
            const std::size_t key = keyOf(text);
            for (std::size_t i = m_begin[key]; i < m_begin[key + 1]; ++i)
                use(m_order[i]);
        }
        for (const std::uint16_t n : m_short)
            use(n);
    }
    bool hasPrompts() const { return !m_prompts.empty(); }
    bool hasAnnouncers() const { return !m_order.empty() || !m_short.empty(); }

    // Does the text begin with the prefix of this announcer and its colon? `fieldsAt` is where the first field begins.
    static Fit matchPrefix(const Announcer &announcer, std::string_view text, bool whole, std::size_t &fieldsAt);

    // The prompt whose last byte comes first, when the line begins with one.
    struct Prompt
    {
        std::uint32_t id = 0;
        std::size_t length = 0; // 0: none
    };
    Prompt promptAt(std::string_view text) const;

    // Does a line of an announcer begin here? Used to find where an unkept payload stops.
    bool beginsAnnouncement(std::string_view line) const;

private:
    static std::size_t keyOf(std::string_view text);

    std::shared_ptr<const FrameTable> m_table;
    std::vector<std::uint16_t> m_order;       // numbers of announcers, bucket after bucket
    std::array<std::uint16_t, 257> m_begin{}; // where each bucket begins
    std::vector<std::uint16_t> m_short;       // prefixes shorter than KeyBytes
    std::vector<PromptMark> m_prompts;        // shortest first
};

} // namespace atscope::wire
