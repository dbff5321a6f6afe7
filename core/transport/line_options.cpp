// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/line_options.h"

#include <array>
#include <utility>

#include "core/base/text.h"

namespace atscope::transport
{

namespace
{

constexpr int LeastBaud = 50;
constexpr int MostBaud = 12'000'000;
constexpr double MostWait = 86'400;

template <class T>
using Words = std::vector<std::pair<std::string_view, T>>;

template <class T>
bool choose(std::string_view value, const Words<T> &words, T &to)
{
    for (const auto &[word, meaning] : words) {
        if (base::equalsNoCase(word, value)) {
            to = meaning;
            return true;
        }
    }
    return false;
}

bool chooseFlag(std::string_view value, std::optional<bool> &to)
{
    bool flag = false;
    if (!choose<bool>(value, {{"on", true}, {"off", false}, {"1", true}, {"0", false}, {"true", true}, {"false", false}}, flag))
        return false;
    to = flag;
    return true;
}

bool chooseInteger(std::string_view value, int least, int most, int &to)
{
    const auto number = base::toInteger(value);
    if (!number || *number < least || *number > most)
        return false;
    to = static_cast<int>(*number);
    return true;
}

bool assign(LineOptions &options, std::string_view option, std::string_view value)
{
    if (option == "baud")
        return chooseInteger(value, LeastBaud, MostBaud, options.baud);
    if (option == "data")
        return chooseInteger(value, 5, 8, options.dataBits);
    if (option == "parity")
        return choose<Parity>(value,
                              {{"none", Parity::None},
                               {"even", Parity::Even},
                               {"odd", Parity::Odd},
                               {"mark", Parity::Mark},
                               {"space", Parity::Space},
                               {"n", Parity::None},
                               {"e", Parity::Even},
                               {"o", Parity::Odd},
                               {"m", Parity::Mark},
                               {"s", Parity::Space}},
                              options.parity);
    if (option == "stop")
        return choose<StopBits>(value, {{"1", StopBits::One}, {"1.5", StopBits::OneAndHalf}, {"2", StopBits::Two}},
                                options.stopBits);
    if (option == "flow")
        return choose<FlowControl>(value,
                                   {{"none", FlowControl::None},
                                    {"rtscts", FlowControl::RtsCts},
                                    {"xonxoff", FlowControl::XonXoff},
                                    {"hardware", FlowControl::RtsCts},
                                    {"software", FlowControl::XonXoff}},
                                   options.flow);
    if (option == "dtr")
        return chooseFlag(value, options.dtr);
    if (option == "rts")
        return chooseFlag(value, options.rts);
    if (option == "ending") {
        LineEnding ending = LineEnding::Cr;
        if (!choose<LineEnding>(value, {{"cr", LineEnding::Cr}, {"lf", LineEnding::Lf}, {"crlf", LineEnding::CrLf}}, ending))
            return false;
        options.ending = ending;
        return true;
    }
    const auto seconds = base::toDouble(value); // wait
    if (!seconds || *seconds < 0 || *seconds > MostWait)
        return false;
    options.wait = *seconds;
    return true;
}

constexpr std::array<LineOption, 9> Known{{
    {"baud", "N", "50..12000000", "bit/s (115200)", "波特率（115200）"},
    {"data", "5|6|7|8", "5|6|7|8", "data bits (8)", "数据位（8）"},
    {"parity", "none|even|odd|mark|space", "none|even|odd|mark|space", "parity (none)", "校验位（none）"},
    {"stop", "1|1.5|2", "1|1.5|2", "stop bits (1)", "停止位（1）"},
    {"flow", "none|rtscts|xonxoff", "none|rtscts|xonxoff", "flow control (none)", "流控（none）"},
    {"dtr", "on|off", "on|off", "set DTR", "设置 DTR"},
    {"rts", "on|off", "on|off", "set RTS", "设置 RTS"},
    {"wait", "S", "0..86400", "wait so many seconds for the port to appear", "等待端口出现的秒数"},
    {"ending", "cr|lf|crlf", "cr|lf|crlf", "line end (default: the module's)", "行结束符（默认随模组）"},
}};

base::Message badValue(std::string_view option, std::string_view value)
{
    return {"line-option-value",
            {{"option", std::string(option)},
             {"value", base::escapedUtf8(value, true)},
             {"expected", std::string(LineOptions::expected(option))}}};
}

} // namespace

std::optional<base::Message> LineOptions::set(std::string_view option, std::string_view value)
{
    if (expected(option).empty())
        return base::Message("line-option-unknown", {{"option", base::escapedUtf8(option, true)}});
    if (!assign(*this, option, base::trimmed(value)))
        return badValue(option, value);
    return std::nullopt;
}

std::optional<base::Message> LineOptions::check() const
{
    if (baud < LeastBaud || baud > MostBaud)
        return badValue("baud", base::fromInteger(baud));
    if (dataBits < 5 || dataBits > 8)
        return badValue("data", base::fromInteger(dataBits));
    if (!(wait >= 0 && wait <= MostWait))
        return badValue("wait", base::fromDouble(wait));
    if (rts && flow == FlowControl::RtsCts)
        return base::Message("line-option-conflict", {{"option", "rts"}, {"other", "flow rtscts"}});
    if (stopBits == StopBits::OneAndHalf && dataBits != 5)
        return base::Message("line-option-conflict", {{"option", "stop 1.5"}, {"other", "data " + base::fromInteger(dataBits)}});
    if (stopBits == StopBits::Two && dataBits == 5)
        return base::Message("line-option-conflict", {{"option", "stop 2"}, {"other", "data 5"}});
    return std::nullopt;
}

std::span<const LineOption> LineOptions::all()
{
    return Known;
}

std::string_view LineOptions::expected(std::string_view option)
{
    for (const auto &known : Known)
        if (known.name == option)
            return known.expected;
    return {};
}

std::string LineOptions::text() const
{
    constexpr std::string_view Letters = "NEOMS";
    constexpr std::array<std::string_view, 3> Stops{"1", "1.5", "2"};
    std::string text = base::fromInteger(baud) + ' ' + base::fromInteger(dataBits);
    text += Letters[static_cast<std::size_t>(parity)];
    text += Stops[static_cast<std::size_t>(stopBits)];
    if (flow != FlowControl::None)
        text += flow == FlowControl::RtsCts ? " rtscts" : " xonxoff";
    if (dtr)
        text += *dtr ? " dtr on" : " dtr off";
    if (rts)
        text += *rts ? " rts on" : " rts off";
    return text;
}

std::string_view bytesOf(LineEnding ending)
{
    switch (ending) {
    case LineEnding::Cr:
        return "\r";
    case LineEnding::Lf:
        return "\n";
    case LineEnding::CrLf:
        break;
    }
    return "\r\n";
}

} // namespace atscope::transport
