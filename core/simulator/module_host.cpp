// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/module_host.h"

#include <QCoreApplication>
#include <QEvent>
#include <QEventLoop>
#include <QObject>
#include <QScopeGuard>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <deque>
#include <future>

#include "core/base/guard.h"
#include "core/base/json_writer.h"
#include "core/base/text.h"
#include "core/simulator/state_file.h"
#include "core/transport/clock.h"

namespace atscope::simulator {

namespace {

using base::Message;
using base::Stamp;
using Happening = VirtualModule::Happening;
using Opened = std::promise<base::Result<std::string>>; // shared: it must outlive both sides

constexpr std::uint64_t HighWater = 1U << 20U;   // unsent bytes from which on the client has to wait
constexpr std::uint64_t MostUnsent = 16U << 20U; // from which on output is given up
constexpr double BitsPerByte = 10;               // 8N1

const char *wordOf(Happening::Kind kind)
{
    switch (kind) {
    case Happening::Kind::Line: return "line";
    case Happening::Kind::Urc: return "urc";
    case Happening::Kind::Power: return "power";
    case Happening::Kind::Reboot: return "reboot";
    case Happening::Kind::Fault: return "fault";
    }
    return "line";
}

} // namespace

std::string HostEvent::toJson(catalog::Language language) const
{
    if (kind == Kind::Reply)
        return json;
    base::JsonWriter out;
    out.beginObject();
    switch (kind) {
    case Kind::Reply:
        break;
    case Kind::Happened:
        out.member("event", wordOf(happening.kind)).member("t", base::toRfc3339(happening.at));
        if (!happening.text.empty())
            out.member("text", base::escapedUtf8(happening.text));
        if (!happening.lines.empty()) {
            out.key("answer").beginArray();
            for (const std::string &line : happening.lines)
                out.value(base::escapedUtf8(line));
            out.endArray();
        }
        if (!happening.code.empty())
            out.member("code", happening.code);
        break;
    case Kind::Client:
        out.member("event", "client").member("present", present);
        break;
    case Kind::Problem:
    case Kind::Ended:
        out.member("event", kind == Kind::Ended ? "ended" : "problem");
        if (!problem.code.empty())
            out.member("code", problem.code).member("message", catalog::Messages::render(problem, language));
        break;
    }
    out.endObject();
    return out.take();
}

std::string HostEvent::toText(catalog::Language language) const
{
    if (kind == Kind::Reply)
        return json;
    if (kind == Kind::Happened) {
        std::string text = wordOf(happening.kind);
        if (!happening.text.empty())
            text += ' ' + base::escapedUtf8(happening.text, true);
        for (std::size_t i = 0; i < happening.lines.size(); ++i)
            text += (i == 0 ? " → " : " | ") + base::escapedUtf8(happening.lines[i], true);
        return text;
    }
    if (kind == Kind::Client)
        return present ? "client +" : "client -";
    return problem.code.empty() ? "ended" : catalog::Messages::render(problem, language);
}

// Everything that lives on the module's thread.
class ModuleHost::Worker final : public QObject
{
public:
    explicit Worker(ModuleHost &host)
        : m_host(host), m_module(host.m_options.behaviour,
                                 {[this](const VirtualModule::Output &out) { output(out); },
                                  [this](const Happening &what) {
                                      tell({HostEvent::Kind::Happened, {}, what, false, {}});
                                  },
                                  [this] { m_store = true; }},
                                 host.m_options.seed),
          m_noise(host.m_options.seed)
    {
        m_deadline.setSingleShot(true);
        m_deadline.setTimerType(Qt::PreciseTimer);
        connect(&m_deadline, &QTimer::timeout, this, [this] {
            m_module.advance(now());
            after();
        });
        m_pacer.setSingleShot(true);
        m_pacer.setTimerType(Qt::PreciseTimer);
        connect(&m_pacer, &QTimer::timeout, this, [this] { pump(); });
    }

    std::optional<base::Error> load()
    {
        if (m_host.m_options.stateFile.empty())
            return std::nullopt;
        const auto text = m_state.open(m_host.m_options.stateFile);
        if (!text)
            return text.error();
        if (m_state.locked())
            tell({HostEvent::Kind::Problem,
                  {},
                  {},
                  false,
                  Message("simulator-state-locked", {{"file", m_host.m_options.stateFile}})});
        if (text->empty())
            return std::nullopt;
        if (const auto wrong = m_module.restore(*text))
            return base::Error(*wrong, {m_host.m_options.stateFile, 0, 0});
        return std::nullopt;
    }

    void open(const std::shared_ptr<Opened> &promise)
    {
        LinkOptions options = m_host.m_options.link;
        options.line.baud = m_module.baud();
        auto link = Link::make(options);
        if (!link) {
            promise->set_value(link.error());
            return;
        }
        m_link = std::move(link).value();
        m_link->setCallbacks({[this](std::string_view bytes, Stamp at) { received(bytes, at); }, [this] { drained(); },
                              [this](bool present) { tell({HostEvent::Kind::Client, {}, {}, present, {}}); },
                              [this](const Message &why) { end(why); },
                              [promise](const base::Result<std::string> &result) { promise->set_value(result); }});
        std::vector<std::string> refusals;
        m_module.begin(now(), &refusals);
        for (std::string &reply : refusals)
            tell({HostEvent::Kind::Reply, std::move(reply), {}, false, {}});
        m_link->open();
        after();
    }

    void fetch()
    {
        if (m_host.m_stop.load()) {
            m_loop.quit();
            return;
        }
        for (const std::string &message : m_host.m_messages.takeAll()) {
            tell({HostEvent::Kind::Reply, m_module.control(now(), message, m_host.m_options.language), {}, false, {}});
            if (m_module.quitAsked()) {
                end({});
                return;
            }
        }
        after();
    }

    QEventLoop m_loop;

protected:
    void customEvent(QEvent *) override // the host's thread rang
    {
        m_host.m_rung.exchange(false);
        fetch();
    }

private:
    struct Paced
    {
        std::string bytes;
        int baud = 0;
    };

    static Stamp now() { return transport::SystemClock::instance().now(); }
    void tell(HostEvent event) { m_host.m_events.push(std::move(event)); }

    void end(const Message &why)
    {
        if (m_host.m_ended.exchange(true))
            return;
        tell({HostEvent::Kind::Ended, {}, {}, false, why});
        m_loop.quit();
    }

    // Two rates that differ understand nothing of each other.
    bool ratesDiffer(int own) const
    {
        const int theirs = m_link->clientBaud();
        return theirs > 0 && own > 0 && std::abs(theirs - own) > own / 25;
    }
    std::string noise(std::string_view bytes)
    {
        std::string out(bytes);
        for (char &byte : out)
            byte = static_cast<char>(static_cast<unsigned char>(m_noise.below(256) | 0x80U));
        return out;
    }

    void received(std::string_view bytes, Stamp at)
    {
        m_module.feed(std::max(at, m_lastFed), ratesDiffer(m_module.baud()) ? noise(bytes) : std::string(bytes));
        m_lastFed = std::max(at, m_lastFed);
        after();
    }

    void output(const VirtualModule::Output &out)
    {
        if (m_link == nullptr || m_link->unsent() + m_waitingBytes > MostUnsent)
            return;
        m_waitingBytes += out.bytes.size();
        m_waiting.push_back({std::string(out.bytes), out.baud});
    }

    // What belongs to every step: stored values, output, the next moment to wake up.
    void after()
    {
        if (std::exchange(m_store, false))
            if (const auto wrong = m_state.store(m_module.state()))
                tell({HostEvent::Kind::Problem, {}, {}, false, *wrong});
        pump();
        const Stamp next = m_module.nextDeadline();
        if (!next.known())
            m_deadline.stop();
        else
            m_deadline.start(static_cast<int>(std::clamp(std::ceil(base::millisBetween(now(), next)), 0.0, 3600000.0)));
    }

    void pump()
    {
        while (!m_waiting.empty()) {
            Paced &front = m_waiting.front();
            std::size_t size = front.bytes.size();
            if (m_host.m_options.pace && front.baud > 0) {
                // As many bytes as the line has had time for since the last one; a quiet line saves nothing up.
                const Stamp at = now();
                const double perByte = BitsPerByte * 1000 / front.baud;
                m_lineFree = std::max(m_lineFree, at.plus(-2));
                const double room = base::millisBetween(m_lineFree, at) / perByte;
                size = std::min(size, static_cast<std::size_t>(std::max(room, 0.0)));
                if (size == 0) {
                    m_pacer.start(std::max(1, static_cast<int>(std::ceil(perByte - base::millisBetween(m_lineFree, at)))));
                    return;
                }
                m_lineFree = m_lineFree.plus(perByte * static_cast<double>(size));
            }
            if (m_rate != front.baud && m_link->unsent() == 0) {
                m_link->setBaud(front.baud);
                m_rate = front.baud;
            }
            const std::string_view part = std::string_view(front.bytes).substr(0, size);
            if (ratesDiffer(front.baud))
                m_link->write(noise(part));
            else
                m_link->write(part);
            m_waitingBytes -= size;
            if (size == front.bytes.size())
                m_waiting.pop_front();
            else
                front.bytes.erase(0, size);
        }
        settleRate();
        const bool crowded = m_link != nullptr && m_link->unsent() > HighWater;
        if (crowded != m_crowded) {
            m_crowded = crowded;
            m_link->setReading(!crowded);
        }
    }

    // Once everything is out at the old rate the UART goes to the one that was set.
    void settleRate()
    {
        const int rate = m_module.baud();
        if (m_link == nullptr || rate == m_rate || rate <= 0 || !m_waiting.empty())
            return;
        if (m_link->unsent() > 0) {
            m_pacer.start(1);
            return;
        }
        m_link->setBaud(rate);
        m_rate = rate;
    }

    void drained()
    {
        if (std::exchange(m_crowded, false))
            m_link->setReading(true);
    }

    ModuleHost &m_host;
    VirtualModule m_module;
    StateFile m_state;
    std::unique_ptr<Link> m_link;
    Random m_noise;
    QTimer m_deadline;
    QTimer m_pacer;
    std::deque<Paced> m_waiting;
    std::uint64_t m_waitingBytes = 0;
    Stamp m_lineFree{0}; // when the last byte will have left the line
    Stamp m_lastFed;
    int m_rate = 0;
    bool m_store = false;
    bool m_crowded = false;
};

ModuleHost::ModuleHost(HostOptions options, base::Bell bell)
    : m_options(std::move(options)), m_messages([this] { wake(); }), m_events(std::move(bell))
{
}

base::Result<std::unique_ptr<ModuleHost>> ModuleHost::start(HostOptions options, base::Bell bell)
{
    std::unique_ptr<ModuleHost> host(new ModuleHost(std::move(options), std::move(bell)));
    auto promise = std::make_shared<Opened>();
    auto future = promise->get_future();
    host->m_thread = std::thread([promise, raw = host.get()] {
        const auto wrong = base::guarded("virtual module", [&] {
            Worker worker(*raw);
            {
                const std::lock_guard lock(raw->m_mutex);
                raw->m_worker = &worker;
            }
            const auto gone = qScopeGuard([raw] {
                const std::lock_guard lock(raw->m_mutex);
                raw->m_worker = nullptr;
                raw->m_ended.store(true);
            });
            if (const auto refused = worker.load())
                promise->set_value(*refused);
            else
                worker.open(promise);
            // A stop that came before the loop runs is an event that waits for it; a quit() before is none.
            if (!raw->m_ended.load())
                worker.m_loop.exec();
        });
        if (!wrong)
            return;
        raw->m_ended.store(true);
        raw->m_events.push({HostEvent::Kind::Ended, {}, {}, false, *wrong});
        try {
            promise->set_value(*wrong);
        } catch (const std::future_error &) { // it was open before
        }
    });
    auto opened = future.get();
    if (!opened)
        return opened.error(); // the destructor stops the thread
    host->m_listening = *opened;
    return host;
}

ModuleHost::~ModuleHost()
{
    m_stop.store(true);
    wake();
    if (m_thread.joinable())
        m_thread.join();
}

void ModuleHost::wake()
{
    const std::lock_guard lock(m_mutex);
    if (m_worker == nullptr)
        return;
    auto event = std::make_unique<QEvent>(QEvent::User); // a bell: what there is to do stands elsewhere
    m_rung.store(true); // behind the making of the event, which the module's thread deletes
    QCoreApplication::postEvent(m_worker, event.release());
}

void ModuleHost::control(std::string json)
{
    m_messages.push(std::move(json));
}

std::vector<HostEvent> ModuleHost::takeEvents()
{
    return m_events.takeAll();
}

} // namespace atscope::simulator
