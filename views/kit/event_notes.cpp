// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/event_notes.h"

#include <algorithm>
#include <cmath>

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

#include "core/record/recording.h"
#include "views/kit/event_text.h"

namespace atscope::views {

using engine::EventKind;
using engine::Why;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(atscope::views::EventNotes)
};

QJsonObject objectOf(std::string_view json)
{
    return QJsonDocument::fromJson(QByteArray(json.data(), static_cast<qsizetype>(json.size()))).object();
}

// Recordings of before name only the code.
QString problemWords(const QJsonObject &note, catalog::Language language)
{
    base::Message problem(note.value(QStringLiteral("port_problem")).toString().toStdString());
    if (!note.contains(QStringLiteral("args")))
        return QString::fromStdString(problem.code);
    const auto args = note.value(QStringLiteral("args")).toObject();
    for (auto arg = args.begin(); arg != args.end(); ++arg)
        problem.args.emplace_back(arg.key().toStdString(), arg.value().toString().toStdString());
    return QString::fromStdString(catalog::Messages::render(problem, language));
}

QString linesWords(int bits)
{
    QStringList on;
    const auto put = [&](int bit, const char *name) {
        if ((bits & bit) != 0)
            on << QString::fromLatin1(name);
    };
    put(record::line::Cts, "CTS");
    put(record::line::Dsr, "DSR");
    put(record::line::Dcd, "DCD");
    put(record::line::Ring, "RI");
    put(record::line::Dtr, "DTR");
    put(record::line::Rts, "RTS");
    return on.isEmpty() ? Words::tr("Control lines: all off") : Words::tr("Control lines on: %1").arg(on.join(QLatin1Char(' ')));
}

QString statusWords(const engine::Event &event, std::string_view text)
{
    switch (event.why) {
    case Why::LimitExpired: return Words::tr("No final result code in time");
    case Why::EndedBySilence: return Words::tr("Ended by silence");
    case Why::Overtaken: return Words::tr("No final result code: the answer of a later command came");
    case Why::CompletionExpired: return Words::tr("No asynchronous result in time");
    default: break;
    }
    const auto object = objectOf(text);
    switch (static_cast<record::RtacEvent>(object.value(QStringLiteral("event")).toInt())) {
    case record::RtacEvent::FramingError: return Words::tr("Framing error: is the baud rate right?");
    case record::RtacEvent::ParityError: return Words::tr("Parity error");
    case record::RtacEvent::Break: return Words::tr("Break");
    case record::RtacEvent::Overflow: return Words::tr("Overflow in the driver");
    default: return linesWords(object.value(QStringLiteral("lines")).toInt());
    }
}

} // namespace

bool noteIsShown(std::string_view json)
{
    // Who sent something stands before it; what it was stands in the line, but for files and breaks.
    return json.find("\"by\"") == std::string_view::npos || json.find("\"break_ms\"") != std::string_view::npos
        || json.find("\"file\"") != std::string_view::npos;
}

QString noteWords(const engine::Event &event, std::string_view text, catalog::Language language)
{
    if (event.kind == EventKind::Status)
        return statusWords(event, text);
    const auto object = objectOf(text);
    if (event.why == Why::FileDamaged)
        return Words::tr("The recording is damaged here: %1 of the file cannot be read").arg(sizeText(static_cast<std::uint64_t>(std::max(0.0, object.value(QStringLiteral("damaged")).toDouble()))));
    if (event.kind == EventKind::Gap) {
        const auto lost = object.value(QStringLiteral("lost")).toDouble();
        if (lost > 0 && event.why == Why::DriverOverran)
            return Words::tr("Gap: the driver had no room for %1 bytes, somewhere near here").arg(static_cast<qint64>(lost));
        return lost > 0 ? Words::tr("Gap: %1 bytes were lost here").arg(static_cast<qint64>(lost)) : Words::tr("Gap: bytes were lost here, how many is not known");
    }
    const auto value = [&object](const char *key) { return object.value(QLatin1String(key)); };
    QStringList words;
    if (value("profile").isString())
        words << (event.why == Why::ModuleRecognised ? Words::tr("Recognised: %1") : Words::tr("Read as %1")).arg(value("profile").toString());
    if (value("dialect").isString())
        words << Words::tr("Dialect %1").arg(value("dialect").toString());
    if (value("reconnect").toBool())
        words << Words::tr("Port opened again");
    if (value("port_problem").isString())
        words << Words::tr("Port closed or gone: %1").arg(problemWords(object, language));
    if (value("file").isString())
        words << Words::tr("Sending %1 as it is: %2").arg(value("file").toString(), sizeText(static_cast<std::uint64_t>(std::max(0.0, value("raw").toDouble()))));
    if (value("raw_cut").isDouble())
        words << Words::tr("Cut short: %1 were not sent").arg(sizeText(static_cast<std::uint64_t>(std::max(0.0, value("raw_cut").toDouble()))));
    if (value("break_ms").isDouble())
        words << Words::tr("Break of %1 sent").arg(durationText(value("break_ms").toDouble()));
    if (value("cancel").toBool())
        words << Words::tr("Cancelled by the user");
    if (value("resync").toBool())
        words << Words::tr("Back in step with the module");
    if (value("power").isString())
        words << (value("power").toString() == QLatin1String("off") ? Words::tr("Power off") : Words::tr("Power on"));
    if (value("line").isString())
        words << Words::tr("Line settings %1").arg(value("line").toString());
    if (value("clock_step_ns").isDouble())
        words << Words::tr("The clock of this computer was set by %1").arg(durationText(std::abs(value("clock_step_ns").toDouble()) / 1e6));
    if (value("part").isDouble())
        words << Words::tr("Part %1 of the recording begins").arg(value("part").toInteger());
    if (value("cut").isDouble())
        words << Words::tr("An unfinished block at the file's end was cut off: %1").arg(sizeText(static_cast<std::uint64_t>(std::max(0.0, value("cut").toDouble()))));
    if (value("damaged").isDouble())
        words << Words::tr("The recording is damaged here: %1 of the file cannot be read").arg(sizeText(static_cast<std::uint64_t>(std::max(0.0, value("damaged").toDouble()))));
    if (value("goes_on_in_part").isDouble())
        words << Words::tr("The recording goes on in part %1").arg(value("goes_on_in_part").toInteger());
    if (value("end").toBool())
        words << Words::tr("End of the session");
    if (value("bookmark").isString())
        words << Words::tr("Bookmark: %1").arg(value("bookmark").toString());
    return words.isEmpty() ? QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())) : words.join(QStringLiteral(" · "));
}

QString flagWords(std::uint16_t flags)
{
    using namespace engine;
    QStringList words;
    if ((flags & EventFlag::Unknown) != 0)
        words << Words::tr("unknown");
    if ((flags & EventFlag::Orphan) != 0)
        words << Words::tr("answer without a command");
    if ((flags & EventFlag::Unsolicited) != 0)
        words << Words::tr("result code without a command");
    if ((flags & EventFlag::Late) != 0)
        words << Words::tr("late");
    if ((flags & EventFlag::Repeated) != 0)
        words << Words::tr("repeated");
    if ((flags & EventFlag::Damaged) != 0)
        words << Words::tr("damaged echo");
    if ((flags & EventFlag::Broken) != 0)
        words << Words::tr("length differs from the announced count");
    if ((flags & EventFlag::Partial) != 0)
        words << Words::tr("no line end");
    if ((flags & EventFlag::Truncated) != 0)
        words << Words::tr("piece of a longer line");
    return words.join(QStringLiteral(", "));
}

QString senderWords(const store::EventStore &store, std::uint64_t command)
{
    constexpr std::uint64_t Before = 3; // an expired limit may stand between
    engine::Event event;
    for (auto id = command; id > 1 && command - id < Before;) {
        --id;
        if (!store.event(id, event) || (event.kind != EventKind::Note && event.kind != EventKind::Status))
            return {};
        const auto text = event.kind == EventKind::Note ? store.bytes(event) : std::string();
        if (noteIsShown(text))
            continue;
        const auto object = objectOf(text);
        const auto by = object.value(QStringLiteral("by")).toString();
        const auto purpose = object.value(QStringLiteral("for")).toString();
        if (purpose == QLatin1String("identify"))
            return Words::tr("Identify");
        if (purpose == QLatin1String("error-codes"))
            return Words::tr("Identify: error codes on");
        if (purpose == QLatin1String("put-back"))
            return Words::tr("put back by ATscope");
        if (by == QLatin1String("resync"))
            return Words::tr("ATscope, to get back in step");
        if (by == QLatin1String("responder"))
            return Words::tr("responder");
        if (by == QLatin1String("transfer"))
            return Words::tr("transfer");
        if (by == QLatin1String("workflow"))
            return Words::tr("workflow");
        if (by == QLatin1String("heartbeat"))
            return Words::tr("heartbeat");
        return {};
    }
    return {};
}

QString kindWord(EventKind kind)
{
    switch (kind) {
    case EventKind::Command: return Words::tr("Command");
    case EventKind::Echo: return Words::tr("Echo");
    case EventKind::Answer: return Words::tr("Answer");
    case EventKind::Final: return Words::tr("Final result code");
    case EventKind::Urc: return Words::tr("URC");
    case EventKind::Prompt: return Words::tr("Prompt");
    case EventKind::Payload: return Words::tr("Payload");
    case EventKind::Noise: return Words::tr("Unexplained bytes");
    case EventKind::Status: return Words::tr("Status");
    case EventKind::Gap: return Words::tr("Gap");
    case EventKind::Note: return Words::tr("Note");
    }
    return {};
}

} // namespace atscope::views
