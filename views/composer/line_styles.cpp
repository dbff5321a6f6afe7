// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/composer/line_styles.h"

#include <algorithm>

#include "core/base/text.h"

namespace atscope::views {

namespace {

using catalog::TypeKind;

LineStyle styleOf(const catalog::Argument &argument)
{
    if (argument.parameter == nullptr || argument.type == nullptr)
        return LineStyle::Wrong;
    switch (argument.type->kind) {
    case TypeKind::Enumeration:
    case TypeKind::Flags:
    case TypeKind::Bitmap:
    case TypeKind::Literal:
        return LineStyle::Value;
    case TypeKind::Integer:
    case TypeKind::Float:
    case TypeKind::Hex:
    case TypeKind::DateTime:
        return LineStyle::Number;
    default:
        return LineStyle::Text;
    }
}

class Painter final
{
public:
    explicit Painter(std::size_t size) : m_styles(size, LineStyle::Plain) {}

    void paint(base::Span span, LineStyle style)
    {
        const auto from = std::min<std::size_t>(span.offset, m_styles.size());
        const auto to = std::min<std::size_t>(span.end(), m_styles.size());
        std::fill(m_styles.begin() + static_cast<std::ptrdiff_t>(from), m_styles.begin() + static_cast<std::ptrdiff_t>(to), style);
    }

    std::vector<StyleRun> runs() const
    {
        std::vector<StyleRun> runs;
        for (const auto style : m_styles) {
            if (runs.empty() || runs.back().style != style)
                runs.push_back({0, style});
            ++runs.back().length;
        }
        return runs;
    }

private:
    std::vector<LineStyle> m_styles;
};

} // namespace

std::vector<StyleRun> lineStyles(std::string_view line, const catalog::ParsedLine &parsed, const std::vector<catalog::Problem> &problems)
{
    Painter painter(line.size());
    for (const auto &command : parsed.commands) {
        painter.paint(command.span, LineStyle::Separator);
        painter.paint(command.nameSpan, command.command && command.match != catalog::NameMatch::Misprint ? LineStyle::Name : LineStyle::Wrong);
        for (const auto &argument : command.arguments) {
            if (!argument.given)
                continue;
            painter.paint(argument.span, LineStyle::Separator); // its quotes
            auto style = styleOf(argument);
            for (const auto &problem : problems)
                if (problem.severity == catalog::Severity::Error && problem.span.length > 0
                    && (problem.span == argument.span || problem.span == argument.inner))
                    style = LineStyle::Wrong;
            painter.paint(argument.inner, style);
        }
    }
    // Behind and between the commands of a line stand semicolons and blanks, else it is none of the line.
    for (std::size_t i = 0; i < line.size(); ++i)
        if (line[i] == ';' && std::none_of(parsed.commands.begin(), parsed.commands.end(), [i](const auto &command) {
                return i >= command.span.offset && i < command.span.end();
            }))
            painter.paint({i, 1}, LineStyle::Separator);
    return painter.runs();
}

} // namespace atscope::views
