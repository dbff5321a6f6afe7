// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>

#include "core/record/recording.h"
#include "core/session/event_writer.h"
#include "core/session/replay.h"

namespace atscope::test {

using engine::EventKind;

namespace {

constexpr std::size_t LongestJson = 8192;
constexpr base::Millis Microsecond = 0.001;

QString describe(const Seen &entry)
{
    const auto &e = entry.event;
    return QStringLiteral("%1 %2 (%3) flags %4 at %5+%6 form %7 urc %8 shape %9")
               .arg(e.id)
               .arg(QString::fromLatin1(engine::kindName(e.kind)), QString::fromLatin1(engine::whyCode(e.why)))
               .arg(e.flags)
               .arg(e.span.offset)
               .arg(e.span.length)
               .arg(e.form)
               .arg(e.urc)
               .arg(e.shape)
        + QStringLiteral(" of %1 completes %2 step %3 success %4 ms %5 stamp %6 dir %7 bytes '%8'")
              .arg(e.of)
              .arg(e.completes)
              .arg(e.completionStep)
              .arg(e.success)
              .arg(e.ms, 0, 'f', 6)
              .arg(e.stamp.ns)
              .arg(static_cast<int>(e.direction))
              .arg(QString::fromLatin1(QByteArray::fromStdString(entry.bytes.substr(0, 120)).toPercentEncoding(" {}\":,+=?_-")));
}

// Everything but stamp and ms, which a store rounds.
bool sameButTimes(const engine::Event &a, const engine::Event &b)
{
    return a.id == b.id && a.direction == b.direction && a.kind == b.kind && a.why == b.why && a.flags == b.flags && a.span == b.span
        && a.form == b.form && a.urc == b.urc && a.shape == b.shape && a.success == b.success && a.of == b.of
        && a.completes == b.completes;
}

bool same(const Seen &a, const Seen &b)
{
    return sameButTimes(a.event, b.event) && a.event.completionStep == b.event.completionStep && a.event.stamp == b.event.stamp
        && std::abs(a.event.ms - b.event.ms) < 1e-9 && a.bytes == b.bytes && a.json == b.json;
}

class Collector final : public engine::EventSink
{
public:
    explicit Collector(const engine::Observer &observer) : m_observer(observer) {}
    void onEvent(const engine::Event &event, std::string_view bytes) override { all.push_back(seen(event, bytes, m_observer)); }
    std::vector<Seen> all;

private:
    const engine::Observer &m_observer;
};

} // namespace

Seen seen(const engine::Event &event, std::string_view bytes, const engine::Observer &observer)
{
    Seen entry{event, std::string(bytes), {}};
    if (bytes.size() <= LongestJson) {
        base::JsonWriter out;
        session::EventView(event, bytes, observer.dialect(), observer.facts()).write(out, catalog::Language::English, true);
        entry.json = out.take();
    }
    return entry;
}

QString difference(const std::vector<Seen> &live, const std::vector<Seen> &reopened)
{
    for (std::size_t i = 0; i < std::max(live.size(), reopened.size()); ++i) {
        if (i < live.size() && i < reopened.size() && same(live[i], reopened[i]))
            continue;
        return QStringLiteral("event %1 of %2 live, %3 reopened\n  live     %4\n  reopened %5")
            .arg(i + 1)
            .arg(live.size())
            .arg(reopened.size())
            .arg(i < live.size() ? describe(live[i]) : QStringLiteral("-"), i < reopened.size() ? describe(reopened[i]) : QStringLiteral("-"));
    }
    return {};
}

std::vector<Seen> reopen(session::Workspace &workspace, const std::string &file, QString &problem)
{
    auto reader = record::RecordingReader::open(file);
    if (!reader) {
        problem = QString::fromStdString(reader.error().message.code);
        return {};
    }
    session::Replay replay(workspace, *reader.value());
    Collector collector(replay.observer());
    replay.run(collector);
    const auto &end = reader.value()->end();
    if (end.kind != record::ReadEnd::Kind::Whole)
        problem = QStringLiteral("not whole: ") + QString::fromStdString(end.message.code);
    return std::move(collector.all);
}

std::vector<Seen> reopenParts(session::Workspace &workspace, const std::vector<std::string> &files, QString &problem)
{
    std::vector<Seen> whole;
    for (const auto &file : files) {
        auto part = reopen(workspace, file, problem);
        if (!problem.isEmpty())
            return whole;
        std::map<std::uint64_t, std::uint64_t> ids{{0, 0}}; // of this part → of the whole
        const bool last = &file == &files.back();
        // Behind the note that ends a part stands only what the end makes of what is open.
        if (!last) {
            while (!part.empty() && part.back().bytes.find("goes_on_in_part") == std::string::npos)
                part.pop_back();
            if (part.empty())
                problem = QStringLiteral("part without an end");
        }
        for (auto &entry : part) {
            auto &event = entry.event;
            if (event.why == engine::Why::CarriedOver) {
                // The command itself, by time and text.
                std::uint64_t found = 0;
                for (const auto &before : whole)
                    if (before.event.kind == engine::EventKind::Command && before.event.stamp == event.stamp
                        && before.bytes.starts_with(entry.bytes) && before.event.form == event.form)
                        found = before.event.id;
                if (found == 0)
                    problem = QStringLiteral("carried over, but not sent: ") + describe(entry);
                ids[event.id] = found;
                continue;
            }
            const auto id = whole.size() + 1;
            ids[event.id] = id;
            const auto renumber = [&](std::uint64_t &number) {
                if (!ids.contains(number))
                    problem = QStringLiteral("belongs to nothing: ") + describe(entry);
                number = ids[number];
            };
            const auto was = event;
            renumber(event.of);
            renumber(event.completes);
            event.id = id;
            // The JSON has the numbers too.
            const auto replace = [&entry](const char *key, std::uint64_t from, std::uint64_t to) {
                const auto text = '"' + std::string(key) + "\":" + std::to_string(from);
                const auto at = entry.json.find(text);
                if (from != 0 && at != std::string::npos)
                    entry.json.replace(at, text.size(), '"' + std::string(key) + "\":" + std::to_string(to));
            };
            replace("n", was.id, event.id);
            replace("of", was.of, event.of);
            replace("completes", was.completes, event.completes);
            whole.push_back(std::move(entry));
        }
    }
    return whole;
}

Live::Live(session::Settings settings, record::Recorder::Options recorder) : m_recorder(std::move(recorder))
{
    auto workspace = session::Workspace::open(std::move(settings));
    if (!workspace)
        qFatal("%s", workspace.error().message.code.c_str());
    m_workspace = std::move(workspace).value();
}

std::string Live::start(const std::string &address, const Change &change)
{
    session::SessionOptions options;
    auto port = transport::PortAddress::parse(address);
    if (!port)
        return port.error().message.code;
    options.port = std::move(port).value();
    options.recordingFolder = folder("recordings");
    options.stateFolder = folder("virtual");
    options.tap = &tap;
    if (change)
        change(options);
    auto started = session::Session::start(*m_workspace, m_recorder, std::move(options));
    if (!started)
        return started.error().message.code;
    m_session = std::move(started).value();
    file = m_session->recordingPath();
    return {};
}

bool Live::open()
{
    m_session->open();
    return waitState(transport::ChannelState::Open);
}

bool Live::run(const std::string &address, const Change &change)
{
    const auto wrong = start(address, change);
    if (!wrong.empty()) {
        qWarning("not started: %s", wrong.c_str());
        return false;
    }
    if (open())
        return true;
    for (const auto &item : news)
        qWarning("not open: %s", item.problem.code.c_str());
    return false;
}

void Live::look()
{
    for (auto &item : m_session->takeNews()) {
        if (item.kind == session::SessionNews::Kind::State)
            states.push_back(item.state);
        news.push_back(std::move(item));
    }
}

bool Live::waitFor(const std::function<bool()> &what, int ms)
{
    return QTest::qWaitFor(
        [&] {
            look();
            return what();
        },
        ms);
}

bool Live::waitState(transport::ChannelState state)
{
    return waitFor([this, state] { return !states.empty() && states.back() == state; });
}

bool Live::waitEvent(EventKind kind, std::string_view text, int times)
{
    return waitFor([&] { return tap.count(kind, text) >= times; });
}

int Live::problems(std::string_view code)
{
    look();
    return static_cast<int>(std::count_if(news.begin(), news.end(), [code](const auto &item) {
        return item.kind == session::SessionNews::Kind::Problem && item.problem.code == code;
    }));
}

std::uint64_t Live::submit(std::string line, base::Millis limit)
{
    engine::Request request;
    request.line = std::move(line);
    request.limit = limit;
    return m_session->submit(std::move(request));
}

const engine::Outcome *Live::known(std::uint64_t token)
{
    for (const auto &item : news)
        if (item.kind == session::SessionNews::Kind::Outcome && item.outcome.request == token)
            return &item.outcome;
    return nullptr;
}

engine::Outcome Live::outcome(std::uint64_t token)
{
    return waitFor([&] { return known(token) != nullptr; }) ? *known(token) : engine::Outcome{};
}

engine::Outcome Live::ask(std::string line, base::Millis limit)
{
    return outcome(submit(std::move(line), limit));
}

std::string Live::control(const std::string &json)
{
    auto *module = m_session->virtualModule();
    module->takeEvents();
    module->control(json);
    std::string reply;
    waitFor([&] {
        for (const auto &event : module->takeEvents())
            if (event.kind == simulator::HostEvent::Kind::Reply)
                reply = event.json;
        return !reply.empty();
    });
    return reply;
}

QString Live::compareStore()
{
    const auto &store = m_session->store();
    const auto count = store.count();
    const auto live = tap.all();
    if (live.size() < count)
        return QStringLiteral("the store has %1 events, the tap %2").arg(count).arg(live.size());
    for (std::uint64_t id = 1; id <= count; ++id) {
        const auto &entry = live[id - 1];
        engine::Event kept;
        if (!store.event(id, kept))
            return QStringLiteral("the store has no event %1").arg(id);
        const auto text = store.bytes(kept);
        auto micros = entry.event.stamp.ns / 1000;
        if (entry.event.stamp.ns < 0 && entry.event.stamp.ns % 1000 != 0)
            --micros;
        const bool times = kept.stamp.ns == micros * 1000 && (kept.ms < 0) == (entry.event.ms < 0)
            && std::abs(kept.ms - entry.event.ms) <= 2 * Microsecond;
        if (!sameButTimes(kept, entry.event) || !times || text != entry.bytes)
            return QStringLiteral("in the store\n  live  %1\n  store %2").arg(describe(entry), describe({kept, text, {}}));
    }
    return {};
}

QString Live::end()
{
    m_session->close();
    const auto closed = [this] { return states.empty() || states.back() == transport::ChannelState::Closed; };
    if (!waitFor(closed))
        return QStringLiteral("does not close");
    QString wrong = compareStore();
    if (!wrong.isEmpty())
        return wrong;
    const auto counters = m_session->counters();
    m_recorder.flush();
    parts = m_session->recordingPaths();
    m_session.reset();
    QString problem;
    const auto again = parts.size() > 1 ? reopenParts(*m_workspace, parts, problem) : reopen(*m_workspace, file, problem);
    if (!problem.isEmpty())
        return problem;
    wrong = difference(tap.all(), again);
    if (!wrong.isEmpty())
        return wrong;
    if (again.size() < counters.events)
        return QStringLiteral("%1 events counted, %2 in the recording").arg(counters.events).arg(again.size());
    return {};
}

} // namespace atscope::test
