// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/composer/at_lexer.h"

#include <algorithm>
#include <string>

#include <Qsci/qsciscintilla.h>

#include "views/kit/theme.h"

namespace atscope::views {

namespace {

constexpr int StyleCount = static_cast<int>(LineStyle::Wrong) + 1;

Tone toneOf(LineStyle style)
{
    switch (style) {
    case LineStyle::Plain: return Tone::Plain;
    case LineStyle::Name: return Tone::Sent;
    case LineStyle::Separator: return Tone::Dim;
    case LineStyle::Text: return Tone::Good;
    case LineStyle::Number: return Tone::Plain;
    case LineStyle::Value: return Tone::Symbol;
    case LineStyle::Wrong: return Tone::Bad;
    }
    return Tone::Plain;
}

} // namespace

AtLexer::AtLexer(Styles styles, QObject *parent) : QsciLexerCustom(parent), m_styles(std::move(styles))
{
}

QString AtLexer::description(int style) const
{
    switch (style) {
    case static_cast<int>(LineStyle::Plain): return tr("Plain text");
    case static_cast<int>(LineStyle::Name): return tr("Command name");
    case static_cast<int>(LineStyle::Separator): return tr("Separator");
    case static_cast<int>(LineStyle::Text): return tr("Text");
    case static_cast<int>(LineStyle::Number): return tr("Number");
    case static_cast<int>(LineStyle::Value): return tr("Value of a list");
    case static_cast<int>(LineStyle::Wrong): return tr("Error");
    default: return {};
    }
}

void AtLexer::styleText(int start, int end)
{
    auto *sci = editor();
    if (sci == nullptr)
        return;
    using Sci = QsciScintillaBase;
    // From the line begin: a line is read as a whole.
    const long firstLine = sci->SendScintilla(Sci::SCI_LINEFROMPOSITION, static_cast<unsigned long>(std::max(start, 0)));
    const long length = sci->SendScintilla(Sci::SCI_GETLENGTH);
    const long to = std::min<long>(end, length);
    long from = sci->SendScintilla(Sci::SCI_POSITIONFROMLINE, static_cast<unsigned long>(firstLine));
    startStyling(static_cast<int>(from));
    for (long number = firstLine; from < to; ++number) {
        const long lineEnd = sci->SendScintilla(Sci::SCI_GETLINEENDPOSITION, static_cast<unsigned long>(number));
        const long next = std::min(length, sci->SendScintilla(Sci::SCI_POSITIONFROMLINE, static_cast<unsigned long>(number + 1)));
        const auto bytes = static_cast<std::size_t>(lineEnd - from);
        std::string line(bytes + 1, '\0'); // Scintilla ends it with a NUL
        if (bytes > 0)
            sci->SendScintilla(Sci::SCI_GETTEXTRANGE, from, lineEnd, line.data());
        line.resize(bytes);
        std::size_t done = 0;
        for (const auto &run : m_styles(line)) {
            const auto part = std::min(run.length, bytes - done);
            setStyling(static_cast<int>(part), static_cast<int>(run.style));
            done += part;
        }
        const long rest = (next > from ? next : length) - from - static_cast<long>(done);
        if (rest > 0)
            setStyling(static_cast<int>(rest), static_cast<int>(LineStyle::Plain));
        if (next <= from)
            break;
        from = next;
    }
}

void AtLexer::restyle()
{
    if (auto *sci = editor())
        styleText(0, static_cast<int>(sci->SendScintilla(QsciScintillaBase::SCI_GETLENGTH)));
}

void AtLexer::applyTheme()
{
    const auto &theme = Theme::instance();
    const auto paper = theme.colour(Theme::Role::Background);
    setDefaultColor(theme.colour(Theme::Role::Text));
    setDefaultPaper(paper);
    const auto mono = theme.monospace();
    setDefaultFont(mono);
    for (int style = 0; style < StyleCount; ++style) {
        const auto what = static_cast<LineStyle>(style);
        auto font = mono;
        // A weight besides the colour, for who cannot tell the colours apart.
        font.setBold(what == LineStyle::Name);
        setColor(theme.colour(toneOf(what)), style);
        setPaper(paper, style);
        setFont(font, style);
    }
}

} // namespace atscope::views
