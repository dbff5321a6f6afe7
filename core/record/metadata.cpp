// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/record/metadata.h"

#include <algorithm>
#include <random>

#include <QJsonDocument>
#include <QJsonObject>

#include "core/base/json_writer.h"
#include "core/base/text.h"

namespace atscope::record {

namespace {

constexpr std::string_view Key = "atscope";

// An empty object for anything that is not one of ours.
QJsonObject objectOf(std::string_view json)
{
    const QByteArray bytes = QByteArray::fromRawData(json.data(), static_cast<qsizetype>(json.size()));
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    return object.contains(QLatin1String(Key.data(), Key.size())) ? object : QJsonObject();
}

std::string textOf(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toString().toStdString();
}

} // namespace

std::string sessionText(const base::SessionId &id)
{
    std::string text = base::toHex(std::string(id.begin(), id.end()));
    for (const std::size_t at : {20U, 16U, 12U, 8U})
        text.insert(at, "-");
    return text;
}

std::optional<base::SessionId> sessionOfText(std::string_view text)
{
    if (text.size() != 36 || text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-')
        return std::nullopt;
    std::string digits(text);
    digits.erase(std::remove(digits.begin(), digits.end(), '-'), digits.end());
    if (digits.size() != 32 || !std::all_of(digits.begin(), digits.end(), base::isHexDigit))
        return std::nullopt;
    base::SessionId id{};
    for (std::size_t i = 0; i < id.size(); ++i)
        id[i] = static_cast<std::uint8_t>(*base::toInteger(std::string_view(digits).substr(2 * i, 2), 16));
    return id;
}

base::SessionId newSessionId()
{
    std::random_device random;
    base::SessionId id{};
    for (std::uint8_t &byte : id)
        byte = static_cast<std::uint8_t>(random());
    id[6] = static_cast<std::uint8_t>((id[6] & 0x0FU) | 0x40U);
    id[8] = static_cast<std::uint8_t>((id[8] & 0x3FU) | 0x80U);
    return id;
}

std::uint64_t numberOf(const QJsonValue &value)
{
    return value.isString() ? value.toString().toULongLong() : static_cast<quint64>(std::max<qint64>(value.toInteger(), 0));
}

bool isNote(std::string_view json)
{
    return !objectOf(json).isEmpty();
}

bool isBookmark(std::string_view json)
{
    return objectOf(json).contains(QLatin1String("bookmark"));
}

std::string Loss::toJson() const
{
    base::JsonWriter out;
    out.beginObject().member(Key, 1).member("lost", bytes).member("dir", direction == base::Direction::Rx ? "rx" : "tx");
    if (overrun)
        out.member("overrun", true);
    out.endObject();
    return out.take();
}

Loss Loss::fromJson(std::string_view json)
{
    const QJsonObject object = objectOf(json);
    Loss loss;
    loss.bytes = numberOf(object.value(QLatin1String("lost")));
    loss.direction = textOf(object, "dir") == "tx" ? base::Direction::Tx : base::Direction::Rx;
    loss.overrun = object.value(QLatin1String("overrun")).toBool();
    return loss;
}

std::string Metadata::toJson() const
{
    base::JsonWriter out;
    out.beginObject().member(Key, 1).member("session", sessionText(session));
    if (started.known())
        out.member("started", base::toRfc3339(started));
    const auto text = [&out](std::string_view key, const std::string &value) {
        if (!value.empty())
            out.member(key, value);
    };
    text("module", module);
    text("firmware", firmware);
    text("port", port);
    text("identity", identity);
    if (baud != 0)
        out.member("baud", baud);
    text("version", version);
    text("catalog", catalog);
    if (part > 1) {
        out.member("part", part);
        out.key("begin").beginObject().member("rx", begin[0]).member("tx", begin[1]).endObject();
    }
    out.endObject();
    return out.take();
}

std::optional<Metadata> Metadata::fromJson(std::string_view json)
{
    const QJsonObject object = objectOf(json);
    if (object.isEmpty())
        return std::nullopt;
    Metadata data;
    data.session = sessionOfText(textOf(object, "session")).value_or(base::SessionId{});
    data.started = base::fromRfc3339(textOf(object, "started"));
    data.module = textOf(object, "module");
    data.firmware = textOf(object, "firmware");
    data.port = textOf(object, "port");
    data.identity = textOf(object, "identity");
    const qint64 baud = object.value(QLatin1String("baud")).toInteger();
    data.baud = baud > 0 && baud <= 0xFFFFFFFF ? static_cast<std::uint32_t>(baud) : 0;
    data.version = textOf(object, "version");
    data.catalog = textOf(object, "catalog");
    const std::uint64_t part = numberOf(object.value(QLatin1String("part")));
    if (part > 1 && part <= 0xFFFFFFFF) {
        data.part = static_cast<std::uint32_t>(part);
        const QJsonObject begin = object.value(QLatin1String("begin")).toObject();
        data.begin = {numberOf(begin.value(QLatin1String("rx"))), numberOf(begin.value(QLatin1String("tx")))};
        if (std::max(data.begin[0], data.begin[1]) > MostBegin)
            data.begin = {};
    }
    return data;
}

} // namespace atscope::record
