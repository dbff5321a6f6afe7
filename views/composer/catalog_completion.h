// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <QDateTime>

#include "core/catalog/line.h"
#include "core/catalog/messages.h"
#include "core/session/draft.h"

namespace atscope::views {

struct CompletionItem
{
    enum class Kind : std::uint8_t { Command, Form, Value };
    // What more there is to say of a value; the view has the words.
    enum class Mark : std::uint8_t { None, Default, Fixed, Now, Reserved, Proposed };
    Kind kind = Kind::Command;
    Mark mark = Mark::None;
    std::string label;    // AT+CIOTMKEY, =?, 0
    std::string detail;   // what it is, in the language asked for; may be empty
    std::string text;     // what goes in place of `replaces`
    base::Span replaces;  // bytes of the line
    bool goesOn = false;  // more is to be written behind it
    bool operator==(const CompletionItem &) const = default;
};

// What could stand at a position of a command line, from the catalog: command names of the module (without AT and sign too, case
// does not matter), forms behind a whole name, values of the parameter. Best first. Pure; the context must outlive it.
class CatalogCompletion final
{
public:
    CatalogCompletion(const catalog::LineContext &context, catalog::Language language) : m_context(context), m_language(language) {}

    // `all`: asked for by the user, so a value that is already written does not hide the others. `now`: for date-times.
    std::vector<CompletionItem> at(std::string_view line, const catalog::ParsedLine &parsed, std::size_t position, bool all = true,
                                   const QDateTime &now = QDateTime::currentDateTime()) const;

private:
    std::vector<CompletionItem> names(std::string_view word, base::Span replaces, bool first) const;
    std::vector<CompletionItem> forms(const catalog::Command &command, std::string_view typed, base::Span replaces) const;
    std::vector<CompletionItem> values(std::string_view line, const struct LinePlace &place, std::size_t position, bool all,
                                       const QDateTime &now) const;
    template<class Add> void addNumbers(const catalog::Parameter &parameter, const catalog::ParsedCommand &command, const Add &add) const;
    bool accepted(const catalog::ParsedCommand &command, const catalog::Parameter &parameter, const std::string &value) const;
    const std::string &text(const catalog::Text &text) const { return text.in(m_language == catalog::Language::Chinese); }

    const catalog::LineContext &m_context;
    catalog::Language m_language;
};

std::vector<CompletionItem> completionsAt(const session::Draft &draft, std::size_t position, catalog::Language language, bool all = true);
std::vector<CompletionItem> completionsAt(std::string_view line, std::size_t position, const catalog::LineContext &context,
                                          catalog::Language language, bool all = true);

// A moment written by a format of the catalog (YYYY MM DD hh mm ss SSS zz; empty: YYYY-MM-DD hh:mm:ss).
std::string dateTimeText(const QDateTime &moment, std::string_view format);

} // namespace atscope::views
