// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/palette/palette_match.h"

#include <algorithm>

namespace atscope::views {

namespace {

bool beginsAWord(const QString &text, const QString &word)
{
    for (auto at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
        if (at == 0 || !text[at - 1].isLetterOrNumber())
            return true;
    return false;
}

bool inOrder(const QString &text, const QString &letters)
{
    qsizetype found = 0;
    for (const auto c : text)
        if (found < letters.size() && c == letters[found])
            ++found;
    return found == letters.size();
}

template<class Test>
bool anywhere(const PaletteWords &entry, Test test)
{
    return test(entry.name) || test(entry.stem) || test(entry.title) || std::any_of(entry.more.begin(), entry.more.end(), test);
}

} // namespace

PaletteWords PaletteWords::of(const QString &name, const QString &title, const QStringList &more)
{
    PaletteWords out;
    out.name = name.toCaseFolded();
    out.title = title.toCaseFolded();
    if (out.name.startsWith(QLatin1String("at"))) {
        qsizetype from = 2;
        while (from < out.name.size() && !out.name[from].isLetterOrNumber())
            ++from;
        out.stem = out.name.mid(from);
    }
    for (const auto &text : more)
        if (!text.isEmpty())
            out.more << text.toCaseFolded();
    return out;
}

PaletteQuery::PaletteQuery(const QString &text) : m_text(text.simplified().toCaseFolded()), m_words(m_text.split(QLatin1Char(' '), Qt::SkipEmptyParts))
{
}

PaletteFit PaletteQuery::fit(const PaletteWords &entry) const
{
    if (m_words.isEmpty())
        return PaletteFit::Inside;
    if (entry.name == m_text || (!entry.stem.isEmpty() && entry.stem == m_text))
        return PaletteFit::Exact;
    if (entry.name.startsWith(m_text) || entry.stem.startsWith(m_text))
        return PaletteFit::NamePrefix;
    const auto begins = [this](const QString &text) { return text.startsWith(m_text); };
    if (begins(entry.title) || std::any_of(entry.more.begin(), entry.more.end(), begins))
        return PaletteFit::TextPrefix;
    auto fit = PaletteFit::WordStarts;
    for (const auto &word : m_words) {
        if (fit == PaletteFit::WordStarts && !anywhere(entry, [&](const QString &text) { return beginsAWord(text, word); }))
            fit = PaletteFit::Inside;
        if (fit == PaletteFit::WordStarts || anywhere(entry, [&](const QString &text) { return text.contains(word); }))
            continue;
        if (!inOrder(entry.name, word) && !inOrder(entry.title, word))
            return PaletteFit::None;
        fit = PaletteFit::Subsequence;
    }
    return fit;
}

} // namespace atscope::views
