// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "core/catalog/catalog.h"
#include "core/catalog/line.h"

// The shipped catalogs: what loading them takes the first time (at most 60 ms of one core, 15 MB), and how fast the lines of the
// manuals are checked with them (at least 200,000 lines/s). Beside them what a whole compilation from YAML takes, and a pass that
// only copies the lines. Usage: bench_catalog FILE-OF-LINES MODULE [seconds]
using namespace atscope;
using namespace atscope::catalog;

namespace
{

double residentMb() // of this process; 0 where nobody says
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("RssAnon:"))
            return std::strtod(line.c_str() + 8, nullptr) / 1024;
    return 0;
}

double cpuMs()
{
    return static_cast<double>(std::clock()) * 1000 / CLOCKS_PER_SEC;
}

template <class Work>
double perSecond(std::size_t lines, double seconds, Work work)
{
    const double begin = cpuMs(); // CPU time: other programs of the machine do not count
    double passed = 0;
    std::size_t count = 0;
    while (passed < seconds * 1000) {
        work();
        count += lines;
        passed = cpuMs() - begin;
    }
    return static_cast<double>(count) * 1000 / passed;
}

} // namespace

int main(int argc, char **argv)
{
    const double seconds = argc > 3 ? std::strtod(argv[3], nullptr) : 2.0;
    const double before = residentMb();
    const double begin = cpuMs();
    const auto catalog = Catalog::builtIn();
    const double loadMs = cpuMs() - begin;
    const double loadMb = residentMb() - before;
    std::printf("catalogs: %.1f ms of CPU, %.1f MB\n", loadMs, loadMb);

    const double viewBegin = cpuMs();
    const CatalogView view(catalog, argc > 2 ? catalog->module(argv[2]) : nullptr);
    std::printf("view of %s: %.2f ms\n", view.module().id.c_str(), cpuMs() - viewBegin);

    const double yamlBegin = cpuMs();
    std::size_t files = 0;
    for (const auto &entry : std::filesystem::directory_iterator(ATSCOPE_SOURCE_DIR "/resources/catalogs")) {
        std::ifstream stream(entry.path(), std::ios::binary);
        const std::string text((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
        files += compileFile(text, entry.path().filename().string(), {.shipped = true, .base = nullptr}).usable() ? 1 : 0;
    }
    std::printf("for comparison, %zu files compiled from YAML: %.0f ms\n", files, cpuMs() - yamlBegin);
    bool good = loadMs <= 60 && loadMb <= 15;
    if (argc < 3)
        return good ? 0 : 1;

    std::vector<std::string> lines;
    std::ifstream file(argv[1]);
    for (std::string line; std::getline(file, line);)
        if (!line.empty())
            lines.push_back(line);
    if (lines.empty())
        return 2;
    const LineContext context{&view, view.module().dialects.empty() ? std::string_view() : std::string_view(view.module().dialects.front()),
                              nullptr};
    std::size_t sum = 0;
    const double checked = perSecond(lines.size(), seconds, [&] {
        for (const auto &line : lines)
            sum += validate(line, parseLine(line, context), context).size();
    });
    const double read = perSecond(lines.size(), seconds, [&] {
        for (const auto &line : lines)
            sum += parseLine(line, context).commands.size();
    });
    const double copied = perSecond(lines.size(), seconds, [&] {
        for (const auto &line : lines) {
            const std::string copy(line);
            sum += static_cast<std::size_t>(std::count(copy.begin(), copy.end(), ','));
        }
    });
    std::printf("lint: %.0f lines/s; only read: %.0f; floor, copied and their commas counted: %.0f (%zu lines, %zu)\n", checked, read,
                copied, lines.size(), sum);
    good = good && checked >= 200'000;
    return good ? 0 : 1;
}
