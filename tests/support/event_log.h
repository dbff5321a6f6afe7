// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "core/engine/observer.h"
#include "core/session/event_writer.h"

namespace atscope::test {

// Everything an Observer said, with the bytes and the JSON of every event, so that two decodings can be compared field by field.
class EventLog final : public engine::EventSink
{
public:
    struct Entry
    {
        engine::Event event;
        std::string bytes;
        std::string json;
    };
    void watch(const engine::Observer *observer) { m_observer = observer; }
    void onEvent(const engine::Event &event, std::string_view bytes) override
    {
        base::JsonWriter out;
        if (m_observer)
            session::EventView(event, bytes, m_observer->dialect(), m_observer->facts()).write(out, catalog::Language::English, true);
        entries.push_back({event, std::string(bytes), out.take()});
    }
    std::vector<Entry> entries;

    std::string summary() const
    {
        std::string text;
        for (const auto &entry : entries)
            text += entry.json + '\n';
        return text;
    }

private:
    const engine::Observer *m_observer = nullptr;
};

// A piece of a dialogue: what went out or came in, at a time.
struct Exchange
{
    base::Direction direction;
    std::string bytes;
    base::Stamp stamp{};
};

enum class Cut { Whole, Bytes, Random };

// Feeds a dialogue, each piece cut as asked; a cut inherits the stamp of its block.
inline void feed(engine::Observer &observer, EventLog &log, const std::vector<Exchange> &dialogue, Cut cut, unsigned seed = 1)
{
    std::mt19937 random(seed);
    log.watch(&observer);
    for (const auto &exchange : dialogue) {
        std::string_view rest = exchange.bytes;
        while (!rest.empty()) {
            std::size_t size = rest.size();
            if (cut == Cut::Bytes)
                size = 1;
            else if (cut == Cut::Random)
                size = std::min<std::size_t>(size, 1 + random() % 9);
            // A copy of its own, so that a sanitizer sees a view that outlives its block.
            const std::string block(rest.substr(0, size));
            observer.feed(exchange.stamp, exchange.direction, block, log);
            rest.remove_prefix(size);
        }
    }
    observer.finish(log);
}

} // namespace atscope::test
