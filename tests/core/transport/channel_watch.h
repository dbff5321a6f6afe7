// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/transport/channel.h"

namespace atscope::test
{

// Writes down what a channel tells.
class ChannelWatch final : public transport::ChannelListener
{
public:
    void channelBytes(std::string_view bytes, base::Stamp at) override
    {
        received += bytes;
        note(at);
        if (onBytes)
            onBytes(bytes);
    }
    void channelState(transport::ChannelState state, base::Stamp at) override
    {
        states.push_back(state);
        note(at);
        if (onState)
            onState(state);
    }
    void channelProblem(const base::Message &problem, transport::ProblemKind kind, base::Stamp at) override
    {
        (kind == transport::ProblemKind::Failure ? failures : notices).push_back(problem);
        note(at);
    }
    void channelSent(base::Stamp at) override
    {
        ++sent;
        note(at);
        if (onSent)
            onSent();
    }

    std::string failure() const { return failures.empty() ? std::string() : failures.back().code; }
    transport::ChannelState state() const { return states.empty() ? transport::ChannelState::Closed : states.back(); }
    bool isOpen() const { return state() == transport::ChannelState::Open; }

    std::string received;
    std::vector<transport::ChannelState> states;
    std::vector<base::Message> failures;
    std::vector<base::Message> notices;
    std::function<void(std::string_view)> onBytes;
    std::function<void(transport::ChannelState)> onState;
    std::function<void()> onSent;
    int sent = 0;
    bool stampsRise = true;

private:
    void note(base::Stamp at)
    {
        stampsRise = stampsRise && at.known() && at >= m_last;
        m_last = at;
    }
    base::Stamp m_last;
};

inline transport::PortAddress device(const std::string &path)
{
    transport::PortAddress address;
    address.device = path;
    return address;
}

// The channel on an address; nullptr when there is none.
inline std::unique_ptr<transport::Channel> channelOn(const transport::PortAddress &address, ChannelWatch &watch,
                                                     const transport::LineOptions &options = {})
{
    auto made = transport::Channel::make(address, options);
    if (!made)
        return nullptr;
    auto channel = std::move(made).value();
    channel->setListener(&watch);
    return channel;
}

} // namespace atscope::test
