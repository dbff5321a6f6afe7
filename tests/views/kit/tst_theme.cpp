// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_main.h"

#include <QApplication>
#include <QFontInfo>
#include <QMetaEnum>
#include <QSignalSpy>
#include <QTest>

#include "views/kit/theme.h"

using namespace atscope::views;

class TstTheme final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void contrastFormula();
    void tonesAreReadable_data();
    void tonesAreReadable();
    void coloursFromOutside();
    void appliesAndTells();
    void textScale();
    void monospaceIsFixed();
};

void TstTheme::contrastFormula()
{
    QCOMPARE(Theme::contrast(Qt::white, Qt::black), 21.0);
    QCOMPARE(Theme::contrast(Qt::black, Qt::black), 1.0);
    // #777777 on white is the known example just below 4.5.
    const double grey = Theme::contrast(QColor(0x77, 0x77, 0x77), Qt::white);
    QVERIFY2(grey > 4.47 && grey < 4.49, qPrintable(QString::number(grey)));
}

void TstTheme::tonesAreReadable_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("light") << static_cast<int>(Theme::Kind::Light);
    QTest::newRow("dark") << static_cast<int>(Theme::Kind::Dark);
}

void TstTheme::tonesAreReadable()
{
    QFETCH(int, kind);
    using Role = Theme::Role;
    Theme &theme = Theme::instance();
    theme.setTheme(static_cast<Theme::Kind>(kind));
    const auto check = [](const QColor &text, const QColor &on, double least, const QString &what) {
        const double is = Theme::contrast(text, on);
        QVERIFY2(is >= least, qPrintable(QStringLiteral("%1: %2:1").arg(what).arg(is)));
    };
    const auto last = static_cast<int>(Tone::Link);
    for (int i = 0; i <= last; ++i) {
        const Tone tone = static_cast<Tone>(i);
        for (const Role role : {Role::Background, Role::AlternateRow, Role::Selection, Role::SelectionIdle, Role::Match,
                 Role::MatchCurrent})
            check(theme.colour(tone), theme.colour(role), role == Role::MatchCurrent || role == Role::Match ? 3.0 : 4.5,
                QStringLiteral("tone %1 on role %2").arg(i).arg(static_cast<int>(role)));
        check(theme.colour(tone), theme.wash(tone), 4.5, QStringLiteral("tone %1 on its wash").arg(i));
        check(theme.colour(Tone::Plain), theme.wash(tone), 4.5, QStringLiteral("plain on the wash of %1").arg(i));
    }
    for (const Role role : {Role::Background, Role::AlternateRow, Role::Window, Role::Header, Role::Match, Role::MatchCurrent})
        check(theme.colour(Role::Text), theme.colour(role), 4.5, QStringLiteral("text on role %1").arg(static_cast<int>(role)));
    check(theme.colour(Role::HeaderText), theme.colour(Role::Header), 4.5, QStringLiteral("header"));
    check(theme.colour(Role::SelectionText), theme.colour(Role::Selection), 4.5, QStringLiteral("selection text"));
    for (const Role role : {Role::SquiggleError, Role::SquiggleWarning, Role::Focus})
        check(theme.colour(role), theme.colour(Role::Background), 3.0, QStringLiteral("line %1").arg(static_cast<int>(role)));
    const QPalette palette = QApplication::palette();
    check(palette.color(QPalette::Text), palette.color(QPalette::Base), 4.5, QStringLiteral("palette text"));
    check(palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight), 4.5, QStringLiteral("palette highlight"));
    check(palette.color(QPalette::PlaceholderText), palette.color(QPalette::Base), 4.5, QStringLiteral("placeholder"));
}

void TstTheme::coloursFromOutside()
{
    const Theme &theme = Theme::instance();
    QCOMPARE(theme.readable(QColor(0, 0, 0x80), Qt::white), QColor(0, 0, 0x80)); // as it is
    for (const QRgb wanted : {0xffffff00U, 0xff00ff00U, 0xffffffffU, 0xff808080U}) {
        const QColor light = theme.readable(QColor::fromRgb(wanted), Qt::white);
        QVERIFY(Theme::contrast(light, Qt::white) >= 4.5);
        const QColor dark = theme.readable(QColor::fromRgb(wanted), QColor(0x1c, 0x1f, 0x24));
        QVERIFY(Theme::contrast(dark, QColor(0x1c, 0x1f, 0x24)) >= 4.5);
    }
    QVERIFY(theme.readable(QColor(0xff, 0xff, 0), Qt::white).blue() < 0x40); // still a yellow, only darker
}

void TstTheme::appliesAndTells()
{
    Theme &theme = Theme::instance();
    theme.setTheme(Theme::Kind::Light);
    QSignalSpy spy(&theme, &Theme::changed);
    theme.setTheme(Theme::Kind::Dark);
    QCOMPARE(spy.count(), 1);
    QVERIFY(theme.dark());
    QCOMPARE(QApplication::palette().color(QPalette::Base), theme.colour(Theme::Role::Background));
    QVERIFY(QApplication::palette().color(QPalette::Base).lightness() < 64);
    theme.setTheme(Theme::Kind::Light);
    QVERIFY(QApplication::palette().color(QPalette::Base).lightness() > 192);
}

void TstTheme::textScale()
{
    Theme &theme = Theme::instance();
    theme.setTextScale(1.0);
    const double before = theme.font().pointSizeF();
    theme.setTextScale(2.0);
    QCOMPARE(theme.font().pointSizeF(), before * 2);
    QCOMPARE(theme.monospace().pointSizeF(), before * 2);
    QCOMPARE(QApplication::font().pointSizeF(), before * 2);
    theme.setTextScale(99);
    QCOMPARE(theme.textScale(), 3.0);
    theme.setTextScale(1.0);
    QCOMPARE(QApplication::font().pointSizeF(), before);
}

void TstTheme::monospaceIsFixed()
{
    const QFont font = Theme::instance().monospace();
    QVERIFY(QFontInfo(font).fixedPitch());
    const QFontMetricsF metrics(font);
    QCOMPARE(metrics.horizontalAdvance(QLatin1Char('i')), metrics.horizontalAdvance(QLatin1Char('W')));
}

ATSCOPE_TEST(TstTheme)
#include "tst_theme.moc"
