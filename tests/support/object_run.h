// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "core/session/objects.h"
#include "core/session/replay.h"

namespace atscope::test {

// What a module said, read with the shipped catalogs and put together to objects. Derive, take the objects in onObject(), feed the
// text from its beginning, finish().
class ObjectRun : public engine::EventSink, public decode::ObjectSink
{
public:
    static session::Workspace &workspace()
    {
        static auto s_workspace = session::Workspace::open({});
        return **s_workspace;
    }
    void onEvent(const engine::Event &event, std::string_view bytes) final
    {
        m_assembler.feed(session::objectInput(event, bytes), m_observer.dialect(), m_observer.facts(), *this);
    }

protected:
    explicit ObjectRun(std::string text)
        : m_text(std::move(text)), m_assembler(workspace().chosenDialect()), m_observer(session::makeObserver(workspace(), {}, true))
    {
    }
    // `cut`: byte by byte.
    void feed(base::Stamp stamp, std::string_view block, bool cut)
    {
        const std::size_t step = cut ? 1 : block.size();
        for (std::size_t at = 0; at < block.size(); at += step)
            m_observer.feed(stamp, base::Direction::Rx, block.substr(at, step), *this);
    }
    void finish()
    {
        m_observer.finish(*this);
        m_assembler.finish(*this);
    }
    const std::string &text() const { return m_text; }
    const decode::Assembler &assembler() const { return m_assembler; }

private:
    const std::string m_text;
    decode::Assembler m_assembler;
    engine::Observer m_observer;
};

} // namespace atscope::test
