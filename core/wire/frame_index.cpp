// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/frame_index.h"

#include <algorithm>
#include <limits>

#include "core/base/text.h"

namespace atscope::wire {

namespace {

// More blanks between a prefix and its colon are no slip of a module any more.
constexpr std::size_t MaxBlanks = 8;

constexpr std::string_view WideColon = "\xEF\xBC\x9A"; // U+FF1A

// "+IPD,": what follows is the first field, no colon is needed.
bool endsInSeparator(std::string_view prefix)
{
    return !prefix.empty() && std::string_view(",:= ").find(prefix.back()) != std::string_view::npos;
}

} // namespace

FrameIndex::FrameIndex(std::shared_ptr<const FrameTable> table) : m_table(std::move(table))
{
    if (!m_table)
        return;
    const std::vector<Announcer> &all = m_table->announcers;
    const std::size_t count = std::min<std::size_t>(all.size(), std::numeric_limits<std::uint16_t>::max());
    std::vector<std::uint16_t> sorted;
    sorted.reserve(count);
    for (std::size_t n = 0; n < count; ++n) {
        if (all[n].prefix.empty())
            continue; // would announce on every line
        (all[n].prefix.size() < KeyBytes ? m_short : sorted).push_back(static_cast<std::uint16_t>(n));
    }
    const auto longerFirst = [&all](std::uint16_t a, std::uint16_t b) { return all[a].prefix.size() > all[b].prefix.size(); };
    std::stable_sort(m_short.begin(), m_short.end(), longerFirst);
    std::stable_sort(sorted.begin(), sorted.end(), longerFirst);

    std::array<std::uint16_t, 256> sizes{};
    for (const std::uint16_t n : sorted)
        ++sizes[keyOf(all[n].prefix)];
    for (std::size_t key = 0; key < 256; ++key)
        m_begin[key + 1] = static_cast<std::uint16_t>(m_begin[key] + sizes[key]);
    std::array<std::uint16_t, 257> at = m_begin;
    m_order.resize(sorted.size());
    for (const std::uint16_t n : sorted)
        m_order[at[keyOf(all[n].prefix)]++] = n;

    for (PromptMark mark : m_table->prompts) {
        // "> " in a catalog means ">": the blank behind a prompt is taken anyway.
        if (mark.text.size() > 1 && mark.text.back() == ' ')
            mark.text.pop_back();
        if (!mark.text.empty())
            m_prompts.push_back(std::move(mark));
    }
    std::stable_sort(m_prompts.begin(), m_prompts.end(),
                     [](const PromptMark &a, const PromptMark &b) { return a.text.size() < b.text.size(); });
}

std::size_t FrameIndex::keyOf(std::string_view text)
{
    // The first byte is "+" nearly always and tells nothing.
    const auto byte = [text](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(text[i])); };
    return (byte(1) * 7 + byte(2) * 29 + byte(3) * 113) & 0xFFU;
}

Fit FrameIndex::matchPrefix(const Announcer &announcer, std::string_view text, bool whole, std::size_t &fieldsAt)
{
    const std::string_view prefix = announcer.prefix;
    const std::size_t common = std::min(prefix.size(), text.size());
    if (common > 0 && text[common - 1] != prefix[common - 1])
        return Fit::No; // names of one family differ at their ends: +MIPLEVENT is not +MIPLWRITE
    if (text.substr(0, common) != prefix.substr(0, common))
        return Fit::No;
    const Fit unfinished = whole ? Fit::No : Fit::Undecided;
    if (common < prefix.size())
        return unfinished;
    std::size_t at = prefix.size();
    if (endsInSeparator(prefix)) { // +IPD,4:test
        fieldsAt = at;
        return Fit::Yes;
    }
    while (at < text.size() && base::isBlank(text[at]) && at - prefix.size() < MaxBlanks)
        ++at;
    if (at == text.size())
        return unfinished;
    if (text[at] == ':' || text[at] == '=') { // +CIOTCMD:5,abcde   +CIOTCMD=5,abcde
        fieldsAt = at + 1;
        return Fit::Yes;
    }
    const std::string_view rest = text.substr(at, WideColon.size());
    if (rest != WideColon.substr(0, rest.size()))
        return Fit::No; // +HTTPNMIH: is no line of +HTTPNMI
    if (rest.size() < WideColon.size())
        return unfinished;
    fieldsAt = at + WideColon.size(); // +HTTPNMIH：0,0,313
    return Fit::Yes;
}

FrameIndex::Prompt FrameIndex::promptAt(std::string_view text) const
{
    for (const PromptMark &mark : m_prompts)
        if (text.substr(0, mark.text.size()) == mark.text)
            return {mark.id, mark.text.size()};
    return {};
}

bool FrameIndex::beginsAnnouncement(std::string_view line) const
{
    bool found = false;
    std::size_t fieldsAt = 0;
    forEach(line, [&](std::uint16_t n) { found = found || matchPrefix(announcer(n), line, true, fieldsAt) == Fit::Yes; });
    return found;
}

} // namespace atscope::wire
