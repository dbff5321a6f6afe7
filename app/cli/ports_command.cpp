// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/program.h"

#include "core/simulator/behaviour.h"
#include "core/transport/ports.h"

namespace atscope::cli {

namespace {

std::string hex4(std::uint16_t number)
{
    static constexpr char Digits[] = "0123456789abcdef";
    std::string text;
    for (int shift = 12; shift >= 0; shift -= 4)
        text += Digits[number >> shift & 15];
    return text;
}

void write(Program &program, const transport::PortInfo &port)
{
    const auto problem = port.problem ? catalog::Messages::render(*port.problem, program.language()) : std::string();
    if (!program.json()) {
        std::string line = port.path;
        line.resize(std::max<std::size_t>(line.size() + 2, 20), ' ');
        line += port.description;
        if (port.vid && port.pid)
            line += " [" + hex4(*port.vid) + ':' + hex4(*port.pid) + (port.serial.empty() ? "" : ' ' + port.serial) + ']';
        program.line(line + (problem.empty() ? "" : "  ! " + problem));
        return;
    }
    base::JsonWriter out;
    out.beginObject().member("port", port.port).member("description", port.description).member("manufacturer", port.manufacturer);
    out.key("vid");
    port.vid ? out.value(hex4(*port.vid)) : out.null();
    out.key("pid");
    port.pid ? out.value(hex4(*port.pid)) : out.null();
    out.member("serial", port.serial);
    out.key("interface");
    port.interfaceNumber ? out.value(*port.interfaceNumber) : out.null();
    out.member("path", port.path).member("identity", port.identity()).member("busy", port.busy);
    out.key("problem");
    problem.empty() ? out.null() : out.value(problem);
    out.endObject();
    program.line(out);
}

Exit run(Program &program)
{
    for (const auto &port : transport::listPorts())
        write(program, port);
    for (const auto &module : simulator::Behaviour::modules()) {
        transport::PortInfo port;
        port.port = port.path = "virtual:" + module;
        port.description = program.chinese() ? "虚拟模组" : "virtual module";
        write(program, port);
    }
    return Exit::Done;
}

} // namespace

Subcommand portsCommand()
{
    return {"ports", "", "list serial ports and virtual modules", "列出串口和虚拟模组", {}, 0, 0, run};
}

} // namespace atscope::cli
