// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/system.h"

#include <filesystem>

#include "core/transport/device_events.h"
#include "core/transport/ports.h"

// What is left of System where there is no Linux: Qt's own knowledge has to do.
namespace atscope::transport
{

namespace
{

class PortableSystem final : public System
{
public:
    std::optional<std::string> resolve(const std::string &device) const override
    {
        std::error_code error;
        const std::filesystem::path path(device);
        if (!path.has_parent_path()) // COM5, ttyS0: a name that Qt looks up, unless there is a link of that name here
            return std::filesystem::exists(path, error) ? std::filesystem::absolute(path, error).string() : device;
        if (device.starts_with("\\\\.\\"))
            return device;
        return std::filesystem::exists(path, error) ? std::optional(std::filesystem::canonical(path, error).string())
                                                    : std::nullopt;
    }
    std::optional<base::Message> refusal(const std::string &, const std::string &, std::shared_ptr<void> &) const override
    {
        return std::nullopt;
    }
    std::optional<base::Message> whyNotOpened(const std::string &, const std::string &) const override { return std::nullopt; }
    bool accessible(const std::string &) const override { return true; }
    std::vector<PortHolder> holders(const std::vector<std::string> &) const override { return {}; }
    std::unique_ptr<DeviceEvents> deviceEvents() const override { return nullptr; }
    void complete(PortInfo &) const override {}
    bool usbDevicePresent(std::uint16_t, std::uint16_t) const override { return false; }
    std::vector<PortInfo> usbDevicesWithoutPort() const override { return {}; }
    const std::vector<base::Message> &leftOut() const override
    {
        static const std::vector<base::Message> s_all = [] {
            std::vector<base::Message> all;
            for (const char *code : {"left-out-holders", "left-out-identity", "left-out-pty", "left-out-counters", "left-out-flush"})
                all.emplace_back(code);
            return all;
        }();
        return s_all;
    }
    bool isPseudoTerminal(const std::string &) const override { return false; }
    std::optional<DriverCounts> driverCounts(NativeHandle) const override { return std::nullopt; }
    std::optional<std::uint64_t> unsentBytes(NativeHandle) const override { return std::nullopt; }
    std::size_t writeNow(NativeHandle, std::string_view) const override { return 0; }
    std::optional<int> actualBaud(NativeHandle) const override { return std::nullopt; }
    std::optional<bool> hungUp(NativeHandle) const override { return std::nullopt; }
};

} // namespace

const System &System::instance()
{
    static const PortableSystem s_system;
    return s_system;
}

} // namespace atscope::transport
