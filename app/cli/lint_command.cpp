// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/program.h"

#include "core/base/text.h"
#include "core/session/line_writer.h"

namespace atscope::cli {

namespace {

Exit run(Program &program)
{
    const auto text = Program::readFile(program.positional().front());
    if (!text) {
        program.complain(text.error());
        return Exit::Usage;
    }
    const auto dialect = program.workspace().chosenDialect();
    const catalog::LineContext context{&dialect->view(), dialect->name(), nullptr};
    bool errors = false;
    bool warnings = false;
    int number = 0;
    std::string_view rest = *text;
    if (rest.starts_with("\xEF\xBB\xBF"))
        rest.remove_prefix(3); // a byte order mark of an editor
    while (!rest.empty()) {
        const auto end = rest.find('\n');
        auto line = rest.substr(0, end);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        ++number;
        if (base::trimmed(line).empty())
            continue;
        const auto parsed = catalog::parseLine(line, context);
        const auto problems = catalog::validate(line, parsed, context);
        for (const auto &problem : problems)
            (problem.severity == catalog::Severity::Error ? errors : warnings) = true;
        if (program.json()) {
            base::JsonWriter out;
            session::writeLint(out, number, line, parsed, problems, program.language());
            program.line(out);
        } else {
            for (const auto &problem : problems)
                program.line(session::problemLine(program.positional().front(), number, problem, program.language()));
        }
    }
    return errors || (warnings && program.has("strict")) ? Exit::No : Exit::Done;
}

} // namespace

Subcommand lintCommand()
{
    return {"lint", "FILE", "check every command line of a file", "检查文件中的每一行指令",
            {{"strict", "", "warnings count as errors", "警告也算错误"}}, 1, 1, run};
}

} // namespace atscope::cli
