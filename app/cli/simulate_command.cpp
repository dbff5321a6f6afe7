// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupts.h"
#include "app/cli/program.h"

#include <chrono>
#include <condition_variable>
#include <iostream>
#include <mutex>
#include <thread>

#include "core/base/text.h"
#include "core/simulator/module_host.h"

namespace atscope::cli {

namespace {

base::Result<simulator::HostOptions> options(Program &program)
{
    simulator::HostOptions host;
    const int kinds = int(program.has("pty")) + int(program.has("tcp")) + int(program.has("port"));
    if (kinds != 1)
        return base::Message("cli-one-of", {{"options", "--pty, --tcp HOST:PORT, --port DEV"}});
    using simulator::LinkKind;
    host.link.kind = program.has("pty") ? LinkKind::Pty : program.has("tcp") ? LinkKind::Tcp : LinkKind::Serial;
    host.link.address = program.value(program.has("pty") ? "link" : program.has("tcp") ? "tcp" : "port");
    host.stateFile = program.value("state");
    host.pace = program.has("pace");
    host.language = program.language();
    if (program.has("seed")) {
        const auto seed = base::toInteger(program.value("seed"));
        if (!seed || *seed < 0)
            return program.badValue("seed", "0, 1, 2 …");
        host.seed = static_cast<std::uint64_t>(*seed);
    }
    const auto catalog = program.workspace().sharedCatalog();
    if (program.has("profile")) {
        const auto text = Program::readFile(program.value("profile"));
        if (!text)
            return text.error();
        std::vector<catalog::Complaint> complaints;
        host.behaviour = simulator::Behaviour::load(catalog, *text, program.value("profile"), complaints);
        for (const auto &complaint : complaints)
            program.complain(complaint.error);
        if (!host.behaviour)
            return base::Message("cli-profile-refused", {{"file", program.value("profile")}});
        return host;
    }
    auto behaviour = simulator::Behaviour::builtIn(catalog, program.workspace().settings().module);
    if (!behaviour)
        return behaviour.error();
    host.behaviour = std::move(behaviour).value();
    return host;
}

Exit run(Program &program)
{
    if (!program.workspace().moduleChosen() && !program.has("profile"))
        return program.refuse(base::Message("cli-module-needed"));
    auto wanted = options(program);
    if (!wanted)
        return program.refuse(wanted.error());
    std::mutex mutex;
    std::condition_variable rang;
    bool ring = false;
    auto started = simulator::ModuleHost::start(std::move(wanted).value(), [&] {
        const std::lock_guard lock(mutex);
        ring = true;
        rang.notify_one();
    });
    if (!started) {
        program.complain(started.error());
        return Exit::Failed;
    }
    const std::shared_ptr<simulator::ModuleHost> host = std::move(started).value();
    watchInterrupts();
    if (program.json()) {
        base::JsonWriter out;
        out.beginObject().member("listening", host->listening()).endObject();
        program.line(out);
    } else {
        program.line(host->listening());
    }
    // Standard input brings control messages; its end is no reason to stop. The reader may outlive this function while it waits
    // for a line, so it holds the host only while it hands one over.
    std::thread([weak = std::weak_ptr(host)] {
        for (std::string line; std::getline(std::cin, line);)
            if (const auto alive = weak.lock(); alive && !base::trimmed(line).empty())
                alive->control(line);
    }).detach();
    bool failed = false;
    for (bool over = false; !over;) {
        {
            std::unique_lock lock(mutex);
            rang.wait_for(lock, std::chrono::milliseconds(100), [&] { return ring; });
            ring = false;
        }
        if (interrupted())
            host->control(R"({"do":"quit"})");
        for (const auto &event : host->takeEvents()) {
            if (event.kind == simulator::HostEvent::Kind::Ended) {
                over = true;
                failed = !event.problem.code.empty();
            }
            program.line(program.json() ? event.toJson(program.language()) : event.toText(program.language()));
        }
        over = over || host->ended();
    }
    return failed ? Exit::Failed : Exit::Done;
}

} // namespace

Subcommand simulateCommand()
{
    return {"simulate", "", "run a virtual module until interrupted; control messages on standard input",
            "运行虚拟模组直到中断；从标准输入读取控制消息",
            {{"pty", "", "on a pseudo terminal", "使用伪终端"},
             {"link", "PATH", "a symbolic link to the pseudo terminal", "指向伪终端的符号链接"},
             {"tcp", "HOST:PORT", "on a TCP port", "使用 TCP 端口"},
             {"port", "DEV", "on a real serial port", "使用真实串口"},
             {"state", "FILE", "keep what the module stores in this file", "把模组保存的参数存入此文件"},
             {"profile", "FILE", "a behaviour of your own (docs/simulator.md)", "自定义行为文件 (docs/simulator.md)"},
             {"pace", "", "output no faster than the baud rate", "按波特率限速输出"},
             {"seed", "N", "for everything that is made up: identities, garbage", "随机内容的种子"}},
            0, 0, run};
}

} // namespace atscope::cli
