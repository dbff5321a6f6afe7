// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What a module says, any bytes, with and without stamps: objects must not depend on how the bytes were cut, stay bounded, and
// their content must come out whatever they hold.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "support/object_run.h"

using namespace atscope;

namespace {

class Run final : public test::ObjectRun
{
public:
    Run(std::string_view said, bool stamps, bool cut) : ObjectRun(std::string(said))
    {
        std::int64_t now = 1'000'000'000;
        for (std::size_t at = 0; at < said.size();) {
            const auto end = std::min(said.find('\n', at), said.size() - 1);
            const auto line = said.substr(at, end - at + 1); // a line is a block
            now += 500'000'000;
            feed(stamps ? base::Stamp{now} : base::Stamp::none(), line, cut);
            at += line.size();
        }
        finish();
        if (assembler().open() != 0)
            std::abort();
    }
    void onObject(const decode::Object &object, Change change) override
    {
        if (change != Change::Ended)
            return;
        if (object.state == decode::ObjectState::Open)
            std::abort();
        const decode::StreamBytes bytes = [this](base::Direction, base::Span span) {
            if (span.end() > text().size())
                std::abort();
            return text().substr(span.offset, span.length);
        };
        const session::ObjectView view(object, bytes, workspace().catalog().model());
        base::JsonWriter out;
        view.write(out, catalog::Language::Chinese, false);
        result += out.take() + view.toText(catalog::Language::English);
    }
    std::string result;
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
