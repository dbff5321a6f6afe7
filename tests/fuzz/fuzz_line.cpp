// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "core/base/text.h"
#include "core/catalog/line.h"
#include "../core/catalog/line_fixture.h"

// Any bytes as a command line: spans lie inside the line, what is composed is read back as the same.
using namespace atscope;
using namespace atscope::catalog;

namespace {

void require(bool holds, const char *what, const std::string &text)
{
    if (holds)
        return;
    std::fprintf(stderr, "%s: %s\n", what, base::escapedUtf8(text, true).c_str());
    std::abort();
}

bool inside(base::Span span, std::size_t size)
{
    return span.offset <= size && span.length <= size && span.end() <= size;
}

void checkArguments(const std::vector<Argument> &arguments, const std::string &line)
{
    for (const Argument &argument : arguments)
        require(inside(argument.span, line.size()) && inside(argument.inner, line.size()), "argument", line);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const FactState facts = [] {
        FactState made;
        made.set("ciot.split.us", expr::Value("|"));
        return made;
    }();
    if (size == 0)
        return 0;
    // The first byte chooses what is known around the line.
    static const char *const modules[] = {"generic", "ML302", "ML307A", "MN318"};
    const unsigned char choice = data[0];
    const LineContext context{&test::lineView(modules[choice & 3U]), (choice & 4U) != 0 ? "classic" : "",
                              (choice & 8U) != 0 ? &facts : nullptr};
    const std::string line(reinterpret_cast<const char *>(data) + 1, size - 1);

    const ParsedLine parsed = parseLine(line, context);
    for (const Repair &repair : parsed.repairs)
        require(inside(repair.span, line.size()), "repair", line);
    for (const ParsedCommand &command : parsed.commands) {
        require(inside(command.span, line.size()) && inside(command.nameSpan, line.size()), "command", line);
        checkArguments(command.arguments, line);
        if (command.form != nullptr)
            require(command.arguments.size() >= command.form->parameters.size(), "parameters", line);
        for (const base::Span &span : secretSpans(command, context))
            require(inside(span, line.size()), "secret", line);
        if (parsed.repeatLast)
            continue;
        std::string once = compose(command, {}, context);
        ParsedLine again = parseLine(once, context);
        require(!again.commands.empty(), "composed", once);
        std::string twice = compose(again.commands.front(), {}, context);
        // A last value that ends with a final (…ERROR) is taken for a glued answer, which a repair takes off: as often as it gets shorter.
        while (!again.repairs.empty() && twice.size() < once.size()) {
            once = twice;
            again = parseLine(once, context);
            require(!again.commands.empty(), "composed", once);
            twice = compose(again.commands.front(), {}, context);
        }
        if (once != twice)
            std::fprintf(stderr, "line  %s\n", base::escapedUtf8(line, true).c_str());
        require(once == twice, base::escapedUtf8(once, true).c_str(), twice);
        // The fields of an answer, by the same declarations.
        if (command.form != nullptr)
            checkArguments(parseFields(line, std::min<std::size_t>(choice >> 4U, line.size()), command.form->parameters, context),
                           line);
    }
    for (const Problem &problem : validate(line, parsed, context))
        require(inside(problem.span, line.size()), problem.code.c_str(), line);
    return 0;
}
