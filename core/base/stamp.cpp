// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/stamp.h"

#include <optional>

#include "core/base/text.h"

namespace atscope::base {

namespace {

constexpr std::int64_t NsPerSecond = 1'000'000'000;
constexpr std::int64_t SecondsPerDay = 86'400;

struct Date
{
    std::int64_t year = 0;
    int month = 0;
    int day = 0;
};

// The proleptic Gregorian calendar in eras of 400 years that begin in March (H. Hinnant, "chrono-compatible low-level
// date algorithms"). gmtime() is not used: it is not the same on every platform before 1970.
Date dateOfDays(std::int64_t days)
{
    days += 719'468;
    const std::int64_t era = (days >= 0 ? days : days - 146'096) / 146'097;
    const std::int64_t ofEra = days - era * 146'097;
    const std::int64_t yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36'524 - ofEra / 146'096) / 365;
    const std::int64_t ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const std::int64_t march = (5 * ofYear + 2) / 153;
    Date date;
    date.day = static_cast<int>(ofYear - (153 * march + 2) / 5 + 1);
    date.month = static_cast<int>(march < 10 ? march + 3 : march - 9);
    date.year = yearOfEra + era * 400 + (date.month <= 2 ? 1 : 0);
    return date;
}

std::int64_t daysOfDate(std::int64_t year, int month, int day)
{
    year -= month <= 2 ? 1 : 0;
    const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
    const std::int64_t yearOfEra = year - era * 400;
    const std::int64_t ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    const std::int64_t ofEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear;
    return era * 146'097 + ofEra - 719'468;
}

int daysOfMonth(std::int64_t year, int month)
{
    if (month == 2)
        return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

void appendPadded(std::string &out, std::int64_t value, std::size_t width)
{
    const std::string digits = fromInteger(value);
    if (digits.size() < width)
        out.append(width - digits.size(), '0');
    out += digits;
}

class Reader final
{
public:
    explicit Reader(std::string_view text) : m_text(text) {}

    bool atEnd() const { return m_text.empty(); }
    bool accept(char c)
    {
        if (m_text.empty() || m_text.front() != c)
            return false;
        m_text.remove_prefix(1);
        return true;
    }
    // Exactly `width` digits.
    std::optional<int> number(std::size_t width)
    {
        if (m_text.size() < width)
            return std::nullopt;
        int value = 0;
        for (const char c : m_text.substr(0, width)) {
            if (!isDigit(c))
                return std::nullopt;
            value = value * 10 + (c - '0');
        }
        m_text.remove_prefix(width);
        return value;
    }
    // One to nine digits behind the point, as nanoseconds.
    std::optional<int> fraction()
    {
        int value = 0;
        int digits = 0;
        while (!m_text.empty() && isDigit(m_text.front()) && digits < 9) {
            value = value * 10 + (m_text.front() - '0');
            m_text.remove_prefix(1);
            ++digits;
        }
        if (digits == 0)
            return std::nullopt;
        for (; digits < 9; ++digits)
            value *= 10;
        return value;
    }

private:
    std::string_view m_text;
};

} // namespace

std::string toRfc3339(Stamp stamp)
{
    if (!stamp.known())
        return {};
    std::int64_t seconds = stamp.ns / NsPerSecond;
    std::int64_t ns = stamp.ns % NsPerSecond;
    if (ns < 0) {
        ns += NsPerSecond;
        --seconds;
    }
    std::int64_t days = seconds / SecondsPerDay;
    std::int64_t ofDay = seconds % SecondsPerDay;
    if (ofDay < 0) {
        ofDay += SecondsPerDay;
        --days;
    }
    const Date date = dateOfDays(days);
    std::string out;
    out.reserve(30);
    appendPadded(out, date.year, 4);
    out += '-';
    appendPadded(out, date.month, 2);
    out += '-';
    appendPadded(out, date.day, 2);
    out += 'T';
    appendPadded(out, ofDay / 3600, 2);
    out += ':';
    appendPadded(out, ofDay / 60 % 60, 2);
    out += ':';
    appendPadded(out, ofDay % 60, 2);
    out += '.';
    appendPadded(out, ns, 9);
    out += 'Z';
    return out;
}

Stamp fromRfc3339(std::string_view text)
{
    Reader reader(text);
    const auto year = reader.number(4);
    if (!year || !reader.accept('-'))
        return {};
    const auto month = reader.number(2);
    if (!month || !reader.accept('-'))
        return {};
    const auto day = reader.number(2);
    // Nanoseconds in 64 bits reach from 1677-09-21 to 2262-04-11; only whole years are taken.
    if (!day || *year < 1678 || *year > 2261 || *month < 1 || *month > 12 || *day < 1 || *day > daysOfMonth(*year, *month))
        return {};
    std::int64_t seconds = daysOfDate(*year, *month, *day) * SecondsPerDay;
    int ns = 0;
    if (reader.atEnd())
        return Stamp{seconds * NsPerSecond};
    if (!reader.accept('T') && !reader.accept('t') && !reader.accept(' '))
        return {};
    const auto hour = reader.number(2);
    if (!hour || *hour > 23 || !reader.accept(':'))
        return {};
    const auto minute = reader.number(2);
    if (!minute || *minute > 59)
        return {};
    seconds += *hour * 3600 + *minute * 60;
    if (reader.accept(':')) {
        const auto second = reader.number(2);
        if (!second || *second > 59)
            return {};
        seconds += *second;
        if (reader.accept('.')) {
            const auto fraction = reader.fraction();
            if (!fraction)
                return {};
            ns = *fraction;
        }
    }
    if (!reader.accept('Z') && !reader.accept('z') && !reader.atEnd()) {
        const bool east = reader.accept('+');
        if (!east && !reader.accept('-'))
            return {};
        const auto hours = reader.number(2);
        if (!hours || *hours > 23 || !reader.accept(':'))
            return {};
        const auto minutes = reader.number(2);
        if (!minutes || *minutes > 59)
            return {};
        const int offset = *hours * 3600 + *minutes * 60;
        seconds += east ? -offset : offset;
    }
    return reader.atEnd() ? Stamp{seconds * NsPerSecond + ns} : Stamp{};
}

} // namespace atscope::base
