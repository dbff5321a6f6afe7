// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// A dialogue of any bytes in both directions, with and without stamps. The first byte of every piece says what it is. The events
// must not depend on how the module's bytes were cut, and must cover them.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "core/engine/observer.h"
#include "core/session/workspace.h"

using namespace atscope;

namespace {

class Sink final : public engine::EventSink
{
public:
    void onEvent(const engine::Event &event, std::string_view bytes) override
    {
        if (event.kind != engine::EventKind::Note && bytes.size() != event.span.length)
            std::abort();
        if (event.direction == base::Direction::Rx && event.span.length > 0) {
            if (event.span.offset < m_at)
                std::abort();
            m_at = event.span.end();
        }
        text += std::to_string(static_cast<int>(event.kind)) + ':' + std::to_string(event.span.offset) + '+'
            + std::to_string(event.span.length) + '@' + std::to_string(event.of) + '!' + std::to_string(event.completes) + '/'
            + std::to_string(event.flags) + '#' + std::to_string(event.form) + '\n';
    }
    std::string text;

private:
    std::uint64_t m_at = 0;
};

session::Workspace &workspace()
{
    static auto s_workspace = session::Workspace::open({});
    return **s_workspace;
}

std::string run(std::string_view input, bool cut)
{
    engine::ObserverOptions options;
    options.echoOpensCommands = !input.empty() && (input[0] & 1);
    options.dialectFor = [](std::string_view m, std::string_view d) { return workspace().dialect(m, d); };
    engine::Observer observer(workspace().dialect("ML302"), options);
    Sink sink;
    std::int64_t now = 1'000'000'000;
    const bool stamps = !input.empty() && (input[0] & 2);
    std::size_t at = input.empty() ? 0 : 1;
    while (at + 1 < input.size()) {
        const auto head = static_cast<unsigned char>(input[at]);
        const auto size = std::min<std::size_t>(static_cast<unsigned char>(input[at + 1]), input.size() - at - 2);
        const auto piece = input.substr(at + 2, size);
        at += 2 + size;
        now += static_cast<std::int64_t>(head >> 3) * 100'000'000;
        const auto stamp = stamps ? base::Stamp{now} : base::Stamp::none();
        const auto direction = head & 1 ? base::Direction::Tx : base::Direction::Rx;
        if ((head & 6) == 6)
            observer.note(stamp, piece, sink);
        else if (!cut)
            observer.feed(stamp, direction, piece, sink);
        else
            for (const char &c : piece)
                observer.feed(stamp, direction, std::string_view(&c, 1), sink);
    }
    observer.finish(sink);
    return sink.text;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size > 20000)
        return 0;
    const std::string input(reinterpret_cast<const char *>(data), size);
    if (run(input, false) != run(input, true))
        std::abort();
    return 0;
}
