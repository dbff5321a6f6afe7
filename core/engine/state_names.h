// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include <QJsonValue>

#include "core/base/json_writer.h"
#include "core/decode/dialect.h"

// Forms and URCs in an Observer's state by what they are called in the catalog, whatever their numbers are in the one that reads
// it: ["ml302-onenet","AT+CIOTCMD","set"], ["ml302-onenet","+CIOTMSG"]. For one thread.
namespace atscope::engine {

namespace state {

void writeForm(base::JsonWriter &out, const decode::Dialect &dialect, int id);
void writeUrc(base::JsonWriter &out, const decode::Dialect &dialect, int id);
// What announces: {"form":[…],"shape":0} or {"urc":[…],"shape":0}; nothing for an unknown one.
void writeAnnouncer(base::JsonWriter &out, std::string_view key, const decode::Dialect &dialect, std::uint32_t id);

} // namespace state

// The way back. The dialect must outlive it.
class StateNames final
{
public:
    explicit StateNames(const decode::Dialect &dialect);

    // NoEntry: the catalog has none of this name.
    int form(const QJsonValue &name) const { return find(m_forms, name); }
    int urc(const QJsonValue &name) const { return find(m_urcs, name); }
    std::uint32_t announcer(const QJsonValue &value) const; // 0: none

private:
    using Table = std::map<std::string, int>;
    static int find(const Table &table, const QJsonValue &name);

    const decode::Dialect &m_dialect;
    Table m_forms;
    Table m_urcs;
};

} // namespace atscope::engine
