// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json_writer.h"

#include <charconv>
#include <cmath>
#include <utility>

#include "core/base/text.h"

namespace atscope::base {

namespace {

constexpr std::int64_t MostExact = std::int64_t{1} << 53; // readers with doubles lose digits beyond

void appendEscaped(std::string &out, std::string_view text)
{
    // Most text needs nothing; what is not UTF-8 is made text first, its backslashes are then escaped like any other.
    std::string clean;
    if (!utf8Valid(text)) {
        clean = escapedUtf8(text);
        text = clean;
    }
    constexpr std::string_view hex = "0123456789abcdef";
    std::size_t done = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto c = static_cast<unsigned char>(text[at]);
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        out.append(text, done, at - done);
        done = at + 1;
        switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        default:
            out += "\\u00";
            out += hex[c >> 4U];
            out += hex[c & 0x0FU];
        }
    }
    out.append(text, done, text.size() - done);
}

} // namespace

void JsonWriter::separate()
{
    if (m_afterKey) {
        m_afterKey = false;
        return;
    }
    if (m_hasItems.empty())
        return;
    if (m_hasItems.back())
        m_out += ',';
    m_hasItems.back() = true;
}

JsonWriter &JsonWriter::beginObject()
{
    separate();
    m_out += '{';
    m_hasItems.push_back(false);
    return *this;
}

JsonWriter &JsonWriter::endObject()
{
    m_out += '}';
    if (!m_hasItems.empty())
        m_hasItems.pop_back();
    return *this;
}

JsonWriter &JsonWriter::beginArray()
{
    separate();
    m_out += '[';
    m_hasItems.push_back(false);
    return *this;
}

JsonWriter &JsonWriter::endArray()
{
    m_out += ']';
    if (!m_hasItems.empty())
        m_hasItems.pop_back();
    return *this;
}

JsonWriter &JsonWriter::key(std::string_view name)
{
    separate();
    m_out += '"';
    appendEscaped(m_out, name);
    m_out += "\":";
    m_afterKey = true;
    return *this;
}

JsonWriter &JsonWriter::value(std::string_view text)
{
    separate();
    m_out += '"';
    appendEscaped(m_out, text);
    m_out += '"';
    return *this;
}

JsonWriter &JsonWriter::value(bool flag)
{
    separate();
    m_out += flag ? "true" : "false";
    return *this;
}

JsonWriter &JsonWriter::value(std::int64_t number)
{
    if (number > MostExact || number < -MostExact)
        return value(fromInteger(number));
    separate();
    m_out += fromInteger(number);
    return *this;
}

JsonWriter &JsonWriter::value(std::uint64_t number)
{
    if (number <= static_cast<std::uint64_t>(MostExact))
        return value(static_cast<std::int64_t>(number));
    char buffer[24];
    const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, number);
    return value(error == std::errc() ? std::string_view(buffer, static_cast<std::size_t>(end - buffer)) : std::string_view());
}

JsonWriter &JsonWriter::value(double number)
{
    if (!std::isfinite(number))
        return null();
    separate();
    m_out += fromDouble(number);
    return *this;
}

JsonWriter &JsonWriter::null()
{
    separate();
    m_out += "null";
    return *this;
}

JsonWriter &JsonWriter::raw(std::string_view json)
{
    separate();
    m_out += json;
    return *this;
}

std::string JsonWriter::take()
{
    m_hasItems.clear();
    m_afterKey = false;
    return std::exchange(m_out, {});
}

std::string jsonEscaped(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    appendEscaped(out, text);
    return out;
}

} // namespace atscope::base
