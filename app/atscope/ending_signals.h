// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>

namespace atscope {

// The system wants the program to end: SIGTERM, SIGINT, and SIGHUP unless it was ignored at the start (nohup). Made and destroyed
// on the GUI thread, one for the process; `asked` is called there with the number, from the event loop. While the loop does not
// come to it, the third signal ends the program as the system does. Where there are no such signals nothing is ever called.
class EndingSignals final
{
public:
    explicit EndingSignals(std::function<void(int signal)> asked);
    ~EndingSignals();
    EndingSignals(const EndingSignals &) = delete;
    EndingSignals &operator=(const EndingSignals &) = delete;

private:
    struct Pipe;
    std::unique_ptr<Pipe> m_pipe;
};

} // namespace atscope
