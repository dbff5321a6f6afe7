// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/program.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>

#include "app/cli/interrupts.h"
#include "app/cli/port_session.h"
#include "core/base/text.h"
#include "core/session/folders.h"
#include "core/session/port_probe.h"
#include "core/simulator/behaviour.h"
#include "core/transport/ports.h"

namespace atscope::cli {

namespace {

// A port of the list, and with --probe what answers there.
struct Row
{
    transport::PortInfo port;
    transport::PortAddress address;
    std::unique_ptr<session::PortProbe> probe;
    std::optional<session::ProbeResult> result;
};

std::string hex4(std::uint16_t number)
{
    static constexpr char Digits[] = "0123456789abcdef";
    std::string text;
    for (int shift = 12; shift >= 0; shift -= 4)
        text += Digits[number >> shift & 15];
    return text;
}

void write(Program &program, const Row &row)
{
    const auto &port = row.port;
    const auto &result = row.result;
    const auto &why = result && result->problem ? result->problem : port.problem;
    const auto problem = why ? catalog::Messages::render(*why, program.language()) : std::string();
    if (!program.json()) {
        std::string line = inColumn(port.path, 20) + port.description;
        if (port.vid && port.pid)
            line += " [" + hex4(*port.vid) + ':' + hex4(*port.pid) + (port.serial.empty() ? "" : ' ' + port.serial) + ']';
        if (result && result->answered) {
            line += "  → " + (result->module.empty() ? result->model : result->module);
            line += result->firmware.empty() ? "" : ' ' + result->firmware;
            line += result->baud == 0 ? "" : "  " + base::fromInteger(result->baud) + " bit/s";
        }
        program.line(line + (problem.empty() ? "" : "  ! " + problem));
        return;
    }
    base::JsonWriter out;
    out.beginObject().member("port", port.port).member("description", port.description).member("manufacturer", port.manufacturer);
    textOrNull(out, "vid", port.vid ? hex4(*port.vid) : std::string());
    textOrNull(out, "pid", port.pid ? hex4(*port.pid) : std::string());
    out.member("serial", port.serial);
    out.key("interface");
    port.interfaceNumber ? out.value(*port.interfaceNumber) : out.null();
    out.member("path", port.path).member("identity", port.identity()).member("busy", port.busy);
    textOrNull(out, "problem", problem);
    if (result) {
        out.key("baud");
        result->baud != 0 ? out.value(result->baud) : out.null();
        textOrNull(out, "module", result->module);
        textOrNull(out, "model", result->model);
        textOrNull(out, "firmware", result->firmware);
    }
    out.endObject();
    program.line(out);
}

std::vector<Row> all(Program &program)
{
    std::vector<Row> rows;
    for (auto &port : transport::listPorts()) {
        Row row;
        row.address.device = port.path;
        row.port = std::move(port);
        rows.push_back(std::move(row));
    }
    for (const auto &module : simulator::Behaviour::modules()) {
        Row row;
        row.port.port = row.port.path = "virtual:" + module;
        row.port.description = program.chinese() ? "虚拟模组" : "virtual module";
        row.address.kind = transport::PortKind::Virtual;
        row.address.module = module;
        rows.push_back(std::move(row));
    }
    return rows;
}

base::Result<Row> named(const std::string &text)
{
    auto address = transport::PortAddress::parse(text);
    if (!address)
        return address.error();
    Row row;
    row.address = *address;
    row.port.port = row.port.path = text;
    auto device = base::Result<std::string>(address->device);
    if (address->kind == transport::PortKind::Usb)
        device = transport::findUsbPort(*address);
    if (!device)
        return device.error();
    if (!device->empty()) {
        auto info = transport::describePort(*device);
        if (!info)
            return info.error();
        row.port = std::move(info).value();
    }
    return row;
}

// Every port on a thread of its own; printed in the order of the list, each as soon as it and those before it are done.
void probe(Program &program, std::vector<Row> &rows)
{
    std::mutex mutex;
    std::condition_variable rang;
    bool ring = false;
    watchInterrupts();
    const session::Folders folders(program.value("settings"));
    for (auto &row : rows) {
        session::ProbeOptions options;
        options.port = row.address;
        options.stateFolder = folders.virtualModules();
        row.probe = std::make_unique<session::PortProbe>(program.workspace(), std::move(options), [&] {
            const std::lock_guard lock(mutex);
            ring = true;
            rang.notify_one();
        });
    }
    bool cancelled = false;
    for (std::size_t next = 0; next < rows.size();) {
        for (auto &row : rows)
            for (auto &news : row.probe ? row.probe->takeNews() : std::vector<session::ProbeNews>())
                if (news.kind == session::ProbeNews::Kind::Ended)
                    row.result = std::move(news.result);
        for (; next < rows.size() && rows[next].result; ++next) {
            auto &row = rows[next];
            row.probe.reset();
            if (row.result->cancelled && !row.result->problem)
                row.result->problem = base::Message("probe-cancelled", {{"port", row.port.path}});
            write(program, row);
        }
        if (interrupted() && !std::exchange(cancelled, true))
            for (auto &row : rows)
                if (row.probe)
                    row.probe->cancel();
        std::unique_lock lock(mutex);
        rang.wait_for(lock, std::chrono::milliseconds(100), [&] { return ring || next == rows.size(); });
        ring = false;
    }
}

Exit run(Program &program)
{
    std::vector<Row> rows;
    if (program.has("port")) {
        auto row = named(program.value("port"));
        if (!row)
            return PortSession::refuse(program, row.error());
        rows.push_back(std::move(row).value());
    } else {
        rows = all(program);
    }
    if (!program.has("probe")) {
        for (const auto &row : rows)
            write(program, row);
        return Exit::Done;
    }
    probe(program, rows);
    if (interrupted())
        return Exit::No;
    if (!program.has("port"))
        return Exit::Done; // a list; what it says of each port stands in it
    const auto &result = *rows.front().result;
    return result.answered ? Exit::Done : result.problem && result.problem->code != "probe-no-answer" ? Exit::Failed : Exit::No;
}

} // namespace

Subcommand portsCommand()
{
    return {"ports", "", "list serial ports and virtual modules", "列出串口和虚拟模组",
            {{"probe", "", "ask on each free port who is there, at the usual baud rates; ports in use are left alone", "以常用波特率逐一询问各空闲端口上的模组；被占用的端口不会打开"},
             {"port", "PORT", "only this one: a device, usb:VID:PID:SERIAL, virtual:MODULE, tcp://HOST:PORT; with --probe exit status 1 when nobody answers, 3 when it cannot be opened", "仅此端口：设备、usb:VID:PID:SERIAL、virtual:MODULE、tcp://HOST:PORT；与 --probe 同用时，无响应则退出状态为 1，无法打开则为 3"}},
            0, 0, run};
}

} // namespace atscope::cli
