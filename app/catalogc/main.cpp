// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// atscope-catalogc, a tool of the build: catalog files and messages into one C++ file, or just a check of them.
//   atscope-catalogc --messages DIR --output FILE.cpp CATALOG.yaml…
//   atscope-catalogc --messages DIR --check CATALOG.yaml… [--with CATALOG.yaml…]
// --check prints complaints about its own files only; the files behind --with are what they may refer to.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "core/catalog/builtin.h"
#include "core/catalog/catalog.h"
#include "core/catalog/compiler.h"
#include "core/catalog/messages.h"
#include "core/catalog/messages_table.h"

namespace catalog = atscope::catalog;

namespace {

// The sentences for this program's own complaints: what was read just now.
std::string &messageTable()
{
    static std::string s_table;
    return s_table;
}

std::optional<std::string> contentOf(const std::string &path)
{
    std::ifstream in(path, std::ios::binary);
    if (!in)
        return std::nullopt;
    std::ostringstream out;
    out << in.rdbuf();
    return std::move(out).str();
}

struct Options
{
    std::string messages;
    std::string output;
    bool check = false;
    bool strict = false; // warnings fail, too
    std::vector<std::string> files;
    std::vector<std::string> with;
};

std::optional<Options> parse(int argc, char **argv)
{
    Options o;
    std::vector<std::string> *files = &o.files;
    for (int i = 1; i < argc; ++i) {
        const std::string arg = argv[i];
        const bool more = i + 1 < argc;
        if (arg == "--messages" && more)
            o.messages = argv[++i];
        else if (arg == "--output" && more)
            o.output = argv[++i];
        else if (arg == "--check")
            o.check = true;
        else if (arg == "--strict")
            o.strict = true;
        else if (arg == "--with")
            files = &o.with;
        else if (arg.rfind("--", 0) == 0)
            return std::nullopt;
        else
            files->push_back(arg);
    }
    if (o.check == !o.output.empty() || (o.check && o.files.empty()))
        return std::nullopt;
    return o;
}

void literals(std::ostream &out, const char *name, const std::string &bytes)
{
    // Chunks of 8 KiB: every compiler takes a literal of that size.
    constexpr std::size_t Chunk = 8192;
    constexpr std::size_t Line = 120;
    out << "constexpr std::string_view " << name << "[] = {\n";
    for (std::size_t at = 0; at < bytes.size(); at += Chunk) {
        const std::string chunk = bytes.substr(at, Chunk);
        std::string line;
        out << "    {\n";
        for (const char c : chunk) {
            const auto byte = static_cast<unsigned char>(c);
            if (byte < 0x20 || byte >= 0x7f || c == '"' || c == '\\' || c == '?') {
                const char octal[] = {'\\', static_cast<char>('0' + (byte >> 6)), static_cast<char>('0' + ((byte >> 3) & 7)),
                                      static_cast<char>('0' + (byte & 7))};
                line.append(octal, 4);
            } else {
                line += c;
            }
            if (line.size() >= Line) {
                out << "    \"" << line << "\"\n";
                line.clear();
            }
        }
        out << "    \"" << line << "\", " << chunk.size() << "},\n";
    }
    if (bytes.empty())
        out << "    {},\n";
    out << "};\n";
}

bool writeData(const std::string &path, const std::string &table, const std::string &messages)
{
    std::ostringstream out;
    out << "// Made by atscope-catalogc from resources/catalogs and resources/messages.\n"
           "#include \"core/catalog/builtin.h\"\n\n#include <string_view>\n\nnamespace atscope::catalog::builtin {\n\nnamespace "
           "{\n\n";
    literals(out, "Table", table);
    literals(out, "MessageTable", messages);
    out << "\ntemplate<std::size_t N> std::string joined(const std::string_view (&chunks)[N])\n{\n    std::string all;\n"
           "    for (const std::string_view chunk : chunks)\n        all += chunk;\n    return all;\n}\n\n} // namespace\n\n"
           "std::string catalogTable()\n{\n    return joined(Table);\n}\n\n";
    out << "std::string catalogHash()\n{\n    return \"" << catalog::tableHash(table)
        << "\"; // here, because it takes longer than reading the table\n}\n\nstd::string messageTable()\n{\n    return "
           "joined(MessageTable);\n}\n\n"
           "} // namespace atscope::catalog::builtin\n";
    std::ofstream file(path, std::ios::binary);
    file << std::move(out).str();
    return file.flush().good();
}

struct Job
{
    Options options;
    std::vector<catalog::MessageEntry> messages;
    catalog::Model model;
    std::vector<catalog::Complaint> complaints;
    bool unreadable = false;

    void readMessages()
    {
        std::vector<std::string> paths;
        std::error_code error;
        for (const auto &entry : std::filesystem::directory_iterator(options.messages, error))
            if (entry.path().extension() == ".yaml")
                paths.push_back(entry.path().string());
        std::sort(paths.begin(), paths.end());
        for (const std::string &path : paths)
            if (const auto text = contentOf(path))
                catalog::compileMessages(*text, path, messages, complaints);
        messageTable() = catalog::messagesToTable(messages);
    }
    void readCatalog(const std::string &path)
    {
        const auto text = contentOf(path);
        if (!text) {
            std::fprintf(stderr, "%s: cannot be read\n", path.c_str());
            unreadable = true;
            return;
        }
        catalog::CompiledFile file = catalog::compileFile(*text, path, {true});
        complaints.insert(complaints.end(), file.complaints.begin(), file.complaints.end());
        for (auto &family : file.families)
            model.families.push_back(std::move(family));
        for (auto &module : file.modules)
            model.modules.push_back(std::move(module));
        for (auto &platform : file.platforms)
            model.platforms.push_back(std::move(platform));
        for (auto &named : file.namedObjects)
            model.namedObjects.push_back(std::move(named));
    }
    // Is there anything that must not be?
    bool report() const
    {
        const std::set<std::string> mine(options.files.begin(), options.files.end());
        bool wrong = unreadable;
        for (const catalog::Complaint &complaint : complaints) {
            if (options.check && mine.count(complaint.error.place.file) == 0)
                continue;
            const bool isError = complaint.severity == catalog::Severity::Error;
            wrong = wrong || isError || options.strict;
            // file:line:column: as compilers write it, so that editors find the place
            std::fprintf(stderr, "%s [%s%s]\n", catalog::Messages::render(complaint.error, catalog::Language::English).c_str(),
                         isError ? "" : "warning: ", complaint.error.message.code.c_str());
        }
        return wrong;
    }
};

} // namespace

namespace atscope::catalog::builtin {

std::string catalogTable()
{
    return {};
}

std::string catalogHash()
{
    return {};
}

std::string messageTable()
{
    return ::messageTable();
}

} // namespace atscope::catalog::builtin

int main(int argc, char **argv)
{
    auto options = parse(argc, argv);
    if (!options) {
        std::fputs("usage: atscope-catalogc --messages DIR (--output FILE | --check [--strict]) CATALOG… [--with CATALOG…]\n",
                   stderr);
        return 2;
    }
    Job job;
    job.options = std::move(*options);
    job.readMessages();
    for (const auto *files : {&job.options.files, &job.options.with})
        for (const std::string &path : *files)
            job.readCatalog(path);
    for (catalog::Complaint &complaint : catalog::link(job.model))
        job.complaints.push_back(std::move(complaint));
    if (job.report())
        return 1;
    if (!job.options.output.empty() &&
        !writeData(job.options.output, catalog::toTable(job.model), catalog::messagesToTable(job.messages))) {
        std::fprintf(stderr, "%s: cannot be written\n", job.options.output.c_str());
        return 2;
    }
    return 0;
}
