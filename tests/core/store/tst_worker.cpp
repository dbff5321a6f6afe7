// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <stdexcept>

#include <QTest>

#include "core/base/guard.h"
#include "core/store/worker.h"
#include "support/test_main.h"

using namespace atscope;

class TstWorker final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // A job that throws is told of, and the next one is done.
    void goesOnAfterAnException()
    {
        std::atomic<int> told{0};
        base::onFailure([&](const base::Message &message) { told += message.code == "worker-failed" ? 1 : 100; });
        std::atomic<bool> done{false};
        {
            store::Worker worker;
            worker.post([] { throw std::runtime_error("no"); });
            worker.post([&] { done = true; });
            QTRY_VERIFY(done.load());
        }
        base::onFailure({});
        QCOMPARE(told.load(), 1);
    }
};

ATSCOPE_TEST(TstWorker)
#include "tst_worker.moc"
