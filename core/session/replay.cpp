// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/replay.h"

#include <utility>

#include "core/base/json_writer.h"

namespace atscope::session {

using engine::EventKind;
using engine::Why;
using record::RecordKind;

engine::Observer makeObserver(Workspace &workspace, std::string_view module, bool rawInput)
{
    engine::ObserverOptions options;
    options.echoOpensCommands = rawInput;
    options.followIdentity = !workspace.moduleChosen();
    options.followDialect = workspace.settings().dialect.empty();
    options.dialectFor = [&workspace](std::string_view name, std::string_view dialect) { return workspace.dialect(name, dialect); };
    const auto &settings = workspace.settings();
    return engine::Observer(workspace.dialect(workspace.moduleChosen() ? std::string_view(settings.module) : module, settings.dialect),
                            std::move(options));
}

Replay::Replay(Workspace &workspace, record::RecordingReader &reader)
    : m_reader(reader),
      m_hasFirst(reader.next(m_record)), // the metadata is complete once the first record was read
      m_observer(makeObserver(workspace, reader.metadata() ? reader.metadata()->module : std::string(), false))
{
    m_observer.beginAt(m_hasFirst ? m_record.at : beginOf(reader.layout()));
}

bool Replay::step(engine::EventSink &sink, const std::function<void(const record::Record &)> &before)
{
    if (!std::exchange(m_hasFirst, false) && !m_reader.next(m_record))
        return false;
    if (before)
        before(m_record);
    take(m_record, sink);
    return true;
}

void Replay::run(engine::EventSink &sink)
{
    while (step(sink)) {
    }
    finish(sink);
}

void Replay::take(const record::Record &record, engine::EventSink &sink)
{
    switch (record.kind) {
    case RecordKind::Data:
        m_observer.feed(record.stamp, record.direction, record.bytes, sink);
        break;
    case RecordKind::Note:
        m_observer.note(record.stamp, record.bytes, sink);
        break;
    case RecordKind::Lost:
        m_observer.lose(record.stamp, record.direction, record.lost,
                        record.event == record::RtacEvent::Overflow ? Why::DriverOverran : Why::LossRecorded, sink);
        break;
    case RecordKind::Damaged: {
        base::JsonWriter text;
        text.beginObject().member("damaged", record.lost).member("offset", record.offset).endObject();
        m_observer.mark(record.stamp, record.direction, EventKind::Gap, Why::FileDamaged, text.text(), sink);
        break;
    }
    case RecordKind::Status: {
        base::JsonWriter text;
        text.beginObject().member("event", static_cast<int>(record.event)).member("lines", static_cast<int>(record.lines)).endObject();
        m_observer.mark(record.stamp, record.direction, EventKind::Status, Why::LinesChanged, text.text(), sink);
        break;
    }
    }
}

} // namespace atscope::session
