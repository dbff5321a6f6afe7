// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QToolTip>

#include <algorithm>
#include <array>
#include <cmath>

#include "views/kit/style.h"

using namespace atscope::views;

namespace {

constexpr double Readable = 4.5;

struct Pair
{
    QRgb light;
    QRgb dark;
};

// In the order of Theme::Role. Selection is a tint, not a full colour: the tones stay readable on it.
constexpr std::array<Pair, 16> Roles = {{
    {0xffffffff, 0xff1c1f24}, // Background
    {0xfff7f8fa, 0xff212429}, // AlternateRow
    {0xffd6e6fa, 0xff29405d}, // Selection
    {0xffe4e8ee, 0xff30363e}, // SelectionIdle
    {0xff1f2328, 0xffe3e7ec}, // SelectionText
    {0xff1f2328, 0xffdde2e7}, // Text
    {0xffe2e6eb, 0xff31363e}, // Grid
    {0xfff0f2f5, 0xff262a31}, // Header
    {0xff4a535d, 0xffaab4bf}, // HeaderText
    {0xff2f6fd0, 0xff6aa5f5}, // Focus
    {0xfff3f4f6, 0xff25292f}, // Window
    {0xffcdd3da, 0xff3e4550}, // Border
    {0xffd1242f, 0xffff7b72}, // SquiggleError
    {0xffa86400, 0xffe3a63b}, // SquiggleWarning
    {0xfffff1b0, 0xff4d4420}, // Match
    {0xffffd866, 0xff6b5812}, // MatchCurrent
}};
constexpr Pair Drop = {0xffc4ddff, 0xff2d4f7c};

// In the order of Tone.
constexpr std::array<Pair, 10> Tones = {{
    {0xff1f2328, 0xffdde2e7}, // Plain
    {0xff56606b, 0xffadb6c0}, // Dim
    {0xff0a55ad, 0xff85bdff}, // Sent
    {0xff1d3f4a, 0xffcfe0e6}, // Received
    {0xff12633a, 0xff7fd39a}, // Good
    {0xffb0121e, 0xffffa29c}, // Bad
    {0xff7c4a00, 0xffe9b969}, // Warning
    {0xff6930b3, 0xffcfb3ff}, // Urc
    {0xff0a5c6f, 0xff7ad1de}, // Symbol
    {0xff0a55ad, 0xff85bdff}, // Link
}};

double linear(int channel)
{
    const double c = channel / 255.0;
    return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &colour)
{
    return 0.2126 * linear(colour.red()) + 0.7152 * linear(colour.green()) + 0.0722 * linear(colour.blue());
}

QColor blend(const QColor &over, const QColor &under, double part)
{
    const auto mix = [part](int a, int b) { return static_cast<int>(std::lround(a * part + b * (1.0 - part))); };
    return {mix(over.red(), under.red()), mix(over.green(), under.green()), mix(over.blue(), under.blue())};
}

} // namespace

Theme &Theme::instance()
{
    static Theme s_theme;
    return s_theme;
}

Theme::Theme()
    : m_systemFont(QApplication::font()), m_systemMono(QFontDatabase::systemFont(QFontDatabase::FixedFont))
{
    m_systemKind = luminance(QApplication::palette().color(QPalette::Window)) < 0.18 ? Kind::Dark : Kind::Light;
    m_kind = m_systemKind;
}

void Theme::setTheme(Kind kind)
{
    set(kind, m_scale);
}

void Theme::setTextScale(double scale)
{
    set(m_kind, scale);
}

void Theme::set(Kind kind, double scale)
{
    m_kind = kind;
    m_scale = std::clamp(scale, 0.5, 3.0);
    apply();
}

QColor Theme::colour(Role role) const
{
    const auto index = static_cast<std::size_t>(role);
    const Pair pair = index < Roles.size() ? Roles[index] : Drop;
    return QColor::fromRgb(dark() ? pair.dark : pair.light);
}

QColor Theme::colour(Tone tone) const
{
    const auto index = std::min(static_cast<std::size_t>(tone), Tones.size() - 1);
    return QColor::fromRgb(dark() ? Tones[index].dark : Tones[index].light);
}

QColor Theme::wash(Tone tone) const
{
    return blend(colour(tone), colour(Role::Background), dark() ? 0.18 : 0.11);
}

QColor Theme::readable(const QColor &wanted, const QColor &background) const
{
    const QColor opaque = QColor::fromRgb(wanted.rgb());
    if (contrast(opaque, background) >= Readable)
        return opaque;
    const QColor end = luminance(background) < 0.18 ? QColor(Qt::white) : QColor(Qt::black);
    for (double part = 0.1; part < 1.0; part += 0.1) {
        const QColor nearer = blend(end, opaque, part);
        if (contrast(nearer, background) >= Readable)
            return nearer;
    }
    return end;
}

QFont Theme::font() const
{
    QFont out = m_systemFont;
    if (out.pointSizeF() > 0)
        out.setPointSizeF(out.pointSizeF() * m_scale);
    else
        out.setPixelSize(std::max(1, static_cast<int>(std::lround(out.pixelSize() * m_scale))));
    return out;
}

QFont Theme::monospace() const
{
    QFont out = font();
    // What the desktop says first, unless it is not fixed ("Monospace" may be an alias of anything); then what each system has.
    QStringList families;
    families << m_systemMono.family() << QStringLiteral("DejaVu Sans Mono") << QStringLiteral("Consolas") << QStringLiteral("Menlo")
             << QStringLiteral("Liberation Mono") << QStringLiteral("WenQuanYi Micro Hei Mono")
             << QStringLiteral("Noto Sans Mono CJK SC") << QStringLiteral("Microsoft YaHei") << QStringLiteral("PingFang SC");
    families.removeDuplicates();
    out.setStyleHint(QFont::Monospace);
    out.setFixedPitch(true);
    out.setKerning(false);
    out.setFamilies(families);
    static const bool s_fixed = QFontInfo(out).fixedPitch(); // of the font that is used then: it is loaded once
    if (!s_fixed)
        out.setFamilies(families.mid(1));
    return out;
}

double Theme::contrast(const QColor &a, const QColor &b)
{
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

QPalette Theme::palette() const
{
    QPalette out;
    const QColor window = colour(Role::Window);
    const QColor text = colour(Role::Text);
    const QColor dim = colour(Tone::Dim);
    const QColor border = colour(Role::Border);
    out.setColor(QPalette::Window, window);
    out.setColor(QPalette::WindowText, text);
    out.setColor(QPalette::Base, colour(Role::Background));
    out.setColor(QPalette::AlternateBase, colour(Role::AlternateRow));
    out.setColor(QPalette::Text, text);
    out.setColor(QPalette::PlaceholderText, dim);
    out.setColor(QPalette::Button, dark() ? QColor(0x2f, 0x34, 0x3c) : QColor(0xfb, 0xfb, 0xfc));
    out.setColor(QPalette::ButtonText, text);
    out.setColor(QPalette::BrightText, colour(Tone::Bad));
    out.setColor(QPalette::Highlight, colour(Role::Selection));
    out.setColor(QPalette::HighlightedText, colour(Role::SelectionText));
    out.setColor(QPalette::ToolTipBase, colour(Role::Header));
    out.setColor(QPalette::ToolTipText, text);
    out.setColor(QPalette::Link, colour(Tone::Link));
    out.setColor(QPalette::LinkVisited, colour(Tone::Urc));
    // Fusion draws its frames and grooves with these.
    out.setColor(QPalette::Light, dark() ? QColor(0x3a, 0x40, 0x49) : QColor(Qt::white));
    out.setColor(QPalette::Midlight, dark() ? QColor(0x33, 0x38, 0x40) : QColor(0xf4, 0xf5, 0xf7));
    out.setColor(QPalette::Mid, border);
    out.setColor(QPalette::Dark, dark() ? QColor(0x17, 0x1a, 0x1e) : QColor(0xa3, 0xab, 0xb5));
    out.setColor(QPalette::Shadow, dark() ? QColor(0x0d, 0x0f, 0x11) : QColor(0x7c, 0x85, 0x90));
    const QColor off = blend(dim, window, 0.75);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        out.setColor(QPalette::Disabled, role, off);
    out.setColor(QPalette::Disabled, QPalette::Highlight, colour(Role::SelectionIdle));
    out.setColor(QPalette::Inactive, QPalette::Highlight, colour(Role::SelectionIdle));
    return out;
}

QColor Theme::handle() const
{
    return blend(colour(Tone::Dim), colour(Role::Window), 0.7);
}

void Theme::apply()
{
    // The style first: a palette and a font on top of it are one pass each, over what there is.
    if (!m_style) {
        m_style = new Style;
        QApplication::setStyle(m_style);
    }
    QApplication::setPalette(palette());
    QApplication::setFont(font());
    QToolTip::setPalette(palette());
    QToolTip::setFont(font());
    Q_EMIT changed();
}
