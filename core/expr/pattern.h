// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/result.h"

struct pcre2_real_code_8; // <pcre2.h> and its macros stay inside pattern.cpp

namespace atscope::expr {

// False, true or not known: what a condition can be.
enum class Tri : std::uint8_t { False, True, Unknown };

constexpr Tri tri(bool b)
{
    return b ? Tri::True : Tri::False;
}

// A compiled PCRE2 pattern, searched, not anchored. Immutable: any number of threads may search at once.
class Pattern final
{
public:
    // Error: code `expr-pattern`, place.column the column inside `text`, from 1.
    static base::Result<Pattern> compile(std::string_view text);

    // Unknown when the match limit is passed (a hostile pattern may not hang the program).
    Tri search(std::string_view subject) const;
    int groups() const; // capturing ones

private:
    struct Free
    {
        void operator()(pcre2_real_code_8 *code) const;
    };
    explicit Pattern(pcre2_real_code_8 *code) : m_code(code) {}
    std::unique_ptr<pcre2_real_code_8, Free> m_code;
};

} // namespace atscope::expr
