// SPDX-FileCopyrightText: 2026 The ATscope developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "../core/catalog/line_fixture.h"

// Lines a second through parseLine and validate, on one core. Usage: bench_lint [seconds]
using namespace atscope;
using namespace atscope::catalog;

namespace {

double linesPerSecond(const std::vector<std::string> &lines, const LineContext &context, double seconds, std::size_t &problems)
{
    using Clock = std::chrono::steady_clock;
    const auto begin = Clock::now();
    std::size_t count = 0;
    double passed = 0;
    while (passed < seconds) {
        for (const std::string &line : lines)
            problems += validate(line, parseLine(line, context), context).size();
        count += lines.size();
        passed = std::chrono::duration<double>(Clock::now() - begin).count();
    }
    return static_cast<double>(count) / passed;
}

} // namespace

int main(int argc, char **argv)
{
    const double seconds = argc > 1 ? std::strtod(argv[1], nullptr) : 2.0;
    const LineContext context{&test::lineView(), {}, nullptr};
    std::vector<std::string> simple;
    std::vector<std::string> mixed;
    for (int i = 0; i < 1000; ++i) {
        const std::string n = std::to_string(i % 60);
        simple.insert(simple.end(), {"AT+CSQ", "AT+CMEE=1", "AT+CIOTSTART=0", "ATE0", "AT+CIOTID=\"" + n + "\"", "AT+CIOTPING",
                                     "AT+CIOTBINSET=" + n + ",\"test\",2583", "AT+CIOTMKEY?"});
        mixed.insert(mixed.end(),
                     {"AT+CIOTDAT=" + n + ",3,\"te,,22.5;hy,2026-01-01 00:00:00,35%;pm,,89\"",
                      R"(AT^ONENETPOST="{"temperature":22.5,"humidity":"95.2%","l":[1,2,3]}","api-key:q0JxhgV8h4qKUVfc1n42z=")",
                      "AT+MIPLREADRSP=0,18172,1,3200,0,5750,1,4,\"test\",0,0", "AT+MIPLREADRSP=0,18172,11",
                      "AT+MIPLCREATEEX=\"nbiotbt.heclouds.com:5684\",1,,\"1234abcd\"",
                      R"(AT+HTTPCONTENT=0,"{"title": "8658200"\r,"desc": "8658200"\r,"protocol": "LWM2M"}")",
                      "AT+CIOTBINSEND=4,\"ffd8ffe0\"", "AT+CMEE=1;+CSQ;+CIOTPING",
                      "AT+IMQTTPUB=/a13FN5TplKq/demo/user/update,0,{\"a\":1}", "AT+CIOTSTART=2", "AT+CIOTDAT=0,2,\"te,,1\""});
    }
    std::size_t problems = 0;
    std::printf("simple %.0f lines/s\n", linesPerSecond(simple, context, seconds, problems));
    std::printf("mixed  %.0f lines/s\n", linesPerSecond(mixed, context, seconds, problems));
    return problems == 0 ? 1 : 0;
}
