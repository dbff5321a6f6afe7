// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/cell_font.h"

#include <QFontMetricsF>
#include <QGlyphRun>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace atscope::views;

namespace {

struct Range
{
    char32_t first;
    char32_t last;
};

// East Asian Width W and F of Unicode 15, joined where only unassigned code points lie between.
constexpr Range Wide[] = {{0x1100, 0x115F}, {0x231A, 0x231B}, {0x2329, 0x232A}, {0x23E9, 0x23EC}, {0x23F0, 0x23F0}, {0x23F3, 0x23F3},
    {0x25FD, 0x25FE}, {0x2614, 0x2615}, {0x2648, 0x2653}, {0x267F, 0x267F}, {0x2693, 0x2693}, {0x26A1, 0x26A1}, {0x26AA, 0x26AB},
    {0x26BD, 0x26BE}, {0x26C4, 0x26C5}, {0x26CE, 0x26CE}, {0x26D4, 0x26D4}, {0x26EA, 0x26EA}, {0x26F2, 0x26F3}, {0x26F5, 0x26F5},
    {0x26FA, 0x26FA}, {0x26FD, 0x26FD}, {0x2705, 0x2705}, {0x270A, 0x270B}, {0x2728, 0x2728}, {0x274C, 0x274C}, {0x274E, 0x274E},
    {0x2753, 0x2755}, {0x2757, 0x2757}, {0x2795, 0x2797}, {0x27B0, 0x27B0}, {0x27BF, 0x27BF}, {0x2B1B, 0x2B1C}, {0x2B50, 0x2B50},
    {0x2B55, 0x2B55}, {0x2E80, 0x303E}, {0x3041, 0x4DBF}, {0x4E00, 0xA4CF}, {0xA960, 0xA97F}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF},
    {0xFE10, 0xFE19}, {0xFE30, 0xFE6F}, {0xFF01, 0xFF60}, {0xFFE0, 0xFFE6}, {0x16FE0, 0x18DFF}, {0x1AFF0, 0x1B2FF},
    {0x1F004, 0x1F004}, {0x1F0CF, 0x1F0CF}, {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A}, {0x1F200, 0x1F320}, {0x1F32D, 0x1F335},
    {0x1F337, 0x1F37C}, {0x1F37E, 0x1F393}, {0x1F3A0, 0x1F3CA}, {0x1F3CF, 0x1F3D3}, {0x1F3E0, 0x1F3F0}, {0x1F3F4, 0x1F3F4},
    {0x1F3F8, 0x1F43E}, {0x1F440, 0x1F440}, {0x1F442, 0x1F4FC}, {0x1F4FF, 0x1F53D}, {0x1F54B, 0x1F54E}, {0x1F550, 0x1F567},
    {0x1F57A, 0x1F57A}, {0x1F595, 0x1F596}, {0x1F5A4, 0x1F5A4}, {0x1F5FB, 0x1F64F}, {0x1F680, 0x1F6C5}, {0x1F6CC, 0x1F6CC},
    {0x1F6D0, 0x1F6D2}, {0x1F6D5, 0x1F6DF}, {0x1F6EB, 0x1F6EC}, {0x1F6F4, 0x1F6FC}, {0x1F7E0, 0x1F7F0}, {0x1F90C, 0x1F93A},
    {0x1F93C, 0x1F945}, {0x1F947, 0x1F9FF}, {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD}};

// Characters that turn the order of text round; on the wire they hide what was said.
bool turnsText(char16_t c)
{
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool rightToLeft(char32_t c)
{
    const QChar::Direction direction = QChar::direction(c);
    return direction == QChar::DirR || direction == QChar::DirAL;
}

// The character at a position and how many units it has. A lone surrogate counts as one character.
char32_t characterAt(QStringView text, qsizetype at, int &units)
{
    units = 1;
    const char16_t high = text[at].unicode();
    if (QChar::isHighSurrogate(high) && at + 1 < text.size() && text[at + 1].isLowSurrogate()) {
        units = 2;
        return QChar::surrogateToUcs4(high, text[at + 1].unicode());
    }
    return high;
}

} // namespace

CellFont::CellFont() = default;

CellFont::CellFont(const QFont &font) : m_font(font)
{
    m_font.setKerning(false);
    const QFontMetricsF metrics(m_font);
    m_cell = std::max(1, static_cast<int>(std::lround(metrics.horizontalAdvance(QLatin1Char('0')))));
    m_ascent = static_cast<int>(std::ceil(metrics.ascent()));
    m_height = m_ascent + static_cast<int>(std::ceil(metrics.descent()));
}

int CellFont::cellsOf(char32_t character)
{
    if (character < 0x300)
        return 1;
    const auto *const found = std::lower_bound(
        std::begin(Wide), std::end(Wide), character, [](const Range &range, char32_t c) { return range.last < c; });
    if (found != std::end(Wide) && character >= found->first)
        return 2;
    switch (QChar::category(character)) {
    case QChar::Mark_NonSpacing:
    case QChar::Mark_Enclosing:
    case QChar::Other_Format:
        return 0;
    default:
        return 1;
    }
}

int CellFont::cellsOf(QStringView text)
{
    int cells = 0;
    int units = 1;
    for (qsizetype at = 0; at < text.size(); at += units)
        cells += cellsOf(characterAt(text, at, units));
    return cells;
}

int CellFont::unitsIn(QStringView text, int cells)
{
    int units = 1;
    qsizetype at = 0;
    for (; at < text.size(); at += units) {
        cells -= cellsOf(characterAt(text, at, units));
        if (cells < 0)
            break;
    }
    return static_cast<int>(at);
}

QString CellFont::shown(QStringView text)
{
    QString out;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar c = text[at];
        char16_t sign = 0;
        if (c.category() == QChar::Other_Control || c.unicode() == 0x2028 || c.unicode() == 0x2029)
            sign = 0x00B7;
        else if (turnsText(c.unicode()))
            sign = 0xFFFD;
        else if (c.isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate())
            ++at;
        else if (c.isSurrogate())
            sign = 0xFFFD;
        if (sign == 0)
            continue;
        if (out.isNull())
            out = text.toString();
        out[at] = QChar(sign);
    }
    return out.isNull() ? text.toString() : out;
}

CellFont::Face &CellFont::face(const Style &style) const
{
    Face &face = m_faces[(style.bold ? 1U : 0U) | (style.italic ? 2U : 0U)];
    if (face.made)
        return face;
    face.made = true;
    face.font = m_font;
    face.font.setBold(style.bold);
    face.font.setItalic(style.italic);
    face.raw = QRawFont::fromFont(face.font);
    for (char32_t c = 0x20; c < 0x7F && face.raw.isValid(); ++c) {
        const QList<quint32> found = face.raw.glyphIndexesForString(QString(QChar(static_cast<char16_t>(c))));
        face.ascii[c] = found.isEmpty() ? 0 : found.first();
    }
    return face;
}

quint32 CellFont::glyph(Face &face, char32_t character)
{
    if (character < face.ascii.size())
        return face.ascii[character];
    const auto known = face.more.constFind(character);
    if (known != face.more.constEnd())
        return *known;
    quint32 out = 0;
    if (face.raw.isValid()) {
        const QList<quint32> found = face.raw.glyphIndexesForString(QString::fromUcs4(&character, 1));
        out = found.size() == 1 ? found.first() : 0;
    }
    face.more.insert(character, out);
    return out;
}

double CellFont::advance(Face &face, char32_t character)
{
    const auto known = face.advances.constFind(character);
    if (known != face.advances.constEnd())
        return *known;
    const double out = QFontMetricsF(face.font).horizontalAdvance(QString::fromUcs4(&character, 1));
    face.advances.insert(character, out);
    return out;
}

int CellFont::draw(QPainter &painter, int x, int baseline, QStringView text, const Style &style) const
{
    return draw(painter, x, baseline, text, {{0, static_cast<int>(text.size()), style}}, x - m_cell, 1 << 24);
}

int CellFont::draw(QPainter &painter, int x, int baseline, QStringView text, const std::vector<Part> &parts, int clipLeft, int clipRight) const
{
    QList<quint32> glyphs;
    QList<QPointF> positions;
    for (const Part &part : parts) {
        Face &face = this->face(part.style);
        const int end = std::min(part.from + part.length, static_cast<int>(text.size()));
        const int begin = x;
        glyphs.clear();
        positions.clear();
        painter.setPen(part.style.colour);
        int units = 1;
        for (int at = part.from; at < end && x < clipRight; at += units) {
            const char32_t c = characterAt(text, at, units);
            const int cells = cellsOf(c);
            const int width = cells * m_cell;
            // Marks stand with the character before them; that goes through shaping then.
            int markEnd = at + units;
            for (int more = 1; markEnd < end && text[markEnd].unicode() >= 0x300 && cellsOf(characterAt(text, markEnd, more)) == 0;
                 markEnd += more) { }
            if (markEnd != at + units) {
                if (x + width > clipLeft) {
                    painter.setFont(face.font);
                    painter.drawText(QPointF(x, baseline), text.mid(at, markEnd - at).toString());
                }
                units = markEnd - at;
                x += width;
                continue;
            }
            const quint32 index = glyph(face, c);
            if (index != 0 && cells == 1) {
                if (x + width > clipLeft && c != U' ') {
                    glyphs << index;
                    positions << QPointF(x, 0);
                }
                x += width;
                continue;
            }
            // Fallback fonts: as long as characters take as many cells and advance alike, in one run spaced to the grid.
            const double own = advance(face, c);
            int runEnd = at + units;
            int count = 1;
            for (int more = 1; runEnd < end && x + count * width < clipRight && !rightToLeft(c); runEnd += more, ++count) {
                const char32_t next = characterAt(text, runEnd, more);
                if (cellsOf(next) != cells || (cells == 1 && glyph(face, next) != 0) || std::abs(advance(face, next) - own) > 0.01)
                    break;
                // The last one may carry a mark: leave it to the next turn.
                int after = 1;
                if (runEnd + more < end && text[runEnd + more].unicode() >= 0x300
                    && cellsOf(characterAt(text, runEnd + more, after)) == 0)
                    break;
            }
            if (x + count * width > clipLeft) {
                const double spare = width - own;
                QFont spaced = face.font;
                spaced.setLetterSpacing(QFont::AbsoluteSpacing, spare);
                painter.setFont(spaced);
                painter.drawText(QPointF(x + std::floor(spare / 2), baseline), text.mid(at, runEnd - at).toString());
            }
            units = runEnd - at;
            x += count * width;
        }
        if (!glyphs.isEmpty()) {
            QGlyphRun run;
            run.setRawFont(face.raw);
            run.setGlyphIndexes(glyphs);
            run.setPositions(positions);
            painter.drawGlyphRun(QPointF(0, baseline), run);
        }
        if (part.style.underline && x > clipLeft)
            painter.fillRect(std::max(begin, clipLeft), baseline + 2, x - std::max(begin, clipLeft), 1, part.style.colour);
    }
    return x;
}
