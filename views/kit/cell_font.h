// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <vector>

#include <QColor>
#include <QFont>
#include <QHash>
#include <QRawFont>
#include <QString>

class QPainter;

namespace atscope::views {

// Text on a grid: a letter takes one cell, a Chinese character exactly two, a combining mark none, so that columns stay columns in
// mixed text whatever the fonts' advances are. Letters of the font itself are painted as glyphs with positions (no shaping); what
// it lacks comes from the fallback fonts, in runs of characters that advance alike. GUI thread.
class CellFont final
{
public:
    struct Style
    {
        QColor colour;
        bool bold = false;
        bool italic = false;
        bool underline = false;
    };
    // Of a part of a text; parts come in order and cover it.
    struct Part
    {
        int from = 0;
        int length = 0;
        Style style;
    };

    CellFont();
    explicit CellFont(const QFont &font);

    const QFont &font() const { return m_font; }
    int cellWidth() const { return m_cell; }
    int height() const { return m_height; }
    int ascent() const { return m_ascent; }

    // East Asian wide and full-width characters are 2, marks and joiners 0, everything else 1.
    static int cellsOf(char32_t character);
    static int cellsOf(QStringView text);
    // The longest beginning, in UTF-16 units, that fits into so many cells; never cuts a character.
    static int unitsIn(QStringView text, int cells);
    // What is painted for it: control and direction characters get a visible sign of the same length in UTF-16 units.
    static QString shown(QStringView text);

    // From x on, on the base line; clip is in x, what lies outside it is not painted. Returns the x after it.
    int draw(QPainter &painter, int x, int baseline, QStringView text, const std::vector<Part> &parts, int clipLeft, int clipRight) const;
    int draw(QPainter &painter, int x, int baseline, QStringView text, const Style &style) const;

private:
    struct Face
    {
        bool made = false; // when something is first drawn in it: most fonts are never seen in italics
        QFont font;
        QRawFont raw;
        std::array<quint32, 128> ascii{};
        QHash<char32_t, quint32> more;     // 0: the font lacks it
        QHash<char32_t, double> advances;  // in the fallback fonts
    };
    Face &face(const Style &style) const;
    static quint32 glyph(Face &face, char32_t character);
    static double advance(Face &face, char32_t character);

    QFont m_font;
    mutable std::array<Face, 4> m_faces; // bold 1, italic 2; they remember glyphs as they are met
    int m_cell = 8;
    int m_height = 16;
    int m_ascent = 12;
};

} // namespace atscope::views
