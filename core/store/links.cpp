// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/links.h"

#include <algorithm>

namespace atscope::store {

using engine::EventKind;
using engine::Why;

void Links::add(const engine::Event &event)
{
    const auto id = static_cast<std::uint32_t>(event.id);
    const auto set = [id](std::atomic<std::uint32_t> &value) { value.store(id, std::memory_order_relaxed); };
    const auto setFirst = [&](std::atomic<std::uint32_t> &value) {
        if (value.load(std::memory_order_relaxed) == 0)
            set(value);
    };
    if (event.of != 0) {
        // The entry of a command is the writer's to change; entry() is const for the readers.
        if (auto *found = const_cast<Entry *>(entry(event.of))) {
            switch (event.kind) {
            case EventKind::Echo:
                setFirst(found->echo);
                break;
            case EventKind::Final:
                if (event.why != Why::AcceptsOnly && event.why != Why::TailOfFinal && event.why != Why::FinalOfCompletion)
                    setFirst(found->final);
                break;
            case EventKind::Answer:
                setFirst(found->firstAnswer);
                found->answers.fetch_add(1, std::memory_order_relaxed);
                break;
            case EventKind::Status:
                if (event.why == Why::LimitExpired || event.why == Why::EndedBySilence || event.why == Why::Overtaken)
                    setFirst(found->status);
                break;
            default:
                break;
            }
        }
    }
    if (event.completes != 0)
        if (auto *found = const_cast<Entry *>(entry(event.completes)))
            set(found->completion);
    if (engine::isCommand(event.kind, event.flags))
        m_entries.append(id);
}

// Mostly one of the last few: steps back from the end that double, then halves.
const Links::Entry *Links::entry(std::uint64_t command) const
{
    const std::uint64_t size = m_entries.size();
    std::uint64_t step = 1;
    while (step <= size && m_entries[size - step].id > command)
        step *= 2;
    std::uint64_t from = step <= size ? size - step : 0;
    std::uint64_t to = size - step / 2;
    while (from < to) {
        const std::uint64_t middle = from + (to - from) / 2;
        if (m_entries[middle].id < command)
            from = middle + 1;
        else
            to = middle;
    }
    return from < size && m_entries[from].id == command ? &m_entries[from] : nullptr;
}

CommandLinks Links::find(std::uint64_t command, std::uint64_t count) const
{
    CommandLinks out;
    const Entry *found = command <= count ? entry(command) : nullptr;
    if (!found)
        return out;
    // The writer links an event before it publishes it.
    const auto published = [count](const std::atomic<std::uint32_t> &value) -> std::uint64_t {
        const std::uint64_t id = value.load(std::memory_order_relaxed);
        return id <= count ? id : 0;
    };
    out.echo = published(found->echo);
    out.final = published(found->final);
    out.completion = published(found->completion);
    out.answers = found->answers.load(std::memory_order_relaxed);
    out.firstAnswer = published(found->firstAnswer);
    out.status = published(found->status);
    if (out.firstAnswer == 0)
        out.answers = 0;
    return out;
}

} // namespace atscope::store
