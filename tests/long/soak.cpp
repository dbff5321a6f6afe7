// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// A session on a virtual ML302 for some minutes: valid and broken commands, cancels, typed keys, notes, URCs, faults, power cycles,
// ports closed and opened. Every request has to end exactly once, and the recording has to give the same events when it is opened
// again.
//   soak [--minutes N] [--seed N]
#include <QCoreApplication>
#include <QTemporaryDir>

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <map>
#include <random>
#include <string>

#include "core/base/text.h"
#include "core/record/recording.h"
#include "core/session/replay.h"
#include "live.h"

using namespace atscope;

namespace {

using Clock = std::chrono::steady_clock;

// What there is to an event, in one number: hours of them have to fit into memory.
std::uint64_t digest(const engine::Event &event, std::string_view bytes, const engine::Observer &observer)
{
    const auto entry = test::seen(event, bytes, observer);
    const auto &e = entry.event;
    std::string all = entry.json;
    for (const std::int64_t number :
         {static_cast<std::int64_t>(e.id), e.stamp.ns, static_cast<std::int64_t>(e.direction), static_cast<std::int64_t>(e.kind),
          static_cast<std::int64_t>(e.why), static_cast<std::int64_t>(e.flags), static_cast<std::int64_t>(e.span.offset),
          static_cast<std::int64_t>(e.span.length), static_cast<std::int64_t>(e.form), static_cast<std::int64_t>(e.urc),
          static_cast<std::int64_t>(e.shape), static_cast<std::int64_t>(e.success), static_cast<std::int64_t>(e.of),
          static_cast<std::int64_t>(e.completes), static_cast<std::int64_t>(e.completionStep), static_cast<std::int64_t>(e.ms * 1000)})
        all += ' ' + std::to_string(number);
    all += bytes;
    return std::hash<std::string>()(all);
}

class DigestTap final : public session::EventTap
{
public:
    void onEvent(const engine::Event &event, std::string_view bytes, const engine::Observer &observer) override
    {
        all.push_back(digest(event, bytes, observer));
    }
    std::vector<std::uint64_t> all; // the I/O thread's until the session is gone
};

class DigestSink final : public engine::EventSink
{
public:
    explicit DigestSink(const engine::Observer &observer) : m_observer(observer) {}
    void onEvent(const engine::Event &event, std::string_view bytes) override { all.push_back(digest(event, bytes, m_observer)); }
    std::vector<std::uint64_t> all;

private:
    const engine::Observer &m_observer;
};

class Soak final
{
public:
    explicit Soak(std::uint32_t seed) : m_random(seed) {}
    bool start();
    void round();
    void finish(); // what is still open ends; then the comparison
    int report() const;

private:
    std::size_t below(std::size_t most) { return m_random() % most; }
    std::string line();
    std::string fault();
    void submit();
    void take();
    bool wait(const std::function<bool()> &what, int seconds);

    std::mt19937 m_random;
    QTemporaryDir m_folder;
    std::unique_ptr<session::Workspace> m_workspace;
    record::Recorder m_recorder;
    DigestTap m_tap;
    std::mutex m_mutex;
    std::condition_variable m_rang;
    bool m_ring = false;
    std::unique_ptr<session::Session> m_session;
    transport::ChannelState m_state = transport::ChannelState::Closed;
    std::vector<std::string> m_lines;
    std::map<std::uint64_t, int> m_open; // requests without an outcome
    std::map<engine::Result, std::uint64_t> m_results;
    std::uint64_t m_commands = 0;
    int m_silent = 0; // rounds without an answer
    std::uint64_t m_twice = 0;   // outcomes of requests that were over
    std::uint64_t m_never = 0;   // requests that never ended
    std::uint64_t m_events = 0;
    std::uint64_t m_bytes = 0;
    std::uint64_t m_lost = 0;
    std::uint64_t m_mismatches = 0;
};

bool Soak::start()
{
    auto workspace = session::Workspace::open({});
    if (!workspace)
        return false;
    m_workspace = std::move(workspace).value();
    const auto dialect = m_workspace->dialect("ML302");
    for (const auto &command : dialect->view().commands())
        for (const auto &form : command->forms)
            for (const auto &sample : form.samples)
                if (sample.kind == catalog::SampleKind::Line && sample.text.find("IPR") == std::string::npos) // a line at another rate is deaf
                    m_lines.push_back(sample.text);
    session::SessionOptions options;
    options.port = transport::PortAddress::parse("virtual:ML302").value();
    options.recordingFolder = m_folder.path().toStdString() + "/recordings";
    options.stateFolder = m_folder.path().toStdString() + "/virtual";
    options.tap = &m_tap;
    auto session = session::Session::start(*m_workspace, m_recorder, std::move(options), [this] {
        const std::lock_guard lock(m_mutex);
        m_ring = true;
        m_rang.notify_one();
    });
    if (!session || m_lines.empty())
        return false;
    m_session = std::move(session).value();
    m_session->open();
    return wait([this] { return m_state == transport::ChannelState::Open; }, 30);
}

void Soak::take()
{
    m_session->takeGrown();
    for (const auto &news : m_session->takeNews()) {
        if (news.kind == session::SessionNews::Kind::State)
            m_state = news.state;
        if (news.kind != session::SessionNews::Kind::Outcome)
            continue;
        m_twice += m_open.erase(news.outcome.request) == 1 ? 0 : 1;
        ++m_results[news.outcome.result];
    }
    if (auto *module = m_session->virtualModule())
        module->takeEvents();
}

bool Soak::wait(const std::function<bool()> &what, int seconds)
{
    const auto end = Clock::now() + std::chrono::seconds(seconds);
    for (;;) {
        take();
        if (what())
            return true;
        std::unique_lock lock(m_mutex);
        if (!m_rang.wait_until(lock, end, [this] { return m_ring; }))
            return false;
        m_ring = false;
    }
}

std::string Soak::line()
{
    auto text = m_lines[below(m_lines.size())];
    for (auto spoil = below(8); spoil > 5 && !text.empty(); --spoil) {
        const auto at = below(text.size());
        switch (below(4)) {
        case 0: text.erase(at, 1 + below(3)); break;
        case 1: text.insert(at, 1, static_cast<char>(m_random())); break;
        case 2: text[at] = static_cast<char>(' ' + below(95)); break;
        default: text += text.substr(at); break;
        }
    }
    return text;
}

std::string Soak::fault()
{
    static constexpr const char *Faults[] = {
        R"("kind":"delay","ms":40)",   R"("kind":"delay","ms":450)", R"("kind":"split","bytes":2,"ms":1)", R"("kind":"garbage","bytes":30)",
        R"("kind":"drop","bytes":3)",  R"("kind":"glue")",           R"("kind":"echo")",                   R"("kind":"silence")",
        R"("kind":"silence","ms":90)", R"("kind":"reboot")",         R"("kind":"garbage","hex":"0d0a4f4b0d0a")"};
    return std::string(R"({"do":"fault",)") + Faults[below(std::size(Faults))] + ",\"count\":" + std::to_string(1 + below(3)) + '}';
}

void Soak::submit()
{
    engine::Request request;
    request.line = line();
    request.limit = static_cast<double>(30 + below(150));
    request.whole = 400;
    request.owner = static_cast<engine::Owner>(below(5));
    if (below(4) == 0) {
        request.data = "data";
        request.hasData = true;
    }
    m_open[m_session->submit(std::move(request))] = 1;
    ++m_commands;
}

void Soak::round()
{
    auto *module = m_session->virtualModule();
    for (auto n = 1 + below(8); n > 0; --n)
        submit();
    switch (below(60)) {
    case 0:
    case 1:
    case 2: module->control(fault()); break;
    case 3:
    case 4: module->control(R"({"do":"urc","text":"+CIOTCMD:3,abc"})"); break;
    case 5: module->control("{\"do\":\"urc\",\"raw\":true,\"hex\":\"" + std::string(2 * (1 + below(40)), 'a') + "\"}"); break;
    case 6: m_session->cancel(m_open.begin()->first); break;
    case 7: m_session->cancel(m_open.rbegin()->first); break;
    case 8: m_session->type(line().substr(0, 5)); break;
    case 9: m_session->type("AT\r"); break;
    case 10: m_session->note(R"({"atscope":1,"bookmark":"soak"})"); break;
    case 11: m_session->setModule(below(2) == 0 ? "generic" : "ML302"); break;
    case 12: {
        const auto lease = m_session->acquire(engine::Owner::Transfer);
        engine::Request request;
        request.line = "AT";
        request.lease = lease;
        m_open[m_session->submit(std::move(request))] = 1;
        ++m_commands;
        m_session->release(lease);
        break;
    }
    case 13:
        if (below(10) == 0) {
            module->control(R"({"do":"power","state":"off"})");
            submit();
            module->control(R"({"do":"power","state":"on"})");
        }
        break;
    case 14:
        if (below(10) == 0) {
            m_session->close();
            submit(); // lost
            m_session->open();
        }
        break;
    default: break;
    }
    const auto answered = m_results[engine::Result::Ok] + m_results[engine::Result::Error];
    if (!wait([this] { return m_open.empty(); }, 120)) {
        for (const auto &[token, one] : m_open)
            std::fprintf(stderr, "request %llu never ended\n", static_cast<unsigned long long>(token));
        m_never += m_open.size();
        m_open.clear();
    }
    m_silent = m_results[engine::Result::Ok] + m_results[engine::Result::Error] == answered ? m_silent + 1 : 0;
    if (m_silent >= 3) { // it was told to be silent, or switched off
        module->control(R"({"do":"power","state":"off"})");
        module->control(R"({"do":"power","state":"on"})");
    }
}

void Soak::finish()
{
    m_session->close();
    wait([this] { return m_state == transport::ChannelState::Closed; }, 30);
    const auto counters = m_session->counters();
    const auto file = m_session->recordingPath();
    m_bytes = counters.rx + counters.tx;
    m_lost = counters.lost;
    m_session.reset();
    m_events = m_tap.all.size();
    auto reader = record::RecordingReader::open(file);
    if (!reader) {
        m_mismatches = m_events;
        return;
    }
    session::Replay replay(*m_workspace, *reader.value());
    DigestSink sink(replay.observer());
    replay.run(sink);
    const auto common = std::min(sink.all.size(), m_tap.all.size());
    m_mismatches = std::max(sink.all.size(), m_tap.all.size()) - common;
    for (std::size_t i = 0; i < common; ++i)
        if (sink.all[i] != m_tap.all[i] && m_mismatches++ == 0)
            std::fprintf(stderr, "event %zu differs\n", i + 1);
    if (m_mismatches != 0 || m_never != 0) {
        m_folder.setAutoRemove(false);
        std::fprintf(stderr, "kept: %s\n", file.c_str());
    }
}

int Soak::report() const
{
    std::string results;
    for (const auto &[result, count] : m_results)
        results += std::string(", ") + engine::resultName(result) + ' ' + std::to_string(count);
    std::printf("commands %llu%s, events %llu, bytes %llu, lost %llu, never ended %llu, ended twice %llu, mismatches %llu\n",
                static_cast<unsigned long long>(m_commands), results.c_str(), static_cast<unsigned long long>(m_events),
                static_cast<unsigned long long>(m_bytes), static_cast<unsigned long long>(m_lost), static_cast<unsigned long long>(m_never),
                static_cast<unsigned long long>(m_twice), static_cast<unsigned long long>(m_mismatches));
    return m_lost == 0 && m_never == 0 && m_twice == 0 && m_mismatches == 0 && m_commands > 0 ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    double minutes = 10;
    std::uint32_t seed = 1;
    for (int i = 1; i < argc; i += 2) {
        const std::string option = argv[i];
        const auto value = i + 1 < argc ? base::toDouble(argv[i + 1]) : std::nullopt;
        if (option == "--minutes" && value && *value > 0) {
            minutes = *value;
        } else if (option == "--seed" && value && *value >= 0) {
            seed = static_cast<std::uint32_t>(*value);
        } else {
            std::fprintf(stderr, "usage: soak [--minutes N] [--seed N]\n");
            return 2;
        }
    }
    Soak soak(seed);
    if (!soak.start()) {
        std::fprintf(stderr, "the session does not start\n");
        return 1;
    }
    const auto end = Clock::now() + std::chrono::duration<double, std::ratio<60>>(minutes);
    while (Clock::now() < end)
        soak.round();
    soak.finish();
    return soak.report();
}
