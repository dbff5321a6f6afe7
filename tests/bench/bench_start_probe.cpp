// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Linked into the two programs that bench_start starts: tells through descriptor 3 when the first window stood painted, what CPU
// time that had taken, and how long the event loop was away at most in the seconds behind that. The programs themselves know nothing of it.
#include <algorithm>
#include <cstdio>

#include <QCoreApplication>
#include <QEvent>
#include <QTimer>
#include <QWidget>

#include "bench/bench_pty.h"

namespace {

constexpr int Results = 3;
constexpr std::int64_t WatchNs = 2'000'000'000;
constexpr int TickMs = 5;

class Probe final : public QObject
{
public:
    explicit Probe(QObject *parent) : QObject(parent)
    {
        connect(&m_tick, &QTimer::timeout, this, &Probe::tick);
        m_tick.setTimerType(Qt::PreciseTimer);
    }

    bool eventFilter(QObject *object, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && !m_seen && object->isWidgetType() && static_cast<QWidget *>(object)->isWindow()) {
            m_seen = true;
            // Comes when the painting of the whole window is over.
            QCoreApplication::postEvent(this, new QEvent(QEvent::User), Qt::HighEventPriority);
        }
        return false;
    }

protected:
    void customEvent(QEvent *) override
    {
        m_painted = m_last = atscope::bench::nowNs();
        dprintf(Results, "painted %lld\ncpu %lld\n", static_cast<long long>(m_painted), static_cast<long long>(atscope::bench::cpuSeconds() * 1e9));
        m_tick.start(TickMs);
    }

private:
    void tick()
    {
        const auto now = atscope::bench::nowNs();
        m_longest = std::max(m_longest, now - m_last);
        m_last = now;
        if (now - m_painted < WatchNs)
            return;
        m_tick.stop();
        dprintf(Results, "gap %lld\n", static_cast<long long>(m_longest));
    }

    bool m_seen = false;
    std::int64_t m_painted = 0;
    std::int64_t m_last = 0;
    std::int64_t m_longest = 0;
    QTimer m_tick;
};

void watch()
{
    if (fcntl(Results, F_GETFD) < 0)
        return; // not started by bench_start
    auto *application = QCoreApplication::instance();
    application->installEventFilter(new Probe(application));
}

} // namespace

Q_COREAPP_STARTUP_FUNCTION(watch)
