// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>

#include <QObject>
#include <QTimer>

namespace atscope::views {

// When a view repaints: at once after quiet, at most every FlowMs while data flows, every InactiveMs when the user looks at another
// view, every FloodMs while nothing of one picture is left in the next (nobody can read it), never while hidden (what was asked for
// meanwhile is due when it is shown). GUI thread. "At once" is the next turn of the
// event loop, so that any number of requests in a row give one repaint.
class RepaintPacer final : public QObject
{
    Q_OBJECT
public:
    static constexpr int QuietMs = 10; // "at once" is at most this
    static constexpr int FlowMs = 40;
    static constexpr int FloodMs = 80;
    static constexpr int InactiveMs = 100;
    using Clock = std::function<std::int64_t()>; // ms, monotonic

    explicit RepaintPacer(QObject *parent = nullptr, Clock clock = {});

    void request();
    void setActive(bool active);
    void setVisible(bool visible);
    void setFlood(bool flood); // from the next request on
    bool active() const { return m_active; }
    bool visible() const { return m_visible; }
    // Asked for and not yet done.
    bool pending() const { return m_pending; }
    // Milliseconds until it is due; 0: now, −1: nothing asked for, or hidden.
    int waitMs() const;
    // Emits due() if it is time. The timer calls it; a test with a clock of its own does so itself.
    void poll();
    // What was asked for is done by other means (the whole view was repainted).
    void satisfied();

Q_SIGNALS:
    void due();

private:
    void arm();

    Clock m_clock;
    QTimer m_timer;
    std::int64_t m_last = 0; // the last due(), ms
    bool m_ever = false;
    bool m_pending = false;
    bool m_active = true;
    bool m_visible = true;
    bool m_flood = false;
};

} // namespace atscope::views
