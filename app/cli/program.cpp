// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/program.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <new>

#include <QFile>
#include <QFileInfo>
#include <QLocale>

#include "core/base/guard.h"

namespace atscope::cli {

namespace {

constexpr qint64 LargestFile = qint64(2) << 30;

const std::vector<Option> &commonOptions()
{
    static const std::vector<Option> options{
        {"json", "", "print JSON Lines, one object a line", "输出 JSON Lines，每行一个对象"},
        {"lang", "en|zh_CN", "language of texts (default: en with --json, else the locale)", "文本语言（使用 --json 时默认 en，否则随系统）"},
        {"module", "MODEL", "module profile (default: what the input tells, else generic)", "模组配置档（默认由输入判断，否则为 generic）"},
        {"dialect", "v4|classic|auto", "LwM2M dialect", "LwM2M 方言"},
        {"catalogs", "DIR", "folder with your own catalog files", "自定义指令库文件夹"},
        {"settings", "DIR", "read and write nothing outside this folder", "只在此文件夹内读写设置"},
        {"help", "", "this help", "显示本帮助"},
        {"version", "", "version of the program", "显示程序版本"},
    };
    return options;
}

const Option *find(const std::vector<Option> &options, std::string_view name)
{
    const auto it = std::find_if(options.begin(), options.end(), [name](const Option &o) { return o.name == name; });
    return it == options.end() ? nullptr : &*it;
}

// Every word on standard output goes through here.
void print(std::string_view text)
{
    errno = 0;
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0)
        throw OutputEnded{errno};
}

} // namespace

std::string inColumn(std::string text, std::size_t width)
{
    text.resize(std::max(text.size() + 2, width), ' ');
    return text;
}

void textOrNull(base::JsonWriter &out, std::string_view key, std::string_view text)
{
    out.key(key);
    text.empty() ? out.null() : out.value(text);
}

Program::Program(std::span<const Subcommand> subcommands, std::vector<std::string> arguments)
    : m_subcommands(subcommands), m_arguments(std::move(arguments))
{
}

const char *Program::pick(std::string_view en, std::string_view zh) const
{
    return chinese() ? zh.data() : en.data();
}

int Program::run()
{
#ifdef SIGPIPE
    std::signal(SIGPIPE, SIG_IGN); // who reads may go: what is open still ends in order
#endif
    base::onFailure([this](const base::Message &message) { complain(message); });
    try {
        return dispatch();
    } catch (const OutputEnded &ended) {
        return outputEnded(ended.error);
    } catch (const std::bad_alloc &) {
        complain(base::Message("out-of-memory"));
    } catch (const std::exception &error) {
        complain(base::Message("internal-exception", {{"reason", error.what()}}));
    }
    return static_cast<int>(Exit::Failed);
}

// A reader that has seen enough is no failure: the program ends as every filter does.
int Program::outputEnded(int error)
{
#ifdef SIGPIPE
    if (error == EPIPE) {
        std::signal(SIGPIPE, SIG_DFL);
        std::raise(SIGPIPE);
    }
#endif
    if (error != EPIPE)
        complain(base::Message("output-unwritable", {{"reason", std::strerror(error)}}));
    return static_cast<int>(Exit::Failed);
}

int Program::dispatch()
{
    // The language is needed before the first word: found without checking the rest.
    for (std::size_t i = 0; i < m_arguments.size(); ++i) {
        const auto &argument = m_arguments[i];
        if (argument == "--json")
            m_options.emplace_back("json", "");
        else if (argument == "--lang" && i + 1 < m_arguments.size())
            m_options.emplace_back("lang", m_arguments[i + 1]);
        else if (argument.starts_with("--lang="))
            m_options.emplace_back("lang", argument.substr(7));
    }
    chooseLanguage();
    m_options.clear();

    if (!commandFirst())
        return static_cast<int>(Exit::Usage);
    std::size_t at = 0;
    const Subcommand *subcommand = nullptr;
    if (!m_arguments.empty() && !m_arguments[0].starts_with("-")) {
        const auto it = std::find_if(m_subcommands.begin(), m_subcommands.end(),
                                     [this](const Subcommand &s) { return s.name == m_arguments[0]; });
        if (it == m_subcommands.end()) {
            return static_cast<int>(refuse(base::Message("cli-unknown-subcommand", {{"name", m_arguments[0]}})));
        }
        subcommand = &*it;
        at = 1;
    }
    const auto asked = [this](std::string_view option) {
        return std::find(m_arguments.begin(), m_arguments.end(), option) != m_arguments.end();
    };
    if (asked("--version")) {
        line("atscope-cli " ATSCOPE_VERSION);
        return 0;
    }
    if (!subcommand || asked("--help")) {
        help(subcommand);
        return static_cast<int>(asked("--help") ? Exit::Done : Exit::Usage);
    }
    if (!parse(*subcommand, at))
        return static_cast<int>(Exit::Usage);
    const auto lang = value("lang");
    if (has("lang") && lang != "en" && !lang.starts_with("zh"))
        return static_cast<int>(refuse(badValue("lang", "en, zh_CN")));
    if (has("catalogs") && !QFileInfo(QString::fromStdString(value("catalogs"))).isDir())
        return static_cast<int>(refuse(base::Message("cli-no-folder", {{"option", "--catalogs"}, {"folder", value("catalogs")}})));
    session::Settings settings;
    settings.catalogFolder = value("catalogs");
    if (settings.catalogFolder.empty() && has("settings")) {
        const auto folder = value("settings") + "/catalogs";
        if (QFileInfo(QString::fromStdString(folder)).isDir())
            settings.catalogFolder = folder;
    }
    settings.module = value("module");
    settings.dialect = value("dialect");
    settings.language = m_language;
    auto workspace = session::Workspace::open(std::move(settings));
    if (!workspace)
        return static_cast<int>(refuse(workspace.error()));
    m_workspace = std::move(workspace).value();
    for (const auto &complaint : m_workspace->complaints())
        complain(complaint.error);
    return static_cast<int>(subcommand->run(*this));
}

// Options that all commands know may stand before the command too.
bool Program::commandFirst()
{
    std::size_t at = 0;
    while (at < m_arguments.size() && m_arguments[at].starts_with("--")) {
        const auto &argument = m_arguments[at];
        const auto equals = argument.find('=');
        const auto *option = find(commonOptions(), argument.substr(2, equals == std::string::npos ? std::string::npos : equals - 2));
        if (!option) {
            complain(base::Message("cli-option-before-command", {{"option", argument}}));
            return false;
        }
        at += option->value.empty() || equals != std::string::npos ? 1 : 2;
    }
    if (at >= m_arguments.size())
        return true; // there is no command
    const auto command = m_arguments.begin() + static_cast<std::ptrdiff_t>(at);
    std::rotate(m_arguments.begin(), command, command + 1);
    return true;
}

void Program::chooseLanguage()
{
    const auto lang = value("lang");
    if (!lang.empty())
        m_language = lang.starts_with("zh") ? catalog::Language::Chinese : catalog::Language::English;
    else if (!json() && QLocale::system().language() == QLocale::Chinese)
        m_language = catalog::Language::Chinese;
}

bool Program::parse(const Subcommand &subcommand, std::size_t from)
{
    bool onlyPositional = false;
    // An option where a value should stand: the value was forgotten.
    const auto known = [&subcommand](std::string_view argument) {
        return argument.starts_with("--") && (find(subcommand.options, argument.substr(2)) || find(commonOptions(), argument.substr(2)));
    };
    for (std::size_t i = from; i < m_arguments.size(); ++i) {
        const auto &argument = m_arguments[i];
        if (onlyPositional || !argument.starts_with("--") || argument == "-") {
            m_positional.push_back(argument);
            continue;
        }
        if (argument == "--") {
            onlyPositional = true;
            continue;
        }
        const auto equals = argument.find('=');
        const auto name = argument.substr(2, equals == std::string::npos ? std::string::npos : equals - 2);
        const auto *option = find(subcommand.options, name);
        if (!option)
            option = find(commonOptions(), name);
        if (!option) {
            complain(base::Message("cli-unknown-option", {{"option", argument}, {"subcommand", std::string(subcommand.name)}}));
            return false;
        }
        std::string given;
        if (!option->value.empty()) {
            if (equals != std::string::npos) {
                given = argument.substr(equals + 1);
            } else if (i + 1 < m_arguments.size() && !known(m_arguments[i + 1])) {
                given = m_arguments[++i];
            } else {
                complain(base::Message("cli-missing-value", {{"option", argument}, {"expected", std::string(option->value)}}));
                return false;
            }
        } else if (equals != std::string::npos) {
            complain(base::Message("cli-surplus-value", {{"option", "--" + name}}));
            return false;
        }
        m_options.emplace_back(name, given);
    }
    const auto count = static_cast<int>(m_positional.size());
    if (count < subcommand.fewest || (subcommand.most >= 0 && count > subcommand.most)) {
        complain(base::Message("cli-arguments", {{"subcommand", std::string(subcommand.name)}, {"expected", std::string(subcommand.arguments)}}));
        return false;
    }
    return true;
}

bool Program::has(std::string_view option) const
{
    return std::any_of(m_options.begin(), m_options.end(), [option](const auto &o) { return o.first == option; });
}

std::string Program::value(std::string_view option) const
{
    const auto all = values(option);
    return all.empty() ? std::string() : all.back();
}

std::vector<std::string> Program::values(std::string_view option) const
{
    std::vector<std::string> found;
    for (const auto &[name, given] : m_options)
        if (name == option)
            found.push_back(given);
    return found;
}

void Program::line(std::string_view text)
{
    print(text.ends_with('\n') ? text : std::string(text) + '\n');
}

void Program::complain(const base::Error &error)
{
    const auto text = "atscope-cli: " + catalog::Messages::render(error, m_language) + '\n';
    std::fwrite(text.data(), 1, text.size(), stderr);
}

Exit Program::refuse(const base::Error &error)
{
    complain(error);
    return Exit::Usage;
}

base::Message Program::badValue(std::string_view option, std::string_view expected) const
{
    return base::Message("cli-bad-value", {{"option", "--" + std::string(option)}, {"value", value(option)}, {"expected", std::string(expected)}});
}

void Program::help(const Subcommand *subcommand) const
{
    std::string out;
    const auto options = [&](const std::vector<Option> &list) {
        for (const auto &option : list) {
            const std::string name = "  --" + std::string(option.name) + (option.value.empty() ? "" : ' ' + std::string(option.value));
            out += inColumn(name, 30) + pick(option.help, option.helpZh) + '\n';
        }
    };
    if (subcommand) {
        out += std::string(pick("Usage: ", "用法：")) + "atscope-cli " + std::string(subcommand->name) + ' '
            + std::string(subcommand->arguments) + "\n" + pick(subcommand->summary, subcommand->summaryZh) + "\n\n";
        options(subcommand->options);
    } else {
        out += std::string(pick("Usage: ", "用法：")) + "atscope-cli " + pick("COMMAND [options] …", "命令 [选项] …") + "\n\n";
        for (const auto &known : m_subcommands)
            out += inColumn("  " + std::string(known.name), 14) + pick(known.summary, known.summaryZh) + '\n';
        out += '\n';
    }
    options(commonOptions());
    out += pick("\nExit status: 0 done; 1 the answer is \"no\"; 2 wrong usage or unreadable input; 3 port or file system failed.\n",
                "\n退出状态：0 完成；1 结果为“否”；2 用法错误或输入不可读；3 端口或文件系统出错。\n");
    print(out);
}

base::Result<std::string> Program::readFile(const std::string &path)
{
    QFile file(QFile::decodeName(QByteArray::fromStdString(path)));
    if (path == "-") {
        if (!file.open(stdin, QIODevice::ReadOnly))
            return base::Message("file-unreadable", {{"file", path}, {"reason", file.errorString().toStdString()}});
    } else {
        if (!file.exists())
            return base::Message("file-missing", {{"file", path}});
        if (QFileInfo(file).isDir())
            return base::Message("file-unreadable", {{"file", path}, {"reason", "is a directory"}});
        if (!file.open(QIODevice::ReadOnly))
            return base::Message("file-unreadable", {{"file", path}, {"reason", file.errorString().toStdString()}});
        if (file.size() > LargestFile)
            return base::Message("file-too-large", {{"file", path}, {"most", "2 GiB"}});
    }
    return file.readAll().toStdString();
}

} // namespace atscope::cli
