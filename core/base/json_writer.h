// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace atscope::base {

// Writes one JSON text in the order it is told, keys as given. Use: beginObject(); key("a"); value(1); …; endObject().
// Integers beyond ±2^53 are written as strings, so that readers with doubles lose nothing (command-line contract).
// Text must be UTF-8; bytes that are not are written as \\xNN text (never raw), so that the output always parses.
class JsonWriter final
{
public:
    JsonWriter &beginObject();
    JsonWriter &endObject();
    JsonWriter &beginArray();
    JsonWriter &endArray();
    JsonWriter &key(std::string_view name);
    JsonWriter &value(std::string_view text);
    JsonWriter &value(const char *text) { return value(std::string_view(text)); }
    JsonWriter &value(const std::string &text) { return value(std::string_view(text)); }
    JsonWriter &value(bool flag);
    JsonWriter &value(int number) { return value(static_cast<std::int64_t>(number)); }
    JsonWriter &value(unsigned number) { return value(static_cast<std::uint64_t>(number)); }
    JsonWriter &value(std::int64_t number);
    JsonWriter &value(std::uint64_t number);
    JsonWriter &value(double number); // not finite: null
    JsonWriter &null();
    JsonWriter &raw(std::string_view json); // must itself be one JSON value

    template<class T>
    JsonWriter &member(std::string_view name, const T &v) { key(name); return value(v); }

    const std::string &text() const { return m_out; }
    std::string take();

private:
    void separate();
    std::string m_out;
    std::vector<bool> m_hasItems;
    bool m_afterKey = false;
};

// The text with the escapes that JSON wants, without the surrounding quotes.
std::string jsonEscaped(std::string_view text);

} // namespace atscope::base
