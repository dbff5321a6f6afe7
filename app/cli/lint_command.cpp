// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/program.h"

#include <utility>

#include "core/base/text.h"
#include "core/catalog/facts.h"
#include "core/session/line_writer.h"

namespace atscope::cli {

namespace {

Exit run(Program &program)
{
    const auto text = Program::readFile(program.positional().front());
    if (!text)
        return program.refuse(text.error());
    const auto dialect = program.workspace().chosenDialect();
    // With --session the lines are one after the other on a module that was just switched on, and all goes well.
    const bool session = program.has("session");
    catalog::FactState facts;
    if (session)
        facts.powerCycle(dialect->view());
    const catalog::LineContext context{&dialect->view(), dialect->name(), session ? &facts : nullptr};
    bool errors = false;
    bool warnings = false;
    int number = 0;
    std::string_view rest = *text;
    if (rest.starts_with("\xEF\xBB\xBF"))
        rest.remove_prefix(3); // a byte order mark of an editor
    const auto lineOf = [](std::string_view from) {
        auto line = from.substr(0, from.find('\n'));
        return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
    };
    bool continued = false; // the line is the rest of the command before it
    while (!rest.empty()) {
        const auto end = rest.find('\n');
        const auto own = lineOf(rest);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        ++number;
        if (base::trimmed(own).empty())
            continue;
        auto parsed = catalog::parseLine(own, context);
        auto problems = catalog::validate(own, parsed, context);
        std::string both; // the line and what it goes on in
        std::string_view line = own;
        const bool continues = std::exchange(continued, false);
        if (continues) {
            catalog::Problem problem;
            problem.severity = catalog::Severity::Warning;
            problem.code = "continued-line";
            problem.span = {0, own.size()};
            problem.message = base::Message("continued-line");
            problems = {std::move(problem)};
        } else if (!problems.empty() && catalog::goesOn(own, lineOf(rest), context)) {
            continued = true;
            both = std::string(own) + '\n' + std::string(lineOf(rest));
            line = both;
            parsed = catalog::parseLine(line, context);
            problems = catalog::validate(line, parsed, context);
        }
        for (const auto &problem : problems)
            (problem.severity == catalog::Severity::Error ? errors : warnings) = true;
        if (session && !continues)
            for (const auto &command : parsed.commands)
                catalog::assumeDone(command, context, facts);
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
            {{"session", "", "check each line with what the lines before it bring about, from power-on", "按先后顺序检查：从上电开始，结合前面各行的结果"},
             StrictOption}, 1, 1, run};
}

} // namespace atscope::cli
