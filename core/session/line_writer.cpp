// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/line_writer.h"

#include "core/base/text.h"
#include "core/session/line_fixes.h"

namespace atscope::session {

using catalog::Severity;

std::string problemText(const catalog::Problem &problem, catalog::Language language)
{
    const auto &own = problem.text.in(language == catalog::Language::Chinese);
    return own.empty() ? catalog::Messages::render(problem.message, language) : own;
}

std::string wayText(const catalog::Problem::Way &way, catalog::Language language)
{
    const auto &own = way.text.in(language == catalog::Language::Chinese);
    return own.empty() ? catalog::Messages::render(way.message, language) : own;
}

void writeProblem(base::JsonWriter &out, const catalog::Problem &problem, catalog::Language language)
{
    out.beginObject();
    out.member("severity", problem.severity == Severity::Error ? "error" : "warning").member("code", problem.code);
    out.key("parameter");
    if (problem.parameter.empty())
        out.null();
    else
        out.value(problem.parameter);
    out.key("also").beginArray();
    for (const auto &name : problem.also)
        out.value(name);
    out.endArray();
    out.key("span").beginArray().value(problem.span.offset).value(problem.span.length).endArray();
    out.member("message", problemText(problem, language));
    out.key("suggestion");
    if (problem.suggestion.empty())
        out.null();
    else
        out.value(base::escapedUtf8(problem.suggestion));
    if (problem.ways.size() > 1) {
        out.key("suggestions").beginArray();
        for (const auto &way : problem.ways)
            out.beginObject().member("title", wayText(way, language)).member("line", base::escapedUtf8(way.line)).endObject();
        out.endArray();
    }
    if (!problem.step.empty())
        out.member("step", base::escapedUtf8(problem.step));
    out.member("manual", problem.manual).endObject();
}

namespace {

void writeOne(base::JsonWriter &out, const catalog::ParsedCommand &command)
{
    out.member("command", command.name);
    out.key("form");
    if (command.form)
        out.value(command.form->id);
    else
        out.null();
    out.key("values").beginObject();
    for (const auto &[name, value] : command.values()) {
        out.key(name);
        catalog::writeJson(out, value);
    }
    out.endObject();
}

} // namespace

void writeLint(base::JsonWriter &out, int number, std::string_view line, const catalog::ParsedLine &parsed,
               const std::vector<catalog::Problem> &problems, catalog::Language language)
{
    out.beginObject().member("line", number).member("text", base::escapedUtf8(line));
    if (parsed.commands.empty()) {
        out.key("command").null().key("form").null().key("values").beginObject().endObject();
    } else {
        writeOne(out, parsed.commands.front());
    }
    if (parsed.commands.size() > 1) {
        out.key("commands").beginArray();
        for (const auto &command : parsed.commands) {
            out.beginObject();
            writeOne(out, command);
            out.endObject();
        }
        out.endArray();
    }
    out.key("problems").beginArray();
    for (const auto &problem : problems)
        writeProblem(out, problem, language);
    out.endArray().endObject();
}

std::string problemLine(std::string_view file, int number, const catalog::Problem &problem, catalog::Language language)
{
    const bool chinese = language == catalog::Language::Chinese;
    std::string text(file);
    text += ':' + std::to_string(number) + ':' + std::to_string(problem.span.offset + 1) + ": ";
    text += problem.severity == Severity::Error ? (chinese ? "错误" : "error") : (chinese ? "警告" : "warning");
    text += ": " + problemText(problem, language) + " [" + problem.code + ']';
    for (const auto &fix : fixesOf(problem, language)) {
        if (fix.kind == LineFix::Kind::Before)
            text += "\n    → " + base::escapedUtf8(fix.words);
        else
            text += "\n    → " + base::escapedUtf8(fix.line) + (problem.ways.size() > 1 ? "  (" + fix.words + ')' : std::string());
    }
    return text;
}

} // namespace atscope::session
