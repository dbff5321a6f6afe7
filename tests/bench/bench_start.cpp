// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later

// From exec to the first painted window of `atscope --settings DIR`, the longest gap of its event loop in the two seconds behind
// that (a key waits no longer), and the memory it then takes; beside an empty Qt Widgets program, the two in turn. ATscope here is
// its own main.cpp with a probe linked in, atscope_bench_start_window.
//
//     atscope_bench_start [runs (11)]      QT_QPA_PLATFORM as set, else offscreen
#include <algorithm>
#include <array>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <vector>

#include <sys/wait.h>

#include "bench/bench_pty.h"

using namespace atscope::bench;

namespace {

struct Program
{
    const char *name;
    std::vector<std::string> arguments;
    std::vector<double> paintedMs, cpuMs, gapMs, rssMb, pssMb;
};

double median(std::vector<double> values)
{
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
}

void takeMemory(pid_t process, Program &program)
{
    std::ifstream memory("/proc/" + std::to_string(process) + "/smaps_rollup");
    for (std::string line; std::getline(memory, line);) {
        const auto value = [&line](const char *name) { return std::strtod(line.c_str() + std::strlen(name), nullptr) * 1024 / 1e6; };
        if (line.starts_with("Rss:"))
            program.rssMb.push_back(value("Rss:"));
        else if (line.starts_with("Pss:"))
            program.pssMb.push_back(value("Pss:"));
    }
}

void run(Program &program)
{
    std::array<int, 2> results{};
    if (pipe(results.data()) != 0)
        die("pipe");
    std::vector<char *> arguments;
    for (auto &argument : program.arguments)
        arguments.push_back(argument.data());
    arguments.push_back(nullptr);
    const auto from = nowNs();
    const auto child = fork();
    if (child == 0) {
        if (results[1] != 3) {
            dup2(results[1], 3);
            close(results[1]);
        }
        if (results[0] != 3)
            close(results[0]);
        execv(arguments[0], arguments.data());
        die(arguments[0]);
    }
    close(results[1]);
    std::FILE *const told = fdopen(results[0], "r");
    long long value = 0;
    char what[16];
    while (std::fscanf(told, "%15s %lld", what, &value) == 2) {
        if (std::strcmp(what, "painted") == 0) {
            program.paintedMs.push_back(static_cast<double>(value - from) / 1e6);
        } else if (std::strcmp(what, "cpu") == 0) {
            program.cpuMs.push_back(static_cast<double>(value) / 1e6);
        } else {
            program.gapMs.push_back(static_cast<double>(value) / 1e6);
            takeMemory(child, program);
            break;
        }
    }
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    std::fclose(told);
}

} // namespace

int main(int argc, char **argv)
{
    const int runs = argc > 1 ? std::max(1, std::atoi(argv[1])) : 11;
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    setenv("QT_QPA_PLATFORM", "offscreen", 0);
    const auto own = std::filesystem::read_symlink("/proc/self/exe").parent_path();
    char folder[] = "/tmp/atscope-bench-start-XXXXXX";
    if (!mkdtemp(folder))
        die("mkdtemp");
    std::array<Program, 2> programs{{{"empty Qt program", {(own / "atscope_bench_start_empty").string()}, {}, {}, {}, {}, {}},
                                     {"ATscope", {(own / "atscope_bench_start_window").string(), "--settings", folder}, {}, {}, {}, {}, {}}}};
    printLoad();
    for (int i = 0; i < runs; ++i)
        for (auto &program : programs)
            run(program);
    for (const auto &program : programs)
        if (program.pssMb.size() != static_cast<std::size_t>(runs)) {
            std::fprintf(stderr, "%s was not painted in every run\n", program.name);
            return 1;
        }
    for (const auto &program : programs)
        std::printf("start %-17s painted after %5.1f ms (%.1f … %.1f), %.2f times the empty one; CPU %5.1f ms, %.2f times; longest gap behind it %5.1f ms; RSS %5.1f MB, PSS %5.1f MB, %+.1f MB PSS\n",
                    program.name, median(program.paintedMs), *std::min_element(program.paintedMs.begin(), program.paintedMs.end()),
                    *std::max_element(program.paintedMs.begin(), program.paintedMs.end()), median(program.paintedMs) / median(programs[0].paintedMs),
                    median(program.cpuMs), median(program.cpuMs) / median(programs[0].cpuMs), median(program.gapMs), median(program.rssMb),
                    median(program.pssMb), median(program.pssMb) - median(programs[0].pssMb));
    printLoad();
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
    return 0;
}
