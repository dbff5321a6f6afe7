// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include "core/base/result.h"
#include "core/record/names.h"
#include "core/session/draft.h"
#include "core/session/folders.h"
#include "core/session/opened_recording.h"
#include "core/session/selection.h"
#include "core/session/session.h"
#include "core/session/stored_settings.h"
#include "core/session/workspace.h"
#include "core/transport/ports.h"

namespace atscope::session {

class Identification;

// A log that the window shows: a live session or an opened recording.
struct Log
{
    int id = 0; // rising, never reused: a generation
    std::unique_ptr<Session> live;         // one of the two
    std::unique_ptr<OpenedRecording> file;
    transport::ChannelState state = transport::ChannelState::Closed;
    transport::LineStates lines;
    base::Message lastProblem; // of the port; empty code: none
    base::Millis lastAnswerMs = -1;
    const decode::Dialect *seenDialect = nullptr; // as last told

    const store::EventStore &store() const { return live ? live->store() : file->store(); }
    bool ended() const; // nothing more will come: a file that is read, a closed port
    std::string title() const; // ttyUSB0, virtual:ML302, file name
    std::string module() const; // as the stream is read now: the profile's id
};

// What the window is made of besides its widgets: catalogs, settings, logs, the one selection, the one draft, the ports of this
// machine. Views meet here and nowhere else. GUI thread; what other threads have to say comes as bells.
class Workbench final : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        std::string settingsFolder; // empty: the system's places
        Settings settings;
        bool recording = true;      // tests may switch it off
        // A thread of its own reads the catalogs from start() on (or when somebody needs them before): open() returns at once, and
        // catalogReady() comes when they are there. Only where no module and no dialect is named: whether there is such a one is known
        // before open() returns.
        bool catalogLater = false;
    };
    // Errors: those of Workspace::open. Complaints about the user's catalog files come as problem() after start().
    static base::Result<std::unique_ptr<Workbench>> open(Options options);
    ~Workbench() override; // closes all logs

    // What may wait until the window is painted: the catalogs, the port list, complaints, the quota of the recordings.
    void start();

    bool hasCatalog() const { return m_workspace != nullptr; }
    Workspace &workspace(); // waits for the catalogs, if need be
    const Folders &folders() const { return m_folders; }
    StoredSettings &settings() { return m_settings; } // loaded
    record::Quota quota() const;                      // as set, else the default
    std::uint64_t partSize() const;                   // bytes of one file of a recording; 0: no limit
    Draft &draft() { return m_draft; }
    Selection &selection() { return m_selection; }
    Identification &identification() { return *m_identification; }

    catalog::Language language() const { return m_language; }
    bool chinese() const { return m_language == catalog::Language::Chinese; }
    void setLanguage(catalog::Language language);

    const std::vector<transport::PortInfo> &ports() const { return m_ports; }
    std::vector<std::string> virtualModules() const; // ids, for virtual:MODULE
    void lookForPorts();

    // Opens a port in a new log, which becomes the current one. Null: problem() was told.
    Log *connectPort(SessionOptions options);
    Log *openFile(const std::string &file);
    void closeLog(int id);
    const std::vector<std::unique_ptr<Log>> &logs() const { return m_logs; }
    Log *log(int id) const;
    Log *current() const { return log(m_current); }
    void setCurrent(int id);

    // The dialect and the facts in force now in the current log (without one: of the module chosen by hand, else generic). Null as
    // long as the catalogs are not there.
    std::shared_ptr<const decode::Dialect> dialect() const;

    // Sends a line to the current log. 0: there is no open port.
    std::uint64_t send(std::string line, bool waitForCompletion = true, std::string data = {}, bool hasData = false);
    // The same with all that a request may say, to any log.
    std::uint64_t submit(int id, engine::Request request);
    // Bytes as they are, behind what waits; `atOnce`: whatever is under way. False: there is no open port.
    bool sendBytes(std::string bytes, bool atOnce = false);

Q_SIGNALS:
    void catalogReady(); // the draft is read against it already
    void languageChanged();
    void portsChanged();
    void logAdded(int id);
    void logRemoved(int id);     // it still exists during the call
    void currentChanged();       // another log, or none
    void grew(int id);           // events came: look at the store.
    void stateChanged(int id);   // of the port, its lines, its counters' meaning
    void dialectChanged(int id); // the stream is read as another module's
    void outcome(int id, const atscope::engine::Outcome &outcome);
    // Something to tell the user, `failure`: something did not happen. id 0: of no log.
    void problem(int id, const atscope::base::Message &message, bool failure);

private:
    explicit Workbench(Options options);
    static record::Recorder::Options recorderOptions(Workbench *own);
    void customEvent(QEvent *event) override; // another thread rang
    void ring(std::atomic<bool> &bell);
    void look();
    void applyQuota();
    void refreshDraft();
    void readCatalog();
    void afterStep(int id, const engine::Outcome &outcome);
    void takeCatalog();
    void tellComplaints();
    base::Bell bell();

    Options m_options;
    std::unique_ptr<Workspace> m_workspace;
    bool m_catalogDue = false;
    std::thread m_catalogReader;
    std::unique_ptr<Workspace> m_read; // by that thread; ours when it was joined
    bool m_started = false;
    Folders m_folders;
    StoredSettings m_settings;
    std::optional<base::Message> m_settingsProblem;
    catalog::Language m_language;
    Draft m_draft;
    Selection m_selection;
    base::BatchQueue<std::pair<std::string, base::Error>> m_recorderProblems;
    std::atomic<bool> m_bellRung{false};
    std::atomic<bool> m_catalogBell{false};
    std::atomic<bool> m_portBell{false};
    std::atomic<bool> m_recorderBell{false};
    record::Recorder m_recorder;
    std::unique_ptr<Identification> m_identification;
    std::vector<std::unique_ptr<Log>> m_logs;
    int m_lastId = 0;
    int m_current = 0;
    struct Step
    {
        int log = 0; // none
        std::uint64_t request = 0;
        std::string line;
    };
    Step m_step; // that was sent, and another line waits for it
    std::vector<transport::PortInfo> m_ports;
    static constexpr qint64 LookMs = 10;
    static constexpr qint64 GrewMs = 40; // views do not paint oftener
    QTimer m_lookTimer;
    QElapsedTimer m_sinceLook;
    QElapsedTimer m_sinceGrew;
    std::unique_ptr<transport::PortWatcher> m_watcher;
    std::thread m_quota;
    std::atomic<bool> m_quotaRuns{false};
};

} // namespace atscope::session
