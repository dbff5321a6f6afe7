// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/file_job.h"

#include <algorithm>
#include <utility>

#include <QFileInfo>

namespace atscope::session {

namespace {

constexpr std::uint64_t LeastWindow = 512;
constexpr std::uint64_t MostWindow = 64U << 10U;
constexpr std::uint64_t PiecesInWindow = 4;
constexpr std::size_t PausedPiece = 1024;
constexpr std::size_t LongestLine = 64U << 10U;
constexpr int TickMs = 250;
constexpr int RateOverMs = 3000;
constexpr int StalledMs = 1500;

// A quarter of a second on a serial line, so that pausing is felt soon and the line never runs dry.
std::uint64_t windowOf(const SessionOptions &options)
{
    if (options.port.kind != transport::PortKind::Device)
        return MostWindow;
    return std::clamp(static_cast<std::uint64_t>(std::max(options.line.baud, 0)) / 10 / 4, LeastWindow, MostWindow);
}

} // namespace

FileJob::FileJob(Workbench &workbench, int log, std::string path, Options options, QObject *parent)
    : SendJob(workbench, log, QFileInfo(QString::fromStdString(path)).fileName().toStdString(), parent), m_options(options),
      m_reader(std::move(path))
{
    connect(&m_reader, &FileReader::came, this, [this] {
        own().total = m_reader.size();
        if (runs())
            pump();
    });
    m_pause.setSingleShot(true);
    m_pause.setTimerType(Qt::PreciseTimer);
    connect(&m_pause, &QTimer::timeout, this, &FileJob::pump);
    connect(&m_tick, &QTimer::timeout, this, &FileJob::tick);
}

FileJob::~FileJob()
{
    if (runs())
        giveUp();
}

void FileJob::begin()
{
    m_clock.start();
    m_window = windowOf(session()->options());
    m_lease = session()->acquire(engine::Owner::Transfer, {engine::Owner::Responder});
    m_tick.start(TickMs);
    m_reader.readPieces();
}

void FileJob::giveUp()
{
    m_tick.stop();
    m_pause.stop();
    auto *session = this->session();
    if (!session || m_lease == 0)
        return;
    // The lease first: so nothing of what waits goes when the piece under way is given up.
    session->release(std::exchange(m_lease, 0));
    for (const auto &piece : m_underWay)
        session->cancel(piece.token);
    m_underWay.clear();
}

std::size_t FileJob::nextPiece() const
{
    const auto have = m_bytes.size() - m_from;
    const bool last = m_reader.atEnd();
    switch (m_options.pauseAfter) {
    case PauseAfter::Nothing:
        return std::min<std::size_t>(have, m_window / PiecesInWindow);
    case PauseAfter::Kilobyte:
        return have >= PausedPiece || last ? std::min(have, PausedPiece) : 0;
    case PauseAfter::Line:
        break;
    }
    const auto end = m_bytes.find('\n', m_from);
    if (end != std::string::npos)
        return std::min(end + 1 - m_from, LongestLine);
    return have >= LongestLine || last ? std::min(have, LongestLine) : 0;
}

void FileJob::pump()
{
    auto *session = this->session();
    if (state() != State::Running || !session || m_pause.isActive())
        return;
    const bool paced = m_options.pauseAfter != PauseAfter::Nothing;
    while (paced ? m_underWay.empty() : m_flying < m_window) {
        if (nextPiece() == 0) {
            if (m_from != 0)
                m_bytes.erase(0, std::exchange(m_from, 0));
            const auto more = m_reader.take();
            m_bytes += more;
            if (nextPiece() == 0)
                break; // came() goes on
        }
        engine::Request request;
        request.line = m_bytes.substr(m_from, nextPiece());
        request.owner = engine::Owner::Transfer;
        request.raw = true;
        request.rawLeft = m_reader.size() - m_submitted;
        request.rawName = name();
        request.lease = m_lease;
        m_from += request.line.size();
        m_submitted += request.line.size();
        request.drained = paced || m_submitted == m_reader.size();
        m_flying += request.line.size();
        const auto bytes = static_cast<std::uint64_t>(request.line.size());
        m_underWay.push_back({session->submit(std::move(request)), bytes});
    }
    if (!m_underWay.empty() || !m_reader.atEnd() || m_from != m_bytes.size())
        return;
    if (m_reader.problem()) {
        setProblem(*m_reader.problem());
        finish(End::Unreadable);
        return;
    }
    m_tick.stop();
    session->release(std::exchange(m_lease, 0));
    finish(End::Done);
}

void FileJob::taken(const engine::Outcome &outcome)
{
    if (m_underWay.empty() || outcome.request != m_underWay.front().token)
        return;
    if (outcome.result != engine::Result::Ok) {
        finish(End::PortClosed);
        return;
    }
    auto &progress = own();
    progress.done += m_underWay.front().bytes;
    m_flying -= m_underWay.front().bytes;
    m_underWay.pop_front();
    m_lastTaken = m_clock.elapsed();
    progress.stalled = false;
    const bool more = progress.done < progress.total;
    if (more && m_options.pauseAfter != PauseAfter::Nothing && m_options.pauseMs > 0)
        m_pause.start(m_options.pauseMs);
    else
        pump();
    if (runs())
        Q_EMIT changed();
}

void FileJob::tick()
{
    auto &progress = own();
    const auto now = m_clock.elapsed();
    m_samples.emplace_back(now, progress.done);
    while (m_samples.size() > 2 && m_samples.front().first < now - RateOverMs)
        m_samples.pop_front();
    const auto &[since, before] = m_samples.front();
    if (state() == State::Running && now > since && progress.done > before) {
        progress.perSecond = static_cast<double>(progress.done - before) * 1000.0 / static_cast<double>(now - since);
        progress.left = static_cast<base::Millis>(progress.total - progress.done) / progress.perSecond * 1000.0;
    } else {
        progress.perSecond = progress.left = -1;
    }
    progress.stalled = state() == State::Running && !m_underWay.empty() && now - m_lastTaken > StalledMs;
    Q_EMIT changed();
}

} // namespace atscope::session
