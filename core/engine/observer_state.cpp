// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What goes over into another part of a recording, and how it is taken up there.
#include <algorithm>
#include <map>

#include <QJsonArray>
#include <QJsonObject>

#include "core/base/json_writer.h"
#include "core/engine/observer.h"
#include "core/engine/state_json.h"
#include "core/engine/state_names.h"

namespace atscope::engine {

using base::Direction;
using base::JsonWriter;
using base::Stamp;
using namespace state;

namespace {

constexpr std::size_t MostOpenTx = 65'536;
constexpr std::size_t MostOpenRx = 2 * wire::Framer::PayloadCap;

void writeFramer(JsonWriter &out, const decode::Dialect &dialect, const wire::Carried &rx)
{
    writeStamp(out, "before", rx.before);
    out.member("begin", static_cast<int>(rx.begin));
    writeFlag(out, "blank", rx.blankMayFollow);
    writeFlag(out, "fields_follow", rx.hasTail);
    if (rx.hasTail)
        writeAnnouncer(out, "fields_of", dialect, rx.tailOf);
    writeFlag(out, "plain", rx.plain);
    if (rx.failed) {
        out.member("failed_count", rx.failedCount);
        writeAnnouncer(out, "failed_of", dialect, rx.failedId);
    }
    if (rx.payload) {
        out.key("payload").beginObject();
        writeAnnouncer(out, "of", dialect, rx.id);
        writeFlag(out, "own", rx.own);
        writeFlag(out, "data_known", rx.dataKnown);
        writeFlag(out, "part_of_line", rx.partOfLine);
        out.member("place", static_cast<int>(rx.place)).member("unit", static_cast<int>(rx.unit)).member("fields_after", rx.fieldsAfter);
        out.member("count", rx.count).member("silence_ms", rx.silenceMs);
        out.member("anchor", rx.anchor).member("data_from", rx.dataFrom).member("data_end", rx.dataEnd);
        out.endObject();
    }
}

wire::Carried readFramer(const QJsonObject &rx, const StateNames &names)
{
    wire::Carried carried;
    carried.before = readStamp(rx, "before");
    carried.begin = static_cast<std::uint8_t>(std::clamp(at(rx, "begin").toInt(), 0, 255));
    carried.blankMayFollow = at(rx, "blank").toBool();
    carried.hasTail = at(rx, "fields_follow").toBool();
    carried.tailOf = names.announcer(at(rx, "fields_of"));
    carried.plain = at(rx, "plain").toBool();
    carried.failed = rx.contains(QStringLiteral("failed_count"));
    carried.failedCount = at(rx, "failed_count").toInteger(-1);
    carried.failedId = names.announcer(at(rx, "failed_of"));
    const auto payload = at(rx, "payload").toObject();
    carried.payload = !payload.isEmpty();
    carried.id = names.announcer(at(payload, "of"));
    carried.own = at(payload, "own").toBool();
    carried.dataKnown = at(payload, "data_known").toBool();
    carried.partOfLine = at(payload, "part_of_line").toBool();
    carried.place = static_cast<wire::DataPlace>(std::clamp(at(payload, "place").toInt(), 0, 255));
    carried.unit = static_cast<wire::DataUnit>(std::clamp(at(payload, "unit").toInt(), 0, 255));
    carried.fieldsAfter = at(payload, "fields_after").toInt();
    carried.count = at(payload, "count").toInteger(-1);
    carried.silenceMs = at(payload, "silence_ms").toDouble();
    carried.anchor = readNumber(payload, "anchor");
    carried.dataFrom = readNumber(payload, "data_from");
    carried.dataEnd = readNumber(payload, "data_end");
    return carried;
}

// One member, "name":value; empty: too long to be kept.
std::string factMember(const std::string &fact, const expr::Value &value)
{
    JsonWriter member;
    member.beginObject();
    writeValue(member.key(fact), value);
    member.endObject();
    auto text = membersOf(member);
    return text.size() <= MostFact ? text : std::string();
}

// How many of those before it in this list were sent before it, too.
template<class List> std::ptrdiff_t rankIn(const List &list, std::size_t index)
{
    return std::count_if(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(index),
                         [&](const auto &other) { return other.id < list[index].id; });
}

// What all commands have in front: {"n":17,"role":"pending","rank":0,"sent":…,"text":…
template<class One> void beginCommand(JsonWriter &out, const One &one, std::string_view role, std::ptrdiff_t rank)
{
    out.beginObject().member("n", one.id).member("role", role).member("rank", rank);
    writeStamp(out, "sent", one.sent);
    writeBytes(out, "text", one.text);
}

} // namespace

std::array<std::uint64_t, 2> Observer::settled() const
{
    return {m_rx.settled(), m_txTaken - m_txLine.size()};
}

std::vector<Observer::OpenBytes> Observer::open() const
{
    std::vector<OpenBytes> out;
    for (auto &[stamp, bytes] : m_rx.openBlocks())
        out.push_back({Direction::Rx, stamp, std::move(bytes)});
    if (!m_txLine.empty())
        out.push_back({Direction::Tx, m_txStamp, m_txLine});
    return out;
}

void Observer::saveRequests(JsonWriter &out) const
{
    out.key("requests").beginArray();
    const auto waits = [](const Request &request) { return request.urc != decode::NoEntry; };
    for (std::size_t i = 0; i < m_requests.size() && std::any_of(m_requests.begin(), m_requests.end(), waits); ++i) {
        const auto &request = m_requests[(m_nextRequest + i) % m_requests.size()]; // the place that is used next first
        out.beginObject();
        if (waits(request)) {
            writeUrc(out.key("urc"), *m_dialect, request.urc);
            out.member("hash", std::to_string(request.hash));
            out.key("agrees").beginArray();
            for (const auto &text : request.agrees) {
                out.beginObject();
                writeBytes(out, "text", text);
                out.endObject();
            }
            out.endArray();
        }
        out.endObject();
    }
    out.endArray();
}

std::string Observer::savedFinished(const Finished &one, std::string_view role, std::ptrdiff_t rank) const
{
    JsonWriter command;
    beginCommand(command, one, role, rank);
    writeForm(command.key("form"), *m_dialect, one.form);
    command.endObject();
    return command.take();
}

std::string Observer::savedTransaction(const Transaction &one, std::string_view role, std::ptrdiff_t rank) const
{
    const auto &dialect = *m_dialect;
    JsonWriter command;
    beginCommand(command, one, role, rank);
    command.member("length", one.length);
    command.key("forms").beginArray();
    for (const int form : one.forms)
        writeForm(command, dialect, form);
    command.endArray();
    writeBytes(command, "name", one.name);
    writeStamp(command, "from", one.limitFrom);
    writeStamp(command, "deadline", one.deadline);
    writeFlag(command, "echoed", one.echoed);
    writeFlag(command, "accepted", one.accepted);
    writeFlag(command, "final", one.final);
    writeFlag(command, "success", one.success);
    writeFlag(command, "completed", one.completed);
    command.member("at", one.sentAt).member("answers", one.answers);
    const auto *asking = one.forms.empty() ? nullptr : dialect.form(one.forms.back()).form;
    command.key("answered").beginArray();
    for (const auto &[field, value] : one.answered) {
        if (!asking || field < 0 || static_cast<std::size_t>(field) >= asking->fieldNames.size())
            continue;
        command.beginObject().member("field", asking->fieldNames[static_cast<std::size_t>(field)]);
        writeValue(command.key("value"), value);
        command.endObject();
    }
    command.endArray();
    command.key("steps").beginArray();
    for (const bool step : one.steps)
        command.value(step);
    command.endArray();
    if (one.promptForm != decode::NoEntry) {
        writeForm(command.key("prompt"), dialect, one.promptForm);
        command.member("data_left", one.dataLeft);
    }
    command.endObject();
    return command.take();
}

// In the order they were sent. `rank`: their place in the list of their role.
std::vector<std::string> Observer::savedCommands() const
{
    std::map<std::uint64_t, std::string> commands;
    for (std::size_t i = 0; i < m_outstanding.size(); ++i)
        commands.emplace(m_outstanding[i].id, savedTransaction(m_outstanding[i], "outstanding", rankIn(m_outstanding, i)));
    for (std::size_t i = 0; i < m_pending.size(); ++i)
        commands.emplace(m_pending[i].id, savedTransaction(m_pending[i], "pending", rankIn(m_pending, i)));
    for (std::size_t i = 0; i < m_expired.size(); ++i)
        commands.emplace(m_expired[i].id, savedFinished(m_expired[i], "expired", rankIn(m_expired, i)));
    if (!m_tail.empty())
        commands.emplace(m_lastFinal.id, savedFinished(m_lastFinal, "final", 0));
    std::vector<std::string> out;
    for (auto &[id, command] : commands)
        out.push_back(std::move(command));
    return out;
}

std::vector<std::string> Observer::saved(std::size_t most) const
{
    const auto &dialect = *m_dialect;
    JsonWriter out;
    out.beginObject().member("profile", dialect.view().module().id).member("dialect", dialect.name());
    writeFlag(out, "follow", m_options.followIdentity);
    writeFlag(out, "echoes", m_echoes);
    if (m_nextLimit >= 0)
        out.member("limit", m_nextLimit);
    if (!m_tail.empty())
        writeBytes(out, "tail", m_tail);
    out.member("open_tx", m_txLine.size()).member("open_rx", m_rx.open().size());
    writeStamp(out, "tx_from", m_txStamp);
    if (m_rawLeft != 0)
        out.member("raw_left", m_rawLeft);
    writeFlag(out, "raw_ended", m_rawEnded);
    saveRequests(out);
    const auto rx = m_rx.carried();
    writeFramer(out.key("rx").beginObject(), dialect, rx);
    if (rx.payload && m_announced.of != 0)
        out.member("announced_by", m_announced.of);
    out.endObject().endObject();

    Pieces pieces(membersOf(out), most);
    for (const auto &[fact, value] : m_facts.all())
        if (auto member = factMember(fact, value); !member.empty())
            pieces.addFact(std::move(member));
    for (auto &command : savedCommands())
        pieces.addCommand(std::move(command));
    return pieces.take();
}

void Observer::beginAt(const std::array<std::uint64_t, 2> &begin)
{
    m_rx.beginAt(begin[0]);
    m_txTaken = begin[1];
}

// The note stood behind the open bytes, which come again behind the note.
void Observer::expectOpen(const QJsonObject &state)
{
    if (!state.contains(QStringLiteral("open_rx")))
        return;
    const auto rx = readNumber(state, "open_rx");
    const auto tx = readNumber(state, "open_tx");
    m_carriedBytes = {rx <= MostOpenRx ? static_cast<std::size_t>(rx) : 0, tx <= MostOpenTx ? static_cast<std::size_t>(tx) : 0};
}

// What only the first of the objects has.
void Observer::carryPlain(const QJsonObject &state, const StateNames &names)
{
    m_options.followIdentity = m_options.followIdentity && at(state, "follow").toBool();
    m_echoes = at(state, "echoes").toBool();
    m_nextLimit = at(state, "limit").toDouble(-1);
    m_tail = readBytes(state, "tail", EchoBytes);
    m_txStamp = readStamp(state, "tx_from");
    m_rawLeft = readNumber(state, "raw_left");
    m_rawEnded = at(state, "raw_ended").toBool();
    m_facts = {};
    carryRequests(at(state, "requests").toArray(), names);
    carryFramer(at(state, "rx").toObject(), names);
    m_armed = {decode::NoEntry}; // equals no list of forms
}

void Observer::carryRequests(const QJsonArray &requests, const StateNames &names)
{
    m_requests = {};
    m_nextRequest = 0;
    for (const auto &item : requests) {
        const auto request = item.toObject();
        auto &place = m_requests[m_nextRequest];
        place = {at(request, "hash").toString().toULongLong(), names.urc(at(request, "urc")), {}};
        for (const auto &text : at(request, "agrees").toArray())
            if (place.agrees.size() < MostAgreeing)
                place.agrees.push_back(readBytes(text.toObject(), "text", MostRemembered));
        m_nextRequest = (m_nextRequest + 1) % m_requests.size();
    }
}

void Observer::carryFramer(const QJsonObject &rx, const StateNames &names)
{
    const auto carried = readFramer(rx, names);
    m_carriedAnnouncer = readNumber(rx, "announced_by");
    m_announced = {};
    const auto begin = m_rx.taken();
    m_rx.beginAt(begin, carried.before);
    m_carriedFramer = carried;
    if (m_carriedBytes[0] == 0)
        takeCarried({}, Direction::Rx, {});
}

void Observer::carryOver(const QJsonObject &state, EventSink &sink)
{
    const bool first = state.contains(QStringLiteral("profile"));
    if (first)
        setDialect(at(state, "profile").toString().toStdString(), at(state, "dialect").toString().toStdString());
    const StateNames names(*m_dialect);
    if (first)
        carryPlain(state, names);
    const auto facts = at(state, "facts").toObject();
    for (auto it = facts.begin(); it != facts.end(); ++it)
        m_facts.set(it.key().toStdString(), readValue(it.value().toObject()));
    for (const auto &command : at(state, "commands").toArray())
        carryCommand(command.toObject(), names, sink);
    m_rearm = true;
    rearm();
}

Observer::Transaction Observer::carriedTransaction(const QJsonObject &object, const StateNames &names) const
{
    Transaction one;
    one.sent = readStamp(object, "sent");
    one.text = readBytes(object, "text", EchoBytes);
    one.length = std::max(one.text.size(), static_cast<std::size_t>(readNumber(object, "length")));
    for (const auto &form : at(object, "forms").toArray())
        if (const int id = names.form(form); id != decode::NoEntry)
            one.forms.push_back(id);
    one.name = readBytes(object, "name", EchoBytes);
    one.limitFrom = readStamp(object, "from");
    one.deadline = readStamp(object, "deadline");
    one.echoed = at(object, "echoed").toBool();
    one.accepted = at(object, "accepted").toBool();
    one.final = at(object, "final").toBool();
    one.success = at(object, "success").toBool();
    one.completed = at(object, "completed").toBool();
    one.sentAt = readNumber(object, "at");
    one.answers = at(object, "answers").toInt();
    if (const auto *asking = one.forms.empty() ? nullptr : m_dialect->form(one.forms.back()).form)
        for (const auto &item : at(object, "answered").toArray()) {
            const auto field = at(item.toObject(), "field").toString().toStdString();
            const auto place = std::find(asking->fieldNames.begin(), asking->fieldNames.end(), field);
            if (place != asking->fieldNames.end() && one.answered.size() < asking->fieldNames.size())
                one.answered.emplace_back(static_cast<int>(place - asking->fieldNames.begin()), readValue(at(item.toObject(), "value").toObject()));
        }
    for (const auto &step : at(object, "steps").toArray())
        if (one.steps.size() < 256)
            one.steps.push_back(step.toBool());
    one.promptForm = names.form(at(object, "prompt"));
    one.dataLeft = std::max<std::int64_t>(at(object, "data_left").toInteger(-1), -1);
    return one;
}

void Observer::carryCommand(const QJsonObject &object, const StateNames &names, EventSink &sink)
{
    const auto role = at(object, "role").toString();
    const auto rank = static_cast<std::size_t>(readNumber(object, "rank"));
    auto one = carriedTransaction(object, names);
    const int form = names.form(at(object, "form"));

    auto event = make(one.sent, Direction::Tx, EventKind::Command, Why::CarriedOver, {settled()[1], 0});
    event.form = one.forms.empty() ? form : one.forms.front();
    if (event.form == decode::NoEntry)
        event.flags |= EventFlag::Unknown;
    if (one.length > one.text.size())
        event.flags |= EventFlag::Truncated;
    publish(event, one.text, sink);
    if (const auto was = readNumber(object, "n"); was != 0 && was == m_carriedAnnouncer)
        m_announced.of = event.id;

    const Finished finished{event.id, form, one.sent, one.text.substr(0, FinishedBytes)};
    if (role == QLatin1String("expired")) {
        if (m_expired.size() >= MostOutstanding)
            return;
        m_expired.insert(m_expired.begin() + static_cast<std::ptrdiff_t>(std::min(rank, m_expired.size())), finished);
        return;
    }
    if (role == QLatin1String("final")) {
        m_lastFinal = finished;
        return;
    }
    auto &list = role == QLatin1String("pending") ? m_pending : m_outstanding;
    if (list.size() >= MostOutstanding)
        return;
    one.id = event.id;
    list.insert(list.begin() + static_cast<std::ptrdiff_t>(std::min(rank, list.size())), std::move(one));
}

// The bytes that were open at the end of the part before are not new: nothing can come of them alone. Gives what is behind them.
std::string_view Observer::takeCarried(Stamp stamp, Direction direction, std::string_view bytes)
{
    std::size_t &left = m_carriedBytes[index(direction)];
    const auto size = std::min(left, bytes.size());
    left -= size;
    if (direction == Direction::Tx) {
        if (!m_txStamp.known())
            m_txStamp = stamp;
        m_txLine.append(bytes.substr(0, size));
        m_txTaken += size;
    } else {
        if (size > 0)
            m_rx.append(stamp, bytes.substr(0, size));
        if (left == 0 && m_carriedFramer) {
            m_rx.carryOn(*m_carriedFramer);
            m_carriedFramer.reset();
        }
    }
    return bytes.substr(size);
}

} // namespace atscope::engine
