// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/line_json.h"

#include <algorithm>

#include "core/base/text.h"

namespace atscope::catalog::detail {

namespace {

constexpr int MaxDepth = 64;

bool isJsonBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

void appendUtf8(std::string &out, std::uint32_t code)
{
    const auto byte = [&out](std::uint32_t b) { out += static_cast<char>(static_cast<unsigned char>(b)); };
    if (code < 0x80) {
        byte(code);
    } else if (code < 0x800) {
        byte(0xC0U | (code >> 6));
        byte(0x80U | (code & 0x3FU));
    } else if (code < 0x10000) {
        byte(0xE0U | (code >> 12));
        byte(0x80U | ((code >> 6) & 0x3FU));
        byte(0x80U | (code & 0x3FU));
    } else {
        byte(0xF0U | (code >> 18));
        byte(0x80U | ((code >> 12) & 0x3FU));
        byte(0x80U | ((code >> 6) & 0x3FU));
        byte(0x80U | (code & 0x3FU));
    }
}

class Reader final
{
public:
    explicit Reader(std::string_view text) : m_text(text) {}

    JsonResult read()
    {
        JsonResult result;
        blanks();
        if (value(result.value, 0)) {
            blanks();
            result.ok = m_at == m_text.size() || fail("end");
        }
        result.position = m_at;
        result.expected = std::move(m_expected);
        return result;
    }

private:
    bool fail(std::string expected)
    {
        m_expected = std::move(expected);
        return false;
    }
    char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    void blanks()
    {
        while (m_at < m_text.size() && isJsonBlank(m_text[m_at]))
            ++m_at;
    }

    bool value(expr::Value &out, int depth)
    {
        if (depth > MaxDepth)
            return fail("depth");
        switch (peek()) {
        case '{':
            return object(out, depth);
        case '[':
            return array(out, depth);
        case '"': {
            std::string text;
            if (!string(text))
                return false;
            out = expr::Value(std::move(text));
            return true;
        }
        default:
            return word(out);
        }
    }

    bool object(expr::Value &out, int depth)
    {
        expr::Value::Record members;
        ++m_at;
        for (;;) {
            blanks();
            if (peek() == '}') // {"a":1,}
                break;
            std::string name;
            if (peek() != '"')
                return fail("string");
            if (!string(name))
                return false;
            blanks();
            if (peek() != ':')
                return fail("colon");
            ++m_at;
            blanks();
            expr::Value member;
            if (!value(member, depth + 1))
                return false;
            members.emplace_back(std::move(name), std::move(member));
            blanks();
            if (peek() == ',')
                ++m_at;
            else if (peek() != '}')
                return fail("comma");
        }
        ++m_at;
        out = expr::Value(std::move(members));
        return true;
    }

    bool array(expr::Value &out, int depth)
    {
        expr::Value::List items;
        ++m_at;
        for (;;) {
            blanks();
            if (peek() == ']') // [1,2,]
                break;
            expr::Value item;
            if (!value(item, depth + 1))
                return false;
            items.push_back(std::move(item));
            blanks();
            if (peek() == ',')
                ++m_at;
            else if (peek() != ']')
                return fail("comma");
        }
        ++m_at;
        out = expr::Value(std::move(items));
        return true;
    }

    bool string(std::string &out)
    {
        const std::size_t open = m_at++;
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (c == '"') {
                ++m_at;
                return true;
            }
            if (c != '\\') {
                out += c;
                ++m_at;
                continue;
            }
            if (!escape(out))
                return fail("escape");
        }
        m_at = open;
        return fail("string");
    }

    bool escape(std::string &out)
    {
        constexpr std::string_view letters = "\"\\/bfnrt";
        constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
        const char c = m_at + 1 < m_text.size() ? m_text[m_at + 1] : '\0';
        if (const auto known = letters.find(c); c != '\0' && known != std::string_view::npos) {
            out += meanings[known];
            m_at += 2;
            return true;
        }
        std::uint32_t code = 0;
        if (!unicode(m_at, code))
            return false;
        m_at += 6;
        if (code >= 0xD800 && code < 0xDC00) { // 😀 in two halves
            std::uint32_t low = 0;
            if (unicode(m_at, low) && low >= 0xDC00 && low < 0xE000) {
                code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
                m_at += 6;
            }
        }
        appendUtf8(out, code >= 0xD800 && code < 0xE000 ? 0xFFFD : code);
        return true;
    }

    bool unicode(std::size_t at, std::uint32_t &code) const
    {
        if (m_text.size() < at + 6 || m_text[at] != '\\' || m_text[at + 1] != 'u')
            return false;
        const std::string_view digits = m_text.substr(at + 2, 4);
        if (!std::all_of(digits.begin(), digits.end(), base::isHexDigit))
            return false;
        code = static_cast<std::uint32_t>(*base::toInteger(digits, 16));
        return true;
    }

    bool word(expr::Value &out)
    {
        std::size_t end = m_at;
        while (end < m_text.size() &&
               (base::isAlnum(m_text[end]) || std::string_view("+-.").find(m_text[end]) != std::string_view::npos))
            ++end;
        const std::string_view token = m_text.substr(m_at, end - m_at);
        if (token == "true" || token == "false") {
            out = expr::Value(token == "true");
        } else if (token == "null") {
            out = expr::Value();
        } else if (token.empty() || (!base::isDigit(token.front()) && token.front() != '-')) {
            return fail("value");
        } else if (const auto integer = base::toInteger(token)) {
            out = expr::Value(*integer);
        } else if (token.find_first_of(".eE") == std::string_view::npos
                   && std::all_of(token.begin() + 1, token.end(), base::isDigit) && token.size() > 1) {
            out = expr::Value(token); // beyond 64 bits: its digits
        } else if (const auto number = base::toDouble(token)) {
            out = expr::Value(*number);
        } else {
            return fail("value");
        }
        m_at = end;
        return true;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::string m_expected;
};

} // namespace

JsonResult readJson(std::string_view text)
{
    return Reader(text).read();
}

JsonResult readQuotedJson(std::string_view text)
{
    if (!hasEscapedQuotes(text))
        return readJson(text);
    return readJson(withoutJsonQuoting(text));
}

bool hasEscapedQuotes(std::string_view text)
{
    const auto quote = text.find('"');
    return quote != std::string_view::npos && quote > 0 && text[quote - 1] == '\\';
}

std::string withoutJsonQuoting(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == '"' || text[i + 1] == '\\'))
            ++i;
        out += text[i];
    }
    return out;
}

std::size_t jsonEnd(std::string_view text, std::size_t from)
{
    std::string open; // the brackets that wait for their partner
    bool quoted = false;
    for (std::size_t i = from; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                quoted = false;
            continue;
        }
        if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            open += c == '{' ? '}' : ']';
        } else if (c == '}' || c == ']') {
            if (open.empty() || open.back() != c)
                return std::string_view::npos;
            open.pop_back();
            if (open.empty())
                return i + 1;
        }
    }
    return std::string_view::npos;
}

std::vector<base::Span> jsonMembers(std::string_view text, const std::vector<std::string> &keys)
{
    std::vector<base::Span> found;
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] != '"') {
            ++i;
            continue;
        }
        // "key" or \"key\": a quote as the one it was opened with closes it.
        const bool escaped = i > 0 && text[i - 1] == '\\';
        std::size_t end = i + 1;
        while (end < text.size() && (text[end] != '"' || (!escaped && text[end - 1] == '\\')))
            ++end;
        const std::string_view key = text.substr(i + 1, end - i - 1 - (escaped && end > i + 1 && text[end - 1] == '\\' ? 1 : 0));
        std::size_t at = std::min(end + 1, text.size());
        const std::size_t next = at;
        while (at < text.size() && isJsonBlank(text[at]))
            ++at;
        if (at >= text.size() || text[at] != ':' || std::find(keys.begin(), keys.end(), key) == keys.end()) {
            i = next;
            continue;
        }
        ++at;
        while (at < text.size() && isJsonBlank(text[at]))
            ++at;
        const bool escapedValue = at + 1 < text.size() && text[at] == '\\' && text[at + 1] == '"';
        std::size_t stop = at;
        if (escapedValue) { // \"key\":\"secret\"
            at += 2;
            stop = std::min(text.find("\\\"", at), text.size());
        } else if (at < text.size() && text[at] == '"') {
            ++at;
            stop = at;
            while (stop < text.size() && text[stop] != '"')
                stop += text[stop] == '\\' ? 2 : 1;
            stop = std::min(stop, text.size());
        } else if (at < text.size() && (text[at] == '{' || text[at] == '[')) {
            stop = std::min(jsonEnd(text, at), text.size());
        } else {
            while (stop < text.size() && std::string_view(",}]").find(text[stop]) == std::string_view::npos)
                ++stop;
        }
        if (stop > at)
            found.push_back({at, stop - at});
        i = std::max(stop + (escapedValue ? 2 : 1), next);
    }
    return found;
}

} // namespace atscope::catalog::detail
