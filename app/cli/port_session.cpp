// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/port_session.h"

#include <algorithm>
#include <chrono>

#include "app/cli/interrupts.h"
#include "core/base/text.h"
#include "core/session/folders.h"

namespace atscope::cli {

using transport::ChannelState;

std::vector<Option> PortSession::options(std::vector<Option> own)
{
    std::vector<Option> all{
        {"port", "PORT", "/dev/ttyUSB0, COM5, tcp://HOST:PORT, virtual:MODULE, usb:VID:PID:SERIAL", "端口：/dev/ttyUSB0、COM5、tcp://HOST:PORT、virtual:MODULE、usb:VID:PID:SERIAL"},
    };
    for (const auto &line : transport::LineOptions::all())
        all.push_back({line.name, line.value, line.help, line.helpZh});
    all.insert(all.end(), own.begin(), own.end());
    return all;
}

base::Result<std::unique_ptr<PortSession>> PortSession::start(Program &program, const std::string &file, session::EventTap *tap,
                                                               std::uint64_t partSize)
{
    if (!program.has("port"))
        return base::Message("cli-option-needed", {{"option", "--port"}});
    session::SessionOptions options;
    auto address = transport::PortAddress::parse(program.value("port"));
    if (!address)
        return address.error();
    options.port = std::move(address).value();
    for (const auto &option : transport::LineOptions::all())
        if (program.has(option.name))
            if (const auto wrong = options.line.set(option.name, program.value(option.name)))
                return *wrong;
    if (const auto wrong = options.line.check())
        return *wrong;
    const session::Folders folders(program.value("settings"));
    options.dialect = program.workspace().settings().dialect;
    options.recordingFile = file;
    options.recordingFolder = folders.recordings();
    options.stateFolder = folders.virtualModules();
    options.tap = tap;
    options.partSize = partSize;
    std::unique_ptr<PortSession> made(new PortSession(program));
    record::Recorder::Options recorder;
    recorder.onProblem = [&program, own = made.get()](const std::string &, const base::Error &problem) {
        if (problem.message.code == "recording-lost-at-end")
            for (const auto &[name, value] : problem.message.args)
                if (name == "bytes")
                    own->m_lostAtEnd += static_cast<std::uint64_t>(base::toInteger(value).value_or(0));
        program.complain(problem);
    };
    made->m_recorder = std::make_unique<record::Recorder>(std::move(recorder));
    auto session = session::Session::start(program.workspace(), *made->m_recorder, std::move(options), [own = made.get()] {
        const std::lock_guard lock(own->m_mutex);
        own->m_ring = true;
        own->m_rang.notify_one();
    });
    if (!session)
        return session.error();
    made->m_session = std::move(session).value();
    watchInterrupts();
    return made;
}

PortSession::~PortSession()
{
    m_session.reset();
}

std::uint64_t PortSession::endRecording()
{
    m_recorder->stopAll();
    return m_session->counters().lost + m_lostAtEnd;
}

void PortSession::wait(int ms)
{
    std::unique_lock lock(m_mutex);
    m_rang.wait_for(lock, std::chrono::milliseconds(ms), [this] { return m_ring; });
    m_ring = false;
}

bool PortSession::look(int waitMs)
{
    if (waitMs > 0)
        wait(waitMs);
    m_session->takeGrown(); // the next event rings again
    for (auto &news : m_session->takeNews()) {
        switch (news.kind) {
        case session::SessionNews::Kind::State:
            m_opened = m_opened || news.state == ChannelState::Open;
            m_closed = news.state == ChannelState::Closed;
            break;
        case session::SessionNews::Kind::Problem:
            m_program.complain(news.problem);
            break;
        case session::SessionNews::Kind::Outcome:
            m_outcomes.push_back(news.outcome);
            break;
        case session::SessionNews::Kind::Lines:
        case session::SessionNews::Kind::Part:
            break;
        }
    }
    return !m_closed;
}

bool PortSession::open()
{
    m_session->open();
    while (!m_opened && !m_closed && !interrupted())
        look(100);
    return m_opened && !m_closed;
}

Exit PortSession::refuse(Program &program, const base::Error &error)
{
    program.complain(error);
    for (const auto *usage : {"cli-", "line-option", "port-address", "port-kind", "unknown-", "simulator-unknown"})
        if (error.message.code.starts_with(usage))
            return Exit::Usage;
    return Exit::Failed;
}

engine::Outcome PortSession::run(engine::Request request, const std::function<void()> &meanwhile)
{
    const auto token = m_session->submit(std::move(request));
    bool cancelled = false;
    for (;;) {
        look(100);
        if (meanwhile)
            meanwhile();
        const auto it = std::find_if(m_outcomes.begin(), m_outcomes.end(), [token](const auto &o) { return o.request == token; });
        if (it != m_outcomes.end()) {
            const auto outcome = *it;
            m_outcomes.erase(it);
            return outcome;
        }
        if (interrupted() && !std::exchange(cancelled, true))
            m_session->cancel(token);
    }
}

} // namespace atscope::cli
