// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/port_probe.h"

#include <algorithm>
#include <cmath>

#include <QCoreApplication>
#include <QEvent>
#include <QEventLoop>
#include <QObject>
#include <QScopeGuard>
#include <QTimer>

#include "core/base/guard.h"
#include "core/engine/observer.h"
#include "core/session/event_writer.h"
#include "core/session/roles.h"
#include "core/session/virtual_port.h"
#include "core/transport/channel.h"
#include "core/transport/ports.h"

namespace atscope::session {

using base::Direction;
using base::Stamp;
using engine::EventKind;
using transport::ChannelState;
using transport::PortKind;

namespace {

constexpr std::string_view ProbeRole = "probe";
constexpr int TriesEach = 2; // a module that finds the rate by itself may need the first one for that

} // namespace

std::vector<int> ProbeOptions::usualBauds()
{
    return {115200, 9600, 460800, 921600, 57600, 38400, 19200, 230400, 4800, 2400, 1200, 1500000, 3000000};
}

// Everything that lives on the probe's thread. Each line that goes out has an Observer, so that an answer is what it is everywhere
// else.
class PortProbe::Worker final : public QObject, public transport::ChannelListener, public engine::EventSink
{
public:
    explicit Worker(PortProbe &probe) : m_probe(probe)
    {
        m_limit.setSingleShot(true);
        m_limit.setTimerType(Qt::PreciseTimer);
        connect(&m_limit, &QTimer::timeout, this, &Worker::noAnswer);
    }
    ~Worker() override
    {
        if (m_channel)
            m_channel->setListener(nullptr);
    }

    void begin()
    {
        auto address = m_probe.m_options.port;
        if (const auto why = locate(address)) {
            end(*why);
            return;
        }
        auto line = m_probe.m_options.line;
        line.wait = 0;
        m_hasRate = address.kind == PortKind::Device;
        m_bauds = m_probe.m_options.bauds.empty() ? ProbeOptions::usualBauds() : m_probe.m_options.bauds;
        if (!m_hasRate)
            m_bauds.resize(1);
        line.baud = m_bauds.front();
        auto channel = transport::Channel::make(address, line);
        if (!channel) {
            end(channel.error().message);
            return;
        }
        m_channel = std::move(channel).value();
        m_channel->setListener(this);
        m_channel->open();
    }

    void fetch()
    {
        if (m_probe.m_cancelled.load())
            end({});
    }

    ProbeResult result() const { return m_result; }

    QEventLoop loop;
    bool ended = false;

protected:
    void customEvent(QEvent *) override // the owner rang
    {
        m_probe.m_rung.exchange(false);
        fetch();
    }

private:
    // What stands in the way of opening it; a virtual module is started, an USB address becomes a device.
    std::optional<base::Message> locate(transport::PortAddress &address)
    {
        if (address.kind == PortKind::Virtual) {
            auto host = startVirtualModule(m_probe.m_workspace, address.module, m_probe.m_options.stateFolder);
            if (!host)
                return host.error().message;
            m_module = std::move(host).value();
            auto where = transport::PortAddress::parse(m_module->listening());
            if (!where)
                return where.error().message;
            address = std::move(where).value();
            return std::nullopt;
        }
        if (address.kind == PortKind::Usb) {
            const auto path = transport::findUsbPort(address);
            if (!path)
                return path.error().message;
            address = {};
            address.device = *path;
        }
        if (address.kind != PortKind::Device)
            return std::nullopt;
        // To open a port that another program reads is to take its bytes away.
        const auto info = transport::describePort(address.device);
        if (info && info->busyByUs)
            return base::Message("port-busy-self", {{"port", m_probe.m_options.port.text()}});
        return info ? info->problem : info.error().message;
    }

    // ---- ChannelListener
    void channelBytes(std::string_view bytes, Stamp at) override
    {
        if (!m_observer)
            return;
        m_at = std::max(m_at, at);
        m_observer->feed(m_at, Direction::Rx, bytes, *this);
        if (m_final)
            answered();
    }
    void channelState(ChannelState state, Stamp) override
    {
        if (state == ChannelState::Open && m_rate < 0) {
            // Not from inside open(): what is written there may bring bytes at once.
            QTimer::singleShot(0, this, &Worker::nextRate);
        } else if (state == ChannelState::Closed || state == ChannelState::Lost) {
            end(m_failure);
        }
    }
    void channelProblem(const base::Message &problem, transport::ProblemKind kind, Stamp) override
    {
        if (kind == transport::ProblemKind::Failure)
            m_failure = problem;
    }

    // ---- EventSink
    void onEvent(const engine::Event &event, std::string_view bytes) override
    {
        if (event.kind == EventKind::Command && event.direction == Direction::Tx)
            m_command = event.id;
        if (event.of != m_command || m_command == 0)
            return;
        if (event.kind == EventKind::Final) {
            m_final = true;
            m_success = event.success;
        } else if (event.kind == EventKind::Answer && m_answer.empty()) {
            const EventView view(event, bytes, m_observer->dialect(), m_observer->facts());
            for (const auto &field : view.fields())
                if (field.given && m_answer.empty())
                    m_answer = field.shown().toText();
        }
    }

    // ---- the steps
    void nextRate()
    {
        if (ended)
            return;
        while (++m_rate < static_cast<int>(m_bauds.size())) {
            auto line = m_channel->options();
            line.baud = m_bauds[static_cast<std::size_t>(m_rate)];
            if (m_hasRate && line.baud != m_channel->options().baud && m_channel->setOptions(line))
                continue; // the driver does not have it
            tell(ProbeNews::Kind::Trying);
            m_tries = 0;
            ask();
            return;
        }
        end(base::Message("probe-no-answer", {{"port", m_probe.m_options.port.text()}}));
    }

    void ask()
    {
        m_observer.emplace(freshObserver());
        const auto line = lineOfRole(m_observer->dialect(), ProbeRole);
        if (!line) {
            end(base::Message("probe-no-answer", {{"port", m_probe.m_options.port.text()}}));
            return;
        }
        ++m_tries;
        send(line->line, m_probe.m_options.answerMs);
    }

    engine::Observer freshObserver()
    {
        auto &workspace = m_probe.m_workspace;
        engine::ObserverOptions options;
        options.dialectFor = [&workspace](std::string_view name, std::string_view dialect) { return workspace.dialect(name, dialect); };
        return engine::Observer(workspace.dialect({}), std::move(options));
    }

    void send(const std::string &line, base::Millis limit)
    {
        m_final = m_success = false;
        m_command = 0;
        m_answer.clear();
        const auto &ending = m_probe.m_options.line.ending;
        const auto bytes = line + std::string(ending ? transport::bytesOf(*ending) : std::string_view("\r"));
        m_at = std::max(m_at, transport::SystemClock::instance().now());
        m_observer->feed(m_at, Direction::Tx, bytes, *this);
        m_limit.start(static_cast<int>(std::ceil(limit)));
        m_channel->write(bytes);
    }

    void answered()
    {
        m_limit.stop();
        if (!m_result.answered) {
            m_result.answered = true;
            m_result.baud = m_hasRate ? m_channel->options().baud : 0;
            tell(ProbeNews::Kind::Asking);
            m_questions = linesOfRoles(m_observer->dialect(), "identify.model", false);
        } else if (m_success) {
            auto &told = m_asked.starts_with("identify.firmware") ? m_result.firmware : m_result.model;
            if (told.empty())
                told = m_answer;
        }
        nextQuestion();
    }

    void nextQuestion()
    {
        const auto &module = m_observer->dialect().view().module();
        if (!module.identify.empty()) { // recognised
            m_result.module = module.id;
            m_questions.clear();
        }
        if (m_questions.empty() && !std::exchange(m_askedFirmware, true))
            m_questions = linesOfRoles(m_observer->dialect(), "identify.firmware", true);
        if (m_questions.empty()) {
            end({});
            return;
        }
        const auto question = m_questions.front();
        m_questions.erase(m_questions.begin());
        m_asked = question.role;
        // From the event loop: this may stand inside a block of received bytes.
        QTimer::singleShot(0, this, [this, line = question.line] {
            if (!ended)
                send(line, m_probe.m_options.identityMs);
        });
    }

    void noAnswer()
    {
        if (m_result.answered)
            nextQuestion();
        else if (m_tries < TriesEach)
            ask();
        else
            nextRate();
    }

    void tell(ProbeNews::Kind kind)
    {
        ProbeNews news;
        news.kind = kind;
        news.baud = m_hasRate ? m_channel->options().baud : 0;
        news.number = m_rate + 1;
        news.count = static_cast<int>(m_bauds.size());
        m_probe.m_news.push(std::move(news));
    }

    void end(const std::optional<base::Message> &problem)
    {
        if (std::exchange(ended, true))
            return;
        m_limit.stop();
        m_result.problem = problem;
        m_result.cancelled = m_probe.m_cancelled.load();
        if (m_channel) { // it dies with this, not inside a callback of its own
            m_channel->setListener(nullptr);
            m_channel->close();
        }
        loop.quit();
    }

    PortProbe &m_probe;
    std::unique_ptr<simulator::ModuleHost> m_module;
    std::unique_ptr<transport::Channel> m_channel;
    std::optional<engine::Observer> m_observer;
    QTimer m_limit;
    std::vector<int> m_bauds;
    bool m_hasRate = false;
    int m_rate = -1;
    int m_tries = 0;
    std::uint64_t m_command = 0;
    bool m_final = false;
    bool m_success = false;
    std::string m_answer; // the first field that the module gave
    std::vector<RoleLine> m_questions;
    std::string m_asked;
    bool m_askedFirmware = false;
    Stamp m_at;
    std::optional<base::Message> m_failure;
    ProbeResult m_result;
};

PortProbe::PortProbe(Workspace &workspace, ProbeOptions options, base::Bell bell)
    : m_workspace(workspace), m_options(std::move(options)), m_news(std::move(bell)), m_thread([this] { run(); })
{
}

PortProbe::~PortProbe()
{
    cancel();
    m_thread.join();
}

void PortProbe::run()
{
    ProbeNews last;
    last.kind = ProbeNews::Kind::Ended;
    ProbeResult result;
    last.result.problem = base::guarded("probe", [&] {
        Worker worker(*this);
        {
            const std::lock_guard lock(m_mutex);
            m_worker = &worker;
        }
        const auto gone = qScopeGuard([this] {
            const std::lock_guard lock(m_mutex);
            m_worker = nullptr;
        });
        worker.fetch(); // cancelled before it began
        if (!worker.ended)
            worker.begin();
        // A cancel that came before the loop runs is an event that waits for it; a quit() before is none.
        if (!worker.ended)
            worker.loop.exec();
        result = worker.result();
    });
    if (!last.result.problem)
        last.result = std::move(result);
    // The port is closed before anybody hears of it: who hears may want to open it.
    m_news.push(std::move(last));
}

void PortProbe::cancel()
{
    m_cancelled.store(true);
    wake();
}

void PortProbe::wake()
{
    const std::lock_guard lock(m_mutex);
    if (m_worker == nullptr)
        return;
    auto event = std::make_unique<QEvent>(QEvent::User); // a bell: what there is to do stands elsewhere
    m_rung.store(true); // behind the making of the event, which the probe's thread deletes
    QCoreApplication::postEvent(m_worker, event.release());
}

} // namespace atscope::session
