// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/announce.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/base/text.h"
#include "core/wire/frame_index.h"
#include "core/wire/framer.h"
#include "core/wire/measure.h"

namespace atscope::wire {

namespace {

constexpr std::size_t MaxFields = 32; // no announcer has more before its count

struct Fields
{
    std::array<std::string_view, MaxFields> first{};
    std::size_t count = 0;
    std::string_view last;

    void add(std::string_view field)
    {
        if (count < first.size())
            first[count] = field;
        last = field;
        ++count;
    }
};

Fields split(std::string_view text)
{
    Fields out;
    bool quote = false;
    std::size_t from = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"') {
            quote = !quote;
        } else if (text[i] == ',' && !quote) {
            out.add(text.substr(from, i - from));
            from = i + 1;
        }
    }
    out.add(text.substr(from));
    return out;
}

// Without blanks around it, then without quotes: ` "63"` is 63.
std::string_view bare(std::string_view field)
{
    field = base::trimmed(field);
    if (field.size() >= 2 && field.front() == '"' && field.back() == '"')
        field = base::trimmed(field.substr(1, field.size() - 2));
    return field;
}

// Digits only; −1 for anything else (empty, "-5", "(0-4)") and for what no 64-bit number holds.
std::int64_t toCount(std::string_view text)
{
    if (text.empty() || !std::all_of(text.begin(), text.end(), base::isDigit))
        return -1;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? value : -1;
}

int wantedFields(const Announcer &announcer)
{
    if (announcer.fieldCount > 0)
        return announcer.fieldCount;
    return announcer.countField >= 0 ? announcer.countField + 1 : 1;
}

} // namespace

bool FieldMatch::fits(std::string_view text) const
{
    text = bare(text);
    if (std::find(texts.begin(), texts.end(), text) != texts.end())
        return true;
    const auto number = ranges.empty() ? std::nullopt : base::toDouble(text);
    return number && std::any_of(ranges.begin(), ranges.end(),
                                 [&](const auto &range) { return *number >= range.first && *number <= range.second; });
}

std::optional<base::Span> inlineData(const Announcer &announcer, std::string_view line)
{
    std::size_t fieldsAt = 0;
    if (announcer.place != DataPlace::SameLine || FrameIndex::matchPrefix(announcer, line, true, fieldsAt) != Fit::Yes)
        return std::nullopt;
    HeadScan head(0, fieldsAt);
    if (head.run(announcer, line) != HeadScan::State::Complete)
        return std::nullopt;
    const Stated stated = readHead(announcer, line.substr(fieldsAt, head.separatorAt() - fieldsAt));
    if (stated.kind != Stated::Kind::Good || announcer.unit == DataUnit::Http)
        return std::nullopt;
    const std::size_t from = head.separatorAt() + 1;
    MeasureMemo memo;
    const Extent extent = measure({announcer.place, announcer.unit, announcer.fieldsAfter, stated.count}, line.substr(from), true, memo);
    if (extent.state != Extent::State::Done)
        return std::nullopt;
    std::size_t behind = from + extent.length;
    while (behind < line.size() && line[behind] == ' ')
        ++behind;
    if (behind < line.size() && (announcer.fieldsAfter == 0 || line[behind] != ','))
        return std::nullopt; // the count is not of this data
    return base::Span{from, extent.length};
}

HeadScan::State HeadScan::run(const Announcer &announcer, std::string_view text)
{
    const int wanted = wantedFields(announcer);
    while (m_state == State::Looking && m_at < text.size()) {
        const char c = text[m_at];
        if (m_quote || c == '"') {
            m_quote = c == '"' ? !m_quote : m_quote;
            ++m_at;
            continue;
        }
        if (m_commas == wanted - 1 && c == announcer.dataAfter) {
            // A blank that separates stands behind something: "+X: 5 hello", not the one behind the colon.
            const char before = m_at > m_fieldsAt ? text[m_at - 1] : ' ';
            if (c != ' ' || (before != ' ' && before != ',')) {
                m_state = State::Complete;
                return m_state;
            }
        } else if (c == ',' && ++m_commas >= wanted) {
            m_state = State::Dead; // more fields than this shape has: +IPD,0,4:test is not <len>:<data>
            return m_state;
        }
        ++m_at;
    }
    return m_state;
}

Stated readHead(const Announcer &announcer, std::string_view text)
{
    const Fields fields = split(text);
    if (announcer.fieldCount > 0 && fields.count != static_cast<std::size_t>(announcer.fieldCount))
        return {}; // +CIPRXGET: 1,0 announces nothing, +CIPRXGET: 2,0,4,0 does
    for (const FieldMatch &match : announcer.match) {
        if (match.field < 0 || static_cast<std::size_t>(match.field) >= std::min(fields.count, MaxFields)
            || !match.fits(fields.first[static_cast<std::size_t>(match.field)]))
            return {};
    }
    if (announcer.unit == DataUnit::Http)
        return {Stated::Kind::Good, -1};

    std::string_view field = fields.last;
    if (announcer.countField >= 0) {
        const std::size_t number = static_cast<std::size_t>(announcer.countField);
        field = number < std::min(fields.count, MaxFields) ? fields.first[number] : std::string_view();
    }
    const std::int64_t count = toCount(bare(field));
    if (announcer.unit == DataUnit::Line)
        return {Stated::Kind::Good, count}; // +CMT: ,24: the line counts, whatever the number says
    const std::int64_t most = static_cast<std::int64_t>(Framer::PayloadCap) / (announcer.unit == DataUnit::Either ? 2 : 1);
    return {count < 0 || count > most ? Stated::Kind::Bad : Stated::Kind::Good, count};
}

} // namespace atscope::wire
