// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/line_datetime.h"

#include <array>
#include <cstdint>

#include "core/base/text.h"

namespace atscope::catalog::detail {

namespace {

struct Part
{
    std::string_view letters;
    int index;
};

enum { Year, ShortYear, Month, Day, Hour, Minute, Second, Milli, PartCount };

constexpr std::array<Part, 8> Parts{{{"YYYY", Year}, {"YY", ShortYear}, {"MM", Month}, {"DD", Day}, {"hh", Hour}, {"mm", Minute},
                                     {"ss", Second}, {"SSS", Milli}}};

// Days since 1970-01-01 of a date of the proleptic Gregorian calendar (H. Hinnant, days_from_civil).
constexpr std::int64_t daysFromCivil(std::int64_t year, std::int64_t month, std::int64_t day)
{
    year -= month <= 2 ? 1 : 0;
    const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
    const std::int64_t yearOfEra = year - era * 400;
    const std::int64_t dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    const std::int64_t dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146097 + dayOfEra - 719468;
}

constexpr int daysOfMonth(int year, int month)
{
    constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
}

} // namespace

DateTimeResult readDateTime(std::string_view text, std::string_view format)
{
    if (format.empty())
        format = "YYYY-MM-DD hh:mm:ss";
    std::array<int, PartCount> parts{1970, -1, 1, 1, 0, 0, 0, 0};
    DateTimeResult result;
    std::int64_t zoneMinutes = 0;
    std::size_t at = 0;
    const auto number = [&](std::size_t digits, int &out) {
        if (text.size() - at < digits)
            return false;
        int value = 0;
        for (std::size_t i = 0; i < digits; ++i) {
            if (!base::isDigit(text[at + i]))
                return false;
            value = value * 10 + (text[at + i] - '0');
        }
        out = value;
        at += digits;
        return true;
    };
    for (std::size_t i = 0; i < format.size();) {
        const std::string_view left = format.substr(i);
        if (left.starts_with("zz")) { // +32: eight hours
            int quarters = 0;
            if (at >= text.size() || (text[at] != '+' && text[at] != '-'))
                return {};
            const bool west = text[at++] == '-';
            if (!number(2, quarters))
                return {};
            zoneMinutes = (west ? -15 : 15) * quarters;
            result.hasZone = true;
            i += 2;
            continue;
        }
        const Part *part = nullptr;
        for (const Part &candidate : Parts)
            if (left.starts_with(candidate.letters) && (part == nullptr || candidate.letters.size() > part->letters.size()))
                part = &candidate;
        if (part == nullptr) {
            if (at >= text.size() || text[at] != format[i])
                return {};
            ++at;
            ++i;
            continue;
        }
        if (!number(part->letters.size(), parts[static_cast<std::size_t>(part->index)]))
            return {};
        i += part->letters.size();
    }
    if (at != text.size())
        return {};
    const int year = parts[ShortYear] >= 0 ? (parts[ShortYear] < 70 ? 2000 : 1900) + parts[ShortYear] : parts[Year];
    if (year < 1678 || year > 2261 || parts[Month] < 1 || parts[Month] > 12 || parts[Day] < 1
        || parts[Day] > daysOfMonth(year, parts[Month]) || parts[Hour] > 23 || parts[Minute] > 59 || parts[Second] > 59)
        return {};
    const std::int64_t seconds = daysFromCivil(year, parts[Month], parts[Day]) * 86400 + parts[Hour] * 3600 + parts[Minute] * 60
        + parts[Second] - zoneMinutes * 60;
    result.stamp.ns = seconds * 1'000'000'000 + static_cast<std::int64_t>(parts[Milli]) * 1'000'000;
    return result;
}

} // namespace atscope::catalog::detail
