// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <iterator>
#include <map>

#include "core/base/text.h"
#include "core/catalog/line.h"
#include "core/catalog/line_commands.h"
#include "core/catalog/line_normal.h"
#include "core/catalog/line_parts.h"

// A line as it came: read as it stands when it is plain, else repaired on a copy, read, and brought back to its own offsets.
namespace atscope::catalog {

namespace {

using namespace detail;

// Where a character beyond ASCII may stand: between quotes, in what takes the rest of the line, in texts that cannot be quoted.
bool belongs(const Argument &argument, const OddCharacter &character, std::size_t at)
{
    if (at < argument.inner.offset || at >= argument.inner.end())
        return false;
    if (argument.quoted || argument.type == nullptr)
        return argument.quoted;
    if (argument.type->kind == TypeKind::Rest)
        return true;
    if (character.kind != Oddity::NotAscii || character.replaced)
        return false;
    return argument.type->kind == TypeKind::Json || argument.type->quoting == Quoting::Forbidden;
}

struct Stranger
{
    OddCharacter character;
    std::size_t at = 0;
    const Argument *inside = nullptr; // bare argument it stands in
};

// Characters that stand where only printable ASCII may, up to a pasted remark.
std::vector<Stranger> strangers(std::string_view text, const ParsedLine &parsed, const std::vector<Finding> &lineFindings)
{
    std::size_t end = text.size();
    for (const Finding &found : lineFindings)
        if (found.problem.code == "pasted-remark")
            end = std::min<std::size_t>(end, found.problem.span.offset);
    std::vector<const Argument *> arguments;
    for (const ParsedCommand &command : parsed.commands)
        for (const Argument &argument : command.arguments)
            if (argument.given)
                arguments.push_back(&argument);
    std::vector<Stranger> found;
    std::size_t next = 0; // first argument that does not lie before
    for (std::size_t at = 0; at < end;) {
        const OddCharacter character = characterAt(text, at);
        if (character.kind != Oddity::None) {
            while (next < arguments.size() && arguments[next]->span.end() <= at)
                ++next;
            const Argument *argument = next < arguments.size() && arguments[next]->span.offset <= at ? arguments[next] : nullptr;
            if (argument == nullptr || !belongs(*argument, character, at))
                found.push_back({character, at, argument});
        }
        at += character.length;
    }
    return found;
}

void moveSpan(base::Span &span, const std::vector<std::uint32_t> &original)
{
    const auto last = static_cast<std::uint64_t>(original.size() - 1);
    const std::uint64_t from = original[std::min(span.offset, last)];
    const std::uint64_t to = original[std::min(span.end(), last)];
    span = {from, to > from ? to - from : 0};
}

void moveFinding(Finding &found, const std::vector<std::uint32_t> &original)
{
    moveSpan(found.problem.span, original);
    for (Repair &edit : found.edits)
        moveSpan(edit.span, original);
}

// From offsets in the repaired copy to offsets in the line.
void moveAll(Parsed &parsed, const std::vector<std::uint32_t> &original)
{
    for (ParsedCommand &command : parsed.line.commands) {
        moveSpan(command.span, original);
        moveSpan(command.nameSpan, original);
        for (Argument &argument : command.arguments) {
            moveSpan(argument.span, original);
            moveSpan(argument.inner, original);
        }
    }
    for (Repair &repair : parsed.line.repairs)
        moveSpan(repair.span, original);
    for (Finding &found : parsed.lineFindings)
        moveFinding(found, original);
    for (auto &findings : parsed.findings)
        for (Finding &found : findings)
            moveFinding(found, original);
}

std::string_view oddityCode(const OddCharacter &character)
{
    switch (character.kind) {
    case Oddity::TypographicQuote:
        return "typographic-quote";
    case Oddity::FullWidth:
        return "full-width";
    case Oddity::Control:
        return "control-character";
    case Oddity::None:
    case Oddity::NotAscii:
        break;
    }
    return "not-ascii";
}

// One problem for each kind, at its first character; the suggestion repairs all of them.
void tellStrangers(std::string_view line, const std::vector<Stranger> &found, std::vector<Finding> &out)
{
    std::map<std::string_view, std::pair<std::size_t, int>> kinds; // code → index in `out`, count
    for (const Stranger &stranger : found) {
        const std::string_view code = oddityCode(stranger.character);
        auto &[index, count] = kinds[code];
        if (count++ == 0) {
            index = out.size();
            out.push_back(finding(Severity::Error, std::string(code), {}, {stranger.at, stranger.character.length},
                                  {{"character", excerpt(line.substr(stranger.at, stranger.character.length))}}));
            out.back().mend = true;
        }
        // 中文 outside quotes: inside them it is fine
        const Argument *argument = stranger.inside;
        if (!stranger.character.replaced && argument != nullptr && argument->type != nullptr && !isNumeric(*argument->type)
            && argument->type->quoting != Quoting::Forbidden && argument->type->kind != TypeKind::Json) {
            auto &edits = out[index].edits;
            if (edits.empty() || edits.back().span.offset != argument->span.end()) {
                edits.push_back({{argument->span.offset, 0}, "\""});
                edits.push_back({{argument->span.end(), 0}, "\""});
            }
        }
    }
    for (const auto &[code, entry] : kinds)
        out[entry.first].problem.message.args.emplace_back("count", base::fromInteger(entry.second));
}

bool hasBrokenQuotes(const Parsed &parsed)
{
    for (const auto &findings : parsed.findings)
        for (const Finding &found : findings)
            if (found.problem.code == "unclosed-quote" || found.problem.code == "quote-inside" || found.problem.code == "text-after-quote")
                return true;
    return false;
}

ParsedLine delivered(Parsed parsed, std::string_view line)
{
    const auto byOffset = [](const Repair &a, const Repair &b) { return a.span.offset < b.span.offset; };
    std::stable_sort(parsed.line.repairs.begin(), parsed.line.repairs.end(), byOffset);
    for (Finding &found : parsed.lineFindings)
        parsed.line.problems.push_back(finished(std::move(found), line, parsed.line.repairs));
    for (std::size_t i = 0; i < parsed.line.commands.size(); ++i)
        for (Finding &found : parsed.findings[i])
            parsed.line.commands[i].problems.push_back(finished(std::move(found), line, parsed.line.repairs));
    return std::move(parsed.line);
}

} // namespace

ParsedLine parseLine(std::string_view line, const LineContext &context)
{
    const std::string_view whole = line;
    while (!line.empty() && (line.back() == '\r' || line.back() == '\n'))
        line.remove_suffix(1);
    Parsed parsed = LineParser(line, context).parse();
    if (isPlain(line))
        return delivered(std::move(parsed), whole);

    std::vector<Stranger> found = strangers(line, parsed.line, parsed.lineFindings);
    if (found.empty() && !hasBrokenQuotes(parsed))
        return delivered(std::move(parsed), whole); // "中文" between quotes, or in a remark
    const NormalLine normal = normalised(line);
    std::vector<Finding> told;
    if (!normal.repairs.empty()) {
        // Read the repaired copy, then go back to the offsets of the line.
        parsed = LineParser(normal.text, context).parse();
        std::size_t remark = line.size();
        for (const Finding &problem : parsed.lineFindings)
            if (problem.problem.code == "pasted-remark")
                remark = normal.original[problem.problem.span.offset];
        found = strangers(normal.text, parsed.line, parsed.lineFindings);
        for (Stranger &stranger : found)
            stranger.at = normal.original[stranger.at];
        moveAll(parsed, normal.original);
        for (const Repair &repair : normal.repairs) {
            if (repair.span.offset >= remark)
                continue;
            found.push_back({characterAt(line, repair.span.offset), repair.span.offset, nullptr});
            parsed.line.repairs.push_back(repair);
        }
        std::stable_sort(found.begin(), found.end(), [](const Stranger &a, const Stranger &b) { return a.at < b.at; });
    }
    tellStrangers(line, found, told);
    std::move(told.begin(), told.end(), std::back_inserter(parsed.lineFindings));
    return delivered(std::move(parsed), whole);
}

} // namespace atscope::catalog
