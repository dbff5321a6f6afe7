// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/line_head.h"

#include "core/base/text.h"

namespace atscope::decode {

namespace {

bool isMark(char c)
{
    return c == '+' || c == '^' || c == '*' || c == '#' || c == '$' || c == '%';
}

bool isNameByte(char c)
{
    return base::isAlnum(c) || c == '_';
}

// Length of a colon, "=" or U+FF1A at `at`; 0 if there is none.
std::size_t colonLength(std::string_view line, std::size_t at)
{
    if (at >= line.size())
        return 0;
    if (line[at] == ':' || line[at] == '=')
        return 1;
    return line.substr(at, 3) == "\xEF\xBC\x9A" ? 3 : 0;
}

// Calls `each(begin, end)` for every field; stops when it returns false.
template<class F>
void splitFields(std::string_view fields, F each)
{
    bool quoted = false;
    int depth = 0;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const char c = fields[i];
        if (c == '"')
            quoted = !quoted;
        else if (quoted)
            continue;
        else if (c == '(' || c == '{' || c == '[')
            ++depth;
        else if (c == ')' || c == '}' || c == ']')
            depth -= depth > 0 ? 1 : 0;
        else if (c == ',' && depth == 0) {
            if (!each(begin, i))
                return;
            begin = i + 1;
        }
    }
    each(begin, fields.size());
}

} // namespace

LineHead headOf(std::string_view line)
{
    LineHead head;
    if (line.empty())
        return head;
    head.marked = isMark(line[0]);
    std::size_t i = head.marked ? 1 : 0;
    while (i < line.size() && isNameByte(line[i]))
        ++i;
    if (i == (head.marked ? 1u : 0u)) {
        head.marked = false;
        return head;
    }
    std::size_t afterName = i;
    // "+CME ERROR: 3": two words in front of the colon, the second in capitals.
    if (head.marked && i + 1 < line.size() && line[i] == ' ' && base::isUpper(line[i + 1])) {
        std::size_t j = i + 1;
        while (j < line.size() && base::isUpper(line[j]))
            ++j;
        if (colonLength(line, j) > 0)
            afterName = j;
    }
    std::size_t at = afterName;
    while (at < line.size() && base::isBlank(line[at]))
        ++at;
    const std::size_t colon = colonLength(line, at);
    if (colon == 0) {
        if (!head.marked)
            return head;
        head.name = line.substr(0, afterName);
        head.fieldsAt = afterName;
        return head;
    }
    head.name = line.substr(0, afterName);
    head.fieldsAt = at + colon;
    head.colon = true;
    return head;
}

int fieldCount(std::string_view fields)
{
    if (base::trimmed(fields).empty())
        return 0;
    int count = 0;
    splitFields(fields, [&](std::size_t, std::size_t) {
        ++count;
        return true;
    });
    return count;
}

std::string_view fieldAt(std::string_view fields, int n)
{
    std::string_view found;
    splitFields(fields, [&](std::size_t begin, std::size_t end) {
        if (n-- > 0)
            return true;
        found = base::trimmed(fields.substr(begin, end - begin));
        if (found.data() == nullptr)
            found = fields.substr(begin, 0);
        return false;
    });
    return found;
}

} // namespace atscope::decode
