// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/messages.h"

#include <algorithm>
#include <unordered_map>

#include "core/base/text.h"
#include "core/catalog/builtin.h"
#include "core/catalog/messages_table.h"

namespace atscope::catalog {

namespace {

const std::unordered_map<std::string, Text> &sentences()
{
    static const auto s_sentences = [] {
        std::unordered_map<std::string, Text> all;
        for (MessageEntry &entry : messagesFromTable(builtin::messageTable()))
            all.emplace(std::move(entry.code), std::move(entry.text));
        return all;
    }();
    return s_sentences;
}

const Text *find(std::string_view code)
{
    const auto it = sentences().find(std::string(code));
    return it == sentences().end() ? nullptr : &it->second;
}

std::string filled(const std::string &sentence, const base::Message &message)
{
    std::string out;
    std::size_t at = 0;
    while (at < sentence.size()) {
        const std::size_t open = sentence.find('{', at);
        const std::size_t close = open == std::string::npos ? open : sentence.find('}', open);
        if (close == std::string::npos)
            break;
        out.append(sentence, at, open - at);
        const std::string_view name = std::string_view(sentence).substr(open + 1, close - open - 1);
        const auto arg = std::find_if(message.args.begin(), message.args.end(), [&](const auto &a) { return a.first == name; });
        out += arg != message.args.end() ? arg->second : std::string(sentence, open, close + 1 - open);
        at = close + 1;
    }
    return out.append(sentence, at, std::string::npos);
}

// number/duration: each word by its own message, where there is one.
std::string words(const std::string &value, Language language)
{
    std::string out;
    for (std::size_t at = 0; at <= value.size();) {
        const std::size_t end = std::min(value.find('/', at), value.size());
        const std::string word = value.substr(at, end - at);
        const Text *known = find("word-" + word);
        if (at > 0)
            out += known != nullptr ? (language == Language::Chinese ? "或" : " or ") : "/";
        out += known != nullptr ? known->in(language == Language::Chinese) : word;
        at = end + 1;
    }
    return out;
}

} // namespace

std::string Messages::render(const base::Message &message, Language language)
{
    if (const Text *text = find(message.code)) {
        base::Message spelt = message;
        // Words for kinds of things are messages too: `list` is the code word-list.
        for (auto &[name, value] : spelt.args)
            if (name == "expected" || name == "language" || (name == "found" && message.code != "expr-syntax"))
                value = words(value, language);
        return filled(text->in(language == Language::Chinese), spelt);
    }
    std::string out = message.code;
    for (const auto &[name, value] : message.args)
        out += " " + name + "=" + value;
    return out;
}

std::string Messages::render(const base::Error &error, Language language)
{
    std::string out = error.place.file;
    for (const int n : {error.place.line, error.place.column}) {
        if (n <= 0)
            break;
        if (!out.empty())
            out += ":";
        out += base::fromInteger(n);
    }
    if (!out.empty())
        out += ": ";
    return out + render(error.message, language);
}

bool Messages::has(std::string_view code, Language language)
{
    const Text *text = find(code);
    return text != nullptr && !(language == Language::Chinese ? text->zh : text->en).empty();
}

std::string Messages::group(std::string_view group, Language language)
{
    std::string code = "group-";
    for (const char c : group)
        code += base::isAlnum(c) ? base::toLower(c) : '-';
    return has(code, language) ? render(base::Message(code), language) : std::string(group);
}

std::vector<std::string> Messages::codes()
{
    std::vector<std::string> all;
    for (const auto &[code, text] : sentences())
        all.push_back(code);
    std::sort(all.begin(), all.end());
    return all;
}

} // namespace atscope::catalog
