// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/lines_job.h"

#include <algorithm>
#include <utility>

namespace atscope::session {

CommandJob::CommandJob(Workbench &workbench, int log, std::string name, Qt::TimerType precision, QObject *parent)
    : SendJob(workbench, log, std::move(name), parent)
{
    m_pause.setSingleShot(true);
    m_pause.setTimerType(precision);
    connect(&m_pause, &QTimer::timeout, this, &CommandJob::goOn);
}

CommandJob::~CommandJob()
{
    if (runs())
        CommandJob::giveUp();
}

void CommandJob::resume()
{
    if (m_token == 0 && !m_pause.isActive())
        goOn();
}

void CommandJob::goOn()
{
    if (state() == State::Running)
        next();
}

void CommandJob::giveUp()
{
    m_pause.stop();
    const auto token = std::exchange(m_token, 0);
    if (auto *session = this->session(); session && token != 0)
        session->cancel(token);
}

bool CommandJob::submit(const std::string &line)
{
    auto *session = this->session();
    if (!session) {
        finish(End::PortClosed);
        return false;
    }
    engine::Request request;
    request.line = line;
    m_token = session->submit(std::move(request));
    return true;
}

void CommandJob::nextIn(int ms)
{
    m_pause.start(ms);
}

bool CommandJob::count(Failure line)
{
    auto &progress = own();
    ++progress.done;
    if (line.outcome.result == engine::Result::Ok) {
        ++progress.ok;
        return true;
    }
    ++progress.failed;
    progress.failure = std::move(line);
    return false;
}

void CommandJob::taken(const engine::Outcome &outcome)
{
    if (m_token == 0 || outcome.request != m_token)
        return;
    m_token = 0;
    if (outcome.result == engine::Result::Lost)
        finish(End::PortClosed);
    else
        ended(outcome);
}

LinesJob::LinesJob(Workbench &workbench, int log, std::string name, std::vector<ListedLine> lines, Options options, QObject *parent)
    : CommandJob(workbench, log, std::move(name), Qt::CoarseTimer, parent), m_lines(std::move(lines)), m_options(options)
{
    own().total = m_lines.size();
}

void LinesJob::next()
{
    if (m_at == m_lines.size()) {
        finish(End::Done);
        return;
    }
    const auto &line = m_lines[m_at];
    if (!submit(line.text))
        return;
    own().current = line.text;
    own().secrets = line.secrets;
    own().line = line.number;
    Q_EMIT lineSent(QString::fromStdString(line.text));
    Q_EMIT changed();
}

void LinesJob::ended(const engine::Outcome &outcome)
{
    const auto &line = m_lines[m_at];
    ++m_at;
    own().left = ms() / static_cast<double>(m_at) * static_cast<double>(m_lines.size() - m_at);
    if (!count({line.number, line.text, line.secrets, outcome}) && m_options.stopOnFailure) {
        finish(End::Failed);
        return;
    }
    Q_EMIT changed();
    if (!runs())
        return; // who heard it cancelled
    if (m_options.pauseMs > 0 && m_at < m_lines.size())
        nextIn(m_options.pauseMs);
    else
        goOn();
}

RepeatJob::RepeatJob(Workbench &workbench, int log, std::string line, Options options, QObject *parent)
    : CommandJob(workbench, log, std::move(line), Qt::PreciseTimer, parent),
      m_options({std::max(options.everyMs, LeastMs), options.times})
{
    own().total = m_options.times;
    own().current = name();
}

void RepeatJob::next()
{
    m_sent.start();
    if (submit(name()))
        Q_EMIT changed();
}

void RepeatJob::ended(const engine::Outcome &outcome)
{
    count({0, name(), {}, outcome});
    auto &progress = own();
    if (m_options.times != 0 && progress.done >= m_options.times) {
        finish(End::Done);
        return;
    }
    const auto rest = std::max<qint64>(m_options.everyMs - m_sent.elapsed(), 0);
    if (m_options.times != 0)
        progress.left = static_cast<base::Millis>(m_options.times - progress.done) * m_options.everyMs;
    nextIn(static_cast<int>(rest));
    Q_EMIT changed();
}

} // namespace atscope::session
