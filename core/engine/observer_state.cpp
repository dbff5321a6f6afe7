// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// What an Observer knows, as JSON that does not depend on how the catalog is numbered, and the way back.
#include <algorithm>
#include <map>

#include <QJsonArray>
#include <QJsonObject>

#include "core/base/json_writer.h"
#include "core/base/text.h"
#include "core/engine/observer.h"

namespace atscope::engine {

using base::Direction;
using base::JsonWriter;
using base::Stamp;

namespace {

constexpr std::size_t MostFact = 16'384; // bytes of JSON: a longer value is not known in the next part
constexpr std::size_t MostOpenTx = 65'536;
constexpr std::size_t MostOpenRx = 2 * wire::Framer::PayloadCap;
constexpr int DeepestValue = 8;

// ------------------------------------------------------------------------------------------------------------- writing

// Texts are bytes of a wire: what is not plain stands as hexadecimal digits under another key.
void writeBytes(JsonWriter &out, std::string_view key, std::string_view bytes)
{
    const bool plain = std::all_of(bytes.begin(), bytes.end(), [](char c) { return c >= ' ' && c <= '~'; });
    if (plain)
        out.member(key, bytes);
    else
        out.member(std::string(key) + "_hex", base::toHex(bytes));
}

void writeStamp(JsonWriter &out, std::string_view key, Stamp stamp)
{
    if (stamp.known())
        out.member(key, base::toRfc3339(stamp));
}

void writeFlag(JsonWriter &out, std::string_view key, bool flag)
{
    if (flag)
        out.member(key, true);
}

void writeForm(JsonWriter &out, const decode::Dialect &dialect, int id)
{
    out.beginArray();
    if (const auto ref = dialect.form(id); ref.form)
        out.value(ref.family->id).value(ref.command->name).value(ref.form->id);
    out.endArray();
}

void writeUrc(JsonWriter &out, const decode::Dialect &dialect, int id)
{
    out.beginArray();
    if (const auto ref = dialect.urc(id); ref.urc)
        out.value(ref.family->id).value(ref.urc->name);
    out.endArray();
}

// What announces: {"form":[…],"shape":0} or {"urc":[…],"shape":0}
void writeAnnouncer(JsonWriter &out, std::string_view key, const decode::Dialect &dialect, std::uint32_t id)
{
    const auto ref = dialect.announcer(id);
    if (!ref.found())
        return;
    out.key(key).beginObject();
    if (ref.urc != decode::NoEntry)
        writeUrc(out.key("urc"), dialect, ref.urc);
    else
        writeForm(out.key("form"), dialect, ref.form);
    out.member("shape", ref.shape).endObject();
}

void writeValue(JsonWriter &out, const expr::Value &value)
{
    out.beginObject();
    if (value.isBool()) {
        out.member("bool", value.boolean());
    } else if (value.isInteger()) {
        out.member("int", std::to_string(value.integer()));
    } else if (value.isDouble()) {
        out.member("real", base::fromDouble(value.number()));
    } else if (value.isText()) {
        writeBytes(out, "text", value.text());
    } else if (value.isDuration()) {
        out.member("ms", base::fromDouble(value.millis()));
    } else if (value.isTime()) {
        writeStamp(out, "time", value.time());
    } else if (value.isList()) {
        out.key("list").beginArray();
        for (const auto &item : value.list())
            writeValue(out, item);
        out.endArray();
    } else if (value.isRecord()) {
        out.key("record").beginArray();
        for (const auto &[name, item] : value.record()) {
            out.beginObject();
            writeBytes(out, "name", name);
            writeValue(out.key("value"), item);
            out.endObject();
        }
        out.endArray();
    }
    out.endObject();
}

// Several objects where one would be too large: {…,"facts":{…},"commands":[…]}
class Pieces final
{
public:
    Pieces(std::string first, std::size_t most) : m_plain(std::move(first)), m_most(most) {}

    void addFact(std::string member) { add(m_facts, std::move(member)); }
    void addCommand(std::string object) { add(m_commands, std::move(object)); }
    std::vector<std::string> take()
    {
        flush();
        return std::move(m_done);
    }

private:
    static constexpr std::size_t Frame = 32; // braces and keys

    void add(std::string &list, std::string item)
    {
        if (m_plain.size() + m_facts.size() + m_commands.size() + item.size() + Frame > m_most)
            flush();
        list += (list.empty() ? "" : ",") + item;
    }
    void flush()
    {
        std::string out = "{";
        const auto append = [&out](const std::string &text) { out += (out.size() > 1 && !text.empty() ? "," : "") + text; };
        append(m_plain);
        append(m_facts.empty() ? std::string() : "\"facts\":{" + m_facts + '}');
        append(m_commands.empty() ? std::string() : "\"commands\":[" + m_commands + ']');
        m_done.push_back(out + '}');
        m_plain.clear();
        m_facts.clear();
        m_commands.clear();
    }

    std::string m_plain; // members
    std::string m_facts;
    std::string m_commands;
    const std::size_t m_most;
    std::vector<std::string> m_done;
};

// The members of an object without its braces.
std::string membersOf(JsonWriter &out)
{
    const std::string text = out.take();
    return text.substr(1, text.size() - 2);
}

// ------------------------------------------------------------------------------------------------------------- reading

QJsonValue at(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key));
}

std::string readBytes(const QJsonObject &object, const char *key, std::size_t most)
{
    const auto hex = object.value(QLatin1String((std::string(key) + "_hex").c_str()));
    auto bytes = hex.isString() ? QByteArray::fromHex(hex.toString().toLatin1()).toStdString() : at(object, key).toString().toStdString();
    bytes.resize(std::min(bytes.size(), most));
    return bytes;
}

Stamp readStamp(const QJsonObject &object, const char *key)
{
    return base::fromRfc3339(at(object, key).toString().toStdString());
}

// Beyond 2^53 it is a text.
std::uint64_t readNumber(const QJsonObject &object, const char *key)
{
    const auto value = at(object, key);
    return value.isString() ? value.toString().toULongLong() : static_cast<std::uint64_t>(std::max<qint64>(value.toInteger(), 0));
}

expr::Value readValue(const QJsonObject &object, int depth = 0)
{
    if (at(object, "bool").isBool())
        return at(object, "bool").toBool();
    const auto text = [&object](const char *key) { return at(object, key).toString().toStdString(); };
    if (const auto number = base::toInteger(text("int")))
        return *number;
    if (const auto number = base::toDouble(text("real")))
        return *number;
    if (object.contains(QStringLiteral("text")) || object.contains(QStringLiteral("text_hex")))
        return readBytes(object, "text", MostFact);
    if (const auto number = base::toDouble(text("ms")))
        return expr::Value::Duration{*number};
    if (const auto stamp = readStamp(object, "time"); stamp.known())
        return stamp;
    if (depth >= DeepestValue)
        return {};
    if (at(object, "list").isArray()) {
        expr::Value::List list;
        for (const auto &item : at(object, "list").toArray())
            list.push_back(readValue(item.toObject(), depth + 1));
        return list;
    }
    if (at(object, "record").isArray()) {
        expr::Value::Record record;
        for (const auto &item : at(object, "record").toArray())
            record.emplace_back(readBytes(item.toObject(), "name", MostFact), readValue(at(item.toObject(), "value").toObject(), depth + 1));
        return record;
    }
    return {};
}

} // namespace

// Forms and URCs of a catalog by what they are called in it.
class StateNames final
{
public:
    explicit StateNames(const decode::Dialect &dialect) : m_dialect(dialect)
    {
        for (int id = 0;; ++id) {
            const auto ref = dialect.form(id);
            if (!ref.form)
                break;
            m_forms.emplace(key({ref.family->id, ref.command->name, ref.form->id}), id);
        }
        for (int id = 0;; ++id) {
            const auto ref = dialect.urc(id);
            if (!ref.urc)
                break;
            m_urcs.emplace(key({ref.family->id, ref.urc->name}), id);
        }
    }

    int form(const QJsonValue &name) const { return find(m_forms, name); }
    int urc(const QJsonValue &name) const { return find(m_urcs, name); }
    std::uint32_t announcer(const QJsonValue &value) const
    {
        const auto object = value.toObject();
        const int shape = at(object, "shape").toInt(decode::NoEntry);
        const int ofUrc = urc(at(object, "urc"));
        const int ofForm = ofUrc == decode::NoEntry ? form(at(object, "form")) : decode::NoEntry;
        return ofUrc == decode::NoEntry && ofForm == decode::NoEntry ? 0 : m_dialect.announcerId({ofForm, ofUrc, shape});
    }

private:
    using Table = std::map<std::string, int>;
    static std::string key(const std::vector<std::string> &parts)
    {
        std::string out;
        for (const auto &part : parts)
            out += part + '\n';
        return out;
    }
    static int find(const Table &table, const QJsonValue &name)
    {
        std::vector<std::string> parts;
        for (const auto &part : name.toArray())
            parts.push_back(part.toString().toStdString());
        const auto it = table.find(key(parts));
        return it == table.end() ? decode::NoEntry : it->second;
    }
    const decode::Dialect &m_dialect;
    Table m_forms;
    Table m_urcs;
};

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
    out.key("requests").beginArray();
    const auto waits = [](const Request &request) { return request.urc != decode::NoEntry; };
    for (std::size_t i = 0; i < m_requests.size() && std::any_of(m_requests.begin(), m_requests.end(), waits); ++i) {
        const auto &request = m_requests[(m_nextRequest + i) % m_requests.size()]; // the place that is used next first
        out.beginObject();
        if (waits(request)) {
            writeUrc(out.key("urc"), dialect, request.urc);
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

    const auto rx = m_rx.carried();
    out.key("rx").beginObject();
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
        if (m_announced.of != 0)
            out.member("announced_by", m_announced.of);
    }
    out.endObject().endObject();

    Pieces pieces(membersOf(out), most);
    for (const auto &[fact, value] : m_facts.all()) {
        JsonWriter member;
        member.beginObject();
        writeValue(member.key(fact), value);
        member.endObject();
        if (auto text = membersOf(member); text.size() <= MostFact)
            pieces.addFact(std::move(text));
    }

    // In the order they were sent; `rank`: how many of those before it in this order stand before it in its list, too.
    std::map<std::uint64_t, std::string> commands;
    const auto finished = [&](const Finished &one, const char *role, std::ptrdiff_t rank) {
        JsonWriter command;
        command.beginObject().member("n", one.id).member("role", role).member("rank", rank);
        writeStamp(command, "sent", one.sent);
        writeBytes(command, "text", one.text);
        writeForm(command.key("form"), dialect, one.form);
        command.endObject();
        commands.emplace(one.id, command.take());
    };
    const auto transaction = [&](const Transaction &one, const char *role, std::ptrdiff_t rank) {
        JsonWriter command;
        command.beginObject().member("n", one.id).member("role", role).member("rank", rank);
        writeStamp(command, "sent", one.sent);
        writeBytes(command, "text", one.text);
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
        commands.emplace(one.id, command.take());
    };
    const auto rank = [](const auto &list, std::size_t index) {
        return std::count_if(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(index),
                             [&](const auto &other) { return other.id < list[index].id; });
    };
    for (std::size_t i = 0; i < m_outstanding.size(); ++i)
        transaction(m_outstanding[i], "outstanding", rank(m_outstanding, i));
    for (std::size_t i = 0; i < m_pending.size(); ++i)
        transaction(m_pending[i], "pending", rank(m_pending, i));
    for (std::size_t i = 0; i < m_expired.size(); ++i)
        finished(m_expired[i], "expired", rank(m_expired, i));
    if (!m_tail.empty())
        finished(m_lastFinal, "final", 0);
    for (auto &[id, command] : commands)
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

void Observer::carryOver(const QJsonObject &state, EventSink &sink)
{
    const bool first = state.contains(QStringLiteral("profile"));
    if (first)
        setDialect(at(state, "profile").toString().toStdString(), at(state, "dialect").toString().toStdString());
    const StateNames names(*m_dialect);
    if (first) {
        m_options.followIdentity = m_options.followIdentity && at(state, "follow").toBool();
        m_echoes = at(state, "echoes").toBool();
        m_nextLimit = at(state, "limit").toDouble(-1);
        m_tail = readBytes(state, "tail", EchoBytes);
        m_txStamp = readStamp(state, "tx_from");
        m_rawLeft = readNumber(state, "raw_left");
        m_rawEnded = at(state, "raw_ended").toBool();
        m_facts = {};
        m_requests = {};
        m_nextRequest = 0;
        for (const auto &item : at(state, "requests").toArray()) {
            const auto request = item.toObject();
            auto &place = m_requests[m_nextRequest];
            place = {at(request, "hash").toString().toULongLong(), names.urc(at(request, "urc")), {}};
            for (const auto &text : at(request, "agrees").toArray())
                if (place.agrees.size() < MostAgreeing)
                    place.agrees.push_back(readBytes(text.toObject(), "text", MostRemembered));
            m_nextRequest = (m_nextRequest + 1) % m_requests.size();
        }
        const auto rx = at(state, "rx").toObject();
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
        m_carriedAnnouncer = readNumber(rx, "announced_by");
        m_announced = {};
        const auto begin = m_rx.taken();
        m_rx.beginAt(begin, carried.before);
        m_carriedFramer = carried;
        if (m_carriedBytes[0] == 0)
            takeCarried({}, Direction::Rx, {});
        m_armed = {decode::NoEntry}; // equals no list of forms
    }
    const auto facts = at(state, "facts").toObject();
    for (auto it = facts.begin(); it != facts.end(); ++it)
        m_facts.set(it.key().toStdString(), readValue(it.value().toObject()));
    for (const auto &command : at(state, "commands").toArray())
        carryCommand(command.toObject(), names, sink);
    m_rearm = true;
    rearm();
}

void Observer::carryCommand(const QJsonObject &object, const StateNames &names, EventSink &sink)
{
    const auto role = at(object, "role").toString();
    const auto rank = static_cast<std::size_t>(readNumber(object, "rank"));
    Transaction one;
    one.sent = readStamp(object, "sent");
    one.text = readBytes(object, "text", EchoBytes);
    one.length = std::max(one.text.size(), static_cast<std::size_t>(readNumber(object, "length")));
    for (const auto &form : at(object, "forms").toArray())
        if (const int id = names.form(form); id != decode::NoEntry)
            one.forms.push_back(id);
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
    list.insert(list.begin() + static_cast<std::ptrdiff_t>(std::min(rank, list.size())), std::move(one));
}

// The bytes that were open at the end of the part before are not new: nothing can come of them alone. Gives what is behind them.
std::string_view Observer::takeCarried(Stamp stamp, Direction direction, std::string_view bytes)
{
    std::size_t &left = m_carriedBytes[static_cast<std::size_t>(direction)];
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
