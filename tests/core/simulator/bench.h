// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/catalog/messages.h"
#include "core/simulator/virtual_module.h"

namespace atscope::test {

inline std::shared_ptr<const simulator::Behaviour> ml302()
{
    static const auto behaviour = [] {
        auto made = simulator::Behaviour::builtIn(catalog::Catalog::builtIn(), "ML302");
        if (!made)
            qFatal("%s", catalog::Messages::render(made.error(), catalog::Language::English).c_str());
        return made.value();
    }();
    return behaviour;
}

// A module on the bench: what it puts out is collected, time stands still unless it is moved.
class Bench final
{
public:
    explicit Bench(std::uint64_t seed = 1, std::shared_ptr<const simulator::Behaviour> behaviour = ml302())
        : module(std::move(behaviour),
                 {[this](const simulator::VirtualModule::Output &out) {
                      output += out.bytes;
                      pieces.push_back({out.due, std::string(out.bytes)});
                      rate = out.baud;
                  },
                  [this](const simulator::VirtualModule::Happening &what) { happenings.push_back(what); }, [this] { ++kept; }},
                 seed)
    {
    }
    std::string feed(std::string_view bytes)
    {
        output.clear();
        module.feed(now, bytes);
        return std::exchange(output, {});
    }
    // A line with echo off: the answer without its framing, lines joined by |.
    std::string ask(std::string_view line)
    {
        std::string out = feed(std::string(line) + "\r");
        if (out.starts_with(line)) // the echo
            out.erase(0, line.size() + 1);
        return plain(out);
    }
    static std::string plain(std::string_view text)
    {
        std::string out;
        for (const char c : text) {
            if (c == '\r' || c == '\n') {
                if (!out.empty() && out.back() != '|')
                    out += '|';
            } else {
                out += c;
            }
        }
        while (out.ends_with('|'))
            out.pop_back();
        return out;
    }
    std::string after(double ms)
    {
        output.clear();
        now = now.plus(ms);
        module.advance(now);
        return std::exchange(output, {});
    }
    std::string control(std::string_view json) { return module.control(now, json); }
    std::string spoken() { return std::exchange(output, {}); }

    base::Stamp now{1'000'000'000};
    std::string output;
    std::vector<std::pair<base::Stamp, std::string>> pieces;
    std::vector<simulator::VirtualModule::Happening> happenings;
    int kept = 0;
    int rate = 0;
    simulator::VirtualModule module;
};

#define COMPARE_TEXT(actual, expected) QCOMPARE(QByteArray::fromStdString(actual), QByteArray(expected))

} // namespace atscope::test
