// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/port_session.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "app/cli/interrupts.h"
#include "core/base/text.h"
#include "core/session/event_writer.h"
#include "core/session/exchange.h"
#include "core/session/line_writer.h"

namespace atscope::cli {

namespace {

// --events: every event as it comes, between the results.
class EventPrinter final : public session::EventTap
{
public:
    explicit EventPrinter(Program &program) : m_program(program) {}
    void onEvent(const engine::Event &event, std::string_view bytes, const engine::Observer &observer) override
    {
        const session::EventView view(event, bytes, observer.dialect(), observer.facts());
        if (m_program.json()) {
            base::JsonWriter out;
            view.write(out, m_program.language(), m_program.has("hex"));
            m_lines.push(out.take());
        } else {
            m_lines.push(view.toLine(m_program.language()));
        }
    }
    void print()
    {
        for (const auto &line : m_lines.takeAll())
            m_program.line(line);
    }

private:
    Program &m_program;
    base::BatchQueue<std::string> m_lines; // from the I/O thread, which must not wait for a pipe
};

struct Sent
{
    std::string line;
    std::string result;
    session::Exchange exchange;
    std::vector<catalog::Problem> problems;
    base::Millis ms = -1;
    bool promptWithoutData = false;
};

void writeFields(base::JsonWriter &out, const std::vector<std::pair<std::string, expr::Value>> &fields)
{
    out.beginObject();
    for (const auto &[name, value] : fields) {
        out.key(name);
        catalog::writeJson(out, value);
    }
    out.endObject();
}

void printJson(Program &program, const Sent &sent)
{
    const auto &exchange = sent.exchange;
    base::JsonWriter out;
    out.beginObject().member("command", base::escapedUtf8(sent.line)).member("result", sent.result);
    textOrNull(out, "final", exchange.finalText);
    out.key("answer").beginArray();
    for (const auto &line : exchange.answer)
        out.value(line);
    out.endArray();
    out.key("fields");
    writeFields(out, exchange.fields);
    out.key("completion");
    if (exchange.completion == 0) {
        out.null();
    } else {
        out.beginObject().member("text", exchange.completionText).member("meaning", exchange.completionMeaning.in(program.chinese()));
        out.key("fields");
        writeFields(out, exchange.completionFields);
        out.member("ms", exchange.completionMs).endObject();
    }
    out.key("error");
    if (!exchange.failed && exchange.errorMeaning.empty()) {
        out.null();
    } else {
        out.beginObject();
        textOrNull(out, "code", exchange.errorCode);
        textOrNull(out, "meaning", exchange.errorMeaning.in(program.chinese()));
        textOrNull(out, "todo", exchange.todo.in(program.chinese()));
        out.endObject();
    }
    out.key("problems").beginArray();
    for (const auto &problem : sent.problems)
        session::writeProblem(out, problem, program.language());
    out.endArray();
    out.key("ms");
    sent.ms >= 0 ? out.value(sent.ms) : out.null();
    out.endObject();
    program.line(out);
}

void printText(Program &program, const Sent &sent)
{
    const auto &exchange = sent.exchange;
    program.line("> " + base::escapedUtf8(sent.line));
    for (const auto &problem : sent.problems)
        program.line("  ! " + session::problemText(problem, program.language()));
    for (const auto &line : exchange.answer)
        program.line("  " + line);
    std::string last = exchange.finalText.empty() ? sent.result : exchange.finalText;
    if (!exchange.completionText.empty())
        last += "; " + exchange.completionText + "  " + exchange.completionMeaning.in(program.chinese());
    else if (!exchange.errorMeaning.empty())
        last += "  " + exchange.errorMeaning.in(program.chinese());
    else if (!exchange.finalText.empty() && sent.result != "ok" && !exchange.failed)
        last += "  " + sent.result;
    if (sent.ms >= 0)
        last += "  (" + base::fromDouble(std::round(sent.ms * 1000) / 1000) + " ms)";
    program.line("  " + last);
    if (!exchange.todo.empty())
        program.line("  " + exchange.todo.in(program.chinese()));
}

Sent sendOne(Program &program, PortSession &port, const std::string &line, const std::string &payload, EventPrinter &events)
{
    Sent sent;
    sent.line = line;
    const auto &store = port.session().store();
    auto dialect = store.dialectAt(store.count());
    if (!dialect)
        dialect = program.workspace().dialect(port.session().metadata().module, program.workspace().settings().dialect);
    const auto facts = store.factsAt(store.count() + 1); // also what the last event changed
    const catalog::LineContext context{&dialect->view(), dialect->name(), &facts};
    sent.problems = catalog::validate(line, catalog::parseLine(line, context), context);
    const bool wrong = std::any_of(sent.problems.begin(), sent.problems.end(),
                                   [](const auto &problem) { return problem.severity == catalog::Severity::Error; });
    if (wrong && !program.has("force")) {
        sent.result = "refused";
        return sent;
    }
    engine::Request request;
    request.line = line;
    request.waitForCompletion = !program.has("no-wait");
    if (program.has("timeout"))
        request.limit = request.whole = base::toDouble(program.value("timeout")).value_or(0) * 1000;
    if (program.has("payload")) {
        request.data = payload;
        request.hasData = true;
    }
    const auto outcome = port.run(std::move(request), [&events] { events.print(); });
    sent.result = engine::resultName(outcome.result);
    sent.promptWithoutData = outcome.promptWithoutData;
    sent.ms = outcome.ms;
    if (outcome.command != 0)
        sent.exchange = session::exchangeOf(store, outcome.command, std::max(outcome.final, outcome.completion));
    if (outcome.result == engine::Result::Timeout)
        session::explainSilence(sent.exchange, store);
    return sent;
}

void printRepeat(Program &program, std::vector<double> times, double seconds)
{
    std::sort(times.begin(), times.end());
    const auto at = [&times](double part) {
        return times.empty() ? 0.0 : times[std::min(times.size() - 1, static_cast<std::size_t>(part * static_cast<double>(times.size())))];
    };
    const double rate = seconds > 0 ? static_cast<double>(times.size()) / seconds : 0;
    if (!program.json()) {
        const auto rounded = [](double number) { return base::fromDouble(std::round(number * 10) / 10); };
        program.line(rounded(rate) + " rt/s; median " + rounded(at(0.5) * 1000) + " µs, p99 " + rounded(at(0.99) * 1000) + " µs (" + std::to_string(times.size()) + ")");
        return;
    }
    base::JsonWriter out;
    out.beginObject().member("repeat", base::toInteger(program.value("repeat")).value_or(0)).member("answered", times.size());
    out.member("rt_s", rate).member("median_us", at(0.5) * 1000).member("p99_us", at(0.99) * 1000).endObject();
    program.line(out);
}

std::optional<base::Message> wrongNumber(Program &program, const char *option, double least)
{
    if (!program.has(option))
        return {};
    const auto number = base::toDouble(program.value(option));
    if (number && *number >= least && *number < 1e9 && (least < 1 || *number == std::floor(*number)))
        return {};
    return program.badValue(option, least > 0 ? "1, 2, 3 …" : "0.5, 10 …");
}

Exit run(Program &program)
{
    for (const auto &wrong : {wrongNumber(program, "timeout", 0), wrongNumber(program, "repeat", 1)})
        if (wrong)
            return program.refuse(*wrong);
    std::string payload;
    if (program.has("payload")) {
        auto read = Program::readFile(program.value("payload"));
        if (!read)
            return program.refuse(read.error());
        payload = std::move(read).value();
    }
    EventPrinter events(program);
    auto started = PortSession::start(program, {}, program.has("events") ? &events : nullptr);
    if (!started)
        return PortSession::refuse(program, started.error());
    auto owner = std::move(started).value();
    auto &port = *owner;
    if (!port.open())
        return Exit::Failed;
    const long repeat = program.has("repeat") ? std::lround(base::toDouble(program.value("repeat")).value_or(1)) : 1;
    std::vector<double> times;
    Exit exit = Exit::Done;
    bool over = false;
    const auto begin = std::chrono::steady_clock::now();
    for (long i = 0; i < repeat && !over; ++i) {
        for (const auto &line : program.positional()) {
            const auto sent = sendOne(program, port, line, payload, events);
            events.print();
            program.json() ? printJson(program, sent) : printText(program, sent);
            if (sent.promptWithoutData)
                program.complain(base::Message("cli-payload-wanted", {{"line", line}}));
            if (sent.exchange.final != 0 && sent.ms >= 0)
                times.push_back(sent.ms);
            const bool lost = sent.result == "lost";
            if (sent.result != "ok")
                exit = lost ? Exit::Failed : Exit::No;
            over = lost || interrupted() || (sent.result != "ok" && !program.has("keep-going"));
            if (over)
                break;
        }
    }
    if (program.has("repeat"))
        printRepeat(program, std::move(times), std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    owner.reset(); // what is still open in the stream becomes events
    events.print();
    return exit;
}

} // namespace

Subcommand sendCommand()
{
    return {"send", "LINE…", "check command lines, send them and say what came back", "检查并发送指令行，解读响应",
            PortSession::options(
                {{"timeout", "S", "seconds for the final result code and the asynchronous result, from sending (default: the catalog's)", "自发送起等待最终结果码和异步结果的秒数（默认取指令库的值）"},
                 {"force", "", "send lines that have errors too", "有错误的指令行也发送"},
                 {"no-wait", "", "do not wait for the asynchronous result", "不等待异步结果"},
                 {"keep-going", "", "go on after a failure", "失败后继续"},
                 {"repeat", "N", "the whole sequence N times, then figures", "整个序列重复 N 次，最后输出统计"},
                 {"payload", "FILE", "what to send at the module's prompt", "模组给出提示符后发送的内容"},
                 {"events", "", "print every event as well", "同时输出每个事件"},
                 {"hex", "", "with --events: always with the bytes", "与 --events 同用：始终输出十六进制"}}),
            1, -1, run};
}

} // namespace atscope::cli
