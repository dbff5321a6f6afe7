// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/port_session.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "app/cli/interrupts.h"
#include "core/base/text.h"

namespace atscope::cli {

namespace {

Exit run(Program &program)
{
    const auto number = [&program](const char *option, double otherwise) -> std::optional<double> {
        if (!program.has(option))
            return otherwise;
        const auto given = base::toDouble(program.value(option));
        if (given && *given > 0)
            return given;
        program.complain(program.badValue(option, "1, 10, 3600 …"));
        return std::nullopt;
    };
    const auto seconds = number("seconds", 0);
    const auto most = number("max-size", 0);
    if (!seconds || !most)
        return Exit::Usage;
    if (!program.has("output"))
        return program.refuse(base::Message("cli-option-needed", {{"option", "--output"}}));
    const auto partSize = program.has("max-size") ? static_cast<std::uint64_t>(std::clamp(*most, 1.0, 1e18))
                                                  : session::SessionOptions::DefaultPartSize;
    auto started = PortSession::start(program, program.value("output"), nullptr, partSize);
    if (!started)
        return PortSession::refuse(program, started.error());
    auto &port = *started.value();
    if (!port.open())
        return interrupted() ? Exit::Done : Exit::Failed;
    const auto begin = std::chrono::steady_clock::now();
    const auto elapsed = [&begin] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(); };
    bool there = true;
    while (there && !interrupted() && (*seconds == 0 || elapsed() < *seconds)) {
        const double left = *seconds == 0 ? 1.0 : *seconds - elapsed();
        there = port.look(std::clamp(static_cast<int>(left * 1000), 1, 100));
    }
    const double lasted = elapsed();
    port.session().close();
    while (port.look(100)) { // it always says that it is closed
    }
    const auto counters = port.session().counters();
    const auto lost = port.endRecording(); // also: the last part may just be made
    const auto files = port.session().recordingPaths();
    if (program.json()) {
        base::JsonWriter out;
        out.beginObject().member("bytes_rx", counters.rx).member("bytes_tx", counters.tx).member("lost", lost);
        out.member("seconds", lasted);
        out.key("files").beginArray();
        for (const auto &file : files)
            out.value(file);
        out.endArray().endObject();
        program.line(out);
    } else {
        for (std::size_t i = 1; i < files.size(); ++i)
            program.line(files[i]);
        program.line(program.value("output") + ": rx " + std::to_string(counters.rx) + ", tx " + std::to_string(counters.tx) + ", lost "
                     + std::to_string(lost) + ", " + base::fromDouble(std::round(lasted * 1000) / 1000) + " s");
    }
    return there && lost == 0 ? Exit::Done : Exit::Failed;
}

} // namespace

Subcommand recordCommand()
{
    return {"record", "", "record a port; sends nothing", "录制端口，不发送任何内容",
            PortSession::options(
                {{"output", "FILE", "the recording (pcapng); must not exist", "录制文件（pcapng），不得已存在"},
                 {"seconds", "N", "end after so many seconds", "录制的秒数"},
                 {"max-size", "BYTES", "size of one file (default 1 GiB); then the recording goes on in FILE_part002, _part003 …, and each opens alone",
                  "单个文件的大小（默认 1 GiB）；超过后录制在 FILE_part002、_part003 … 中继续，每个文件均可单独打开"}}),
            0, 0, run};
}

} // namespace atscope::cli
