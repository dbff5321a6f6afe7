// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kit/event_text.h"

#include <array>
#include <cmath>
#include <limits>

#include <QDateTime>
#include <QLocale>

#include "core/base/text.h"

namespace atscope::views {

namespace {

constexpr std::array<std::uint32_t, 16> SgrColours = {0xff3b3b3b, 0xffc0392b, 0xff2e8b57, 0xffb8860b, 0xff2f6fd0, 0xff9b4fb5, 0xff16899b, 0xff9a9a9a,
                                                      0xff7a7a7a, 0xffe05a4b, 0xff4cb87a, 0xffd8a831, 0xff5f97e8, 0xffbf7ad6, 0xff3fb0c0, 0xffe0e0e0};

// The state that ESC [ … m sets. Only what a log can show: colour and weight.
struct Sgr
{
    std::uint32_t colour = 0;
    bool bold = false;

    void apply(std::string_view parameters)
    {
        std::vector<int> codes{0};
        for (const char c : parameters) {
            if (c == ';' || c == ':')
                codes.push_back(0);
            else if (codes.back() < 1000)
                codes.back() = codes.back() * 10 + (c - '0');
        }
        for (std::size_t i = 0; i < codes.size(); ++i) {
            const int code = codes[i];
            if (code == 0)
                *this = {};
            else if (code == 1)
                bold = true;
            else if (code == 22)
                bold = false;
            else if (code >= 30 && code <= 37)
                colour = SgrColours[static_cast<std::size_t>(code - 30)];
            else if (code >= 90 && code <= 97)
                colour = SgrColours[static_cast<std::size_t>(code - 90 + 8)];
            else if (code == 39)
                colour = 0;
            else if (code == 38 || code == 48) // palette and true colours are two or four numbers more
                i += i + 1 < codes.size() && codes[i + 1] == 5 ? 2 : 4;
        }
    }
};

// "\x1b[1;31m" at the beginning: its length, and the parameters between [ and m; 0: something else.
std::size_t sgrLength(std::string_view text, std::string_view &parameters)
{
    if (!text.starts_with("\x1b["))
        return 0;
    std::size_t at = 2;
    while (at < text.size() && (base::isDigit(text[at]) || text[at] == ';' || text[at] == ':'))
        ++at;
    if (at >= text.size() || text[at] != 'm')
        return 0;
    parameters = text.substr(2, at - 2);
    return at + 1;
}

void append(LogCell &cell, const QString &text, Tone tone, const Sgr &sgr)
{
    if (text.isEmpty())
        return;
    if (tone != cell.tone || sgr.colour != 0 || sgr.bold)
        cell.runs.push_back({static_cast<int>(cell.text.size()), static_cast<int>(text.size()), tone, sgr.bold, sgr.colour});
    cell.text += text;
}

// Characters of the set as they are, everything else as \xNN.
void appendText(LogCell &cell, std::string_view bytes, wire::Charset charset, const Sgr &sgr)
{
    if (bytes.empty())
        return;
    const auto whole = wire::decodeText(bytes, charset);
    if (whole.valid) {
        append(cell, QString::fromUtf8(whole.text.data(), static_cast<qsizetype>(whole.text.size())), cell.tone, sgr);
        return;
    }
    // Piece by piece, so that what is no character is seen as such.
    std::size_t from = 0;
    for (std::size_t at = 0; at < bytes.size();) {
        std::size_t length = 0;
        if (charset == wire::Charset::Gb18030) {
            length = wire::gb18030Character(bytes.substr(at)).length;
        } else {
            for (std::size_t n = 1; n <= 4 && length == 0 && at + n <= bytes.size(); ++n)
                if (base::utf8Valid(bytes.substr(at, n)))
                    length = n;
        }
        if (length != 0) {
            at += length;
            continue;
        }
        appendText(cell, bytes.substr(from, at - from), charset, sgr);
        append(cell, QStringLiteral("\\x") + QString::fromStdString(base::toHex(bytes.substr(at, 1))), Tone::Symbol, {});
        from = ++at;
    }
    appendText(cell, bytes.substr(from), charset, sgr);
}

// The last character goes, as a terminal would take it back.
void takeBack(LogCell &cell)
{
    if (cell.text.isEmpty())
        return;
    cell.text.chop(cell.text.size() > 1 && cell.text.back().isLowSurrogate() && cell.text[cell.text.size() - 2].isHighSurrogate() ? 2 : 1);
    const auto size = static_cast<int>(cell.text.size());
    while (!cell.runs.empty() && cell.runs.back().from >= size)
        cell.runs.pop_back();
    if (!cell.runs.empty())
        cell.runs.back().length = std::min(cell.runs.back().length, size - cell.runs.back().from);
}

// Text between control sequences: a backspace takes back what stands before it, and is shown where nothing does.
void appendLine(LogCell &cell, std::string_view bytes, wire::Charset charset, const Sgr &sgr)
{
    for (auto at = bytes.find('\b'); at != std::string_view::npos; at = bytes.find('\b')) {
        appendText(cell, bytes.substr(0, at), charset, sgr);
        if (cell.text.isEmpty())
            append(cell, QString(QChar('\b')), Tone::Symbol, sgr);
        else
            takeBack(cell);
        bytes.remove_prefix(at + 1);
    }
    appendText(cell, bytes, charset, sgr);
}

} // namespace

LogCell textCell(std::string_view bytes, wire::Charset charset, Tone tone)
{
    LogCell cell;
    cell.tone = tone;
    Sgr sgr;
    std::size_t from = 0;
    for (std::size_t at = bytes.find('\x1b'); at != std::string_view::npos; at = bytes.find('\x1b', at)) {
        std::string_view parameters;
        const auto length = sgrLength(bytes.substr(at), parameters);
        if (length == 0) {
            ++at;
            continue;
        }
        appendLine(cell, bytes.substr(from, at - from), charset, sgr);
        sgr.apply(parameters);
        at += length;
        from = at;
    }
    appendLine(cell, bytes.substr(from), charset, sgr);
    return cell;
}

QString hexText(std::string_view bytes, std::size_t most)
{
    QString out;
    for (std::size_t i = 0; i < bytes.size() && i < most; ++i) {
        if (i != 0)
            out += QLatin1Char(' ');
        out += QString::fromStdString(base::toHex(bytes.substr(i, 1)));
    }
    if (bytes.size() > most)
        out += QStringLiteral(" …");
    return out;
}

QString clockText(base::Stamp stamp)
{
    if (!stamp.known())
        return {};
    // Local time costs a look at the system's time zone. Lines that are shown together have most of it in common: the minute.
    constexpr qint64 MinuteMs = 60'000;
    struct Minute
    {
        qint64 number = std::numeric_limits<qint64>::min();
        QString text;
    };
    static thread_local Minute s_last;
    const qint64 ms = stamp.ns / 1'000'000;
    const qint64 number = ms / MinuteMs - (ms % MinuteMs < 0 ? 1 : 0);
    if (number != s_last.number) {
        const auto begin = QDateTime::fromMSecsSinceEpoch(number * MinuteMs);
        if (begin.time().second() != 0) // a zone of old whose offset is no whole minute
            return QDateTime::fromMSecsSinceEpoch(ms).toString(QStringLiteral("hh:mm:ss.zzz"));
        s_last = {number, begin.toString(QStringLiteral("hh:mm:"))};
    }
    const auto rest = static_cast<int>(ms - number * MinuteMs);
    QString text = s_last.text + QStringLiteral("00.000");
    const auto digit = [&text](int fromEnd, int value) { text[text.size() - fromEnd] = QChar(static_cast<char16_t>(u'0' + value % 10)); };
    digit(1, rest);
    digit(2, rest / 10);
    digit(3, rest / 100);
    digit(5, rest / 1000);
    digit(6, rest / 10'000);
    return text;
}

QString dateText(base::Stamp stamp)
{
    return stamp.known() ? QDateTime::fromMSecsSinceEpoch(stamp.ns / 1'000'000).toString(QStringLiteral("yyyy-MM-dd hh:mm:ss.zzz")) : QString();
}

QString durationText(base::Millis ms)
{
    if (ms < 0)
        return {};
    const auto c = QLocale::c();
    if (ms < 10)
        return c.toString(ms, 'f', 2) + QStringLiteral(" ms");
    if (ms < 1000)
        return c.toString(ms, 'f', 0) + QStringLiteral(" ms");
    if (ms < 60'000)
        return c.toString(ms / 1000, 'f', ms < 10'000 ? 2 : 1) + QStringLiteral(" s");
    const auto seconds = static_cast<qint64>(std::llround(ms / 1000));
    return QStringLiteral("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
}

QString sizeText(std::uint64_t bytes)
{
    const auto c = QLocale::c();
    const auto number = static_cast<double>(bytes);
    if (bytes < 1000)
        return c.toString(static_cast<qulonglong>(bytes)) + QStringLiteral(" B");
    if (bytes < 1'000'000)
        return c.toString(number / 1e3, 'f', 1) + QStringLiteral(" kB");
    if (bytes < 1'000'000'000)
        return c.toString(number / 1e6, 'f', 1) + QStringLiteral(" MB");
    return c.toString(number / 1e9, 'f', 2) + QStringLiteral(" GB");
}

} // namespace atscope::views
