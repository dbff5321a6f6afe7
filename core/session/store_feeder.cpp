// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/store_feeder.h"

#include "core/decode/line_head.h"

namespace atscope::session {

bool StoreFeeder::settle(const engine::Observer &observer)
{
    const auto &facts = observer.facts();
    if (&observer.dialect() == m_dialect && facts.revision() == m_factsRevision)
        return false;
    m_dialect = &observer.dialect();
    m_factsRevision = facts.revision();
    m_store.setContext(observer.sharedDialect(), facts);
    return true;
}

void StoreFeeder::append(const engine::Event &event, std::string_view bytes, const engine::Observer &observer)
{
    settle(observer);
    // What the store cannot find by position: the text of what takes no room in the stream, the name of an unknown URC.
    const bool unknown = (event.flags & engine::EventFlag::Unknown) != 0;
    m_store.append(event, unknown ? decode::headOf(bytes).name : std::string_view(), event.span.length == 0 ? bytes : std::string_view());
}

} // namespace atscope::session
