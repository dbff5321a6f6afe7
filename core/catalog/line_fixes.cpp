// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <iterator>
#include <optional>

#include "core/catalog/line_check.h"

// What may be proposed for a line: each repair is tried before anybody is offered it.
namespace atscope::catalog {

namespace {

constexpr std::size_t MostTried = 32; // repairs of one line; hostile lines are long and have many
constexpr std::size_t LongestTried = 4096;
constexpr std::size_t MostSlips = 8;

std::ptrdiff_t errorsOf(const std::vector<Problem> &problems)
{
    return std::count_if(problems.begin(), problems.end(), [](const Problem &problem) { return problem.severity == Severity::Error; });
}

bool hasSurplus(const std::vector<Problem> &problems)
{
    return std::any_of(problems.begin(), problems.end(), [](const Problem &problem) { return problem.code == "surplus-parameter"; });
}

// A repair of one argument must not break another, and where there are more arguments than places nobody knows which one it is.
bool isWorse(const std::string &suggestion, std::ptrdiff_t errors, const LineContext &context)
{
    const auto problems = detail::problemsOf(suggestion, parseLine(suggestion, context), context);
    return errorsOf(problems) > errors || hasSurplus(problems);
}

// A sign that people write where a comma belongs, at `at`: how many bytes it has; 0: none. A semicolon before a name begins another
// command.
std::size_t slipAt(std::string_view line, std::size_t at)
{
    constexpr std::string_view Plain = ";:.|";
    constexpr std::string_view Names = "+^*#$%&";
    constexpr std::string_view Wide[] = {"\xEF\xBC\x9A", "\xEF\xBC\x9B", "\xEF\xBC\x8E", "\xE3\x80\x81", "\xE3\x80\x82"}; // ： ； ． 、 。
    if (Plain.find(line[at]) != std::string_view::npos)
        return line[at] == ';' && at + 1 < line.size() && Names.find(line[at + 1]) != std::string_view::npos ? 0 : 1;
    const auto found = std::find_if(std::begin(Wide), std::end(Wide), [&](std::string_view sign) { return line.substr(at).starts_with(sign); });
    return found == std::end(Wide) ? 0 : found->size();
}

struct Slip
{
    base::Span sign; // the first one
    std::string line;
};

// Where a parameter is missing: the one sign, or all of one kind, that as commas leave no error. Nothing where two would.
// Only in a value that is wrong as it stands: a topic may hold a full stop, and what follows may be any text.
std::optional<Slip> commaMeant(std::string_view line, const std::vector<Problem> &problems, const LineContext &context)
{
    const auto isWrong = [&problems](std::size_t at) {
        return std::any_of(problems.begin(), problems.end(), [at](const Problem &problem) {
            return problem.severity == Severity::Error && !problem.parameter.empty() && problem.span.offset <= at && at < problem.span.end();
        });
    };
    std::vector<base::Span> signs;
    bool quoted = false;
    for (std::size_t at = std::min(line.find('='), line.size()); at < line.size() && signs.size() <= MostSlips; ++at) {
        quoted = quoted != (line[at] == '"');
        if (const std::size_t length = quoted ? 0 : slipAt(line, at); length > 0 && isWrong(at))
            signs.push_back({at, length});
    }
    if (signs.size() > MostSlips)
        return std::nullopt;
    std::optional<Slip> meant;
    const auto attempt = [&](const std::vector<base::Span> &which) {
        std::string text(line);
        for (auto sign = which.rbegin(); sign != which.rend(); ++sign)
            text.replace(sign->offset, sign->length, ",");
        if ((meant && meant->line == text) || errorsOf(detail::problemsOf(text, parseLine(text, context), context)) > 0)
            return true;
        const bool only = !meant;
        meant = Slip{which.front(), std::move(text)};
        return only;
    };
    const auto textOf = [line](base::Span sign) { return line.substr(sign.offset, sign.length); };
    for (std::size_t i = 0; i < signs.size(); ++i) {
        if (!attempt({signs[i]}))
            return std::nullopt;
        std::vector<base::Span> alike;
        std::copy_if(signs.begin(), signs.end(), std::back_inserter(alike), [&](base::Span sign) { return textOf(sign) == textOf(signs[i]); });
        if (alike.size() > 1 && alike.front().offset == signs[i].offset && !attempt(alike))
            return std::nullopt;
    }
    return meant;
}

// "0：3000": one parameter is missing and one is wrong, and both are one sign. What else is proposed there would drop what was typed.
void proposeComma(std::string_view line, const LineContext &context, std::vector<Problem> &problems)
{
    const auto isMissing = [](const Problem &problem) { return problem.code == "missing-parameter"; };
    if (std::none_of(problems.begin(), problems.end(), isMissing))
        return;
    const auto slip = commaMeant(line, problems, context);
    if (!slip)
        return;
    for (Problem &problem : problems) {
        const bool onIt = problem.span.offset <= slip->sign.offset && slip->sign.offset < problem.span.end();
        if (!isMissing(problem) && !onIt)
            continue;
        problem.ways.clear();
        problem.suggestion = slip->line;
        if (isMissing(problem))
            problem.message = base::Message("missing-parameter-comma", {{"parameter", problem.parameter},
                                                                        {"sign", std::string(line.substr(slip->sign.offset, slip->sign.length))}});
    }
}

} // namespace

std::vector<Problem> validate(std::string_view line, const ParsedLine &parsed, const LineContext &context)
{
    std::vector<Problem> problems = detail::problemsOf(line, parsed, context);
    if (problems.size() > MostTried || line.size() > LongestTried)
        return problems;
    const std::ptrdiff_t errors = errorsOf(problems);
    for (Problem &problem : problems) {
        if (problem.parameter.empty()) // of the line as a whole: the right name makes the rest readable, and that has its own errors
            continue;
        std::erase_if(problem.ways, [&](const Problem::Way &way) { return isWorse(way.line, errors, context); });
        if (!problem.ways.empty())
            problem.suggestion = problem.ways.front().line;
        else if (!problem.suggestion.empty() && isWorse(problem.suggestion, errors, context))
            problem.suggestion.clear();
    }
    proposeComma(line, context, problems);
    return problems;
}

} // namespace atscope::catalog
