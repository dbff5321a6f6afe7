// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTemporaryDir>

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/session/session.h"

namespace atscope::test {

// An event as it was found, with what it says.
struct Seen
{
    engine::Event event;
    std::string bytes;
    std::string json; // as `decode` prints it; empty for very long ones
};
Seen seen(const engine::Event &event, std::string_view bytes, const engine::Observer &observer);
// Where two lists differ; empty: nowhere.
QString difference(const std::vector<Seen> &live, const std::vector<Seen> &reopened);
// The events of a recording's parts, each opened alone, as if it were one: ids count on, commands that were carried over are those of
// the parts before, and what a part's end makes of an open line or payload, which the next part has again, is left out. `problem`:
// why one could not be read, or what does not fit.
std::vector<Seen> reopenParts(session::Workspace &workspace, const std::vector<std::string> &files, QString &problem);
// A recording through a Replay. `problem`: why it could not be read.
std::vector<Seen> reopen(session::Workspace &workspace, const std::string &file, QString &problem);

class Tap final : public session::EventTap
{
public:
    void onEvent(const engine::Event &event, std::string_view bytes, const engine::Observer &observer) override
    {
        auto entry = seen(event, bytes, observer);
        const std::lock_guard lock(m_mutex);
        m_all.push_back(std::move(entry));
    }
    std::vector<Seen> all() const
    {
        const std::lock_guard lock(m_mutex);
        return m_all;
    }
    // The first one of a kind whose bytes contain the text; id 0: none.
    Seen find(engine::EventKind kind, std::string_view text = {}) const
    {
        const std::lock_guard lock(m_mutex);
        for (const auto &entry : m_all)
            if (entry.event.kind == kind && entry.bytes.find(text) != std::string::npos)
                return entry;
        return {};
    }
    int count(engine::EventKind kind, std::string_view text = {}) const
    {
        const std::lock_guard lock(m_mutex);
        int n = 0;
        for (const auto &entry : m_all)
            n += entry.event.kind == kind && entry.bytes.find(text) != std::string::npos ? 1 : 0;
        return n;
    }

private:
    mutable std::mutex m_mutex; // the session's I/O thread and the test's
    std::vector<Seen> m_all;
};

// A session as a program has it, in a folder of its own, with everything it said. Every test ends with end(): the recording is
// opened again and has to give the same events as the session did, and so has the store.
class Live final
{
public:
    using Change = std::function<void(session::SessionOptions &)>;

    explicit Live(session::Settings settings = {}, record::Recorder::Options recorder = {});
    // The message's code where it does not start.
    std::string start(const std::string &address, const Change &change = {});
    bool open(); // and waits until it is
    // start() and open(); false: told by qWarning.
    bool run(const std::string &address, const Change &change = {});

    engine::Outcome ask(std::string line, base::Millis limit = -1); // submits and waits
    std::uint64_t submit(std::string line, base::Millis limit = -1);
    engine::Outcome outcome(std::uint64_t token); // waits; request 0: none came
    const engine::Outcome *known(std::uint64_t token);
    // A control message of the virtual module; what it answered.
    std::string control(const std::string &json);

    bool waitFor(const std::function<bool()> &what, int ms = 20'000);
    bool waitState(transport::ChannelState state); // the last one told
    bool waitEvent(engine::EventKind kind, std::string_view text, int times = 1);
    void look(); // takes the news
    int problems(std::string_view code);

    QString end();             // closes, compares; empty: all is equal
    QString compareStore();    // the session's store with what the tap saw
    std::string folder(const char *name = "") const { return m_folder.path().toStdString() + '/' + name; }

    session::Session &session() { return *m_session; }
    session::Workspace &workspace() { return *m_workspace; }
    record::Recorder &recorder() { return m_recorder; }
    std::string file; // the recording, once started
    std::vector<std::string> parts; // all its files, after end()

    Tap tap;
    std::vector<session::SessionNews> news;
    std::vector<transport::ChannelState> states;

private:
    QTemporaryDir m_folder;
    std::unique_ptr<session::Workspace> m_workspace;
    record::Recorder m_recorder;
    std::unique_ptr<session::Session> m_session;
};

} // namespace atscope::test
