// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <new>
#include <stdexcept>
#include <vector>

#include <QTest>

#include "core/base/guard.h"
#include "support/test_main.h"

using namespace atscope::base;

class TstGuard final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { onFailure({}); }

    void whatGoesWellIsNoMessage()
    {
        bool ran = false;
        QVERIFY(!guarded("test", [&] { ran = true; }));
        QVERIFY(ran);
    }

    void anExceptionIsAMessage()
    {
        std::vector<Message> heard;
        onFailure([&](const Message &message) { heard.push_back(message); });
        const auto wrong = guarded("test", [] { throw std::runtime_error("so it is"); });
        QVERIFY(wrong);
        QCOMPARE(wrong->code, std::string("worker-failed"));
        QCOMPARE(std::string(wrong->arg("worker")), std::string("test"));
        QCOMPARE(std::string(wrong->arg("reason")), std::string("so it is"));
        QVERIFY(guarded("test", [] { throw 7; }));
        QVERIFY(guarded("test", [] { throw std::bad_alloc(); }));
        QCOMPARE(heard.size(), std::size_t(3));
        QVERIFY(heard[0] == *wrong);
    }

    void nobodyNeedListen() { QVERIFY(guarded("test", [] { throw std::runtime_error("x"); })); }
};

ATSCOPE_TEST(TstGuard)
#include "tst_guard.moc"
