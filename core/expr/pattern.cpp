// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expr/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <algorithm>
#include <array>

#include "core/base/text.h"

namespace atscope::expr {

namespace {

constexpr std::uint32_t MatchLimit = 100'000;  // per place in the text; a sane pattern needs some hundred
constexpr std::uint32_t HeapLimitKiB = 8'192;
constexpr std::size_t MaxPattern = 16'384;

// What one search needs besides the pattern. One a thread: it may not be shared and is not cheap to make.
class Workspace final
{
public:
    Workspace() : m_match(pcre2_match_data_create_8(1, nullptr)), m_context(pcre2_match_context_create_8(nullptr))
    {
        if (m_context != nullptr) {
            pcre2_set_match_limit_8(m_context, MatchLimit);
            pcre2_set_heap_limit_8(m_context, HeapLimitKiB);
        }
    }
    ~Workspace()
    {
        pcre2_match_data_free_8(m_match);
        pcre2_match_context_free_8(m_context);
    }
    Workspace(const Workspace &) = delete;
    Workspace &operator=(const Workspace &) = delete;

    bool ready() const { return m_match != nullptr && m_context != nullptr; }
    pcre2_match_data_8 *match() const { return m_match; }
    pcre2_match_context_8 *context() const { return m_context; }

private:
    pcre2_match_data_8 *m_match;
    pcre2_match_context_8 *m_context;
};

// Bytes are searched as bytes: a damaged line is no UTF-8. Only a pattern that speaks of characters makes them characters.
bool wantsCharacters(std::string_view text)
{
    const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (!ascii)
        return base::utf8Valid(text);
    constexpr std::array<std::string_view, 3> escapes{"\\x{", "\\p", "\\P"};
    return std::any_of(escapes.begin(), escapes.end(),
                       [text](std::string_view escape) { return text.find(escape) != std::string_view::npos; });
}

base::Error patternError(std::string_view text, std::size_t offset, std::string reason)
{
    return base::Error(base::Message("expr-pattern", {{"reason", std::move(reason)}, {"pattern", base::escapedUtf8(text)}}),
                       base::SourcePlace{{}, 1, static_cast<int>(std::min(offset, text.size())) + 1});
}

} // namespace

void Pattern::Free::operator()(pcre2_real_code_8 *code) const
{
    pcre2_code_free_8(code);
}

base::Result<Pattern> Pattern::compile(std::string_view text)
{
    if (text.size() > MaxPattern)
        return patternError(text.substr(0, 64), 0, "pattern too long");
    std::uint32_t options = PCRE2_NEVER_BACKSLASH_C;
    if (wantsCharacters(text))
        options |= PCRE2_UTF | PCRE2_MATCH_INVALID_UTF;
    const std::string pattern(text); // never a null pointer
    int code = 0;
    PCRE2_SIZE offset = 0;
    pcre2_code_8 *compiled = pcre2_compile_8(reinterpret_cast<PCRE2_SPTR8>(pattern.data()), pattern.size(), options, &code,
                                             &offset, nullptr);
    if (compiled == nullptr) {
        std::array<PCRE2_UCHAR8, 256> reason{};
        const int length = pcre2_get_error_message_8(code, reason.data(), reason.size());
        return patternError(text, offset,
                            length > 0 ? std::string(reason.begin(), reason.begin() + length) : base::fromInteger(code));
    }
    return Pattern(compiled);
}

Tri Pattern::search(std::string_view subject) const
{
    thread_local const Workspace s_workspace;
    if (!s_workspace.ready())
        return Tri::Unknown;
    const char *data = subject.data() != nullptr ? subject.data() : "";
    const int found = pcre2_match_8(m_code.get(), reinterpret_cast<PCRE2_SPTR8>(data), subject.size(), 0, 0,
                                    s_workspace.match(), s_workspace.context());
    if (found == PCRE2_ERROR_NOMATCH)
        return Tri::False;
    return found >= 0 ? Tri::True : Tri::Unknown; // 0: matched, more groups than were asked for
}

int Pattern::groups() const
{
    std::uint32_t count = 0;
    return pcre2_pattern_info_8(m_code.get(), PCRE2_INFO_CAPTURECOUNT, &count) == 0 ? static_cast<int>(count) : 0;
}

} // namespace atscope::expr
