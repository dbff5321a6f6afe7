// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <QJsonObject>
#include <QJsonValue>

#include "core/base/json_writer.h"
#include "core/base/stamp.h"
#include "core/expr/value.h"

// How an Observer's state (Observer::saved) spells texts, times and values in JSON, and the way back. Reading takes any JSON:
// what is missing or of another type is empty, unknown or zero. For any thread.
namespace atscope::engine::state {

inline constexpr std::size_t MostFact = 16'384; // bytes of JSON: a longer value is not known in the next part

// Texts are bytes of a wire: what is not plain stands as hexadecimal digits under another key (text_hex).
void writeBytes(base::JsonWriter &out, std::string_view key, std::string_view bytes);
void writeStamp(base::JsonWriter &out, std::string_view key, base::Stamp stamp); // unknown: no member
void writeFlag(base::JsonWriter &out, std::string_view key, bool flag);          // false: no member
void writeValue(base::JsonWriter &out, const expr::Value &value);
// The members of the object that was written, without its braces.
std::string membersOf(base::JsonWriter &out);

QJsonValue at(const QJsonObject &object, const char *key);
std::string readBytes(const QJsonObject &object, const char *key, std::size_t most); // what is longer than `most` is cut
base::Stamp readStamp(const QJsonObject &object, const char *key);
std::uint64_t readNumber(const QJsonObject &object, const char *key); // beyond 2^53 it is a text
expr::Value readValue(const QJsonObject &object);

// Puts the members together to objects of at most `most` bytes: {…,"facts":{…},"commands":[…]}. `first`: members of the first one.
class Pieces final
{
public:
    Pieces(std::string first, std::size_t most) : m_plain(std::move(first)), m_most(most) {}

    void addFact(std::string member) { add(m_facts, std::move(member)); }
    void addCommand(std::string object) { add(m_commands, std::move(object)); }
    std::vector<std::string> take();

private:
    void add(std::string &list, std::string item);
    void flush();

    std::string m_plain; // members
    std::string m_facts;
    std::string m_commands;
    const std::size_t m_most;
    std::vector<std::string> m_done;
};

} // namespace atscope::engine::state
