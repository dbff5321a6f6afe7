// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/opened_recording.h"

#include <algorithm>
#include <array>

#include "core/session/replay.h"
#include "core/session/store_feeder.h"

namespace atscope::session {

using base::Direction;

namespace {

constexpr std::size_t RawBlock = 65'536;

} // namespace

class OpenedRecording::Sink final : public engine::EventSink
{
public:
    Sink(OpenedRecording &owner, const engine::Observer &observer) : m_owner(owner), m_observer(observer), m_feeder(*owner.m_store) {}
    void onEvent(const engine::Event &event, std::string_view bytes) override
    {
        m_feeder.append(event, bytes, m_observer);
        if (!m_owner.m_grown.exchange(true) && m_owner.m_bell)
            m_owner.m_bell();
    }

private:
    OpenedRecording &m_owner;
    const engine::Observer &m_observer;
    StoreFeeder m_feeder;
};

base::Result<std::unique_ptr<OpenedRecording>> OpenedRecording::open(Workspace &workspace, const std::string &file, base::Bell bell)
{
    std::unique_ptr<OpenedRecording> opened(new OpenedRecording(file, std::move(bell)));
    auto source = record::openFile(file);
    if (!source)
        return source.error();
    opened->m_source = std::move(source).value();
    std::array<char, 4> head{};
    opened->m_source->readAt(0, head.data(), head.size());
    base::SessionId session{};
    const bool isRecording = record::isRecording({head.data(), head.size()});
    if (isRecording) {
        auto reader = record::RecordingReader::open(opened->m_source);
        if (!reader)
            return reader.error();
        opened->m_reader = std::move(reader).value();
        if (const auto metadata = opened->m_reader->metadata()) {
            session = metadata->session;
            opened->m_module = metadata->module;
        }
    } else {
        session = record::newSessionId();
    }
    opened->m_store = std::make_unique<store::EventStore>(session);
    if (isRecording) {
        opened->m_store->beginAt({opened->m_reader->position(Direction::Rx), opened->m_reader->position(Direction::Tx)});
        opened->m_store->setRecording(opened->m_source);
    }
    opened->m_thread = std::thread([own = opened.get(), &workspace] {
        own->m_reader ? own->runRecording(workspace) : own->runRaw(workspace);
        own->m_done = true;
        if (own->m_bell)
            own->m_bell();
    });
    return opened;
}

OpenedRecording::~OpenedRecording()
{
    m_stop = true;
    if (m_thread.joinable())
        m_thread.join();
}

void OpenedRecording::runRecording(Workspace &workspace)
{
    Replay replay(workspace, *m_reader);
    Sink sink(*this, replay.observer());
    const auto before = [this](const record::Record &record) {
        m_read.store(record.offset, std::memory_order_relaxed);
        if (record.kind != record::RecordKind::Data)
            return;
        m_store->takeBytes(record.direction, record.bytes);
        m_store->released(record.direction, record.position() + record.bytes.size());
    };
    while (!m_stop && replay.step(sink, before)) {
    }
    if (m_stop)
        return;
    replay.finish(sink);
    const std::lock_guard lock(m_mutex);
    m_problem = m_reader->end().message;
}

void OpenedRecording::runRaw(Workspace &workspace)
{
    auto observer = makeObserver(workspace, {}, true);
    Sink sink(*this, observer);
    std::string block(RawBlock, '\0');
    for (std::uint64_t at = 0; !m_stop;) {
        const auto size = m_source->readAt(at, block.data(), block.size());
        if (size == 0)
            break;
        const std::string_view bytes(block.data(), size);
        m_store->takeBytes(Direction::Rx, bytes);
        observer.feed(base::Stamp::none(), Direction::Rx, bytes, sink);
        at += size;
        m_read.store(at, std::memory_order_relaxed);
    }
    if (!m_stop)
        observer.finish(sink);
}

std::string OpenedRecording::module() const
{
    return m_module;
}

double OpenedRecording::progress() const
{
    const auto whole = m_source->size();
    return m_done || whole == 0 ? 1 : std::min(1.0, static_cast<double>(m_read.load(std::memory_order_relaxed)) / static_cast<double>(whole));
}

base::Message OpenedRecording::problem() const
{
    const std::lock_guard lock(m_mutex);
    return m_problem;
}

} // namespace atscope::session
