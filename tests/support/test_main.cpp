// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_main.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTest>
#ifdef ATSCOPE_TEST_WIDGETS
#include <QApplication>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#endif

#include <clocale>
#include <cstdio>
#include <cstring>
#include <map>

namespace {
std::map<std::string, std::function<std::unique_ptr<QObject>()>> &classes()
{
    static std::map<std::string, std::function<std::unique_ptr<QObject>()>> s_classes;
    return s_classes;
}
} // namespace

bool atscope::test::registerClass(const char *name, std::function<std::unique_ptr<QObject>()> make)
{
    return classes().emplace(name, std::move(make)).second;
}

// --class NAME runs one class, otherwise all of them; what else stands on the line goes to QTest.
int main(int argc, char **argv)
{
    std::setlocale(LC_ALL, "");
    if (qEnvironmentVariableIsSet("ATSCOPE_EXPECT_COMMA") && std::strcmp(std::localeconv()->decimal_point, ",") != 0) {
        std::fprintf(stderr, "the comma locale is not in force: LC_ALL=%s\n", qgetenv("LC_ALL").constData());
        return 1;
    }
#ifdef ATSCOPE_TEST_WIDGETS
    // Tests of widgets need no screen and touch nobody's settings.
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QStandardPaths::setTestModeEnabled(true);
    const QTemporaryDir settings;
    for (const QSettings::Format format : {QSettings::NativeFormat, QSettings::IniFormat})
        QSettings::setPath(format, QSettings::UserScope, settings.path());
    QApplication app(argc, argv);
#else
    QCoreApplication app(argc, argv);
#endif
    std::string only;
    QStringList arguments{app.arguments().first()};
    for (int i = 1; i < argc; ++i) {
        if (std::strcmp(argv[i], "--class") == 0 && i + 1 < argc)
            only = argv[++i];
        else
            arguments << QString::fromLocal8Bit(argv[i]);
    }
    int failed = 0;
    int ran = 0;
    for (const auto &[name, make] : classes()) {
        if (!only.empty() && name != only)
            continue;
        ++ran;
        failed += QTest::qExec(make().get(), arguments) != 0 ? 1 : 0;
    }
    if (ran == 0) {
        std::fprintf(stderr, "no test class named '%s'\n", only.c_str());
        return 1;
    }
    return failed;
}
