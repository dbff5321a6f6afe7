// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/measure.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/wire/framer.h"

namespace atscope::wire {

namespace {

Extent more()
{
    return {};
}

Extent done(std::size_t length, std::size_t seen)
{
    return {Extent::State::Done, length, std::max(length, seen), false};
}

Extent broken(std::size_t length, std::size_t seen)
{
    return {Extent::State::Broken, length, seen, false};
}

// The input ended: whole when the count was reached, else unkept.
Extent atEnd(std::size_t wanted, std::string_view data)
{
    const bool whole = data.size() >= wanted;
    return {whole ? Extent::State::Done : Extent::State::Unkept, std::min(wanted, data.size()), data.size(), true};
}

// The next line, whatever its length: +CDS: 24 / 0791…
Extent lineExtent(std::string_view data, bool ended, MeasureMemo &memo)
{
    const std::size_t from = std::min(memo.scanned, data.size());
    const auto end = std::find_if(data.begin() + static_cast<std::ptrdiff_t>(from), data.end(), isLineEnd);
    const std::size_t length = static_cast<std::size_t>(end - data.begin());
    if (length > Framer::LineCap)
        return broken(Framer::LineCap, Framer::LineCap + 1);
    if (end != data.end())
        return done(length, length + 1);
    memo.scanned = length;
    return ended ? Extent{Extent::State::Unkept, length, length, true} : more();
}

class Reader final
{
public:
    Reader(const DataShape &shape, std::string_view data, bool ended)
        : m_data(data), m_ended(ended), m_after(shape.fieldsAfter > 0), m_sameLine(shape.place == DataPlace::SameLine),
          m_count(static_cast<std::size_t>(std::max<std::int64_t>(shape.count, 0)))
    {
    }

    Extent bytes() const;
    Extent hexDigits(MeasureMemo &memo) const;
    Extent either(MeasureMemo &memo) const;

private:
    bool has(std::size_t at) const { return at < m_data.size(); }
    bool is(std::size_t at, char c) const { return has(at) && m_data[at] == c; }
    bool lineEnd(std::size_t at) const { return has(at) ? isLineEnd(m_data[at]) : m_ended; }
    // What may stand behind the data: a line end, or the comma before the fields that follow.
    bool closes(std::size_t at) const { return lineEnd(at) || (m_after && is(at, ',')); }
    std::size_t blanks() const;

    std::string_view m_data;
    bool m_ended;
    bool m_after;
    bool m_sameLine;
    std::size_t m_count;
};

std::size_t Reader::blanks() const
{
    std::size_t n = 0;
    while (m_sameLine && n < 8 && is(n, ' '))
        ++n;
    return n;
}

// Raw bytes by count. Modules also quote the text, or put a blank before it, without counting either: then one or two bytes
// behind the count tell which it was.
Extent Reader::bytes() const
{
    const std::size_t n = m_count;
    if (!m_sameLine && n == 0)
        return done(0, 0);
    if (!has(0))
        return m_ended ? atEnd(n, m_data) : more();
    const bool blank = m_sameLine && m_data[0] == ' ';
    if (m_data[0] != '"' && !blank)
        return has(n) || m_data.size() == n ? done(n, std::max<std::size_t>(n, 1)) : (m_ended ? atEnd(n, m_data) : more());

    std::size_t wanted = n;
    std::size_t seen = n + 2; // so many bytes decide
    if (blank && !has(1) && !m_ended) {
        return more();
    } else if (blank && is(1, '"')) { // 1, 4, "abcd",0
        seen = n + 3;
        wanted = is(n + 2, '"') ? n + 3 : n;
    } else if (blank && has(n) && closes(n)) { // +CIOTCMD:6, hello: the blank is counted
        seen = std::max<std::size_t>(n + 1, 2);
    } else if (blank) { // +CIOTCMD: 5, hello
        wanted = !closes(n) && closes(n + 1) && has(n) ? n + 1 : n;
    } else if (is(n + 1, '"') && !(n > 0 && isLineEnd(m_data[n]) && m_data[n - 1] == '"')) {
        wanted = n + 2; // +MIPLWRITE:0,1,3200,0,5750,1,4,"abcd",0
    }
    if (m_data.size() < seen && !m_ended)
        return more();
    if (m_data.size() < wanted)
        return atEnd(wanted, m_data);
    Extent out = done(wanted, std::min(seen, m_data.size()));
    out.byEnd = m_data.size() < seen;
    return out;
}

Extent Reader::hexDigits(MeasureMemo &memo) const
{
    const std::size_t lead = blanks();
    if (lead == m_data.size())
        return m_ended ? atEnd(m_count, m_data) : more();
    const bool quoted = m_data[lead] == '"';
    const std::size_t from = lead + (quoted ? 1 : 0);
    const std::size_t end = from + m_count;
    const std::string_view digits = m_data.substr(std::min(from, m_data.size()), m_count);
    // No line end stands among digits: the count is not kept, and that is known at once.
    for (std::size_t i = std::min(memo.scanned, digits.size()); i < digits.size(); ++i)
        if (isLineEnd(digits[i]))
            return broken(from + i, from + i + 1);
    memo.scanned = digits.size();
    if (m_data.size() < end)
        return m_ended ? atEnd(end, m_data) : more();
    if (!quoted)
        return done(end, std::max(end, lead + 1));
    if (!has(end) && !m_ended)
        return more();
    Extent out = done(is(end, '"') ? end + 1 : end, std::min(end + 1, m_data.size()));
    out.byEnd = !has(end);
    return out;
}

// Twice the count in hexadecimal digits, or the count in digits or raw bytes: what ends the run of digits decides.
Extent Reader::either(MeasureMemo &memo) const
{
    const std::size_t lead = blanks();
    const bool quoted = is(lead, '"');
    const std::size_t from = lead + (quoted ? 1 : 0);
    std::size_t end = std::max(from, memo.scanned);
    const std::size_t most = from + 2 * m_count + 1;
    while (end < most && has(end) && base::isHexDigit(m_data[end]))
        ++end;
    memo.scanned = has(from) ? end : 0;
    if (end < most && !has(end) && !m_ended)
        return more();
    const std::size_t run = end - from;
    const bool stops = !has(end) || isLineEnd(m_data[end]) || m_data[end] == ',' || m_data[end] == '"';
    const std::size_t close = quoted && is(end, '"') ? 1 : 0;
    if (end < most && stops && (!quoted || close == 1)) {
        if (run == 2 * m_count || run == m_count) {
            Extent out = done(end + close, std::min(end + 1, m_data.size())); // 2,4,48695961 and 2,8,34353637
            out.byEnd = !has(end);
            return out;
        }
        // 2,10,010203040506: neither, and raw bytes would not stop at a line end just there.
        if (run > m_count && has(end))
            return broken(end + close, end + 1);
        if (run > m_count)
            return {Extent::State::Unkept, m_data.size(), m_data.size(), true};
    }
    return bytes(); // +IOTASTX:256,1,12345,<256 raw bytes>
}

} // namespace

Extent measure(const DataShape &shape, std::string_view data, bool ended, MeasureMemo &memo)
{
    const Reader reader(shape, data, ended);
    switch (shape.unit) {
    case DataUnit::Line:
        return lineExtent(data, ended, memo);
    case DataUnit::HexDigits:
        return reader.hexDigits(memo);
    case DataUnit::Either:
        return reader.either(memo);
    case DataUnit::Bytes:
    case DataUnit::Http:
        break;
    }
    return reader.bytes();
}

} // namespace atscope::wire
