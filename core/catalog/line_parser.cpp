// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <iterator>
#include <map>

#include "core/base/text.h"
#include "core/base/typed.h"
#include "core/catalog/line.h"
#include "core/catalog/line_check.h"
#include "core/catalog/line_commands.h"
#include "core/catalog/line_normal.h"
#include "core/catalog/line_parts.h"
#include "core/catalog/line_paste.h"

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

constexpr int MostRounds = 32; // of repairing and reading again; two or three do for any line that a person wrote

struct Stranger
{
    OddCharacter character;
    std::size_t at = 0;
    const Argument *inside = nullptr; // the bare argument it stands in
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
    case Oddity::Invisible:
        return "invisible-character";
    case Oddity::None:
    case Oddity::NotAscii:
        break;
    }
    return "not-ascii";
}

// What cannot be seen is called by its name, by a message of its own where people know it by one.
std::string spokenCode(const OddCharacter &character, bool inText)
{
    if (character.kind != Oddity::Invisible)
        return std::string(oddityCode(character));
    const std::string name = character.code == 0x00A0 ? "no-break-space"
        : character.code == 0x200B                    ? "zero-width-space"
        : character.code == 0xFEFF                    ? "byte-order-mark"
                                                      : "invisible-character";
    return inText ? name + "-in-text" : name;
}

std::string shownSign(const OddCharacter &character, std::string_view bytes)
{
    if (character.kind != Oddity::Invisible)
        return excerpt(bytes);
    constexpr std::string_view Digits = "0123456789ABCDEF";
    std::string text = "U+";
    for (int shift = 12; shift >= 0; shift -= 4)
        text += Digits[(character.code >> static_cast<unsigned>(shift)) & 0xFU];
    return text;
}

// One problem for each kind, at its first character; the suggestion repairs all of them.
void tellStrangers(std::string_view line, const std::vector<Stranger> &found, std::vector<Finding> &out)
{
    std::map<std::string, std::pair<std::size_t, int>> kinds; // message → index in `out`, count
    for (const Stranger &stranger : found) {
        const std::string code = spokenCode(stranger.character, false);
        auto &[index, count] = kinds[code];
        if (count++ == 0) {
            index = out.size();
            out.push_back(finding(Severity::Error, code, {}, {stranger.at, stranger.character.length},
                                  {{"character", shownSign(stranger.character, line.substr(stranger.at, stranger.character.length))}}));
            out.back().problem.code = oddityCode(stranger.character);
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

// Between quotes such a sign is data, as far as anybody can tell: a warning, and both things that it may have been meant to be.
void tellHidden(std::string_view line, const ParsedCommand &command, const Places &repaired, std::vector<Finding> &out)
{
    for (const Argument &argument : command.arguments) {
        if (!argument.given || argument.inner.end() > line.size())
            continue;
        std::map<std::string, std::size_t> kinds; // message → index in `out`
        const bool blanks = line.substr(argument.inner.offset, argument.inner.length).find(' ') != std::string_view::npos;
        for (std::size_t at = argument.inner.offset; at < argument.inner.end();) {
            const OddCharacter character = characterAt(line, at);
            const base::Span span{at, character.length};
            at += character.length;
            if (!hides(character, line, span.offset) || repaired.touch(span))
                continue;
            const std::string code = spokenCode(character, true);
            const auto [place, fresh] = kinds.emplace(code, out.size());
            if (fresh) {
                const std::string name = argument.parameter != nullptr ? argument.parameter->name : std::string();
                out.push_back(finding(Severity::Warning, code, name, span,
                                      {{"parameter", name}, {"character", shownSign(character, {})}}));
                out.back().problem.code = "invisible-character";
                out.back().mend = true;
                if (character.replacement == ' ') {
                    for (const char *way : {blanks ? "way-blank" : "way-remove", blanks ? "way-remove" : "way-blank"})
                        out.back().ways.push_back({base::Message(way), {}, {}, {}});
                }
            }
            Finding &told = out[place->second];
            for (Finding::Way &way : told.ways)
                way.edits.push_back({span, way.message.code == "way-blank" ? " " : ""});
            if (told.ways.empty())
                told.edits.push_back({span, {}});
        }
    }
}

// The line on its way from what came to what can be read: each byte knows where it came from.
struct Copy
{
    std::string text;
    std::vector<std::uint32_t> original; // of each byte, and of the end
    std::vector<Repair> repairs;         // in the line
};

struct Replacement
{
    std::size_t at = 0;
    std::size_t length = 0;
    char byte = '\0'; // '\0': nothing
};

Copy copyOf(std::string_view line)
{
    Copy copy;
    copy.text = line;
    copy.original.resize(line.size() + 1);
    for (std::size_t i = 0; i <= line.size(); ++i)
        copy.original[i] = static_cast<std::uint32_t>(i);
    return copy;
}

void replace(Copy &copy, const std::vector<Replacement> &replacements)
{
    std::string text;
    std::vector<std::uint32_t> original;
    std::size_t at = 0;
    const auto keep = [&](std::size_t to) {
        text.append(copy.text, at, to - at);
        original.insert(original.end(), copy.original.begin() + static_cast<std::ptrdiff_t>(at),
                        copy.original.begin() + static_cast<std::ptrdiff_t>(to));
        at = to;
    };
    for (const Replacement &replacement : replacements) {
        keep(replacement.at);
        const std::uint32_t from = copy.original[at];
        at += replacement.length;
        copy.repairs.push_back(
            {{from, copy.original[at] - from}, replacement.byte == '\0' ? std::string() : std::string(1, replacement.byte)});
        if (replacement.byte != '\0') {
            text += replacement.byte;
            original.push_back(from);
        }
    }
    keep(copy.text.size());
    original.push_back(copy.original.back());
    copy.text = std::move(text);
    copy.original = std::move(original);
}

// "abc”: a quote that was opened and is closed by the wrong sign. The first such sign of each broken argument.
std::vector<Replacement> closersOf(const std::string &text, const Parsed &parsed)
{
    std::vector<Replacement> found;
    for (std::size_t i = 0; i < parsed.line.commands.size(); ++i) {
        for (const Argument &argument : parsed.line.commands[i].arguments) {
            const bool broken = argument.quoted
                && std::any_of(parsed.findings[i].begin(), parsed.findings[i].end(), [&argument](const Finding &told) {
                       const std::string &code = told.problem.code;
                       return told.problem.span.offset >= argument.span.offset && told.problem.span.offset <= argument.span.end()
                           && (code == "unclosed-quote" || code == "quote-inside" || code == "text-after-quote");
                   });
            for (std::size_t at = argument.inner.offset; broken && at < text.size();) {
                const OddCharacter character = characterAt(text, at);
                if (character.kind == Oddity::TypographicQuote && character.replacement == '"' &&
                    endsArgument(text, at + character.length)) {
                    if (found.empty() || found.back().at < at)
                        found.push_back({at, character.length, '"'});
                    break;
                }
                at += character.length;
            }
        }
    }
    return found;
}

// What to repair next. Between typographic quotes everything else waits: once they are quotes, it is data.
std::vector<Replacement> nextRepairs(const std::string &text, const Parsed &parsed, const std::vector<Stranger> &found)
{
    std::vector<Replacement> repairs;
    bool inside = false;
    for (const Stranger &stranger : found) {
        const bool quote = stranger.character.kind == Oddity::TypographicQuote;
        if (!stranger.character.replaced || (inside && !(quote && stranger.character.replacement == '"')))
            continue;
        if (quote && stranger.character.replacement == '"')
            inside = !inside;
        repairs.push_back({stranger.at, stranger.character.length, quote ? '"' : stranger.character.replacement});
    }
    return repairs.empty() ? closersOf(text, parsed) : repairs;
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

namespace {

// Does the line say more with these bytes than without them: a known command instead of none, fewer errors?
bool isBetter(const std::string &shorter, const std::string &longer, const LineContext &context)
{
    const auto judge = [&context](const std::string &text) {
        ParsedLine parsed = delivered(LineParser(text, context).parse(), text);
        const auto unknown = std::count_if(parsed.commands.begin(), parsed.commands.end(),
                                           [](const ParsedCommand &command) { return !command.command; });
        const auto problems = problemsOf(text, parsed, context);
        const auto errors = std::count_if(problems.begin(), problems.end(),
                                          [](const Problem &problem) { return problem.severity == Severity::Error; });
        return std::pair(unknown, errors);
    };
    return judge(shorter) < judge(longer);
}

// ‘AT+CSQ’: quotes of the text it stood in. The bytes before and behind the command; nothing where one of the two is missing.
std::pair<std::size_t, std::size_t> quotedWhole(std::string_view text)
{
    const auto isQuote = [](std::string_view sign, const OddCharacter &character) {
        return character.kind == Oddity::TypographicQuote || sign == "'" || sign == "`" || sign == "\"";
    };
    const OddCharacter first = characterAt(text, 0);
    if (!isQuote(text.substr(0, first.length), first) || text.size() < first.length + 3
        || base::toUpper(text[first.length]) != 'A' || base::toUpper(text[first.length + 1]) != 'T')
        return {};
    std::size_t last = text.size() - 1;
    while (last > first.length && (static_cast<unsigned char>(text[last]) & 0xC0U) == 0x80U)
        --last;
    const OddCharacter end = characterAt(text, last);
    const bool alike = end.kind == first.kind && end.replacement == first.replacement
        && (end.kind == Oddity::TypographicQuote || text[last] == text[0]);
    const std::string_view command = text.substr(first.length, last - first.length);
    if (!alike || last + end.length != text.size() || std::count(command.begin(), command.end(), '"') % 2 != 0)
        return {};
    return {first.length, end.length};
}

// Takes away what was copied along: line breaks inside the command, stamps and arrows before it, …
void takePasted(Copy &copy, const LineContext &context, std::vector<Finding> &out)
{
    const auto tell = [&](Severity severity, const char *code, std::size_t at, std::size_t length, MessageArgs args) {
        const std::uint32_t from = copy.original[at];
        out.push_back(finding(severity, code, {}, {from, copy.original[at + length] - from}, std::move(args)));
        out.back().mend = true;
    };
    std::vector<Replacement> breaks;
    for (std::size_t i = 0; i < copy.text.size(); ++i)
        if (copy.text[i] == '\r' || copy.text[i] == '\n')
            breaks.push_back({i, 1, '\0'});
    if (!breaks.empty()) {
        tell(Severity::Error, "wrapped-line", breaks.front().at, 1, {});
        replace(copy, breaks);
    }
    if (const auto [before, behind] = quotedWhole(copy.text); before > 0) {
        tell(before > 1 ? Severity::Error : Severity::Warning, "pasted-prefix", 0, before, {{"text", copy.text.substr(0, before)}});
        replace(copy, {{0, before, '\0'}, {copy.text.size() - behind, behind, '\0'}});
        return;
    }
    if (const std::size_t lead = pastedLead(copy.text, context.view); lead > 0) {
        const bool ascii = std::all_of(copy.text.begin(), copy.text.begin() + static_cast<std::ptrdiff_t>(lead),
                                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
        tell(ascii ? Severity::Warning : Severity::Error, "pasted-prefix", 0, lead,
             {{"text", excerpt(base::trimmed(std::string_view(copy.text).substr(0, lead)))}});
        replace(copy, {{0, lead, '\0'}});
    }
}

// … and the answer's OK behind it. False: there is none.
bool takeAnswer(Copy &copy, const LineContext &context, std::vector<Finding> &out)
{
    const std::size_t answer = context.view != nullptr ? gluedAnswer(copy.text) : std::string_view::npos;
    if (answer == std::string_view::npos)
        return false;
    const std::string_view before = std::string_view(copy.text).substr(0, answer);
    const std::size_t end = before.find_last_not_of(" \t") + 1;
    if (!isBetter(std::string(before.substr(0, end)), copy.text, context))
        return false;
    const std::uint32_t from = copy.original[answer];
    out.push_back(finding(Severity::Warning, "pasted-answer", {}, {from, copy.original.back() - from},
                          {{"text", std::string(base::trimmed(std::string_view(copy.text).substr(answer)))}}));
    out.back().mend = true;
    replace(copy, {{end, copy.text.size() - end, '\0'}});
    return true;
}

// What was typed and taken back again is no part of the line, and nothing to be told.
void takeBack(Copy &copy, const std::vector<std::size_t> &taken)
{
    std::vector<Replacement> gone;
    for (const std::size_t at : taken) {
        if (!gone.empty() && gone.back().at + gone.back().length == at)
            ++gone.back().length;
        else
            gone.push_back({at, 1, '\0'});
    }
    if (!gone.empty())
        replace(copy, gone);
}

bool mayBePasted(std::string_view line)
{
    const std::size_t first = line.find_first_not_of(" \t");
    return first != std::string_view::npos
        && (base::toUpper(line[first]) != 'A' || line.find_first_of("\r\n") != std::string_view::npos);
}

} // namespace

bool goesOn(std::string_view line, std::string_view next, const LineContext &context)
{
    const std::string_view rest = base::trimmed(next);
    const auto isAnswer = [](std::string_view text) { // what a module says is no part of a command
        return text == "OK" || text == "ERROR" || (std::string_view("+^*#$%").find(text.front()) != std::string_view::npos && text.find(':') != std::string_view::npos);
    };
    if (context.view == nullptr || rest.empty() || isAnswer(rest) || pastedLead(next, context.view) > 0 || rest.starts_with("//")
        || (rest.size() > 1 && base::toUpper(rest[0]) == 'A' && (base::toUpper(rest[1]) == 'T' || rest[1] == '/')))
        return false;
    const std::string_view first = base::trimmed(line);
    if (first.size() < 2 || base::toUpper(first[0]) != 'A' || base::toUpper(first[1]) != 'T')
        return false;
    return isBetter(std::string(line) + std::string(next), std::string(line), context);
}

ParsedLine parseLine(std::string_view line, const LineContext &context)
{
    const std::string_view whole = line;
    while (!line.empty() && (line.back() == '\r' || line.back() == '\n'))
        line.remove_suffix(1);
    Copy copy;
    std::vector<Finding> pasted;
    const auto back = base::takenBack(line);
    const bool copied = !back.empty() || mayBePasted(line);
    if (copied) {
        copy = copyOf(line);
        takeBack(copy, back);
        if (mayBePasted(copy.text))
            takePasted(copy, context, pasted);
    }
    const std::string_view read = copied ? std::string_view(copy.text) : line;
    Parsed parsed = LineParser(read, context).parse();
    if (pasted.empty() && back.empty() && isPlain(line) && gluedAnswer(line) == std::string_view::npos)
        return delivered(std::move(parsed), whole);

    // Repair what is certain, read again: after some rounds nothing is left that could be repaired. "中文" between quotes and
    // what stands in a remark is fine from the start.
    if (!copied)
        copy = copyOf(line);
    const std::size_t taken = copy.repairs.size();
    for (int round = 0; round < MostRounds; ++round) {
        const auto repairs = nextRepairs(copy.text, parsed, strangers(copy.text, parsed.line, parsed.lineFindings));
        if (repairs.empty())
            break;
        replace(copy, repairs);
        parsed = LineParser(copy.text, context).parse();
    }
    const std::size_t odd = copy.repairs.size(); // those between are signs, told one by one
    if (takeAnswer(copy, context, pasted))
        parsed = LineParser(copy.text, context).parse();
    std::vector<Stranger> found = strangers(copy.text, parsed.line, parsed.lineFindings);
    for (Stranger &stranger : found)
        stranger.at = copy.original[stranger.at];
    moveAll(parsed, copy.original);
    for (std::size_t i = 0; i < copy.repairs.size(); ++i) {
        if (i >= taken && i < odd)
            found.push_back({characterAt(line, copy.repairs[i].span.offset), copy.repairs[i].span.offset, nullptr});
        parsed.line.repairs.push_back(std::move(copy.repairs[i]));
    }
    std::stable_sort(found.begin(), found.end(), [](const Stranger &a, const Stranger &b) { return a.at < b.at; });
    parsed.lineFindings.insert(parsed.lineFindings.begin(), std::make_move_iterator(pasted.begin()),
                               std::make_move_iterator(pasted.end()));
    tellStrangers(line, found, parsed.lineFindings);
    const Places repaired(parsed.line.repairs);
    for (std::size_t i = 0; i < parsed.line.commands.size(); ++i)
        tellHidden(line, parsed.line.commands[i], repaired, parsed.findings[i]);
    return delivered(std::move(parsed), whole);
}

} // namespace atscope::catalog
