// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QObject>
#include <QPalette>
#include <QPointer>
#include <QStyle>

#include "views/kit/log_source.h"

namespace atscope::views {

// The look of the program: colours by tone and by role, fonts, text size. One for the process, GUI thread. It touches the
// QApplication (style, palette, font) at setTheme or setTextScale, never before. Views paint with its colours and
// repaint at changed().
class Theme final : public QObject
{
    Q_OBJECT
public:
    enum class Kind : std::uint8_t { Light, Dark };
    enum class Role : std::uint8_t {
        Background,   // of views and editors
        AlternateRow, // every other row
        Selection,    // selected rows; every tone is readable on it, so text keeps its tone
        SelectionIdle, // the same without focus
        SelectionText, // plain text on Selection
        Text,
        Grid,   // lines between columns
        Header, // background of column headers and title bars
        HeaderText,
        Focus, // frame of what has the focus
        Window, // background of the window around the views
        Border,
        SquiggleError, // lines, so 3:1 against Background
        SquiggleWarning,
        Match, // behind what a search found
        MatchCurrent,
        Drop, // where something dragged would go
    };
    Q_ENUM(Kind)

    static Theme &instance();

    // What the desktop uses, as seen before the first setTheme.
    Kind systemKind() const { return m_systemKind; }
    Kind kind() const { return m_kind; }
    bool dark() const { return m_kind == Kind::Dark; }
    void setTheme(Kind kind);

    // 1.0 is the desktop's own size; kept within 0.5 … 3.0.
    double textScale() const { return m_scale; }
    void setTextScale(double scale);
    void set(Kind kind, double scale); // both in one pass

    QColor colour(Role role) const;
    QColor colour(Tone tone) const;
    // A faint wash of a tone, for backgrounds (spans of the hex view, chips). Text of the tone and plain text are readable on it.
    QColor wash(Tone tone) const;
    QColor handle() const; // of scroll bars: seen beside Window, without shouting
    // The colour itself if it can be read on the background (4.5:1), otherwise the nearest lighter or darker one that can. For
    // colours that come from outside (SGR).
    QColor readable(const QColor &wanted, const QColor &background) const;

    QFont font() const;      // of controls
    QFont monospace() const; // of bytes and columns; falls back to a font with Chinese

    // WCAG 2.1: 1 … 21.
    static double contrast(const QColor &a, const QColor &b);

Q_SIGNALS:
    void changed(); // colours, fonts or size

private:
    Theme();
    void apply();
    QPalette palette() const;

    QPointer<QStyle> m_style; // the application's, which owns it
    Kind m_systemKind = Kind::Light;
    Kind m_kind = Kind::Light;
    double m_scale = 1.0;
    QFont m_systemFont;
    QFont m_systemMono;
};

} // namespace atscope::views
