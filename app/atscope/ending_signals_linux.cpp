// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/atscope/ending_signals.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <utility>

#include <QSocketNotifier>

#include <fcntl.h>
#include <unistd.h>

namespace atscope {

namespace {

constexpr std::array Signals{SIGTERM, SIGINT, SIGHUP};
constexpr int MostUnheard = 2; // SIGTERM and SIGHUP come together when a session ends

// What the handler touches.
std::atomic<int> s_end{-1}; // where it writes
std::atomic<int> s_unheard{0};

extern "C" void onEndingSignal(int signal)
{
    const int kept = errno;
    if (++s_unheard > MostUnheard) {
        std::signal(signal, SIG_DFL);
        std::raise(signal);
    }
    const auto number = static_cast<unsigned char>(signal);
    [[maybe_unused]] const auto written = ::write(s_end.load(), &number, 1);
    errno = kept;
}

} // namespace

struct EndingSignals::Pipe
{
    std::array<int, 2> ends{-1, -1};
    std::array<struct sigaction, Signals.size()> before{};
    std::unique_ptr<QSocketNotifier> notifier;
};

EndingSignals::EndingSignals(std::function<void(int signal)> asked)
    : m_pipe(std::make_unique<Pipe>())
{
    if (::pipe2(m_pipe->ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return; // the system's own way to end stays
    m_pipe->notifier = std::make_unique<QSocketNotifier>(m_pipe->ends[0], QSocketNotifier::Read);
    QObject::connect(m_pipe->notifier.get(), &QSocketNotifier::activated, m_pipe->notifier.get(), [from = m_pipe->ends[0], asked = std::move(asked)] {
        unsigned char number = 0;
        while (::read(from, &number, 1) == 1) {
            s_unheard = 0;
            asked(number);
        }
    });
    s_end = m_pipe->ends[1];
    for (std::size_t i = 0; i < Signals.size(); ++i) {
        ::sigaction(Signals[i], nullptr, &m_pipe->before[i]);
        if (m_pipe->before[i].sa_handler == SIG_IGN)
            continue;
        struct sigaction action{};
        action.sa_handler = onEndingSignal;
        action.sa_flags = SA_RESTART;
        ::sigaction(Signals[i], &action, nullptr);
    }
}

EndingSignals::~EndingSignals()
{
    if (!m_pipe->notifier)
        return;
    for (std::size_t i = 0; i < Signals.size(); ++i)
        ::sigaction(Signals[i], &m_pipe->before[i], nullptr);
    m_pipe->notifier.reset();
    for (const int end : m_pipe->ends)
        ::close(end);
}

} // namespace atscope
