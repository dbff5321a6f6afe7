// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace atscope::views {

// What an entry of the palette is found by. Everything is case-folded once, when the entry is made.
struct PaletteWords
{
    QString name;      // AT+CSQ, a menu entry
    QString stem;      // the name without the AT and the sign behind it; empty: none
    QString title;     // as shown
    QStringList more;  // title in the other language, other spellings, groups

    static PaletteWords of(const QString &name, const QString &title, const QStringList &more);
};

// How well an entry fits, best first. The order is the whole ranking: nothing is weighed against anything else.
enum class PaletteFit : int {
    Exact,       // the name is the query, with or without its AT+
    NamePrefix,  // the name begins with it
    TextPrefix,  // the title, or another spelling, begins with it
    WordStarts,  // each word of the query begins a word somewhere
    Inside,      // each word stands somewhere
    Subsequence, // each word stands somewhere, or its letters in this order in the name or the title
    None
};

// A query as it is typed. Whatever fits a query fits every beginning of it, so that typing on only ever narrows.
class PaletteQuery final
{
public:
    explicit PaletteQuery(const QString &text);
    bool isEmpty() const { return m_words.isEmpty(); }
    // Every entry that fits this also fits `earlier`.
    bool narrows(const PaletteQuery &earlier) const { return m_text.startsWith(earlier.m_text); }
    PaletteFit fit(const PaletteWords &entry) const;

private:
    QString m_text; // folded, one blank between words
    QStringList m_words;
};

} // namespace atscope::views
