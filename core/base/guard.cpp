// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/guard.h"

#include <exception>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace atscope::base {

namespace {

struct Heard
{
    std::mutex mutex;
    std::shared_ptr<const std::function<void(const Message &)>> call;
};

Heard &heardBy()
{
    static Heard one;
    return one;
}

Message failed(std::string_view worker, std::string reason)
{
    Message message("worker-failed", {{"worker", std::string(worker)}, {"reason", std::move(reason)}});
    auto &heard = heardBy();
    std::shared_ptr<const std::function<void(const Message &)>> call;
    {
        const std::lock_guard lock(heard.mutex);
        call = heard.call;
    }
    if (call && *call)
        (*call)(message);
    return message;
}

} // namespace

std::optional<Message> guarded(std::string_view worker, const std::function<void()> &body)
{
    try {
        body();
        return std::nullopt;
    } catch (const std::exception &error) {
        return failed(worker, error.what());
    } catch (...) {
        return failed(worker, "of an unknown type");
    }
}

void onFailure(std::function<void(const Message &)> heard)
{
    auto call = std::make_shared<const std::function<void(const Message &)>>(std::move(heard));
    const std::lock_guard lock(heardBy().mutex);
    heardBy().call = std::move(call);
}

} // namespace atscope::base
