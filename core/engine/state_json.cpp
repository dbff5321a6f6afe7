// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/state_json.h"

#include <algorithm>

#include <QJsonArray>

#include "core/base/text.h"

namespace atscope::engine::state {

using base::JsonWriter;
using base::Stamp;

namespace {

constexpr int DeepestValue = 8;
constexpr std::size_t Frame = 32; // braces and keys of a piece

} // namespace

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

std::string membersOf(JsonWriter &out)
{
    const std::string text = out.take();
    return text.substr(1, text.size() - 2);
}

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

std::uint64_t readNumber(const QJsonObject &object, const char *key)
{
    const auto value = at(object, key);
    return value.isString() ? value.toString().toULongLong() : static_cast<std::uint64_t>(std::max<qint64>(value.toInteger(), 0));
}

namespace {

expr::Value valueOf(const QJsonObject &object, int depth)
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
            list.push_back(valueOf(item.toObject(), depth + 1));
        return list;
    }
    if (at(object, "record").isArray()) {
        expr::Value::Record record;
        for (const auto &item : at(object, "record").toArray())
            record.emplace_back(readBytes(item.toObject(), "name", MostFact), valueOf(at(item.toObject(), "value").toObject(), depth + 1));
        return record;
    }
    return {};
}

} // namespace

expr::Value readValue(const QJsonObject &object)
{
    return valueOf(object, 0);
}

std::vector<std::string> Pieces::take()
{
    flush();
    return std::move(m_done);
}

void Pieces::add(std::string &list, std::string item)
{
    if (m_plain.size() + m_facts.size() + m_commands.size() + item.size() + Frame > m_most)
        flush();
    list += (list.empty() ? "" : ",") + item;
}

void Pieces::flush()
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

} // namespace atscope::engine::state
