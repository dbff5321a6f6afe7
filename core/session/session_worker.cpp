// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/session_worker.h"

#include <algorithm>
#include <cmath>

#include "core/base/json_writer.h"
#include "core/record/metadata.h"
#include "core/record/packet.h"
#include "core/record/pcapng.h"

namespace atscope::session {

using base::Direction;
using base::Stamp;
using engine::EventKind;
using record::RecordView;
using transport::ChannelState;

namespace {

// A port that can wait is not read while the recorder's ring has less room than this, and again when it has that much; with a
// small ring half and three quarters of it.
constexpr std::size_t PauseBelow = std::size_t{4} << 20U;
constexpr std::size_t ResumeAbove = std::size_t{16} << 20U;
constexpr int PauseLookMs = 10;
constexpr int DrainLookMs = 3;
constexpr int RetryMs = 1000;
constexpr std::int64_t ClockStepNs = 500'000'000;
constexpr std::size_t MostState = record::MaxOption - 512; // of a note: the rest is what stands around it

std::uint8_t lineBits(const transport::LineStates &lines)
{
    std::uint8_t bits = 0;
    const auto put = [&bits](bool on, std::uint8_t bit) {
        if (on)
            bits = static_cast<std::uint8_t>(bits | bit);
    };
    put(lines.cts, record::line::Cts);
    put(lines.dcd, record::line::Dcd);
    put(lines.dsr, record::line::Dsr);
    put(lines.rts, record::line::Rts);
    put(lines.dtr, record::line::Dtr);
    put(lines.ri, record::line::Ring);
    return bits;
}

} // namespace

SessionWorker::SessionWorker(Session &session, std::unique_ptr<transport::Channel> channel, engine::Observer observer)
    : m_session(session), m_channel(std::move(channel)), m_observer(std::move(observer)), m_feeder(*session.m_store), m_conductor(m_observer.sharedDialect(), *this)
{
    m_channel->setParent(nullptr);
    m_channel->setListener(this);
    if (const auto ending = m_session.m_options.line.ending)
        m_conductor.setLineEnd(std::string(transport::bytesOf(*ending)));
    if (const auto &recording = m_session.m_recording) {
        const auto room = recording->room(); // empty as yet
        m_pauseBelow = std::min(PauseBelow, room / 2);
        m_resumeAbove = std::min(ResumeAbove, room / 4 * 3);
    }
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &SessionWorker::turn);
    connect(&m_pauseTimer, &QTimer::timeout, this, [this] {
        if (!m_session.m_recording || m_session.m_recording->room() > m_resumeAbove) {
            m_pauseTimer.stop();
            m_channel->setPaused(false);
        }
    });
    m_drainTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_drainTimer, &QTimer::timeout, this, &SessionWorker::lookAtDrain);
    connect(&m_secondTimer, &QTimer::timeout, this, &SessionWorker::second);
    m_retryTimer.setSingleShot(true);
    connect(&m_retryTimer, &QTimer::timeout, this, [this] {
        if (!m_wanted)
            return;
        m_retrying = true;
        m_channel->open();
    });
}

SessionWorker::~SessionWorker()
{
    m_channel->setListener(nullptr);
}

Stamp SessionWorker::now()
{
    m_last = std::max(m_last, transport::SystemClock::instance().now());
    return m_last;
}

void SessionWorker::open()
{
    m_wanted = true;
    m_retrying = false;
    m_retryTimer.stop();
    m_channel->open();
}

void SessionWorker::close()
{
    m_wanted = false;
    m_retryTimer.stop();
    m_channel->close();
    m_conductor.portLost(now());
    ring();
}

void SessionWorker::finish()
{
    close();
    m_timer.stop();
    m_drainTimer.stop();
    m_secondTimer.stop();
    // Limits that expired by now are events: reopened they can only be found where a later record says how late it was. And a loss
    // at the very end has to stand before what finish() finds.
    constexpr std::string_view end = R"({"atscope":1,"end":true})";
    if (!writeNote(end)) {
        m_session.m_recorder->flush(false); // nothing else wants this thread any more
        writeNote(end);
    }
    m_observer.finish(*this);
    m_waiting.clear();
    ring();
}

void SessionWorker::submit(std::uint64_t token, engine::Request request)
{
    if (m_channel->state() != ChannelState::Open) {
        SessionNews news;
        news.kind = SessionNews::Kind::Outcome;
        news.outcome.request = token;
        news.outcome.result = engine::Result::Lost;
        tell(std::move(news));
        return;
    }
    if (request.lease != 0) {
        const auto lease = m_leases.find(request.lease);
        request.lease = lease == m_leases.end() ? ~std::uint64_t{0} : lease->second;
    }
    beginPartBefore(RecordView::data(Direction::Tx, m_last, request.line, m_lines));
    m_submitting = token;
    const auto id = m_conductor.submit(std::move(request), now());
    m_submitting = 0;
    m_tokens[id] = token;
    for (const auto &outcome : std::exchange(m_early, {}))
        finished(outcome);
    passOn();
}

void SessionWorker::cancel(std::uint64_t token)
{
    for (const auto &[id, own] : m_tokens) {
        if (own == token) {
            m_conductor.cancel(id, now());
            break;
        }
    }
    passOn();
}

void SessionWorker::acquire(std::uint64_t lease, engine::Owner owner, std::vector<engine::Owner> mayCutIn)
{
    m_leases[lease] = m_conductor.acquire(owner, std::move(mayCutIn), now());
    passOn();
}

void SessionWorker::release(std::uint64_t lease)
{
    if (const auto it = m_leases.find(lease); it != m_leases.end()) {
        m_conductor.release(it->second, now());
        m_leases.erase(it);
    }
    passOn();
}

void SessionWorker::type(const std::string &bytes, bool unit)
{
    if (m_channel->state() != ChannelState::Open) {
        report(base::Message("port-not-open", {{"port", m_session.m_device}}));
        return;
    }
    beginPartBefore(RecordView::data(Direction::Tx, m_last, bytes, m_lines));
    if (!m_conductor.type(bytes, unit, now()))
        report(held());
    passOn();
}

void SessionWorker::sendBreak(int milliseconds)
{
    if (m_channel->state() == ChannelState::Open && !m_conductor.mayType(now())) {
        report(held());
        return;
    }
    const auto problem = m_channel->sendBreak(std::chrono::milliseconds(milliseconds));
    if (!problem)
        m_conductor.holdForBreak(milliseconds, now());
    report(problem);
    passOn();
}

base::Message SessionWorker::held() const
{
    return {m_conductor.holder() ? "port-held" : "port-in-break", {{"port", m_session.m_device}}};
}

void SessionWorker::channelSent(Stamp at)
{
    m_last = std::max(m_last, at);
    m_conductor.sent(m_channel->unsent() == 0, m_last);
    if (!m_sending) // else the Conductor is in the middle of something, and who called it goes on
        passOn();
}

void SessionWorker::lookAtDrain()
{
    if (m_channel->unsent() == 0)
        m_conductor.sent(true, now());
    if (!m_conductor.waitsForDrain())
        m_drainTimer.stop();
    passOn();
}

void SessionWorker::takeNote(const std::string &json)
{
    if (json.size() > record::MaxOption) {
        report(base::Message("recording-note-too-large", {{"size", std::to_string(json.size())}, {"most", std::to_string(record::MaxOption)}}));
        return;
    }
    if (!record::isNote(json)) {
        report(base::Message("recording-note-bad"));
        return;
    }
    beginPartBefore(RecordView::note(m_last, json, m_lines));
    writeNote(json);
    passOn();
}

void SessionWorker::setLine(const transport::LineOptions &line)
{
    report(m_channel->setOptions(line));
    m_conductor.setLineEnd(line.ending ? std::string(transport::bytesOf(*line.ending)) : std::string());
    base::JsonWriter text;
    text.beginObject().member("atscope", 1).member("line", m_channel->options().text()).endObject();
    takeNote(std::string(text.text()));
}

void SessionWorker::report(const std::optional<base::Message> &problem)
{
    if (!problem)
        return;
    SessionNews news;
    news.kind = SessionNews::Kind::Problem;
    news.problem = *problem;
    tell(std::move(news));
}

// ------------------------------------------------------------------------------------------------------------ the channel

SessionWorker::Recorded SessionWorker::write(const RecordView &record)
{
    Recorded done;
    if (const auto &recording = m_session.m_recording)
        done.taken = recording->append(record, &done.lost);
    return done;
}

// What is due by then is found, and nobody answers to it before passOn(): not while the Observer is in the middle of something, nor
// between a record and what is made of it.
void SessionWorker::expire(Stamp at)
{
    const bool outer = std::exchange(m_feeding, true);
    m_observer.advance(at, *this);
    m_feeding = outer;
}

void SessionWorker::lose(Direction direction, Stamp at, std::uint64_t bytes, engine::Why why)
{
    const bool outer = std::exchange(m_feeding, true);
    m_observer.lose(at, direction, bytes, why, *this);
    m_feeding = outer;
}

// The recording tells of its losses before the record that was to be written: so do the events.
void SessionWorker::tellLost(const Recorded &recorded, Stamp at)
{
    for (const auto direction : {Direction::Rx, Direction::Tx}) {
        if (const auto bytes = recorded.lost[index(direction)]; bytes != 0)
            lose(direction, at, bytes, engine::Why::LossRecorded);
    }
}

bool SessionWorker::record(const RecordView &record)
{
    const auto done = write(record);
    tellLost(done, record.stamp);
    return done.taken;
}

// Before something is recorded that would make the file too large: the recording goes on in another one, which begins with all that
// is in force, so that it opens alone. Not from inside the Observer or the Conductor.
void SessionWorker::beginPartBefore(const RecordView &next)
{
    const auto &recording = m_session.m_recording;
    if (!recording || !recording->isFull(next))
        return;
    // What is due by now is found in the file before; nobody answers to it until the new one has begun.
    const bool outer = std::exchange(m_feeding, true);
    const auto at = now();
    m_observer.advance(at, *this);
    const auto number = recording->part() + 1;
    record::PartHead head;
    head.metadata = m_session.m_metadata;
    head.metadata.module = m_observer.dialect().view().module().id;
    head.metadata.started = at;
    head.metadata.part = number;
    head.metadata.begin = m_observer.settled();
    base::JsonWriter closing;
    closing.beginObject().member("atscope", 1).member("goes_on_in_part", number).endObject();
    head.closing = closing.take();
    for (const auto &state : m_observer.saved(MostState)) {
        base::JsonWriter text;
        text.beginObject().member("atscope", 1).member("part", number);
        if (head.notes.empty())
            text.member("line", m_channel->options().text());
        text.key("state").raw(state).endObject();
        head.notes.push_back(text.take());
    }
    for (auto &open : m_observer.open())
        head.open.push_back({open.direction, open.stamp, std::move(open.bytes)});
    auto events = head.notes;
    events.insert(events.begin(), head.closing);
    if (recording->beginPart(std::move(head), at)) { // else there is no room in the ring: with the next record
        for (const auto &note : events)
            m_observer.note(at, note, *this);
        SessionNews news;
        news.kind = SessionNews::Kind::Part;
        tell(std::move(news));
    }
    m_feeding = outer;
    passOn();
}

void SessionWorker::observe(Direction direction, std::string_view bytes, Stamp at)
{
    m_session.m_store->takeBytes(direction, bytes);
    m_grown = true; // also by the beginning of a line: "login: " never ends
    const bool outer = std::exchange(m_feeding, direction == Direction::Rx);
    m_observer.feed(at, direction, bytes, *this);
    m_feeding = outer;
}

void SessionWorker::channelBytes(std::string_view bytes, Stamp at)
{
    m_last = std::max(m_last, at);
    beginPartBefore(RecordView::data(Direction::Rx, m_last, bytes, m_lines));
    m_conductor.received(m_last);
    // The recording cuts at this size too, and a cut inherits the stamp of its block.
    if (record(RecordView::data(Direction::Rx, m_last, bytes, m_lines)))
        observe(Direction::Rx, bytes, m_last);
    passOn();
    if (m_session.m_recording && m_channel->pausable() && m_session.m_recording->room() < m_pauseBelow) {
        m_channel->setPaused(true);
        m_pauseTimer.start(PauseLookMs);
    }
}

void SessionWorker::channelState(ChannelState state, Stamp at)
{
    m_last = std::max(m_last, at);
    if (state == ChannelState::Open) {
        if (std::exchange(m_wasOpen, true))
            note(R"({"atscope":1,"reconnect":true})");
        m_wallAhead = transport::SystemClock::instance().wallAheadNs();
        m_secondTimer.start(1000);
        m_retrying = false;
        m_session.m_everOpen.store(true, std::memory_order_relaxed);
    } else if (state == ChannelState::Lost || state == ChannelState::Closed) {
        m_secondTimer.stop();
        m_conductor.portLost(m_last);
    }
    SessionNews news;
    news.state = state;
    tell(std::move(news));
    passOn();
    if (state == ChannelState::Closed && m_wanted) {
        if (m_session.m_options.reconnect && m_wasOpen)
            m_retryTimer.start(RetryMs);
        else
            m_wanted = false;
    }
}

void SessionWorker::channelProblem(const base::Message &problem, transport::ProblemKind kind, Stamp)
{
    SessionNews news;
    news.kind = SessionNews::Kind::Problem;
    news.problem = problem;
    news.failure = kind == transport::ProblemKind::Failure;
    // While a lost port is waited for, each new try that fails says nothing new.
    if (news.failure && m_retrying && m_channel->state() == ChannelState::Opening)
        return;
    if (m_wasOpen) {
        base::JsonWriter text;
        text.beginObject().member("atscope", 1).member("port_problem", problem.code).key("args").beginObject();
        for (const auto &[key, value] : problem.args)
            text.member(key, value);
        text.endObject().endObject();
        note(text.text());
    }
    tell(std::move(news));
    passOn();
}

void SessionWorker::channelLines(const transport::LineStates &lines, Stamp at)
{
    m_last = std::max(m_last, at);
    const auto bits = lineBits(lines);
    if (bits != m_lines) {
        m_lines = bits;
        base::JsonWriter text;
        text.beginObject().member("event", static_cast<int>(record::RtacEvent::StatusChange)).member("lines", static_cast<int>(bits)).endObject();
        if (record(RecordView::status(m_last, bits))) {
            expire(m_last);
            m_observer.mark(m_last, Direction::Rx, EventKind::Status, engine::Why::LinesChanged, text.text(), *this);
        }
    }
    SessionNews news;
    news.kind = SessionNews::Kind::Lines;
    news.lines = lines;
    tell(std::move(news));
    passOn();
}

void SessionWorker::channelOverrun(std::uint64_t overruns, Stamp at)
{
    m_last = std::max(m_last, at);
    if (record(RecordView::overrun(m_last, overruns, m_lines)))
        lose(Direction::Rx, m_last, overruns, engine::Why::DriverOverran);
    passOn();
}

// ---------------------------------------------------------------------------------------------------------- the Conductor

// First the recording, then the line, then all that is made of it: a module that waits for its next command does not wait for us.
void SessionWorker::send(std::string_view bytes, std::string_view announced)
{
    const auto noteAt = now();
    Recorded note;
    if (!announced.empty())
        note = write(RecordView::note(noteAt, announced, m_lines));
    const auto at = now();
    const auto data = write(RecordView::data(Direction::Tx, at, bytes, m_lines));
    const auto ahead = m_channel->writeAhead(bytes);
    tellLost(note, noteAt);
    if (!announced.empty() && note.taken) {
        expire(noteAt);
        m_observer.note(noteAt, announced, *this);
    }
    tellLost(data, at);
    if (data.taken) {
        expire(at);
        observe(Direction::Tx, bytes, at);
    } else {
        m_conductor.unrecorded();
    }
    const bool outer = std::exchange(m_sending, true);
    m_channel->write(bytes, ahead);
    m_sending = outer;
}

bool SessionWorker::writeNote(std::string_view json)
{
    const auto at = now();
    if (!record(RecordView::note(at, json, m_lines)))
        return false;
    expire(at);
    m_observer.note(at, json, *this);
    return true;
}

void SessionWorker::finished(const engine::Outcome &outcome)
{
    const auto it = m_tokens.find(outcome.request);
    if (it == m_tokens.end()) {
        if (m_submitting != 0) // over before submit() could say its number
            m_early.push_back(outcome);
        return;
    }
    SessionNews news;
    news.kind = SessionNews::Kind::Outcome;
    news.outcome = outcome;
    news.outcome.request = it->second;
    m_tokens.erase(it);
    tell(std::move(news));
}

// --------------------------------------------------------------------------------------------------------------- events

void SessionWorker::onEvent(const engine::Event &event, std::string_view bytes)
{
    m_feeder.append(event, bytes, m_observer);
    if (m_session.m_options.tap)
        m_session.m_options.tap->onEvent(event, bytes, m_observer);
    m_grown = true;
    if (!engine::Conductor::concerns(event))
        return;
    // Inside a block of received bytes the Conductor must not send: what it sends would be fed into the middle of the block.
    if (m_feeding)
        m_waiting.push_back(event);
    else
        m_conductor.onEvent(event, bytes);
}

void SessionWorker::passOn()
{
    if (m_feeding)
        return;
    // Before an outcome is told, what it is made of and what it changed is known.
    m_grown = m_feeder.settle(m_observer) || m_grown;
    bool mustRing = sayGrown(); // behind what is sent now: the bell is a system call
    while (!m_waiting.empty()) {
        const auto event = m_waiting.front();
        m_waiting.pop_front();
        m_conductor.onEvent(event, {});
    }
    if (&m_observer.dialect() != m_dialect) {
        m_dialect = &m_observer.dialect();
        m_conductor.setDialect(m_observer.sharedDialect());
    }
    mustRing = sayGrown() || mustRing;
    if (mustRing && m_session.m_bell)
        m_session.m_bell();
    m_session.m_queued.store(m_conductor.queued(), std::memory_order_relaxed);
    schedule();
}

// Once a block, not once an event.
bool SessionWorker::sayGrown()
{
    return std::exchange(m_grown, false) && !m_session.m_grown.exchange(true);
}

void SessionWorker::ring()
{
    if (sayGrown() && m_session.m_bell)
        m_session.m_bell();
}

void SessionWorker::turn()
{
    beginPartBefore(RecordView::status(m_last, m_lines));
    const auto at = now();
    expire(at);
    passOn();
    m_conductor.advance(at);
    passOn();
}

void SessionWorker::schedule()
{
    if (m_conductor.waitsForDrain() && !m_drainTimer.isActive())
        m_drainTimer.start(DrainLookMs);
    const auto a = m_observer.nextDeadline();
    const auto b = m_conductor.nextDeadline();
    const auto next = !a.known() ? b : !b.known() ? a : std::min(a, b);
    if (!next.known()) {
        m_timer.stop();
        return;
    }
    const auto ms = std::clamp(std::ceil(base::millisBetween(m_last, next)), 0.0, 3'600'000.0);
    m_timer.start(static_cast<int>(ms));
}

void SessionWorker::second()
{
    if (const auto &recording = m_session.m_recording) {
        const auto counters = recording->counters();
        m_session.m_store->released(Direction::Rx, counters.written[0]);
        m_session.m_store->released(Direction::Tx, counters.written[1]);
    }
    const auto ahead = transport::SystemClock::instance().wallAheadNs();
    if (std::abs(ahead - m_wallAhead) > ClockStepNs) {
        base::JsonWriter text;
        text.beginObject().member("atscope", 1).member("clock_step_ns", ahead - m_wallAhead).endObject();
        m_wallAhead = ahead;
        takeNote(std::string(text.text()));
    }
}

void SessionWorker::tell(SessionNews news)
{
    news.at = m_last;
    m_session.m_news.push(std::move(news));
}

} // namespace atscope::session
