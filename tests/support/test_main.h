// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>
#include <memory>
#include <string>

// Registers a QTest class with the room's one test program. In the .cpp of the class, at file scope:
//   ATSCOPE_TEST(TstFramer)
//   #include "tst_framer.moc"
namespace atscope::test {
bool registerClass(const char *name, std::function<std::unique_ptr<QObject>()> make);
}

#define ATSCOPE_TEST(Class) \
    [[maybe_unused]] static const bool s_registered##Class = \
        atscope::test::registerClass(#Class, [] { return std::make_unique<Class>(); });
