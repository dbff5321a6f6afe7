// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What a module says, any bytes, with and without stamps: objects must not depend on how the bytes were cut, stay bounded, and
// their content must come out whatever they hold.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "core/session/objects.h"
#include "core/session/replay.h"

using namespace atscope;

namespace {

session::Workspace &workspace()
{
    static auto s_workspace = session::Workspace::open({});
    return **s_workspace;
}

class Run final : public engine::EventSink, public decode::ObjectSink
{
public:
    Run(std::string_view text, bool stamps, bool cut)
        : m_text(text), m_assembler(workspace().chosenDialect()), m_observer(session::makeObserver(workspace(), {}, true))
    {
        std::int64_t now = 1'000'000'000;
        for (std::size_t at = 0; at < text.size();) {
            const auto line = text.substr(at, text.find('\n', at) - at + 1); // a line is a block
            now += 500'000'000;
            const auto stamp = stamps ? base::Stamp{now} : base::Stamp::none();
            for (std::size_t i = 0; i < line.size(); i += cut ? 1 : line.size())
                m_observer.feed(stamp, base::Direction::Rx, line.substr(i, cut ? 1 : line.size()), *this);
            at += line.size();
        }
        m_observer.finish(*this);
        m_assembler.finish(*this);
        if (m_assembler.open() != 0)
            std::abort();
    }
    void onEvent(const engine::Event &event, std::string_view bytes) override
    {
        m_assembler.feed(session::objectInput(event, bytes), m_observer.dialect(), m_observer.facts(), *this);
    }
    void onObject(const decode::Object &object, Change change) override
    {
        if (change != Change::Ended)
            return;
        if (object.state == decode::ObjectState::Open)
            std::abort();
        const decode::StreamBytes bytes = [this](base::Direction, base::Span span) {
            if (span.end() > m_text.size())
                std::abort();
            return std::string(m_text.substr(span.offset, span.length));
        };
        const session::ObjectView view(object, bytes, workspace().catalog().model());
        base::JsonWriter out;
        view.write(out, catalog::Language::Chinese, false);
        result += out.take() + view.toText(catalog::Language::English);
    }
    std::string result;

private:
    const std::string_view m_text;
    decode::Assembler m_assembler;
    engine::Observer m_observer;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0 || size > 20000)
        return 0;
    const std::string_view text(reinterpret_cast<const char *>(data) + 1, size - 1);
    const bool stamps = (data[0] & 1) != 0;
    if (Run(text, stamps, false).result != Run(text, stamps, true).result)
        std::abort();
    return 0;
}
