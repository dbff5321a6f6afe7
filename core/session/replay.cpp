// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/replay.h"

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
    options.dialectFor = [&workspace](std::string_view name, std::string_view dialect) { return workspace.dialect(name, dialect); };
    const auto &settings = workspace.settings();
    return engine::Observer(workspace.dialect(workspace.moduleChosen() ? std::string_view(settings.module) : module, settings.dialect),
                            std::move(options));
}

Replay::Replay(Workspace &workspace, record::RecordingReader &reader)
    : m_reader(reader),
      m_hasFirst(reader.next(m_first)), // the metadata is complete once the first record was read
      m_observer(makeObserver(workspace, reader.metadata() ? reader.metadata()->module : std::string(), false))
{
}

void Replay::run(engine::EventSink &sink)
{
    if (m_hasFirst) {
        take(m_first, sink);
        record::Record record;
        while (m_reader.next(record))
            take(record, sink);
    }
    m_observer.finish(sink);
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
    case RecordKind::Lost: {
        base::JsonWriter text;
        text.beginObject().member("lost", record.lost).endObject();
        m_observer.mark(record.stamp, record.direction, EventKind::Gap, Why::LossRecorded, text.text(), sink);
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
