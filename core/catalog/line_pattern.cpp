// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/line_pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>

namespace atscope::catalog::detail {

namespace {

constexpr std::uint32_t MatchLimit = 100'000;
constexpr std::uint32_t HeapLimitKiB = 8'192;
constexpr std::size_t MostMatches = 1'000; // of a pattern in one text

struct FreeCode
{
    void operator()(pcre2_code_8 *code) const { pcre2_code_free_8(code); }
};
using Code = std::unique_ptr<pcre2_code_8, FreeCode>;

// Never forgets: catalogs hold some hundred patterns, and a reloaded one mostly the same again.
template<class T>
class Cache final
{
public:
    template<class Make>
    const T &get(const std::string &key, const Make &make)
    {
        {
            const std::shared_lock lock(m_mutex);
            if (const auto it = m_entries.find(key); it != m_entries.end())
                return *it->second;
        }
        auto made = std::make_unique<const T>(make(key));
        const std::unique_lock lock(m_mutex);
        return *m_entries.emplace(key, std::move(made)).first->second;
    }

private:
    std::shared_mutex m_mutex;
    std::unordered_map<std::string, std::unique_ptr<const T>> m_entries;
};

// What one search needs besides the pattern. One a thread.
struct Workspace
{
    pcre2_match_data_8 *match = pcre2_match_data_create_8(65, nullptr);
    pcre2_match_context_8 *context = pcre2_match_context_create_8(nullptr);
    Workspace()
    {
        pcre2_set_match_limit_8(context, MatchLimit);
        pcre2_set_heap_limit_8(context, HeapLimitKiB);
    }
    ~Workspace()
    {
        pcre2_match_data_free_8(match);
        pcre2_match_context_free_8(context);
    }
    Workspace(const Workspace &) = delete;
    Workspace &operator=(const Workspace &) = delete;
};

Workspace &workspace()
{
    thread_local Workspace s_workspace;
    return s_workspace;
}

Code compile(const std::string &pattern, std::uint32_t options)
{
    int error = 0;
    PCRE2_SIZE offset = 0;
    // PCRE2 takes bytes as unsigned char; the same bytes, read only.
    return Code(pcre2_compile_8(reinterpret_cast<PCRE2_SPTR8>(pattern.data()), pattern.size(), options | PCRE2_DOLLAR_ENDONLY,
                                &error, &offset, nullptr));
}

int match(const Code &code, std::string_view text, std::size_t from = 0)
{
    const Workspace &space = workspace();
    const char *data = text.empty() ? "" : text.data();
    return pcre2_match_8(code.get(), reinterpret_cast<PCRE2_SPTR8>(data), text.size(), from, 0, space.match, space.context);
}

} // namespace

bool matchesWhole(const std::string &pattern, std::string_view text)
{
    static Cache<Code> s_patterns;
    const Code &code =
        s_patterns.get(pattern, [](const std::string &key) { return compile(key, PCRE2_ANCHORED | PCRE2_ENDANCHORED); });
    return code == nullptr || match(code, text) != PCRE2_ERROR_NOMATCH;
}

namespace {

const Code &searched(const std::string &pattern)
{
    static Cache<Code> s_patterns;
    return s_patterns.get(pattern, [](const std::string &key) { return compile(key, 0); });
}

} // namespace

bool isFoundIn(const std::string &pattern, std::string_view text)
{
    const Code &code = searched(pattern);
    return code != nullptr && match(code, text) >= 0;
}

bool groupsIn(const std::string &pattern, std::string_view text, std::vector<std::optional<base::Span>> &out)
{
    out.clear();
    const Code &code = searched(pattern);
    const int found = code == nullptr ? -1 : match(code, text);
    if (found < 0)
        return false;
    std::uint32_t count = 0;
    pcre2_pattern_info_8(code.get(), PCRE2_INFO_CAPTURECOUNT, &count);
    const PCRE2_SIZE *ends = pcre2_get_ovector_pointer_8(workspace().match);
    for (std::size_t group = 1; group <= std::min<std::size_t>(count, 64); ++group) {
        const bool took = (found == 0 || group < static_cast<std::size_t>(found)) && ends[2 * group] != PCRE2_UNSET;
        if (took)
            out.emplace_back(base::Span{ends[2 * group], ends[2 * group + 1] - ends[2 * group]});
        else
            out.emplace_back(std::nullopt);
    }
    return true;
}

std::vector<base::Span> firstGroups(const std::string &pattern, std::string_view text)
{
    std::vector<base::Span> out;
    const Code &code = searched(pattern);
    for (std::size_t at = 0; code != nullptr && at <= text.size();) {
        if (out.size() >= MostMatches) { // nobody looks that closely: the rest as a whole
            out.push_back({at, text.size() - at});
            break;
        }
        const int groups = match(code, text, at);
        if (groups < 1)
            break;
        const PCRE2_SIZE *ends = pcre2_get_ovector_pointer_8(workspace().match);
        const std::size_t group = groups > 1 && ends[2] != PCRE2_UNSET ? 1 : 0;
        const std::size_t from = ends[2 * group];
        const std::size_t to = std::min<std::size_t>(ends[2 * group + 1], text.size());
        if (to > from)
            out.push_back({from, to - from});
        at = std::max<std::size_t>(ends[1], at + 1);
    }
    return out;
}

const ByteSet &bytesOfClass(const std::string &chars)
{
    static Cache<ByteSet> s_classes;
    return s_classes.get(chars, [](const std::string &key) {
        ByteSet allowed{};
        const bool beyondAscii = key.find("\\x{") != std::string::npos
            || std::any_of(key.begin(), key.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
        const Code code = compile("[" + key + "]", PCRE2_ANCHORED | PCRE2_ENDANCHORED);
        for (std::size_t byte = 0; byte < allowed.size(); ++byte) {
            const char c = static_cast<char>(static_cast<unsigned char>(byte));
            // A class that names characters beyond ASCII is not looked at byte by byte there.
            allowed[byte] = code == nullptr || (beyondAscii && byte >= 0x80) || match(code, std::string_view(&c, 1)) > 0;
        }
        return allowed;
    });
}

} // namespace atscope::catalog::detail
