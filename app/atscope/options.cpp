// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/atscope/options.h"

#include <algorithm>
#include <functional>

namespace atscope {

namespace {

struct Known
{
    std::string_view name;
    std::string_view value; // its placeholder; empty: a switch
    std::string_view en;
    std::string_view zh;
};

constexpr Known Own[] = {
    {"port", "PORT", "open this port at once: /dev/ttyUSB0, COM5, tcp://HOST:PORT, virtual:MODULE", "立即打开此端口：/dev/ttyUSB0、COM5、tcp://HOST:PORT、virtual:MODULE"},
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

// The port, how its line is run, and the rest.
std::vector<Known> options()
{
    std::vector<Known> all(std::begin(Own), std::end(Own));
    std::vector<Known> line;
    for (const auto &option : transport::LineOptions::all())
        line.push_back({option.name, option.value, option.help, option.helpZh});
    all.insert(all.begin() + 1, line.begin(), line.end());
    return all;
}

} // namespace

base::Result<WindowOptions> WindowOptions::parse(const QStringList &arguments)
{
    WindowOptions out;
    const auto all = options();
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const auto &argument = arguments[i];
        if (!argument.startsWith(QStringLiteral("--"))) {
            out.open << argument; // a file that was dropped on the program
            continue;
        }
        const auto equals = argument.indexOf(QLatin1Char('='));
        const auto name = argument.mid(2, equals < 0 ? -1 : equals - 2).toStdString();
        const auto known = std::find_if(all.begin(), all.end(), [&name](const Known &option) { return name == option.name; });
        if (known == all.end())
            return base::Message("window-unknown-option", {{"option", argument.toStdString()}});
        QString value;
        if (!known->value.empty()) {
            if (equals >= 0)
                value = argument.mid(equals + 1);
            else if (i + 1 < arguments.size())
                value = arguments[++i];
            else
                return base::Message("cli-missing-value", {{"option", argument.toStdString()}, {"expected", std::string(known->value)}});
        }
        const auto bad = [&] {
            return base::Message("cli-bad-value", {{"option", "--" + name}, {"value", value.toStdString()}, {"expected", std::string(known->value)}});
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
    const auto text = [](std::string_view utf8) { return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size())); };
    for (const auto &option : options())
        out += (QStringLiteral("  --") + text(option.name) + QLatin1Char(' ') + text(option.value) + QStringLiteral("  ")).leftJustified(42)
            + text(chinese ? option.zh : option.en) + QLatin1Char('\n');
    return out;
}

} // namespace atscope
