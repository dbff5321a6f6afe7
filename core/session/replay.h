// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/engine/observer.h"
#include "core/record/recording.h"
#include "core/session/workspace.h"

namespace atscope::session {

// An Observer as the settings want it: the module chosen by hand, else `module` (a recording's), else generic; in the last two
// cases it follows what the stream itself tells. `rawInput`: bytes of the module's direction only.
// The workspace must outlive it.
engine::Observer makeObserver(Workspace &workspace, std::string_view module, bool rawInput);

// Runs a recording through an Observer: the same events as when it was live.
class Replay final
{
public:
    // `reader` at its beginning; both must outlive the replay.
    Replay(Workspace &workspace, record::RecordingReader &reader);
    const engine::Observer &observer() const { return m_observer; }
    void run(engine::EventSink &sink); // to the end; reader.end() says how it ended

    // The same in steps: the next record (`before` sees it first); false: there is none. Then finish().
    bool step(engine::EventSink &sink, const std::function<void(const record::Record &)> &before = {});
    void finish(engine::EventSink &sink) { m_observer.finish(sink); }

private:
    void take(const record::Record &record, engine::EventSink &sink);

    record::RecordingReader &m_reader;
    record::Record m_record;
    bool m_hasFirst = false;
    engine::Observer m_observer;
};

} // namespace atscope::session
