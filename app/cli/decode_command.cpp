// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/program.h"

#include <memory>
#include <optional>
#include <utility>

#include "core/engine/observer.h"
#include "core/session/event_writer.h"
#include "core/session/objects.h"
#include "core/record/stream_map.h"
#include "core/session/replay.h"

namespace atscope::cli {

namespace {

// Prints events as they come, each with the dialect and the facts in force at it; an object behind the event that ends it.
class Printer final : public engine::EventSink, private decode::ObjectSink
{
public:
    explicit Printer(Program &program) : m_program(program) {}
    void watch(const engine::Observer *observer) { m_observer = observer; }
    // Objects are printed, too. `bytes`: of the streams, by position.
    void assemble(decode::StreamBytes bytes)
    {
        m_bytes = std::move(bytes);
        m_assembler.emplace(m_program.workspace().chosenDialect());
    }
    void finish()
    {
        if (m_assembler)
            m_assembler->finish(*this);
    }
    void onEvent(const engine::Event &event, std::string_view bytes) override
    {
        print(event, bytes);
        if (m_assembler)
            m_assembler->feed(session::objectInput(event, bytes), m_observer->dialect(), m_observer->facts(), *this);
    }

private:
    void onObject(const decode::Object &object, Change change) override
    {
        if (change != Change::Ended)
            return;
        const session::ObjectView view(object, m_bytes, m_program.workspace().catalog().model());
        if (!m_program.json()) {
            m_program.line(view.toText(m_program.language()));
            return;
        }
        view.write(m_writer, m_program.language(), m_program.has("hex"));
        m_program.line(m_writer);
    }
    void print(const engine::Event &event, std::string_view bytes)
    {
        const session::EventView view(event, bytes, m_observer->dialect(), m_observer->facts());
        if (!m_program.json()) {
            m_program.line(view.toLine(m_program.language()));
            return;
        }
        view.write(m_writer, m_program.language(), m_program.has("hex"));
        m_program.line(m_writer);
    }

    Program &m_program;
    decode::StreamBytes m_bytes;
    std::optional<decode::Assembler> m_assembler;
    const engine::Observer *m_observer = nullptr;
    base::JsonWriter m_writer;
};

constexpr std::size_t RawBlock = 65'536;

decode::StreamBytes rawBytes(std::shared_ptr<const record::ByteSource> source)
{
    return [source = std::move(source)](base::Direction direction, base::Span span) {
        std::string bytes(direction == base::Direction::Rx ? static_cast<std::size_t>(span.length) : 0, '\0');
        bytes.resize(source->readAt(span.offset, bytes.data(), bytes.size()));
        return bytes;
    };
}

decode::StreamBytes recordedBytes(std::shared_ptr<const record::ByteSource> source)
{
    auto reader = std::make_shared<record::StreamReader>(std::move(source));
    return [reader](base::Direction direction, base::Span span) {
        if (reader->end(direction) < span.end())
            reader->follow();
        return reader->read(direction, span.offset, static_cast<std::size_t>(span.length));
    };
}

// A file is read by position; what has no positions (standard input, a pipe) is read to its end first.
base::Result<std::shared_ptr<const record::ByteSource>> sourceOf(const std::string &file)
{
    if (file != "-")
        if (auto source = record::openFile(file); source)
            return source;
    auto bytes = Program::readFile(file);
    if (!bytes)
        return bytes.error();
    return record::memorySource(std::move(bytes).value(), file);
}

Exit run(Program &program)
{
    const auto file = program.positional().front();
    auto source = sourceOf(file);
    if (!source)
        return program.refuse(source.error());
    auto &workspace = program.workspace();
    Printer printer(program);
    std::string block(RawBlock, '\0');
    block.resize(source.value()->readAt(0, block.data(), block.size()));
    if (!record::isRecording(block)) {
        auto observer = session::makeObserver(workspace, {}, true);
        printer.watch(&observer);
        if (program.has("objects"))
            printer.assemble(rawBytes(source.value()));
        for (std::uint64_t at = 0; !block.empty();) {
            observer.feed(base::Stamp::none(), base::Direction::Rx, block, printer);
            at += block.size();
            block.resize(RawBlock);
            block.resize(source.value()->readAt(at, block.data(), block.size()));
        }
        observer.finish(printer);
        printer.finish();
        return Exit::Done;
    }
    if (program.has("objects"))
        printer.assemble(recordedBytes(source.value()));
    auto reader = record::RecordingReader::open(std::move(source).value());
    if (!reader)
        return program.refuse(reader.error());
    session::Replay replay(workspace, *reader.value());
    printer.watch(&replay.observer());
    replay.run(printer);
    printer.finish();
    // A recording that was cut off has given everything before the cut; one that is damaged has not given everything.
    const auto &end = reader.value()->end();
    const auto damage = reader.value()->damage();
    for (const auto *message : {&damage, &end.message})
        if (!message->code.empty())
            program.complain(*message);
    return end.kind == record::ReadEnd::Kind::Broken || !damage.code.empty() ? Exit::Usage : Exit::Done;
}

} // namespace

Subcommand decodeCommand()
{
    return {"decode", "FILE", "say what every line of a recording or of a module's raw output is", "解读录制文件或模组原始输出的每一行",
            {{"objects", "", "also print what several lines make together: HTTP responses, writes, transfers",
              "同时输出由多行组成的对象：HTTP 响应、写操作、分包传输"},
             {"hex", "", "always print the bytes as well", "始终同时输出十六进制"}}, 1, 1, run};
}

} // namespace atscope::cli
