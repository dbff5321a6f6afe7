// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/lines_job.h"

#include <algorithm>
#include <utility>

namespace atscope::session {

LinesJob::LinesJob(Workbench &workbench, int log, std::string name, std::vector<ListedLine> lines, Options options, QObject *parent)
    : SendJob(workbench, log, std::move(name), parent), m_lines(std::move(lines)), m_options(options)
{
    own().total = m_lines.size();
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &LinesJob::next);
}

LinesJob::~LinesJob()
{
    if (runs())
        giveUp();
}

void LinesJob::resume()
{
    if (m_token == 0 && !m_pause.isActive())
        next();
}

void LinesJob::giveUp()
{
    m_pause.stop();
    if (auto *session = this->session(); session && m_token != 0)
        session->cancel(m_token);
    m_token = 0;
}

void LinesJob::next()
{
    if (state() != State::Running)
        return; // resume() goes on
    if (m_at == m_lines.size()) {
        finish(End::Done);
        return;
    }
    auto *session = this->session();
    if (!session) {
        finish(End::PortClosed);
        return;
    }
    const auto &line = m_lines[m_at];
    own().current = line.text;
    own().secrets = line.secrets;
    own().line = line.number;
    engine::Request request;
    request.line = line.text;
    m_token = session->submit(std::move(request));
    Q_EMIT lineSent(QString::fromStdString(line.text));
    Q_EMIT changed();
}

void LinesJob::taken(const engine::Outcome &outcome)
{
    if (m_token == 0 || outcome.request != m_token)
        return;
    m_token = 0;
    if (outcome.result == engine::Result::Lost) {
        finish(End::PortClosed);
        return;
    }
    auto &progress = own();
    const auto &line = m_lines[m_at];
    ++m_at;
    progress.done = m_at;
    progress.left = ms() / static_cast<double>(m_at) * static_cast<double>(m_lines.size() - m_at);
    if (outcome.result == engine::Result::Ok) {
        ++progress.ok;
    } else {
        ++progress.failed;
        progress.failure = Failure{line.number, line.text, line.secrets, outcome};
        if (m_options.stopOnFailure) {
            finish(End::Failed);
            return;
        }
    }
    Q_EMIT changed();
    if (!runs())
        return; // who heard it cancelled
    if (m_options.pauseMs > 0 && m_at < m_lines.size())
        m_pause.start(m_options.pauseMs);
    else
        next();
}

RepeatJob::RepeatJob(Workbench &workbench, int log, std::string line, Options options, QObject *parent)
    : SendJob(workbench, log, std::move(line), parent), m_options({std::max(options.everyMs, LeastMs), options.times})
{
    own().total = m_options.times;
    own().current = name();
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &RepeatJob::send);
}

RepeatJob::~RepeatJob()
{
    if (runs())
        giveUp();
}

void RepeatJob::resume()
{
    if (m_token == 0 && !m_timer.isActive())
        send();
}

void RepeatJob::giveUp()
{
    m_timer.stop();
    if (auto *session = this->session(); session && m_token != 0)
        session->cancel(m_token);
    m_token = 0;
}

void RepeatJob::send()
{
    if (state() != State::Running)
        return;
    auto *session = this->session();
    if (!session) {
        finish(End::PortClosed);
        return;
    }
    m_sent.start();
    engine::Request request;
    request.line = name();
    m_token = session->submit(std::move(request));
    Q_EMIT changed();
}

void RepeatJob::taken(const engine::Outcome &outcome)
{
    if (m_token == 0 || outcome.request != m_token)
        return;
    m_token = 0;
    if (outcome.result == engine::Result::Lost) {
        finish(End::PortClosed);
        return;
    }
    auto &progress = own();
    ++progress.done;
    if (outcome.result == engine::Result::Ok) {
        ++progress.ok;
    } else {
        ++progress.failed;
        progress.failure = Failure{0, name(), {}, outcome};
    }
    if (m_options.times != 0 && progress.done >= m_options.times) {
        finish(End::Done);
        return;
    }
    const auto rest = std::max<qint64>(m_options.everyMs - m_sent.elapsed(), 0);
    if (m_options.times != 0)
        progress.left = static_cast<base::Millis>(m_options.times - progress.done) * m_options.everyMs;
    m_timer.start(static_cast<int>(rest));
    Q_EMIT changed();
}

} // namespace atscope::session
