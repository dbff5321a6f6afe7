// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulator/faults.h"

#include <algorithm>

namespace atscope::simulator {

void Faults::arm(const Fault &fault)
{
    std::erase_if(m_armed, [&](const Fault &other) { return other.kind == fault.kind; });
    if (fault.count > 0)
        m_armed.push_back(fault);
}

const Fault *Faults::armed(FaultKind kind) const
{
    const auto it = std::find_if(m_armed.begin(), m_armed.end(), [&](const Fault &fault) { return fault.kind == kind; });
    return it == m_armed.end() ? nullptr : &*it;
}

std::optional<Fault> Faults::use(FaultKind kind)
{
    const auto it = std::find_if(m_armed.begin(), m_armed.end(), [&](const Fault &fault) { return fault.kind == kind; });
    if (it == m_armed.end())
        return std::nullopt;
    const Fault fault = *it;
    if (--it->count <= 0)
        m_armed.erase(it);
    return fault;
}

bool Faults::hit(FaultKind kind)
{
    return use(kind).has_value();
}

std::vector<Piece> Faults::apply(std::string answer, Random &random)
{
    if (answer.empty())
        return {};
    if (use(FaultKind::Glue)) {
        const std::string_view between = "\r\n\r\n";
        const std::size_t at = answer.find(between);
        if (at != std::string::npos)
            answer.erase(at, between.size());
        else if (answer.ends_with("\r\n"))
            answer.resize(answer.size() - 2);
    }
    if (const auto fault = use(FaultKind::Drop)) {
        const std::size_t size = std::min(std::max<std::size_t>(fault->bytes, 1), answer.size());
        answer.erase(random.below(answer.size() - size + 1), size);
    }
    if (const auto fault = use(FaultKind::Garbage)) {
        std::string noise = fault->data;
        while (fault->data.empty() && noise.size() < fault->bytes)
            noise += static_cast<char>(static_cast<unsigned char>(random.below(256)));
        answer.insert(0, noise);
    }
    std::vector<Piece> pieces;
    if (const auto fault = use(FaultKind::Split)) {
        const std::size_t size = std::max<std::size_t>(fault->bytes, 1);
        for (std::size_t at = 0; at < answer.size(); at += size)
            pieces.push_back({answer.substr(at, size), at == 0 ? 0 : fault->ms});
    } else {
        pieces.push_back({std::move(answer), 0});
    }
    if (const auto fault = use(FaultKind::Delay); fault && !pieces.empty())
        pieces.front().after += fault->ms;
    return pieces;
}

} // namespace atscope::simulator
