// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json_writer.h"
#include "core/base/result.h"
#include "core/session/workspace.h"

// What the sub-commands of atscope-cli share: options, output, exit status (design.md, The command line).
namespace atscope::cli {

// 0 done · 1 the answer is "no" · 2 wrong usage or unreadable input · 3 the port or the file system failed
enum class Exit : int { Done = 0, No = 1, Usage = 2, Failed = 3 };

struct Option
{
    std::string_view name;     // without --
    std::string_view value;    // its placeholder; empty: a switch
    std::string_view help;
    std::string_view helpZh;
    bool repeated = false;
};

// What several sub-commands take.
inline constexpr Option StrictOption{"strict", "", "warnings count as errors", "警告也算错误"};

// The text in a column: with blanks up to so many bytes, but two at least.
std::string inColumn(std::string text, std::size_t width);
// A member that is null where there is no text.
void textOrNull(base::JsonWriter &out, std::string_view key, std::string_view text);

// Standard output takes no more.
struct OutputEnded
{
    int error = 0; // errno
};

class Program;

struct Subcommand
{
    std::string_view name;
    std::string_view arguments; // FILE, NAME-OR-LINE, [--check FILE…]
    std::string_view summary;
    std::string_view summaryZh;
    std::vector<Option> options; // besides the common ones
    int fewest = 0;              // positional arguments
    int most = 0;                // −1: any number
    Exit (*run)(Program &) = nullptr;
};

// One call of the program. Made by main, used by the sub-command on the same thread.
class Program final
{
public:
    Program(std::span<const Subcommand> subcommands, std::vector<std::string> arguments);
    int run();

    bool has(std::string_view option) const;
    std::string value(std::string_view option) const; // the last one given
    std::vector<std::string> values(std::string_view option) const;
    const std::vector<std::string> &positional() const { return m_positional; }

    bool json() const { return has("json"); }
    catalog::Language language() const { return m_language; }
    bool chinese() const { return m_language == catalog::Language::Chinese; }
    session::Workspace &workspace() { return *m_workspace; }

    // Standard output, a line, flushed: pipes see it at once. Throws OutputEnded, which run() catches, when it cannot be written:
    // what the sub-command holds ends in order.
    void line(std::string_view text);
    void line(base::JsonWriter &writer) { line(writer.take()); }
    // Standard error.
    void complain(const base::Error &error);
    void complain(const base::Message &message) { complain(base::Error(message)); }
    // … and that is why the sub-command ends: wrong usage or unreadable input.
    Exit refuse(const base::Error &error);
    Exit refuse(const base::Message &message) { return refuse(base::Error(message)); }
    // An option has a value that it cannot have; `expected`: what it can have.
    base::Message badValue(std::string_view option, std::string_view expected) const;

    // A whole file; "-" is standard input. Errors: file-missing, file-unreadable, file-too-large.
    static base::Result<std::string> readFile(const std::string &path);

private:
    int dispatch();
    int outputEnded(int error);
    bool commandFirst();
    bool parse(const Subcommand &subcommand, std::size_t from);
    void chooseLanguage();
    void help(const Subcommand *subcommand) const;
    const char *pick(std::string_view en, std::string_view zh) const;

    std::span<const Subcommand> m_subcommands;
    std::vector<std::string> m_arguments;
    std::vector<std::pair<std::string, std::string>> m_options;
    std::vector<std::string> m_positional;
    catalog::Language m_language = catalog::Language::English;
    std::unique_ptr<session::Workspace> m_workspace;
};

Subcommand commandsCommand();
Subcommand modulesCommand();
Subcommand explainCommand();
Subcommand lintCommand();
Subcommand decodeCommand();
Subcommand portsCommand();
Subcommand sendCommand();
Subcommand recordCommand();
Subcommand simulateCommand();

} // namespace atscope::cli
