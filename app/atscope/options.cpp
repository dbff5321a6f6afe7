// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/atscope/options.h"

#include <algorithm>
#include <functional>

namespace atscope {

namespace {

struct Known
{
    const char *name;
    const char *value; // its placeholder; empty: a switch
    const char *en;
    const char *zh;
};

constexpr Known Options[] = {
    {"port", "PORT", "open this port at once: /dev/ttyUSB0, COM5, tcp://HOST:PORT, virtual:MODULE", "立即打开此端口：/dev/ttyUSB0、COM5、tcp://HOST:PORT、virtual:MODULE"},
    {"baud", "N", "bit/s (115200)", "波特率（115200）"},
    {"data", "5|6|7|8", "data bits (8)", "数据位（8）"},
    {"parity", "none|even|odd|mark|space", "parity (none)", "校验位（none）"},
    {"stop", "1|1.5|2", "stop bits (1)", "停止位（1）"},
    {"flow", "none|rtscts|xonxoff", "flow control (none)", "流控（none）"},
    {"dtr", "on|off", "set DTR", "设置 DTR"},
    {"rts", "on|off", "set RTS", "设置 RTS"},
    {"wait", "S", "wait so many seconds for the port to appear", "等待端口出现的秒数"},
    {"ending", "cr|lf|crlf", "line end (default: the module's)", "行结束符（默认随模组）"},
    {"module", "MODEL", "module profile", "模组配置档"},
    {"open", "FILE", "open a recording or a log; may be repeated", "打开录制文件或日志，可重复使用"},
    {"log", "FILE", "write the received bytes as they came", "把收到的字节原样写入文件"},
    {"lang", "en|zh_CN", "language", "语言"},
    {"theme", "light|dark", "theme", "主题"},
    {"layout", "NAME", "terminal, commission, diagnose, firmware, or one of your own", "terminal、commission、diagnose、firmware 或自己保存的布局"},
    {"settings", "DIR", "read and write nothing outside this folder", "只在此文件夹内读写设置"},
    {"screenshot", "FILE", "write the painted window when the port is open, then quit", "端口打开后保存窗口截图并退出"},
    {"help", "", "this help", "显示本帮助"},
    {"version", "", "version of the program", "显示程序版本"},
};

} // namespace

base::Result<WindowOptions> WindowOptions::parse(const QStringList &arguments)
{
    WindowOptions out;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const auto &argument = arguments[i];
        if (!argument.startsWith(QStringLiteral("--"))) {
            out.open << argument; // a file that was dropped on the program
            continue;
        }
        const auto equals = argument.indexOf(QLatin1Char('='));
        const auto name = argument.mid(2, equals < 0 ? -1 : equals - 2).toStdString();
        const auto *known = std::find_if(std::begin(Options), std::end(Options), [&name](const Known &option) { return name == option.name; });
        if (known == std::end(Options))
            return base::Message("window-unknown-option", {{"option", argument.toStdString()}});
        QString value;
        if (*known->value != '\0') {
            if (equals >= 0)
                value = argument.mid(equals + 1);
            else if (i + 1 < arguments.size())
                value = arguments[++i];
            else
                return base::Message("cli-missing-value", {{"option", argument.toStdString()}, {"expected", known->value}});
        }
        const auto bad = [&] {
            return base::Message("cli-bad-value", {{"option", "--" + name}, {"value", value.toStdString()}, {"expected", known->value}});
        };
        if (name == "port")
            out.port = value;
        else if (name == "module")
            out.module = value;
        else if (name == "open")
            out.open << value;
        else if (name == "log")
            out.log = value;
        else if (name == "lang") {
            if (value != QStringLiteral("en") && !value.startsWith(QStringLiteral("zh")))
                return bad();
            out.language = value;
        } else if (name == "theme") {
            if (value != QStringLiteral("light") && value != QStringLiteral("dark"))
                return bad();
            out.theme = value;
        } else if (name == "layout")
            out.layout = value;
        else if (name == "settings")
            out.settings = value;
        else if (name == "screenshot")
            out.screenshot = value;
        else if (name == "help")
            out.help = true;
        else if (name == "version")
            out.version = true;
        else if (const auto wrong = out.line.set(name, value.toStdString()))
            return *wrong;
    }
    if (const auto wrong = out.line.check())
        return *wrong;
    return out;
}

QString WindowOptions::helpText(bool chinese)
{
    QString out = chinese ? QStringLiteral("用法：atscope [选项] [文件 …]\n\n") : QStringLiteral("Usage: atscope [options] [FILE …]\n\n");
    for (const auto &option : Options)
        out += (QStringLiteral("  --") + QLatin1String(option.name) + QLatin1Char(' ') + QLatin1String(option.value) + QStringLiteral("  ")).leftJustified(42)
            + QString::fromUtf8(chinese ? option.zh : option.en) + QLatin1Char('\n');
    return out;
}

} // namespace atscope
