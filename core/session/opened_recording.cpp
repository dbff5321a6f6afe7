// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/opened_recording.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDateTime>
#include <QFileInfo>

#include "core/base/guard.h"
#include "core/record/output_file.h"
#include "core/session/replay.h"
#include "core/session/store_feeder.h"
#include "core/session/version.h"
#include "core/store/packer.h"

namespace atscope::session {

using base::Direction;

namespace {

constexpr std::size_t RawBlock = 65'536;
constexpr std::size_t EndBytes = 65'536; // of the file, at both ends
constexpr std::size_t SampleBytes = 4096;
constexpr std::uint64_t Samples = 64; // between them

std::string programText()
{
    const QFileInfo program(QCoreApplication::instance() ? QCoreApplication::applicationFilePath() : QString());
    return std::string(Version) + ' ' + std::to_string(program.size()) + ' ' + std::to_string(program.lastModified().toMSecsSinceEpoch());
}

// Of all that the events of a file depend on. A recording is only ever appended to, so its size, both ends, samples between them
// and its time of change tell whether it is the same.
store::IndexKey keyOf(const record::ByteSource &source, const std::string &file, const Workspace &workspace, const std::string &program)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto add = [&hash](std::string_view text) {
        const auto size = static_cast<qint64>(text.size());
        hash.addData(QByteArrayView(reinterpret_cast<const char *>(&size), sizeof size));
        hash.addData(QByteArrayView(text.data(), size));
    };
    const auto &settings = workspace.settings();
    add(program);
    add(workspace.catalog().hash());
    add(settings.module);
    add(settings.dialect);
    const std::uint64_t size = source.size();
    add(std::to_string(size));
    std::error_code error;
    const auto changed = std::filesystem::last_write_time(record::pathOf(file), error);
    add(error ? std::string() : std::to_string(changed.time_since_epoch().count()));
    std::string bytes;
    const auto addBytes = [&](std::uint64_t from, std::size_t most) {
        bytes.resize(most);
        bytes.resize(source.readAt(from, bytes.data(), most));
        add(bytes);
    };
    addBytes(0, EndBytes);
    for (std::uint64_t i = 1; i <= Samples; ++i)
        addBytes(size / (Samples + 1) * i, SampleBytes);
    addBytes(size - std::min<std::uint64_t>(size, EndBytes), EndBytes);
    store::IndexKey key{};
    const auto result = hash.result();
    std::copy_n(result.begin(), key.size(), key.begin());
    return key;
}

// How the reading ended, as the index keeps it.
std::string noteOf(const base::Message &problem)
{
    store::Packer out;
    out.text(problem.code);
    out.number(static_cast<std::uint64_t>(problem.args.size()));
    for (const auto &[name, value] : problem.args) {
        out.text(name);
        out.text(value);
    }
    return out.bytes();
}

base::Message problemOf(std::string_view note, const std::string &file)
{
    store::Unpacker in(note);
    base::Message problem;
    problem.code = in.text();
    for (auto left = in.count(16); left > 0; --left) {
        std::string name(in.text());
        std::string value(in.text());
        if (name == "file")
            value = file; // it may have been moved
        problem.args.emplace_back(std::move(name), std::move(value));
    }
    return in.atEnd() ? problem : base::Message();
}

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

base::Result<std::unique_ptr<OpenedRecording>> OpenedRecording::open(Workspace &workspace, const std::string &file, base::Bell bell,
                                                                     const std::string &indexFolder)
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
    store::EventStore::Options options;
    if (!indexFolder.empty() && opened->m_source->size() >= LeastIndexed) {
        opened->m_indexes.emplace(indexFolder);
        opened->m_program = programText();
        options.spillFile = opened->m_indexes->newFile();
    }
    opened->m_store = std::make_unique<store::EventStore>(session, options);
    if (isRecording) {
        opened->m_store->beginAt({opened->m_reader->position(Direction::Rx), opened->m_reader->position(Direction::Tx)});
        opened->m_store->setRecording(opened->m_source);
    } else {
        opened->m_store->setRaw(opened->m_source);
    }
    opened->m_thread = std::thread([own = opened.get(), &workspace] {
        if (auto wrong = base::guarded("reader", [&] { own->run(workspace); })) {
            const std::lock_guard lock(own->m_mutex);
            own->m_problem = std::move(*wrong);
        }
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

void OpenedRecording::run(Workspace &workspace)
{
    std::optional<store::IndexKey> key;
    if (m_indexes) {
        key = keyOf(*m_source, m_file, workspace, m_program);
        const auto path = m_indexes->path(*key);
        std::string note;
        const auto dialectFor = [&workspace](std::string_view module, std::string_view name) { return workspace.dialect(module, name); };
        if (m_store->load(path, *key, dialectFor, note, [this] { return m_stop.load(); })) {
            m_indexes->used(path);
            m_fromIndex = true;
            m_grown = true;
            const std::lock_guard lock(m_mutex);
            m_problem = problemOf(note, m_file);
            return;
        }
    }
    m_reader ? runRecording(workspace) : runRaw(workspace);
    // One that grew meanwhile is not what the key says.
    if (m_stop || !key || record::fileInUse(m_file) || keyOf(*m_source, m_file, workspace, m_program) != *key)
        return;
    m_store->save(*key, m_indexes->path(*key), noteOf(problem()));
    m_indexes->tidy();
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
    m_problem = m_reader->damage(); // its places are marked; what a cut end takes away nobody sees, but it is the smaller evil
    const auto &end = m_reader->end();
    const bool goesOn = end.kind == record::ReadEnd::Kind::Cut && record::fileInUse(m_file); // it is being written
    if (m_problem.code.empty() && !goesOn)
        m_problem = end.message;
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
        m_store->released(Direction::Rx, at + size);
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

std::optional<base::Message> OpenedRecording::takeProblem()
{
    if (m_problemTaken || !done())
        return std::nullopt;
    m_problemTaken = true;
    auto wrong = problem();
    return wrong.code.empty() ? std::nullopt : std::optional(std::move(wrong));
}

base::Message OpenedRecording::problem() const
{
    const std::lock_guard lock(m_mutex);
    return m_problem;
}

} // namespace atscope::session
