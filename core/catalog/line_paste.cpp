// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/line_paste.h"

#include <algorithm>
#include <array>

#include "core/base/text.h"
#include "core/catalog/line_normal.h"

namespace atscope::catalog::detail {

namespace {

constexpr std::size_t MostLead = 80; // bytes; a time stamp with date and direction has about 40

// Words that terminals put before what was sent.
bool isLeadWord(std::string_view word)
{
    static constexpr std::array<std::string_view, 22> Words{"tx",   "rx",  "send", "sent", "out", "in",  "host", "mcu", "cmd", "com",
                                                            "uart", "tty", "t",    "z",    "utc", "ms",  "am",   "pm",  "ttyusb",
                                                            "recv", "ascii", "hex"};
    const std::string lower = base::lower(word);
    return std::find(Words.begin(), Words.end(), lower) != Words.end();
}

// Time stamps, brackets, arrows, numbers, a few words; anything that is not ASCII (→ ◇ 发送).
bool isLead(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        if (base::isAlpha(text[at])) {
            std::size_t end = at;
            while (end < text.size() && base::isAlpha(text[end]))
                ++end;
            if (!isLeadWord(text.substr(at, end - at)))
                return false;
            at = end;
            continue;
        }
        const char c = text[at++];
        const bool fits = base::isDigit(c) || static_cast<unsigned char>(c) >= 0x80 || c == '\t'
            || std::string_view(" []()<>{}:.,-_/|#*$~=;>").find(c) != std::string_view::npos;
        if (!fits)
            return false;
    }
    return true;
}

// Nothing but blanks and signs that are repaired as such.
bool isRepairable(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const OddCharacter character = characterAt(text, at);
        if (!character.replaced && !base::isBlank(text[at]))
            return false;
        at += character.length;
    }
    return true;
}

// AT+CSQ, AT^X, AT alone, ATE0: not "ATTACHED".
bool isCommandHead(std::string_view text, const CatalogView *view)
{
    if (text.size() < 2 || base::toUpper(text[0]) != 'A' || base::toUpper(text[1]) != 'T')
        return false;
    if (text.size() == 2)
        return true;
    const char c = text[2];
    if (std::string_view("+^*#$%").find(c) != std::string_view::npos)
        return text.size() > 3 && base::isAlpha(text[3]);
    if (!base::isAlpha(c) && c != '&')
        return false;
    const std::string upper = base::upper(text.substr(0, 16));
    const Found<Command> found = view != nullptr ? view->longestBasic(upper) : Found<Command>();
    return found && found->name.size() > 2 && (upper.size() == found->name.size() || !base::isAlpha(upper[found->name.size()]));
}

} // namespace

std::size_t pastedLead(std::string_view text, const CatalogView *view)
{
    const std::size_t first = std::min(text.find_first_not_of(" \t"), text.size());
    if (first == text.size() || base::toUpper(text[first]) == 'A')
        return 0;
    const std::size_t last = std::min(text.size(), MostLead);
    for (std::size_t at = first + 1; at + 1 < last; ++at) {
        const char before = text[at - 1];
        if (base::toUpper(text[at]) != 'A' || base::isAlnum(before) || before == '_' || before == '"' || before == '\'')
            continue;
        if (!isCommandHead(text.substr(at), view))
            continue;
        // Signs that only look odd are repaired one by one: a blank that does not break, a byte order mark.
        const std::string_view lead = text.substr(0, at);
        return isLead(lead) && !isRepairable(lead) ? at : 0;
    }
    return 0;
}

} // namespace atscope::catalog::detail

std::size_t atscope::catalog::gluedAnswer(std::string_view text)
{
    while (!text.empty() && base::isBlank(text.back()))
        text.remove_suffix(1);
    for (const std::string_view answer : {std::string_view("OK"), std::string_view("ERROR")})
        if (text.size() >= answer.size() + 2 && text.ends_with(answer))
            return text.size() - answer.size();
    return std::string_view::npos;
}
