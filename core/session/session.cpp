// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/session.h"

#include <functional>
#include <future>

#include <QCoreApplication>
#include <QEvent>
#include <QFile>
#include <QThread>

#include "core/base/json_writer.h"
#include "core/record/names.h"
#include "core/session/port_name.h"
#include "core/session/replay.h"
#include "core/session/session_worker.h"
#include "core/session/virtual_port.h"
#include "core/session/version.h"
#include "core/transport/ports.h"

namespace atscope::session {

// The I/O thread and what lives on it. Calls come as functions through a queue; the queued event is only the bell.
class Session::Thread final
{
public:
    explicit Thread(std::unique_ptr<SessionWorker> worker)
        : m_worker(std::move(worker)), m_channel(m_worker->channel()), m_inbox([this] { run(); }), m_calls([this] { m_inbox.ring(); })
    {
        m_worker->channel().moveToThread(&m_thread);
        m_worker->moveToThread(&m_thread);
        m_inbox.moveToThread(&m_thread);
        m_thread.setObjectName(QStringLiteral("atscope-io"));
        m_thread.start(QThread::TimeCriticalPriority);
        m_thread.ready.get_future().wait();
    }

    ~Thread()
    {
        // The worker and its channel live and die on their thread. It does not end before the bell is rung: who rings holds the
        // thread's event dispatcher, which dies with it.
        std::promise<void> rung;
        m_calls.push([this, &rung](SessionWorker &worker) {
            worker.finish();
            m_worker.reset();
            rung.get_future().wait();
            m_thread.quit();
        });
        rung.set_value();
        m_thread.done.get_future().wait();
        m_thread.wait();
    }
    Thread(const Thread &) = delete;
    Thread &operator=(const Thread &) = delete;

    void post(std::function<void(SessionWorker &)> call) { m_calls.push(std::move(call)); }
    transport::ChannelCounters channelCounters() const { return m_channel.counters(); } // any thread

private:
    // Says itself when its loop is there and when it is over: what Qt does between threads ThreadSanitizer does not see.
    class Loop final : public QThread
    {
    public:
        std::promise<void> ready;
        std::promise<void> done;

    private:
        void run() override
        {
            ready.set_value();
            exec();
            done.set_value();
        }
    };
    class Inbox final : public QObject
    {
    public:
        explicit Inbox(std::function<void()> open) : m_open(std::move(open)) {}
        void ring()
        {
            auto event = std::make_unique<QEvent>(QEvent::User);
            m_rung.store(true); // behind the making of the event, which the other thread deletes
            QCoreApplication::postEvent(this, event.release());
        }

    private:
        void customEvent(QEvent *) override
        {
            m_rung.exchange(false);
            m_open();
        }
        const std::function<void()> m_open;
        std::atomic<bool> m_rung{false};
    };

    void run()
    {
        for (auto &call : m_calls.takeAll())
            if (m_worker)
                call(*m_worker);
    }

    std::unique_ptr<SessionWorker> m_worker; // the I/O thread's
    const transport::Channel &m_channel; // the worker's
    Loop m_thread;
    Inbox m_inbox;
    base::BatchQueue<std::function<void(SessionWorker &)>> m_calls;
};

Session::Session(SessionOptions options, base::Bell bell)
    : m_options(std::move(options)), m_news(bell), m_bell(std::move(bell))
{
}

base::Result<std::unique_ptr<Session>> Session::start(Workspace &workspace, record::Recorder &recorder, SessionOptions options,
                                                      base::Bell bell)
{
    std::unique_ptr<Session> session(new Session(std::move(options), std::move(bell)));
    auto &own = session->m_options;
    session->m_recorder = &recorder;
    auto module = own.module.empty() ? workspace.settings().module : own.module;
    if (!module.empty() && workspace.catalog().module(module) == nullptr)
        return base::Message("unknown-module", {{"module", module}, {"known", ""}});
    auto address = own.port;
    if (address.kind == transport::PortKind::Virtual) {
        auto host = startVirtualModule(workspace, own.port.module, own.stateFolder);
        if (!host)
            return host.error();
        session->m_module = std::move(host).value();
        auto where = transport::PortAddress::parse(session->m_module->listening());
        if (!where)
            return where.error();
        address = std::move(where).value();
        // A module of ours is what its address says, unless the user said something else.
        if (const auto *profile = workspace.catalog().module(own.port.module); profile && module.empty())
            module = profile->id;
    }
    session->m_device = address.text();
    auto channel = transport::Channel::make(address, own.line);
    if (!channel)
        return channel.error();

    auto &metadata = session->m_metadata;
    metadata.session = record::newSessionId();
    metadata.started = transport::SystemClock::instance().now();
    metadata.module = module;
    const bool isVirtual = own.port.kind == transport::PortKind::Virtual;
    metadata.port = portName(own.port);
    if (own.port.kind == transport::PortKind::Device && !isVirtual) {
        if (const auto info = transport::describePort(own.port.device))
            metadata.identity = info->identity();
    } else {
        metadata.identity = own.port.text();
    }
    if (address.kind != transport::PortKind::Tcp)
        metadata.baud = static_cast<std::uint32_t>(own.line.baud);
    metadata.version = Version;
    metadata.catalog = workspace.catalog().hash();

    store::EventStore::Options keep;
    if (!own.recordingFile.empty() || !own.recordingFolder.empty()) {
        auto recording = own.recordingFile.empty() ? recorder.start(own.recordingFolder, metadata, own.partSize)
                                                   : recorder.startFile(own.recordingFile, metadata, own.partSize);
        if (!recording)
            return recording.error();
        session->m_recording = std::move(recording).value();
        keep.spillFile = session->m_recording->path() + ".events";
    }
    session->m_store = std::make_unique<store::EventStore>(metadata.session, keep);
    if (session->m_recording)
        session->m_store->setRecording([parts = session->m_recording->parts()](std::size_t part) { return parts->source(part); });

    auto observer = makeObserver(workspace, module, false);
    auto worker = std::make_unique<SessionWorker>(*session, std::move(channel).value(), std::move(observer));
    session->m_thread = std::make_unique<Thread>(std::move(worker));
    // What the user chose is not in the bytes: the recording has to say so.
    const auto &dialect = own.dialect.empty() ? workspace.settings().dialect : own.dialect;
    if (!own.module.empty() || workspace.moduleChosen() || isVirtual || !dialect.empty())
        session->setModule(module, dialect);
    return session;
}

Session::~Session()
{
    m_thread.reset(); // closes the port and gives the recording its last events
    if (!m_recording)
        return;
    m_recorder->stop(m_recording);
    if (!m_everOpen.load(std::memory_order_relaxed)) { // it holds nothing
        m_store.reset(); // reads the file
        QFile::remove(QString::fromStdString(m_recording->path()));
    }
}

std::vector<std::string> Session::recordingPaths() const
{
    return m_recording ? m_recording->parts()->paths() : std::vector<std::string>();
}

void Session::post(std::function<void(SessionWorker &)> call)
{
    m_thread->post(std::move(call));
}

void Session::open()
{
    post([](SessionWorker &worker) { worker.open(); });
}

void Session::close()
{
    post([](SessionWorker &worker) { worker.close(); });
}

std::uint64_t Session::submit(engine::Request request)
{
    const auto token = ++m_lastToken;
    post([token, request = std::move(request)](SessionWorker &worker) { worker.submit(token, request); });
    return token;
}

void Session::cancel(std::uint64_t token)
{
    post([token](SessionWorker &worker) { worker.cancel(token); });
}

std::uint64_t Session::acquire(engine::Owner owner, std::vector<engine::Owner> mayCutIn)
{
    const auto lease = ++m_lastLease;
    post([lease, owner, mayCutIn = std::move(mayCutIn)](SessionWorker &worker) { worker.acquire(lease, owner, mayCutIn); });
    return lease;
}

void Session::release(std::uint64_t lease)
{
    post([lease](SessionWorker &worker) { worker.release(lease); });
}

void Session::type(std::string bytes, bool unit)
{
    post([bytes = std::move(bytes), unit](SessionWorker &worker) { worker.type(bytes, unit); });
}

void Session::setModule(std::string module, std::string dialect)
{
    base::JsonWriter text;
    text.beginObject().member("atscope", 1);
    if (!module.empty())
        text.member("profile", module);
    if (!dialect.empty())
        text.member("dialect", dialect);
    text.endObject();
    note(std::string(text.text()));
}

void Session::setLine(const transport::LineOptions &line)
{
    post([line](SessionWorker &worker) { worker.setLine(line); });
}

void Session::setDtr(bool on)
{
    post([on](SessionWorker &worker) { worker.report(worker.channel().setDtr(on)); });
}

void Session::setRts(bool on)
{
    post([on](SessionWorker &worker) { worker.report(worker.channel().setRts(on)); });
}

void Session::sendBreak(int milliseconds)
{
    post([milliseconds](SessionWorker &worker) { worker.sendBreak(milliseconds); });
}

void Session::note(std::string json)
{
    post([json = std::move(json)](SessionWorker &worker) { worker.takeNote(json); });
}

std::vector<SessionNews> Session::takeNews()
{
    return m_news.takeAll();
}

Session::Counters Session::counters() const
{
    Counters out;
    const auto port = m_thread->channelCounters();
    out.rx = port.bytesRead;
    out.tx = port.bytesWritten;
    out.lost = port.overruns;
    out.queued = m_queued.load(std::memory_order_relaxed);
    out.events = m_store->count();
    if (m_recording) {
        const auto counters = m_recording->counters();
        out.lost += counters.lost[0] + counters.lost[1];
        out.ringBytes = counters.waiting;
        out.fileSize = counters.fileSize;
        out.recordingFails = counters.failing;
    }
    return out;
}

} // namespace atscope::session
