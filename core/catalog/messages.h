// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace atscope::catalog {

enum class Language : std::uint8_t { English, Chinese };

// The sentences of the core's message codes (resources/messages/*.yaml, both languages, built into the binary).
// Stateless; any thread.
class Messages final
{
public:
    // The sentence with its arguments put in for {name}. A code without a sentence gives the code and its arguments: a ctest
    // fails on such a code, the user still reads something.
    static std::string render(const base::Message &message, Language language);
    // "file:line:column: sentence"; what is not known is left out.
    static std::string render(const base::Error &error, Language language);
    static bool has(std::string_view code, Language language);
    static std::vector<std::string> codes();
    // The heading of a command group: its sentence `group-…`, else the group as the catalog writes it.
    static std::string group(std::string_view group, Language language);
};

} // namespace atscope::catalog
