// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

#include "stream_check.h"

// Every stream is run whole, late, byte by byte and cut at random 200 times; all must give what is expected.
namespace atscope::wire::check {

inline void verify(const Setup &setup, const std::vector<Block> &blocks, const QStringList &expected)
{
    const Outcome whole = run(setup, blocks);
    QStringList shown;
    for (const std::string &one : whole.shown)
        shown << QString::fromStdString(one);
    if (shown != expected)
        qWarning().noquote() << "\ngot:\n  " + shown.join("\n  ") + "\nexpected:\n  " + expected.join("\n  ");
    QCOMPARE(shown, expected);
    QCOMPARE(QString::fromStdString(whole.problem), QString());
    QCOMPARE(QString::fromStdString(difference(whole, runLate(setup, blocks))), QString());
    QCOMPARE(QString::fromStdString(difference(whole, runBytewise(setup, blocks))), QString());
    std::minstd_rand random(20260721);
    for (int i = 0; i < 200; ++i) {
        const double piece = i % 4 == 0 ? 2 : i % 4 == 1 ? 7 : i % 4 == 2 ? 30 : 200;
        const std::string found = difference(whole, runCut(setup, blocks, random, piece));
        QVERIFY2(found.empty(), qPrintable(QString("cut %1: %2").arg(i).arg(QString::fromStdString(found))));
    }
}

inline std::string bytes(const QByteArray &text)
{
    return text.toStdString();
}

} // namespace atscope::wire::check
