// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/program.h"

#include "core/session/explanation.h"

namespace atscope::cli {

namespace {

Exit run(Program &program)
{
    std::vector<std::string> nearest;
    const auto &what = program.positional().front();
    const auto explanations = session::explain(*program.workspace().chosenDialect(), what, program.chinese(), nearest);
    if (explanations.empty()) {
        std::string names;
        for (const auto &name : nearest)
            names += (names.empty() ? "" : ", ") + name;
        program.complain(base::Message(names.empty() ? "explain-unknown" : "explain-nearest", {{"what", what}, {"names", names}}));
        return Exit::No;
    }
    for (const auto &explanation : explanations) {
        if (!program.json()) {
            program.line(explanation.text);
            continue;
        }
        base::JsonWriter out;
        out.beginObject().member("name", explanation.name).member("kind", explanation.kind).member("family", explanation.family);
        out.key("forms").beginArray();
        for (const auto &form : explanation.forms)
            out.value(form);
        out.endArray().member("text", explanation.text);
        if (explanation.fromUser)
            out.member("from_user", true);
        out.endObject();
        program.line(out);
    }
    return Exit::Done;
}

} // namespace

Subcommand explainCommand()
{
    return {"explain", "NAME-OR-LINE", "say what a command, a URC, an error or a line means", "解释指令、主动上报、错误码或一行内容", {}, 1, 1, run};
}

} // namespace atscope::cli
