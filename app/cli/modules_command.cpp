// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/program.h"

namespace atscope::cli {

namespace {

Exit run(Program &program)
{
    const auto list = [](base::JsonWriter &out, std::string_view key, const std::vector<std::string> &values) {
        out.key(key).beginArray();
        for (const auto &value : values)
            out.value(value);
        out.endArray();
    };
    for (const auto &module : program.workspace().catalog().model().modules) {
        if (!program.json()) {
            program.line(inColumn(module.id, 14) + module.title.in(program.chinese()));
            continue;
        }
        base::JsonWriter out;
        out.beginObject().member("module", module.id).member("title", module.title.in(program.chinese())).member("vendor", module.vendor);
        list(out, "families", module.families);
        list(out, "dialects", module.dialects);
        out.key("identify").beginArray();
        for (const auto &identify : module.identify)
            out.beginObject().member("role", identify.role).member("pattern", identify.pattern).endObject();
        out.endArray();
        static constexpr const char *Endings[] = {"cr", "lf", "crlf"};
        out.member("ending", Endings[static_cast<int>(module.lineEnd)]).member("baud", module.baud).endObject();
        program.line(out);
    }
    return Exit::Done;
}

} // namespace

Subcommand modulesCommand()
{
    return {"modules", "", "list the module profiles", "列出模组配置档", {}, 0, 0, run};
}

} // namespace atscope::cli
