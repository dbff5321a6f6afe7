// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/workbench.h"

#include <algorithm>

#include <QCoreApplication>
#include <QEvent>

#include "core/base/guard.h"
#include "core/record/names.h"
#include "core/session/identification.h"
#include "core/session/port_name.h"
#include "core/simulator/behaviour.h"
#include "core/transport/clock.h"

namespace atscope::session {

using transport::ChannelState;

bool Log::ended() const
{
    return live ? state == ChannelState::Closed : file->done();
}

std::string Log::title() const
{
    if (file)
        return file->file().substr(file->file().rfind('/') + 1);
    return portName(live->options().port);
}

std::string Log::module() const
{
    const auto dialect = store().dialectAt(store().count());
    if (dialect)
        return dialect->view().module().id;
    return live ? live->metadata().module : file->module();
}

Workbench::Workbench(Options options)
    : m_options(std::move(options)), m_folders(m_options.settingsFolder), m_settings(m_folders.settings() + "/settings.json"),
      m_language(m_options.settings.language),
      m_recorder(recorderOptions(this))
{
    m_settingsProblem = m_settings.load();
    m_identification = std::make_unique<Identification>(*this);
    m_lookTimer.setSingleShot(true);
    connect(&m_lookTimer, &QTimer::timeout, this, &Workbench::look);
}

record::Recorder::Options Workbench::recorderOptions(Workbench *own)
{
    record::Recorder::Options options;
    options.onProblem = [own](const std::string &path, const base::Error &error) {
        own->m_recorderProblems.push({path, error});
        own->ring(own->m_recorderBell);
    };
    return options;
}

record::Quota Workbench::quota() const
{
    record::Quota quota;
    if (const auto value = m_settings.value(QStringLiteral("quota_gb")); value.isDouble() && value.toDouble() >= 0)
        quota.bytes = static_cast<std::uint64_t>(value.toDouble() * 1e9);
    if (const auto value = m_settings.value(QStringLiteral("quota_days")); value.isDouble() && value.toDouble() >= 0)
        quota.days = value.toInt();
    return quota;
}

std::uint64_t Workbench::partSize() const
{
    const auto value = m_settings.value(QStringLiteral("part_mb"));
    if (!value.isDouble() || value.toDouble() < 0 || value.toDouble() > 1e9)
        return SessionOptions::DefaultPartSize;
    return static_cast<std::uint64_t>(value.toDouble()) << 20U;
}

// On a thread of its own: it reads files. What began meanwhile waits for the next time.
void Workbench::applyQuota()
{
    if (!m_options.recording || m_quotaRuns.load())
        return;
    if (m_quota.joinable())
        m_quota.join();
    m_quotaRuns = true;
    m_quota = std::thread([this, folder = m_folders.recordings(), quota = quota()] {
        base::guarded("quota", [&] { record::applyQuota(folder, quota, transport::SystemClock::instance().now()); });
        m_quotaRuns = false;
    });
}

base::Result<std::unique_ptr<Workbench>> Workbench::open(Options options)
{
    std::unique_ptr<Workbench> made(new Workbench(std::move(options)));
    const auto &settings = made->m_options.settings;
    if (made->m_options.catalogLater && settings.module.empty() && settings.dialect.empty()) {
        made->m_catalogDue = true;
        return made;
    }
    auto workspace = Workspace::open(settings);
    if (!workspace)
        return workspace.error();
    made->m_workspace = std::move(workspace).value();
    made->refreshDraft();
    return made;
}

Workbench::~Workbench()
{
    if (m_catalogReader.joinable())
        m_catalogReader.join();
    if (m_quota.joinable())
        m_quota.join();
    m_watcher.reset();
    while (!m_logs.empty())
        closeLog(m_logs.back()->id);
}

void Workbench::start()
{
    readCatalog(); // not before: the pages that it asks the system for hold up those of the thread that paints
    m_watcher = std::make_unique<transport::PortWatcher>([this] { ring(m_portBell); });
    if (m_settingsProblem)
        Q_EMIT problem(0, *m_settingsProblem, false);
    m_started = true;
    if (m_catalogBell)
        takeCatalog();
    else
        tellComplaints();
    applyQuota();
}

void Workbench::readCatalog()
{
    if (!std::exchange(m_catalogDue, false))
        return;
    m_catalogReader = std::thread([this] {
        base::guarded("catalog", [this] {
            auto workspace = Workspace::open(m_options.settings);
            if (workspace) // it can say no only to a module or a dialect
                m_read = std::move(workspace).value();
        });
        ring(m_catalogBell);
    });
}

Workspace &Workbench::workspace()
{
    takeCatalog();
    if (!m_workspace) // it could not be read, twice
        m_workspace = Workspace::open(m_options.settings).value();
    return *m_workspace;
}

void Workbench::takeCatalog()
{
    readCatalog();
    if (!m_catalogReader.joinable())
        return;
    m_catalogReader.join();
    m_catalogBell = false;
    if (!m_read) // an exception there: once more, where it can be told to whoever needs the catalog
        m_read = Workspace::open(m_options.settings).value();
    m_workspace = std::move(m_read);
    refreshDraft();
    Q_EMIT catalogReady();
    tellComplaints();
}

void Workbench::tellComplaints()
{
    if (!m_started || !m_workspace)
        return;
    for (const auto &complaint : m_workspace->complaints())
        Q_EMIT problem(0, complaint.error.message, false);
}

void Workbench::setLanguage(catalog::Language language)
{
    if (std::exchange(m_language, language) != language)
        Q_EMIT languageChanged();
}

std::vector<std::string> Workbench::virtualModules() const
{
    return simulator::Behaviour::modules();
}

void Workbench::lookForPorts()
{
    if (m_watcher)
        m_watcher->lookNow();
}

base::Bell Workbench::bell()
{
    return [this] { ring(m_bellRung); };
}

// Any thread. The event carries nothing: what there is to do stands in the flags and the queues.
void Workbench::ring(std::atomic<bool> &bell)
{
    auto event = std::make_unique<QEvent>(QEvent::User); // made before the flag is set: another thread deletes it
    if (!bell.exchange(true))
        QCoreApplication::postEvent(this, event.release());
}

void Workbench::customEvent(QEvent *)
{
    if (m_started && m_catalogBell)
        takeCatalog();
    if (m_portBell.exchange(false)) {
        auto ports = m_watcher ? m_watcher->ports() : std::vector<transport::PortInfo>();
        if (ports != m_ports) {
            m_ports = std::move(ports);
            Q_EMIT portsChanged();
        }
    }
    const bool problems = m_recorderBell.exchange(false);
    if (!m_bellRung.exchange(false) && !problems)
        return;
    // After quiet at once; while data flows at most every LookMs, whatever the bells ring.
    const auto since = m_sinceLook.isValid() ? m_sinceLook.elapsed() : LookMs;
    if (since >= LookMs)
        look();
    else if (!m_lookTimer.isActive())
        m_lookTimer.start(static_cast<int>(LookMs - since));
}

Log *Workbench::connectPort(SessionOptions options)
{
    if (m_options.recording && options.recordingFile.empty() && options.recordingFolder.empty())
        options.recordingFolder = m_folders.recordings();
    options.partSize = partSize();
    if (options.stateFolder.empty())
        options.stateFolder = m_folders.virtualModules();
    auto session = Session::start(workspace(), m_recorder, std::move(options), bell());
    if (!session) {
        Q_EMIT problem(0, session.error().message, true);
        return nullptr;
    }
    auto log = std::make_unique<Log>();
    log->id = ++m_lastId;
    log->live = std::move(session).value();
    auto *made = log.get();
    m_logs.push_back(std::move(log));
    const int id = made->id;
    Q_EMIT logAdded(id);
    setCurrent(id);
    made = this->log(id); // who heard of it may have closed it
    if (made)
        made->live->open();
    return made;
}

Log *Workbench::openFile(const std::string &file)
{
    auto opened = OpenedRecording::open(workspace(), file, bell(), m_folders.indexes());
    if (!opened) {
        Q_EMIT problem(0, opened.error().message, true);
        return nullptr;
    }
    auto log = std::make_unique<Log>();
    log->id = ++m_lastId;
    log->file = std::move(opened).value();
    auto *made = log.get();
    m_logs.push_back(std::move(log));
    const int id = made->id;
    Q_EMIT logAdded(id);
    setCurrent(id);
    return this->log(id);
}

Log *Workbench::log(int id) const
{
    const auto it = std::find_if(m_logs.begin(), m_logs.end(), [id](const auto &log) { return log->id == id; });
    return it == m_logs.end() ? nullptr : it->get();
}

void Workbench::closeLog(int id)
{
    if (log(id) == nullptr)
        return;
    Q_EMIT logRemoved(id);
    // Only now: who heard it may have closed others, or this one.
    const auto it = std::find_if(m_logs.begin(), m_logs.end(), [id](const auto &log) { return log->id == id; });
    if (it == m_logs.end())
        return;
    const auto gone = std::move(*it);
    const auto at = it - m_logs.begin();
    m_logs.erase(it);
    if (m_current == id) {
        m_current = m_logs.empty() ? 0 : m_logs[static_cast<std::size_t>(std::min<std::ptrdiff_t>(at, std::ssize(m_logs) - 1))]->id;
        m_selection.clear();
        refreshDraft();
        Q_EMIT currentChanged();
    }
}

void Workbench::setCurrent(int id)
{
    if (m_current == id || log(id) == nullptr)
        return;
    m_current = id;
    m_selection.clear();
    refreshDraft();
    Q_EMIT currentChanged();
}

std::shared_ptr<const decode::Dialect> Workbench::dialect() const
{
    const auto *log = current();
    if (log) {
        if (auto known = log->store().dialectAt(log->store().count()))
            return known;
        return m_workspace->dialect(log->live ? log->live->metadata().module : log->file->module(), m_workspace->settings().dialect);
    }
    return m_workspace ? m_workspace->chosenDialect() : nullptr;
}

void Workbench::refreshDraft()
{
    const auto *log = current();
    m_draft.setContext(dialect(), log ? log->store().factsAt(log->store().count() + 1) : catalog::FactState());
}

std::uint64_t Workbench::send(std::string line, bool waitForCompletion, std::string data, bool hasData)
{
    engine::Request request;
    request.line = std::move(line);
    request.waitForCompletion = waitForCompletion;
    request.data = std::move(data);
    request.hasData = hasData;
    return submit(m_current, std::move(request));
}

std::uint64_t Workbench::submit(int id, engine::Request request)
{
    auto *log = this->log(id);
    if (!log || !log->live || log->state != ChannelState::Open)
        return 0;
    // The step before a line that waits: when it is done, the line comes back.
    const bool step = id == m_current && !request.raw && !m_draft.waiting().empty() && request.line == m_draft.line();
    if (step)
        m_step.line = request.line;
    const auto number = log->live->submit(std::move(request));
    if (step) {
        m_step.log = id;
        m_step.request = number;
    }
    return number;
}

void Workbench::afterStep(int id, const engine::Outcome &outcome)
{
    if (id != m_step.log || outcome.request != m_step.request)
        return;
    const auto step = std::exchange(m_step, {});
    // Unless the user has gone on to something else meanwhile.
    if (outcome.result != engine::Result::Ok || id != m_current || step.line != m_draft.line())
        return;
    refreshDraft(); // the line comes back to what is known by now
    m_draft.takeNext();
}

bool Workbench::sendBytes(std::string bytes, bool atOnce)
{
    auto *log = current();
    if (!log || !log->live || log->state != ChannelState::Open)
        return false;
    if (atOnce) {
        log->live->type(std::move(bytes), true);
        return true;
    }
    engine::Request request;
    request.line = std::move(bytes);
    request.raw = true;
    log->live->submit(std::move(request));
    return true;
}

void Workbench::look()
{
    m_lookTimer.stop();
    m_sinceLook.start();
    for (const auto &[path, error] : m_recorderProblems.takeAll())
        Q_EMIT problem(0, error.message, true);
    // What has grown may wait until somebody paints; what became of a command may not.
    const auto sinceGrew = m_sinceGrew.isValid() ? m_sinceGrew.elapsed() : GrewMs;
    const bool growing = sinceGrew >= GrewMs;
    if (!growing)
        m_lookTimer.start(static_cast<int>(GrewMs - sinceGrew));
    // A slot may close a log: they are looked up by number.
    std::vector<int> ids;
    for (const auto &log : m_logs)
        ids.push_back(log->id);
    for (const int id : ids) {
        auto *log = this->log(id);
        if (!log)
            continue;
        if (log->live) {
            for (auto &news : log->live->takeNews()) {
                switch (news.kind) {
                case SessionNews::Kind::State:
                    log->state = news.state;
                    if (news.state == ChannelState::Open)
                        log->lastProblem = {};
                    Q_EMIT stateChanged(id);
                    break;
                case SessionNews::Kind::Problem:
                    log->lastProblem = news.problem;
                    Q_EMIT problem(id, news.problem, news.failure);
                    break;
                case SessionNews::Kind::Outcome:
                    if (news.outcome.final != 0) // bytes have no answer, and not every command gets one
                        log->lastAnswerMs = news.outcome.ms;
                    afterStep(id, news.outcome);
                    Q_EMIT outcome(id, news.outcome);
                    break;
                case SessionNews::Kind::Lines:
                    log->lines = news.lines;
                    Q_EMIT stateChanged(id);
                    break;
                case SessionNews::Kind::Part:
                    applyQuota(); // a session may last longer than the quota
                    break;
                }
                log = this->log(id);
                if (!log)
                    break;
            }
            if (!log)
                continue;
        } else if (auto wrong = log->file->takeProblem()) {
            log->lastProblem = *wrong;
            Q_EMIT problem(id, *wrong, false);
            log = this->log(id);
            if (!log)
                continue;
        }
        if (!growing || !(log->live ? log->live->takeGrown() : log->file->takeGrown()))
            continue;
        m_sinceGrew.start();
        // What the line is read against follows the stream.
        const auto dialect = log->store().dialectAt(log->store().count());
        if (dialect.get() != log->seenDialect) {
            log->seenDialect = dialect.get();
            Q_EMIT dialectChanged(id);
        }
        if (id == m_current)
            refreshDraft();
        Q_EMIT grew(id);
    }
}

} // namespace atscope::session
