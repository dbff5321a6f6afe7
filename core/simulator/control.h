// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/base/stamp.h"
#include "core/catalog/messages.h"

class QJsonObject;

namespace atscope::simulator {

class VirtualModule;

// Private to the room: carries out one control message on a module (design.md, Control messages; docs/simulator.md).
class Control final
{
public:
    Control(VirtualModule &module, base::Stamp now) : m_module(module), m_now(now) {}
    std::string run(std::string_view json, catalog::Language language);

private:
    std::optional<base::Message> carryOut(const QJsonObject &message);
    std::optional<base::Message> urc(const QJsonObject &message);
    std::optional<base::Message> fault(const QJsonObject &message);
    std::optional<base::Message> power(const QJsonObject &message);

    VirtualModule &m_module;
    base::Stamp m_now;
};

} // namespace atscope::simulator
