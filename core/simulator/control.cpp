// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/control.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <initializer_list>

#include "core/base/json_writer.h"
#include "core/base/text.h"
#include "core/simulator/virtual_module.h"

namespace atscope::simulator {

namespace {

using base::Message;

constexpr std::size_t LongestText = 1U << 20U;
constexpr double LongestMs = 86'400'000; // a day

std::string textOf(const QJsonObject &message, const char *key)
{
    return message.value(QLatin1String(key)).toString().toStdString();
}

// Every key must be one of these: a misspelt one must not vanish silently.
std::optional<Message> onlyKeys(const QJsonObject &message, std::initializer_list<std::string_view> known)
{
    for (auto it = message.begin(); it != message.end(); ++it) {
        const std::string key = it.key().toStdString();
        if (key != "do" && std::find(known.begin(), known.end(), key) == known.end())
            return Message("simulator-control-key", {{"key", base::escapedUtf8(key.substr(0, 80), true)}});
    }
    return std::nullopt;
}

std::optional<Message> wrongValue(const char *key, const char *expected)
{
    return Message("simulator-control-value", {{"key", key}, {"expected", expected}});
}

// A number from low to high; `otherwise` when it is not there.
std::optional<Message> number(const QJsonObject &message, const char *key, double low, double high, double otherwise, bool whole,
                              double &out)
{
    const QJsonValue value = message.value(QLatin1String(key));
    out = value.isUndefined() ? otherwise : value.toDouble(low - 1);
    const bool good = value.isUndefined() || (value.isDouble() && out >= low && out <= high);
    if (good && (!whole || out == static_cast<double>(static_cast<std::int64_t>(out))))
        return std::nullopt;
    const std::string range = base::fromDouble(low) + ".." + base::fromDouble(high);
    return Message("simulator-control-value", {{"key", key}, {"expected", range}});
}

// `text` or `hex`, not both.
std::optional<Message> bytes(const QJsonObject &message, std::string &out, bool &given)
{
    const QJsonValue text = message.value(QLatin1String("text"));
    const QJsonValue hex = message.value(QLatin1String("hex"));
    given = !text.isUndefined() || !hex.isUndefined();
    if (!text.isUndefined() && !hex.isUndefined())
        return wrongValue("hex", "text / hex");
    if (!text.isUndefined()) {
        if (!text.isString())
            return wrongValue("text", "\"…\"");
        out = text.toString().toStdString();
    } else if (!hex.isUndefined()) {
        const std::string digits = hex.toString().toStdString();
        if (!hex.isString() || digits.size() % 2 != 0 || !std::all_of(digits.begin(), digits.end(), base::isHexDigit))
            return wrongValue("hex", "\"0d0a\"");
        for (std::size_t i = 0; i < digits.size(); i += 2)
            out += static_cast<char>(static_cast<unsigned char>(*base::toInteger(std::string_view(digits).substr(i, 2), 16)));
    }
    if (out.size() > LongestText)
        return wrongValue("text", "0..1 MiB");
    return std::nullopt;
}

struct FaultWord
{
    const char *word;
    FaultKind kind;
    double ms;    // when left out
    double bytes; // when left out
};
constexpr FaultWord FaultWords[] = {
    {"delay", FaultKind::Delay, 1000, 0}, {"split", FaultKind::Split, 20, 1},   {"garbage", FaultKind::Garbage, 0, 8},
    {"drop", FaultKind::Drop, 0, 1},      {"glue", FaultKind::Glue, 0, 0},      {"echo", FaultKind::Echo, 0, 0},
    {"silence", FaultKind::Silence, 0, 0}, {"reboot", FaultKind::Reboot, 0, 0},
};

} // namespace

std::string Control::run(std::string_view json, catalog::Language language)
{
    QJsonParseError error;
    QJsonDocument document;
    if (json.size() <= 2 * LongestText)
        document = QJsonDocument::fromJson(QByteArray(json.data(), static_cast<qsizetype>(json.size())), &error);
    std::optional<Message> reason;
    std::string verb;
    if (!document.isObject()) {
        reason = Message("simulator-control-json");
    } else {
        verb = base::escapedUtf8(textOf(document.object(), "do").substr(0, 80), true);
        reason = carryOut(document.object());
    }
    base::JsonWriter out;
    out.beginObject();
    if (reason) {
        out.member("refused", verb).member("code", reason->code).member("reason", catalog::Messages::render(*reason, language));
    } else {
        out.member("done", verb);
        for (const char *key : {"kind", "state"})
            if (const std::string value = textOf(document.object(), key); !value.empty())
                out.member(key, value);
    }
    out.endObject();
    return out.take();
}

std::optional<Message> Control::carryOut(const QJsonObject &message)
{
    const std::string verb = textOf(message, "do");
    if (verb == "urc")
        return urc(message);
    if (verb == "fault")
        return fault(message);
    if (verb == "power")
        return power(message);
    if (verb == "quit") {
        if (auto wrong = onlyKeys(message, {}))
            return wrong;
        m_module.m_quit = true;
        return std::nullopt;
    }
    if (verb == "platform")
        return Message("simulator-control-platform");
    return Message("simulator-control-unknown", {{"do", base::escapedUtf8(verb.substr(0, 80), true)}});
}

// {"do":"urc","text":"+CIOTCMD:3,abc"}; "hex" instead of "text"; "raw":true without line ends around it.
std::optional<Message> Control::urc(const QJsonObject &message)
{
    std::string text;
    bool given = false;
    if (auto wrong = onlyKeys(message, {"text", "hex", "raw"}))
        return wrong;
    if (auto wrong = bytes(message, text, given))
        return wrong;
    if (!given || text.empty())
        return wrongValue("text", "\"…\"");
    const QJsonValue raw = message.value(QLatin1String("raw"));
    if (!raw.isUndefined() && !raw.isBool())
        return wrongValue("raw", "true / false");
    if (m_module.m_power != VirtualModule::Power::On)
        return Message("simulator-control-off");
    m_module.happened({VirtualModule::Happening::Kind::Urc, m_now, base::escapedUtf8(text, true), {}, {}});
    if (!raw.toBool())
        text = "\r\n" + text + "\r\n";
    m_module.putWithFaults(m_now, std::move(text), m_module.baud());
    m_module.letOut(m_now);
    return std::nullopt;
}

// {"do":"fault","kind":"delay","ms":500,"count":3}
std::optional<Message> Control::fault(const QJsonObject &message)
{
    const std::string kind = textOf(message, "kind");
    if (kind == "crc" || kind == "digest" || kind == "truncate")
        return Message("simulator-control-later", {{"kind", kind}});
    const auto word =
        std::find_if(std::begin(FaultWords), std::end(FaultWords), [&](const FaultWord &w) { return kind == w.word; });
    if (word == std::end(FaultWords))
        return wrongValue("kind", "delay, split, garbage, drop, glue, echo, silence, reboot");
    Fault fault;
    fault.kind = word->kind;
    double count = 1;
    double ms = 0;
    double size = 0;
    bool given = false;
    if (auto wrong = onlyKeys(message, {"kind", "count", "ms", "bytes", "text", "hex"}))
        return wrong;
    if (auto wrong = number(message, "count", 0, 1e9, 1, true, count))
        return wrong;
    if (auto wrong = number(message, "ms", 0, LongestMs, word->ms, false, ms))
        return wrong;
    if (auto wrong = number(message, "bytes", word->bytes > 0 ? 1 : 0, 65536, word->bytes, true, size))
        return wrong;
    if (auto wrong = bytes(message, fault.data, given))
        return wrong;
    if (given && fault.kind != FaultKind::Garbage)
        return Message("simulator-control-key", {{"key", message.contains(QLatin1String("hex")) ? "hex" : "text"}});
    fault.count = static_cast<int>(count);
    fault.ms = ms;
    fault.bytes = static_cast<std::size_t>(size);
    if (fault.kind == FaultKind::Silence && ms > 0) {
        m_module.m_silentUntil = m_now.plus(ms);
        return std::nullopt;
    }
    m_module.m_faults.arm(fault);
    return std::nullopt;
}

std::optional<Message> Control::power(const QJsonObject &message)
{
    if (auto wrong = onlyKeys(message, {"state"}))
        return wrong;
    const std::string state = textOf(message, "state");
    if (state != "on" && state != "off")
        return wrongValue("state", "on / off");
    if (state == "off" && m_module.m_power != VirtualModule::Power::Off)
        m_module.powerOff(m_now);
    else if (state == "on" && m_module.m_power == VirtualModule::Power::Off)
        m_module.boot(m_now);
    return std::nullopt;
}

std::string VirtualModule::control(base::Stamp now, std::string_view json, catalog::Language language)
{
    advance(now);
    std::string reply = Control(*this, now).run(json, language);
    advance(now);
    return reply;
}

} // namespace atscope::simulator
