// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>
#include <fstream>

#include "core/base/text.h"
#include "core/transport/linux_parts.h"
#include "core/transport/ports.h"

namespace atscope::transport::linux_parts
{

namespace
{

namespace fs = std::filesystem;

// The first line of a small file; empty when there is none.
std::string lineOf(const fs::path &file)
{
    std::ifstream stream(file);
    std::string line;
    std::getline(stream, line);
    return std::string(base::trimmed(base::escapedUtf8(line.substr(0, 512), true)));
}

std::optional<std::uint16_t> idOf(const fs::path &file)
{
    const auto number = base::toInteger(lineOf(file), 16);
    return number && *number >= 0 && *number <= 0xffff ? std::optional(static_cast<std::uint16_t>(*number)) : std::nullopt;
}

void fill(std::string &field, const fs::path &file)
{
    if (field.empty())
        field = lineOf(file);
}

std::string stableName(const std::string &name, const fs::path &folder)
{
    std::error_code error;
    for (fs::directory_iterator it(folder, error); !error && it != fs::directory_iterator(); it.increment(error)) {
        std::error_code unreadable;
        const fs::path target = fs::read_symlink(it->path(), unreadable);
        if (!unreadable && target.filename() == name)
            return "/dev/serial/by-id/" + it->path().filename().string();
    }
    return {};
}

} // namespace

void completeIdentity(PortInfo &port, const std::string &root)
{
    const std::string name = fs::path(port.path).filename().string();
    if (port.path != "/dev/" + name) // pts/3 is not in /sys
        return;
    std::error_code error;
    fs::path device = fs::canonical(root + "/sys/class/tty/" + name + "/device", error);
    // Up from the port over the interface of the USB device (1-1.2:1.0) to the device (1-1.2).
    for (int level = 0; !error && level < 8 && device.has_relative_path(); ++level, device = device.parent_path()) {
        if (!port.interfaceNumber) {
            const auto number = base::toInteger(lineOf(device / "bInterfaceNumber"), 16);
            if (number && *number >= 0 && *number <= 255)
                port.interfaceNumber = static_cast<int>(*number);
        }
        const auto vid = idOf(device / "idVendor");
        if (!vid)
            continue;
        if (!port.vid)
            port.vid = vid;
        if (!port.pid)
            port.pid = idOf(device / "idProduct");
        fill(port.manufacturer, device / "manufacturer");
        fill(port.description, device / "product");
        fill(port.serial, device / "serial");
        break;
    }
    if (port.stablePath.empty())
        port.stablePath = stableName(name, root + "/dev/serial/by-id");
}

bool usbDevicePresent(std::uint16_t vid, std::uint16_t pid, const std::string &root)
{
    std::error_code error;
    for (fs::directory_iterator it(root + "/sys/bus/usb/devices", error); !error && it != fs::directory_iterator();
         it.increment(error))
        if (idOf(it->path() / "idVendor") == vid && idOf(it->path() / "idProduct") == pid)
            return true;
    return false;
}

std::vector<PortInfo> usbDevicesWithoutPort(const std::string &root)
{
    std::vector<PortInfo> found;
    std::error_code error;
    for (fs::directory_iterator it(root + "/sys/bus/usb/devices", error); !error && it != fs::directory_iterator(); it.increment(error)) {
        const fs::path device = it->path();
        const auto vid = idOf(device / "idVendor");
        if (!vid) // an interface: it is seen below its device
            continue;
        bool unclaimed = false;
        bool hasPort = false;
        std::error_code inside;
        const std::string prefix = device.filename().string() + ':';
        for (fs::directory_iterator part(device, inside); !inside && part != fs::directory_iterator(); part.increment(inside)) {
            if (!part->path().filename().string().starts_with(prefix))
                continue;
            std::error_code unknown;
            const auto kind = base::toInteger(lineOf(part->path() / "bInterfaceClass"), 16);
            const bool driven = fs::exists(part->path() / "driver", unknown);
            constexpr std::int64_t Communication = 0x02;
            constexpr std::int64_t VendorsOwn = 0xff;
            unclaimed = unclaimed || (!driven && kind && (*kind == Communication || *kind == VendorsOwn));
            hasPort = hasPort || fs::exists(part->path() / "tty", unknown);
            for (fs::directory_iterator below(part->path(), unknown); !unknown && below != fs::directory_iterator(); below.increment(unknown))
                hasPort = hasPort || below->path().filename().string().starts_with("ttyUSB");
        }
        if (!unclaimed || hasPort)
            continue;
        PortInfo info;
        info.vid = vid;
        info.pid = idOf(device / "idProduct");
        fill(info.manufacturer, device / "manufacturer");
        fill(info.description, device / "product");
        fill(info.serial, device / "serial");
        PortAddress address;
        address.kind = PortKind::Usb;
        address.vid = *vid;
        address.pid = info.pid.value_or(0);
        const std::string text = address.text(); // usb:VID:PID
        info.problem = base::Message("usb-driver-missing", {{"address", text}, {"vid", text.substr(4, 4)}, {"pid", text.substr(9, 4)}});
        found.push_back(std::move(info));
    }
    return found;
}

} // namespace atscope::transport::linux_parts
