// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>

#include <QToolButton>

namespace atscope::session {
class Workbench;
}

namespace atscope::views {

// Identify, and behind its arrow: for which port that happens when it opens, what ATscope changed in the module, and how it goes
// back. GUI thread.
class IdentifyButton final : public QToolButton
{
    Q_OBJECT
public:
    // `device` gives the identity of the port that the bar means now; empty: none.
    IdentifyButton(session::Workbench &workbench, std::function<std::string()> device, QWidget *parent = nullptr);

    void refresh(); // state, changes and language

private:
    void fillMenu();
    QString changedText() const; // "Error codes 0 → 1"; empty: nothing

    session::Workbench &m_workbench;
    const std::function<std::string()> m_device;
};

} // namespace atscope::views
