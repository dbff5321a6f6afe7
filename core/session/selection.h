// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include <QObject>

namespace atscope::session {

// The one selection of the window: an event of a session, and inside it perhaps a run of its bytes. Whoever changes it says so
// here; every view follows. GUI thread.
class Selection final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    std::uint64_t event() const { return m_event; } // 0: none
    std::uint64_t from() const { return m_from; }   // bytes inside the event; length 0: the whole event
    std::uint64_t length() const { return m_length; }

    void select(std::uint64_t event, std::uint64_t from = 0, std::uint64_t length = 0)
    {
        if (event == m_event && from == m_from && length == m_length)
            return;
        m_event = event;
        m_from = from;
        m_length = length;
        Q_EMIT changed();
    }
    void clear() { select(0); }

Q_SIGNALS:
    void changed();

private:
    std::uint64_t m_event = 0;
    std::uint64_t m_from = 0;
    std::uint64_t m_length = 0;
};

} // namespace atscope::session
